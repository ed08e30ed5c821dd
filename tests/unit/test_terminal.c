/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Terminals that are taken and given back: their modes, who may open them, and what was in
 * them. */
#include "port_support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "wdm/terminal.h"

static int master, other;
static char name[64];
static struct wdm_error error;

/* A terminal with the modes that it has when nobody has changed them, at this speed. */
static void make(speed_t speed)
{
    struct termios modes;
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    assert_int_equal(ptsname_r(master, name, sizeof(name)), 0);
    other = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(other >= 0);
    assert_int_equal(tcgetattr(other, &modes), 0);
    assert_int_equal(cfsetospeed(&modes, speed), 0);
    assert_int_equal(tcsetattr(other, TCSANOW, &modes), 0);
}

static void unmake(void)
{
    close(other);
    close(master);
}

static struct termios modes_now(void)
{
    struct termios modes;
    assert_int_equal(tcgetattr(other, &modes), 0);
    return modes;
}

/* The kernel does; an emulator of another machine may not. */
static bool knows_exclusive(void)
{
    int exclusive = 0;
    return ioctl(other, TIOCGEXCL, &exclusive) == 0;
}

static void check_exclusive(bool wanted)
{
    int exclusive = 0;
    if (ioctl(other, TIOCGEXCL, &exclusive) == 0)
        assert_int_equal(exclusive != 0, wanted);
}

static void test_taken(void **state)
{
    static const speed_t speeds[][2] = {{B9600, B9600}, {B460800, B460800}, {B0, B115200}};
    (void)state;
    for (size_t i = 0; i < COUNT(speeds); i++) {
        struct wdm_terminal terminal;
        make(speeds[i][0]);
        struct termios before = modes_now();
        assert_int_equal(write(master, "stale\n", 6), 6);
        assert_true(wdm_terminal_open(&terminal, name, "/nonexistent", &error));
        struct termios raw = modes_now();
        check_exclusive(true);
        assert_int_equal(raw.c_lflag & (ECHO | ICANON | ISIG | IEXTEN), 0);
        assert_int_equal(raw.c_iflag & (IXON | IXOFF | ICRNL | INLCR | ISTRIP), 0);
        assert_int_equal(raw.c_oflag & OPOST, 0);
        assert_int_equal(raw.c_cflag & (CSIZE | PARENB | CSTOPB | CRTSCTS | CREAD | CLOCAL),
                         CS8 | CREAD | CLOCAL);
        assert_int_equal(cfgetospeed(&raw), speeds[i][1]);
        expect_read_fails(&terminal.port, wdm_clock_now(), WDM_DEADLINE);
        assert_int_equal(write(master, "a\r\n\021\003", 5), 5);
        expect_read(&terminal.port, "a\r\n\021\003");
        wdm_port_close(&terminal.port.port);
        struct termios after = modes_now();
        check_exclusive(false);
        assert_int_equal(after.c_iflag, before.c_iflag);
        assert_int_equal(after.c_oflag, before.c_oflag);
        assert_int_equal(after.c_cflag, before.c_cflag);
        assert_int_equal(after.c_lflag, before.c_lflag);
        assert_int_equal(cfgetospeed(&after), speeds[i][0]);
        wdm_port_close(&terminal.port.port);
        unmake();
    }
}

/* Root can open what another has: it is told all the same, and changes nothing. */
static void test_taken_by_another(void **state)
{
    struct wdm_terminal first, second;
    (void)state;
    make(B9600);
    assert_true(wdm_terminal_open(&first, name, "/nonexistent", &error));
    struct termios raw = modes_now();
    if (knows_exclusive()) {
        assert_false(wdm_terminal_open(&second, name, "/nonexistent", &error));
        assert_int_equal(error.kind, WDM_NO_PORT);
        assert_non_null(strstr(error.what, "another program"));
        assert_int_equal(second.port.fd, -1);
    }
    check_exclusive(true);
    assert_int_equal(modes_now().c_lflag, raw.c_lflag);
    wdm_port_close(&first.port.port);
    assert_true(wdm_terminal_open(&second, name, "/nonexistent", &error));
    wdm_port_close(&second.port.port);
    unmake();
}

/* What is no terminal has no modes, and is used as it is. */
static void test_no_terminal(void **state)
{
    struct wdm_terminal terminal = {.exclusive = true};
    struct wdm_fd_port end;
    (void)state;
    assert_true(wdm_pair_open(&terminal.port, &end, &error));
    assert_true(wdm_terminal_take(&terminal, &error));
    assert_false(terminal.exclusive);
    expect_write(&terminal.port, "AT\r");
    expect_read(&end, "AT\r");
    wdm_port_close(&terminal.port.port);
    expect_read_fails(&end, in_milliseconds(100), WDM_GONE);
    wdm_port_close(&end.port);
    assert_false(wdm_terminal_open(&terminal, "/dev/null", "/nonexistent", &error));
    assert_int_equal(error.kind, WDM_NO_PORT);
}

/* Closing does not wait for a modem that takes nothing, and what it did not take is gone. */
static void test_unwritten(void **state)
{
    static uint8_t bytes[65536];
    struct wdm_terminal terminal;
    (void)state;
    make(B9600);
    assert_true(wdm_terminal_open(&terminal, name, "/nonexistent", &error));
    assert_false(
        wdm_port_write(&terminal.port.port, bytes, sizeof(bytes), in_milliseconds(50), &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    wdm_time began = wdm_clock_now();
    wdm_port_close(&terminal.port.port);
    assert_true(wdm_clock_now() - began < WDM_SECOND);
    unmake();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),
        cmocka_unit_test(test_taken_by_another),
        cmocka_unit_test(test_no_terminal),
        cmocka_unit_test(test_unwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
