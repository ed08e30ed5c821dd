/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In packed builds: a layout unpacked, with the structures of its service. Uses wire/. */
#include "unpack_layout.h"

/* The text itself where it is plain, else unpacked to `unpacked`; what has no room is
 * cut. */
static const char *plain(struct wdm_unpacked *unpacked, const char *text)
{
    char *out = unpacked->text + unpacked->used;
    size_t room = sizeof(unpacked->text) - unpacked->used;

    if (!wdm_is_packed(text))
        return text;
    if (room == 0)
        return "";
    unpacked->used += wdm_unpack_text(wdm_layout_pairs, text, out, room) + 1;
    return out;
}

const struct wdm_layout *wdm_layout_unpack(const struct wdm_layout *layout,
                                           struct wdm_unpacked *unpacked)
{
    size_t count = layout->structure_count;

    if (!layout->text)
        return layout;
    if (count > WDM_UNPACKED_STRUCTURES)
        count = WDM_UNPACKED_STRUCTURES;
    unpacked->used = 0;
    unpacked->layout = *layout;
    unpacked->layout.text = plain(unpacked, layout->text);
    unpacked->layout.structures = unpacked->structures;
    unpacked->layout.structure_count = count;
    for (size_t i = 0; i < count; i++)
        unpacked->structures[i] = (struct wdm_structure){
            layout->structures[i].name, plain(unpacked, layout->structures[i].layout)};
    return &unpacked->layout;
}

bool wdm_layout_unpacked(const struct wdm_unpacked *unpacked, const char *text)
{
    uintptr_t begin = (uintptr_t)unpacked->text;
    uintptr_t at = (uintptr_t)text;

    return at >= begin && at - begin < sizeof(unpacked->text);
}
