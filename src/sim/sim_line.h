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

/* Makes the socket that clients connect to, as wdm_sim_serve_socket says; and
 * closes it and takes it away. */
bool wdm_sim_listen(int *listener, const char *path, struct wdm_error *error);
void wdm_sim_unlisten(int listener, const char *path);

/* The next client, whose descriptor does not block; -1: it left already. */
int wdm_sim_accept(int listener);

#endif
