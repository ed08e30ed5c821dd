/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/replay.h - the host's side of a recording, said again to a modem.
 *
 * Requests go out one by one, each once the one before is answered, as they were
 * recorded: malformed ones too. Transaction ids are new; client ids are those that the
 * modem gives now, asked for where the recording uses one that it does not show
 * allocated. What was said to a proxy is left out. Where the recording begins in the
 * middle, MBIM is opened first.
 */
#ifndef WDM_REPLAY_H
#define WDM_REPLAY_H

#include "wdm/channel.h"
#include "wdm/recording.h"

/* Client ids that are held at a time. */
#define WDM_REPLAY_CLIENTS ((size_t)64)

/* How long a request is waited for that was not answered in the recording. */
#define WDM_REPLAY_UNANSWERED WDM_SECOND

struct wdm_replay {
    const struct wdm_recording *recording;
    struct wdm_channel *channel;
    wdm_time answer_timeout;               /* of each answer */
    const struct wdm_catalogue *catalogue; /* NULL: the built-in one */
    /* Called before each recorded request; and after it, with the modem's answer, or NULL
     * where none came, and none had come when it was recorded. Or once with what kept it
     * from being sent. Each may be NULL. */
    void (*sending)(void *context, uint32_t request);
    void (*answered)(void *context, uint32_t request, const struct wdm_description *answer);
    void (*left_out)(void *context, uint32_t request, const char *why);
    void *context;

    /* ---- What follows is the replay's own. */

    struct wdm_describer describer;
    uint32_t transaction; /* of the last message sent, and the two of QMI */
    uint16_t qmi_transaction;
    uint8_t ctl_transaction;
    bool opened;     /* OPEN was sent, and CLOSE not answered */
    bool allocating; /* an allocation was not answered, so far */
    size_t max_control;
    size_t client_count;
    struct {
        uint8_t service;
        uint8_t recorded; /* 0: given to nobody in the recording */
        uint8_t live;
    } clients[WDM_REPLAY_CLIENTS];
    struct wdm_mbim_assembly assembly;
    uint8_t assembled[WDM_MESSAGE_MAX];
    uint8_t outgoing[WDM_MESSAGE_MAX];
    uint8_t piece[WDM_MESSAGE_MAX];
};

/* Gets ready to play `recording` on a channel, which speaks its protocol from then on;
 * all three stay the caller's. Sends nothing. The caller sets what is above the line. */
void wdm_replay_init(struct wdm_replay *replay, const struct wdm_recording *recording,
                     struct wdm_channel *channel);

/* Plays all of it. Fails with WDM_DEADLINE where a request is not answered in time that
 * was answered when it was recorded, or `deadline` comes; with WDM_REFUSED where MBIM
 * cannot be opened; and as the channel does. */
bool wdm_replay_run(struct wdm_replay *replay, wdm_time deadline, struct wdm_error *error);

/* Gives back every client id that is held and closes MBIM where it is open, with the
 * port's `interrupted` put aside: to be called on every way out. Returns false with the
 * first failure. */
bool wdm_replay_finish(struct wdm_replay *replay, wdm_time deadline, struct wdm_error *error);

#endif
