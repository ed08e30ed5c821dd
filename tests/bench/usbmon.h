/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A capture as Linux's usbmon makes it (link type 220), written to standard output. */
#ifndef WDM_TESTS_BENCH_USBMON_H
#define WDM_TESTS_BENCH_USBMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A device and its one control interface, 0. */
struct bench_device {
    uint8_t address;
    uint8_t endpoint;             /* of its notifications */
    const uint8_t *device;        /* its descriptors */
    const uint8_t *configuration; /* as long as it says */
};

extern const struct bench_device bench_mbim_device, bench_qmi_device;

struct bench_file {
    bool pcapng;
    uint64_t written; /* bytes so far */
    uint64_t packets;
    uint64_t when; /* of the next packet, nanoseconds since 1970 */
    uint64_t id;   /* of the last transfer */
    bool failed;
    size_t length;
    uint8_t bytes[65536];
};

/* The file's header, and what the host asks of both devices when they are plugged in. */
void bench_begin(struct bench_file *file);

/* A message to the modem, or a notification and an answer from it. */
void bench_message(struct bench_file *file, const struct bench_device *device, bool from_modem,
                   const uint8_t *bytes, size_t length);

/* Writes what is left. False, with errno set, where anything could not be written. */
bool bench_flush(struct bench_file *file);

#endif
