/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode: a line a message, for people. */
#include <string.h>

#include "cli.h"

#define BRIEF_COLUMNS ((size_t)60)

static const char indent[] = "             ";

enum colour { PLAIN = 0, FAINT, RED, GREEN, CYAN, YELLOW };

static void put_colour(const struct cli_decoder *decoder, enum colour colour)
{
    static const char *const codes[] = {
        [PLAIN] = "\033[0m",  [FAINT] = "\033[2m", [RED] = "\033[31m",
        [GREEN] = "\033[32m", [CYAN] = "\033[36m", [YELLOW] = "\033[33m",
    };

    if (decoder->colour)
        wdm_put(&decoder->cli->out.output, codes[colour]);
}

static void put_time(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct wdm_output *out = &decoder->cli->out.output;
    int64_t since = decoder->clock == DECODE_DELTA ? decoder->last : decoder->began;

    put_colour(decoder, FAINT);
    if (decoder->clock == DECODE_ABSOLUTE && captured->timed) {
        decode_put_absolute(&decoder->day, captured->when, out);
        wdm_put(out, " ");
    } else {
        decode_put_passed(captured->timed, captured->timed ? captured->when - since : 0, out);
    }
    put_colour(decoder, PLAIN);
}

/* A column, where there is more than one. */
static void put_device(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    char text[DECODE_DEVICE_TEXT];

    if (!decoder->several)
        return;
    decode_device_text(captured->device, text);
    wdm_put_format(&decoder->cli->out.output, "%-5s ", text);
}

static void put_rest(struct cli_decoder *decoder, const struct decode_message *message)
{
    struct cli *cli = decoder->cli;
    struct wdm_output *out = &cli->out.output;

    wdm_describe_fields(message->description, cli->personal, indent, out);
    if (cli->verbose < 2)
        return;
    wdm_put(out, indent);
    wdm_describe_hex(message->description, cli->personal, cli->trace.mask, out);
    wdm_put(out, "\n");
}

static void show_message(struct cli_decoder *decoder, const struct decode_message *message)
{
    const struct wdm_captured *captured = message->captured;
    struct cli *cli = decoder->cli;
    struct wdm_output *out = &cli->out.output;
    bool bad = decode_result_of(message->description).status == DECODE_ERROR ||
               message->description->problem != NULL;

    if (message->is_part && cli->verbose == 0)
        return;
    put_time(decoder, captured);
    put_device(decoder, captured);
    put_colour(decoder, captured->from_modem ? GREEN : CYAN);
    wdm_put(out, captured->from_modem ? "< " : "> ");
    put_colour(decoder, bad ? RED : PLAIN);
    wdm_describe_line(message->description, out);
    put_colour(decoder, PLAIN);
    if (message->fragments > 1)
        wdm_put_format(out, " (in %lu fragments)", (unsigned long)message->fragments);
    if (captured->problem != NULL &&
        message->description->whole == message->description->bytes.length)
        wdm_put_format(out, " (%s)", captured->problem);
    if (cli->verbose == 0)
        decode_brief(message->description, cli->personal, BRIEF_COLUMNS, out);
    if (decode_tells_latency(message->exchange)) {
        put_colour(decoder, FAINT);
        wdm_put(out, "  (");
        decode_put_duration(message->exchange->latency, out);
        wdm_put(out, ")");
        put_colour(decoder, PLAIN);
    }
    wdm_put(out, "\n");
    if (cli->verbose > 0)
        put_rest(decoder, message);
}

static void put_event_device(const struct wdm_captured *captured, struct wdm_output *out)
{
    wdm_put_format(out, "- device %u-%u", captured->device >> 16, captured->device & 0xffff);
    if (captured->vendor != 0 || captured->product != 0)
        wdm_put_format(out, " (%04x:%04x)", captured->vendor, captured->product);
    if (captured->kind == WDM_CAPTURED_GONE)
        wdm_put(out, " is gone");
}

static void show_event(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct wdm_output *out = &decoder->cli->out.output;
    bool is_device = captured->kind == WDM_CAPTURED_DEVICE || captured->kind == WDM_CAPTURED_GONE;

    put_time(decoder, captured);
    if (captured->kind == WDM_CAPTURED_FAILED)
        put_device(decoder, captured);
    put_colour(decoder, is_device ? PLAIN : YELLOW);
    if (is_device)
        put_event_device(captured, out);
    else if (captured->kind == WDM_CAPTURED_FAILED)
        wdm_put_format(out, "%s %s (%d)", captured->from_modem ? "<" : ">", captured->problem,
                       captured->status);
    else
        wdm_put_format(out, "! at byte %lu: %s", (unsigned long)captured->offset,
                       captured->problem);
    put_colour(decoder, PLAIN);
    wdm_put(out, "\n");
}

const struct decode_view decode_line_view = {.message = show_message, .event = show_event};
