/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem whose firmware hangs: MBIM opens and closes, and that is all. */
#include "../personality.h"

const struct wdm_personality wdm_sim_silent = {
    .name = "silent",
    .summary = "MBIM that opens and closes and never answers anything else",
    .base = &wdm_sim_generic,
    .protocol = WDM_PROTOCOL_MBIM,
    .vendor = 0x1199,
    .product = 0x901f,
    .silent = true,
    .first_client = 1,
};
