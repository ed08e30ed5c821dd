/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How long processes waited for a processor, as Linux counts it. Reads /proc. */
#include "held.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

double held(pid_t pid)
{
    char path[64] = "/proc/self/schedstat", text[128];
    unsigned long long nanoseconds = 0;
    ssize_t count;
    int fd;

    if (pid != 0)
        snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)pid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    count = read(fd, text, sizeof text - 1);
    close(fd);
    text[count > 0 ? count : 0] = '\0';
    /* The time that it ran; that it was ready to run and did not. */
    if (sscanf(text, "%*u %llu", &nanoseconds) != 1)
        return 0;
    return (double)nanoseconds * 1e-9;
}
