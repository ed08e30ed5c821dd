/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Recorded sessions played again: as the modem (-d replay:, sim --replay) and as the host
 * (replay), and compared (diff). The sessions are traces of the program itself, and those
 * of fixtures/. */
#include "rows.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct child child;

static void write_file(const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/%s", run_folder(), name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* Runs a command and keeps its trace as {tmp}/NAME; what it printed is in `child`. */
static void record(const char *name, const char *arguments)
{
    char line[256];
    (void)snprintf(line, sizeof(line), "-vv --personal -t {5} %s", arguments);
    run(&child, line);
    if (child_defect(&child) != NULL || child.code != 0)
        fail_msg("%s: exit %d: %s", line, child.code, child.error.bytes);
    write_file(name, child.error.bytes);
}

/* What is behind the first line, which names the port. */
static const char *behind_first_line(const char *text)
{
    const char *end = strchr(text, '\n');
    return end != NULL ? end + 1 : text;
}

/* What a command prints of a simulated modem, it prints of its recording too. */
static void test_modem(void **state)
{
    (void)state;
    static const struct {
        const char *personality, *command;
        bool named; /* the first line names the port */
    } rows[] = {
        {"em7355", "unlock", true},          {"em7355", "unlock --power-on", true},
        {"em7355", "info", false},           {"em7355-qmi", "unlock", true},
        {"em7355-qmi", "info", false},       {"mbim-only", "mbim basic-connect device-caps", false},
        {"em7355,unlocked", "radio", false},
    };
    static const char *const options[] = {"", ",order=strict", ",order=strict,unknown=silence",
                                          ",speed=1", ",frag=64,noise"};
    static char printed[RUN_TEXT + 1];
    for (size_t i = 0; i < COUNT(rows); i++) {
        char line[256];
        (void)snprintf(line, sizeof(line), "-d sim:%s %s", rows[i].personality, rows[i].command);
        record("session.log", line);
        (void)snprintf(printed, sizeof(printed), "%s", child.output.bytes);
        for (size_t k = 0; k < COUNT(options); k++) {
            (void)snprintf(line, sizeof(line), "-t {5} -d replay:{tmp}/session.log%s %s",
                           options[k], rows[i].command);
            run(&child, line);
            if (child_defect(&child) != NULL || child.code != 0)
                fail_msg("%s: exit %d: %s", line, child.code, child.error.bytes);
            assert_string_equal(rows[i].named ? behind_first_line(child.output.bytes)
                                              : child.output.bytes,
                                rows[i].named ? behind_first_line(printed) : printed);
        }
    }
}

/* Exit codes and output of one run, without the rules of rows.h on standard error. */
static void expect(const char *arguments, int code, const char *out, const char *err)
{
    char missed[128];
    run(&child, arguments);
    if (child_defect(&child) != NULL || child.code != code ||
        !run_matches(child.output.bytes, out, missed, sizeof(missed)) ||
        !run_matches(child.error.bytes, err, missed, sizeof(missed)))
        fail_msg("%s: exit %d: %s%s", arguments, child.code, child.output.bytes, child.error.bytes);
}

static void test_host(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"replay {tmp}/locked.log -d sim:em7355", 0, "no differences in 10 messages\n", NULL, 5},
        {"-j replay {tmp}/locked.log -d sim:em7355", 0, "{\"compared\":10,\"different\":0}\n", NULL,
         5},
        {"replay {tmp}/locked.log -d sim:em7355,frag=64,noise", 0, "no differences", NULL, 5},
        {"replay {tmp}/locked.log -d replay:{tmp}/locked.log,order=strict", 0, "no differences",
         NULL, 5},
        {"replay {tmp}/locked.log -d sim:em7355,unlocked", 1,
         "  dms get-operating-mode response\n    mode  low-power (1) -> online (0)\n|"
         "    result  None (0) -> NoEffect (26)\n|    sw_radio_state  off (0) -> on (1)\n|!cid",
         "wdmctl: replay: 5 of 10 messages differ\n", 5},
        {"replay {tmp}/locked.log -d sim:em7355,unlocked --ignore mode,result,sw_radio_state", 0,
         "no differences in 10", NULL, 5},
        {"-j replay {tmp}/locked.log -d sim:em7355,unlocked", 1,
         "\"change\":\"field\",\"field\":\"mode\",\"old\":{\"value\":1,\"name\":\"low-power\"},"
         "\"new\":{\"value\":0,\"name\":\"online\"}}\n|{\"compared\":10,\"different\":5}\n",
         "5 of 10", 5},
        {"replay {tmp}/info.log -d sim:em7355 --all", 0, "no differences", NULL, 5},
        {"replay {tmp}/info.log -d sim:em7355-qmi", 2, "",
         "the capture is of MBIM, and sim:em7355-qmi speaks QMI", 5},
        /* Nothing answers: each wait ends. */
        {"replay {tmp}/locked.log -d sim:silent --answer-timeout {0.3}", 4, NULL,
         "was not answered in time", 5},
        {"-t {0.4} replay {tmp}/locked.log -d sim:silent", 4, NULL, "was not answered in time", 5},
        {"replay {tmp}/locked.log -d sim:em7355,drop=4 --answer-timeout {0.3}", 4, NULL,
         "wdmctl: replay: message ", 5},
        {"replay {tmp}/locked.log -d sim:em7355,unplug=4", 5, NULL, "was unplugged", 5},
        {"replay {tmp}/locked.log -d sim:em7355,garble=4 --answer-timeout {0.3}", 5, NULL, "wdmctl",
         5},
        {"replay {tmp}/locked.log -d sim:em7355 --answer-timeout 0", 2, NULL, "'0' is not 0.01", 5},
        {"replay {tmp}/not-there -d sim:em7355", 3, "", "cannot read ", 5},
        {"replay README.md -d sim:em7355", 2, "", "README.md: no messages were found in it", 5},
        {"replay", 2, "", "replay: something is missing", 5},
        {"replay fixtures/em7455-wrong-length.txt -d sim:em7355", 1,
         "swi-get-usb-composition response", NULL, 5},
        {"replay fixtures/sim-qmicli-operating-mode.log -d sim:em7355", 0, "no differences in 6",
         NULL, 5},
    };
    record("locked.log", "-d sim:em7355 unlock");
    record("info.log", "-d sim:em7355 info");
    rows_play(rows, COUNT(rows));
}

static void test_diff(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"diff {tmp}/locked.log {tmp}/locked.log", 0, "no differences in 20 messages\n", NULL, 5},
        {"diff {tmp}/locked.log {tmp}/open.log", 1,
         "dms get-operating-mode response\n    mode  low-power (1) -> online (0)\n|"
         "result  None (0) -> NoEffect (26)|!only in",
         "wdmctl: diff: 5 of 20 messages differ\n", 5},
        {"diff {tmp}/info.log {tmp}/locked.log", 1,
         " | -  dms get-manufacturer request: only in the first\n|"
         "- | |  dms set-fcc-authentication request: only in the second\n",
         "diff: 10 of 20 messages differ", 5},
        {"-j diff {tmp}/info.log {tmp}/locked.log", 1,
         ",\"after\":null,\"message\":\"dms get-manufacturer request\",\"change\":\"missing\"}\n|"
         "{\"before\":null,\"after\":|\"change\":\"extra\"}\n",
         "10 of 20", 5},
        {"diff fixtures/sim-qmicli-operating-mode.log fixtures/em7355-fcc-auth.txt", 1, NULL,
         "differ", 5},
        {"diff {tmp}/locked.log", 2, "", "something is missing", 5},
        {"diff {tmp}/locked.log {tmp}/none", 3, "", "cannot read ", 5},
        {"diff README.md {tmp}/locked.log", 2, "", "no messages were found", 5},
        {"diff --help", 0, "usage: wdmctl diff A B|--ignore NAME|--indications", NULL, 5},
        {"replay --help", 0, "usage: wdmctl replay FILE|--answer-timeout", NULL, 5},
    };
    record("locked.log", "-d sim:em7355 unlock");
    record("open.log", "-d sim:em7355,unlocked unlock");
    record("info.log", "-d sim:em7355 info");
    rows_play(rows, COUNT(rows));
    /* A private value is only shown where that is wanted. */
    record("first.log", "-d sim:em7355 qmi dms get-ids");
    char *imei = strstr(child.error.bytes, "30 30 34 34 30 32");
    assert_non_null(imei);
    imei[1] = '9';
    write_file("second.log", child.error.bytes);
    expect("diff {tmp}/first.log {tmp}/second.log", 1, "imei  (hidden) -> (hidden)\n|!0044", NULL);
    expect("--personal diff {tmp}/first.log {tmp}/second.log", 1,
           "imei  004402110000019 -> 904402110000019\n", NULL);
    expect("-j diff {tmp}/first.log {tmp}/second.log", 1, "\"old\":null,\"new\":null|!0044", NULL);
}

/* Every fixture as a modem: whatever is asked, it ends in time. */
static void test_fixtures(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"-t {0.4} -d replay:fixtures/em7355-allocate-cid.txt qmi dms get-ids", 4, "", NULL, 5},
        {"-t {5} -d replay:fixtures/em7355-fcc-auth.txt qmi dms set-fcc-authentication", 0, "",
         NULL, 5},
        {"-t {5} -d replay:fixtures/em7355-fcc-auth.txt qmi dms get-ids", 1, "",
         "NotSupported (94)", 5},
        {"-t {0.4} -d replay:fixtures/em7355-fcc-auth.txt,unknown=silence qmi dms get-ids", 4, "",
         "wdmctl: ", 5},
        {"-t {5} -d replay:fixtures/em7355-usb-composition.txt qmi dms swi-get-usb-composition", 0,
         "14|19", NULL, 5},
        {"-t {5} -d replay:fixtures/em7455-wrong-length.txt qmi dms swi-get-usb-composition", 0,
         NULL, NULL, 5},
        {"-t {5} -d replay:fixtures/em7455-wrong-length.txt mbim basic-connect device-services", 0,
         "d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3", NULL, 5},
        {"-t {5} -d replay:fixtures/em7455-wrong-length.txt mbim basic-connect radio-state", 1, "",
         "NoDeviceSupport (9)", 5},
        {"-t {0.4} -d replay:fixtures/em7355-qmicli-verbose.log qmi dms get-capabilities", 4, "",
         NULL, 5},
        {"-t {5} -d replay:fixtures/sim-mbimcli-radio-state.log mbim basic-connect radio-state", 0,
         "radio_state", NULL, 5},
        {"-t {5} -d replay:fixtures/sim-qmicli-operating-mode.log qmi dms get-operating-mode", 0,
         "low-power (1)", NULL, 5},
        {"-d replay:fixtures/em7355-fcc-auth.txt,order=up info", 2, "", "'order=up' is none of", 5},
        {"-d replay:fixtures/em7355-fcc-auth.txt,dorp=1 info", 2, "", "no fault 'dorp'", 5},
        {"-d replay:{tmp}/none info", 3, "", "cannot read ", 5},
        {"-d replay: info", 2, "", "name a file", 5},
        {"-d replay:README.md info", 2, "", "README.md: no messages were found in it", 5},
        {"sim em7355 --replay README.md --pty", 2, "", "'em7355' is too much", 5},
        {"sim --replay README.md", 2, "", "either --pty or --listen", 5},
    };
    rows_play(rows, COUNT(rows));
}

/* On the simulator's outlets: a socket, for one host after the other; a terminal. */
static void test_outlets(void **state)
{
    (void)state;
    static struct server server;
    char line[256];
    record("session.log", "-d sim:em7355 unlock");
    (void)snprintf(line, sizeof(line), "--replay %s/session.log,order=strict,delay=1",
                   run_folder());
    server_start(&server, line);
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(line, sizeof(line), "-t {5} -d unix:%s -m mbim unlock", server.path);
        expect(line, 0, "was on and is off", "");
    }
    (void)snprintf(line, sizeof(line), "replay {tmp}/session.log -d unix:%s", server.path);
    expect(line, 0, "no differences in 10", "");
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 0);

    static struct child sim;
    child_start(&sim, "sim --replay {tmp}/session.log --pty", NULL);
    assert_true(child_await(&sim, "\n"));
    (void)snprintf(line, sizeof(line), "-t {5} -d %.*s -m mbim unlock",
                   (int)strcspn(sim.output.bytes, "\n"), sim.output.bytes);
    expect(line, 0, "was on and is off", "");
    kill(sim.pid, SIGINT);
    child_wait(&sim);
    assert_int_equal(sim.code, 0);
    assert_non_null(strstr(sim.output.bytes, "client ids left allocated: 0"));
}

/* A signal in the middle of a replay: what was taken is given back. */
static void test_signal(void **state)
{
    (void)state;
    static struct server server;
    char line[256];
    record("session.log", "-d sim:em7355 unlock");
    server_start(&server, "em7355,drop=4");
    (void)snprintf(line, sizeof(line), "-v replay {tmp}/session.log -d unix:%s", server.path);
    child_start(&child, line, NULL);
    assert_true(child_await(&child, "get-operating-mode request"));
    kill(child.pid, SIGTERM);
    child_wait(&child);
    assert_int_equal(child.code, 128 + SIGTERM);
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 0);
}

/* A damaged capture ends in an error or in a replay, in time, and never badly. */
static void test_damaged(void **state)
{
    (void)state;
    static char text[RUN_TEXT + 1];
    record("session.log", "-d sim:em7355 unlock");
    (void)snprintf(text, sizeof(text), "%s", child.error.bytes);
    size_t length = strlen(text);
    for (size_t i = 1; i < 12; i++) {
        char kept = text[length * i / 12];
        text[length * i / 12] = i % 2 ? '\0' : 'f';
        write_file("damaged.log", text);
        text[length * i / 12] = kept;
        run(&child, "-t {1} -d replay:{tmp}/damaged.log unlock");
        if (child_defect(&child) != NULL || child.code < 0 || child.code > 5)
            fail_msg("%zu: exit %d: %s", i, child.code, child.error.bytes);
        run(&child, "-t {3} replay {tmp}/damaged.log -d sim:em7355 --answer-timeout {0.2}");
        if (child_defect(&child) != NULL || child.code < 0 || child.code > 5)
            fail_msg("%zu: exit %d: %s", i, child.code, child.error.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_modem),   cmocka_unit_test(test_host),
        cmocka_unit_test(test_diff),    cmocka_unit_test(test_fixtures),
        cmocka_unit_test(test_outlets), cmocka_unit_test(test_signal),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
