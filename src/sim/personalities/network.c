/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The base of bases: what QMI's services say of the SIM and the network that
 * generic.c describes in DMS and MBIM. PLMN 001-01 (for tests), an LTE cell of 10 MHz
 * in band 4, received at -71 dBm; no connection is up. Data only.
 */
#include "../personality.h"

#define NO_INFORMATION 74 /* InformationUnavailable */
#define OUT_OF_CALL    15
#define NO_ENTRY       50
#define NOT_READY      52 /* DeviceNotReady */

static const struct wdm_sim_answer answers[] = {
    /* ---- NAS: signal. RSRQ is 50 resource blocks' RSRP to RSSI. */
    {"nas", "get-signal-info", WDM_SIM_ONLINE, 0,
     "lte_signal_strength.rssi=-71\n"
     "lte_signal_strength.rsrq=-10\n"
     "lte_signal_strength.rsrp=-98\n"
     "lte_signal_strength.snr=124"},
    {"nas", "get-signal-info", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},
    {"nas", "get-signal-strength", WDM_SIM_ONLINE, 0, /* the optional ones where asked for */
     "signal_strength.strength=-71\n"
     "signal_strength.radio_interface=lte\n"
     "rssi_list[0].rssi=71\n"
     "rssi_list[0].radio_interface=lte\n"
     "rsrq.rsrq=-10\n"
     "rsrq.radio_interface=lte\n"
     "lte_snr=124\n"
     "lte_rsrp=-98"},
    {"nas", "get-signal-strength", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},
    {"nas", "get-tx-rx-info", WDM_SIM_ONLINE, 0,
     "rx_chain_0_info.is_radio_tuned=yes\n"
     "rx_chain_0_info.rx_power=-710\n"
     "rx_chain_0_info.rsrp=-980\n"
     "rx_chain_1_info.is_radio_tuned=yes\n"
     "rx_chain_1_info.rx_power=-742\n"
     "rx_chain_1_info.rsrp=-1013\n"
     "tx_info.is_in_traffic=no"},
    {"nas", "get-tx-rx-info", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},

    /* ---- NAS: registration */
    {"nas", "get-serving-system", WDM_SIM_ONLINE, 0,
     "serving_system.registration_state=registered\n"
     "serving_system.cs_attach_state=attached\n"
     "serving_system.ps_attach_state=attached\n"
     "serving_system.selected_network=3gpp\n"
     "serving_system.radio_interfaces=lte\n"
     "roaming_indicator=off\n"
     "data_service_capability=lte\n"
     "current_plmn.mcc=1\n"
     "current_plmn.mnc=1\n"
     "current_plmn.description=Test PLMN\n"
     "roaming_indicator_list[0].radio_interface=lte\n"
     "roaming_indicator_list[0].roaming_indicator=off\n"
     "cid_3gpp=1191937\n"
     "detailed_service_status.status=available\n"
     "detailed_service_status.capability=cs-ps\n"
     "lte_tac=4660\n"
     "mnc_pcs_digit_include_status.mcc=1\n"
     "mnc_pcs_digit_include_status.mnc=1\n"
     "mnc_pcs_digit_include_status.includes_pcs_digit=no"},
    {"nas", "get-serving-system", WDM_SIM_OFFLINE, 0,
     "serving_system.registration_state=not-registered\n"
     "serving_system.cs_attach_state=detached\n"
     "serving_system.ps_attach_state=detached\n"
     "serving_system.selected_network=unknown\n"
     "serving_system.radio_interfaces=none"},
    {"nas", "get-system-info", WDM_SIM_ONLINE, 0,
     "gsm_service_status.service_status=none\n"
     "wcdma_service_status.service_status=none\n"
     "lte_service_status.service_status=available\n"
     "lte_service_status.true_service_status=available\n"
     "lte_service_status.preferred_data_path=yes\n"
     "lte_system_info_v2.domain_valid=yes\n"
     "lte_system_info_v2.domain=cs-ps\n"
     "lte_system_info_v2.service_capability_valid=yes\n"
     "lte_system_info_v2.service_capability=cs-ps\n"
     "lte_system_info_v2.roaming_status_valid=yes\n"
     "lte_system_info_v2.roaming_status=off\n"
     "lte_system_info_v2.forbidden_valid=yes\n"
     "lte_system_info_v2.lac=65535\n"
     "lte_system_info_v2.cid_valid=yes\n"
     "lte_system_info_v2.cid=1191937\n"
     "lte_system_info_v2.network_id_valid=yes\n"
     "lte_system_info_v2.mcc=001\n"
     "lte_system_info_v2.mnc=01\n"
     "lte_system_info_v2.tac_valid=yes\n"
     "lte_system_info_v2.tac=4660\n"
     "additional_lte_system_info.geo_system_index=65535\n"
     "lte_voice_support=no\n"
     "sim_reject_info=available"},
    {"nas", "get-system-info", WDM_SIM_OFFLINE, 0,
     "gsm_service_status.service_status=none\n"
     "wcdma_service_status.service_status=none\n"
     "lte_service_status.service_status=none"},
    {"nas", "get-home-network", WDM_SIM_ALWAYS, 0,
     "home_network.mcc=1\n"
     "home_network.mnc=1\n"
     "home_network.description=Test PLMN\n"
     "home_network_3gpp_mnc.is_3gpp=yes\n"
     "home_network_3gpp_mnc.includes_pcs_digit=no"},
    {"nas", "get-preferred-networks", WDM_SIM_ALWAYS, 0, "preferred_networks="},
    {"nas", "get-operator-name", WDM_SIM_ALWAYS, 0,
     "service_provider_name.name_display_condition=registered-plmn-if-known-network\n"
     "service_provider_name.name=Test PLMN\n"
     "operator_plmn_list[0].mcc=001\n"
     "operator_plmn_list[0].mnc=01\n"
     "operator_plmn_list[0].lac2=65534\n"
     "operator_plmn_list[0].plmn_name_record_identifier=1\n"
     "operator_string_name=Test PLMN"},
    {"nas", "network-scan", WDM_SIM_ONLINE, 0,
     "network_information[0].mcc=1\n"
     "network_information[0].mnc=1\n"
     "network_information[0].network_status=current-serving,home,not-forbidden,preferred\n"
     "network_information[0].description=Test PLMN\n"
     "radio_access_technology[0].mcc=1\n"
     "radio_access_technology[0].mnc=1\n"
     "radio_access_technology[0].radio_interface=lte\n"
     "network_scan_result=success"},
    {"nas", "network-scan", WDM_SIM_OFFLINE, NOT_READY, NULL},
    {"nas", "get-network-time", WDM_SIM_ONLINE, 0, /* the time that DMS has */
     "3gpp_time.universal_time.year=2015\n"
     "3gpp_time.universal_time.month=7\n"
     "3gpp_time.universal_time.day=12\n"
     "3gpp_time.universal_time.hour=4\n"
     "3gpp_time.universal_time.day_of_week=sunday\n"
     "3gpp_time.radio_interface=lte"},
    {"nas", "get-network-time", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},

    /* ---- NAS: cells and bands */
    {"nas", "get-rf-band-information", WDM_SIM_ONLINE, 0,
     "list[0].radio_interface=lte\n"
     "list[0].active_band_class=eutran-4\n"
     "list[0].active_channel=2175\n"
     "extended_list[0].radio_interface=lte\n"
     "extended_list[0].active_band_class=eutran-4\n"
     "extended_list[0].active_channel=2175\n"
     "bandwidth_list[0].radio_interface=lte\n"
     "bandwidth_list[0].bandwidth=10"},
    {"nas", "get-rf-band-information", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},
    {"nas", "get-lte-cphy-ca-info", WDM_SIM_ONLINE, 0,
     "phy_ca_agg_pcell_info.physical_cell_id=101\n"
     "phy_ca_agg_pcell_info.rx_channel=2175\n"
     "phy_ca_agg_pcell_info.dl_bandwidth=10\n"
     "phy_ca_agg_pcell_info.lte_band=eutran-4"},
    {"nas", "get-lte-cphy-ca-info", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},
    {"nas", "get-cell-location-info", WDM_SIM_ONLINE, 0, /* tenths of a decibel */
     "intrafrequency_lte_info_v2.ue_in_idle=yes\n"
     "intrafrequency_lte_info_v2.plmn=00f110\n"
     "intrafrequency_lte_info_v2.tracking_area_code=4660\n"
     "intrafrequency_lte_info_v2.global_cell_id=1191937\n"
     "intrafrequency_lte_info_v2.eutra_absolute_rf_channel_number=2175\n"
     "intrafrequency_lte_info_v2.serving_cell_id=101\n"
     "intrafrequency_lte_info_v2.cell_reselection_priority=5\n"
     "intrafrequency_lte_info_v2.s_non_intra_search_threshold=10\n"
     "intrafrequency_lte_info_v2.serving_cell_low_threshold=4\n"
     "intrafrequency_lte_info_v2.s_intra_search_threshold=46\n"
     "intrafrequency_lte_info_v2.cell[0].physical_cell_id=101\n"
     "intrafrequency_lte_info_v2.cell[0].rsrq=-100\n"
     "intrafrequency_lte_info_v2.cell[0].rsrp=-980\n"
     "intrafrequency_lte_info_v2.cell[0].rssi=-710\n"
     "intrafrequency_lte_info_v2.cell[0].cell_selection_rx_level=24\n"
     "intrafrequency_lte_info_v2.cell[1].physical_cell_id=102\n"
     "intrafrequency_lte_info_v2.cell[1].rsrq=-152\n"
     "intrafrequency_lte_info_v2.cell[1].rsrp=-1056\n"
     "intrafrequency_lte_info_v2.cell[1].rssi=-734\n"
     "intrafrequency_lte_info_v2.cell[1].cell_selection_rx_level=16\n"
     "interfrequency_lte_info.ue_in_idle=yes\n"
     "interfrequency_lte_info.frequency[0].eutra_absolute_rf_channel_number=5780\n"
     "interfrequency_lte_info.frequency[0].cell_reselection_priority=4"},
    {"nas", "get-cell-location-info", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},

    /* ---- NAS: what is taken and has no effect here */
    {"nas", "register-indications", WDM_SIM_ALWAYS, 0, ""},
    {"nas", "config-signal-info", WDM_SIM_ALWAYS, 0, ""},
    {"nas", "reset", WDM_SIM_ALWAYS, 0, ""},
    {"nas", "set-event-report", WDM_SIM_ALWAYS, 0, ""},
    {"nas", "force-network-search", WDM_SIM_ONLINE, 0, ""},
    {"nas", "force-network-search", WDM_SIM_OFFLINE, NOT_READY, NULL},

    /* ---- WDS: one profile; the connection that generic.c has in MBIM */
    {"wds", "get-packet-service-status", WDM_SIM_CONNECTED, 0, "connection_status=connected"},
    {"wds", "get-current-settings", WDM_SIM_CONNECTED, 0,
     "profile_name=internet\n"
     "pdp_type=ipv4-or-ipv6\n"
     "apn_name=internet\n"
     "primary_ipv4_dns_address=192.0.2.1\n"
     "ipv4_address=192.0.2.2\n"
     "ipv4_gateway_address=192.0.2.1\n"
     "ipv4_gateway_subnet_mask=255.255.255.0\n"
     "ipv6_address.address=2001:db8::2\n"
     "ipv6_address.prefix_length=64\n"
     "ipv6_gateway_address.address=2001:db8::1\n"
     "ipv6_gateway_address.prefix_length=64\n"
     "ipv6_primary_dns_address=2001:db8::1\n"
     "mtu=1500\n"
     "ip_family=ipv4"},
    {"wds", "get-packet-service-status", WDM_SIM_ALWAYS, 0, "connection_status=disconnected"},
    {"wds", "get-profile-list", WDM_SIM_ALWAYS, 0,
     "profile_list[0].profile_type=3gpp\n"
     "profile_list[0].profile_index=1\n"
     "profile_list[0].profile_name=internet"},
    {"wds", "get-profile-settings", WDM_SIM_ALWAYS, 0,
     "profile_name=internet\n"
     "pdp_type=ipv4-or-ipv6\n"
     "apn_name=internet\n"
     "authentication=none\n"
     "pdp_context_number=1\n"
     "apn_disabled_flag=no\n"
     "roaming_disallowed_flag=no"},
    {"wds", "get-default-settings", WDM_SIM_ALWAYS, 0,
     "profile_name=\n"
     "pdp_type=ipv4\n"
     "apn_name=\n"
     "authentication=none\n"
     "apn_disabled_flag=no"},
    {"wds", "get-default-profile-number", WDM_SIM_ALWAYS, 0, "index=1"},
    {"wds", "get-autoconnect-settings", WDM_SIM_ALWAYS, 0, "status=disabled"},
    {"wds", "get-channel-rates", WDM_SIM_ALWAYS, 0,
     "channel_rates.max_channel_tx_rate_bps=50000000\n"
     "channel_rates.max_channel_rx_rate_bps=100000000"},
    {"wds", "get-packet-statistics", WDM_SIM_ALWAYS, OUT_OF_CALL, NULL},
    {"wds", "get-current-settings", WDM_SIM_ALWAYS, OUT_OF_CALL, NULL},
    {"wds", "get-dormancy-status", WDM_SIM_ALWAYS, OUT_OF_CALL, NULL},
    {"wds", "get-data-bearer-technology", WDM_SIM_ALWAYS, OUT_OF_CALL, NULL},
    {"wds", "get-current-data-bearer-technology", WDM_SIM_ALWAYS, OUT_OF_CALL, NULL},
    {"wds", "get-lte-attach-parameters", WDM_SIM_ONLINE, 0,
     "apn=internet\n"
     "ip_support_type=ipv4v6\n"
     "ota_attach_performed=yes"},
    {"wds", "get-lte-attach-parameters", WDM_SIM_OFFLINE, NO_INFORMATION, NULL},
    {"wds", "indication-register", WDM_SIM_ALWAYS, 0, ""},
    {"wds", "set-event-report", WDM_SIM_ALWAYS, 0, ""},
    {"wds", "set-ip-family", WDM_SIM_ALWAYS, 0, ""},
    {"wds", "reset", WDM_SIM_ALWAYS, 0, ""},

    /* ---- UIM: the card that DMS has the PINs of */
    {"uim", "get-card-status", WDM_SIM_ALWAYS, 0,
     "card_status.index_gw_primary=0\n"
     "card_status.index_1x_primary=65535\n"
     "card_status.index_gw_secondary=65535\n"
     "card_status.index_1x_secondary=65535\n"
     "card_status.cards[0].card_state=present\n"
     "card_status.cards[0].applications[0].type=usim\n"
     "card_status.cards[0].applications[0].state=ready\n"
     "card_status.cards[0].applications[0].personalization_state=ready\n"
     "card_status.cards[0].applications[0].personalization_feature=unknown\n"
     "card_status.cards[0].applications[0].application_identifier_value="
     "a0000000871002ffffffff8900000100\n"
     "card_status.cards[0].applications[0].pin1_state=disabled\n"
     "card_status.cards[0].applications[0].pin1_retries=3\n"
     "card_status.cards[0].applications[0].puk1_retries=10\n"
     "card_status.cards[0].applications[0].pin2_state=enabled-not-verified\n"
     "card_status.cards[0].applications[0].pin2_retries=3\n"
     "card_status.cards[0].applications[0].puk2_retries=10"},
    {"uim", "register-events", WDM_SIM_ALWAYS, 0, "event_registration_mask=card-status"},
    {"uim", "reset", WDM_SIM_ALWAYS, 0, ""},

    /* ---- WMS: no message is stored */
    {"wms", "get-message-protocol", WDM_SIM_ALWAYS, 0, "message_protocol=wcdma"},
    {"wms", "list-messages", WDM_SIM_ALWAYS, 0, "message_list="},
    {"wms", "raw-read", WDM_SIM_ALWAYS, NO_ENTRY, NULL},
    {"wms", "get-routes", WDM_SIM_ALWAYS, 0,
     "route_list[0].message_type=point\n"
     "route_list[0].message_class=none\n"
     "route_list[0].storage=nv\n"
     "route_list[0].receipt_action=store-and-notify"},
    {"wms", "get-transport-network-registration-status", WDM_SIM_ONLINE, 0,
     "registration_status=full-service"},
    {"wms", "get-transport-network-registration-status", WDM_SIM_OFFLINE, 0,
     "registration_status=no-service"},
    {"wms", "set-event-report", WDM_SIM_ALWAYS, 0, ""},
    {"wms", "indication-register", WDM_SIM_ALWAYS, 0, ""},
    {"wms", "reset", WDM_SIM_ALWAYS, 0, ""},

    /* ---- WDA: the format of data */
    {"wda", "get-data-format", WDM_SIM_ALWAYS, 0,
     "qos_format=no\n"
     "link_layer_protocol=802-3\n"
     "uplink_data_aggregation_protocol=disabled\n"
     "downlink_data_aggregation_protocol=disabled"},

    /* ---- PDS: the receiver is off */
    {"pds", "get-gps-service-state", WDM_SIM_ALWAYS, 0,
     "state.gps_service_state=no\n"
     "state.tracking_session_state=inactive"},
    {"pds", "get-default-tracking-session", WDM_SIM_ALWAYS, 0,
     "info.session_operation=standalone\n"
     "info.position_data_timeout=255\n"
     "info.interval=1000\n"
     "info.accuracy_threshold=4294967280"},
    {"pds", "get-auto-tracking-state", WDM_SIM_ALWAYS, 0, "state.auto_tracking_state=no"},
    {"pds", "get-agps-config", WDM_SIM_ALWAYS, 0, "location_server_url="},
    {"pds", "set-event-report", WDM_SIM_ALWAYS, 0, ""},
    {"pds", "reset", WDM_SIM_ALWAYS, 0, ""},
};

const struct wdm_personality wdm_sim_network = {
    .name = "network",
    .answers = {WDM_SIM_ROWS(answers)},
    .qmi_behaviours = &wdm_sim_network_behaviours,
};
