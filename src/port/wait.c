/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The clocks, and the one place that waits: for a file descriptor, a
 * deadline and signals at once. Uses libc. */
#include <errno.h>
#include <poll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "wdm/port.h"

/* A longer wait is cut into pieces, so that a time_t of 32 bits is enough. */
#define WAIT_MAX (3600 * WDM_SECOND)

static struct timespec read_clock(clockid_t clock)
{
    struct timespec now = {0};
#ifndef SYS_clock_gettime64
    /* Without libc's search for the vDSO, which is 1 KB, and a page of memory. Where time was
     * 32 bits once, its timespec is not the kernel's. */
    (void)syscall(SYS_clock_gettime, clock, &now);
#else
    (void)clock_gettime(clock, &now);
#endif
    return now;
}

wdm_time wdm_clock_now(void)
{
    struct timespec now = read_clock(CLOCK_MONOTONIC);
    return (wdm_time)now.tv_sec * WDM_SECOND + (wdm_time)now.tv_nsec / 1000;
}

int64_t wdm_clock_wall(void)
{
    struct timespec now = read_clock(CLOCK_REALTIME);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static struct timespec timespec_of(wdm_time span)
{
    if (span < 0)
        span = 0;
    if (span > WAIT_MAX)
        span = WAIT_MAX;
    struct timespec result = {.tv_sec = (time_t)(span / WDM_SECOND),
                              .tv_nsec = (long)(span % WDM_SECOND * 1000)};
    return result;
}

static bool interrupted(const struct wdm_port *port)
{
    return port->interrupted && *port->interrupted;
}

static bool fail_deadline(const struct wdm_port *port, const struct pollfd *entries, size_t count,
                          struct wdm_error *error)
{
    if (count > 0 && entries[0].events & POLLOUT)
        return wdm_fail(error, WDM_DEADLINE, "%s took nothing in time", port->name);
    return wdm_fail(error, WDM_DEADLINE, "%s sent nothing in time", port->name);
}

/* Lets pending signals in, for ppoll() delivers none while a descriptor is
 * ready, and one that never stops talking would hold them off for ever. */
static void deliver_signals(const struct wdm_port *port)
{
    struct timespec none = {0};
    if (port->wait_mask)
        (void)ppoll(NULL, 0, &none, port->wait_mask);
}

bool wdm_port_wait_any(const struct wdm_port *port, struct pollfd *entries, size_t count,
                       wdm_time deadline, struct wdm_error *error)
{
    while (!interrupted(port)) {
        wdm_time left = deadline == WDM_FOREVER ? WAIT_MAX : deadline - wdm_clock_now();
        struct timespec timeout = timespec_of(left);
        int ready = ppoll(entries, (nfds_t)count, &timeout, port->wait_mask);
        if (ready < 0 && errno != EINTR && errno != EAGAIN) {
            int code = errno;
            wdm_fail(error, WDM_NO_PORT, "cannot wait for %s: %s", port->name,
                     wdm_errno_text(code));
            return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
        }
        if (ready > 0)
            deliver_signals(port);
        if (interrupted(port))
            break;
        if (ready > 0)
            return true;
        if (deadline != WDM_FOREVER && wdm_clock_now() >= deadline)
            return fail_deadline(port, entries, count, error);
    }
    return wdm_fail(error, WDM_INTERRUPTED, "interrupted");
}

bool wdm_port_wait(const struct wdm_port *port, int fd, short events, short *revents,
                   wdm_time deadline, struct wdm_error *error)
{
    struct pollfd entry = {.fd = fd, .events = events};
    if (!wdm_port_wait_any(port, &entry, 1, deadline, error))
        return false;
    if (revents)
        *revents = entry.revents;
    return true;
}
