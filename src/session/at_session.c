/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An AT session: its lines in and out, and how it gets in step with the modem. */
#include <string.h>

#include "at_internal.h"
#include "wdm/format.h"

/* How long to wait for OK before "AT" is sent again. */
#define AGAIN_AFTER WDM_SECOND
/* Silence after which no more answers to earlier ones are expected: where some are
 * missing, and where nothing shows that any is. */
#define QUIET_LATE (300 * WDM_MILLISECOND)
#define QUIET      (50 * WDM_MILLISECOND)
/* The most reads of what was there before a command. */
#define SETTLE_READS 64

void wdm_at_session_init(struct wdm_at_session *session, struct wdm_port *port)
{
    memset(session, 0, sizeof(*session));
    session->port = port;
}

/* ---- In and out */

void wdm_at_tell(struct wdm_at_session *session, enum wdm_at_kind kind, const char *text, bool cut)
{
    struct wdm_at_line line = {.kind = kind, .text = text, .length = strlen(text), .cut = cut};
    if (session->seen)
        session->seen(session->context, &line);
}

void wdm_at_tell_line(struct wdm_at_session *session, enum wdm_at_kind kind)
{
    wdm_at_tell(session, kind, session->input.line, session->input.cut);
}

bool wdm_at_send(struct wdm_at_session *session, const char *text, const char *end,
                 wdm_time deadline, struct wdm_error *error)
{
    char bytes[WDM_AT_COMMAND + 4];
    size_t length = wdm_format(bytes, sizeof(bytes), "%s%s", text, end);
    return wdm_port_write(session->port, (const uint8_t *)bytes, length, deadline, error);
}

static bool read_more(struct wdm_at_session *session, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_at_input *input = &session->input;
    input->next = input->count = 0;
    return wdm_port_read(session->port, input->bytes, sizeof(input->bytes), &input->count, deadline,
                         error);
}

enum wdm_at_event wdm_at_next(struct wdm_at_session *session, wdm_time deadline,
                              struct wdm_error *error)
{
    struct wdm_at_input *input = &session->input;
    for (;;) {
        if (wdm_at_input_line(input)) {
            session->positions |= strncmp(input->line, "$G", 2) == 0;
            if (wdm_port_now(session->port) <= deadline)
                return WDM_AT_A_LINE;
        }
        if (wdm_at_input_prompt(input))
            return WDM_AT_A_PROMPT;
        if (input->next < input->count || wdm_port_now(session->port) > deadline) {
            wdm_fail(error, WDM_DEADLINE, "%s gave no end of an answer in time",
                     session->port->name);
            return WDM_AT_FAILED;
        }
        if (!read_more(session, deadline, error))
            return WDM_AT_FAILED;
    }
}

bool wdm_at_settle(struct wdm_at_session *session, enum wdm_at_kind kind, struct wdm_error *error)
{
    struct wdm_at_result result;
    for (int i = 0; i < SETTLE_READS; i++) {
        while (wdm_at_input_line(&session->input)) {
            bool late = wdm_at_result_parse(session->input.line, session->digits, &result);
            wdm_at_tell_line(session, late ? WDM_AT_STALE : kind);
        }
        if (!read_more(session, wdm_port_now(session->port), error)) {
            session->input.early = session->input.length > 0 && !session->input.whole;
            return error->kind == WDM_DEADLINE;
        }
    }
    return true;
}

/* ---- Synchronising */

/* What answers to "AT" there were, and to how many sent. */
struct synchronising {
    size_t sent, answered;
    bool echo;
    bool ok;
};

static bool say_at(struct wdm_at_session *session, struct synchronising *state, wdm_time deadline,
                   struct wdm_error *error)
{
    state->sent++;
    wdm_at_tell(session, WDM_AT_SENT, "AT", false);
    return wdm_at_send(session, "AT", "\r", deadline, error);
}

/* Judges a line that comes while synchronising; true: it is a final result code. */
static bool take_answer(struct wdm_at_session *session, struct synchronising *state)
{
    struct wdm_at_input *input = &session->input;
    struct wdm_at_result result;
    size_t echoed = 0;
    if (wdm_at_echoed(input->line, "AT", input->early, &echoed)) {
        state->echo = true;
        return false;
    }
    if (!wdm_at_result_parse(input->line, true, &result)) {
        wdm_at_tell_line(session, WDM_AT_STALE);
        return false;
    }
    wdm_at_tell_line(session, result.code == WDM_AT_OK ? WDM_AT_RESULT : WDM_AT_STALE);
    state->answered++;
    state->ok |= result.code == WDM_AT_OK;
    session->digits = input->line[1] == '\0';
    return true;
}

/* Lets go by what still answers earlier ones, until there is silence. */
static bool wait_for_quiet(struct wdm_at_session *session, struct synchronising *state,
                           wdm_time deadline, struct wdm_error *error)
{
    for (;;) {
        bool missing = state->answered < state->sent;
        wdm_time until = wdm_port_now(session->port) + (missing ? QUIET_LATE : QUIET);
        if (state->echo && !missing)
            return wdm_at_settle(session, WDM_AT_STALE, error);
        enum wdm_at_event event;
        do
            event = wdm_at_next(session, until < deadline ? until : deadline, error);
        while (event == WDM_AT_A_LINE && !take_answer(session, state));
        if (event == WDM_AT_FAILED)
            return error->kind == WDM_DEADLINE;
    }
}

/* Sends "AT" and waits a while for OK; a prompt is left with ESC. */
static bool ask(struct wdm_at_session *session, struct synchronising *state, wdm_time deadline,
                struct wdm_error *error)
{
    if (!wdm_at_settle(session, WDM_AT_STALE, error) || !say_at(session, state, deadline, error))
        return false;
    wdm_time until = wdm_port_now(session->port) + AGAIN_AFTER;
    while (!state->ok) {
        switch (wdm_at_next(session, until < deadline ? until : deadline, error)) {
        case WDM_AT_A_LINE:
            /* Another result is a late one, or of a line that "AT" was not the begin of. */
            if (take_answer(session, state) && !state->ok)
                until = wdm_port_now(session->port) + QUIET_LATE;
            break;
        case WDM_AT_A_PROMPT:
            if (!wdm_at_send(session, "", WDM_AT_ESCAPE, deadline, error))
                return false;
            until = wdm_port_now(session->port) + QUIET_LATE;
            break;
        case WDM_AT_FAILED:
            return false;
        }
    }
    return true;
}

static bool fail_silent(struct wdm_at_session *session, bool rubbish, struct wdm_error *error)
{
    const char *name = session->port->name;
    if (rubbish) {
        wdm_fail(error, WDM_PROTOCOL, "%s sends bytes that are no answer to AT", name);
        return wdm_fail_hint(error, "it may speak MBIM, QMI or a diagnostic protocol: try another "
                                    "port of the modem");
    }
    if (session->positions) {
        wdm_fail(error, WDM_DEADLINE, "%s does not answer AT in time, but tells positions (NMEA)",
                 name);
        return wdm_fail_hint(error, "try another port of the modem");
    }
    wdm_fail(error, WDM_DEADLINE, "%s does not answer AT in time", name);
    return wdm_fail_hint(error, "is it an AT port? it may speak MBIM, QMI, NMEA or a diagnostic "
                                "protocol: try another port of the modem");
}

bool wdm_at_synchronise(struct wdm_at_session *session, wdm_time deadline, struct wdm_error *error)
{
    struct synchronising state = {.sent = 0};
    uint64_t rubbish = session->input.rubbish;
    wdm_error_clear(error);
    while (!ask(session, &state, deadline, error)) {
        if (error->kind != WDM_DEADLINE)
            return false;
        if (wdm_port_now(session->port) >= deadline)
            return fail_silent(session, session->input.rubbish > rubbish, error);
    }
    if (!wait_for_quiet(session, &state, deadline, error))
        return false;
    session->echo = state.echo ? WDM_AT_ECHO_ON : WDM_AT_ECHO_OFF;
    session->more_follows = false;
    wdm_error_clear(error);
    return true;
}
