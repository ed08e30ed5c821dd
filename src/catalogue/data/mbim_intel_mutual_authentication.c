/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Intel Mutual Authentication: the FCC lock of Intel's modems. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "fcc-lock", .query = "", .set = "response_present:u32=bool response:u32",
                 .response = "challenge_present:u32=bool challenge:u32"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_intel_mutual_authentication = {
    .uuid = MBIM_UUID(0xf85d46ef, 0xab26, 0x4081, 0x9868, 0x4d183c0a3aec),
    .name = "intel-mutual-authentication",
    .commands = commands,
    .command_count = COUNT(commands),
};
