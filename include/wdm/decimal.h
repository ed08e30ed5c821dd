/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/decimal.h - floating-point numbers to decimal text and back, exactly.
 *
 * A number is here the bits that IEEE 754 stores it as: 64 of a double, or where
 * `single` is true 32 of a float. Only integers are computed with, so that every
 * machine gives the same text.
 */
#ifndef WDM_DECIMAL_H
#define WDM_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any number's text, the NUL included. */
#define WDM_DECIMAL_TEXT ((size_t)32)

/* Writes the fewest digits that read back as the same number: "0.1", "-2.5e-07",
 * "1e+30"; there is an exponent where %.17g (single: %.9g) has one. "inf",
 * "-inf", "nan". Returns the length. */
size_t wdm_decimal_format(uint64_t bits, bool single, char text[WDM_DECIMAL_TEXT]);

/* Reads all of `length` characters: what wdm_decimal_format writes, and "+1",
 * ".5", "5.", "1E6". The number is the nearest there is, of two the even one;
 * digits past the 40th count as zeros. Returns false on anything else, and where
 * the number is too large. */
bool wdm_decimal_parse(const char *text, size_t length, bool single, uint64_t *bits);

#endif
