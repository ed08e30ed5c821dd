/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Capture files: pcapng's sections, interfaces and blocks, pcap's limits, raw messages
 * behind damage, and files that are none of these. */
#include <string.h>

#include "capture_support.h"

enum { USBMON_PADDED = 220, ETHERNET = 1 };

static struct file file;
static struct file body;
static struct events events;
static struct events whole;
static bool swapped;

#define OPEN      "01000000 10000000 01000000 00100000"
#define OPEN_DONE "01000080 10000000 01000000 00000000"
#define ALLOCATE  "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02"

#define AUTHENTICATE                                                                               \
    "03 00 00 00 3D 00 00 00 07 00 00 00 01 00 00 00 00 00 00 00 D1 A3 0B C2 F9 7A 6E 43 BF 65 "   \
    "C7 E2 4F B0 F0 D3 01 00 00 00 01 00 00 00 0D 00 00 00 01 0C 00 00 02 14 00 01 00 5F 55 00 00"

static void put(uint64_t number, size_t size)
{
    put_number(&body, swapped, number, size);
}

static void end_block(uint32_t type)
{
    static const uint8_t zeros[4];
    put_bytes(&body, zeros, (4 - body.length % 4) % 4);
    put_number(&file, swapped, type, 4);
    put_number(&file, swapped, body.length + 12, 4);
    put_bytes(&file, body.text, body.length);
    put_number(&file, swapped, body.length + 12, 4);
    body.length = 0;
}

static void section(bool big_endian)
{
    swapped = big_endian;
    put(0x1a2b3c4d, 4);
    put(1, 2);
    put(0, 2);
    put(UINT64_MAX, 8);
    end_block(0x0a0d0d0a);
}

/* `resolution` 0xff: no such option. */
static void interface(uint16_t link, uint8_t resolution, int64_t offset)
{
    put(link, 2);
    put(0, 2);
    put(65535, 4);
    if (resolution != 0xff) {
        put(9, 2);
        put(1, 2);
        put_number(&body, false, resolution, 4);
    }
    put(14, 2);
    put(8, 2);
    put((uint64_t)offset, 8);
    put(0, 4);
    end_block(1);
}

/* A command in a packet of usbmon, 64 bytes and `hex`. */
static void command(const char *hex)
{
    uint8_t bytes[512];
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    put(1, 8);
    put_bytes(&body, "S\x02\0\x05", 4);
    put(1, 2);
    put(0, 2);
    put(0, 8);
    put(0, 8);
    put(length, 4);
    put(length, 4);
    put_bytes(&body, "\x21\0\0\0\0\0\0\0", 8);
    put(0, 8);
    put(0, 8);
    put_bytes(&body, bytes, length);
}

static void packet(uint32_t index, uint64_t time, size_t length)
{
    put(index, 4);
    put(time >> 32, 4);
    put(time & UINT32_MAX, 4);
    put(length, 4);
    put(length, 4);
}

static void read_all(void)
{
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
}

static void assert_problem(const char *problem)
{
    assert_int_equal(count_of(&events, WDM_CAPTURED_PROBLEM), 1);
    for (size_t i = 0; i < events.count; i++) {
        if (events.list[i].kind == WDM_CAPTURED_PROBLEM)
            assert_string_equal(events.list[i].problem, problem);
    }
}

static void begin(void)
{
    file.length = 0;
    body.length = 0;
}

/* ---- pcapng */

static void test_sections(void **state)
{
    (void)state;
    begin();
    for (size_t i = 0; i < 4; i++) {
        section(i % 2 != 0);
        interface(USBMON_PADDED, 9, 0);
        packet(0, i * 1000000000, 80);
        command(OPEN);
        end_block(6);
    }
    read_all();
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 4);
    assert_int_equal(count_of(&events, WDM_CAPTURED_PROBLEM), 0);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(message_at(&events, i)->when, (int64_t)i * 1000000000);
        assert_int_equal(message_at(&events, i)->number, i + 1);
    }
}

/* An interface's unit of time and offset, a packet's time, and nanoseconds of it. */
static void test_times(void **state)
{
    (void)state;
    static const struct {
        uint8_t resolution;
        int64_t offset;
        uint64_t time;
        int64_t when; /* -1: not known */
    } rows[] = {
        {0xff, 0, 1700000000123456, 1700000000123456000},
        {6, 0, 1700000000123456, 1700000000123456000},
        {9, 0, 1700000000123456789, 1700000000123456789},
        {3, 0, 1700000000123, 1700000000123000000},
        {0, 0, 1700000000, 1700000000000000000},
        {12, 0, 5000000123456, 5000000123 / 1000 * 1000 + 123},
        {0x80 | 10, 0, 1024 * 7 + 512, 7500000000},
        {0x80 | 40, 0, (UINT64_C(9) << 40) + (UINT64_C(1) << 38), 9250000000},
        {6, 100, 1000000, 101000000000},
        {6, -1, 2000000, 1000000000},
        {6, -3, 2000000, -1},
        {0, 0, UINT64_MAX, -1},
        {0x7f, 0, UINT64_MAX, 0},
        {0xfe, 0, UINT64_MAX, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin();
        section(i % 2 != 0);
        interface(USBMON_PADDED, rows[i].resolution, rows[i].offset);
        packet(0, rows[i].time, 80);
        command(OPEN);
        end_block(6);
        read_all();
        const struct wdm_captured *message = message_at(&events, 0);
        assert_non_null(message);
        if (message->timed != (rows[i].when >= 0) ||
            (rows[i].when >= 0 && message->when != rows[i].when))
            fail_msg("row %zu: %ld", i, (long)message->when);
    }
}

/* The two other kinds of packet blocks; interfaces of other links are told once. */
static void test_blocks(void **state)
{
    (void)state;
    begin();
    section(false);
    interface(USBMON_PADDED, 6, 0);
    interface(ETHERNET, 6, 0);
    put(80, 4);
    command(OPEN);
    end_block(3);
    packet(0, 0, 80);
    put_number(&body, false, 0, 0);
    command(ALLOCATE);
    end_block(2);
    for (size_t i = 0; i < 3; i++) {
        packet(1, 0, 80);
        command(OPEN);
        end_block(6);
    }
    put(1, 4);
    end_block(5);
    read_all();
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 2);
    assert_false(message_at(&events, 0)->timed);
    assert_problem("its link type is none of USB (189, 220 and 249)");
}

/* What is wrong with one block costs that block. */
static void test_bad_blocks(void **state)
{
    (void)state;
    static const struct {
        uint32_t type, index;
        size_t length; /* that the packet says; 0: nothing is in the block */
        const char *problem;
    } rows[] = {
        {6, 7, 80, "a packet of an interface that is not told"},
        {6, 0, 90, "a packet that is longer than its block"},
        {6, 0, UINT32_MAX, "a packet that is longer than its block"},
        {6, 0, 0, "a packet block that is too short"},
        {3, 0, 0, "a packet block that cannot be read"},
        {1, 0, 0, "an interface block that is too short"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin();
        section(false);
        interface(USBMON_PADDED, 6, 0);
        if (rows[i].length > 0) {
            packet(rows[i].index, 0, rows[i].length);
            command(OPEN);
        }
        end_block(rows[i].type);
        packet(0, 0, 80);
        command(ALLOCATE);
        end_block(6);
        read_all();
        assert_problem(rows[i].problem);
        assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), rows[i].length > 80 ? 2 : 1);
    }
}

static void test_many_interfaces(void **state)
{
    (void)state;
    begin();
    section(false);
    for (size_t i = 0; i <= WDM_CAPTURE_INTERFACES; i++)
        interface(USBMON_PADDED, 6, 0);
    read_all();
    assert_problem("more interfaces than are kept: this one is not read");
}

/* A block that is longer than what is kept of one is passed over, or read as far. */
static void test_long_blocks(void **state)
{
    (void)state;
    static const uint8_t zeros[0x1000];
    begin();
    section(false);
    interface(USBMON_PADDED, 6, 0);
    for (size_t i = 0; i < 0x38; i++)
        put_bytes(&body, zeros, sizeof(zeros));
    end_block(0xbad);
    packet(0, 0, 80);
    command(OPEN);
    end_block(6);
    read_all();
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 1);
    assert_int_equal(count_of(&events, WDM_CAPTURED_PROBLEM), 0);
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, 0x30000, 4096);
    assert_problem("it ends within a packet");
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, 0x36000, 4096);
    assert_problem("it ends within a packet");
}

/* ---- pcap */

static void pcap(uint32_t link)
{
    begin();
    swapped = false;
    put_number(&file, false, 0xa1b2c3d4, 4);
    put_number(&file, false, 0x00040002, 4);
    put_number(&file, false, 0, 8);
    put_number(&file, false, 65535, 4);
    put_number(&file, false, link, 4);
}

static void pcap_packet(const char *hex)
{
    command(hex);
    put_number(&file, false, 1700000000, 4);
    put_number(&file, false, 0, 4);
    put_number(&file, false, body.length, 4);
    put_number(&file, false, body.length, 4);
    put_bytes(&file, body.text, body.length);
    body.length = 0;
}

static void test_pcap(void **state)
{
    (void)state;
    pcap(ETHERNET);
    pcap_packet(OPEN);
    read_all();
    assert_problem("its link type is none of USB (189, 220 and 249)");
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 0);
    pcap(USBMON_PADDED);
    pcap_packet(OPEN);
    read_all();
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), 1);
    assert_int_equal(message_at(&events, 0)->when / 1000000000, 1700000000);
    file.length -= 1;
    read_all();
    assert_problem("it ends within a packet");
    file.length = 20;
    read_all();
    assert_problem("it ends within its header");
}

/* ---- Raw messages */

static void raw(const char *hex)
{
    uint8_t bytes[1024];
    put_bytes(&file, bytes, bytes_of_hex(hex, bytes, sizeof(bytes)));
}

/* What is between messages is told, and those behind it are found. */
static void test_raw(void **state)
{
    (void)state;
    static const struct {
        const char *before, *between, *after;
        size_t messages, problems, lost;
    } rows[] = {
        {OPEN, "", OPEN_DONE, 2, 0, 0},
        {OPEN, "de ad be ef", OPEN_DONE, 2, 1, 4},
        {"de ad be ef 00 00 00 00 00 00", "", OPEN_DONE, 1, 1, 10},
        {OPEN, "", "de ad be ef 00 00 00 00 00 00 00 00 00 00 00 00", 1, 1, 16},
        /* The first of a length that would swallow the others. */
        {"03000080 00100000 01000000 01000000 00000000", OPEN_DONE OPEN_DONE, OPEN_DONE, 4, 0, 0},
        /* Behind garbage, one of the host's: it is plain only as a whole. */
        {"de ad be ef", "", AUTHENTICATE, 1, 1, 4},
        /* The first cut short: the next begins within it. */
        {"01000080 10000000 0100", "", OPEN_DONE OPEN_DONE, 3, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin();
        raw(rows[i].before);
        raw(rows[i].between);
        raw(rows[i].after);
        for (size_t piece = 3; piece-- > 0;) {
            whole = events;
            read_events(&events, WDM_CAPTURE_RAW, (const uint8_t *)file.text, file.length, piece);
            if (piece < 2)
                assert_same_events(&events, &whole, rows[i].before);
        }
        if (count_of(&events, WDM_CAPTURED_MESSAGE) != rows[i].messages ||
            count_of(&events, WDM_CAPTURED_PROBLEM) != rows[i].problems)
            fail_msg("row %zu: %zu messages, %zu problems", i,
                     count_of(&events, WDM_CAPTURED_MESSAGE),
                     count_of(&events, WDM_CAPTURED_PROBLEM));
        for (size_t j = 0; j < events.count; j++) {
            if (events.list[j].kind == WDM_CAPTURED_PROBLEM)
                assert_int_equal(events.list[j].announced, rows[i].lost);
        }
    }
}

/* ---- None of these */

static void test_other_files(void **state)
{
    (void)state;
    static const struct {
        enum wdm_capture_format format;
        const char *hex;
        const char *problem;
    } rows[] = {
        {WDM_CAPTURE_UNKNOWN, "", "there is nothing in it"},
        {WDM_CAPTURE_UNKNOWN, "1f8b0800 00000000", "it is compressed: unpack it (zcat FILE | ...)"},
        {WDM_CAPTURE_UNKNOWN, "504b0304 00000000", "it is an archive: unpack it"},
        {WDM_CAPTURE_UNKNOWN, "00000000 00000000", "bytes that are no message"},
        {WDM_CAPTURE_PCAP, "01020304 01020304 01020304 01020304 01020304 01020304",
         "it does not begin as a pcap file"},
        {WDM_CAPTURE_PCAPNG, "01020304 01020304 01020304 01020304 01020304 01020304",
         "damaged: nothing could be told in these bytes"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin();
        raw(rows[i].hex);
        for (size_t piece = 0; piece < 3; piece++) {
            read_events(&events, rows[i].format, (const uint8_t *)file.text, file.length, piece);
            assert_problem(rows[i].problem);
            assert_int_equal(events.count, 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_bad_blocks),
        cmocka_unit_test(test_many_interfaces),
        cmocka_unit_test(test_long_blocks),
        cmocka_unit_test(test_pcap),
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_other_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
