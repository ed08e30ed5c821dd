/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing fields as text and as JSON, single values, text of a modem's, and
 * what a layout has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"

static const struct wdm_enumeration enumerations[] = {
    WDM_ENUMERATION("mode", "online low-power 5=offline"),
    WDM_ENUMERATION("radio", "-1=unknown none 8=lte"),
    WDM_FLAGS("caps", "a b 8=d"),
};

static const struct wdm_structure structures[] = {
    {"Pair", "a:u32 b:str"},
};

static struct wdm_layout layout_of(bool tlvs, const char *text)
{
    return (struct wdm_layout){
        .text = text,
        .tlvs = tlvs,
        .structures = structures,
        .structure_count = sizeof(structures) / sizeof(structures[0]),
        .enumerations = enumerations,
        .enumeration_count = sizeof(enumerations) / sizeof(enumerations[0]),
    };
}

#define MBIM false
#define QMI  true

static struct test_output output;

static const struct {
    bool tlvs;
    const char *layout;
    const char *bytes;
    const char *text;
    const char *json;
} cases[] = {
    {QMI,
     "01 info:{ max_tx_channel_rate:u32 max_rx_channel_rate:u32 service:u8=mode sim:u8=radio "
     "radio_interface_list:[u8]u8=radio }",
     "02 0400 00000000 01 0d00 80f0fa02 00e1f505 01 08 02 0809",
     "info.max_tx_channel_rate   50000000\n"
     "info.max_rx_channel_rate   100000000\n"
     "info.service               low-power (1)\n"
     "info.sim                   lte (8)\n"
     "info.radio_interface_list  lte (8), unknown (9)\n",
     "{\"info\":{\"max_tx_channel_rate\":50000000,\"max_rx_channel_rate\":100000000,"
     "\"service\":{\"value\":1,\"name\":\"low-power\"},\"sim\":{\"value\":8,\"name\":\"lte\"},"
     "\"radio_interface_list\":[{\"value\":8,\"name\":\"lte\"},{\"value\":9,\"name\":null}]}}"},
    {QMI, "01 caps:u8=caps 02 none:u8=caps 03 more:u8=caps 04 on:u8=bool 05 off:u8=bool",
     "01 0100 03 02 0100 00 03 0100 18 04 0100 01 05 0100 00",
     "caps  a, b (0x3)\nnone  none (0x0)\nmore  d (0x18)\non    yes\noff   no\n",
     "{\"caps\":{\"value\":3,\"names\":[\"a\",\"b\"]},\"none\":{\"value\":0,\"names\":[]},"
     "\"more\":{\"value\":24,\"names\":[\"d\"]},\"on\":true,\"off\":false}"},
    {QMI, "01 a:i8 02 b:u64 03 c:f32 04 d:f32 05 e:f64 06 f:i8=radio",
     "01 0100 fe 02 0800 ffffffffffffffff 03 0400 0000c03f 04 0400 0000c07f"
     " 05 0800 9a9999999999b93f 06 0100 ff",
     "a  -2\nb  18446744073709551615\nc  1.5\nd  nan\ne  0.1\nf  unknown (-1)\n",
     "{\"a\":-2,\"b\":18446744073709551615,\"c\":1.5,\"d\":null,\"e\":0.1,"
     "\"f\":{\"value\":-1,\"name\":\"unknown\"}}"},
    {QMI, "01 text:str 02 empty:str 03 zeros:str[3] 04 filled:str[4] 05 bytes:[u8]u8 06 no:[u8]u8",
     "01 0600 6122 5c 1b c3a9 02 0000 03 0300 000000 04 0400 61620000 05 0300 02 0a1b 06 0100 00",
     "text    a\"\\\\x1b\xc3\xa9\nempty   (empty)\nzeros   (empty)\nfilled  ab\nbytes   0a1b\n"
     "no      (empty)\n",
     "{\"text\":\"a\\\"\\\\\\u001b\xc3\xa9\",\"empty\":\"\",\"zeros\":\"\",\"filled\":\"ab\","
     "\"bytes\":\"0a1b\",\"no\":\"\"}"},
    {QMI, "01 list:[u8]{ b:u8 c:[u8]u16 } 02 none:[u8]{ b:u8 } 03 two:[u8][u8]u16",
     "01 0800 02 01 02 01000200 09 00 02 0100 00 03 0500 02 01 0700 00",
     "list[0].b  1\nlist[0].c  1, 2\nlist[1].b  9\nmalformed: c: cut short at byte 11\n",
     "{\"list\":[{\"b\":1,\"c\":[1,2]},{\"b\":9}],\"malformed\":{\"field\":\"c\",\"problem\":\"cut "
     "short\","
     "\"offset\":11}}"},
    {QMI, "01 list:[u8]{ b:u8 c:[u8]u16 } 02 none:[u8]{ b:u8 } 03 two:[u8][u8]u16",
     "01 0900 02 01 02 01000200 09 00 02 0100 00 03 0500 02 01 0700 00",
     "list[0].b  1\nlist[0].c  1, 2\nlist[1].b  9\nlist[1].c  (none)\nnone       (none)\n"
     "two[0]     7\ntwo[1]     (none)\n",
     "{\"list\":[{\"b\":1,\"c\":[1,2]},{\"b\":9,\"c\":[]}],\"none\":[],\"two\":[[7],[]]}"},
    {QMI, "01 a:u8", "17 0300 beef00 01 0100 01 18 0000",
     "tlv_0x17  beef00\na         1\ntlv_0x18  (empty)\n",
     "{\"tlv_0x17\":\"beef00\",\"a\":1,\"tlv_0x18\":\"\"}"},
    {QMI, "01 a:u8", "", "", "{}"},
    {QMI, "01 a:u32 02 b:u8", "01 0200 0102 02 0100 05",
     "b  5\nmalformed: a: cut short at byte 3\n",
     "{\"b\":5,\"malformed\":{\"field\":\"a\",\"problem\":\"cut short\",\"offset\":3}}"},
    {QMI, "01 id:{ imei!:str8 svn:u8 } 10 numbers!:[u8]u16",
     "01 0400 02 3132 07 10 0500 02 0100 0200",
     "id.imei  (hidden)\nid.svn   7\nnumbers  (hidden), (hidden)\n",
     "{\"id\":{\"imei\":null,\"svn\":7},\"numbers\":[null,null]}"},
    {MBIM, "a:uuid b:uuid c:ipv4 d:ipv6 e:str n:u32 f:[n]*{Pair}",
     "d1a30bc2f97a6e43bf65c7e24fb0f0d3 00000000000000000000000000000001 0a000001"
     " 20010db8000000000000000000000001 48000000 04000000 01000000 4c000000 10000000"
     " 61006200 07000000 0c000000 02000000 63000000",
     "a       d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3 (qmi)\n"
     "b       00000000-0000-0000-0000-000000000001\n"
     "c       10.0.0.1\n"
     "d       2001:db8::1\n"
     "e       ab\n"
     "n       1\n"
     "f[0].a  7\n"
     "f[0].b  c\n",
     "{\"a\":\"d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3\","
     "\"b\":\"00000000-0000-0000-0000-000000000001\",\"c\":\"10.0.0.1\",\"d\":\"2001:db8::1\","
     "\"e\":\"ab\",\"n\":1,\"f\":[{\"a\":7,\"b\":\"c\"}]}"},
};

static void print(const struct wdm_layout *layout, struct wdm_span bytes, bool json)
{
    struct wdm_print_options options = {.json = json};
    test_output_init(&output);
    wdm_print_fields(layout, bytes, &options, &output.output);
}

static void test_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint8_t bytes[256];
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t length = from_hex(cases[i].bytes, bytes, sizeof(bytes));
        print(&layout, (struct wdm_span){bytes, length}, false);
        if (strcmp(output.text, cases[i].text) != 0)
            fail_msg("layout \"%s\":\n%s\nnot\n%s", cases[i].layout, output.text, cases[i].text);
        print(&layout, (struct wdm_span){bytes, length}, true);
        if (strcmp(output.text, cases[i].json) != 0)
            fail_msg("layout \"%s\":\n%s\nnot\n%s", cases[i].layout, output.text, cases[i].json);
    }
}

static void test_options(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x01, 0x02, 0x00, '1', '2', 0x10, 0x01};
    struct wdm_layout layout = layout_of(QMI, "01 pin!:str 10 b:u8");
    struct wdm_print_options options = {.personal = true, .indent = "    "};
    struct wdm_span span = {bytes, sizeof(bytes)};
    test_output_init(&output);
    wdm_print_fields(&layout, span, &options, &output.output);
    assert_string_equal(output.text, "    pin  12\n"
                                     "    malformed: b: longer than the message at byte 6\n");
    options.json = true;
    test_output_init(&output);
    wdm_print_fields(&layout, span, &options, &output.output);
    assert_string_equal(output.text, "{\"pin\":\"12\",\"malformed\":{\"field\":\"b\","
                                     "\"problem\":\"longer than the message\",\"offset\":6}}");
}

/* A text longer than one piece of the conversion, with a surrogate pair across
 * the end of a piece and at its own end. */
static void test_long_utf16(void **state)
{
    (void)state;
    static uint8_t bytes[1000];
    static char expected[1000];
    struct wdm_layout layout = layout_of(MBIM, "a:str");
    struct wdm_print_options options = {.json = false};
    for (size_t before = 60; before < 68; before++) {
        char *text = expected + sprintf(expected, "a  ");
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        wdm_write_u32(&writer, 8);
        wdm_write_u32(&writer, (uint32_t)(2 * before + 4 + 200 + 2));
        for (size_t i = 0; i < before; i++) {
            wdm_write_u16(&writer, 'x');
            *text++ = 'x';
        }
        wdm_write_u16(&writer, 0xd83d);
        wdm_write_u16(&writer, 0xdcf6);
        text += sprintf(text, "\xf0\x9f\x93\xb6");
        for (size_t i = 0; i < 100; i++) {
            wdm_write_u16(&writer, 0x20ac);
            text += sprintf(text, "\xe2\x82\xac");
        }
        wdm_write_u16(&writer, 0xd83d);
        sprintf(text, "\xef\xbf\xbd\n");
        test_output_init(&output);
        wdm_print_fields(&layout, wdm_written(&writer), &options, &output.output);
        assert_string_equal(output.text, expected);
    }
}

/* What a modem sends as text, for a terminal and in JSON. */
static const struct {
    const char *text;
    size_t length;
    const char *safe;
    const char *json;
} escapes[] = {
    {"abc", 3, "abc", "\"abc\""},
    {"", 0, "", "\"\""},
    {"a\nb\tc\x1b[2J", 9, "a\\x0ab\\x09c\\x1b[2J", "\"a\\u000ab\\u0009c\\u001b[2J\""},
    {"a\0b", 3, "a\\x00b", "\"a\\u0000b\""},
    {"\"\\", 2, "\"\\", "\"\\\"\\\\\""},
    {"\x7f", 1, "\\x7f", "\"\\u007f\""},
    {"\xc2\x9b", 2, "\\xc2\\x9b", "\"\\u009b\""},
    {"\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xb6", 9, "\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xb6",
     "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xb6\""},
    {"\xff\xc3", 2, "\\xff\\xc3", "\"\\ufffd\\ufffd\""},
    {"\xe2\x80\xae", 3, "\\xe2\\x80\\xae", "\"\\u202e\""},
    {"\xef\xbf\xbd", 3, "\xef\xbf\xbd", "\"\xef\xbf\xbd\""},
};

static void test_escapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
        test_output_init(&output);
        wdm_print_safe(escapes[i].text, escapes[i].length, &output.output);
        assert_string_equal(output.text, escapes[i].safe);
        test_output_init(&output);
        wdm_print_json_string(escapes[i].text, escapes[i].length, &output.output);
        assert_string_equal(output.text, escapes[i].json);
    }
}

/* No byte of a modem's text gets to a terminal as a control character. */
static void test_all_bytes_are_safe(void **state)
{
    (void)state;
    for (unsigned first = 0; first < 256; first++) {
        for (unsigned second = 0; second < 256; second++) {
            char text[2] = {(char)first, (char)second};
            test_output_init(&output);
            wdm_print_safe(text, sizeof(text), &output.output);
            for (size_t i = 0; i < output.length; i++) {
                unsigned byte = (uint8_t)output.text[i];
                assert_true(byte >= 0x20 && byte != 0x7f);
                /* C1 in UTF-8 is c2 80 to c2 9f. */
                assert_false(byte == 0xc2 && (uint8_t)output.text[i + 1] < 0xa0);
            }
        }
    }
}

static void test_values(void **state)
{
    (void)state;
    static const uint8_t raw[] = {0x61, 0x00, 0x62, 0x00};
    static const struct {
        struct wdm_value value;
        bool personal;
        const char *text;
        const char *json;
    } values[] = {
        {{.kind = WDM_VALUE_UNSIGNED, .number = 4294967296}, false, "4294967296", "4294967296"},
        {{.kind = WDM_VALUE_SIGNED, .number = UINT64_C(1) << 63},
         false,
         "-9223372036854775808",
         "-9223372036854775808"},
        {{.kind = WDM_VALUE_ENUM, .number = 3},
         false,
         "unknown (3)",
         "{\"value\":3,\"name\":null}"},
        {{.kind = WDM_VALUE_FLAGS, .number = 3},
         false,
         "unknown (0x3)",
         "{\"value\":3,\"names\":[]}"},
        {{.kind = WDM_VALUE_TEXT, .raw = {raw, 1}}, false, "a", "\"a\""},
        {{.kind = WDM_VALUE_TEXT, .raw = {NULL, 0}}, false, "", "\"\""},
        {{.kind = WDM_VALUE_UTF16, .raw = {raw, 4}}, false, "ab", "\"ab\""},
        {{.kind = WDM_VALUE_UTF16, .raw = {raw, 3}}, false, "a\xef\xbf\xbd", "\"a\xef\xbf\xbd\""},
        {{.kind = WDM_VALUE_TEXT, .raw = {raw, 1}, .personal = true}, false, "(hidden)", "null"},
        {{.kind = WDM_VALUE_TEXT, .raw = {raw, 1}, .personal = true}, true, "a", "\"a\""},
    };
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct wdm_print_options options = {.personal = values[i].personal};
        test_output_init(&output);
        wdm_print_value(&values[i].value, &options, &output.output);
        assert_string_equal(output.text, values[i].text);
        options.json = true;
        test_output_init(&output);
        wdm_print_value(&values[i].value, &options, &output.output);
        assert_string_equal(output.text, values[i].json);
    }
}

static void test_layouts(void **state)
{
    (void)state;
    static const struct {
        bool tlvs;
        const char *layout;
        const char *text;
    } layouts[] = {
        {QMI,
         "01 info:{ mode:u8=mode on:u8=bool pin!:str8<=8 }"
         " 10 list:[u8]{ mcc:u16 bands:[u8]u8=radio } 11 id:[2]i8 12 raw:[u16]u8 13 x:[4]u8"
         " 14 caps:u8=caps 15 pos:f64 16 t:str",
         "  info.mode      one of online (0), low-power (1), offline (5)\n"
         "  info.on        yes or no\n"
         "  info.pin       text of up to 8 bytes\n"
         "  list[N].mcc    optional, u16 (0 to 65535)\n"
         "  list[N].bands  optional, a list, each one of unknown (-1), none (0), lte (8)\n"
         "  id             optional, a list of 2, each i8 (-128 to 127)\n"
         "  raw            optional, up to 65535 bytes in hex\n"
         "  x              optional, 4 bytes in hex\n"
         "  caps           optional, any of a (0x1), b (0x2), d (0x8)\n"
         "  pos            optional, a number such as 1.5\n"
         "  t              optional, text\n"},
        {MBIM, "a:uuid b?:u32 n:u32 c:[n]*{Pair} d:str<=22 e:ref f:*ipv4 g:ipv6 h:tlvs",
         "  a          a UUID, or the name of a service or context type\n"
         "  b          optional, u32 (0 to 4294967295)\n"
         "  n          worked out, u32 (0 to 4294967295)\n"
         "  c[N].a     u32 (0 to 4294967295)\n"
         "  c[N].b     optional, text\n"
         "  d          optional, text of up to 11 characters\n"
         "  e          optional, bytes in hex\n"
         "  f          optional, an IPv4 address\n"
         "  g          an IPv6 address\n"
         "  h[N].type  one of invalid (0), ue-policies (1), single-nssai (2), allowed-nssai (3), "
         "cfg-nssai (4), dflt-cfg-nssai (5), precfg-dflt-cfg-nssai (6), rej-nssai (7), ladn (8), "
         "tai (9), wchar-str (10), uint16-tbl (11), eap-packet (12), pco (13), "
         "route-selection-descriptors (14), traffic-parameters (15), wake-command (16), "
         "wake-packet (17)\n"
         "  h[N].data  optional, bytes in hex\n"},
        {QMI, "", ""},
        {QMI, NULL, ""},
    };
    for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
        struct wdm_layout layout = layout_of(layouts[i].tlvs, layouts[i].layout);
        test_output_init(&output);
        wdm_print_layout(&layout, "  ", &output.output);
        if (strcmp(output.text, layouts[i].text) != 0)
            fail_msg("layout \"%s\":\n%s\nnot\n%s", layouts[i].layout, output.text,
                     layouts[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_long_utf16),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_all_bytes_are_safe),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_layouts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
