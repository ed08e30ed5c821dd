/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Fibocom: AT commands. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "at-command", .set = "command_req!:rest (unpadded)",
                 .response = "command_resp!:rest (unpadded)"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_fibocom = {
    .uuid = MBIM_UUID(0xffffffff, 0xabca, 0x4b11, 0xa4e2, 0xf2fc87f94488),
    .name = "fibocom",
    .commands = commands,
    .command_count = COUNT(commands),
};
