/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/qmi_client.h - QMI transactions, over raw QMUX or inside MBIM.
 *
 * A struct wdm_qmi speaks with one modem and holds its client ids, one a
 * service. One request at a time; answers are matched by service, client id
 * and transaction. Indications, and answers to requests that were given up, go
 * to `unclaimed`; the client id in a late answer to an allocation is released.
 */
#ifndef WDM_QMI_CLIENT_H
#define WDM_QMI_CLIENT_H

#include "wdm/mbim_session.h"
#include "wdm/qmux.h"

/* Services that one struct wdm_qmi can hold clients of at once, and client ids
 * that came too late and are still to be released. */
#define WDM_QMI_CLIENTS ((size_t)8)

struct wdm_qmi_client_id {
    uint8_t service;
    uint8_t client;
    bool kept; /* not ours to release */
};

struct wdm_qmi {
    struct wdm_channel *channel;      /* raw QMUX; or NULL */
    struct wdm_mbim_session *session; /* QMI inside MBIM; or NULL */
    uint8_t ctl_transaction;          /* of the last CTL request */
    uint16_t transaction;             /* of the last service request */
    bool reset;                       /* a Sync indication came: all client ids are gone */
    uint64_t malformed;               /* QMUX messages that did not parse */
    uint64_t heard; /* those, and the bytes the channel dropped, at the last request */
    struct wdm_qmi_client_id clients[WDM_QMI_CLIENTS];
    size_t client_count;
    struct wdm_qmi_client_id stray[WDM_QMI_CLIENTS]; /* to release */
    size_t stray_count;
    uint8_t allocations[32]; /* CTL transactions of allocations not answered yet: a bit each */
    /* Called, where not NULL, with each message that is not the answer awaited. */
    void (*unclaimed)(void *context, const struct wdm_qmux *message);
    void *context;
    /* Inside MBIM: the session's own `unclaimed`, for what is not QMI's. */
    void (*session_unclaimed)(void *context, const struct wdm_mbim_message *message);
    void *session_context;
    uint8_t outgoing[WDM_MESSAGE_MAX];
};

/* What a service answered. */
struct wdm_qmi_answer {
    uint16_t error;       /* QMI error code of the result TLV; 0: success */
    struct wdm_span tlvs; /* all of them; lives until the next call */
};

/* QMI over a raw QMUX channel; takes over channel->late. Both must stay where they are. */
void wdm_qmi_init_raw(struct wdm_qmi *qmi, struct wdm_channel *channel);

/* QMI inside an MBIM session; takes over session->unclaimed, and nobody has the channel's
 * `late` then. */
void wdm_qmi_init_mbim(struct wdm_qmi *qmi, struct wdm_mbim_session *session);

/* Allocates a client id of `service`, unless one is held already. Asks again
 * when a request is not answered within a third of the time (at most two
 * seconds). Fails with WDM_REFUSED (ClientIdsExhausted and others), or as the
 * carrier does. */
bool wdm_qmi_allocate(struct wdm_qmi *qmi, uint8_t service, wdm_time deadline,
                      struct wdm_error *error);

/* Uses `client` for `service` and never releases it. */
bool wdm_qmi_adopt(struct wdm_qmi *qmi, uint8_t service, uint8_t client);

/* Keeps what it has: none of the client ids that are held now is released. */
void wdm_qmi_keep(struct wdm_qmi *qmi);

/* Sends a request to a service that a client id is held of (CTL needs none) and
 * waits for its answer; `tlvs` are its TLVs. A QMI error is no failure here: see
 * answer->error. Fails with WDM_PROTOCOL where the answer is malformed, WDM_GONE
 * where a Sync indication took the client ids away, WDM_REFUSED where MBIM refused
 * to carry it, or as the carrier does. */
bool wdm_qmi_request(struct wdm_qmi *qmi, uint8_t service, uint16_t message, struct wdm_span tlvs,
                     struct wdm_qmi_answer *answer, wdm_time deadline, struct wdm_error *error);

/* As wdm_qmi_request, and fails with WDM_REFUSED and the QMI error as its code
 * where that is not 0. */
bool wdm_qmi_request_checked(struct wdm_qmi *qmi, uint8_t service, uint16_t message,
                             struct wdm_span tlvs, struct wdm_qmi_answer *answer, wdm_time deadline,
                             struct wdm_error *error);

/* Takes what comes until `until`: to `unclaimed`, or to be released. Fails with WDM_GONE,
 * WDM_INTERRUPTED or WDM_NO_PORT. */
bool wdm_qmi_listen(struct wdm_qmi *qmi, wdm_time until, struct wdm_error *error);

/* Releases every client id that is ours, the strays included; goes on after a
 * failure, until `deadline`, and returns false with the first. What the modem does not
 * know (InvalidClientId: it has restarted) counts as released. Waits until `linger` at the most for
 * the answer to an allocation that was given up. */
bool wdm_qmi_release_all(struct wdm_qmi *qmi, wdm_time linger, wdm_time deadline,
                         struct wdm_error *error);

#endif
