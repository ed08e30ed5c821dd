/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* -p, --proxy: the modem through ModemManager's mbim-proxy or qmi-proxy. */
#include <unistd.h>

#include "cli.h"

bool cli_proxy_fits(struct cli *cli)
{
    const char *device = cli->device != NULL ? cli->device : "";

    if (cli->command == &cli_command_probe) {
        wdm_fail(&cli->error, WDM_USAGE, "probe: a proxy speaks one protocol, and passes no other");
        return wdm_fail_hint(&cli->error, "leave -p out, and ModemManager stopped meanwhile");
    }
    if (cli_is_device(device))
        return true;
    wdm_fail(&cli->error, WDM_USAGE, "--proxy: a proxy opens a device in /dev, not %s", device);
    return wdm_fail_hint(&cli->error, "leave -p out; or try 'wdmctl sim PERSONALITY --proxy', "
                                      "and here -d /dev/null");
}

bool cli_open_proxy(struct cli *cli, const char *path, const char *sysfs)
{
    static const enum wdm_protocol protocols[] = {WDM_PROTOCOL_UNKNOWN, WDM_PROTOCOL_MBIM,
                                                  WDM_PROTOCOL_QMI};

    if (!wdm_proxy_open(&cli->ports.proxy, path, sysfs, protocols[cli->mode], &cli->error))
        return false;
    cli->port = &cli->ports.proxy.fd.port;
    return true;
}

bool cli_enter_proxy(struct cli *cli)
{
    struct wdm_error *error = &cli->error;

    if (wdm_modem_enter_proxy(&cli->modem, &cli->proxy_mbimex, cli->deadline, error))
        return true;
    /* It hung up: on whom it does not like, without a word. */
    if (error->kind == WDM_NO_PORT && error->list == WDM_CODE_NONE && geteuid() != 0)
        wdm_fail_hint(error, "run as root: the proxies serve nobody else");
    return false;
}

bool cli_agree(struct cli *cli)
{
    if (cli->mbimex > 1)
        return wdm_modem_mbimex(&cli->modem, cli->mbimex, cli->deadline, &cli->error);
    if (cli->through_proxy && cli->modem.protocol == WDM_PROTOCOL_MBIM)
        cli->modem.session.mbimex = cli->proxy_mbimex;
    return true;
}
