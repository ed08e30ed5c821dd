/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 3, NAS: registration, networks and signal. Data only.
 */
#include "tables.h"

static const char get_operator_name_response[] =
    "10 service_provider_name:{ name_display_condition:u8=network_name_display_condition "
    "name:str8 } "
    "11 operator_plmn_list:[u16]{ mcc:str[3] mnc:str[3] lac1:u16@hex lac2:u16@hex "
    "plmn_name_record_identifier:u8 } "
    "12 operator_plmn_name:[u8]{PlmnName} "
    "13 operator_string_name:str "
    "14 nitz_information:{PlmnName}";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0001, "abort", "01 transaction_id:u16", ""),
    QMI_REQUEST(0x0002, "set-event-report",
                "10 signal_strength_indicator:{ report:u8=bool thresholds:[u8]i8@dBm } "
                "11 rf_band_information:u8=bool "
                "12 registration_reject_reason:u8=bool "
                "13 rssi_indicator:{ report:u8=bool rssi_delta:u8 } "
                "14 ecio_indicator:{ report:u8=bool ecio_delta:u8 } "
                "15 io_indicator:{ report:u8=bool io_delta:u8 } "
                "16 sinr_indicator:{ report:u8=bool sinr_delta:u8 } "
                "17 error_rate_indicator:u8=bool "
                "19 ecio_threshold:{ report:u8=bool thresholds:[u8]i16 } "
                "1a sinr_threshold:{ report:u8=bool thresholds:[u8]u8 } "
                "1b lte_snr_delta:{ report:u8=bool snr_delta:u8 } "
                "1c lte_rsrp_delta:{ report:u8=bool rsrp_delta:u8 }",
                ""),
    QMI_INDICATION(0x0002, "event-report",
                   "10 signal_strength:{ strength:i8@dBm radio_interface:i8=radio_interface } "
                   "11 rf_band_information:[u8]{ radio_interface:i8=radio_interface "
                   "active_band_class:u16=active_band active_channel:u16 } "
                   "12 registration_reject_reason:{ service_domain:u8=network_service_domain "
                   "reject_cause:u16=reject_cause } "
                   "13 rssi:{ rssi:u8@-1dBm radio_interface:i8=radio_interface } "
                   "14 ecio:{ ecio:u8@-0.5dB radio_interface:i8=radio_interface } "
                   "15 io:i32@dBm "
                   "16 sinr:u8=evdo_sinr_level "
                   "17 error_rate:{ rate:u16 radio_interface:i8=radio_interface } "
                   "18 rsrq:{ rsrq:i8@dB radio_interface:i8=radio_interface } "
                   "19 lte_snr:i16@0.1dB "
                   "1a lte_rsrp:i16@dBm"),
    QMI_REQUEST(0x0003, "register-indications",
                "10 system_selection_preference:u8=bool "
                "12 ddtm_events:u8=bool "
                "13 serving_system_events:u8=bool "
                "14 dual_standby_preference:u8=bool "
                "15 subscription_info:u8=bool "
                "17 network_time:u8=bool "
                "18 system_info:u8=bool "
                "19 signal_info:u8=bool "
                "1a error_rate:u8=bool "
                "1b hdr_new_uati_assigned:u8=bool "
                "1c hdr_session_closed:u8=bool "
                "1d managed_roaming:u8=bool "
                "1e current_plmn_name:u8=bool "
                "1f embms_status:u8=bool "
                "20 rf_band_information:u8=bool "
                "21 network_reject_information:{ enable_network_reject_indications:u8=bool "
                "suppress_system_info_indications:u8=bool }",
                ""),
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "get-signal-strength", "10 request_mask:u16=signal_strength_request",
                "01 signal_strength:{ strength:i8@dBm radio_interface:i8=radio_interface } "
                "10 strength_list:[u16]{ strength:i8@dBm radio_interface:i8=radio_interface } "
                "11 rssi_list:[u16]{ rssi:u8@-1dBm radio_interface:i8=radio_interface } "
                "12 ecio_list:[u16]{ ecio:u8@-0.5dB radio_interface:i8=radio_interface } "
                "13 io:i32@dBm "
                "14 sinr:u8=evdo_sinr_level "
                "15 error_rate_list:[u16]{ rate:u16 radio_interface:i8=radio_interface } "
                "16 rsrq:{ rsrq:i8@dB radio_interface:i8=radio_interface } "
                "17 lte_snr:i16@0.1dB "
                "18 lte_rsrp:i16@dBm"),
    QMI_REQUEST(
        0x0021, "network-scan", "10 network_type:u8=network_scan_type",
        "10 network_information:[u16]{ mcc:u16@mcc mnc:u16@mnc network_status:u8=network_status "
        "description:str8 } "
        "11 radio_access_technology:[u16]{ mcc:u16@mcc mnc:u16@mnc "
        "radio_interface:i8=radio_interface } "
        "12 mnc_pcs_digit_include_status:[u16]{PcsDigit} "
        "13 network_scan_result:u32=network_scan_result"),
    QMI_REQUEST(0x0022, "initiate-network-register",
                "01 action:u8=network_register_type "
                "10 manual_registration_info_3gpp:{ mcc:u16@mcc mnc:u16@mnc "
                "radio_interface:i8=radio_interface } "
                "11 change_duration:u8=change_duration "
                "12 mnc_pcs_digit_include_status:u8=bool",
                ""),
    QMI_REQUEST(0x0023, "attach-detach", "10 action:u8=ps_attach_action", ""),
    QMI_REQUEST(0x0024, "get-serving-system", "",
                "01 serving_system:{ServingSystem} "
                "10 roaming_indicator:u8=roaming_indicator_status "
                "11 data_service_capability:[u8]u8=data_capability "
                "12 current_plmn:{ mcc:u16@mcc mnc:u16@mnc description:str8 } "
                "13 cdma_system_id:{ sid:u16 nid:u16 } "
                "14 cdma_base_station_info:{BaseStation} "
                "15 roaming_indicator_list:[u8]{ radio_interface:u8=radio_interface "
                "roaming_indicator:u8=roaming_indicator_status } "
                "16 default_roaming_indicator:u8=roaming_indicator_status "
                "17 time_zone_3gpp2:{ leap_seconds:u8@s local_time_offset:i8@30min "
                "daylight_saving_time:u8=bool } "
                "18 cdma_p_rev:u8 "
                "1a time_zone_3gpp:i8@15min "
                "1b daylight_saving_time_adjustment_3gpp:u8@h "
                "1c lac_3gpp:u16@hex "
                "1d cid_3gpp:u32@hex "
                "1e concurrent_service_info_3gpp2:u8=bool "
                "1f prl_indicator_3gpp2:u8=bool "
                "20 dtm_support:u8=bool "
                "21 detailed_service_status:{DetailedServiceStatus} "
                "22 cdma_system_info:{ mcc:u16@mcc imsi_11_12!:u8 } "
                "23 hdr_personality:u8=hdr_personality "
                "24 lte_tac:u16@hex "
                "25 call_barring_status:{CallBarring} "
                "26 umts_primary_scrambling_code:u16 "
                "27 mnc_pcs_digit_include_status:{PcsDigit} "
                "29 network_name_source:u32=network_name_source"),
    QMI_INDICATION(0x0024, "serving-system",
                   "01 serving_system:{ServingSystem} "
                   "10 roaming_indicator:u8=roaming_indicator_status "
                   "11 data_service_capability:[u8]u8=data_capability "
                   "12 current_plmn:{ mcc:u16@mcc mnc:u16@mnc description:str8 } "
                   "13 cdma_system_id:{ sid:u16 nid:u16 } "
                   "14 cdma_base_station_info:{BaseStation} "
                   "15 roaming_indicator_list:[u8]{ radio_interface:u8=radio_interface "
                   "roaming_indicator:u8=roaming_indicator_status } "
                   "16 default_roaming_indicator:u8=roaming_indicator_status "
                   "17 time_zone_3gpp2:{ leap_seconds:u8@s local_time_offset:i8@30min "
                   "daylight_saving_time:u8=bool } "
                   "18 cdma_p_rev:u8 "
                   "19 plmn_name_flag_3gpp:i8=bool "
                   "1a time_zone_3gpp:i8@15min "
                   "1b daylight_saving_time_adjustment_3gpp:u8@h "
                   "1c universal_time_and_local_time_zone_3gpp:{ year:u16 month:u8 day:u8 hour:u8 "
                   "minute:u8 second:u8 time_zone:u8 } "
                   "1d lac_3gpp:u16@hex "
                   "1e cid_3gpp:u32@hex "
                   "1f concurrent_service_info_3gpp2:u8=bool "
                   "20 prl_indicator_3gpp2:u8=bool "
                   "21 dtm_support:u8=bool "
                   "22 detailed_service_status:{DetailedServiceStatus} "
                   "23 cdma_system_info:{ mcc:u16@mcc imsi_11_12!:u8 } "
                   "24 hdr_personality:u8=hdr_personality "
                   "25 lte_tac:u16@hex "
                   "26 call_barring_status:{CallBarring} "
                   "27 plmn_not_changed_indication:u8=bool "
                   "28 umts_primary_scrambling_code:u16 "
                   "29 mnc_pcs_digit_include_status:{PcsDigit} "
                   "2b network_name_source:u32=network_name_source"),
    QMI_REQUEST(0x0025, "get-home-network", "",
                "01 home_network:{ mcc:u16@mcc mnc:u16@mnc description:str8 } "
                "10 home_system_id:{ sid:u16 nid:u16 } "
                "11 home_network_3gpp2_ext:{ mcc:u16@mcc mnc:u16@mnc "
                "display_description:u8=network_description_display "
                "description_encoding:u8=network_description_encoding description:[u8]u8 } "
                "12 home_network_3gpp_mnc:{ is_3gpp:u8=bool includes_pcs_digit:u8=bool } "
                "13 network_name_source:u32=network_name_source"),
    QMI_REQUEST(0x0026, "get-preferred-networks", "",
                "10 preferred_networks:[u16]{PreferredNetwork} "
                "11 static_preferred_networks:[u16]{PreferredNetwork} "
                "12 mnc_pcs_digit_include_status:[u8]{PcsDigit} "
                "13 static_mnc_pcs_digit_include_status:[u8]{PcsDigit}"),
    QMI_REQUEST(0x0027, "set-preferred-networks",
                "10 preferred_networks:[u16]{PreferredNetwork} "
                "11 mnc_pcs_digit_include_status:[u8]{PcsDigit} "
                "12 clear_previous_preferred_networks:u8=bool",
                ""),
    QMI_REQUEST(0x002a, "set-technology-preference", "01 current:{TechnologyPreference}", ""),
    QMI_REQUEST(0x002b, "get-technology-preference", "",
                "01 active:{TechnologyPreference} "
                "10 persistent:u16=radio_technology_preference"),
    QMI_REQUEST(0x0031, "get-rf-band-information", "",
                "01 list:[u8]{ radio_interface:i8=radio_interface "
                "active_band_class:u16=active_band active_channel:u16 } "
                "11 extended_list:[u8]{ radio_interface:i8=radio_interface "
                "active_band_class:u16=active_band active_channel:u32 } "
                "12 bandwidth_list:[u8]{ radio_interface:i8=radio_interface "
                "bandwidth:u32=dl_bandwidth }"),
    QMI_REQUEST(
        0x0033, "set-system-selection-preference",
        "10 emergency_mode:u8=bool "
        "11 mode_preference:u16=rat_mode_preference "
        "12 band_preference:u64=band_preference "
        "13 cdma_prl_preference:u16=cdma_prl_preference "
        "14 roaming_preference:u16=roaming_preference "
        "15 lte_band_preference:u64=lte_band_preference "
        "16 network_selection_preference:{ mode:u8=network_selection_preference mcc:u16@mcc "
        "mnc:u16@mnc } "
        "17 change_duration:u8=change_duration "
        "18 service_domain_preference:u32=service_domain_preference "
        "19 "
        "gsm_wcdma_acquisition_order_preference:u32=gsm_wcdma_acquisition_order_preference "
        "1a mnc_pcs_digit_include_status:u8=bool "
        "1d td_scdma_band_preference:u64=td_scdma_band_preference "
        "1e acquisition_order_preference:[u8]i8=radio_interface "
        "1f "
        "network_selection_registration_restriction:u32=network_selection_registration_restriction "
        "21 usage_preference:u32=usage_preference "
        "23 voice_domain_preference:u32=voice_domain_preference "
        "24 extended_lte_band_preference:{LteBands} "
        "2f nr5g_sa_band_preference:{Nr5gBands} "
        "30 nr5g_nsa_band_preference:{Nr5gBands}",
        ""),
    QMI_REQUEST(
        0x0034, "get-system-selection-preference", "",
        "10 emergency_mode:u8=bool "
        "11 mode_preference:u16=rat_mode_preference "
        "12 band_preference:u64=band_preference "
        "13 cdma_prl_preference:u16=cdma_prl_preference "
        "14 roaming_preference:u16=roaming_preference "
        "15 lte_band_preference:u64=lte_band_preference "
        "16 network_selection_preference:u8=network_selection_preference "
        "18 service_domain_preference:u32=service_domain_preference "
        "19 "
        "gsm_wcdma_acquisition_order_preference:u32=gsm_wcdma_acquisition_order_preference "
        "1a td_scdma_band_preference:u64=td_scdma_band_preference "
        "1b manual_network_selection:{PcsDigit} "
        "1c acquisition_order_preference:[u8]i8=radio_interface "
        "1d "
        "network_selection_registration_restriction:u32=network_selection_registration_restriction "
        "1f usage_preference:u32=usage_preference "
        "20 voice_domain_preference:u32=voice_domain_preference "
        "22 disabled_modes:u16=rat_mode_preference "
        "23 extended_lte_band_preference:{LteBands} "
        "2c nr5g_sa_band_preference:{Nr5gBands} "
        "2d nr5g_nsa_band_preference:{Nr5gBands}"),
    QMI_REQUEST(0x0039, "get-operator-name", "", get_operator_name_response),
    QMI_INDICATION(0x003a, "operator-name", get_operator_name_response),
    QMI_REQUEST(
        0x0043, "get-cell-location-info", "",
        "10 geran_info_v2:{ cell_id:u32@hex plmn:[3]u8@plmn lac:u16@hex "
        "geran_absolute_rf_channel_number:u16 base_station_identity_code:u8 "
        "timing_advance:u32@?-1 rx_level:u16@1-110dBm?64 cell:[u8]{ cell_id:u32@hex "
        "plmn:[3]u8@plmn lac:u16@hex "
        "geran_absolute_rf_channel_number:u16 base_station_identity_code:u8 "
        "rx_level:u16@1-110dBm?64 "
        "} } "
        "11 umts_info_v2:{ cell_id:u16@hex plmn:[3]u8@plmn lac:u16@hex "
        "utra_absolute_rf_channel_number:u16 primary_scrambling_code:u16 rscp:i16@dBm "
        "ecio:i16@dB cell:[u8]{ utra_absolute_rf_channel_number:u16 "
        "primary_scrambling_code:u16 rscp:i16@dBm ecio:i16@dB } neighboring_geran:[u8]{ "
        "geran_absolute_rf_channel_number:u16 network_color_code:u8 "
        "base_station_color_code:u8 rssi:i16 } } "
        "12 cdma_info:{ system_id:u16 network_id:u16 base_station_id:u16 "
        "reference_pn:u16 latitude!:u32 longitude!:u32 } "
        "13 intrafrequency_lte_info_v2:{ ue_in_idle:u8=bool plmn:[3]u8@plmn "
        "tracking_area_code:u16@hex global_cell_id:u32@hex eutra_absolute_rf_channel_number:u16 "
        "serving_cell_id:u16 cell_reselection_priority:u8 "
        "s_non_intra_search_threshold:u8 serving_cell_low_threshold:u8 "
        "s_intra_search_threshold:u8 cell:[u8]{ physical_cell_id:u16 rsrq:i16@0.1dB "
        "rsrp:i16@0.1dBm "
        "rssi:i16@0.1dBm cell_selection_rx_level:i16 } } "
        "14 interfrequency_lte_info:{ ue_in_idle:u8=bool frequency:[u8]{ "
        "eutra_absolute_rf_channel_number:u16 cell_selection_rx_level_low_threshold:u8 "
        "cell_selection_rx_level_high_threshold:u8 cell_reselection_priority:u8 "
        "cell:[u8]{ physical_cell_id:u16 rsrq:i16@0.1dB rsrp:i16@0.1dBm rssi:i16@0.1dBm "
        "cell_selection_rx_level:i16 } } } "
        "15 lte_info_neighboring_gsm:{ ue_in_idle:u8=bool frequency:[u8]{ "
        "cell_reselection_priority:u8 cell_reselection_high_threshold:u8 "
        "cell_reselection_low_threshold:u8 ncc_permitted:u8 cell:[u8]{ "
        "geran_absolute_rf_channel_number:u16 band_is_1900:u8=bool cell_id_valid:u8=bool "
        "base_station_identity_code:u8 rssi:i16@0.1dBm cell_selection_rx_level:i16 } } } "
        "16 lte_info_neighboring_wcdma:{ ue_in_idle:u8=bool frequency:[u8]{ "
        "utra_absolute_rf_channel_number:u16 cell_reselection_priority:u8 "
        "cell_reselection_high_threshold:u16 cell_reselection_low_threshold:u16 "
        "cell:[u8]{ primary_scrambling_code:u16 cpich_rscp:i16@0.1dBm cpich_ecno:i16@0.1dB "
        "cell_selection_rx_level:i16 } } } "
        "17 umts_cell_id:u32@hex "
        "18 umts_info_neighboring_lte:{ rrc_state:u32=wcdma_rrc_state frequency:[u8]{ "
        "eutra_absolute_rf_channel_number:u16 physical_cell_id:u16 rsrp:f32@dBm rsrq:f32@dB "
        "cell_selection_rx_level:i16 is_tdd:u8=bool } } "
        "1e lte_info_timing_advance:u32@us?-1 "
        "2e nr5g_arfcn:u32 "
        "2f nr5g_cell_information:{ plmn:[3]u8@plmn tracking_area_code:[3]u8 "
        "global_cell_id:u64@hex physical_cell_id:u16 rsrq:i16@0.1dB rsrp:i16@0.1dBm snr:i16@0.1dB "
        "}"),
    QMI_REQUEST(0x0044, "get-plmn-name",
                "01 plmn:{ mcc:u16@mcc mnc:u16@mnc } "
                "10 suppress_sim_error:u8=bool "
                "11 mnc_pcs_digit_include_status:u8=bool "
                "12 always_send_plmn_name:u8=bool "
                "13 use_static_table_only:u8=bool "
                "14 csg_id:u32 "
                "15 radio_access_technology:u8=radio_interface "
                "16 send_all_information:u8=bool",
                "10 3gpp_eons_plmn_name:{ "
                "service_provider_name_encoding:u8=network_description_encoding "
                "service_provider_name:[u8]u8 "
                "short_name_encoding:u8=network_description_encoding "
                "short_name_country_initials:u8=plmn_name_country_initials "
                "short_name_spare_bits:u8=plmn_name_spare_bits short_name:[u8]u8 "
                "long_name_encoding:u8=network_description_encoding "
                "long_name_country_initials:u8=plmn_name_country_initials "
                "long_name_spare_bits:u8=plmn_name_spare_bits long_name:[u8]u8 } "
                "11 display_bit_information:{ service_provider_name_set:u32=boolean "
                "plmn_name_set:u32=boolean } "
                "12 network_information:u32=boolean "
                "13 plmn_name_with_language_id:[u8]{ long_name:[u8]u16 short_name:[u8]u16 "
                "language_id:u32=plmn_language_id } "
                "14 additional_information:[u8]u16 "
                "15 network_name_source:u32=network_name_source"),
    QMI_INDICATION(0x004c, "network-time",
                   "01 universal_time:{UniversalTime} "
                   "10 timezone_offset:i8@15min "
                   "11 daylight_savings_adjustment:u8=daylight_savings_adjustment "
                   "12 radio_interface:i8=radio_interface"),
    QMI_REQUEST(
        0x004d, "get-system-info", "",
        "10 cdma_service_status:{CdmaServiceStatus} "
        "11 hdr_service_status:{CdmaServiceStatus} "
        "12 gsm_service_status:{ServiceStatus} "
        "13 wcdma_service_status:{ServiceStatus} "
        "14 lte_service_status:{ServiceStatus} "
        "15 cdma_system_info:{CdmaSystemInfo} "
        "16 hdr_system_info:{HdrSystemInfo} "
        "17 gsm_system_info_v2:{GsmSystemInfo} "
        "18 wcdma_system_info_v2:{WcdmaSystemInfo} "
        "19 lte_system_info_v2:{LteSystemInfo} "
        "1a additional_cdma_system_info:{ geo_system_index:u16 registration_period:u16 } "
        "1b additional_hdr_system_info:{ geo_system_index:u16 } "
        "1c additional_gsm_system_info:{AdditionalSystemInfo} "
        "1d additional_wcdma_system_info:{AdditionalSystemInfo} "
        "1e additional_lte_system_info:{ geo_system_index:u16 } "
        "1f gsm_call_barring_status:{CallBarring} "
        "20 wcdma_call_barring_status:{CallBarring} "
        "21 lte_voice_support:u8=bool "
        "22 gsm_cipher_domain:u8=network_service_domain "
        "23 wcdma_cipher_domain:u8=network_service_domain "
        "24 td_scdma_service_status:{ServiceStatus} "
        "25 td_scdma_system_info_v2:{TdScdmaSystemInfo} "
        "26 lte_embms_coverage_info_support:u8=bool "
        "27 sim_reject_info:u32=sim_reject_state "
        "29 ims_voice_support:u8=bool "
        "2a lte_voice_domain:u32=lte_voice_domain "
        "2b cdma_registration_zone_id:u16 "
        "2c gsm_routing_area_code:u8@hex "
        "2d wcdma_routing_area_code:u8@hex "
        "2e cdma_resolved_mcc:u16@mcc "
        "2f "
        "network_selection_registration_restriction:u32=network_selection_registration_restriction "
        "31 lte_registration_domain:u32=lte_registration_domain "
        "34 lte_embms_coverage_info_trace_id:u16 "
        "44 lte_cell_access_status:u32=lte_cell_access_status "
        "4a nr5g_service_status_info:{ServiceStatus} "
        "4b nr5g_system_info:{LteSystemInfo} "
        "4e eutra_with_nr5g_availability:u8=bool "
        "4f dcnr_restriction_info:u8=bool "
        "50 nr5g_tracking_area_code:[3]u8"),
    QMI_INDICATION(
        0x004e, "system-info",
        "10 cdma_service_status:{CdmaServiceStatus} "
        "11 hdr_service_status:{CdmaServiceStatus} "
        "12 gsm_service_status:{ServiceStatus} "
        "13 wcdma_service_status:{ServiceStatus} "
        "14 lte_service_status:{ServiceStatus} "
        "15 cdma_system_info:{CdmaSystemInfo} "
        "16 hdr_system_info:{HdrSystemInfo} "
        "17 gsm_system_info_v2:{GsmSystemInfo} "
        "18 wcdma_system_info_v2:{WcdmaSystemInfo} "
        "19 lte_system_info_v2:{LteSystemInfo} "
        "1a additional_cdma_system_info:{ geo_system_index:u16 registration_period:u16 } "
        "1b additional_hdr_system_info:{ geo_system_index:u16 } "
        "1c additional_gsm_system_info:{AdditionalSystemInfo} "
        "1d additional_wcdma_system_info:{AdditionalSystemInfo} "
        "1e additional_lte_system_info:{ geo_system_index:u16 } "
        "1f gsm_call_barring_status:{CallBarring} "
        "20 wcdma_call_barring_status:{CallBarring} "
        "21 lte_voice_support:u8=bool "
        "22 gsm_cipher_domain:u8=network_service_domain "
        "23 wcdma_cipher_domain:u8=network_service_domain "
        "24 plmn_not_changed_indication:u8=bool "
        "25 td_scdma_service_status:{ServiceStatus} "
        "26 td_scdma_system_info_v2:{TdScdmaSystemInfo} "
        "27 lte_embms_coverage_info_support:u8=bool "
        "28 sim_reject_info:u32=sim_reject_state "
        "4c nr5g_service_status_info:{ServiceStatus} "
        "4d nr5g_system_info:{LteSystemInfo} "
        "50 eutra_with_nr5g_availability:u8=bool "
        "51 dcnr_restriction_info:u8=bool "
        "52 nr5g_tracking_area_code:[3]u8"),
    QMI_REQUEST(
        0x004f, "get-signal-info", "",
        "10 cdma_signal_strength:{ rssi:i8@dBm ecio:i16@-0.5dB } "
        "11 hdr_signal_strength:{ rssi:i8@dBm ecio:i16@-0.5dB sinr:u8=evdo_sinr_level io:i32@dBm } "
        "12 gsm_signal_strength:i8@dBm "
        "13 wcdma_signal_strength:{ rssi:i8@dBm ecio:i16@-0.5dB } "
        "14 lte_signal_strength:{ rssi:i8@dBm rsrq:i8@dB rsrp:i16@dBm snr:i16@0.1dB } "
        "15 tdma_signal_strength:i8@dBm "
        "16 tdma_signal_strength_extended:{ rssi:i32 rscp:i32 ecio:i32 sinr:i32 } "
        "17 5g_signal_strength:{ rsrp:i16@dBm snr:i16@0.1dB } "
        "18 5g_signal_strength_extended:i16@dB "
        "19 wcdma_rscp:i16@-1dBm"),
    QMI_REQUEST(0x0050, "config-signal-info",
                "10 rssi_threshold:[u8]i8@dBm "
                "11 ecio_threshold:[u8]i16 "
                "12 sinr_threshold:[u8]u8 "
                "13 lte_snr_threshold:[u8]i16 "
                "14 io_threshold:[u8]i32 "
                "15 rsrq_threshold:[u8]i8 "
                "16 rsrp_threshold:[u8]i16 "
                "17 lte_report:{ rate:u8 average_period:u8 } "
                "18 rscp_threshold:[u8]i8",
                ""),
    QMI_INDICATION(
        0x0051, "signal-info",
        "10 cdma_signal_strength:{ rssi:i8@dBm ecio:i16@-0.5dB } "
        "11 hdr_signal_strength:{ rssi:i8@dBm ecio:i16@-0.5dB sinr:u8=evdo_sinr_level io:i32@dBm } "
        "12 gsm_signal_strength:i8@dBm "
        "13 wcdma_signal_strength:{ rssi:i8@dBm ecio:i16@-0.5dB } "
        "14 lte_signal_strength:{ rssi:i8@dBm rsrq:i8@dB rsrp:i16@dBm snr:i16@0.1dB } "
        "15 tdma_signal_strength:i8@dBm "
        "17 5g_signal_strength:{ rsrp:i16@dBm snr:i16@0.1dB } "
        "18 5g_signal_strength_extended:i16@dB "
        "19 wcdma_rscp:i16@-1dBm"),
    QMI_REQUEST(0x005a, "get-tx-rx-info", "01 radio_interface:i8=radio_interface",
                "10 rx_chain_0_info:{RxChain} "
                "11 rx_chain_1_info:{RxChain} "
                "12 tx_info:{ is_in_traffic:u8=bool tx_power:i32@0.1dBm } "
                "15 rx_chain_2_info:{RxChain} "
                "16 rx_chain_3_info:{RxChain}"),
    QMI_REQUEST(0x0065, "get-cdma-position-info", "",
                "10 cdma_position_info:{ ui_in_idle_mode:i8 basestations:[u8]{ "
                "pilot_type:u32=cdma_pilot_type system_id:u16 network_id:u16 base_station_id:u16 "
                "pilot_pn:u16 pilot_strength:u16 latitude!:i32 longitude!:i32 "
                "gps_time_in_milliseconds:u64@0.001gps } }"),
    QMI_REQUEST(0x0067, "force-network-search", "", ""),
    QMI_INDICATION(0x0068, "network-reject",
                   "01 radio_interface:u8=radio_interface "
                   "02 service_domain:u8=network_service_domain "
                   "03 reject_cause:u8=reject_cause "
                   "10 plmn:{PcsDigit} "
                   "11 closed_subscriber_group:u32"),
    QMI_REQUEST(0x006c, "config-signal-info-v2",
                "10 cdma_rssi_threshold_list:[u8]i16 "
                "11 cdma_rssi_delta:u16@0.1dB "
                "12 cdma_ecio_threshold_list:[u8]i16 "
                "13 cdma_ecio_delta:u16 "
                "14 hdr_rssi_threshold_list:[u8]i16 "
                "15 hdr_rssi_delta:u16@0.1dB "
                "16 hdr_ecio_threshold_list:[u8]i16 "
                "17 hdr_ecio_delta:u16 "
                "18 hdr_sinr_threshold_list:[u8]i16 "
                "19 hdr_sinr_delta:u16 "
                "1a hdr_io_threshold_list:[u8]i16 "
                "1b hdr_io_delta:u16 "
                "1c gsm_rssi_threshold_list:[u8]i16 "
                "1d gsm_rssi_delta:u16@0.1dB "
                "1e wcdma_rssi_threshold_list:[u8]i16 "
                "1f wcdma_rssi_delta:u16@0.1dB "
                "20 wcdma_ecio_threshold_list:[u8]i16 "
                "21 wcdma_ecio_delta:u16 "
                "22 lte_rssi_threshold_list:[u8]i16 "
                "23 lte_rssi_delta:u16@0.1dB "
                "24 lte_snr_threshold_list:[u8]i16 "
                "25 lte_snr_delta:u16 "
                "26 lte_rsrq_threshold_list:[u8]i16 "
                "27 lte_rsrq_delta:u16 "
                "28 lte_rsrp_threshold_list:[u8]i16 "
                "29 lte_rsrp_delta:u16@0.1dB "
                "2a lte_report:{ rate:u8 average_period:u8 } "
                "33 nr5g_snr_threshold_list:[u8]i16 "
                "34 nr5g_snr_delta:u16 "
                "35 nr5g_rsrp_threshold_list:[u8]i16 "
                "36 nr5g_rsrp_delta:u16@0.1dB "
                "37 nr5g_report:{ rate:u8 average_period:u8 } "
                "38 nr5g_rsrq_threshold_list:[u8]i16 "
                "39 nr5g_rsrq_delta:u16 "
                "3a wcdma_rscp_threshold_list:[u8]i16 "
                "3b wcdma_rscp_delta:u16",
                ""),
    QMI_REQUEST(0x007d, "get-network-time", "",
                "10 3gpp2_time:{NetworkTime} "
                "11 3gpp_time:{NetworkTime}"),
    QMI_MESSAGE(
        0x0085, "incremental-network-scan", "10 network_type:u8=network_scan_type", "",
        "01 status:u32=incremental_network_scan_status "
        "10 network_information:[u16]{ mcc:u16@mcc mnc:u16@mnc network_status:u8=network_status "
        "radio_interface:i8=radio_interface includes_pcs_digit:u8=bool description:str8 "
        "}"),
    QMI_REQUEST(0x0089, "get-drx", "", "10 info:u32=drx"),
    QMI_REQUEST(0x00ac, "get-lte-cphy-ca-info", "",
                "11 dl_bandwidth:u32=dl_bandwidth "
                "12 phy_ca_agg_scell_info:{ physical_cell_id:u16 rx_channel:u16 "
                "dl_bandwidth:u32=dl_bandwidth lte_band:u16=active_band state:u32=scell_state } "
                "13 phy_ca_agg_pcell_info:{ physical_cell_id:u16 rx_channel:u16 "
                "dl_bandwidth:u32=dl_bandwidth lte_band:u16=active_band } "
                "14 scell_index:u8 "
                "15 phy_ca_agg_secondary_cells:[u8]{ physical_cell_id:u16 rx_channel:u16 "
                "dl_bandwidth:u32=dl_bandwidth lte_band:u16=active_band state:u32=scell_state "
                "cell_index:u8 }"),
    QMI_REQUEST(0x00e8, "get-endc-config", "",
                "10 enabled:u8=bool "
                "11 immediate_scg_release:u8=bool"),
    QMI_VENDOR(VENDOR_SIERRA, 0x5556, "swi-get-status", "",
               "01 common_info_v2:{ temperature:i8 modem_mode:u8=swi_modem_mode "
               "system_mode:u8=swi_system_mode ims_registration_state:u8=swi_ims_reg_state "
               "packet_service_state:u8=swi_ps_state } "
               "10 lte_info:{ band:u8=active_band bandwidth:u8=dl_bandwidth rx_channel:u16 "
               "tx_channel:u16 emm_state:u8=swi_emm_state emm_sub_state:u8 "
               "emm_connection_state:u8=swi_emm_connection_state }"),
};

static const struct wdm_structure structures[] = {
    {"AdditionalSystemInfo",
     "geo_system_index:u16 cell_broadcast_support:u32=cell_broadcast_capability"},
    {"BaseStation", "base_station_id:u16 base_station_latitude!:i32@0.25arcsec "
                    "base_station_longitude!:i32@0.25arcsec"},
    {"CallBarring", "cs_status:i32=call_barring_status ps_status:i32=call_barring_status"},
    {"CdmaServiceStatus", "service_status:u8=service_status preferred_data_path:u8=bool"},
    {"CdmaSystemInfo",
     "domain_valid:u8=bool domain:u8=network_service_domain service_capability_valid:u8=bool "
     "service_capability:u8=network_service_domain roaming_status_valid:u8=bool "
     "roaming_status:u8=roaming_status forbidden_valid:u8=bool forbidden:u8=bool "
     "prl_match_valid:u8=bool prl_match:u8=bool p_rev_valid:u8=bool p_rev:u8 "
     "base_station_p_rev_valid:u8=bool base_station_p_rev:u8 "
     "concurrent_service_support_valid:u8=bool concurrent_service_support:u8=bool "
     "cdma_system_id_valid:u8=bool sid:u16 nid:u16 base_station_info_valid:u8=bool "
     "base_station_id:u16 base_station_latitude!:i32@0.25arcsec "
     "base_station_longitude!:i32@0.25arcsec "
     "packet_zone_valid:u8=bool packet_zone:u16 network_id_valid:u8=bool mcc:str[3] mnc:str[3]"},
    {"DetailedServiceStatus", "status:u8=service_status capability:u8=network_service_domain "
                              "hdr_status:u8=service_status hdr_hybrid:u8=bool forbidden:u8=bool"},
    {"GsmSystemInfo",
     "domain_valid:u8=bool domain:u8=network_service_domain service_capability_valid:u8=bool "
     "service_capability:u8=network_service_domain roaming_status_valid:u8=bool "
     "roaming_status:u8=roaming_status forbidden_valid:u8=bool forbidden:u8=bool "
     "lac_valid:u8=bool lac:u16@hex cid_valid:u8=bool cid:u32@hex "
     "registration_reject_info_valid:u8=bool "
     "registration_reject_domain:u8=network_service_domain "
     "registration_reject_cause:u8=reject_cause network_id_valid:u8=bool mcc:str[3] mnc:str[3] "
     "egprs_support_valid:u8=bool egprs_support:u8=bool dtm_support_valid:u8=bool "
     "dtm_support:u8=bool"},
    {"HdrSystemInfo",
     "domain_valid:u8=bool domain:u8=network_service_domain service_capability_valid:u8=bool "
     "service_capability:u8=network_service_domain roaming_status_valid:u8=bool "
     "roaming_status:u8=roaming_status forbidden_valid:u8=bool forbidden:u8=bool "
     "prl_match_valid:u8=bool prl_match:u8=bool personality_valid:u8=bool "
     "personality:u8=hdr_personality protocol_revision_valid:u8=bool "
     "protocol_revision:u8=hdr_protocol_revision is_856_system_id_valid:u8=bool "
     "is_856_system_id:str[16]"},
    {"LteBands", "mask_low:u64@hex mask_mid_low:u64@hex mask_mid_high:u64@hex mask_high:u64@hex"},
    {"LteSystemInfo",
     "domain_valid:u8=bool domain:u8=network_service_domain service_capability_valid:u8=bool "
     "service_capability:u8=network_service_domain roaming_status_valid:u8=bool "
     "roaming_status:u8=roaming_status forbidden_valid:u8=bool forbidden:u8=bool "
     "lac_valid:u8=bool lac:u16@hex cid_valid:u8=bool cid:u32@hex "
     "registration_reject_info_valid:u8=bool "
     "registration_reject_domain:u8=network_service_domain "
     "registration_reject_cause:u8=reject_cause network_id_valid:u8=bool mcc:str[3] mnc:str[3] "
     "tac_valid:u8=bool tac:u16@hex"},
    {"NetworkTime", "universal_time:{UniversalTime} timezone_offset:i8@15min "
                    "daylight_savings_adjustment:u8=daylight_savings_adjustment "
                    "radio_interface:i8=radio_interface"},
    {"Nr5gBands", "mask_0:u64@hex mask_1:u64@hex mask_2:u64@hex mask_3:u64@hex mask_4:u64@hex "
                  "mask_5:u64@hex mask_6:u64@hex mask_7:u64@hex"},
    {"PcsDigit", "mcc:u16@mcc mnc:u16@mnc includes_pcs_digit:u8=bool"},
    {"PlmnName",
     "name_encoding:u8=plmn_encoding_scheme "
     "short_country_initials:u8=plmn_name_country_initials "
     "long_name_spare_bits:u8=plmn_name_spare_bits "
     "short_name_spare_bits:u8=plmn_name_spare_bits long_name:[u8]u8 short_name:[u8]u8"},
    {"PreferredNetwork",
     "mcc:u16@mcc mnc:u16@mnc radio_access_technology:u16=plmn_access_technology_identifier"},
    {"RxChain", "is_radio_tuned:u8=bool rx_power:i32@0.1dBm ecio:i32@0.1dB rscp:i32@0.1dBm "
                "rsrp:i32@0.1dBm phase:u32@0.01degrees"},
    {"ServiceStatus", "service_status:u8=service_status true_service_status:u8=service_status "
                      "preferred_data_path:u8=bool"},
    {"ServingSystem", "registration_state:u8=registration_state cs_attach_state:u8=attach_state "
                      "ps_attach_state:u8=attach_state selected_network:u8=network_type "
                      "radio_interfaces:[u8]i8=radio_interface"},
    {"TdScdmaSystemInfo",
     "domain_valid:u8=bool domain:u8=network_service_domain service_capability_valid:u8=bool "
     "service_capability:u8=network_service_domain roaming_status_valid:u8=bool "
     "roaming_status:u8=roaming_status forbidden_valid:u8=bool forbidden:u8=bool "
     "lac_valid:u8=bool lac:u16@hex cid_valid:u8=bool cid:u32@hex "
     "registration_reject_info_valid:u8=bool "
     "registration_reject_domain:u8=network_service_domain "
     "registration_reject_cause:u8=reject_cause network_id_valid:u8=bool mcc:str[3] mnc:str[3] "
     "hs_call_status_valid:u8=bool hs_call_status:u8=wcdma_hs_service hs_service_valid:u8=bool "
     "hs_service:u8=wcdma_hs_service cell_parameter_id_valid:u8=bool cell_parameter_id:u16 "
     "cell_broadcast_support_valid:u8=bool cell_broadcast_support:u32=cell_broadcast_capability "
     "cs_call_barring_status_valid:u8=bool cs_call_barring_status:i32=call_barring_status "
     "ps_call_barring_status_valid:u8=bool ps_call_barring_status:i32=call_barring_status "
     "cipher_domain_valid:u8=bool cipher_domain:u8=network_service_domain"},
    {"TechnologyPreference", "technology_preference:u16=radio_technology_preference "
                             "technology_preference_duration:u8=preference_duration"},
    {"UniversalTime",
     "year:u16 month:u8 day:u8 hour:u8 minute:u8 second:u8 day_of_week:u8=day_of_week"},
    {"WcdmaSystemInfo",
     "domain_valid:u8=bool domain:u8=network_service_domain service_capability_valid:u8=bool "
     "service_capability:u8=network_service_domain roaming_status_valid:u8=bool "
     "roaming_status:u8=roaming_status forbidden_valid:u8=bool forbidden:u8=bool "
     "lac_valid:u8=bool lac:u16@hex cid_valid:u8=bool cid:u32@hex "
     "registration_reject_info_valid:u8=bool "
     "registration_reject_domain:u8=network_service_domain "
     "registration_reject_cause:u8=reject_cause network_id_valid:u8=bool mcc:str[3] mnc:str[3] "
     "hs_call_status_valid:u8=bool hs_call_status:u8=wcdma_hs_service hs_service_valid:u8=bool "
     "hs_service:u8=wcdma_hs_service primary_scrambling_code_valid:u8=bool "
     "primary_scrambling_code:u16"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("active_band",
         "bc-0 bc-1 bc-2 bc-3 bc-4 bc-5 bc-6 bc-7 bc-8 bc-9 bc-10 bc-11 bc-12 bc-13 bc-14 "
         "bc-15 bc-16 bc-17 bc-18 bc-19 0x28=gsm-450 gsm-480 gsm-750 gsm-850 "
         "gsm-900-extended gsm-900-primary gsm-900-railways gsm-dcs-1800 gsm-pcs-1900 "
         "0x50=wcdma-2100 wcdma-pcs-1900 wcdma-dcs-1800 wcdma-1700-us wcdma-850 wcdma-800 "
         "wcdma-2600 wcdma-900 wcdma-1700-japan 0x5a=wcdma-1500-japan wcdma-850-japan "
         "0x78=eutran-1 eutran-2 eutran-3 eutran-4 eutran-5 eutran-6 eutran-7 eutran-8 "
         "eutran-9 eutran-10 eutran-11 eutran-12 eutran-13 eutran-14 eutran-17 eutran-33 "
         "eutran-34 eutran-35 eutran-36 eutran-37 eutran-38 eutran-39 eutran-40 eutran-18 "
         "eutran-19 eutran-20 eutran-21 eutran-24 eutran-25 eutran-41 eutran-42 eutran-43 "
         "eutran-23 eutran-26 eutran-32 eutran-125 eutran-126 eutran-127 eutran-28 "
         "eutran-29 eutran-30 eutran-66 eutran-250 eutran-46 eutran-27 eutran-31 "
         "eutran-47 eutran-48 eutran-71 0xc8=tdscdma-a tdscdma-b tdscdma-c tdscdma-d "
         "tdscdma-e tdscdma-f 0xfa=nr5g-1 nr5g-2 nr5g-3 nr5g-5 nr5g-7 nr5g-8 nr5g-20 "
         "nr5g-28 nr5g-38 nr5g-41 nr5g-50 nr5g-51 nr5g-66 nr5g-70 nr5g-71 nr5g-74 nr5g-75 "
         "nr5g-76 nr5g-77 nr5g-78 nr5g-79 nr5g-80 nr5g-81 nr5g-82 nr5g-83 nr5g-84 nr5g-85 "
         "nr5g-257 nr5g-258 nr5g-259 nr5g-260 nr5g-261 nr5g-12 nr5g-25 nr5g-34 nr5g-39 "
         "nr5g-40 nr5g-65 nr5g-86 nr5g-48 nr5g-14 nr5g-13 nr5g-18 nr5g-26 nr5g-30 nr5g-29 "
         "nr5g-53 nr5g-46 nr5g-91 nr5g-92 nr5g-93 nr5g-94"),
    ENUM("attach_state", "unknown attached detached"),
    FLAGS("band_preference",
          "bc-0-a-system bc-0-b-system bc-1-all-blocks bc-2 bc-3-a-system bc-4-all-blocks "
          "bc-5-all-blocks gsm-dcs-1800 gsm-900-extended gsm-900-primary bc-6 bc-7 bc-8 "
          "bc-9 bc-10 bc-11 gsm-450 gsm-480 gsm-750 gsm-850 gsm-900-railways gsm-pcs-1900 "
          "wcdma-2100 wcdma-pcs-1900 wcdma-dcs-1800 wcdma-1700-us wcdma-850-us wcdma-800 "
          "bc-12 bc-14 0x80000000=bc-15 0x1000000000000=wcdma-2600 wcdma-900 "
          "wcdma-1700-japan 0x100000000000000=bc-16 bc-17 bc-18 bc-19 wcdma-850-japan "
          "wcdma-1500"),
    ENUM("boolean", "false true unknown"),
    ENUM("call_barring_status", "-1=unknown normal-only emergency-only no-calls all-calls"),
    ENUM("cdma_pilot_type", "active neighbor"),
    ENUM("cdma_prl_preference", "1=a-side-only b-side-only 0x3fff=any"),
    ENUM("cell_broadcast_capability", "unknown off on"),
    ENUM("change_duration", "power-cycle permanent"),
    ENUM("data_capability",
         "none gprs edge hsdpa hsupa wcdma cdma evdo-rev-0 evdo-rev-a gsm evdo-rev-b lte "
         "hsdpa-plus dc-hsdpa-plus"),
    ENUM("day_of_week", "monday tuesday wednesday thursday friday saturday sunday"),
    ENUM("daylight_savings_adjustment", "none one-hour two-hours"),
    ENUM("dl_bandwidth",
         "1-4 3 5 10 15 20 5gnr-5 5gnr-10 5gnr-15 5gnr-20 5gnr-25 5gnr-30 5gnr-40 5gnr-50 "
         "5gnr-60 5gnr-80 5gnr-90 5gnr-100 5gnr-200 5gnr-400 gsm-02 tdscdma-16 wcdma-5 "
         "wcdma-10 5gnr-70 0xff=unknown"),
    ENUM("drx", "unknown 6=cn6-t32 cn7-t64 cn8-t128 cn9-t256"),
    ENUM("evdo_sinr_level", "0 1 2 3 4 5 6 7 8"),
    ENUM("gsm_wcdma_acquisition_order_preference", "automatic gsm wcdma"),
    ENUM("hdr_personality", "unknown hrpd ehrpd"),
    ENUM("hdr_protocol_revision", "none rel-0 rel-a rel-b"),
    ENUM("incremental_network_scan_status", "complete partial aborted"),
    FLAGS("lte_band_preference",
          "1 2 3 4 5 6 7 8 9 10 11 12 13 14 0x10000=17 18 19 20 21 0x800000=24 25 26 27 28 "
          "29 30 31 32 33 34 35 36 37 38 39 40 41 42 43"),
    ENUM("lte_cell_access_status", "normal-only emergency-only no-calls all-calls 0xff=unknown"),
    ENUM("lte_registration_domain", "not-applicable cs-only ps-only cs-ps limited-service"),
    ENUM("lte_voice_domain", "none ims 1x 3gpp"),
    ENUM("network_description_display", "no yes 0xff=unknown"),
    ENUM("network_description_encoding", "unspecified ascii7 4=unicode 9=gsm"),
    FLAGS("network_name_display_condition",
          "registered-plmn-if-known-network spn-not-required-if-unknown-network"),
    ENUM("network_name_source",
         "unknown operator-plmn-list-and-plmn-network-name "
         "common-pcn-handset-specification-and-operator-name-string nitz se13 mcc-mnc "
         "service-provider-name"),
    ENUM("network_register_type", "1=automatic manual"),
    ENUM("network_scan_result", "success abort radio-link-failure"),
    FLAGS("network_scan_type", "gsm umts lte td-scdma 5gnr"),
    ENUM("network_selection_preference", "automatic manual"),
    ENUM("network_selection_registration_restriction", "unrestricted camped-only limited"),
    ENUM("network_service_domain", "none cs ps cs-ps camped"),
    FLAGS("network_status",
          "current-serving available home roaming forbidden not-forbidden preferred "
          "not-preferred"),
    ENUM("network_type", "unknown 3gpp2 3gpp"),
    FLAGS("plmn_access_technology_identifier",
          "0x0=unspecified 0x40=gsm-compact gsm 0x800=ngran 0x4000=eutran utran 0xffff=all"),
    ENUM("plmn_encoding_scheme", "gsm ucs2le"),
    ENUM("plmn_language_id", "unknown zh-trad zh-simp"),
    ENUM("plmn_name_country_initials",
         "initials-do-not-add initials-add 0xff=initials-unspecified"),
    ENUM("plmn_name_spare_bits", "unknown bit-8 bits-78 bits-68 bits-58 bits-48 bits-38 bits-28"),
    ENUM("preference_duration",
         "permanent power-cycle one-call one-call-or-time internal-one-call-1 "
         "internal-one-call-2 internal-one-call-3"),
    ENUM("ps_attach_action", "1=attach detach"),
    ENUM("radio_interface",
         "-1=unknown none cdma-1x cdma-1xevdo amps gsm umts 8=lte td-scdma 0xc=5gnr "
         "0xff=no-change"),
    FLAGS("radio_technology_preference",
          "0x0=auto 0x1=3gpp2 3gpp amps-or-gsm cdma-or-wcdma hdr lte"),
    FLAGS("rat_mode_preference", "cdma-1x cdma-1xevdo gsm umts lte td-scdma 5gnr"),
    ENUM("registration_state",
         "not-registered registered not-registered-searching registration-denied unknown"),
    ENUM("reject_cause",
         "none 2=imsi-unknown-in-hlr illegal-ue imsi-unknown-in-vlr imei-not-accepted "
         "illegal-me ps-services-not-allowed ps-and-non-ps-services-not-allowed "
         "ue-identity-not-derived-by-network implicitly-detached plmn-not-allowed "
         "location-area-not-allowed roaming-in-location-area-not-allowed "
         "ps-services-in-location-area-not-allowed no-suitable-cells-in-location-area "
         "msc-temporarily-not-reachable network-failure cs-domain-not-available "
         "esm-failure mac-failure synch-failure congestion "
         "ue-security-capabilities-mismatch security-mode-rejected-unspecified "
         "csg-not-authorized non-eps-authentication-unacceptable "
         "0x1c=sms-provided-by-gprs-in-routing-area 0x1f=redirection-to-5gcn-required "
         "service-option-not-supported requested-service-option-not-subscribed "
         "service-option-temporarily-out-of-order requested-service-option-not-authorized "
         "0x26=call-cannot-be-identified cs-service-temporarily-not-available "
         "no-eps-bearer-context-activated 0x2a=severe-network-failure "
         "0x30=retry-upon-entry-into-new-cell-0 retry-upon-entry-into-new-cell-1 "
         "retry-upon-entry-into-new-cell-2 retry-upon-entry-into-new-cell-3 "
         "retry-upon-entry-into-new-cell-4 retry-upon-entry-into-new-cell-5 "
         "retry-upon-entry-into-new-cell-6 retry-upon-entry-into-new-cell-7 "
         "retry-upon-entry-into-new-cell-8 retry-upon-entry-into-new-cell-9 "
         "retry-upon-entry-into-new-cell-10 retry-upon-entry-into-new-cell-11 "
         "retry-upon-entry-into-new-cell-12 retry-upon-entry-into-new-cell-13 "
         "retry-upon-entry-into-new-cell-14 retry-upon-entry-into-new-cell-15 "
         "0x5f=semantically-incorrect-message invalid-mandatory-information "
         "message-type-non-existent message-type-not-compatible "
         "information-element-non-existent conditional-information-element-error "
         "message-not-compatible 0x6f=unspecified-protocol-error"),
    ENUM("roaming_indicator_status", "on off"),
    ENUM("roaming_preference", "1=off not-off not-flashing 0xff=any"),
    ENUM("roaming_status",
         "off on blink out-of-neighborhood out-of-building preferred-system "
         "available-system alliance-partner premium-partner full-service partial-service "
         "banner-on banner-off"),
    ENUM("scell_state", "deconfigured deactivated activated"),
    ENUM("service_domain_preference", "cs-only ps-only cs-ps ps-attach ps-detach"),
    ENUM("service_status", "none limited available limited-regional power-save"),
    FLAGS("signal_strength_request",
          "0x0=none 0x1=rssi ecio io sinr error-rate rsrq lte-snr lte-rsrp"),
    ENUM("sim_reject_state", "unavailable available cs-invalid ps-invalid cs-ps-invalid"),
    ENUM("swi_emm_connection_state",
         "rrc-idle waiting-rrc-cfm rrc-connecting rrc-releasing 0xff=unknown"),
    ENUM("swi_emm_state", "deregistered reg-initiated registered tau-initiated sr-initiated "
                          "dereg-initiated invalid 0xff=unknown"),
    ENUM("swi_ims_reg_state", "no-srv in-prog failed limited full-srv 0xff=unknown"),
    ENUM("swi_modem_mode",
         "powering-off factory-test offline offline-amps offline-cdma online low-power "
         "resetting network-test offline-request pseudo-online resetting-modem "
         "0xff=unknown"),
    ENUM("swi_ps_state", "attached detached 0xff=unknown"),
    ENUM("swi_system_mode", "no-service amps cdma gsm hdr wcdma gps 8=wlan lte 0xff=unknown"),
    FLAGS("td_scdma_band_preference", "a b c d e f"),
    ENUM("usage_preference", "unknown voice-centric data-centric"),
    ENUM("voice_domain_preference", "cs-only ps-only cs-preferred ps-preferred"),
    ENUM("wcdma_hs_service",
         "hsdpa-hsupa-unsupported hsdpa-supported hsupa-supported hsdpa-hsupa-supported "
         "hsdpa-plus-supported hsdpa-plus-hsupa-supported dc-hsdpa-plus-supported "
         "dc-hsdpa-plus-hsupa-supported"),
    ENUM("wcdma_rrc_state", "disconnected cell-pch ura-pch cell-fach cell-dch"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_nas = {
    .id = 0x03,
    .name = "nas",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
