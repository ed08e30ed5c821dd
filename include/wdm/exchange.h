/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/exchange.h - which answer belongs to which request, in a recorded exchange.
 *
 * A tracker sees the messages of a capture in their order, and says of each what it
 * is: a request, the answer to one (and how long that took), an answer to nobody, an
 * indication. MBIM goes by the transaction id; raw QMI by service, client id and
 * transaction id; each for its device and interface. QMI inside MBIM is part of the
 * MBIM command that carries it.
 */
#ifndef WDM_EXCHANGE_H
#define WDM_EXCHANGE_H

#include "wdm/capture.h"
#include "wdm/describe.h"

/* Requests that wait for their answers at a time; of more the oldest is given up. */
#define WDM_EXCHANGE_REQUESTS ((size_t)256)

enum wdm_exchange_role {
    WDM_EXCHANGE_REQUEST = 0,
    WDM_EXCHANGE_ANSWER,     /* to `request` */
    WDM_EXCHANGE_UNASKED,    /* an answer whose request was not seen, or was given up */
    WDM_EXCHANGE_INDICATION, /* of the modem's own accord */
    WDM_EXCHANGE_NEITHER,    /* bytes that are no message, host errors, later fragments */
};

/* A request that was seen. */
struct wdm_exchange_request {
    uint32_t device; /* as wdm/capture.h has them */
    uint16_t interface;
    enum wdm_protocol protocol;
    uint8_t service, client; /* QMI */
    uint16_t message;        /* QMI: its number; MBIM: 0 */
    uint32_t transaction;
    uint32_t type; /* MBIM: of the message; QMI: 0 */
    bool timed;
    int64_t when;
    uint64_t number; /* its place: packet, line or message */
};

struct wdm_exchange {
    enum wdm_exchange_role role;
    struct wdm_exchange_request request; /* ANSWER: its request; REQUEST: itself */
    bool timed;                          /* ANSWER: `latency` is known */
    int64_t latency;                     /* nanoseconds from request to answer */
    bool reuses; /* REQUEST: another with the same numbers still waits: it is given up */
    bool evicts; /* REQUEST: `given_up` was, to make room */
    struct wdm_exchange_request given_up; /* that one, of `reuses` or `evicts` */
};

struct wdm_exchange_tracker {
    uint64_t clock;
    size_t count; /* that wait */
    struct {
        bool used;
        uint64_t since; /* by `clock` */
        struct wdm_exchange_request request;
    } slots[WDM_EXCHANGE_REQUESTS];
};

void wdm_exchange_init(struct wdm_exchange_tracker *tracker);

/* Takes the next message, as captured and as described, whole. */
void wdm_exchange_see(struct wdm_exchange_tracker *tracker, const struct wdm_captured *captured,
                      const struct wdm_description *description, struct wdm_exchange *exchange);

/* Gives up what waits on a device (that went away), or on an interface of it (that was
 * opened or closed anew) where `interface` is not WDM_EXCHANGE_ALL; each is told. */
#define WDM_EXCHANGE_ALL (-1)
void wdm_exchange_forget(struct wdm_exchange_tracker *tracker, uint32_t device, int32_t interface,
                         void (*told)(void *context, const struct wdm_exchange_request *request),
                         void *context);

/* The requests that wait, the oldest first: the one at `index`; NULL past the last. */
const struct wdm_exchange_request *wdm_exchange_waiting(const struct wdm_exchange_tracker *tracker,
                                                        size_t index);

#endif
