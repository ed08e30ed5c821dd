/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * "wdmctl -p" against the real mbim-proxy and qmi-proxy (libmbim 1.28, libqmi 1.32).
 * The port that they open is a pseudo-terminal of the simulator: they take any
 * character device, and find no driver behind this one, so -m says which proxy it is
 * where both run.
 */
#include "peers.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum proxy { MBIM_PROXY = 0, QMI_PROXY };

static const char *const proxy_names[] = {"mbim-proxy", "qmi-proxy"};

static struct child sim, proxy, client;
static char device[64];

/* ---- A modem, and a proxy before it */

static bool listens(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
    bool connected;

    memcpy(address.sun_path + 1, name, strlen(name));
    connected = connect(fd, (const struct sockaddr *)&address, size) == 0;
    close(fd);
    return connected;
}

static void start_proxy(enum proxy which)
{
    static const char *const folders[] = {"/usr/libexec", "/usr/lib", "/usr/local/libexec"};
    struct run_options options = {.limit = 120};
    double until = run_now() + 5 * run_slow();
    char path[128];
    size_t i;

    for (i = 0; i < COUNT(folders); i++) {
        snprintf(path, sizeof path, "%s/%s", folders[i], proxy_names[which]);
        if (access(path, X_OK) == 0)
            break;
    }
    options.program = path;
    child_start(&proxy, "--no-exit", &options);
    while (!listens(proxy_names[which])) {
        struct child *child = &proxy;

        run_pump(&child, 1, run_now() + 0.01);
        if (proxy.ended || run_now() > until)
            fail_msg("%s does not listen: %s", path, proxy.error.bytes);
    }
}

static void start(enum proxy which, const char *specification)
{
    char arguments[128];

    snprintf(arguments, sizeof arguments, "sim %s --pty", specification);
    child_start(&sim, arguments, &(struct run_options){.limit = 120});
    if (!child_await(&sim, "\n"))
        fail_msg("%s: not ready: %s", arguments, sim.error.bytes);
    snprintf(device, sizeof device, "%.*s", (int)strcspn(sim.output.bytes, "\n"), sim.output.bytes);
    start_proxy(which);
}

static void stop_proxy(void)
{
    kill(proxy.pid, SIGTERM);
    child_wait(&proxy);
}

/* The modem says how many client ids nobody gave back. */
static void stop_sim(void)
{
    kill(sim.pid, SIGTERM);
    child_wait(&sim);
    if (child_defect(&sim) != NULL || sim.code != 0 ||
        strstr(sim.output.bytes, "client ids left allocated: 0") == NULL)
        fail_msg("the simulator ended with %d: %s%s", sim.code, sim.output.bytes, sim.error.bytes);
}

static void stop(void)
{
    stop_proxy();
    stop_sim();
}

static void kill_one(struct child *child)
{
    if (child->pid != 0 && !child->ended) {
        kill(child->pid, SIGKILL);
        child_wait(child);
    }
}

/* After a test that failed before it stopped them. */
static int kill_all(void **state)
{
    (void)state;
    kill_one(&proxy);
    kill_one(&sim);
    return 0;
}

/* ---- Clients */

enum who { WDMCTL = 0, MBIMCLI, QMICLI, QMICLI_OVER_MBIM };

static void begin(struct child *child, enum who who, const char *arguments)
{
    static const char *const programs[] = {
        NULL,
        "mbimcli --silent -p",
        "qmicli --silent -p --device-open-qmi",
        "qmicli --silent -p --device-open-mbim",
    };
    struct run_options options = {.program = programs[who]};
    char text[512];

    snprintf(text, sizeof text, "%s -d %s %s", who == WDMCTL ? "-p -t 5" : "", device, arguments);
    child_start(child, text, &options);
}

static void check(const struct child *child, const char *name, int code, double most,
                  const char *wanted)
{
    char text[2 * RUN_TEXT + 2], missed[256];

    snprintf(text, sizeof text, "%s%s", child->output.bytes, child->error.bytes);
    if (child_defect(child) != NULL || child->code != code || child->seconds > most * run_slow())
        fail_msg("%s: exit %d, not %d, after %.3f s: %s", name, child->code, code, child->seconds,
                 text);
    if (!run_matches(text, wanted, missed, sizeof missed))
        fail_msg("%s: no '%s' in: %s", name, missed, text);
}

struct row {
    enum who who;
    const char *arguments;
    int code;
    const char *wanted;
};

static void use_all(enum proxy which, const char *specification, const struct row *rows,
                    size_t count)
{
    size_t i;

    start(which, specification);
    for (i = 0; i < count; i++) {
        begin(&client, rows[i].who, rows[i].arguments);
        child_wait(&client);
        check(&client, rows[i].arguments, rows[i].code, 5, rows[i].wanted);
    }
    stop();
}

/* ---- One after the other */

static const struct row mbim_rows[] = {
    {WDMCTL, "-v info", 0,
     "manufacturer           Sierra Wireless, Incorporated|model                  EM7355|"
     "imei                   004402110000019|proxy-control configuration response #1: success|"
     "OPEN_DONE|release-cid response|CLOSE_DONE"},
    {WDMCTL, "-m mbim unlock", 0, "was on and is off|operating mode low-power"},
    {WDMCTL, "unlock", 0, "was off already"},
    {WDMCTL, "radio on", 0, ""},
    {WDMCTL, "radio", 0, "online"},
    {WDMCTL, "qmi dms get-capabilities", 0, "cdma20001x (1), evdo (2), gsm (4), umts (5), lte (8)"},
    {WDMCTL, "qmi dms get-msisdn", 0, "15550100123"},
    {WDMCTL, "mbim basic-connect device-caps", 0, "004402110000019|SWI9X15C_05.05.58.00"},
    {WDMCTL, "mbim basic-connect device-services", 0, "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3"},
    {WDMCTL, "mbim basic-connect subscriber-ready-status", 0, "8988001010000007357"},
    {WDMCTL, "mbim basic-connect register-state", 0, "Test PLMN"},
    {WDMCTL, "mbim basic-connect ip-configuration session_id=0", 1, "ContextNotActivated (16)"},
    {WDMCTL, "--json mbim basic-connect home-provider", 0, "Test PLMN"},
    {WDMCTL,
     "send 0300000030000000070000000100000000000000"
     "a289cc33bcbb8b4fb6b0133ec2aae6df010000000000000000000000",
     0, "device-caps response #7: success"},
    {MBIMCLI, "--query-device-caps", 0, "Device ID: '004402110000019'"},
    {QMICLI_OVER_MBIM, "--dms-get-operating-mode", 0, "Mode: 'online'"},
};

static void test_mbim(void **state)
{
    (void)state;
    use_all(MBIM_PROXY, "em7355", mbim_rows, COUNT(mbim_rows));
    /* Fragments, pieces, and indications that nobody asked for. */
    use_all(MBIM_PROXY, "em7355,frag=64,noise", mbim_rows, COUNT(mbim_rows));
    use_all(MBIM_PROXY, "em7355,split=7", mbim_rows, COUNT(mbim_rows));
}

static const struct row qmi_rows[] = {
    {WDMCTL, "-v info", 0,
     "manufacturer           Sierra Wireless, Incorporated|model                  EM7355|"
     "internal-proxy-open response #1: success|release-cid response"},
    {WDMCTL, "-m qmi unlock", 0, "was on and is off|operating mode low-power"},
    {WDMCTL, "unlock", 0, "was off already"},
    {WDMCTL, "radio on", 0, ""},
    {WDMCTL, "qmi dms get-operating-mode", 0, "online"},
    {WDMCTL, "qmi dms get-capabilities", 0, "cdma20001x (1), evdo (2), gsm (4), umts (5), lte (8)"},
    {WDMCTL, "qmi dms get-ids", 0, "004402110000019"},
    {WDMCTL, "qmi ctl get-version-info", 0, "dms"},
    {WDMCTL, "qmi dms set-operating-mode mode=77", 1, "InvalidArgument (48)"},
    {WDMCTL, "--json qmi dms get-model", 0, "\"EM7355\""},
    {WDMCTL, "send '01 0b 00 00 00 00 00 01 21 00 00 00'", 0, "get-version-info response"},
    {QMICLI, "--dms-get-model", 0, "Model: 'EM7355'"},
};

static void test_qmi(void **state)
{
    (void)state;
    use_all(QMI_PROXY, "em7355-qmi", qmi_rows, COUNT(qmi_rows));
    use_all(QMI_PROXY, "em7355-qmi,noise,split=7", qmi_rows, COUNT(qmi_rows));
}

/* ---- Several at once: ours, and others' */

static void use_at_once(enum proxy which, const char *specification, const struct row *rows,
                        size_t count)
{
    static struct child clients[6];
    size_t i, round;

    assert_true(count <= COUNT(clients));
    start(which, specification);
    for (round = 0; round < 3; round++) {
        double first_end = 1e18, last_begin = 0;

        for (i = 0; i < count; i++)
            begin(&clients[i], rows[i].who, rows[i].arguments);
        child_wait_all(clients, count);
        for (i = 0; i < count; i++) {
            double ended = clients[i].began + clients[i].seconds;

            check(&clients[i], rows[i].arguments, rows[i].code, 10, rows[i].wanted);
            first_end = ended < first_end ? ended : first_end;
            last_begin = clients[i].began > last_begin ? clients[i].began : last_begin;
        }
        if (last_begin >= first_end)
            fail_msg("%s: they were not there at once", specification);
    }
    stop();
}

static void test_two_at_once(void **state)
{
    static const struct row rows[] = {
        {WDMCTL, "info", 0, "EM7355|004402110000019"},
        {WDMCTL, "qmi dms get-capabilities", 0, "lte (8)|!EM7355"},
    };

    (void)state;
    use_at_once(MBIM_PROXY, "em7355,delay=30", rows, COUNT(rows));
    use_at_once(QMI_PROXY, "em7355-qmi,delay=30", rows, COUNT(rows));
}

static void test_with_others_at_once(void **state)
{
    static const struct row mbim[] = {
        {WDMCTL, "info", 0, "EM7355|004402110000019"},
        {MBIMCLI, "--query-device-caps", 0, "Device ID: '004402110000019'"},
        {WDMCTL, "mbim basic-connect home-provider", 0, "Test PLMN"},
        {QMICLI_OVER_MBIM, "--dms-get-model", 0, "Model: 'EM7355'"},
        {WDMCTL, "qmi dms get-capabilities", 0, "lte (8)"},
    };
    static const struct row qmi[] = {
        {WDMCTL, "info", 0, "EM7355|004402110000019"},
        {QMICLI, "--dms-get-model", 0, "Model: 'EM7355'"},
        {WDMCTL, "qmi dms get-capabilities", 0, "lte (8)"},
        {QMICLI, "--dms-get-ids", 0, "IMEI: '004402110000019'"},
    };

    (void)state;
    use_at_once(MBIM_PROXY, "em7355,delay=30", mbim, COUNT(mbim));
    use_at_once(QMI_PROXY, "em7355-qmi,delay=30", qmi, COUNT(qmi));
}

/* What one client has agreed on with the modem holds for all. */
static void test_others_version(void **state)
{
    static struct child other;

    (void)state;
    start(MBIM_PROXY, "mbimex3,drop=4");
    begin(&other, WDMCTL, "-v --mbimex 3 mbim basic-connect subscriber-ready-status");
    assert_true(child_await(&other, "subscriber-ready-status query"));
    begin(&client, WDMCTL, "-v mbim basic-connect packet-service");
    child_wait(&client);
    check(&client, "the version of others", 0, 5, "proxy-control version indication|frequency");
    kill(other.pid, SIGINT);
    child_wait(&other);
    stop();
}

/* ---- Ends */

static void test_none(void **state)
{
    (void)state;
    snprintf(device, sizeof device, "/dev/null");
    begin(&client, WDMCTL, "-m mbim info");
    child_wait(&client);
    check(&client, "no proxy", 3, 0.5, "no mbim-proxy runs|ModemManager");
    begin(&client, WDMCTL, "-m qmi info");
    child_wait(&client);
    check(&client, "no proxy", 3, 0.5, "no qmi-proxy runs|ModemManager");
}

/* A device that is no modem: mbim-proxy tries for a while, qmi-proxy takes it. */
static void test_no_modem(void **state)
{
    (void)state;
    snprintf(device, sizeof device, "/dev/null");
    start_proxy(MBIM_PROXY);
    begin(&client, WDMCTL, "-t 0.5 info");
    child_wait(&client);
    check(&client, "/dev/null", 4, 1, "mbim-proxy did not say in time that it opened /dev/null");
    stop_proxy();
    start_proxy(QMI_PROXY);
    begin(&client, WDMCTL, "-t 0.5 info");
    child_wait(&client);
    check(&client, "/dev/null", 4, 1, "did not answer|-m mbim");
    stop_proxy();
}

static void test_wrong_protocol(void **state)
{
    (void)state;
    start(MBIM_PROXY, "em7355-qmi");
    begin(&client, WDMCTL, "-t 0.5 info");
    child_wait(&client);
    check(&client, "QMI behind mbim-proxy", 4, 1, "mbim-proxy did not say in time that it opened");
    stop();
}

/* The proxy is killed while it is waited for an answer. */
static void test_killed(void **state)
{
    static const struct {
        enum proxy which;
        const char *specification, *wanted;
    } rows[] = {
        {MBIM_PROXY, "em7355,drop=3", "mbim-proxy hung up: |went away, or the proxy did"},
        {QMI_PROXY, "em7355-qmi,drop=2", "qmi-proxy hung up: |went away, or the proxy did"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        double killed;

        start(rows[i].which, rows[i].specification);
        begin(&client, WDMCTL, "-v qmi dms get-capabilities");
        assert_true(child_await(&client, "get-capabilities request"));
        killed = run_now();
        kill_one(&proxy);
        child_wait(&client);
        check(&client, rows[i].specification, 5, 4, rows[i].wanted);
        assert_true(client.began + client.seconds < killed + 0.5 * run_slow());
        /* Its client id is lost with it: another that asks the modem is needed for that. */
        kill_one(&sim);
    }
}

/* The modem is pulled out. */
static void test_unplugged(void **state)
{
    static const struct {
        enum proxy which;
        const char *specification, *wanted;
    } rows[] = {
        {MBIM_PROXY, "em7355,unplug=4", "mbim-proxy hung up: |went away, or the proxy did"},
        {QMI_PROXY, "em7355-qmi,unplug=3", "qmi-proxy hung up: |went away, or the proxy did"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        start(rows[i].which, rows[i].specification);
        begin(&client, WDMCTL, "-v unlock");
        child_wait(&client);
        check(&client, rows[i].specification, 5, 1, rows[i].wanted);
        stop_proxy();
        child_wait(&sim);
    }
}

static void test_interrupted(void **state)
{
    static const struct {
        enum proxy which;
        const char *specification, *waits_for;
    } rows[] = {
        {MBIM_PROXY, "em7355,drop=3", "get-capabilities request"},
        {QMI_PROXY, "em7355-qmi,drop=2", "get-capabilities request"},
        {MBIM_PROXY, "em7355,delay=60", "allocate-cid request"},
        {QMI_PROXY, "em7355-qmi,delay=60", "allocate-cid request"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        start(rows[i].which, rows[i].specification);
        begin(&client, WDMCTL, "-v qmi dms get-capabilities");
        assert_true(child_await(&client, rows[i].waits_for));
        kill(client.pid, SIGTERM);
        child_wait(&client);
        check(&client, rows[i].specification, 143, 2, "");
        begin(&client, WDMCTL, "qmi dms get-capabilities");
        child_wait(&client);
        check(&client, rows[i].specification, 0, 3, "lte (8)");
        stop();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_mbim, kill_all),
        cmocka_unit_test_teardown(test_qmi, kill_all),
        cmocka_unit_test_teardown(test_two_at_once, kill_all),
        cmocka_unit_test_teardown(test_with_others_at_once, kill_all),
        cmocka_unit_test_teardown(test_others_version, kill_all),
        cmocka_unit_test_teardown(test_none, kill_all),
        cmocka_unit_test_teardown(test_no_modem, kill_all),
        cmocka_unit_test_teardown(test_wrong_protocol, kill_all),
        cmocka_unit_test_teardown(test_killed, kill_all),
        cmocka_unit_test_teardown(test_unplugged, kill_all),
        cmocka_unit_test_teardown(test_interrupted, kill_all),
    };

    return cmocka_run_group_tests(tests, peers_setup, NULL);
}
