/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A simulated modem on an open descriptor. */
#ifndef WDM_SIM_LINE_H
#define WDM_SIM_LINE_H

#include "wdm/sim.h"

enum wdm_sim_line_end {
    WDM_SIM_LINE_HUNG_UP = 0, /* the client went away */
    WDM_SIM_LINE_UNPLUGGED,   /* the modem did */
    WDM_SIM_LINE_INTERRUPTED,
};

/* A port to wait with: what interrupts the server, and its name for messages. */
struct wdm_port wdm_sim_waiter(const struct wdm_sim *sim, const struct wdm_sim_server *server);

/* Plays the modem to one client. `fd` does not block and stays the caller's;
 * `socket` says that it is one. */
enum wdm_sim_line_end wdm_sim_line_serve(struct wdm_sim *sim, int fd, bool socket,
                                         const struct wdm_port *waiter);

#endif
