/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl list: the modems of this machine, as the kernel knows them. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

/* How its lock is taken off; `none` where none is known. */
static const char *lock_text(const struct wdm_found_modem *modem, const char *none)
{
    return modem->module != NULL ? wdm_unlock_method_name(modem->module->method) : none;
}

static void put_safe(struct wdm_output *out, const char *text)
{
    wdm_print_safe(text, strlen(text), out);
}

static void put_line(struct wdm_output *out, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    wdm_put_format(out, "  %-8s  ", label);
    put_safe(out, text);
    wdm_put(out, "\n");
}

static const char *protocol_text(const struct wdm_found_port *port)
{
    static const char *const kinds[] = {"control", "control", "serial", "network"};

    return port->protocol[0] != '\0' ? port->protocol : kinds[port->kind];
}

/* How wide the columns of a modem's ports are. */
struct widths {
    size_t name, protocol, driver;
};

static void widen(size_t *width, const char *text)
{
    size_t length = strlen(text);

    if (length > *width)
        *width = length;
}

/* Two blanks, text, and blanks up to a width. */
static void put_column(struct wdm_output *out, const char *text, size_t width)
{
    size_t length;

    wdm_put(out, "  ");
    put_safe(out, text);
    for (length = strlen(text); length < width; length++)
        wdm_put(out, " ");
}

static void print_ports(const struct wdm_found_modem *modem, struct wdm_output *out)
{
    struct widths widths = {0, 0, 0};
    size_t i;

    for (i = 0; i < modem->port_count; i++) {
        widen(&widths.name, modem->ports[i].name);
        widen(&widths.protocol, protocol_text(&modem->ports[i]));
        widen(&widths.driver, modem->ports[i].driver);
    }
    for (i = 0; i < modem->port_count; i++) {
        const struct wdm_found_port *port = &modem->ports[i];

        wdm_put_format(out, "  %-8s", i == 0 ? "ports" : "");
        put_column(out, port->name, widths.name);
        put_column(out, protocol_text(port), widths.protocol);
        put_column(out, port->driver[0] != '\0' ? port->driver : "-",
                   port->interface < 0 ? 0 : widths.driver);
        if (port->interface >= 0)
            wdm_put_format(out, "  interface %d", port->interface);
        wdm_put(out, "\n");
    }
    if (modem->port_count == 0)
        wdm_put_format(out, "  %-8s  none: no driver has taken it\n", "ports");
    if (modem->ports_omitted > 0)
        wdm_put_format(out, "  %-8s  and %zu more\n", "", modem->ports_omitted);
}

static void print_place(const struct wdm_found_modem *modem, struct wdm_output *out)
{
    wdm_put_format(out, "  %-8s  %s %s", "at", wdm_bus_name(modem->bus), modem->address);
    if (modem->driver[0] != '\0')
        wdm_put_format(out, ", driver %s", modem->driver);
    if (modem->bus == WDM_BUS_USB && modem->configuration == 0)
        wdm_put(out, ", not configured");
    else if (modem->bus == WDM_BUS_USB)
        wdm_put_format(out, ", configuration %u of %u", modem->configuration,
                       modem->configurations);
    wdm_put(out, "\n");
}

static void print_text(const struct cli *cli, const struct wdm_found_modem *modem,
                       struct wdm_output *out)
{
    const char *name = modem->module != NULL ? modem->module->name : modem->name;
    size_t i;

    wdm_put_format(out, "%04x:%04x  ", modem->vendor, modem->product);
    put_safe(out, *name != '\0' ? name : "modem");
    wdm_put(out, "\n");
    print_place(modem, out);
    put_line(out, "maker", modem->manufacturer);
    put_line(out, "product", modem->name);
    if (cli->personal)
        put_line(out, "serial", modem->serial);
    put_line(out, "lock", lock_text(modem, "none known"));
    print_ports(modem, out);
    for (i = 0; i < modem->port_count; i++)
        cli_print_openers(&modem->ports[i], out);
}

bool cli_list_modem(struct cli *cli, const struct wdm_found_modem *modem)
{
    if (cli->json)
        return cli_list_json(cli, modem);
    print_text(cli, modem, &cli->out.output);
    return true;
}

/* The one that -d means, or all. */
static bool choose(struct cli *cli, const struct wdm_found_modem **only)
{
    struct wdm_choice choice = {NULL, NULL};

    if (cli->found.modem_count == 0 && cli->device == NULL) {
        wdm_fail(&cli->error, WDM_NO_PORT, "there is no modem");
        return wdm_fail_hint(&cli->error, "'lsusb' and 'lspci' show what else is plugged in");
    }
    if (cli->device != NULL &&
        !wdm_find_choose(&cli->found, wdm_tree_name(cli->device), false, &choice, &cli->error))
        return false;
    *only = choice.modem;
    return true;
}

static bool run(struct cli *cli)
{
    struct wdm_output *out = &cli->out.output;
    const struct wdm_found_modem *only = NULL;
    size_t i, listed = 0;

    if (!cli_want_arguments(cli, 0, 0))
        return false;
    if (!wdm_find(&cli->found, cli->root))
        return wdm_fail(&cli->error, WDM_NO_PORT, "there is no sysfs at %s/sys", cli->root);
    if (!choose(cli, &only))
        return false;
    cli_find_openers(cli);
    for (i = 0; i < cli->found.modem_count; i++) {
        if (only != NULL && only != &cli->found.modems[i])
            continue;
        wdm_put(out, listed++ > 0 && !cli->json ? "\n" : "");
        if (!cli_list_modem(cli, &cli->found.modems[i]))
            return false;
    }
    cli_output_flush(&cli->out);
    cli_print_notes(cli);
    return true;
}

const struct cli_command cli_command_list = {
    .name = "list",
    .arguments = "",
    .summary = "List the modems here: ids, ports, drivers, and who has them open",
    .help = "Read from sysfs and proc; no modem is asked. Exit code 3 where there is none.\n"
            "--personal shows serial numbers. -d shows the one modem with that port's name,\n"
            "place ('1-10') or ids ('1199:901f').\n",
    .run = run,
};
