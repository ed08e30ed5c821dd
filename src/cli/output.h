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

/* How many columns a line has: of the terminal that it is, else as COLUMNS says, else 80;
 * at most 1000. Not in small builds (wrap.c). */
size_t cli_output_columns(const struct cli_output *out);

/* An output whose lines end where the terminal does: at a blank, and they go on where the
 * last column began. */
struct cli_wrap {
    struct wdm_output output; /* first */
    struct wdm_output *to;
    size_t width;
    size_t column, indent;
    size_t blanks, behind; /* before the word that is kept, and behind it */
    size_t length;
    char word[200];
};

/* Makes `wrap` one for `out`, which it writes to a line at a time: each must be ended.
 * Returns it; in small builds `out` itself, and lines stay as they are. */
struct wdm_output *cli_wrap(struct cli_wrap *wrap, struct cli_output *out);

#endif
