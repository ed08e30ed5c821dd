/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text in its odder forms: what is told of each, as lines: "> HEX", "< HEX", "? HEX" for
 * bytes that are no message, "! PROBLEM"; " of N" where bytes are missing. */
#include <stdio.h>
#include <string.h>

#include "capture_support.h"

static struct events events;
static struct file told;
static struct file file;

static void tell(const struct wdm_captured *captured, bool times)
{
    if (captured->kind == WDM_CAPTURED_PROBLEM) {
        put_format(&told, "! %s\n", captured->problem);
        return;
    }
    if (times && captured->timed)
        put_format(&told, "%ld.%09ld ", (long)(captured->when / 1000000000),
                   (long)(captured->when % 1000000000));
    put_format(&told, "%s ",
               captured->kind == WDM_CAPTURED_BYTES ? "?" : (captured->from_modem ? "<" : ">"));
    put_hex(&told, captured->bytes.bytes, captured->bytes.length, "", false);
    if (captured->announced > captured->bytes.length)
        put_format(&told, " of %zu", captured->announced);
    put_format(&told, "\n");
}

static void expect(const char *name, const char *text, size_t length, bool times,
                   const char *expected)
{
    static const size_t pieces[] = {0, 1, 13};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        told.length = 0;
        read_events(&events, WDM_CAPTURE_TEXT, (const uint8_t *)text, length, pieces[i]);
        for (size_t j = 0; j < events.count; j++)
            tell(&events.list[j], times);
        if (told.length != strlen(expected) || memcmp(told.text, expected, told.length) != 0)
            fail_msg("%s: told is\n%.*sand not\n%s", name, (int)told.length, told.text, expected);
    }
}

#define OPEN      "01000000100000000100000000100000"
#define OPEN_DONE "01000080100000000100000000000000"
#define ALLOCATE  "010f0000000000012200040001010002"
#define ALLOCATED                                                                                  \
    "011700800000010122000c0002040000000000010200"                                                 \
    "0214"
#define COLONS_OPEN "01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00"
#define COLONS_DONE "01:00:00:80:10:00:00:00:01:00:00:00:00:00:00:00"
#define LETTERS                                                                                    \
    "011c00800201020100200010000"                                                                  \
    "10d00"                                                                                        \
    "61622063642065662030312032"
#define ZEROS "00000000000000000000000000000000"
#define INDICATED                                                                                  \
    "07000080800000000000000001000000" ZEROS                                                       \
    "00000000000000000000000054000000" ZEROS ZEROS ZEROS ZEROS ZEROS "00000000"

static const struct {
    const char *name, *text, *expected;
} rows[] = {
    {"nothing to be read", "Hello,\n\nhere is what I see: 12:30, 0x17, dead beef.\n\n01\n", ""},
    {"comments", "# > " OPEN "\n// " OPEN "\n/* " OPEN " */\n> " ALLOCATE "\n", "> " ALLOCATE "\n"},
    {"a time before the mark", "12:30:00.5 > " OPEN "\n   1.250 < " OPEN_DONE "\n",
     "> " OPEN "\n< " OPEN_DONE "\n"},
    {"several on a line", "> " OPEN " " ALLOCATE "\n", "> " OPEN "\n> " ALLOCATE "\n"},
    {"quoted, from the modem", "> " OPEN_DONE "\n", "< " OPEN_DONE "\n"},
    {"an echo", "< " OPEN "\n", "< " OPEN "\n"},
    {"no message, marked", "> de ad be ef\n", "? deadbeef\n"},
    {"no message", "00112233445566778899\n", "! bytes in hex that are no message\n"},
    {"no message before one", "00112233445566778899\n" OPEN_DONE "\n",
     "! bytes in hex that are no message\n< " OPEN_DONE "\n"},
    {"cut", "01 00 00 80 10 00 00 00 01 00\n", "< 01000080100000000100 of 16\n"},
    {"cut, and another", "01000080100000000100\n" OPEN_DONE "\n",
     "< 01000080100000000100 of 16\n< " OPEN_DONE "\n"},
    {"a byte a line", "01\n0f\n00\n00\n00\n00\n00\n01\n22\n00\n04\n00\n01\n01\n00\n02\n",
     "> " ALLOCATE "\n"},
    {"single digits",
     "{0x1, 0xf, 0x0, 0, 0x0}\n{0x1, 0xf, 0x0, 0x0, 0x0, 0x0, 0x0, 0x1, 0x22, 0x0,"
     " 0x4, 0x0, 0x1, 0x1, 0x0, 0x2};\n",
     "> " ALLOCATE "\n"},
    {"an array in a call",
     "send(fd, (char[]) {0x01, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, "
     "0x22, 0x00, /* tlv */ 0x04, 0x00, 0x01, 0x01, 0x00, 0x02});\n",
     "> " ALLOCATE "\n"},
    {"numbers of other kinds", "flags = { 0x1000, 0x0001 };\nif (a == 0x01) b = 0x0f;\n", ""},
    {"repeated rows",
     "00000000  07 00 00 80 80 00 00 00  00 00 00 00 01 00 00 00  |................|\n"
     "00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
     "00000020  00 00 00 00 00 00 00 00  00 00 00 00 54 00 00 00  |............T...|\n"
     "00000030  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
     "*\n00000080\n",
     "< 07000080800000000000000001000000" ZEROS
     "00000000000000000000000054000000" ZEROS ZEROS ZEROS ZEROS ZEROS "\n"},
    {"repeated rows without end",
     "00000000  01 00 00 80 10 00 00 00  01 00 00 00 00 00 00 00  |................|\n"
     "*\nffffffff  00 00\n",
     "! rows of the dump are missing before this one\n< " OPEN_DONE "\n"},
    {"rows are missing", "00000000: 0100 0080 1000 0000\n00000010: 0100 0000 0000 0000\n",
     "! rows of the dump are missing before this one\n< 0100008010000000 of 16\n"
     "! bytes in hex that are no message\n"},
    {"characters that look like hex",
     "00000000: 011c 0080 0201 0201 0020 0010 0001 0d00  ......... ......\n"
     "00000010: 6162 2063 6420 6566 2030 3120 32         ab cd ef 01 2\n",
     "< " LETTERS "\n"},
    {"the same, as Wireshark has it",
     "0000   01 1c 00 80 02 01 02 01 00 20 00 10 00 01 0d 00   ......... ......\n"
     "0010   61 62 20 63 64 20 65 66 20 30 31 20 32            ab cd ef 01 2\n",
     "< " LETTERS "\n"},
    {"two dumps",
     "00000000: 010f 0000 0000 0001 2200 0400 0101 0002  ........\"......\n"
     "00000000: 0100 0080 1000 0000 0100 0000 0000 0000  ................\n",
     "> " ALLOCATE "\n< " OPEN_DONE "\n"},
    {"hidden bytes", "   0.000 > QMI dms x\n      01 0F .. .. 00\n< 01 .. 02\n> " OPEN "\n",
     "! bytes of the message are hidden\n! bytes of the message are hidden\n> " OPEN "\n"},
    {"a trace without bytes", "   0.000 > QMI dms get-ids request #1\n", ""},
    {"a log that leaves bytes out",
     "[/dev/cdc-wdm0] sent message...\n<<<<<< RAW:\n<<<<<<   length = 80\n"
     "<<<<<<   data   = 03:00:00:00:50:00:00:00:01:00:00:00...\n"
     "[/dev/cdc-wdm0] received message...\n<<<<<< RAW:\n<<<<<<   length = 12\n"
     "<<<<<<   data   = 02:00:00:80:0C:00:00:00:01:00:00:00...\n",
     "> 030000005000000001000000 of 80\n< 02000080"
     "0c00000001000000\n"},
    {"a log that is cut in a line",
     "<<<<<< RAW:\n<<<<<<   length = 16\n<<<<<<   data   = 01:0F:00:00:00:0\n",
     "> 010f000000 of 16\n"},
    {"a log broken within a byte",
     "> <<<<<< RAW:\n> <<<<<<   length = 16\n> <<<<<<   data   =\n> 01:0F:00:00:00:00:00:0\n"
     "> 1:22:00:04:00:01:\n> 01:00:02\n",
     "> " ALLOCATE "\n"},
    {"a log with arrows quoted close",
     ">>>>>>> RAW:\n>>>>>>>   length = 16\n>>>>>>>   data   = 01:00:00:80:10:00:00:00:01:00:00:00:"
     "00:00:00:00\n",
     "< " OPEN_DONE "\n"},
    {"a log whose lines became one",
     "Wed Jun 26 16:47:59 2024 daemon.debug [2234]: <dbg> [1719413279.296470] [/dev/cdc-wdm0] "
     "sent message... <<<<<< RAW: <<<<<<   length = 16 <<<<<<   data   = " COLONS_OPEN "\n"
     "Wed Jun 26 16:47:59 2024 daemon.debug [2234]: <dbg> [1719413279.299673] [/dev/cdc-wdm0] "
     "sent message (translated)... <<<<<< Header: <<<<<<   length      = 16 <<<<<<   type = open\n"
     "Wed Jun 26 16:47:59 2024 daemon.debug [2234]: <dbg> [1719413279.381381] [/dev/cdc-wdm0] "
     "received message... >>>>>> RAW: >>>>>>   length = 16 >>>>>>   data   = " COLONS_DONE "\n",
     "> " OPEN "\n< " OPEN_DONE "\n"},
    {"all of a log in a line",
     "[/dev/cdc-wdm0] Sent message... <<<<<< RAW: <<<<<<   length = 16 <<<<<<   data   "
     "= " COLONS_OPEN
     " [/dev/cdc-wdm0] Received message... <<<<<< RAW: <<<<<<   length = 16 <<<<<<   data = "
     "01:13:00:00:02:02:02:0F:00:40:00:07:00:02:04:00 [/dev/cdc-wdm0] Received message "
     "(translated)... <<<<<< QMUX: <<<<<<   length  = 19",
     "> " OPEN "\n< 011300000202020f0040000700020400\n"},
    {"arrows that quote arrows",
     ">>>>>> <<<<<< RAW:\n>>>>>> <<<<<<   length = 16\n"
     ">>>>>> <<<<<<   data   = " COLONS_DONE "\n",
     "< " OPEN_DONE "\n"},
    {"a comment, whatever is in it",
     "# sending (16): 01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00 header_type: 0001 reading "
     "(16): 01 00 00 80 10 00 00 00 01 00 00 00 00 00 00 00\n",
     ""},
    {"umbim's in a line",
     "$ umbim -v caps sending (16): 01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00 header_type: "
     "0001 header_length: 0010 reading (16): 01 00 00 80 10 00 00 00 01 00 00 00 00 00 00 00 "
     "ff decoded, message not long enough\n",
     "> " OPEN "\n< " OPEN_DONE "\n"},
    {"uqmi's in a line",
     "Send packet: 01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02 Received packet: 01 17 00 80 00 "
     "00 01 01 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 14 \"unknown\"\n",
     "> " ALLOCATE "\n< " ALLOCATED "\n"},
    {"words like uqmi's and umbim's",
     "sending (a) is reading (12): a few\nSend packet: added by hand\nReceived packet: 01 02\n",
     "? 0102\n"},
    {"rows with the side before them",
     " >> 00000000: 01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02\n\nwords\n\n"
     " << 00000000: 01 17 00 80 00 00 01 01 22 00 0c 00 02 04 00 00\n"
     " << 00000010: 00 00 00 01 02 00 02 14\n",
     "> " ALLOCATE "\n< " ALLOCATED "\n"},
    {"words below the bytes",
     "01 0f 00 00 00 00 00 01\n^type ^length        ^transaction\n22 00 04 00 01 01 00 02\n"
     "^message\n",
     "> " ALLOCATE "\n"},
    {"words behind the bytes",
     " 01 17 00 80 00 00 01 01 22 00 0c 00 => header\n 02 04 00 00 00 00 00       => success\n"
     "   => as it should be\n 01 02 00 02 14 (dms, 20)\n",
     "< " ALLOCATED "\n"},
    {"strings that are shown in part",
     "write(5, \"\\1\\0\\0\\0\\20\\0\\0\\0\\1\\0\\0\\0\"..., 16) = 16\n"
     "read(5, \"\\1\\0\\0\\200\\20\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\"..., 4096) = ?\n",
     "> 010000001000000001000000 of 16\n< " OPEN_DONE "\n"},
    {"calls, resumed or with names of what is open",
     "[pid 7] <... read resumed>\"\\1\\0\\0\\200\\20\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\", 64) = 16\n"
     "7 write(5</dev/cdc-wdm0>, \"\\1\\0\\0\\0\\20\\0\\0\\0\\1\\0\\0\\0\\0\\20\\0\\0\", 16) = 16\n"
     "7 sendmsg(5, {msg_iov=[{iov_base=\"\\1\\0\\0\\0\\20\\0\\0\\0\\1\\0\\0\\0\\0\\20\\0\\0\", "
     "iov_len=16}], msg_iovlen=1}, 0) = 16\n",
     "< " OPEN_DONE "\n> " OPEN "\n> " OPEN "\n"},
    {"a log that a traced program wrote",
     "write(1, \"[Debug] Sent message...\\n<<<<<< RAW:\\n<<<<<<   length = 16\\n<<<<<<   data   "
     "= " COLONS_OPEN "\\n\"..., 200) = 200\nwrite(1, \"> " ALLOCATE "\\n\", 35) = 35\n",
     ""},
    {"strings that are no messages",
     "puts(\"\\n\"); char c = '\\'';\nwrite(1, \"\\1\\17 but then: 12345678\", 22) = 22\n"
     "read(5, \"\\1\\0\\0\\200\\20\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\nb'\\xzz'\nb'\\",
     ""},
    {"an escape that nobody knows ends a string",
     "read(5, \"\\1\\0\\0\\200\\20\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\xzz\\1\", 18) = 18\n",
     "< " OPEN_DONE "\n"},
    {"QMI in parts, as uqmi gets it",
     "Received packet: 01 17 00 80 00\nReceived packet: 01 17 00 80 00 00 01 01 22 00 0c 00 02 04 "
     "00 00 00 00 00 01 02 00 02 14\n",
     "< 01170080000001012200"
     "0c000204000000000001"
     "02000214\n"},
    {"umbim, whose words went elsewhere",
     "01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00 \n  header_type: 0001\n", "> " OPEN "\n"},
    {"no end of the line", "> " OPEN, "> " OPEN "\n"},
    {"old ends of lines", "> " OPEN "\r\n\f\v\n< " OPEN_DONE "\r\n",
     "> " OPEN "\n< " OPEN_DONE "\n"},
    {"a mark of UTF-8", "\xef\xbb\xbf" OPEN_DONE "\n", "< " OPEN_DONE "\n"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        expect(rows[i].name, rows[i].text, strlen(rows[i].text), false, rows[i].expected);
}

/* ---- QMI that goes inside MBIM is logged twice */

static void put_logged(bool received, const char *hex)
{
    uint8_t bytes[256];
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    put_format(&file, "[/dev/cdc-wdm0] %s message...\n<<<<<< RAW:\n<<<<<<   length = %zu\n",
               received ? "received" : "sent", length);
    put_format(&file, "<<<<<<   data   = ");
    put_hex(&file, bytes, length, ":", true);
    put_format(&file, "\n\n");
}

#define QMI_SERVICE "d1a30bc2f97a6e43bf65c7e24fb0f0d3"
#define IN_MBIM                                                                                    \
    "0300000040000000050000000100000000000000" QMI_SERVICE "010000000100000010000000" ALLOCATE
#define FROM_MBIM                                                                                  \
    "0300008048000000050000000100000000000000" QMI_SERVICE "010000000000000018000000" ALLOCATED

static void test_logged_twice(void **state)
{
    (void)state;
    static const struct {
        const char *messages[3]; /* '>' or '<', and bytes */
        const char *expected;
    } cases[] = {
        {{">" ALLOCATE, ">" IN_MBIM, "<" FROM_MBIM}, "> " IN_MBIM "\n< " FROM_MBIM "\n"},
        {{"<" FROM_MBIM, "<" ALLOCATED, ">" OPEN}, "< " FROM_MBIM "\n> " OPEN "\n"},
        {{">" ALLOCATE, ">" ALLOCATE, ">" OPEN}, "> " ALLOCATE "\n> " ALLOCATE "\n> " OPEN "\n"},
        {{">" ALLOCATE, "<" FROM_MBIM, ">" IN_MBIM},
         "> " ALLOCATE "\n< " FROM_MBIM "\n> " IN_MBIM "\n"},
        {{"<" FROM_MBIM, ">" ALLOCATE, ">" OPEN}, "< " FROM_MBIM "\n> " ALLOCATE "\n> " OPEN "\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        file.length = 0;
        for (size_t j = 0; j < 3; j++)
            put_logged(cases[i].messages[j][0] == '<', cases[i].messages[j] + 1);
        expect("logged twice", file.text, file.length, false, cases[i].expected);
    }
}

/* ---- What came in one read is logged with what is behind it, which comes again */

#define TOLD_FIRST "070000802c00000000000000010000000000000089"
#define TOLD       TOLD_FIRST "3200bcbb8b4fb6b0133ec2aae6df7f0300000000000000"
static void test_logged_together(void **state)
{
    (void)state;
    static const struct {
        const char *messages[3];
        const char *expected;
    } cases[] = {
        {{"<" OPEN_DONE TOLD FROM_MBIM, "<" TOLD FROM_MBIM, "<" FROM_MBIM},
         "< " OPEN_DONE "\n< " TOLD "\n< " FROM_MBIM "\n"},
        {{"<" FROM_MBIM TOLD, "<" ALLOCATED, "<" TOLD}, "< " FROM_MBIM "\n< " TOLD "\n"},
        /* It does not come again. */
        {{"<" OPEN_DONE TOLD, "<" FROM_MBIM, ">" OPEN},
         "< " OPEN_DONE "\n< " TOLD "\n< " FROM_MBIM "\n> " OPEN "\n"},
        {{"<" FROM_MBIM TOLD, ">" OPEN, ">" OPEN},
         "< " FROM_MBIM "\n< " TOLD "\n> " OPEN "\n> " OPEN "\n"},
        /* The second came whole with the next read. */
        {{"<" OPEN_DONE TOLD_FIRST, "<" TOLD, ">" OPEN},
         "< " OPEN_DONE "\n< " TOLD "\n> " OPEN "\n"},
        /* What is behind is no message. */
        {{"<" OPEN_DONE "01020304", ">" OPEN, ">" OPEN},
         "< " OPEN_DONE "01020304\n> " OPEN "\n> " OPEN "\n"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        file.length = 0;
        for (size_t j = 0; j < 3; j++)
            put_logged(cases[i].messages[j][0] == '<', cases[i].messages[j] + 1);
        expect("logged together", file.text, file.length, false, cases[i].expected);
    }
}

/* ---- Several modems in one log */

static void put_of_device(const char *device, const char *hex)
{
    put_format(&file, "ModemManager[890]: <debug> [1437755611.123456] %s sent message...\n",
               device);
    put_format(&file, "<<<<<< RAW:\n<<<<<<   length = %zu\n<<<<<<   data   = %s\n\n",
               strlen(hex) / 2, hex);
}

static void test_devices(void **state)
{
    (void)state;
    static const char *const names[] = {
        "[/dev/cdc-wdm4]", "[/dev/wwan0mbim0]", "[/dev/cdc-wdm4]", "[qrtr://0]", "",
        "[modem0] [x",     "[/dev/wwan0mbim0]"};
    static const uint32_t numbers[] = {0, 1, 0, 2, 2, 2, 1};
    file.length = 0;
    for (size_t i = 0; i < COUNT(names); i++)
        put_of_device(names[i], OPEN);
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
    assert_int_equal(events.count, COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(events.list[i].device, numbers[i]);
}

/* More than are known: the last one is all others. */
static void test_many_devices(void **state)
{
    (void)state;
    file.length = 0;
    for (size_t i = 0; i < WDM_CAPTURE_DEVICES + 2; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "[/dev/cdc-wdm%zu]", i);
        put_of_device(name, OPEN);
    }
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
    assert_int_equal(events.count, WDM_CAPTURE_DEVICES + 2);
    for (size_t i = 0; i < events.count; i++)
        assert_int_equal(events.list[i].device,
                         i < WDM_CAPTURE_DEVICES ? i : WDM_CAPTURE_DEVICES - 1);
}

/* What libqmi and libmbim log of the same is of the same device. */
static void test_logged_twice_of_devices(void **state)
{
    (void)state;
    static const char *const names[] = {"[/dev/cdc-wdm0]", "[/dev/cdc-wdm1]"};
    for (size_t other = 0; other < 2; other++) {
        file.length = 0;
        put_of_device(names[0], ALLOCATE);
        put_of_device(names[other], IN_MBIM);
        read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
        assert_int_equal(events.count, 1 + other);
    }
}

/* ---- Times */

static void test_times(void **state)
{
    (void)state;
    static const struct {
        const char *line, *when;
    } times[] = {
        {"[24 Jul 2015, 18:33:31] [Debug]", "1437762811.000000000 "},
        {"[4 Jul 2015, 18:33:31] [Debug]", "1436034811.000000000 "},
        {"2015-07-24T18:33:31.25+02:00 host qmi", "1437755611.250000000 "},
        {"2015-07-24T18:33:31-0130 host qmi", "1437768211.000000000 "},
        {"2015-07-24 18:33:31,125 host qmi", "1437762811.125000000 "},
        {"Jul 24 18:33:31 host ModemManager[612]: <debug> x", "66811.000000000 "},
        {"Jul 24 18:33:31 host ModemManager[612]: <debug> [1437755611.5] x",
         "1437755611.500000000 "},
        {"<debug> [1437755611.000001] x", "1437755611.000001000 "},
        {"18:33:31.000000001 x", "66811.000000001 "},
        {"3026-07-24 18:33:31 x", "66811.000000000 "},
        {"99:33:31 x", ""},
        {"aa:18:33:31:bb x", ""},
        {"[12.5] x", ""},
        {"x", ""},
    };
    for (size_t i = 0; i < COUNT(times); i++) {
        char expected[256];
        file.length = 0;
        put_format(&file, "%s\n", times[i].line);
        put_logged(false, OPEN);
        (void)snprintf(expected, sizeof(expected), "%s> %s\n", times[i].when, OPEN);
        expect(times[i].line, file.text, file.length, true, expected);
    }
}

static void test_mark_times(void **state)
{
    (void)state;
    const char *text = "   1.250 > " OPEN "\n> " OPEN "\n12:30:00.5 < " OPEN_DONE "\n"
                       "   2.000 < MBIM OPEN_DONE #1\n      " OPEN_DONE "\n" OPEN "\n";
    expect("times", text, strlen(text), true,
           "1.250000000 > " OPEN "\n> " OPEN "\n45000.500000000 < " OPEN_DONE
           "\n2.000000000 < " OPEN_DONE "\n> " OPEN "\n");
}

/* ---- Hostile text */

static void test_zeros(void **state)
{
    (void)state;
    static const char text[] = "> 01\0 0f 00 0\0"
                               "0 00 00 00 01 22 00 04 00 01 01 00 02\n\0\0\n";
    expect("zeros", text, sizeof(text) - 1, false, "> " ALLOCATE "\n");
}

static void test_long_line(void **state)
{
    (void)state;
    static char text[3 * WDM_CAPTURE_RECORD];
    const char *rest = "\n> " OPEN "\n";
    for (size_t more = 0; more < 2; more++) {
        size_t length = WDM_CAPTURE_RECORD - 1 + more;
        memset(text, 'x', length);
        memcpy(text + length, rest, strlen(rest));
        expect("a long line", text, length + strlen(rest), false,
               more ? "! a line that is too long to be read\n> " OPEN "\n" : "> " OPEN "\n");
    }
    memset(text, 'x', sizeof(text));
    expect("a line without end", text, sizeof(text), false,
           "! a line that is too long to be read\n");
}

/* A message of the largest size there is, on one line; and more than that. */
static void test_large(void **state)
{
    (void)state;
    static uint8_t bytes[WDM_MESSAGE_MAX + 8];
    bytes[0] = bytes[3] = 0x07;
    bytes[3] = 0x80;
    for (size_t i = 0; i < 4; i++) {
        bytes[4 + i] = (uint8_t)(WDM_MESSAGE_MAX >> 8 * i & 0xff);
        bytes[40 + i] = (uint8_t)((WDM_MESSAGE_MAX - 44) >> 8 * i & 0xff);
    }
    bytes[12] = 1;
    for (size_t more = 0; more <= 8; more += 8) {
        file.length = 0;
        put_format(&file, "< ");
        put_hex(&file, bytes, WDM_MESSAGE_MAX + more, ":", false);
        read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
        assert_int_equal(count_of(&events, WDM_CAPTURED_PROBLEM), more > 0 ? 1 : 0);
        assert_bytes(message_at(&events, 0)->bytes.bytes, message_at(&events, 0)->bytes.length,
                     bytes, WDM_MESSAGE_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_logged_twice),
        cmocka_unit_test(test_logged_together),
        cmocka_unit_test(test_devices),
        cmocka_unit_test(test_many_devices),
        cmocka_unit_test(test_logged_twice_of_devices),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_mark_times),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
