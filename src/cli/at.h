/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* at.h - what the files of the command `at` share. */
#ifndef WDM_CLI_AT_H
#define WDM_CLI_AT_H

#include "wdm/at_session.h"
#include "wdm/at_tunnel.h"

struct cli;

struct cli_at {
    const char *command; /* the one at work; NULL: none yet */
    bool running;        /* what comes is of `command`, or comes meanwhile */
    bool lost;           /* lines did not fit in `kept` */
    struct wdm_writer kept;
    struct wdm_at_tunnel tunnel;
    struct wdm_at_session session;
};

/* A line of the trace. What is personal is hidden unless --personal: arguments, answers
 * and texts of commands that a table names, and long runs of digits everywhere. */
void cli_at_trace(struct cli *cli, const struct wdm_at_line *line);

/* A command as an error may name it: its personal argument hidden, too. Cut to `capacity`
 * with the NUL. */
void cli_at_name(const char *command, bool personal, char *text, size_t capacity);

#endif
