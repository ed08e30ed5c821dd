/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode: what recorded exchanges say, a line a message. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define DAY (INT64_C(86400) * 1000000000)

static const char indent[] = "             ";

static const struct cli_option options[] = {
    {"format", 0, "FORMAT", "pcap, pcapng, text or raw: what it is, rather than finding out"},
    {"explain", 0, NULL, "say what was wrong, where, and what to do about it"},
    {"quiet", 0, NULL, "no messages: what --explain found, and a summary"},
    {NULL, 0, NULL, NULL},
};

/* The time since the first one; blanks where there is none. */
static void print_time(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct wdm_output *out = &decoder->cli->out.output;
    int64_t passed;

    if (!captured->timed) {
        wdm_put(out, "         ");
        return;
    }
    if (!decoder->timed)
        decoder->began = captured->when;
    decoder->timed = true;
    passed = (captured->when - decoder->began) / 1000000;
    if (passed < 0)
        wdm_put_format(out, "-%3ld.%03ld ", (long)(-passed / 1000), (long)(-passed % 1000));
    else
        wdm_put_format(out, "%4ld.%03ld ", (long)(passed / 1000), (long)(passed % 1000));
}

static void print_message(struct cli_decoder *decoder, const struct wdm_captured *captured,
                          struct wdm_span bytes)
{
    struct cli *cli = decoder->cli;
    struct wdm_output *out = &cli->out.output;
    struct wdm_description message;

    decoder->describer.vendor = captured->vendor;
    wdm_describe(&message, &decoder->describer, captured->from_modem, captured->protocol,
                 bytes.bytes, bytes.length);
    wdm_describer_follow(&decoder->describer, &message);
    print_time(decoder, captured);
    wdm_put(out, captured->from_modem ? "< " : "> ");
    wdm_describe_line(&message, out);
    if (captured->problem != NULL)
        wdm_put_format(out, " (%s)", captured->problem);
    wdm_put(out, "\n");
    if (cli->verbose > 0)
        wdm_describe_fields(&message, cli->personal, indent, out);
    if (cli->verbose > 1) {
        wdm_put(out, indent);
        wdm_describe_hex(&message, cli->personal, cli->trace.mask, out);
        wdm_put(out, "\n");
    }
}

static void print_event(struct cli_decoder *decoder, const struct wdm_captured *captured)
{
    struct wdm_output *out = &decoder->cli->out.output;

    print_time(decoder, captured);
    if (captured->kind == WDM_CAPTURED_DEVICE || captured->kind == WDM_CAPTURED_GONE)
        wdm_put_format(out, "- device %u-%u (%04x:%04x)%s\n", captured->device >> 16,
                       captured->device & 0xffff, captured->vendor, captured->product,
                       captured->kind == WDM_CAPTURED_GONE ? " went away" : "");
    else if (captured->kind == WDM_CAPTURED_FAILED)
        wdm_put_format(out, "%s %s (%d)\n", captured->from_modem ? "<" : ">", captured->problem,
                       captured->status);
    else
        wdm_put_format(out, "! at byte %lu: %s\n", (unsigned long)captured->offset,
                       captured->problem);
}

static void seen(void *context, const struct wdm_captured *captured)
{
    struct cli_decoder *decoder = context;
    bool is_message = captured->kind == WDM_CAPTURED_MESSAGE;
    bool is_data = is_message || captured->kind == WDM_CAPTURED_BYTES;
    enum wdm_mbim_assembled assembled = WDM_MBIM_WHOLE;
    struct wdm_span whole = captured->bytes;

    if (is_message)
        assembled = wdm_capture_assemble(&decoder->assembler, captured, &whole);
    if (assembled != WDM_MBIM_WHOLE)
        whole = captured->bytes;
    decoder->messages += is_data;
    if (is_data && !decoder->quiet)
        print_message(decoder, captured, whole);
    else if (!decoder->quiet)
        print_event(decoder, captured);
    cli_explain_see(decoder, captured, assembled, whole);
}

static bool fail_read(struct cli *cli, const char *name, const char *what)
{
    return wdm_fail(&cli->error, WDM_NO_PORT, "decode: cannot %s %s: %s", what, name,
                    wdm_errno_text(errno));
}

/* Reads some bytes, waiting for them as long as it takes; 0 at the end, -1 on failure. */
static ssize_t read_some(struct cli *cli, int fd)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    const struct wdm_port waiter = {.interrupted = cli->interrupted, .wait_mask = &cli->wait_mask};

    for (;;) {
        ssize_t count;

        if (!wdm_port_wait(&waiter, fd, POLLIN, NULL, WDM_FOREVER, &cli->error))
            return -1;
        count = read(fd, decoder->bytes, sizeof decoder->bytes);
        if (count >= 0 || (errno != EINTR && errno != EAGAIN))
            return count;
    }
}

static bool decode(struct cli *cli, int fd, const char *name, enum wdm_capture_format format)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    const struct wdm_capture_sink sink = {.seen = seen, .context = decoder};
    ssize_t count;

    decoder->cli = cli;
    decoder->timed = false;
    decoder->messages = 0;
    decoder->describer = (struct wdm_describer){.catalogue = cli->trace.describer.catalogue};
    wdm_capture_assembler_init(&decoder->assembler);
    cli_explain_begin(decoder);
    wdm_capture_reader_init(&decoder->reader, format, &sink);
    while ((count = read_some(cli, fd)) > 0 && cli->out.failure == 0)
        wdm_capture_feed(&decoder->reader, decoder->bytes, (size_t)count);
    if (count < 0)
        return cli->error.kind != WDM_NO_ERROR ? false : fail_read(cli, name, "read");
    wdm_capture_end(&decoder->reader);
    cli_explain_end(decoder);
    return true;
}

static bool find_format(struct cli *cli, enum wdm_capture_format *format)
{
    static const char *const names[] = {"pcap", "pcapng", "text", "raw"};
    const char *value = cli_value(cli, "format");
    size_t i;

    *format = WDM_CAPTURE_UNKNOWN;
    for (i = 0; value != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(value, names[i]) == 0)
            *format = (enum wdm_capture_format)(WDM_CAPTURE_PCAP + i);
    }
    return value == NULL || *format != WDM_CAPTURE_UNKNOWN ||
           wdm_fail(&cli->error, WDM_USAGE,
                    "decode: --format: '%s' is none of pcap, pcapng, text, raw", value);
}

static bool decode_file(struct cli *cli, const char *name, enum wdm_capture_format format)
{
    bool standard = strcmp(name, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    bool done;

    if (fd < 0)
        return fail_read(cli, name, "open");
    done = decode(cli, fd, standard ? "standard input" : name, format);
    if (!standard)
        close(fd);
    return done;
}

static bool run(struct cli *cli)
{
    enum wdm_capture_format format;
    size_t messages = 0;
    uint64_t problems = 0;
    size_t i;

    if (!cli_explain_options(cli, &cli->ports.decoder) || !find_format(cli, &format))
        return false;
    if (cli->json && !cli->ports.decoder.quiet)
        return wdm_fail(&cli->error, WDM_USAGE,
                        "decode: no -j without --quiet: it prints lines for people");
    if (cli->argument_count == 0)
        cli->arguments[cli->argument_count++] = "-";
    for (i = 0; i < cli->argument_count; i++) {
        if (cli->argument_count > 1 && !cli->json)
            wdm_put_format(&cli->out.output, "%s%s:\n", i > 0 ? "\n" : "", cli->arguments[i]);
        if (!decode_file(cli, cli->arguments[i], format))
            return false;
        messages += cli->ports.decoder.messages;
        problems += cli->ports.decoder.explainer.counts.problems;
    }
    if (messages == 0)
        return wdm_fail(&cli->error, WDM_REFUSED, "decode: no messages were found");
    return cli_explain_verdict(cli, problems);
}

const struct cli_command cli_command_decode = {
    .name = "decode",
    .arguments = "[FILE...]",
    .summary = "Show what a recorded exchange says",
    .help = "FILE is a capture of USB (pcap or pcapng, from Linux or from USBPcap), a log of\n"
            "qmicli, mbimcli, ModemManager, uqmi, umbim or wdmctl, bytes in hex in any usual\n"
            "dress, or the messages themselves; which of them, is found out. '-' or no FILE:\n"
            "standard input. -v shows the fields, -vv the bytes too. --explain says what was\n"
            "wrong; with --quiet only that, and the exit code is 1 where there are problems.\n"
            "Example: tcpdump -i usbmon1 -w - | wdmctl decode\n",
    .options = options,
    .run = run,
};
