/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM QDU: Qualcomm's and Quectel's firmware update. Data only.
 */
#include "tables.h"

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "update-session", .query = "",
                 .set = "session_action:u32=session_action session_type:u32=session_type",
                 .response =
                     "current_session_type:u32=session_type "
                     "current_session_status:u32=session_status "
                     "last_session_type:u32=session_type last_session_result:u32=session_result "
                     "last_session_error_offset:u32 last_session_error_size:u32"),
    MBIM_COMMAND(2, "file-open", .query = "", .set = "file_type:u32=file_type file_size:u32@bytes",
                 .response = "max_transfer_size:u32@bytes max_window_size:u32"),
    MBIM_COMMAND(3, "file-write", .set = "data_buffer:rest (unpadded)", .response = ""),
    MBIM_COMMAND(4, "quectel-reboot", .set = "reboot_type:u16=quectel_reboot_type", .response = ""),
    MBIM_COMMAND(7, "quectel-read-version", .set = "version_type:u16=quectel_version_type",
                 .response = "version_id:u32 version:str<=120"),
    MBIM_COMMAND(8, "command",
                 .set = "command_type:u32=quectel_command_type command_string!:rest (unpadded)",
                 .response = "command_response_status:u32=quectel_command_response_status "
                             "command_response_string!:rest"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("file_type", "package"),
    ENUM("quectel_command_response_status", "ok fail"),
    ENUM("quectel_command_type", "at system"),
    ENUM("quectel_reboot_type", "0x11=edl"),
    ENUM("quectel_version_type", "0x100=id"),
    ENUM("session_action", "start stop"),
    ENUM("session_result", "success failure"),
    ENUM("session_status", "inactive file-transfer apply-update"),
    ENUM("session_type", "none le"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_qdu = {
    .uuid = MBIM_UUID(0x6427015f, 0x579d, 0x48f5, 0x8c54, 0xf43ed1e76f83),
    .name = "qdu",
    .commands = commands,
    .command_count = COUNT(commands),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
