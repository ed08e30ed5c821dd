/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem as a server on a Unix stream socket. Makes that socket,
 * and removes it again. */
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "sim_line.h"

#define BACKLOG 64

static bool is_abstract(const char *path)
{
    return path[0] == '@';
}

static bool fail_taken(const char *path, struct wdm_error *error)
{
    wdm_fail(error, WDM_NO_PORT, "cannot listen on %s: another program does", path);
    return wdm_fail_hint(error, "end that program, or take another path");
}

static bool fail_listen(const char *path, int code, struct wdm_error *error)
{
    if (code == EADDRINUSE && is_abstract(path))
        return fail_taken(path, error);
    wdm_fail(error, WDM_NO_PORT, "cannot listen on %s: %s", path, wdm_errno_text(code));
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

/* Fills in the address; its size, or 0 where the path is too long for one. */
static socklen_t address_of(const char *path, struct sockaddr_un *address)
{
    size_t length = strlen(path);
    size_t end = is_abstract(path) ? 0 : 1;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (length < 1 || length + end > sizeof(address->sun_path))
        return 0;
    memcpy(address->sun_path, path, length);
    if (is_abstract(path))
        address->sun_path[0] = '\0';
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + end);
}

/* Takes a socket out of the way that nobody listens on any more; nothing else
 * is ever removed. */
static bool clear_path(const char *path, struct wdm_error *error)
{
    struct stat status;
    if (is_abstract(path) || lstat(path, &status) != 0)
        return true;
    if (!S_ISSOCK(status.st_mode))
        return wdm_fail(error, WDM_NO_PORT, "cannot listen on %s: it is there and is no socket",
                        path);
    struct wdm_fd_port other;
    struct wdm_error refused;
    if (wdm_socket_open(&other, path, &refused)) {
        wdm_port_close(&other.port);
        return fail_taken(path, error);
    }
    if (refused.code != ECONNREFUSED)
        return fail_listen(path, (int)(refused.code & 0xffff), error);
    return unlink(path) == 0 || fail_listen(path, errno, error);
}

bool wdm_sim_listen(int *listener, const char *path, struct wdm_error *error)
{
    struct sockaddr_un address;
    socklen_t size = address_of(path, &address);
    if (size == 0)
        return wdm_fail(error, WDM_NO_PORT, "a socket's path has 1 to %zu characters: %s",
                        sizeof(address.sun_path) - 1, path);
    if (!clear_path(path, error))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return fail_listen(path, errno, error);
    if (bind(fd, (const struct sockaddr *)&address, size) != 0) {
        fail_listen(path, errno, error);
        (void)close(fd);
        return false;
    }
    if (listen(fd, BACKLOG) != 0) {
        fail_listen(path, errno, error);
        (void)close(fd);
        if (!is_abstract(path))
            (void)unlink(path);
        return false;
    }
    *listener = fd;
    return true;
}

void wdm_sim_unlisten(int listener, const char *path)
{
    (void)close(listener);
    if (!is_abstract(path))
        (void)unlink(path);
}

int wdm_sim_accept(int listener)
{
    return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

/* Waits for the next client and plays the modem to it. */
static enum wdm_sim_line_end serve_next(struct wdm_sim *sim, int listener,
                                        const struct wdm_port *waiter)
{
    struct wdm_error error;
    if (!wdm_port_wait(waiter, listener, POLLIN, NULL, WDM_FOREVER, &error))
        return WDM_SIM_LINE_INTERRUPTED;
    int client = wdm_sim_accept(listener);
    if (client < 0)
        return WDM_SIM_LINE_HUNG_UP;
    enum wdm_sim_line_end end = wdm_sim_line_serve(sim, client, true, waiter);
    (void)close(client);
    wdm_sim_hang_up(sim);
    return end;
}

bool wdm_sim_serve_socket(struct wdm_sim *sim, const char *path,
                          const struct wdm_sim_server *server, struct wdm_error *error)
{
    int listener = -1;
    if (!wdm_sim_listen(&listener, path, error))
        return false;
    struct wdm_port waiter = wdm_sim_waiter(sim, server);
    bool heard = !server->ready || server->ready(server->context, path);
    while (heard && !sim->gone && serve_next(sim, listener, &waiter) == WDM_SIM_LINE_HUNG_UP) {
    }
    wdm_sim_unlisten(listener, path);
    return true;
}
