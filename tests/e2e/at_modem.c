/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An AT modem on a pseudo-terminal or a stream socket. Touches these and one child
 * process; nothing of the project's own code is in it. */
#include "at_modem.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void say_bytes(int fd, const char *bytes, size_t length, bool slowly)
{
    size_t step = slowly ? 1 : length;

    while (length > 0) {
        ssize_t count = write(fd, bytes, step < length ? step : length);

        if (count <= 0)
            _exit(0);
        bytes += count;
        length -= (size_t)count;
        if (slowly)
            run_sleep(0.0005);
    }
}

/* The client's side of the terminal; -1: there is none. */
static int reader = -1;

/* What a terminal's client has not read by the end of the modem is lost. */
static void await_reader(void)
{
    int unread = 0;

    do {
        run_sleep(0.1); /* for the kernel to carry it there */
    } while (reader >= 0 && ioctl(reader, FIONREAD, &unread) == 0 && unread > 0);
}

static void say_long(int fd)
{
    char line[10000];

    memset(line, 'x', sizeof line);
    say_bytes(fd, line, sizeof line, false);
    say_bytes(fd, "\r\n\r\nOK\r\n", 8, false);
}

static const struct {
    const char *command, *answer; /* a command that ends with '=' has more behind it */
} answers[] = {
    {"AT", "\r\nOK\r\n"},
    {"ATE0", "\r\nOK\r\n"},
    {"ATE1", "\r\nOK\r\n"},
    {"AT!ENTERCND=\"A710\"", "\r\nOK\r\n"},
    {"AT!UDUSBCOMP?", "\r\n!UDUSBCOMP: 8\r\n\r\nOK\r\n"},
    {"AT+CSQ", "\r\n+CSQ: 20,99\r\n\r\nOK\r\n"},
    {"AT+CIMI", "\r\n262011234567890\r\n\r\nOK\r\n"},
    {"ATI", "\r\nModel: EM7355\r\nIMEI: 351234567890123\r\n\r\nOK\r\n"},
    {"AT+CREG?", "\r\nRING\r\n\r\n+CEREG: 1\r\n\r\n+CREG: 0,1\r\n\r\n^RSSI: 9\r\n\r\nOK\r\n"},
    {"AT+CPIN?", "\r\n+CME ERROR: 10\r\n"},
    {"AT+CPIN=", "\r\n+CME ERROR: incorrect password\r\n"},
    {"AT+CMGD=", "\r\n+CMS ERROR: 321\r\n"},
    {"AT+CMGS=", "\r\n> "},
    {"\032", "\r\n+CMGS: 7\r\n\r\nOK\r\n"},
    {"\033", "\r\nOK\r\n"},
    {"AT+NOTHING", ""},
    {"AT+RUBBISH", "\001\002\377\376\r\n+RUB\004BISH: \033[2J1\r\n\200\201\r\n\r\nOK\r\n"},
    {"ATD", "\r\nNO CARRIER\r\n"},
    {"ATD1", "\r\nCONNECT 100000\r\n"},
};

static const char *answer_to(const char *command)
{
    size_t i;

    for (i = 0; i < COUNT(answers); i++) {
        size_t length = strlen(answers[i].command);
        bool more = answers[i].command[length - 1] == '=';

        if (more ? strncmp(command, answers[i].command, length) == 0
                 : strcmp(command, answers[i].command) == 0)
            return answers[i].answer;
    }
    return "\r\nERROR\r\n";
}

static void answer(int fd, const char *command, enum at_manner manner)
{
    const char *text = answer_to(command);

    if (strcmp(command, "AT+LONG") == 0) {
        say_long(fd);
    } else if (strcmp(command, "AT+HALF") == 0) {
        say_bytes(fd, "\r\n+HALF: 1\r\n\r\nO", 15, false);
        await_reader();
        _exit(0);
    } else if (manner == AT_DIGITS && strcmp(text, "\r\nOK\r\n") == 0) {
        say_bytes(fd, "0\r", 2, false);
    } else if (manner == AT_DIGITS) {
        say_bytes(fd, "4\r", 2, false);
    } else {
        say_bytes(fd, text, strlen(text), manner == AT_SLOW);
    }
}

/* Takes bytes, and answers at the end of each line or text. */
static void talk(int fd, enum at_manner manner)
{
    char line[4096];
    size_t length = 0;
    bool echo = manner == AT_ECHOES || manner == AT_SLOW;
    bool prompt = manner == AT_PROMPTS;

    if (manner == AT_LATE)
        run_sleep(0.1);
    for (;;) {
        char byte;

        if (read(fd, &byte, 1) != 1)
            _exit(0);
        if (echo)
            say_bytes(fd, &byte, 1, false);
        if (prompt && byte == '\r')
            say_bytes(fd, "\r\n> ", 4, false);
        if (byte == '\032' || byte == '\033') {
            line[0] = byte;
            length = 1;
        } else if (prompt || byte != '\r') {
            length += length < sizeof line - 1;
            line[length - 1] = byte;
            continue;
        }
        line[length] = '\0';
        length = 0;
        if (manner == AT_LATE)
            say_bytes(fd, "\r\n+COPS: 2\r\n\r\nOK\r\n", 19, false);
        manner = manner == AT_LATE ? AT_TALKS : manner;
        answer(fd, line, manner);
        prompt = strncmp(line, "AT+CMGS=", 8) == 0;
        if (strncmp(line, "ATE", 3) == 0)
            echo = line[3] == '1';
    }
}

static void babble(int fd, enum at_manner manner)
{
    static const char urc[] = "\r\n+CEREG: 1\r\n", place[] = "$GPRMC,,V,,,,,,,,,,N*53\r\n";
    static const char noise[] = "\001\377\000\177\036\235\002";

    for (;;) {
        if (manner == AT_BABBLES)
            say_bytes(fd, noise, sizeof noise, false);
        else if (manner == AT_CHATTERS)
            say_bytes(fd, urc, sizeof urc - 1, false);
        else
            say_bytes(fd, place, sizeof place - 1, false);
        if (manner == AT_LOCATES)
            run_sleep(0.05);
    }
}

static void behave(int fd, enum at_manner manner)
{
    char byte;

    switch (manner) {
    case AT_LISTENS:
        while (read(fd, &byte, 1) == 1)
            continue;
        break;
    case AT_DEAF:
        pause();
        break;
    case AT_BABBLES:
    case AT_CHATTERS:
    case AT_LOCATES:
        babble(fd, manner);
        break;
    default:
        talk(fd, manner);
        break;
    }
    _exit(0);
}

static int open_terminal(struct at_modem *modem)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    assert_int_equal(ptsname_r(master, modem->path, sizeof modem->path), 0);
    modem->terminal = open(modem->path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(modem->terminal >= 0);
    assert_int_equal(tcgetattr(modem->terminal, &modem->before), 0);
    /* It is not raw to begin with. */
    assert_true(modem->before.c_lflag & ECHO);
    return master;
}

static int open_socket(struct at_modem *modem)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    char path[90];

    run_path(path, sizeof path, ".at");
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    snprintf(modem->path, sizeof modem->path, "unix:%s", path);
    assert_true(listener >= 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listener, 1), 0);
    modem->terminal = -1;
    return listener;
}

void at_modem_start(struct at_modem *modem, enum at_manner manner, bool on_socket)
{
    int fd = on_socket ? open_socket(modem) : open_terminal(modem);

    modem->pid = fork();
    assert_true(modem->pid >= 0);
    if (modem->pid == 0) {
        /* Where the test fails it goes, too. */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        signal(SIGPIPE, SIG_IGN);
        reader = modem->terminal;
        behave(on_socket ? accept(fd, NULL, NULL) : fd, manner);
    }
    close(fd);
}

void at_modem_stop(struct at_modem *modem)
{
    kill(modem->pid, SIGKILL);
    waitpid(modem->pid, NULL, 0);
    if (modem->terminal >= 0)
        close(modem->terminal);
}

/* An emulator of another machine may not know the request. */
bool at_modem_exclusive(const struct at_modem *modem)
{
    int exclusive = 0;

    return ioctl(modem->terminal, TIOCGEXCL, &exclusive) == 0 && exclusive != 0;
}

bool at_modem_restored(const struct at_modem *modem)
{
    struct termios now;

    if (tcgetattr(modem->terminal, &now) != 0)
        return false;
    return !at_modem_exclusive(modem) && now.c_iflag == modem->before.c_iflag &&
           now.c_oflag == modem->before.c_oflag && now.c_cflag == modem->before.c_cflag &&
           now.c_lflag == modem->before.c_lflag &&
           memcmp(now.c_cc, modem->before.c_cc, sizeof now.c_cc) == 0;
}
