/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The host's side of a recording, played to a modem, and everything given back. Uses a
 * channel. */
#include "wdm/replay.h"

#include <string.h>

#include "replay_internal.h"

/* How long late answers to allocations are waited for at the end. */
#define LINGER (100 * WDM_MILLISECOND)

/* The largest control message, where the port does not tell a smaller one. */
#define CONTROL_MOST ((size_t)4096)

void wdm_replay_init(struct wdm_replay *replay, const struct wdm_recording *recording,
                     struct wdm_channel *channel)
{
    size_t most = channel->port->max_message;

    memset(replay, 0, offsetof(struct wdm_replay, assembled));
    replay->recording = recording;
    replay->channel = channel;
    replay->answer_timeout = 5 * WDM_SECOND;
    replay->max_control = most == 0 || most > CONTROL_MOST ? CONTROL_MOST : most;
    if (replay->max_control < WDM_MBIM_CONTROL_TRANSFER_MIN)
        replay->max_control = WDM_MBIM_CONTROL_TRANSFER_MIN;
    wdm_mbim_assembly_init(&replay->assembly, replay->assembled, sizeof replay->assembled);
    wdm_channel_speak(channel, recording->protocol);
}

/* When something that begins now must be over. */
static wdm_time until(const struct wdm_replay *replay, wdm_time span, wdm_time deadline)
{
    wdm_time end = wdm_port_now(replay->channel->port) + span;

    return end < deadline ? end : deadline;
}

/* A message without a buffer, of the replay's own: OPEN, CLOSE. */
static bool simple(struct wdm_replay *replay, uint32_t type, struct wdm_description *answer,
                   wdm_time deadline, struct wdm_error *error)
{
    struct wdm_writer out = wdm_writer(replay->outgoing, sizeof replay->outgoing);
    const struct wdm_mbim_message message = {.type = type, .value = (uint32_t)replay->max_control};
    struct wdm_description sent;

    wdm_mbim_write(&out, &message);
    wdm_describe(&sent, NULL, false, WDM_PROTOCOL_MBIM, out.bytes, out.length);
    return wdm_replay_send(replay, &sent, 0, 0, deadline, error) &&
           wdm_replay_receive(replay, &sent, answer, deadline, error);
}

/* The recording's first request of its protocol, but for what a proxy was told. */
static const struct wdm_recorded *first_request(const struct wdm_recording *recording)
{
    for (size_t i = 0; i < recording->count; i++) {
        const struct wdm_recorded *message = &recording->messages[i];

        if (message->role == WDM_EXCHANGE_REQUEST && message->meaning.is_mbim &&
            !wdm_meaning_is_proxys(&message->meaning))
            return message;
    }
    return NULL;
}

/* Whether the recording began when the function was open. */
static bool began_open(const struct wdm_replay *replay)
{
    const struct wdm_recording *recording = replay->recording;
    const struct wdm_recorded *first = first_request(recording);
    struct wdm_description answer;

    if (first == NULL || first->meaning.type == WDM_MBIM_OPEN)
        return false;
    if (first->partner == WDM_RECORDED_NONE)
        return true;
    wdm_recorded_describe(recording, first->partner, NULL, &answer);
    return answer.mbim.type != WDM_MBIM_FUNCTION_ERROR ||
           answer.mbim.value != WDM_MBIM_ERROR_NOT_OPENED;
}

static bool open_first(struct wdm_replay *replay, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_description answer;

    replay->opened = true;
    if (!simple(replay, WDM_MBIM_OPEN, &answer, until(replay, replay->answer_timeout, deadline),
                error))
        return wdm_fail_doing(error, "opening %s", replay->channel->port->name);
    replay->opened = answer.mbim.type == WDM_MBIM_OPEN_DONE && answer.mbim.value == 0;
    return replay->opened ||
           wdm_fail(error, WDM_REFUSED, "the modem's MBIM function does not open");
}

/* Puts a recorded request into `outgoing`. */
static void take(struct wdm_replay *replay, uint32_t index, struct wdm_description *sent)
{
    const struct wdm_recorded *message = &replay->recording->messages[index];
    uint8_t *bytes = replay->outgoing;

    memcpy(bytes, replay->recording->bytes + message->start, message->length);
    wdm_describe(sent, &replay->describer, false, (enum wdm_protocol)message->protocol, bytes,
                 message->length);
    if (!sent->is_mbim || sent->mbim.type != WDM_MBIM_OPEN)
        return;
    /* What this port carries may be less than what that one did. */
    if (sent->mbim.value < replay->max_control && sent->mbim.value >= WDM_MBIM_CONTROL_TRANSFER_MIN)
        replay->max_control = sent->mbim.value;
    for (size_t i = 0; i < 4 && sent->problem == NULL; i++)
        bytes[WDM_MBIM_HEADER + i] = (uint8_t)(replay->max_control >> 8 * i & 0xff);
}

/* The client ids that a request needs: of its header, and that it gives back. `*why` is
 * set where the modem gives none. */
static bool clients_of(struct wdm_replay *replay, const struct wdm_description *sent,
                       uint8_t *client, uint8_t *about, const char **why, wdm_time deadline,
                       struct wdm_error *error)
{
    struct wdm_meaning meaning;
    struct wdm_message_ids ids;
    bool good = true;

    *client = *about = 0;
    *why = NULL;
    wdm_meaning_of(&meaning, sent);
    wdm_message_ids(sent, &ids);
    if (!meaning.is_qmi)
        return true;
    if (meaning.service != WDM_QMI_SERVICE_CTL) {
        good = wdm_replay_client(replay, meaning.service, ids.client, client, deadline, error);
        *why = *client == 0 ? "the modem gives no client id of that service" : NULL;
    } else if (meaning.message == WDM_CTL_RELEASE_CLIENT_ID && ids.about_client != 0) {
        good = wdm_replay_client(replay, meaning.about, ids.about_client, about, deadline, error);
        *why = *about == 0 ? "there is no client id to give back" : NULL;
    }
    return good;
}

/* The client id that the recorded answer gave; 0: none. */
static uint8_t given_then(const struct wdm_replay *replay, uint32_t index)
{
    uint32_t partner = replay->recording->messages[index].partner;
    struct wdm_description answer;
    struct wdm_message_ids ids;

    if (partner == WDM_RECORDED_NONE)
        return 0;
    wdm_recorded_describe(replay->recording, partner, NULL, &answer);
    wdm_message_ids(&answer, &ids);
    return ids.about_client;
}

static bool asks_ctl(const struct wdm_description *sent, uint16_t message)
{
    return sent->is_qmi && sent->qmux.service == WDM_QMI_SERVICE_CTL &&
           sent->qmux.message == message;
}

/* What an answer changes here. */
static void learn(struct wdm_replay *replay, uint32_t index, const struct wdm_description *sent,
                  const struct wdm_description *answer)
{
    uint16_t code;

    if (asks_ctl(sent, WDM_CTL_RELEASE_CLIENT_ID) && answer->is_qmi &&
        wdm_qmi_result(answer->qmux.tlvs, &code) && code == 0)
        wdm_replay_let_go(replay, sent);
    if (answer->is_mbim && answer->mbim.type == WDM_MBIM_OPEN_DONE)
        replay->opened = answer->mbim.value == WDM_MBIM_STATUS_SUCCESS;
    if (answer->is_mbim && answer->mbim.type == WDM_MBIM_CLOSE_DONE)
        replay->opened = false;
    wdm_replay_note(replay, answer, given_then(replay, index));
}

static bool fail_unanswered(const struct wdm_replay *replay, uint32_t index,
                            struct wdm_error *error)
{
    if (error->kind == WDM_DEADLINE)
        wdm_fail(error, WDM_DEADLINE, "message %lu was not answered in time",
                 (unsigned long)replay->recording->messages[index].number);
    return false;
}

static bool play(struct wdm_replay *replay, uint32_t index, wdm_time deadline,
                 struct wdm_error *error)
{
    const struct wdm_recorded *message = &replay->recording->messages[index];
    bool expected = message->partner != WDM_RECORDED_NONE;
    wdm_time wait = replay->answer_timeout;
    struct wdm_description sent, answer;
    uint8_t client, about;
    const char *why;

    take(replay, index, &sent);
    if (!clients_of(replay, &sent, &client, &about, &why, until(replay, wait, deadline), error))
        return fail_unanswered(replay, index, error);
    if (why != NULL) {
        if (replay->left_out != NULL)
            replay->left_out(replay->context, index, why);
        return true;
    }
    take(replay, index, &sent);
    replay->opened = replay->opened || (sent.is_mbim && sent.mbim.type == WDM_MBIM_OPEN);
    if (!wdm_replay_send(replay, &sent, client, about, until(replay, wait, deadline), error))
        return false;
    if (asks_ctl(&sent, WDM_CTL_ALLOCATE_CLIENT_ID))
        replay->allocating = true;
    if (!expected && wait > WDM_REPLAY_UNANSWERED)
        wait = WDM_REPLAY_UNANSWERED;
    if (!wdm_replay_receive(replay, &sent, &answer, until(replay, wait, deadline), error)) {
        bool silent = error->kind == WDM_DEADLINE && !expected &&
                      wdm_port_now(replay->channel->port) < deadline;

        if (silent && replay->answered != NULL)
            replay->answered(replay->context, index, NULL);
        return silent || fail_unanswered(replay, index, error);
    }
    if (asks_ctl(&sent, WDM_CTL_ALLOCATE_CLIENT_ID))
        replay->allocating = false;
    if (replay->answered != NULL)
        replay->answered(replay->context, index, &answer);
    learn(replay, index, &sent, &answer);
    return true;
}

bool wdm_replay_run(struct wdm_replay *replay, wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_recording *recording = replay->recording;

    replay->describer = (struct wdm_describer){.catalogue = replay->catalogue,
                                               .vendor = replay->channel->port->vendor};
    if (began_open(replay) && !open_first(replay, deadline, error))
        return false;
    for (uint32_t i = 0; i < recording->count; i++) {
        const struct wdm_recorded *message = &recording->messages[i];

        if (message->role != WDM_EXCHANGE_REQUEST || wdm_meaning_is_proxys(&message->meaning) ||
            (enum wdm_protocol)message->protocol != recording->protocol)
            continue;
        if (replay->sending != NULL)
            replay->sending(replay->context, i);
        if (!play(replay, i, deadline, error))
            return false;
    }
    return true;
}

static bool release(struct wdm_replay *replay, wdm_time deadline, struct wdm_error *error)
{
    size_t at = replay->client_count - 1;
    const uint8_t named[2] = {replay->clients[at].service, replay->clients[at].live};
    const struct wdm_span span = {.bytes = named, .length = 2};
    wdm_time left = deadline - wdm_port_now(replay->channel->port);
    struct wdm_description answer;

    replay->client_count = at;
    return wdm_replay_ctl(replay, WDM_CTL_RELEASE_CLIENT_ID, span, &answer,
                          until(replay, left / (wdm_time)(at + 1), deadline), error);
}

bool wdm_replay_finish(struct wdm_replay *replay, wdm_time deadline, struct wdm_error *error)
{
    wdm_time now = wdm_port_now(replay->channel->port);
    wdm_time released = now + (deadline - now) * 2 / 3;
    struct wdm_description answer;
    struct wdm_error failure;
    bool done = true;

    replay->channel->port->interrupted = NULL;
    if (replay->allocating)
        wdm_replay_receive(replay, NULL, &answer, until(replay, LINGER, released), &failure);
    /* Client ids outlive CLOSE. */
    if (replay->client_count > 0 && !replay->opened &&
        replay->channel->protocol == WDM_PROTOCOL_MBIM) {
        replay->opened = true;
        simple(replay, WDM_MBIM_OPEN, &answer, until(replay, (released - now) / 2, released),
               &failure);
    }
    while (replay->client_count > 0) {
        if (!release(replay, released, &failure) && done) {
            *error = failure;
            done = wdm_fail_doing(error, "releasing client ids");
        }
    }
    if (replay->opened && !simple(replay, WDM_MBIM_CLOSE, &answer, deadline, &failure) && done) {
        *error = failure;
        done = wdm_fail_doing(error, "closing %s", replay->channel->port->name);
    }
    replay->opened = false;
    if (replay->client_count > 0 && done)
        done = wdm_fail(error, WDM_REFUSED,
                        "the modem gave a client id when it was too late to "
                        "give it back");
    replay->client_count = 0;
    return done;
}
