/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Microsoft SAR: transmit power states. Data only.
 */
#include "tables.h"

static const char transmission_status[] =
    "channel_notification:u32=transmission_notification_status "
    "transmission_status:u32=transmission_state hysteresis_timer:u32@s";

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "config", .query = "",
                 .set = "mode:u32=sar_control_mode backoff_state:u32=sar_backoff_state "
                        "config_states_count:u32 "
                        "config_states:[config_states_count]*{SarConfigState}",
                 .response = "mode:u32=sar_control_mode backoff_state:u32=sar_backoff_state "
                             "wifi_integration:u32=sar_wifi_hardware_state config_states_count:u32 "
                             "config_states:[config_states_count]*{SarConfigState}"),
    MBIM_COMMAND(2, "transmission-status", .query = "",
                 .set = "channel_notification:u32=transmission_notification_status "
                        "hysteresis_timer:u32@s",
                 .response = transmission_status, .notification = transmission_status),
};

static const struct wdm_structure structures[] = {
    {"SarConfigState", "antenna_index:u32 backoff_index:u32"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("sar_backoff_state", "disabled enabled"),
    ENUM("sar_control_mode", "device os"),
    ENUM("sar_wifi_hardware_state", "integrated not-integrated"),
    ENUM("transmission_notification_status", "disabled enabled"),
    ENUM("transmission_state", "inactive active"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_ms_sar = {
    .uuid = MBIM_UUID(0x68223d04, 0x9f6c, 0x4e0f, 0x822d, 0x28441fb72340),
    .name = "ms-sar",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
