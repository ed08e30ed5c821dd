/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests without answers, answers without requests, transaction ids, and commands out
 * of a session. */
#include "explain_internal.h"
#include "wdm/format.h"

#define SECOND INT64_C(1000000000)
#define SLOW   (5 * SECOND)

void wdm_explain_time(int64_t nanoseconds, char text[EXPLAIN_TIME])
{
    int64_t milliseconds = nanoseconds / 1000000;
    wdm_format(text, EXPLAIN_TIME, "%ld.%03ld s", (long)(milliseconds / 1000),
               (long)(milliseconds % 1000));
}

/* ---- Names */

static size_t name_qmi(const struct wdm_explainer *explainer,
                       const struct wdm_exchange_request *request, char name[EXPLAIN_NAME])
{
    char service[EXPLAIN_SERVICE];
    const struct wdm_qmi_service *known =
        wdm_catalogue_qmi_service_by_id(explainer->options.catalogue, request->service);
    const struct wdm_qmi_message *message =
        known ? wdm_qmi_message_by_id(known, request->message, WDM_QMI_REQUEST,
                                      explainer->port ? explainer->port->vendor : 0)
              : NULL;
    wdm_explain_service(explainer, request->service, service);
    if (message)
        return wdm_format(name, EXPLAIN_NAME, "%s %s #%u", service, message->name,
                          request->qmi_transaction);
    return wdm_format(name, EXPLAIN_NAME, "%s 0x%04x #%u", service, request->message,
                      request->qmi_transaction);
}

static void name_command(const struct wdm_explainer *explainer,
                         const struct wdm_exchange_request *request, char name[EXPLAIN_NAME])
{
    const struct wdm_catalogue *catalogue = explainer->options.catalogue;
    const struct wdm_mbim_service *known =
        wdm_catalogue_mbim_service_by_uuid(catalogue, &request->uuid);
    const struct wdm_mbim_command_entry *entry =
        known ? wdm_mbim_command_by_id(known, request->command) : NULL;
    const char *service = wdm_catalogue_mbim_service_name(catalogue, &request->uuid);
    const char *part = request->value == WDM_MBIM_SET ? "set" : "query";
    char uuid[WDM_UUID_TEXT + 1];
    wdm_uuid_format(&request->uuid, uuid);
    if (entry)
        wdm_format(name, EXPLAIN_NAME, "%s %s %s #%lu", service, entry->name, part,
                   (unsigned long)request->transaction);
    else
        wdm_format(name, EXPLAIN_NAME, "%s command %lu %s #%lu", service ? service : uuid,
                   (unsigned long)request->command, part, (unsigned long)request->transaction);
}

void wdm_explain_name(const struct wdm_explainer *explainer,
                      const struct wdm_exchange_request *request, char name[EXPLAIN_NAME])
{
    if (request->protocol == WDM_PROTOCOL_QMI || request->carries) {
        size_t length = name_qmi(explainer, request, name);
        if (request->carries)
            wdm_format(name + length, EXPLAIN_NAME - length, " (in MBIM #%lu)",
                       (unsigned long)request->transaction);
    } else if (request->type == WDM_MBIM_COMMAND) {
        name_command(explainer, request, name);
    } else {
        wdm_format(name, EXPLAIN_NAME, "%s #%lu", wdm_mbim_type_name(request->type),
                   (unsigned long)request->transaction);
    }
}

/* ---- Requests that are given up */

/* What comes in fragments is counted as a request when it is whole; or here, where it never
 * is. */
static void count_unanswered(struct wdm_explainer *explainer,
                             const struct wdm_exchange_request *request)
{
    explainer->counts.unanswered++;
    explainer->counts.requests += request->partial;
}

static void tell_unanswered(struct wdm_explainer *explainer,
                            const struct wdm_exchange_request *request, bool problem,
                            const char *until)
{
    char name[EXPLAIN_NAME];
    char waited[EXPLAIN_TIME];
    bool timed = request->timed && explainer->timed && explainer->when >= request->when;
    struct wdm_finding finding = wdm_explain_at(
        WDM_EXPLAIN_UNANSWERED, problem,
        wdm_explain_cause(explainer, request->number) ? "mend the request first" : NULL, request);
    if (finding.remedy)
        finding.because = request->number;
    wdm_explain_name(explainer, request, name);
    wdm_explain_time(timed ? explainer->when - request->when : 0, waited);
    count_unanswered(explainer, request);
    if (timed)
        wdm_explain_tell(explainer, &finding, "%s was never answered: %s passed %s", name, waited,
                         until);
    else
        wdm_explain_tell(explainer, &finding, "%s was never answered, %s", name, until);
}

struct giving_up {
    struct wdm_explainer *explainer;
    const char *until; /* NULL: the capture's end */
    bool silent;       /* nothing was answered at all: that is told once, for all */
};

static void give_up(void *context, const struct wdm_exchange_request *request)
{
    const struct giving_up *giving = context;
    struct wdm_explainer *explainer = giving->explainer;
    bool brief = request->timed && explainer->timed && explainer->when - request->when < SECOND;
    if (giving->silent)
        count_unanswered(explainer, request);
    else if (giving->until)
        tell_unanswered(explainer, request, request->type != WDM_MBIM_OPEN, giving->until);
    else
        tell_unanswered(explainer, request, !brief, "until the end of the capture");
}

void wdm_explain_waiting(struct wdm_explainer *explainer, const struct wdm_explain_port *port,
                         const char *until, bool silent)
{
    struct giving_up giving = {explainer, until, silent};
    wdm_exchange_forget(&explainer->tracker, port->device, port->interface, give_up, &giving);
}

void wdm_explain_silence(struct wdm_explainer *explainer, const struct wdm_explain_port *port)
{
    bool qmi = port->protocol == WDM_PROTOCOL_QMI;
    const char *speaks = qmi ? "MBIM" : "QMI";
    const char *module =
        explainer->options.locked ? explainer->options.locked(port->vendor, port->product) : NULL;
    const char *remedy =
        qmi ? "send QMI inside MBIM: wdmctl -m mbim, qmicli --device-open-mbim; or see whether "
              "another program has the port open and takes the answers"
            : "speak QMI: wdmctl -m qmi, qmicli --device-open-qmi; or see whether another program "
              "has the port open and takes the answers, and send OPEN twice";
    struct wdm_exchange_request place = {.device = port->device,
                                         .interface = port->interface,
                                         .number = port->first,
                                         .offset = port->first_offset};
    struct wdm_finding finding = wdm_explain_at(WDM_EXPLAIN_SILENCE, true, remedy, &place);
    if (port->told_raw || port->spoken == port->protocol)
        wdm_explain_tell(explainer, &finding, "the modem answered nothing: %lu message%s in vain%s",
                         (unsigned long)port->from_host, port->from_host > 1 ? "s" : "",
                         port->told_raw ? ", in a protocol that it does not speak" : "");
    else
        wdm_explain_tell(explainer, &finding,
                         "the modem%s%s%s answered nothing (%lu message%s of %s in vain): the port "
                         "probably speaks %s",
                         module && *module ? " (" : "", module ? module : "",
                         module && *module ? ")" : "", (unsigned long)port->from_host,
                         port->from_host > 1 ? "s" : "", qmi ? "raw QMI" : "MBIM", speaks);
}

/* ---- Requests */

static void check_ids(struct wdm_explainer *explainer)
{
    const struct wdm_exchange *exchange = &explainer->exchange;
    const struct wdm_exchange_request *request = &exchange->request;
    char name[EXPLAIN_NAME];
    if (exchange->role == WDM_EXCHANGE_REQUEST &&
        (request->transaction == 0 || (request->carries && request->qmi_transaction == 0))) {
        wdm_explain_name(explainer, request, name);
        wdm_explain_say(explainer, WDM_EXPLAIN_TRANSACTION, true,
                        "number requests from 1: 0 is for what the modem sends of its own accord",
                        "%s has the transaction id 0", name);
    }
    if (exchange->reuses) {
        count_unanswered(explainer, &exchange->given_up);
        wdm_explain_name(explainer, &exchange->given_up, name);
        wdm_explain_say(explainer, WDM_EXPLAIN_TRANSACTION, true,
                        "give each request another transaction id than those that still wait",
                        "transaction id %lu is used again while %s still waits for its answer",
                        (unsigned long)request->transaction, name);
    }
    if (exchange->evicts)
        tell_unanswered(explainer, &exchange->given_up, true, "and very many came after it");
}

static void see_open(struct wdm_explainer *explainer, const struct wdm_mbim_message *message)
{
    struct wdm_explain_port *port = explainer->port;
    port->state = EXPLAIN_OPENING;
    port->max_control = message->value >= WDM_MBIM_CONTROL_TRANSFER_MIN ? message->value : 0;
    if (port->max_control == 0)
        wdm_explain_say(explainer, WDM_EXPLAIN_FRAGMENT, true,
                        "ask for 64 bytes at the least; 4096 is usual",
                        "OPEN asks for control messages of %lu bytes, which is too few",
                        (unsigned long)message->value);
}

static void see_command(struct wdm_explainer *explainer)
{
    const struct wdm_explain_port *port = explainer->port;
    const struct wdm_exchange_request *request = &explainer->exchange.request;
    char name[EXPLAIN_NAME];
    if ((port->state != EXPLAIN_CLOSED && port->state != EXPLAIN_OPENING) ||
        wdm_uuid_equal(&request->uuid, &wdm_mbim_proxy_control))
        return;
    wdm_explain_name(explainer, request, name);
    if (port->state == EXPLAIN_CLOSED)
        wdm_explain_say(explainer, WDM_EXPLAIN_CLOSED, true,
                        "send OPEN first, and wait for OPEN_DONE",
                        "%s is sent to a function that is not open", name);
    else
        wdm_explain_say(explainer, WDM_EXPLAIN_CLOSED, false, "wait for OPEN_DONE",
                        "%s is sent before OPEN is answered", name);
}

static void see_request(struct wdm_explainer *explainer)
{
    const struct wdm_description *description = &explainer->description;
    explainer->counts.requests++;
    if (!description->is_mbim)
        return;
    if (description->mbim.type == WDM_MBIM_OPEN)
        see_open(explainer, &description->mbim);
    else if (description->mbim.type == WDM_MBIM_COMMAND)
        see_command(explainer);
}

/* ---- Answers */

/* Whether the answer is that of the request, by more than its transaction id. */
static void check_answer(struct wdm_explainer *explainer)
{
    const struct wdm_exchange_request *request = &explainer->exchange.request;
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    char name[EXPLAIN_NAME];
    if (explainer->description.is_mbim && mbim->type == WDM_MBIM_COMMAND_DONE &&
        (mbim->command != request->command || !wdm_uuid_equal(&mbim->service, &request->uuid))) {
        wdm_explain_name(explainer, request, name);
        wdm_explain_say(explainer, WDM_EXPLAIN_TRANSACTION, true, NULL,
                        "what answers %s is of another command", name);
        return;
    }
    if (!explainer->description.is_qmi ||
        (request->protocol == WDM_PROTOCOL_MBIM && !request->carries) ||
        (request->service == qmux->service && request->client == qmux->client &&
         request->qmi_transaction == qmux->transaction && request->message == qmux->message))
        return;
    wdm_explain_name(explainer, request, name);
    wdm_explain_say(explainer, WDM_EXPLAIN_TRANSACTION, true, NULL,
                    "what answers %s is of service 0x%02x, client %u, message 0x%04x, #%u", name,
                    qmux->service, qmux->client, qmux->message, qmux->transaction);
}

static void see_opened(struct wdm_explainer *explainer, const struct wdm_mbim_message *message)
{
    struct wdm_explain_port *port = explainer->port;
    if (message->type == WDM_MBIM_OPEN_DONE) {
        port->state = message->value == WDM_MBIM_STATUS_SUCCESS ? EXPLAIN_OPEN : EXPLAIN_CLOSED;
    } else if (message->type == WDM_MBIM_CLOSE_DONE) {
        port->state = EXPLAIN_CLOSED;
        wdm_explain_waiting(explainer, port, "until the function was closed", false);
        wdm_explain_clients_end(explainer, port, true);
    } else if (message->type == WDM_MBIM_FUNCTION_ERROR &&
               message->value == WDM_MBIM_ERROR_NOT_OPENED) {
        port->state = EXPLAIN_CLOSED;
    } else if (message->type == WDM_MBIM_COMMAND_DONE &&
               explainer->exchange.role == WDM_EXCHANGE_ANSWER && port->state != EXPLAIN_UNKNOWN) {
        port->state = EXPLAIN_OPEN; /* how ever it came to that */
    }
}

static void see_answer(struct wdm_explainer *explainer)
{
    const struct wdm_exchange *exchange = &explainer->exchange;
    char name[EXPLAIN_NAME];
    char took[EXPLAIN_TIME];
    explainer->counts.answers++;
    explainer->counts.requests += exchange->request.partial;
    explainer->port->answered++;
    explainer->port->last = exchange->request;
    if (exchange->latency > SLOW) {
        wdm_explain_name(explainer, &exchange->request, name);
        wdm_explain_time(exchange->latency, took);
        wdm_explain_say(explainer, WDM_EXPLAIN_SLOW, false, NULL, "the answer to %s took %s", name,
                        took);
    }
    check_answer(explainer);
}

/* Whether what nobody waits for answers the request that was answered last. */
static bool comes_again(const struct wdm_exchange_request *last,
                        const struct wdm_exchange_request *request)
{
    if (last->number == 0 || last->protocol != request->protocol ||
        last->transaction != request->transaction)
        return false;
    if (request->protocol == WDM_PROTOCOL_QMI)
        return last->service == request->service && last->client == request->client &&
               last->message == request->message;
    return last->type == request->type &&
           (request->type != WDM_MBIM_COMMAND ||
            (last->command == request->command && wdm_uuid_equal(&last->uuid, &request->uuid)));
}

static void see_unasked(struct wdm_explainer *explainer)
{
    const struct wdm_explain_port *port = explainer->port;
    const struct wdm_description *description = &explainer->description;
    bool opened =
        description->is_mbim && description->mbim.type == WDM_MBIM_OPEN_DONE; /* sent twice */
    bool known = port->from_start || port->answered > 0;
    char name[EXPLAIN_NAME];
    struct wdm_exchange_request request = explainer->exchange.request;
    explainer->counts.unasked++;
    request.type &= 0x7fffffff;
    wdm_explain_name(explainer, &request, name);
    if (comes_again(&port->last, &request)) {
        wdm_explain_say(explainer, WDM_EXPLAIN_UNASKED, !opened, NULL,
                        "the answer to %s came again", name);
        return;
    }
    if (description->is_mbim && description->mbim.type == WDM_MBIM_FUNCTION_ERROR)
        wdm_format(name, sizeof(name), "a request #%lu", (unsigned long)request.transaction);
    wdm_explain_say(explainer, WDM_EXPLAIN_UNASKED, known && !opened,
                    known ? "the request was another program's, or was answered or given up before"
                          : NULL,
                    "an answer to %s, which nobody waits for%s", name,
                    known ? "" : ": the capture began later");
}

void wdm_explain_exchange(struct wdm_explainer *explainer)
{
    check_ids(explainer);
    switch (explainer->exchange.role) {
    case WDM_EXCHANGE_REQUEST:
        see_request(explainer);
        break;
    case WDM_EXCHANGE_ANSWER:
        see_answer(explainer);
        break;
    case WDM_EXCHANGE_UNASKED:
        see_unasked(explainer);
        break;
    case WDM_EXCHANGE_INDICATION:
        explainer->counts.indications++;
        break;
    case WDM_EXCHANGE_NEITHER:
        break;
    }
    if (explainer->description.is_mbim && explainer->captured->from_modem)
        see_opened(explainer, &explainer->description.mbim);
}
