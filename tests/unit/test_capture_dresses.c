/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The same messages in every dress: read alike, in pieces of any size; cut anywhere, and
 * damaged at random. */
#include <string.h>

#include "capture_support.h"

static struct fixture fixture;
static struct file file;
static struct events whole;
static struct events events;

static const uint8_t *bytes_of(const struct file *made)
{
    return (const uint8_t *)made->text;
}

static void with_dress(const struct dress *dress, void (*test)(const char *dress))
{
    file.length = 0;
    dress->write(&file, &fixture);
    test(dress->name);
}

/* Runs a test with every fixture in every dress. */
static void with_each(void (*test)(const char *dress))
{
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    size_t count = fixture_list(names);
    for (size_t i = 0; i < count; i++) {
        fixture_read(&fixture, names[i]);
        for (const struct dress *dress = text_dresses; dress->name; dress++)
            with_dress(dress, test);
        for (const struct dress *dress = usb_dresses; dress->name; dress++)
            with_dress(dress, test);
    }
}

static void read_alike(const char *dress)
{
    read_events(&events, WDM_CAPTURE_UNKNOWN, bytes_of(&file), file.length, 0);
    assert_fixture(&events, &fixture, dress);
}

static void test_dresses(void **state)
{
    (void)state;
    with_each(read_alike);
}

/* ---- In pieces */

static void read_pieces(const char *dress)
{
    static const size_t pieces[] = {1, 2, 7, 61, 509};
    read_events(&whole, WDM_CAPTURE_UNKNOWN, bytes_of(&file), file.length, 0);
    for (size_t i = 0; i < COUNT(pieces); i++) {
        read_events(&events, WDM_CAPTURE_UNKNOWN, bytes_of(&file), file.length, pieces[i]);
        assert_same_events(&events, &whole, dress);
    }
}

static void test_pieces(void **state)
{
    (void)state;
    with_each(read_pieces);
}

/* ---- Cut */

static bool same_message(const struct wdm_captured *a, const struct wdm_captured *b)
{
    return a->kind == b->kind && a->from_modem == b->from_modem && a->protocol == b->protocol &&
           a->bytes.length == b->bytes.length &&
           memcmp(a->bytes.bytes, b->bytes.bytes, a->bytes.length) == 0;
}

/* Of the messages that end before the cut, all are told as they were. */
static void compare_part(const char *dress, size_t cut)
{
    for (size_t i = 0; message_at(&whole, i + 1); i++) {
        const struct wdm_captured *actual = message_at(&events, i);
        /* The next one begins before the cut: this one is there. */
        if (message_at(&whole, i + 1)->offset < cut &&
            (!actual || !same_message(actual, message_at(&whole, i))))
            fail_msg("%s in %s, cut at %zu: message %zu is not there", fixture.name, dress, cut, i);
    }
}

static void read_cut(const char *dress)
{
    size_t step = file.length > 1500 ? 61 : 1;
    read_events(&whole, WDM_CAPTURE_UNKNOWN, bytes_of(&file), file.length, 0);
    for (size_t cut = 0; cut < file.length; cut += step) {
        read_events(&events, WDM_CAPTURE_UNKNOWN, bytes_of(&file), cut, 0);
        compare_part(dress, cut);
    }
}

static void test_cut(void **state)
{
    (void)state;
    with_each(read_cut);
}

/* ---- Damaged */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
    return *state >> 8;
}

/* Some bits turned over, the same every time. Reading ends, stays within the file, and is
 * the same in pieces. */
static void read_damaged(const char *dress)
{
    static struct file damaged;
    uint32_t random = 2015;
    for (size_t round = 0; round < 60; round++) {
        memcpy(damaged.text, file.text, file.length);
        for (size_t flips = 1 + round % 4; flips > 0; flips--) {
            size_t at = next_random(&random) % file.length;
            damaged.text[at] = (char)(damaged.text[at] ^ (1 << next_random(&random) % 8));
        }
        read_events(&whole, WDM_CAPTURE_UNKNOWN, bytes_of(&damaged), file.length, 0);
        read_events(&events, WDM_CAPTURE_UNKNOWN, bytes_of(&damaged), file.length, 1);
        assert_same_events(&events, &whole, dress);
        for (int format = WDM_CAPTURE_PCAP; format <= WDM_CAPTURE_RAW; format++)
            read_events(&events, (enum wdm_capture_format)format, bytes_of(&damaged), file.length,
                        97);
    }
}

static void test_damaged(void **state)
{
    (void)state;
    with_each(read_damaged);
}

/* One bit of a capture file: what stands before it is told whole. */
static void read_flipped(const char *dress)
{
    read_events(&whole, WDM_CAPTURE_UNKNOWN, bytes_of(&file), file.length, 0);
    /* Not in the file's own header, nor in its interface's. */
    for (size_t at = 160; at < file.length; at += 5) {
        file.text[at] = (char)(file.text[at] ^ 0x10);
        read_events(&events, WDM_CAPTURE_UNKNOWN, bytes_of(&file), file.length, 0);
        file.text[at] = (char)(file.text[at] ^ 0x10);
        for (size_t i = 0; message_at(&whole, i + 1); i++) {
            const struct wdm_captured *actual = message_at(&events, i);
            /* What is told at a packet's end stands in packets that begin before. */
            if (message_at(&whole, i + 1)->offset <= at &&
                (!actual || !same_message(actual, message_at(&whole, i))))
                fail_msg("%s in %s, damaged at %zu: message %zu is lost", fixture.name, dress, at,
                         i);
        }
        /* And behind the damage it goes on: no more is lost than its own packets hold. */
        if (count_of(&events, WDM_CAPTURED_MESSAGE) + 2 < fixture.count)
            fail_msg("%s in %s, damaged at %zu: %zu messages are left", fixture.name, dress, at,
                     count_of(&events, WDM_CAPTURED_MESSAGE));
    }
}

static void test_flipped(void **state)
{
    (void)state;
    fixture_read(&fixture, "em7455-wrong-length");
    for (const struct dress *dress = usb_dresses; dress->name; dress++)
        with_dress(dress, read_flipped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dresses), cmocka_unit_test(test_pieces),  cmocka_unit_test(test_cut),
        cmocka_unit_test(test_damaged), cmocka_unit_test(test_flipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
