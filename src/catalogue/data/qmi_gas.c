/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 232, GAS: Telit's own: firmware and USB. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0203, "dms-set-usb-composition",
                "01 usb_composition:u32 "
                "02 endpoint_type:u8=usb_composition_endpoint_type "
                "03 composition_persistence:u8=bool "
                "04 immediate_setting:u8=bool "
                "05 reboot_after_setting:u8=bool",
                ""),
    QMI_REQUEST(0x0204, "dms-get-usb-composition", "",
                "03 usb_composition:u32 "
                "04 endpoint_type:u8=usb_composition_endpoint_type "
                "05 composition_persistence:u8=bool "
                "06 immediate_setting:u8=bool "
                "07 reboot_after_setting:u8=bool"),
    QMI_REQUEST(0x0206, "dms-set-active-firmware",
                "10 carrier_name:str "
                "11 slot_index:u8 "
                "12 version:str",
                ""),
    QMI_REQUEST(0x0208, "dms-get-firmware-list",
                "01 mode:u8=firmware_listing_mode "
                "10 slot_index:u8 "
                "11 name:str "
                "12 version:str",
                "01 mode:u8=firmware_listing_mode "
                "10 stored_firmware_1:{StoredFirmware} "
                "11 stored_firmware_2:{StoredFirmware} "
                "12 stored_firmware_3:{StoredFirmware} "
                "13 stored_firmware_4:{StoredFirmware}"),
    QMI_REQUEST(0x0222, "dms-set-firmware-auto-sim",
                "01 auto_sim_mode:u8=firmware_auto_sim_mode "
                "10 config_id:u8",
                ""),
    QMI_REQUEST(0x0223, "dms-get-firmware-auto-sim", "",
                "03 auto_sim_mode:u8=firmware_auto_sim_mode "
                "10 config_id:u8"),
    QMI_REQUEST(0x022d, "dms-get-ethernet-pdu-mac-address", "",
                "03 mac_address_0!:[u8]u8 "
                "10 mac_address_1!:[u8]u8"),
};

static const struct wdm_structure structures[] = {
    {"StoredFirmware", "index:u8 name:str8 version:str8 pri_revision:str8"},
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("firmware_auto_sim_mode", "disable enable enable-one-shot pending-one-shot"),
    ENUM("firmware_listing_mode", "active-firmware all-firmware specific-firmware"),
    ENUM("usb_composition_endpoint_type", "hsusb hsic"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_gas = {
    .id = 0xe8,
    .name = "gas",
    .messages = messages,
    .message_count = COUNT(messages),
    .structures = structures,
    .structure_count = COUNT(structures),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
