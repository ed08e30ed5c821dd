/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode -j: an object a message, and one for each thing else that there is to
 * tell. Its keys are in wdmctl.1. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

/* Keys and values that need no escapes. */
static void put_word(struct wdm_output *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    wdm_put(out, key);
    wdm_put(out, value);
    wdm_put(out, "\"");
}

static void put_number(struct wdm_output *out, const char *key, uint64_t value)
{
    wdm_put(out, key);
    decode_put_unsigned(value, out);
}

static void put_text(struct wdm_output *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    wdm_put(out, key);
    wdm_print_json_string(value, strlen(value), out);
}

static void put_id(struct wdm_output *out, const char *key, uint16_t id)
{
    char text[5];

    wdm_format(text, sizeof text, "%04x", id);
    put_word(out, key, text);
}

/* Place, time, and device: what all objects begin with. */
static void put_place(struct cli_decoder *decoder, const char *type,
                      const struct wdm_captured *captured)
{
    struct wdm_output *out = &decoder->cli->out.output;
    char device[DECODE_DEVICE_TEXT];

    put_word(out, "{\"type\":\"", type);
    put_number(out, ",\"number\":", captured->number);
    if (captured->timed) {
        wdm_put(out, ",\"time\":");
        decode_put_seconds(captured->when - decoder->began, out);
        wdm_put(out, ",\"absolute\":\"");
        decode_put_absolute(&decoder->day, captured->when, out);
        wdm_put(out, "\"");
    }
    if (captured->device != 0) {
        decode_device_text(captured->device, device);
        put_word(out, ",\"device\":\"", device);
        put_number(out, ",\"interface\":", captured->interface);
    }
    if (captured->vendor != 0 || captured->product != 0) {
        put_id(out, ",\"vendor\":\"", captured->vendor);
        put_id(out, ",\"product\":\"", captured->product);
    }
}

/* "status" and, of a failure, "error": its list, number and name. */
static void put_result(struct wdm_output *out, const struct decode_result *result)
{
    char name[WDM_ENUMERATION_NAME];

    if (result->status == DECODE_NO_STATUS)
        return;
    put_word(out, ",\"status\":\"", result->status == DECODE_SUCCESS ? "success" : "error");
    if (result->status == DECODE_SUCCESS)
        return;
    put_number(out, ",\"error\":{\"value\":", result->code);
    wdm_put(out, ",\"name\":");
    if (wdm_error_code_name(result->list, result->code, name))
        wdm_print_json_string(name, strlen(name), out);
    else
        wdm_put(out, "null");
    wdm_put(out, "}");
}

static void put_header(struct wdm_output *out, const struct wdm_description *description)
{
    const struct wdm_mbim_message *mbim = &description->mbim;
    struct decode_names names;

    decode_name(description, &names);
    put_word(out, ",\"protocol\":\"", names.protocol);
    put_word(out, ",\"kind\":\"", names.kind);
    put_word(out, ",\"service\":\"", names.service);
    put_word(out, ",\"message\":\"", names.message);
    if (description->is_qmi && description->message != NULL && !description->is_sure)
        wdm_put(out, ",\"sure\":false");
    if (description->is_qmi) {
        put_number(out, ",\"transaction\":", description->qmux.transaction);
        put_number(out, ",\"client\":", description->qmux.client);
    }
    if (description->is_mbim)
        put_number(out, description->is_qmi ? ",\"mbim_transaction\":" : ",\"transaction\":",
                   mbim->transaction);
    if (description->is_mbim && mbim->fragments > 1) {
        put_number(out, ",\"fragment\":", (uint64_t)mbim->fragment + 1);
        put_number(out, ",\"fragments\":", mbim->fragments);
    }
    if (description->is_mbim && mbim->type == WDM_MBIM_OPEN)
        put_number(out, ",\"max_control_transfer\":", mbim->value);
}

static void put_exchange(struct wdm_output *out, const struct wdm_exchange *exchange)
{
    if (exchange->role == WDM_EXCHANGE_UNASKED)
        wdm_put(out, ",\"in_reply_to\":null");
    if (exchange->role != WDM_EXCHANGE_ANSWER)
        return;
    if (exchange->timed) {
        wdm_put(out, ",\"latency\":");
        decode_put_seconds(exchange->latency, out);
    }
    put_number(out, ",\"in_reply_to\":", exchange->request.number);
}

static void put_content(struct cli *cli, const struct wdm_description *description)
{
    const struct wdm_print_options options = {.json = true, .personal = cli->personal};
    struct wdm_output *out = &cli->out.output;

    if (description->layout.text != NULL) {
        wdm_put(out, ",\"fields\":");
        wdm_print_fields(&description->layout, description->content, &options, out);
    }
    if (cli->verbose < 2)
        return;
    wdm_put(out, ",\"hex\":\"");
    wdm_describe_hex(description, cli->personal, cli->trace.mask, out);
    wdm_put(out, "\"");
}

static void show_message(struct cli_decoder *decoder, const struct decode_message *message)
{
    const struct wdm_captured *captured = message->captured;
    const struct wdm_description *description = message->description;
    const struct decode_result result = decode_result_of(description);
    struct wdm_output *out = &decoder->cli->out.output;

    put_place(decoder,
              message->is_part                       ? "fragment"
              : captured->kind == WDM_CAPTURED_BYTES ? "bytes"
                                                     : "message",
              captured);
    put_word(out, ",\"direction\":\"", captured->from_modem ? "in" : "out");
    put_header(out, description);
    if (message->fragments > 1)
        put_number(out, ",\"fragments\":", message->fragments);
    if (!message->is_part)
        put_result(out, &result);
    put_exchange(out, message->exchange);
    if (description->problem != NULL || captured->problem != NULL) {
        put_text(out, ",\"problem\":",
                 description->problem != NULL ? description->problem : captured->problem);
        put_number(out, ",\"length\":", description->bytes.length);
    }
    if (captured->announced > captured->bytes.length)
        put_number(out, ",\"announced\":", captured->announced);
    put_content(decoder->cli, description);
    wdm_put(out, "}\n");
}

static void show_event(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    static const char *const types[] = {
        [WDM_CAPTURED_DEVICE] = "device",
        [WDM_CAPTURED_FAILED] = "failed",
        [WDM_CAPTURED_GONE] = "gone",
        [WDM_CAPTURED_PROBLEM] = "problem",
    };
    static const char *const protocols[] = {
        [WDM_PROTOCOL_MBIM] = "mbim",
        [WDM_PROTOCOL_QMI] = "qmi",
    };
    struct wdm_output *out = &decoder->cli->out.output;

    put_place(decoder, types[captured->kind], captured);
    if (captured->kind == WDM_CAPTURED_DEVICE &&
        (captured->spoken == WDM_PROTOCOL_MBIM || captured->spoken == WDM_PROTOCOL_QMI))
        put_word(out, ",\"protocol\":\"", protocols[captured->spoken]);
    if (captured->kind == WDM_CAPTURED_FAILED) {
        put_word(out, ",\"direction\":\"", captured->from_modem ? "in" : "out");
        wdm_put_format(out, ",\"code\":%ld", (long)captured->status);
    }
    if (captured->kind == WDM_CAPTURED_PROBLEM)
        put_number(out, ",\"offset\":", captured->offset);
    put_text(out, ",\"problem\":", captured->problem);
    wdm_put(out, "}\n");
}

static void show_unanswered(struct cli_decoder *decoder, const struct decode_open *open)
{
    struct wdm_output *out = &decoder->cli->out.output;

    put_word(out, "{\"type\":\"", "unanswered");
    put_number(out, ",\"in_reply_to\":", open->number);
    put_number(out, ",\"transaction\":", open->transaction);
    wdm_put(out, "}\n");
}

const struct decode_view decode_json_view = {
    .message = show_message,
    .event = show_event,
    .unanswered = show_unanswered,
};
