/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMI client ids: allocated, used, released, lost. */
#include "explain_internal.h"
#include "wdm/format.h"

void wdm_explain_service(const struct wdm_explainer *explainer, uint8_t service,
                         char name[EXPLAIN_SERVICE])
{
    const char *known = wdm_catalogue_qmi_service_name(explainer->options.catalogue, service);
    if (known)
        wdm_format(name, EXPLAIN_SERVICE, "%s", known);
    else
        wdm_format(name, EXPLAIN_SERVICE, "service 0x%02x", service);
}

/* ---- What is known of each */

static struct wdm_explain_client *find(struct wdm_explain_port *port, uint8_t service,
                                       uint8_t client)
{
    struct wdm_explain_client *known = &port->clients[port->client_last];
    if (port->client_count > 0 && known->service == service && known->client == client)
        return known;
    for (size_t i = 0; i < port->client_count; i++) {
        known = &port->clients[i];
        if (known->service == service && known->client == client) {
            port->client_last = i;
            return known;
        }
    }
    return NULL;
}

/* A place for one that is not known: a new one, else that of one that was released. */
static struct wdm_explain_client *add(struct wdm_explainer *explainer, uint8_t service,
                                      uint8_t client)
{
    struct wdm_explain_port *port = explainer->port;
    size_t at = port->client_count;
    if (at == WDM_EXPLAIN_CLIENTS) {
        for (at = 0; at < WDM_EXPLAIN_CLIENTS; at++) {
            if (port->clients[at].state != EXPLAIN_ALLOCATED)
                break;
        }
        if (at == WDM_EXPLAIN_CLIENTS) {
            port->told_twice = true;
            return NULL;
        }
    } else {
        port->client_count++;
    }
    port->clients[at] = (struct wdm_explain_client){.service = service, .client = client};
    port->client_last = at;
    return &port->clients[at];
}

static void set(struct wdm_explainer *explainer, uint8_t service, uint8_t client,
                enum explain_client_state state)
{
    struct wdm_explain_client *known = find(explainer->port, service, client);
    if (!known)
        known = add(explainer, service, client);
    if (!known)
        return;
    known->state = (uint8_t)state;
    known->number = explainer->captured->number;
    known->offset = explainer->captured->offset;
}

/* Whether what is not in the table can be judged: how it began was seen, and nothing
 * was left out. */
static bool knows_all(const struct wdm_explain_port *port)
{
    return port->from_start && !port->told_twice;
}

/* ---- CTL */

/* Service and client id of an answer or a request. */
static bool pair_of(const struct wdm_qmux *qmux, uint8_t *service, uint8_t *client)
{
    struct wdm_span value;
    if (!wdm_tlv_find(qmux->tlvs, 0x01, &value) || value.length < 2)
        return false;
    *service = value.bytes[0];
    *client = value.bytes[1];
    return true;
}

static void see_allocated(struct wdm_explainer *explainer, uint8_t service, uint8_t client)
{
    char name[EXPLAIN_SERVICE];
    const struct wdm_explain_client *known = find(explainer->port, service, client);
    bool unasked = explainer->exchange.role == WDM_EXCHANGE_UNASKED;
    wdm_explain_service(explainer, service, name);
    if (known && known->state == EXPLAIN_ALLOCATED && unasked) /* the same answer, twice */
        return;
    if (known && known->state == EXPLAIN_ALLOCATED)
        wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, true, NULL,
                        "client id %u of %s is given again, and was not released", client, name);
    else if (unasked)
        wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, false,
                        "release it: who asked for it does not wait for it any more",
                        "client id %u of %s was given to nobody", client, name);
    set(explainer, service, client, EXPLAIN_ALLOCATED);
}

static void see_release(struct wdm_explainer *explainer, uint8_t service, uint8_t client)
{
    char name[EXPLAIN_SERVICE];
    const struct wdm_explain_client *known = find(explainer->port, service, client);
    wdm_explain_service(explainer, service, name);
    if (known && known->state == EXPLAIN_RELEASED)
        wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, true, "release each client id once",
                        "client id %u of %s is released twice", client, name);
    else if (!known && knows_all(explainer->port))
        wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, true,
                        "release what was allocated: it may be another program's",
                        "client id %u of %s is released, and was not allocated", client, name);
}

static void see_control(struct wdm_explainer *explainer)
{
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    struct wdm_explain_port *port = explainer->port;
    uint8_t service, client;
    uint16_t error;
    if (wdm_ctl_is_synced(qmux)) {
        port->client_count = port->client_last = 0;
        port->told_twice = false;
        port->from_start = true;
        return;
    }
    if ((qmux->message != WDM_CTL_ALLOCATE_CLIENT_ID &&
         qmux->message != WDM_CTL_RELEASE_CLIENT_ID) ||
        !pair_of(qmux, &service, &client))
        return;
    bool done = qmux->kind == WDM_QMI_RESPONSE && wdm_qmi_result(qmux->tlvs, &error) && error == 0;
    if (qmux->message == WDM_CTL_RELEASE_CLIENT_ID && qmux->kind == WDM_QMI_REQUEST)
        see_release(explainer, service, client);
    else if (qmux->message == WDM_CTL_ALLOCATE_CLIENT_ID && done)
        see_allocated(explainer, service, client);
    else if (done)
        set(explainer, service, client, EXPLAIN_RELEASED);
}

/* ---- Use */

static void see_use(struct wdm_explainer *explainer)
{
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    struct wdm_explain_port *port = explainer->port;
    const struct wdm_explain_client *known = find(port, qmux->service, qmux->client);
    char name[EXPLAIN_SERVICE];
    if (known && known->state != EXPLAIN_RELEASED)
        return;
    wdm_explain_service(explainer, qmux->service, name);
    if (known) {
        wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, true, "allocate another one",
                        "client id %u of %s is used after it was released", qmux->client, name);
    } else if (!port->told_twice) {
        wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, port->from_start,
                        port->from_start
                            ? "allocate it first (CTL Allocate Client ID), unless it was "
                              "kept from an earlier run"
                            : NULL,
                        "client id %u of %s is used, and was not allocated%s", qmux->client, name,
                        port->from_start ? "" : " in this capture");
    }
    set(explainer, qmux->service, qmux->client, EXPLAIN_ASSUMED);
}

static void see_indication(struct wdm_explainer *explainer)
{
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    struct wdm_explain_port *port = explainer->port;
    char name[EXPLAIN_SERVICE];
    if (qmux->client == WDM_QMI_CLIENT_ALL)
        return;
    const struct wdm_explain_client *known = find(port, qmux->service, qmux->client);
    if ((known && known->state != EXPLAIN_RELEASED) || (!known && port->told_twice))
        return;
    wdm_explain_service(explainer, qmux->service, name);
    wdm_explain_say(explainer, WDM_EXPLAIN_CLIENT, false,
                    known ? NULL
                          : "the client id is another program's, or was lost by an earlier run",
                    "an indication for client id %u of %s, which %s", qmux->client, name,
                    known ? "was released" : "nobody has in this capture");
    if (!known)
        set(explainer, qmux->service, qmux->client, EXPLAIN_ASSUMED);
}

void wdm_explain_clients(struct wdm_explainer *explainer)
{
    const struct wdm_qmux *qmux = &explainer->description.qmux;
    if (qmux->service == WDM_QMI_SERVICE_CTL)
        see_control(explainer);
    else if (qmux->kind == WDM_QMI_REQUEST)
        see_use(explainer);
    else if (qmux->kind == WDM_QMI_INDICATION)
        see_indication(explainer);
}

/* ---- What was not given back */

void wdm_explain_clients_end(struct wdm_explainer *explainer, struct wdm_explain_port *port,
                             bool problem)
{
    char list[200];
    size_t length = 0, count = 0;
    struct wdm_exchange_request place = {.device = port->device, .interface = port->interface};
    list[0] = '\0';
    for (size_t i = 0; i < port->client_count; i++) {
        struct wdm_explain_client *known = &port->clients[i];
        char name[EXPLAIN_SERVICE];
        if (known->state != EXPLAIN_ALLOCATED)
            continue;
        wdm_explain_service(explainer, known->service, name);
        length += wdm_format(list + length, sizeof(list) - length, "%s%s %u", count > 0 ? ", " : "",
                             name, known->client);
        if (count++ == 0) {
            place.number = known->number;
            place.offset = known->offset;
        }
        known->state = EXPLAIN_ASSUMED;
    }
    if (count == 0)
        return;
    struct wdm_finding finding = wdm_explain_at(
        WDM_EXPLAIN_CLIENT, problem,
        "release client ids (CTL Release Client ID): what is not released is lost until "
        "the modem restarts",
        &place);
    wdm_explain_tell(explainer, &finding, "%lu client id%s allocated, and not released%s: %s",
                     (unsigned long)count, count > 1 ? "s were" : " was",
                     problem ? " before CLOSE" : " in this capture", list);
}
