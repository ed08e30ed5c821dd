/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 2, DMS: the device itself: identity, operating mode, PINs,
 * firmware. Numbers from 0x5555 on are vendors' own; several vendors use the
 * same ones. Data only.
 */
#include "tables.h"

static const char pin_retries[] =
    "10 pin_retries_status:{ verify_retries_left:u8 unblock_retries_left:u8 }";

static const char image_details[] =
    "01 image_details:{ type:u8=firmware_image_type unique_id:[16]u8 build_id:str8 }";

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "reset", "", ""),
    QMI_REQUEST(0x0001, "set-event-report",
                "10 power_state_reporting:u8=bool "
                "11 battery_level_report_limits:{ lower_limit:u8@% upper_limit:u8@% } "
                "12 pin_state_reporting:u8=bool "
                "13 activation_state_reporting:u8=bool "
                "14 operating_mode_reporting:u8=bool "
                "15 uim_state_reporting:u8=bool "
                "16 wireless_disable_state_reporting:u8=bool "
                "17 prl_init_reporting:u8=bool",
                ""),
    QMI_INDICATION(0x0001, "event-report",
                   "10 power_state:{ power_state_flags:u8=power_state battery_level:u8@% } "
                   "11 pin1_status:{ current_status:u8=uim_pin_status verify_retries_left:u8 "
                   "unblock_retries_left:u8 } "
                   "12 pin2_status:{ current_status:u8=uim_pin_status verify_retries_left:u8 "
                   "unblock_retries_left:u8 } "
                   "13 activation_state:u16=activation_state "
                   "14 operating_mode:u8=operating_mode "
                   "15 uim_state:u8=uim_state "
                   "16 wireless_disable_state:u8=bool "
                   "17 prl_init_notification:u8=bool"),
    QMI_REQUEST(0x001e, "get-supported-messages", "", "10 list:[u16]u8"),
    QMI_REQUEST(0x0020, "get-capabilities", "",
                "01 info:{ max_tx_channel_rate:u32@bit/s max_rx_channel_rate:u32@bit/s "
                "data_service_capability:u8=data_service_capability "
                "sim_capability:u8=sim_capability radio_interface_list:[u8]u8=radio_interface }"),
    QMI_REQUEST(0x0021, "get-manufacturer", "", "01 manufacturer:str"),
    QMI_REQUEST(0x0022, "get-model", "", "01 model:str"),
    QMI_REQUEST(0x0023, "get-revision", "", "01 revision:str"),
    QMI_REQUEST(0x0024, "get-msisdn", "", "01 msisdn!:str"),
    QMI_REQUEST(0x0025, "get-ids", "",
                "10 esn!:str "
                "11 imei!:str<=15 "
                "12 meid!:str "
                "13 imei_software_version:str"),
    QMI_REQUEST(0x0026, "get-power-state", "",
                "01 info:{ power_state_flags:u8=power_state battery_level:u8@% }"),
    QMI_REQUEST(0x0027, "uim-set-pin-protection",
                "01 info:{ pin_id:u8=uim_pin_id protection_enabled:u8=bool pin!:str8 }",
                pin_retries),
    QMI_REQUEST(0x0028, "uim-verify-pin", "01 info:{ pin_id:u8=uim_pin_id pin!:str8 }",
                pin_retries),
    QMI_REQUEST(0x0029, "uim-unblock-pin",
                "01 info:{ pin_id:u8=uim_pin_id puk!:str8 new_pin!:str8 }", pin_retries),
    QMI_REQUEST(0x002a, "uim-change-pin",
                "01 info:{ pin_id:u8=uim_pin_id old_pin!:str8 new_pin!:str8 }", pin_retries),
    QMI_REQUEST(0x002b, "uim-get-pin-status", "",
                "11 pin1_status:{ current_status:u8=uim_pin_status verify_retries_left:u8 "
                "unblock_retries_left:u8 } "
                "12 pin2_status:{ current_status:u8=uim_pin_status verify_retries_left:u8 "
                "unblock_retries_left:u8 }"),
    QMI_REQUEST(0x002c, "get-hardware-revision", "", "01 revision:str"),
    QMI_REQUEST(0x002d, "get-operating-mode", "",
                "01 mode:u8=operating_mode "
                "10 offline_reason:u16=offline_reason "
                "11 hardware_restricted_mode:u8=bool"),
    QMI_REQUEST(0x002e, "set-operating-mode", "01 mode:u8=operating_mode", ""),
    QMI_REQUEST(0x002f, "get-time", "",
                "01 device_time:{ time_count:u48@0.00125gps time_source:u16=time_source } "
                "10 system_time:u64@0.001gps "
                "11 user_time:u64@0.001gps"),
    QMI_REQUEST(0x0030, "get-prl-version", "",
                "01 version:u16 "
                "10 prl_only_preference:u8=bool"),
    QMI_REQUEST(0x0031, "get-activation-state", "", "01 info:u16=activation_state"),
    QMI_REQUEST(0x0032, "activate-automatic", "01 activation_code:str8", ""),
    QMI_REQUEST(0x0033, "activate-manual",
                "01 info!:{ service_programming_code:str[6] system_identification_number:u16 "
                "mobile_directory_number:str8<=15 mobile_identification_number:str8<=15 } "
                "11 mn_ha_key!:str8<=16 "
                "12 mn_aaa_key!:str8<=16 "
                "13 prl:{ prl_total_length:u16 prl_segment:[seq-u8,u16]u8 }",
                ""),
    QMI_REQUEST(0x0034, "get-user-lock-state", "", "01 enabled:u8=bool"),
    QMI_REQUEST(0x0035, "set-user-lock-state", "01 info:{ enabled:u8=bool lock_code!:str[4] }", ""),
    QMI_REQUEST(0x0036, "set-user-lock-code", "01 info:{ old_code!:str[4] new_code!:str[4] }", ""),
    QMI_REQUEST(0x0037, "read-user-data", "", "01 user_data!:[u16]u8"),
    QMI_REQUEST(0x0038, "write-user-data", "01 user_data!:[u16]u8", ""),
    QMI_REQUEST(0x0039, "read-eri-file", "", "01 eri_file:[u16]u8"),
    QMI_REQUEST(0x003a, "restore-factory-defaults", "01 service_programming_code!:str[6]", ""),
    QMI_REQUEST(0x003b, "validate-service-programming-code", "01 service_programming_code!:str[6]",
                ""),
    QMI_REQUEST(0x003c, "uim-get-iccid", "", "01 iccid!:str"),
    QMI_REQUEST(0x003e, "set-firmware-id", "", ""),
    QMI_REQUEST(0x0040, "uim-get-ck-status", "01 facility:u8=uim_facility",
                "01 ck_status:{ facility_state:u8=uim_facility_state verify_retries_left:u8 "
                "unblock_retries_left:u8 } "
                "10 operation_blocking_facility:u8=bool"),
    QMI_REQUEST(0x0041, "uim-set-ck-protection",
                "01 facility:{ facility:u8=uim_facility facility_state:u8=uim_facility_state "
                "facility_depersonalization_control_key!:str8 }",
                "10 verify_retries_left:u8"),
    QMI_REQUEST(0x0042, "uim-unblock-ck",
                "01 facility:{ facility:u8=uim_facility facility_control_key!:str8 }",
                "10 unblock_retries_left:u8"),
    QMI_REQUEST(0x0043, "uim-get-imsi", "", "01 imsi!:str"),
    QMI_REQUEST(0x0044, "uim-get-state", "", "01 state:u8=uim_state"),
    QMI_REQUEST(0x0045, "get-band-capabilities", "",
                "01 band_capability:u64=band_capability "
                "10 lte_band_capability:u64=lte_band_capability "
                "12 extended_lte_band_capability:[u16]u16 "
                "13 nr5g_band_capability:[u16]u16"),
    QMI_REQUEST(0x0046, "get-factory-sku", "", "01 sku:str"),
    QMI_REQUEST(0x0047, "get-firmware-preference", "",
                "01 list:[u8]{ type:u8=firmware_image_type unique_id:[16]u8 build_id:str8 }"),
    QMI_REQUEST(0x0048, "set-firmware-preference",
                "01 list:[u8]{ type:u8=firmware_image_type unique_id:[16]u8 build_id:str8 } "
                "10 download_override:u8=bool "
                "11 modem_storage_index:u8",
                "01 image_download_list:[u8]u8=firmware_image_type"),
    QMI_REQUEST(0x0049, "list-stored-images", "",
                "01 list:[u8]{ type:u8=firmware_image_type maximum_images:u8 "
                "index_of_running_image:u8 sublist:[u8]{ storage_index:u8 failure_count:u8 "
                "unique_id:[16]u8 build_id:str8 } }"),
    QMI_REQUEST(0x004a, "delete-stored-image", image_details, ""),
    QMI_REQUEST(0x004b, "set-time",
                "01 time_value:u64@0.001gps "
                "10 time_reference_type:u32=time_reference_type",
                ""),
    QMI_REQUEST(0x004c, "get-stored-image-info", image_details,
                "10 boot_version:{ major_version:u16 minor_version:u16 } "
                "11 pri_version:{ pri_version:u32 pri_info:str[32] } "
                "12 oem_lock_id:u32"),
    QMI_REQUEST(0x004d, "get-alt-net-config", "", "01 config:u8=bool"),
    QMI_REQUEST(0x004e, "set-alt-net-config", "01 config:u8=bool", ""),
    QMI_REQUEST(0x004f, "get-boot-image-download-mode", "", "10 mode:u8=boot_image_download_mode"),
    QMI_REQUEST(0x0050, "set-boot-image-download-mode", "01 mode:u8=boot_image_download_mode", ""),
    QMI_REQUEST(0x0051, "get-software-version", "", "01 version:str"),
    QMI_REQUEST(0x0052, "set-service-programming-code",
                "01 current_code!:str[6] "
                "02 new_code!:str[6]",
                ""),
    QMI_REQUEST(0x005c, "get-mac-address", "01 device:u32=mac_type", "10 mac_address!:[u8]u8"),
    QMI_VENDOR(VENDOR_SIERRA, 0x5556, "swi-get-current-firmware", "",
               "10 model:str "
               "11 boot_version:str "
               "12 amss_version:str "
               "13 sku_id:str "
               "14 package_id:str "
               "15 carrier_id:str "
               "16 pri_version:str "
               "17 carrier:str "
               "18 config_version:str"),
    QMI_VENDOR(VENDOR_HP, 0x5556, "hp-change-device-mode", "01 mode:u8=hp_device_mode", ""),
    QMI_VENDOR(VENDOR_SIERRA, 0x555b, "swi-get-usb-composition", "",
               "10 current:u8=swi_usb_composition "
               "11 supported:[u8]u8=swi_usb_composition"),
    QMI_VENDOR(VENDOR_SIERRA, 0x555c, "swi-set-usb-composition",
               "01 current:u8=swi_usb_composition", ""),
    QMI_VENDOR(VENDOR_FOXCONN, 0x555e, "foxconn-get-firmware-version",
               "01 version_type:u8=foxconn_firmware_version_type", "01 version:str"),
    QMI_REQUEST(0x555f, "set-fcc-authentication", "", ""),
    QMI_VENDOR(VENDOR_FOXCONN, 0x5562, "foxconn-change-device-mode",
               "01 mode:u8=foxconn_device_mode", ""),
    QMI_VENDOR(VENDOR_FOXCONN, 0x5571, "foxconn-set-fcc-authentication", "01 value:u8", ""),
    QMI_VENDOR(VENDOR_FOXCONN, 0x5571, "foxconn-set-fcc-authentication-v2",
               "01 magic_string:str "
               "02 magic_number:u8",
               ""),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("activation_state",
         "not-activated activated connecting connected otasp-authenticated otasp-nam "
         "otasp-mdn otasp-imsi otasp-prl otasp-spc otasp-committed"),
    FLAGS("band_capability",
          "bc-0-a-system bc-0-b-system bc-1-all-blocks bc-2 bc-3-a-system bc-4-all-blocks "
          "bc-5-all-blocks gsm-dcs-1800 gsm-900-extended gsm-900-primary bc-6 bc-7 bc-8 "
          "bc-9 bc-10 bc-11 gsm-450 gsm-480 gsm-750 gsm-850 gsm-900-railways gsm-pcs-1900 "
          "wcdma-2100 wcdma-pcs-1900 wcdma-dcs-1800 wcdma-1700-us wcdma-850-us wcdma-800 "
          "bc-12 bc-14 0x80000000=bc-15 0x1000000000000=wcdma-2600 wcdma-900 "
          "wcdma-1700-japan 0x100000000000000=bc-16 bc-17 bc-18 bc-19 wcdma-850-japan "
          "wcdma-1500"),
    ENUM("boot_image_download_mode", "normal boot-and-recovery"),
    ENUM("data_service_capability", "none cs ps simultaneous-cs-ps non-simultaneous-cs-ps"),
    ENUM("firmware_image_type", "modem pri"),
    ENUM("foxconn_device_mode", "unknown 5=fastboot-online 0xa=fastboot-ota"),
    ENUM("foxconn_firmware_version_type", "firmware-mcfg firmware-mcfg-apps apps"),
    ENUM("hp_device_mode", "5=fastboot"),
    FLAGS("lte_band_capability",
          "1 2 3 4 5 6 7 8 9 10 11 12 13 14 0x10000=17 18 19 20 21 0x800000=24 25 26 27 28 "
          "29 30 31 32 33 34 35 36 37 38 39 40 41 42 43"),
    ENUM("mac_type", "wlan bt"),
    FLAGS("offline_reason",
          "host-image-misconfiguration pri-image-misconfiguration pri-version-incompatible "
          "device-memory-full"),
    ENUM("operating_mode",
         "online low-power factory-test offline reset shutting-down persistent-low-power "
         "mode-only-low-power 0xff=unknown"),
    FLAGS("power_state", "external-source battery-connected battery-charging fault"),
    ENUM("radio_interface", "1=cdma20001x evdo 4=gsm umts 8=lte tds 5gnr"),
    ENUM("sim_capability", "1=not-supported supported"),
    ENUM("swi_usb_composition",
         "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 0xff=unknown"),
    ENUM("time_reference_type", "user"),
    ENUM("time_source", "device cdma-network hdr-network"),
    ENUM("uim_facility", "pn pu pp pc pf"),
    ENUM("uim_facility_state", "deactivated activated blocked"),
    ENUM("uim_pin_id", "1=pin pin2"),
    ENUM("uim_pin_status", "not-initialized enabled-not-verified enabled-verified disabled blocked "
                           "permanently-blocked unblocked changed"),
    ENUM("uim_state",
         "initialization-completed locked-or-failed not-present reserved 0xff=unknown"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_dms = {
    .id = 0x02,
    .name = "dms",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
