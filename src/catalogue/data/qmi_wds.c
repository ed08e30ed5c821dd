/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 1, WDS: data connections and their profiles. The reasons why a call
 * ended, and the masks of radio access technologies and service options, are named by
 * what they belong to: see =name[field] in the notation. Data only.
 */
#include "tables.h"

/* One layout is longer than the 4095 characters that every C11 compiler takes. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Woverlength-strings"
#endif

static const char modify_profile[] = "e0 extended_error_code:u16=ds_profile_error";

static const char delete_profile[] =
    "01 profile_identifier:{ profile_type:u8=profile_type profile_index:u8 }";

static const char get_autoconnect_settings_response[] = "01 status:u8=autoconnect_setting "
                                                        "10 roaming:u8=autoconnect_setting_roaming";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0001, "set-event-report",
                "10 channel_rate:u8=bool "
                "11 transfer_statistics:{ interval_seconds:u8@s "
                "indicators:i32=set_event_report_transfer_statistics } "
                "12 data_bearer_technology:u8=bool "
                "13 dormancy_status:u8=bool "
                "14 mip_status:u8 "
                "15 current_data_bearer_technology:u8=bool "
                "17 data_call_status:u8=bool "
                "18 preferred_data_system:u8=bool "
                "19 evdo_pm_change:u8=bool "
                "1a data_systems:u8=bool "
                "1b uplink_flow_control:u8=bool "
                "1c limited_data_system_status:u8=bool "
                "1d pdn_filter_removals:u8=bool "
                "1e extended_data_bearer_technology:u8=bool",
                ""),
    QMI_INDICATION(
        0x0001, "event-report",
        "10 tx_packets_ok:u32 "
        "11 rx_packets_ok:u32 "
        "12 tx_packets_error:u32 "
        "13 rx_packets_error:u32 "
        "14 tx_overflows:u32 "
        "15 rx_overflows:u32 "
        "16 channel_rates:{ tx_rate_bps:i32@bit/s rx_rate_bps:i32@bit/s } "
        "17 data_bearer_technology:i8=data_bearer_technology "
        "18 dormancy_status:u8=dormancy_status "
        "19 tx_bytes_ok:u64@bytes "
        "1a rx_bytes_ok:u64@bytes "
        "1b mip_status:u8=bool "
        "1d current_data_bearer_technology:{DataBearer} "
        "1f data_call_status:u8=data_call_status "
        "20 preferred_data_system:u32=data_system "
        "22 data_call_type:{ data_call_type:u8=data_call_type "
        "tethered_call_type:u8=tethered_call_type } "
        "23 evdo_page_monitor_period_change:{ period_change:u8 force_long_sleep:u8=bool "
        "} "
        "24 data_systems:{ preferred_network_type:u8=data_system_network_type "
        "networks:[u8]{ network_type:u8=data_system_network_type "
        "rat_mask:u32=rat[network_type] so_mask:u32=so[rat_mask] } } "
        "25 tx_packets_dropped:u32 "
        "26 rx_packets_dropped:u32 "
        "27 uplink_flow_control_enabled:i8=bool "
        "28 data_call_address_family:u32=ip_family "
        "29 pdn_filters_removed:{ pdn_filter_handler:[u8]u32 } "
        "2a extended_data_bearer_technology:{ "
        "data_bearer_technology:u32=data_system_network_type "
        "radio_access_technology:u32=radio_access_technology "
        "extended_data_bearer_technology_3gpp:u16=extended_data_bearer_technology_3gpp "
        "reserved1:u8 "
        "extended_data_bearer_technology_3gpp2:u16=extended_data_bearer_technology_3gpp2 "
        "reserved2:u8 reserved3:u8 reserved4:u8 }"),
    QMI_REQUEST(0x0002, "abort", "01 transaction_id:u16", ""),
    QMI_REQUEST(0x0003, "indication-register",
                "12 report_extended_ip_configuration_change:u8=bool "
                "19 report_profile_changes:u8=bool",
                ""),
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "start-network",
                "10 primary_dns_address_preference:u32@ipv4 "
                "11 secondary_dns_address_preference:u32@ipv4 "
                "12 primary_nbns_address_preference:u32@ipv4 "
                "13 secondary_nbns_address_preference:u32@ipv4 "
                "14 apn:str "
                "15 ipv4_address_preference:u32@ipv4 "
                "16 authentication_preference:u8=authentication "
                "17 username!:str "
                "18 password!:str "
                "19 ip_family_preference:u8=ip_family "
                "30 technology_preference:u8=technology_preference "
                "31 profile_index_3gpp:u8 "
                "32 profile_index_3gpp2:u8 "
                "33 enable_autoconnect:u8=bool "
                "34 extended_technology_preference:u16=extended_technology_preference "
                "35 call_type:u8=call_type",
                "01 packet_data_handle:u32 "
                "10 call_end_reason:u16=call_end_reason "
                "11 verbose_call_end_reason:{VerboseReason}"),
    QMI_REQUEST(0x0021, "stop-network",
                "01 packet_data_handle:u32 "
                "10 disable_autoconnect:u8=bool",
                ""),
    QMI_REQUEST(0x0022, "get-packet-service-status", "",
                "01 connection_status:u8=connection_status"),
    QMI_INDICATION(0x0022, "packet-service-status",
                   "01 connection_status:{ status:u8=connection_status "
                   "reconfiguration_required:u8=bool } "
                   "10 call_end_reason:u16=call_end_reason "
                   "11 verbose_call_end_reason:{VerboseReason} "
                   "12 ip_family:u8=ip_family "
                   "14 bearer_id:u8 "
                   "15 xlat_capability:u8=bool "
                   "34 extended_technology_preference:u16=extended_technology_preference"),
    QMI_REQUEST(0x0023, "get-channel-rates", "",
                "01 channel_rates:{ channel_tx_rate_bps:u32@bit/s channel_rx_rate_bps:u32@bit/s "
                "max_channel_tx_rate_bps:u32@bit/s max_channel_rx_rate_bps:u32@bit/s }"),
    QMI_REQUEST(0x0024, "get-packet-statistics", "01 mask:u32=packet_statistics_mask_flag",
                "10 tx_packets_ok:u32 "
                "11 rx_packets_ok:u32 "
                "12 tx_packets_error:u32 "
                "13 rx_packets_error:u32 "
                "14 tx_overflows:u32 "
                "15 rx_overflows:u32 "
                "19 tx_bytes_ok:u64@bytes "
                "1a rx_bytes_ok:u64@bytes "
                "1b last_call_tx_bytes_ok:u64@bytes "
                "1c last_call_rx_bytes_ok:u64@bytes "
                "1d tx_packets_dropped:u32 "
                "1e rx_packets_dropped:u32"),
    QMI_REQUEST(0x0025, "go-dormant", "", ""),
    QMI_REQUEST(0x0026, "go-active", "", ""),
    QMI_REQUEST(0x0027, "create-profile",
                "01 profile_type:u8=profile_type "
                "10 profile_name:str "
                "11 pdp_type:u8=pdp_type "
                "12 pdp_header_compression_type:u8=pdp_header_compression_type "
                "13 pdp_data_compression_type:u8=pdp_data_compression_type "
                "14 apn_name:str "
                "15 primary_ipv4_dns_address:u32@ipv4 "
                "16 secondary_ipv4_dns_address:u32@ipv4 "
                "17 umts_requested_qos:{UmtsQos} "
                "18 umts_minimum_qos:{UmtsQos} "
                "19 gprs_requested_qos:{GprsQos} "
                "1a gprs_minimum_qos:{GprsQos} "
                "1b username!:str "
                "1c password!:str "
                "1d authentication:u8=authentication "
                "1e ipv4_address_preference:u32@ipv4 "
                "1f pcscf_address_using_pco:u8=bool "
                "20 pdp_access_control:u8=pdp_access_control "
                "21 pcscf_address_using_dhcp:u8=bool "
                "22 imcn_flag:u8=bool "
                "25 pdp_context_number:u8 "
                "26 pdp_context_secondary_flag:u8=bool "
                "27 pdp_context_primary_id:u8 "
                "28 ipv6_address_preference:{ address:ipv6 } "
                "29 umts_requested_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2a umts_minimum_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2b ipv6_primary_dns_address_preference:ipv6 "
                "2c ipv6_secondary_dns_address_preference:ipv6 "
                "2d address_allocation_preference:u8=address_allocation_preference "
                "2e lte_qos_parameters:{LteQos} "
                "2f apn_disabled_flag:u8=bool "
                "3e roaming_disallowed_flag:u8=bool "
                "50 vlan_id_type:{VlanIds} "
                "dd apn_type_mask:u64=apn_type_mask",
                "01 profile_identifier:{ profile_type:u8=profile_type profile_index:u8 } "
                "e0 extended_error_code:u16=ds_profile_error"),
    QMI_REQUEST(0x0028, "modify-profile",
                "01 profile_identifier:{ profile_type:u8=profile_type profile_index:u8 } "
                "10 profile_name:str "
                "11 pdp_type:u8=pdp_type "
                "12 pdp_header_compression_type:u8=pdp_header_compression_type "
                "13 pdp_data_compression_type:u8=pdp_data_compression_type "
                "14 apn_name:str "
                "15 primary_ipv4_dns_address:u32@ipv4 "
                "16 secondary_ipv4_dns_address:u32@ipv4 "
                "17 umts_requested_qos:{UmtsQos} "
                "18 umts_minimum_qos:{UmtsQos} "
                "19 gprs_requested_qos:{GprsQos} "
                "1a gprs_minimum_qos:{GprsQos} "
                "1b username!:str "
                "1c password!:str "
                "1d authentication:u8=authentication "
                "1e ipv4_address_preference:u32@ipv4 "
                "1f pcscf_address_using_pco:u8=bool "
                "20 pdp_access_control:u8=pdp_access_control "
                "21 pcscf_address_using_dhcp:u8=bool "
                "22 imcn_flag:u8=bool "
                "25 pdp_context_number:u8 "
                "26 pdp_context_secondary_flag:u8=bool "
                "27 pdp_context_primary_id:u8 "
                "28 ipv6_address_preference:{ address:ipv6 } "
                "29 umts_requested_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2a umts_minimum_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2b ipv6_primary_dns_address_preference:ipv6 "
                "2c ipv6_secondary_dns_address_preference:ipv6 "
                "2d address_allocation_preference:u8=address_allocation_preference "
                "2e lte_qos_parameters:{LteQos} "
                "2f apn_disabled_flag:u8=bool "
                "3e roaming_disallowed_flag:u8=bool "
                "50 vlan_id_type:{VlanIds} "
                "dd apn_type_mask:u64=apn_type_mask "
                "de clat_enabled:u8=bool "
                "df ipv6_prefix_delegation:u8=bool",
                modify_profile),
    QMI_REQUEST(0x0029, "delete-profile", delete_profile, modify_profile),
    QMI_REQUEST(0x002a, "get-profile-list", "10 profile_type:u8=profile_type",
                "01 profile_list:[u8]{ profile_type:u8=profile_type profile_index:u8 "
                "profile_name:str8 } "
                "e0 extended_error_code:u16=ds_profile_error"),
    QMI_REQUEST(0x002b, "get-profile-settings",
                "01 profile_id:{ profile_type:u8=profile_type profile_index:u8 }",
                "10 profile_name:str "
                "11 pdp_type:u8=pdp_type "
                "12 pdp_header_compression_type:u8=pdp_header_compression_type "
                "13 pdp_data_compression_type:u8=pdp_data_compression_type "
                "14 apn_name:str "
                "15 primary_ipv4_dns_address:u32@ipv4 "
                "16 secondary_ipv4_dns_address:u32@ipv4 "
                "17 umts_requested_qos:{UmtsQos} "
                "18 umts_minimum_qos:{UmtsQos} "
                "19 gprs_requested_qos:{GprsQos} "
                "1a gprs_minimum_qos:{GprsQos} "
                "1b username!:str "
                "1c password!:str "
                "1d authentication:u8=authentication "
                "1e ipv4_address_preference:u32@ipv4 "
                "1f pcscf_address_using_pco:u8=bool "
                "20 pdp_access_control:u8=pdp_access_control "
                "21 pcscf_address_using_dhcp:u8=bool "
                "22 imcn_flag:u8=bool "
                "25 pdp_context_number:u8 "
                "26 pdp_context_secondary_flag:u8=bool "
                "27 pdp_context_primary_id:u8 "
                "28 ipv6_address_preference:{ address:ipv6 } "
                "29 umts_requested_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2a umts_minimum_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2b ipv6_primary_dns_address_preference:ipv6 "
                "2c ipv6_secondary_dns_address_preference:ipv6 "
                "2d address_allocation_preference:u8=address_allocation_preference "
                "2e lte_qos_parameters:{LteQos} "
                "2f apn_disabled_flag:u8=bool "
                "3e roaming_disallowed_flag:u8=bool "
                "50 vlan_id_type:{VlanIds} "
                "dd apn_type_mask:u64=apn_type_mask "
                "de clat_enabled:u8=bool "
                "df ipv6_prefix_delegation:u8=bool "
                "e0 extended_error_code:u16=ds_profile_error"),
    QMI_REQUEST(0x002c, "get-default-settings", "01 profile_type:u8=profile_type",
                "10 profile_name:str "
                "11 pdp_type:u8=pdp_type "
                "12 pdp_header_compression_type:u8=pdp_header_compression_type "
                "13 pdp_data_compression_type:u8=pdp_data_compression_type "
                "14 apn_name:str "
                "15 primary_ipv4_dns_address:u32@ipv4 "
                "16 secondary_ipv4_dns_address:u32@ipv4 "
                "17 umts_requested_qos:{UmtsQos} "
                "18 umts_minimum_qos:{UmtsQos} "
                "19 gprs_requested_qos:{GprsQos} "
                "1a gprs_minimum_qos:{GprsQos} "
                "1b username!:str "
                "1c password!:str "
                "1d authentication:u8=authentication "
                "1e ipv4_address_preference:u32@ipv4 "
                "1f pcscf_address_using_pco:u8=bool "
                "20 pdp_access_control:u8=pdp_access_control "
                "21 pcscf_address_using_dhcp:u8=bool "
                "22 imcn_flag:u8=bool "
                "25 pdp_context_number:u8 "
                "26 pdp_context_secondary_flag:u8=bool "
                "27 pdp_context_primary_id:u8 "
                "28 ipv6_address_preference:{ address:ipv6 } "
                "29 umts_requested_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2a umts_minimum_qos_with_signaling_indication_flag:{UmtsQosWithSignaling} "
                "2b ipv6_primary_dns_address_preference:ipv6 "
                "2c ipv6_secondary_dns_address_preference:ipv6 "
                "2d address_allocation_preference:u8=address_allocation_preference "
                "2e lte_qos_parameters:{LteQos} "
                "2f apn_disabled_flag:u8=bool "
                "50 vlan_id_type:{VlanIds} "
                "e0 extended_error_code:u16=ds_profile_error"),
    QMI_REQUEST(0x002d, "get-current-settings", "10 requested_settings:u32=requested_settings",
                "10 profile_name:str "
                "11 pdp_type:u8=pdp_type "
                "14 apn_name:str "
                "15 primary_ipv4_dns_address:u32@ipv4 "
                "16 secondary_ipv4_dns_address:u32@ipv4 "
                "17 umts_granted_qos:{UmtsQos} "
                "19 gprs_granted_qos:{GprsQos} "
                "1b username!:str "
                "1d authentication:u8=authentication "
                "1e ipv4_address:u32@ipv4 "
                "1f profile_id:{ profile_type:u8=profile_type profile_index:u8 } "
                "20 ipv4_gateway_address:u32@ipv4 "
                "21 ipv4_gateway_subnet_mask:u32@ipv4 "
                "22 pcscf_address_using_pco:u8 "
                "23 pcscf_server_address_list:[u8]u32@ipv4 "
                "24 pcscf_domain_name_list:[u8]str16 "
                "25 ipv6_address:{ address:ipv6 prefix_length:u8 } "
                "26 ipv6_gateway_address:{ address:ipv6 prefix_length:u8 } "
                "27 ipv6_primary_dns_address:ipv6 "
                "28 ipv6_secondary_dns_address:ipv6 "
                "29 mtu:u32@bytes "
                "2a domain_name_list:[u8]str16 "
                "2b ip_family:u8=ip_family "
                "2c imcn_flag:i8 "
                "2d extended_technology_preference:u16=extended_technology_preference "
                "2f operator_reserved_pco:{ mcc:u16@mcc mnc:u16@mnc mnc_includes_pcs_digit:u8=bool "
                "app_specific_info:[u8]u8 container_id:u16@hex }"),
    QMI_REQUEST(0x0030, "get-dormancy-status", "", "01 dormancy_status:u8=dormancy_status"),
    QMI_REQUEST(0x0034, "get-autoconnect-settings", "", get_autoconnect_settings_response),
    QMI_REQUEST(0x0037, "get-data-bearer-technology", "",
                "01 current:i8=data_bearer_technology "
                "10 last:i8=data_bearer_technology"),
    QMI_REQUEST(0x0044, "get-current-data-bearer-technology", "",
                "01 current:{DataBearer} "
                "10 last:{DataBearer}"),
    QMI_REQUEST(0x0049, "get-default-profile-number",
                "01 profile_type:{ type:u8=profile_type family:u8=profile_family }",
                "01 index:u8 "
                "e0 extended_error_code:u16=ds_profile_error"),
    QMI_REQUEST(0x004a, "set-default-profile-number", "01 profile_identifier:{Profile}",
                modify_profile),
    QMI_REQUEST(0x004d, "set-ip-family", "01 preference:u8=ip_family", ""),
    QMI_REQUEST(0x0051, "set-autoconnect-settings", get_autoconnect_settings_response, ""),
    QMI_REQUEST(0x006c, "get-pdn-throttle-info", "01 network_type:u8=data_system_network_type",
                "10 info:[u8]{ ipv4_throttled:i8=bool ipv6_throttled:i8=bool "
                "ipv4_throttle_time_left_ms:u32@ms ipv6_throttle_time_left_ms:u32@ms apn:str8 }"),
    QMI_REQUEST(0x0085, "get-lte-attach-parameters", "",
                "10 apn:str "
                "11 ip_support_type:u8=ip_support_type "
                "12 ota_attach_performed:u8=bool"),
    QMI_REQUEST(0x0089, "bind-data-port", "01 data_port:u16=sio_port", ""),
    QMI_INDICATION(0x008c, "extended-ip-config",
                   "10 changed_ip_configuration:u32=requested_settings"),
    QMI_REQUEST(0x0092, "get-max-lte-attach-pdn-number", "", "10 info:u8"),
    QMI_MESSAGE(0x0093, "set-lte-attach-pdn-list",
                "01 list:[u8]u16 "
                "10 action:u32=attach_pdn_list_action",
                "", "01 action_result:u8=bool"),
    QMI_REQUEST(0x0094, "get-lte-attach-pdn-list", "",
                "10 current_list:[u8]u16 "
                "11 pending_list:[u8]u16"),
    QMI_REQUEST(0x00a2, "bind-mux-data-port",
                "10 endpoint_info:{ endpoint_type:u32=data_endpoint_type interface_number:u32 } "
                "11 mux_id:u8 "
                "13 client_type:u32=client_type",
                ""),
    QMI_REQUEST(0x00a7, "configure-profile-event-list",
                "10 register:[u8]{ profile_type:u8=profile_type profile_index:u8 }", ""),
    QMI_INDICATION(0x00a8, "profile-changed",
                   "10 profile_event:{ profile_type:u8=profile_type profile_index:u8 "
                   "change_event:u8=profile_change_event }"),
    QMI_REQUEST(0x00af, "bind-subscription", "01 subscription_id:u32=subscription_type", ""),
    QMI_REQUEST(0x00b0, "get-bind-subscription", "", "10 subscription_id:u32=subscription_type"),
    QMI_VENDOR(VENDOR_SIERRA, 0x5558, "swi-create-profile-indexed",
               "01 profile_identifier:{ profile_type:u8=profile_type profile_index:u8 } "
               "10 profile_name:str "
               "11 pdp_type:u8=pdp_type "
               "14 apn_name:str "
               "15 primary_ipv4_dns_address:u32@ipv4 "
               "16 secondary_ipv4_dns_address:u32@ipv4 "
               "1b username!:str "
               "1c password!:str "
               "1d authentication:u8=authentication "
               "1e ipv4_address_preference:u32@ipv4 "
               "25 pdp_context_number:u8 "
               "2f apn_disabled_flag:u8=bool "
               "3e roaming_disallowed_flag:u8=bool",
               delete_profile),
};

static const struct wdm_structure structures[] = {
    {"DataBearer",
     "network_type:u8=network_type rat_mask:u32=rat[network_type] so_mask:u32=so[rat_mask]"},
    {"GprsQos",
     "precedence_class:u32 delay_class:u32 reliability_class:u32 peak_throughput_class:u32 "
     "mean_throughput_class:u32"},
    {"LteQos", "qos_class_identifier:u8=qos_class_identifier guaranteed_downlink_bitrate:u32@bit/s "
               "max_downlink_bitrate:u32@bit/s guaranteed_uplink_bitrate:u32@bit/s "
               "max_uplink_bitrate:u32@bit/s"},
    {"Profile", "type:u8=profile_type family:u8=profile_family index:u8"},
    {"UmtsQos",
     "traffic_class:u8=traffic_class max_uplink_bitrate:u32@bit/s max_downlink_bitrate:u32@bit/s "
     "guaranteed_uplink_bitrate:u32@bit/s guaranteed_downlink_bitrate:u32@bit/s "
     "qos_delivery_order:u8=delivery_order maximum_sdu_size:u32 "
     "sdu_error_ratio:u8=sdu_error_ratio "
     "residual_bit_error_ratio:u8=sdu_residual_bit_error_ratio "
     "delivery_erroneous_sdu:u8=sdu_erroneous_delivery transfer_delay:u32 "
     "traffic_handling_priority:u32"},
    {"UmtsQosWithSignaling",
     "traffic_class:u8=traffic_class max_uplink_bitrate:u32@bit/s max_downlink_bitrate:u32@bit/s "
     "guaranteed_uplink_bitrate:u32@bit/s guaranteed_downlink_bitrate:u32@bit/s "
     "qos_delivery_order:u8=delivery_order maximum_sdu_size:u32 "
     "sdu_error_ratio:u8=sdu_error_ratio "
     "residual_bit_error_ratio:u8=sdu_residual_bit_error_ratio "
     "delivery_erroneous_sdu:u8=sdu_erroneous_delivery transfer_delay:u32 "
     "traffic_handling_priority:u32 signaling_indication:i8"},
    {"VerboseReason",
     "type:u16=verbose_call_end_reason_type reason:i16=verbose_call_end_reason[type]"},
    {"VlanIds", "vlan_id_range_start:u16 vlan_id_range_end:u16"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("address_allocation_preference", "nas dhcp"),
    FLAGS("apn_type_mask", "default ims mms dun supl hipri fota cbs ia emergency ut mcx"),
    ENUM("attach_pdn_list_action", "1=none detach-or-pdn-disconnect"),
    FLAGS("authentication", "0x0=none 0x1=pap chap"),
    ENUM("autoconnect_setting", "disabled enabled paused"),
    ENUM("autoconnect_setting_roaming", "allowed home-only"),
    ENUM("call_end_reason",
         "1=generic-unspecified generic-client-end generic-no-service generic-fade "
         "generic-release-normal generic-access-attempt-in-progress "
         "generic-access-failure generic-redirection-or-handoff generic-close-in-progress "
         "generic-authentication-failed generic-internal-error 0x1f4=cdma-lock "
         "cdma-intercept cdma-reorder cdma-release-so-reject cdma-incoming-call "
         "cdma-alert-stop cdma-activation cdma-max-access-probes "
         "cdma-ccs-not-supported-by-bs cdma-no-response-from-bs cdma-rejected-by-bs "
         "cdma-incompatible cdma-already-in-tc cdma-user-call-originated-during-gps "
         "cdma-user-call-originated-during-sms cdma-no-service "
         "0x3e8=gsm-wcdma-conference-failed gsm-wcdma-incoming-rejected "
         "gsm-wcdma-no-service gsm-wcdma-network-end gsm-wcdma-llc-sndcp-failure "
         "gsm-wcdma-insufficient-resources gsm-wcdma-option-temporarily-out-of-order "
         "gsm-wcdma-nsapi-already-used gsm-wcdma-regular-deactivation "
         "gsm-wcdma-network-failure gsm-wcdma-reattach-required gsm-wcdma-protocol-error "
         "gsm-wcdma-operator-determined-barring gsm-wcdma-unknown-apn "
         "gsm-wcdma-unknown-pdp gsm-wcdma-ggsn-reject gsm-wcdma-activation-reject "
         "gsm-wcdma-option-not-supported gsm-wcdma-option-unsubscribed "
         "gsm-wcdma-qos-not-accepted gsm-wcdma-tft-semantic-error "
         "gsm-wcdma-tft-syntax-error gsm-wcdma-unknown-pdp-context "
         "gsm-wcdma-filter-semantic-error gsm-wcdma-filter-syntax-error "
         "gsm-wcdma-pdp-without-active-tft gsm-wcdma-invalid-transaction-id "
         "gsm-wcdma-message-incorrect-semantic gsm-wcdma-invalid-mandatory-info "
         "gsm-wcdma-message-type-unsupported gsm-wcdma-message-type-noncompatible-state "
         "gsm-wcdma-unknown-info-element gsm-wcdma-conditional-ie-error "
         "gsm-wcdma-message-and-protocol-state-uncompatible gsm-wcdma-apn-type-conflict "
         "gsm-wcdma-no-gprs-context gsm-wcdma-feature-not-supported "
         "0x5dc=evdo-connection-deny-general-or-busy "
         "evdo-connection-deny-billing-or-authentication-failure evdo-hdr-change "
         "evdo-hdr-exit evdo-hdr-no-session evdo-hdr-origination-during-gps-fix "
         "evdo-hdr-connection-setup-timeout evdo-hdr-released-by-cm"),
    ENUM("call_type", "laptop embedded"),
    ENUM("client_type", "1=tethered 0xff=undefined"),
    ENUM("connection_status", "unknown disconnected connected suspended authenticating"),
    ENUM("data_bearer_technology",
         "-1=unknown 1=cdma20001x 1xevdo gsm umts 1xevdo-reva edge hsdpa hsupa "
         "hsdpa-hsupa lte ehrpd hsdpaplus hsdpaplus-hsupa dchsdpaplus dchsdpaplus-hsupa "
         "hsdpaplus-plus-64qam hsdpaplus-plus-64qam-hsupa tdscdma tdscdma-hsdpa "
         "tdscdma-hsupa"),
    ENUM("data_call_status", "unknown activated terminated"),
    ENUM("data_call_type", "unknown embedded tethered modem-embedded"),
    ENUM("data_system", "unknown cdma1x cdma1x-evdo gprs wcdma lte tdscdma"),
    ENUM("data_system_network_type", "3gpp 3gpp2"),
    ENUM("delivery_order", "subscribe on off"),
    ENUM("dormancy_status", "unknown traffic-channel-dormant traffic-channel-active"),
    ENUM("ds_profile_error",
         "unknown fail invalid-handle invalid-operation invalid-profile-type "
         "invalid-profile-number invalid-profile-id invalid-argument "
         "registry-not-initialized invalid-parameter-length list-end "
         "invalid-subscription-id invalid-profile-family "
         "0x3e9=3gpp-invalid-profile-family 3gpp-access-error 3gpp-context-not-defined "
         "3gpp-valid-flag-not-set 3gpp-read-only-flag-set 3gpp-out-of-profiles "
         "0x44d=3gpp2-invalid-profile-id"),
    FLAGS("extended_data_bearer_technology_3gpp",
          "0x0=unknown 0x1=wcdma hsdpa hsupa hsdpa-plus dc-hsdpa-plus 64qam hspa gprs edge "
          "gsm s2b lte-limited-service lte-fdd lte-tdd"),
    FLAGS("extended_data_bearer_technology_3gpp2",
          "0x0=unknown 0x1=reserved cdma1x-is95 cdma1x-is2000 cdma1x-is2000-rel-a "
          "hdr-rev-0-dpa hdr-rev-a-dpa hdr-rev-b-dpa hdr-rev-a-mpa hdr-rev-b-mpa "
          "hdr-rev-a-empa hdr-rev-b-empa hdr-rev-b-mmpa hdr-evdo-fmc"),
    ENUM("extended_technology_preference",
         "0x8001=cdma 0x8004=umts 0x8880=epc 0x8882=embms 0x8888=modem-link-local"),
    ENUM("ip_family", "unknown 4=ipv4 6=ipv6 8=unspecified 0xc=ethernet"),
    ENUM("ip_support_type", "ipv4 ipv6 ipv4v6"),
    ENUM("network_type", "unknown 3gpp2 3gpp"),
    FLAGS("packet_statistics_mask_flag",
          "tx-packets-ok rx-packets-ok tx-packets-error rx-packets-error tx-overflows "
          "rx-overflows tx-bytes-ok rx-bytes-ok tx-packets-dropped rx-packets-dropped"),
    ENUM("pdp_access_control", "none reject permission"),
    ENUM("pdp_data_compression_type", "off manufacturer-preferred v42bis v44"),
    ENUM("pdp_header_compression_type", "off manufacturer-preferred rfc1144 rfc2507 rfc3095"),
    ENUM("pdp_type", "ipv4 ppp ipv6 ipv4-or-ipv6 non-ip"),
    ENUM("profile_change_event",
         "1=create-event delete-event modify-event subscription-change-event"),
    ENUM("profile_family", "embedded tethered"),
    ENUM("profile_type", "3gpp 3gpp2 epc 0xff=all"),
    ENUM("qos_class_identifier",
         "network-assign guaranteed-bitrate1 guaranteed-bitrate2 guaranteed-bitrate3 "
         "guaranteed-bitrate4 non-guaranteed-bitrate5 non-guaranteed-bitrate6 "
         "non-guaranteed-bitrate7 non-guaranteed-bitrate8"),
    ENUM("radio_access_technology",
         "null-bearer 3gpp-wcdma 3gpp-geran 3gpp-lte 3gpp-tdscdma 3gpp-wlan "
         "0x64=3gpp-maximum 3gpp2-1x 3gpp2-hrpd 3gpp2-ehrpd 3gpp2-wlan 0xc8=3gpp2-maximum"),
    FLAGS("rat_3gpp", "0x0=none 0x1=wcdma gprs hsdpa hsupa edge lte hsdpaplus dchsdpaplus 64qam "
                      "tdscdma 5gnr 0x8000=null-bearer"),
    FLAGS("rat_3gpp2",
          "0x0=none 0x1=cdma1x evdo-rev0 evdo-reva evdo-revb ehrpd fmc 0x8000=null-bearer"),
    FLAGS("requested_settings",
          "0x0=none 0x1=profile-id profile-name pdp-type apn-name dns-address granted-qos "
          "username auth-protocol ip-address gateway-info pcscf-address "
          "pcscf-server-address-list pcscf-domain-name-list mtu domain-name-list ip-family "
          "imcn-flag extended-technology operator-reserved-pco"),
    ENUM("sdu_erroneous_delivery", "subscribe no-detection enabled disabled"),
    ENUM("sdu_error_ratio", "subscribe 1e2 7e3 1e3 1e4 1e5 1e6 1e1"),
    ENUM("sdu_residual_bit_error_ratio", "subscribe 5e2 1e2 5e3 4e3 1e3 1e4 1e5 1e6 6e8"),
    FLAGS("set_event_report_transfer_statistics",
          "tx-packets-ok rx-packets-ok tx-packets-error rx-packets-error tx-overflows "
          "rx-overflows tx-bytes-ok rx-bytes-ok tx-packets-dropped rx-packets-dropped"),
    ENUM("sio_port", "none 0xe04=a2-mux-rmnet0 a2-mux-rmnet1 a2-mux-rmnet2 a2-mux-rmnet3 "
                     "a2-mux-rmnet4 a2-mux-rmnet5 a2-mux-rmnet6 a2-mux-rmnet7"),
    FLAGS("so_cdma1x", "0x0=none 0x1=is95 is2000 is2000-rel-a"),
    FLAGS("so_evdo_rev0", "0x0=none 0x1=dpa"),
    FLAGS("so_evdo_reva", "0x0=none 0x1=dpa mfpa empa empa-ehrpd"),
    FLAGS("so_evdo_revb", "0x0=none 0x1=dpa mfpa empa empa-ehrpd mmpa mmpa-ehrpd"),
    FLAGS("technology_preference", "3gpp 3gpp2"),
    ENUM("tethered_call_type", "non-tethered rmnet dun"),
    ENUM("traffic_class", "subscribed conversational streaming interactive background"),
    ENUM("verbose_call_end_reason_3gpp",
         "8=operator-determined-barring 0x19=llc-sndcp-failure insufficient-resources "
         "unknown-apn unknown-pdp authentication-failed ggsn-reject activation-reject "
         "option-not-supported option-unsubscribed option-temporarily-out-of-order "
         "nsapi-already-used regular-deactivation qos-not-accepted network-failure "
         "reattach-required feature-not-supported tft-semantic-error tft-syntax-error "
         "unknown-pdp-context filter-semantic-error filter-syntax-error "
         "pdp-without-active-tft 0x32=ipv4-only-allowed ipv6-only-allowed "
         "single-address-bearer-only esm-info-not-received pdn-connection-does-not-exist "
         "multiple-connection-to-same-pdn-not-allowed 0x51=invalid-transaction-id "
         "0x5f=message-incorrect-semantic invalid-mandatory-info message-type-unsupported "
         "message-type-noncompatible-state unknown-info-element conditional-ie-error "
         "message-and-protocol-state-uncompatible 0x6f=protocol-error apn-type-conflict "
         "invalid-proxy-call-session-control-function-address "
         "internal-call-preempted-by-high-priority-apn emm-access-barred "
         "emergency-interface-only interface-mismatch companion-interface-in-use "
         "ip-address-mismatch interface-and-policy-family-mismatch "
         "emm-access-barred-infinite-retry authentication-failure-on-emergency-call "
         "invalid-dns-address invalid-proxy-call-session-control-function-dns-address "
         "test-loopback-mode-a-or-b-enabled emm-access-barred-eab "
         "call-preempted-by-emergency-apn ue-init-detach-or-disconnect"),
    ENUM("verbose_call_end_reason_cm",
         "0x1f4=cdma-lock intercept reorder release-so-reject incoming-call alert-stop "
         "activation max-access-probes ccs-not-supported-by-bs no-response-from-bs "
         "rejected-by-bs incompatible already-in-tc user-call-originated-during-gps "
         "user-call-originated-during-sms no-cdma-service mc-abort psist-ng "
         "uim-not-present retry-order access-block access-block-all "
         "is707b-max-access-probes thermal-emergency call-origination-throttled "
         "user-call-originated 0x3e8=conference-failed incoming-rejected "
         "no-gateway-service no-gprs-context illegal-ms illegal-me "
         "gprs-and-non-gprs-services-not-allowed gprs-services-not-allowed "
         "ms-identity-not-derived-by-the-network implicitly-detached plmn-not-allowed "
         "la-not-allowed gprs-services-not-allowed-in-plmn pdp-duplicate ue-rat-change "
         "congestion no-pdp-context-activated access-class-dsac-rejection "
         "pdp-activate-max-retry-failed rab-failure eps-service-not-allowed "
         "tracking-area-not-allowed roaming-not-allowed-in-tracking-area "
         "no-suitable-cells-in-tracking-area not-authorized-closed-subscriber-group "
         "esm-unknown-eps-bearer-context drb-released-at-rrc "
         "nas-signal-connection-released emm-detached emm-attach-failed "
         "emm-attach-started lte-nas-service-request-failed "
         "esm-active-dedicated-bearer-reactivated-by-nw esm-lower-layer-failure "
         "esm-sync-up-with-nw esm-nw-activated-dedicated-bearer-with-id-of-default-bearer "
         "esm-bad-ota-message esm-ds-rejected-call esm-context-transferred-due-to-irat "
         "ds-explicit-deact esm-local-cause-none "
         "lte-nas-service-request-failed-no-throttle acl-failure "
         "lte-nas-service-request-failed-ds-disallow emm-t3417-expired "
         "emm-t3417-ext-expired lrrc-ul-data-confirmation-failure-txn "
         "lrrc-ul-data-confirmation-failure-handover "
         "lrrc-ul-data-confirmation-failure-conn-rel "
         "lrrc-ul-data-confirmation-failure-rlf "
         "lrrc-ul-data-confirmation-failure-ctrl-not-conn "
         "lrrc-connection-establishment-failure "
         "lrrc-connection-establishment-failure-aborted "
         "lrrc-connection-establishment-failure-access-barred "
         "lrrc-connection-establishment-failure-cell-reselection "
         "lrrc-connection-establishment-failure-config-failure "
         "lrrc-connection-establishment-failure-timer-expired "
         "lrrc-connection-establishment-failure-link-failure "
         "lrrc-connection-establishment-failure-not-camped "
         "lrrc-connection-establishment-failure-si-failure "
         "lrrc-connection-establishment-failure-rejected lrrc-connection-release-normal "
         "lrrc-connection-release-rlf lrrc-connection-release-cre-failure "
         "lrrc-connection-release-oos-during-cre lrrc-connection-release-aborted "
         "lrrc-connection-release-sib-read-error detach-with-reattach-lte-nw-detach "
         "detach-without-reattach-lte-nw-detach esm-proc-timeout invalid-connection-id "
         "invalid-nsapi invalid-pri-nsapi invalid-field radio-access-bearer-setup-failure "
         "pdp-establish-max-timeout pdp-modify-max-timeout pdp-inactive-max-timeout "
         "pdp-lowerlayer-error ppd-unknown-reason pdp-modify-collision "
         "pdp-mbms-request-collision mbms-duplicate sm-ps-detached sm-no-radio-available "
         "sm-abort-service-not-available message-exceeds-max-l2-limit "
         "sm-nas-service-request-failure "
         "rrc-connection-establishment-failure-request-error "
         "rrc-connection-establishment-failure-tai-change "
         "rrc-connection-establishment-failure-rf-unavailable "
         "rrc-connection-release-aborted-inter-rat-success "
         "rrc-connection-release-rlf-sec-not-active "
         "rrc-connection-release-inter-rat-to-lte-aborted "
         "rrc-connection-release-inter-rat-from-lte-to-geran-cco-success "
         "rrc-connection-release-inter-rat-from-lte-to-geran-cco-aborted "
         "imsi-unknown-in-home-subscriber-server imei-not-accepted "
         "eps-services-and-non-eps-services-not-allowed eps-services-not-allowed-in-plmn "
         "msc-temporarily-not-reachable cs-domain-not-available esm-failure mac-failure "
         "synchronization-failure ue-security-capabilities-mismatch "
         "security-mode-reject-unspecified non-eps-auth-unacceptable "
         "cs-fallback-call-establishment-not-allowed no-eps-bearer-context-activated "
         "emm-invalid-state nas-layer-failure multi-pdn-not-allowed embms-not-enabled "
         "pending-redial-call-cleanup embms-regular-deactivation tlb-regular-deactivation "
         "lower-layer-registration-failure detach-eps-services-not-allowed "
         "sm-internal-pdp-deactivation 0x5dc=connection-deny-general-or-busy "
         "connection-deny-billing-or-authentication-failure hdr-change hdr-exit "
         "hdr-no-session hdr-origination-during-gps-fix hdr-connection-setup-timeout "
         "hdr-released-by-cm hdr-collocated-acquisition-failed otasp-commit-in-progress "
         "hdr-no-hybrid-service hdr-no-lock-granted hold-other-in-progress hdr-fade "
         "hdr-access-failure unsupported-1x-prev 0x7d0=client-end no-service fade "
         "release-normal access-attempt-in-progress access-failure redirection-or-handoff "
         "0x9c4=offline emergency-mode phone-in-use invalid-mode invalid-sim-state "
         "no-collocated-hdr call-control-rejected emm-detached-psm dual-switch "
         "call-manager invalid-class3-apn mplmn-in-progress"),
    ENUM("verbose_call_end_reason_ehrpd",
         "1=subscription-limited-to-ipv4 subscription-limited-to-ipv6 4=vsncp-timeout "
         "vsncp-failure vsncp-3gpp2-general-error vsncp-3gpp2-unauthenticated-apn "
         "vsncp-3gpp2-pdn-limit-exceeded vsncp-3gpp2-no-pdn-gateway "
         "vsncp-3gpp2-pdn-gateway-unreachable vsncp-3gpp2-pdn-gateway-rejected "
         "vsncp-3gpp2-insufficient-parameters vsncp-3gpp2-resource-unavailable "
         "vsncp-3gpp2-administratively-prohibited vsncp-3gpp2-pdn-id-in-use "
         "vsncp-3gpp2-subscription-limitation vsncp-3gpp2-pdn-exists-for-this-apn"),
    ENUM("verbose_call_end_reason_internal",
         "0xc9=error call-ended unknown-internal-cause unknown-cause close-in-progress "
         "network-initiated-termination app-preempted pdn-ipv4-call-disallowed "
         "pdn-ipv4-call-throttled pdn-ipv6-call-disallowed pdn-ipv6-call-throttled "
         "modem-restart pdp-ppp-not-supported unpreferred-rat "
         "physical-link-close-in-progress apn-pending-handover "
         "profile-bearer-incompatible mmgdsi-card-event lpm-or-power-down apn-disabled "
         "mpit-expired ipv6-address-transfer-failed trat-swap-failed "
         "ehrpd-to-hrpd-fallback mandatory-apn-disabled mip-config-failure "
         "pdn-inactivity-timer-expired max-v4-connections max-v6-connections apn-mismatch "
         "ip-version-mismatch dun-call-disallowed invalid-profile epc-nonepc-transition "
         "invalid-profile-id call-already-present interface-in-use ip-pdp-mismatch "
         "apn-disallowed-on-roaming apn-parameter-change interface-in-use-config-match "
         "null-apn-disallowed thermal-mitigation subs-id-mismatch data-settings-disabled "
         "data-roaming-settings-disabled apn-format-invalid dds-call-abort "
         "validation-failure 0xfb=profiles-not-compatible null-resolved-apn-no-match "
         "invalid-apn-name dds-switch-in-progress call-disallowed-in-roaming "
         "mo-exceptional-not-supported non-ip-not-supported "
         "error-pdn-non-ip-call-throttled error-pdn-non-ip-call-disallowed "
         "0x105=error-non-ip-type-mismatch error-max-nb-pdn-reached invalid-apn "
         "slice-not-allowed routing-fail routing-changed "
         "local-area-data-network-data-network-name-not-available apn-type-mismatch"),
    ENUM("verbose_call_end_reason_ipv6", "1=prefix-unavailable hrpd-ipv6-disabled disabled"),
    ENUM("verbose_call_end_reason_mip",
         "-1=error-reason-unknown 0x40=fa-error-reason-unspecified "
         "fa-error-administratively-prohibited fa-error-insufficient-resources "
         "fa-error-mobile-node-authentication-failure fa-error-ha-authentication-failure "
         "fa-error-requested-lifetime-too-long fa-error-malformed-request "
         "fa-error-malformed-reply fa-error-encapsulation-unavailable "
         "fa-error-vjhc-unavailable fa-error-reverse-tunnel-unavailable "
         "fa-error-reverse-tunnel-mandatory-and-t-bit-not-set "
         "0x4f=fa-error-delivery-style-not-supported 0x61=fa-error-missing-nai "
         "fa-error-missing-ha fa-error-missing-home-address "
         "0x68=fa-error-unknown-challenge fa-error-missing-challenge "
         "fa-error-stale-challenge 0x80=ha-error-reason-unspecified "
         "ha-error-administratively-prohibited ha-error-insufficient-resources "
         "ha-error-mobile-node-authentication-failure ha-error-fa-authentication-failure "
         "ha-error-registration-id-mismatch ha-error-malformed-request "
         "0x88=ha-error-unknown-ha-address ha-error-reverse-tunnel-unavailable "
         "ha-error-reverse-tunnel-mandatory-and-t-bit-not-set "
         "ha-error-encapsulation-unavailable"),
    ENUM("verbose_call_end_reason_ppp",
         "-1=unknown 1=timeout authentication-failure option-mismatch 0x1f=pap-failure "
         "chap-failure close-in-progress"),
    ENUM("verbose_call_end_reason_type", "1=mip internal cm 6=3gpp ppp ehrpd ipv6"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_wds = {
    .id = 0x01,
    .name = "wds",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
