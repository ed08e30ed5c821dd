/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Intel Tools: traces. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(8, "trace-config", .query = "trace_cmd:u32=trace_command",
                 .set = "trace_cmd:u32=trace_command trace_value:u32",
                 .response = "trace_cmd:u32=trace_command result:u32"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("trace_command", "mode level location flash-interval"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_intel_tools = {
    .uuid = MBIM_UUID(0x4ada4962, 0xb988, 0x46c3, 0x87a7, 0x97f20f994abb),
    .name = "intel-tools",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
