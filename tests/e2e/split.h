/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What two captures say, compared by decode --split: each message's bytes, direction and
 * name, whatever else the captures know. */
#ifndef WDM_TESTS_SPLIT_H
#define WDM_TESTS_SPLIT_H

#include "run.h"

/* Writes a file into the test's folder. */
void split_file(const char *path, const char *text, size_t length);

/* How many messages the captures have, whose messages are the same; fails the test, which
 * is named `what`, where they are not. */
size_t split_compare(const char *a, const char *b, const char *what);

/* Whether one of them has a message with `name` in its name. */
bool split_has(const char *capture, const char *name);

/* Removes a folder and the files in it; returns how many there were. */
size_t split_clear(const char *folder);

#endif
