/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests that wait until their answers say whether they are shown. Does no I/O. */
#include <string.h>

#include "decode.h"

/* Where `length` bytes have room behind those in use; DECODE_HOLD_BYTES: nowhere. */
static size_t room_for(const struct decode_hold *hold, size_t length)
{
    if (hold->count == 0)
        return length <= DECODE_HOLD_BYTES ? 0 : DECODE_HOLD_BYTES;
    if (hold->begin < hold->end) {
        if (length <= DECODE_HOLD_BYTES - hold->end)
            return hold->end;
        return length < hold->begin ? 0 : DECODE_HOLD_BYTES;
    }
    return length < hold->begin - hold->end ? hold->end : DECODE_HOLD_BYTES;
}

struct decode_held *decode_hold_put(struct decode_hold *hold, const struct wdm_captured *captured,
                                    struct wdm_span bytes)
{
    size_t at = room_for(hold, bytes.length);
    struct decode_held *held;

    if (hold->count == DECODE_HOLD_COUNT || at == DECODE_HOLD_BYTES)
        return NULL;
    held = &hold->list[(hold->first + hold->count) % DECODE_HOLD_COUNT];
    if (hold->count++ == 0)
        hold->begin = at;
    hold->end = at + bytes.length;
    held->used = true;
    held->at = at;
    held->captured = *captured;
    if (bytes.length > 0)
        memcpy(hold->bytes + at, bytes.bytes, bytes.length);
    held->captured.bytes = (struct wdm_span){hold->bytes + at, bytes.length};
    return held;
}

struct decode_held *decode_hold_find(struct decode_hold *hold, uint64_t number)
{
    for (size_t i = 0; i < hold->count; i++) {
        struct decode_held *held = &hold->list[(hold->first + i) % DECODE_HOLD_COUNT];

        if (held->used && held->captured.number == number)
            return held;
    }
    return NULL;
}

/* The first of the list is always one in use. */
struct decode_held *decode_hold_oldest(struct decode_hold *hold)
{
    return hold->count > 0 ? &hold->list[hold->first] : NULL;
}

void decode_hold_drop(struct decode_hold *hold, struct decode_held *held)
{
    held->used = false;
    while (hold->count > 0 && !hold->list[hold->first].used) {
        hold->first = (hold->first + 1) % DECODE_HOLD_COUNT;
        hold->count--;
    }
    if (hold->count > 0)
        hold->begin = hold->list[hold->first].at;
}
