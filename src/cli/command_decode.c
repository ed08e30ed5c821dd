/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode: what recorded exchanges say. Reads the files; decode_sink.c and the
 * views do the rest. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const struct cli_option options[] = {
    {"format", 0, "FORMAT",
     "pcap, pcapng, text, raw or usbmon: what it is, rather than finding out"},
    {"only", 0, "FILTER", "only these messages: dms, service=dms,nas, status=error, time=2..4.5"},
    {"not", 0, "FILTER", "not these; both may be given several times"},
    {"time", 0, "TIME", "relative, absolute or delta; default relative"},
    {"ladder", 0, NULL, "draw host and modem, with an arrow a message"},
    {"svg", 0, "FILE", "draw the same as a picture"},
    {"explain", 0, NULL, "say what was wrong, where, and what to do about it"},
    {"quiet", 0, NULL, "no messages: what --explain found, and a summary"},
    {"redact", 0, NULL, "with -w or --split: overwrite what is personal"},
    {"keep-unknown", 0, NULL, "with --redact: leave what nobody can tell apart as it is"},
    {"split", 0, "DIR", "write each message into a file of its own in DIR"},
    {NULL, 0, NULL, NULL},
};

/* --only and --not: checked when schemas are read. */
static bool take(struct cli *cli, const char *option, const char *value)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    bool excludes = strcmp(option, "not") == 0;

    if (!excludes && strcmp(option, "only") != 0)
        return false;
    if (decoder->given_count == DECODE_CONDITIONS) {
        wdm_fail(&cli->error, WDM_USAGE, "decode: more than %d conditions", DECODE_CONDITIONS);
        return true;
    }
    decoder->given[decoder->given_count].text = value;
    decoder->given[decoder->given_count++].excludes = excludes;
    return true;
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
        struct pollfd now = {.fd = fd, .events = POLLIN};
        ssize_t count;

        /* Whoever waits for more sees all that there is so far. */
        if (poll(&now, 1, 0) == 0)
            cli_output_flush(&cli->out);
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
    ssize_t count;

    decode_begin(decoder, format);
    while ((count = read_some(cli, fd)) > 0 && cli->out.failure == 0 && decoder->file.failure == 0)
        wdm_capture_feed(&decoder->reader, decoder->bytes, (size_t)count);
    if (count >= 0)
        wdm_capture_end(&decoder->reader);
    else if (cli->error.kind == WDM_NO_ERROR)
        fail_read(cli, name, "read");
    decode_end(decoder);
    return count >= 0;
}

/* Which of the words an option's value is; `count`: none, and the error is told. */
static size_t find_word(struct cli *cli, const char *option, const char *const *words, size_t count,
                        const char *list)
{
    const char *value = cli_value(cli, option);
    size_t i;

    for (i = 0; value != NULL && i < count; i++) {
        if (strcmp(value, words[i]) == 0)
            return i;
    }
    wdm_fail(&cli->error, WDM_USAGE, "decode: --%s: '%s' is none of %s", option, value, list);
    return count;
}

static bool find_format(struct cli *cli, enum wdm_capture_format *format)
{
    static const char *const names[] = {"pcap", "pcapng", "text", "raw", "usbmon"};
    size_t found;

    *format = WDM_CAPTURE_UNKNOWN;
    if (cli_value(cli, "format") == NULL)
        return true;
    found = find_word(cli, "format", names, 5, "pcap, pcapng, text, raw, usbmon");
    *format = (enum wdm_capture_format)(WDM_CAPTURE_PCAP + found);
    return found < 5;
}

static bool find_clock(struct cli *cli)
{
    static const char *const names[] = {"relative", "absolute", "delta"};
    size_t found = 0;

    if (cli_value(cli, "time") != NULL)
        found = find_word(cli, "time", names, 3, "relative, absolute, delta");
    cli->ports.decoder.clock = (enum decode_clock)found;
    return found < 3;
}

static bool find_filter(struct cli *cli)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    size_t i;

    for (i = 0; i < decoder->given_count; i++) {
        if (!decode_filter_add(&decoder->filter, cli->trace.describer.catalogue,
                               decoder->given[i].excludes, decoder->given[i].text, &cli->error))
            return false;
    }
    return true;
}

static void add_view(struct cli_decoder *decoder, const struct decode_view *view)
{
    decoder->views[decoder->view_count++] = view;
}

/* How it is shown. Standard output takes one of lines, JSON and ladder. */
static bool find_views(struct cli *cli)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    const char *svg = cli_value(cli, "svg");
    bool is_ladder = cli_value(cli, "ladder") != NULL;

    cli_explain_options(cli);
    if (decoder->quiet && (is_ladder || svg != NULL))
        return wdm_fail(&cli->error, WDM_USAGE, "decode: --quiet or a drawing, not both");
    if (is_ladder && cli->json)
        return wdm_fail(&cli->error, WDM_USAGE, "decode: -j or --ladder, not both");
    if (decoder->quiet)
        return true;
    if (cli->json)
        add_view(decoder, &decode_json_view);
    else if (is_ladder)
        add_view(decoder, &decode_ladder_view);
    else if (svg == NULL)
        add_view(decoder, &decode_line_view);
    if (svg == NULL)
        return true;
    add_view(decoder, &decode_svg_view);
    return decode_svg_open(decoder, svg);
}

static bool begin(struct cli *cli)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    decoder->cli = cli;
    decoder->file.fd = -1;
    decoder->colour = isatty(cli->out.fd) != 0 && (no_colour == NULL || *no_colour == '\0') &&
                      terminal != NULL && strcmp(terminal, "dumb") != 0;
    cli_output_enlarge(&cli->out, decoder->text, sizeof decoder->text);
    decode_ladder_begin(decoder);
    return find_clock(cli) && find_filter(cli) && find_views(cli);
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

/* Where there are several. */
static void put_file_name(struct cli *cli, size_t index)
{
    struct wdm_output *out = &cli->out.output;

    if (cli->json) {
        wdm_put(out, "{\"type\":\"file\",");
        cli_json_text(out, "name", cli->arguments[index]);
        wdm_put(out, "}\n");
    } else if (cli->ports.decoder.views[0] != &decode_svg_view) {
        wdm_put_format(out, "%s%s:\n", index > 0 ? "\n" : "", cli->arguments[index]);
    }
}

static bool decode_files(struct cli *cli, enum wdm_capture_format format)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    size_t messages = 0, shown = 0;
    uint64_t problems = 0;
    size_t i;

    if (cli->argument_count == 0)
        cli->arguments[cli->argument_count++] = "-";
    if (!cli_decode_divert(cli))
        return false;
    for (i = 0; i < cli->argument_count; i++) {
        if (cli->argument_count > 1 && decoder->diverted.seen == NULL)
            put_file_name(cli, i);
        if (!decode_file(cli, cli->arguments[i], format))
            return false;
        messages += decoder->messages;
        shown += decoder->shown;
        problems += decoder->explainer.counts.problems;
    }
    if (!cli_decode_diverted(cli))
        return false;
    if (messages == 0) {
        wdm_fail(&cli->error, WDM_REFUSED, "decode: no messages were found");
        return decoder->reader.format == WDM_CAPTURE_TEXT && wdm_capture_hint(&cli->error);
    }
    if (shown == 0 && !decoder->quiet && decoder->diverted.seen == NULL)
        return wdm_fail(&cli->error, WDM_REFUSED,
                        "decode: none of %zu messages is what --only and --not ask for", messages);
    return cli_explain_verdict(cli, problems);
}

static bool run(struct cli *cli)
{
    struct cli_decoder *decoder = &cli->ports.decoder;
    enum wdm_capture_format format;
    bool done;

    if (!find_format(cli, &format) || !begin(cli))
        return false;
    done = decode_files(cli, format);
    return decode_svg_close(decoder) && done;
}

const struct cli_command cli_command_decode = {
    .name = "decode",
    .arguments = "[FILE...]",
    .summary = "Show what a recorded exchange says",
    .help = "FILE is a capture of USB (pcap or pcapng, from Linux or USBPcap), usbmon's text,\n"
            "a log of qmicli, mbimcli, ModemManager, uqmi, umbim or wdmctl, bytes in hex in\n"
            "any usual dress, what strace shows, or the messages themselves; which of them,\n"
            "is found out. '-' or no FILE: standard input.\n"
            "-v shows the fields, -vv the bytes too, -j an object a message.\n"
            "A FILTER is WORD or KEY=WORD, several words with commas between; WORD alone is a\n"
            "service or a message. Keys: service, message, kind, protocol, direction, status,\n"
            "device, time, number. --explain says what was wrong; with --quiet only that, and\n"
            "the exit code is 1 where there are problems. With -w FILE or --split DIR nothing\n"
            "is shown: FILE becomes a capture that Wireshark opens.\n"
            "Example: tcpdump -i usbmon1 -U -w - | wdmctl decode --only dms --not status=error\n",
    .options = options,
    .run = run,
    .take = take,
};
