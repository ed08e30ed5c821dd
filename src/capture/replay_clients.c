/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The client ids of a replay: those of the recording, and those that the modem gives. */
#include <string.h>

#include "replay_internal.h"

bool wdm_replay_ctl(struct wdm_replay *replay, uint16_t message, struct wdm_span named,
                    struct wdm_description *answer, wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_describer nobody = {0};
    bool mbim = replay->channel->protocol == WDM_PROTOCOL_MBIM;
    uint8_t tlvs[8], inner[32];
    struct wdm_writer content = wdm_writer(tlvs, sizeof tlvs);
    struct wdm_writer qmux = wdm_writer(inner, sizeof inner);
    struct wdm_writer out = wdm_writer(replay->outgoing, sizeof replay->outgoing);
    struct wdm_qmux request = {.message = message, .transaction = 1};
    struct wdm_mbim_message carrier = {.type = WDM_MBIM_COMMAND,
                                       .service = wdm_mbim_qmi,
                                       .command = WDM_MBIM_CID_QMI_MSG,
                                       .value = WDM_MBIM_SET};
    struct wdm_description sent;
    uint16_t code;

    wdm_tlv_write(&content, 0x01, named.bytes, named.length);
    request.tlvs = wdm_written(&content);
    wdm_qmux_write(mbim ? &qmux : &out, &request);
    carrier.buffer = wdm_written(&qmux);
    if (mbim)
        wdm_mbim_write(&out, &carrier);
    wdm_describe(&sent, &nobody, false, replay->channel->protocol, out.bytes, out.length);
    if (!wdm_replay_send(replay, &sent, 0, 0, deadline, error))
        return false;
    if (message == WDM_CTL_ALLOCATE_CLIENT_ID)
        replay->allocating = true;
    if (!wdm_replay_receive(replay, &sent, answer, deadline, error))
        return false;
    replay->allocating = replay->allocating && message != WDM_CTL_ALLOCATE_CLIENT_ID;
    if (answer->is_qmi && wdm_qmi_result(answer->qmux.tlvs, &code) && code == 0)
        return true;
    return wdm_fail(error, WDM_REFUSED, "the modem refused %s a client id",
                    message == WDM_CTL_ALLOCATE_CLIENT_ID ? "to give" : "to take back");
}

static size_t place_of(const struct wdm_replay *replay, uint8_t service, uint8_t recorded)
{
    size_t at = 0;

    while (at < replay->client_count &&
           (replay->clients[at].service != service || replay->clients[at].recorded != recorded))
        at++;
    return at;
}

bool wdm_replay_client(struct wdm_replay *replay, uint8_t service, uint8_t recorded, uint8_t *live,
                       wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_span named = {.bytes = &service, .length = 1};
    struct wdm_description answer;
    size_t at = place_of(replay, service, recorded);

    *live = 0;
    if (at == replay->client_count) {
        if (!wdm_replay_ctl(replay, WDM_CTL_ALLOCATE_CLIENT_ID, named, &answer, deadline, error))
            return error->kind == WDM_REFUSED;
        wdm_replay_note(replay, &answer, recorded);
        at = place_of(replay, service, recorded);
    }
    if (at < replay->client_count)
        *live = replay->clients[at].live;
    return true;
}

/* Of two that hold the same, the new one is right. */
static void hold(struct wdm_replay *replay, uint8_t service, uint8_t recorded, uint8_t live)
{
    size_t at;

    if (live == 0 || replay->client_count == WDM_REPLAY_CLIENTS)
        return;
    for (at = 0; at < replay->client_count &&
                 (replay->clients[at].service != service || replay->clients[at].live != live);)
        at++;
    if (at == replay->client_count)
        replay->client_count++;
    replay->clients[at].service = service;
    replay->clients[at].recorded = recorded;
    replay->clients[at].live = live;
}

void wdm_replay_let_go(struct wdm_replay *replay, const struct wdm_description *request)
{
    struct wdm_meaning meaning;
    struct wdm_message_ids ids;

    wdm_meaning_of(&meaning, request);
    wdm_message_ids(request, &ids);
    for (size_t i = 0; i < replay->client_count; i++) {
        if (replay->clients[i].service != meaning.about ||
            replay->clients[i].live != ids.about_client)
            continue;
        replay->clients[i] = replay->clients[--replay->client_count];
        return;
    }
}

void wdm_replay_note(struct wdm_replay *replay, const struct wdm_description *answer,
                     uint8_t recorded)
{
    struct wdm_meaning meaning;
    struct wdm_message_ids ids;
    uint16_t code;

    if (!answer->is_qmi || answer->qmux.service != WDM_QMI_SERVICE_CTL ||
        answer->qmux.kind == WDM_QMI_REQUEST)
        return;
    wdm_meaning_of(&meaning, answer);
    wdm_message_ids(answer, &ids);
    if (wdm_ctl_is_synced(&answer->qmux))
        replay->client_count = 0;
    if (answer->qmux.message == WDM_CTL_ALLOCATE_CLIENT_ID &&
        wdm_qmi_result(answer->qmux.tlvs, &code) && code == 0)
        hold(replay, meaning.about, recorded, ids.about_client);
}
