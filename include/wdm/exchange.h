/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/exchange.h - which answer belongs to which request, in a recorded exchange.
 *
 * A tracker sees the messages of a capture in their order, and says of each what it
 * is: a request, the answer to one (and how long that took), an answer to nobody, an
 * indication. MBIM goes by the transaction id; raw QMI by service, client id and
 * transaction id; each for its device and interface. QMI inside MBIM is part of the
 * MBIM command that carries it. A message that comes in fragments counts when it is
 * whole; its first fragment is remembered, so that an error can answer it.
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
    WDM_EXCHANGE_UNASKED,    /* an answer whose request was not seen, was given up, or was
                              * another (OPEN_DONE to a COMMAND) */
    WDM_EXCHANGE_INDICATION, /* of the modem's own accord */
    WDM_EXCHANGE_NEITHER,    /* bytes that are no message, host errors, fragments */
};

/* A request that was seen. */
struct wdm_exchange_request {
    uint32_t device; /* as wdm/capture.h has them */
    uint16_t interface;
    enum wdm_protocol protocol;
    bool partial;             /* MBIM: only its first fragment was seen */
    bool carries;             /* MBIM: it carries the QMI message of the next four */
    uint8_t service, client;  /* QMI */
    uint16_t message;         /* its number */
    uint16_t qmi_transaction; /* in QMI itself */
    uint32_t transaction;     /* of `protocol` */
    uint32_t type;            /* MBIM: of the message; QMI: 0 */
    struct wdm_uuid uuid;     /* COMMAND: its service */
    uint32_t command, value;  /* and CID, and query or set; OPEN: MaxControlTransfer */
    bool timed;
    int64_t when;
    uint64_t number; /* its place: packet, line or message */
    uint64_t offset;
};

struct wdm_exchange {
    enum wdm_exchange_role role;
    struct wdm_exchange_request request; /* ANSWER: its request; REQUEST: itself */
    bool timed;                          /* ANSWER: `latency` is known */
    int64_t latency;                     /* nanoseconds from request to answer */
    bool reuses; /* REQUEST: another with the same numbers still waits: it is given up */
    bool evicts; /* `given_up` was, to make room */
    struct wdm_exchange_request given_up; /* that one, of `reuses` or `evicts` */
};

/* What follows is the tracker's own: a table by numbers, and a list by age. */
#define WDM_EXCHANGE_NONE ((uint16_t)WDM_EXCHANGE_REQUESTS)

struct wdm_exchange_slot {
    uint16_t next;         /* of those in the same place of the table; or free */
    uint16_t older, newer; /* by age */
    uint16_t place;        /* in the table */
    struct wdm_exchange_request request;
};

struct wdm_exchange_tracker {
    size_t count;   /* that wait */
    uint16_t fresh; /* the slots from here on were never used: their memory costs nothing */
    uint16_t unused, oldest, newest;
    uint16_t places[WDM_EXCHANGE_REQUESTS];
    struct wdm_exchange_slot slots[WDM_EXCHANGE_REQUESTS];
};

void wdm_exchange_init(struct wdm_exchange_tracker *tracker);

/* Takes the next message, as captured and as described: what was put together from
 * fragments (wdm_capture_assemble) as one with its last fragment, the others as they
 * are, or not at all. */
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
