/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 6, PDS: positions, the older service. Data only.
 */
#include "tables.h"

static const char get_default_tracking_session[] =
    "01 info:{ session_operation:u8=operating_mode position_data_timeout:u8 interval:u32 "
    "accuracy_threshold:u32 }";

static const char get_auto_tracking_state[] = "01 state:{ auto_tracking_state:u8=bool }";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0001, "set-event-report",
                "10 nmea_position_reporting:u8=bool "
                "11 extended_nmea_position_reporting:u8=bool "
                "12 parsed_position_reporting:u8=bool "
                "13 external_xtra_data_request_reporting:u8=bool "
                "14 external_time_injection_request_reporting:u8=bool "
                "15 external_wifi_position_request_reporting:u8=bool "
                "16 satellite_information_reporting:u8=bool "
                "17 vx_network_initiated_request_reporting:u8=bool "
                "18 supl_network_initiated_prompt_reporting:u8=bool "
                "19 umts_cp_network_initiated_prompt_reporting:u8=bool "
                "1a pds_comm_event_reporting:u8=bool "
                "1b accelerometer_data_streaming_ready_reporting:u8=bool "
                "1c gyro_data_streaming_ready_reporting:u8=bool "
                "1d time_sync_request_reporting:u8=bool "
                "1e position_reliability_indicator_reporting:u8=bool "
                "1f sensor_data_usage_indicator_reporting:u8=bool "
                "20 time_source_information_reporting:u8=bool "
                "21 heading_uncertainty_reporting:u8=bool "
                "22 nmea_debug_strings_reporting:u8=bool "
                "23 extended_external_xtra_data_request_reporting:u8=bool",
                ""),
    QMI_INDICATION(
        0x0001, "event-report",
        "10 nmea_position!:str<=200 "
        "11 extended_nmea_position:{ operation_mode:i8=operation_mode nmea!:str16<=200 } "
        "12 position_session_status:u8=position_session_status"),
    QMI_REQUEST(0x0020, "get-gps-service-state", "",
                "01 state:{ gps_service_state:u8=bool "
                "tracking_session_state:u8=tracking_session_state }"),
    QMI_REQUEST(0x0021, "set-gps-service-state", "01 state:{ gps_service_state:u8=bool }", ""),
    QMI_REQUEST(0x0029, "get-default-tracking-session", "", get_default_tracking_session),
    QMI_REQUEST(0x002a, "set-default-tracking-session", get_default_tracking_session, ""),
    QMI_REQUEST(0x002e, "get-agps-config", "12 network_mode:u8=network_mode",
                "10 location_server_address:{ ip:u32 port:u32 } "
                "11 location_server_url:[u8]u8"),
    QMI_REQUEST(0x002f, "set-agps-config",
                "10 location_server_address:{ ip:u32 port:u32 } "
                "11 location_server_url:[u8]u8 "
                "14 network_mode:u8=network_mode",
                ""),
    QMI_REQUEST(0x0030, "get-auto-tracking-state", "", get_auto_tracking_state),
    QMI_REQUEST(0x0031, "set-auto-tracking-state", get_auto_tracking_state, ""),
    QMI_INDICATION(0x0060, "gps-ready", ""),
};

static const struct wdm_enumeration enumerations[] = {
    /* Of positions in parsed form, which no layout here has. */
    FLAGS("data_valid",
          "timestamp-calendar timestamp-utc leap-seconds time-uncertainty latitude "
          "longitude ellipsoid-altitude mean-sea-level-altitude horizontal-speed "
          "vertical-speed heading horizontal-uncertainty-circular "
          "horizontal-uncertainty-ellipse-semi-major "
          "horizontal-uncertainty-ellipse-semi-minor "
          "horizontal-uncertainty-ellipse-orient-azimuth vertical-uncertainty "
          "horizontal-velocity-uncertainty vertical-velocity-uncertainty "
          "horizontal-confidence position-dop horizontal-dop vertical-dop operating-mode"),
    ENUM("network_mode", "umts cdma"),
    ENUM("operating_mode", "standalone ms-based ms-assisted"),
    ENUM("operation_mode", "-1=unknown standalone ms-based ms-assisted"),
    ENUM("position_session_status",
         "success in-progress general-failure timeout user-ended-session bad-parameter "
         "phone-offline engine-locked e911-session-in-progress"),
    ENUM("tracking_session_state", "unknown inactive active"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_pds = {
    .id = 0x06,
    .name = "pds",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
