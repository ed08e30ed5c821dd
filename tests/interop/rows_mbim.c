/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What mbimcli is told to send, and the fields that it must send then. Data only. */
#include "requests.h"

#define QUERY(arguments, service, command, fields)                                                 \
    {                                                                                              \
        PEER_MBIMCLI, WDM_MBIM_QUERY, 1, arguments, service, command, fields                       \
    }
#define SET(arguments, service, command, fields)                                                   \
    {                                                                                              \
        PEER_MBIMCLI, WDM_MBIM_SET, 1, arguments, service, command, fields                         \
    }
#define QUERY_EX(version, arguments, service, command, fields)                                     \
    {                                                                                              \
        PEER_MBIMCLI, WDM_MBIM_QUERY, version, "--device-open-ms-mbimex-v" #version " " arguments, \
            service, command, fields                                                               \
    }
#define SET_EX(version, arguments, service, command, fields)                                       \
    {                                                                                              \
        PEER_MBIMCLI, WDM_MBIM_SET, version, "--device-open-ms-mbimex-v" #version " " arguments,   \
            service, command, fields                                                               \
    }

const struct row mbim_rows[] = {
    QUERY("--query-device-caps", "basic-connect", "device-caps", ""),
    SET("--set-radio-state=on", "basic-connect", "radio-state", "radio_state=on"),
    SET("--enter-pin=network-pin,1234", "basic-connect", "pin",
        "pin_type=network-pin\n"
        "pin_operation=enter\n"
        "pin=1234"),
    SET("--change-pin=1234,4321", "basic-connect", "pin",
        "pin_type=pin1\n"
        "pin_operation=change\n"
        "pin=1234\n"
        "new_pin=4321"),
    SET("--enter-puk=12345678,1234", "basic-connect", "pin",
        "pin_type=puk1\n"
        "pin_operation=enter\n"
        "pin=12345678\n"
        "new_pin=1234"),
    QUERY("--query-visible-providers", "basic-connect", "visible-providers", "action=full-scan"),
    SET("--register-automatic", "basic-connect", "register-state",
        "provider_id=\n"
        "register_action=automatic\n"
        "data_class=0"),
    SET("--detach-packet-service", "basic-connect", "packet-service",
        "packet_service_action=detach"),
    SET("--set-signal-state=signal-strength-interval=10,rssi-threshold=2,error-rate-threshold=3",
        "basic-connect", "signal-state",
        "signal_strength_interval=10\n"
        "rssi_threshold=2\n"
        "error_rate_threshold=3"),
    QUERY("--query-connection-state=2", "basic-connect", "connect",
          "session_id=2\n"
          "activation_state=unknown\n"
          "voice_call_state=none\n"
          "ip_type=default\n"
          "context_type=internet\n"
          "nw_error=0"),
    SET("--connect=session-id=1,access-string=internet,ip-type=ipv4v6,auth=chap,username=me,"
        "password=secret,compression=none,context-type=internet",
        "basic-connect", "connect",
        "session_id=1\n"
        "activation_command=activate\n"
        "access_string=internet\n"
        "user_name=me\n"
        "password=secret\n"
        "compression=none\n"
        "auth_protocol=chap\n"
        "ip_type=ipv4v6\n"
        "context_type=internet"),
    SET("--disconnect=1", "basic-connect", "connect",
        "session_id=1\n"
        "activation_command=deactivate\n"
        "access_string=\n"
        "compression=none\n"
        "auth_protocol=none\n"
        "ip_type=default\n"
        "context_type=internet"),
    SET("--set-provisioned-contexts=context-id=1,context-type=internet,auth=pap,"
        "compression=none,username=me,password=secret,access-string=internet,provider-id=26201",
        "basic-connect", "provisioned-contexts",
        "context_id=1\n"
        "context_type=internet\n"
        "access_string=internet\n"
        "user_name=me\n"
        "password=secret\n"
        "compression=none\n"
        "auth_protocol=pap\n"
        "provider_id=26201"),
    SET("--set-service-activation=0102030405060708", "basic-connect", "service-activation",
        "buffer=0102030405060708"),
    QUERY("--query-ip-configuration=1", "basic-connect", "ip-configuration",
          "session_id=1\n"
          "ipv4_configuration_available=0\n"
          "ipv6_configuration_available=0\n"
          "ipv4_mtu=0\n"
          "ipv6_mtu=0"),
    SET("--set-network-idle-hint=enabled", "basic-connect", "network-idle-hint", "state=enabled"),
    SET("--set-emergency-mode=on", "basic-connect", "emergency-mode", "state=on"),
    QUERY("--query-ip-packet-filters=1", "basic-connect", "ip-packet-filters", "session_id=1"),
    SET("--set-ip-packet-filters=session-id=1,packet-filter=0102030405060708,"
        "packet-mask=ffffffffffffffff",
        "basic-connect", "ip-packet-filters",
        "session_id=1\n"
        "packet_filters[0].packet_filter=0102030405060708\n"
        "packet_filters[0].packet_mask=ffffffffffffffff"),
    SET_EX(3,
           "--connect=session-id=1,access-string=internet,ip-type=ipv4,auth=pap,username=me,"
           "password=secret,context-type=internet",
           "basic-connect", "connect",
           "session_id=1\n"
           "activation_command=activate\n"
           "compression=none\n"
           "auth_protocol=pap\n"
           "ip_type=ipv4\n"
           "context_type=internet\n"
           "media_preference=unknown\n"
           "access_string=internet\n"
           "user_name=me\n"
           "password=secret"),
    QUERY_EX(3, "--query-connection-state=2", "basic-connect", "connect", "session_id=2"),

    QUERY("--phonebook-query-configuration", "phonebook", "configuration", ""),
    QUERY("--phonebook-read=3", "phonebook", "read",
          "filter_flag=index\n"
          "filter_message_index=3"),
    SET("--phonebook-write=Bob,+15550100123,2", "phonebook", "write",
        "save_flag=index\n"
        "save_index=2\n"
        "number=+15550100123\n"
        "name=Bob"),
    SET("--phonebook-delete-all", "phonebook", "delete",
        "filter_flag=all\n"
        "filter_message_index=0"),

    SET("--dss-connect=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df,2", "dss", "connect",
        "device_service_id=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df\n"
        "dss_session_id=2\n"
        "dss_link_state=activate"),

    QUERY("--ms-query-firmware-id", "ms-firmware-id", "get", ""),
    SET("--ms-notify-host-shutdown", "ms-host-shutdown", "notify", ""),
    QUERY("--ms-query-sar-config", "ms-sar", "config", ""),
    SET("--ms-set-transmission-status=enabled,5", "ms-sar", "transmission-status",
        "channel_notification=enabled\n"
        "hysteresis_timer=5"),

    QUERY("--atds-query-signal", "atds", "signal", ""),
    QUERY("--atds-query-location", "atds", "location", ""),

    SET("--intel-modem-reboot", "intel-firmware-update", "modem-reboot", ""),
    SET_EX(2, "--intel-modem-reboot=download-mode,10", "intel-firmware-update", "modem-reboot",
           "boot_mode=download-mode\n"
           "timeout=10"),
    QUERY("--intel-query-rfim", "intel-thermal-rf", "rfim", ""),
    SET("--intel-set-rfim=on", "intel-thermal-rf", "rfim", "activation_state=yes"),
    SET("--quectel-set-radio-state=on", "quectel", "radio-state", "radio_state=on"),

    QUERY("--ms-query-pco=1", "ms-basic-connect-extensions", "pco",
          "pco_value.session_id=1\n"
          "pco_value.pco_data_type=complete"),
    QUERY("--ms-query-lte-attach-info", "ms-basic-connect-extensions", "lte-attach-info", ""),
    QUERY("--ms-query-slot-info-status=1", "ms-basic-connect-extensions", "slot-info-status",
          "slot_index=1"),
    SET("--ms-set-device-slot-mappings=1,0", "ms-basic-connect-extensions", "device-slot-mappings",
        "slot_map[0].slot=1\n"
        "slot_map[1].slot=0"),
    QUERY("--ms-query-base-stations-info", "ms-basic-connect-extensions", "base-stations-info",
          "max_gsm_count=15\n"
          "max_umts_count=15\n"
          "max_tdscdma_count=15\n"
          "max_lte_count=15\n"
          "max_cdma_count=15"),
    QUERY_EX(3, "--ms-query-base-stations-info", "ms-basic-connect-extensions",
             "base-stations-info",
             "max_gsm_count=15\n"
             "max_umts_count=15\n"
             "max_tdscdma_count=15\n"
             "max_lte_count=15\n"
             "max_cdma_count=15\n"
             "max_nr_count=15"),
    QUERY_EX(2, "--query-device-caps", "ms-basic-connect-extensions", "version",
             "mbim_version=0x100\n"
             "mbim_extended_version=0x200"),
    SET_EX(3,
           "--ms-set-registration-parameters=mico-mode=default,drx-cycle=not-supported,"
           "ladn-info=requested,default-pdu-activation-hint=likely,re-register-if-needed=yes",
           "ms-basic-connect-extensions", "registration-parameters",
           "mico_mode=default\n"
           "drx_cycle=not-supported\n"
           "ladn_info=requested\n"
           "default_pdu_activation_hint=likely\n"
           "re_register_if_needed=yes"),
    SET("--ms-set-provisioned-contexts=operation=delete,context-type=internet,ip-type=ipv4v6,"
        "state=enabled,roaming-control=home-only,media-type=all,source=user,auth=pap,"
        "compression=none,username=me,password=secret,access-string=internet",
        "ms-basic-connect-extensions", "provisioned-contexts",
        "operation=delete\n"
        "context_type=internet\n"
        "ip_type=ipv4v6\n"
        "state=enabled\n"
        "roaming=home-only\n"
        "media_type=all\n"
        "source=user\n"
        "access_string=internet\n"
        "user_name=me\n"
        "password=secret\n"
        "compression=none\n"
        "auth_protocol=pap"),

    QUERY("--ms-query-nitz", "ms-voice-extensions", "nitz", ""),

    QUERY("--ms-query-uicc-file-status=application-id=a0000000871002,file-path=3F007FFF6F07",
          "ms-uicc-low-level-access", "file-status",
          "version=1\n"
          "application_id=a0000000871002\n"
          "file_path=3f007fff6f07"),
    QUERY("--ms-query-uicc-read-binary=application-id=a0000000871002,file-path=3F007FFF6F07,"
          "read-offset=1,read-size=9,local-pin=1234,data=0102",
          "ms-uicc-low-level-access", "read-binary",
          "version=1\n"
          "application_id=a0000000871002\n"
          "file_path=3f007fff6f07\n"
          "read_offset=1\n"
          "read_size=9\n"
          "local_pin=1234\n"
          "data=0102"),
    SET("--ms-set-uicc-open-channel=application-id=a0000000871002,selectp2arg=4,channel-group=1",
        "ms-uicc-low-level-access", "open-channel",
        "app_id=a0000000871002\n"
        "select_p2_arg=4\n"
        "channel_group=1"),
    SET("--ms-set-uicc-close-channel=channel=1,channel-group=1", "ms-uicc-low-level-access",
        "close-channel",
        "channel=1\n"
        "channel_group=1"),
    SET("--ms-set-uicc-apdu=channel=1,secure-message=none,classbyte-type=inter-industry,"
        "command=00a40000023f00",
        "ms-uicc-low-level-access", "apdu",
        "channel=1\n"
        "secure_messaging=none\n"
        "class_byte_type=inter-industry\n"
        "command=00a40000023f00"),
    SET("--ms-set-uicc-reset=disable", "ms-uicc-low-level-access", "reset",
        "pass_through_action=disable"),
    SET("--ms-set-uicc-terminal-capability=terminal-capability=8001fe00,"
        "terminal-capability=a9030102",
        "ms-uicc-low-level-access", "terminal-capability",
        "terminal_capability[0].terminal_capability_data=8001fe00\n"
        "terminal_capability[1].terminal_capability_data=a9030102"),
};

const size_t mbim_row_count = COUNT(mbim_rows);
