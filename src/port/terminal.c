/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A terminal's modes, taken and given back. Asks the descriptor of a port. */
#include <errno.h>
#include <sys/ioctl.h>

#include "wdm/terminal.h"

/* Where libc's headers are older than the request (Linux 3.8). */
#ifndef TIOCGEXCL
#define TIOCGEXCL _IOR('T', 0x40, int)
#endif

/* The type of a request number differs from libc to libc. */
#ifdef __GLIBC__
typedef unsigned long ioctl_request;
#else
typedef int ioctl_request;
#endif

/* What was not written is dropped first: closing a serial port may wait half a minute
 * for a modem that takes nothing. */
static void give_back(struct wdm_fd_port *port)
{
    const struct wdm_terminal *terminal = (const struct wdm_terminal *)port;
    (void)tcflush(port->fd, TCIOFLUSH);
    (void)tcsetattr(port->fd, TCSANOW, &terminal->before);
    if (terminal->exclusive)
        (void)ioctl(port->fd, (ioctl_request)TIOCNXCL);
}

static struct termios raw_modes(const struct termios *before)
{
    struct termios raw = *before;
    raw.c_iflag = IGNBRK | IGNPAR;
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag = 0;
    raw.c_cflag &= ~(tcflag_t)(CSIZE | PARENB | CSTOPB | CRTSCTS);
    raw.c_cflag |= CS8 | CREAD | CLOCAL;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (cfgetospeed(before) == B0) {
        (void)cfsetospeed(&raw, B115200);
        (void)cfsetispeed(&raw, B115200);
    }
    return raw;
}

/* Root's open succeeds where others are told EBUSY, so the kernel is asked. */
static bool take_exclusively(struct wdm_terminal *terminal, struct wdm_error *error)
{
    int fd = terminal->port.fd;
    int taken = 0;
    if (ioctl(fd, (ioctl_request)TIOCGEXCL, &taken) == 0 && taken) {
        wdm_fail(error, WDM_NO_PORT, "cannot use %s: another program has it",
                 terminal->port.port.name);
        wdm_fail_hint(error, "stop that program (ModemManager?) and try again");
        return wdm_fail_code(error, WDM_CODE_ERRNO, EBUSY);
    }
    terminal->exclusive = ioctl(fd, (ioctl_request)TIOCEXCL) == 0;
    return true;
}

bool wdm_terminal_take(struct wdm_terminal *terminal, struct wdm_error *error)
{
    int fd = terminal->port.fd;
    terminal->exclusive = false;
    if (tcgetattr(fd, &terminal->before) != 0)
        return true;
    if (!take_exclusively(terminal, error))
        return false;
    terminal->port.closing = give_back;
    struct termios raw = raw_modes(&terminal->before);
    if (tcsetattr(fd, TCSANOW, &raw) != 0) {
        int code = errno;
        wdm_fail(error, WDM_NO_PORT, "cannot set the modes of %s: %s", terminal->port.port.name,
                 wdm_errno_text(code));
        return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
    }
    (void)tcflush(fd, TCIFLUSH);
    return true;
}

bool wdm_terminal_open(struct wdm_terminal *terminal, const char *path, const char *sysfs,
                       struct wdm_error *error)
{
    if (!wdm_device_open(&terminal->port, path, sysfs, error))
        return false;
    if (wdm_terminal_take(terminal, error))
        return true;
    wdm_port_close(&terminal->port.port);
    return false;
}
