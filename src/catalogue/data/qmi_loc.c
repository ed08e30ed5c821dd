/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 16, LOC: positions. Data only.
 */
#include "tables.h"

static const char inject_predicted_orbits_data_indication[] =
    "01 indication_status:u32=indication_status "
    "10 part_number:u16";

static const char inject_utc_time[] = "01 indication_status:u32=indication_status";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0021, "register-events", "01 event_registration_mask:u64=event_registration_flag",
                ""),
    QMI_REQUEST(0x0022, "start",
                "01 session_id:u8 "
                "10 fix_recurrence_type:u32=fix_recurrence_type "
                "12 intermediate_report_state:u32=intermediate_report_state "
                "13 minimum_interval_between_position_reports:u32@ms",
                ""),
    QMI_REQUEST(0x0023, "stop", "01 session_id:u8", ""),
    QMI_INDICATION(0x0024, "position-report",
                   "01 session_status:u32=session_status "
                   "02 session_id:u8 "
                   "10 latitude!:f64@degrees "
                   "11 longitude!:f64@degrees "
                   "12 horizontal_uncertainty_circular:f32@m "
                   "13 horizontal_uncertainty_elliptical_minor:f32@m "
                   "14 horizontal_uncertainty_elliptical_major:f32@m "
                   "15 horizontal_uncertainty_elliptical_azimuth:f32@degrees "
                   "16 horizontal_confidence:u8@% "
                   "17 horizontal_reliability:u32=reliability "
                   "18 horizontal_speed:f32@m/s "
                   "19 speed_uncertainty:f32@m/s "
                   "1a altitude_from_ellipsoid!:f32@m "
                   "1b altitude_from_sealevel!:f32@m "
                   "1c vertical_uncertainty:f32@m "
                   "1d vertical_confidence:u8@% "
                   "1e vertical_reliability:u32=reliability "
                   "1f vertical_speed:f32@m/s "
                   "20 heading:f32@degrees "
                   "21 heading_uncertainty:f32@degrees "
                   "22 magnetic_deviation:f32@degrees "
                   "23 technology_used:u32=technology_used "
                   "24 dop:{ pdop:f32 hdop:f32 vdop:f32 } "
                   "25 utc_timestamp:u64@0.001unix "
                   "26 leap_seconds:u8@s "
                   "27 gps_date_time:{ gps_weeks:u16 gps_time_of_week_milliseconds:u32@ms } "
                   "28 time_uncertainty:f32@ms "
                   "29 time_source:u32=time_source "
                   "2a sensor_data_usage:u64=sensor_data_usage "
                   "2b session_fix_count:u32 "
                   "2c satellites_used:[u8]u16 "
                   "2d altitude_assumed:u8=bool"),
    QMI_INDICATION(0x0025, "gnss-sv-info",
                   "01 altitude_assumed:u8=bool "
                   "10 list:[u8]{ valid_information:u32=satellite_valid_information "
                   "system:u32=system gnss_satellite_id:u16 health_status:u8=health_status "
                   "satellite_status:u32=satellite_status navigation_data:u8=navigation_data "
                   "elevation_degrees:f32@degrees azimuth_degrees:f32@degrees "
                   "signal_to_noise_ratio_bhz:f32 }"),
    QMI_INDICATION(0x0026, "nmea", "01 nmea_string!:str"),
    QMI_INDICATION(0x0028, "inject-time-request",
                   "10 time_server_info:{ delay_threshold:u32 time_server_list:[u8]str8 }"),
    QMI_INDICATION(0x0029, "inject-predicted-orbits-request",
                   "01 allowed_sizes:{ max_file_size:u32@bytes max_part_size:u32@bytes } "
                   "10 server_list:[u8]str8 "
                   "11 server_update_mask:u64=injected_orbit_server_param_update "
                   "12 update_type:u32=injected_orbit_update_type "
                   "13 update_period_seconds:u32@s "
                   "14 file_info:{ file_type:u32=injected_orbit_file_type "
                   "download_interval_minutes:u32@min }"),
    QMI_INDICATION(0x002a, "inject-position-request",
                   "01 latitude!:f64@degrees "
                   "02 longitude!:f64@degrees "
                   "03 horizontal_uncertainty_circular:f32@m "
                   "04 utc_timestamp:u64@0.001unix"),
    QMI_INDICATION(0x002b, "engine-state", "01 engine_state:i32=engine_state"),
    QMI_INDICATION(0x002c, "fix-recurrence-type", "10 fix_recurrence_type:u32=fix_recurrence_type"),
    QMI_MESSAGE(0x0035, "inject-predicted-orbits-data",
                "01 total_size:u32@bytes "
                "02 total_parts:u16 "
                "03 part_number:u16 "
                "04 part_data:[u16]u8 "
                "10 format_type:u32=predicted_orbits_data_format",
                "", inject_predicted_orbits_data_indication),
    QMI_MESSAGE(0x0036, "get-predicted-orbits-data-source", "", "",
                "01 indication_status:u32=indication_status "
                "10 allowed_sizes:{ max_file_size:u32@bytes max_part_size:u32@bytes } "
                "11 server_list:[u8]str8"),
    QMI_MESSAGE(0x0037, "get-predicted-orbits-data-validity", "", "",
                "01 indication_status:u32=indication_status "
                "10 validity_info:{ start_utc_timestamp:u64 duration_hours:u16@h }"),
    QMI_MESSAGE(0x0038, "inject-utc-time",
                "01 utc_time:u64@0.001unix "
                "02 time_uncertainty:u32@ms "
                "10 time_source:i32=injected_time_source",
                "", inject_utc_time),
    QMI_MESSAGE(0x0039, "inject-position",
                "10 latitude!:f64@degrees "
                "11 longitude!:f64@degrees "
                "12 horizontal_uncertainty_circular:f32@m "
                "13 horizontal_confidence:u8@% "
                "14 horizontal_reliability:u32=reliability "
                "15 altitude_from_ellipsoid!:f32@m "
                "16 altitude_from_sealevel!:f32@m "
                "17 vertical_uncertainty:f32@m "
                "18 vertical_confidence:u8@% "
                "19 vertical_reliability:u32=reliability "
                "1a altitude_source:{ altitude_source:u32=altitude_source "
                "altitude_dependency:u32=altitude_dependency "
                "altitude_uncertainty:u32=altitude_uncertainty } "
                "1b utc_timestamp:u64@0.001unix "
                "1c timestamp_age:u32 "
                "1d position_source:u32=position_source "
                "1e raw_horizontal_uncertainty_circular:f32@m "
                "1f raw_horizontal_confidence:u8@% "
                "20 requested_position_injection:u8=bool "
                "21 position_source_provider:u32=position_source_provider "
                "22 gps_date_time:{ gps_weeks:u16 gps_time_of_week_milliseconds:u32@ms } "
                "23 time_uncertainty:f32@ms "
                "24 speed_east_north_up:[3]f32@m/s "
                "25 speed_uncertainty_east_north_up:[3]f32@m/s "
                "26 satellites_used:[u32]u16 "
                "27 number_satellites_in_fix:u8",
                "", inject_utc_time),
    QMI_MESSAGE(0x003a, "set-engine-lock", "01 lock_type:u32=lock_type", "", inject_utc_time),
    QMI_MESSAGE(0x003b, "get-engine-lock", "", "",
                "01 indication_status:u32=indication_status "
                "10 lock_type:u32=lock_type"),
    QMI_MESSAGE(0x003e, "set-nmea-types", "01 nmea_types:u32=nmea_type", "", inject_utc_time),
    QMI_MESSAGE(0x003f, "get-nmea-types", "", "",
                "01 indication_status:u32=indication_status "
                "10 nmea_types:u32=nmea_type"),
    QMI_MESSAGE(0x0042, "set-server",
                "01 server_type:u32=server_type "
                "10 ipv4:{ ipv4_address:u32@ipv4 ipv4_port:u16 } "
                "11 ipv6:{ ipv6_address:ipv6 ipv6_port:u32 } "
                "12 url:str<=256",
                "", inject_utc_time),
    QMI_MESSAGE(0x0043, "get-server",
                "01 server_type:u32=server_type "
                "10 server_address_type:u8=server_address_type",
                "",
                "01 indication_status:u32=indication_status "
                "02 server_type:u32=server_type "
                "10 ipv4:{ ipv4_address:u32@ipv4 ipv4_port:u16 } "
                "11 ipv6:{ ipv6_address:ipv6 ipv6_port:u32 } "
                "12 url:str<=256"),
    QMI_MESSAGE(0x0044, "delete-assistance-data",
                "01 delete_all:u8=bool "
                "10 delete_sv_info:[u8]{ gnss_sv_id:u16 system:u32=system "
                "delete_sv_info_mask:u8=delete_sv_info } "
                "11 delete_gnss_data_mask:u64=delete_gnss_data "
                "12 delete_cell_database_mask:u32=delete_cell_database "
                "13 delete_clock_info_mask:u32=delete_clock_info",
                "", inject_utc_time),
    QMI_MESSAGE(0x004a, "set-operation-mode", "01 operation_mode:u32=operation_mode", "",
                inject_utc_time),
    QMI_MESSAGE(0x004b, "get-operation-mode", "", "",
                "01 indication_status:u32=indication_status "
                "10 operation_mode:u32=operation_mode"),
    QMI_MESSAGE(0x00a7, "inject-xtra-data",
                "01 total_size:u32@bytes "
                "02 total_parts:u16 "
                "03 part_number:u16 "
                "04 part_data:[u16]u8",
                "", inject_predicted_orbits_data_indication),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("altitude_dependency", "unknown fully-interdependent on-lat-lon fully-independent"),
    ENUM("altitude_source",
         "unknown gps cell-id enhanced-cell-id wifi terrestrial terrestrial-hybrid "
         "altitude-database barometric-altimeter other"),
    ENUM("altitude_uncertainty", "unknown point full"),
    FLAGS("delete_cell_database",
          "pos latest-gps-pos ota-pos ext-ref-pos timetag cellid cached-cellid "
          "last-srv-cell cur-srv-cell neighbor-info"),
    FLAGS("delete_clock_info",
          "time-est freq-est week-number rtc-time time-transfer gps-time-est glo-time-est "
          "glo-day-number glo-year-number glo-rf-grp-delay disable-tt"),
    FLAGS("delete_gnss_data",
          "gps-svdir gps-svsteer gps-time gps-alm-corr glo-svdir glo-svsteer glo-time "
          "glo-alm-corr sbas-svdir sbas-svsteer position time iono utc health sadata rti "
          "sv-no-exist freq-bias-est"),
    FLAGS("delete_sv_info", "ephemeris almanac"),
    ENUM("engine_state", "1=on off"),
    FLAGS("event_registration_flag",
          "position-report gnss-satellite-info nmea ni-notify-verify-request "
          "inject-time-request inject-predicted-orbits-request inject-position-request "
          "engine-state fix-session-state wifi-request sensor-streaming-ready-status "
          "time-sync-request set-spi-streaming-report location-server-connection-request "
          "ni-geofence-notification geofence-general-alert geofence-breach-notification "
          "pedometer-control motion-data-control"),
    ENUM("fix_recurrence_type", "1=periodic-fixes single-fix"),
    ENUM("health_status", "unhealthy healthy"),
    ENUM("indication_status",
         "success general-failure unsupported invalid-parameter engine-busy phone-offline "
         "timeout"),
    ENUM("injected_orbit_file_type", "1=xtra navic"),
    FLAGS("injected_orbit_server_param_update", "inject-request server-update refresh-update-rate"),
    ENUM("injected_orbit_update_type", "1=injected-orbit-rate-update integrity-rate-update"),
    ENUM("injected_time_source", "unknown ap ntp nts"),
    ENUM("intermediate_report_state", "unknown enable disable"),
    ENUM("lock_type", "1=none mi mt all"),
    ENUM("navigation_data", "ephemeris almanac"),
    FLAGS("nmea_type", "gga rmc gsv gsa vtg pqxfi pstis 0xffff=all"),
    ENUM("operation_mode", "1=default msb msa standalone cellid wwan"),
    ENUM("position_source",
         "gnss cell-id enhanced-cell-id wifi terrestrial gnss-terrestrial-hybrid other "
         "dre flp nlp flp-ale"),
    ENUM("position_source_provider", "external internal"),
    ENUM("predicted_orbits_data_format", "xtra"),
    ENUM("reliability", "not-set very-low low medium high"),
    ENUM("satellite_status", "idle searching tracking"),
    FLAGS("satellite_valid_information",
          "system gnss-satellite-id health-status process-status satellite-info-mask "
          "elevation azimuth signal-to-noise-ratio"),
    FLAGS("sensor_data_usage", "accelerometer-used gyro-used 0x100000000=aided-heading aided-speed "
                               "aided-position aided-velocity"),
    FLAGS("server_address_type", "0x0=none 0x1=ipv4 ipv6 url"),
    ENUM("server_type", "unknown cdma-pde cdma-mpc umts-slp custom-pde"),
    ENUM("session_status", "success in-progress general-failure timeout user-ended bad-parameter "
                           "phone-offline 6=engine-locked"),
    ENUM("system", "1=gps galileo sbas compass glonass"),
    FLAGS("technology_used",
          "satellite cellular wifi sensors reference-location injected-position aflt "
          "hybrid"),
    ENUM("time_source",
         "invalid network-time-transfer network-time-tagging external-input tow-decode "
         "tow-confirmed tow-and-week-confirmed navigation-solution solve-for-time "
         "glo-tow-decode time-transform wcdma-sleep-time-tag gsm-sleep-time-tag unknown "
         "system-timetick qzss-tow-decode bds-tow-decode"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_loc = {
    .id = 0x10,
    .name = "loc",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
