/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which messages of two recordings belong together: the longest common sequence, a block
 * at a time. Does no I/O. */
#include <string.h>

#include "wdm/compare.h"

/* What two units are worth that are about the same, and carry the same. */
#define ABOUT   2
#define CARRIES 3

static bool is_unit(const struct wdm_alignment *alignment, const struct wdm_recorded *message)
{
    if (wdm_meaning_is_proxys(&message->meaning))
        return false;
    return message->role == WDM_EXCHANGE_REQUEST || message->role == WDM_EXCHANGE_UNASKED ||
           (message->role == WDM_EXCHANGE_INDICATION && alignment->indications);
}

static void gather(struct wdm_alignment *alignment, size_t side)
{
    const struct wdm_recording *recording = alignment->recordings[side];

    alignment->counts[side] = 0;
    for (uint32_t i = 0; i < recording->count; i++) {
        if (is_unit(alignment, &recording->messages[i]))
            alignment->units[side][alignment->counts[side]++] = i;
    }
}

/* What it is worth to put two together; 0: they do not belong together. */
static unsigned worth(const struct wdm_alignment *alignment, size_t before, size_t after)
{
    uint32_t a = alignment->units[0][before], b = alignment->units[1][after];
    const struct wdm_recorded *first = &alignment->recordings[0]->messages[a];
    const struct wdm_recorded *second = &alignment->recordings[1]->messages[b];
    struct wdm_span one = wdm_recorded_content(alignment->recordings[0], a);
    struct wdm_span two = wdm_recorded_content(alignment->recordings[1], b);

    if (first->role != second->role || !wdm_meaning_same(&first->meaning, &second->meaning))
        return 0;
    return one.length == two.length &&
                   (one.length == 0 || memcmp(one.bytes, two.bytes, one.length) == 0)
               ? CARRIES
               : ABOUT;
}

static void pair(const struct wdm_alignment *alignment, size_t before, size_t after)
{
    bool one = before < alignment->counts[0], two = after < alignment->counts[1];

    alignment->pair(alignment->context, one ? alignment->units[0][before] : WDM_RECORDED_NONE,
                    two ? alignment->units[1][after] : WDM_RECORDED_NONE);
}

/* Fills in what the rest of a block is worth, from each place on. */
static void score(struct wdm_alignment *alignment, const size_t start[2], const size_t size[2])
{
    uint16_t(*scores)[WDM_ALIGN_BLOCK + 1] = alignment->scores;

    for (size_t i = size[0] + 1; i-- > 0;) {
        for (size_t k = size[1] + 1; k-- > 0;) {
            unsigned both, best = 0;

            if (i < size[0])
                best = scores[i + 1][k];
            if (k < size[1] && scores[i][k + 1] > best)
                best = scores[i][k + 1];
            both = i < size[0] && k < size[1] ? worth(alignment, start[0] + i, start[1] + k) : 0;
            if (both > 0 && both + scores[i + 1][k + 1] > best)
                best = both + scores[i + 1][k + 1];
            scores[i][k] = (uint16_t)(best & UINT16_MAX);
        }
    }
}

/* Lines up a block. Where more comes behind it, only as far as its middle, since what
 * comes may change the rest. */
static void line_up(struct wdm_alignment *alignment, size_t start[2])
{
    uint16_t(*scores)[WDM_ALIGN_BLOCK + 1] = alignment->scores;
    size_t size[2], at[2] = {0, 0};
    bool more = false;

    for (size_t side = 0; side < 2; side++) {
        size[side] = alignment->counts[side] - start[side];
        if (size[side] > WDM_ALIGN_BLOCK) {
            size[side] = WDM_ALIGN_BLOCK;
            more = true;
        }
    }
    score(alignment, start, size);
    while (at[0] < size[0] || at[1] < size[1]) {
        size_t i = at[0], k = at[1];
        unsigned both;

        if (more && (i >= WDM_ALIGN_BLOCK / 2 || k >= WDM_ALIGN_BLOCK / 2))
            break;
        both = i < size[0] && k < size[1] ? worth(alignment, start[0] + i, start[1] + k) : 0;
        if (both > 0 && scores[i][k] == both + scores[i + 1][k + 1]) {
            pair(alignment, start[0] + i, start[1] + k);
            at[0]++;
            at[1]++;
        } else if (i < size[0] && (k == size[1] || scores[i][k] == scores[i + 1][k])) {
            pair(alignment, start[0] + at[0]++, alignment->counts[1]);
        } else {
            pair(alignment, alignment->counts[0], start[1] + at[1]++);
        }
    }
    start[0] += at[0];
    start[1] += at[1];
}

void wdm_align(struct wdm_alignment *alignment, const struct wdm_recording *before,
               const struct wdm_recording *after)
{
    size_t start[2] = {0, 0};

    alignment->recordings[0] = before;
    alignment->recordings[1] = after;
    gather(alignment, 0);
    gather(alignment, 1);
    while (start[0] < alignment->counts[0] || start[1] < alignment->counts[1])
        line_up(alignment, start);
}
