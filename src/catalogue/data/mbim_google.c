/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Google: carrier lock. Data only.
 */
#include "tables.h"

static const char carrier_lock[] = "carrier_lock_status:u32=carrier_lock_status "
                                   "carrier_lock_modem_state:u32=carrier_lock_modem_state "
                                   "carrier_lock_cause:u32=carrier_lock_cause";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "carrier-lock", .query = "", .set = "data:inline", .response = carrier_lock,
                 .notification = carrier_lock),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("carrier_lock_cause", "not-applicable sim-lock-policy-mismatch sim-lock-policy-matched"),
    ENUM("carrier_lock_modem_state",
         "deregistered deregistration-in-progress registration-in-progress registered"),
    ENUM("carrier_lock_status", "not-applied applied"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_google = {
    .uuid = MBIM_UUID(0x3e1e92cf, 0xc53d, 0x4f14, 0x85d0, 0xa86ad9e12245),
    .name = "google",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
