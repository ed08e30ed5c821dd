/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who has a modem's ports open, in words. Not in small builds. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

void cli_find_openers(struct cli *cli)
{
    wdm_find_openers(&cli->found, cli->root, 0);
}

void cli_print_openers(const struct wdm_found_port *port, struct wdm_output *out)
{
    size_t i;

    for (i = 0; i < port->opener_count; i++) {
        const struct wdm_opener *opener = &port->openers[i];

        wdm_put_format(out, "  %-8s  %s by ", "open", port->name);
        wdm_print_safe(opener->name, strlen(opener->name), out);
        wdm_put_format(
            out, " (pid %u)%s\n", opener->pid,
            wdm_find_shares(opener) && port->kind <= WDM_PORT_WWAN ? ": use -p, or stop it" : "");
    }
    if (port->openers_omitted > 0)
        wdm_put_format(out, "  %-8s  %s by %zu more\n", "open", port->name, port->openers_omitted);
}

void cli_print_notes(struct cli *cli)
{
    const struct wdm_found *found = &cli->found;
    struct wdm_output *err = &cli->err.output;

    if (!found->openers_told)
        wdm_put_format(err, "wdmctl: there is no %s/proc, which tells who has a port open\n",
                       cli->root);
    else if (found->processes_hidden > 0)
        wdm_put_format(err,
                       "wdmctl: what %zu process%s open is hidden: root sees who has a port open\n",
                       found->processes_hidden, found->processes_hidden == 1 ? " has" : "es have");
    cli_output_flush(&cli->err);
}

/* Whether the modem has answered in the other protocol: the hint says so. */
static bool speaks_other(const struct wdm_error *error)
{
    return strncmp(error->hint, "use '-m", strlen("use '-m")) == 0;
}

/* Whether another program on the port may be why. */
static bool may_be_shared(const struct wdm_error *error)
{
    if (error->kind == WDM_NO_PORT)
        return error->list == WDM_CODE_ERRNO && error->code == EBUSY;
    return error->kind == WDM_DEADLINE && !speaks_other(error);
}

/* A terminal that was asked in MBIM or QMI, and did not answer so. What is no device, or
 * behind a proxy, is another of cli->ports; below a root all are sockets. */
static bool is_serial(const struct cli *cli)
{
    enum wdm_error_class kind = cli->error.kind;

    return (kind == WDM_DEADLINE || kind == WDM_PROTOCOL) && !speaks_other(&cli->error) &&
           cli->command != &cli_command_at && !cli->through_proxy && cli->port != NULL &&
           cli->device != NULL && cli_is_device(cli->device) && cli->root[0] == '\0' &&
           cli->ports.fd.stream;
}

void cli_name_opener(struct cli *cli)
{
    const struct wdm_found_modem *modem;
    const struct wdm_found_port *port;
    const struct wdm_opener *opener;

    if (is_serial(cli))
        wdm_fail_hint(&cli->error, "it is a serial port: 'wdmctl at' sends AT commands there");
    if (!may_be_shared(&cli->error))
        return;
    modem = cli_owner(cli);
    if (modem == NULL)
        return;
    wdm_find_openers(&cli->found, cli->root, (uint32_t)getpid());
    opener = wdm_find_opener(modem, &port);
    if (opener != NULL)
        wdm_fail_hint(&cli->error, "%s (pid %u) has /dev/%s open: %s", opener->name, opener->pid,
                      port->name, wdm_find_shares(opener) ? "use -p, or stop it" : "end it first");
}
