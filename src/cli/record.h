/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What -w writes: messages as they pass a port, or as decode reads them. */
#ifndef WDM_CLI_RECORD_H
#define WDM_CLI_RECORD_H

#include "wdm/capture_write.h"
#include "wdm/channel.h"
#include "wdm/sim.h"

struct cli;

/* A file of pcapng that is written. */
struct cli_record {
    struct cli *cli;
    int fd;                   /* 0: no file was opened */
    bool wanted;              /* there is to be one */
    bool plain;               /* a write to it does not wait */
    int failure;              /* an errno, and nothing is written from then on; 0: none */
    uint32_t port_count;      /* of the ports so far */
    int64_t base;             /* when the port's clock was 0, nanoseconds since 1970 */
    struct wdm_captured port; /* what the messages of the port have in common */
    struct wdm_observer next; /* who else sees them */
    struct wdm_capture_writer writer;
};

/* Fails with WDM_USAGE where -w makes no sense with the command. */
bool cli_record_fits(struct cli *cli);

/* Opens the file that -w names, and writes its beginning. Fails with WDM_USAGE. A file
 * that is there is replaced; a new one is its owner's alone. */
bool cli_record_open(struct cli *cli);

/* With -w, records what passes the modem's channel on cli->port, and opens the file for
 * the first of the ports. Fails with WDM_USAGE. */
bool cli_record_port(struct cli *cli);

/* The same of what passes a simulated modem that is served. */
bool cli_record_sim(struct cli *cli, struct wdm_sim *sim);

/* Writes what was captured. Where it cannot be written, says so once on standard error. */
void cli_record_write(struct cli_record *record, const struct wdm_captured *captured);

/* Closes the file. False where something could not be written, or nothing was though
 * the command was `done`; it has been said. */
bool cli_record_close(struct cli *cli, bool done);

#endif
