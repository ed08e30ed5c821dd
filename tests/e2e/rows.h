/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Command lines in a table, with what they must print and how they must end. */
#ifndef WDM_TESTS_ROWS_H
#define WDM_TESTS_ROWS_H

#include "run.h"

/* A run. `out` and `err` as run_matches has them. Besides: what fails writes one
 * line to stderr, which begins with "wdmctl: ", what succeeds none; but with -v.
 * With -j, each line of output is a JSON object. */
struct row {
    const char *arguments;
    int code;
    const char *out, *err;
    double most; /* seconds; 0: two */
};

/* Runs them all, several at a time. Fails the test with all that went wrong. */
void rows_play(const struct row *rows, size_t count);

#endif
