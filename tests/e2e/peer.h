/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The other end of a stream socket, played by the test itself with bytes written by
 * hand: nothing of the project's own code is in it. */
#ifndef WDM_TESTS_PEER_H
#define WDM_TESTS_PEER_H

#include "run.h"

enum peer_manner {
    PEER_TALKS = 0,    /* MBIM with QMI inside, as far as an unlock needs it */
    PEER_TALKS_SLOWLY, /* the same, a byte at a time */
    PEER_LISTENS,      /* takes all and never answers */
    PEER_DEAF,         /* takes nothing, and never answers */
    PEER_BABBLES,      /* sends bytes that are nothing, for ever */
    PEER_ZEROS,        /* sends zeros for ever */
    PEER_PROMISES,     /* sends headers of long messages for ever */
    PEER_INDICATES,    /* sends good indications for ever */
    PEER_LEAVES,       /* closes at once */
    PEER_BREAKS_OFF,   /* answers OPEN, and half of what comes next, and closes */
};

struct peer {
    pid_t pid;
    char path[100];
};

/* Starts a process that serves one client on a new socket. Ready at return. */
void peer_start(struct peer *peer, enum peer_manner manner);

/* The same on a socket of this path ('@NAME': an abstract one). */
void peer_start_at(struct peer *peer, enum peer_manner manner, const char *path);

void peer_stop(struct peer *peer);

#endif
