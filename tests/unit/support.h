/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the unit tests share: cmocka with all that it wants included before it,
 * bytes written as hex, and comparisons that show where bytes differ. */
#ifndef WDM_TESTS_SUPPORT_H
#define WDM_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Turns "01 0F 00" (blanks optional) into bytes, and returns how many. Fails the
 * test on anything else, and on more than `capacity`. */
size_t bytes_of_hex(const char *hex, uint8_t *bytes, size_t capacity);

/* Fails the test where the bytes differ, and shows both with the first
 * difference. */
#define assert_bytes(actual, actual_length, expected, expected_length)                             \
    assert_bytes_at(actual, actual_length, expected, expected_length, __FILE__, __LINE__)
void assert_bytes_at(const uint8_t *actual, size_t actual_length, const uint8_t *expected,
                     size_t expected_length, const char *file, int line);

/* The same, with hex for what is expected (at most 1024 bytes). */
#define assert_hex(actual, length, hex) assert_hex_at(actual, length, hex, __FILE__, __LINE__)
void assert_hex_at(const uint8_t *actual, size_t length, const char *hex, const char *file,
                   int line);

#endif
