/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In packed builds: packed texts unpacked again (pack.awk has the other half). Uses
 * nothing. */
#include "wdm/unpack.h"

/* Codes are the bytes that no text has. */
#define IS_PLAIN(byte) ((unsigned)(byte) - ' ' <= '~' - ' ' || (byte) == '\n')

bool wdm_is_packed(const char *text)
{
    while (*text != '\0' && IS_PLAIN((unsigned char)*text))
        text++;
    return *text != '\0';
}

char wdm_unpack(struct wdm_unpacker *unpacker)
{
    unsigned char *waiting = unpacker->waiting + unpacker->count;
    unsigned byte = unpacker->count > 0 ? *--waiting : (unsigned char)*unpacker->text++;

    /* pack.awk lets no pair nest deeper than there is room for. */
    while (!IS_PLAIN(byte) && byte != 0) {
        const unsigned char *pair = unpacker->pairs[byte < 32 ? byte - 1 : byte - 96];
        *waiting++ = pair[1];
        byte = pair[0];
    }
    if (byte == 0)
        unpacker->text--;
    unpacker->count = (unsigned)(waiting - unpacker->waiting);
    return (char)byte;
}

size_t wdm_unpack_text(const unsigned char pairs[][2], const char *text, char *out, size_t capacity)
{
    struct wdm_unpacker unpacker = {.pairs = pairs, .text = text};
    size_t length = 0;
    while (length + 1 < capacity && (out[length] = wdm_unpack(&unpacker)) != '\0')
        length++;
    out[length] = '\0';
    return length;
}
