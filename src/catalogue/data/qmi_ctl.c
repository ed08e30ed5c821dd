/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 0, CTL: versions, client ids and what concerns all services. Data only.
 */
#include "tables.h"

static const char release_cid[] = "01 release_info:{ service:u8=service cid:u8 }";

static const char internal_release_cid_qrtr[] = "01 release_info:{ service:u16=service cid:u8 }";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0020, "set-instance-id", "01 id:u8", "01 link_id:u16"),
    QMI_REQUEST(0x0021, "get-version-info", "",
                "01 service_list:[u8]{ service:u8=service major_version:u16 minor_version:u16 }"),
    QMI_REQUEST(0x0022, "allocate-cid", "01 service:u8=service",
                "01 allocation_info:{ service:u8=service cid:u8 }"),
    QMI_REQUEST(0x0023, "release-cid", release_cid, release_cid),
    QMI_REQUEST(0x0026, "set-data-format",
                "01 format:u8=data_format "
                "10 protocol:u16=data_link_protocol",
                "10 protocol:u16=data_link_protocol"),
    QMI_MESSAGE(0x0027, "sync", "", "", ""),
    QMI_REQUEST(0xff00, "internal-proxy-open", "01 device_path:str", ""),
    QMI_REQUEST(0xff22, "internal-allocate-cid-qrtr", "01 service:u16=service",
                "01 allocation_info:{ service:u16=service cid:u8 }"),
    QMI_REQUEST(0xff23, "internal-release-cid-qrtr", internal_release_cid_qrtr,
                internal_release_cid_qrtr),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("data_format", "qos-flow-header-absent qos-flow-header-present"),
    ENUM("data_link_protocol", "unknown 802-3 raw-ip"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_ctl = {
    .id = 0x00,
    .name = "ctl",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
