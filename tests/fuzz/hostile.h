/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A modem that a fuzzer plays, behind a port with virtual time: the input says what comes
 * when: what the simulated modem answers, or that changed, cut, late or never; answers
 * that are made up, indications, garbage; that the modem goes away; that a signal comes.
 * At the input's end the modem means well, or is silent. A call that waits for longer
 * than `latest`, or one too many, ends the process.
 */
#ifndef WDM_FUZZ_HOSTILE_H
#define WDM_FUZZ_HOSTILE_H

#include <signal.h>

#include "fuzz.h"
#include "wdm/sim.h"

struct hostile {
    struct wdm_port port;
    struct wdm_sim sim;
    struct fuzz_input input;
    bool silent;   /* at the input's end */
    bool honest;   /* what came were whole messages, what was written came in, and no Sync */
    bool gone;     /* the modem went away, or a signal came */
    bool raw_only; /* the input's bytes are all there is: no simulated modem */
    wdm_time clock, latest;
    size_t calls;
    volatile sig_atomic_t signalled;
    size_t request_length;
    uint8_t request[WDM_MESSAGE_MAX]; /* the last write */
    bool answered;                    /* something came since */
    bool parted;                      /* some of what came, came in parts */
    bool strange;                     /* it was MBIM, to a modem that speaks QMI */
    bool made_up;         /* an answer was: what the simulated modem says to it is one too many */
    bool given[256][256]; /* client ids that made-up answers gave: service, id */
    size_t given_count;
};

/* Opens it, with the simulated modem of this specification. */
void hostile_open(struct hostile *modem, const char *specification, struct fuzz_input input);

#endif
