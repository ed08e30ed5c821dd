/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/sim_replay.h - a modem that answers as the one in a recording did.
 *
 * A request is matched by what it is about (protocol, service, message or command,
 * query or set) and carries, whatever its transaction and client ids, and gets the
 * recorded answer with the ids of this connection in it. Client ids are the simulator's
 * own: an id that was not given, or was given back, is refused, unless the recording
 * uses some of that service that it does not show allocated.
 */
#ifndef WDM_SIM_REPLAY_H
#define WDM_SIM_REPLAY_H

#include "wdm/recording.h"
#include "wdm/sim.h"

/* Messages that wait until it is time for them, and client ids that are known by
 * another number in the recording. */
#define WDM_SIM_REPLAY_PENDING ((size_t)64)
#define WDM_SIM_REPLAY_CLIENTS ((size_t)64)

enum wdm_sim_order {
    /* Of the requests that are about the same and carry the same, the next one that was
     * not used yet, else the last; where none carries the same, of all about the same. */
    WDM_SIM_NEAREST = 0,
    /* Only the request that came next in the recording, carrying the same. What only
     * keeps the connection (OPEN, CLOSE, CTL) may come at any time. */
    WDM_SIM_STRICT,
};

struct wdm_sim_replay {
    const struct wdm_recording *recording;
    enum wdm_sim_order order;
    bool silent;        /* an unknown request is not answered, rather than refused */
    uint32_t speed;     /* thousandths of the recorded speed; 0: all at once */
    uint64_t unknown;   /* requests that the recording does not know, so far */
    bool carries_qmi;   /* there is QMI inside MBIM */
    uint32_t next;      /* STRICT: where the next request is looked for */
    size_t next_client; /* in `clients`: where the next one goes */
    bool serves[256];   /* QMI services that are spoken with */
    bool grants[256];   /* and those that client ids are allocated of */
    uint8_t used[WDM_RECORDING_MESSAGES / 8];
    struct {
        uint8_t service, recorded, live; /* recorded 0: none */
    } clients[WDM_SIM_REPLAY_CLIENTS];
    size_t pending_count;
    struct {
        wdm_time due;
        uint32_t index; /* in the recording */
        struct wdm_message_ids ids;
        struct wdm_sim_grant grant;
    } pending[WDM_SIM_REPLAY_PENDING];
};

/* Powers on a modem that plays `recording`; all three stay the caller's and must outlive
 * it. `options` are words with commas between, or "": "order=strict" or "order=nearest"
 * (the default), "unknown=silence" or "unknown=error" (the default: NoDeviceSupport, or
 * QMI's NotSupported), "speed=N" (answers and indications come with the recorded delays,
 * N times as fast; without it, at once), and faults as of wdm_sim_init. `name` is for
 * messages. Fails with WDM_USAGE on a wrong option, or a recorded message that is longer
 * than WDM_SIM_ANSWER. */
bool wdm_sim_replay_init(struct wdm_sim *sim, struct wdm_sim_replay *replay,
                         const struct wdm_recording *recording, const char *name,
                         const char *options, struct wdm_error *error);

/* The same as a port in this process. */
bool wdm_sim_replay_open(struct wdm_sim_port *port, struct wdm_sim_replay *replay,
                         const struct wdm_recording *recording, const char *name,
                         const char *options, struct wdm_error *error);

/* The options, for help: "order=strict|nearest" and what it does; NULL past the last. */
const char *wdm_sim_replay_option_name(size_t index);
const char *wdm_sim_replay_option_summary(size_t index); /* for wdm_message_plain */

#endif
