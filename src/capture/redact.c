/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A capture's messages, overwritten one by one, in their order. Uses the catalogue's
 * descriptions; does no I/O. */
#include <string.h>

#include "wdm/capture_redact.h"

/* ---- What is kept back */

static void pass(const struct wdm_redactor *redactor, size_t index)
{
    struct wdm_captured captured = redactor->held[index].captured;
    captured.bytes.bytes = redactor->bytes + redactor->held[index].start;
    redactor->sink.seen(redactor->sink.context, &captured);
}

/* Passes on what waits for nothing any more, up to the first that does. */
static void flush(struct wdm_redactor *redactor)
{
    size_t done = 0;
    size_t start;
    while (done < redactor->count && !redactor->held[done].waits)
        pass(redactor, done++);
    if (done == 0)
        return;
    start = done < redactor->count ? redactor->held[done].start : redactor->length;
    memmove(redactor->held, redactor->held + done,
            (redactor->count - done) * sizeof(redactor->held[0]));
    memmove(redactor->bytes, redactor->bytes + start, redactor->length - start);
    redactor->count -= done;
    redactor->length -= start;
    for (size_t i = 0; i < redactor->count; i++)
        redactor->held[i].start -= start;
}

static uint8_t *bytes_of(struct wdm_redactor *redactor, size_t index)
{
    return redactor->bytes + redactor->held[index].start;
}

/* Overwrites a fragment all but its headers. */
static void blank(struct wdm_redactor *redactor, size_t index)
{
    struct wdm_span *bytes = &redactor->held[index].captured.bytes;
    struct wdm_description description;
    struct wdm_redaction redaction;
    memcpy(redactor->message, bytes_of(redactor, index), bytes->length);
    wdm_describe(&description, NULL, redactor->held[index].captured.from_modem, WDM_PROTOCOL_MBIM,
                 redactor->message, bytes->length);
    wdm_redact(&description, false, bytes_of(redactor, index), redactor->mask, &redaction);
    redactor->held[index].waits = false;
    redactor->unknown++;
}

static bool same_way(const struct wdm_captured *a, const struct wdm_captured *b)
{
    return a->device == b->device && a->interface == b->interface && a->from_modem == b->from_modem;
}

/* Gives up the fragments that wait: those that go the same way, or (NULL) all. */
static void give_up(struct wdm_redactor *redactor, const struct wdm_captured *way)
{
    for (size_t i = 0; i < redactor->count; i++) {
        if (redactor->held[i].waits && (!way || same_way(&redactor->held[i].captured, way)))
            blank(redactor, i);
    }
    flush(redactor);
}

/* Keeps an event back, with `bytes`. */
static void hold(struct wdm_redactor *redactor, const struct wdm_captured *captured,
                 const uint8_t *bytes, bool waits)
{
    size_t length = captured->bytes.length;
    if (redactor->count == WDM_REDACT_EVENTS || length > WDM_REDACT_BYTES - redactor->length)
        give_up(redactor, NULL);
    size_t index = redactor->count++;
    redactor->held[index].waits = waits;
    redactor->held[index].captured = *captured;
    redactor->held[index].start = redactor->length;
    if (length > 0)
        memcpy(redactor->bytes + redactor->length, bytes, length);
    redactor->length += length;
}

/* ---- Messages */

/* Overwrites a whole message in redactor->message. */
static void redact(struct wdm_redactor *redactor, const struct wdm_captured *captured,
                   struct wdm_span whole)
{
    enum wdm_protocol protocol =
        captured->kind == WDM_CAPTURED_MESSAGE ? captured->protocol : WDM_PROTOCOL_UNKNOWN;
    struct wdm_describer *describer =
        wdm_capture_describer(&redactor->describers, redactor->catalogue, captured);
    struct wdm_description description;
    struct wdm_redaction redaction;
    if (whole.length > 0)
        memcpy(redactor->message, whole.bytes, whole.length);
    wdm_describe(&description, describer, captured->from_modem, protocol, whole.bytes,
                 whole.length);
    wdm_describer_follow(describer, &description);
    wdm_redact(&description, redactor->keep_unknown, redactor->message, redactor->mask, &redaction);
    redactor->personal += redaction.personal > 0;
    redactor->unknown += redaction.unknown > 0;
}

/* Gives the fragments that wait their parts of redactor->message, of `length` bytes.
 * False where they are not its fragments. */
static bool share_out(struct wdm_redactor *redactor, const struct wdm_captured *way, size_t length)
{
    size_t taken = 0;
    for (size_t i = 0; i < redactor->count; i++) {
        size_t header = WDM_MBIM_FRAGMENT_HEADER;
        size_t own = redactor->held[i].captured.bytes.length;
        if (!redactor->held[i].waits || !same_way(&redactor->held[i].captured, way))
            continue;
        bool first = wdm_get_u32(bytes_of(redactor, i) + 16) == 0;
        if (own < header || first != (taken == 0))
            return false;
        if (first)
            taken = header;
        if (own - header > length - taken)
            return false;
        memcpy(bytes_of(redactor, i) + header, redactor->message + taken, own - header);
        taken += own - header;
    }
    return taken == length;
}

/* Marks them as done. */
static void let_go(struct wdm_redactor *redactor, const struct wdm_captured *way)
{
    for (size_t i = 0; i < redactor->count; i++) {
        if (same_way(&redactor->held[i].captured, way))
            redactor->held[i].waits = false;
    }
    flush(redactor);
}

static bool is_fragment(const struct wdm_captured *captured)
{
    const struct wdm_span *bytes = &captured->bytes;
    return captured->kind == WDM_CAPTURED_MESSAGE && captured->protocol == WDM_PROTOCOL_MBIM &&
           bytes->length >= WDM_MBIM_FRAGMENT_HEADER &&
           wdm_mbim_has_buffer(wdm_get_u32(bytes->bytes)) && wdm_get_u32(bytes->bytes + 12) > 1;
}

static void fragment(struct wdm_redactor *redactor, const struct wdm_captured *captured)
{
    struct wdm_span whole;
    /* A first one ends what was under way. */
    if (wdm_get_u32(captured->bytes.bytes + 16) == 0)
        give_up(redactor, captured);
    hold(redactor, captured, captured->bytes.bytes, true);
    enum wdm_mbim_assembled assembled =
        wdm_capture_assemble(&redactor->assembler, captured, &whole);
    if (assembled == WDM_MBIM_MORE)
        return;
    if (assembled == WDM_MBIM_WHOLE) {
        redact(redactor, captured, whole);
        if (share_out(redactor, captured, whole.length)) {
            let_go(redactor, captured);
            return;
        }
    }
    give_up(redactor, captured);
}

/* ---- Events */

void wdm_redactor_init(struct wdm_redactor *redactor, const struct wdm_capture_sink *sink)
{
    redactor->catalogue = NULL;
    redactor->keep_unknown = false;
    redactor->personal = redactor->unknown = 0;
    redactor->sink = *sink;
    redactor->count = redactor->length = 0;
    wdm_capture_assembler_init(&redactor->assembler);
    wdm_capture_describers_init(&redactor->describers);
}

void wdm_redactor_seen(void *context, const struct wdm_captured *captured)
{
    struct wdm_redactor *redactor = context;
    struct wdm_captured own = *captured;
    if (own.bytes.length > WDM_MESSAGE_MAX)
        own.bytes.length = WDM_MESSAGE_MAX;
    if (is_fragment(&own)) {
        fragment(redactor, &own);
        return;
    }
    if (own.kind == WDM_CAPTURED_MESSAGE || own.kind == WDM_CAPTURED_BYTES)
        redact(redactor, &own, own.bytes);
    hold(redactor, &own, redactor->message, false);
    flush(redactor);
}

void wdm_redactor_end(struct wdm_redactor *redactor)
{
    give_up(redactor, NULL);
}
