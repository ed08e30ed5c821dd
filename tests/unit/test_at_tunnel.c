/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* AT commands inside MBIM: an AT session on the tunnel of a scripted modem. */
#include "script.h"

#include <string.h>

#include "wdm/at_session.h"
#include "wdm/at_tunnel.h"

#define LIMIT       (10 * WDM_SECOND)
#define UUID_TUNNEL "da138c646515489392b2a1e1ca7c81ca "

#define DEVICE_SERVICES COMMAND("02000000", UUID_BASIC_CONNECT, "10000000", "00000000") "\n"
/* One service, of a UUID, with its command 1. */
#define SERVICES(uuid)                                                                             \
    COMMAND_DONE("02000000", UUID_BASIC_CONNECT, "10000000", "00000000")                           \
    "01000000 00000000 10000000 20000000 " uuid "00000000 00000000 01000000 01000000\n"

#define ASK(transaction)            COMMAND(transaction, UUID_TUNNEL, "01000000", "01000000")
#define ANSWER(transaction, status) COMMAND_DONE(transaction, UUID_TUNNEL, "01000000", status)

static struct script script;
static struct wdm_modem modem;
static struct wdm_at_tunnel tunnel;
static struct wdm_at_session session;
static struct wdm_at_result result;
static struct wdm_error error;
static char told[256];

static void seen(void *context, const struct wdm_at_line *line)
{
    (void)context;
    if (line->kind == WDM_AT_INFORMATION && strlen(told) + line->length + 2 < sizeof(told)) {
        strcat(told, line->text);
        strcat(told, "|");
    }
}

/* Opens the modem and a tunnel on it; `text` is what is said from device services on. */
static bool begin(const char *text)
{
    script_begin(&script);
    script_add(&script, OPEN("01000000") OPEN_DONE("01000000"));
    script_add(&script, text);
    script_play(&script);
    told[0] = '\0';
    wdm_modem_init(&modem, &script.port.port);
    if (!wdm_modem_open(&modem, WDM_MODE_MBIM, LIMIT, &error))
        fail_msg("%s %s", error.what, script.port.problem);
    bool opened = wdm_at_tunnel_open(&tunnel, &modem, LIMIT, &error);
    wdm_at_session_init(&session, &tunnel.port);
    session.seen = seen;
    return opened;
}

/* "AT+CSQ" and "ATI", CR, LF. */
#define CSQ "41542b435351 0d0a\n"
#define ATI "415449 0d0a\n"
/* CR LF "+CSQ: 9" CR LF CR LF "OK" CR LF; the same without OK; "+CME ERROR: 3". */
#define CSQ_IS  "0d0a 2b4353513a2039 0d0a"
#define OK      "0d0a 4f4b 0d0a"
#define REFUSED "0d0a 2b434d45204552524f523a2033 0d0a\n"

static void test_commands(void **state)
{
    (void)state;
    assert_true(begin(DEVICE_SERVICES SERVICES(UUID_TUNNEL) ASK("03000000")
                          CSQ ANSWER("03000000", "00000000") CSQ_IS OK "\n" ASK("04000000")
                              ATI ANSWER("04000000", "00000000") REFUSED));
    assert_true(wdm_at_command(&session, "AT+CSQ", NULL, &result, LIMIT, &error));
    assert_string_equal(told, "+CSQ: 9|");
    assert_true(wdm_at_command(&session, "ATI", NULL, &result, LIMIT, &error));
    assert_int_equal(result.number, 3);
    assert_script_done("commands", &script);
}

/* What ends a command otherwise: the modem's status, an answer that is none, its end. */
static void test_failures(void **state)
{
    static const struct {
        const char *name, *text;
        enum wdm_error_class kind;
        const char *what;
    } rows[] = {
        {"status", ANSWER("03000000", "02000000") "\n", WDM_REFUSED, ""},
        {"empty", ANSWER("03000000", "00000000") "\n", WDM_PROTOCOL, "no final result code"},
        {"no result", ANSWER("03000000", "00000000") CSQ_IS "\n", WDM_PROTOCOL,
         "no final result code"},
        {"silence", "wait 20000000\n", WDM_DEADLINE, ""},
        {"gone", "gone\n", WDM_GONE, "went away"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[2048] = DEVICE_SERVICES SERVICES(UUID_TUNNEL) ASK("03000000") CSQ;
        strcat(text, rows[i].text);
        assert_true(begin(text));
        assert_false(wdm_at_command(&session, "AT+CSQ", NULL, &result, LIMIT, &error));
        if (error.kind != rows[i].kind || !strstr(error.what, rows[i].what))
            fail_msg("%s: %s: %s", rows[i].name, wdm_error_class_name(error.kind), error.what);
    }
}

static void test_no_tunnel(void **state)
{
    (void)state;
    assert_false(begin(DEVICE_SERVICES SERVICES(UUID_QMI)));
    assert_int_equal(error.kind, WDM_REFUSED);
    assert_non_null(strstr(error.what, "carries no AT commands"));
    modem.protocol = WDM_PROTOCOL_QMI;
    assert_false(wdm_at_tunnel_open(&tunnel, &modem, LIMIT, &error));
    assert_int_equal(error.kind, WDM_REFUSED);
    assert_script_done("no tunnel", &script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_no_tunnel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
