/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports on a stream socket with a path. Opens that socket. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "wdm/port.h"
#include "wdm/format.h"

/* Fills in the address; its size, or 0 where the path is too long for one. */
static socklen_t address_of(const char *path, struct sockaddr_un *address)
{
    size_t length = strlen(path);
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    /* An abstract name has no NUL at its end, a path has. */
    bool abstract = path[0] == '@';
    if (length + (abstract ? 0 : 1) > sizeof(address->sun_path))
        return 0;
    memcpy(address->sun_path, path, length);
    if (abstract)
        address->sun_path[0] = '\0';
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (abstract ? 0 : 1));
}

static bool fail_connect(const char *path, int code, struct wdm_error *error)
{
    wdm_fail(error, WDM_NO_PORT, "cannot connect to %s: %s", path, wdm_errno_text(code));
    if (code == ECONNREFUSED)
        wdm_fail_hint(error, "nothing listens there: start the program that serves the socket");
    else if (code == ENOENT)
        wdm_fail_hint(error, "start the program that makes the socket, or check the path");
    else if (code == EACCES || code == EPERM)
        wdm_fail_hint(error, "run as root, or as the user that the socket belongs to");
    else if (code == EAGAIN)
        wdm_fail_hint(error, "too many clients wait to be served there: try again later");
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

bool wdm_socket_open(struct wdm_fd_port *port, const char *path, struct wdm_error *error)
{
    struct sockaddr_un address;
    if (path[0] == '\0' || strcmp(path, "@") == 0)
        return wdm_fail(error, WDM_NO_PORT, "the path of the socket is empty");
    socklen_t size = address_of(path, &address);
    if (size == 0)
        return wdm_fail(error, WDM_NO_PORT, "the path of the socket is longer than %zu bytes: %s",
                        sizeof(address.sun_path) - 1, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return fail_connect(path, errno, error);
    if (connect(fd, (const struct sockaddr *)&address, size) != 0) {
        int code = errno;
        (void)close(fd);
        return fail_connect(path, code, error);
    }
    char name[sizeof(port->port.name)];
    wdm_format(name, sizeof(name), "unix:%s", path);
    wdm_fd_port_init(port, fd, true, name);
    return true;
}
