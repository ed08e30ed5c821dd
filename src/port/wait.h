/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Waiting for several file descriptors at once. */
#ifndef WDM_PORT_WAIT_H
#define WDM_PORT_WAIT_H

#include <poll.h>

#include "wdm/port.h"

/* As wdm_port_wait, for all of `entries`, whose `revents` are filled in. */
bool wdm_port_wait_any(const struct wdm_port *port, struct pollfd *entries, size_t count,
                       wdm_time deadline, struct wdm_error *error);

#endif
