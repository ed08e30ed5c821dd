/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The form of the catalogue's data: what a file here is written with, and what
 * it gives to services.c. Private to src/catalogue/.
 *
 * To add a message, add its lines to its service's file. To add a service, add
 * a file, its declaration below, and its name in the table of services.c.
 *
 * Order is part of the form, for look-ups rely on it: messages by number, and
 * of one number the request before the indication, the one to prefer before
 * the others; commands by number, then by MBIMEx version; structures and
 * enumerations by name.
 */
#ifndef WDM_CATALOGUE_TABLES_H
#define WDM_CATALOGUE_TABLES_H

#include "wdm/catalogue.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* USB vendor ids. */
enum {
    VENDOR_HP = 0x03f0,
    VENDOR_FOXCONN = 0x0489,
    VENDOR_SIERRA = 0x1199,
};

/* clang-format off */

/* A message and its answer; an indication; all three under one number and name;
 * a message that only a vendor's modems know. */
#define QMI_REQUEST(id, name, request, response) {id, 0, name, request, response, NULL}
#define QMI_INDICATION(id, name, indication)     {id, 0, name, NULL, NULL, indication}
#define QMI_MESSAGE(id, name, request, response, indication) \
    {id, 0, name, request, response, indication}
#define QMI_VENDOR(vendor, id, name, request, response) {id, vendor, name, request, response, NULL}

/* A command with the layouts that it has, as .query = "", .response = "...";
 * and those layouts of it that MBIMEx 2.0 or 3.0 changed. */
#define MBIM_COMMAND(number, text, ...)     {.id = number, .mbimex = 1, .name = text, __VA_ARGS__}
#define MBIMEX_2_COMMAND(number, text, ...) {.id = number, .mbimex = 2, .name = text, __VA_ARGS__}
#define MBIMEX_3_COMMAND(number, text, ...) {.id = number, .mbimex = 3, .name = text, __VA_ARGS__}

/* The values' names, as wdm/catalogue.h has them. */
#define ENUM(name, values)  WDM_ENUMERATION(name, values)
#define FLAGS(name, values) WDM_FLAGS(name, values)

/* A UUID, its five parts as they are written. */
#define MBIM_UUID(a, b, c, d, e) \
    {{BYTES_4(a), BYTES_2(b), BYTES_2(c), BYTES_2(d), BYTES_2((e) >> 32), BYTES_4(e)}}
#define BYTES_4(number)    BYTES_2((number) >> 16), BYTES_2(number)
#define BYTES_2(number)    BYTE(number, 8), BYTE(number, 0)
#define BYTE(number, bits) ((uint8_t)((number) >> (bits) & 0xff))

/* clang-format on */

/* Enumerations that layouts of every service of a protocol can use. */
struct wdm_catalogue_common {
    const struct wdm_enumeration *enumerations;
    size_t count;
};
extern const struct wdm_catalogue_common wdm_catalogue_common_qmi;
extern const struct wdm_catalogue_common wdm_catalogue_common_mbim;

extern const struct wdm_qmi_service wdm_catalogue_qmi_ctl;
extern const struct wdm_qmi_service wdm_catalogue_qmi_wds;
extern const struct wdm_qmi_service wdm_catalogue_qmi_dms;
extern const struct wdm_qmi_service wdm_catalogue_qmi_nas;
extern const struct wdm_qmi_service wdm_catalogue_qmi_qos;
extern const struct wdm_qmi_service wdm_catalogue_qmi_wms;
extern const struct wdm_qmi_service wdm_catalogue_qmi_pds;
extern const struct wdm_qmi_service wdm_catalogue_qmi_voice;
extern const struct wdm_qmi_service wdm_catalogue_qmi_uim;
extern const struct wdm_qmi_service wdm_catalogue_qmi_pbm;
extern const struct wdm_qmi_service wdm_catalogue_qmi_loc;
extern const struct wdm_qmi_service wdm_catalogue_qmi_sar;
extern const struct wdm_qmi_service wdm_catalogue_qmi_ims;
extern const struct wdm_qmi_service wdm_catalogue_qmi_wda;
extern const struct wdm_qmi_service wdm_catalogue_qmi_imsp;
extern const struct wdm_qmi_service wdm_catalogue_qmi_imsa;
extern const struct wdm_qmi_service wdm_catalogue_qmi_pdc;
extern const struct wdm_qmi_service wdm_catalogue_qmi_dsd;
extern const struct wdm_qmi_service wdm_catalogue_qmi_dpm;
extern const struct wdm_qmi_service wdm_catalogue_qmi_oma;
extern const struct wdm_qmi_service wdm_catalogue_qmi_fox;
extern const struct wdm_qmi_service wdm_catalogue_qmi_gms;
extern const struct wdm_qmi_service wdm_catalogue_qmi_gas;
extern const struct wdm_qmi_service wdm_catalogue_qmi_atr;
extern const struct wdm_qmi_service wdm_catalogue_qmi_ssc;
extern const struct wdm_qmi_service wdm_catalogue_qmi_imsdcm;

extern const struct wdm_mbim_service wdm_catalogue_mbim_basic_connect;
extern const struct wdm_mbim_service wdm_catalogue_mbim_sms;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ussd;
extern const struct wdm_mbim_service wdm_catalogue_mbim_phonebook;
extern const struct wdm_mbim_service wdm_catalogue_mbim_stk;
extern const struct wdm_mbim_service wdm_catalogue_mbim_auth;
extern const struct wdm_mbim_service wdm_catalogue_mbim_dss;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ms_firmware_id;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ms_host_shutdown;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ms_sar;
extern const struct wdm_mbim_service wdm_catalogue_mbim_proxy_control;
extern const struct wdm_mbim_service wdm_catalogue_mbim_qmi;
extern const struct wdm_mbim_service wdm_catalogue_mbim_atds;
extern const struct wdm_mbim_service wdm_catalogue_mbim_intel_firmware_update;
extern const struct wdm_mbim_service wdm_catalogue_mbim_qdu;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ms_basic_connect_extensions;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ms_uicc_low_level_access;
extern const struct wdm_mbim_service wdm_catalogue_mbim_quectel;
extern const struct wdm_mbim_service wdm_catalogue_mbim_intel_thermal_rf;
extern const struct wdm_mbim_service wdm_catalogue_mbim_ms_voice_extensions;
extern const struct wdm_mbim_service wdm_catalogue_mbim_intel_mutual_authentication;
extern const struct wdm_mbim_service wdm_catalogue_mbim_intel_tools;
extern const struct wdm_mbim_service wdm_catalogue_mbim_google;
extern const struct wdm_mbim_service wdm_catalogue_mbim_fibocom;
extern const struct wdm_mbim_service wdm_catalogue_mbim_compal;
extern const struct wdm_mbim_service wdm_catalogue_mbim_intel_at_tunnel;

#endif
