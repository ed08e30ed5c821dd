/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* -w on commands that talk to a modem: what is in the file is what passed, whatever ends
 * the program and wherever the file is. */
#include "rows.h"
#include "split.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct server server;
static struct child client;
static struct child again;

/* The messages of the recording and those of a trace with all bytes. */
static size_t compare(const char *path, const struct child *traced, const char *what)
{
    char trace[128];

    run_path(trace, sizeof trace, ".trace");
    split_file(trace, traced->error.bytes, traced->error.length);
    return split_compare(path, trace, what);
}

/* ---- What passes is what is recorded, and what -v shows */

static void test_commands(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "-d sim:em7355 unlock",
        "-d sim:em7355-qmi unlock",
        "-d sim:em7355 probe",
        "-d sim:em7355-qmi probe",
        "-d sim:mbim-only info",
        "-d sim:mbim-only,frag=64 info",
        "-d sim:em7355,split=7 unlock",
        "-d sim:em7355,noise info",
        "-d sim:em7355 qmi dms get-ids",
        "-d sim:em7355 mbim basic-connect device-caps",
        "-d sim:em7355 send 01:00:00:00:10:00:00:00:01:00:00:00:00:10:00:00",
        "-d sim:em7355-qmi send 010b00000000000127000000",
    };
    char path[128];
    char line[512];
    struct stat status;

    run_path(path, sizeof path, ".pcapng");
    for (size_t i = 0; i < COUNT(lines); i++) {
        snprintf(line, sizeof line, "-vv --personal -w %s %s", path, lines[i]);
        run(&client, line);
        if (child_defect(&client) != NULL || client.code != 0)
            fail_msg("%s: exit %d: %s", line, client.code, client.error.bytes);
        assert_true(compare(path, &client, line) >= 2);
    }
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

/* A run more replaces the file. */
static void test_two_runs(void **state)
{
    (void)state;
    char path[128];
    char line[512];

    run_path(path, sizeof path, ".pcapng");
    snprintf(line, sizeof line, "-d sim:em7355 unlock --write=%s", path);
    run(&client, line);
    assert_true(split_has(path, "to-modem-mbim-qmi-dms-set-fcc-authentication-request"));
    assert_true(split_has(path, "from-modem-mbim-close-done"));
    snprintf(line, sizeof line, "-d sim:em7355 -vv --personal -w%s mbim basic-connect device-caps",
             path);
    run(&client, line);
    assert_int_equal(client.code, 0);
    assert_true(compare(path, &client, "the second run") < 10);
    assert_false(split_has(path, "set-fcc-authentication"));
}

/* The modem's side of a session is the host's, however its answers are cut up. */
static void test_served(void **state)
{
    (void)state;
    static const char *const modems[] = {"em7355", "em7355,split=5", "em7355,merge",
                                         "mbim-only,frag=64", "em7355-qmi"};
    char path[128], host[128], specification[256];
    char line[512];

    for (size_t i = 0; i < COUNT(modems); i++) {
        run_path(path, sizeof path, ".pcapng");
        run_path(host, sizeof host, ".pcapng");
        snprintf(specification, sizeof specification, "%s -w %s", modems[i], path);
        server_start(&server, specification);
        snprintf(line, sizeof line, "-m %s -w %s -d unix:%s info",
                 strstr(modems[i], "qmi") != NULL ? "qmi" : "mbim", host, server.path);
        run(&client, line);
        assert_int_equal(client.code, 0);
        server_stop(&server, SIGTERM);
        assert_true(split_compare(path, host, modems[i]) >= 8);
    }
}

/* ---- Ends */

static void test_ends(void **state)
{
    (void)state;
    static const struct {
        int signal, code;
        const char *last; /* of what is in the file */
    } rows[] = {
        {SIGKILL, -SIGKILL, "set-fcc-authentication-request"},
        {SIGINT, 130, "close-done"},
        {SIGTERM, 143, "close-done"},
    };
    char path[128];
    char line[512];

    for (size_t i = 0; i < COUNT(rows); i++) {
        run_path(path, sizeof path, ".pcapng");
        server_start(&server, "em7355,drop=6");
        snprintf(line, sizeof line, "-t 10 -vv --personal -w %s -d unix:%s unlock", path,
                 server.path);
        child_start(&client, line, NULL);
        assert_true(child_await(&client, "set-fcc-authentication request"));
        kill(client.pid, rows[i].signal);
        child_wait(&client);
        server_stop(&server, SIGTERM);
        assert_int_equal(client.code, rows[i].code);
        assert_true(compare(path, &client, rows[i].last) >= 10);
        assert_true(split_has(path, rows[i].last));
    }
}

/* ---- Files that cannot be written */

static const struct row rows[] = {
    {"-d sim:em7355 -w /dev/full unlock", 74, "the lock was on and is off",
     "cannot write /dev/full: no space left; the recording ends here", 0},
    {"-d sim:em7355 -w /dev/full -j info", 74, "\"imei\"", "cannot write /dev/full", 0},
    /* What fails otherwise fails as it would. */
    {"-d sim:silent -t {0.2} -w {tmp}/silent info", 4, "", NULL, 0},
    {"-d sim:em7355 -w {tmp}/not-there/x info", 2, "", "cannot write |/not-there/x", 0},
    {"-d sim:em7355 -w {tmp} info", 2, "", "cannot write ", 0},
    {"-d sim:em7355 -w - info", 2, "", "-w -: standard output is where the results go", 0},
    {"-d sim:em7355 -w '' info", 2, "", "--write: an empty name", 0},
    {"-d sim:em7355 info -w", 2, "", "-w wants FILE", 0},
    {"-d sim:em7355 -w {tmp}/x unlock --dry-run", 74, NULL,
     "unlock: -w: there was no modem's port to record", 0},
    {"-w {tmp}/x unlock --help", 0, "usage:", NULL, 0},
    {"sim em7355 --pty -w -", 2, "", "-w -: standard output is where the results go", 0},
    {"sim -w {tmp}/x", 74, "personalities:", "sim: -w: there was no modem's port to record", 0},
    {"-d unix:{tmp}/nobody -w {tmp}/never info", 3, "", NULL, 0},
};

static void test_rows(void **state)
{
    (void)state;
    char path[128];

    rows_play(rows, COUNT(rows));
    /* Where there is no modem, what was recorded before is left alone. */
    snprintf(path, sizeof path, "%s/never", run_folder());
    assert_int_not_equal(access(path, F_OK), 0);
}

/* A file that gets no larger: what is in it is whole, and the command is done. With
 * "make coverage" the program has other files to write, which half written would break it. */
static void test_full(void **state)
{
    (void)state;
    const struct run_options shell = {.program = "/bin/sh"};
    const char *program = getenv("WDMCTL");
    static const size_t sizes[] = {0, 1, 2, 3, 4}; /* 512 or 1024 bytes each */
    char path[128];
    char line[512];

    for (size_t i = 0; i < COUNT(sizes); i++) {
        run_path(path, sizeof path, ".pcapng");
        snprintf(line, sizeof line,
                 "-c 'trap \"\" XFSZ; ulimit -f %zu; export GCOV_PREFIX=%s "
                 "GCOV_ERROR_FILE=/dev/null; exec $WDMCTL_RUNNER %s -d sim:em7355 -w %s unlock'",
                 sizes[i], run_folder(), program != NULL ? program : "./wdmctl", path);
        child_start(&client, line, &shell);
        child_wait(&client);
        assert_int_equal(client.code, 74);
        assert_non_null(strstr(client.output.bytes, "the lock was on and is off"));
        assert_int_equal(run_lines(client.error.bytes), 1);
        snprintf(line, sizeof line, "decode -w /dev/null %s", path);
        run(&client, line);
        /* Without room for one message there is none. */
        assert_int_equal(client.code, sizes[i] < 2);
        if (sizes[i] > 0)
            assert_null(strstr(client.error.bytes, "at byte"));
    }
}

/* A pipe: what is read from it is what would be in the file; and a reader that does not
 * read costs the recording, not more than the time there is. */
static void test_pipe(void **state)
{
    (void)state;
    char path[128];
    char line[512];
    const struct run_options shell = {.program = "/bin/sh"};

    run_path(path, sizeof path, ".fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    snprintf(line, sizeof line, "-d sim:em7355 -w %s unlock", path);
    run(&client, line);
    assert_int_equal(client.code, 2);
    assert_non_null(strstr(client.error.bytes, "nobody reads from it"));

    snprintf(line, sizeof line, "-c 'exec cat <%s'", path);
    child_start(&again, line, &shell);
    run_sleep(0.2 * run_slow());
    snprintf(line, sizeof line, "-d sim:em7355 -w %s unlock", path);
    run(&client, line);
    child_wait(&again);
    assert_int_equal(client.code, 0);
    assert_int_equal(again.code, 0);
    assert_true(again.output.length > 4000);
    assert_memory_equal(again.output.bytes, "\x0a\x0d\x0d\x0a", 4);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands), cmocka_unit_test(test_two_runs),
        cmocka_unit_test(test_served),   cmocka_unit_test(test_ends),
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_full),
        cmocka_unit_test(test_pipe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
