/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Intel AT Tunnel: AT commands. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "at-command", .set = "command_req!:rest (unpadded)",
                 .response = "command_resp!:rest"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_intel_at_tunnel = {
    .uuid = MBIM_UUID(0xda138c64, 0x6515, 0x4893, 0x92b2, 0xa1e1ca7c81ca),
    .name = "intel-at-tunnel",
    .commands = commands,
    .command_count = COUNT(commands),
};
