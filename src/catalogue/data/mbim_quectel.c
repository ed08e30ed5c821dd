/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Quectel: the radio's lock of Quectel's modems. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "radio-state", .query = "", .set = "radio_state:u32=radio_switch_state",
                 .response = "radio_state:u32=radio_switch_state"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("radio_switch_state", "off on 4=fcc-locked"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_quectel = {
    .uuid = MBIM_UUID(0x11223344, 0x5566, 0x7788, 0x99aa, 0xbbccddeeff11),
    .name = "quectel",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
