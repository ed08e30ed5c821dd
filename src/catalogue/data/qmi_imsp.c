/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 31, IMSP: presence of the IP multimedia subsystem. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0024, "get-enabler-state", "", "10 enabler_state:u32=enabler_state"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("enabler_state", "1=uninitialized initialized airplane registered"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_imsp = {
    .id = 0x1f,
    .name = "imsp",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
