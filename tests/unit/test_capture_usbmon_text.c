/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* usbmon's own text: what is told of its lines; and a kernel's, compared with the capture
 * that was made beside it. What is told is written as lines: "> HEX", "< HEX", " of N"
 * where bytes are missing, "device", "gone", "failed STATUS". */
#include <string.h>

#include "capture_support.h"

static struct events events;
static struct events others;
static struct file told;
static struct file file;

static void tell(const struct wdm_captured *captured)
{
    switch (captured->kind) {
    case WDM_CAPTURED_MESSAGE:
    case WDM_CAPTURED_BYTES:
        put_format(&told, "%lld %s ", (long long)(captured->when / 1000),
                   captured->kind == WDM_CAPTURED_BYTES ? "?"
                   : captured->from_modem               ? "<"
                                                        : ">");
        put_hex(&told, captured->bytes.bytes, captured->bytes.length, "", false);
        if (captured->announced > captured->bytes.length)
            put_format(&told, " of %zu", captured->announced);
        put_format(&told, "\n");
        break;
    case WDM_CAPTURED_DEVICE:
        put_format(&told, "device %u-%u %04x:%04x\n", captured->device >> 16,
                   captured->device & 0xffff, captured->vendor, captured->product);
        break;
    case WDM_CAPTURED_FAILED:
        put_format(&told, "failed %ld: %s\n", (long)captured->status, captured->problem);
        break;
    case WDM_CAPTURED_GONE:
        put_format(&told, "gone\n");
        break;
    case WDM_CAPTURED_PROBLEM:
        put_format(&told, "! %s\n", captured->problem);
        break;
    }
}

#define ASKED                                                                                      \
    "aa00 100 S Co:1:004:0 s 21 00 0000 0008 0010 16 = 010f0000 00000001 22000400 01010002\n"
#define ASKED_TOLD   "100 > 010f0000000000012200040001010002\n"
#define ANSWER_BEGUN "bb00 200 S Ci:1:004:0 s a1 01 0000 0008 1000 4096 <\n"
#define ANSWERED                                                                                   \
    "bb00 300 C Ci:1:004:0 0 24 = 01170080 00000101 22000c00 02040000 00000001 02000214\n"
#define ANSWER_TOLD                                                                                \
    "300 < 011700800000010122000c000204000000000001"                                               \
    "02000214\n"
#define DESCRIBED                                                                                  \
    "cc00 10 S Ci:1:004:0 s 80 06 0100 0000 0012 18 <\n"                                           \
    "cc00 20 C Ci:1:004:0 0 18 = 12010002 00000040 99117990 06000102 0301\n"

static const struct {
    const char *name, *text, *expected;
} rows[] = {
    {"a request and its answer",
     DESCRIBED ASKED "aa00 150 C Co:1:004:0 0 16 >\n" ANSWER_BEGUN ANSWERED,
     "device 1-4 1199:9079\n" ASKED_TOLD ANSWER_TOLD},
    {"1t, which has no buses",
     "aa00 100 S Co:004:00 s 21 00 0000 0008 0010 16 = 010f0000 00000001 22000400 01010002\n",
     "device 0-4 0000:0000\n" ASKED_TOLD},
    {"words before it, and other ends of lines",
     "$ cat 1u\r\n\r\n" ASKED "what is this?\r\n" ANSWER_BEGUN ANSWERED,
     "device 1-4 0000:0000\n" ASKED_TOLD ANSWER_TOLD},
    {"no end of the last line",
     "  " DESCRIBED "aa00 100 S Co:1:004:0 s 21 00 0000 0008 0003 3 = 010203",
     "device 1-4 1199:9079\n100 ? 010203\n"},
    {"more than 32 bytes",
     "bb00 200 S Ci:1:004:0 s a1 01 0000 0008 1000 4096 <\n"
     "bb00 300 C Ci:1:004:0 0 40 = 01270080 00000101 22001c00 02040000 00000001 02000214 "
     "10010000 11010000\n",
     "device 1-4 0000:0000\n"
     "300 < 012700800000010122001c0002040000000000010200021410010000"
     "11010000 of 40\n"},
    {"the beginning was not seen", ANSWERED, "device 1-4 0000:0000\n" ANSWER_TOLD},
    {"refused, and unplugged",
     ASKED "aa00 150 C Co:1:004:0 -32 0\n" ANSWER_BEGUN "dd00 400 C Ii:1:004:3 -108:16 0\n",
     "device 1-4 0000:0000\n" ASKED_TOLD
     "failed -32: the modem refused the transfer (stall)\ngone\n"},
    {"it could not be submitted", ASKED "aa00 150 E Co:1:004:0 -19 0\n",
     "device 1-4 0000:0000\n" ASKED_TOLD
     "failed -19: the device went away, or was configured anew\ngone\n"},
    {"notifications and data are passed over",
     "aa 1 S Bo:1:004:2 -115 4 = 010f0000\naa 2 C Bo:1:004:2 0 4 >\naa 3 C Ii:1:004:3 0:16 8 = "
     "a1010000 08000000\naa 4 S Zi:1:004:5 -115:1:0 1 -18:0:1024 1024 <\n" ASKED,
     "device 1-4 0000:0000\n" ASKED_TOLD},
    {"the clock begins anew",
     "aa00 4294967290 S Co:1:004:0 s 21 00 0000 0008 0003 3 = 010203\n"
     "aa00 4294967295 C Co:1:004:0 0 3 >\naa00 4 S Co:1:004:0 s 21 00 0000 0008 0003 3 = 010204\n"
     "aa00 3 C Co:1:004:0 0 3 >\naa00 4294967294 S Co:1:004:0 s 21 00 0000 0008 0003 3 = 010205\n",
     "device 1-4 0000:0000\n4294967290 ? 010203\n4294967300 ? 010204\n8589934590 ? 010205\n"},
    {"more bytes than it says", "aa00 100 S Co:1:004:0 s 21 00 0000 0008 0002 2 = 01020304 05\n",
     "device 1-4 0000:0000\n100 ? 0102\n"},
    {"lines that only look like it",
     ASKED "xx00 100 S Co:1:004:0 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 1x0 S Co:1:004:0 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 X Co:1:004:0 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 S Cx:1:004:0 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 S Co:1 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 S Co:1:2:3:4 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 S Co:1:128:0 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 S Co:1:70000:0 s 21 00 0000 0008 0001 1 = 01\n"
           "aa00 100 S Co:1:004:0 s 21 00 000 0008 0001 1 = 01\n"
           "aa00 100 C Co:1:004:0 ok 1 = 01\naa00 100 C Co:1:004:0 99999999999 1 = 01\n"
           "aa00 100\naa00\n\n   \n",
     "device 1-4 0000:0000\n" ASKED_TOLD},
};

static void test_rows(void **state)
{
    (void)state;
    static const size_t pieces[] = {0, 1, 13};
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t j = 0; j < COUNT(pieces); j++) {
            told.length = 0;
            read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)rows[i].text,
                        strlen(rows[i].text), pieces[j]);
            for (size_t k = 0; k < events.count; k++)
                tell(&events.list[k]);
            if (told.length != strlen(rows[i].expected) ||
                memcmp(told.text, rows[i].expected, told.length) != 0)
                fail_msg("%s: told is\n%.*sand not\n%s", rows[i].name, (int)told.length, told.text,
                         rows[i].expected);
        }
    }
}

/* A line that is longer than any of usbmon's is several that are none. */
static void test_long_line(void **state)
{
    (void)state;
    file.length = 0;
    put_format(&file, ASKED "aa00 300 C ");
    for (size_t i = 0; i < 2000; i++)
        put_format(&file, "%zu ", i);
    put_format(&file, "\n" ANSWER_BEGUN ANSWERED);
    for (size_t piece = 0; piece < 100; piece += 99) {
        read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, piece);
        assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 2);
        assert_int_equal(count_of(&events, WDM_CAPTURED_PROBLEM), 0);
    }
}

/* ---- Beside a capture */

static void read_fixture(const char *name, struct events *read)
{
    file.length = fixture_text(name, "", file.text, sizeof(file.text));
    read_events(read, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
}

/* Times are each reader's own, and taken a moment apart. */
static void test_beside_a_capture(void **state)
{
    (void)state;
    const int64_t apart = 1000000;
    read_fixture("usbmon-em7455-unlock.usbmon", &events);
    read_fixture("usbmon-em7455-unlock.pcapng", &others);
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 10);
    for (size_t i = 0; message_at(&others, i); i++) {
        const struct wdm_captured *a = message_at(&events, i);
        const struct wdm_captured *b = message_at(&others, i);
        assert_non_null(a);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->from_modem, b->from_modem);
        assert_int_equal(a->protocol, b->protocol);
        assert_int_equal(a->device, b->device);
        assert_int_equal(a->interface, b->interface);
        assert_int_equal(a->vendor, b->vendor);
        assert_int_equal(a->product, b->product);
        assert_int_equal(a->announced, b->announced);
        assert_bytes(a->bytes.bytes, a->bytes.length, b->bytes.bytes,
                     b->bytes.length < 32 ? b->bytes.length : 32);
        int64_t since = a->when - message_at(&events, 0)->when;
        int64_t other = b->when - message_at(&others, 0)->when;
        assert_true(since - other < apart && other - since < apart);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_beside_a_capture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
