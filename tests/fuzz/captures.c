/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whole captures for the harnesses: see captures.h. Touches its arguments only. */
#include "captures.h"

#include <string.h>

#include "wdm/framing.h"

/* ---- Events */

static void note_device(struct events *events, uint32_t key)
{
    for (size_t i = 0; i < events->devices && i < WDM_CAPTURE_DEVICES; i++) {
        if (events->keys[i] == key)
            return;
    }
    if (events->devices < WDM_CAPTURE_DEVICES)
        events->keys[events->devices] = key;
    events->devices++;
}

void events_keep(void *context, const struct wdm_captured *captured)
{
    struct events *events = context;
    if (events->count == EVENTS_MAX ||
        captured->bytes.length > sizeof(events->bytes) - events->length) {
        events->is_full = true;
        return;
    }
    struct wdm_captured *kept = &events->list[events->count++];
    *kept = *captured;
    kept->bytes.bytes = events->bytes + events->length;
    if (captured->bytes.length > 0)
        memcpy(events->bytes + events->length, captured->bytes.bytes, captured->bytes.length);
    events->length += captured->bytes.length;
    if (captured->kind != WDM_CAPTURED_PROBLEM)
        note_device(events, captured->device);
}

void events_read(struct events *events, enum wdm_capture_format format, struct wdm_span file)
{
    static struct wdm_capture_reader reader;
    const struct wdm_capture_sink sink = {events_keep, events};
    events->count = events->length = events->devices = 0;
    events->is_full = false;
    wdm_capture_reader_init(&reader, format, &sink);
    wdm_capture_feed(&reader, file.bytes, file.length);
    wdm_capture_end(&reader);
}

bool events_are_too_many(const struct events *events)
{
    return events->is_full || events->devices >= WDM_CAPTURE_DEVICES;
}

size_t events_of_kind(const struct events *events, enum wdm_captured_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < events->count; i++)
        count += events->list[i].kind == kind;
    return count;
}

/* ---- Files */

static void keep_written(void *context, const uint8_t *bytes, size_t length)
{
    struct written *written = context;
    fuzz_check(length > 0 && length % 4 == 0 && length <= WDM_CAPTURE_BLOCK);
    fuzz_check(length <= sizeof(written->bytes) - written->length);
    memcpy(written->bytes + written->length, bytes, length);
    written->length += length;
    written->calls++;
}

void events_write(const struct events *events, struct written *written)
{
    static struct wdm_capture_writer writer;
    const struct wdm_capture_output output = {keep_written, written};
    written->length = written->calls = 0;
    wdm_capture_writer_init(&writer, &output, "fuzz");
    for (size_t i = 0; i < events->count; i++)
        wdm_capture_write(&writer, &events->list[i]);
    fuzz_check(written->calls == 1 + events->count - events_of_kind(events, WDM_CAPTURED_DEVICE) -
                                     events_of_kind(events, WDM_CAPTURED_PROBLEM));
}

/* ---- The same again */

static bool is_written(const struct wdm_captured *captured)
{
    return captured->kind != WDM_CAPTURED_DEVICE && captured->kind != WDM_CAPTURED_PROBLEM;
}

static const struct wdm_captured *next(const struct events *events, size_t *at)
{
    while (*at < events->count && !is_written(&events->list[*at]))
        ++*at;
    return *at < events->count ? &events->list[(*at)++] : NULL;
}

static enum wdm_look look_at(const struct wdm_captured *captured, enum wdm_protocol protocol)
{
    const struct wdm_framing framing = {protocol, captured->from_modem, WDM_MESSAGE_MAX};
    struct wdm_span bytes = captured->bytes;
    size_t whole;
    return bytes.length > 0 ? wdm_framing_look(&framing, bytes.bytes, bytes.length, &whole)
                            : WDM_LOOK_NOT;
}

/* Whether nobody can doubt what bytes are: the descriptors say it, or they do. Of others the
 * descriptors that were made say something now. */
static bool is_sure(const struct wdm_captured *captured)
{
    if (captured->spoken != WDM_PROTOCOL_UNKNOWN)
        return true;
    if (captured->kind == WDM_CAPTURED_MESSAGE)
        return look_at(captured, captured->protocol) == WDM_LOOK_PLAIN;
    return captured->kind != WDM_CAPTURED_BYTES ||
           (look_at(captured, WDM_PROTOCOL_MBIM) == WDM_LOOK_NOT &&
            look_at(captured, WDM_PROTOCOL_QMI) == WDM_LOOK_NOT);
}

static bool is_data(const struct wdm_captured *captured)
{
    return captured->kind == WDM_CAPTURED_MESSAGE || captured->kind == WDM_CAPTURED_BYTES;
}

static void check_same(const struct wdm_captured *first, const struct wdm_captured *again)
{
    if (is_sure(first))
        fuzz_check(again->kind == first->kind && again->protocol == first->protocol);
    fuzz_check(again->kind == first->kind || (is_data(again) && is_data(first)));
    fuzz_check(again->from_modem == first->from_modem);
    fuzz_check(again->timed == first->timed && again->when == first->when);
    fuzz_check(first->spoken == WDM_PROTOCOL_UNKNOWN || again->spoken == first->spoken);
    fuzz_check(again->device == first->device && again->interface == first->interface);
    fuzz_check(again->vendor == first->vendor && again->product == first->product);
    fuzz_check(again->announced == first->announced);
    fuzz_check(again->bytes.length == first->bytes.length);
    if (first->bytes.length > 0)
        fuzz_check(memcmp(again->bytes.bytes, first->bytes.bytes, first->bytes.length) == 0);
}

void events_check_same(const struct events *first, const struct events *again)
{
    const struct wdm_captured *one, *other;
    size_t i = 0, j = 0;
    fuzz_check(events_of_kind(again, WDM_CAPTURED_PROBLEM) == 0);
    while ((one = next(first, &i)) != NULL) {
        other = next(again, &j);
        fuzz_check(other != NULL);
        if (other != NULL)
            check_same(one, other);
    }
    fuzz_check(next(again, &j) == NULL);
}

/* ---- Recordings */

bool recording_load(struct wdm_recording *recording, struct wdm_span file)
{
    static struct wdm_recording_loader loader;
    struct wdm_error error;
    wdm_recording_begin(&loader, recording, WDM_CAPTURE_UNKNOWN);
    wdm_recording_feed(&loader, file.bytes, file.length);
    wdm_error_clear(&error);
    if (wdm_recording_end(&loader, &error))
        return true;
    fuzz_check_error(&error);
    return false;
}
