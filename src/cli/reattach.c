/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An open modem detached from USB, attached again, and opened as what it is then. Not in
 * small builds. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

bool cli_can_reattach(struct cli *cli)
{
    const struct wdm_found_modem *modem = cli_owner(cli);

    if (modem == NULL || modem->bus != WDM_BUS_USB)
        return wdm_fail(&cli->error, WDM_NO_PORT, "%s is no port of a USB modem here",
                        cli->port->name);
    memcpy(cli->address, modem->address, sizeof cli->address);
    return true;
}

bool cli_find_usb(struct cli *cli, struct wdm_usb_change *change)
{
    const char *name = cli->device;
    struct wdm_choice choice;

    if (cli->deadline == 0)
        cli->deadline = wdm_clock_now() + cli->timeout;
    cli->waiter = (struct wdm_port){.interrupted = cli->interrupted, .wait_mask = &cli->wait_mask};
    if (name != NULL && !cli_is_device(name))
        return wdm_fail(&cli->error, WDM_NO_PORT, "%s is no USB device", name);
    if (!wdm_find(&cli->found, cli->root))
        return wdm_fail(&cli->error, WDM_NO_PORT, "there is no sysfs at %s/sys", cli->root);
    if (!wdm_find_choose(&cli->found, name != NULL ? wdm_tree_name(name) : NULL, false, &choice,
                         &cli->error))
        return false;
    *change = (struct wdm_usb_change){.found = &cli->found,
                                      .root = cli->root,
                                      .waiter = &cli->waiter,
                                      .deadline = cli->deadline,
                                      .modem = choice.modem};
    return choice.modem->bus == WDM_BUS_USB ||
           wdm_fail(&cli->error, WDM_NO_PORT, "the modem %s is no USB device",
                    choice.modem->address);
}

bool cli_reattach(struct cli *cli, struct cli_reattached *reattached)
{
    struct wdm_usb_change change;
    wdm_time began;

    cli_disconnect(cli);
    cli->connected = false;
    cli->device = cli->address;
    if (!cli_find_usb(cli, &change))
        return false;
    began = wdm_clock_now();
    if (!wdm_usb_reset(&change, &cli->error))
        return false;
    reattached->took = wdm_clock_now() - began;
    return cli_connect(cli);
}

void cli_print_reattached(struct cli *cli, const struct cli_reattached *reattached)
{
    unsigned hundredths = (unsigned)(reattached->took / (10 * WDM_MILLISECOND));

    if (!reattached->done)
        return;
    if (cli->json)
        wdm_put_format(&cli->out.output, ",\"reset\":{\"lock_before\":\"%s\",\"milliseconds\":%u}",
                       reattached->locked_again ? "on" : "off",
                       (unsigned)(reattached->took / WDM_MILLISECOND));
    else
        wdm_put_format(&cli->out.output, "  reset   back as %s after %u.%02u s: the lock %s\n",
                       cli->port->name, hundredths / 100, hundredths % 100,
                       reattached->locked_again ? "was on again and is off" : "stays off");
}

bool cli_unlock(struct cli *cli, const struct wdm_unlock_options *unlock,
                struct wdm_unlock_report *report, struct cli_reattached *reset)
{
    struct wdm_unlock_options first = *unlock;
    struct wdm_unlock_report again;

    if (reset->done) {
        first.power_on = false;
        if (!cli_can_reattach(cli))
            return false;
    }
    if (!wdm_unlock(&cli->modem, &first, report, cli->deadline, &cli->error))
        return wdm_fail_doing(&cli->error, "unlock");
    if (!reset->done)
        return true;
    if (!cli_reattach(cli, reset) ||
        !wdm_unlock(&cli->modem, unlock, &again, cli->deadline, &cli->error))
        return wdm_fail_doing(&cli->error, "unlock --reset");
    reset->locked_again = again.was_locked;
    report->after = again.after;
    return true;
}
