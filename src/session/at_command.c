/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One AT command, from its line to its final result code. Uses the session's port. */
#include <string.h>

#include "at_internal.h"

/* How long a result waits for the echo that should have come before it. */
#define ECHO_WAIT (500 * WDM_MILLISECOND)
/* How long a modem may take to leave a prompt. */
#define ESCAPE_WAIT WDM_SECOND

/* ---- Arguments */

static bool check_text(const char *what, const char *text, struct wdm_error *error)
{
    if (strlen(text) > WDM_AT_COMMAND)
        return wdm_fail(error, WDM_USAGE, "the %s is longer than %zu characters", what,
                        WDM_AT_COMMAND);
    for (; *text; text++) {
        if ((uint8_t)*text < 0x20 || *text == 0x7f)
            return wdm_fail(error, WDM_USAGE, "the %s has a control character in it", what);
    }
    return true;
}

bool wdm_at_check_text(const char *text, struct wdm_error *error)
{
    return check_text("text", text, error);
}

bool wdm_at_check_command(const char *command, struct wdm_error *error)
{
    if ((command[0] | 0x20) != 'a' || ((command[1] | 0x20) != 't' && command[1] != '/')) {
        wdm_fail(error, WDM_USAGE, "'%s' does not begin with AT", command);
        return wdm_fail_hint(error, "such as ATI or AT+CSQ");
    }
    if (command[1] == '/')
        return wdm_fail(error, WDM_USAGE, "A/ is no command here: give the one that it repeats");
    return check_text("command", command, error);
}

/* ---- The exchange */

struct exchange {
    const char *command;
    const char *text; /* to be given at the prompt; NULL: none */
    size_t echoed;    /* characters of the command */
    bool given;       /* the text was */
    bool escaped;     /* the prompt was left */
    bool held;        /* there is a result, which waits for the echo */
    wdm_time until;
    struct wdm_at_result *result;
};

/* Whether the line is an echo: of the command, as a whole or a piece of it where the
 * modem is not known to be without echo; or of the text. */
static bool take_echo(struct wdm_at_session *session, struct exchange *exchange)
{
    const struct wdm_at_input *input = &session->input;
    size_t echoed = exchange->echoed;
    if (exchange->given) {
        echoed = 0;
        return wdm_at_echoed(input->line, exchange->text, true, &echoed) &&
               exchange->text[echoed] == '\0';
    }
    if (exchange->command[echoed] == '\0' ||
        !wdm_at_echoed(input->line, exchange->command, input->early, &echoed))
        return false;
    if (exchange->command[echoed] != '\0' && session->echo == WDM_AT_ECHO_OFF)
        return false;
    exchange->echoed = echoed;
    if (exchange->command[echoed] == '\0')
        session->echo = WDM_AT_ECHO_ON;
    return true;
}

/* Whether the line comes before the command can have been read. */
static bool is_before(const struct wdm_at_session *session, const struct exchange *exchange)
{
    return session->input.early || (session->echo == WDM_AT_ECHO_ON && exchange->echoed == 0);
}

/* Of which kind a line is that is neither echo nor result. */
static enum wdm_at_kind kind_of(struct wdm_at_session *session, const struct exchange *exchange)
{
    const char *line = session->input.line;
    bool follows = session->more_follows;
    session->more_follows = false;
    if (wdm_at_unsolicited(line, exchange->command, &session->more_follows) || follows ||
        (session->digits && strcmp(line, "2") == 0) || is_before(session, exchange))
        return WDM_AT_UNSOLICITED;
    return WDM_AT_INFORMATION;
}

/* Takes in a line. True: the exchange is at its end. */
static bool take_line(struct wdm_at_session *session, struct exchange *exchange, wdm_time deadline)
{
    struct wdm_at_result result;
    bool digits = session->digits || wdm_at_changes_modes(exchange->command);
    if (take_echo(session, exchange)) {
        /* What came before it was of an earlier command. */
        exchange->held = false;
        exchange->until = deadline;
        return false;
    }
    if (session->more_follows || !wdm_at_result_parse(session->input.line, digits, &result)) {
        wdm_at_tell_line(session, kind_of(session, exchange));
        return false;
    }
    if (session->input.early) {
        wdm_at_tell_line(session, WDM_AT_STALE);
        return false;
    }
    *exchange->result = result;
    session->digits = session->input.length == 1;
    if (!is_before(session, exchange))
        return true;
    wdm_time wait = wdm_port_now(session->port) + ECHO_WAIT;
    exchange->held = true;
    exchange->until = wait < deadline ? wait : deadline;
    return false;
}

static bool answer_prompt(struct wdm_at_session *session, struct exchange *exchange,
                          wdm_time deadline, struct wdm_error *error)
{
    if (exchange->text && !exchange->given) {
        exchange->given = true;
        wdm_at_tell(session, WDM_AT_TEXT, exchange->text, false);
        return wdm_at_send(session, exchange->text, WDM_AT_CTRL_Z, deadline, error);
    }
    wdm_time wait = wdm_port_now(session->port) + ESCAPE_WAIT;
    if (!exchange->escaped)
        exchange->until = wait < deadline ? wait : deadline;
    exchange->escaped = true;
    return wdm_at_send(session, "", WDM_AT_ESCAPE, deadline, error);
}

/* Until the final result code; where the prompt was left, until that or a while. */
static bool await_result(struct wdm_at_session *session, struct exchange *exchange,
                         wdm_time deadline, struct wdm_error *error)
{
    for (;;) {
        switch (wdm_at_next(session, exchange->until, error)) {
        case WDM_AT_A_LINE:
            if (take_line(session, exchange, deadline))
                return true;
            break;
        case WDM_AT_A_PROMPT:
            if (!answer_prompt(session, exchange, deadline, error))
                return false;
            break;
        case WDM_AT_FAILED:
            return error->kind == WDM_DEADLINE && (exchange->held || exchange->escaped);
        }
    }
}

static bool fail_late(const struct wdm_at_session *session, bool rubbish, struct wdm_error *error)
{
    const char *name = session->port->name;
    if (rubbish)
        return wdm_fail(error, WDM_PROTOCOL, "%s sent bytes that are no answer", name);
    wdm_fail(error, WDM_DEADLINE, "%s gave no final result in time", name);
    return wdm_fail_hint(error, "some commands take a minute or more: see -t");
}

/* What the result means to the session; and whether a text was wanted and there. */
static bool conclude(struct wdm_at_session *session, const struct exchange *exchange,
                     struct wdm_error *error)
{
    if (exchange->escaped)
        return wdm_fail(error, WDM_USAGE,
                        exchange->given ? "the modem asks for another text"
                                        : "the modem asks for a text, and there is none");
    wdm_at_tell(session, WDM_AT_RESULT, exchange->result->text, false);
    session->online = exchange->result->code == WDM_AT_CONNECT;
    if (wdm_at_changes_modes(exchange->command))
        session->echo = WDM_AT_ECHO_UNKNOWN;
    else if (exchange->command[exchange->echoed] != '\0')
        session->echo = WDM_AT_ECHO_OFF;
    if (exchange->text && !exchange->given && exchange->result->code == WDM_AT_OK)
        return wdm_fail(error, WDM_REFUSED, "the modem did not ask for the text");
    wdm_error_clear(error);
    return true;
}

/* The modem may still ask for the text, and take for it what the next program sends. */
static void leave_prompt(struct wdm_at_session *session)
{
    struct wdm_error ignored;
    (void)wdm_at_send(session, "", WDM_AT_ESCAPE, wdm_port_now(session->port), &ignored);
}

bool wdm_at_command(struct wdm_at_session *session, const char *command, const char *text,
                    struct wdm_at_result *result, wdm_time deadline, struct wdm_error *error)
{
    struct exchange exchange = {
        .command = command, .text = text, .until = deadline, .result = result};
    uint64_t rubbish = session->input.rubbish;
    wdm_error_clear(error);
    if (!wdm_at_check_command(command, error) || (text && !wdm_at_check_text(text, error)))
        return false;
    if (session->online)
        return wdm_fail(error, WDM_REFUSED, "the modem is connected, and takes no commands");
    if (!wdm_at_settle(session, WDM_AT_UNSOLICITED, error))
        return false;
    wdm_at_tell(session, WDM_AT_SENT, command, false);
    if (!wdm_at_send(session, command, "\r", deadline, error))
        return false;
    if (await_result(session, &exchange, deadline, error))
        return conclude(session, &exchange, error);
    if (text && !exchange.given && error->kind != WDM_GONE)
        leave_prompt(session);
    if (error->kind == WDM_DEADLINE)
        return fail_late(session, session->input.rubbish > rubbish, error);
    return false;
}
