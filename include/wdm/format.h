/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/format.h - text from a format, as snprintf makes it, without stdio; and the
 * value of a digit.
 *
 * Of printf's conversions there are %s, %c, %d, %u, %x and %X, with 'l' or 'z'
 * before the last four where the argument is a long or a size_t; a width and the
 * flags '-' and '0'; a precision, a number or '*', for %s; and %%.
 */
#ifndef WDM_FORMAT_H
#define WDM_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Writes the text, cut to `capacity` bytes, the NUL included; nothing where that
 * is 0. Returns the length of what was written, without the NUL. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
size_t
wdm_format(char *text, size_t capacity, const char *format, ...);

#if defined(__GNUC__)
__attribute__((format(printf, 3, 0)))
#endif
size_t
wdm_format_list(char *text, size_t capacity, const char *format, va_list arguments);

/* How many characters stand before the first `end`, or before the NUL. */
size_t wdm_length_before(const char *text, char end);

/* The value of a decimal or hex digit, in either case; 16 where it is none. */
unsigned wdm_digit(char character);

#endif
