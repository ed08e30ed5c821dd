/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM DSS: device service streams. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "connect",
                 .set = "device_service_id:uuid dss_session_id:u32 dss_link_state:u32=link_state",
                 .response = ""),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("link_state", "deactivate activate"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_dss = {
    .uuid = MBIM_UUID(0xc08a26dd, 0x7718, 0x4382, 0x8482, 0x6e0d583c4d0e),
    .name = "dss",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
