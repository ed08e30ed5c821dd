/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In small builds: packed texts unpacked again (data/pack.awk has the other half).
 * Uses nothing. */
#include "unpack.h"

/* Texts have the characters from 32 to 126. */
static bool is_code(unsigned char byte)
{
    return byte < 32 || byte > 126;
}

char wdm_unpack(struct wdm_unpacker *unpacker, const char **text)
{
    unsigned char byte = 0;
    if (unpacker->count > 0)
        byte = unpacker->waiting[--unpacker->count];
    else if (**text != '\0')
        byte = (unsigned char)*(*text)++;
    /* pack.awk lets no pair nest deeper than there is room for. */
    while (byte != 0 && is_code(byte)) {
        const unsigned char *pair = wdm_pairs[byte < 32 ? byte - 1 : byte - 96];
        unpacker->waiting[unpacker->count++] = pair[1];
        byte = pair[0];
    }
    return (char)byte;
}

/* Unpacks a text with its NUL; returns where it ends. What does not fit is cut. */
static char *unpack_text(const char *text, char *out, const char *end)
{
    struct wdm_unpacker unpacker = {0};
    char next;
    do {
        next = wdm_unpack(&unpacker, &text);
        *out = next;
        out += out < end;
    } while (next != '\0');
    return out;
}

const struct wdm_layout *wdm_layout_unpack(const struct wdm_layout *layout,
                                           struct wdm_unpacked *unpacked)
{
    const size_t most = sizeof(unpacked->structures) / sizeof(unpacked->structures[0]);
    const char *end = unpacked->text + sizeof(unpacked->text) - 1;
    char *text = unpacked->text;
    unpacked->layout = *layout;
    unpacked->layout.structures = unpacked->structures;
    if (!layout->text)
        return layout;
    unpacked->layout.text = text;
    text = unpack_text(layout->text, text, end);
    for (size_t i = 0; i < layout->structure_count && i < most; i++) {
        unpacked->structures[i] = (struct wdm_structure){layout->structures[i].name, text};
        text = unpack_text(layout->structures[i].layout, text, end);
    }
    return &unpacked->layout;
}
