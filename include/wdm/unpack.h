/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/unpack.h - texts as they are: static builds (WDM_PACKED) have those of the
 * catalogue, and formats, packed by src/wire/pack.awk; others have them plain. A plain
 * text, of printable characters and newlines, is its own packing. Who uses the library
 * of a packed build has to define WDM_PACKED too (its libwdm.pc does).
 */
#ifndef WDM_UNPACK_H
#define WDM_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

/* What the codes 1 to 31 and 127 to 254 stand for, in that order: two characters or
 * codes each. (10, the newline, is none.) */
#define WDM_PAIRS 159
extern const unsigned char wdm_layout_pairs[WDM_PAIRS][2];
extern const unsigned char wdm_enumeration_pairs[WDM_PAIRS][2];
extern const unsigned char wdm_message_pairs[WDM_PAIRS][2];
extern const unsigned char wdm_answer_pairs[WDM_PAIRS][2];

/* Where the unpacking of a text stands; at its beginning { pairs, text }. */
struct wdm_unpacker {
    const unsigned char (*pairs)[2];
    const char *text;
    unsigned count;
    unsigned char waiting[16];
};

/* Whether there is anything packed in a text. */
bool wdm_is_packed(const char *text);

/* The next character; 0 at the end. */
char wdm_unpack(struct wdm_unpacker *unpacker);

/* Unpacks a text to `out`, with its NUL and cut to `capacity` (at least 1). Returns
 * its length. */
size_t wdm_unpack_text(const unsigned char pairs[][2], const char *text, char *out,
                       size_t capacity);

/* A text that packed builds have packed with the formats: the text itself, or what it was
 * unpacked to, in `plain` and cut to `capacity` (at least 1). */
static inline const char *wdm_message_plain(const char *text, char *plain, size_t capacity)
{
#ifdef WDM_PACKED
    wdm_unpack_text(wdm_message_pairs, text, plain, capacity);
    return plain;
#else
    (void)plain;
    (void)capacity;
    return text;
#endif
}

#endif
