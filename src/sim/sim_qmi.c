/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMI requests and their answers, on either carrier. Uses the catalogue and
 * wire/. */
#include "sim_internal.h"

static bool tlvs_whole(struct wdm_span tlvs)
{
    struct wdm_reader reader = wdm_reader(tlvs.bytes, tlvs.length);
    struct wdm_tlv tlv;
    while (wdm_tlv_next(&reader, &tlv)) {
    }
    return !reader.failed;
}

/* What the catalogue knows of a request is checked before anything acts on it. */
static uint16_t check_request(const struct wdm_layout *layout, struct wdm_span tlvs)
{
    if (!tlvs_whole(tlvs))
        return WDM_SIM_QMI_MALFORMED_MESSAGE;
    if (!layout->text)
        return 0;
    if (!wdm_fields_complete(layout, tlvs))
        return WDM_SIM_QMI_MISSING_ARGUMENT;
    return wdm_sim_fits(layout, tlvs) ? 0 : WDM_SIM_QMI_MALFORMED_MESSAGE;
}

static const struct wdm_qmi_message *message_of(const struct wdm_sim *sim,
                                                const struct wdm_qmi_service *service,
                                                const struct wdm_qmux *request)
{
    return service ? wdm_qmi_message_by_id(service, request->message, WDM_QMI_REQUEST,
                                           sim->personality->vendor)
                   : NULL;
}

uint16_t wdm_sim_qmi_from_table(const struct wdm_sim *sim, const struct wdm_qmux *request,
                                struct wdm_writer *tlvs)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_id(request->service);
    const struct wdm_qmi_message *message = message_of(sim, service, request);
    const struct wdm_sim_answer *row =
        message ? wdm_sim_find_answer(sim, service->name, message->name) : NULL;
    if (!row)
        return WDM_SIM_QMI_INVALID_COMMAND;
    if (row->error)
        return (uint16_t)(row->error & UINT16_MAX);
    struct wdm_layout layout = wdm_qmi_layout(service, message, WDM_QMI_RESPONSE);
    return wdm_sim_encode(&layout, row->fields, tlvs) ? 0 : WDM_SIM_QMI_INTERNAL;
}

/* A service's answer, or CTL's; the client id has been checked. */
static uint16_t answer_request(struct wdm_sim *sim, const struct wdm_qmux *request,
                               struct wdm_writer *tlvs)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_id(request->service);
    const struct wdm_qmi_message *message = message_of(sim, service, request);
    struct wdm_layout layout = {0};
    if (message)
        layout = wdm_qmi_layout(service, message, WDM_QMI_REQUEST);
    uint16_t error = check_request(&layout, request->tlvs);
    if (error)
        return error;
    if (request->service == WDM_QMI_SERVICE_CTL)
        return wdm_sim_ctl(sim, request, tlvs);
    const struct wdm_sim_qmi_behaviour *behaviour =
        wdm_sim_find_qmi(sim, request->service, request->message);
    return behaviour ? behaviour->answer(sim, request, tlvs)
                     : wdm_sim_qmi_from_table(sim, request, tlvs);
}

static uint16_t check_client(struct wdm_sim *sim, const struct wdm_qmux *request)
{
    if (request->service == WDM_QMI_SERVICE_CTL)
        return 0;
    if (!wdm_sim_serves(sim, request->service))
        return WDM_SIM_QMI_INVALID_SERVICE_TYPE;
    if (!wdm_sim_client_find(sim, request->service, request->client))
        return WDM_SIM_QMI_INVALID_CLIENT_ID;
    return 0;
}

bool wdm_sim_qmi_request(struct wdm_sim *sim, const uint8_t *bytes, size_t length,
                         struct wdm_writer *answer)
{
    struct wdm_qmux request;
    enum wdm_qmux_problem problem = wdm_qmux_parse(bytes, length, &request);
    if ((problem != WDM_QMUX_OK && problem != WDM_QMUX_TLVS_BAD) || request.from_modem ||
        request.kind != WDM_QMI_REQUEST)
        return false;
    uint8_t room[WDM_SIM_CONTROL];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    wdm_tlv_write_result(&tlvs, 0);
    uint16_t error = check_client(sim, &request);
    if (!error && problem == WDM_QMUX_TLVS_BAD)
        error = WDM_SIM_QMI_MALFORMED_MESSAGE;
    if (!error)
        error = answer_request(sim, &request, &tlvs);
    if (!error && tlvs.failed)
        error = WDM_SIM_QMI_INTERNAL;
    if (error) {
        tlvs = wdm_writer(room, sizeof(room));
        wdm_tlv_write_result(&tlvs, error);
    }
    struct wdm_qmux response = request;
    response.from_modem = true;
    response.kind = WDM_QMI_RESPONSE;
    response.tlvs = wdm_written(&tlvs);
    wdm_qmux_write(answer, &response);
    return !answer->failed;
}

void wdm_sim_qmux_message(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now)
{
    struct wdm_qmux request;
    if (wdm_qmux_parse(bytes, length, &request) == WDM_QMUX_OK &&
        request.service == WDM_QMI_SERVICE_CTL && request.kind == WDM_QMI_REQUEST) {
        sim->opens++;
        if (sim->faults.first_open_lost && sim->opens == 1)
            return;
    }
    wdm_sim_send_late(sim, now);
    struct wdm_span whole = {.bytes = bytes, .length = length};
    if (sim->personality->silent || wdm_sim_from_source(sim, whole, now))
        return;
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer answer = wdm_writer(room, sizeof(room));
    sim->grant = (struct wdm_sim_grant){0};
    if (!wdm_sim_qmi_request(sim, bytes, length, &answer))
        return;
    wdm_sim_send_answer(sim, wdm_written(&answer), now);
    wdm_sim_aftermath(sim, now);
}
