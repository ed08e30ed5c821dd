/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem as a server on a pseudo-terminal. Opens that. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "sim_line.h"
#include "wdm/format.h"

/* How often to look whether a client has opened the terminal again: the kernel
 * wakes nobody for that. */
#define REOPEN_POLL (20 * WDM_MILLISECOND)

/* The type of a request number differs from libc to libc. */
#ifdef __GLIBC__
typedef unsigned long ioctl_request;
#else
typedef int ioctl_request;
#endif

/* Unlocks the terminal and tells its name. ptsname_r() would bring stdio into a
 * static program. */
static bool make_ready(int master, char *name, size_t size)
{
    int locked = 0;
    unsigned number;
    if (ioctl(master, (ioctl_request)TIOCSPTLCK, &locked) != 0 ||
        ioctl(master, (ioctl_request)TIOCGPTN, &number) != 0)
        return false;
    wdm_format(name, size, "/dev/pts/%u", number);
    return true;
}

/* Bytes must pass as they are, and not be echoed. */
static bool make_raw(int master)
{
    struct termios modes;
    if (tcgetattr(master, &modes) != 0)
        return false;
    cfmakeraw(&modes);
    return tcsetattr(master, TCSANOW, &modes) == 0;
}

static bool open_master(int *master, char *name, size_t size, struct wdm_error *error)
{
    int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || !make_ready(fd, name, size) || !make_raw(fd)) {
        int code = errno;
        if (fd >= 0)
            (void)close(fd);
        wdm_fail(error, WDM_NO_PORT, "cannot open a pseudo-terminal: %s", wdm_errno_text(code));
        return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
    }
    *master = fd;
    return true;
}

/* Waits until a client has the terminal open. Returns false when interrupted. */
static bool wait_for_client(int master, const struct wdm_port *waiter)
{
    for (;;) {
        struct wdm_error error;
        short revents = 0;
        if (!wdm_port_wait(waiter, master, 0, &revents, wdm_clock_now(), &error))
            return error.kind == WDM_DEADLINE;
        if ((revents & POLLHUP) == 0)
            return true;
        if (!wdm_port_wait(waiter, -1, 0, NULL, wdm_clock_now() + REOPEN_POLL, &error) &&
            error.kind != WDM_DEADLINE)
            return false;
    }
}

/* What the client that left did not read would be the next one's first bytes. */
static void drop_unread(const char *name)
{
    int terminal = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (terminal < 0)
        return;
    (void)tcflush(terminal, TCIFLUSH);
    (void)close(terminal);
}

bool wdm_sim_serve_pty(struct wdm_sim *sim, const struct wdm_sim_server *server,
                       struct wdm_error *error)
{
    int master = -1;
    char name[64];
    if (!open_master(&master, name, sizeof(name), error))
        return false;
    struct wdm_port waiter = wdm_sim_waiter(sim, server);
    bool heard = !server->ready || server->ready(server->context, name);
    while (heard && !sim->gone && wait_for_client(master, &waiter)) {
        enum wdm_sim_line_end end = wdm_sim_line_serve(sim, master, false, &waiter);
        wdm_sim_hang_up(sim);
        if (end != WDM_SIM_LINE_HUNG_UP)
            break;
        drop_unread(name);
    }
    (void)close(master);
    return true;
}
