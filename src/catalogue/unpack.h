/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * unpack.h - the catalogue's texts as they are: small builds (WDM_PACKED) have the
 * layouts and the values of enumerations packed by data/pack.awk, others have them
 * plain. Private to src/catalogue/.
 */
#ifndef WDM_CATALOGUE_UNPACK_H
#define WDM_CATALOGUE_UNPACK_H

#include "wdm/catalogue.h"

/* What the codes 1 to 31 and 127 to 255 stand for, in that order: two characters or
 * codes each. */
#define WDM_PAIRS 160
extern const unsigned char wdm_pairs[WDM_PAIRS][2];

/* The next character of a packed text, which begins at *text; 0 at its end. A plain
 * text is its own packing. The unpacker begins as zeros. */
char wdm_unpack(struct wdm_unpacker *unpacker, const char **text);

#ifdef WDM_PACKED

/* Room for a layout and the structures of its service. */
struct wdm_unpacked {
    struct wdm_layout layout;
    struct wdm_structure structures[24];
    char text[8192];
};

/* The layout, unpacked. What decoding and encoding tell of it is good for as long as
 * `unpacked` is. */
const struct wdm_layout *wdm_layout_unpack(const struct wdm_layout *layout,
                                           struct wdm_unpacked *unpacked);

#else

struct wdm_unpacked {
    char none;
};

static inline const struct wdm_layout *wdm_layout_unpack(const struct wdm_layout *layout,
                                                         struct wdm_unpacked *unpacked)
{
    (void)unpacked;
    return layout;
}

#endif

#endif
