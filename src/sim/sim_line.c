/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The modem's bytes to and from one client. Reads and writes a descriptor that
 * others open. */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim_line.h"
#include "wdm/format.h"

struct line {
    struct wdm_sim *sim;
    int fd;
    bool socket;
    bool ended; /* the client sends no more, but may still read */
    size_t start, end;
    uint8_t out[WDM_SIM_CONTROL]; /* on its way to the client */
};

struct wdm_port wdm_sim_waiter(const struct wdm_sim *sim, const struct wdm_sim_server *server)
{
    struct wdm_port waiter = {.interrupted = server->interrupted, .wait_mask = server->wait_mask};
    wdm_format(waiter.name, sizeof(waiter.name), "sim:%s", sim->name);
    return waiter;
}

/* Writes what the client takes now. Returns false where it is gone. */
static bool write_some(struct line *line)
{
    while (line->start < line->end) {
        const uint8_t *bytes = line->out + line->start;
        size_t length = line->end - line->start;
        ssize_t count = line->socket ? send(line->fd, bytes, length, MSG_NOSIGNAL)
                                     : write(line->fd, bytes, length);
        if (count > 0)
            line->start += (size_t)count;
        else if (count < 0 && errno == EINTR)
            continue;
        else
            return count < 0 && errno == EAGAIN;
    }
    return true;
}

/* Sends all that is due, as far as the client takes it. */
static bool send_due(struct line *line)
{
    for (;;) {
        if (!write_some(line))
            return false;
        if (line->start < line->end)
            return true;
        line->start = 0;
        line->end = wdm_sim_output(line->sim, line->out, sizeof(line->out), wdm_clock_now());
        if (line->end == 0)
            return true;
    }
}

/* Takes what the client sent. Returns false where it is gone. */
static bool take_input(struct line *line, short revents)
{
    uint8_t bytes[WDM_SIM_CONTROL];
    ssize_t count = read(line->fd, bytes, sizeof(bytes));
    if (count > 0) {
        wdm_sim_input(line->sim, bytes, (size_t)count, wdm_clock_now());
        return true;
    }
    if (count < 0)
        return errno == EINTR || errno == EAGAIN;
    line->ended = true;
    return (revents & POLLHUP) == 0;
}

enum wdm_sim_line_end wdm_sim_line_serve(struct wdm_sim *sim, int fd, bool socket,
                                         const struct wdm_port *waiter)
{
    struct line line = {.sim = sim, .fd = fd, .socket = socket};
    for (;;) {
        if (!send_due(&line))
            return WDM_SIM_LINE_HUNG_UP;
        if (sim->gone)
            return WDM_SIM_LINE_UNPLUGGED;
        bool waiting = line.start < line.end;
        wdm_time due = wdm_sim_due(sim);
        if (line.ended && !waiting && due == WDM_FOREVER)
            return WDM_SIM_LINE_HUNG_UP;
        short events = (short)((line.ended ? 0 : POLLIN) | (waiting ? POLLOUT : 0));
        short revents = 0;
        struct wdm_error error;
        if (!wdm_port_wait(waiter, fd, events, &revents, waiting ? WDM_FOREVER : due, &error)) {
            if (error.kind == WDM_DEADLINE)
                continue;
            return error.kind == WDM_INTERRUPTED ? WDM_SIM_LINE_INTERRUPTED : WDM_SIM_LINE_HUNG_UP;
        }
        if (revents & POLLIN) {
            if (!take_input(&line, revents))
                return WDM_SIM_LINE_HUNG_UP;
        } else if (revents & (POLLHUP | POLLERR | POLLNVAL)) {
            return WDM_SIM_LINE_HUNG_UP;
        }
    }
}
