/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 26, WDA: the format of data on the data port. Data only.
 */
#include "tables.h"

static const char set_data_format_response[] =
    "10 qos_format:u8=bool "
    "11 link_layer_protocol:u32=link_layer_protocol "
    "12 uplink_data_aggregation_protocol:u32=data_aggregation_protocol "
    "13 downlink_data_aggregation_protocol:u32=data_aggregation_protocol "
    "14 ndp_signature:u32@hex "
    "15 downlink_data_aggregation_max_datagrams:u32 "
    "16 downlink_data_aggregation_max_size:u32@bytes "
    "17 uplink_data_aggregation_max_datagrams:u32 "
    "18 uplink_data_aggregation_max_size:u32@bytes "
    "1a download_minimum_padding:u32 "
    "1b flow_control:u8";

static const char loopback_configuration_request[] = "01 loopback_state:u8=loop_back_state "
                                                     "10 replication_factor:u32";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "set-data-format",
                "10 qos_format:u8=bool "
                "11 link_layer_protocol:u32=link_layer_protocol "
                "12 uplink_data_aggregation_protocol:u32=data_aggregation_protocol "
                "13 downlink_data_aggregation_protocol:u32=data_aggregation_protocol "
                "14 ndp_signature:u32@hex "
                "15 downlink_data_aggregation_max_datagrams:u32 "
                "16 downlink_data_aggregation_max_size:u32@bytes "
                "17 endpoint_info:{Endpoint} "
                "1b uplink_data_aggregation_max_datagrams:u32 "
                "1c uplink_data_aggregation_max_size:u32@bytes",
                set_data_format_response),
    QMI_REQUEST(0x0021, "get-data-format", "10 endpoint_info:{Endpoint}", set_data_format_response),
    QMI_MESSAGE(0x002f, "loopback-configuration", loopback_configuration_request, "",
                loopback_configuration_request),
    QMI_REQUEST(0x0030, "set-capability",
                "01 endpoint_info:{Endpoint} "
                "15 ethernet_pdu_capability:u8=bool",
                "15 ethernet_pdu_capability:u8=bool"),
    QMI_REQUEST(0x0033, "get-ethernet-config", "",
                "10 hardware_config:u32=ethernet_hardware_config"),
};

static const struct wdm_structure structures[] = {
    {"Endpoint", "endpoint_type:u32=data_endpoint_type interface_number:u32"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("data_aggregation_protocol",
         "disabled tlp qc-ncm mbim rndis qmap qmapv2 qmapv3 qmapv4 qmapv5"),
    ENUM("ethernet_hardware_config", "default vlan-ip non-vlan-ip"),
    ENUM("link_layer_protocol", "unknown 802-3 raw-ip ethernet-pdu"),
    ENUM("loop_back_state", "disabled enabled"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_wda = {
    .id = 0x1a,
    .name = "wda",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
