/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Microsoft Host Shutdown: the host tells that it goes down. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "notify", .set = ""),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ms_host_shutdown = {
    .uuid = MBIM_UUID(0x883b7c26, 0x985f, 0x43fa, 0x9804, 0x27d7fb80959c),
    .name = "ms-host-shutdown",
    .commands = commands,
    .command_count = COUNT(commands),
};
