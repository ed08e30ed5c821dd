/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of sim_replay*.c share. */
#ifndef WDM_SIM_REPLAY_INTERNAL_H
#define WDM_SIM_REPLAY_INTERNAL_H

#include "sim_internal.h"
#include "wdm/sim_replay.h"

/* A request of the host. */
struct wdm_sim_asked {
    struct wdm_description description;
    struct wdm_meaning meaning;
    struct wdm_message_ids ids;
};

/* The replay behind a modem. */
struct wdm_sim_replay *wdm_sim_replay_of(const struct wdm_sim *sim);

/* ---- sim_replay_options.c */

bool wdm_sim_replay_parse(struct wdm_sim_replay *replay, const char *options, char *faults,
                          size_t capacity, struct wdm_error *error);

/* ---- sim_replay_pick.c: which recorded request stands for this one; WDM_RECORDED_NONE.
 * It counts as used. */

uint32_t wdm_sim_replay_pick(struct wdm_sim_replay *replay, const struct wdm_sim_asked *asked,
                             bool *is_first);

/* Begins at the recording's beginning again. */
void wdm_sim_replay_rewind(struct wdm_sim_replay *replay);

/* Whether all that a host wants of the modem was asked for. */
bool wdm_sim_replay_is_over(const struct wdm_sim_replay *replay);

/* ---- sim_replay_send.c */

/* Sends the recorded message, an answer or an indication, once it is due: `from` is the
 * recorded message that was seen now. */
void wdm_sim_replay_send(struct wdm_sim *sim, uint32_t index, uint32_t from,
                         const struct wdm_message_ids *ids, wdm_time now);

/* The indications that came behind an answer. */
void wdm_sim_replay_follow(struct wdm_sim *sim, uint32_t answer, uint32_t from, wdm_time now);

wdm_time wdm_sim_replay_due(const struct wdm_sim *sim);
void wdm_sim_replay_work(struct wdm_sim *sim, wdm_time now);

/* ---- sim_replay_house.c: what a modem must answer and the recording does not have. As
 * wdm_sim_source's request. */

bool wdm_sim_replay_unknown(struct wdm_sim *sim, const struct wdm_sim_asked *asked, wdm_time now);

#endif
