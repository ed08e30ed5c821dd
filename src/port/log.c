/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines to the system's log. Uses a datagram socket; not libc's syslog(), which
 * brings stdio and the time zone with it. */
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "wdm/format.h"
#include "wdm/log.h"

int wdm_log_open(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    if (length >= sizeof(address.sun_path))
        return -1;
    memcpy(address.sun_path, path, length);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

void wdm_log_lines(int fd, unsigned priority, const char *text, size_t length)
{
    while (length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t line = end ? (size_t)(end - text) : length;
        size_t kept = line < WDM_LOG_LINE ? line : WDM_LOG_LINE;
        char datagram[WDM_LOG_LINE + 64];
        size_t size = wdm_format(datagram, sizeof(datagram), "<%u>wdmctl[%d]: %.*s", priority,
                                 (int)getpid(), (int)kept, text);
        if (line > 0)
            (void)send(fd, datagram, size, MSG_NOSIGNAL);
        line += end != NULL;
        text += line;
        length -= line;
    }
}
