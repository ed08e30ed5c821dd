/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The base of the personalities: a SIM and a network that are for tests (PLMN
 * 001-01, a test IMEI, a number that is for fiction), and what every modem
 * answers. Data only.
 */
#include "../personality.h"

static const struct wdm_sim_answer answers[] = {
    /* ---- The device */
    {"dms", "get-msisdn", WDM_SIM_ALWAYS, 0, "msisdn=15550100123"},
    {"dms", "get-ids", WDM_SIM_ALWAYS, 0,
     "esn=0\n"
     "imei=004402110000019\n"
     "imei_software_version=01"},
    {"dms", "get-power-state", WDM_SIM_ALWAYS, 0, "info.power_state_flags=1"},
    {"dms", "get-hardware-revision", WDM_SIM_ALWAYS, 0, "revision=1.0"},
    {"dms", "get-time", WDM_SIM_ALWAYS, 0,
     "device_time.time_count=896567040000\n"
     "device_time.time_source=device\n"
     "system_time=1120708800000\n"
     "user_time=1120708800000"},
    {"dms", "get-activation-state", WDM_SIM_ALWAYS, 0, "info=activated"},
    {"dms", "get-user-lock-state", WDM_SIM_ALWAYS, 0, "enabled=false"},

    /* ---- The SIM */
    {"dms", "uim-get-state", WDM_SIM_ALWAYS, 0, "state=initialization-completed"},
    {"dms", "uim-get-pin-status", WDM_SIM_ALWAYS, 0,
     "pin1_status.current_status=disabled\n"
     "pin1_status.verify_retries_left=3\n"
     "pin1_status.unblock_retries_left=10\n"
     "pin2_status.current_status=enabled-not-verified\n"
     "pin2_status.verify_retries_left=3\n"
     "pin2_status.unblock_retries_left=10"},
    {"dms", "uim-get-iccid", WDM_SIM_ALWAYS, 0, "iccid=8988001010000007357"},
    {"dms", "uim-get-imsi", WDM_SIM_ALWAYS, 0, "imsi=001010000000735"},
    {"basic-connect", "subscriber-ready-status", WDM_SIM_ALWAYS, 0,
     "ready_state=initialized\n"
     "subscriber_id=001010000000735\n"
     "sim_icc_id=8988001010000007357\n"
     "telephone_numbers[0]=15550100123"},
    {"basic-connect", "pin", WDM_SIM_ALWAYS, 0,
     "pin_type=pin1\n"
     "remaining_attempts=3"},
    {"basic-connect", "pin-list", WDM_SIM_ALWAYS, 0,
     "pin_desc_pin1.pin_mode=disabled\n"
     "pin_desc_pin1.pin_format=numeric\n"
     "pin_desc_pin1.pin_length_min=4\n"
     "pin_desc_pin1.pin_length_max=8\n"
     "pin_desc_pin2.pin_mode=enabled\n"
     "pin_desc_pin2.pin_format=numeric\n"
     "pin_desc_pin2.pin_length_min=4\n"
     "pin_desc_pin2.pin_length_max=8"},

    /* ---- The network */
    {"basic-connect", "home-provider", WDM_SIM_ALWAYS, 0,
     "provider.provider_id=00101\n"
     "provider.provider_state=home\n"
     "provider.provider_name=Test PLMN\n"
     "provider.cellular_class=gsm"},
    {"basic-connect", "preferred-providers", WDM_SIM_ALWAYS, 0, ""},
    {"basic-connect", "visible-providers", WDM_SIM_ONLINE, 0,
     "providers[0].provider_id=00101\n"
     "providers[0].provider_state=home,visible,registered\n"
     "providers[0].provider_name=Test PLMN\n"
     "providers[0].cellular_class=gsm"},
    {"basic-connect", "visible-providers", WDM_SIM_OFFLINE, 20 /* RadioPowerOff */, NULL},
    {"basic-connect", "register-state", WDM_SIM_ONLINE, 0,
     "register_state=home\n"
     "register_mode=automatic\n"
     "available_data_classes=lte\n"
     "current_cellular_class=gsm\n"
     "provider_id=00101\n"
     "provider_name=Test PLMN\n"
     "registration_flag=packet-service-automatic-attach"},
    {"basic-connect", "register-state", WDM_SIM_OFFLINE, 0,
     "register_state=deregistered\n"
     "register_mode=automatic\n"
     "current_cellular_class=gsm\n"
     "registration_flag=packet-service-automatic-attach"},
    {"basic-connect", "packet-service", WDM_SIM_ONLINE, 0,
     "packet_service_state=attached\n"
     "highest_available_data_class=lte\n"
     "uplink_speed=50000000\n"
     "downlink_speed=100000000"},
    {"basic-connect", "packet-service", WDM_SIM_OFFLINE, 0, "packet_service_state=detached"},
    {"basic-connect", "signal-state", WDM_SIM_ONLINE, 0,
     "rssi=21\n"
     "error_rate=99\n"
     "signal_strength_interval=5\n"
     "rssi_threshold=4294967295\n"
     "error_rate_threshold=4294967295"},
    {"basic-connect", "signal-state", WDM_SIM_OFFLINE, 0,
     "rssi=99\n"
     "error_rate=99\n"
     "signal_strength_interval=5\n"
     "rssi_threshold=4294967295\n"
     "error_rate_threshold=4294967295"},

/* ---- The connection */
#ifndef WDM_SMALL
    {"basic-connect", "connect", WDM_SIM_CONNECTED, 0,
     "activation_state=activated\n"
     "ip_type=ipv4v6\n"
     "context_type=7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e"},
    {"basic-connect", "ip-configuration", WDM_SIM_CONNECTED, 0,
     "ipv4_configuration_available=15\n"
     "ipv6_configuration_available=15\n"
     "ipv4_address[0].on_link_prefix_length=24\n"
     "ipv4_address[0].ipv4_address=192.0.2.2\n"
     "ipv6_address[0].on_link_prefix_length=64\n"
     "ipv6_address[0].ipv6_address=2001:db8::2\n"
     "ipv4_gateway=192.0.2.1\n"
     "ipv6_gateway=2001:db8::1\n"
     "ipv4_dns_server[0]=192.0.2.1\n"
     "ipv6_dns_server[0]=2001:db8::1\n"
     "ipv4_mtu=1500\n"
     "ipv6_mtu=1500"},
#endif
    {"basic-connect", "connect", WDM_SIM_ALWAYS, 0,
     "activation_state=deactivated\n"
     "context_type=b43f758c-a560-4b46-b35e-c5869641fb54"},
    {"basic-connect", "provisioned-contexts", WDM_SIM_ALWAYS, 0, ""},
    {"basic-connect", "ip-configuration", WDM_SIM_ALWAYS, 16 /* ContextNotActivated */, NULL},
    {"basic-connect", "packet-statistics", WDM_SIM_ALWAYS, 0, ""},
};

const struct wdm_personality wdm_sim_generic = {
    .name = "generic",
#ifndef WDM_SMALL
    .base = &wdm_sim_network,
#endif
    .answers = {WDM_SIM_ROWS(answers)},
    .qmi_behaviours = &wdm_sim_dms_behaviours,
    .mbim_behaviours = &wdm_sim_basic_connect_behaviours,
};
