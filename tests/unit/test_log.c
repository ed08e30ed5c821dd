/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines to the system's log: a socket of the test's own takes them. */
#include "support.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "wdm/log.h"

static char path[64];
static int log_socket = -1;

static int start(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    (void)state;
    (void)snprintf(path, sizeof path, "/tmp/wdm-log-%d", (int)getpid());
    (void)unlink(path);
    memcpy(address.sun_path, path, strlen(path));
    log_socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return bind(log_socket, (const struct sockaddr *)&address, sizeof address);
}

static int stop(void **state)
{
    (void)state;
    if (log_socket >= 0)
        close(log_socket);
    return unlink(path);
}

/* The next datagram must be `text` behind its priority, name and process. */
static void expect(unsigned priority, const char *text)
{
    char wanted[2 * WDM_LOG_LINE], got[2 * WDM_LOG_LINE];
    ssize_t length = recv(log_socket, got, sizeof got - 1, 0);

    assert_true(length >= 0);
    got[length] = '\0';
    (void)snprintf(wanted, sizeof wanted, "<%u>wdmctl[%d]: %s", priority, (int)getpid(), text);
    assert_string_equal(got, wanted);
}

static void expect_nothing(void)
{
    char byte;

    assert_int_equal(recv(log_socket, &byte, 1, 0), -1);
}

static const struct {
    const char *text;
    const char *lines[3];
} rows[] = {
    {"one", {"one"}},
    {"one\n", {"one"}},
    {"one\ntwo\n", {"one", "two"}},
    {"one\n\n  two", {"one", "  two"}},
    {"\n\n", {NULL}},
    {"", {NULL}},
};

static void test_lines(void **state)
{
    int fd = wdm_log_open(path);

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    for (size_t i = 0; i < COUNT(rows); i++) {
        wdm_log_lines(fd, WDM_LOG_INFO, rows[i].text, strlen(rows[i].text));
        for (size_t k = 0; k < COUNT(rows[i].lines) && rows[i].lines[k] != NULL; k++)
            expect(30, rows[i].lines[k]);
        expect_nothing();
    }
    wdm_log_lines(fd, WDM_LOG_ERROR, "bad", 3);
    expect(27, "bad");
    close(fd);
}

/* What is behind the length is not looked at; what is too long is cut. */
static void test_limits(void **state)
{
    static char text[WDM_LOG_LINE + 100];
    int fd = wdm_log_open(path);

    (void)state;
    memset(text, 'x', sizeof text - 1);
    wdm_log_lines(fd, WDM_LOG_INFO, text, 3);
    expect(30, "xxx");
    text[WDM_LOG_LINE + 10] = '\n';
    text[WDM_LOG_LINE + 11] = 'y';
    wdm_log_lines(fd, WDM_LOG_INFO, text, WDM_LOG_LINE + 12);
    text[WDM_LOG_LINE] = '\0';
    expect(30, text);
    expect(30, "y");
    expect_nothing();
    close(fd);
}

/* A log that takes nothing more holds nobody up. */
static void test_full(void **state)
{
    int fd = wdm_log_open(path);
    int got = 0;
    char byte;

    (void)state;
    for (int i = 0; i < 5000; i++)
        wdm_log_lines(fd, WDM_LOG_INFO, "again\n", 6);
    while (recv(log_socket, &byte, 1, 0) >= 0)
        got++;
    assert_in_range(got, 1, 4999);
    close(fd);
}

static void test_no_log(void **state)
{
    char long_path[200];

    (void)state;
    memset(long_path, 'x', sizeof long_path - 1);
    long_path[sizeof long_path - 1] = '\0';
    assert_int_equal(wdm_log_open(long_path), -1);
    assert_int_equal(wdm_log_open("/nonexistent/log"), -1);
    assert_int_equal(wdm_log_open("/dev/null"), -1);
    wdm_log_lines(-1, WDM_LOG_INFO, "lost\n", 5);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_no_log),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
