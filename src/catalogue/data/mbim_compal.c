/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Compal: AT commands. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "at-command", .query = "command_req!:rest (unpadded)",
                 .response = "command_resp!:rest"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_compal = {
    .uuid = MBIM_UUID(0xa2a32a97, 0xcab1, 0x4f57, 0x9ae1, 0x451c74dda957),
    .name = "compal",
    .commands = commands,
    .command_count = COUNT(commands),
};
