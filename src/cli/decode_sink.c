/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode: from what the reader tells to what the views show. Does no I/O. */
#include <string.h>

#include "cli.h"

/* ---- What is known of each device */

static void note_device(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    if (captured->kind == WDM_CAPTURED_PROBLEM)
        return;
    if (decoder->device_seen && captured->device != decoder->device)
        decoder->several = true;
    decoder->device_seen = true;
    decoder->device = captured->device;
}

/* Nanoseconds since the first time that was told. */
static int64_t passed_at(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    if (!captured->timed)
        return 0;
    if (!decoder->timed)
        decoder->began = decoder->last = captured->when;
    decoder->timed = true;
    return captured->when - decoder->began;
}

/* ---- Requests that wait for their answers, of those that were shown */

static void open_drop(struct cli_decoder *decoder, size_t at)
{
    decoder->open_count--;
    memmove(&decoder->open[at], &decoder->open[at + 1],
            (decoder->open_count - at) * sizeof decoder->open[0]);
}

static size_t open_find(const struct cli_decoder *decoder, uint64_t number)
{
    size_t at = 0;

    while (at < decoder->open_count && decoder->open[at].number != number)
        at++;
    return at;
}

/* Says that there is no answer to it. */
static void open_give_up(struct cli_decoder *decoder, size_t at)
{
    size_t i;

    for (i = 0; i < decoder->view_count; i++) {
        if (decoder->views[i]->unanswered != NULL)
            decoder->views[i]->unanswered(decoder, &decoder->open[at]);
    }
    open_drop(decoder, at);
}

static void open_add(struct cli_decoder *decoder, const struct decode_message *message)
{
    struct decode_open *open;
    struct decode_text label;

    if (decoder->open_count == DECODE_OPEN)
        open_give_up(decoder, 0);
    open = &decoder->open[decoder->open_count++];
    open->number = message->captured->number;
    open->device = message->captured->device;
    open->timed = message->timed;
    open->passed = message->passed;
    open->transaction = message->exchange->request.transaction;
    open->label[0] = '\0';
    if (!decoder->labels)
        return;
    decode_text_init(&label);
    decode_put_label(message->description, &label.output);
    label.length = decode_bytes_of(label.bytes, label.length, DECODE_LABEL / 4 * 3);
    if (label.length >= DECODE_LABEL)
        label.length = DECODE_LABEL - 1;
    memcpy(open->label, label.bytes, label.length);
    open->label[label.length] = '\0';
}

static void open_follow(struct cli_decoder *decoder, const struct decode_message *message)
{
    const struct wdm_exchange *exchange = message->exchange;
    size_t at;

    if (exchange->role == WDM_EXCHANGE_REQUEST) {
        open_add(decoder, message);
    } else if (exchange->role == WDM_EXCHANGE_ANSWER) {
        at = open_find(decoder, exchange->request.number);
        if (at < decoder->open_count)
            open_drop(decoder, at);
    }
}

/* ---- Showing */

static void show(struct cli_decoder *decoder, const struct decode_message *message, bool passes)
{
    size_t i;

    for (i = 0; i < decoder->view_count; i++) {
        if (passes || decoder->views[i]->all)
            decoder->views[i]->message(decoder, message);
    }
    if (!passes)
        return;
    decoder->shown += !message->is_part;
    if (message->timed)
        decoder->last = message->captured->when;
    if (decoder->keeps)
        open_follow(decoder, message);
}

/* Shows a request that was held. */
static void show_held(struct cli_decoder *decoder, const struct decode_held *held)
{
    const struct wdm_captured *captured = &held->captured;
    struct wdm_description description;
    const struct decode_message message = {.captured = captured,
                                           .description = &description,
                                           .exchange = &held->exchange,
                                           .fragments = held->fragments,
                                           .timed = held->timed,
                                           .passed = held->passed};

    wdm_describe(&description, &held->describer, captured->from_modem, captured->protocol,
                 captured->bytes.bytes, captured->bytes.length);
    show(decoder, &message, true);
}

/* Lets a request go that has got its result, or will get none. */
static void release(struct cli_decoder *decoder, struct decode_held *held,
                    const struct decode_result *result)
{
    if (held == NULL)
        return;
    if (decode_filter_result(&decoder->filter, result))
        show_held(decoder, held);
    decode_hold_drop(&decoder->hold, held);
}

static void hold(struct cli_decoder *decoder, const struct decode_message *message)
{
    static const struct decode_result unanswered = {.status = DECODE_UNANSWERED};
    const struct wdm_span bytes = message->description->bytes;
    struct decode_held *held;

    while ((held = decode_hold_put(&decoder->hold, message->captured, bytes)) == NULL)
        release(decoder, decode_hold_oldest(&decoder->hold), &unanswered);
    held->exchange = *message->exchange;
    held->describer = message->description->describer;
    held->fragments = message->fragments;
    held->timed = message->timed;
    held->passed = message->passed;
}

/* A request waits for its answer, which decides on both. */
static void show_by_status(struct cli_decoder *decoder, const struct decode_message *message)
{
    struct decode_result result = decode_result_of(message->description);
    const struct wdm_exchange *exchange = message->exchange;

    if (exchange->role == WDM_EXCHANGE_REQUEST) {
        hold(decoder, message);
        return;
    }
    if (exchange->role == WDM_EXCHANGE_ANSWER)
        release(decoder, decode_hold_find(&decoder->hold, exchange->request.number), &result);
    if (decode_filter_result(&decoder->filter, &result))
        show(decoder, message, true);
}

/* Requests that have lost their places to others get no answer any more. */
static void give_up(struct cli_decoder *decoder, uint64_t number)
{
    static const struct decode_result unanswered = {.status = DECODE_UNANSWERED};
    size_t at;

    if (decoder->filter.by_status)
        release(decoder, decode_hold_find(&decoder->hold, number), &unanswered);
    at = open_find(decoder, number);
    if (at < decoder->open_count)
        open_give_up(decoder, at);
}

static void give_up_request(void *context, const struct wdm_exchange_request *request)
{
    give_up(context, request->number);
}

/* Into how many a message was cut that was put together from what was captured. */
static uint32_t fragments_of(const struct wdm_captured *captured, struct wdm_span whole)
{
    if (captured->bytes.bytes == whole.bytes || captured->bytes.length < WDM_MBIM_FRAGMENT_HEADER)
        return 1;
    return wdm_get_u32(captured->bytes.bytes + WDM_MBIM_HEADER);
}

static void take_message(struct cli_decoder *decoder, const struct wdm_captured *captured,
                         struct wdm_span bytes, enum wdm_mbim_assembled assembled)
{
    struct wdm_describer *describer = wdm_capture_describer(
        &decoder->describers, decoder->cli->trace.describer.catalogue, captured);
    struct wdm_description description;
    struct wdm_exchange exchange = {.role = WDM_EXCHANGE_NEITHER};
    const struct decode_message message = {.captured = captured,
                                           .description = &description,
                                           .exchange = &exchange,
                                           .is_part = assembled == WDM_MBIM_MORE,
                                           .fragments = fragments_of(captured, bytes),
                                           .timed = captured->timed,
                                           .passed = passed_at(decoder, captured)};
    bool passes;

    /* Fragments are put together of whole ones only. */
    wdm_describe_captured(&description, describer, captured->from_modem, captured->protocol, bytes,
                          bytes.bytes == captured->bytes.bytes ? captured->announced
                                                               : bytes.length);
    wdm_describer_follow(describer, &description);
    if (assembled == WDM_MBIM_WHOLE)
        wdm_exchange_see(&decoder->tracker, captured, &description, &exchange);
    if (exchange.reuses || exchange.evicts)
        give_up(decoder, exchange.given_up.number);
    passes = decode_filter_message(&decoder->filter, &message);
    /* The whole message will tell its status. */
    if (message.is_part && decoder->filter.by_status)
        show(decoder, &message, false);
    else if (passes && decoder->filter.by_status)
        show_by_status(decoder, &message);
    else
        show(decoder, &message, passes);
}

static void take_event(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    int64_t passed = passed_at(decoder, captured);
    bool passes = decode_filter_event(&decoder->filter, captured, captured->timed, passed);
    size_t i;

    if (captured->kind == WDM_CAPTURED_GONE)
        wdm_exchange_forget(&decoder->tracker, captured->device, WDM_EXCHANGE_ALL, give_up_request,
                            decoder);
    for (i = 0; i < decoder->view_count; i++) {
        if (passes || decoder->views[i]->all)
            decoder->views[i]->event(decoder, captured);
    }
    if (passes && captured->timed)
        decoder->last = captured->when;
}

static void seen(void *context, const struct wdm_captured *captured)
{
    struct cli_decoder *decoder = context;
    struct wdm_span whole = captured->bytes;
    enum wdm_mbim_assembled assembled = WDM_MBIM_WHOLE;
    bool is_data = captured->kind == WDM_CAPTURED_MESSAGE || captured->kind == WDM_CAPTURED_BYTES;

    note_device(decoder, captured);
    if (captured->kind == WDM_CAPTURED_MESSAGE)
        assembled = wdm_capture_assemble(&decoder->assembler, captured, &whole);
    if (assembled != WDM_MBIM_WHOLE)
        whole = captured->bytes;
    decoder->messages += is_data;
    if (decoder->quiet)
        passed_at(decoder, captured);
    else if (is_data)
        take_message(decoder, captured, whole, assembled);
    else
        take_event(decoder, captured);
    cli_explain_see(decoder, captured, assembled, whole);
}

/* ---- From the beginning of a file to its end */

void decode_begin(struct cli_decoder *decoder, enum wdm_capture_format format)
{
    const struct wdm_capture_sink sink = {.seen = seen, .context = decoder};
    size_t i;

    decoder->timed = decoder->several = decoder->device_seen = false;
    decoder->messages = decoder->shown = 0;
    decoder->open_count = 0;
    wdm_capture_describers_init(&decoder->describers);
    decoder->labels = decoder->keeps = false;
    for (i = 0; i < decoder->view_count; i++) {
        decoder->labels = decoder->labels || decoder->views[i]->labels;
        decoder->keeps = decoder->keeps || decoder->views[i]->unanswered != NULL;
    }
    decoder->hold.count = decoder->hold.first = decoder->hold.begin = decoder->hold.end = 0;
    decoder->day.day = INT64_MIN;
    wdm_exchange_init(&decoder->tracker);
    cli_explain_begin(decoder);
    wdm_capture_assembler_init(&decoder->assembler);
    wdm_capture_reader_init(&decoder->reader, format,
                            decoder->diverted.seen != NULL ? &decoder->diverted : &sink);
}

void decode_end(struct cli_decoder *decoder)
{
    static const struct decode_result unanswered = {.status = DECODE_UNANSWERED};
    struct decode_held *held;
    size_t i;

    while ((held = decode_hold_oldest(&decoder->hold)) != NULL)
        release(decoder, held, &unanswered);
    while (decoder->open_count > 0)
        open_give_up(decoder, 0);
    for (i = 0; i < decoder->view_count; i++) {
        if (decoder->views[i]->end != NULL)
            decoder->views[i]->end(decoder);
    }
    if (decoder->diverted.seen == NULL)
        cli_explain_end(decoder);
}
