/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM USSD: dialogues with the network. Data only.
 */
#include "tables.h"

static const char ussd[] =
    "response:u32=response session_state:u32=session_state data_coding_scheme:u32 payload!:ref";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "ussd", .set = "action:u32=action data_coding_scheme?:u32 payload!:ref",
                 .response = ussd, .notification = ussd),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("action", "initiate continue cancel"),
    ENUM("response", "no-action-required action-required terminated-by-network other-local-client "
                     "operation-not-supported network-timeout"),
    ENUM("session_state", "new-session existing-session"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ussd = {
    .uuid = MBIM_UUID(0xe550a0c8, 0x5e82, 0x479e, 0x82f7, 0x10abf4c3351f),
    .name = "ussd",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
