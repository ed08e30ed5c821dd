/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * -p: a modem through a proxy. The proxies are the simulator's ("sim --proxy"), and
 * what sits where one should and is none. What the real ones make of it is for
 * tests/interop.
 */
#include "network.h"
#include "peer.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct server server, second;
static struct child client;

/* After a test that failed before it stopped them. */
static int kill_proxies(void **state)
{
    (void)state;
    server_kill(&server);
    server_kill(&second);
    return 0;
}

/* An end with `code` within `most` seconds, times the slow factor, and with what is
 * wanted on stdout or stderr. */
static void check(const struct child *child, const char *name, int code, double most,
                  const char *wanted)
{
    char text[2 * RUN_TEXT + 2], missed[256];

    snprintf(text, sizeof text, "%s%s", child->output.bytes, child->error.bytes);
    if (child_defect(child) != NULL || child->code != code || child_late(child, most))
        fail_msg("%s: exit %d, not %d, after %.3f s, held for %.3f s: %s", name, child->code, code,
                 child->seconds, child->held, text);
    if (!run_matches(text, wanted, missed, sizeof missed))
        fail_msg("%s: no '%s' in: %s", name, missed, text);
}

/* Runs the client with a proxy, or what sits in its place, at the other end. */
static void run_with(pid_t other, const char *arguments)
{
    child_start(&client, arguments, NULL);
    child_beside(&client, other);
    child_wait(&client);
}

static void use(const char *arguments, int code, double most, const char *wanted)
{
    run_with(server.child.pid, arguments);
    check(&client, arguments, code, most, wanted);
}

#define DEVICE "-p -t 5 -d /dev/null "

struct row {
    const char *arguments;
    int code;
    const char *wanted;
};

static void use_all(const char *specification, const struct row *rows, size_t count)
{
    size_t i;

    server_start_proxy(&server, specification);
    for (i = 0; i < count; i++)
        use(rows[i].arguments, rows[i].code, 5, rows[i].wanted);
    server_stop_clean(&server);
}

/* ---- Commands */

static void test_mbim(void **state)
{
    static const struct row rows[] = {
        {DEVICE "-v info", 0,
         "EM7355|> MBIM proxy-control configuration set #1|MBIM OPEN #|release-cid response|"
         "CLOSE_DONE"},
        {DEVICE "unlock", 0, "/dev/null\n|was on and is off"},
        {DEVICE "--json unlock", 0, "{\"port\":\"/dev/null\"|\"lock_before\":\"off\""},
        {DEVICE "radio on", 0, ""},
        {DEVICE "radio", 0, "online"},
        {DEVICE "qmi dms get-capabilities", 0, "lte (8)"},
        {DEVICE "mbim basic-connect device-services", 0, "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3"},
        {DEVICE "mbim basic-connect ip-configuration session_id=0", 1, "ContextNotActivated (16)"},
        {DEVICE "send 03000000300000000700000001000000000000"
                "00a289cc33bcbb8b4fb6b0133ec2aae6df010000000000000000000000",
         0, "device-caps response #7: success"},
        {"-p -t 5 -m mbim -d null info", 0, "EM7355"},
    };

    (void)state;
    use_all("em7355", rows, COUNT(rows));
}

static void test_qmi(void **state)
{
    static const struct row rows[] = {
        {DEVICE "-v info", 0, "EM7355|> QMI ctl internal-proxy-open request|release-cid response"},
        {DEVICE "unlock", 0, "was on and is off"},
        {DEVICE "radio on", 0, ""},
        {DEVICE "qmi dms get-operating-mode", 0, "online"},
        {DEVICE "qmi ctl get-version-info", 0, "dms"},
        {DEVICE "qmi dms set-operating-mode mode=77", 1, "InvalidArgument"},
        {DEVICE "--mbimex 2 info", 2, "speaks QMI"},
        {DEVICE "send '01 0b 00 00 00 00 00 01 21 00 00 00'", 0, "get-version-info response"},
    };

    (void)state;
    use_all("em7355-qmi", rows, COUNT(rows));
}

/* The proxy hears of the device by its own path, whatever leads there. */
static void test_device_path(void **state)
{
    char link[128];

    (void)state;
    snprintf(link, sizeof link, "%s/link", run_folder());
    assert_int_equal(symlink("/dev/null", link), 0);
    server_start_proxy(&server, "em7355");
    use("-p -t 5 -vv -d {tmp}/link mbim basic-connect device-caps", 0, 5,
        "device_path  /dev/null|timeout      6 s");
    use("-p -t 5 -vv -d /dev/../dev/./null mbim basic-connect device-caps", 0, 5,
        "device_path  /dev/null");
    server_stop_clean(&server);
}

/* ---- Which proxy, and none */

static void test_which(void **state)
{
    (void)state;
    use(DEVICE "info", 3, 0.5, "no qmi-proxy runs; nor does mbim-proxy");
    use(DEVICE "-m mbim info", 3, 0.5, "no mbim-proxy runs|ModemManager|leave -p out");
    use(DEVICE "-m qmi info", 3, 0.5, "no qmi-proxy runs|ModemManager");
    server_start_proxy(&server, "em7355");
    use(DEVICE "-m qmi info", 3, 0.5, "no qmi-proxy runs");
    use(DEVICE "send '01 0b 00 00 00 00 00 01 21 00 00 00'", 3, 0.5, "no qmi-proxy runs");
    server_start_proxy(&second, "em7355-qmi");
    use(DEVICE "info", 2, 0.5,
        "mbim-proxy and qmi-proxy run, and the driver of /dev/null is not known|-m");
    use(DEVICE "-m mbim -v info", 0, 5, "MBIM OPEN|EM7355");
    use(DEVICE "-m qmi -v info", 0, 5, "!MBIM|EM7355");
    server_stop_clean(&server);
    use(DEVICE "-v info", 0, 5, "internal-proxy-open|EM7355");
    server_stop_clean(&second);
}

static void test_usage(void **state)
{
    static const struct row rows[] = {
        {"-p -d sim:em7355 info", 2, "--proxy: a proxy opens a device in /dev, not sim:em7355"},
        {"-p -d unix:/tmp/x info", 2, "--proxy: a proxy opens a device in /dev, not unix:/tmp/x"},
        {"-p -d replay:x info", 2, "--proxy: a proxy opens a device in /dev, not replay:x"},
        {"-p -d /dev/null probe", 2, "probe: a proxy speaks one protocol"},
        {"-p -d /dev/cdc-wdm999 info", 3, "there is no /dev/cdc-wdm999"},
        {"-p -d cdc-wdm999 info", 3, "there is no /dev/cdc-wdm999"},
        {"-p -d /etc/passwd info", 3, "/etc/passwd is no character device"},
        {"-p -d /dev/null/x info", 3, "there is no /dev/null/x"},
        {"--proxy=yes -d /dev/null info", 2, "--proxy takes no value"},
        {"-p -d sim:em7355 unlock --dry-run", 0, "set-fcc-authentication"},
        {"sim em7355 -p", 2, "--listen PATH, --proxy"},
        {"--help", 0, "-p, --proxy"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++)
        use(rows[i].arguments, rows[i].code, 0.5, rows[i].wanted);
}

/* ---- Faults of the modem behind it */

static void test_faults(void **state)
{
    static const struct {
        const char *specification, *arguments;
        int code;
        double most;
        const char *wanted;
    } rows[] = {
        {"em7355,delay=20", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355,split=1", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355,split=13,noise", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355,frag=64", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355,merge,dup=3", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355,first-open-lost", "-t 5 unlock", 0, 4, "was on and is off"},
        /* The proxy asks again after two seconds, however slow the machine is. */
        {"em7355,drop=1", "-t 0.7 info", 4, 1,
         "mbim-proxy did not say in time that it opened /dev/null|-t"},
        {"em7355,drop=3", "-t {0.2} qmi dms get-model", 4, 0.5, "did not answer in time"},
        {"em7355,drop=2", "-t {0.9} qmi dms get-model", 0, 0.9, "EM7355"},
        {"em7355,drop=4", "-t {0.2} qmi dms get-model", 0, 0.9, "EM7355|releasing client ids"},
        {"em7355,late=2", "-t {0.9} qmi dms get-model", 0, 0.9, "EM7355"},
        {"em7355,garble=2", "-t {0.9} qmi dms get-model", 0, 0.9, "EM7355"},
        {"em7355,garble=3", "-t {0.2} qmi dms get-model", 4, 0.5, "did not answer in time"},
        {"em7355,truncate=3", "-t {0.2} qmi dms get-model", 4, 0.5, "did not answer in time"},
        {"em7355,busy", "-t 5 qmi dms get-model", 1, 1, "ClientIdsExhausted"},
        {"em7355-qmi,delay=20", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355-qmi,split=1,noise", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355-qmi,merge,dup=2", "-t 5 unlock", 0, 2, "was on and is off"},
        {"em7355-qmi,first-open-lost", "-t {0.9} unlock", 0, 0.9, "was on and is off"},
        {"em7355-qmi,drop=1", "-t {0.9} qmi dms get-model", 0, 0.9, "EM7355"},
        {"em7355-qmi,late=1", "-t {0.9} qmi dms get-model", 0, 0.9, "EM7355"},
        {"em7355-qmi,garble=1", "-t {0.9} qmi dms get-model", 0, 0.9, "EM7355"},
        {"em7355-qmi,garble=2", "-t {0.2} qmi dms get-model", 4, 0.5, "did not answer in time"},
        {"em7355-qmi,drop=2", "-t {0.2} qmi dms get-model", 4, 0.5, "did not answer in time"},
        {"silent", "-t {0.2} info", 4, 0.5, "did not answer in time"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        char arguments[128];

        snprintf(arguments, sizeof arguments, "-p -d /dev/null %s", rows[i].arguments);
        server_start_proxy(&server, rows[i].specification);
        run_with(server.child.pid, arguments);
        check(&client, rows[i].specification, rows[i].code, rows[i].most, rows[i].wanted);
        server_stop_clean(&server);
    }
}

/* ---- Ends in the middle */

static void start_waiting(const char *specification, const char *arguments, const char *waits_for)
{
    server_start_proxy(&server, specification);
    child_start(&client, arguments, NULL);
    child_beside(&client, server.child.pid);
    if (!child_await(&client, waits_for))
        fail_msg("%s: it never sent '%s': %s", arguments, waits_for, client.error.bytes);
}

static void test_killed(void **state)
{
    static const struct {
        const char *specification, *waits_for;
        int code;
        const char *wanted;
    } rows[] = {
        {"em7355,drop=3", "get-capabilities request", 5,
         "mbim-proxy hung up: /dev/null went away, or the proxy did"},
        {"em7355-qmi,drop=2", "get-capabilities request", 5,
         "qmi-proxy hung up: /dev/null went away, or the proxy did"},
        {"em7355,drop=1", "configuration set", 3, "mbim-proxy hung up and did not open /dev/null"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        double killed;

        start_waiting(rows[i].specification, "-p -v -t 10 -d /dev/null qmi dms get-capabilities",
                      rows[i].waits_for);
        killed = run_now();
        server_kill(&server);
        child_wait(&client);
        check(&client, rows[i].specification, rows[i].code, 5, rows[i].wanted);
        assert_false(child_late_after(&client, killed, 0.5));
    }
}

static void test_unplugged(void **state)
{
    (void)state;
    server_start_proxy(&server, "em7355,unplug=3");
    use(DEVICE "unlock", 5, 0.5, "mbim-proxy hung up: /dev/null went away");
    child_wait(&server.child);
    assert_int_equal(server.child.code, 0);
}

/* Client ids are given back, and the modem is as good as new. */
static void test_interrupted(void **state)
{
    static const struct {
        const char *specification, *waits_for;
    } rows[] = {
        {"em7355,drop=3", "get-capabilities request"},
        {"em7355-qmi,drop=2", "get-capabilities request"},
        {"em7355,delay=60", "allocate-cid request"},
        {"em7355-qmi,delay=60", "allocate-cid request"},
        {"em7355,first-open-lost", "configuration set"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        start_waiting(rows[i].specification, "-p -v -t 10 -d /dev/null qmi dms get-capabilities",
                      rows[i].waits_for);
        kill(client.pid, SIGINT);
        child_wait(&client);
        check(&client, rows[i].specification, 130, 1.5, "");
        use(DEVICE "qmi dms get-capabilities", 0, 5, "lte (8)");
        server_stop_clean(&server);
    }
}

/* ---- Several at once */

#define AT_ONCE 6

static void test_at_once(void **state)
{
    static const char *const specifications[] = {"em7355,delay=20", "em7355-qmi,delay=20",
                                                 "em7355,noise,frag=64", "em7355-qmi,split=5"};
    static const struct row rows[] = {
        {DEVICE "qmi dms get-model", 0, "EM7355|!0044"},
        {DEVICE "qmi dms get-ids", 0, "004402110000019|!EM7355"},
        {DEVICE "info", 0, "EM7355|004402110000019"},
    };
    static struct child clients[AT_ONCE];
    size_t count = run_crowd(AT_ONCE), round, i;

    (void)state;
    for (round = 0; round < COUNT(specifications); round++) {
        server_start_proxy(&server, specifications[round]);
        for (i = 0; i < count; i++) {
            child_start(&clients[i], rows[i % COUNT(rows)].arguments, NULL);
            child_beside(&clients[i], server.child.pid);
        }
        child_wait_all(clients, count);
        for (i = 0; i < count; i++)
            check(&clients[i], specifications[round], 0, 5, rows[i % COUNT(rows)].wanted);
        server_stop_clean(&server);
    }
}

/* What one client has agreed on with the modem holds for all: it answers by it. */
static void test_others_version(void **state)
{
    static struct child other;

    (void)state;
    server_start_proxy(&server, "mbimex3,drop=6");
    use(DEVICE "mbim basic-connect packet-service", 0, 5, "!frequency");
    child_start(&other, "-p -v -t {3} --mbimex 3 -d /dev/null mbim basic-connect device-caps",
                NULL);
    assert_true(child_await(&other, "device-caps query"));
    use(DEVICE "mbim basic-connect packet-service", 0, 5, "frequency");
    kill(other.pid, SIGINT);
    child_wait(&other);
    server_stop_clean(&server);
}

/* ---- What is no proxy */

static void test_strangers(void **state)
{
    static const struct {
        enum peer_manner manner;
        const char *path, *arguments;
        int code;
        const char *wanted;
    } rows[] = {
        {PEER_LISTENS, "@mbim-proxy", "-t {0.2} info", 4, "mbim-proxy did not say in time"},
        {PEER_LISTENS, "@qmi-proxy", "-t {0.2} info", 4, "qmi-proxy did not say in time"},
        {PEER_DEAF, "@mbim-proxy", "-t {0.2} info", 4, "mbim-proxy did not say in time"},
        {PEER_BABBLES, "@mbim-proxy", "-t {0.2} info", 5, "what answers as mbim-proxy"},
        {PEER_BABBLES, "@qmi-proxy", "-t {0.2} info", 5, "what answers as qmi-proxy"},
        {PEER_ZEROS, "@mbim-proxy", "-t {0.2} info", 5, "what answers as mbim-proxy"},
        {PEER_PROMISES, "@mbim-proxy", "-t {0.2} info", 5, "what answers as mbim-proxy"},
        {PEER_INDICATES, "@mbim-proxy", "-t {0.2} info", 4, "mbim-proxy did not say in time"},
        {PEER_LEAVES, "@mbim-proxy", "-t 5 info", 3, "mbim-proxy hung up and did not open"},
        {PEER_LEAVES, "@qmi-proxy", "-t 5 info", 3, "qmi-proxy hung up and did not open"},
        {PEER_TALKS, "@mbim-proxy", "-t 5 info", 5, "what answers as mbim-proxy"},
        {PEER_BREAKS_OFF, "@mbim-proxy", "-t {0.2} info", 4, "mbim-proxy did not say in time"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        struct peer peer;
        char arguments[128];

        snprintf(arguments, sizeof arguments, "-p -d /dev/null -m %s %s",
                 rows[i].path[1] == 'm' ? "mbim" : "qmi", rows[i].arguments);
        peer_start_at(&peer, rows[i].manner, rows[i].path);
        run_with(peer.pid, arguments);
        peer_stop(&peer);
        check(&client, arguments, rows[i].code, 0.8, rows[i].wanted);
    }
}

static bool was_root;

static int setup(void **state)
{
    was_root = geteuid() == 0;
    return network_setup(state);
}

/* Proxies serve root alone, and hang up on others without a word. */
static void test_nobody(void **state)
{
    const struct run_options options = {.nobody = was_root};
    struct peer peer;

    (void)state;
    peer_start_at(&peer, PEER_LEAVES, "@mbim-proxy");
    child_start(&client, "-p -t 5 -d /dev/null info", &options);
    child_wait(&client);
    peer_stop(&peer);
    check(&client, "nobody", 3, 0.5, was_root ? "mbim-proxy hung up|run as root" : "hung up");
}

/* ModemManager's call finds the port in the hands of its proxy; one that does not open it
 * leaves the port itself. */
static void test_modem_manager(void **state)
{
    static const char call[] = "/org/freedesktop/ModemManager1/Modem/0 ttyUSB98 /dev/null";
    static const struct {
        enum peer_manner manner;
        int code;
        double most;
        const char *wanted;
    } strangers[] = {
        {PEER_LISTENS, 4, 4.5, "mbim-proxy did not say in time"},
        {PEER_LEAVES, 3, 0.5, "/dev/null is no modem port"},
    };
    struct peer peer;
    size_t i;

    (void)state;
    server_start_proxy(&server, "em7355");
    use(call, 0, 2, "was on and is off");
    use(call, 0, 2, "was off already");
    server_stop_clean(&server);
    use(call, 3, 0.5, "/dev/null is no modem port");
    for (i = 0; i < COUNT(strangers); i++) {
        peer_start_at(&peer, strangers[i].manner, "@mbim-proxy");
        run_with(peer.pid, call);
        peer_stop(&peer);
        check(&client, call, strangers[i].code, strangers[i].most, strangers[i].wanted);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_mbim, kill_proxies),
        cmocka_unit_test_teardown(test_qmi, kill_proxies),
        cmocka_unit_test_teardown(test_device_path, kill_proxies),
        cmocka_unit_test_teardown(test_which, kill_proxies),
        cmocka_unit_test_teardown(test_usage, kill_proxies),
        cmocka_unit_test_teardown(test_faults, kill_proxies),
        cmocka_unit_test_teardown(test_killed, kill_proxies),
        cmocka_unit_test_teardown(test_unplugged, kill_proxies),
        cmocka_unit_test_teardown(test_interrupted, kill_proxies),
        cmocka_unit_test_teardown(test_at_once, kill_proxies),
        cmocka_unit_test_teardown(test_others_version, kill_proxies),
        cmocka_unit_test_teardown(test_strangers, kill_proxies),
        cmocka_unit_test_teardown(test_nobody, kill_proxies),
        cmocka_unit_test_teardown(test_modem_manager, kill_proxies),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}
