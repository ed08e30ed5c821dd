/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * unpack_layout.h - layouts as they are: small builds (WDM_PACKED) have them packed.
 * Private to src/catalogue/.
 */
#ifndef WDM_CATALOGUE_UNPACK_LAYOUT_H
#define WDM_CATALOGUE_UNPACK_LAYOUT_H

#include "wdm/catalogue.h"
#include "wdm/unpack.h"

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
