/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages in words: the line, the fields, and the bytes with what is personal
 * left out. Whole captures are test_fixtures.c's. Touches no device. */
#include "support.h"

#include <string.h>

#include "fields_support.h"
#include "wdm/describe.h"

static struct test_output out;
static struct wdm_description description;
static uint8_t bytes[1024];
static uint8_t mask[1024];

static void describe(const char *hex, bool from_modem, enum wdm_protocol protocol, uint16_t vendor)
{
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    struct wdm_describer describer = {.vendor = vendor};
    wdm_describe(&description, &describer, from_modem, protocol, bytes, length);
    test_output_init(&out);
}

static void assert_output(const char *name, const char *expected)
{
    if (strlen(expected) != out.length || memcmp(expected, out.text, out.length) != 0)
        fail_msg("%s: '%.*s', not '%s'", name, (int)out.length, out.text, expected);
    test_output_init(&out);
}

/* ---- Lines */

#define QMI_UUID "d1a30bc2f97a6e43bf65c7e24fb0f0d3"

static const struct {
    const char *hex;
    enum wdm_protocol protocol;
    uint16_t vendor;
    const char *line;
} lines[] = {
    {"00 01 02", WDM_PROTOCOL_UNKNOWN, 0, "bytes that are no message, 3 bytes"},
    {"01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02", WDM_PROTOCOL_QMI, 0,
     "QMI ctl allocate-cid request #1"},
    {"01 0b 00 80 00 00 02 00 27 00 00 00", WDM_PROTOCOL_QMI, 0, "QMI ctl sync indication #0"},
    {"01 0b 00 80 00 00 02 00 27 00 01 00", WDM_PROTOCOL_QMI, 0,
     "QMI ctl sync indication #0: the length of the TLVs is wrong, 12 bytes"},
    {"01 0c 00 00 02 03 00 09 00 56 55 00 00", WDM_PROTOCOL_QMI, 0x1199,
     "QMI dms swi-get-current-firmware request #9 client 3"},
    {"01 0c 00 00 02 03 00 09 00 56 55 00 00", WDM_PROTOCOL_QMI, 0x03f0,
     "QMI dms hp-change-device-mode request #9 client 3"},
    /* Without the vendor, and for a vendor that has neither, it may be both. */
    {"01 0c 00 00 02 03 00 09 00 56 55 00 00", WDM_PROTOCOL_QMI, 0,
     "QMI dms swi-get-current-firmware or hp-change-device-mode request #9 client 3"},
    {"01 10 00 00 02 03 00 09 00 56 55 04 00 01 01 00 05", WDM_PROTOCOL_QMI, 0,
     "QMI dms hp-change-device-mode or swi-get-current-firmware request #9 client 3"},
    {"01 0c 00 00 02 03 00 09 00 56 55 00 00", WDM_PROTOCOL_QMI, 0x413c,
     "QMI dms swi-get-current-firmware or hp-change-device-mode request #9 client 3"},
    {"01 0c 00 00 02 03 00 09 00 5c 55 00 00", WDM_PROTOCOL_QMI, 0,
     "QMI dms swi-set-usb-composition request #9 client 3"},
    /* One vendor's old and new message: the TLVs tell, where there are any. */
    {"01 10 00 00 02 03 00 09 00 71 55 04 00 01 01 00 00", WDM_PROTOCOL_QMI, 0x0489,
     "QMI dms foxconn-set-fcc-authentication request #9 client 3"},
    {"01 15 00 00 02 03 00 09 00 71 55 09 00 01 02 00 61 62 02 01 00 30", WDM_PROTOCOL_QMI, 0x0489,
     "QMI dms foxconn-set-fcc-authentication-v2 request #9 client 3"},
    {"01 15 00 00 02 03 00 09 00 71 55 09 00 01 02 00 61 62 02 01 00 30", WDM_PROTOCOL_QMI, 0,
     "QMI dms foxconn-set-fcc-authentication-v2 or foxconn-set-fcc-authentication "
     "request #9 client 3"},
    {"01 13 00 80 02 03 02 09 00 71 55 07 00 02 04 00 00 00 00 00", WDM_PROTOCOL_QMI, 0x0489,
     "QMI dms foxconn-set-fcc-authentication or foxconn-set-fcc-authentication-v2 "
     "response #9 client 3: success"},
    {"01 0c 00 00 02 03 00 09 00 77 77 00 00", WDM_PROTOCOL_QMI, 0,
     "QMI dms 0x7777 request #9 client 3"},
    {"01 0c 00 00 03 03 00 09 00 20 00 00 00", WDM_PROTOCOL_QMI, 0,
     "QMI nas get-signal-strength request #9 client 3"},
    {"01 0c 00 00 07 03 00 09 00 20 00 00 00", WDM_PROTOCOL_QMI, 0,
     "QMI auth 0x0020 request #9 client 3"},
    {"01 0c 00 00 23 03 00 09 00 20 00 00 00", WDM_PROTOCOL_QMI, 0,
     "QMI service 0x23 0x0020 request #9 client 3"},
    {"01 13 00 80 02 03 02 09 00 2e 00 07 00 02 04 00 01 00 3c 00", WDM_PROTOCOL_QMI, 0,
     "QMI dms set-operating-mode response #9 client 3: InvalidTransition (60)"},
    {"01 13 00 80 02 03 02 09 00 2e 00 07 00 02 04 00 01 00 e8 03", WDM_PROTOCOL_QMI, 0,
     "QMI dms set-operating-mode response #9 client 3: error (1000)"},
    {"02 00 00", WDM_PROTOCOL_QMI, 0, "it does not begin with the QMUX marker, 3 bytes"},
    {"01000000 10000000 01000000 00100000", WDM_PROTOCOL_MBIM, 0,
     "MBIM OPEN #1, messages of up to 4096 bytes"},
    {"01000080 10000000 01000000 02000000", WDM_PROTOCOL_MBIM, 0, "MBIM OPEN_DONE #1: Failure (2)"},
    {"02000000 0c000000 03000000", WDM_PROTOCOL_MBIM, 0, "MBIM CLOSE #3"},
    {"02000080 10000000 03000000 00000000", WDM_PROTOCOL_MBIM, 0, "MBIM CLOSE_DONE #3: success"},
    {"04000080 10000000 03000000 05000000", WDM_PROTOCOL_MBIM, 0,
     "MBIM FUNCTION_ERROR #3: NotOpened (5)"},
    {"04000000 10000000 03000000 01000000", WDM_PROTOCOL_MBIM, 0,
     "MBIM HOST_ERROR #3: TimeoutFragment (1)"},
    {"03000000 34000000 04000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 "
     "01000000 04000000 01000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM basic-connect radio-state set #4"},
    {"03000000 30000000 04000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 "
     "00000000 00000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM basic-connect radio-state query #4"},
    {"03000080 30000000 04000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 "
     "1c000000 00000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM basic-connect radio-state response #4: OperationNotAllowed (28)"},
    {"07000080 34000000 00000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 "
     "08000000 01000000 00000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM basic-connect radio-state indication #0"},
    {"03000000 30000000 04000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 63000000 "
     "00000000 00000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM basic-connect command 99 query #4"},
    {"03000000 30000000 04000000 01000000 00000000 00112233445566778899aabbccddeeff 03000000 "
     "00000000 00000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM 00112233-4455-6677-8899-aabbccddeeff command 3 query #4"},
    {"03000080 34000000 04000000 02000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 "
     "00000000 08000000 01000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM basic-connect radio-state response #4: success (fragment 1 of 2)"},
    {"03000080 18000000 04000000 02000000 01000000 01000000", WDM_PROTOCOL_MBIM, 0,
     "MBIM COMMAND_DONE #4 (fragment 2 of 2)"},
    {"03000080 3c000000 04000000 01000000 00000000 " QMI_UUID " 01000000 00000000 0c000000 "
     "01 0b 00 80 00 00 02 00 27 00 00 00",
     WDM_PROTOCOL_MBIM, 0, "QMI ctl sync indication #0 (in MBIM #4)"},
    {"03000080 30000000 04000000 01000000 00000000 " QMI_UUID " 01000000 09000000 00000000",
     WDM_PROTOCOL_MBIM, 0, "MBIM qmi msg response #4: NoDeviceSupport (9)"},
    {"03000080 10000000 04000000 01000000", WDM_PROTOCOL_MBIM, 0,
     "the MBIM message is shorter than its header, 16 bytes"},
};

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        describe(lines[i].hex, true, lines[i].protocol, lines[i].vendor);
        wdm_describe_line(&description, &out.output);
        assert_output(lines[i].hex, lines[i].line);
    }
}

/* ---- What is personal */

#define IMEI_TLV    "11 0f00 303034343032313130303030303139"
#define IMEI_HIDDEN "11 0F 00 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .."
#define IMEI_SHOWN  "11 0F 00 30 30 34 34 30 32 31 31 30 30 30 30 30 31 39"

static const struct {
    const char *name;
    const char *hex;
    enum wdm_protocol protocol;
    const char *fields, *shown_fields;
    const char *hidden;
} personal[] = {
    {"an IMEI over QMI", "01 25 00 80 02 03 02 09 00 25 00 19 00 02 0400 00000000 " IMEI_TLV,
     WDM_PROTOCOL_QMI, "  imei  (hidden)\n", "  imei  004402110000019\n",
     "01 25 00 80 02 03 02 09 00 25 00 19 00 02 04 00 00 00 00 00 " IMEI_HIDDEN},
    {"an IMEI inside MBIM",
     "03000080 56000000 04000000 01000000 00000000 " QMI_UUID " 01000000 00000000 26000000 "
     "01 25 00 80 02 03 02 09 00 25 00 19 00 02 0400 00000000 " IMEI_TLV,
     WDM_PROTOCOL_MBIM, "  imei  (hidden)\n", "  imei  004402110000019\n",
     "03 00 00 80 56 00 00 00 04 00 00 00 01 00 00 00 00 00 00 00 D1 A3 0B C2 F9 7A 6E 43 BF 65 "
     "C7 E2 4F B0 F0 D3 01 00 00 00 00 00 00 00 26 00 00 00 01 25 00 80 02 03 02 09 00 25 00 19 "
     "00 02 04 00 00 00 00 00 " IMEI_HIDDEN},
    {"a wrong length: nothing of the content is shown",
     "01 25 00 80 02 03 02 09 00 25 00 18 00 02 0400 00000000 " IMEI_TLV, WDM_PROTOCOL_QMI,
     "  imei  (hidden)\n", "  imei  004402110000019\n",
     "01 25 00 80 02 03 02 09 00 25 00 18 .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. "
     ".. .. .. .. .. .. .. .."},
    {"a fragment",
     "03000080 34000000 04000000 02000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 01000000 "
     "00000000 08000000 30303434",
     WDM_PROTOCOL_MBIM, "", "",
     "03 00 00 80 34 00 00 00 04 00 00 00 02 00 00 00 00 00 00 00 A2 89 CC 33 BC BB 8B 4F B6 B0 "
     "13 3E C2 AA E6 DF 01 00 00 00 00 00 00 00 08 00 00 00 .. .. .. .."},
    {"the fragment after it", "03000080 18000000 04000000 02000000 01000000 30303434",
     WDM_PROTOCOL_MBIM, "", "",
     "03 00 00 80 18 00 00 00 04 00 00 00 02 00 00 00 01 00 00 00 .. .. .. .."},
    {"an indication in fragments",
     "07000080 30000000 00000000 02000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 02000000 "
     "08000000 30303434",
     WDM_PROTOCOL_MBIM, "", "",
     "07 00 00 80 30 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 A2 89 CC 33 BC BB 8B 4F B6 B0 "
     "13 3E C2 AA E6 DF 02 00 00 00 08 00 00 00 .. .. .. .."},
    {"bytes that are no message", "30303434", WDM_PROTOCOL_UNKNOWN, "", "", ".. .. .. .."},
    {"nothing that is personal", "01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02",
     WDM_PROTOCOL_QMI, "  service  dms (2)\n", "  service  dms (2)\n",
     "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02"},
};

/* The bytes as they are, in capitals with blanks between them. */
static void spell(const uint8_t *from, size_t length, char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < length; i++) {
        *text++ = digits[from[i] >> 4];
        *text++ = digits[from[i] & 15];
        *text++ = i + 1 < length ? ' ' : '\0';
    }
}

static void test_personal(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(personal); i++) {
        const char *name = personal[i].name;
        char whole[3 * 256];
        describe(personal[i].hex, true, personal[i].protocol, 0);
        wdm_describe_fields(&description, false, "  ", &out.output);
        assert_output(name, personal[i].fields);
        wdm_describe_fields(&description, true, "  ", &out.output);
        assert_output(name, personal[i].shown_fields);
        wdm_describe_hex(&description, false, mask, &out.output);
        assert_output(name, personal[i].hidden);
        wdm_describe_hex(&description, true, mask, &out.output);
        spell(description.bytes.bytes, description.bytes.length, whole);
        assert_output(name, whole);
    }
}

/* ---- Codes */

static void test_error_codes(void **state)
{
    (void)state;
    static const struct {
        enum wdm_error_list list;
        uint32_t code;
        const char *text;
    } rows[] = {
        {WDM_CODE_QMI, 60, "InvalidTransition (60)"},
        {WDM_CODE_QMI, 5, "ClientIdsExhausted (5)"},
        {WDM_CODE_QMI, 26, "NoEffect (26)"},
        {WDM_CODE_MBIM_STATUS, 28, "OperationNotAllowed (28)"},
        {WDM_CODE_MBIM_FUNCTION, 3, "LengthMismatch (3)"},
        {WDM_CODE_MBIM_FUNCTION, 4294967295, "error (4294967295)"},
        {WDM_CODE_ERRNO, 13, "error (13)"},
        {WDM_CODE_NONE, 0, "error (0)"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        test_output_init(&out);
        wdm_print_error_code(rows[i].list, rows[i].code, &out.output);
        assert_output("a code", rows[i].text);
    }
}

/* ---- MBIMEx */

#define EXTENSIONS_UUID "3d01dcc5fef54d050d3abef7058e9aaf"
#define PROXY_UUID      "838cf7fb8d0d4d7f871ed71dbefbb39b"
#define VERSION_QUERY                                                                              \
    "03000000 34000000 02000000 01000000 00000000" EXTENSIONS_UUID "0f000000 00000000 04000000 "
#define VERSION_ANSWER(status)                                                                     \
    "03000080 34000000 02000000 01000000 00000000" EXTENSIONS_UUID "0f000000 " status " 04000000 "
#define SHORT_ANSWER                                                                               \
    "03000080 32000000 02000000 01000000 00000000" EXTENSIONS_UUID "0f000000 00000000 02000000 "
#define PROXY_SAYS "07000080 30000000 00000000 01000000 00000000" PROXY_UUID "02000000 04000000 "

/* One exchange after the other; what is known then. */
static const struct {
    const char *hex;
    uint8_t mbimex;
} exchange[] = {
    {"01000000 10000000 01000000 00100000", 0},
    {VERSION_QUERY "0001 0003", 0},
    {VERSION_ANSWER("09000000") "0001 0003", 0},
    {SHORT_ANSWER "0001", 0},
    {VERSION_ANSWER("00000000") "0001 0003", 3},
    {VERSION_ANSWER("00000000") "0001 0002", 2},
    {VERSION_QUERY "0001 0002", 2},
    {VERSION_ANSWER("00000000") "0001 0003", 2},
    {"02000000 0c000000 03000000", 2},
    {"01000000 10000000 01000000 00100000", 0},
    {PROXY_SAYS "0001 0003", 3},
    {"00 01 02", 3},
};

static void test_follow(void **state)
{
    (void)state;
    struct wdm_describer describer = {.vendor = 0x1199};
    for (size_t i = 0; i < COUNT(exchange); i++) {
        size_t length = bytes_of_hex(exchange[i].hex, bytes, sizeof(bytes));
        wdm_describe(&description, &describer, bytes[3] == 0x80, WDM_PROTOCOL_MBIM, bytes, length);
        wdm_describer_follow(&describer, &description);
        if (describer.mbimex != exchange[i].mbimex)
            fail_msg("message %zu: MBIMEx %u", i, describer.mbimex);
    }
    assert_int_equal(describer.vendor, 0x1199);
}

/* The same bytes, by what was agreed on. */
static void test_versions(void **state)
{
    (void)state;
    static const char answer[] =
        "03000080 4c000000 02000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df "
        "0a000000 00000000 1c000000 00000000 02000000 40000000 0100000000000000 "
        "0200000000000000";
    static const char *const says[] = {"highest_available_data_class  5g-nsa (0x40)",
                                       "highest_available_data_class  5g-nsa (0x40)",
                                       "current_data_class    5g-nsa (0x40)",
                                       "highest_available_data_class  5g (0x40)"};
    for (uint8_t version = 0; version <= 3; version++) {
        struct wdm_describer describer = {.mbimex = version};
        size_t length = bytes_of_hex(answer, bytes, sizeof(bytes));
        wdm_describe(&description, &describer, true, WDM_PROTOCOL_MBIM, bytes, length);
        test_output_init(&out);
        wdm_describe_fields(&description, false, "", &out.output);
        out.text[out.length] = '\0';
        if (!strstr(out.text, says[version]))
            fail_msg("%u: %s", version, out.text);
    }
}

/* ---- Messages of which a capture has only the first bytes */

#define CAPS_ANSWER                                                                                \
    "03000080 38000000 04000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 "      \
    "00000000 08000000 "

static const struct {
    const char *hex;
    enum wdm_protocol protocol;
    size_t whole;
    const char *line, *fields;
} captured[] = {
    {CAPS_ANSWER "01000000", WDM_PROTOCOL_MBIM, 56,
     "MBIM basic-connect radio-state response #4: success: only 52 of 56 bytes were captured",
     "hw_radio_state  on (1)\ncut off: sw_radio_state\n"},
    {CAPS_ANSWER, WDM_PROTOCOL_MBIM, 56,
     "MBIM basic-connect radio-state response #4: success: only 48 of 56 bytes were captured", ""},
    {CAPS_ANSWER "01000000 00000000", WDM_PROTOCOL_MBIM, 56,
     "MBIM basic-connect radio-state response #4: success",
     "hw_radio_state  on (1)\nsw_radio_state  off (0)\n"},
    {CAPS_ANSWER "01000000 00000000", WDM_PROTOCOL_MBIM, 0,
     "MBIM basic-connect radio-state response #4: success",
     "hw_radio_state  on (1)\nsw_radio_state  off (0)\n"},
    {"03000080 38000000 04000000 01000000 00000000 a289cc33", WDM_PROTOCOL_MBIM, 56,
     "MBIM COMMAND_DONE #4: only 24 of 56 bytes were captured", ""},
    {"03000080 38000000 040000", WDM_PROTOCOL_MBIM, 56, "only 11 of 56 bytes were captured", ""},
    {"04000080 38000000 04000000", WDM_PROTOCOL_MBIM, 56,
     "MBIM FUNCTION_ERROR #4: only 12 of 56 bytes were captured", ""},
    {"ff000080 38000000 04000000", WDM_PROTOCOL_MBIM, 56, "only 12 of 56 bytes were captured", ""},
    {"03000080 38", WDM_PROTOCOL_MBIM, 56, "only 5 of 56 bytes were captured", ""},
    {"", WDM_PROTOCOL_MBIM, 16, "only 0 of 16 bytes were captured", ""},
    {"01000000 10000000 01000000 0010", WDM_PROTOCOL_MBIM, 16,
     "MBIM OPEN #1: only 14 of 16 bytes were captured", ""},
    /* In MBIM, cut in a TLV, between two, and in the headers of QMI. */
    {"03000080 4c000000 04000000 01000000 00000000 " QMI_UUID " 01000000 00000000 1c000000 "
     "01 1b 00 80 02 03 02 09 00 2d 00 0f 00 02 04 00 00 00 00 00 01 01 00 01 11 01",
     WDM_PROTOCOL_MBIM, 76,
     "QMI dms get-operating-mode response #9 client 3: success (in MBIM #4): only 74 of 76 bytes "
     "were captured",
     "mode  low-power (1)\ncut off: hardware_restricted_mode\n"},
    {"03000080 4c000000 04000000 01000000 00000000 " QMI_UUID " 01000000 00000000 1c000000 "
     "01 1b 00 80 02 03 02 09 00 2d 00 0f 00 02 04 00 00 00 00 00 01 01 00 01",
     WDM_PROTOCOL_MBIM, 76,
     "QMI dms get-operating-mode response #9 client 3: success (in MBIM #4): only 72 of 76 bytes "
     "were captured",
     "mode  low-power (1)\n"},
    {"03000080 4c000000 04000000 01000000 00000000 " QMI_UUID " 01000000 00000000 1c000000 "
     "01 1b 00 80 02",
     WDM_PROTOCOL_MBIM, 76, "MBIM qmi msg response #4: success: only 53 of 76 bytes were captured",
     ""},
    {"01 34 00 80 02 03 02 09 00 25 00 28 00 02 04 00 00 00 00 00 11 0f 00 33 35 39 35 32",
     WDM_PROTOCOL_QMI, 53,
     "QMI dms get-ids response #9 client 3: success: only 28 of 53 bytes were captured",
     "cut off: imei\n"},
    {"00 01 02", WDM_PROTOCOL_UNKNOWN, 4, "bytes that are no message, 3 bytes", ""},
};

static void test_captured(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(captured); i++) {
        struct wdm_span span = {bytes, bytes_of_hex(captured[i].hex, bytes, sizeof(bytes))};
        struct wdm_describer describer = {.vendor = 0x1199};
        wdm_describe_captured(&description, &describer, true, captured[i].protocol, span,
                              captured[i].whole);
        test_output_init(&out);
        wdm_describe_line(&description, &out.output);
        assert_output(captured[i].hex, captured[i].line);
        wdm_describe_fields(&description, false, "", &out.output);
        assert_output(captured[i].hex, captured[i].fields);
        /* What cannot be told apart may be personal. */
        wdm_describe_hex(&description, false, mask, &out.output);
        out.text[out.length] = '\0';
        assert_null(strstr(out.text, "33 35 39"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),       cmocka_unit_test(test_personal),
        cmocka_unit_test(test_error_codes), cmocka_unit_test(test_follow),
        cmocka_unit_test(test_versions),    cmocka_unit_test(test_captured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
