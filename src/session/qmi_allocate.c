/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Client ids of QMI services: taken, and given back on every way out, the ones
 * that come too late included. */
#include "qmi_internal.h"

#define ALLOCATE_RETRY_MAX (2 * WDM_SECOND)
/* Malformed answers to an allocation that are worth another try. */
#define ALLOCATE_MALFORMED_MAX 2

#define INVALID_CLIENT_ID 7 /* a QMI error */

uint8_t wdm_qmi_next_ctl(struct wdm_qmi *qmi)
{
    qmi->ctl_transaction++;
    if (qmi->ctl_transaction == 0)
        qmi->ctl_transaction = 1;
    return qmi->ctl_transaction;
}

/* A set of CTL transactions, a bit each: as qmi->allocations. */
static void set_put(uint8_t *set, uint16_t transaction, bool in)
{
    uint8_t bit = (uint8_t)(1U << (transaction & 7U));
    uint8_t *place = &set[(transaction & 0xffU) >> 3];

    *place = (uint8_t)(in ? *place | bit : *place & ~bit);
}

static bool set_has(const uint8_t *set, uint16_t transaction)
{
    return (set[(transaction & 0xffU) >> 3] & 1U << (transaction & 7U)) != 0;
}

/* An allocation under way. */
struct allocation {
    uint8_t service;
    uint8_t tries[32]; /* the CTL transactions it was asked for with */
};

static bool pending_any(const struct wdm_qmi *qmi)
{
    size_t i;

    for (i = 0; i < sizeof qmi->allocations; i++) {
        if (qmi->allocations[i] != 0)
            return true;
    }
    return false;
}

/* Whether `message` answers an allocation that was asked for and not answered. */
static bool answers_allocation(const struct wdm_qmi *qmi, const struct wdm_qmux *message)
{
    return message->service == WDM_QMI_SERVICE_CTL && message->kind == WDM_QMI_RESPONSE &&
           message->message == WDM_CTL_ALLOCATE_CLIENT_ID &&
           set_has(qmi->allocations, message->transaction);
}

/* The service and client id of a successful answer to an allocation. */
static bool allocation_info(const struct wdm_qmux *message, struct wdm_qmi_client_id *id)
{
    struct wdm_span info;
    struct wdm_reader reader;

    if (!wdm_tlv_find(message->tlvs, 0x01, &info))
        return false;
    reader = wdm_reader(info.bytes, info.length);
    id->service = wdm_read_u8(&reader);
    id->client = wdm_read_u8(&reader);
    id->kept = false;
    return !reader.failed && id->client != 0;
}

/* One that is to be given back, since nobody asks for it any more, or ever did. */
static void put_stray(struct wdm_qmi *qmi, struct wdm_qmi_client_id id)
{
    if (qmi->stray_count < WDM_QMI_CLIENTS)
        qmi->stray[qmi->stray_count++] = id;
}

void wdm_qmi_late_allocation(struct wdm_qmi *qmi, const struct wdm_qmux *message)
{
    struct wdm_qmi_client_id id;
    uint16_t refused;

    if (!answers_allocation(qmi, message))
        return;
    set_put(qmi->allocations, message->transaction, false);
    if (wdm_qmi_result(message->tlvs, &refused) && refused == 0 && allocation_info(message, &id))
        put_stray(qmi, id);
}

static const struct wdm_qmi_client_id *client_of(const struct wdm_qmi *qmi, uint8_t service)
{
    size_t i;

    for (i = 0; i < qmi->client_count; i++) {
        if (qmi->clients[i].service == service)
            return &qmi->clients[i];
    }
    return NULL;
}

/* There is room: see wdm_qmi_allocate and wdm_qmi_adopt. */
static void hold(struct wdm_qmi *qmi, struct wdm_qmi_client_id id)
{
    if (qmi->client_count == 0)
        qmi->reset = false;
    qmi->clients[qmi->client_count++] = id;
}

bool wdm_qmi_adopt(struct wdm_qmi *qmi, uint8_t service, uint8_t client)
{
    struct wdm_qmi_client_id id = {.service = service, .client = client, .kept = true};

    if (client_of(qmi, service) != NULL || qmi->client_count == WDM_QMI_CLIENTS)
        return false;
    hold(qmi, id);
    return true;
}

void wdm_qmi_keep(struct wdm_qmi *qmi)
{
    size_t i;

    for (i = 0; i < qmi->client_count; i++)
        qmi->clients[i].kept = true;
}

static bool take_answer(struct wdm_qmi *qmi, const struct wdm_qmux *message, uint8_t service,
                        struct wdm_error *error)
{
    struct wdm_qmi_client_id id;
    uint16_t refused;

    set_put(qmi->allocations, message->transaction, false);
    if (!wdm_qmi_result(message->tlvs, &refused))
        return wdm_fail(error, WDM_PROTOCOL, "the modem's answer has no result");
    if (refused != 0) {
        wdm_fail(error, WDM_REFUSED, "the modem gave no client id of QMI service 0x%02x", service);
        return wdm_fail_code(error, WDM_CODE_QMI, refused);
    }
    if (allocation_info(message, &id)) {
        if (id.service == service) {
            hold(qmi, id);
            return true;
        }
        put_stray(qmi, id);
    }
    return wdm_fail(error, WDM_PROTOCOL,
                    "the modem's answer names no client id of QMI service 0x%02x", service);
}

/* Asks once and waits until `until` for the answer to this or an earlier try. */
static bool allocate_once(struct wdm_qmi *qmi, struct allocation *allocation, wdm_time until,
                          wdm_time deadline, struct wdm_error *error)
{
    uint8_t value[4];
    struct wdm_writer tlvs = wdm_writer(value, sizeof value);
    struct wdm_qmux request = {.kind = WDM_QMI_REQUEST, .message = WDM_CTL_ALLOCATE_CLIENT_ID};
    struct wdm_qmux message;

    wdm_tlv_write_u8(&tlvs, 0x01, allocation->service);
    request.tlvs = wdm_written(&tlvs);
    request.transaction = wdm_qmi_next_ctl(qmi);
    set_put(qmi->allocations, request.transaction, true);
    set_put(allocation->tries, request.transaction, true);
    if (!wdm_qmi_send(qmi, &request, deadline, error))
        return false;
    for (;;) {
        if (!wdm_qmi_receive(qmi, &request, &message, until, error)) {
            /* MBIM did not carry it: no answer will come. */
            if (error->kind == WDM_REFUSED)
                set_put(qmi->allocations, request.transaction, false);
            return false;
        }
        if (answers_allocation(qmi, &message) && set_has(allocation->tries, message.transaction))
            return take_answer(qmi, &message, allocation->service, error);
        wdm_qmi_unclaimed(qmi, &message);
        if (qmi->reset && qmi->client_count > 0)
            return wdm_qmi_reset_fail(qmi, error);
    }
}

bool wdm_qmi_allocate(struct wdm_qmi *qmi, uint8_t service, wdm_time deadline,
                      struct wdm_error *error)
{
    struct wdm_port *port = qmi->session != NULL ? qmi->session->channel->port : qmi->channel->port;
    wdm_time now = wdm_port_now(port);
    wdm_time retry = (deadline - now) / 3;
    struct allocation allocation = {.service = service};
    unsigned malformed = 0;
    bool opened = false;

    if (client_of(qmi, service) != NULL)
        return true;
    if (qmi->client_count == WDM_QMI_CLIENTS)
        return wdm_fail(error, WDM_USAGE, "clients of more than %zu QMI services at once",
                        WDM_QMI_CLIENTS);
    if (retry > ALLOCATE_RETRY_MAX)
        retry = ALLOCATE_RETRY_MAX;
    for (;;) {
        wdm_time until = now + retry < deadline ? now + retry : deadline;

        if (allocate_once(qmi, &allocation, until, deadline, error))
            return true;
        if (!opened && error->list == WDM_CODE_MBIM_FUNCTION &&
            error->code == WDM_MBIM_ERROR_NOT_OPENED) {
            opened = wdm_mbim_open(qmi->session, deadline, error);
            if (!opened)
                return false;
        } else if (error->kind != WDM_DEADLINE &&
                   (error->kind != WDM_PROTOCOL || ++malformed > ALLOCATE_MALFORMED_MAX)) {
            return false;
        }
        now = wdm_port_now(port);
        if (retry <= 0 || now >= deadline)
            break;
    }
    /* No error is left where the last thing was an OPEN, answered at the deadline. */
    if (error->kind == WDM_DEADLINE || error->kind == WDM_NO_ERROR)
        wdm_fail(error, WDM_DEADLINE, "the modem did not answer when asked for a QMI client id");
    return false;
}

bool wdm_qmi_listen(struct wdm_qmi *qmi, wdm_time until, struct wdm_error *error)
{
    struct wdm_port *port = qmi->session != NULL ? qmi->session->channel->port : qmi->channel->port;
    struct wdm_qmux none = {.kind = WDM_QMI_REQUEST};
    struct wdm_qmux message;

    do {
        if (wdm_qmi_receive(qmi, &none, &message, until, error))
            wdm_qmi_unclaimed(qmi, &message);
        else if (error->kind != WDM_DEADLINE && error->kind != WDM_PROTOCOL &&
                 error->kind != WDM_REFUSED)
            return false;
    } while (wdm_port_now(port) < until);
    return true;
}

/* A client id that the modem does not know, or that a restart took meanwhile, is as good
 * as released. */
static bool release(struct wdm_qmi *qmi, struct wdm_qmi_client_id id, wdm_time deadline,
                    struct wdm_error *error)
{
    uint8_t bytes[8];
    uint8_t info[2] = {id.service, id.client};
    struct wdm_writer tlvs = wdm_writer(bytes, sizeof bytes);
    struct wdm_qmi_answer answer;
    bool was_reset = qmi->reset;

    wdm_tlv_write(&tlvs, 0x01, info, sizeof info);
    return wdm_qmi_request_checked(qmi, WDM_QMI_SERVICE_CTL, WDM_CTL_RELEASE_CLIENT_ID,
                                   wdm_written(&tlvs), &answer, deadline, error) ||
           (error->list == WDM_CODE_QMI && error->code == INVALID_CLIENT_ID) ||
           (qmi->reset && !was_reset);
}

static void keep_first(struct wdm_error *error, const struct wdm_error *failure, bool *released)
{
    if (*released)
        *error = *failure;
    *released = false;
}

/* Releases what is to be released now. */
static void release_held(struct wdm_qmi *qmi, wdm_time deadline, struct wdm_error *error,
                         bool *released)
{
    struct wdm_error failure;

    for (;;) {
        if (qmi->reset)
            qmi->client_count = 0;
        if (qmi->client_count == 0 && qmi->stray_count == 0)
            break;
        struct wdm_qmi_client_id id = qmi->stray_count > 0 ? qmi->stray[--qmi->stray_count]
                                                           : qmi->clients[--qmi->client_count];

        if (!id.kept && !release(qmi, id, deadline, &failure))
            keep_first(error, &failure, released);
    }
}

bool wdm_qmi_release_all(struct wdm_qmi *qmi, wdm_time linger, wdm_time deadline,
                         struct wdm_error *error)
{
    struct wdm_qmux none = {.kind = WDM_QMI_REQUEST};
    struct wdm_qmux message;
    struct wdm_error failure;
    bool released = true;

    release_held(qmi, deadline, error, &released);
    while (pending_any(qmi) && wdm_qmi_receive(qmi, &none, &message, linger, &failure))
        wdm_qmi_unclaimed(qmi, &message);
    release_held(qmi, deadline, error, &released);
    return released;
}
