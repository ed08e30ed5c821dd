/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 231, GMS: Telit's own: test values. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0f00, "test-set-value",
                "01 test_mandatory_value:u8 "
                "10 test_optional_value:u8",
                ""),
    QMI_REQUEST(0x0f01, "test-get-value", "",
                "03 test_mandatory_value:u8 "
                "10 test_optional_value:u8"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_gms = {
    .id = 0xe7,
    .name = "gms",
    .messages = messages,
    .message_count = COUNT(messages),
};
