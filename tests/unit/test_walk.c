/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Every message of the catalogue, both ways: values for all its fields are encoded,
 * decoded, and what decoding says compared with what was given; and what it says,
 * encoded again, gives the same bytes. The values are the least, the most, the longest
 * and some between; optional TLVs are all there, all absent, and each alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"
#include "../../src/catalogue/layout.h"

static struct {
    size_t layouts; /* that were walked */
    size_t tlvs;    /* of QMI */
    size_t trips;
} walked;

/* ---- Comparing what was given with what is said */

static bool is_text(struct wdm_name name, const char *text)
{
    return name.length == strlen(text) && memcmp(name.text, text, name.length) == 0;
}

/* "12", "-3", "0x1f". */
static bool number_of(struct wdm_name name, uint64_t *number)
{
    char text[32];
    char *end;
    if (name.length == 0 || name.length >= sizeof(text))
        return false;
    memcpy(text, name.text, name.length);
    text[name.length] = '\0';
    *number = text[0] == '-' ? (uint64_t)strtoll(text, &end, 0) : strtoull(text, &end, 0);
    return *end == '\0' && text[0] != ' ' && text[0] != '+';
}

/* What stands in brackets at the end of "lte (8)". */
static bool bracketed(struct wdm_name name, struct wdm_name *inside)
{
    if (name.length < 3 || name.text[name.length - 1] != ')')
        return false;
    size_t open = name.length - 1;
    while (open > 0 && name.text[open] != '(')
        open--;
    *inside = (struct wdm_name){.text = name.text + open + 1, .length = name.length - open - 2};
    return name.text[open] == '(';
}

/* Flags are said as the bits that their size has, even of signed numbers. */
static bool same_number(uint64_t given, uint64_t said)
{
    bool negative = given >> 63;
    return given == said || (negative && (said == (given & 0xff) || said == (given & 0xffff) ||
                                          said == (given & 0xffffffff)));
}

/* All that is left of a buffer is said with the padding that was added to it. */
static bool is_padded(struct wdm_name given, struct wdm_name said)
{
    static const char zeros[] = "000000";
    size_t more = said.length - given.length;
    return said.length > given.length && more < sizeof(zeros) &&
           memcmp(said.text, given.text, given.length) == 0 &&
           memcmp(said.text + given.length, zeros, more) == 0;
}

static bool same_value(const struct wdm_layout *layout, struct wdm_name given, struct wdm_name said)
{
    struct wdm_name inside;
    uint64_t wanted, number;
    if (given.length == said.length && memcmp(given.text, said.text, said.length) == 0)
        return true;
    if (!layout->tlvs && is_padded(given, said) && strstr(layout->text, ":rest"))
        return true;
    if (number_of(given, &wanted)) {
        if (is_text(said, "yes") || is_text(said, "no"))
            return (wanted != 0) == is_text(said, "yes");
        return number_of(bracketed(said, &inside) ? inside : said, &number) &&
               same_number(wanted, number);
    }
    /* A UUID, by its name or with it. */
    if (bracketed(said, &inside) && inside.length == given.length &&
        memcmp(inside.text, given.text, given.length) == 0)
        return true;
    return given.length == WDM_UUID_TEXT && said.length > WDM_UUID_TEXT &&
           memcmp(given.text, said.text, WDM_UUID_TEXT) == 0;
}

/* Both are in the layout's order. MBIM says more: the counts, which are not given. */
static void compare(const struct wdm_layout *layout, const struct assignments *given,
                    const struct assignments *said)
{
    size_t at = 0;
    for (size_t i = 0; i < given->count; i++) {
        const struct wdm_assignment *wanted = &given->list[i];
        while (!layout->tlvs && at < said->count &&
               (said->list[at].path.length != wanted->path.length ||
                memcmp(said->list[at].path.text, wanted->path.text, wanted->path.length) != 0))
            at++;
        if (at == said->count || said->list[at].path.length != wanted->path.length ||
            memcmp(said->list[at].path.text, wanted->path.text, wanted->path.length) != 0)
            fail_msg("layout \"%.200s\": %.*s is not said", layout->text, (int)wanted->path.length,
                     wanted->path.text);
        if (!same_value(layout, wanted->value, said->list[at].value))
            fail_msg("layout \"%.200s\": %.*s: %.*s became %.*s", layout->text,
                     (int)wanted->path.length, wanted->path.text, (int)wanted->value.length,
                     wanted->value.text, (int)said->list[at].value.length,
                     said->list[at].value.text);
        at++;
    }
    if (layout->tlvs && at != said->count)
        fail_msg("layout \"%.200s\": says more than was given", layout->text);
}

static void round_trip(const struct wdm_layout *layout, const struct assignments *given)
{
    static uint8_t first[65536], second[65536];
    static struct assignments said;
    struct wdm_error error;
    struct wdm_malformed malformed;
    struct wdm_writer writer = wdm_writer(first, sizeof(first));
    struct wdm_writer again = wdm_writer(second, sizeof(second));

    assert_false(given->overflow);
    if (!wdm_encode(layout, given->list, given->count, &writer, &error))
        fail_msg("layout \"%.200s\": %s", layout->text, error.what);
    if (!collect_raw(layout, wdm_written(&writer), &said, &malformed))
        fail_msg("layout \"%.200s\": %s: %s", layout->text, malformed.field, malformed.problem);
    assert_false(said.overflow);
    compare(layout, given, &said);
    collect(layout, wdm_written(&writer), &said, &malformed);
    assert_false(said.overflow);
    if (!wdm_encode(layout, said.list, said.count, &again, &error))
        fail_msg("layout \"%.200s\": what decoding said: %s", layout->text, error.what);
    assert_int_equal(writer.length, again.length);
    assert_memory_equal(first, second, writer.length);
    walked.trips++;
}

/* ---- A layout */

static void walk_optional(const struct wdm_layout *layout)
{
    static struct assignments made;
    struct wdm_layout_members members;
    struct wdm_layout_field field;

    wdm_layout_all(layout, &members);
    while (wdm_layout_next(&members, &field) == WDM_LAYOUT_FIELD) {
        walked.tlvs++;
        if (members.tlv < 0x10)
            continue;
        make_up_some(layout, MADE_UP_MOST, 1, members.tlv, &made);
        assert_true(made.count > 0);
        round_trip(layout, &made);
        make_up_some(layout, MADE_UP_RANDOM, members.tlv, members.tlv, &made);
        round_trip(layout, &made);
    }
}

static void walk(struct wdm_layout layout)
{
    static const struct {
        enum made_up how;
        uint32_t seed;
    } runs[] = {
        {MADE_UP_LEAST, 1},  {MADE_UP_MOST, 1},   {MADE_UP_LOWEST, 1}, {MADE_UP_RANDOM, 1},
        {MADE_UP_RANDOM, 2}, {MADE_UP_RANDOM, 3}, {MADE_UP_RANDOM, 4},
    };
    static struct assignments made;
    struct wdm_error error;

    if (!layout.text)
        return;
    walked.layouts++;
    if (!wdm_layout_check(&layout, &error))
        fail_msg("layout \"%.200s\": %s", layout.text, error.what);
    for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
        make_up(&layout, runs[i].how, runs[i].seed, &made);
        round_trip(&layout, &made);
    }
    make_up_some(&layout, MADE_UP_RANDOM, 5, -1, &made);
    round_trip(&layout, &made);
    if (layout.tlvs)
        walk_optional(&layout);
}

static void test_qmi(void **state)
{
    (void)state;
    memset(&walked, 0, sizeof(walked));
    for (size_t i = 0; wdm_qmi_service_at(i); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        for (size_t j = 0; j < service->message_count; j++)
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                walk(wdm_qmi_layout(service, &service->messages[j], (enum wdm_qmi_kind)kind));
    }
    assert_int_equal(walked.layouts, 305 + 305 + 73);
    assert_int_equal(walked.tlvs, 1540);
    assert_true(walked.trips > 8 * walked.layouts);
}

/* Each layout that a version of MBIMEx brings, once. */
static void test_mbim(void **state)
{
    (void)state;
    memset(&walked, 0, sizeof(walked));
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        for (size_t j = 0; j < service->command_count; j++) {
            const struct wdm_mbim_command_entry *entry = &service->commands[j];
            const char *const parts[] = {entry->query, entry->set, entry->response,
                                         entry->notification};
            for (int part = 0; part <= WDM_MBIM_PART_NOTIFICATION; part++) {
                struct wdm_layout layout =
                    wdm_mbim_layout(service, entry->id, (enum wdm_mbim_part)part, entry->mbimex);
                if (parts[part])
                    walk(layout);
            }
        }
    }
    assert_int_equal(walked.layouts, 265);
    assert_int_equal(walked.trips, 8 * 265);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qmi),
        cmocka_unit_test(test_mbim),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
