/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as they are, one behind the other, both ways. */
#include "capture_internal.h"

/* The most bytes that a header needs to look as plain as it will, but for the host's
 * in MBIM, for which likely is enough. */
#define HEADER_MAX ((size_t)48)

static void tell_lost(struct wdm_capture_reader *reader, uint64_t end)
{
    if (!reader->lost)
        return;
    capture_problem(reader, reader->lost_at, end - reader->lost_at, "bytes that are no message");
    reader->lost = false;
}

/* Goes past bytes at which no message begins. */
static size_t lose(struct wdm_capture_reader *reader, size_t count)
{
    if (!reader->lost)
        reader->lost_at = reader->position;
    reader->lost = true;
    return count;
}

static bool begins(const uint8_t *bytes, size_t length, bool lost)
{
    /* Behind damage, more is wanted of it. */
    return capture_look(bytes, length).look >= (lost ? WDM_LOOK_PLAIN : WDM_LOOK_LIKELY);
}

/* The bytes before the next message, of those that can be told. */
static size_t search(const struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t keep = reader->last ? 0 : HEADER_MAX - 1;
    size_t at = 1;
    while (at + keep < length && !begins(bytes + at, length - at, true))
        at++;
    return at;
}

static void tell_message(struct wdm_capture_reader *reader, const struct capture_look *look,
                         const uint8_t *bytes, size_t length)
{
    struct wdm_captured captured;
    reader->number++;
    capture_begin(reader, WDM_CAPTURED_MESSAGE, &captured);
    captured.from_modem = look->from_modem;
    captured.protocol = look->protocol;
    captured.bytes = (struct wdm_span){.bytes = bytes, .length = length};
    captured.announced = look->whole > length ? look->whole : length;
    if (look->whole > length)
        captured.problem = "it is cut short";
    capture_tell(reader, &captured);
}

size_t capture_raw_step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t need;
    if (length < HEADER_MAX && !reader->last)
        return capture_wait(reader, HEADER_MAX);
    if (!begins(bytes, length, reader->lost)) {
        size_t lost = lose(reader, search(reader, bytes, length));
        if (reader->last && lost == length)
            tell_lost(reader, reader->position + lost);
        return lost;
    }
    struct capture_look look = capture_look(bytes, length);
    size_t end = capture_cut(&look, bytes, length, reader->last, &need);
    if (end == 0)
        return capture_wait(reader, need);
    tell_lost(reader, reader->position);
    tell_message(reader, &look, bytes, end);
    return end;
}
