/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The nearest right name. */
#include <string.h>

#include "cli.h"

const char *cli_nearest(const char *name, const char *(*at)(const void *list, size_t index),
                        const void *list)
{
    size_t length = strlen(name);
    size_t best = length < 4 ? 2 : 1 + length / 3;
    const char *nearest = NULL;
    const char *candidate;
    size_t i;

    for (i = 0; (candidate = at(list, i)) != NULL; i++) {
        size_t distance = wdm_name_distance(name, candidate);

        /* Half a name is near, too: "device" for "device-services". */
        if (distance >= best && length >= 3 && strncmp(name, candidate, length) == 0)
            distance = best - 1;
        if (distance < best) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

bool cli_did_you_mean(struct cli *cli, const char *nearest)
{
    if (nearest != NULL)
        return wdm_fail_hint(&cli->error, "did you mean '%s'?", nearest);
    if (cli->command == &cli_command_qmi || cli->command == &cli_command_mbim)
        wdm_fail_hint(&cli->error, "'wdmctl %s [SERVICE]' lists what there is", cli->command->name);
    return false;
}
