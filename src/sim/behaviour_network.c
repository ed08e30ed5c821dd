/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Answers of NAS and WDS that depend on what was asked. Uses the catalogue and wire/. */
#include "sim_internal.h"

enum {
    GET_SUPPORTED_MESSAGES = 0x001e,
    NAS_GET_SIGNAL_STRENGTH = 0x0020,
    WDS_START_NETWORK = 0x0020,
    WDS_STOP_NETWORK = 0x0021,
    WDS_GET_PROFILE_SETTINGS = 0x002b,
};

#define PROFILE_TYPE_3GPP 0
#define PROFILE_INDEX     1

/* NAS Get Signal Strength: the bit of the request's mask that asks for a TLV. */
static uint16_t asked_by(uint8_t type)
{
    switch (type) {
    case 0x11: /* RSSI */
        return 0x01;
    case 0x16: /* RSRQ */
        return 0x20;
    case 0x17: /* SNR */
        return 0x40;
    case 0x18: /* RSRP */
        return 0x80;
    default:
        return 0;
    }
}

static uint16_t get_signal_strength(struct wdm_sim *sim, const struct wdm_qmux *request,
                                    struct wdm_writer *tlvs)
{
    uint8_t room[256];
    struct wdm_writer all = wdm_writer(room, sizeof(room));
    struct wdm_span asked;
    struct wdm_tlv tlv;
    uint16_t mask = 0;
    uint16_t error = wdm_sim_qmi_from_table(sim, request, &all);
    struct wdm_reader reader = wdm_reader(room, all.length);

    if (error)
        return error;
    if (wdm_tlv_find(request->tlvs, 0x10, &asked) && asked.length >= 2)
        mask = wdm_get_u16(asked.bytes);
    while (wdm_tlv_next(&reader, &tlv)) {
        if (tlv.type < 0x10 || (asked_by(tlv.type) & mask) != 0)
            wdm_tlv_write(tlvs, tlv.type, tlv.value.bytes, tlv.value.length);
    }
    return 0;
}

static uint16_t get_profile_settings(struct wdm_sim *sim, const struct wdm_qmux *request,
                                     struct wdm_writer *tlvs)
{
    struct wdm_span profile;

    if (!wdm_tlv_find(request->tlvs, 0x01, &profile) || profile.length < 2)
        return WDM_SIM_QMI_MALFORMED_MESSAGE;
    if (profile.bytes[0] != PROFILE_TYPE_3GPP || profile.bytes[1] != PROFILE_INDEX)
        return WDM_SIM_QMI_EXTENDED_INTERNAL;
    return wdm_sim_qmi_from_table(sim, request, tlvs);
}

static const struct wdm_sim_qmi_behaviour rows[] = {
    {WDM_QMI_SERVICE_NAS, NAS_GET_SIGNAL_STRENGTH, get_signal_strength},
    {WDM_QMI_SERVICE_NAS, GET_SUPPORTED_MESSAGES, wdm_sim_supported_messages},
    {WDM_QMI_SERVICE_WDS, WDS_START_NETWORK, wdm_sim_start_network},
    {WDM_QMI_SERVICE_WDS, WDS_STOP_NETWORK, wdm_sim_stop_network},
    {WDM_QMI_SERVICE_WDS, WDS_GET_PROFILE_SETTINGS, get_profile_settings},
    {WDM_QMI_SERVICE_WDS, GET_SUPPORTED_MESSAGES, wdm_sim_supported_messages},
    {WDM_QMI_SERVICE_UIM, GET_SUPPORTED_MESSAGES, wdm_sim_supported_messages},
    {WDM_QMI_SERVICE_WMS, GET_SUPPORTED_MESSAGES, wdm_sim_supported_messages},
    {WDM_QMI_SERVICE_WDA, GET_SUPPORTED_MESSAGES, wdm_sim_supported_messages},
};

const struct wdm_sim_qmi_behaviours wdm_sim_network_behaviours = {WDM_SIM_ROWS(rows)};
