/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Signals at a bad time, modems that vanish, and other ends of the stream that are
 * not ours: the program ends when it should, and gives back what it took. */
#include "peer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static struct server server;
static struct child client;

/* Starts the client on the server's socket. */
static void start_client(const char *arguments, const struct run_options *options)
{
    char text[256];

    snprintf(text, sizeof text, "-d unix:%s %s", server.path, arguments);
    child_start(&client, text, options);
    child_beside(&client, server.child.pid);
}

static void run_client(const char *arguments)
{
    start_client(arguments, NULL);
    child_wait(&client);
}

/* Wants an end with `code` within `most` seconds, times the slow factor. */
static void check(const struct child *child, const char *name, int code, double most)
{
    if (child_defect(child) != NULL || child->code != code || child_late(child, most))
        fail_msg("%s: exit %d after %.3f s, held for %.3f s: %s", name, child->code, child->seconds,
                 child->held, child->error.bytes);
}

static void check_client(const char *name, int code, double most)
{
    check(&client, name, code, most);
}

/* Lets the client wait for the answer to the request that `waits_for` names in the
 * trace, sends the signal, and wants it to end soon with `code`. */
static void interrupt(const char *name, const char *waits_for, int signal, int times, int code)
{
    double sent;

    if (!child_await(&client, waits_for))
        fail_msg("%s: it never sent '%s': %s", name, waits_for, client.error.bytes);
    sent = run_now();
    while (times-- > 0) {
        kill(client.pid, signal);
        run_sleep(0.01);
    }
    child_wait(&client);
    check_client(name, code, 10);
    if (child_late_after(&client, sent, 0.5))
        fail_msg("%s: it ended %.3f s after the signal", name,
                 client.began + client.seconds - sent);
}

#define GET_CAPABILITIES "-t 10 -v qmi dms get-capabilities"

static void test_interrupted(void **state)
{
    static const struct {
        const char *name, *specification, *arguments, *waits_for;
        int signal, times, code;
        bool closes;
    } rows[] = {
        {"SIGINT in MBIM", "em7355,drop=3", "-m mbim " GET_CAPABILITIES, "get-capabilities request",
         SIGINT, 1, 130, true},
        {"SIGTERM in MBIM", "em7355,drop=3", "-m mbim " GET_CAPABILITIES,
         "get-capabilities request", SIGTERM, 1, 143, true},
        {"SIGHUP in MBIM", "em7355,drop=3", "-m mbim " GET_CAPABILITIES, "get-capabilities request",
         SIGHUP, 1, 129, true},
        {"SIGQUIT in MBIM", "em7355,drop=3", "-m mbim " GET_CAPABILITIES,
         "get-capabilities request", SIGQUIT, 1, 131, true},
        {"SIGINT again and again", "em7355,drop=3", "-m mbim " GET_CAPABILITIES,
         "get-capabilities request", SIGINT, 4, 130, true},
        {"SIGINT in QMI", "em7355-qmi,drop=2", "-m qmi " GET_CAPABILITIES,
         "get-capabilities request", SIGINT, 1, 130, false},
        {"SIGTERM in unlock", "em7355,drop=6", "-m mbim -t 10 -v unlock",
         "set-fcc-authentication request", SIGTERM, 1, 143, true},
        {"SIGINT before OPEN is answered", "em7355,delay=60", "-m mbim " GET_CAPABILITIES, "OPEN",
         SIGINT, 1, 130, true},
        {"SIGINT while a client id is on its way", "em7355-qmi,delay=60",
         "-m qmi " GET_CAPABILITIES, "allocate", SIGINT, 1, 130, false},
        {"the same in MBIM", "em7355,delay=60", "-m mbim " GET_CAPABILITIES, "allocate", SIGINT, 1,
         130, true},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        server_start(&server, rows[i].specification);
        start_client(rows[i].arguments, NULL);
        interrupt(rows[i].name, rows[i].waits_for, rows[i].signal, rows[i].times, rows[i].code);
        if (rows[i].closes && strstr(client.error.bytes, "CLOSE_DONE") == NULL)
            fail_msg("%s: the session was not closed:\n%s", rows[i].name, client.error.bytes);
        /* The modem is as good as new. */
        run_client(rows[i].closes ? "-m mbim -t 5 qmi dms get-capabilities"
                                  : "-m qmi -t 5 qmi dms get-capabilities");
        check_client(rows[i].name, 0, 5);
        server_stop(&server, SIGTERM);
        if (server_left(&server) != 0 || strstr(server.child.output.bytes, "hid") != NULL)
            fail_msg("%s: the server says:\n%s", rows[i].name, server.child.output.bytes);
    }
}

/* nohup's promise is kept. */
static void test_ignored_signal(void **state)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(numbers); i++) {
        const struct run_options options = {.ignored = numbers[i]};

        server_start(&server, "em7355,drop=3");
        start_client("-m mbim -t {0.5} -v qmi dms get-capabilities", &options);
        assert_true(child_await(&client, "get-capabilities request"));
        kill(client.pid, numbers[i]);
        child_wait(&client);
        check_client("an ignored signal", 4, 0.8);
        assert_true(client.seconds > 0.5 * run_slow());
        server_stop(&server, SIGINT);
        assert_int_equal(server_left(&server), 0);
    }
}

/* A reader that does not read stops the output, and ^C still ends it. */
static void test_blocked_output(void **state)
{
    struct run_options options = {0};
    int ends[2];

    (void)state;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_true(fcntl(ends[1], F_SETPIPE_SZ, 4096) > 0);
    options.out = ends[1];
    child_start(&client, "-j qmi dms", &options);
    run_sleep(0.1 + 2 * run_startup());
    kill(client.pid, SIGINT);
    child_wait(&client);
    check_client("blocked output", 130, 0.6);
    assert_string_equal(client.error.bytes, "");
    close(ends[0]);
    close(ends[1]);
}

/* A client that is killed leaves its client id behind; the server goes on. */
static void test_killed_client(void **state)
{
    (void)state;
    server_start(&server, "em7355,drop=3");
    start_client("-m mbim " GET_CAPABILITIES, NULL);
    assert_true(child_await(&client, "get-capabilities request"));
    kill(client.pid, SIGKILL);
    child_wait(&client);
    run_client("-t 5 unlock");
    check_client("after a killed client", 0, 5);
    run_client("-t 5 unlock");
    check_client("once more", 0, 5);
    assert_non_null(strstr(client.output.bytes, "was off already"));
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 1);
}

/* ---- The server */

static void test_server_ends(void **state)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct stat status;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(numbers); i++) {
        server_start(&server, "em7355");
        assert_int_equal(stat(server.path, &status), 0);
        assert_true(S_ISSOCK(status.st_mode));
        server_stop(&server, numbers[i]);
        assert_int_equal(server_left(&server), 0);
        assert_int_not_equal(stat(server.path, &status), 0);
        assert_int_equal(strncmp(server.child.output.bytes, server.path, strlen(server.path)), 0);
        assert_string_equal(server.child.error.bytes, "");
    }
}

/* It ends with a client connected, and the client is told. */
static void test_server_ends_in_the_middle(void **state)
{
    (void)state;
    server_start(&server, "em7355,drop=3");
    start_client("-m mbim " GET_CAPABILITIES, NULL);
    assert_true(child_await(&client, "get-capabilities request"));
    server_stop(&server, SIGINT);
    assert_int_equal(server_left(&server), 1);
    child_wait(&client);
    check_client("the server ended", 5, 3);
    assert_non_null(strstr(client.error.bytes, "went away"));
}

static void make_stale_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static void test_stale_socket(void **state)
{
    char path[100];

    (void)state;
    run_path(path, sizeof path, ".stale");
    make_stale_socket(path);
    server_begin(&server, "em7355", path);
    assert_true(child_await(&server.child, "\n"));
    run_client("-t 5 info");
    check_client("a replaced socket", 0, 5);
    server_stop(&server, SIGTERM);
}

static void expect_refusal(const char *path, const char *words)
{
    server_begin(&server, "em7355", path);
    child_wait(&server.child);
    if (child_defect(&server.child) != NULL || server.child.code != 3 ||
        strstr(server.child.error.bytes, words) == NULL || run_lines(server.child.error.bytes) != 1)
        fail_msg("sim --listen %s: exit %d: %s", path, server.child.code, server.child.error.bytes);
}

/* What is no socket is never removed, nor is one that is in use. */
static void test_taken_path(void **state)
{
    static struct server first;
    struct stat status;
    char path[100];
    FILE *file;

    (void)state;
    run_path(path, sizeof path, ".file");
    file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    expect_refusal(path, "no socket");
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISREG(status.st_mode));
    expect_refusal(run_folder(), "no socket");
    run_path(path, sizeof path, ".none/socket");
    expect_refusal(path, "cannot listen on ");
    server_start(&first, "em7355");
    expect_refusal(first.path, "another program");
    snprintf(server.path, sizeof server.path, "%s", first.path);
    run_client("-t 5 info");
    check_client("the server that was there first", 0, 5);
    server_stop(&first, SIGTERM);
}

static void test_abstract_socket(void **state)
{
    char name[64];

    (void)state;
    snprintf(name, sizeof name, "@wdmctl-e2e-%ld", (long)getpid());
    server_begin(&server, "em7355", name);
    assert_true(child_await(&server.child, "\n"));
    run_client("-t 5 unlock");
    check_client("an abstract socket", 0, 5);
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 0);
}

/* A server that stands still does not make its client do so. */
static void test_stopped_server(void **state)
{
    (void)state;
    server_start(&server, "em7355");
    kill(server.child.pid, SIGSTOP);
    run_client("-m mbim -t {0.5} unlock");
    kill(server.child.pid, SIGCONT);
    check_client("a stopped server", 4, 0.8);
    server_stop(&server, SIGTERM);
    assert_int_equal(server_left(&server), 0);
}

/* ---- Vanishing modems */

static void test_unplugged(void **state)
{
    static const char *const rows[] = {"-m mbim -t 5 unlock", "-m mbim -t 5 -v unlock",
                                       "-m mbim -t 5 --json unlock"};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        server_start(&server, "em7355,unplug=4");
        run_client(rows[i]);
        check_client(rows[i], 5, 0.5);
        assert_non_null(strstr(client.error.bytes, "went away"));
        assert_string_equal(client.output.bytes, "");
        child_wait(&server.child); /* by itself */
        assert_int_equal(server.child.code, 0);
    }
}

/* ---- Streams that are not ours */

static void test_foreign_streams(void **state)
{
    static const struct {
        const char *name;
        enum peer_manner manner;
        const char *arguments;
        int code;
        double least, most;
        const char *says;
    } rows[] = {
        {"talks", PEER_TALKS, "-m mbim -t 5 unlock --no-verify", 0, 0, 0.5, "was on and is off"},
        {"talks, asked first", PEER_TALKS, "-t 5 unlock --no-verify", 0, 0, 0.5,
         "was on and is off"},
        {"talks slowly", PEER_TALKS_SLOWLY, "-m mbim -t 5 unlock --no-verify", 0, 0, 2,
         "was on and is off"},
        {"listens", PEER_LISTENS, "-m mbim -t {0.6} unlock", 4, 0.5, 0.9, "neither MBIM nor QMI"},
        {"listens, asked first", PEER_LISTENS, "-t {0.6} unlock", 4, 0.5, 0.9,
         "neither MBIM nor QMI"},
        {"listens to QMI", PEER_LISTENS, "-m qmi -t {0.6} unlock", 4, 0.5, 0.9,
         "neither QMI nor MBIM"},
        {"is deaf", PEER_DEAF, "-m mbim -t {0.6} unlock", 4, 0.5, 0.9, "wdmctl: "},
        {"babbles", PEER_BABBLES, "-m mbim -t {0.6} unlock", 5, 0.5, 0.9, "wdmctl: "},
        {"babbles at QMI", PEER_BABBLES, "-m qmi -t {0.6} unlock", 5, 0.5, 0.9, "wdmctl: "},
        {"babbles, asked first", PEER_BABBLES, "-t {0.6} unlock", 5, 0.5, 0.9, "wdmctl: "},
        {"babbles, traced", PEER_BABBLES, "-vv -m mbim -t {0.6} unlock", 5, 0.5, 0.9,
         "bytes that are no message"},
        {"zeros", PEER_ZEROS, "-m mbim -t {0.6} unlock", 5, 0.5, 0.9, "wdmctl: "},
        {"zeros at QMI", PEER_ZEROS, "-m qmi -t {0.6} unlock", 5, 0.5, 0.9, "wdmctl: "},
        {"promises", PEER_PROMISES, "-m mbim -t {0.6} unlock", 5, 0.5, 0.9, "wdmctl: "},
        {"indicates", PEER_INDICATES, "-m mbim -t {0.6} unlock", 4, 0.5, 0.9, "wdmctl: "},
        {"leaves", PEER_LEAVES, "-m mbim -t 5 unlock", 5, 0, 0.5, "went away"},
        {"leaves, asked first", PEER_LEAVES, "-t 5 unlock", 5, 0, 0.5, "went away"},
        {"leaves, probed", PEER_LEAVES, "-t 5 probe", 5, 0, 0.5, "went away"},
        {"breaks off", PEER_BREAKS_OFF, "-m mbim -t 5 unlock", 5, 0, 0.5, "went away"},
    };
    /* Six at once, for they mostly wait. */
    enum { GROUP = 6 };
    static struct child clients[GROUP];
    struct peer peers[GROUP];
    size_t group = run_crowd(GROUP), i, k;

    (void)state;
    for (i = 0; i < COUNT(rows); i += group) {
        size_t count = COUNT(rows) - i < group ? COUNT(rows) - i : group;

        for (k = 0; k < count; k++) {
            char text[256];

            peer_start(&peers[k], rows[i + k].manner);
            snprintf(text, sizeof text, "-d unix:%s %s", peers[k].path, rows[i + k].arguments);
            child_start(&clients[k], text, NULL);
            child_beside(&clients[k], peers[k].pid);
        }
        child_wait_all(clients, count);
        for (k = 0; k < count; k++)
            peer_stop(&peers[k]);
        for (k = 0; k < count; k++) {
            check(&clients[k], rows[i + k].name, rows[i + k].code, rows[i + k].most);
            if (clients[k].seconds < rows[i + k].least * run_slow() ||
                (strstr(clients[k].error.bytes, rows[i + k].says) == NULL &&
                 strstr(clients[k].output.bytes, rows[i + k].says) == NULL))
                fail_msg("%s: after %.3f s: %s%s", rows[i + k].name, clients[k].seconds,
                         clients[k].output.bytes, clients[k].error.bytes);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_interrupted),     cmocka_unit_test(test_ignored_signal),
        cmocka_unit_test(test_blocked_output),  cmocka_unit_test(test_killed_client),
        cmocka_unit_test(test_server_ends),     cmocka_unit_test(test_server_ends_in_the_middle),
        cmocka_unit_test(test_stale_socket),    cmocka_unit_test(test_taken_path),
        cmocka_unit_test(test_abstract_socket), cmocka_unit_test(test_stopped_server),
        cmocka_unit_test(test_unplugged),       cmocka_unit_test(test_foreign_streams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
