/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 33, IMSA: registration and services of the IP multimedia
 * subsystem. Data only.
 */
#include "tables.h"

static const char get_ims_services_status_response[] =
    "10 ims_sms_service_status:u32=service_status "
    "11 ims_voice_service_status:u32=service_status "
    "12 ims_video_telephony_service_status:u32=service_status "
    "13 ims_sms_service_registration_technology:u32=registration_technology "
    "14 ims_voice_service_registration_technology:u32=registration_technology "
    "15 ims_video_telephony_service_registration_technology:u32=registration_technology "
    "16 ims_ue_to_tas_service_status:u32=service_status "
    "17 ims_ue_to_tas_service_registration_technology:u32=registration_technology "
    "18 ims_video_share_service_status:u32=service_status "
    "19 ims_video_share_service_registration_technology:u32=registration_technology";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0020, "get-ims-registration-status", "",
                "11 ims_registration_error_code:u16 "
                "12 ims_registration_status:u32=ims_registration_status "
                "13 ims_registration_error_message:str "
                "14 ims_registration_technology:u32=registration_technology"),
    QMI_REQUEST(0x0021, "get-ims-services-status", "", get_ims_services_status_response),
    QMI_REQUEST(0x0022, "register-indications",
                "10 ims_registration_status_changed:u8=bool "
                "11 ims_services_status_changed:u8=bool",
                ""),
    QMI_INDICATION(0x0023, "ims-registration-status-changed",
                   "10 ims_registration_error_code:u16 "
                   "11 ims_registration_status:u32=ims_registration_status "
                   "12 ims_registration_error_message:str "
                   "13 ims_registration_technology:u32=registration_technology"),
    QMI_INDICATION(0x0024, "ims-services-status-changed", get_ims_services_status_response),
    QMI_REQUEST(0x0033, "bind", "10 binding:u32", ""),
    QMI_REQUEST(0x0034, "get-bind", "", "10 binding:u32"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("ims_registration_status", "not-registered registering registered limited-registered"),
    ENUM("registration_technology", "wlan wwan interworking-wlan"),
    ENUM("service_status", "unavailable limited available"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_imsa = {
    .id = 0x21,
    .name = "imsa",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
