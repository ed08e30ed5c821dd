/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A network of the test's own. Touches this process's namespaces; or, where it may
 * have none, one abstract socket. */
#include "network.h"

#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "run.h"

#define PATIENCE 120.0

static int put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    ssize_t count;

    if (fd < 0)
        return -1;
    count = write(fd, text, strlen(text));
    close(fd);
    return count < 0 ? -1 : 0;
}

/* In the new namespace of users this one is root: a proxy serves nobody else. */
static int become_root(uid_t user, gid_t group)
{
    char text[64];

    snprintf(text, sizeof text, "0 %lu 1", (unsigned long)user);
    if (put("/proc/self/uid_map", text) != 0 || put("/proc/self/setgroups", "deny") != 0)
        return -1;
    snprintf(text, sizeof text, "0 %lu 1", (unsigned long)group);
    return put("/proc/self/gid_map", text);
}

/* Holds, until this process ends, a name that only one process can hold. */
static int take_turn(void)
{
    static const char name[] = "@wdmctl-tests-with-proxies";
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    double until = run_now() + PATIENCE;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + sizeof name - 1);

    memcpy(address.sun_path + 1, name + 1, sizeof name - 2);
    while (bind(fd, (const struct sockaddr *)&address, size) != 0) {
        if (run_now() > until) {
            perror("other tests use the proxies' sockets");
            return -1;
        }
        run_sleep(0.05);
    }
    return 0;
}

int network_setup(void **state)
{
    uid_t user = geteuid();
    gid_t group = getegid();

    (void)state;
    if (unshare(CLONE_NEWNET) == 0)
        return 0;
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
        return become_root(user, group);
    perror("no network namespace of our own");
    return take_turn();
}
