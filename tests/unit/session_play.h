/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows of tests of MBIM sessions, and playing them against a script. */
#ifndef WDM_TESTS_SESSION_PLAY_H
#define WDM_TESTS_SESSION_PLAY_H

#include "script.h"
#include "wdm/mbim_session.h"

#define CAPS    "01000000"
#define QUERY   "00000000"
#define SUCCEED "00000000"

/* Device Caps query, and its answer with the four bytes 01 02 03 04. */
#define ASK(transaction)  COMMAND(transaction, UUID_BASIC_CONNECT, CAPS, QUERY) "\n"
#define TELL(transaction) COMMAND_DONE(transaction, UUID_BASIC_CONNECT, CAPS, SUCCEED) "01020304\n"
#define INDICATE          INDICATION(UUID_BASIC_CONNECT, "0b000000") "aabb\n"

/* Calls on a session, each 'o' open, 'c' command, 'k' command checked, 'x' close.
 * One that a '!' stands before must fail as the row says, the others succeed. */
struct row {
    const char *name;
    const char *script;
    const char *calls;
    wdm_time deadline; /* of all calls */
    wdm_time end;      /* the time afterwards */
    enum wdm_error_class kind;
    enum wdm_error_list list;
    uint32_t code;
    uint32_t transaction; /* the last one before the calls */
    unsigned unclaimed;
    uint64_t malformed;
    size_t left; /* steps of the script that are not played */
};

/* What a row is played with, and what it leaves behind. */
struct play {
    struct script script;
    struct wdm_channel channel;
    struct wdm_mbim_session session;
    struct wdm_mbim_message answer;
    unsigned unclaimed;
    struct wdm_mbim_message unclaimed_last;
};

/* Puts a session on a script: play->script as it is, or what `text` says where it
 * is not NULL. */
void play_begin(struct play *play, const char *text);

/* One call of a row. */
bool play_call(struct play *play, char call, wdm_time deadline, struct wdm_error *error);

/* A row from its beginning to its end. */
void play_row(struct play *play, const struct row *row);

#endif
