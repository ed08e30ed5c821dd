/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * unpack_layout.h - layouts as they are: static builds (WDM_PACKED) have them packed.
 * What is plain, such as a private schema's, stays where it is. Private to
 * src/catalogue/.
 */
#ifndef WDM_CATALOGUE_UNPACK_LAYOUT_H
#define WDM_CATALOGUE_UNPACK_LAYOUT_H

#include "wdm/catalogue.h"
#include "wdm/unpack.h"

#ifdef WDM_PACKED

/* Room for a layout and the structures of its service: a private schema can add some. */
#ifdef WDM_SMALL
#define WDM_UNPACKED_STRUCTURES 24
#else
#define WDM_UNPACKED_STRUCTURES 256
#endif
struct wdm_unpacked {
    struct wdm_layout layout;
    struct wdm_structure structures[WDM_UNPACKED_STRUCTURES];
    size_t used;
    char text[8192];
};

/* The layout, unpacked. What decoding and encoding tell of it is good for as long as
 * `unpacked` is. */
const struct wdm_layout *wdm_layout_unpack(const struct wdm_layout *layout,
                                           struct wdm_unpacked *unpacked);

/* Whether a place in the layout is gone with `unpacked`. */
bool wdm_layout_unpacked(const struct wdm_unpacked *unpacked, const char *text);

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

static inline bool wdm_layout_unpacked(const struct wdm_unpacked *unpacked, const char *text)
{
    (void)unpacked;
    (void)text;
    return false;
}

#endif

#endif
