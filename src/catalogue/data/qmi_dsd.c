/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 42, DSD: the data system in use. Data only.
 */
#include "tables.h"

static const char get_system_status[] =
    "10 available_systems:[u8]{ technology:u32=data_system_network_type "
    "rat:u32=radio_access_technology so_mask:u64=so_mask }";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0024, "get-system-status", "", get_system_status),
    QMI_REQUEST(0x0025, "system-status-change", "11 register_indication:u8=bool", ""),
    QMI_INDICATION(0x0026, "system-status", get_system_status),
    QMI_REQUEST(0x0033, "get-apn-info", "01 apn_type:u32=apn_type", "10 apn_name:str"),
    QMI_REQUEST(0x0051, "set-apn-type",
                "01 apn_type:{ name:str8 type:u64=apn_type_preference } "
                "10 apn_type_preference_mask:u64=apn_type_preference",
                ""),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("apn_type", "default ims mms dun supl hipri fota cbs ia emergency"),
    FLAGS("apn_type_preference", "default ims mms dun supl hipri fota cbs ia emergency"),
    ENUM("data_system_network_type", "3gpp 3gpp2 wlan"),
    ENUM("radio_access_technology",
         "unknown 3gpp-wcdma 3gpp-geran 3gpp-lte 3gpp-tdscdma 3gpp-wlan 3gpp-5g "
         "0x65=3gpp2-1x 3gpp2-hrpd 3gpp2-ehrpd 3gpp2-wlan"),
    FLAGS("so_mask",
          "3gpp-so-mask-wcdma 3gpp-so-mask-hsdpa 3gpp-so-mask-hsupa 3gpp-so-mask-hsdpaplus "
          "3gpp-so-mask-dc-hsdpaplus 3gpp-so-mask-64-qam 3gpp-so-mask-hspa "
          "3gpp-so-mask-gprs 3gpp-so-mask-edge 3gpp-so-mask-gsm 3gpp-so-mask-s2b "
          "3gpp-so-mask-lte-limited-srvc 3gpp-so-mask-lte-fdd 3gpp-so-mask-lte-tdd "
          "3gpp-so-mask-tdscdma 3gpp-so-mask-dc-hsupa 3gpp-so-mask-lte-ca-dl "
          "3gpp-so-mask-lte-ca-ul 3gpp-so-mask-s2b-limited-srvc "
          "3gpp-so-mask-four-point-five-g 3gpp-so-mask-four-point-five-g-plus "
          "0x1000000=3gpp2-so-mask-1x-is95 3gpp2-so-mask-1x-is2000 "
          "3gpp2-so-mask-1x-is2000-rel-a 3gpp2-so-mask-hdr-rev0-dpa "
          "3gpp2-so-mask-hdr-reva-dpa 3gpp2-so-mask-hdr-revb-dpa "
          "3gpp2-so-mask-hdr-reva-mpa 3gpp2-so-mask-hdr-revb-mpa "
          "3gpp2-so-mask-hdr-reva-empa 3gpp2-so-mask-hdr-revb-empa "
          "3gpp2-so-mask-hdr-revb-mmpa 3gpp2-so-mask-hdr-evdo-fmc 3gpp2-so-mask-1x-cs "
          "0x10000000000=3gpp-so-mask-5g-tdd 3gpp-so-mask-5g-sub6 3gpp-so-mask-5g-mmwave "
          "3gpp-so-mask-5g-nsa 3gpp-so-mask-5g-sa"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_dsd = {
    .id = 0x2a,
    .name = "dsd",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
