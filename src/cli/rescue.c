/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In PROFILE=rescue, in place of nearest.c, trace_bytes.c, dry_run.c and devices.c, and of
 * the commands send, sim and list. */
#include <string.h>

#include "cli.h"

bool cli_left_out(struct cli *cli, const char *what)
{
    return wdm_fail(&cli->error, WDM_USAGE, "this build has no %s (PROFILE=rescue)", what);
}

bool cli_is_left_out(struct cli *cli, const char *word)
{
    bool left_out =
        strcmp(word, "send") == 0 || strcmp(word, "sim") == 0 || strcmp(word, "list") == 0;

    if (left_out)
        cli_left_out(cli, word);
    return left_out;
}

const char *cli_nearest(const char *name, const char *(*at)(const void *list, size_t index),
                        const void *list)
{
    (void)name;
    (void)at;
    (void)list;
    return NULL;
}

bool cli_did_you_mean(struct cli *cli, const char *nearest)
{
    (void)cli;
    (void)nearest;
    return false;
}

/* -vv is -v. */
void cli_trace_bytes(struct cli_trace *trace, const struct wdm_description *message)
{
    (void)trace;
    (void)message;
}

bool cli_unlock_dry(struct cli *cli, const struct wdm_unlock_options *unlock)
{
    (void)unlock;
    return cli_left_out(cli, "--dry-run");
}

/* Sysfs is not looked through: ports are known by their names in /dev. */
bool cli_choose_port(struct cli *cli, const char *name)
{
    (void)name;
    cli->path[0] = '\0';
    return true;
}
