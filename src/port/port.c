/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A port's functions by name. Touches nothing but the port. */
#include "wdm/port.h"

bool wdm_port_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                   wdm_time deadline, struct wdm_error *error)
{
    return port->functions->read(port, bytes, capacity, count, deadline, error);
}

bool wdm_port_write(struct wdm_port *port, const uint8_t *bytes, size_t length, wdm_time deadline,
                    struct wdm_error *error)
{
    return port->functions->write(port, bytes, length, deadline, error);
}

wdm_time wdm_port_now(struct wdm_port *port)
{
    return port->functions->now(port);
}

void wdm_port_close(struct wdm_port *port)
{
    port->functions->close(port);
}
