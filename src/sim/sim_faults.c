/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The faults of a simulated modem: their names, and reading them. Text only. */
#include <string.h>

#include "sim_internal.h"

enum fault {
    DELAY = 0,
    DROP,
    LATE,
    DUP,
    GARBLE,
    TRUNCATE,
    SPLIT,
    MERGE,
    FRAG,
    NOISE,
    UNPLUG,
    BUSY,
    FIRST_OPEN_LOST,
    UNLOCKED,
};

struct row {
    const char *name; /* with "=" and a word where it takes a number */
    const char *summary;
    uint32_t least, most;
};

/* In the order of enum fault. */
static const struct row rows[] = {
    {"delay=MS", "each answer comes so many milliseconds later", 0, 3600000},
    {"drop=N", "the Nth answer never comes", 1, UINT32_MAX},
    {"late=N", "the Nth answer comes only when the next request does", 1, UINT32_MAX},
    {"dup=N", "the Nth answer comes twice", 1, UINT32_MAX},
    {"garble=N", "the Nth answer has bits flipped", 1, UINT32_MAX},
    {"truncate=N", "the Nth answer is cut in half", 1, UINT32_MAX},
    {"split=BYTES", "what the modem sends arrives in pieces of so many bytes", 1, 65535},
    {"merge", "messages that are due at once arrive in one piece", 0, 0},
    {"frag=BYTES", "MBIM messages are cut into fragments of so many bytes", 64, 4096},
    {"noise", "indications before and after each answer", 0, 0},
    {"unplug=N", "the modem is gone when the Nth answer is due", 1, UINT32_MAX},
    {"busy", "no client ids are left", 0, 0},
    {"first-open-lost", "the first OPEN (raw QMI: the first CTL request) is not answered", 0, 0},
    {"unlocked", "starts without its lock, and online", 0, 0},
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

const char *wdm_sim_fault_name(size_t index)
{
    return index < ROWS ? rows[index].name : NULL;
}

const char *wdm_sim_fault_summary(size_t index)
{
    return index < ROWS ? rows[index].summary : NULL;
}

static uint32_t *number_of(struct wdm_sim_faults *faults, size_t fault)
{
    switch (fault) {
    case DELAY:
        return &faults->delay_ms;
    case DROP:
        return &faults->drop;
    case LATE:
        return &faults->late;
    case DUP:
        return &faults->dup;
    case GARBLE:
        return &faults->garble;
    case TRUNCATE:
        return &faults->truncate;
    case SPLIT:
        return &faults->split;
    case FRAG:
        return &faults->frag;
    case UNPLUG:
        return &faults->unplug;
    default:
        return NULL;
    }
}

static bool *switch_of(struct wdm_sim_faults *faults, size_t fault)
{
    switch (fault) {
    case MERGE:
        return &faults->merge;
    case NOISE:
        return &faults->noise;
    case BUSY:
        return &faults->busy;
    case FIRST_OPEN_LOST:
        return &faults->first_open_lost;
    case UNLOCKED:
        return &faults->unlocked;
    default:
        return NULL;
    }
}

/* Only digits, and within the row's range. */
static bool read_number(const char *text, size_t length, const struct row *row, uint32_t *number)
{
    uint64_t value = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || value > UINT32_MAX)
            return false;
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    if (length == 0 || value < row->least || value > row->most)
        return false;
    *number = (uint32_t)value;
    return true;
}

static bool unknown_fault(const char *text, size_t length, struct wdm_error *error)
{
    char name[32];
    size_t cut = length < sizeof(name) ? length : sizeof(name) - 1;
    memcpy(name, text, cut);
    name[cut] = '\0';
    size_t best = 0;
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; i < ROWS; i++) {
        char known[32];
        size_t known_length = strcspn(rows[i].name, "=");
        memcpy(known, rows[i].name, known_length);
        known[known_length] = '\0';
        size_t distance = wdm_name_distance(name, known);
        if (distance < best_distance) {
            best = i;
            best_distance = distance;
        }
    }
    wdm_fail(error, WDM_USAGE, "the simulator has no fault '%s'", name);
    char summary[128];
    return wdm_fail_hint(error, "the nearest is %s: %s", rows[best].name,
                         wdm_message_plain(rows[best].summary, summary, sizeof(summary)));
}

/* One fault: "drop=1" or "noise". */
static bool parse_one(struct wdm_sim_faults *faults, const char *text, size_t length,
                      struct wdm_error *error)
{
    const char *equals = memchr(text, '=', length);
    size_t name_length = equals ? (size_t)(equals - text) : length;
    for (size_t i = 0; i < ROWS; i++) {
        if (name_length != strcspn(rows[i].name, "=") ||
            strncmp(text, rows[i].name, name_length) != 0)
            continue;
        bool *on = switch_of(faults, i);
        if (on) {
            *on = true;
            return !equals ||
                   wdm_fail(error, WDM_USAGE, "the fault %s takes no number", rows[i].name);
        }
        if (equals &&
            read_number(equals + 1, length - name_length - 1, &rows[i], number_of(faults, i)))
            return true;
        return wdm_fail(error, WDM_USAGE, "the fault %s needs a number from %lu to %lu",
                        rows[i].name, (unsigned long)rows[i].least, (unsigned long)rows[i].most);
    }
    return unknown_fault(text, name_length, error);
}

bool wdm_sim_faults_parse(struct wdm_sim_faults *faults, const char *text, struct wdm_error *error)
{
    *faults = (struct wdm_sim_faults){0};
    for (;;) {
        size_t length = strcspn(text, ",");
        if (!parse_one(faults, text, length, error))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}
