/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl send: raw messages out, what comes back in words. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

/* Appends the bytes of a word of hex: digits in pairs, blanks and colons between. */
static bool append_hex(struct cli *cli, const char *word, struct wdm_writer *out)
{
    const char *at = word;

    while (*at != '\0') {
        unsigned high, low;

        if (*at == ' ' || *at == ':' || *at == '\t' || *at == '\n') {
            at++;
            continue;
        }
        high = wdm_digit(at[0]);
        low = high < 16 ? wdm_digit(at[1]) : 16;
        if (low >= 16)
            return wdm_fail(&cli->error, WDM_USAGE, "send: '%s' is not pairs of hex digits", word);
        wdm_write_u8(out, (uint8_t)(high << 4 | low));
        at += 2;
    }
    if (out->failed)
        return wdm_fail(&cli->error, WDM_USAGE, "send: the message is too long");
    return true;
}

/* One byte a word: all words are one message. Else each word is one. */
static bool one_byte_words(const struct cli *cli)
{
    size_t i;

    for (i = 0; i < cli->argument_count; i++) {
        if (strlen(cli->arguments[i]) > 2)
            return false;
    }
    return true;
}

static enum wdm_protocol protocol_of(struct wdm_span bytes)
{
    bool qmux = bytes.length >= 3 && bytes.bytes[0] == WDM_QMUX_MARKER &&
                wdm_qmux_length(bytes.bytes, bytes.length) == bytes.length;

    return qmux ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_MBIM;
}

/* Whether `got` answers `sent`. */
static bool answers(const struct wdm_description *got, const struct wdm_description *sent)
{
    if (!sent->is_qmi || sent->is_mbim)
        return got->is_mbim && got->mbim.type != WDM_MBIM_INDICATE_STATUS &&
               sent->bytes.length >= WDM_MBIM_HEADER &&
               got->mbim.transaction == wdm_get_u32(sent->bytes.bytes + 8) &&
               got->mbim.fragment + 1 >= got->mbim.fragments;
    return got->is_qmi && got->qmux.kind == WDM_QMI_RESPONSE && sent->is_qmi &&
           got->qmux.service == sent->qmux.service && got->qmux.client == sent->qmux.client &&
           got->qmux.transaction == sent->qmux.transaction;
}

static void print_message(struct cli *cli, const struct wdm_description *message)
{
    struct wdm_output *out = &cli->out.output;

    if (cli->json) {
        wdm_put(out, "{\"message\":\"");
        wdm_describe_line(message, out);
        wdm_put(out, "\",\"hex\":\"");
        wdm_describe_hex(message, true, cli->trace.mask, out);
        wdm_put(out, "\"}\n");
        return;
    }
    wdm_describe_line(message, out);
    wdm_put(out, "\n");
    wdm_describe_fields(message, true, "  ", out);
    wdm_put(out, "  ");
    wdm_describe_hex(message, true, cli->trace.mask, out);
    wdm_put(out, "\n");
}

/* Sends one message and prints what comes until its answer. */
static bool exchange(struct cli *cli, struct wdm_span bytes)
{
    enum wdm_protocol protocol = protocol_of(bytes);
    struct wdm_channel *channel = &cli->modem.channel;
    struct wdm_description sent, got;
    struct wdm_span answer;

    wdm_describe(&sent, &cli->trace.describer, false, protocol, bytes.bytes, bytes.length);
    wdm_describer_follow(&cli->trace.describer, &sent);
    wdm_channel_speak(channel, protocol);
    if (!wdm_channel_send(channel, bytes.bytes, bytes.length, cli->deadline, &cli->error))
        return false;
    do {
        if (!wdm_channel_receive(channel, &answer, cli->deadline, &cli->error)) {
            if (cli->error.kind == WDM_DEADLINE)
                wdm_fail(&cli->error, WDM_DEADLINE, "no answer to the message");
            return false;
        }
        wdm_describe(&got, &cli->trace.describer, true, protocol, answer.bytes, answer.length);
        wdm_describer_follow(&cli->trace.describer, &got);
        print_message(cli, &got);
    } while (!answers(&got, &sent));
    return true;
}

/* MBIM commands need an open function; its own OPEN and CLOSE go out bare. */
static bool ready(struct cli *cli, struct wdm_span first)
{
    bool bare = protocol_of(first) == WDM_PROTOCOL_QMI ||
                (first.length >= 4 && wdm_get_u32(first.bytes) != WDM_MBIM_COMMAND);

    cli->mode = protocol_of(first) == WDM_PROTOCOL_QMI ? WDM_MODE_QMI : WDM_MODE_MBIM;
    if (bare)
        return cli_open_port(cli);
    return cli_connect(cli);
}

static bool run(struct cli *cli)
{
    uint8_t *space = cli->modem.fields;
    size_t capacity = sizeof cli->modem.fields;
    bool joined = one_byte_words(cli);
    bool is_ready = false;
    size_t i;

    if (!cli_want_arguments(cli, 1, CLI_ARGUMENTS))
        return false;
    for (i = 0; i < cli->argument_count;) {
        struct wdm_writer out = wdm_writer(space, capacity);

        do {
            if (!append_hex(cli, cli->arguments[i++], &out))
                return false;
        } while (joined && i < cli->argument_count);
        if (out.length == 0)
            return wdm_fail(&cli->error, WDM_USAGE, "send: an empty message");
        if (!is_ready && !ready(cli, wdm_written(&out)))
            return false;
        is_ready = true;
        if (!exchange(cli, wdm_written(&out)))
            return wdm_fail_doing(&cli->error, "send");
    }
    return true;
}

const struct cli_command cli_command_send = {
    .name = "send",
    .arguments = "HEX...",
    .summary = "Send raw messages, and print what is answered",
    .help = "A message is MBIM or QMUX, by its first bytes. Words of one byte each are one\n"
            "message, else each word (blanks and colons allowed) is one. Around MBIM commands\n"
            "the function is opened and closed. Nothing is checked: the bytes go out as\n"
            "given.\n"
            "Example: wdmctl send '01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02'\n",
    .run = run,
};
