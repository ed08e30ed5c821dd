/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UTF-16LE to UTF-8. Uses wire/ and nothing else. */
#include "wdm/utf16.h"

#define REPLACEMENT UINT32_C(0xfffd)

/* Reads one character; whatever is no character gives U+FFFD. */
static uint32_t next_character(struct wdm_reader *reader)
{
    if (wdm_reader_left(reader) == 1) {
        wdm_read_u8(reader);
        return REPLACEMENT;
    }
    uint32_t unit = wdm_read_u16(reader);
    if (unit < 0xd800 || unit > 0xdfff)
        return unit;
    if (unit > 0xdbff || wdm_reader_left(reader) < 2)
        return REPLACEMENT;
    uint32_t low = wdm_get_u16(reader->bytes + reader->position);
    if (low < 0xdc00 || low > 0xdfff)
        return REPLACEMENT;
    wdm_read_u16(reader);
    return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/* Writes one character, and returns its size in bytes. */
static size_t encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    /* 110xxxxx, 1110xxxx, 11110xxx */
    out[0] = (char)((0xf00 >> size & 0xf0) | code);
    return size;
}

size_t wdm_utf16_to_utf8(const uint8_t *bytes, size_t length, char *text, size_t capacity)
{
    struct wdm_reader reader = wdm_reader(bytes, length);
    size_t used = 0;
    while (wdm_reader_left(&reader) > 0) {
        char character[4];
        size_t size = encode(next_character(&reader), character);
        if (size > capacity - 1 - used)
            break;
        for (size_t i = 0; i < size; i++)
            text[used++] = character[i];
    }
    text[used] = '\0';
    return used;
}
