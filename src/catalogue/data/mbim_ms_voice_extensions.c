/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Microsoft Voice Extensions: network time. Data only.
 */
#include "tables.h"

static const char nitz[] =
    "year:u32 month:u32 day:u32 hour:u32 minute:u32 second:u32 time_zone_offset_minutes:u32@min?-1 "
    "daylight_saving_time_offset_minutes:u32@min?-1 data_class:u32=data_class";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(10, "nitz", .query = "", .response = nitz, .notification = nitz),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ms_voice_extensions = {
    .uuid = MBIM_UUID(0x8d8b9eba, 0x37be, 0x449b, 0x8f1e, 0x61cb034a702e),
    .name = "ms-voice-extensions",
    .commands = commands,
    .command_count = COUNT(commands),
};
