/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which recorded request stands for one that a host makes now. Uses recordings. */
#include <string.h>

#include "sim_replay.h"

static bool is_used(const struct wdm_sim_replay *replay, size_t index)
{
    return (replay->used[index / 8] & 1U << index % 8) != 0;
}

static void use(struct wdm_sim_replay *replay, size_t index)
{
    replay->used[index / 8] = (uint8_t)(replay->used[index / 8] | 1U << index % 8);
}

static bool same_content(const struct wdm_sim_replay *replay, size_t index,
                         const struct wdm_sim_asked *asked)
{
    struct wdm_span recorded = wdm_recorded_content(replay->recording, index);
    struct wdm_span content = asked->description.content;
    return recorded.length == content.length &&
           (content.length == 0 || memcmp(recorded.bytes, content.bytes, content.length) == 0);
}

/* Whether the message at `index` can stand for the request: one that is about the same,
 * or an answer whose request the recording does not have. */
static bool suits(const struct wdm_sim_replay *replay, size_t index,
                  const struct wdm_sim_asked *asked, bool content)
{
    const struct wdm_recorded *message = &replay->recording->messages[index];
    if (message->role != WDM_EXCHANGE_REQUEST && (content || message->role != WDM_EXCHANGE_UNASKED))
        return false;
    return wdm_meaning_same(&message->meaning, &asked->meaning) &&
           (!content || same_content(replay, index, asked));
}

/* The next one that was not used, else the last that has an answer, else the last. */
static uint32_t pick_in_turn(const struct wdm_sim_replay *replay, const struct wdm_sim_asked *asked,
                             bool content)
{
    uint32_t last = WDM_RECORDED_NONE;
    bool answered = false;
    for (uint32_t i = 0; i < replay->recording->count; i++) {
        if (!suits(replay, i, asked, content))
            continue;
        if (!is_used(replay, i))
            return i;
        const struct wdm_recorded *message = &replay->recording->messages[i];
        bool has_answer =
            message->partner != WDM_RECORDED_NONE || message->role == WDM_EXCHANGE_UNASKED;
        if (has_answer || !answered)
            last = i;
        answered = answered || has_answer;
    }
    return last;
}

static uint32_t pick_nearest(const struct wdm_sim_replay *replay, const struct wdm_sim_asked *asked)
{
    uint32_t index = pick_in_turn(replay, asked, true);
    return index != WDM_RECORDED_NONE ? index : pick_in_turn(replay, asked, false);
}

/* What only keeps the connection, in the recording and now, need not come in order. */
static uint32_t pick_strict(struct wdm_sim_replay *replay, const struct wdm_sim_asked *asked)
{
    bool house = wdm_meaning_keeps_house(&asked->meaning);
    for (uint32_t i = replay->next; i < replay->recording->count; i++) {
        const struct wdm_recorded *message = &replay->recording->messages[i];
        if (message->role != WDM_EXCHANGE_REQUEST)
            continue;
        if (suits(replay, i, asked, !house)) {
            replay->next = i + 1;
            return i;
        }
        if (!wdm_meaning_keeps_house(&message->meaning))
            break;
    }
    return house ? pick_nearest(replay, asked) : WDM_RECORDED_NONE;
}

uint32_t wdm_sim_replay_pick(struct wdm_sim_replay *replay, const struct wdm_sim_asked *asked,
                             bool *is_first)
{
    uint32_t index =
        replay->order == WDM_SIM_STRICT ? pick_strict(replay, asked) : pick_nearest(replay, asked);
    if (index == WDM_RECORDED_NONE)
        return index;
    *is_first = !is_used(replay, index);
    use(replay, index);
    return index;
}

void wdm_sim_replay_rewind(struct wdm_sim_replay *replay)
{
    memset(replay->used, 0, sizeof(replay->used));
    replay->next = 0;
}

bool wdm_sim_replay_is_over(const struct wdm_sim_replay *replay)
{
    const struct wdm_recording *recording = replay->recording;
    for (size_t i = 0; i < recording->count; i++) {
        if (recording->messages[i].role == WDM_EXCHANGE_REQUEST && !is_used(replay, i) &&
            !wdm_meaning_keeps_house(&recording->messages[i].meaning))
            return false;
    }
    return true;
}
