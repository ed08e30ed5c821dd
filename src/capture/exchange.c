/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests and their answers, in a recorded exchange. Uses the catalogue's descriptions;
 * does no I/O. */
#include "wdm/exchange.h"

#define NONE WDM_EXCHANGE_NONE
/* Types of MBIM's answers are those of the requests with this bit. */
#define DONE UINT32_C(0x80000000)

void wdm_exchange_init(struct wdm_exchange_tracker *tracker)
{
    tracker->count = 0;
    tracker->fresh = 0;
    tracker->unused = tracker->oldest = tracker->newest = NONE;
    for (size_t i = 0; i < WDM_EXCHANGE_REQUESTS; i++)
        tracker->places[i] = NONE;
}

/* ---- The table */

static bool same(const struct wdm_exchange_request *a, const struct wdm_exchange_request *b)
{
    bool inside = a->protocol == WDM_PROTOCOL_MBIM;
    return a->transaction == b->transaction && a->device == b->device &&
           a->interface == b->interface && a->protocol == b->protocol &&
           (inside || (a->service == b->service && a->client == b->client));
}

static uint16_t place_of(const struct wdm_exchange_request *request)
{
    uint32_t mixed = request->transaction + request->device * 13 + request->interface * 5U;
    if (request->protocol == WDM_PROTOCOL_QMI)
        mixed += request->service * 31U + request->client * 7U;
    return (uint16_t)(mixed % WDM_EXCHANGE_REQUESTS);
}

/* The slot where the request with these numbers waits; NONE: nowhere. */
static uint16_t find(const struct wdm_exchange_tracker *tracker,
                     const struct wdm_exchange_request *request)
{
    uint16_t at = tracker->places[place_of(request)];
    while (at != NONE && !same(&tracker->slots[at].request, request))
        at = tracker->slots[at].next;
    return at;
}

static void drop(struct wdm_exchange_tracker *tracker, uint16_t at)
{
    struct wdm_exchange_slot *slot = &tracker->slots[at];
    uint16_t *link = &tracker->places[slot->place];
    while (*link != at)
        link = &tracker->slots[*link].next;
    *link = slot->next;
    if (slot->older != NONE)
        tracker->slots[slot->older].newer = slot->newer;
    else
        tracker->oldest = slot->newer;
    if (slot->newer != NONE)
        tracker->slots[slot->newer].older = slot->older;
    else
        tracker->newest = slot->older;
    slot->next = tracker->unused;
    tracker->unused = at;
    tracker->count--;
}

static void add(struct wdm_exchange_tracker *tracker, const struct wdm_exchange_request *request)
{
    uint16_t at = tracker->unused != NONE ? tracker->unused : tracker->fresh++;
    struct wdm_exchange_slot *slot = &tracker->slots[at];
    uint16_t place = place_of(request);
    if (at == tracker->unused)
        tracker->unused = slot->next;
    slot->place = place;
    slot->request = *request;
    slot->next = tracker->places[place];
    tracker->places[place] = at;
    slot->older = tracker->newest;
    slot->newer = NONE;
    if (tracker->newest != NONE)
        tracker->slots[tracker->newest].newer = at;
    else
        tracker->oldest = at;
    tracker->newest = at;
    tracker->count++;
}

/* ---- Messages */

/* Keeps a request until it is answered. */
static void keep(struct wdm_exchange_tracker *tracker, struct wdm_exchange *exchange)
{
    uint16_t at = find(tracker, &exchange->request);
    bool goes_on = at != NONE && tracker->slots[at].request.partial && !exchange->request.partial;

    exchange->reuses = at != NONE && !goes_on;
    exchange->evicts = at == NONE && tracker->count == WDM_EXCHANGE_REQUESTS;
    if (exchange->evicts)
        at = tracker->oldest;
    if (exchange->reuses || exchange->evicts)
        exchange->given_up = tracker->slots[at].request;
    if (at != NONE)
        drop(tracker, at);
    add(tracker, &exchange->request);
}

static void answer(struct wdm_exchange_tracker *tracker, struct wdm_exchange *exchange)
{
    const struct wdm_exchange_request answered = exchange->request;
    uint16_t at = find(tracker, &answered);
    const struct wdm_exchange_request *request = at != NONE ? &tracker->slots[at].request : NULL;

    exchange->role = WDM_EXCHANGE_UNASKED;
    if (request == NULL ||
        (answered.protocol == WDM_PROTOCOL_MBIM && answered.type != WDM_MBIM_FUNCTION_ERROR &&
         answered.type != (request->type | DONE)))
        return;
    exchange->role = WDM_EXCHANGE_ANSWER;
    exchange->request = *request;
    exchange->timed = answered.timed && request->timed;
    exchange->latency = exchange->timed ? answered.when - request->when : 0;
    drop(tracker, at);
}

/* What an MBIM message is, and its numbers. */
static enum wdm_exchange_role mbim_role(const struct wdm_mbim_message *message,
                                        struct wdm_exchange_request *request)
{
    request->protocol = WDM_PROTOCOL_MBIM;
    request->transaction = message->transaction;
    request->type = message->type;
    request->uuid = message->service;
    request->command = message->command;
    request->value = message->value;
    if (message->fragment > 0)
        return WDM_EXCHANGE_NEITHER;
    switch (message->type) {
    case WDM_MBIM_OPEN:
    case WDM_MBIM_CLOSE:
    case WDM_MBIM_COMMAND:
        return WDM_EXCHANGE_REQUEST;
    case WDM_MBIM_OPEN_DONE:
    case WDM_MBIM_CLOSE_DONE:
        return WDM_EXCHANGE_ANSWER;
    case WDM_MBIM_COMMAND_DONE:
        return message->fragments > 1 ? WDM_EXCHANGE_NEITHER : WDM_EXCHANGE_ANSWER;
    case WDM_MBIM_FUNCTION_ERROR:
        return message->transaction != 0 ? WDM_EXCHANGE_ANSWER : WDM_EXCHANGE_INDICATION;
    case WDM_MBIM_INDICATE_STATUS:
        return message->fragments > 1 ? WDM_EXCHANGE_NEITHER : WDM_EXCHANGE_INDICATION;
    default:
        return WDM_EXCHANGE_NEITHER;
    }
}

static enum wdm_exchange_role qmi_role(const struct wdm_qmux *qmux,
                                       struct wdm_exchange_request *request)
{
    request->service = qmux->service;
    request->client = qmux->client;
    request->message = qmux->message;
    request->qmi_transaction = qmux->transaction;
    if (qmux->kind == WDM_QMI_REQUEST)
        return WDM_EXCHANGE_REQUEST;
    return qmux->kind == WDM_QMI_RESPONSE ? WDM_EXCHANGE_ANSWER : WDM_EXCHANGE_INDICATION;
}

void wdm_exchange_see(struct wdm_exchange_tracker *tracker, const struct wdm_captured *captured,
                      const struct wdm_description *description, struct wdm_exchange *exchange)
{
    struct wdm_exchange_request *request = &exchange->request;
    bool partial = description->is_mbim && description->mbim.fragments > 1;

    exchange->role = WDM_EXCHANGE_NEITHER;
    exchange->timed = exchange->reuses = exchange->evicts = false;
    exchange->latency = 0;
    *request = (struct wdm_exchange_request){
        .device = captured->device,
        .interface = captured->interface,
        .partial = partial,
        .timed = captured->timed,
        .when = captured->when,
        .number = captured->number,
        .offset = captured->offset,
    };
    if (description->is_qmi) {
        exchange->role = qmi_role(&description->qmux, request);
        request->protocol = WDM_PROTOCOL_QMI;
        request->transaction = request->qmi_transaction;
    }
    if (description->is_mbim) {
        request->carries = description->is_qmi;
        exchange->role = mbim_role(&description->mbim, request);
    }
    if (exchange->role == WDM_EXCHANGE_REQUEST)
        keep(tracker, exchange);
    else if (exchange->role == WDM_EXCHANGE_ANSWER)
        answer(tracker, exchange);
    if (partial)
        exchange->role = WDM_EXCHANGE_NEITHER;
}

/* ---- What waits */

const struct wdm_exchange_request *wdm_exchange_waiting(const struct wdm_exchange_tracker *tracker,
                                                        size_t index)
{
    uint16_t at = tracker->oldest;
    for (; at != NONE && index > 0; index--)
        at = tracker->slots[at].newer;
    return at != NONE ? &tracker->slots[at].request : NULL;
}

void wdm_exchange_forget(struct wdm_exchange_tracker *tracker, uint32_t device, int32_t interface,
                         void (*told)(void *context, const struct wdm_exchange_request *request),
                         void *context)
{
    uint16_t next;
    for (uint16_t at = tracker->oldest; at != NONE; at = next) {
        const struct wdm_exchange_request *request = &tracker->slots[at].request;
        next = tracker->slots[at].newer;
        if (request->device != device ||
            (interface != WDM_EXCHANGE_ALL && request->interface != interface))
            continue;
        if (told)
            told(context, request);
        drop(tracker, at);
    }
}
