/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports on a file descriptor: devices, stream sockets, pseudo-terminals. Reads
 * and writes the descriptor that it is given. */
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wdm/port.h"
#include "wdm/format.h"

#define HANG_UP (POLLHUP | POLLERR | POLLNVAL)

static struct wdm_fd_port *fd_port(struct wdm_port *port)
{
    return (struct wdm_fd_port *)port;
}

static bool would_block(int code)
{
    return code == EAGAIN || code == EWOULDBLOCK;
}

static bool fail_gone(const struct wdm_port *port, struct wdm_error *error)
{
    return wdm_fail(error, WDM_GONE, "%s went away", port->name);
}

static bool fail_errno(const struct wdm_port *port, const char *verb, int code,
                       struct wdm_error *error)
{
    switch (code) {
    case EIO:
    case ENODEV:
    case ENXIO:
    case EPIPE:
    case ECONNRESET:
    case ESHUTDOWN:
    case EBADF:
        fail_gone(port, error);
        break;
    default:
        wdm_fail(error, WDM_NO_PORT, "cannot %s %s: %s", verb, port->name, wdm_errno_text(code));
        break;
    }
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

static bool fd_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                    wdm_time deadline, struct wdm_error *error)
{
    int fd = fd_port(port)->fd;
    if (fd < 0)
        return fail_gone(port, error);
    for (;;) {
        short revents = 0;
        if (!wdm_port_wait(port, fd, POLLIN, &revents, deadline, error))
            return false;
        /* Also after a hang-up: what came before it can still be read. */
        ssize_t got = read(fd, bytes, capacity);
        if (got > 0) {
            *count = (size_t)got;
            return true;
        }
        if (got == 0)
            return fail_gone(port, error);
        if (errno == EINTR)
            continue;
        if (!would_block(errno))
            return fail_errno(port, "read from", errno, error);
        if (revents & HANG_UP)
            return fail_gone(port, error);
    }
}

/* Writes to a socket without SIGPIPE, or to whatever else it is. */
static ssize_t write_some(const struct wdm_fd_port *port, const uint8_t *bytes, size_t length)
{
    if (port->stream) {
        ssize_t sent = send(port->fd, bytes, length, MSG_NOSIGNAL);
        if (sent >= 0 || errno != ENOTSOCK)
            return sent;
    }
    return write(port->fd, bytes, length);
}

/* Waits until a write is worth another try. A message that has been begun is
 * finished, so an interruption does not end that wait. */
static bool wait_writable(struct wdm_port *port, bool begun, wdm_time deadline,
                          struct wdm_error *error)
{
    struct wdm_port waiting = *port;
    short revents = 0;
    if (begun)
        waiting.interrupted = NULL;
    if (!wdm_port_wait(&waiting, fd_port(port)->fd, POLLOUT, &revents, deadline, error))
        return false;
    return revents & HANG_UP ? fail_gone(port, error) : true;
}

static bool fd_write(struct wdm_port *port, const uint8_t *bytes, size_t length, wdm_time deadline,
                     struct wdm_error *error)
{
    size_t done = 0;
    while (done < length) {
        ssize_t count = write_some(fd_port(port), bytes + done, length - done);
        if (count > 0) {
            done += (size_t)count;
            if (done < length && !fd_port(port)->stream)
                return wdm_fail(error, WDM_PROTOCOL, "%s took only %zu of a message's %zu bytes",
                                port->name, done, length);
        } else if (count == 0) {
            return fail_gone(port, error);
        } else if (would_block(errno)) {
            if (!wait_writable(port, done > 0, deadline, error))
                return false;
        } else if (errno != EINTR) {
            return fail_errno(port, "write to", errno, error);
        }
    }
    return true;
}

static wdm_time fd_now(struct wdm_port *port)
{
    (void)port;
    return wdm_clock_now();
}

static void fd_close(struct wdm_port *port)
{
    struct wdm_fd_port *self = fd_port(port);
    if (self->fd >= 0 && self->closing)
        self->closing(self);
    if (self->fd >= 0)
        (void)close(self->fd);
    self->fd = -1;
}

void wdm_fd_port_init(struct wdm_fd_port *port, int fd, bool stream, const char *name)
{
    static const struct wdm_port_functions functions = {fd_read, fd_write, fd_now, fd_close};
    *port = (struct wdm_fd_port){.port.functions = &functions, .fd = fd, .stream = stream};
    wdm_format(port->port.name, sizeof(port->port.name), "%s", name);
    /* Smaller than fcntl() in a static program. */
    int on = 1;
    (void)ioctl(fd, FIONBIO, &on);
}
