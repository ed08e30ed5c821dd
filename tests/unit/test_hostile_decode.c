/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Bytes of a hostile modem into the decoder, by every layout of the catalogue: all
 * truncations of a good message, good messages with some bytes wrong, and bytes that
 * are made to lead astray. Nothing is read outside of them, what decoding tells is
 * bounded, what is begun is ended, and the time is linear in the bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "decode_watch.h"
#include "fields_support.h"
#include "../../src/catalogue/layout.h"

/* The CPU time that each test may take; under valgrind and qemu it sees fewer bytes. */
#define BUDGET (CLOCKS_PER_SEC * 7 / 10)

#define LARGEST ((size_t)4096)

/* ---- All layouts */

static struct wdm_layout layouts[1024];
static size_t layout_count;

static void add(struct wdm_layout layout)
{
    if (!layout.text)
        return;
    assert_true(layout_count < sizeof(layouts) / sizeof(layouts[0]));
    layouts[layout_count++] = layout;
}

static int gather(void **state)
{
    (void)state;
    for (size_t i = 0; wdm_qmi_service_at(i); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        for (size_t j = 0; j < service->message_count; j++)
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                add(wdm_qmi_layout(service, &service->messages[j], (enum wdm_qmi_kind)kind));
    }
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        for (size_t j = 0; j < service->command_count; j++)
            for (int part = 0; part <= WDM_MBIM_PART_NOTIFICATION; part++)
                add(wdm_mbim_layout(service, service->commands[j].id, (enum wdm_mbim_part)part,
                                    service->commands[j].mbimex));
    }
    return layout_count > 900 ? 0 : -1;
}

/* One after the other, but neighbours, which are alike, far apart. */
static const struct wdm_layout *layout_at(size_t index)
{
    return &layouts[index * 37 % layout_count];
}

/* An output that only counts. */
struct counter {
    struct wdm_output output;
    size_t length;
    char last;
};

static void on_write(struct wdm_output *output, const char *text, size_t length)
{
    struct counter *counter = (struct counter *)output;
    for (size_t i = 0; i < length; i++)
        assert_true((uint8_t)text[i] >= 0x20 || text[i] == '\n');
    counter->length += length;
    if (length > 0)
        counter->last = text[length - 1];
}

/* ---- One message */

/* The bytes end where the array does, so that a sanitizer sees what reads on. */
static uint8_t room[LARGEST];

static struct wdm_span at_the_end(const uint8_t *bytes, size_t length)
{
    assert_true(length <= sizeof(room));
    memmove(room + sizeof(room) - length, bytes, length);
    return (struct wdm_span){room + sizeof(room) - length, length};
}

static void check(const char *wrong)
{
    if (wrong != NULL)
        fail_msg("%s", wrong);
}

static void decode(const struct wdm_layout *layout, struct wdm_span message)
{
    check(watch_decode(layout, message));
}

static void print(const struct wdm_layout *layout, struct wdm_span message)
{
    size_t most = 1024 * (4 * message.length + 64);
    struct wdm_print_options options = {.personal = true};
    struct counter text = {.output = {.write = on_write}};
    struct counter json = {.output = {.write = on_write}};

    wdm_print_fields(layout, message, &options, &text.output);
    options.json = true;
    wdm_print_fields(layout, message, &options, &json.output);
    assert_true(text.length <= most && json.length <= most);
    assert_true(text.length == 0 || text.last == '\n');
    assert_int_equal(json.last, '}');
    check(watch_mask(layout, message));
}

/* ---- Bytes */

static uint32_t random_state = 1;

static uint32_t below(uint32_t limit)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % limit;
}

/* Bytes that counts, lengths and offsets like to be. */
static uint8_t any_byte(void)
{
    switch (below(4)) {
    case 0:
        return 0;
    case 1:
        return 0xff;
    case 2:
        return (uint8_t)below(64);
    default:
        return (uint8_t)below(256);
    }
}

/* TLVs that the layout has, with such bytes in them. */
static size_t hostile_tlvs(const struct wdm_layout *layout, uint8_t *bytes, size_t length)
{
    struct wdm_layout_index index;
    uint8_t types[256];
    size_t count = 0, at = 0;

    wdm_layout_index(layout->text, &index);
    for (size_t type = 0; type < sizeof(types); type++)
        if (index.at[type] > 0)
            types[count++] = (uint8_t)type;
    while (length - at >= 3) {
        size_t size = below(5) == 0 ? length - at - 3 : below(48);
        if (size > length - at - 3)
            size = length - at - 3;
        bytes[at] = count > 0 && below(8) > 0 ? types[below((uint32_t)count)] : any_byte();
        bytes[at + 1] = (uint8_t)(size & 0xff);
        bytes[at + 2] = (uint8_t)(size >> 8);
        at += 3;
        while (size-- > 0)
            bytes[at++] = any_byte();
    }
    return at;
}

/* Numbers that are offsets into the buffer, sizes of it, and counts past all reason. */
static size_t hostile_buffer(uint8_t *bytes, size_t length)
{
    for (size_t at = 0; at < length; at += 4) {
        uint32_t number = below((uint32_t)length + 1);
        if (below(4) == 0)
            number = below(2) ? UINT32_MAX : below(8);
        for (size_t i = 0; i < 4 && at + i < length; i++)
            bytes[at + i] = (uint8_t)(number >> (8 * i) & 0xff);
    }
    return length;
}

static size_t hostile(const struct wdm_layout *layout, uint8_t *bytes, size_t length)
{
    return layout->tlvs ? hostile_tlvs(layout, bytes, length) : hostile_buffer(bytes, length);
}

/* A good message, in at most `capacity` bytes; where one is longer, the least there is. */
static size_t good(const struct wdm_layout *layout, uint32_t seed, uint8_t *bytes, size_t capacity)
{
    static struct assignments made;
    struct wdm_error error;
    struct wdm_writer writer = wdm_writer(bytes, capacity);
    make_up(layout, MADE_UP_RANDOM, seed, &made);
    if (!wdm_encode(layout, made.list, made.count, &writer, &error)) {
        writer = wdm_writer(bytes, capacity);
        make_up(layout, MADE_UP_LEAST, seed, &made);
        assert_true(wdm_encode(layout, made.list, made.count, &writer, &error));
    }
    return writer.length;
}

/* ---- Tests */

/* Every truncation of a message by every layout; printed now and then. */
static void test_truncated(void **state)
{
    (void)state;
    static uint8_t bytes[LARGEST];
    clock_t end = clock() + BUDGET;
    for (size_t i = 0; i < layout_count; i++) {
        const struct wdm_layout *layout = layout_at(i);
        size_t length = good(layout, (uint32_t)i + 1, bytes, sizeof(bytes));
        /* Out of time: the whole, and some of each. */
        size_t step = clock() < end ? 1 : length / 8 + 1;
        for (size_t cut = 0; cut <= length; cut += step) {
            struct wdm_span message = at_the_end(bytes, length - cut);
            decode(layout, message);
            if (cut % 29 == 0)
                print(layout, message);
        }
    }
}

/* Bytes of a good message that are others. */
static void test_changed(void **state)
{
    (void)state;
    static uint8_t bytes[LARGEST];
    clock_t end = clock() + BUDGET;
    for (uint32_t round = 0; round == 0 || (round < 24 && clock() < end); round++) {
        for (size_t i = 0; i < layout_count; i++) {
            const struct wdm_layout *layout = layout_at(i);
            size_t length = good(layout, (uint32_t)i + round, bytes, sizeof(bytes));
            for (size_t k = 0; k < 1 + round % 4 && length > 0; k++)
                bytes[below((uint32_t)length)] = any_byte();
            struct wdm_span message = at_the_end(bytes, length);
            decode(layout, message);
            if (round == 0)
                print(layout, message);
        }
    }
}

static void test_hostile(void **state)
{
    (void)state;
    static uint8_t bytes[LARGEST];
    static const size_t lengths[] = {1, 3, 8, 33, 64, 120, 250, 500};
    clock_t end = clock() + BUDGET;
    for (size_t round = 0; round == 0 || (round < 64 && clock() < end); round++) {
        for (size_t i = 0; i < layout_count; i++) {
            const struct wdm_layout *layout = layout_at(i);
            size_t length = hostile(layout, bytes, lengths[(round + i) % 8]);
            struct wdm_span message = at_the_end(bytes, length);
            decode(layout, message);
            if (round % 8 == 0)
                print(layout, message);
        }
    }
}

/* The time that decoding hostile bytes takes. */
static clock_t time_of(const struct wdm_layout *layout, size_t length)
{
    static uint8_t bytes[LARGEST];
    struct wdm_span message = at_the_end(bytes, hostile(layout, bytes, length));
    clock_t start = clock();
    for (unsigned i = 0; i < 16; i++)
        decode(layout, message);
    return clock() - start;
}

/* Eight times the bytes need eight times the time; four times that would be too much. */
static void test_linear(void **state)
{
    (void)state;
    clock_t end = clock() + BUDGET;
    clock_t few = 0, many = 0;
    for (size_t i = 0; i < layout_count && clock() < end; i++) {
        few += time_of(layout_at(i), LARGEST / 8);
        many += time_of(layout_at(i), LARGEST);
    }
    assert_true(few > 0);
    assert_true(many <= 32 * few + CLOCKS_PER_SEC / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_changed),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests_name("hostile_decode", tests, gather, NULL);
}
