/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMI transactions: requests to a service, and the answers that belong to them,
 * over either carrier. Client ids are qmi_allocate.c's. Touches the channel or
 * the MBIM session it is given, and nothing else. */
#include "qmi_internal.h"

#include <string.h>

static void from_session(void *context, const struct wdm_mbim_message *message);

static void from_channel(void *context, struct wdm_span message);

void wdm_qmi_init_raw(struct wdm_qmi *qmi, struct wdm_channel *channel)
{
    memset(qmi, 0, offsetof(struct wdm_qmi, outgoing));
    qmi->channel = channel;
    channel->late = from_channel;
    channel->late_context = qmi;
}

void wdm_qmi_init_mbim(struct wdm_qmi *qmi, struct wdm_mbim_session *session)
{
    memset(qmi, 0, offsetof(struct wdm_qmi, outgoing));
    qmi->session = session;
    qmi->session_unclaimed = session->unclaimed;
    qmi->session_context = session->context;
    session->unclaimed = from_session;
    session->context = qmi;
    session->channel->late = NULL;
}

void wdm_qmi_unclaimed(struct wdm_qmi *qmi, const struct wdm_qmux *message)
{
    if (message->service == WDM_QMI_SERVICE_CTL && message->message == WDM_CTL_SYNC &&
        message->kind == WDM_QMI_INDICATION) {
        /* An allocation may still be answered: by the modem as it is now. */
        qmi->reset = true;
        qmi->stray_count = 0;
    }
    wdm_qmi_late_allocation(qmi, message);
    if (qmi->unclaimed != NULL)
        qmi->unclaimed(qmi->context, message);
}

/* What comes in QMI while MBIM is tried. */
static void from_channel(void *context, struct wdm_span message)
{
    struct wdm_qmux qmux;

    if (wdm_qmux_parse(message.bytes, message.length, &qmux) == WDM_QMUX_OK)
        wdm_qmi_unclaimed(context, &qmux);
}

/* What an MBIM session could not place: perhaps QMI's. */
static void from_session(void *context, const struct wdm_mbim_message *message)
{
    struct wdm_qmi *qmi = context;
    struct wdm_qmux qmux;

    if (wdm_mbim_has_buffer(message->type) && wdm_uuid_equal(&message->service, &wdm_mbim_qmi) &&
        wdm_qmux_parse(message->buffer.bytes, message->buffer.length, &qmux) == WDM_QMUX_OK)
        wdm_qmi_unclaimed(qmi, &qmux);
    else if (qmi->session_unclaimed != NULL)
        qmi->session_unclaimed(qmi->session_context, message);
}

/* How much has come that was no message. */
static uint64_t heard(const struct wdm_qmi *qmi)
{
    const struct wdm_channel *channel = qmi->session != NULL ? qmi->session->channel : qmi->channel;

    return qmi->malformed + channel->dropped;
}

bool wdm_qmi_send(struct wdm_qmi *qmi, const struct wdm_qmux *request, wdm_time deadline,
                  struct wdm_error *error)
{
    struct wdm_writer out = wdm_writer(qmi->outgoing, sizeof qmi->outgoing);
    struct wdm_span whole;

    wdm_qmux_write(&out, request);
    if (out.failed)
        return wdm_fail(error, WDM_USAGE, "the QMI message is too long to be sent");
    whole = wdm_written(&out);
    qmi->heard = heard(qmi);
    if (qmi->session != NULL)
        return wdm_mbim_send_command(qmi->session, &wdm_mbim_qmi, WDM_MBIM_CID_QMI_MSG,
                                     WDM_MBIM_SET, whole, deadline, error);
    return wdm_channel_send(qmi->channel, whole.bytes, whole.length, deadline, error);
}

static bool parse_answer(struct wdm_qmi *qmi, struct wdm_span bytes, const struct wdm_qmux *request,
                         struct wdm_qmux *message, struct wdm_error *error)
{
    enum wdm_qmux_problem problem = wdm_qmux_parse(bytes.bytes, bytes.length, message);

    wdm_error_clear(error);
    if (problem == WDM_QMUX_OK)
        return true;
    qmi->malformed++;
    if (problem != WDM_QMUX_LENGTH_BAD && problem != WDM_QMUX_TLVS_BAD)
        return false;
    if (message->service != request->service || message->transaction != request->transaction)
        return false;
    return wdm_fail(error, WDM_PROTOCOL, "the modem's answer is malformed: %s",
                    wdm_qmux_problem_text(problem));
}

/* The next QMUX message from inside MBIM; false with no error: not QMI. */
static bool receive_inside(struct wdm_qmi *qmi, const struct wdm_qmux *request,
                           struct wdm_qmux *message, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_mbim_session *session = qmi->session;
    struct wdm_mbim_message outer;
    bool ours;

    if (!wdm_mbim_receive(session, session->transaction, &outer, deadline, error))
        return false;
    ours = outer.transaction == session->transaction;
    wdm_error_clear(error);
    if (ours && outer.type == WDM_MBIM_FUNCTION_ERROR)
        return wdm_mbim_function_error_fail(&outer, error);
    if (!wdm_mbim_has_buffer(outer.type) || !wdm_uuid_equal(&outer.service, &wdm_mbim_qmi)) {
        if (qmi->session_unclaimed != NULL)
            qmi->session_unclaimed(qmi->session_context, &outer);
        return false;
    }
    if (outer.type == WDM_MBIM_COMMAND_DONE && outer.value != WDM_MBIM_STATUS_SUCCESS) {
        if (!ours)
            return false;
        wdm_fail(error, WDM_REFUSED, "the modem refused to carry a QMI message inside MBIM");
        return wdm_fail_code(error, WDM_CODE_MBIM_STATUS, outer.value);
    }
    if (parse_answer(qmi, outer.buffer, request, message, error))
        return true;
    if (ours && error->kind == WDM_NO_ERROR)
        return wdm_fail(error, WDM_PROTOCOL,
                        "what the modem answered inside MBIM is no QMI message");
    return false;
}

static bool receive_raw(struct wdm_qmi *qmi, const struct wdm_qmux *request,
                        struct wdm_qmux *message, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_span bytes;

    return wdm_channel_receive(qmi->channel, &bytes, deadline, error) &&
           parse_answer(qmi, bytes, request, message, error);
}

bool wdm_qmi_receive(struct wdm_qmi *qmi, const struct wdm_qmux *request, struct wdm_qmux *message,
                     wdm_time deadline, struct wdm_error *error)
{
    for (;;) {
        bool received = qmi->session != NULL
                            ? receive_inside(qmi, request, message, deadline, error)
                            : receive_raw(qmi, request, message, deadline, error);

        if (received)
            return true;
        if (error->kind == WDM_NO_ERROR)
            continue;
        if (error->kind == WDM_DEADLINE && heard(qmi) != qmi->heard)
            return wdm_fail(error, WDM_PROTOCOL, "what the modem sent is no QMI message");
        return false;
    }
}

bool wdm_qmi_reset_fail(struct wdm_qmi *qmi, struct wdm_error *error)
{
    qmi->client_count = 0;
    wdm_fail(error, WDM_GONE, "the modem restarted its QMI services: all client ids are gone");
    return wdm_fail_hint(error, "try again");
}

static bool next_request(struct wdm_qmi *qmi, uint8_t service, struct wdm_qmux *request)
{
    size_t i;

    request->service = service;
    if (service == WDM_QMI_SERVICE_CTL) {
        request->client = 0;
        request->transaction = wdm_qmi_next_ctl(qmi);
        return true;
    }
    for (i = 0; i < qmi->client_count && qmi->clients[i].service != service; i++)
        ;
    if (i == qmi->client_count)
        return false;
    qmi->transaction++;
    if (qmi->transaction == 0)
        qmi->transaction = 1;
    request->client = qmi->clients[i].client;
    request->transaction = qmi->transaction;
    return true;
}

static bool is_answer(const struct wdm_qmux *message, const struct wdm_qmux *request)
{
    return message->kind == WDM_QMI_RESPONSE && message->service == request->service &&
           message->client == request->client && message->transaction == request->transaction &&
           message->message == request->message;
}

static bool exchange(struct wdm_qmi *qmi, const struct wdm_qmux *request,
                     struct wdm_qmi_answer *answer, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_qmux message;

    if (!wdm_qmi_send(qmi, request, deadline, error))
        return false;
    for (;;) {
        if (!wdm_qmi_receive(qmi, request, &message, deadline, error)) {
            if (error->kind == WDM_DEADLINE)
                wdm_fail(error, WDM_DEADLINE, "the modem did not answer in time");
            return false;
        }
        if (is_answer(&message, request))
            break;
        wdm_qmi_unclaimed(qmi, &message);
        if (qmi->reset && qmi->client_count > 0)
            return wdm_qmi_reset_fail(qmi, error);
    }
    answer->tlvs = message.tlvs;
    if (!wdm_qmi_result(message.tlvs, &answer->error))
        return wdm_fail(error, WDM_PROTOCOL, "the modem's answer has no result");
    return true;
}

bool wdm_qmi_request(struct wdm_qmi *qmi, uint8_t service, uint16_t message, struct wdm_span tlvs,
                     struct wdm_qmi_answer *answer, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_qmux request = {.kind = WDM_QMI_REQUEST, .message = message, .tlvs = tlvs};

    if (qmi->reset && qmi->client_count > 0)
        return wdm_qmi_reset_fail(qmi, error);
    if (!next_request(qmi, service, &request))
        return wdm_fail(error, WDM_USAGE, "no client id of QMI service 0x%02x was allocated",
                        service);
    if (exchange(qmi, &request, answer, deadline, error))
        return true;
    if (qmi->session == NULL || error->list != WDM_CODE_MBIM_FUNCTION ||
        error->code != WDM_MBIM_ERROR_NOT_OPENED)
        return false;
    return wdm_mbim_open(qmi->session, deadline, error) && next_request(qmi, service, &request) &&
           exchange(qmi, &request, answer, deadline, error);
}

bool wdm_qmi_request_checked(struct wdm_qmi *qmi, uint8_t service, uint16_t message,
                             struct wdm_span tlvs, struct wdm_qmi_answer *answer, wdm_time deadline,
                             struct wdm_error *error)
{
    if (!wdm_qmi_request(qmi, service, message, tlvs, answer, deadline, error))
        return false;
    if (answer->error == 0)
        return true;
    wdm_fail(error, WDM_REFUSED, "the modem refused");
    return wdm_fail_code(error, WDM_CODE_QMI, answer->error);
}
