/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QMI service 400, SSC: sensors; only on QRTR. Data only.
 */
#include "tables.h"

static const struct wdm_qmi_message messages[] = {
    QMI_REQUEST(0x0020, "control",
                "01 data:[u16]u8 "
                "10 report_type:u8=report_type",
                "10 client_id:u64 "
                "11 response:u32"),
    QMI_INDICATION(0x0021, "report-small",
                   "01 client_id:u64 "
                   "02 data:[u16]u8"),
    QMI_INDICATION(0x0022, "report-large",
                   "01 client_id:u64 "
                   "02 data:[u16]u8"),
};

static const struct wdm_enumeration enumerations[] = {
    ENUM("report_type", "small large"),
};

const struct wdm_qmi_service wdm_catalogue_qmi_ssc = {
    .id = 0x190,
    .name = "ssc",
    .messages = messages,
    .message_count = COUNT(messages),
    .enumerations = enumerations,
    .enumeration_count = COUNT(enumerations),
};
