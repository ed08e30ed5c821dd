/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM STK: the SIM toolkit. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "pac", .query = "", .set = "pac_host_control:bytes[32]",
                 .response = "pac_support:bytes[256]",
                 .notification = "pac_type:u32=pac_type data_buffer!:rest"),
    MBIM_COMMAND(2, "terminal-response", .set = "response!:inline",
                 .response = "result_data!:ref status_words:u32@hex"),
    MBIM_COMMAND(3, "envelope", .query = "", .set = "data!:rest",
                 .response = "envelope_support:bytes[32]"),
};

static const struct wdm_enumeration enumerations[] = {
    /* Each byte of pac_support, by the number of the proactive command. */
    ENUM("pac_profile", "not-handled-by-function-handled-by-host "
                        "not-handled-by-function-may-be-handled-by-host "
                        "handled-by-function-only-transparent-to-host "
                        "handled-by-function-notification-to-host-possible "
                        "handled-by-function-notifications-to-host-enabled "
                        "handled-by-function-can-be-overriden-by-host "
                        "handled-by-host-function-not-able-to-handle "
                        "handled-by-host-function-able-to-handle"),
    ENUM("pac_type", "proactive-command notification"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_stk = {
    .uuid = MBIM_UUID(0xd8f20131, 0xfcb5, 0x4e17, 0x8602, 0xd6ed3816164c),
    .name = "stk",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
