/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 770, IMSDCM: data connections of the IP multimedia subsystem;
 * only on QRTR. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0020, "pdp-activate-request",
                "01 connection_parameters:{ apn:str8 apn_type:u32=apn_type rat_type:u32=rat_type "
                "ip_family:u32=ip_family wds_profile_number:u32 } "
                "10 pdp_request_sequence_number:u32 "
                "11 pdp_subscription_id:u32 "
                "12 pdp_slot_id:u32 "
                "13 instance_id:u32=instance_id",
                "10 pdp_id:u8 "
                "11 pdp_request_sequence_number:u32 "
                "12 instance_id:u32=instance_id"),
    QMI_INDICATION(0x0020, "pdp-activate",
                   "01 pdp_id:u8 "
                   "10 pdp_request_sequence_number:u32 "
                   "11 address_info:{ ip_family:u32=ip_family address:str8 } "
                   "12 instance_id:u32=instance_id"),
    QMI_REQUEST(0x0021, "pdp-deactivate-request",
                "01 pdp_id:u8 "
                "10 instance_id:u32=instance_id",
                "10 pdp_id:u8 "
                "11 instance_id:u32=instance_id"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("apn_type", "ims internet emergency rcs ut wlan"),
    ENUM("instance_id", "1=global id1 id2 0xff=none"),
    ENUM("ip_family", "v4 v6"),
    ENUM("rat_type", "ehrpd lte epc wlan"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_imsdcm = {
    .id = 0x302,
    .name = "imsdcm",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
