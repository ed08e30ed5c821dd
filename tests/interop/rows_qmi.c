/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What qmicli is told to send, and the fields that it must send then. Data only. */
#include "requests.h"

#define QMI(arguments, service, message, fields)                                                   \
    {                                                                                              \
        PEER_QMICLI, 0, 0, arguments, service, message, fields                                     \
    }

const struct row qmi_rows[] = {
    QMI("--device-set-instance-id=9", "ctl", "set-instance-id", "id=9"),
    QMI("--get-service-version-info", "ctl", "get-version-info", ""),

    QMI("--dms-get-capabilities", "dms", "get-capabilities", ""),
    QMI("--dms-set-operating-mode=low-power", "dms", "set-operating-mode", "mode=low-power"),
    QMI("--dms-set-operating-mode=mode-only-low-power", "dms", "set-operating-mode",
        "mode=mode-only-low-power"),
    QMI("--dms-uim-verify-pin=PIN,1234", "dms", "uim-verify-pin",
        "info.pin_id=pin\n"
        "info.pin=1234"),
    QMI("--dms-uim-change-pin=PIN2,1234,5678", "dms", "uim-change-pin",
        "info.pin_id=pin2\n"
        "info.old_pin=1234\n"
        "info.new_pin=5678"),
    QMI("--dms-uim-set-pin-protection=PIN,enable,1234", "dms", "uim-set-pin-protection",
        "info.pin_id=pin\n"
        "info.protection_enabled=yes\n"
        "info.pin=1234"),
    QMI("--dms-uim-unblock-pin=PIN,12345678,1234", "dms", "uim-unblock-pin",
        "info.pin_id=pin\n"
        "info.puk=12345678\n"
        "info.new_pin=1234"),
    QMI("--dms-uim-get-ck-status=pc", "dms", "uim-get-ck-status", "facility=pc"),
    QMI("--dms-uim-set-ck-protection=pn,disable,12345", "dms", "uim-set-ck-protection",
        "facility.facility=pn\n"
        "facility.facility_state=deactivated\n"
        "facility.facility_depersonalization_control_key=12345"),
    QMI("--dms-uim-unblock-ck=pu,12345", "dms", "uim-unblock-ck",
        "facility.facility=pu\n"
        "facility.facility_control_key=12345"),
    QMI("--dms-activate-automatic=ABC", "dms", "activate-automatic", "activation_code=ABC"),
    QMI("--dms-activate-manual=123456,7,15550100123,0005550123", "dms", "activate-manual",
        "info.service_programming_code=123456\n"
        "info.system_identification_number=7\n"
        "info.mobile_directory_number=15550100123\n"
        "info.mobile_identification_number=0005550123"),
    QMI("--dms-set-user-lock-state=enable,1234", "dms", "set-user-lock-state",
        "info.enabled=yes\n"
        "info.lock_code=1234"),
    QMI("--dms-set-user-lock-code=1234,4321", "dms", "set-user-lock-code",
        "info.old_code=1234\n"
        "info.new_code=4321"),
    QMI("--dms-write-user-data=hello", "dms", "write-user-data", "user_data=68656c6c6f"),
    QMI("--dms-restore-factory-defaults=000000", "dms", "restore-factory-defaults",
        "service_programming_code=000000"),
    QMI("--dms-set-firmware-preference="
        "firmware-version=05.05.58.00,config-version=005.012_001,carrier=GENERIC",
        "dms", "set-firmware-preference",
        "list[0].type=modem\n"
        "list[0].unique_id=3f5f3f00000000000000000000000000\n"
        "list[0].build_id=05.05.58.00_?\n"
        "list[1].type=pri\n"
        "list[1].unique_id=3030352e3031325f3030310000000000\n"
        "list[1].build_id=05.05.58.00_GENERIC"),
    QMI("--dms-set-boot-image-download-mode=boot-and-recovery", "dms",
        "set-boot-image-download-mode", "mode=boot-and-recovery"),
    QMI("--dms-get-mac-address=bt", "dms", "get-mac-address", "device=bt"),
    QMI("--dms-set-fcc-authentication", "dms", "set-fcc-authentication", ""),
    QMI("--dms-hp-change-device-mode=fastboot", "dms", "hp-change-device-mode", "mode=fastboot"),
    QMI("--dms-swi-set-usb-composition=8", "dms", "swi-set-usb-composition", "current=8"),
    QMI("--dms-foxconn-change-device-mode=fastboot-ota", "dms", "foxconn-change-device-mode",
        "mode=fastboot-ota"),
    QMI("--dms-foxconn-get-firmware-version=apps", "dms", "foxconn-get-firmware-version",
        "version_type=apps"),
    QMI("--dms-foxconn-set-fcc-authentication=17", "dms", "foxconn-set-fcc-authentication",
        "value=17"),
    QMI("--dms-foxconn-set-fcc-authentication-v2=foxc,64", "dms",
        "foxconn-set-fcc-authentication-v2",
        "magic_string=foxc\n"
        "magic_number=64"),

    QMI("--nas-get-signal-strength", "nas", "get-signal-strength",
        "request_mask=rssi,ecio,io,sinr,rsrq,lte-snr,lte-rsrp"),
    QMI("--nas-get-tx-rx-info=lte", "nas", "get-tx-rx-info", "radio_interface=lte"),
    QMI("--nas-set-system-selection-preference=lte|umts,manual=26201", "nas",
        "set-system-selection-preference",
        "mode_preference=umts,lte\n"
        "network_selection_preference.mode=manual\n"
        "network_selection_preference.mcc=262\n"
        "network_selection_preference.mnc=1\n"
        "change_duration=permanent\n"
        "gsm_wcdma_acquisition_order_preference=automatic\n"
        "acquisition_order_preference=lte,umts"),
    QMI("--nas-set-preferred-networks=26201,eutran", "nas", "set-preferred-networks",
        "preferred_networks[0].mcc=262\n"
        "preferred_networks[0].mnc=1\n"
        "preferred_networks[0].radio_access_technology=eutran\n"
        "mnc_pcs_digit_include_status[0].mcc=262\n"
        "mnc_pcs_digit_include_status[0].mnc=1\n"
        "mnc_pcs_digit_include_status[0].includes_pcs_digit=no\n"
        "clear_previous_preferred_networks=yes"),
    QMI("--nas-network-scan", "nas", "network-scan", ""),
    QMI("--nas-get-plmn-name=26201", "nas", "get-plmn-name",
        "plmn.mcc=262\n"
        "plmn.mnc=1"),
    QMI("--nas-get-signal-info", "nas", "get-signal-info", ""),
    QMI("--nas-swi-get-status", "nas", "swi-get-status", ""),

    QMI("--wds-start-network=apn=internet,ip-type=4,auth=PAP,username=me,password=secret", "wds",
        "start-network",
        "apn=internet\n"
        "authentication_preference=pap\n"
        "username=me\n"
        "password=secret\n"
        "ip_family_preference=ipv4"),
    QMI("--wds-start-network=3gpp-profile=2,autoconnect=yes", "wds", "start-network",
        "ip_family_preference=unspecified\n"
        "profile_index_3gpp=2\n"
        "enable_autoconnect=yes"),
    QMI("--wds-stop-network=1234567", "wds", "stop-network", "packet_data_handle=1234567"),
    QMI("--wds-stop-network=disable-autoconnect", "wds", "stop-network",
        "packet_data_handle=0xffffffff\n"
        "disable_autoconnect=yes"),
    QMI("--wds-get-current-settings", "wds", "get-current-settings",
        "requested_settings=dns-address,granted-qos,ip-address,gateway-info,mtu,"
        "domain-name-list,ip-family"),
    QMI("--wds-get-packet-statistics", "wds", "get-packet-statistics",
        "mask=tx-packets-ok,rx-packets-ok,tx-packets-error,rx-packets-error,tx-overflows,"
        "rx-overflows,tx-bytes-ok,rx-bytes-ok,tx-packets-dropped,rx-packets-dropped"),
    QMI("--wds-create-profile=3gpp,name=test,apn=internet,pdp-type=IPV4V6,auth=PAP,username=me,"
        "password=secret,context-num=3,no-roaming=yes",
        "wds", "create-profile",
        "profile_type=3gpp\n"
        "profile_name=test\n"
        "pdp_type=ipv4-or-ipv6\n"
        "apn_name=internet\n"
        "username=me\n"
        "password=secret\n"
        "authentication=pap\n"
        "pdp_context_number=3\n"
        "roaming_disallowed_flag=yes"),
    QMI("--wds-swi-create-profile-indexed=3gpp,4,name=x,apn=internet", "wds",
        "swi-create-profile-indexed",
        "profile_identifier.profile_type=3gpp\n"
        "profile_identifier.profile_index=4\n"
        "profile_name=x\n"
        "apn_name=internet"),
    QMI("--wds-modify-profile=3gpp,1,name=n,apn=a.b", "wds", "modify-profile",
        "profile_identifier.profile_type=3gpp\n"
        "profile_identifier.profile_index=1\n"
        "profile_name=n\n"
        "apn_name=a.b"),
    QMI("--wds-delete-profile=3gpp2,2", "wds", "delete-profile",
        "profile_identifier.profile_type=3gpp2\n"
        "profile_identifier.profile_index=2"),
    QMI("--wds-get-profile-list=3gpp", "wds", "get-profile-list", "profile_type=3gpp"),
    QMI("--wds-set-default-profile-number=3gpp,2", "wds", "set-default-profile-number",
        "profile_identifier.type=3gpp\n"
        "profile_identifier.family=tethered\n"
        "profile_identifier.index=2"),
    QMI("--wds-get-default-settings=3gpp2", "wds", "get-default-settings", "profile_type=3gpp2"),
    QMI("--wds-set-autoconnect-settings=enabled,home-only", "wds", "set-autoconnect-settings",
        "status=enabled\n"
        "roaming=home-only"),
    QMI("--wds-bind-data-port=a2-mux-rmnet2", "wds", "bind-data-port", "data_port=a2-mux-rmnet2"),
    QMI("--wds-bind-mux-data-port=mux-id=1,ep-type=hsusb,ep-iface-number=4", "wds",
        "bind-mux-data-port",
        "endpoint_info.endpoint_type=hsusb\n"
        "endpoint_info.interface_number=4\n"
        "mux_id=1\n"
        "client_type=tethered"),
    QMI("--wds-set-ip-family=6", "wds", "set-ip-family", "preference=ipv6"),
    QMI("--wds-set-lte-attach-pdn-list=1,2", "wds", "set-lte-attach-pdn-list",
        "list=1,2\n"
        "action=detach-or-pdn-disconnect"),

    QMI("--wms-get-routes", "wms", "get-routes", ""),
    QMI("--wms-set-routes=type=point,class=1,storage=uim,receipt-action=store-and-notify", "wms",
        "set-routes",
        "route_list[0].message_type=point\n"
        "route_list[0].message_class=1\n"
        "route_list[0].storage=uim\n"
        "route_list[0].receipt_action=store-and-notify"),
    QMI("--wms-reset", "wms", "reset", ""),

    QMI("--uim-set-pin-protection=PIN1,disable,1234", "uim", "set-pin-protection",
        "session.session_type=card-slot-1\n"
        "session.application_identifier=\n"
        "info.pin_id=pin1\n"
        "info.pin_enabled=no\n"
        "info.pin_value=1234"),
    QMI("--uim-verify-pin=PIN1,1234", "uim", "verify-pin",
        "session.session_type=card-slot-1\n"
        "session.application_identifier=\n"
        "info.pin_id=pin1\n"
        "info.pin_value=1234"),
    QMI("--uim-unblock-pin=PIN2,12345678,1234", "uim", "unblock-pin",
        "session.session_type=card-slot-1\n"
        "session.application_identifier=\n"
        "info.pin_id=pin2\n"
        "info.puk=12345678\n"
        "info.new_pin=1234"),
    QMI("--uim-change-pin=UPIN,1234,4321", "uim", "change-pin",
        "session.session_type=card-slot-1\n"
        "session.application_identifier=\n"
        "info.pin_id=upin\n"
        "info.old_pin=1234\n"
        "info.new_pin=4321"),
    QMI("--uim-read-transparent=0x3F00,0x7FFF,0x6F07", "uim", "read-transparent",
        "session.session_type=primary-gw-provisioning\n"
        "session.application_identifier=\n"
        "file.file_id=0x6f07\n"
        "file.file_path=003fff7f\n"
        "read_information.offset=0\n"
        "read_information.length=0"),
    QMI("--uim-read-record=record-number=1,record-length=28,file=0x3F00-0x7FFF-0x6F40", "uim",
        "read-record",
        "session.session_type=primary-gw-provisioning\n"
        "session.application_identifier=\n"
        "file.file_id=0x6f40\n"
        "file.file_path=003fff7f\n"
        "record.record_number=1\n"
        "record.record_length=28"),
    QMI("--uim-sim-power-off=2", "uim", "power-off-sim", "slot=2"),
    QMI("--uim-change-provisioning-session=session-type=primary-gw-provisioning,activate=yes,"
        "slot=1,aid=A0:00:00:00:87:10:02",
        "uim", "change-provisioning-session",
        "session_change.session_type=primary-gw-provisioning\n"
        "session_change.activate=yes\n"
        "application_information.slot=1\n"
        "application_information.application_identifier=a0000000871002"),
    QMI("--uim-get-configuration", "uim", "get-configuration",
        "configuration_mask=personalization-status"),
    QMI("--uim-depersonalization=gw-network,deactivate,12345,1", "uim", "depersonalization",
        "info.feature=gw-network\n"
        "info.operation=deactivate\n"
        "info.control_key=12345\n"
        "slot=1"),

    QMI("--pdc-list-configs=software", "pdc", "list-configs",
        "token=0\n"
        "config_type=software"),
    QMI("--pdc-delete-config=software,0102aabb", "pdc", "delete-config",
        "config_type=software\n"
        "token=0\n"
        "id=0102aabb"),
    QMI("--pdc-activate-config=platform,0102", "pdc", "set-selected-config",
        "type_with_id_v2.config_type=platform\n"
        "type_with_id_v2.id=0102\n"
        "token=0"),

    QMI("--loc-session-id=3 --loc-start", "loc", "start",
        "session_id=3\n"
        "fix_recurrence_type=periodic-fixes\n"
        "intermediate_report_state=enable\n"
        "minimum_interval_between_position_reports=1000"),
    QMI("--loc-session-id=3 --loc-stop", "loc", "stop", "session_id=3"),
    QMI("--loc-delete-assistance-data", "loc", "delete-assistance-data", "delete_all=yes"),
    QMI("--loc-set-nmea-types=gga|rmc", "loc", "set-nmea-types", "nmea_types=gga,rmc"),
    QMI("--loc-set-operation-mode=standalone", "loc", "set-operation-mode",
        "operation_mode=standalone"),
    QMI("--loc-set-engine-lock=mt", "loc", "set-engine-lock", "lock_type=mt"),

    QMI("--voice-get-config", "voice", "get-config",
        "auto_answer=yes\n"
        "air_timer=yes\n"
        "roam_timer=yes\n"
        "tty_mode=yes\n"
        "preferred_voice_service_option=yes\n"
        "amr_status=yes\n"
        "preferred_voice_privacy=yes"),

    QMI("--qos-get-flow-status=5", "qos", "get-flow-status", "qos_id=5"),
    QMI("--qos-swi-read-data-stats=1", "qos", "swi-read-data-stats", "apn_id=1"),

    QMI("--wda-set-data-format=link-layer-protocol=raw-ip,ul-protocol=qmap,dl-protocol=qmap,"
        "dl-datagram-max-size=4096,dl-max-datagrams=32,ep-type=hsusb,ep-iface-number=4",
        "wda", "set-data-format",
        "link_layer_protocol=raw-ip\n"
        "uplink_data_aggregation_protocol=qmap\n"
        "downlink_data_aggregation_protocol=qmap\n"
        "downlink_data_aggregation_max_datagrams=32\n"
        "downlink_data_aggregation_max_size=4096\n"
        "endpoint_info.endpoint_type=hsusb\n"
        "endpoint_info.interface_number=4"),
    QMI("--wda-get-data-format=ep-type=pcie,ep-iface-number=4", "wda", "get-data-format",
        "endpoint_info.endpoint_type=pcie\n"
        "endpoint_info.interface_number=4"),

    QMI("--pbm-get-all-capabilities", "pbm", "get-all-capabilities", ""),
    QMI("--sar-rf-set-state=3", "sar", "rf-set-state", "state=3"),
    QMI("--gas-dms-set-usb-composition=36945", "gas", "dms-set-usb-composition",
        "usb_composition=36945\n"
        "endpoint_type=hsusb\n"
        "composition_persistence=yes\n"
        "immediate_setting=no\n"
        "reboot_after_setting=yes"),
    QMI("--gas-dms-set-active-firmware=2", "gas", "dms-set-active-firmware", "slot_index=2"),
    QMI("--gms-test-set-value=3,4", "gms", "test-set-value",
        "test_mandatory_value=3\n"
        "test_optional_value=4"),
    QMI("--dsd-get-apn-info=ims", "dsd", "get-apn-info", "apn_type=ims"),
    QMI("--dsd-set-apn-type=internet,default|ims", "dsd", "set-apn-type",
        "apn_type.name=internet\n"
        "apn_type.type=default,ims"),
    QMI("--dpm-open-port=ctrl-ep-type=hsusb,ctrl-ep-iface-number=2,ctrl-port-name=ctrl,"
        "hw-data-ep-type=pcie,hw-data-ep-iface-number=3,hw-data-rx-id=10,hw-data-tx-id=11",
        "dpm", "open-port",
        "control_ports[0].port_name=ctrl\n"
        "control_ports[0].endpoint_type=hsusb\n"
        "control_ports[0].interface_number=2\n"
        "hardware_data_ports[0].endpoint_type=pcie\n"
        "hardware_data_ports[0].interface_number=3\n"
        "hardware_data_ports[0].rx_endpoint_number=10\n"
        "hardware_data_ports[0].tx_endpoint_number=11"),
    QMI("--fox-get-firmware-version=apps", "fox", "get-firmware-version", "version_type=apps"),
};

const size_t qmi_row_count = COUNT(qmi_rows);
