/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 17, SAR: transmit power states. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0001, "rf-set-state", "01 state:u32=rf_state", ""),
    QMI_REQUEST(0x0002, "rf-get-state", "", "10 state:u32=rf_state"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("rf_state", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_sar = {
    .id = 0x11,
    .name = "sar",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
