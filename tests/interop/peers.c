/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Starting the programs of others. Touches this process's network namespace and
 * environment. */
#include "peers.h"

#include <stdlib.h>

#include "../e2e/network.h"

int peers_setup(void **state)
{
    setenv("LC_ALL", "C", 1);
    setenv("TZ", "UTC", 1);
    unsetenv("G_MESSAGES_DEBUG");
    return network_setup(state);
}

void peer_begin(struct child *child, enum peer_program program, const char *arguments)
{
    static const char *const programs[] = {
        "mbimcli --silent -p -d /dev/null",
        "qmicli --silent -p -d /dev/null --device-open-qmi",
        "qmicli --silent -p -d /dev/null --device-open-mbim",
    };
    struct run_options options = {.program = programs[program], .limit = 10};

    child_start(child, arguments, &options);
}

void peer_run(struct child *child, enum peer_program program, const char *arguments)
{
    peer_begin(child, program, arguments);
    child_wait(child);
}
