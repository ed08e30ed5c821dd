/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl: its one context, its signals, its way in and its one way out. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define TIMEOUT_DEFAULT (10 * WDM_SECOND)

const struct cli_command *const cli_commands[] = {
    &cli_command_unlock,
#ifndef WDM_RESCUE
    &cli_command_list,
#endif
    &cli_command_probe,
    &cli_command_info,
    &cli_command_radio,
    &cli_command_qmi,
    &cli_command_mbim,
#ifndef WDM_RESCUE
    &cli_command_send,
#endif
#ifndef WDM_SMALL
    &cli_command_at,
#endif
#ifndef WDM_RESCUE
    &cli_command_sim,
#endif
#ifndef WDM_SMALL
    &cli_command_usb,
#ifndef WDM_NO_CAPTURES
    &cli_command_decode,
    &cli_command_replay,
    &cli_command_diff,
#endif
    &cli_command_complete,
    &cli_command_catalogue,
#endif
    NULL,
};

/* The number of the signal that came; the only mutable globals are here. */
static volatile sig_atomic_t interrupted;
static struct cli context;

static void on_signal(int number)
{
    interrupted = number;
}

/* Signals are blocked but while the program waits, so that none is missed. */
static void catch_signals(struct cli *cli)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action;
    sigset_t blocked;
    size_t i;

    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    sigemptyset(&blocked);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction old;

        /* What the caller had ignored (nohup) stays ignored. */
        sigaction(numbers[i], NULL, &old);
        if (old.sa_handler == SIG_IGN)
            continue;
        action.sa_handler = on_signal;
        sigaction(numbers[i], &action, NULL);
        sigaddset(&blocked, numbers[i]);
    }
    sigprocmask(SIG_BLOCK, &blocked, &cli->wait_mask);
    for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        sigdelset(&cli->wait_mask, numbers[i]);
    cli->interrupted = &interrupted;
}

/* Where the caller has closed a standard descriptor, no port may get its number
 * and what is printed. Writing to it still fails. */
static void keep_standard_descriptors(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

static void prepare(struct cli *cli)
{
    keep_standard_descriptors();
    cli_output_init(&cli->out, STDOUT_FILENO);
    cli_output_init(&cli->err, STDERR_FILENO);
    catch_signals(cli);
    cli->out.interrupted = cli->err.interrupted = cli->interrupted;
    cli->out.wait_mask = cli->err.wait_mask = &cli->wait_mask;
    cli->trace.mask = cli->mask;
    cli->timeout = TIMEOUT_DEFAULT;
    cli->mbimex = 1;
    cli->root = "";
}

/* Closes the recording. False where it is not all that was asked for. */
static bool recorded(struct cli *cli, bool done)
{
#ifdef WDM_SMALL
    (void)cli;
    (void)done;
    return true;
#else
    return cli_record_close(cli, done);
#endif
}

/* Runs what the command line says. */
static bool run(struct cli *cli, int argc, char *const *argv)
{
    struct wdm_output *out = &cli->out.output;
    struct cli_wrap wrap;

#ifndef WDM_RESCUE
    if (cli_is_modem_manager(argc, argv))
        return cli_run_modem_manager(cli, argc, argv);
#endif
    if (!cli_parse(cli, argc, argv))
        return false;
    cli->trace.err = &cli->err;
    cli->trace.verbose = cli->verbose;
    cli->trace.personal = cli->personal;
    if (cli->version) {
        wdm_put(out, "wdmctl " WDM_VERSION "\n");
        return true;
    }
    if (cli->command == NULL && cli->help) {
        cli_help_short(cli_wrap(&wrap, &cli->out));
        return true;
    }
    if (cli->command == NULL) {
        cli_help_short(cli_wrap(&wrap, &cli->err));
        cli_output_flush(&cli->err);
        cli->error.kind = WDM_USAGE; /* the help says it all */
        return false;
    }
    if (cli->help && cli->argument_count == 0) {
        cli_help_command(cli->command, cli_wrap(&wrap, &cli->out));
        return true;
    }
#ifndef WDM_SMALL
    if (!cli_record_fits(cli) || !cli_load_schemas(cli) || !cli_hold_fits(cli))
        return false;
#endif
    return cli->command->run(cli);
}

int main(int argc, char **argv)
{
    struct cli *cli = &context;
    bool done, all;

    prepare(cli);
    done = run(cli, argc, argv);
    cli_output_flush(&cli->out);
    if (!done)
        cli_name_opener(cli);
#ifndef WDM_SMALL
    cli_hold_end(cli, done);
#endif
    cli_disconnect(cli);
    all = recorded(cli, done);
    if (!done && cli->error.what[0] != '\0' && cli->error.kind != WDM_INTERRUPTED)
        cli_report(&cli->err, &cli->error);
    if (!done && cli->error.kind == WDM_INTERRUPTED)
        return 128 + (int)interrupted;
    if (!done)
        return wdm_exit_code(cli->error.kind == WDM_NO_ERROR ? WDM_PROTOCOL : cli->error.kind);
    if (cli->out.failure == EINTR)
        return 128 + (int)interrupted;
    if (cli->out.failure != 0) {
        wdm_fail(&cli->error, WDM_USAGE, "cannot write the result: %s",
                 wdm_errno_text(cli->out.failure));
        cli_report(&cli->err, &cli->error);
        return CLI_EXIT_OUTPUT;
    }
    return all ? 0 : CLI_EXIT_OUTPUT;
}
