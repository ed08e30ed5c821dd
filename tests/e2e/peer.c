/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The other end of a stream socket. Touches one socket and one child process. */
#include "peer.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define MESSAGE_MAX 4096

/* Answers with a place for the transaction id: MBIM's at 8, and in those that carry
 * QMI the QMI transaction at 55 (CTL: one byte; DMS: two) of the message. */
static const uint8_t open_done[] = {0x01, 0, 0, 0x80, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
static const uint8_t close_done[] = {0x02, 0, 0, 0x80, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
#define COMMAND_DONE(length)                                                                       \
    0x03, 0, 0, 0x80, (length), 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xd1, 0xa3, 0x0b,     \
        0xc2, 0xf9, 0x7a, 0x6e, 0x43, 0xbf, 0x65, 0xc7, 0xe2, 0x4f, 0xb0, 0xf0, 0xd3, 1, 0, 0, 0,  \
        0, 0, 0, 0, (length)-48, 0, 0, 0
static const uint8_t ctl_done[] = {COMMAND_DONE(72),
                                   0x01,
                                   23,
                                   0,
                                   0x80,
                                   0,
                                   0,
                                   1,
                                   0,
                                   0,
                                   0,
                                   12,
                                   0,
                                   0x02,
                                   4,
                                   0,
                                   0,
                                   0,
                                   0,
                                   0,
                                   0x01,
                                   2,
                                   0,
                                   0x02,
                                   0x2a};
static const uint8_t unlocked[] = {COMMAND_DONE(68),
                                   0x01,
                                   19,
                                   0,
                                   0x80,
                                   2,
                                   0x2a,
                                   2,
                                   0,
                                   0,
                                   0x5f,
                                   0x55,
                                   7,
                                   0,
                                   0x02,
                                   4,
                                   0,
                                   0,
                                   0,
                                   0,
                                   0};
/* Signal State, as an indication. */
static const uint8_t indication[] = {
    0x07, 0,    0,    0x80, 64,   0,    0,    0,    0,    0,    0,    0,    1,    0,    0,    0,
    0,    0,    0,    0,    0xa2, 0x89, 0xcc, 0x33, 0xbc, 0xbb, 0x8b, 0x4f, 0xb6, 0xb0, 0x13, 0x3e,
    0xc2, 0xaa, 0xe6, 0xdf, 11,   0,    0,    0,    20,   0,    0,    0,    21,   0,    0,    0,
    99,   0,    0,    0,    5,    0,    0,    0,    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
};
static const uint8_t promise[] = {0x03, 0, 0, 0x80, 0, 0xf0, 0, 0};

static void say(int fd, const uint8_t *bytes, size_t length, bool slowly)
{
    size_t i;

    for (i = 0; slowly && i < length; i++) {
        if (send(fd, bytes + i, 1, MSG_NOSIGNAL) != 1)
            _exit(0);
        run_sleep(0.0001);
    }
    if (!slowly && send(fd, bytes, length, MSG_NOSIGNAL) != (ssize_t)length)
        _exit(0);
}

static void hear(int fd, uint8_t *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = recv(fd, bytes, length, 0);

        if (count <= 0)
            _exit(0);
        bytes += count;
        length -= (size_t)count;
    }
}

/* Takes one message of the host. Returns its type. */
static uint8_t hear_message(int fd, uint8_t *bytes)
{
    size_t length;

    hear(fd, bytes, 12);
    length = bytes[4] | (size_t)bytes[5] << 8;
    if (length < 12 || length > MESSAGE_MAX)
        _exit(1);
    hear(fd, bytes + 12, length - 12);
    return bytes[0];
}

static void answer(int fd, const uint8_t *request, const uint8_t *bytes, size_t length, bool slowly)
{
    uint8_t copy[128];

    memcpy(copy, bytes, length);
    memcpy(copy + 8, request + 8, 4);
    if (length > 56 && copy[52] == 0) { /* CTL: transaction and message */
        memcpy(copy + 55, request + 55, 3);
    } else if (length > 56) {
        memcpy(copy + 55, request + 55, 2);
    }
    say(fd, copy, length, slowly);
}

static void talk(int fd, bool slowly)
{
    uint8_t request[MESSAGE_MAX];

    for (;;) {
        uint8_t type = hear_message(fd, request);

        if (type == 1)
            answer(fd, request, open_done, sizeof open_done, slowly);
        else if (type == 2)
            answer(fd, request, close_done, sizeof close_done, slowly);
        else if (request[52] == 0)
            answer(fd, request, ctl_done, sizeof ctl_done, slowly);
        else
            answer(fd, request, unlocked, sizeof unlocked, slowly);
    }
}

static void break_off(int fd)
{
    uint8_t request[MESSAGE_MAX];

    hear_message(fd, request);
    answer(fd, request, open_done, sizeof open_done, false);
    hear_message(fd, request);
    say(fd, ctl_done, sizeof ctl_done / 2, false);
}

static void babble(int fd)
{
    uint32_t state = 12345;

    for (;;) {
        uint8_t bytes[512];
        size_t i;

        for (i = 0; i < sizeof bytes; i++) {
            state = state * 1103515245U + 12345U;
            bytes[i] = (uint8_t)(state >> 16);
        }
        say(fd, bytes, sizeof bytes, false);
    }
}

/* Sends the same bytes for ever. */
static void repeat(int fd, const uint8_t *bytes, size_t length)
{
    for (;;)
        say(fd, bytes, length, false);
}

static void behave(int fd, enum peer_manner manner)
{
    static const uint8_t zeros[256];
    uint8_t byte;

    switch (manner) {
    case PEER_TALKS:
    case PEER_TALKS_SLOWLY:
        talk(fd, manner == PEER_TALKS_SLOWLY);
        break;
    case PEER_LISTENS:
        for (;;)
            hear(fd, &byte, 1);
    case PEER_DEAF:
        pause();
        break;
    case PEER_BABBLES:
        babble(fd);
        break;
    case PEER_ZEROS:
        repeat(fd, zeros, sizeof zeros);
        break;
    case PEER_PROMISES:
        repeat(fd, promise, sizeof promise);
        break;
    case PEER_INDICATES:
        repeat(fd, indication, sizeof indication);
        break;
    case PEER_BREAKS_OFF:
        break_off(fd);
        break;
    case PEER_LEAVES:
        break;
    }
}

void peer_start_at(struct peer *peer, enum peer_manner manner, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socklen_t size = sizeof address;

    snprintf(peer->path, sizeof peer->path, "%s", path);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    if (path[0] == '@') {
        address.sun_path[0] = '\0';
        size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    }
    assert_true(listener >= 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 1), 0);
    peer->pid = fork();
    assert_true(peer->pid >= 0);
    if (peer->pid == 0) {
        int fd = accept(listener, NULL, NULL);

        behave(fd, manner);
        _exit(0);
    }
    close(listener);
}

void peer_start(struct peer *peer, enum peer_manner manner)
{
    char path[100];

    run_path(path, sizeof path, ".peer");
    peer_start_at(peer, manner, path);
}

void peer_stop(struct peer *peer)
{
    kill(peer->pid, SIGKILL);
    waitpid(peer->pid, NULL, 0);
}
