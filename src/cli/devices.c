/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From a name to a port of a modem of this machine, by what sysfs knows. */
#include "cli.h"
#include "wdm/format.h"

bool cli_choose_port(struct cli *cli, const char *name)
{
    struct wdm_choice choice;
    bool address = name != NULL && wdm_find_is_address(name);

    cli->path[0] = '\0';
    if (!wdm_find(&cli->found, cli->root)) {
        if (!address && cli->root[0] == '\0')
            return true;
        wdm_fail(&cli->error, WDM_NO_PORT, "there is no sysfs at %s/sys", cli->root);
        return wdm_fail_hint(&cli->error, "mount it, or name a port in /dev");
    }
    if (cli->found.modem_count == 0 && !address && cli->root[0] == '\0')
        return true;
    if (!wdm_find_choose(&cli->found, name, true, &choice, &cli->error)) {
        /* A name that sysfs does not have may still be one in /dev. */
        if (name == NULL || address || choice.modem != NULL)
            return false;
        wdm_error_clear(&cli->error);
        return true;
    }
    wdm_format(cli->path, sizeof cli->path, "%s/dev/%s", cli->root, choice.port->name);
    return true;
}

const struct wdm_found_modem *cli_owner(struct cli *cli)
{
    char target[WDM_TREE_PATH];

    if (cli->path[0] == '\0' || !wdm_find(&cli->found, cli->root))
        return NULL;
    return wdm_find_owner(&cli->found,
                          wdm_tree_name(wdm_tree_link(cli->path, target) ? target : cli->path));
}
