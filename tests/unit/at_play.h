/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An AT session on a scripted port with virtual time, and a record of what it told. */
#ifndef WDM_TESTS_AT_PLAY_H
#define WDM_TESTS_AT_PLAY_H

#include "script.h"
#include "wdm/at_session.h"

/* By when each must be at its end. */
#define LIMIT (10 * WDM_SECOND)

struct at_play {
    struct script script;
    struct wdm_at_session session;
    struct wdm_at_result result;
    struct wdm_error error;
    /* Each line that was told, "i:line|u:line|": of which kind, by its letter (i and u as
     * here, r a result, d dropped), with "(cut)" behind where it is. What the host sends is
     * left out. */
    char told[65536];
};

/* Writes a line into the record of `context`, a struct at_play; for sessions that at_begin
 * has not begun. */
void at_seen(void *context, const struct wdm_at_line *line);

/* An empty script, and a session on it that knows so much of the echo. */
void at_begin(struct at_play *play, enum wdm_at_echo echo);

/* Appends a step; and steps until NULL: ">..." must be written, "<..." is sent, all else
 * is as in script.h. */
void at_add(struct at_play *play, enum wdm_script_kind kind, const char *text, size_t length);
void at_add_steps(struct at_play *play, const char *const *steps);

/* Plays the script from its begin, with this command. */
bool at_command(struct at_play *play, const char *line, const char *text);

/* Fails the test where the record is another. */
void at_check_told(const struct at_play *play, const char *name, const char *wanted);

#endif
