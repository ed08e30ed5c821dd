/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is different in two messages, and which messages of two captures belong together. */
#include "wdm/compare.h"

#include <stdio.h>
#include <string.h>

#include "recording_support.h"

static struct wdm_recording first, second;
static struct wdm_comparison comparison;

/* ---- Two messages */

struct text {
    struct wdm_output output;
    size_t length;
    char bytes[8192];
};

static void write_text(struct wdm_output *output, const char *bytes, size_t length)
{
    struct text *text = (struct text *)output;
    assert_true(length < sizeof(text->bytes) - text->length);
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

static struct text found;

static void put_side(const struct wdm_value *value, const char *text)
{
    static const struct wdm_print_options options = {.personal = true};
    if (value)
        wdm_print_value(value, &options, &found.output);
    else
        wdm_put(&found.output, text ? text : "-");
}

/* "mode: low-power (1), online (0)\n" */
static void told(void *context, const struct wdm_difference *difference)
{
    assert_ptr_equal(context, &found);
    wdm_put(&found.output, difference->path);
    wdm_put(&found.output, ": ");
    put_side(difference->before, difference->before_text);
    wdm_put(&found.output, ", ");
    put_side(difference->after, difference->after_text);
    wdm_put(&found.output, "\n");
}

static size_t compare(size_t before, size_t after)
{
    struct wdm_description a, b;
    wdm_recorded_describe(&first, before, NULL, &a);
    wdm_recorded_describe(&second, after, NULL, &b);
    found.output.write = write_text;
    found.length = 0;
    found.bytes[0] = '\0';
    comparison.told = told;
    comparison.context = &found;
    return wdm_compare(&comparison, &a, &b);
}

#define MODE(client, transaction, tlvs)                                                            \
    "< " DMS_ANSWER(client, transaction, "2d00") SUCCESS tlvs "\n"
#define RADIO(transaction, hardware, software)                                                     \
    COMMAND_DONE(transaction, UUID_BASIC_CONNECT, "03000000", "00000000") hardware software "\n"

static void test_messages(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        const char *wanted;
        size_t passed_over;
    } rows[] = {
        {MODE("05", "0100", "01 0100 01"), MODE("05", "0100", "01 0100 01"), "", 0},
        /* Ids do not count, nor does the order of TLVs. */
        {MODE("05", "0100", "01 0100 01 11 0100 00"), MODE("07", "0300", "11 0100 00 01 0100 01"),
         "", 0},
        {MODE("05", "0100", "01 0100 01"), MODE("05", "0100", "01 0100 00"),
         "mode: low-power (1), online (0)\n", 0},
        {MODE("05", "0100", "01 0100 01 11 0100 00"), MODE("05", "0100", "01 0100 01"),
         "hardware_restricted_mode: no, -\n", 0},
        {MODE("05", "0100", "01 0100 01"), MODE("05", "0100", "01 0100 01 11 0100 01"),
         "hardware_restricted_mode: -, yes\n", 0},
        /* What the catalogue does not know. */
        {MODE("05", "0100", "01 0100 01 77 0200 0102"), MODE("05", "0100", "01 0100 01 77 0100 01"),
         "tlv_0x77: 0102, 01\n", 0},
        {"< " DMS_ANSWER("05", "0100", "f1f1") SUCCESS "77 0100 01\n",
         "< " DMS_ANSWER("05", "0100", "f1f1") SUCCESS "77 0100 02\n", "tlv_0x77: 01, 02\n", 0},
        {COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "7f000000", "00000000") "0102030405\n",
         COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "7f000000", "00000000") "010203ff\n",
         "content[3]: 0405, ff\n", 0},
        {COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "7f000000", "00000000") "0102\n",
         COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "7f000000", "00000000") "01\n",
         "content[1]: 02, -\n", 0},
        /* A result that is another: what is carried does not count. */
        {MODE("05", "0100", "01 0100 01"),
         "< " DMS_ANSWER("05", "0100", "2d00") RESULT("0100 1a00") "\n",
         "result: None (0), NoEffect (26)\n", 0},
        {RADIO("01000000", "01000000", "01000000"),
         COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "03000000", "09000000") "\n",
         "status: None (0), NoDeviceSupport (9)\n", 0},
        {RADIO("01000000", "01000000", "01000000"), RADIO("07000000", "01000000", "00000000"),
         "sw_radio_state: on (1), off (0)\n", 0},
        {FUNCTION_ERROR("01000000", "03000000"), FUNCTION_ERROR("02000000", "05000000"),
         "error: LengthMismatch (3), NotOpened (5)\n", 0},
        {OPEN_DONE("01000000"), "< 01000080 L 01000000 02000000\n",
         "status: None (0), Failure (2)\n", 0},
        {RADIO("01000000", "01000000", "01000000"), FUNCTION_ERROR("01000000", "05000000"),
         "message: MBIM basic-connect radio-state response #1: success, "
         "MBIM FUNCTION_ERROR #1: NotOpened (5)\n",
         0},
        {MODE("05", "0100", "01 0100 01"), "< " DMS_ANSWER("05", "0100", "2000") SUCCESS "\n",
         "message: QMI dms get-operating-mode response #1 client 5: success, "
         "QMI dms get-capabilities response #1 client 5: success\n",
         0},
        /* Cut short: by its bytes, where no field tells. */
        {RADIO("01000000", "01000000", "01000000"), RADIO("01000000", "01000000", "0100"),
         "sw_radio_state: on (1), -\n", 0},
        /* Client ids that CTL names. */
        {"< " ALLOCATED("01", "05"), "< " ALLOCATED("02", "14"), "", 1},
        /* What the radio measures: Signal State's rssi and error_rate. */
        {COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "0b000000",
                      "00000000") "10000000 00000000 05000000 01000000 01000000\n",
         COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "0b000000",
                      "00000000") "11000000 01000000 06000000 01000000 01000000\n",
         "signal_strength_interval: 5 s, 6 s\n", 2},
    };
    comparison.everything = false;
    comparison.ignored_count = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        recording_of_script(&first, rows[i].before);
        recording_of_script(&second, rows[i].after);
        size_t count = compare(0, 0);
        if (strcmp(found.bytes, rows[i].wanted) != 0)
            fail_msg("row %zu: %s", i, found.bytes);
        assert_int_equal(count, strlen(rows[i].wanted) > 0);
        assert_int_equal(comparison.passed_over, rows[i].passed_over);
    }
}

/* The last row again, with names that are passed over, and none. */
static void test_options(void **state)
{
    (void)state;
    static const char *const names[] = {"xyz", "signal_strength*"};
    recording_of_script(&first, "< " ALLOCATED("01", "05"));
    recording_of_script(&second, "< " ALLOCATED("02", "14"));
    comparison.everything = true;
    assert_int_equal(compare(0, 0), 1);
    assert_string_equal(found.bytes, "allocation_info.cid: 5, 20\n");
    recording_of_script(&first, MODE("05", "0100", "01 0100 01"));
    recording_of_script(&second, MODE("05", "0100", "01 0100 00"));
    comparison.ignored = (const char *const[]){"xyz", "mo*"};
    comparison.ignored_count = 1;
    assert_int_equal(compare(0, 0), 1);
    comparison.ignored_count = 2;
    assert_int_equal(compare(0, 0), 0);
    assert_int_equal(comparison.passed_over, 1);
    comparison.ignored = names;
    comparison.ignored_count = 0;
    comparison.everything = false;
}

/* By its own name, and not by that of what is around it. */
static void test_expected(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool expected;
    } rows[] = {
        {"rsrq.rsrq", true},
        {"rsrq.radio_interface", false},
        {"lte_signal_strength.rssi", true},
        {"strength_list[1].strength", true},
        {"signal_strength_interval", false},
        {"rssi_threshold", false},
        {"universal_time_and_local_time_zone_3gpp.hour", true},
        {"device_time.time_source", false},
        {"system_time", true},
        {"error_rate_list[0].rate", true},
        {"mode", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (wdm_compare_expects(rows[i].path) != rows[i].expected)
            fail_msg("%s", rows[i].path);
    }
    size_t count = 0;
    while (wdm_compare_expected_at(count))
        count++;
    assert_true(count > 20);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *path;
        bool ignores;
    } rows[] = {
        {"rssi", "rssi", true},
        {"rssi", "rssi_delta", false},
        {"rssi", "list[2].rssi", true},
        {"list", "list[2].rssi", true},
        {"list[2]", "list[2].rssi", false},
        {"list.rssi", "list[2].rssi", true},
        {"list.rssi", "other.list[2].rssi", false},
        {"*.rssi", "other.list[12].rssi", true},
        {"*_time", "system_time", true},
        {"*_time", "time", false},
        {"*time*", "a.b.timestamp_age", true},
        {"a*b*c", "aXXbYYbc", true},
        {"a*b*c", "aXXbYYb", false},
        {"*", "anything", true},
        {"", "anything", false},
        {"content", "content[12]", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (wdm_compare_ignores(rows[i].name, rows[i].path) != rows[i].ignores)
            fail_msg("'%s' and '%s'", rows[i].name, rows[i].path);
    }
}

/* More fields than are kept: by their bytes, and nothing is lost or read outside. */
static void test_many_fields(void **state)
{
    (void)state;
    static char text[65536];
    const size_t count = WDM_COMPARE_FIELDS + 10;
    struct wdm_recording *const sides[] = {&first, &second};
    for (size_t side = 0; side < 2; side++) {
        const size_t tlvs = 4 * count;
        int length =
            snprintf(text, sizeof(text), "< 01 %02zx%02zx 80 02 05 02 0100 2d00 %02zx%02zx ",
                     (tlvs + 12) & 0xff, (tlvs + 12) >> 8, tlvs & 0xff, tlvs >> 8);
        for (size_t i = 0; i < count; i++)
            length += snprintf(text + length, sizeof(text) - (size_t)length, "770100%02x",
                               i == WDM_COMPARE_FIELDS + 5 ? (unsigned)side : 9U);
        (void)snprintf(text + length, sizeof(text) - (size_t)length, "\n");
        recording_of(sides[side], text);
    }
    assert_int_equal(compare(0, 0), 1);
    assert_non_null(strstr(found.bytes, "content["));
}

/* ---- Two recordings */

static struct wdm_alignment alignment;
static struct text pairs;

static char name_of(const struct wdm_recording *recording, uint32_t index)
{
    return index == WDM_RECORDED_NONE
               ? '-'
               : (char)('a' + (recording->messages[index].meaning.message - 0x2000) % 26);
}

static void pair(void *context, uint32_t before, uint32_t after)
{
    assert_ptr_equal(context, &pairs);
    assert_true(before != WDM_RECORDED_NONE || after != WDM_RECORDED_NONE);
    wdm_put_format(&pairs.output, "%c%c ", name_of(&first, before), name_of(&second, after));
}

/* A request for each letter: 'a' is message 0x2000. */
static void recording_of_letters(struct wdm_recording *recording, const char *letters)
{
    static char text[65536];
    size_t length = 0;
    for (; *letters; letters++)
        length += (size_t)snprintf(text + length, sizeof(text) - length,
                                   "> 01 0c 00 00 02 05 00 01 00 %02x 20 00 00\n",
                                   (unsigned)(*letters - 'a'));
    recording_of(recording, text);
}

static void align(void)
{
    pairs.output.write = write_text;
    pairs.length = 0;
    pairs.bytes[0] = '\0';
    alignment.pair = pair;
    alignment.context = &pairs;
    wdm_align(&alignment, &first, &second);
}

static void test_align(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after, *wanted;
    } rows[] = {
        {"abc", "abc", "aa bb cc "},    {"abc", "ac", "aa b- cc "},
        {"ac", "abc", "aa -b cc "},     {"abcd", "xbcy", "a- -x bb cc d- -y "},
        {"aaab", "ab", "aa a- a- bb "}, {"abab", "baba", "a- bb aa bb -a "},
        {"a", "b", "a- -b "},           {"abcdef", "defabc", "a- b- c- dd ee ff -a -b -c "},
    };
    alignment.indications = false;
    for (size_t i = 0; i < COUNT(rows); i++) {
        recording_of_letters(&first, rows[i].before);
        recording_of_letters(&second, rows[i].after);
        align();
        if (strcmp(pairs.bytes, rows[i].wanted) != 0)
            fail_msg("%s, %s: %s", rows[i].before, rows[i].after, pairs.bytes);
    }
}

/* Over many blocks, with something missing here and there: all else finds its partner. */
static void test_align_long(void **state)
{
    (void)state;
    char before[1500], after[1500];
    size_t a = 0, b = 0, missing = 0, extra = 0;
    for (size_t i = 0; a + 2 < sizeof(before) && b + 2 < sizeof(after); i++) {
        char letter = (char)('a' + i * i % 23);
        if (i % 97 == 50) {
            after[b++] = 'z';
            extra++;
        }
        before[a++] = letter;
        if (i % 71 != 40)
            after[b++] = letter;
        else
            missing++;
    }
    before[a] = after[b] = '\0';
    recording_of_letters(&first, before);
    recording_of_letters(&second, after);
    align();
    size_t alone[2] = {0, 0};
    for (const char *at = pairs.bytes; *at; at += 3) {
        alone[0] += at[1] == '-';
        alone[1] += at[0] == '-';
    }
    assert_int_equal(alone[0], missing);
    assert_int_equal(alone[1], extra);
}

static void test_align_indications(void **state)
{
    (void)state;
    recording_of_script(
        &first, "> " DMS_REQUEST("05", "0100", "0020") "\n"
                                                       "< " DMS_INDICATION("05", "0120") "\n");
    recording_of_script(&second, "> " DMS_REQUEST("05", "0100", "0020") "\n");
    alignment.indications = false;
    align();
    assert_string_equal(pairs.bytes, "aa ");
    alignment.indications = true;
    align();
    assert_string_equal(pairs.bytes, "aa b- ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),    cmocka_unit_test(test_options),
        cmocka_unit_test(test_names),       cmocka_unit_test(test_expected),
        cmocka_unit_test(test_many_fields), cmocka_unit_test(test_align),
        cmocka_unit_test(test_align_long),  cmocka_unit_test(test_align_indications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
