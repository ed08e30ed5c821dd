/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The options of a replay, which stand among the faults. Text only. */
#include <string.h>

#include "sim_replay.h"
#include "wdm/format.h"

static const struct {
    const char *name;
    const char *summary;
} rows[] = {
    {"order=nearest", "the recorded answer to the most similar request, each in turn (default)"},
    {"order=strict", "only requests in the recorded order are known"},
    {"unknown=error", "an unknown request is refused: not supported (default)"},
    {"unknown=silence", "an unknown request is not answered"},
    {"speed=N", "the recorded delays, N times as fast; without it, all comes at once"},
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

#define SPEED_MOST 1000000 /* times as fast, in thousandths it still is a u32 */

const char *wdm_sim_replay_option_name(size_t index)
{
    return index < ROWS ? rows[index].name : NULL;
}

const char *wdm_sim_replay_option_summary(size_t index)
{
    return index < ROWS ? rows[index].summary : NULL;
}

/* "2", "0.5": in thousandths, more places do not count. */
static bool read_speed(const char *text, size_t length, uint32_t *speed)
{
    uint32_t whole = 0, fraction = 0, place = 1000;
    bool point = false, digits = false;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = wdm_digit(text[i]);
        if (text[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (digit > 9)
            return false;
        digits = true;
        if (point)
            fraction += digit * (place /= 10);
        else if ((whole = whole * 10 + digit) > SPEED_MOST)
            return false;
    }
    *speed = whole * 1000 + fraction;
    return digits && *speed > 0;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncmp(text, word, length) == 0;
}

/* Takes one option. False where it is none of these. */
static bool take(struct wdm_sim_replay *replay, const char *text, size_t length, bool *is_good)
{
    const char *equals = memchr(text, '=', length);
    const char *value = equals ? equals + 1 : text + length;
    size_t name = equals ? (size_t)(equals - text) : length;
    size_t rest = (size_t)(text + length - value);
    *is_good = true;
    if (is_word(text, name, "order")) {
        replay->order = is_word(value, rest, "strict") ? WDM_SIM_STRICT : WDM_SIM_NEAREST;
        *is_good = replay->order == WDM_SIM_STRICT || is_word(value, rest, "nearest");
    } else if (is_word(text, name, "unknown")) {
        replay->silent = is_word(value, rest, "silence");
        *is_good = replay->silent || is_word(value, rest, "error");
    } else if (is_word(text, name, "speed")) {
        *is_good = read_speed(value, rest, &replay->speed);
    } else {
        return false;
    }
    return true;
}

bool wdm_sim_replay_parse(struct wdm_sim_replay *replay, const char *options, char *faults,
                          size_t capacity, struct wdm_error *error)
{
    faults[0] = '\0';
    while (*options != '\0') {
        size_t length = strcspn(options, ",");
        size_t used = strlen(faults);
        bool is_good;
        if (!take(replay, options, length, &is_good))
            wdm_format(faults + used, capacity - used, "%s%.*s", used > 0 ? "," : "", (int)length,
                       options);
        else if (!is_good)
            return wdm_fail(error, WDM_USAGE,
                            "'%.*s' is none of order=nearest|strict, unknown=error|silence, "
                            "speed=0.001 to 1000000",
                            (int)length, options);
        if (strlen(faults) == capacity - 1)
            return wdm_fail(error, WDM_USAGE, "too many faults");
        options += length + (options[length] == ',');
    }
    return true;
}
