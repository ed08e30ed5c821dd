/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem that answers as a recorded one did: requests in, recorded answers out, client
 * ids kept. Uses recordings and the simulator's own bookkeeping. */
#include <string.h>

#include "sim_replay.h"

/* What a recording does not have is looked for here: there is nothing. */
static const struct wdm_personality plain = {
    .name = "replay", .protocol = WDM_PROTOCOL_MBIM, .first_client = 1};
static const struct wdm_personality with_qmi = {
    .name = "replay", .protocol = WDM_PROTOCOL_MBIM, .qmi = true, .first_client = 1};
static const struct wdm_personality raw = {
    .name = "replay", .protocol = WDM_PROTOCOL_QMI, .first_client = 1};

struct wdm_sim_replay *wdm_sim_replay_of(const struct wdm_sim *sim)
{
    return sim->source_context;
}

/* Learns by which number a recorded client id is known now. */
static void learn_client(struct wdm_sim_replay *replay, uint8_t service, uint8_t recorded,
                         uint8_t live)
{
    size_t at = 0;
    while (at < WDM_SIM_REPLAY_CLIENTS &&
           (replay->clients[at].service != service || replay->clients[at].recorded != recorded))
        at++;
    if (at == WDM_SIM_REPLAY_CLIENTS) {
        at = replay->next_client;
        replay->next_client = (at + 1) % WDM_SIM_REPLAY_CLIENTS;
    }
    replay->clients[at].service = service;
    replay->clients[at].recorded = recorded;
    replay->clients[at].live = live;
}

/* Gives a client id as the simulator does, the recorded one where that is free. An answer
 * that names none gives none: it has no place for it. */
static bool allocate(struct wdm_sim *sim, const struct wdm_sim_asked *asked, uint8_t recorded,
                     struct wdm_message_ids *ids)
{
    uint8_t service = asked->meaning.about;
    uint8_t room[16];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    ids->about_client = 0;
    if (recorded == 0)
        return true;
    sim->last_client[service] = (uint8_t)(recorded - 1);
    if (wdm_sim_ctl(sim, &asked->description.qmux, &tlvs) != 0)
        return false;
    ids->about_client = sim->grant.client;
    learn_client(wdm_sim_replay_of(sim), service, recorded, ids->about_client);
    return true;
}

/* CTL succeeded in the recording: so it must here, with the simulator's client ids. False
 * where it does not: then the simulator says why. */
static bool keep_ctl(struct wdm_sim *sim, const struct wdm_sim_asked *asked,
                     const struct wdm_description *answer, struct wdm_message_ids *ids)
{
    struct wdm_message_ids recorded;
    uint8_t room[16];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    uint16_t error;
    if (!answer->is_qmi || !wdm_qmi_result(answer->qmux.tlvs, &error) || error != 0)
        return true;
    wdm_message_ids(answer, &recorded);
    switch (asked->meaning.message) {
    case WDM_CTL_ALLOCATE_CLIENT_ID:
        return allocate(sim, asked, recorded.about_client, ids);
    case WDM_CTL_RELEASE_CLIENT_ID:
        return wdm_sim_ctl(sim, &asked->description.qmux, &tlvs) == 0 ||
               !wdm_sim_replay_of(sim)->grants[asked->meaning.about];
    case WDM_CTL_SYNC:
        sim->client_count = 0;
        return true;
    default:
        return true;
    }
}

/* What the answer changes in the simulator. Returns as keep_ctl. */
static bool keep_books(struct wdm_sim *sim, const struct wdm_sim_asked *asked,
                       const struct wdm_description *answer, struct wdm_message_ids *ids)
{
    const struct wdm_mbim_message *mbim = &asked->description.mbim;
    uint32_t type = answer->is_mbim ? answer->mbim.type : 0;
    if (asked->meaning.is_qmi)
        return asked->meaning.service != WDM_QMI_SERVICE_CTL || keep_ctl(sim, asked, answer, ids);
    if (mbim->type == WDM_MBIM_OPEN && type == WDM_MBIM_OPEN_DONE &&
        answer->mbim.value == WDM_MBIM_STATUS_SUCCESS)
        wdm_sim_opened(sim, mbim->value);
    if (mbim->type == WDM_MBIM_CLOSE)
        sim->opened = false;
    return true;
}

/* Whether the client id of a QMI request is one that this host has, as far as it can be
 * told. */
static bool knows_client(struct wdm_sim *sim, const struct wdm_sim_asked *asked)
{
    uint8_t service = asked->meaning.service;
    return !asked->meaning.is_qmi || service == WDM_QMI_SERVICE_CTL ||
           !wdm_sim_replay_of(sim)->grants[service] ||
           wdm_sim_client_find(sim, service, asked->ids.client);
}

static bool play(struct wdm_sim *sim, const struct wdm_sim_asked *asked, uint32_t index,
                 bool is_first, wdm_time now)
{
    struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    const struct wdm_recorded *request = &replay->recording->messages[index];
    struct wdm_message_ids ids = asked->ids;
    struct wdm_description description;
    uint32_t answer = request->role == WDM_EXCHANGE_UNASKED ? index : request->partner;
    if (answer == WDM_RECORDED_NONE)
        return true;
    wdm_recorded_describe(replay->recording, answer, NULL, &description);
    if (!keep_books(sim, asked, &description, &ids))
        return false;
    wdm_sim_replay_send(sim, answer, index, &ids, now);
    if (is_first)
        wdm_sim_replay_follow(sim, answer, index, now);
    return true;
}

static bool request(struct wdm_sim *sim, struct wdm_span bytes, wdm_time now)
{
    struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    struct wdm_sim_asked asked;
    bool is_first = false;
    wdm_describe(&asked.description, NULL, false, sim->protocol, bytes.bytes, bytes.length);
    if ((!asked.description.is_mbim && !asked.description.is_qmi) ||
        (asked.description.is_qmi && asked.description.qmux.kind != WDM_QMI_REQUEST))
        return false;
    wdm_meaning_of(&asked.meaning, &asked.description);
    wdm_message_ids(&asked.description, &asked.ids);
    sim->grant = (struct wdm_sim_grant){0};
    if (!knows_client(sim, &asked))
        return false;
    uint32_t index = wdm_sim_replay_pick(replay, &asked, &is_first);
    if (index == WDM_RECORDED_NONE)
        return wdm_sim_replay_unknown(sim, &asked, now);
    if (asked.meaning.is_qmi && asked.meaning.service != WDM_QMI_SERVICE_CTL) {
        struct wdm_description recorded;
        wdm_recorded_describe(replay->recording, index, NULL, &recorded);
        if (recorded.qmux.client != 0)
            learn_client(replay, asked.meaning.service, recorded.qmux.client, asked.ids.client);
    }
    bool played = play(sim, &asked, index, is_first, now);
    if (asked.meaning.type == WDM_MBIM_CLOSE && wdm_sim_replay_is_over(replay))
        wdm_sim_replay_rewind(replay);
    return played;
}

static bool serves(const struct wdm_sim *sim, uint8_t service)
{
    return wdm_sim_replay_of(sim)->serves[service];
}

static void disconnected(struct wdm_sim *sim)
{
    struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    wdm_sim_replay_rewind(replay);
    replay->pending_count = 0;
}

static const struct wdm_sim_source source = {
    request, serves, wdm_sim_replay_due, wdm_sim_replay_work, disconnected,
};

/* What the recording tells of the modem. */
static void look_through(struct wdm_sim_replay *replay)
{
    const struct wdm_recording *recording = replay->recording;
    for (size_t i = 0; i < recording->count; i++) {
        const struct wdm_recorded *message = &recording->messages[i];
        const struct wdm_meaning *meaning = &message->meaning;
        if (!meaning->is_qmi || meaning->is_wrong)
            continue;
        replay->carries_qmi = replay->carries_qmi || meaning->is_mbim;
        if (meaning->service != WDM_QMI_SERVICE_CTL) {
            replay->serves[meaning->service] = true;
        } else if (meaning->message == WDM_CTL_ALLOCATE_CLIENT_ID &&
                   (message->role == WDM_EXCHANGE_ANSWER ||
                    message->role == WDM_EXCHANGE_UNASKED)) {
            struct wdm_description description;
            uint16_t error;
            wdm_recorded_describe(recording, i, NULL, &description);
            bool gave = wdm_qmi_result(description.qmux.tlvs, &error) && error == 0;
            replay->serves[meaning->about] = replay->serves[meaning->about] || gave;
            replay->grants[meaning->about] = replay->grants[meaning->about] || gave;
        }
    }
}

static bool check_lengths(const struct wdm_recording *recording, struct wdm_error *error)
{
    for (size_t i = 0; i < recording->count; i++) {
        const struct wdm_recorded *message = &recording->messages[i];
        if (message->from_modem && message->length > WDM_SIM_ANSWER)
            return wdm_fail(error, WDM_USAGE,
                            "the capture cannot be played: message %lu has %lu bytes, and the "
                            "simulator's longest is %zu",
                            (unsigned long)message->number, (unsigned long)message->length,
                            WDM_SIM_ANSWER);
    }
    return true;
}

bool wdm_sim_replay_init(struct wdm_sim *sim, struct wdm_sim_replay *replay,
                         const struct wdm_recording *recording, const char *name,
                         const char *options, struct wdm_error *error)
{
    char faults[256];
    memset(replay, 0, sizeof(*replay));
    replay->recording = recording;
    if (!wdm_sim_replay_parse(replay, options, faults, sizeof(faults), error) ||
        !check_lengths(recording, error))
        return false;
    look_through(replay);
    const struct wdm_personality *personality = replay->carries_qmi ? &with_qmi : &plain;
    if (recording->protocol == WDM_PROTOCOL_QMI)
        personality = &raw;
    if (!wdm_sim_start(sim, personality, name, *faults ? faults : NULL, error))
        return false;
    sim->vendor = recording->vendor;
    sim->product = recording->product;
    sim->source = &source;
    sim->source_context = replay;
    return true;
}

bool wdm_sim_replay_open(struct wdm_sim_port *port, struct wdm_sim_replay *replay,
                         const struct wdm_recording *recording, const char *name,
                         const char *options, struct wdm_error *error)
{
    if (!wdm_sim_replay_init(&port->sim, replay, recording, name, options, error))
        return false;
    wdm_sim_port_begin(port, "replay");
    return true;
}
