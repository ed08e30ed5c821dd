/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In packed builds: packed texts unpacked again (pack.awk has the other half). Uses
 * nothing. */
#include "wdm/unpack.h"

static bool is_code(unsigned char byte)
{
    return (byte < 32 && byte != '\n') || byte > 126;
}

bool wdm_is_packed(const char *text)
{
    while (*text != '\0' && !is_code((unsigned char)*text))
        text++;
    return *text != '\0';
}

char wdm_unpack(struct wdm_unpacker *unpacker)
{
    unsigned char byte = 0;
    if (unpacker->count > 0)
        byte = unpacker->waiting[--unpacker->count];
    else if (*unpacker->text != '\0')
        byte = (unsigned char)*unpacker->text++;
    /* pack.awk lets no pair nest deeper than there is room for. */
    while (byte != 0 && is_code(byte)) {
        const unsigned char *pair = unpacker->pairs[byte < 32 ? byte - 1 : byte - 96];
        unpacker->waiting[unpacker->count++] = pair[1];
        byte = pair[0];
    }
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
