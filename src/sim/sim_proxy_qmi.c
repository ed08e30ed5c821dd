/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The simulated qmi-proxy. CTL requests get a transaction of the proxy's own,
 * since their numbers are all that tells them apart; what goes to a service is
 * told apart by its client id, which belongs to whoever was given it or used it
 * last. Uses wire/.
 */
#include "personality.h"
#include "sim_proxy.h"

/* More than a request of WDM_SIM_CONTROL or an answer of WDM_SIM_ANSWER needs. */
#define ROOM (WDM_SIM_ANSWER + 64)

#define CTL_TRANSACTION_LAST 0xff

static void answer_result(struct wdm_sim_proxy *proxy, size_t client,
                          const struct wdm_qmux *request, uint16_t error)
{
    uint8_t result[8];
    uint8_t room[32];
    struct wdm_writer tlvs = wdm_writer(result, sizeof(result));
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_qmux response = *request;
    wdm_tlv_write_result(&tlvs, error);
    response.from_modem = true;
    response.kind = WDM_QMI_RESPONSE;
    response.tlvs = wdm_written(&tlvs);
    wdm_qmux_write(&out, &response);
    wdm_sim_proxy_send(proxy, client, wdm_written(&out));
}

/* The TLV is the path of a device; there is only one modem here. */
static void open_device(struct wdm_sim_proxy *proxy, size_t client, const struct wdm_qmux *request)
{
    struct wdm_span path;
    if (!wdm_tlv_find(request->tlvs, 0x01, &path) || path.length == 0) {
        answer_result(proxy, client, request, WDM_SIM_QMI_MISSING_ARGUMENT);
        return;
    }
    proxy->clients[client].configured = true;
    answer_result(proxy, client, request, 0);
}

/* A CTL transaction that no request under way has. */
static uint32_t next_number(struct wdm_sim_proxy *proxy)
{
    do {
        proxy->last_number =
            proxy->last_number >= CTL_TRANSACTION_LAST ? 1 : proxy->last_number + 1;
    } while (wdm_sim_proxy_find(proxy, WDM_QMI_SERVICE_CTL, 0, proxy->last_number));
    return proxy->last_number;
}

static void forward(struct wdm_sim_proxy *proxy, size_t client, const struct wdm_qmux *request,
                    wdm_time now)
{
    struct wdm_sim *sim = proxy->sim;
    struct wdm_qmux asked = *request;
    bool ctl = request->service == WDM_QMI_SERVICE_CTL;
    uint8_t room[ROOM];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    if (ctl) {
        asked.client = 0;
        asked.transaction = (uint16_t)(next_number(proxy) & CTL_TRANSACTION_LAST);
    }
    struct wdm_sim_proxy_request *noted = wdm_sim_proxy_note(proxy, client);
    noted->service = asked.service;
    noted->qmi_client = asked.client;
    noted->number = asked.transaction;
    noted->original = request->transaction;
    for (size_t i = 0; i < sim->client_count && !ctl; i++) {
        if (sim->clients[i].service == asked.service && sim->clients[i].client == asked.client)
            sim->clients[i].owner = (uint8_t)(client + 1);
    }
    size_t before = sim->client_count;
    wdm_qmux_write(&out, &asked);
    if (!out.failed)
        wdm_sim_input(sim, room, out.length, now);
    if (sim->client_count > before)
        sim->clients[before].owner = (uint8_t)(client + 1);
}

void wdm_sim_proxy_qmi_request(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span bytes,
                               wdm_time now)
{
    struct wdm_qmux request;
    if (wdm_qmux_parse(bytes.bytes, bytes.length, &request) != WDM_QMUX_OK || request.from_modem ||
        request.kind != WDM_QMI_REQUEST)
        return;
    if (request.service == WDM_QMI_SERVICE_CTL && request.message == WDM_CTL_PROXY_OPEN)
        open_device(proxy, client, &request);
    else if (proxy->clients[client].configured)
        forward(proxy, client, &request, now);
    else
        answer_result(proxy, client, &request, WDM_SIM_QMI_INTERNAL);
}

/* Whether an indication is for this client of the proxy. */
static bool concerns(const struct wdm_sim_proxy *proxy, size_t client,
                     const struct wdm_qmux *indication)
{
    const struct wdm_sim *sim = proxy->sim;
    if (indication->service == WDM_QMI_SERVICE_CTL)
        return proxy->clients[client].configured;
    for (size_t i = 0; i < sim->client_count; i++) {
        const struct wdm_sim_client *one = &sim->clients[i];
        if (one->owner == client + 1 && one->service == indication->service &&
            (one->client == indication->client || indication->client == WDM_QMI_CLIENT_ALL))
            return true;
    }
    return false;
}

static void pass_response(struct wdm_sim_proxy *proxy, struct wdm_qmux *response)
{
    struct wdm_sim_proxy_request *request =
        wdm_sim_proxy_find(proxy, response->service, response->client, response->transaction);
    uint8_t room[ROOM];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    if (!request)
        return;
    request->used = false;
    response->transaction = (uint16_t)(request->original & UINT16_MAX);
    wdm_qmux_write(&out, response);
    if (!out.failed)
        wdm_sim_proxy_send(proxy, request->client, wdm_written(&out));
}

void wdm_sim_proxy_qmi_answer(struct wdm_sim_proxy *proxy, struct wdm_span bytes)
{
    struct wdm_qmux answer;
    if (wdm_qmux_parse(bytes.bytes, bytes.length, &answer) != WDM_QMUX_OK)
        return;
    if (answer.kind == WDM_QMI_RESPONSE)
        pass_response(proxy, &answer);
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS && answer.kind == WDM_QMI_INDICATION; i++) {
        if (concerns(proxy, i, &answer))
            wdm_sim_proxy_send(proxy, i, bytes);
    }
}
