/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 18, IMS: settings of the IP multimedia subsystem. Data only.
 */
#include "tables.h"

static const char set_ims_policy_manager_settings_request[] = "14 acs_priority:u8 "
                                                              "15 isim_priority:u8 "
                                                              "16 nv_priority:u8 "
                                                              "17 pco_priority:u8 "
                                                              "18 service_mask:u64@hex "
                                                              "19 apns:[6]str8";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0047, "set-ims-policy-manager-settings", set_ims_policy_manager_settings_request,
                "10 ims_settings_error:u32"),
    QMI_REQUEST(0x0048, "get-ims-policy-manager-settings", "",
                "10 ims_settings_error:u32 "
                "15 acs_priority:u8 "
                "16 isim_priority:u8 "
                "17 nv_priority:u8 "
                "18 pco_priority:u8 "
                "19 service_mask:u64@hex "
                "1a apns:[6]str8"),
    QMI_INDICATION(0x0049, "ims-policy-manager-settings-ind",
                   set_ims_policy_manager_settings_request),
    QMI_REQUEST(0x008f, "set-ims-services-enabled-setting",
                "10 ims_voice_over_lte_enable:u8=bool "
                "11 ims_video_telephony_service_enable:u8=bool "
                "14 ims_voice_wifi_service_enable:u8=bool "
                "15 ims_call_mode_preference:u8=call_mode_preference "
                "18 ims_service_enabled:u8=bool "
                "19 ims_ut_service_enable:u8=bool "
                "1a ims_sms_service_enable:u8=bool "
                "1c ims_ussd_service_enabled:u8=bool "
                "1e ims_presence_enabled:u8=bool "
                "1f ims_autoconfig_enabled:u8=bool "
                "20 ims_xdm_client_enabled:u8=bool "
                "21 ims_rcs_enabled:u8=bool "
                "25 ims_carrier_config:u8=bool",
                ""),
    QMI_REQUEST(0x0090, "get-ims-services-enabled-setting", "",
                "11 ims_voice_service_enabled:u8=bool "
                "12 ims_video_telephony_service_enabled:u8=bool "
                "15 ims_voice_wifi_service_enabled:u8=bool "
                "18 ims_registration_service_enabled:u8=bool "
                "19 ims_ut_service_enabled:u8=bool "
                "1a ims_sms_service_enabled:u8=bool "
                "1c ims_ussd_service_enabled:u8=bool"),
    QMI_INDICATION(0x0091, "ims-services-enabled-setting",
                   "10 ims_voice_over_lte_enable:u8=bool "
                   "11 ims_video_telephony_service_enable:u8=bool "
                   "14 ims_voice_wifi_service_enable:u8=bool "
                   "18 ims_service_enabled:u8=bool "
                   "19 ims_ut_service_enable:u8=bool "
                   "1a ims_sms_service_enable:u8=bool "
                   "1c ims_ussd_service_enabled:u8=bool "
                   "1e ims_presence_enabled:u8=bool "
                   "1f ims_autoconfig_enabled:u8=bool "
                   "20 ims_xdm_client_enabled:u8=bool "
                   "21 ims_rcs_enabled:u8=bool "
                   "25 ims_carrier_config:u8=bool"),
    QMI_REQUEST(0x0098, "bind", "01 binding:u32", ""),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("call_mode_preference", "none cellular wifi wifi-only cellular-only ims"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_ims = {
    .id = 0x12,
    .name = "ims",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
