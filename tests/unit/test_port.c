/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports on open descriptors: sockets and pipes, deadlines and signals. */
#include "port_support.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../e2e/held.h"

/* How late a busy machine may be; never how early. */
#define SLACK (400 * WDM_MILLISECOND + (wdm_time)(held(0) * 1e6))

static const uint8_t hello[] = {'h', 'e', 'l', 'l', 'o'};

static void open_pair(struct wdm_fd_port *a, struct wdm_fd_port *b)
{
    struct wdm_error error;
    assert_true(wdm_pair_open(a, b, &error));
}

static void close_pair(struct wdm_fd_port *a, struct wdm_fd_port *b)
{
    wdm_port_close(&a->port);
    wdm_port_close(&b->port);
}

/* ---- A pair */

static void both_ways(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    open_pair(&a, &b);
    expect_write(&a, "there");
    expect_write(&b, "and back");
    expect_read(&b, "there");
    expect_read(&a, "and back");
    assert_int_equal(a.port.protocol, WDM_PROTOCOL_UNKNOWN);
    assert_int_equal(a.port.max_message, 0);
    close_pair(&a, &b);
    /* Closing twice closes nobody else's descriptor. */
    int other = open("/dev/null", O_RDONLY);
    wdm_port_close(&a.port);
    assert_true(fcntl(other, F_GETFD) >= 0);
    close(other);
}

static void one_byte_at_a_time(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    struct wdm_error error;
    open_pair(&a, &b);
    expect_write(&a, "abc");
    for (const char *expected = "abc"; *expected; expected++) {
        uint8_t byte;
        size_t count;
        assert_true(wdm_port_read(&b.port, &byte, 1, &count, 0, &error));
        assert_int_equal(count, 1);
        assert_int_equal(byte, *expected);
    }
    close_pair(&a, &b);
}

/* What came before the hang-up is read first; SIGPIPE would end this program. */
static void hang_up_with_data_pending(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    struct wdm_error error;
    open_pair(&a, &b);
    expect_write(&a, "last words");
    wdm_port_close(&a.port);
    expect_read(&b, "last words");
    expect_read_fails(&b, in_milliseconds(1000), WDM_GONE);
    expect_read_fails(&b, in_milliseconds(1000), WDM_GONE);
    assert_false(wdm_port_write(&b.port, hello, sizeof(hello), in_milliseconds(1000), &error));
    assert_int_equal(error.kind, WDM_GONE);
    wdm_port_close(&b.port);
    expect_read_fails(&b, WDM_FOREVER, WDM_GONE);
}

/* A reset, with bytes of ours that were never read. */
static void reset_by_peer(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    open_pair(&a, &b);
    expect_write(&a, "never read");
    wdm_port_close(&b.port);
    expect_read_fails(&a, in_milliseconds(1000), WDM_GONE);
    wdm_port_close(&a.port);
}

static void not_an_open_descriptor(void **state)
{
    (void)state;
    struct wdm_fd_port port;
    struct wdm_error error;
    wdm_fd_port_init(&port, 1000, true, "nowhere");
    expect_read_fails(&port, in_milliseconds(1000), WDM_GONE);
    assert_false(wdm_port_write(&port.port, hello, sizeof(hello), in_milliseconds(1000), &error));
    assert_int_equal(error.kind, WDM_GONE);
    assert_int_equal(error.list, WDM_CODE_ERRNO);
    assert_int_equal(error.code, EBADF);
}

/* ---- Short writes */

static uint8_t large[300000];

static void fill_large(void)
{
    for (size_t i = 0; i < sizeof(large); i++)
        large[i] = (uint8_t)((i * 31 + i / 251) & 0xff);
}

/* Another process reads slowly what is far too much for the socket's buffer. */
static void short_writes_go_on(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    struct wdm_error error;
    fill_large();
    open_pair(&a, &b);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static uint8_t copy[sizeof(large)];
        size_t done = 0;
        size_t count;
        wdm_port_close(&a.port);
        while (done < sizeof(copy) && wdm_port_read(&b.port, copy + done, sizeof(copy) - done,
                                                    &count, in_milliseconds(5000), &error))
            done += count;
        _exit(done == sizeof(copy) && memcmp(copy, large, done) == 0 ? 0 : 1);
    }
    assert_true(wdm_port_write(&a.port, large, sizeof(large), in_milliseconds(5000), &error));
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close_pair(&a, &b);
}

static void nobody_reads(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    struct wdm_error error;
    volatile sig_atomic_t interrupted = 1;
    open_pair(&a, &b);
    wdm_time begin = wdm_clock_now();
    /* A message that was begun is not left half written for a ^C. */
    a.port.interrupted = &interrupted;
    assert_false(
        wdm_port_write(&a.port, large, sizeof(large), begin + 50 * WDM_MILLISECOND, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_true(wdm_clock_now() >= begin + 50 * WDM_MILLISECOND);
    /* One that was not begun is not begun. */
    assert_false(wdm_port_write(&a.port, hello, sizeof(hello), in_milliseconds(1000), &error));
    assert_int_equal(error.kind, WDM_INTERRUPTED);
    close_pair(&a, &b);
}

/* A pipe of one page stands for a driver that takes less than it is given. */
static void a_device_takes_all_or_it_is_wrong(void **state)
{
    (void)state;
    int ends[2];
    struct wdm_fd_port device;
    struct wdm_error error;
    assert_int_equal(pipe(ends), 0);
    int size = fcntl(ends[1], F_SETPIPE_SZ, 4096);
    assert_true(size >= 4096);
    wdm_fd_port_init(&device, ends[1], false, "/dev/cdc-wdm0");
    assert_false(
        wdm_port_write(&device.port, large, (size_t)size + 1000, in_milliseconds(1000), &error));
    assert_int_equal(error.kind, WDM_PROTOCOL);
    assert_non_null(strstr(error.what, "/dev/cdc-wdm0 took only"));
    /* Full: the wait for room ends. */
    assert_false(wdm_port_write(&device.port, hello, sizeof(hello), in_milliseconds(20), &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    /* Room again. */
    assert_int_equal(read(ends[0], large, (size_t)size), size);
    assert_true(wdm_port_write(&device.port, hello, sizeof(hello), in_milliseconds(1000), &error));
    wdm_port_close(&device.port);
    close(ends[0]);
}

/* ---- Time */

static void deadlines_are_kept(void **state)
{
    (void)state;
    static const int spans[] = {-1000, 0, 1, 30, 100};
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    open_pair(&a, &b);
    for (size_t i = 0; i < COUNT(spans); i++) {
        wdm_time begin = wdm_clock_now();
        wdm_time deadline = begin + spans[i] * WDM_MILLISECOND;
        expect_read_fails(&a, deadline, WDM_DEADLINE);
        assert_true(wdm_clock_now() >= deadline);
        assert_true(wdm_clock_now() < (deadline > begin ? deadline : begin) + SLACK);
    }
    /* What is there is taken, whatever the time is. */
    expect_write(&b, "x");
    uint8_t byte;
    size_t count;
    struct wdm_error error;
    assert_true(wdm_port_read(&a.port, &byte, 1, &count, 0, &error));
    close_pair(&a, &b);
}

static void waiting_for_time_alone(void **state)
{
    (void)state;
    struct wdm_port port = {.name = "nothing"};
    struct wdm_error error;
    wdm_time begin = wdm_clock_now();
    assert_false(wdm_port_wait(&port, -1, POLLIN, NULL, begin + 40 * WDM_MILLISECOND, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_true(wdm_clock_now() >= begin + 40 * WDM_MILLISECOND);
    assert_true(wdm_clock_now() < begin + 40 * WDM_MILLISECOND + SLACK);
}

static void what_poll_said(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    struct wdm_error error;
    short revents = 0;
    open_pair(&a, &b);
    assert_true(wdm_port_wait(&a.port, a.fd, POLLOUT, &revents, 0, &error));
    assert_int_equal(revents, POLLOUT);
    expect_write(&b, "x");
    assert_true(wdm_port_wait(&a.port, a.fd, POLLIN, &revents, 0, &error));
    assert_int_equal(revents, POLLIN);
    wdm_port_close(&b.port);
    assert_true(wdm_port_wait(&a.port, a.fd, POLLIN, &revents, 0, &error));
    assert_true(revents & POLLHUP);
    wdm_port_close(&a.port);
}

/* ---- Signals */

static volatile sig_atomic_t flag;

static void on_alarm(int number)
{
    (void)number;
    flag = 1;
}

static void on_alarm_do_nothing(int number)
{
    (void)number;
}

static void handle_alarm(void (*handler)(int))
{
    struct sigaction action = {0};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
}

static void start_alarms(long first_milliseconds, long then_milliseconds)
{
    struct itimerval timer = {.it_value = {0, first_milliseconds * 1000},
                              .it_interval = {0, then_milliseconds * 1000}};
    assert_int_equal(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

/* Blocks SIGALRM; `*waiting` is the mask that lets it through. */
static void block_alarm(sigset_t *waiting)
{
    sigset_t alarm;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    assert_int_equal(sigprocmask(SIG_BLOCK, &alarm, waiting), 0);
    sigdelset(waiting, SIGALRM);
}

static void end_alarms(const sigset_t *old)
{
    start_alarms(0, 0);
    assert_int_equal(sigprocmask(SIG_SETMASK, old, NULL), 0);
    handle_alarm(SIG_DFL);
}

static void a_signal_ends_the_wait(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    sigset_t waiting;
    open_pair(&a, &b);
    a.port.interrupted = &flag;
    a.port.wait_mask = &waiting;
    handle_alarm(on_alarm);
    block_alarm(&waiting);
    flag = 0;
    start_alarms(40, 0);
    wdm_time begin = wdm_clock_now();
    expect_read_fails(&a, WDM_FOREVER, WDM_INTERRUPTED);
    assert_true(wdm_clock_now() < begin + 40 * WDM_MILLISECOND + SLACK);
    assert_int_equal(flag, 1);
    /* It stays so until the flag is taken back. */
    expect_read_fails(&a, WDM_FOREVER, WDM_INTERRUPTED);
    flag = 0;
    expect_write(&b, "on");
    expect_read(&a, "on");
    close_pair(&a, &b);
    end_alarms(&waiting);
}

/* It came before the wait: it is not lost. With bytes waiting, too: a modem that
 * never stops talking does not hold it off. */
static void a_signal_before_the_wait(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    sigset_t waiting;
    open_pair(&a, &b);
    a.port.interrupted = &flag;
    a.port.wait_mask = &waiting;
    handle_alarm(on_alarm);
    block_alarm(&waiting);
    flag = 0;
    assert_int_equal(raise(SIGALRM), 0);
    assert_int_equal(flag, 0);
    expect_read_fails(&a, WDM_FOREVER, WDM_INTERRUPTED);
    assert_int_equal(flag, 1);
    flag = 0;
    expect_write(&b, "babble");
    assert_int_equal(raise(SIGALRM), 0);
    expect_read_fails(&a, WDM_FOREVER, WDM_INTERRUPTED);
    flag = 0;
    expect_read(&a, "babble");
    close_pair(&a, &b);
    end_alarms(&waiting);
}

/* Signals that are none of its business neither end a wait nor draw it out. */
static void other_signals_do_not_matter(void **state)
{
    (void)state;
    struct wdm_fd_port a;
    struct wdm_fd_port b;
    sigset_t old;
    open_pair(&a, &b);
    sigprocmask(SIG_SETMASK, NULL, &old);
    handle_alarm(on_alarm_do_nothing);
    start_alarms(5, 5);
    wdm_time deadline = in_milliseconds(60);
    expect_read_fails(&a, deadline, WDM_DEADLINE);
    assert_true(wdm_clock_now() >= deadline);
    assert_true(wdm_clock_now() < deadline + SLACK);
    end_alarms(&old);
    close_pair(&a, &b);
}

static void the_wall_clock_is_the_systems(void **state)
{
    (void)state;
    struct timeval before;
    struct timeval after;
    assert_int_equal(gettimeofday(&before, NULL), 0);
    int64_t now = wdm_clock_wall();
    assert_int_equal(gettimeofday(&after, NULL), 0);
    assert_true(now / 1000 >= (int64_t)before.tv_sec * 1000000 + before.tv_usec);
    assert_true(now / 1000 <= (int64_t)after.tv_sec * 1000000 + after.tv_usec);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wall_clock_is_the_systems),
        cmocka_unit_test(both_ways),
        cmocka_unit_test(one_byte_at_a_time),
        cmocka_unit_test(hang_up_with_data_pending),
        cmocka_unit_test(reset_by_peer),
        cmocka_unit_test(not_an_open_descriptor),
        cmocka_unit_test(short_writes_go_on),
        cmocka_unit_test(nobody_reads),
        cmocka_unit_test(a_device_takes_all_or_it_is_wrong),
        cmocka_unit_test(deadlines_are_kept),
        cmocka_unit_test(waiting_for_time_alone),
        cmocka_unit_test(what_poll_said),
        cmocka_unit_test(a_signal_ends_the_wait),
        cmocka_unit_test(a_signal_before_the_wait),
        cmocka_unit_test(other_signals_do_not_matter),
    };
    return cmocka_run_group_tests_name("port", tests, NULL, NULL);
}
