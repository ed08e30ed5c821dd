/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* at_internal.h - what the files of the AT session share: lines, and what they mean. */
#ifndef WDM_AT_INTERNAL_H
#define WDM_AT_INTERNAL_H

#include "wdm/at_session.h"

/* ---- Lines and results */

/* Goes on with the bytes there are until input->line is one line, not empty, ended by a
 * NUL; false: it takes more bytes. The line is there until the next call. */
bool wdm_at_input_line(struct wdm_at_input *input);

/* Whether the bytes that came end with the prompt for a text; takes it off. */
bool wdm_at_input_prompt(struct wdm_at_input *input);

/* The final result code that a line is, in words or, where `digits`, in one digit. False:
 * it is none. */
bool wdm_at_result_parse(const char *line, bool digits, struct wdm_at_result *result);

/* Whether a line is an unsolicited result code that is none of `command`'s own answers;
 * *more_follows: and the next line belongs to it. */
bool wdm_at_unsolicited(const char *line, const char *command, bool *more_follows);

/* Whether a command may change echo or the form of results: E, V, Z or &F is among its
 * basic commands. */
bool wdm_at_changes_modes(const char *command);

/* Takes a line as the echo of the part of `command` from *echoed on, or as a piece of
 * that, and moves *echoed on. A line that only ends with the echo of the whole is one
 * where `early`. Blanks and case do not count. False: it is none. */
bool wdm_at_echoed(const char *line, const char *command, bool early, size_t *echoed);

/* ---- A session's ins and outs (at_session.c) */

#define WDM_AT_ESCAPE "\x1b"
#define WDM_AT_CTRL_Z "\x1a"

enum wdm_at_event { WDM_AT_A_LINE, WDM_AT_A_PROMPT, WDM_AT_FAILED };

/* Shows a line; and the one that has just come in. */
void wdm_at_tell(struct wdm_at_session *session, enum wdm_at_kind kind, const char *text, bool cut);
void wdm_at_tell_line(struct wdm_at_session *session, enum wdm_at_kind kind);

/* Sends a text of at most WDM_AT_COMMAND characters, and its end. */
bool wdm_at_send(struct wdm_at_session *session, const char *text, const char *end,
                 wdm_time deadline, struct wdm_error *error);

/* The next line, or prompt, that comes before `deadline`: which also ends it where bytes
 * without end come all the time. */
enum wdm_at_event wdm_at_next(struct wdm_at_session *session, wdm_time deadline,
                              struct wdm_error *error);

/* Takes in what is there already, which answers nothing that is still to be sent; its lines
 * are told as of `kind`. */
bool wdm_at_settle(struct wdm_at_session *session, enum wdm_at_kind kind, struct wdm_error *error);

#endif
