/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 237, ATR: AT commands. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0000, "send", "01 message!:str16<=1024", ""),
    QMI_INDICATION(0x0001, "received", "01 message!:str16"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_atr = {
    .id = 0xed,
    .name = "atr",
    .messages = messages,
    .message_count = COUNT(messages),
};
