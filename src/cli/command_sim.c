/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl sim: a modem to test against, on a socket or a pseudo-terminal, behind a
 * proxy, or on this machine's USB. */
#include <unistd.h>

#include "cli.h"

#ifndef WDM_NO_CAPTURES
#define REPLAY_USAGE "|--replay FILE[,OPTION...]"
#else
#define REPLAY_USAGE ""
#endif
#ifndef WDM_SMALL
#define MORE_USAGE  "|--proxy|--usbip"
#define MORE_NEEDED ", --proxy or both, or --usbip, are"
#else
#define MORE_USAGE  ""
#define MORE_NEEDED " is"
#endif

static const struct cli_option options[] = {
    {"listen", 0, "PATH", "serve it on a stream socket at PATH ('@NAME': an abstract one)"},
    {"pty", 0, NULL, "serve it on a pseudo-terminal, whose name is printed"},
#ifndef WDM_NO_CAPTURES
    {"replay", 0, "FILE", "instead of a personality: answer as the modem in a capture did"},
#endif
#ifndef WDM_SMALL
    {"proxy", 0, NULL, "serve it as mbim-proxy or qmi-proxy does, where those listen or at PATH"},
    {"usbip", 0, NULL, "attach it to this machine's USB, by the kernel's vhci_hcd (as root)"},
    {"network", 0, NULL, "with --usbip: its network interface answers ICMP echo"},
#endif
    {NULL, 0, NULL, NULL},
};

static void list_one(struct wdm_output *out, const char *name, const char *summary)
{
    wdm_put_format(out, "  %-15s  ", name);
    wdm_put_packed(out, summary);
    wdm_put(out, "\n");
}

static bool list(struct cli *cli)
{
    struct wdm_output *out = &cli->out.output;
    size_t i;

    wdm_put(out, "personalities:\n");
    for (i = 0; wdm_sim_personality_name(i) != NULL; i++)
        list_one(out, wdm_sim_personality_name(i), wdm_sim_personality_summary(i));
#ifndef WDM_NO_CAPTURES
    wdm_put(out, "with --replay, after the file:\n");
    for (i = 0; wdm_sim_replay_option_name(i) != NULL; i++)
        list_one(out, wdm_sim_replay_option_name(i), wdm_sim_replay_option_summary(i));
#endif
    wdm_put_packed(out, "faults, after the personality, with commas between:\n");
    for (i = 0; wdm_sim_fault_name(i) != NULL; i++)
        list_one(out, wdm_sim_fault_name(i), wdm_sim_fault_summary(i));
    return true;
}

/* The personality, or the capture that stands for one. */
static bool start(struct cli *cli, struct wdm_sim *sim)
{
#ifndef WDM_SMALL
    if (cli_value(cli, "replay") != NULL)
        return cli_want_arguments(cli, 0, 0) &&
               cli_start_replay(cli, cli_value(cli, "replay"), sim);
#endif
    return cli_want_arguments(cli, 1, 1) && wdm_sim_init(sim, cli->arguments[0], &cli->error);
}

/* Where nobody learns where it is, nobody will come. */
static bool ready(void *context, const char *path)
{
    struct cli *cli = context;

    wdm_put_format(&cli->out.output, "%s\n", path);
    cli_output_flush(&cli->out);
    return cli->out.failure == 0;
}

#ifndef WDM_SMALL
/* Once it is there, only -v tells what becomes of it. */
static void tell(void *context, enum wdm_sim_usbip_news news, const char *text)
{
    struct cli *cli = context;
    struct cli_output *out = news == WDM_SIM_USBIP_MISTAKE ? &cli->err : &cli->out;

    if (news == WDM_SIM_USBIP_CHANGED && cli->verbose == 0)
        return;
    wdm_put_format(&out->output, "%s%s\n", news == WDM_SIM_USBIP_MISTAKE ? "wdmctl: " : "", text);
    cli_output_flush(out);
}

static bool serve_usbip(struct cli *cli, struct wdm_sim *sim)
{
    struct wdm_sim_usbip_server server = {
        .interrupted = cli->interrupted,
        .wait_mask = &cli->wait_mask,
        .sysfs = "/sys",
        .commands = STDIN_FILENO,
        .tell = tell,
        .context = cli,
    };

    return wdm_sim_serve_usbip(&cli->usbip, sim, cli_value(cli, "network") != NULL, &server,
                               &cli->error);
}
#endif

static bool serve(struct cli *cli, struct wdm_sim *sim)
{
    const char *path = cli_value(cli, "listen");
    struct wdm_sim_server server = {
        .interrupted = cli->interrupted,
        .wait_mask = &cli->wait_mask,
        .ready = ready,
        .context = cli,
    };

#ifndef WDM_SMALL
    if (cli_value(cli, "usbip") != NULL)
        return serve_usbip(cli, sim);
    if (cli_value(cli, "proxy") != NULL)
        return wdm_sim_serve_proxy(&cli->proxy, sim, path, &server, &cli->error);
#endif
    return path != NULL ? wdm_sim_serve_socket(sim, path, &server, &cli->error)
                        : wdm_sim_serve_pty(sim, &server, &cli->error);
}

/* Exactly one place to serve it at. */
static bool check_options(struct cli *cli)
{
    bool socket = cli_value(cli, "listen") != NULL || cli_value(cli, "proxy") != NULL;
    bool usbip = cli_value(cli, "usbip") != NULL;

    if (socket + usbip + (cli_value(cli, "pty") != NULL) != 1)
        return wdm_fail(&cli->error, WDM_USAGE,
                        "sim: either --pty or --listen PATH" MORE_NEEDED " needed");
    if (cli_value(cli, "network") != NULL && !usbip)
        return wdm_fail(&cli->error, WDM_USAGE, "sim: --network needs --usbip");
    return true;
}

static bool run(struct cli *cli)
{
    struct wdm_sim *sim = &cli->ports.sim.sim;
    size_t untold;

    if (cli->argument_count == 0 && cli_value(cli, "replay") == NULL)
        return list(cli);
    if (!check_options(cli) || !start(cli, sim))
        return false;
#ifndef WDM_SMALL
    if (!cli_record_sim(cli, sim))
        return false;
#endif
    if (!serve(cli, sim))
        return false;
    untold = wdm_sim_clients_untold(sim);
    wdm_put_format(&cli->out.output, "client ids left allocated: %zu\n", wdm_sim_clients_left(sim));
    if (untold > 0)
        wdm_put_format(&cli->out.output, "client ids whose allocation a fault hid: %zu\n", untold);
    return true;
}

const struct cli_command cli_command_sim = {
    .name = "sim",
    .arguments = "[PERSONALITY[,FAULT...]" REPLAY_USAGE " --listen PATH|--pty" MORE_USAGE "]",
    .summary = "Play a modem to test against; or list personalities and faults",
    .help = "Ends at SIGINT or SIGTERM and says how many client ids were left allocated. For\n"
            "one command, '-d sim:PERSONALITY[,FAULT...]' plays it in the same process.\n"
#ifndef WDM_SMALL
            "With --proxy, 'mbimcli -p -d /dev/null' (MBIM) or\n"
            "'qmicli -p -d /dev/null --device-open-qmi' (QMI) use it; any device's name will\n"
            "do. With --usbip, prints which USB device it is once the kernel has set it up.\n"
            "Then it takes commands on standard input, a line each: unplug, plug, quit.\n"
            "SIGUSR1 unplugs, SIGUSR2 plugs.\n"
#endif
    ,
    .options = options,
    .run = run,
};
