/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem as a port in this process, on the real clock. */

#include "sim_internal.h"
#include "wdm/format.h"

/* `port` is the first member of every struct wdm_sim_port that has these
 * functions. */
static struct wdm_sim_port *whole(struct wdm_port *port)
{
    return (struct wdm_sim_port *)(void *)port;
}

static bool fail_gone(struct wdm_error *error)
{
    return wdm_fail(error, WDM_GONE, "the modem was unplugged");
}

static bool sim_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                     wdm_time deadline, struct wdm_error *error)
{
    struct wdm_sim *sim = &whole(port)->sim;
    for (;;) {
        if (port->interrupted && *port->interrupted)
            return wdm_fail(error, WDM_INTERRUPTED, "interrupted");
        *count = wdm_sim_output(sim, bytes, capacity, wdm_clock_now());
        if (*count > 0)
            return true;
        if (sim->gone)
            return fail_gone(error);
        wdm_time due = wdm_sim_due(sim);
        bool in_time = due <= deadline && due != WDM_FOREVER;
        if (!wdm_port_wait(port, -1, 0, NULL, in_time ? due : deadline, error) &&
            !(in_time && error->kind == WDM_DEADLINE))
            return false;
    }
}

static bool sim_write(struct wdm_port *port, const uint8_t *bytes, size_t length, wdm_time deadline,
                      struct wdm_error *error)
{
    (void)deadline;
    struct wdm_sim *sim = &whole(port)->sim;
    wdm_time now = wdm_clock_now();
    if (sim->unplugging && sim->unplug_due <= now)
        sim->gone = true;
    if (sim->gone)
        return fail_gone(error);
    wdm_sim_input(sim, bytes, length, now);
    return true;
}

static wdm_time sim_now(struct wdm_port *port)
{
    (void)port;
    return wdm_clock_now();
}

static void sim_close(struct wdm_port *port)
{
    wdm_sim_disconnect(&whole(port)->sim);
}

static const struct wdm_port_functions functions = {sim_read, sim_write, sim_now, sim_close};

void wdm_sim_port_begin(struct wdm_sim_port *port, const char *kind)
{
    port->sim.boundaries = true;
    port->port = (struct wdm_port){.functions = &functions,
                                   .protocol = port->sim.protocol,
                                   .max_message = WDM_SIM_CONTROL,
                                   .vendor = port->sim.vendor,
                                   .product = port->sim.product};
    wdm_format(port->port.name, sizeof(port->port.name), "%s:%s", kind, port->sim.name);
}

bool wdm_sim_port_open(struct wdm_sim_port *port, const char *specification,
                       struct wdm_error *error)
{
    if (!wdm_sim_init(&port->sim, specification, error))
        return false;
    wdm_sim_port_begin(port, "sim");
    return true;
}
