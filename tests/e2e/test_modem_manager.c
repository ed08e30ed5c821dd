/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The program as ModemManager calls it: PROGRAM DBUS-PATH PORT... It kills after five
 * seconds. Standard error is a pipe here, so the messages are there and not in the log
 * of the machine. */
#include "peer.h"
#include "rows.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define CALL "/org/freedesktop/ModemManager1/Modem/0 "

/* After which nothing may run any more, and before which nothing that is silent may
 * give up. */
#define MOST  4.5
#define LEAST 3.9

static const struct row rows[] = {
    {CALL "cdc-wdm98", 3, NULL, "there is no /dev/cdc-wdm98", 0},
    {CALL "ttyUSB98 cdc-wdm98", 3, NULL, "there is no /dev/cdc-wdm98", 0},
    {CALL "wwan98at0 cdc-wdm98 wwan98 ttyUSB98", 3, NULL, "there is no /dev/cdc-wdm98", 0},
    {CALL "cdc-wdm98 cdc-wdm97", 3, NULL, "there is no /dev/cdc-wdm98", 0},
    {CALL "cdc-wdm98 wwan98qmi0", 3, NULL, "there is no /dev/wwan98qmi0", 0},
    {CALL "wwan98qmi0 wwan98at0 wwan98mbim0", 3, NULL, "there is no /dev/wwan98mbim0", 0},
    {CALL "wwan98p2QMI wwan98p3MBIM", 3, NULL, "there is no /dev/wwan98p3MBIM", 0},
    {CALL "/dev/null cdc-wdm98", 3, NULL, "there is no /dev/cdc-wdm98", 0},
    {CALL "/nonexistent/port", 3, NULL, "there is no /nonexistent/port", 0},
    {CALL "ttyUSB98 wwan98at0 wwan98", 3, NULL, "no MBIM or QMI port|ttyUSB98", 0},
    {CALL "wwan98xmmrpc0", 3, NULL, "no MBIM or QMI port", 0},
    {CALL, 3, NULL, "none at all", 0},
    {CALL "''", 3, NULL, "no MBIM or QMI port", 0},
    {CALL "-h", 3, NULL, "no MBIM or QMI port", 0},
    /* Not the call: its path stands first, and is a modem's. */
    {"/org/freedesktop/ModemManager1/Bearer/0 cdc-wdm98", 2, NULL, "no command", 0},
    {"-v " CALL "cdc-wdm98", 2, NULL, "no command", 0},
};

static void test_ports(void **state)
{
    (void)state;
    rows_play(rows, COUNT(rows));
}

/* Runs the call on a port. */
static void call(struct child *child, const char *port)
{
    char arguments[256];

    snprintf(arguments, sizeof arguments, CALL "ttyUSB98 %s", port);
    run(child, arguments);
    if (child_defect(child) != NULL)
        fail_msg("%s: %s", arguments, child_defect(child));
}

/* Locked, and unlocked already: both are what was wanted. */
static void test_unlocks(void **state)
{
    static struct server server;
    static struct child child;
    char port[128];

    (void)state;
    server_start(&server, "em7355");
    snprintf(port, sizeof port, "unix:%s", server.path);
    call(&child, port);
    assert_int_equal(child.code, 0);
    assert_non_null(strstr(child.output.bytes, "was on and is off"));
    call(&child, port);
    assert_int_equal(child.code, 0);
    assert_non_null(strstr(child.output.bytes, "was off already"));
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 0);
}

/* A character device that is named by its path, as the kernel's ports are. */
static void test_terminal(void **state)
{
    static struct child sim, child;
    char port[64];

    (void)state;
    child_start(&sim, "sim em7355 --pty", NULL);
    assert_true(child_await(&sim, "\n"));
    snprintf(port, sizeof port, "%.*s", (int)strcspn(sim.output.bytes, "\n"), sim.output.bytes);
    call(&child, port);
    assert_int_equal(child.code, 0);
    kill(sim.pid, SIGTERM);
    child_wait(&sim);
}

static void test_refusal(void **state)
{
    static struct server server;
    static struct child child;
    char port[128];

    (void)state;
    server_start(&server, "em7355,busy");
    snprintf(port, sizeof port, "unix:%s", server.path);
    call(&child, port);
    assert_int_equal(child.code, 1);
    assert_int_equal(run_lines(child.error.bytes), 1);
    server_stop(&server, SIGTERM);
}

/* Whatever the other side does, it ends before it would be killed; and a modem that is
 * only slow to begin is given most of that time. */
static void test_deadline(void **state)
{
    /* Two at a time where the program is slow: those that talk take a whole processor. */
    static const struct {
        enum peer_manner manner;
        int code;
        double least;
    } peers[] = {
        {PEER_LISTENS, 4, LEAST},   {PEER_BABBLES, 5, LEAST}, {PEER_DEAF, 4, LEAST},
        {PEER_INDICATES, 4, LEAST}, {PEER_LEAVES, 5, 0},
    };
    static struct child children[COUNT(peers)];
    size_t crowd = run_crowd(COUNT(peers)), first, i;

    (void)state;
    for (first = 0; first < COUNT(peers); first += crowd) {
        size_t end = first + crowd < COUNT(peers) ? first + crowd : COUNT(peers);
        struct peer ends[COUNT(peers)];

        for (i = first; i < end; i++) {
            char arguments[256];

            peer_start(&ends[i], peers[i].manner);
            snprintf(arguments, sizeof arguments, CALL "unix:%s", ends[i].path);
            child_start(&children[i], arguments, NULL);
            child_beside(&children[i], ends[i].pid);
        }
        child_wait_all(children + first, end - first);
        for (i = first; i < end; i++)
            peer_stop(&ends[i]);
    }
    for (i = 0; i < COUNT(peers); i++) {
        const struct child *child = &children[i];

        if (child_defect(child) != NULL || child->code != peers[i].code ||
            child->seconds < peers[i].least ||
            child->seconds - child->held > MOST + 0.3 * (run_slow() - 1) + 2 * run_startup())
            fail_msg("peer %zu: exit %d after %.2f s, held for %.2f s: %s", i, child->code,
                     child->seconds, child->held, child->error.bytes);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ports),    cmocka_unit_test(test_unlocks),
        cmocka_unit_test(test_terminal), cmocka_unit_test(test_refusal),
        cmocka_unit_test(test_deadline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
