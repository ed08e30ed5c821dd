/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Microsoft Firmware ID. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "get", .query = "", .response = "firmware_id:uuid"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ms_firmware_id = {
    .uuid = MBIM_UUID(0xe9f7dea2, 0xfeaf, 0x4009, 0x93ce, 0x90a3694103b6),
    .name = "ms-firmware-id",
    .commands = commands,
    .command_count = COUNT(commands),
};
