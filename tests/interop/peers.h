/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Programs of others that speak the same protocols: qmicli and mbimcli. They need
 * no device: with -p they talk to a proxy on an abstract socket, and of the device
 * they only want that its name is that of a special file. */
#ifndef WDM_TESTS_PEERS_H
#define WDM_TESTS_PEERS_H

#include "../e2e/run.h"

enum peer_program {
    PEER_MBIMCLI = 0,
    PEER_QMICLI,           /* on raw QMI: to qmi-proxy */
    PEER_QMICLI_OVER_MBIM, /* inside MBIM: to mbim-proxy */
};

/* Takes a network of our own (network_setup), and sets the environment that the peers'
 * output depends on. */
int peers_setup(void **state);

/* Starts a peer with `arguments`; does not wait. */
void peer_begin(struct child *child, enum peer_program program, const char *arguments);

/* Starts one and waits for its end. */
void peer_run(struct child *child, enum peer_program program, const char *arguments);

#endif
