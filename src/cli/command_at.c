/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl at: AT commands, one after the other. */
#include <errno.h>
#include <string.h>

#include "at.h"
#include "cli.h"
#include "wdm/format.h"

#define CUT_MARK " [cut]"
#define AT_PORTS "AT ports are named as /dev/ttyUSB2, /dev/ttyACM0 or /dev/wwan0at0"

/* ---- What a command brought: kept in memory that is free meanwhile, for JSON is
 * printed when all is known. A line: its kind, and its text with a NUL. */

static void keep(struct cli_at *at, const struct wdm_at_line *line)
{
    const char *mark = line->cut ? CUT_MARK : "";
    size_t size = 1 + line->length + strlen(mark) + 1;

    if (size > at->kept.capacity - at->kept.length) {
        at->lost = true;
        return;
    }
    wdm_write_u8(&at->kept, (uint8_t)line->kind);
    wdm_write_bytes(&at->kept, line->text, line->length);
    wdm_write_bytes(&at->kept, mark, strlen(mark) + 1);
}

static void put_kept(const struct cli_at *at, const char *name, enum wdm_at_kind kind,
                     struct wdm_output *out)
{
    const char *comma = "";
    size_t i;

    wdm_put_format(out, ",\"%s\":[", name);
    for (i = 0; i < at->kept.length;) {
        const char *text = (const char *)at->kept.bytes + i + 1;
        size_t length = strlen(text);

        if (at->kept.bytes[i] == (uint8_t)kind) {
            wdm_put(out, comma);
            wdm_print_json_string(text, length, out);
            comma = ",";
        }
        i += length + 2;
    }
    wdm_put(out, "]");
}

/* `result` NULL: there was none. */
static void print_json(struct cli *cli, const char *command, const struct wdm_at_result *result)
{
    struct wdm_output *out = &cli->out.output;

    wdm_put(out, "{");
    cli_json_text(out, "command", command);
    put_kept(&cli->at, "lines", WDM_AT_INFORMATION, out);
    if (result != NULL) {
        wdm_put(out, ",");
        cli_json_text(out, "result", result->text);
    } else {
        wdm_put(out, ",\"result\":null");
    }
    put_kept(&cli->at, "unsolicited", WDM_AT_UNSOLICITED, out);
    if (cli->at.lost)
        wdm_put(out, ",\"cut\":true");
    wdm_put(out, "}\n");
}

static void seen(void *context, const struct wdm_at_line *line)
{
    struct cli *cli = context;
    struct wdm_output *out = &cli->out.output;

    if (cli->verbose > 0)
        cli_at_trace(cli, line);
    if (!cli->at.running)
        return;
    if (cli->json) {
        keep(&cli->at, line);
    } else if (line->kind == WDM_AT_INFORMATION) {
        wdm_print_safe(line->text, line->length, out);
        wdm_put_format(out, "%s\n", line->cut ? CUT_MARK : "");
        cli_output_flush(&cli->out);
    }
}

/* ---- Arguments: commands, and behind '>' the text that the one before asks for */

static const char *text_at(const struct cli *cli, size_t index)
{
    bool text = index < cli->argument_count && cli->arguments[index][0] == '>';

    return text ? cli->arguments[index] + 1 : NULL;
}

static bool check_arguments(struct cli *cli)
{
    struct wdm_error *error = &cli->error;
    size_t i;

    if (!cli_want_arguments(cli, 1, CLI_ARGUMENTS))
        return false;
    for (i = 0; i < cli->argument_count; i++) {
        const char *text = text_at(cli, i);

        if (text == NULL ? !wdm_at_check_command(cli->arguments[i], error)
                         : !wdm_at_check_text(text, error))
            return wdm_fail_doing(error, "at");
        if (text != NULL && (i == 0 || text_at(cli, i - 1) != NULL))
            return wdm_fail(error, WDM_USAGE,
                            "at: '%s' stands behind no command that could ask "
                            "for it",
                            cli->arguments[i]);
    }
    if (cli->device == NULL) {
        wdm_fail(error, WDM_USAGE, "at: no port is named");
        return wdm_fail_hint(error, "say which with -d: " AT_PORTS);
    }
    if (cli->mode == WDM_MODE_QMI)
        return wdm_fail(error, WDM_USAGE, "at: not with -m qmi");
    return true;
}

/* ---- The way to the modem */

static bool through_tunnel(struct cli *cli)
{
    if (!cli->connected) {
        cli->connected = true;
        if (!wdm_modem_open(&cli->modem, WDM_MODE_MBIM, cli->deadline, &cli->error))
            return false;
    }
    if (!wdm_at_tunnel_open(&cli->at.tunnel, &cli->modem, cli->deadline, &cli->error))
        return false;
    wdm_at_session_init(&cli->at.session, &cli->at.tunnel.port);
    return true;
}

static bool on_terminal(struct cli *cli)
{
    if (cli_is_device(cli->device) && !wdm_terminal_take(&cli->ports.terminal, &cli->error))
        return false;
    wdm_at_session_init(&cli->at.session, cli->port);
    cli->at.session.seen = seen;
    cli->at.session.context = cli;
    return wdm_at_synchronise(&cli->at.session, cli->deadline, &cli->error);
}

static bool reach(struct cli *cli)
{
    if (!cli_open_port(cli)) {
        bool missing = cli->error.list == WDM_CODE_ERRNO && cli->error.code == ENOENT;

        return missing && cli_is_device(cli->device) ? wdm_fail_hint(&cli->error, AT_PORTS) : false;
    }
    if (cli->port->protocol == WDM_PROTOCOL_QMI) {
        wdm_fail(&cli->error, WDM_NO_PORT, "%s is a QMI port, and carries no AT commands",
                 cli->port->name);
        return wdm_fail_hint(&cli->error, AT_PORTS);
    }
    if (cli->mode == WDM_MODE_MBIM || cli->port->protocol == WDM_PROTOCOL_MBIM)
        return through_tunnel(cli);
    return on_terminal(cli);
}

/* ---- Commands */

static bool run_command(struct cli *cli, const char *command, const char *text)
{
    struct cli_at *at = &cli->at;
    struct wdm_error *error = &cli->error;
    struct wdm_at_result result;
    char name[sizeof error->doing];
    bool answered;

    at->command = command;
    at->running = true;
    at->lost = false;
    at->kept = wdm_writer((uint8_t *)cli->files, sizeof cli->files);
    answered = wdm_at_command(&at->session, command, text, &result, cli->deadline, error);
    at->running = false;
    if (cli->json && (answered || error->kind != WDM_USAGE))
        print_json(cli, command, answered ? &result : NULL);
    cli_output_flush(&cli->out);
    if (answered && wdm_at_check_result(&result, error))
        return true;
    cli_at_name(command, cli->personal, name, sizeof name);
    error->doing[0] = '\0';
    return wdm_fail_doing(error, "%s", name);
}

static bool run(struct cli *cli)
{
    size_t i;

    if (!check_arguments(cli) || !reach(cli))
        return false;
    cli->at.session.seen = seen;
    cli->at.session.context = cli;
    for (i = 0; i < cli->argument_count; i++) {
        const char *text = text_at(cli, i + 1);

        if (!run_command(cli, cli->arguments[i], text))
            return false;
        i += text != NULL ? 1 : 0;
    }
    return true;
}

const struct cli_command cli_command_at = {
    .name = "at",
    .arguments = "COMMAND [>TEXT] ...",
    .summary = "Send AT commands, and print what is answered",
    .help = "The port (-d) is a serial one, as /dev/ttyUSB2, a wwan AT port, or an MBIM port\n"
            "of a modem with Intel's AT tunnel. First \"AT\" is sent until the modem answers\n"
            "OK. The first command that is refused ends the rest. What begins with '>' is the\n"
            "text that the command before asks for with a prompt; it is ended by Ctrl-Z.\n"
            "Example: wdmctl at -d /dev/ttyUSB2 'AT!ENTERCND=\"A710\"' 'AT!UDUSBCOMP?'\n",
    .run = run,
};
