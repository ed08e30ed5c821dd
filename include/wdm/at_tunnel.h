/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/at_tunnel.h - AT commands inside MBIM, as a port: each write is a command of the
 * modem's AT tunnel service, and reads give what it answered.
 *
 * The service is Intel's (intel-at-tunnel, da138c64-6515-4893-92b2-a1e1ca7c81ca), which
 * takes a command line with CR LF behind it.
 */
#ifndef WDM_AT_TUNNEL_H
#define WDM_AT_TUNNEL_H

#include "wdm/modem.h"

struct wdm_at_tunnel {
    struct wdm_port port; /* first: a pointer to it is a pointer to the whole */
    struct wdm_modem *modem;
    struct wdm_span answer; /* what is still to be read, in the modem's session */
};

/* A tunnel through an open modem that speaks MBIM, which must outlive it; closing it sends
 * nothing. Asks for the modem's device services. Fails with WDM_REFUSED where the modem has
 * no AT tunnel or does not speak MBIM, with WDM_USAGE where the service is not built in, and
 * as wdm_modem_has_service. Writes fail as wdm_modem_mbim; a read that waits for more than
 * the modem answered fails with WDM_PROTOCOL. */
bool wdm_at_tunnel_open(struct wdm_at_tunnel *tunnel, struct wdm_modem *modem, wdm_time deadline,
                        struct wdm_error *error);

#endif
