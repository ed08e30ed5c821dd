/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl probe: what a port really speaks. */
#include "cli.h"

static const char *services_text(const struct wdm_probe *probe)
{
    if (!probe->services_told)
        return "not known: it did not tell its device services";
    return probe->qmi_in_mbim ? "yes: its device services have it"
                              : "no: its device services do not have it";
}

static void print_text(const struct cli *cli, const struct wdm_probe *probe, struct wdm_output *out)
{
    static const char *const names[] = {"not known", "MBIM", "QMI"};

    wdm_put_format(out, "%s\n  driver says  %s\n", cli->port->name, names[cli->port->protocol]);
    if (probe->mbim) {
        wdm_put_format(out, "  MBIM         yes: it answered OPEN after %ld ms\n",
                       (long)(probe->mbim_took / WDM_MILLISECOND));
        wdm_put_format(out, "  QMI in MBIM  %s\n", services_text(probe));
    } else {
        wdm_put_packed(out, "  MBIM         no: OPEN was not answered\n");
    }
    if (probe->qmi)
        wdm_put_format(out, "  QMI          yes: it answered CTL Get Version Info after %ld ms\n",
                       (long)(probe->qmi_took / WDM_MILLISECOND));
    else
        wdm_put_format(out, "  QMI          no: %s\n",
                       probe->mbim ? "not asked, the port speaks MBIM"
                                   : "CTL Get Version Info was not answered");
}

static void print_json(const struct cli *cli, const struct wdm_probe *probe, struct wdm_output *out)
{
    static const char *const names[] = {"null", "\"mbim\"", "\"qmi\""};
    bool told = probe->services_told || !probe->mbim;

    wdm_put(out, "{");
    cli_json_text(out, "port", cli->port->name);
    wdm_put_format(out, ",\"driver\":%s,\"mbim\":%s,\"qmi_in_mbim\":%s,\"qmi\":%s}\n",
                   names[cli->port->protocol], probe->mbim ? "true" : "false",
                   !told ? "null" : (probe->qmi_in_mbim ? "true" : "false"),
                   probe->qmi ? "true" : "false");
}

static bool run(struct cli *cli)
{
    struct wdm_probe probe;

    if (!cli_want_arguments(cli, 0, 0) || !cli_open_port(cli))
        return false;
    cli->connected = true;
    if (!wdm_modem_probe(&cli->modem, &probe, cli->deadline, &cli->error))
        return wdm_fail_doing(&cli->error, "probing %s", cli->port->name);
    if (cli->json)
        print_json(cli, &probe, &cli->out.output);
    else
        print_text(cli, &probe, &cli->out.output);
    if (probe.mbim || probe.qmi)
        return true;
    wdm_fail(&cli->error, WDM_DEADLINE, "%s answers neither MBIM nor QMI", cli->port->name);
    return wdm_fail_hint(&cli->error,
                         "see if another program has it open, or give it more time with -t");
}

const struct cli_command cli_command_probe = {
    .name = "probe",
    .arguments = "",
    .summary = "Find out what the port really speaks: MBIM, QMI, QMI in MBIM, nothing",
    .help = "Asks the modem, whatever the driver says: MBIM OPEN and its device services, QMI\n"
            "Get Version Info. Exit code 4 where nothing answers.\n",
    .run = run,
};
