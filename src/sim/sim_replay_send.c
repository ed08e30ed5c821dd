/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Recorded messages on their way out again: with the ids of this connection, and when
 * it is time. Uses recordings. */
#include <string.h>

#include "sim_replay.h"

#define DELAY_MOST (INT64_C(86400) * WDM_SECOND)

/* The time from one recorded message to a later one, at the speed that is wanted. */
static wdm_time delay_of(const struct wdm_sim_replay *replay, uint32_t from, uint32_t to)
{
    const struct wdm_recorded *a = &replay->recording->messages[from];
    const struct wdm_recorded *b = &replay->recording->messages[to];
    if (replay->speed == 0 || !a->timed || !b->timed || b->when <= a->when)
        return 0;
    uint64_t passed = ((uint64_t)b->when - (uint64_t)a->when) / 1000;
    if (passed > (uint64_t)DELAY_MOST)
        passed = (uint64_t)DELAY_MOST;
    return (wdm_time)(passed * 1000 / replay->speed);
}

/* The live client id of a recorded one: as it was learnt, else the service's last; 0:
 * nobody has one. */
static uint8_t live_client(const struct wdm_sim *sim, uint8_t service, uint8_t recorded)
{
    const struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    for (size_t i = 0; i < WDM_SIM_REPLAY_CLIENTS; i++) {
        if (replay->clients[i].recorded == recorded && replay->clients[i].service == service)
            return replay->clients[i].live;
    }
    for (size_t i = sim->client_count; i > 0; i--) {
        if (sim->clients[i - 1].service == service)
            return sim->clients[i - 1].client;
    }
    return 0;
}

static void send_now(struct wdm_sim *sim, uint32_t index, struct wdm_message_ids ids, wdm_time now)
{
    const struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    bool indication = replay->recording->messages[index].role == WDM_EXCHANGE_INDICATION;
    struct wdm_description description;
    wdm_recorded_describe(replay->recording, index, NULL, &description);
    struct wdm_span whole = description.bytes;
    if (indication)
        wdm_message_ids(&description, &ids);
    if (indication && ids.client != 0 && ids.client != WDM_QMI_CLIENT_ALL) {
        ids.client = live_client(sim, description.qmux.service, ids.client);
        if (ids.client == 0)
            return;
    }
    uint8_t room[WDM_SIM_ANSWER];
    memcpy(room, whole.bytes, whole.length);
    wdm_message_renumber(&description, room, &ids);
    whole.bytes = room;
    if (indication)
        wdm_sim_send_indication(sim, whole, now);
    else
        wdm_sim_send_answer(sim, whole, now);
}

void wdm_sim_replay_send(struct wdm_sim *sim, uint32_t index, uint32_t from,
                         const struct wdm_message_ids *ids, wdm_time now)
{
    struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    if (replay->speed == 0 || replay->pending_count == WDM_SIM_REPLAY_PENDING) {
        send_now(sim, index, *ids, now);
        return;
    }
    size_t at = replay->pending_count++;
    replay->pending[at].due = now + delay_of(replay, from, index);
    replay->pending[at].index = index;
    replay->pending[at].ids = *ids;
    replay->pending[at].grant = sim->grant;
}

void wdm_sim_replay_follow(struct wdm_sim *sim, uint32_t answer, uint32_t from, wdm_time now)
{
    const struct wdm_recording *recording = wdm_sim_replay_of(sim)->recording;
    const struct wdm_message_ids none = {0};
    uint32_t first = answer;
    /* What came before the first answer of all has no other to follow. */
    while (first > 0 && recording->messages[first - 1].role != WDM_EXCHANGE_ANSWER &&
           recording->messages[first - 1].role != WDM_EXCHANGE_UNASKED)
        first--;
    for (uint32_t i = first > 0 ? answer + 1 : 0; i < recording->count; i++) {
        unsigned role = recording->messages[i].role;
        if (i > answer && (role == WDM_EXCHANGE_ANSWER || role == WDM_EXCHANGE_UNASKED))
            break;
        if (role == WDM_EXCHANGE_INDICATION)
            wdm_sim_replay_send(sim, i, from, &none, now);
    }
}

/* Which pending message is due first; of those due at once the first that was put there. */
static size_t first_pending(const struct wdm_sim_replay *replay)
{
    size_t first = 0;
    for (size_t i = 1; i < replay->pending_count; i++) {
        if (replay->pending[i].due < replay->pending[first].due)
            first = i;
    }
    return first;
}

wdm_time wdm_sim_replay_due(const struct wdm_sim *sim)
{
    const struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    return replay->pending_count > 0 ? replay->pending[first_pending(replay)].due : WDM_FOREVER;
}

void wdm_sim_replay_work(struct wdm_sim *sim, wdm_time now)
{
    struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    while (replay->pending_count > 0) {
        size_t at = first_pending(replay);
        wdm_time due = replay->pending[at].due;
        uint32_t index = replay->pending[at].index;
        struct wdm_message_ids ids = replay->pending[at].ids;
        if (due > now)
            break;
        sim->grant = replay->pending[at].grant;
        replay->pending_count--;
        for (; at < replay->pending_count; at++)
            replay->pending[at] = replay->pending[at + 1];
        send_now(sim, index, ids, due);
    }
}
