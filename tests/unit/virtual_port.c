/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem on virtual time: see virtual_port.h. Touches only its own memory. */
#include "virtual_port.h"

#include <string.h>

/* No command needs as many. */
#define CALLS_MAX 2000

static struct virtual_port *whole(struct wdm_port *port)
{
    return (struct virtual_port *)port;
}

/* What ends a call before it begins; counts it. */
static bool stopped(struct virtual_port *port, wdm_time deadline, struct wdm_error *error)
{
    bool faulty = ++port->calls == port->fault_at;
    if (port->calls > CALLS_MAX)
        fail_msg("more than %d calls", CALLS_MAX);
    if (deadline > port->latest)
        fail_msg("call %zu waits until %ld, and may until %ld", port->calls, (long)deadline,
                 (long)port->latest);
    if (faulty && port->fault == VIRTUAL_GONE)
        port->gone = true;
    if (faulty && port->fault == VIRTUAL_INTERRUPTED)
        port->signalled = 1;
    if (port->gone)
        return !wdm_fail(error, WDM_GONE, "%s went away", port->port.name);
    if (port->port.interrupted && *port->port.interrupted)
        return !wdm_fail(error, WDM_INTERRUPTED, "interrupted");
    if (faulty && port->fault == VIRTUAL_DEADLINE) {
        if (port->clock < deadline)
            port->clock = deadline;
        return !wdm_fail(error, WDM_DEADLINE, "nothing in time");
    }
    return false;
}

/* The host does not learn what a damaged message says: a client id given in it is
 * not told. `before` is what was told before. */
static void untell(struct wdm_sim *sim, const struct wdm_sim_client *before)
{
    for (size_t i = 0; i < sim->client_count; i++)
        sim->clients[i].told = before[i].told;
}

/* What comes instead of `length` bytes; 0: nothing. */
static size_t damage(struct virtual_port *port, uint8_t *bytes, size_t length,
                     const struct wdm_sim_client *before)
{
    untell(&port->sim, before);
    port->damaged = port->sim.faults.frag > 0;
    switch (port->fault) {
    case VIRTUAL_SHORT:
        return length / 2;
    case VIRTUAL_GARBAGE:
        memset(bytes, 0xee, length);
        return length;
    default:
        return 0;
    }
}

static bool virtual_read(struct wdm_port *base, uint8_t *bytes, size_t capacity, size_t *count,
                         wdm_time deadline, struct wdm_error *error)
{
    struct virtual_port *port = whole(base);
    struct wdm_sim_client before[WDM_SIM_CLIENTS];
    if (stopped(port, deadline, error))
        return false;
    bool faulty = port->calls == port->fault_at;
    for (;;) {
        wdm_time due = wdm_sim_due(&port->sim);
        if (due > deadline || due == WDM_FOREVER)
            break;
        if (due > port->clock)
            port->clock = due;
        memcpy(before, port->sim.clients, sizeof(before));
        *count = wdm_sim_output(&port->sim, bytes, capacity, port->clock);
        if (port->damaged)
            untell(&port->sim, before);
        if (*count > 0 && faulty && port->fault != VIRTUAL_NONE &&
            port->fault != VIRTUAL_INTERRUPTED)
            *count = damage(port, bytes, *count, before);
        if (*count > 0)
            return true;
        if (port->sim.gone)
            return wdm_fail(error, WDM_GONE, "%s went away", base->name);
    }
    if (port->clock < deadline)
        port->clock = deadline;
    return wdm_fail(error, WDM_DEADLINE, "%s: nothing in time", base->name);
}

static bool virtual_write(struct wdm_port *base, const uint8_t *bytes, size_t length,
                          wdm_time deadline, struct wdm_error *error)
{
    struct virtual_port *port = whole(base);
    uint8_t garbage[WDM_SIM_CONTROL];
    if (port->calls + 1 == port->fault_at)
        port->fault_was_write = true;
    if (stopped(port, deadline, error))
        return false;
    bool faulty = port->calls == port->fault_at;
    port->writes++;
    port->damaged = false;
    if (port->clock < port->deaf_until || (faulty && port->fault == VIRTUAL_LOST))
        return true;
    if (faulty && port->fault == VIRTUAL_SHORT)
        length /= 2;
    if (faulty && port->fault == VIRTUAL_GARBAGE) {
        assert_true(length <= sizeof(garbage));
        memset(garbage, 0xee, length);
        bytes = garbage;
    }
    wdm_sim_input(&port->sim, bytes, length, port->clock);
    return true;
}

static wdm_time virtual_now(struct wdm_port *base)
{
    return whole(base)->clock;
}

static void virtual_close(struct wdm_port *base)
{
    wdm_sim_disconnect(&whole(base)->sim);
}

void virtual_open(struct virtual_port *port, const char *specification)
{
    static const struct wdm_port_functions functions = {virtual_read, virtual_write, virtual_now,
                                                        virtual_close};
    static struct wdm_sim_port model;
    struct wdm_error error;
    memset(port, 0, sizeof(*port));
    if (!wdm_sim_port_open(&model, specification, &error))
        fail_msg("%s: %s", specification, error.what);
    port->sim = model.sim;
    port->port = model.port;
    port->port.functions = &functions;
    port->port.interrupted = &port->signalled;
    port->latest = WDM_FOREVER;
}

const char *virtual_fault_name(enum virtual_fault fault)
{
    static const char *const names[] = {"none",    "deadline", "lost",       "short",
                                        "garbage", "gone",     "interrupted"};
    return names[fault];
}
