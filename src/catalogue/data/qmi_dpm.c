/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 47, DPM: data ports. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0020, "open-port",
                "10 control_ports:[u8]{ port_name:str8 endpoint_type:u32=data_endpoint_type "
                "interface_number:u32 } "
                "11 hardware_data_ports:[u8]{ endpoint_type:u32=data_endpoint_type "
                "interface_number:u32 rx_endpoint_number:u32 tx_endpoint_number:u32 } "
                "12 software_data_ports:[u8]{ endpoint_type:u32=data_endpoint_type "
                "interface_number:u32 port_name:str8 }",
                ""),
    QMI_REQUEST(0x0021, "close-port", "", ""),
};

const struct wdm_qmi_service wdm_catalogue_qmi_dpm = {
    .id = 0x2f,
    .name = "dpm",
    .messages = messages,
    .message_count = COUNT(messages),
};
