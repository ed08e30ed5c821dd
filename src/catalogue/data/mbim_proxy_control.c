/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Proxy Control: what mbim-proxy itself answers; no modem has it. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "configuration", .set = "device_path:str timeout:u32@s", .response = ""),
    MBIM_COMMAND(2, "version",
                 .notification = "mbim_version:u16@version mbim_extended_version:u16@version"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_proxy_control = {
    .uuid = MBIM_UUID(0x838cf7fb, 0x8d0d, 0x4d7f, 0x871e, 0xd71dbefbb39b),
    .name = "proxy-control",
    .commands = commands,
    .command_count = COUNT(commands),
};
