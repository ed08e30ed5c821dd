/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Natural forms: bytes, what is said of them as text and as JSON, and back; what
 * else is taken; what is not; and forms that there are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"

static struct test_output output;

static struct wdm_layout layout_of(const char *text)
{
    return (struct wdm_layout){.text = text, .tlvs = true};
}

/* Each is of one TLV, 0x01, and of one field, "a". */
static const struct {
    const char *type;
    const char *bytes;
    const char *text;
    const char *json;
} cases[] = {
    /* Units. */
    {"i8@dBm", "bd", "-67 dBm", "-67"},
    {"i8@dBm", "80", "-128 dBm", "-128"},
    {"u32@bit/s", "00e1f505", "100000000 bit/s", "100000000"},
    {"u8@%", "0c", "12 %", "12"},
    {"u64@bytes", "ffffffffffffffff", "18446744073709551615 bytes", "18446744073709551615"},
    {"i64@s", "0000000000000080", "-9223372036854775808 s", "-9223372036854775808"},
    {"be16@ms", "0102", "258 ms", "258"},
    {"f64@degrees", "9a9999999999b93f", "0.1 degrees", "0.1"},
    {"f32@m", "0000c07f", "nan m", "null"},
    {"f32@m/s", "000000c0", "-2 m/s", "-2"},
    /* Factors. */
    {"i16@0.1dB", "3500", "5.3 dB", "53"},
    {"i16@0.1dB", "cbff", "-5.3 dB", "-53"},
    {"i16@0.1dB", "ffff", "-0.1 dB", "-1"},
    {"i16@0.1dB", "0000", "0.0 dB", "0"},
    {"i16@0.1dB", "0080", "-3276.8 dB", "-32768"},
    {"u8@-1dBm", "43", "-67 dBm", "67"},
    {"u8@-0.5dB", "0b", "-5.5 dB", "11"},
    {"i8@15min", "fc", "-60 min", "-4"},
    {"i32@0.25arcsec", "ffffffff", "-0.25 arcsec", "-1"},
    {"u32@0.01degrees", "a0860100", "1000.00 degrees", "100000"},
    {"u64@0.001V", "ffffffffffffff7f", "9223372036854775807", "9223372036854775807"},
    {"u64@2m", "ffffffffffffffff", "18446744073709551615", "18446744073709551615"},
    {"i64@-2m", "0000000000000080", "-9223372036854775808", "-9223372036854775808"},
    /* Offsets, and what means that nobody knows. */
    {"u32@2-113dBm?32", "00000000", "-113 dBm", "0"},
    {"u32@2-113dBm?32", "1f000000", "-51 dBm", "31"},
    {"u32@2-113dBm?32", "63000000", "unknown (99)", "99"},
    {"u32@0.5-23.5dB?128", "00000000", "-23.5 dB", "0"},
    {"u32@0.5-23.5dB?128", "7f000000", "40.0 dB", "127"},
    {"u32@0.5-23.5dB?128", "80000000", "unknown (128)", "128"},
    {"u8@1.00+0.25m", "01", "1.25 m", "1"},
    {"u32@us?-1", "feffffff", "4294967294 us", "4294967294"},
    {"u32@us?-1", "ffffffff", "unknown (4294967295)", "4294967295"},
    {"u64@?-1", "ffffffffffffffff", "unknown (18446744073709551615)", "18446744073709551615"},
    {"u64@?-1", "0700000000000000", "7", "7"},
    {"i32@dBm?0", "ffffffff", "-1 dBm", "-1"},
    {"i32@dBm?0", "00000000", "unknown (0)", "0"},
    {"i32@dBm?-1", "ffffffff", "unknown (-1)", "-1"},
    {"i32@dBm?-1", "feffffff", "-2 dBm", "-2"},
    /* Times. */
    {"u48@0.00125gps", "000000000000", "1980-01-06T00:00:00Z", "0"},
    {"u48@0.00125gps", "010000000000", "1980-01-06T00:00:00.00125Z", "1"},
    {"u48@0.00125gps", "ffffffffffff", "281474976710655", "281474976710655"},
    {"u64@0.001gps", "ff93997158010000", "2026-11-22T09:24:00.127Z", "1479374640127"},
    {"u32@gps", "ffffffff", "2116-02-12T06:28:15Z", "4294967295"},
    {"u32@unix", "7fbe5d5e", "2020-03-03T02:18:39Z", "1583201919"},
    {"u32@unix", "0fd4bb38", "2000-02-29T14:13:35Z", "951833615"},
    {"u64@unix", "7f41f4ff3a000000", "9999-12-31T23:59:59Z", "253402300799"},
    {"u64@unix", "8041f4ff3a000000", "253402300800", "253402300800"},
    {"i64@unix", "ffffffffffffffff", "-1", "-1"},
    {"u64@0.001unix", "ffffffffffffffff", "18446744073709551615", "18446744073709551615"},
    /* Others. */
    {"u16@hex", "2b1a", "0x1a2b", "6699"},
    {"u64@hex", "0000000000000000", "0x0", "0"},
    {"be16@hex", "1a2b", "0x1a2b", "6699"},
    {"u16@mcc", "0100", "001", "1"},
    {"u16@mcc", "0601", "262", "262"},
    {"u16@mnc", "0100", "01", "1"},
    {"u16@mnc", "0401", "260", "260"},
    {"u16@mnc", "ffff", "65535", "65535"},
    {"u32@mnc", "00000100", "65536", "65536"},
    {"u16@version", "0001", "1.0", "256"},
    {"u16@version", "0903", "3.9", "777"},
    {"u16@version", "0a03", "778", "778"},
    {"u16@version", "000a", "2560", "2560"},
    {"u32@version", "00000100", "65536", "65536"},
    {"u32@ipv4", "0100000a", "10.0.0.1", "167772161"},
    {"be32@ipv4", "0a000001", "10.0.0.1", "167772161"},
    /* Bytes. */
    {"[u8]u8@bcd", "03 214365", "123456", "\"214365\""},
    {"[u8]u8@bcd", "0a 98942000001032547698", "89490200000123456789", "\"98942000001032547698\""},
    {"[u8]u8@bcd", "0a 989420000010325476f8", "8949020000012345678", "\"989420000010325476f8\""},
    {"[u8]u8@bcd", "02 98ff", "0x98ff", "\"98ff\""},
    {"[u8]u8@bcd", "02 a894", "0xa894", "\"a894\""},
    {"[u8]u8@bcd", "01 2f", "0x2f", "\"2f\""},
    {"[u8]u8@bcd", "00", "(empty)", "\"\""},
    {"[4]u8@bcd", "21436587", "12345678", "\"21436587\""},
    {"bytes[2]@bcd", "21f3", "123", "\"21f3\""},
    {"[3]u8@plmn", "62f210", "262-01", "\"62f210\""},
    {"[3]u8@plmn", "130062", "310-260", "\"130062\""},
    {"[3]u8@plmn", "130a62", "0x130a62", "\"130a62\""},
    {"[3]u8@plmn", "ffffff", "0xffffff", "\"ffffff\""},
    /* Lists. */
    {"[u8]i8@dBm", "02 bdc4", "-67 dBm, -60 dBm", "[-67,-60]"},
    {"[u8]i16@-0.5dB", "02 0100 feff", "-0.5 dB, 1.0 dB", "[1,-2]"},
    {"[u8]u32@ipv4", "02 0100000a 08080808", "10.0.0.1, 8.8.8.8", "[167772161,134744072]"},
    {"[u8]u32@unix", "01 00000000", "1970-01-01T00:00:00Z", "[0]"},
};

/* A message whose one TLV has these bytes. */
static size_t message_of(const char *hex, uint8_t *bytes, size_t capacity)
{
    size_t length = from_hex(hex, bytes + 3, capacity - 3);
    bytes[0] = 0x01;
    bytes[1] = (uint8_t)length;
    bytes[2] = 0;
    return length + 3;
}

/* "01 a:TYPE" */
static struct wdm_layout field_of(const char *type, char text[64])
{
    assert_true(strlen(type) < 50);
    memcpy(text, "01 a:", 5);
    memcpy(text + 5, type, strlen(type) + 1);
    return layout_of(text);
}

static bool encode(const struct wdm_layout *layout, const char *value, struct wdm_writer *writer,
                   struct wdm_error *error)
{
    struct wdm_assignment assignment = {
        .path = {"a", 1},
        .value = {value, strlen(value)},
    };
    wdm_error_clear(error);
    return wdm_encode(layout, &assignment, 1, writer, error);
}

static void expect(const char *type, const char *what, const char *expected, const char *found)
{
    if (strcmp(found, expected) != 0)
        fail_msg("%s: %s is \"%s\", not \"%s\"", type, what, found, expected);
}

static void expect_bytes(const struct wdm_layout *layout, const char *value, const uint8_t *bytes,
                         size_t length)
{
    uint8_t encoded[64];
    struct wdm_writer writer = wdm_writer(encoded, sizeof(encoded));
    struct wdm_error error;
    if (!encode(layout, value, &writer, &error))
        fail_msg("%s: \"%s\": %s", layout->text, value, error.what);
    if (writer.length != length || memcmp(encoded, bytes, length) != 0)
        fail_msg("%s: \"%s\" is other bytes", layout->text, value);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct wdm_print_options options = {.json = true};
        uint8_t bytes[64];
        char text[64];
        char expected[128] = "{\"a\":";
        struct wdm_error error;
        struct wdm_layout layout = field_of(cases[i].type, text);
        size_t length = message_of(cases[i].bytes, bytes, sizeof(bytes));
        if (!wdm_layout_check(&layout, &error))
            fail_msg("%s: %s", cases[i].type, error.what);
        test_output_init(&output);
        wdm_print_fields(&layout, (struct wdm_span){bytes, length}, &options, &output.output);
        strcat(strcat(expected, cases[i].json), "}");
        expect(cases[i].type, "JSON", expected, output.text);
        options.json = false;
        test_output_init(&output);
        wdm_print_fields(&layout, (struct wdm_span){bytes, length}, &options, &output.output);
        strcat(strcat(strcpy(expected, "a  "), cases[i].text), "\n");
        expect(cases[i].type, "text", expected, output.text);
        if (strcmp(cases[i].text, "(empty)") != 0)
            expect_bytes(&layout, cases[i].text, bytes, length);
    }
}

/* What means the same. */
static const struct {
    const char *type;
    const char *value;
    const char *bytes;
} others[] = {
    {"i8@dBm", "-67", "bd"},
    {"i8@dBm", "-67dBm", "bd"},
    {"i8@dBm", " -67  DBM ", "bd"},
    {"u8@dB", "0xdb", "db"},
    {"u8@%", "12%", "0c"},
    {"i16@0.1dB", "53", "3500"},
    {"i16@0.1dB", "+5.3 dB", "3500"},
    {"i16@0.1dB", "5 dB", "3200"},
    {"i16@0.1dB", "5. dB", "3200"},
    {"i16@0.1dB", ".5 dB", "0500"},
    {"u8@-0.5dB", "-5 dB", "0a"},
    {"u8@-0.5dB", "0x0b", "0b"},
    {"u32@2-113dBm?32", "-67 dBm", "17000000"},
    {"u32@2-113dBm?32", "23", "17000000"},
    {"u32@2-113dBm?32", "unknown (99)", "63000000"},
    {"u32@2-113dBm?32", "99", "63000000"},
    {"f32@m", "-2", "000000c0"},
    {"f32@m", "-2m", "000000c0"},
    {"u64@0.001unix", "1970-01-01T01:00:00.5+01:00", "f401000000000000"},
    {"u64@0.001unix", "1969-12-31T19:00:00.007-05:00", "0700000000000000"},
    {"u64@0.001unix", "7", "0700000000000000"},
    {"u16@hex", "6699", "2b1a"},
    {"u16@mcc", "1", "0100"},
    {"u16@version", "0x310", "1003"},
    {"u16@version", "784", "1003"},
    {"u32@ipv4", "167772161", "0100000a"},
    {"u32@ipv4", "0x0a000001", "0100000a"},
    {"[u8]u8@bcd", "0x214365", "03 214365"},
    {"[u8]u8@bcd", "1", "01 f1"},
    {"[u8]u8@bcd", "", "00"},
    {"[u8]u8@bcd", "0x21,0x43", "02 2143"},
    {"[3]u8@plmn", "62F210", "62f210"},
    {"[3]u8@plmn", "0x62f210", "62f210"},
};

static void test_others(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        uint8_t bytes[64];
        char text[64];
        struct wdm_layout layout = field_of(others[i].type, text);
        size_t length = message_of(others[i].bytes, bytes, sizeof(bytes));
        expect_bytes(&layout, others[i].value, bytes, length);
    }
}

static const struct {
    const char *type;
    const char *value;
    const char *says;
} failures[] = {
    {"i8@dBm", "-67 dB", "a: \"-67 dB\" is not i8 (-128 to 127), 1 is 1 dBm"},
    {"i8@dBm", "dBm", "a: \"dBm\" is not i8 (-128 to 127), 1 is 1 dBm"},
    {"i8@dBm", "-129 dBm", "a: -129 does not fit i8 (-128 to 127), 1 is 1 dBm"},
    {"i16@0.1dB", "5.3", "a: \"5.3\" is not i16 (-32768 to 32767), 1 is 0.1 dB"},
    {"i16@0.1dB", "5.31 dB", "a: \"5.31 dB\" is not i16 (-32768 to 32767), 1 is 0.1 dB"},
    {"i16@0.1dB", "x dB", "a: \"x dB\" is not i16 (-32768 to 32767), 1 is 0.1 dB"},
    {"i16@0.1dB", "4000 dB", "a: 4000 dB does not fit i16 (-32768 to 32767), 1 is 0.1 dB"},
    {"i16@0.1dB", "999999999999999999 dB",
     "a: \"999999999999999999 dB\" is not i16 (-32768 to 32767), 1 is 0.1 dB"},
    {"u8@2-113dBm?32", "-68 dBm", "a: \"-68 dBm\" is not u8 (0 to 255), 1 is -111 dBm"},
    {"u8@2-113dBm?32", "-115 dBm", "a: -115 dBm does not fit u8 (0 to 255), 1 is -111 dBm"},
    {"u8@0.5-23.5dB", "0.25 dB", "a: \"0.25 dB\" is not u8 (0 to 255), 1 is -23.0 dB"},
    {"f32@m", "2 s", "a: \"2 s\" is not a number such as 1.5, 1 is 1 m"},
    {"u8@dB", "0x0f dB", "a: \"0x0f dB\" is not u8 (0 to 255), 1 is 1 dB"},
    {"u8@unix", "2026-02-29T00:00:00Z",
     "a: \"2026-02-29T00:00:00Z\" is not u8 (0 to 255), 1 is 1970-01-01T00:00:01Z"},
    {"u8@unix", "1970-01-01T00:04:16Z",
     "a: 1970-01-01T00:04:16Z does not fit u8 (0 to 255), 1 is 1970-01-01T00:00:01Z"},
    {"u8@gps", "1980-01-05T23:59:59Z",
     "a: 1980-01-05T23:59:59Z does not fit u8 (0 to 255), 1 is 1980-01-06T00:00:01Z"},
    {"u16@version", "1.10", "a: \"1.10\" is not u16 (0 to 65535), 1 is 0.1"},
    {"u16@version", "1.0.0", "a: \"1.0.0\" is not u16 (0 to 65535), 1 is 0.1"},
    {"u16@hex", "1a2b", "a: \"1a2b\" is not u16 (0 to 65535), 1 is 0x1"},
    {"u32@ipv4", "10.0.0", "a: \"10.0.0\" is not u32 (0 to 4294967295), 1 is 0.0.0.1"},
    {"[u8]u8@bcd", "0x123", "a: \"123\" is not up to 255 bytes in hex, 214365 is 123456"},
    {"[4]u8@bcd", "123456", "a: has 3 of its 4 members"},
    {"bytes[2]@bcd", "12345", "a: \"2143f5\" is not 2 bytes in hex, 214365 is 123456"},
    {"[3]u8@plmn", "26201", "a: \"26201\" is not 3 bytes in hex, 214365 is 123-564"},
    {"[3]u8@plmn", "2620-1", "a: \"2620-1\" is not 3 bytes in hex, 214365 is 123-564"},
};

static void test_failures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
        uint8_t bytes[64];
        char text[64];
        struct wdm_error error;
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        struct wdm_layout layout = field_of(failures[i].type, text);
        if (encode(&layout, failures[i].value, &writer, &error))
            fail_msg("%s: takes \"%s\"", failures[i].type, failures[i].value);
        expect(failures[i].type, failures[i].value, failures[i].says, error.what);
    }
}

/* Times that are none, or say no zone. */
static void test_bad_times(void **state)
{
    (void)state;
    static const char *const times[] = {
        "2026-01-31T12:00:00",       "2026-1-31T12:00:00Z",       "2026-01-31T12:00Z",
        "2026-13-31T12:00:00Z",      "2026-00-31T12:00:00Z",      "2026-01-00T12:00:00Z",
        "2026-01-32T12:00:00Z",      "2100-02-29T12:00:00Z",      "2026-04-31T12:00:00Z",
        "2026-01-31T24:00:00Z",      "2026-01-31T12:60:00Z",      "2026-01-31T12:00:60Z",
        "2026-01-31T12:00:00+1",     "2026-01-31T12:00:00+25:00", "2026-01-31T12:00:00ZZ",
        "2026-01-31T12:00:00.1234Z", "0000-01-31T12:00:00Z",      "2026-01-31",
        "2026-01-31T12:00:00-",      "2026-01-31T12:00:00.",      "-026-01-31T12:00:00Z",
    };
    struct wdm_layout layout = layout_of("01 a:u64@0.001unix");
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        uint8_t bytes[64];
        struct wdm_error error;
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        if (encode(&layout, times[i], &writer, &error))
            fail_msg("takes \"%s\"", times[i]);
    }
}

/* Each day of 400 years, and what a clock shows elsewhere. */
static int32_t offset_at(int64_t time)
{
    return time < 86400 ? 3600 : time < 2 * 86400 ? -12600 : 53;
}

static void test_days(void **state)
{
    (void)state;
    struct wdm_layout layout = layout_of("01 a:u64@unix");
    struct wdm_print_options options = {.json = false};
    char last[64] = "";
    for (uint64_t day = 0; day < 146097; day++) {
        uint8_t bytes[11] = {0x01, 0x08, 0x00};
        uint64_t time = day * 86400 + day % 86400;
        for (unsigned i = 0; i < 8; i++)
            bytes[3 + i] = (uint8_t)(time >> (8 * i) & 0xff);
        test_output_init(&output);
        wdm_print_fields(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &options,
                         &output.output);
        assert_int_equal(output.length, strlen("a  2026-01-31T12:00:00Z\n"));
        output.text[output.length - 1] = '\0';
        assert_true(strncmp(last, output.text, 13) < 0);
        memcpy(last, output.text, output.length);
        expect_bytes(&layout, output.text + 3, bytes, sizeof(bytes));
    }
}

static void test_offsets(void **state)
{
    (void)state;
    static const struct {
        uint8_t day;
        const char *text;
    } days[] = {
        {0, "a  1970-01-01T01:00:00+01:00\n"},
        {1, "a  1970-01-01T20:30:00-03:30\n"},
        {2, "a  1970-01-03T00:00:00+00:00\n"},
    };
    struct wdm_layout layout = layout_of("01 a:u32@86400unix");
    struct wdm_print_options options = {.utc_offset = offset_at};
    for (size_t i = 0; i < 3; i++) {
        uint8_t bytes[7] = {0x01, 0x04, 0x00, days[i].day};
        test_output_init(&output);
        wdm_print_fields(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &options,
                         &output.output);
        assert_string_equal(output.text, days[i].text);
        output.text[output.length - 1] = '\0';
        expect_bytes(&layout, output.text + 3, bytes, sizeof(bytes));
    }
    options.utc_offset = NULL;
}

/* Forms that there are not, or not of that type: printed raw all the same. */
static void test_wrong_forms(void **state)
{
    (void)state;
    static const char *const types[] = {
        "u8@",           "u8@0dB",      "u8@1.",
        "u8@1..dB",      "u8@-dBm",     "u8@dB?",
        "u8@dB?x",       "u8@dB?1.5",   "u8@12",
        "u8@1-2",        "u8@bcd",      "u8@ipv4",
        "u8@plmn",       "i8@hex",      "i8@mcc",
        "i32@ipv4",      "f32@0.1m",    "f32@m?1",
        "f32@hex",       "[u8]u8@dBm",  "[u8]u8@hex",
        "bytes[2]@ms",   "str@hex",     "uuid@hex",
        "ipv4@hex",      "u8=bool@hex", "u8@1234567890123456789m",
        "u8@0.1234567m", "u8@1+m?2?3",
    };
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        static const uint8_t bytes[] = {0x01, 0x04, 0x00, 0x01, 0x02, 0x03, 0x04};
        struct wdm_print_options options = {.json = false};
        char text[64];
        struct wdm_error error;
        struct wdm_layout layout = field_of(types[i], text);
        if (wdm_layout_check(&layout, &error))
            fail_msg("%s is a form", types[i]);
        assert_non_null(strstr(error.what, " for its type"));
        test_output_init(&output);
        wdm_print_fields(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &options,
                         &output.output);
        assert_int_equal(output.text[output.length - 1], '\n');
    }
}

/* Personal fields stay hidden. */
static void test_personal(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x01, 0x01, 0x00, 0x05};
    struct wdm_layout layout = layout_of("01 a!:u8@dBm");
    struct wdm_print_options options = {.json = false};
    test_output_init(&output);
    wdm_print_fields(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &options, &output.output);
    assert_string_equal(output.text, "a  (hidden)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),       cmocka_unit_test(test_others),
        cmocka_unit_test(test_failures),    cmocka_unit_test(test_bad_times),
        cmocka_unit_test(test_days),        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_wrong_forms), cmocka_unit_test(test_personal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
