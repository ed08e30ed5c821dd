/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of replay*.c share. */
#ifndef WDM_REPLAY_INTERNAL_H
#define WDM_REPLAY_INTERNAL_H

#include "wdm/replay.h"

/* ---- replay_exchange.c: one request and its answer */

/* Sends `length` bytes of replay->outgoing, which are `sent`. Puts new transaction ids
 * into them first, and `client` and `about`, where these are not 0. */
bool wdm_replay_send(struct wdm_replay *replay, struct wdm_description *sent, uint8_t client,
                     uint8_t about, wdm_time deadline, struct wdm_error *error);

/* Waits for the answer, which lives until the next call. What else comes is passed over,
 * but for client ids that were asked for earlier: these are held. */
bool wdm_replay_receive(struct wdm_replay *replay, const struct wdm_description *sent,
                        struct wdm_description *answer, wdm_time deadline, struct wdm_error *error);

/* ---- replay_clients.c: client ids */

/* A CTL request of the replay's own, and its answer; false too where it is refused. */
bool wdm_replay_ctl(struct wdm_replay *replay, uint16_t message, struct wdm_span named,
                    struct wdm_description *answer, wdm_time deadline, struct wdm_error *error);

/* The client id now of one in the recording; asked for where there is none. False where
 * the modem gives none: `*live` is 0, or where the channel fails. */
bool wdm_replay_client(struct wdm_replay *replay, uint8_t service, uint8_t recorded, uint8_t *live,
                       wdm_time deadline, struct wdm_error *error);

/* What CTL says of client ids: that one was given (`recorded` is what it was then; 0: it
 * is not known), or that all are gone. */
void wdm_replay_note(struct wdm_replay *replay, const struct wdm_description *answer,
                     uint8_t recorded);

/* The modem took back the client id that the request names. */
void wdm_replay_let_go(struct wdm_replay *replay, const struct wdm_description *request);

#endif
