/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/placement.h - how the fields of an MBIM information buffer stand in it.
 *
 * MBIM 1.0, 10.3: what offsets lead to begins at a multiple of four, padding is zero, and
 * no two fields have the same bytes. Decoding does not mind any of it.
 */
#ifndef WDM_PLACEMENT_H
#define WDM_PLACEMENT_H

#include "wdm/fields.h"

/* What is wrong, and the first byte of the buffer where it is. */
struct wdm_placement {
    bool misplaced; /* data begins at no multiple of four */
    bool shared;    /* two fields have the same bytes */
    size_t stray;   /* bytes that no field has, up to the end of the last one and of its
                     * padding, and that are not zero */
    size_t misplaced_at, shared_at, stray_at;
};

/* Decodes a buffer and looks where its fields are. `map` is scratch space with a place for
 * each byte. Returns false, with *malformed filled in, where the bytes do not fit the
 * layout; the placement is then of no use. */
bool wdm_placement_of(const struct wdm_layout *layout, struct wdm_span bytes, uint8_t *map,
                      struct wdm_placement *placement, struct wdm_malformed *malformed);

#endif
