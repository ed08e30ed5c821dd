/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The ways to reach a simulated modem: a port in this process, a socket and a
 * pseudo-terminal, the last two served by a child process. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "support.h"
#include "wdm/sim.h"

#define OPEN              "01000000 10000000 01000000 00100000"
#define OPEN_DONE         "01000080 10000000 01000000 00000000"
#define QMI_ALLOCATE      "01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02"
#define QMI_ALLOCATE_DONE "01 17 00 80 00 00 01 01 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 "

static void write_hex(struct wdm_port *port, const char *hex)
{
    uint8_t bytes[256];
    struct wdm_error error;
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    assert_true(wdm_port_write(port, bytes, length, wdm_port_now(port) + WDM_SECOND, &error));
}

/* Reads until as many bytes came as `hex` has. */
static void expect_hex(struct wdm_port *port, const char *hex)
{
    uint8_t wanted[256];
    uint8_t bytes[256];
    size_t length = bytes_of_hex(hex, wanted, sizeof(wanted));
    size_t got = 0;
    wdm_time deadline = wdm_port_now(port) + 5 * WDM_SECOND;
    while (got < length) {
        struct wdm_error error;
        size_t count;
        if (!wdm_port_read(port, bytes + got, sizeof(bytes) - got, &count, deadline, &error))
            fail_msg("%s", error.what);
        got += count;
    }
    assert_bytes(bytes, got, wanted, length);
}

static void expect_failure(struct wdm_port *port, enum wdm_error_class kind, wdm_time wait)
{
    uint8_t bytes[64];
    size_t count;
    struct wdm_error error;
    wdm_error_clear(&error);
    assert_false(
        wdm_port_read(port, bytes, sizeof(bytes), &count, wdm_port_now(port) + wait, &error));
    assert_int_equal(error.kind, kind);
}

/* ---- In this process */

static void test_port(void **state)
{
    (void)state;
    static struct wdm_sim_port sim;
    struct wdm_port *port = &sim.port;
    struct wdm_error error;
    assert_false(wdm_sim_port_open(&sim, "em7354", &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_true(wdm_sim_port_open(&sim, "em7355,delay=200", &error));
    assert_int_equal(port->protocol, WDM_PROTOCOL_MBIM);
    assert_int_equal(port->vendor, 0x1199);
    assert_int_equal(port->max_message, 4096);
    assert_string_equal(port->name, "sim:em7355,delay=200");
    wdm_time before = wdm_port_now(port);
    write_hex(port, OPEN);
    expect_failure(port, WDM_DEADLINE, 5 * WDM_MILLISECOND);
    expect_hex(port, OPEN_DONE);
    assert_true(wdm_port_now(port) - before >= 200 * WDM_MILLISECOND);
    /* A QMUX request gets silence, and the wait its end. */
    write_hex(port, QMI_ALLOCATE);
    before = wdm_port_now(port);
    expect_failure(port, WDM_DEADLINE, 40 * WDM_MILLISECOND);
    assert_true(wdm_port_now(port) - before >= 40 * WDM_MILLISECOND);
    wdm_port_close(port);
    assert_false(sim.sim.opened);
}

static void test_port_unplugged(void **state)
{
    (void)state;
    static struct wdm_sim_port sim;
    struct wdm_port *port = &sim.port;
    struct wdm_error error;
    assert_true(wdm_sim_port_open(&sim, "em7355-qmi,unplug=2,delay=20", &error));
    assert_int_equal(port->protocol, WDM_PROTOCOL_QMI);
    write_hex(port, QMI_ALLOCATE);
    expect_hex(port, QMI_ALLOCATE_DONE "14");
    write_hex(port, QMI_ALLOCATE);
    wdm_time before = wdm_port_now(port);
    expect_failure(port, WDM_GONE, 5 * WDM_SECOND);
    assert_true(wdm_port_now(port) - before >= 20 * WDM_MILLISECOND);
    assert_true(wdm_port_now(port) - before < 2 * WDM_SECOND);
    expect_failure(port, WDM_GONE, WDM_SECOND);
    assert_false(wdm_port_write(port, (const uint8_t *)"x", 1, before, &error));
    assert_int_equal(error.kind, WDM_GONE);
    assert_int_equal(wdm_sim_clients_left(&sim.sim), 1);
    assert_int_equal(wdm_sim_clients_untold(&sim.sim), 1);
    wdm_port_close(port);
}

static void test_port_interrupted(void **state)
{
    (void)state;
    static struct wdm_sim_port sim;
    struct wdm_error error;
    sig_atomic_t interrupted = 1;
    assert_true(wdm_sim_port_open(&sim, "em7355", &error));
    sim.port.interrupted = &interrupted;
    write_hex(&sim.port, OPEN);
    expect_failure(&sim.port, WDM_INTERRUPTED, WDM_SECOND);
    interrupted = 0;
    expect_hex(&sim.port, OPEN_DONE);
    wdm_port_close(&sim.port);
}

/* ---- Served by a child */

static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

struct child {
    pid_t pid;
    int pipe;
    char path[128]; /* as `ready` said */
};

static bool ready(void *context, const char *path)
{
    const int *pipe_end = context;
    if (write(*pipe_end, path, strlen(path) + 1) < 0)
        _exit(90);
    return true;
}

/* The child's whole life; its exit code is the number of client ids left. */
static void serve(const char *specification, const char *path, int pipe_end)
{
    static struct wdm_sim sim;
    struct wdm_error error;
    struct sigaction action = {.sa_handler = stop};
    sigset_t blocked;
    sigset_t old;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &old);
    sigaction(SIGTERM, &action, NULL);
    alarm(30);
    struct wdm_sim_server server = {
        .interrupted = &stopped, .wait_mask = &old, .ready = ready, .context = &pipe_end};
    if (!wdm_sim_init(&sim, specification, &error))
        _exit(91);
    bool good = path ? wdm_sim_serve_socket(&sim, path, &server, &error)
                     : wdm_sim_serve_pty(&sim, &server, &error);
    _exit(good ? (int)wdm_sim_clients_left(&sim) : 92);
}

/* A NULL path: a pseudo-terminal. */
static void start(struct child *child, const char *specification, const char *path)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    child->pid = fork();
    assert_true(child->pid >= 0);
    if (child->pid == 0) {
        close(ends[0]);
        serve(specification, path, ends[1]);
    }
    close(ends[1]);
    child->pipe = ends[0];
    size_t got = 0;
    for (;;) {
        ssize_t count = read(ends[0], child->path + got, sizeof(child->path) - got);
        if (count <= 0)
            break;
        got += (size_t)count;
        if (child->path[got - 1] == '\0')
            break;
    }
    assert_true(got > 0);
}

/* Waits for the child's end and gives its exit code. */
static int finish(struct child *child, bool ask)
{
    int status;
    if (ask)
        kill(child->pid, SIGTERM);
    close(child->pipe);
    assert_int_equal(waitpid(child->pid, &status, 0), child->pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void temporary(char *path, size_t size)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, size, "%s/wdm-sim-%ld", folder ? folder : "/tmp", (long)getpid());
    unlink(path);
}

static void connect_to(struct wdm_fd_port *client, const char *path)
{
    struct wdm_error error;
    if (!wdm_socket_open(client, path, &error))
        fail_msg("%s", error.what);
}

static void test_socket(void **state)
{
    (void)state;
    char path[100];
    struct child child;
    struct wdm_fd_port first;
    struct wdm_fd_port second;
    temporary(path, sizeof(path));
    start(&child, "em7355,split=3", path);
    assert_string_equal(child.path, path);
    /* The second client waits for the end of the first. */
    connect_to(&first, path);
    connect_to(&second, path);
    write_hex(&second.port, OPEN);
    write_hex(&first.port, OPEN);
    expect_hex(&first.port, OPEN_DONE);
    expect_failure(&second.port, WDM_DEADLINE, 30 * WDM_MILLISECOND);
    wdm_port_close(&first.port);
    expect_hex(&second.port, OPEN_DONE);
    /* One that sends no more still gets its answer. */
    write_hex(&second.port, "02000000 0c000000 03000000");
    shutdown(second.fd, SHUT_WR);
    expect_hex(&second.port, "02000080 10000000 03000000 00000000");
    expect_failure(&second.port, WDM_GONE, 5 * WDM_SECOND);
    wdm_port_close(&second.port);
    assert_int_equal(finish(&child, true), 0);
    assert_int_equal(access(path, F_OK), -1);
}

/* The modem lives on between clients: a client id that was not released is
 * there, and counted at the end. */
static void test_socket_state(void **state)
{
    (void)state;
    char path[100];
    struct child child;
    struct wdm_fd_port client;
    temporary(path, sizeof(path));
    start(&child, "em7355-qmi", path);
    for (int i = 0; i < 3; i++) {
        char wanted[128];
        snprintf(wanted, sizeof(wanted), "%s%02x", QMI_ALLOCATE_DONE, 0x14 + i);
        connect_to(&client, path);
        write_hex(&client.port, QMI_ALLOCATE);
        expect_hex(&client.port, wanted);
        wdm_port_close(&client.port);
    }
    assert_int_equal(finish(&child, true), 3);
}

/* A client that sends and never reads does not stop the server. */
static void test_socket_flood(void **state)
{
    (void)state;
    char path[100];
    struct child child;
    struct wdm_fd_port client;
    struct wdm_error error;
    uint8_t bytes[16];
    size_t length = bytes_of_hex(QMI_ALLOCATE, bytes, sizeof(bytes));
    temporary(path, sizeof(path));
    start(&child, "em7355-qmi,noise", path);
    connect_to(&client, path);
    for (int i = 0; i < 20000; i++) {
        wdm_time deadline = wdm_clock_now() + 5 * WDM_SECOND;
        if (!wdm_port_write(&client.port, bytes, length, deadline, &error))
            fail_msg("%s", error.what);
    }
    wdm_port_close(&client.port);
    connect_to(&client, path);
    write_hex(&client.port, "01 0b 00 00 00 00 00 09 27 00 00 00"); /* Sync */
    uint8_t answer[64];
    size_t count;
    assert_true(wdm_port_read(&client.port, answer, sizeof(answer), &count,
                              wdm_clock_now() + 5 * WDM_SECOND, &error));
    wdm_port_close(&client.port);
    assert_int_equal(finish(&child, true), 0);
}

static void test_socket_unplugged(void **state)
{
    (void)state;
    char path[100];
    struct child child;
    struct wdm_fd_port client;
    temporary(path, sizeof(path));
    start(&child, "em7355,unplug=2", path);
    connect_to(&client, path);
    write_hex(&client.port, OPEN);
    expect_hex(&client.port, OPEN_DONE);
    write_hex(&client.port, OPEN);
    expect_failure(&client.port, WDM_GONE, 5 * WDM_SECOND);
    wdm_port_close(&client.port);
    assert_int_equal(finish(&child, false), 0);
    assert_int_equal(access(path, F_OK), -1);
}

static void test_socket_paths(void **state)
{
    (void)state;
    static struct wdm_sim sim;
    char path[100];
    struct child child;
    struct wdm_fd_port client;
    struct wdm_error error;
    struct wdm_sim_server server = {.interrupted = NULL};
    struct stat status;
    assert_true(wdm_sim_init(&sim, "em7355", &error));
    temporary(path, sizeof(path));
    /* A file that is no socket stays. */
    int fd = open(path, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_false(wdm_sim_serve_socket(&sim, path, &server, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISREG(status.st_mode));
    unlink(path);
    /* One that is served stays. */
    start(&child, "em7355", path);
    assert_false(wdm_sim_serve_socket(&sim, path, &server, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_int_equal(access(path, F_OK), 0);
    /* One that its server left behind is replaced. */
    kill(child.pid, SIGKILL);
    close(child.pipe);
    assert_int_equal(waitpid(child.pid, NULL, 0), child.pid);
    assert_int_equal(access(path, F_OK), 0);
    start(&child, "em7355", path);
    connect_to(&client, path);
    write_hex(&client.port, OPEN);
    expect_hex(&client.port, OPEN_DONE);
    wdm_port_close(&client.port);
    assert_int_equal(finish(&child, true), 0);
    /* Paths that cannot be. */
    char too_long[200];
    memset(too_long, 'x', sizeof(too_long) - 1);
    too_long[sizeof(too_long) - 1] = '\0';
    static const char *const nowhere = "/nowhere-at-all/wdm";
    assert_false(wdm_sim_serve_socket(&sim, too_long, &server, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_false(wdm_sim_serve_socket(&sim, "", &server, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_false(wdm_sim_serve_socket(&sim, nowhere, &server, &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
    assert_int_equal(error.code, ENOENT);
}

static void test_abstract_socket(void **state)
{
    (void)state;
    char path[100];
    struct child child;
    struct wdm_fd_port client;
    snprintf(path, sizeof(path), "@wdm-sim-%ld", (long)getpid());
    start(&child, "em7355", path);
    connect_to(&client, path);
    write_hex(&client.port, OPEN);
    expect_hex(&client.port, OPEN_DONE);
    wdm_port_close(&client.port);
    assert_int_equal(finish(&child, true), 0);
}

/* Nothing tells when the server has noticed that its client is gone: until it sleeps, each
 * time that one looks. */
static void await_rest(const struct child *child)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%ld/stat", (long)child->pid);
    for (int slept = 0; slept < 5;) {
        char text[256];
        usleep(20000);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        assert_true(fd >= 0);
        ssize_t count = read(fd, text, sizeof(text) - 1);
        close(fd);
        assert_true(count > 0);
        text[count] = '\0';
        slept = strstr(text, ") S ") ? slept + 1 : 0;
    }
}

static void open_terminal(struct wdm_fd_port *client, const char *path)
{
    int fd = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(fd >= 0);
    wdm_fd_port_init(client, fd, true, path);
}

static void test_pty(void **state)
{
    (void)state;
    struct child child;
    struct wdm_fd_port client;
    struct wdm_error error;
    start(&child, "em7355-qmi,delay=100", NULL);
    for (int i = 0; i < 3; i++) {
        char wanted[128];
        snprintf(wanted, sizeof(wanted), "%s%02x", QMI_ALLOCATE_DONE, 0x14 + i * 2);
        open_terminal(&client, child.path);
        write_hex(&client.port, QMI_ALLOCATE);
        expect_hex(&client.port, wanted);
        /* What is on its way when the client goes is lost: also once it is in the
         * terminal. */
        write_hex(&client.port, QMI_ALLOCATE);
        if (i == 1)
            assert_true(wdm_port_wait(&client.port, client.fd, POLLIN, NULL,
                                      wdm_clock_now() + 5 * WDM_SECOND, &error));
        wdm_port_close(&client.port);
        await_rest(&child);
    }
    /* Bytes that a terminal would change, or act on, pass. */
    open_terminal(&client, child.path);
    write_hex(&client.port, "03 04 0d 0a 11 13 1a 1c 7f ff");
    write_hex(&client.port, "01 0c 00 00 02 14 00 0d 0a 2d 00 00 00");
    expect_hex(
        &client.port,
        "01 1b 00 80 02 14 02 0d 0a 2d 00 0f 00 02 04 00 00 00 00 00 01 01 00 01 11 01 00 00");
    wdm_port_close(&client.port);
    /* Told of: 3 in answers that were read, and one that was in the terminal. */
    assert_int_equal(finish(&child, true), 4);
}

static void test_pty_unplugged(void **state)
{
    (void)state;
    struct child child;
    struct wdm_fd_port client;
    start(&child, "em7355,unplug=1", NULL);
    open_terminal(&client, child.path);
    write_hex(&client.port, OPEN);
    expect_failure(&client.port, WDM_GONE, 5 * WDM_SECOND);
    wdm_port_close(&client.port);
    assert_int_equal(finish(&child, false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_port),
        cmocka_unit_test(test_port_unplugged),
        cmocka_unit_test(test_port_interrupted),
        cmocka_unit_test(test_socket),
        cmocka_unit_test(test_socket_state),
        cmocka_unit_test(test_socket_flood),
        cmocka_unit_test(test_socket_unplugged),
        cmocka_unit_test(test_socket_paths),
        cmocka_unit_test(test_abstract_socket),
        cmocka_unit_test(test_pty),
        cmocka_unit_test(test_pty_unplugged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
