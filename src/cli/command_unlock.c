/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl unlock: the main job. */
#include <string.h>

#include "cli.h"

static const struct cli_option options[] = {
    {"method", 0, "METHOD", "auto or sierra (DMS Set FCC Authentication, 0x555f); default auto"},
    {"power-on", 0, NULL, "then turn the radio on, and wait until it is"},
#ifndef WDM_SMALL
    {"reset", 0, NULL, "then detach the USB device and attach it again, and verify"},
#endif
    {"no-verify", 0, NULL, "send only what unlocks: the state is not read before and after"},
#ifdef WDM_RESCUE
    {"dry-run", 0, NULL, "not in this build"},
#else
    {"dry-run", 0, NULL, "print the messages that would be sent; reach no device"},
#endif
    {"list", 0, NULL, "print the modules whose lock is known"},
    {NULL, 0, NULL, NULL},
};

static void print_radio(const char *when, const struct wdm_radio *radio, struct wdm_output *out)
{
    wdm_put_format(out, "  %-8s", when);
    if (radio->operating_mode != WDM_RADIO_UNKNOWN)
        wdm_put_format(out, "operating mode %s", wdm_operating_mode_name(radio->operating_mode));
    if (radio->hardware != WDM_RADIO_UNKNOWN)
        wdm_put_format(out, ", radio %s by hardware, %s by software",
                       radio->hardware ? "on" : "off", radio->software ? "on" : "off");
    wdm_put(out, "\n");
}

static void print_text(struct cli *cli, const struct wdm_unlock_report *report,
                       const struct cli_reattached *reset, struct wdm_output *out)
{
    const struct wdm_module *module = wdm_module_find(cli->port->vendor, cli->port->product);
    bool is_on = report->after.operating_mode == WDM_DMS_ONLINE && report->after.software != 0;

    wdm_put(out, cli->port->name);
    if (module != NULL)
        wdm_put_format(out, ", %s (%04x:%04x)", module->name, module->vendor, module->product);
    wdm_put(out, "\n");
    if (report->verified)
        print_radio("before", &report->before, out);
    wdm_put_format(out, "  unlock  %s: the lock %s\n", wdm_unlock_method_name(report->method),
                   report->was_locked ? "was on and is off" : "was off already");
    cli_print_reattached(cli, reset);
    if (!report->verified)
        return;
    print_radio("after", &report->after, out);
    if (!is_on)
        wdm_put_packed(out, "  The radio is still off: 'wdmctl radio on' turns it on.\n");
}

static void json_switch(const char *name, int state, struct wdm_output *out)
{
    wdm_put_format(out, ",\"%s\":%s", name,
                   state == WDM_RADIO_UNKNOWN ? "null" : (state ? "true" : "false"));
}

static void json_radio(const char *when, const struct wdm_radio *radio, struct wdm_output *out)
{
    wdm_put_format(out, ",\"%s\":{\"operating_mode\":", when);
    if (radio->operating_mode == WDM_RADIO_UNKNOWN)
        wdm_put(out, "null");
    else
        wdm_put_format(out, "{\"value\":%d,\"name\":\"%s\"}", radio->operating_mode,
                       wdm_operating_mode_name(radio->operating_mode));
    json_switch("hardware_radio", radio->hardware, out);
    json_switch("software_radio", radio->software, out);
    wdm_put(out, "}");
}

static void print_json(struct cli *cli, const struct wdm_unlock_report *report,
                       const struct cli_reattached *reset, struct wdm_output *out)
{
    wdm_put(out, "{");
    cli_json_text(out, "port", cli->port->name);
    wdm_put_format(out, ",\"method\":\"%s\",\"lock_before\":\"%s\",\"lock_after\":\"off\"",
                   wdm_unlock_method_name(report->method), report->was_locked ? "on" : "off");
    wdm_put_format(out, ",\"verified\":%s", report->verified ? "true" : "false");
    cli_print_reattached(cli, reset);
    if (report->verified) {
        json_radio("before", &report->before, out);
        json_radio("after", &report->after, out);
    }
    wdm_put(out, "}\n");
}

static bool print_list(struct cli *cli)
{
    struct wdm_output *out = &cli->out.output;
    const struct wdm_module *module;
    size_t i;

    for (i = 0; (module = wdm_module_at(i)) != NULL; i++) {
        const char *method = wdm_unlock_method_name(module->method);

        if (cli->json)
            wdm_put_format(out,
                           "{\"vendor\":\"%04x\",\"product\":\"%04x\",\"name\":\"%s\","
                           "\"method\":\"%s\",\"status\":\"%s\"}\n",
                           module->vendor, module->product, module->name, method, module->status);
        else
            wdm_put_format(out, "%04x:%04x  %-16s  %-8s  %s\n", module->vendor, module->product,
                           module->name, method, module->status);
    }
    return true;
}

static bool run(struct cli *cli)
{
    struct cli_reattached reset = {.done = cli_value(cli, "reset") != NULL};
    struct wdm_unlock_options unlock = {
        .no_verify = cli_value(cli, "no-verify") != NULL,
        .power_on = cli_value(cli, "power-on") != NULL,
    };
    const char *method = cli_value(cli, "method");
    struct wdm_unlock_report report;

    if (!cli_want_arguments(cli, 0, 0))
        return false;
    if (cli_value(cli, "list") != NULL)
        return print_list(cli);
    if (method != NULL && !wdm_unlock_method_find(method, &unlock.method))
        return wdm_fail(&cli->error, WDM_USAGE, "--method: '%s' is none of auto, sierra", method);
    if (cli_value(cli, "dry-run") != NULL)
        return cli_unlock_dry(cli, &unlock);
    if (!cli_connect(cli))
        return wdm_fail_doing(&cli->error, "unlock");
    if (!cli_unlock(cli, &unlock, &report, &reset))
        return false;
    if (cli->json)
        print_json(cli, &report, &reset, &cli->out.output);
    else
        print_text(cli, &report, &reset, &cli->out.output);
    return true;
}

const struct cli_command cli_command_unlock = {
    .name = "unlock",
    .arguments = "",
    .summary = "Unlock the modem's radio (FCC authentication), and verify it",
    .help = "Some modules keep their radio off after every power-on until the host sends one\n"
            "vendor's message. The lock is regulatory: who unlocks is responsible for it.\n",
    .options = options,
    .run = run,
};
