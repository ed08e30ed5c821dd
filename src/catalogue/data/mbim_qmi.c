/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM QMI: QMUX messages inside MBIM. The sender adds no padding. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "msg", .set = "qmi_msg!:rest (unpadded)", .response = "qmux!:rest (unpadded)",
                 .notification = "qmux!:rest (unpadded)"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_qmi = {
    .uuid = MBIM_UUID(0xd1a30bc2, 0xf97a, 0x6e43, 0xbf65, 0xc7e24fb0f0d3),
    .name = "qmi",
    .commands = commands,
    .command_count = COUNT(commands),
};
