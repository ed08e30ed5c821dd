/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A simulated modem behind a port with virtual time, whose calls can be made to
 * fail. It never waits: time goes on to what is due, or to the deadline. A call
 * with a deadline later than `latest` fails the test, and so do too many calls:
 * nothing that is played here can hang.
 */
#ifndef WDM_TESTS_VIRTUAL_PORT_H
#define WDM_TESTS_VIRTUAL_PORT_H

#include "support.h"
#include "wdm/sim.h"

enum virtual_fault {
    VIRTUAL_NONE = 0,
    VIRTUAL_DEADLINE,    /* the deadline passes; what was to be read comes later */
    VIRTUAL_LOST,        /* what was read or written is lost */
    VIRTUAL_SHORT,       /* only the first half of it comes */
    VIRTUAL_GARBAGE,     /* bytes that are no message come instead */
    VIRTUAL_GONE,        /* this and all later calls fail */
    VIRTUAL_INTERRUPTED, /* a signal comes: see struct wdm_port */
    VIRTUAL_FAULTS,
};

struct virtual_port {
    struct wdm_port port;
    struct wdm_sim sim;
    wdm_time clock;
    wdm_time latest; /* no call may wait for longer */
    size_t calls;    /* reads and writes so far */
    size_t writes;
    wdm_time deaf_until; /* the modem hears nothing before */
    /* The call that fails, from 1; 0: none. */
    size_t fault_at;
    enum virtual_fault fault;
    bool fault_was_write;
    bool damaged; /* a fragment of what the modem says was, since the last write */
    bool gone;
    volatile sig_atomic_t signalled;
};

/* Powers a modem on; the specification must be good. `latest` is far away. */
void virtual_open(struct virtual_port *port, const char *specification);

/* A word for a fault. */
const char *virtual_fault_name(enum virtual_fault fault);

#endif
