/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Below --root: a port is there a socket that a simulated modem serves. Not in small
 * builds. */
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

/* What sysfs says of the port at cli->path, as wdm_device_open would. */
static void describe(struct cli *cli)
{
    const char *name = wdm_tree_name(cli->path);
    const struct wdm_found_modem *modem = wdm_find_owner(&cli->found, name);
    size_t i;

    for (i = 0; modem != NULL && i < modem->port_count; i++) {
        const struct wdm_found_port *port = &modem->ports[i];

        cli->port->vendor = modem->vendor;
        cli->port->product = modem->product;
        if (port->kind == WDM_PORT_NETWORK || strcmp(port->name, name) != 0)
            continue;
        if (strcmp(port->protocol, "mbim") == 0)
            cli->port->protocol = WDM_PROTOCOL_MBIM;
        else if (strcmp(port->protocol, "qmi") == 0)
            cli->port->protocol = WDM_PROTOCOL_QMI;
    }
}

bool cli_open_below_root(struct cli *cli)
{
    struct stat status;

    if (stat(cli->path, &status) != 0 || !S_ISSOCK(status.st_mode)) {
        wdm_fail(&cli->error, WDM_NO_PORT, "there is no socket %s", cli->path);
        return wdm_fail_hint(&cli->error, "below a root, a port is what 'wdmctl sim --listen' "
                                          "serves there");
    }
    if (!wdm_socket_open(&cli->ports.fd, cli->path, &cli->error))
        return false;
    cli->port = &cli->ports.fd.port;
    describe(cli);
    return true;
}
