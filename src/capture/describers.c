/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of each modem in a capture of several. Touches its struct only. */
#include "wdm/capture_describers.h"

void wdm_capture_describers_init(struct wdm_capture_describers *describers)
{
    describers->clock = 0;
    for (size_t i = 0; i < WDM_CAPTURE_DEVICES; i++) {
        describers->list[i].used = false;
        describers->list[i].seen = 0;
    }
}

struct wdm_describer *wdm_capture_describer(struct wdm_capture_describers *describers,
                                            const struct wdm_catalogue *catalogue,
                                            const struct wdm_captured *captured)
{
    size_t oldest = 0;
    size_t at = 0;
    for (; at < WDM_CAPTURE_DEVICES; at++) {
        if (describers->list[at].used && describers->list[at].device == captured->device &&
            describers->list[at].interface == captured->interface)
            break;
        if (describers->list[at].seen < describers->list[oldest].seen)
            oldest = at;
    }
    if (at == WDM_CAPTURE_DEVICES) {
        at = oldest;
        describers->list[at].used = true;
        describers->list[at].device = captured->device;
        describers->list[at].interface = captured->interface;
        describers->list[at].describer = (struct wdm_describer){.catalogue = catalogue};
    }
    describers->list[at].seen = ++describers->clock;
    describers->list[at].describer.vendor = captured->vendor;
    return &describers->list[at].describer;
}
