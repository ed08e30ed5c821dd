/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages of an MBIM service, to be looked at. */
#ifndef WDM_TESTS_SAMPLES_H
#define WDM_TESTS_SAMPLES_H

#include "wdm/catalogue.h"

#define SAMPLES ((size_t)500)

struct sample {
    bool from_modem;
    uint32_t packet; /* of the capture that it is in */
    size_t length;
    uint8_t bytes[4096];
    char what[96];
};

struct samples {
    size_t count;
    struct sample list[SAMPLES];
};

/* Adds queries, sets, responses and notifications of all commands, in the layouts
 * of this version of MBIMEx: each with the least values for all fields, with the
 * most, and with something between. */
void samples_make_up(struct samples *samples, const struct wdm_mbim_service *service,
                     uint8_t mbimex);

/* Adds each query and what a simulated modem answers. */
void samples_simulate(struct samples *samples, const struct wdm_mbim_service *service,
                      const char *personality);

#endif
