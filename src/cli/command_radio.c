/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl radio: the state of the radio, and its switch. */
#include <string.h>

#include "cli.h"

static void print_text(const struct wdm_radio *radio, struct wdm_output *out)
{
    if (radio->operating_mode != WDM_RADIO_UNKNOWN)
        wdm_put_format(out, "operating mode  %s\n", wdm_operating_mode_name(radio->operating_mode));
    if (radio->hardware == WDM_RADIO_UNKNOWN)
        return;
    wdm_put_format(out, "hardware radio  %s\n", radio->hardware ? "on" : "off");
    wdm_put_format(out, "software radio  %s\n", radio->software ? "on" : "off");
}

static void print_json(const struct wdm_radio *radio, struct wdm_output *out)
{
    static const char *const states[] = {"null", "false", "true"};

    wdm_put(out, "{\"operating_mode\":");
    if (radio->operating_mode == WDM_RADIO_UNKNOWN)
        wdm_put(out, "null");
    else
        wdm_put_format(out, "{\"value\":%d,\"name\":\"%s\"}", radio->operating_mode,
                       wdm_operating_mode_name(radio->operating_mode));
    wdm_put_format(out, ",\"hardware_radio\":%s,\"software_radio\":%s}\n",
                   states[radio->hardware + 1 > 2 ? 2 : radio->hardware + 1],
                   states[radio->software + 1 > 2 ? 2 : radio->software + 1]);
}

static bool show(struct cli *cli)
{
    struct wdm_radio radio;
    bool qmi = true;

    if (cli->modem.protocol == WDM_PROTOCOL_MBIM &&
        !wdm_modem_has_service(&cli->modem, &wdm_mbim_qmi, &qmi, cli->deadline, &cli->error))
        return false;
    if (!wdm_radio_read(&cli->modem, qmi, &radio, cli->deadline, &cli->error))
        return false;
    if (cli->json)
        print_json(&radio, &cli->out.output);
    else
        print_text(&radio, &cli->out.output);
    return true;
}

static bool run(struct cli *cli)
{
    const char *wanted = cli->argument_count > 0 ? cli->arguments[0] : NULL;
    bool on = wanted != NULL && strcmp(wanted, "on") == 0;

    if (!cli_want_arguments(cli, 0, 1))
        return false;
    if (wanted != NULL && !on && strcmp(wanted, "off") != 0)
        return wdm_fail(&cli->error, WDM_USAGE, "radio: '%s' is neither on nor off", wanted);
    if (!cli_connect(cli))
        return false;
    if (wanted == NULL)
        return show(cli);
    return wdm_radio_switch(&cli->modem, on, cli->deadline, &cli->error) ||
           wdm_fail_doing(&cli->error, "radio %s", wanted);
}

const struct cli_command cli_command_radio = {
    .name = "radio",
    .arguments = "[on|off]",
    .summary = "Show the state of the radio, or turn it on or off",
    .help = "On a port that speaks MBIM the switch is Basic Connect Radio State, else DMS Set\n"
            "Operating Mode (online, low-power). A locked radio refuses: see unlock.\n",
    .run = run,
};
