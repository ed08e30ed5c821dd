/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdm/utf16.h - MBIM text (UTF-16LE, MBIM 1.0, 10.3) to UTF-8 and back. */
#ifndef WDM_UTF16_H
#define WDM_UTF16_H

#include "wdm/bytes.h"

/* Turns `length` bytes of UTF-16LE into UTF-8 in `text`, ending it with a NUL.
 * A lone surrogate or an odd last byte becomes U+FFFD. What does not fit in
 * `capacity` (at least 1, the NUL included) is cut between characters. Returns
 * the length of the text without the NUL. Three bytes of UTF-8 for each two of
 * UTF-16, and one for the NUL, are always enough. */
size_t wdm_utf16_to_utf8(const uint8_t *bytes, size_t length, char *text, size_t capacity);

/* Appends `length` bytes of UTF-8 to `out` as UTF-16LE, without a NUL. Returns
 * false on invalid UTF-8 (overlong, surrogate, past U+10FFFF, cut short) or
 * where `out` fails; `out` then holds what came before. */
bool wdm_utf8_to_utf16(const char *text, size_t length, struct wdm_writer *out);

/* Reads one character of UTF-8 from the `length` (at least 1) bytes at `text`:
 * its size in bytes (1..4) and, in `*code`, its code point; on invalid UTF-8 1
 * and U+FFFD. */
size_t wdm_utf8_next(const char *text, size_t length, uint32_t *code);

#endif
