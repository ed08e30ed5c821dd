/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * MBIM Basic Connect: identity, SIM, radio, registration, connections (MBIM
 * 1.0, 10.5). Layouts named _v2 and _v3 are those of MBIMEx 2.0 and 3.0. Data only.
 */
#include "tables.h"

static const char subscriber_ready_status[] =
    "ready_state:u32=subscriber_ready_state subscriber_id!:str sim_icc_id!:str "
    "ready_info:u32=ready_info_flag telephone_numbers_count:u32 "
    "telephone_numbers!:[telephone_numbers_count]str";

#ifndef WDM_SMALL
static const char subscriber_ready_status_v3[] =
    "ready_state:u32=subscriber_ready_state flags:u32=subscriber_ready_status_flag "
    "subscriber_id!:str sim_icc_id!:str ready_info:u32=ready_info_flag "
    "telephone_numbers_count:u32 telephone_numbers!:[telephone_numbers_count]str";
#endif

static const char radio_state[] =
    "hw_radio_state:u32=radio_switch_state sw_radio_state:u32=radio_switch_state";

static const char providers[] = "providers_count:u32 providers:[providers_count]*{Provider}";

static const char register_state[] =
    "nw_error:u32=nw_error register_state:u32=register_state register_mode:u32=register_mode "
    "available_data_classes:u32=data_class current_cellular_class:u32=cellular_class "
    "provider_id:str provider_name:str roaming_text:str registration_flag:u32=registration_flag";

#ifndef WDM_SMALL
static const char register_state_v2[] =
    "nw_error:u32=nw_error register_state:u32=register_state register_mode:u32=register_mode "
    "available_data_classes:u32=data_class current_cellular_class:u32=cellular_class "
    "provider_id:str provider_name:str roaming_text:str registration_flag:u32=registration_flag "
    "preferred_data_classes:u32=data_class";
#endif

static const char packet_service[] =
    "nw_error:u32=nw_error packet_service_state:u32=packet_service_state "
    "highest_available_data_class:u32=data_class uplink_speed:u64@bit/s downlink_speed:u64@bit/s";

#ifndef WDM_SMALL
static const char packet_service_v2[] =
    "nw_error:u32=nw_error packet_service_state:u32=packet_service_state "
    "current_data_class:u32=data_class uplink_speed:u64@bit/s downlink_speed:u64@bit/s "
    "frequency_range:u32=frequency_range";

static const char packet_service_v3[] =
    "nw_error:u32=nw_error packet_service_state:u32=packet_service_state "
    "highest_available_data_class:u32=data_class_v3 uplink_speed:u64@bit/s "
    "downlink_speed:u64@bit/s "
    "frequency_range:u32=frequency_range data_subclass:u32=data_subclass tai:{Tai}";
#endif

static const char signal_state[] =
    "rssi:u32@2-113dBm?32 error_rate:u32@?8 signal_strength_interval:u32@s rssi_threshold:u32 "
    "error_rate_threshold:u32";

#ifndef WDM_SMALL
static const char signal_state_v2[] =
    "rssi:u32@2-113dBm?32 error_rate:u32@?8 signal_strength_interval:u32@s rssi_threshold:u32 "
    "error_rate_threshold:u32 rsrp_snr:**{RsrpSnrInfo}";
#endif

static const char connect[] =
    "session_id:u32 activation_state?:u32=activation_state "
    "voice_call_state?:u32=voice_call_state ip_type?:u32=context_ip_type context_type?:uuid "
    "nw_error?:u32=nw_error";

#ifndef WDM_SMALL
static const char connect_v3[] =
    "session_id:u32 activation_state:u32=activation_state voice_call_state:u32=voice_call_state "
    "ip_type:u32=context_ip_type context_type:uuid nw_error:u32=nw_error "
    "media_preference:u32=access_media_type access_string:tlv-str unnamed_ies:tlvs";
#endif

static const char provisioned_contexts[] =
    "provisioned_contexts_count:u32 "
    "provisioned_contexts:[provisioned_contexts_count]*{ProvisionedContextElement}";

static const char ip_configuration[] =
    "session_id:u32 ipv4_configuration_available?:u32=ip_configuration_available_flag "
    "ipv6_configuration_available?:u32=ip_configuration_available_flag ipv4_address_count:u32 "
    "ipv4_address:*[ipv4_address_count]{IPv4Element} ipv6_address_count:u32 "
    "ipv6_address:*[ipv6_address_count]{IPv6Element} ipv4_gateway:*ipv4 ipv6_gateway:*ipv6 "
    "ipv4_dns_server_count:u32 ipv4_dns_server:*[ipv4_dns_server_count]ipv4 "
    "ipv6_dns_server_count:u32 ipv6_dns_server:*[ipv6_dns_server_count]ipv6 ipv4_mtu?:u32@bytes "
    "ipv6_mtu?:u32@bytes";

static const char device_service_subscribe_list[] =
    "events_count:u32 events:[events_count]*{EventEntry}";

static const char ip_packet_filters[] = "session_id:u32 packet_filters_count:u32 "
                                        "packet_filters:[packet_filters_count]*{PacketFilter}";

#ifndef WDM_SMALL
static const char ip_packet_filters_v3[] = "session_id:u32 packet_filters_count:u32 "
                                           "packet_filters:[packet_filters_count]*{PacketFilterV3}";
#endif

static const struct wdm_mbim_command_entry commands[] = {
    MBIM_COMMAND(1, "device-caps", .query = "",
                 .response =
                     "device_type:u32=device_type cellular_class:u32=cellular_class "
                     "voice_class:u32=voice_class sim_class:u32=sim_class "
                     "data_class:u32=data_class sms_caps:u32=sms_caps control_caps:u32=ctrl_caps "
                     "max_sessions:u32 custom_data_class:str<=22 device_id!:str<=36 "
                     "firmware_info:str<=60 hardware_info:str<=60"),
    MBIM_COMMAND(2, "subscriber-ready-status", .query = "", .response = subscriber_ready_status,
                 .notification = subscriber_ready_status),
#ifndef WDM_SMALL
    MBIMEX_3_COMMAND(2, "subscriber-ready-status", .response = subscriber_ready_status_v3,
                     .notification = subscriber_ready_status_v3),
#endif
    MBIM_COMMAND(3, "radio-state", .query = "", .set = "radio_state:u32=radio_switch_state",
                 .response = radio_state, .notification = radio_state),
    MBIM_COMMAND(
        4, "pin", .query = "",
        .set = "pin_type:u32=pin_type pin_operation:u32=pin_operation pin!:str new_pin!:str",
        .response = "pin_type:u32=pin_type pin_state:u32=pin_state remaining_attempts:u32"),
    MBIM_COMMAND(5, "pin-list", .query = "",
                 .response =
                     "pin_desc_pin1:{PinDesc} pin_desc_pin2:{PinDesc} "
                     "pin_desc_device_sim_pin:{PinDesc} pin_desc_device_first_sim_pin:{PinDesc} "
                     "pin_desc_network_pin:{PinDesc} pin_desc_network_subset_pin:{PinDesc} "
                     "pin_desc_service_provider_pin:{PinDesc} pin_desc_corporate_pin:{PinDesc} "
                     "pin_desc_subsidy_lock:{PinDesc} pin_desc_custom:{PinDesc}"),
    MBIM_COMMAND(6, "home-provider", .query = "", .set = "provider:{Provider}",
                 .response = "provider:{Provider}"),
    MBIM_COMMAND(7, "preferred-providers", .query = "", .set = providers, .response = providers,
                 .notification = providers),
    MBIM_COMMAND(8, "visible-providers", .query = "action?:u32=visible_providers_action",
                 .response = providers),
    MBIM_COMMAND(9, "register-state", .query = "",
                 .set = "provider_id:str register_action:u32=register_action "
                        "data_class?:u32=data_class",
                 .response = register_state, .notification = register_state),
#ifndef WDM_SMALL
    MBIMEX_2_COMMAND(9, "register-state", .response = register_state_v2,
                     .notification = register_state_v2),
#endif
    MBIM_COMMAND(10, "packet-service", .query = "",
                 .set = "packet_service_action:u32=packet_service_action",
                 .response = packet_service, .notification = packet_service),
#ifndef WDM_SMALL
    MBIMEX_2_COMMAND(10, "packet-service", .response = packet_service_v2,
                     .notification = packet_service_v2),
    MBIMEX_3_COMMAND(10, "packet-service", .response = packet_service_v3,
                     .notification = packet_service_v3),
#endif
    MBIM_COMMAND(
        11, "signal-state", .query = "",
        .set = "signal_strength_interval?:u32@s rssi_threshold?:u32 error_rate_threshold?:u32",
        .response = signal_state, .notification = signal_state),
#ifndef WDM_SMALL
    MBIMEX_2_COMMAND(11, "signal-state", .response = signal_state_v2,
                     .notification = signal_state_v2),
#endif
    MBIM_COMMAND(12, "connect", .query = connect,
                 .set =
                     "session_id:u32 activation_command:u32=activation_command access_string:str "
                     "user_name!:str password!:str compression?:u32=compression "
                     "auth_protocol?:u32=auth_protocol ip_type?:u32=context_ip_type "
                     "context_type:uuid",
                 .response = connect, .notification = connect),
#ifndef WDM_SMALL
    MBIMEX_3_COMMAND(12, "connect", .query = "session_id:u32",
                     .set = "session_id:u32 activation_command:u32=activation_command "
                            "compression?:u32=compression auth_protocol?:u32=auth_protocol "
                            "ip_type?:u32=context_ip_type context_type:uuid "
                            "media_preference?:u32=access_media_type access_string:tlv-str "
                            "user_name!:tlv-str password!:tlv-str unnamed_ies:tlvs",
                     .response = connect_v3, .notification = connect_v3),
#endif
    MBIM_COMMAND(13, "provisioned-contexts", .query = "",
                 .set =
                     "context_id:u32 context_type:uuid access_string:str user_name!:str "
                     "password!:str compression?:u32=compression auth_protocol?:u32=auth_protocol "
                     "provider_id:str",
                 .response = provisioned_contexts, .notification = provisioned_contexts),
    MBIM_COMMAND(14, "service-activation", .set = "buffer:rest",
                 .response = "nw_error:u32=nw_error buffer:rest"),
    MBIM_COMMAND(15, "ip-configuration", .query = ip_configuration, .response = ip_configuration,
                 .notification = ip_configuration),
    MBIM_COMMAND(16, "device-services", .query = "",
                 .response = "device_services_count:u32 max_dss_sessions:u32 "
                             "device_services:[device_services_count]*{DeviceServiceElement}"),
    MBIM_COMMAND(19, "device-service-subscribe-list", .set = device_service_subscribe_list,
                 .response = device_service_subscribe_list),
    MBIM_COMMAND(
        20, "packet-statistics", .query = "",
        .response =
            "in_discards:u32 in_errors:u32 in_octets:u64@bytes in_packets:u64 out_octets:u64@bytes "
            "out_packets:u64 out_errors:u32 out_discards:u32"),
    MBIM_COMMAND(21, "network-idle-hint", .query = "", .set = "state:u32=network_idle_hint_state",
                 .response = "state:u32=network_idle_hint_state"),
    MBIM_COMMAND(22, "emergency-mode", .query = "", .set = "state:u32=emergency_mode_state",
                 .response = "state:u32=emergency_mode_state",
                 .notification = "state:u32=emergency_mode_state"),
    MBIM_COMMAND(23, "ip-packet-filters", .query = ip_packet_filters, .set = ip_packet_filters,
                 .response = ip_packet_filters),
#ifndef WDM_SMALL
    MBIMEX_3_COMMAND(23, "ip-packet-filters", .query = ip_packet_filters_v3,
                     .set = ip_packet_filters_v3, .response = ip_packet_filters_v3),
#endif
    MBIM_COMMAND(24, "multicarrier-providers", .query = "", .set = providers, .response = providers,
                 .notification = providers),
};

static const struct wdm_structure structures[] = {
    {"DeviceServiceElement",
     "device_service_id:uuid dss_payload:u32 max_dss_instances:u32 cids_count:u32 "
     "cids:[cids_count]u32"},
    {"EventEntry", "device_service_id:uuid cids_count:u32 cids:[cids_count]u32"},
    {"IPv4Element", "on_link_prefix_length:u32 ipv4_address:ipv4"},
    {"IPv6Element", "on_link_prefix_length:u32 ipv6_address:ipv6"},
    {"PacketFilter", "filter_size:u32 packet_filter:ref[filter_size] packet_mask:ref[filter_size]"},
    {"PacketFilterV3",
     "filter_size:u32 packet_filter:ref[filter_size] packet_mask:ref[filter_size] filter_id:u32"},
    {"PinDesc",
     "pin_mode:u32=pin_mode pin_format:u32=pin_format pin_length_min:u32 pin_length_max:u32"},
    {"Provider", "provider_id:str provider_state?:u32=provider_state provider_name:str "
                 "cellular_class?:u32=cellular_class rssi?:u32@2-113dBm?32 error_rate?:u32@?8"},
    {"ProvisionedContextElement",
     "context_id:u32 context_type:uuid access_string:str user_name!:str password!:str "
     "compression:u32=compression auth_protocol:u32=auth_protocol"},
    {"RsrpSnrInfo", "rsrp:u32@1-156dBm?127 snr:u32@0.5-23.0dB?128 rsrp_threshold:u32 "
                    "snr_threshold:u32 system_type:u32=data_class"},
    {"Tai", "plmn_mcc:u16 plmn_mnc:u16 tac:u32@hex"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("access_media_type", "unknown 3gpp 3gpp-preferred"),
    ENUM("activation_command", "deactivate activate"),
    ENUM("activation_state", "unknown activated activating deactivated deactivating"),
    ENUM("emergency_mode_state", "off on"),
    FLAGS("frequency_range", "0x0=unknown 0x1=1 2"),
    FLAGS("ip_configuration_available_flag", "0x0=none 0x1=address gateway dns mtu"),
    ENUM("network_idle_hint_state", "disabled enabled"),
    ENUM("packet_service_action", "attach detach"),
    ENUM("packet_service_state", "unknown attaching attached detaching detached"),
    ENUM("pin_format", "unknown numeric alphanumeric"),
    ENUM("pin_mode", "not-supported enabled disabled"),
    ENUM("pin_operation", "enter enable disable change"),
    ENUM("pin_state", "unlocked locked"),
    ENUM("radio_switch_state", "off on"),
    FLAGS("ready_info_flag", "0x0=none 0x1=protect-unique-id"),
    ENUM("register_action", "automatic manual"),
    ENUM("subscriber_ready_state",
         "not-initialized initialized sim-not-inserted bad-sim failure not-activated "
         "device-locked no-esim-profile"),
    FLAGS("subscriber_ready_status_flag", "0x0=none 0x1=esim sim-removability-known sim-removable"),
    ENUM("visible_providers_action", "full-scan restricted-scan"),
    ENUM("voice_call_state", "none in-progress hang-up"),
};

const struct wdm_mbim_service wdm_catalogue_mbim_basic_connect = {
    .uuid = MBIM_UUID(0xa289cc33, 0xbcbb, 0x8b4f, 0xb6b0, 0x133ec2aae6df),
    .name = "basic-connect",
    .commands = commands,
    .command_count = COUNT(commands),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
