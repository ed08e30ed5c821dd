/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MBIM sessions: OPEN, COMMAND and CLOSE with their answers, one request at a
 * time. Touches the channel it is given, and nothing else. */
#include "wdm/mbim_session.h"

#include <string.h>

#define CONTROL_DEFAULT ((size_t)4096)
#define OPEN_RETRY_MAX  (3 * WDM_SECOND)

void wdm_mbim_session_init(struct wdm_mbim_session *session, struct wdm_channel *channel)
{
    size_t max = channel->port->max_message;

    memset(session, 0, offsetof(struct wdm_mbim_session, outgoing));
    session->channel = channel;
    session->mbimex = 1;
    session->max_control = max == 0 || max > CONTROL_DEFAULT ? CONTROL_DEFAULT : max;
    if (session->max_control < WDM_MBIM_CONTROL_TRANSFER_MIN)
        session->max_control = WDM_MBIM_CONTROL_TRANSFER_MIN;
    wdm_mbim_assembly_init(&session->assembly, session->assembled, sizeof session->assembled);
}

static uint32_t next_transaction(struct wdm_mbim_session *session)
{
    session->transaction++;
    if (session->transaction == 0)
        session->transaction = 1;
    return session->transaction;
}

/* Not inlined, so that only what is sent in fragments takes the stack for one. A control
 * message is at most CONTROL_DEFAULT. */
static __attribute__((noinline)) bool send_fragments(const struct wdm_mbim_session *session,
                                                     struct wdm_span whole, uint32_t count,
                                                     wdm_time deadline, struct wdm_error *error)
{
    uint8_t fragment[CONTROL_DEFAULT];
    uint32_t index;

    for (index = 0; index < count; index++) {
        struct wdm_writer out = wdm_writer(fragment, sizeof fragment);

        wdm_mbim_fragment_write(&out, whole.bytes, whole.length, session->max_control, index);
        if (!wdm_channel_send(session->channel, out.bytes, out.length, deadline, error))
            return false;
    }
    return true;
}

static bool send_message(struct wdm_mbim_session *session, struct wdm_mbim_message *message,
                         wdm_time deadline, struct wdm_error *error)
{
    struct wdm_writer whole = wdm_writer(session->outgoing, sizeof session->outgoing);
    uint32_t count;

    message->transaction = next_transaction(session);
    session->heard = session->malformed + session->channel->dropped;
    wdm_mbim_write(&whole, message);
    if (whole.failed)
        return wdm_fail(error, WDM_USAGE, "a message over %zu bytes cannot be sent",
                        sizeof session->outgoing);
    count = wdm_mbim_fragment_count(whole.bytes, whole.length, session->max_control);
    if (count == 1)
        return wdm_channel_send(session->channel, whole.bytes, whole.length, deadline, error);
    return send_fragments(session, wdm_written(&whole), count, deadline, error);
}

/* Whether the bytes of a malformed message at least carry this transaction id. */
static bool carries_transaction(struct wdm_span bytes, uint32_t transaction)
{
    return transaction != 0 && bytes.length >= WDM_MBIM_HEADER &&
           wdm_get_u32(bytes.bytes + 8) == transaction;
}

/* Takes one control message. True with *message filled in when a whole message
 * is there; false with error->kind WDM_NO_ERROR when there is none yet. */
static bool receive_one(struct wdm_mbim_session *session, uint32_t awaited,
                        struct wdm_mbim_message *message, wdm_time deadline,
                        struct wdm_error *error)
{
    struct wdm_span bytes, whole;
    enum wdm_mbim_problem problem = WDM_MBIM_OK;
    enum wdm_mbim_assembled assembled;

    wdm_error_clear(error);
    if (!wdm_channel_receive(session->channel, &bytes, deadline, error))
        return false;
    assembled = wdm_mbim_assemble(&session->assembly, bytes.bytes, bytes.length, &whole);
    if (assembled == WDM_MBIM_MORE)
        return false;
    if (assembled == WDM_MBIM_WHOLE) {
        problem = wdm_mbim_parse(whole.bytes, whole.length, message);
        if (problem == WDM_MBIM_OK)
            return true;
    }
    session->malformed++;
    if (!carries_transaction(bytes, awaited))
        return false;
    if (assembled == WDM_MBIM_OUT_OF_ORDER)
        return wdm_fail(error, WDM_PROTOCOL, "fragments of the modem's answer were lost");
    if (assembled == WDM_MBIM_TOO_LONG)
        return wdm_fail(error, WDM_PROTOCOL, "the modem's answer is longer than %zu bytes",
                        sizeof session->assembled);
    if (problem == WDM_MBIM_OK)
        problem = wdm_mbim_parse(bytes.bytes, bytes.length, message);
    return wdm_fail(error, WDM_PROTOCOL, "the modem's answer is malformed: %s",
                    problem != WDM_MBIM_OK ? wdm_mbim_problem_text(problem)
                                           : "its fragments do not carry what the first one says");
}

bool wdm_mbim_receive(struct wdm_mbim_session *session, uint32_t awaited,
                      struct wdm_mbim_message *message, wdm_time deadline, struct wdm_error *error)
{
    while (!receive_one(session, awaited, message, deadline, error)) {
        if (error->kind == WDM_NO_ERROR)
            continue;
        if (error->kind == WDM_DEADLINE && awaited != 0 && session->assembly.next != 0 &&
            session->assembly.transaction == awaited)
            return wdm_fail(error, WDM_PROTOCOL, "only %lu of %lu fragments of an answer came",
                            (unsigned long)session->assembly.next,
                            (unsigned long)session->assembly.fragments);
        if (error->kind == WDM_DEADLINE &&
            session->malformed + session->channel->dropped != session->heard)
            return wdm_fail(error, WDM_PROTOCOL, "what the modem sent is no MBIM message");
        return false;
    }
    return true;
}

static void unclaimed(const struct wdm_mbim_session *session,
                      const struct wdm_mbim_message *message)
{
    if (session->unclaimed != NULL)
        session->unclaimed(session->context, message);
}

bool wdm_mbim_function_error_fail(const struct wdm_mbim_message *message, struct wdm_error *error)
{
    wdm_fail(error, WDM_REFUSED, "the modem answered with an MBIM function error");
    return wdm_fail_code(error, WDM_CODE_MBIM_FUNCTION, message->value);
}

/* Waits for the answer to any of the transactions `first` to session->transaction. */
static bool await_open(struct wdm_mbim_session *session, uint32_t first, wdm_time deadline,
                       struct wdm_error *error)
{
    struct wdm_mbim_message message;

    for (;;) {
        if (!wdm_mbim_receive(session, session->transaction, &message, deadline, error))
            return false;
        /* Unsigned distance: transaction ids may wrap between the two. */
        if (message.transaction - first > session->transaction - first) {
            unclaimed(session, &message);
        } else if (message.type == WDM_MBIM_FUNCTION_ERROR) {
            return wdm_mbim_function_error_fail(&message, error);
        } else if (message.type != WDM_MBIM_OPEN_DONE) {
            unclaimed(session, &message);
        } else if (message.value != WDM_MBIM_STATUS_SUCCESS) {
            wdm_fail(error, WDM_REFUSED, "the modem refused to open its MBIM function");
            return wdm_fail_code(error, WDM_CODE_MBIM_STATUS, message.value);
        } else {
            session->opened = true;
            session->opening = false;
            return true;
        }
    }
}

bool wdm_mbim_open(struct wdm_mbim_session *session, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_mbim_message open = {.type = WDM_MBIM_OPEN, .value = (uint32_t)session->max_control};
    wdm_time now = wdm_port_now(session->channel->port);
    wdm_time retry = (deadline - now) / 3;
    uint32_t first;

    session->opened = false;
    session->opening = true;
    session->mbimex = 1;
    if (!send_message(session, &open, deadline, error))
        return false;
    first = session->transaction;
    if (retry > OPEN_RETRY_MAX)
        retry = OPEN_RETRY_MAX;
    if (await_open(session, first, now + retry, error))
        return true;
    if (error->kind != WDM_DEADLINE && error->kind != WDM_PROTOCOL)
        return false;
    if (!send_message(session, &open, deadline, error))
        return false;
    if (await_open(session, first, deadline, error))
        return true;
    if (error->kind == WDM_DEADLINE)
        wdm_fail(error, WDM_DEADLINE, "the modem did not answer MBIM OPEN");
    return false;
}

bool wdm_mbim_close(struct wdm_mbim_session *session, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_mbim_message close = {.type = WDM_MBIM_CLOSE};
    struct wdm_mbim_message message;

    if (!session->opened && !session->opening)
        return true;
    session->opened = session->opening = false;
    if (!send_message(session, &close, deadline, error))
        return false;
    for (;;) {
        if (!wdm_mbim_receive(session, session->transaction, &message, deadline, error)) {
            if (error->kind == WDM_DEADLINE)
                wdm_fail(error, WDM_DEADLINE, "the modem did not answer MBIM CLOSE");
            return false;
        }
        if (message.transaction == session->transaction && message.type == WDM_MBIM_CLOSE_DONE)
            return true;
        if (message.transaction == session->transaction && message.type == WDM_MBIM_FUNCTION_ERROR)
            return message.value == WDM_MBIM_ERROR_NOT_OPENED ||
                   wdm_mbim_function_error_fail(&message, error);
        unclaimed(session, &message);
    }
}

bool wdm_mbim_send_command(struct wdm_mbim_session *session, const struct wdm_uuid *service,
                           uint32_t command, uint32_t operation, struct wdm_span buffer,
                           wdm_time deadline, struct wdm_error *error)
{
    struct wdm_mbim_message message = {
        .type = WDM_MBIM_COMMAND,
        .service = *service,
        .command = command,
        .value = operation,
        .buffer = buffer,
    };

    return send_message(session, &message, deadline, error);
}

/* One try at a command. `*not_opened` is set where the modem wants OPEN first. */
static bool command_once(struct wdm_mbim_session *session, const struct wdm_mbim_message *request,
                         struct wdm_mbim_message *answer, bool *not_opened, wdm_time deadline,
                         struct wdm_error *error)
{
    *not_opened = false;
    if (!wdm_mbim_send_command(session, &request->service, request->command, request->value,
                               request->buffer, deadline, error))
        return false;
    for (;;) {
        if (!wdm_mbim_receive(session, session->transaction, answer, deadline, error)) {
            if (error->kind == WDM_DEADLINE)
                wdm_fail(error, WDM_DEADLINE, "the modem did not answer in time");
            return false;
        }
        if (answer->transaction != session->transaction ||
            (answer->type != WDM_MBIM_COMMAND_DONE && answer->type != WDM_MBIM_FUNCTION_ERROR)) {
            unclaimed(session, answer);
            continue;
        }
        if (answer->type == WDM_MBIM_FUNCTION_ERROR) {
            *not_opened = answer->value == WDM_MBIM_ERROR_NOT_OPENED;
            return wdm_mbim_function_error_fail(answer, error);
        }
        if (answer->command != request->command ||
            !wdm_uuid_equal(&answer->service, &request->service))
            return wdm_fail(error, WDM_PROTOCOL,
                            "the modem answered another command than was sent");
        return true;
    }
}

bool wdm_mbim_command(struct wdm_mbim_session *session, const struct wdm_uuid *service,
                      uint32_t command, uint32_t operation, struct wdm_span buffer,
                      struct wdm_mbim_message *answer, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_mbim_message request = {
        .service = *service, .command = command, .value = operation, .buffer = buffer};
    bool not_opened;

    if (command_once(session, &request, answer, &not_opened, deadline, error))
        return true;
    if (!not_opened)
        return false;
    return wdm_mbim_open(session, deadline, error) &&
           command_once(session, &request, answer, &not_opened, deadline, error);
}

bool wdm_mbim_command_checked(struct wdm_mbim_session *session, const struct wdm_uuid *service,
                              uint32_t command, uint32_t operation, struct wdm_span buffer,
                              struct wdm_mbim_message *answer, wdm_time deadline,
                              struct wdm_error *error)
{
    if (!wdm_mbim_command(session, service, command, operation, buffer, answer, deadline, error))
        return false;
    if (answer->value == WDM_MBIM_STATUS_SUCCESS)
        return true;
    wdm_fail(error, WDM_REFUSED, "the modem refused");
    return wdm_fail_code(error, WDM_CODE_MBIM_STATUS, answer->value);
}
