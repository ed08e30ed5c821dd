/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A capture held in memory: compared with itself and with another, and played as the modem
 * to a hostile host. The input is a byte of decisions, a length (u16) and so many bytes of
 * a capture; the rest is another capture, or what the host does: steps as fuzz_sim.c has
 * them.
 */
#include <string.h>

#include "captures.h"
#include "wdm/compare.h"
#include "wdm/qmux.h"
#include "wdm/sim_replay.h"

static struct wdm_recording recording;
static struct wdm_recording other;

/* ---- Loading */

static void check_recording(const struct wdm_recording *held)
{
    fuzz_check(held->count > 0 && held->count <= WDM_RECORDING_MESSAGES);
    fuzz_check(held->length <= WDM_RECORDING_BYTES);
    fuzz_check(held->protocol != WDM_PROTOCOL_UNKNOWN);
    for (uint32_t i = 0; i < held->count; i++) {
        const struct wdm_recorded *message = &held->messages[i];
        fuzz_check(message->start <= held->length &&
                   message->length <= held->length - message->start);
        fuzz_check(
            message->content_length == 0 ||
            (message->content_start >= message->start &&
             message->content_length <= message->start + message->length - message->content_start));
        fuzz_check(i == 0 || message->key == held->messages[0].key);
        if (message->partner == WDM_RECORDED_NONE)
            continue;
        fuzz_check(message->partner < held->count && message->partner != i);
        fuzz_check(held->messages[message->partner].partner == i);
        fuzz_check((message->role == WDM_EXCHANGE_ANSWER) == (message->partner < i));
    }
}

/* ---- Compared */

struct pairs {
    const struct wdm_recording *before, *after;
    bool is_same;            /* it is compared with itself */
    uint32_t next[2], alone; /* of each side the next one that may come */
};

static void check_line(const char *text)
{
    for (; *text != '\0'; text++)
        fuzz_check((uint8_t)*text >= 0x20 && *text != 0x7f);
}

static void check_value(const struct wdm_value *value, const char *text)
{
    static struct fuzz_output out;
    struct wdm_print_options options = {.personal = true};
    fuzz_check(value == NULL || text == NULL);
    for (int json = 0; value != NULL && json < 2; json++) {
        options.json = json;
        fuzz_output_init(&out);
        wdm_print_value(value, &options, &out.output);
        if (json)
            fuzz_check_json(&out);
    }
    if (text != NULL) {
        fuzz_output_init(&out);
        wdm_print_safe(text, strlen(text), &out.output);
    }
}

static void on_difference(void *context, const struct wdm_difference *difference)
{
    const struct pairs *pairs = context;
    fuzz_check(!pairs->is_same);
    fuzz_check(difference->path[0] != '\0');
    check_line(difference->path);
    check_value(difference->before, difference->before_text);
    check_value(difference->after, difference->after_text);
    fuzz_check(difference->before != NULL || difference->after != NULL ||
               difference->before_text != NULL || difference->after_text != NULL);
}

static void compare(struct pairs *pairs, uint32_t before, uint32_t after)
{
    static struct wdm_comparison comparison;
    struct wdm_description one, two;
    if (before == WDM_RECORDED_NONE || after == WDM_RECORDED_NONE)
        return;
    comparison.everything = true;
    comparison.told = on_difference;
    comparison.context = pairs;
    wdm_recorded_describe(pairs->before, before, NULL, &one);
    wdm_recorded_describe(pairs->after, after, NULL, &two);
    size_t count = wdm_compare(&comparison, &one, &two);
    fuzz_check(!pairs->is_same || count == 0);
}

static uint32_t partner_of(const struct wdm_recording *held, uint32_t index)
{
    return index != WDM_RECORDED_NONE ? held->messages[index].partner : WDM_RECORDED_NONE;
}

/* Each comes once, and in its order. */
static void in_order(const struct pairs *pairs, uint32_t *next, size_t count, uint32_t index)
{
    (void)pairs;
    if (index == WDM_RECORDED_NONE)
        return;
    fuzz_check(index < count && index >= *next);
    *next = index + 1;
}

static void on_pair(void *context, uint32_t before, uint32_t after)
{
    struct pairs *pairs = context;
    fuzz_check(before != WDM_RECORDED_NONE || after != WDM_RECORDED_NONE);
    fuzz_check(!pairs->is_same || before == after);
    in_order(pairs, &pairs->next[0], pairs->before->count, before);
    in_order(pairs, &pairs->next[1], pairs->after->count, after);
    compare(pairs, before, after);
    compare(pairs, partner_of(pairs->before, before), partner_of(pairs->after, after));
}

static void align(const struct wdm_recording *before, const struct wdm_recording *after,
                  bool indications)
{
    static struct wdm_alignment alignment;
    struct pairs pairs = {.before = before, .after = after, .is_same = before == after};
    alignment.indications = indications;
    alignment.pair = on_pair;
    alignment.context = &pairs;
    wdm_align(&alignment, before, after);
}

/* ---- Played as the modem */

static struct wdm_sim sim;
static struct wdm_sim_replay replay;
static wdm_time clock_now;

static const char *const options[] = {
    "",
    "order=strict",
    "unknown=silence,order=strict",
    "speed=1",
    "speed=100,unknown=silence",
    "noise,dup=2,frag=64,late=3,split=7",
    "speed=0.001,drop=1,merge",
};

#define OPTIONS (sizeof(options) / sizeof(options[0]))

static void send_recorded(uint8_t index)
{
    const struct wdm_recorded *message = &recording.messages[index % recording.count];
    struct wdm_span bytes =
        fuzz_exact((struct wdm_span){recording.bytes + message->start, message->length});
    wdm_sim_input(&sim, bytes.bytes, bytes.length, clock_now);
}

static void play_host(struct fuzz_input *input)
{
    struct wdm_span bytes;
    while (input->length > 0) {
        uint8_t step = fuzz_byte(input);
        switch (step % 8) {
        case 0:
            clock_now += fuzz_byte(input) * 10 * WDM_MILLISECOND;
            break;
        case 1:
            fuzz_take_output(&sim, 1 + step / 8, clock_now);
            break;
        case 2:
            if (step & 0x80)
                wdm_sim_hang_up(&sim);
            else
                wdm_sim_disconnect(&sim);
            break;
        case 3:
            fuzz_take_output(&sim, WDM_SIM_CONTROL, clock_now);
            break;
        case 4:
            bytes = fuzz_exact(fuzz_take(input, fuzz_number(input)));
            wdm_sim_input(&sim, bytes.bytes, bytes.length, clock_now);
            break;
        default:
            send_recorded(fuzz_byte(input));
        }
        fuzz_check(sim.client_count <= WDM_SIM_CLIENTS);
        fuzz_check(sim.chunk_count <= WDM_SIM_CHUNKS);
        fuzz_check(replay.pending_count <= WDM_SIM_REPLAY_PENDING);
    }
}

/* All requests in their order, with their own ids. */
static void ask_all(void)
{
    for (uint32_t i = 0; i < recording.count; i++) {
        if (recording.messages[i].role != WDM_EXCHANGE_REQUEST)
            continue;
        wdm_sim_input(&sim, recording.bytes + recording.messages[i].start,
                      recording.messages[i].length, clock_now);
        fuzz_take_output(&sim, WDM_SIM_CONTROL, clock_now);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_input input = {bytes, length < 16384 ? length : 16384};
    struct wdm_error error;
    uint8_t how = fuzz_byte(&input);
    struct wdm_span file = fuzz_take(&input, fuzz_number(&input));
    if (!recording_load(&recording, file))
        return 0;
    check_recording(&recording);
    if (how & 1) {
        align(&recording, &recording, how & 2);
        if (input.length == 0 ||
            !recording_load(&other, (struct wdm_span){input.bytes, input.length}))
            return 0;
        check_recording(&other);
        align(&recording, &other, how & 2);
        return 0;
    }
    clock_now = WDM_SECOND;
    if (!wdm_sim_replay_init(&sim, &replay, &recording, "fuzz", options[how / 8 % OPTIONS],
                             &error)) {
        fuzz_check_error(&error);
        return 0;
    }
    sim.boundaries = how & 2;
    sim.opened = how & 4;
    ask_all();
    play_host(&input);
    return 0;
}
