/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests and their answers, in a recorded exchange. Uses the catalogue's descriptions;
 * does no I/O. */
#include <string.h>

#include "wdm/exchange.h"

/* A request is looked for from its own place on, in so many places: the table is open,
 * and what is taken out leaves a gap. */
#define PROBES WDM_EXCHANGE_REQUESTS

void wdm_exchange_init(struct wdm_exchange_tracker *tracker)
{
    tracker->clock = 0;
    tracker->count = 0;
    for (size_t i = 0; i < WDM_EXCHANGE_REQUESTS; i++)
        tracker->slots[i].used = false;
}

static bool same(const struct wdm_exchange_request *a, const struct wdm_exchange_request *b)
{
    return a->transaction == b->transaction && a->service == b->service && a->client == b->client &&
           a->device == b->device && a->interface == b->interface && a->protocol == b->protocol;
}

static size_t place(const struct wdm_exchange_request *request)
{
    return (request->transaction + request->service * 31U + request->client * 7U +
            request->device * 13U) %
           WDM_EXCHANGE_REQUESTS;
}

/* Where the request with these numbers waits; WDM_EXCHANGE_REQUESTS: nowhere. */
static size_t find(const struct wdm_exchange_tracker *tracker,
                   const struct wdm_exchange_request *request)
{
    size_t left = tracker->count;
    size_t at = place(request);

    for (size_t i = 0; i < PROBES && left > 0; i++, at = (at + 1) % WDM_EXCHANGE_REQUESTS) {
        if (!tracker->slots[at].used)
            continue;
        if (same(&tracker->slots[at].request, request))
            return at;
        left--;
    }
    return WDM_EXCHANGE_REQUESTS;
}

static void drop(struct wdm_exchange_tracker *tracker, size_t at)
{
    tracker->slots[at].used = false;
    tracker->count--;
}

static size_t oldest_after(const struct wdm_exchange_tracker *tracker, uint64_t since)
{
    size_t oldest = WDM_EXCHANGE_REQUESTS;

    for (size_t i = 0; i < WDM_EXCHANGE_REQUESTS; i++) {
        if (tracker->slots[i].used && tracker->slots[i].since > since &&
            (oldest == WDM_EXCHANGE_REQUESTS ||
             tracker->slots[i].since < tracker->slots[oldest].since))
            oldest = i;
    }
    return oldest;
}

/* Keeps a request until it is answered. */
static void keep(struct wdm_exchange_tracker *tracker, struct wdm_exchange *exchange)
{
    size_t at = find(tracker, &exchange->request);

    exchange->reuses = at < WDM_EXCHANGE_REQUESTS;
    exchange->evicts = !exchange->reuses && tracker->count == WDM_EXCHANGE_REQUESTS;
    if (exchange->evicts)
        at = oldest_after(tracker, 0);
    if (exchange->reuses || exchange->evicts) {
        exchange->given_up = tracker->slots[at].request;
        drop(tracker, at);
    }
    for (at = place(&exchange->request); tracker->slots[at].used;)
        at = (at + 1) % WDM_EXCHANGE_REQUESTS;
    tracker->slots[at].used = true;
    tracker->slots[at].since = ++tracker->clock;
    tracker->slots[at].request = exchange->request;
    tracker->count++;
}

static void answer(struct wdm_exchange_tracker *tracker, struct wdm_exchange *exchange)
{
    struct wdm_exchange_request answered = exchange->request;
    size_t at = find(tracker, &exchange->request);

    if (at == WDM_EXCHANGE_REQUESTS) {
        exchange->role = WDM_EXCHANGE_UNASKED;
        return;
    }
    exchange->role = WDM_EXCHANGE_ANSWER;
    exchange->request = tracker->slots[at].request;
    exchange->timed = answered.timed && exchange->request.timed;
    exchange->latency = exchange->timed ? answered.when - exchange->request.when : 0;
    drop(tracker, at);
}

/* What an MBIM message is, and its numbers. */
static enum wdm_exchange_role mbim_role(const struct wdm_mbim_message *message,
                                        struct wdm_exchange_request *request)
{
    request->protocol = WDM_PROTOCOL_MBIM;
    request->transaction = message->transaction;
    request->type = message->type;
    switch (message->type) {
    case WDM_MBIM_OPEN:
    case WDM_MBIM_CLOSE:
        return WDM_EXCHANGE_REQUEST;
    case WDM_MBIM_COMMAND:
        return message->fragment == 0 ? WDM_EXCHANGE_REQUEST : WDM_EXCHANGE_NEITHER;
    case WDM_MBIM_OPEN_DONE:
    case WDM_MBIM_CLOSE_DONE:
        return WDM_EXCHANGE_ANSWER;
    case WDM_MBIM_COMMAND_DONE:
        return message->fragment == 0 ? WDM_EXCHANGE_ANSWER : WDM_EXCHANGE_NEITHER;
    case WDM_MBIM_FUNCTION_ERROR:
        return message->transaction != 0 ? WDM_EXCHANGE_ANSWER : WDM_EXCHANGE_INDICATION;
    case WDM_MBIM_INDICATE_STATUS:
        return message->fragment == 0 ? WDM_EXCHANGE_INDICATION : WDM_EXCHANGE_NEITHER;
    default:
        return WDM_EXCHANGE_NEITHER;
    }
}

static enum wdm_exchange_role qmi_role(const struct wdm_qmux *qmux,
                                       struct wdm_exchange_request *request)
{
    request->protocol = WDM_PROTOCOL_QMI;
    request->service = qmux->service;
    request->client = qmux->client;
    request->message = qmux->message;
    request->transaction = qmux->transaction;
    if (qmux->kind == WDM_QMI_REQUEST)
        return WDM_EXCHANGE_REQUEST;
    return qmux->kind == WDM_QMI_RESPONSE ? WDM_EXCHANGE_ANSWER : WDM_EXCHANGE_INDICATION;
}

void wdm_exchange_see(struct wdm_exchange_tracker *tracker, const struct wdm_captured *captured,
                      const struct wdm_description *description, struct wdm_exchange *exchange)
{
    *exchange = (struct wdm_exchange){
        .role = WDM_EXCHANGE_NEITHER,
        .request = {.device = captured->device,
                    .interface = captured->interface,
                    .timed = captured->timed,
                    .when = captured->when,
                    .number = captured->number},
    };
    if (description->is_mbim)
        exchange->role = mbim_role(&description->mbim, &exchange->request);
    else if (description->is_qmi)
        exchange->role = qmi_role(&description->qmux, &exchange->request);
    if (exchange->role == WDM_EXCHANGE_REQUEST)
        keep(tracker, exchange);
    else if (exchange->role == WDM_EXCHANGE_ANSWER)
        answer(tracker, exchange);
}

const struct wdm_exchange_request *wdm_exchange_waiting(const struct wdm_exchange_tracker *tracker,
                                                        size_t index)
{
    uint64_t since = 0;
    size_t at;

    if (index >= tracker->count)
        return NULL;
    do {
        at = oldest_after(tracker, since);
        since = tracker->slots[at].since;
    } while (index-- > 0);
    return &tracker->slots[at].request;
}

void wdm_exchange_forget(struct wdm_exchange_tracker *tracker, uint32_t device, int32_t interface,
                         void (*told)(void *context, const struct wdm_exchange_request *request),
                         void *context)
{
    uint64_t since = 0;
    size_t at;

    while ((at = oldest_after(tracker, since)) < WDM_EXCHANGE_REQUESTS) {
        const struct wdm_exchange_request *request = &tracker->slots[at].request;

        since = tracker->slots[at].since;
        if (request->device != device ||
            (interface != WDM_EXCHANGE_ALL && request->interface != interface))
            continue;
        if (told != NULL)
            told(context, request);
        drop(tracker, at);
    }
}
