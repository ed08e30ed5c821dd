/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures of USB, written as usbmon does. Touches the test's folder only. */
#include "capture.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *file;
static unsigned id;

static void number(uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        (void)fputc((int)(value >> 8 * i & 0xff), file);
}

void capture_start(char *path, size_t capacity)
{
    run_path(path, capacity, ".pcap");
    file = fopen(path, "wb");
    assert_non_null(file);
    number(0xa1b2c3d4, 4);
    number(2, 2);
    number(4, 2);
    number(0, 8);
    number(262144, 4);
    number(220, 4);
}

void capture_end(void)
{
    assert_int_equal(fclose(file), 0);
}

/* One event of a control transfer. */
static void packet(unsigned address, unsigned milliseconds, char type, const uint8_t *setup,
                   bool in, const uint8_t *bytes, size_t length)
{
    static const uint8_t zeros[24];
    uint64_t seconds = 1700000000 + milliseconds / 1000;
    uint64_t micros = (uint64_t)milliseconds % 1000 * 1000;

    number(seconds, 4);
    number(micros, 4);
    number(64 + length, 4);
    number(64 + length, 4);
    number(0xffff888000000000 + id, 8);
    number((uint8_t)type, 1);
    number(2, 1);
    number(in ? 0x80 : 0, 1);
    number(address, 1);
    number(1, 2);
    number(setup ? 0 : '-', 1);
    number(length > 0 ? 0 : '<', 1);
    number(seconds, 8);
    number(micros, 4);
    number(0, 4);
    number(length, 4);
    number(length, 4);
    (void)fwrite(setup ? setup : zeros, 1, 8, file);
    (void)fwrite(zeros, 1, 16, file);
    (void)fwrite(bytes, 1, length, file);
}

void capture_message(unsigned address, unsigned milliseconds, bool from_modem, const char *hex)
{
    static const uint8_t out_setup[] = {0x21, 0, 0, 0, 12, 0, 0, 16};
    static const uint8_t in_setup[] = {0xa1, 1, 0, 0, 12, 0, 0, 16};
    uint8_t bytes[1024];
    size_t length = 0;

    for (const char *at = hex; *at != '\0'; at += strspn(at, " ")) {
        char *end;
        assert_true(length < sizeof(bytes));
        bytes[length++] = (uint8_t)strtoul(at, &end, 16);
        at = end;
    }
    packet(address, milliseconds, 'S', from_modem ? in_setup : out_setup, from_modem, bytes,
           from_modem ? 0 : length);
    packet(address, milliseconds, 'C', NULL, from_modem, bytes, from_modem ? length : 0);
    id++;
}

void capture_request(unsigned address, unsigned milliseconds, unsigned transaction)
{
    char hex[128];

    (void)snprintf(hex, sizeof(hex), "01 0c 00 00 02 03 00 %02x %02x 2d 00 00 00",
                   transaction & 0xff, transaction >> 8);
    capture_message(address, milliseconds, false, hex);
}

void capture_answer(unsigned address, unsigned milliseconds, unsigned transaction, unsigned error)
{
    char hex[128];

    (void)snprintf(hex, sizeof(hex),
                   "01 17 00 80 02 03 02 %02x %02x 2d 00 0b 00 02 04 00 %02x 00 %02x 00 01 01 00 "
                   "%02x",
                   transaction & 0xff, transaction >> 8, error > 0, error, 1U);
    capture_message(address, milliseconds, true, hex);
}
