/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sessions that go on from one run of the program to the next: a data call, held and given
 * back; what is kept when things go wrong; and where the options make no sense. */
#include "rows.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct server server;
static struct child child;

/* Runs against the server, and checks how it ends; `out` and `err` as run_matches has
 * them. */
static void play(const char *arguments, int code, const char *out, const char *err,
                 const struct run_options *options)
{
    char line[512], missed[256];

    snprintf(line, sizeof line, "-d unix:%s %s", server.path, arguments);
    child_start(&child, line, options);
    child_wait(&child);
    if (child_defect(&child) != NULL)
        fail_msg("%s: %s", arguments, child_defect(&child));
    if (child.code != code || !run_matches(child.output.bytes, out, missed, sizeof missed) ||
        !run_matches(child.error.bytes, err, missed, sizeof missed))
        fail_msg("%s: exit %d, %s\n%s%s", arguments, child.code, missed, child.output.bytes,
                 child.error.bytes);
}

static void stop(long left)
{
    server_stop(&server, SIGTERM);
    if (server_left(&server) != left)
        fail_msg("%ld client ids are left, not %ld", server_left(&server), left);
}

/* ---- Where they make sense */

static const struct row usage_rows[] = {
    {"--client-id dms=0 qmi dms get-model", 2, NULL, "'dms=0' is not SERVICE=N|1 to 254", 0},
    {"--client-id dms=256 qmi dms get-model", 2, NULL, "'dms=256'", 0},
    {"--client-id dms=255 qmi dms get-model", 2, NULL, "'dms=255'", 0},
    {"--client-id dms=4294967297 qmi dms get-model", 2, NULL, "'dms=4294967297'", 0},
    {"--client-id dms=-1 qmi dms get-model", 2, NULL, "'dms=-1'", 0},
    {"--client-id dms=0x qmi dms get-model", 2, NULL, "'dms=0x'", 0},
    {"--client-id dms=1x qmi dms get-model", 2, NULL, "'dms=1x'", 0},
    {"--client-id dms= qmi dms get-model", 2, NULL, "'dms='", 0},
    {"--client-id =1 qmi dms get-model", 2, NULL, "'=1'", 0},
    {"--client-id dms qmi dms get-model", 2, NULL, "'dms'", 0},
    {"--client-id 20 qmi dms get-model", 2, NULL, "'20'", 0},
    {"--client-id dns=20 qmi dms get-model", 2, NULL, "no QMI service 'dns'|did you mean 'dms'?",
     0},
    {"--client-id ctl=20 qmi dms get-model", 2, NULL, "ctl has no client ids", 0},
    {"--client-id ssc=20 qmi dms get-model", 2, NULL, "ssc has no client ids", 0},
    {"--client-id dms=20 --client-id 0x02=21 qmi dms get-model", 2, NULL,
     "'dms=20' and '0x02=21': one a service", 0},
    {"--client-id 1=1 --client-id 2=1 --client-id 3=1 --client-id 4=1 --client-id 5=1 --client-id "
     "6=1 --client-id 7=1 --client-id 8=1 --client-id 9=1 qmi dms get-model",
     2, NULL, "--client-id: more than 8", 0},
    {"--keep-client-id mbim basic-connect device-caps", 2, NULL, "MBIM commands have no client ids",
     0},
    {"--client-id dms=1 mbim basic-connect device-caps", 2, NULL,
     "--client-id: MBIM commands have no client ids", 0},
    {"--client-id dms=1 send 01", 2, NULL, "send: --client-id: a raw message", 0},
    {"--keep-client-id send 01", 2, NULL, "send: --keep-client-id: a raw message", 0},
    {"--no-open -m qmi info", 2, NULL, "--no-open: with -m qmi nothing is opened", 0},
    {"--no-close -m qmi info", 2, NULL, "--no-close: with -m qmi nothing is opened", 0},
    {"--no-close probe", 2, NULL, "probe: --no-close is for qmi, mbim, info", 0},
    {"--no-open list", 2, NULL, "list: --no-open is for", 0},
    {"--keep-client-id usb composition", 2, NULL, "usb: --keep-client-id is for", 0},
    {"--client-id dms=1 at AT", 2, NULL, "at: --client-id is for", 0},
    {"--no-open decode README.md", 2, NULL, "decode: --no-open is for", 0},
    {"unlock --reset --keep-client-id", 2, NULL, "unlock --reset: not with --keep-client-id", 0},
    {"unlock --reset --no-open", 2, NULL, "unlock --reset: not with --no-open", 0},
    {"unlock --dry-run --no-close", 2, NULL, "unlock: --no-close: no modem is reached", 0},
    {"unlock --list --client-id dms=1", 2, NULL, "no modem is reached", 0},
    {"--no-open=yes info", 2, NULL, "--no-open takes no value", 0},
    {"info --client-id", 2, NULL, "--client-id wants SERVICE=N", 0},
    /* What is kept in JSON is an object of its own; what was given is not printed. */
    {"-j -d sim:em7355 --keep-client-id qmi dms get-model", 0,
     "\"EM7355\"}}\n{\"client_ids\":{\"dms\":20}}\n", NULL, 0},
    {"-j -d sim:em7355-qmi --keep-client-id info", 0, "{\"client_ids\":{\"dms\":20}}\n", NULL, 0},
    {"-j -d sim:em7355 --keep-client-id radio", 0, "{\"client_ids\":{\"dms\":20}}\n", NULL, 0},
    {"-j -d sim:em7355 --keep-client-id unlock", 0, "{\"client_ids\":{\"dms\":20}}\n", NULL, 0},
    {"-j -d sim:mbim-only --keep-client-id radio", 0, "}\n{\"client_ids\":{}}\n", NULL, 0},
    /* Raw QMI has nothing to open, and is not asked whether it has. */
    {"-d sim:em7355-qmi --no-open --no-close info", 0, "EM7355", "", 0},
    /* A modem that was told to restart keeps none. */
    {"-j -d sim:em7355 --keep-client-id qmi dms set-operating-mode mode=reset", 0, "!client_ids",
     NULL, 0},
    {"-d sim:em7355 --client-id dms=99 qmi dms get-model", 1, "",
     "InvalidClientId (7)|the modem has restarted", 0},
    {"-d sim:em7355 qmi dms get-model --client-id nas=7 --client-id 0xe9=0x07", 0, "EM7355", NULL,
     0},
};

static void test_usage(void **state)
{
    (void)state;
    rows_play(usage_rows, COUNT(usage_rows));
}

/* ---- A data call of WDS, on both carriers */

static void hold_call(const char *specification, const char *mode)
{
    static const char status[] = "qmi wds get-packet-service-status";
    char line[256];

    server_start(&server, specification);
    snprintf(line, sizeof line, "-m %s qmi wds start-network apn=internet --keep-client-id", mode);
    play(line, 0, "packet_data_handle", "client id wds=", NULL);
    assert_int_equal(run_lines(child.error.bytes), 1);
    /* The next runs use it, or another, and the call stays. */
    snprintf(line, sizeof line, "-m %s --client-id wds=20 -v %s", mode, status);
    play(line, 0, "connected (2)", "client 20|!allocate-cid|!release-cid|!request #1 ", NULL);
    snprintf(line, sizeof line, "-m %s %s", mode, status);
    play(line, 0, "connected (2)", "!client id", NULL);
    snprintf(line, sizeof line,
             "-m %s --client-id wds=20 --client-id 2=7 -v qmi nas get-rf-band-information", mode);
    play(line, 0, "eutran", "allocate-cid|release-cid", NULL);
    snprintf(line, sizeof line, "-m %s -j --client-id wds=20 --keep-client-id %s", mode, status);
    play(line, 0, "connected\"|{\"client_ids\":{}}\n", "", NULL);
    /* Given back, it is down. */
    snprintf(line, sizeof line,
             "-m %s qmi ctl release-cid release_info.service=wds release_info.cid=20", mode);
    play(line, 0, NULL, "", NULL);
    snprintf(line, sizeof line, "-m %s %s", mode, status);
    play(line, 0, "disconnected (1)", "", NULL);
    stop(0);
}

static void test_call(void **state)
{
    (void)state;
    hold_call("em7355,unlocked", "mbim");
    hold_call("em7355-qmi,unlocked", "qmi");
}

/* Without the option, the call ends with the run that made it. */
static void test_call_not_held(void **state)
{
    (void)state;
    server_start(&server, "em7355-qmi,unlocked");
    play("-m qmi qmi wds start-network", 0, "packet_data_handle", "", NULL);
    play("-m qmi qmi wds get-packet-service-status", 0, "disconnected", "", NULL);
    stop(0);
}

/* ---- A connection of MBIM */

#define CONNECT  "mbim basic-connect connect session_id=0 context_type=internet activation_command="
#define SETTINGS "mbim basic-connect ip-configuration query session_id=0"

static void test_session(void **state)
{
    (void)state;
    server_start(&server, "em7355,unlocked");
    play("-v --no-close " CONNECT "activate", 0, "activated", "OPEN #1,|!CLOSE", NULL);
    play("-v --no-open --no-close " SETTINGS, 0, "192.0.2.2", "!OPEN|!CLOSE|!query #1\n", NULL);
    play("--no-open --no-close qmi dms get-model", 0, "EM7355", "", NULL);
    play("--no-open --no-close info", 0, "EM7355", "", NULL);
    play("--no-open --no-close radio", 0, "online", "", NULL);
    play("--no-open --no-close unlock", 0, "was off already", "", NULL);
    play("--no-open --no-close send '03000000 30000000 07000000 01000000 00000000 a289cc33bcbb8b4f"
         "b6b0133ec2aae6df 01000000 00000000 00000000'",
         0, "device-caps response #7: success", "", NULL);
    /* A run that fails does not close what another opened. */
    play("--no-open --no-close mbim basic-connect device-caps query --mbimex 3", 1, "",
         "!NotOpened", NULL);
    play(SETTINGS " --no-open --no-close", 0, "192.0.2.2", "", NULL);
    play("-v --no-open " SETTINGS, 0, "192.0.2.2", "!OPEN|CLOSE_DONE", NULL);
    /* It is closed: it is opened after all, and the connection has ended. */
    play("-v --no-open " SETTINGS, 1, "", "NotOpened (5)|OPEN_DONE|ContextNotActivated|CLOSE_DONE",
         NULL);
    stop(0);
}

/* ---- What goes wrong gives back what it took */

static void test_failures(void **state)
{
    static const struct run_options no_err = {.no_err = true};
    static const struct run_options no_out = {.out = -1};

    (void)state;
    server_start(&server, "em7355");
    play("-v --no-close --keep-client-id qmi dms set-operating-mode mode=online", 1, "",
         "InvalidTransition|release-cid|CLOSE_DONE|!client id dms", NULL);
    /* Ids that nobody is told of are not kept. */
    play("--keep-client-id qmi dms get-model", 0, "EM7355", NULL, &no_err);
    play("-j --keep-client-id qmi dms get-model", 74, NULL, NULL, &no_out);
    play("--keep-client-id qmi dms get-model", 74, NULL, "!client id", &no_out);
    stop(0);
    /* One that is given stays, whatever happens. */
    server_start(&server, "em7355");
    play("--keep-client-id qmi dms get-model", 0, "EM7355", "client id dms=20\n", NULL);
    play("--client-id dms=20 qmi dms set-operating-mode mode=online", 1, "", "InvalidTransition",
         NULL);
    play("--client-id dms=20 qmi dms get-model", 0, "EM7355", "", NULL);
    stop(1);
}

static void test_interrupted(void **state)
{
    static const struct {
        const char *arguments;
        bool closes;
    } rows[] = {
        {"--keep-client-id", true},
        {"--no-close --keep-client-id", true},
        {"--no-open --no-close --keep-client-id", false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        char line[256];

        server_start(&server, rows[i].closes ? "em7355,drop=3" : "em7355,drop=4");
        if (!rows[i].closes)
            play("--no-close mbim basic-connect device-caps", 0, NULL, NULL, NULL);
        snprintf(line, sizeof line, "-d unix:%s -m mbim -v %s qmi dms get-model", server.path,
                 rows[i].arguments);
        child_start(&child, line, NULL);
        assert_true(child_await(&child, "get-model request"));
        kill(child.pid, SIGINT);
        child_wait(&child);
        assert_null(child_defect(&child));
        assert_int_equal(child.code, 130);
        assert_non_null(strstr(child.error.bytes, "release-cid response"));
        assert_int_equal(strstr(child.error.bytes, "CLOSE_DONE") != NULL, rows[i].closes);
        assert_null(strstr(child.error.bytes, "client id dms"));
        stop(0);
    }
}

/* The number of the first request of a run. */
static long first_number(const char *arguments, const char *before)
{
    const char *at;

    play(arguments, 0, NULL, NULL, NULL);
    at = strstr(child.error.bytes, before);
    assert_non_null(at);
    return atol(at + strlen(before));
}

/* No two runs on one session count from the same number. */
static void test_numbers(void **state)
{
    long last_qmi = 0, last_mbim = 0;
    int i;

    (void)state;
    server_start(&server, "em7355");
    play("--no-close --keep-client-id qmi dms get-model", 0, NULL, "client id dms=20", NULL);
    for (i = 0; i < 4; i++) {
        static const char again[] = "-v --no-open --no-close --client-id dms=20 qmi dms get-model";
        long qmi = first_number(again, "get-model request #");
        long mbim = first_number(again, "(in MBIM #");

        assert_true(qmi >= 1 && mbim >= 1);
        assert_int_not_equal(qmi, last_qmi);
        assert_int_not_equal(mbim, last_mbim);
        last_qmi = qmi;
        last_mbim = mbim;
        run_sleep(0.01);
    }
    stop(1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usage),         cmocka_unit_test(test_call),
        cmocka_unit_test(test_call_not_held), cmocka_unit_test(test_session),
        cmocka_unit_test(test_failures),      cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests_name("hold", tests, NULL, NULL);
}
