/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the unit tests share. Writes to stderr. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static int digit_value(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = strchr(digits, digit >= 'A' && digit <= 'F' ? digit - 'A' + 'a' : digit);
    return digit && found ? (int)(found - digits) : -1;
}

size_t bytes_of_hex(const char *hex, uint8_t *bytes, size_t capacity)
{
    size_t count = 0;
    while (*hex) {
        if (*hex == ' ' || *hex == '\n') {
            hex++;
            continue;
        }
        int high = digit_value(hex[0]);
        int low = high < 0 ? -1 : digit_value(hex[1]);
        if (low < 0)
            fail_msg("no hex byte at \"%s\"", hex);
        if (count == capacity)
            fail_msg("more than %zu bytes of hex", capacity);
        bytes[count++] = (uint8_t)(high << 4 | low);
        hex += 2;
    }
    return count;
}

static void print_bytes(const char *label, const uint8_t *bytes, size_t length)
{
    (void)fprintf(stderr, "%s (%zu):", label, length);
    for (size_t i = 0; i < length; i++) {
        if (i % 16 == 0)
            (void)fprintf(stderr, "\n  %04zx ", i);
        (void)fprintf(stderr, " %02x", bytes[i]);
    }
    (void)fputc('\n', stderr);
}

void assert_bytes_at(const uint8_t *actual, size_t actual_length, const uint8_t *expected,
                     size_t expected_length, const char *file, int line)
{
    size_t common = actual_length < expected_length ? actual_length : expected_length;
    size_t same = 0;
    while (same < common && actual[same] == expected[same])
        same++;
    if (same == common && actual_length == expected_length)
        return;
    print_bytes("actual", actual, actual_length);
    print_bytes("expected", expected, expected_length);
    (void)fprintf(stderr, "first difference at byte %zu (0x%zx)\n", same, same);
    _fail(file, line);
}

void assert_hex_at(const uint8_t *actual, size_t length, const char *hex, const char *file,
                   int line)
{
    uint8_t expected[1024];
    size_t expected_length = bytes_of_hex(hex, expected, sizeof(expected));
    assert_bytes_at(actual, length, expected, expected_length, file, line);
}
