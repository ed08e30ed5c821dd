/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Buffered output to a descriptor. */
#ifndef WDM_CLI_OUTPUT_H
#define WDM_CLI_OUTPUT_H

#include <signal.h>

#include "wdm/fields.h"

/* A buffered descriptor. A write that fails (full disk, closed pipe) is kept in
 * `failure` (an errno), and nothing is written from then on. */
struct cli_output {
    struct wdm_output output; /* first */
    int fd;
    unsigned priority; /* `fd` is the system's log (wdm/log.h), with this one; 0: it is not */
    int failure;
    const volatile sig_atomic_t *interrupted;
    const sigset_t *wait_mask;
    size_t length, capacity;
    char *text;   /* of `capacity` bytes: `buffer`, or larger ones of somebody's */
    size_t piece; /* at most this much goes out in one write */
    char buffer[2048];
};

void cli_output_init(struct cli_output *out, int fd);
void cli_output_flush(struct cli_output *out);

/* Gives it more space for much output, and lets it write larger pieces where that
 * cannot make it wait: to a file, and to a pipe. */
void cli_output_enlarge(struct cli_output *out, char *text, size_t capacity);

#endif
