/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A proxy without a modem: it gives peers what they need to send their request,
 * and keeps the request. */
#ifndef WDM_TESTS_RECORDER_H
#define WDM_TESTS_RECORDER_H

#include "peers.h"
#include "wdm/describe.h"

#define RECORDER_CLIENTS  4
#define RECORDER_REQUESTS 16

/* What a request is answered with, as the catalogue names it; "" for the fields
 * of others (so that a peer goes on as far as it can). */
struct recorder_answer {
    const char *service, *message;
    const char *fields; /* a line "path=value" each */
};

struct recorder_request {
    enum wdm_protocol protocol;
    size_t length;
    uint8_t bytes[4096];
};

struct recorder_client {
    int fd; /* -1: none */
    enum wdm_protocol protocol;
    size_t received;
    uint8_t bytes[8192];
};

struct recorder {
    int listeners[2]; /* of mbim-proxy and of qmi-proxy */
    struct recorder_client clients[RECORDER_CLIENTS];
    const struct recorder_answer *answers;
    size_t answer_count;
    const struct recorder_wanted *wanted;
    const struct recorder_request *got; /* the one that was wanted */
    struct child peer;
    /* What came, but for what opens and closes things. */
    size_t count;
    struct recorder_request requests[RECORDER_REQUESTS];
};

/* Listens where peers look for their proxies. Fails the test where it cannot. */
void recorder_open(struct recorder *recorder, const struct recorder_answer *answers, size_t count);
void recorder_close(struct recorder *recorder);

/* A message by its numbers. */
struct recorder_wanted {
    enum wdm_protocol protocol;
    struct wdm_uuid uuid; /* MBIM: the service */
    uint16_t service;     /* QMI: likewise */
    uint32_t message;     /* or command */
    uint32_t operation;   /* MBIM: query or set */
};

/* Runs a peer until it asks for `wanted`, or to its end. What it asked for is in
 * `requests`. Returns the wanted one; NULL where it did not come. */
const struct recorder_request *recorder_run(struct recorder *recorder, enum peer_program program,
                                            const char *arguments,
                                            const struct recorder_wanted *wanted);

/* Reads lines "path=value". Returns how many; fails the test where one is none. */
size_t recorder_assignments(const char *lines, struct wdm_assignment *list, size_t capacity);

#endif
