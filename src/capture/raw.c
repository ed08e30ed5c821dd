/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as they are, one behind the other, both ways. */
#include "capture_internal.h"

/* So many bytes are looked at to tell whether a message begins. Behind damage it must be
 * plain, and the host's in MBIM are so only as a whole. */
#define HEADER_MAX   ((size_t)48)
#define SEARCHED_MAX ((size_t)1024)

static void tell_lost(struct wdm_capture_reader *reader, uint64_t end)
{
    if (!reader->lost)
        return;
    wdm_capture_problem(reader, reader->lost_at, end - reader->lost_at,
                        "bytes that are no message");
    reader->lost = false;
}

/* The bytes that a step looks at, of those that there are. */
static size_t window(const struct wdm_capture_reader *reader)
{
    return reader->lost ? SEARCHED_MAX : HEADER_MAX;
}

static bool begins(const struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    enum wdm_look least = reader->lost ? WDM_LOOK_PLAIN : WDM_LOOK_LIKELY;
    size_t most = window(reader);
    return wdm_capture_look(bytes, length < most ? length : most).look >= least;
}

/* Goes past bytes at which no message begins, to where one does, of those that can be
 * told. */
static size_t search(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t at = 1;
    if (!reader->lost)
        reader->lost_at = reader->position;
    reader->lost = true;
    while (at < length && (reader->last || length - at >= window(reader)) &&
           !begins(reader, bytes + at, length - at))
        at++;
    return at;
}

static void tell_message(struct wdm_capture_reader *reader, const struct capture_look *look,
                         const uint8_t *bytes, size_t length)
{
    struct wdm_captured captured;
    reader->number++;
    wdm_capture_begin(reader, WDM_CAPTURED_MESSAGE, &captured);
    captured.from_modem = look->from_modem;
    captured.protocol = look->protocol;
    captured.bytes = (struct wdm_span){.bytes = bytes, .length = length};
    captured.announced = look->whole > length ? look->whole : length;
    if (look->whole > length)
        captured.problem = "it is cut short";
    wdm_capture_tell(reader, &captured);
}

size_t wdm_capture_raw_step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t need;
    if (length < window(reader) && !reader->last)
        return wdm_capture_wait(reader, window(reader));
    if (!begins(reader, bytes, length)) {
        size_t lost = search(reader, bytes, length);
        if (reader->last && lost == length)
            tell_lost(reader, reader->position + lost);
        return lost;
    }
    struct capture_look look = wdm_capture_look(bytes, length);
    size_t end = wdm_capture_cut(&look, bytes, length, reader->last, &need);
    if (end == 0)
        return wdm_capture_wait(reader, need);
    tell_lost(reader, reader->position);
    tell_message(reader, &look, bytes, end);
    return end;
}
