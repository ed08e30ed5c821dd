/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* unlock --dry-run: what would be sent, and no device reached. */
#include "cli.h"

/* A dry run: the shipped code against a port that agrees to everything. */
static void seen_dry(void *context, bool from_modem, enum wdm_protocol protocol,
                     const uint8_t *bytes, size_t length, wdm_time when)
{
    struct cli *cli = context;
    struct wdm_output *out = &cli->out.output;
    struct wdm_description message;

    (void)when;
    if (from_modem)
        return;
    wdm_describe(&message, NULL, false, protocol, bytes, length);
    if (cli->json) {
        wdm_put(out, "{\"message\":\"");
        wdm_describe_line(&message, out);
        wdm_put(out, "\",\"hex\":\"");
        wdm_describe_hex(&message, true, cli->trace.mask, out);
        wdm_put(out, "\"}\n");
        return;
    }
    wdm_describe_line(&message, out);
    wdm_put(out, "\n  ");
    wdm_describe_hex(&message, true, cli->trace.mask, out);
    wdm_put(out, "\n");
}

bool cli_unlock_dry(struct cli *cli, const struct wdm_unlock_options *unlock)
{
    struct wdm_unlock_report report;
    bool done;

    wdm_dry_open(&cli->ports.dry, cli->mode == WDM_MODE_QMI ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_MBIM);
    cli->port = &cli->ports.dry.port;
    cli->deadline = wdm_port_now(cli->port) + cli->timeout;
    wdm_modem_init(&cli->modem, cli->port);
    cli->modem.channel.observer = (struct wdm_observer){.seen = seen_dry, .context = cli};
    if (!cli->json)
        wdm_put_packed(&cli->out.output,
                       "Client ids are the modem's to give: 1 stands for them here.\n");
    done = wdm_modem_open(&cli->modem, cli->mode, cli->deadline, &cli->error) &&
           wdm_unlock(&cli->modem, unlock, &report, cli->deadline, &cli->error);
    return wdm_modem_close(&cli->modem, cli->deadline, &cli->error) && done;
}
