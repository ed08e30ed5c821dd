/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 4, QOS: quality of service of data flows. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0026, "get-flow-status", "01 qos_id:u32", "01 value:u8=status"),
    QMI_INDICATION(0x0026, "flow-status",
                   "01 value:{ qos_id:u32 status:u8=status event:u8=event }"),
    QMI_REQUEST(0x0027, "get-network-status", "", "01 qos_supported:u8=bool"),
    QMI_INDICATION(0x0027, "network-status", "01 qos_supported:u8=bool"),
    QMI_REQUEST(0x002b, "bind-mux-data-port",
                "10 endpoint:{ endpoint_type:u32=data_endpoint_type interface_number:u32 } "
                "11 mux_id:u8 "
                "12 direction:u8",
                ""),
    QMI_REQUEST(0x002d, "bind-subscription", "01 subscription_id:u32=subscription_type", ""),
    QMI_REQUEST(0x002e, "get-bind-subscription", "", "10 subscription_id:u32=subscription_type"),
    QMI_REQUEST(
        0x5556, "swi-read-data-stats", "01 apn_id:u32",
        "03 apn:{ apn_id:u32 tx_packets:u32 tx_packets_dropped:u32 rx_packets:u32 "
        "tx_bytes:u64@bytes tx_bytes_dropped:u64@bytes rx_bytes:u64@bytes } "
        "04 flow:[u32]{ bearer_id:u32 tx_packets:u32 tx_packets_dropped:u32 tx_bytes:u64@bytes "
        "tx_bytes_dropped:u64@bytes }"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("event", "unknown activated suspended gone modify-accepted modify-rejected "
                  "info-code-updated"),
    ENUM("status", "unknown activated suspended gone"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_qos = {
    .id = 0x04,
    .name = "qos",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
