/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the fields of an MBIM information buffer stand: a map says of each byte what has
 * it. Uses the decoder. */
#include <string.h>

#include "decode.h"
#include "unpack_layout.h"
#include "wdm/placement.h"

/* What a byte is. */
enum {
    FIELD = 1, /* of a value */
    LAID = 2,  /* in a structure, counts and offsets included */
    ASKEW = 4, /* the first of data that begins at no multiple of four */
};

struct surveyor {
    struct wdm_sink sink; /* first */
    struct wdm_span bytes;
    uint8_t *map;
    size_t end; /* behind all that was told */
    struct wdm_placement *placement;
};

static size_t take(struct surveyor *surveyor, struct wdm_span bytes)
{
    size_t start = (size_t)(bytes.bytes - surveyor->bytes.bytes);
    if (start + bytes.length > surveyor->end)
        surveyor->end = start + bytes.length;
    return start;
}

static void see_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct surveyor *surveyor = (struct surveyor *)sink;
    (void)name;
    if (value->raw.length == 0)
        return;
    size_t start = take(surveyor, value->raw);
    for (size_t i = start; i < start + value->raw.length; i++) {
        if ((surveyor->map[i] & FIELD) != 0 && !surveyor->placement->shared) {
            surveyor->placement->shared = true;
            surveyor->placement->shared_at = i;
        }
        surveyor->map[i] |= FIELD;
    }
    /* Smaller numbers stand in a row. */
    if (start % 4 != 0 && (value->raw.length >= 4 || value->kind == WDM_VALUE_TEXT ||
                           value->kind == WDM_VALUE_UTF16 || value->kind == WDM_VALUE_BYTES))
        surveyor->map[start] |= ASKEW;
}

/* Of what is in line, only where the whole begins matters. */
static void see_laid(struct wdm_sink *sink, struct wdm_span bytes)
{
    struct surveyor *surveyor = (struct surveyor *)sink;
    size_t start = take(surveyor, bytes);
    for (size_t i = start; i < start + bytes.length; i++)
        surveyor->map[i] = (surveyor->map[i] & FIELD) | LAID;
    if (start % 4 != 0)
        surveyor->map[start] |= ASKEW;
}

static void look_over(const struct surveyor *surveyor)
{
    struct wdm_placement *placement = surveyor->placement;
    size_t end = surveyor->end + (4 - surveyor->end % 4) % 4;
    if (end > surveyor->bytes.length)
        end = surveyor->bytes.length;
    for (size_t i = 0; i < end; i++) {
        if ((surveyor->map[i] & ASKEW) != 0 && !placement->misplaced) {
            placement->misplaced = true;
            placement->misplaced_at = i;
        }
        if (surveyor->map[i] == 0 && surveyor->bytes.bytes[i] != 0 && placement->stray++ == 0)
            placement->stray_at = i;
    }
}

bool wdm_placement_of(const struct wdm_layout *layout, struct wdm_span bytes, uint8_t *map,
                      struct wdm_placement *placement, struct wdm_malformed *malformed)
{
    struct surveyor surveyor = {
        .sink = {.value = see_value}, .bytes = bytes, .map = map, .placement = placement};
    struct wdm_decoder decoder;
    struct wdm_unpacked unpacked;
    *placement = (struct wdm_placement){0};
    if (bytes.length > 0)
        memset(map, 0, bytes.length);
    wdm_decoder_init(&decoder, wdm_layout_unpack(layout, &unpacked), bytes, false, &surveyor.sink,
                     malformed);
    decoder.laid = see_laid;
    if (!wdm_decode_buffer(&decoder))
        return false;
    look_over(&surveyor);
    return true;
}
