/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* DMS answers that have state: the operating mode, and who wants to hear of it.
 * Uses the catalogue and wire/. */
#include "sim_internal.h"

enum {
    RESET = 0x0000,
    SET_EVENT_REPORT = 0x0001,
    GET_SUPPORTED_MESSAGES = 0x001e,
    GET_OPERATING_MODE = 0x002d,
    SET_OPERATING_MODE = 0x002e,
};

bool wdm_sim_online(const struct wdm_sim *sim)
{
    return sim->operating_mode == WDM_SIM_MODE_ONLINE;
}

uint16_t wdm_sim_set_mode(struct wdm_sim *sim, uint8_t mode)
{
    if (mode > WDM_SIM_MODE_LAST)
        return WDM_SIM_QMI_INVALID_ARGUMENT;
    sim->restart = mode == WDM_SIM_MODE_RESET;
    sim->shut_down = mode == WDM_SIM_MODE_SHUTTING_DOWN;
    if (sim->restart || sim->shut_down)
        return 0;
    /* The way out of offline is a reset. */
    if (sim->operating_mode == WDM_SIM_MODE_OFFLINE && mode != WDM_SIM_MODE_OFFLINE)
        return WDM_SIM_QMI_INVALID_TRANSITION;
    if (mode == WDM_SIM_MODE_ONLINE && sim->locked)
        return WDM_SIM_QMI_INVALID_TRANSITION;
    sim->mode_changed = mode != sim->operating_mode;
    if (mode != WDM_SIM_MODE_ONLINE)
        wdm_sim_end_call(sim);
    sim->operating_mode = mode;
    return 0;
}

static uint16_t reset(struct wdm_sim *sim, const struct wdm_qmux *request, struct wdm_writer *tlvs)
{
    (void)tlvs;
    struct wdm_sim_client *client = wdm_sim_client_find(sim, request->service, request->client);
    if (client)
        client->reports_mode = false;
    return 0;
}

static uint16_t set_event_report(struct wdm_sim *sim, const struct wdm_qmux *request,
                                 struct wdm_writer *tlvs)
{
    (void)tlvs;
    struct wdm_sim_client *client = wdm_sim_client_find(sim, request->service, request->client);
    struct wdm_span wanted;
    if (request->tlvs.length == 0)
        return WDM_SIM_QMI_MISSING_ARGUMENT;
    if (client && wdm_tlv_find(request->tlvs, 0x14, &wanted) && wanted.length > 0)
        client->reports_mode = wanted.bytes[0] != 0;
    return 0;
}

uint16_t wdm_sim_supported_messages(struct wdm_sim *sim, const struct wdm_qmux *request,
                                    struct wdm_writer *tlvs)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_id(request->service);
    uint8_t list[2 + 32] = {32, 0};
    for (uint16_t id = 0; service && id <= 0xff; id++) {
        const struct wdm_qmi_message *message =
            wdm_qmi_message_by_id(service, id, WDM_QMI_REQUEST, sim->personality->vendor);
        if (wdm_sim_find_qmi(sim, request->service, id) ||
            (message && wdm_sim_find_answer(sim, service->name, message->name)))
            list[2 + id / 8] |= (uint8_t)(1U << id % 8);
    }
    wdm_tlv_write(tlvs, 0x10, list, sizeof(list));
    return 0;
}

static uint16_t get_operating_mode(struct wdm_sim *sim, const struct wdm_qmux *request,
                                   struct wdm_writer *tlvs)
{
    (void)request;
    wdm_tlv_write_u8(tlvs, 0x01, sim->operating_mode);
    wdm_tlv_write_u8(tlvs, 0x11, 0); /* no switch holds it back */
    return 0;
}

static uint16_t set_operating_mode(struct wdm_sim *sim, const struct wdm_qmux *request,
                                   struct wdm_writer *tlvs)
{
    (void)tlvs;
    struct wdm_span mode;
    if (!wdm_tlv_find(request->tlvs, 0x01, &mode) || mode.length < 1)
        return WDM_SIM_QMI_MISSING_ARGUMENT;
    return wdm_sim_set_mode(sim, mode.bytes[0]);
}

static const struct wdm_sim_qmi_behaviour rows[] = {
    {WDM_QMI_SERVICE_DMS, RESET, reset},
    {WDM_QMI_SERVICE_DMS, SET_EVENT_REPORT, set_event_report},
    {WDM_QMI_SERVICE_DMS, GET_SUPPORTED_MESSAGES, wdm_sim_supported_messages},
    {WDM_QMI_SERVICE_DMS, GET_OPERATING_MODE, get_operating_mode},
    {WDM_QMI_SERVICE_DMS, SET_OPERATING_MODE, set_operating_mode},
};

const struct wdm_sim_qmi_behaviours wdm_sim_dms_behaviours = {WDM_SIM_ROWS(rows)};
