/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Sessions of mbimcli and qmicli, recorded by their own verbose logs and played back: by
 * proxy they get the same answers from the recording as from the modem, and their side,
 * said again by "wdmctl replay", is answered as it was.
 */
#include "peers.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

struct row {
    const char *personality;
    enum peer_program program;
    const char *arguments;
    bool refused;
};

static const struct row rows[] = {
    {"em7355", PEER_MBIMCLI, "--query-device-caps", false},
    {"em7355", PEER_MBIMCLI, "--query-device-services", false},
    {"em7355", PEER_MBIMCLI, "--query-radio-state", false},
    {"em7355", PEER_MBIMCLI, "--set-radio-state=on", true},
    {"em7355,unlocked", PEER_MBIMCLI, "--set-radio-state=off", false},
    {"em7355", PEER_MBIMCLI, "--query-subscriber-ready-status", false},
    {"em7355", PEER_MBIMCLI, "--query-ip-configuration", true},
    {"em7355", PEER_QMICLI_OVER_MBIM, "--dms-get-ids", false},
    {"em7355", PEER_QMICLI_OVER_MBIM, "--dms-set-fcc-authentication", false},
    {"em7355", PEER_QMICLI_OVER_MBIM, "--dms-get-operating-mode", false},
    {"em7355,unlocked", PEER_QMICLI_OVER_MBIM, "--nas-get-serving-system", false},
    {"em7355-qmi", PEER_QMICLI, "--dms-get-ids", false},
    {"em7355-qmi", PEER_QMICLI, "--get-service-version-info", false},
    {"em7355-qmi", PEER_QMICLI, "--dms-get-capabilities", false},
    {"em7355-qmi", PEER_QMICLI, "--dms-set-operating-mode=online", true},
    {"em7355-qmi", PEER_QMICLI, "--dms-swi-get-usb-composition", false},
    {"em7355-qmi", PEER_QMICLI, "--device-open-version-info --dms-get-model", false},
};

static struct server server;
static struct child child;

static int proxy_teardown(void **state)
{
    (void)state;
    server_kill(&server);
    return 0;
}

static void must_end(const struct row *row, const char *where)
{
    if (child_defect(&child) != NULL || child.code != row->refused)
        fail_msg("%s, %s: exit code %d: %s%s", row->arguments, where, child.code,
                 child.output.bytes, child.error.bytes);
}

/* Runs a peer that logs all, and adds what it says to {tmp}/NAME. */
static void log_session(const struct row *row, const char *name, const char *mode)
{
    static const char *const programs[] = {
        "mbimcli --verbose-full -p -d /dev/null",
        "qmicli --verbose-full -p -d /dev/null --device-open-qmi",
        "qmicli --verbose-full -p -d /dev/null --device-open-mbim",
    };
    const struct run_options options = {.program = programs[row->program], .limit = 10};
    char path[256];
    FILE *file;

    child_start(&child, row->arguments, &options);
    child_wait(&child);
    must_end(row, "recorded");
    snprintf(path, sizeof path, "%s/%s", run_folder(), name);
    file = fopen(path, mode);
    assert_non_null(file);
    fwrite(child.output.bytes, 1, child.output.length, file);
    fwrite(child.error.bytes, 1, child.error.length, file);
    assert_int_equal(fclose(file), 0);
}

static char wanted[2 * RUN_TEXT + 2];

/* What a peer says to a modem or its recording; the first time it is kept. */
static void ask(const struct row *row, const char *where, bool keep)
{
    static char text[2 * RUN_TEXT + 2];

    peer_run(&child, row->program, row->arguments);
    must_end(row, where);
    snprintf(text, sizeof text, "%s%s", child.output.bytes, child.error.bytes);
    if (keep)
        memcpy(wanted, text, sizeof wanted);
    assert_true(strlen(wanted) > 0);
    assert_string_equal(text, wanted);
}

/* One session, as the modem and as the host. */
static void test_sessions(void **state)
{
    static const char *const options[] = {"", ",order=strict", ",frag=64,noise"};
    char line[256];
    size_t i, k;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        server_start_proxy(&server, rows[i].personality);
        log_session(&rows[i], "session.log", "wb");
        server_stop_clean(&server);
        server_start_proxy(&server, rows[i].personality);
        ask(&rows[i], "modem", true);
        server_stop_clean(&server);
        for (k = 0; k < COUNT(options); k++) {
            snprintf(line, sizeof line, "--replay {tmp}/session.log%s", options[k]);
            server_start_proxy(&server, line);
            ask(&rows[i], line, false);
            server_stop_clean(&server);
        }
        snprintf(line, sizeof line, "replay {tmp}/session.log -d sim:%s", rows[i].personality);
        run(&child, line);
        if (child_defect(&child) != NULL || child.code != 0)
            fail_msg("%s, %s: exit %d: %s%s", line, rows[i].arguments, child.code,
                     child.output.bytes, child.error.bytes);
    }
}

/* Many sessions in one recording, asked for in another order. */
static void test_all_in_one(void **state)
{
    static const size_t chosen[] = {0, 2, 7, 9, 1, 6};
    size_t i;

    (void)state;
    server_start_proxy(&server, "em7355");
    for (i = 0; i < COUNT(chosen); i++)
        log_session(&rows[chosen[i]], "all.log", i == 0 ? "wb" : "ab");
    server_stop_clean(&server);
    for (i = COUNT(chosen); i-- > 0;) {
        server_start_proxy(&server, "em7355");
        ask(&rows[chosen[i]], "modem", true);
        server_stop_clean(&server);
        server_start_proxy(&server, "--replay {tmp}/all.log");
        ask(&rows[chosen[i]], "all in one", false);
        ask(&rows[chosen[i]], "again", false);
        server_stop_clean(&server);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_sessions, proxy_teardown),
        cmocka_unit_test_teardown(test_all_in_one, proxy_teardown),
    };

    return cmocka_run_group_tests(tests, peers_setup, NULL);
}
