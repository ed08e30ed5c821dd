/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A recorded host that speaks again: to the modem that was recorded, to a simulated one, and
 * to a hostile one (see hostile.h). The input is two bytes of decisions, a length (u16)
 * and so many bytes of a capture; the rest is what the modem does. All ends by its
 * deadline, and what the host took is given back. The recorded modem, where it means well,
 * answers as it did.
 */
#include <string.h>

#include "captures.h"
#include "hostile.h"
#include "wdm/compare.h"
#include "wdm/replay.h"
#include "wdm/sim_replay.h"

#define TIMEOUT (10 * WDM_SECOND)
#define GRACE   (250 * WDM_MILLISECOND)

static struct hostile port;
static struct wdm_recording recording;
static struct wdm_sim_replay modem;
static struct wdm_replay replay;
static struct wdm_channel channel;

struct told {
    uint32_t next;   /* request that may come */
    bool is_sending; /* the last one's end was not told */
    bool is_itself;  /* the modem is the recorded one, and means well */
};

/* ---- What is told */

static void on_sending(void *context, uint32_t request)
{
    struct told *told = context;
    fuzz_check(request >= told->next && request < recording.count);
    fuzz_check(recording.messages[request].role == WDM_EXCHANGE_REQUEST);
    fuzz_check(!told->is_sending);
    told->next = request + 1;
    told->is_sending = true;
}

/* Whether nothing is wrong with a recording, so that its modem must answer as it did: each
 * answer is one to its request. */
static bool is_sound(void)
{
    for (size_t i = 0; i < recording.count; i++) {
        const struct wdm_recorded *message = &recording.messages[i];
        struct wdm_description description;
        wdm_recorded_describe(&recording, i, NULL, &description);
        if (message->meaning.is_wrong ||
            (!message->from_modem && description.is_qmi &&
             description.qmux.kind != WDM_QMI_REQUEST) ||
            (message->partner != WDM_RECORDED_NONE &&
             !wdm_meaning_same(&message->meaning, &recording.messages[message->partner].meaning)))
            return false;
    }
    return true;
}

static void on_answered(void *context, uint32_t request, const struct wdm_description *answer)
{
    static struct wdm_comparison comparison;
    struct told *told = context;
    struct wdm_description before;
    uint32_t partner = recording.messages[request].partner;
    fuzz_check(told->is_sending && request + 1 == told->next);
    told->is_sending = false;
    fuzz_check(answer != NULL || partner == WDM_RECORDED_NONE);
    if (answer == NULL || partner == WDM_RECORDED_NONE)
        return;
    comparison.everything = true;
    wdm_recorded_describe(&recording, partner, NULL, &before);
    size_t differences = wdm_compare(&comparison, &before, answer);
    /* MBIM may have been open, and client ids are this modem's. */
    if (told->is_itself && !wdm_meaning_keeps_house(&recording.messages[request].meaning))
        fuzz_check(differences == 0);
}

static void on_left_out(void *context, uint32_t request, const char *why)
{
    struct told *told = context;
    fuzz_check(told->is_sending && request + 1 == told->next);
    told->is_sending = false;
    fuzz_check(why[0] != '\0');
}

/* ---- One replay, as the program does it */

/* Nothing is held by this end any more; nor is there a client id at the modem that its
 * answers gave, where closing went well and nobody broke what was said. */
static void check_end(bool closed)
{
    fuzz_check(replay.client_count == 0 && !replay.opened);
    if (!closed || !port.honest || port.clock >= port.latest)
        return;
    fuzz_check(port.given_count == 0);
    fuzz_check(port.made_up || wdm_sim_clients_left(&port.sim) == 0);
}

static void play(bool is_itself)
{
    struct told told = {.is_itself = is_itself};
    struct wdm_error error;
    wdm_time deadline = port.clock + TIMEOUT;
    port.latest = deadline;
    wdm_channel_init(&channel, &port.port, WDM_PROTOCOL_MBIM);
    wdm_replay_init(&replay, &recording, &channel);
    replay.answer_timeout = WDM_SECOND;
    replay.sending = on_sending;
    replay.answered = on_answered;
    replay.left_out = on_left_out;
    replay.context = &told;
    wdm_error_clear(&error);
    bool done = wdm_replay_run(&replay, deadline, &error);
    if (!done)
        fuzz_check_error(&error);
    fuzz_check(!done || !told.is_sending);
    if (port.latest < port.clock + GRACE || (!done && error.kind == WDM_INTERRUPTED))
        port.latest = port.clock + GRACE;
    wdm_error_clear(&error);
    bool closed = wdm_replay_finish(&replay, port.latest, &error);
    fuzz_check(closed == (error.kind == WDM_NO_ERROR));
    if (!closed)
        fuzz_check_error(&error);
    check_end(closed);
}

/* The modem at the port is the recorded one. */
static bool recorded_modem(const char *options)
{
    struct wdm_error error;
    if (!wdm_sim_replay_init(&port.sim, &modem, &recording, "fuzz", options, &error)) {
        fuzz_check_error(&error);
        return false;
    }
    port.sim.boundaries = true;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const specifications[] = {
        "em7355",          "em7355-qmi",      "em7455",           "mbimex3",
        "em7355,delay=60", "em7355,noise",    "em7355-qmi,noise", "em7355-qmi,delay=400",
        "em7355,merge",    "em7355,delay=400"};
    static const char *const options[] = {"",      "order=strict", "speed=1", "unknown=silence",
                                          "noise", "delay=300"};
    struct fuzz_input input = {bytes, length < 8192 ? length : 8192};
    uint8_t what = fuzz_byte(&input);
    uint8_t how = fuzz_byte(&input);
    struct wdm_span file = fuzz_take(&input, fuzz_number(&input));
    if (!recording_load(&recording, file))
        return 0;
    hostile_open(&port, specifications[how % 10], input);
    port.silent = what & 0x80;
    port.port.max_message = what & 0x40 ? 64 : 4096;
    bool is_recorded = what & 1;
    bool sound = is_sound();
    if (is_recorded && !recorded_modem(options[how % 6]))
        return 0;
    if (is_recorded && !sound)
        port.honest = false;
    play(is_recorded && sound && how % 6 == 0 && input.length == 0 && !port.silent &&
         !(what & 0x40));
    return 0;
}
