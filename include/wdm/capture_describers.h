/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/capture_describers.h - what is known of each modem in a capture of several: the
 * version of MBIMEx that it and the host agreed on, its vendor.
 */
#ifndef WDM_CAPTURE_DESCRIBERS_H
#define WDM_CAPTURE_DESCRIBERS_H

#include "wdm/capture.h"
#include "wdm/describe.h"

/* One for each interface of a device. The caller owns it; its members are its own. */
struct wdm_capture_describers {
    uint64_t clock;
    struct {
        bool used;
        uint32_t device;
        uint16_t interface;
        uint64_t seen;
        struct wdm_describer describer;
    } list[WDM_CAPTURE_DEVICES];
};

void wdm_capture_describers_init(struct wdm_capture_describers *describers);

/* The describer of what was captured, with its vendor; one that is new has `catalogue`
 * (NULL: the built-in one), and the place of the one longest unseen. Whoever describes a
 * message by it lets it follow (wdm_describer_follow). Valid until the next call. */
struct wdm_describer *wdm_capture_describer(struct wdm_capture_describers *describers,
                                            const struct wdm_catalogue *catalogue,
                                            const struct wdm_captured *captured);

#endif
