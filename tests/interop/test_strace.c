/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Sessions of mbimcli and qmicli as strace shows them, which also shows what they write to
 * their logs: decoded, they are what the logs say.
 */
#include "peers.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *personality, *program, *arguments;
} rows[] = {
    {"em7355", "mbimcli -p -d /dev/null", "--query-device-caps"},
    {"em7355", "mbimcli -p -d /dev/null", "--query-device-services"},
    {"em7355", "qmicli -p -d /dev/null --device-open-mbim", "--dms-get-operating-mode"},
    {"em7355-qmi", "qmicli -p -d /dev/null --device-open-qmi", "--dms-get-ids"},
};

/* How strings are shown: with octal escapes, all in hex, and with the names of what is
 * open. */
static const char *const styles[] = {"", "-xx", "-x -y"};

static struct server server;
static struct child child;

static int proxy_teardown(void **state)
{
    (void)state;
    server_kill(&server);
    return 0;
}

/* Runs a peer under strace, which writes to {tmp}/trace; what the peer logs is kept in
 * {tmp}/log. */
static void trace_session(size_t row, const char *style)
{
    char program[256], path[256];
    const struct run_options options = {.program = program, .limit = 20};
    FILE *file;

    snprintf(program, sizeof program, "strace -f -tt %s -s 65536 -o %s/trace %s --verbose-full",
             style, run_folder(), rows[row].program);
    child_start(&child, rows[row].arguments, &options);
    child_wait(&child);
    if (child_defect(&child) != NULL || child.code != 0)
        fail_msg("%s %s: exit code %d: %s%s", program, rows[row].arguments, child.code,
                 child.output.bytes, child.error.bytes);
    snprintf(path, sizeof path, "%s/log", run_folder());
    file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(child.output.bytes, 1, child.output.length, file);
    fwrite(child.error.bytes, 1, child.error.length, file);
    assert_int_equal(fclose(file), 0);
}

static void test_sessions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t k = 0; k < COUNT(styles); k++) {
            server_start_proxy(&server, rows[i].personality);
            trace_session(i, styles[k]);
            server_stop_clean(&server);
            run(&child, "diff --all --indications {tmp}/log {tmp}/trace");
            if (child_defect(&child) != NULL || child.code != 0 ||
                strncmp(child.output.bytes, "no differences in ", 18) != 0)
                fail_msg("%s %s, strace %s: exit %d: %s%s", rows[i].program, rows[i].arguments,
                         styles[k], child.code, child.output.bytes, child.error.bytes);
            run(&child, "decode --explain --quiet {tmp}/trace");
            if (child_defect(&child) != NULL || child.code != 0)
                fail_msg("%s %s, strace %s, explained: exit %d: %s", rows[i].program,
                         rows[i].arguments, styles[k], child.code, child.output.bytes);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_sessions, proxy_teardown),
    };
    return cmocka_run_group_tests(tests, peers_setup, NULL);
}
