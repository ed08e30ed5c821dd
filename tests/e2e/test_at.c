/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl at against a modem on a pseudo-terminal, and on a socket: what it prints, how it
 * ends, and what it leaves behind. */
#include "at_modem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct at_modem modem;
static struct child client;

static void start_at(struct child *child, const struct at_modem *other, const char *arguments)
{
    char text[512];

    snprintf(text, sizeof text, "at -d %s %s", other->path, arguments);
    child_start(child, text, NULL);
    child_beside(child, other->pid);
}

static void start_client(const char *arguments)
{
    start_at(&client, &modem, arguments);
}

/* `out` and `err` as run_matches has them; "": nothing was written. */
static void check_at(const struct child *child, const char *name, int code, const char *out,
                     const char *err, double most)
{
    char missed[256] = "";

    if (child_defect(child) != NULL || child->code != code ||
        (out != NULL && *out == '\0' && child->output.length > 0) ||
        (err != NULL && *err == '\0' && child->error.length > 0) || child_late(child, most) ||
        !run_matches(child->output.bytes, out, missed, sizeof missed) ||
        !run_matches(child->error.bytes, err, missed, sizeof missed))
        fail_msg("%s: exit %d after %.3f s, held for %.3f s (%s)\n%s%s", name, child->code,
                 child->seconds, child->held, missed, child->output.bytes, child->error.bytes);
}

static void check(const char *name, int code, const char *out, const char *err, double most)
{
    check_at(&client, name, code, out, err, most);
}

static const struct {
    enum at_manner manner;
    const char *arguments;
    int code;
    const char *out, *err;
    double most; /* seconds; 0: two */
} rows[] = {
    /* The issue's own. */
    {AT_ECHOES, "'AT!ENTERCND=\"A710\"' AT!UDUSBCOMP?", 0, "UDUSBCOMP: 8\n", "", 0},
    {AT_TALKS, "'AT!ENTERCND=\"A710\"' AT!UDUSBCOMP?", 0, "UDUSBCOMP: 8\n", "", 0},
    {AT_SLOW, "AT+CSQ AT+CREG? ATI", 0,
     "+CSQ: 20,99\n+CREG: 0,1\nModel: EM7355\nIMEI: 351234567890123\n", "", 0},
    {AT_DIGITS, "ATE0", 0, "", "", 0},
    {AT_DIGITS, "AT+CSQ", 1, "", "AT+CSQ: the modem answered ERROR", 0},
    {AT_LATE, "AT+CSQ", 0, "+CSQ: 20,99\n|!COPS", "", 0},
    {AT_PROMPTS, "AT+CSQ", 0, "+CSQ: 20,99\n", "", 3},
    {AT_ECHOES, "ATE0 AT+CSQ ATE1 AT+CSQ", 0, "+CSQ: 20,99\n+CSQ: 20,99\n", "", 0},
    {AT_ECHOES, "at+csq", 1, "", "at+csq: the modem answered ERROR|AT+CMEE=1", 0},
    {AT_ECHOES, "AT+CREG?", 0, "+CREG: 0,1\n|!RING|!RSSI", "", 0},
    /* The first that is refused ends it. */
    {AT_ECHOES, "AT+CSQ AT+CPIN? ATI", 1, "+CSQ: 20,99\n|!EM7355",
     "wdmctl: AT+CPIN?: the modem refused: SIM not inserted (+CME ERROR: 10)", 0},
    {AT_TALKS, "AT+CMGD=9", 1, "", "invalid memory index (+CMS ERROR: 321)", 0},
    {AT_TALKS, "AT+CPIN=1234", 1, "",
     "AT+CPIN=(hidden): the modem refused: +CME ERROR: incorrect password|!1234", 0},
    {AT_TALKS, "ATD", 1, "", "NO CARRIER", 0},
    {AT_TALKS, "ATD1 ATI", 1, "!EM7355", "ATI: the modem is connected, and takes no commands", 0},
    {AT_ECHOES, "AT+CMGS=4 >0011", 0, "+CMGS: 7\n|!0011", "", 0},
    {AT_TALKS, "AT+CMGS=4 >0011 AT+CSQ", 0, "+CMGS: 7\n+CSQ: 20,99\n", "", 0},
    {AT_TALKS, "AT+CMGS=4", 2, "", "asks for a text", 0},
    {AT_TALKS, "AT+CSQ >0011", 1, NULL, "did not ask for the text", 0},
    /* Nothing of it reaches a terminal as it is. */
    {AT_TALKS, "AT+RUBBISH", 0, "+RUBBISH: [2J1\n|\\x80\\x81|!\033", "", 0},
    {AT_TALKS, "AT+LONG", 0, "xxxxxxxx [cut]\n", "", 0},
    {AT_TALKS, "-j AT+CREG? AT+CPIN?", 1,
     "{\"command\":\"AT+CREG?\",\"lines\":[\"+CREG: 0,1\"],\"result\":\"OK\",\"unsolicited\":"
     "[\"RING\",\"+CEREG: 1\",\"^RSSI: 9\"]}\n|{\"command\":\"AT+CPIN?\",\"lines\":[],\"result\":"
     "\"+CME ERROR: 10\",\"unsolicited\":[]}\n",
     "SIM not inserted", 0},
    {AT_TALKS, "-j AT+RUBBISH", 0, "+RUBBISH: [2J1", "", 0},
    {AT_TALKS, "-j AT+LONG", 0, "xxxxx [cut]\"]", "", 0},
    {AT_TALKS, "-j -t {0.5} AT+NOTHING", 4, "\"lines\":[],\"result\":null", NULL, 0.8},
    /* Traces hide what is personal; answers do not. */
    {AT_TALKS, "-v AT+CIMI ATI 'AT!ENTERCND=\"A710\"'", 0, "262011234567890\n|351234567890123\n",
     "> AT+CIMI\n|< (hidden)\n|< IMEI: (hidden)\n|> AT!ENTERCND=(hidden)\n|< OK\n|!26201|!3512|"
     "!A710",
     0},
    {AT_TALKS, "-v --personal AT+CIMI 'AT!ENTERCND=\"A710\"'", 0, "262011234567890\n",
     "< 262011234567890|> AT!ENTERCND=\"A710\"", 0},
    {AT_TALKS, "-v AT+CMGS=4 >0011 AT+CREG?", 0, "+CMGS",
     "> (hidden) (text)|< ^RSSI: 9 (unsolicited)|!0011", 0},
    {AT_LATE, "-v ATI", 0, NULL, "< +COPS: 2 (dropped)", 0},
    /* What does not answer. */
    {AT_LISTENS, "-t {0.5} ATI", 4, "", "does not answer AT in time; is it an AT port?", 0.8},
    {AT_DEAF, "-t {0.5} ATI", 4, "", "does not answer AT in time", 0.8},
    {AT_TALKS, "-t {0.5} AT+NOTHING", 4, "", "AT+NOTHING: |no final result in time|see -t", 0.8},
    {AT_BABBLES, "-t {0.5} ATI", 5, "", "bytes that are no answer to AT|MBIM, QMI", 0.8},
    {AT_CHATTERS, "-t {0.5} ATI", 4, "", "does not answer AT in time", 0.8},
    {AT_LOCATES, "-t {0.5} ATI", 4, "", "positions (NMEA)", 0.8},
    {AT_TALKS, "AT+CSQ AT+HALF", 5, "+CSQ: 20,99\n+HALF: 1\n", "AT+HALF: |went away", 1},
    /* Usage. */
    {AT_TALKS, "", 2, "", "usage: wdmctl at", 0},
    {AT_TALKS, "I", 2, "", "at: 'I' does not begin with AT", 0},
    {AT_TALKS, "A/", 2, "", "A/ is no command", 0},
    {AT_TALKS, "'ATI\nATI'", 2, "", "control character", 0},
    {AT_TALKS, ">0011 ATI", 2, "", "no command that could ask", 0},
    {AT_TALKS, "AT+CMGS=4 >0011 >22", 2, "", "no command that could ask", 0},
    {AT_TALKS, "-m qmi ATI", 2, "", "not with -m qmi", 0},
};

/* What has come of a row. */
static void judge(size_t row, struct at_modem *other, const struct child *child, bool on_socket)
{
    const char *arguments = rows[row].arguments;
    char name[128];

    snprintf(name, sizeof name, "%s, manner %d", arguments, (int)rows[row].manner);
    check_at(child, name, rows[row].code, rows[row].out, rows[row].err,
             rows[row].most > 0 ? rows[row].most : 2);
    if (strncmp(arguments, "-j ", 3) == 0 && !json_lines(child->output.bytes, child->output.length))
        fail_msg("%s: no JSON: %s", name, child->output.bytes);
    /* A terminal whose modem has gone has no modes. */
    if (!on_socket && strstr(arguments, "HALF") == NULL && !at_modem_restored(other))
        fail_msg("%s: the terminal is not as it was", name);
    at_modem_stop(other);
}

/* Each row, on a terminal or a socket: several at once, for they mostly wait. */
static void play(bool on_socket)
{
    enum { GROUP = 6 };
    static struct child clients[GROUP];
    struct at_modem modems[GROUP];
    size_t group = run_crowd(GROUP), i, k;

    for (i = 0; i < COUNT(rows); i += group) {
        size_t count = COUNT(rows) - i < group ? COUNT(rows) - i : group;

        for (k = 0; k < count; k++) {
            at_modem_start(&modems[k], rows[i + k].manner, on_socket);
            start_at(&clients[k], &modems[k], rows[i + k].arguments);
        }
        child_wait_all(clients, count);
        for (k = 0; k < count; k++)
            judge(i + k, &modems[k], &clients[k], on_socket);
    }
}

static void test_terminal(void **state)
{
    (void)state;
    play(false);
}

static void test_socket(void **state)
{
    (void)state;
    play(true);
}

/* A signal ends the wait at once, and the modes are as they were. */
static void test_signals(void **state)
{
    static const struct {
        int signal, code;
        enum at_manner manner;
        const char *arguments, *waits_for;
    } signals[] = {
        {SIGINT, 130, AT_ECHOES, "-v AT+NOTHING", "> AT+NOTHING"},
        {SIGTERM, 143, AT_ECHOES, "-v AT+NOTHING", "> AT+NOTHING"},
        {SIGHUP, 129, AT_TALKS, "-v AT+NOTHING", "> AT+NOTHING"},
        {SIGINT, 130, AT_LISTENS, "-v ATI", "> AT\n"},
        {SIGTERM, 143, AT_CHATTERS, "-v ATI", "(dropped)"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(signals); i++) {
        double sent;

        at_modem_start(&modem, signals[i].manner, false);
        start_client(signals[i].arguments);
        if (!child_await(&client, signals[i].waits_for))
            fail_msg("%s: %s", signals[i].arguments, client.error.bytes);
        run_sleep(0.05);
        assert_false(at_modem_restored(&modem));
        sent = run_now();
        kill(client.pid, signals[i].signal);
        child_wait(&client);
        check(signals[i].arguments, signals[i].code, "", NULL, 10);
        assert_false(child_late_after(&client, sent, 0.5));
        assert_true(at_modem_restored(&modem));
        at_modem_stop(&modem);
    }
}

/* Unplugging is noticed while it waits. */
static void test_unplugged(void **state)
{
    double stopped;

    (void)state;
    at_modem_start(&modem, AT_TALKS, false);
    start_client("-v AT+NOTHING");
    assert_true(child_await(&client, "> AT+NOTHING"));
    stopped = run_now();
    at_modem_stop(&modem);
    child_wait(&client);
    check("unplugged", 5, "", "AT+NOTHING: |went away", 10);
    assert_false(child_late_after(&client, stopped, 0.5));
}

/* An emulator of another machine need not know who has a terminal. */
static bool emulated(void)
{
    const char *runner = getenv("WDMCTL_RUNNER");

    return runner != NULL && strstr(runner, "qemu") != NULL;
}

/* One program at a time has the terminal; the next finds it free. */
static void test_exclusive(void **state)
{
    static struct child other;
    char text[256];

    (void)state;
    at_modem_start(&modem, AT_TALKS, false);
    start_client("-v AT+NOTHING");
    assert_true(child_await(&client, "> AT+NOTHING"));
    snprintf(text, sizeof text, "at -d %s ATI", modem.path);
    if (at_modem_exclusive(&modem) || !emulated()) {
        run(&other, text);
        assert_int_equal(other.code, 3);
        assert_non_null(strstr(other.error.bytes, "another program"));
    }
    kill(client.pid, SIGINT);
    child_wait(&client);
    check("exclusive", 130, "", NULL, 10);
    run(&other, text);
    assert_int_equal(other.code, 0);
    assert_true(at_modem_restored(&modem));
    at_modem_stop(&modem);
}

/* Ports that carry no AT. */
static void test_other_ports(void **state)
{
    static const struct {
        const char *arguments;
        int code;
        const char *err;
    } others[] = {
        {"at ATI", 2, "no port is named; say which with -d"},
        {"at -d ttyNONE9 ATI", 3, "there is no /dev/ttyNONE9; AT ports are named"},
        {"at -d sim:em7355 ATI", 1, "the modem has no intel-at-tunnel"},
        {"at -d sim:em7355-qmi ATI", 3, "is a QMI port, and carries no AT commands"},
        {"at -d sim:nobody ATI", 2, "nobody"},
        {"at -d /dev/null ATI", 3, "is no modem port"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(others); i++) {
        run(&client, others[i].arguments);
        check(others[i].arguments, others[i].code, "", others[i].err, 2);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminal),  cmocka_unit_test(test_socket),
        cmocka_unit_test(test_signals),   cmocka_unit_test(test_unplugged),
        cmocka_unit_test(test_exclusive), cmocka_unit_test(test_other_ports),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
