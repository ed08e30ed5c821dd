/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 227, FOX: Foxconn's own. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x555e, "get-firmware-version", "01 version_type:u8=firmware_version_type",
                "01 version:str"),
    QMI_REQUEST(0x5571, "set-fcc-authentication",
                "01 magic_string:str "
                "02 magic_number:u8",
                ""),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("firmware_version_type", "firmware-mcfg firmware-mcfg-apps apps"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_fox = {
    .id = 0xe3,
    .name = "fox",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
