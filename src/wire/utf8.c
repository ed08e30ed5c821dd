/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading UTF-8, which comes from people and from modems. Uses nothing else. */
#include "wdm/utf16.h"

#define REPLACEMENT UINT32_C(0xfffd)

/* How many bytes a character has that begins with `first`; its own bits of the
 * code point in `*code` and the least code point of that size in `*least`. */
static size_t lead(uint8_t first, uint32_t *code, uint32_t *least)
{
    if ((first & 0xe0) == 0xc0) {
        *code = first & 0x1f;
        *least = 0x80;
        return 2;
    }
    if ((first & 0xf0) == 0xe0) {
        *code = first & 0x0f;
        *least = 0x800;
        return 3;
    }
    if ((first & 0xf8) == 0xf0) {
        *code = first & 0x07;
        *least = 0x10000;
        return 4;
    }
    *code = first < 0x80 ? first : REPLACEMENT;
    *least = 0;
    return 1;
}

size_t wdm_utf8_next(const char *text, size_t length, uint32_t *code)
{
    uint32_t value;
    uint32_t least;
    size_t size = lead((uint8_t)text[0], &value, &least);
    *code = REPLACEMENT;
    if (size > length)
        return 1;
    for (size_t i = 1; i < size; i++) {
        uint8_t next = (uint8_t)text[i];
        if ((next & 0xc0) != 0x80)
            return 1;
        value = value << 6 | (next & 0x3f);
    }
    if (value < least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 1;
    *code = value;
    return size;
}
