/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A capture held in memory: gathered as it is read, sorted out at its end. Uses the
 * catalogue's descriptions; does no I/O. */
#include <string.h>

#include "wdm/recording.h"

/* Devices and interfaces that are told apart; what is beyond them is left out. */
#define KEYS_MAX 64

static uint64_t key_of(const struct wdm_captured *captured)
{
    return (uint64_t)captured->device << 16 | captured->interface;
}

static void append(struct wdm_recording_loader *loader, const struct wdm_captured *captured,
                   struct wdm_span whole)
{
    struct wdm_recording *recording = loader->recording;
    struct wdm_recorded *message = &recording->messages[recording->count];

    if (recording->count == WDM_RECORDING_MESSAGES ||
        whole.length > WDM_RECORDING_BYTES - recording->length) {
        loader->is_full = true;
        return;
    }
    *message = (struct wdm_recorded){
        .start = (uint32_t)recording->length,
        .length = (uint32_t)whole.length,
        .partner = WDM_RECORDED_NONE,
        .protocol = (uint8_t)captured->protocol,
        .from_modem = captured->from_modem,
        .timed = captured->timed,
        .when = captured->when,
        .number = captured->number,
        .vendor = captured->vendor,
        .product = captured->product,
        .key = key_of(captured),
    };
    memcpy(recording->bytes + recording->length, whole.bytes, whole.length);
    recording->length += whole.length;
    recording->count++;
}

static void seen(void *context, const struct wdm_captured *captured)
{
    struct wdm_recording_loader *loader = context;
    struct wdm_span whole;

    if (captured->kind == WDM_CAPTURED_PROBLEM)
        loader->recording->broken++;
    if (captured->kind != WDM_CAPTURED_MESSAGE || loader->is_full)
        return;
    if (captured->announced > captured->bytes.length) {
        loader->recording->broken++;
        return;
    }
    switch (wdm_capture_assemble(&loader->assembler, captured, &whole)) {
    case WDM_MBIM_WHOLE:
        if (whole.length <= WDM_MESSAGE_MAX)
            append(loader, captured, whole);
        else
            loader->recording->broken++;
        break;
    case WDM_MBIM_MORE:
        break;
    default:
        loader->recording->broken++;
    }
}

void wdm_recording_begin(struct wdm_recording_loader *loader, struct wdm_recording *recording,
                         enum wdm_capture_format format)
{
    const struct wdm_capture_sink sink = {.seen = seen, .context = loader};

    recording->count = 0;
    recording->length = 0;
    recording->others = 0;
    recording->broken = 0;
    recording->vendor = 0;
    recording->product = 0;
    recording->protocol = WDM_PROTOCOL_UNKNOWN;
    loader->recording = recording;
    loader->is_full = false;
    wdm_capture_assembler_init(&loader->assembler);
    wdm_exchange_init(&loader->tracker);
    wdm_capture_reader_init(&loader->reader, format, &sink);
}

void wdm_recording_feed(struct wdm_recording_loader *loader, const uint8_t *bytes, size_t length)
{
    wdm_capture_feed(&loader->reader, bytes, length);
}

/* The device and interface with the most messages; of as many the first. */
static uint64_t busiest(const struct wdm_recording *recording)
{
    uint64_t keys[KEYS_MAX];
    size_t counts[KEYS_MAX];
    size_t known = 0, best = 0, at;

    for (size_t i = 0; i < recording->count; i++) {
        for (at = 0; at < known && keys[at] != recording->messages[i].key;)
            at++;
        if (at == KEYS_MAX)
            continue;
        if (at == known) {
            keys[known] = recording->messages[i].key;
            counts[known++] = 0;
        }
        if (++counts[at] > counts[best])
            best = at;
    }
    return keys[best];
}

static void keep_one_device(struct wdm_recording *recording)
{
    uint64_t key = busiest(recording);
    size_t kept = 0;

    for (size_t i = 0; i < recording->count; i++) {
        struct wdm_recorded *message = &recording->messages[i];

        if (message->key != key)
            continue;
        if (message->vendor != 0) {
            recording->vendor = message->vendor;
            recording->product = message->product;
        }
        recording->messages[kept++] = *message;
    }
    recording->others = recording->count - kept;
    recording->count = kept;
}

void wdm_recorded_describe(const struct wdm_recording *recording, size_t index,
                           const struct wdm_catalogue *catalogue,
                           struct wdm_description *description)
{
    const struct wdm_recorded *message = &recording->messages[index];
    const struct wdm_describer describer = {
        .catalogue = catalogue, .vendor = recording->vendor, .mbimex = message->mbimex};

    wdm_describe(description, &describer, message->from_modem, (enum wdm_protocol)message->protocol,
                 recording->bytes + message->start, message->length);
}

struct wdm_span wdm_recorded_content(const struct wdm_recording *recording, size_t index)
{
    const struct wdm_recorded *message = &recording->messages[index];

    return (struct wdm_span){recording->bytes + message->content_start, message->content_length};
}

/* Finds a message's role, and its partner among those before it. */
static void place(struct wdm_recording_loader *loader, size_t index,
                  const struct wdm_description *description)
{
    struct wdm_recording *recording = loader->recording;
    struct wdm_recorded *message = &recording->messages[index];
    const struct wdm_captured captured = {
        .from_modem = message->from_modem,
        .protocol = (enum wdm_protocol)message->protocol,
        .number = index,
    };
    struct wdm_exchange exchange;

    wdm_exchange_see(&loader->tracker, &captured, description, &exchange);
    message->role = (uint8_t)exchange.role;
    if (exchange.role != WDM_EXCHANGE_ANSWER)
        return;
    message->partner = (uint32_t)exchange.request.number;
    recording->messages[message->partner].partner = (uint32_t)index;
}

static void sort_out(struct wdm_recording_loader *loader)
{
    struct wdm_recording *recording = loader->recording;
    struct wdm_describer describer = {.vendor = recording->vendor};
    struct wdm_description description;

    for (size_t i = 0; i < recording->count; i++) {
        struct wdm_recorded *message = &recording->messages[i];

        message->mbimex = describer.mbimex;
        wdm_recorded_describe(recording, i, NULL, &description);
        wdm_describer_follow(&describer, &description);
        wdm_meaning_of(&message->meaning, &description);
        if (description.content.length > 0) {
            message->content_start = (uint32_t)(description.content.bytes - recording->bytes);
            message->content_length = (uint32_t)description.content.length;
        }
        if (description.is_mbim)
            recording->protocol = WDM_PROTOCOL_MBIM;
        else if (description.is_qmi && recording->protocol == WDM_PROTOCOL_UNKNOWN)
            recording->protocol = WDM_PROTOCOL_QMI;
        place(loader, i, &description);
    }
}

bool wdm_recording_end(struct wdm_recording_loader *loader, struct wdm_error *error)
{
    struct wdm_recording *recording = loader->recording;

    wdm_capture_end(&loader->reader);
    if (loader->is_full)
        return wdm_fail(error, WDM_USAGE,
                        "the capture is too long: more than %zu messages, or %zu MB of them",
                        WDM_RECORDING_MESSAGES, WDM_RECORDING_BYTES >> 20);
    if (recording->count > 0) {
        keep_one_device(recording);
        sort_out(loader);
    }
    if (recording->protocol != WDM_PROTOCOL_UNKNOWN)
        return true;
    wdm_fail(error, WDM_USAGE, "no %smessages were found in it",
             recording->broken > 0 ? "whole " : "");
    return loader->reader.format == WDM_CAPTURE_TEXT && wdm_capture_hint(error);
}
