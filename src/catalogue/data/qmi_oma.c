/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 226, OMA: device management sessions. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0001, "set-event-report",
                "10 network_initiated_alert_reporting:u8=bool "
                "11 session_state_reporting:u8=bool",
                ""),
    QMI_INDICATION(0x0001, "event-report",
                   "10 network_initiated_alert:{ session_type:u8=session_type session_id:u16 } "
                   "11 session_state:u8=session_state "
                   "12 session_fail_reason:u8=session_failed_reason"),
    QMI_REQUEST(0x0020, "start-session", "10 session_type:u8=session_type", ""),
    QMI_REQUEST(0x0021, "cancel-session", "", ""),
    QMI_REQUEST(0x0022, "get-session-info", "",
                "10 session_info:{ session_state:u8=session_state session_type:u8=session_type } "
                "11 session_failed_reason:u8=session_failed_reason "
                "12 retry_info:{ retry_count:u8 retry_pause_timer:u16 "
                "retry_pause_timer_remaining:u16 } "
                "13 network_initiated_alert:{ session_type:u8=session_type session_id:u16 }"),
    QMI_REQUEST(0x0023, "send-selection",
                "10 network_initiated_alert_selection:{ control_point_selection_accept:u8=bool "
                "session_id:u16 }",
                ""),
    QMI_REQUEST(0x0024, "get-feature-setting", "",
                "10 device_provisioning_service_update_config:u8=bool "
                "11 prl_update_service_config:u8=bool "
                "12 hfa_feature_config:u8=bool "
                "13 hfa_feature_done_state:u8=hfa_feature_done_state"),
    QMI_REQUEST(0x0025, "set-feature-setting",
                "10 device_provisioning_service_update_config:u8=bool "
                "11 prl_update_service_config:u8=bool "
                "12 hfa_feature_config:u8=bool",
                ""),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("hfa_feature_done_state", "none succeeded failed"),
    ENUM("session_failed_reason",
         "unknown network-unavailable server-unavailable authentication-failed "
         "max-retry-exceeded session-cancelled"),
    ENUM("session_state",
         "complete-information-updated complete-updated-information-unavailable failed "
         "retrying connecting connected authenticated mdn-downloaded msid-downloaded "
         "prl-downloaded mip-profile-downloaded"),
    ENUM("session_type",
         "client-initiated-device-configure client-initiated-prl-update "
         "client-initiated-hands-free-activation device-initiated-hands-free-activation "
         "network-initiated-prl-update network-initiated-device-configure "
         "device-initiated-prl-update"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_oma = {
    .id = 0xe2,
    .name = "oma",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
