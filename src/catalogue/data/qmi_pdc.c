/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 36, PDC: carrier configurations. Data only.
 */
#include "tables.h"

static const char config_change[] =
    "01 type_with_id_v2:{ config_type:u32=configuration_type id:[u8]u8 }";

static const char get_selected_config_request[] = "01 config_type:u32=configuration_type "
                                                  "10 token:u32";

static const char set_selected_config_request[] =
    "01 type_with_id_v2:{ config_type:u32=configuration_type id:[u8]u8 } "
    "10 token:u32";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0020, "register",
                "10 enable_reporting:u8=bool "
                "11 enable_refresh:u8=bool",
                ""),
    QMI_MESSAGE(0x0021, "config-change", config_change, config_change, config_change),
    QMI_MESSAGE(0x0022, "get-selected-config", get_selected_config_request, "10 token:u32",
                "01 indication_result:u16 "
                "10 token:u32 "
                "11 active_id:[u8]u8 "
                "12 pending_id:[u8]u8"),
    QMI_MESSAGE(0x0023, "set-selected-config", set_selected_config_request, "10 token:u32",
                "01 indication_result:u16 "
                "10 token:u32"),
    QMI_MESSAGE(0x0024, "list-configs",
                "10 token:u32 "
                "11 config_type:u32=configuration_type",
                "",
                "01 indication_result:u16 "
                "10 token:u32 "
                "11 configs:[u8]{ config_type:u32=configuration_type id:[u8]u8 }"),
    QMI_REQUEST(0x0025, "delete-config",
                "01 config_type:u32=configuration_type "
                "10 token:u32 "
                "11 id:[u8]u8",
                "10 token:u32"),
    QMI_MESSAGE(0x0026, "load-config",
                "01 config_chunk:{ type:u32=configuration_type id:[u8]u8 total_size:u32@bytes "
                "chunk:[u16]u8 } "
                "10 token:u32",
                "10 token:u32",
                "01 indication_result:u16 "
                "10 token:u32 "
                "11 received:u32@bytes "
                "12 remaining_size:u32@bytes "
                "13 frame_reset:u8=bool"),
    QMI_MESSAGE(0x0027, "activate-config", get_selected_config_request, "10 token:u32",
                "01 indication_result:u16 "
                "10 token:u32"),
    QMI_MESSAGE(0x0028, "get-config-info", set_selected_config_request, "",
                "01 indication_result:u16 "
                "10 token:u32 "
                "11 total_size:u32@bytes "
                "12 description:str8 "
                "13 version:u32"),
    QMI_REQUEST(0x0029, "get-config-limits", get_selected_config_request,
                "10 token:u32 "
                "11 maximum_size:u64@bytes "
                "12 current_size:u64@bytes"),
    QMI_REQUEST(0x002a, "get-default-config-info", get_selected_config_request,
                "10 token:u32 "
                "11 version:u32 "
                "12 total_size:u32@bytes "
                "13 description:str"),
    QMI_MESSAGE(0x002b, "deactivate-config", get_selected_config_request, "10 token:u32",
                "01 indication_result:u16 "
                "10 token:u32"),
    QMI_INDICATION(0x002f, "refresh",
                   "01 refresh_event:u32=refresh_event_type "
                   "10 subscription_id:u32 "
                   "11 slot_id:u32"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("configuration_type", "platform software"),
    ENUM("refresh_event_type", "start complete client-refresh"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_pdc = {
    .id = 0x24,
    .name = "pdc",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
