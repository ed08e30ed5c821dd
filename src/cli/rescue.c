/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In rescue builds, in place of devices.c: sysfs is not looked through, and ports are
 * known by their names in /dev. */
#include "cli.h"

bool cli_choose_port(struct cli *cli, const char *name)
{
    (void)name;
    cli->path[0] = '\0';
    return true;
}
