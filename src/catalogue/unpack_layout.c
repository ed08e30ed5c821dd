/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In small builds: a layout unpacked, with the structures of its service. Uses wire/. */
#include "unpack_layout.h"

const struct wdm_layout *wdm_layout_unpack(const struct wdm_layout *layout,
                                           struct wdm_unpacked *unpacked)
{
    const size_t most = sizeof(unpacked->structures) / sizeof(unpacked->structures[0]);
    char *out = unpacked->text;
    size_t room = sizeof(unpacked->text);
    if (!layout->text)
        return layout;
    unpacked->layout = *layout;
    unpacked->layout.text = out;
    unpacked->layout.structures = unpacked->structures;
    const char *text = layout->text;
    for (size_t i = 0;; i++) {
        size_t size = wdm_unpack_text(wdm_catalogue_pairs, text, out, room) + 1;
        out += size;
        room -= size;
        if (i >= layout->structure_count || i >= most || room == 0)
            return &unpacked->layout;
        unpacked->structures[i] = (struct wdm_structure){layout->structures[i].name, out};
        text = layout->structures[i].layout;
    }
}
