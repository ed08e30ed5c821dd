/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the harnesses share that take a whole capture: all that its reader tells, kept in
 * memory; the same as a file again; and captures as recordings.
 */
#ifndef WDM_FUZZ_CAPTURES_H
#define WDM_FUZZ_CAPTURES_H

#include "fuzz.h"
#include "wdm/capture_write.h"
#include "wdm/recording.h"

#define EVENTS_MAX ((size_t)2048)

/* A capture of more than these is no input. */
#define CAPTURE_FILE_MAX ((size_t)65536)

struct events {
    size_t count, length, devices;
    bool is_full; /* there were more than are kept */
    struct wdm_captured list[EVENTS_MAX];
    uint32_t keys[WDM_CAPTURE_DEVICES]; /* of the devices that are in it */
    uint8_t bytes[(size_t)1 << 20];
};

struct written {
    size_t length, calls;
    uint8_t bytes[(size_t)8 << 20];
};

/* What a reader tells of a file. */
void events_read(struct events *events, enum wdm_capture_format format, struct wdm_span file);

/* Adds an event: a sink for readers and redactors, `context` is struct events. */
void events_keep(void *context, const struct wdm_captured *captured);

/* Whether there are more, or of more devices, than can be kept apart. */
bool events_are_too_many(const struct events *events);

size_t events_of_kind(const struct events *events, enum wdm_captured_kind kind);

/* The same as a file. */
void events_write(const struct events *events, struct written *written);

/* Checks that two tell the same messages, and what else befell their devices: kind, bytes,
 * direction, device, interface, time. `again` is of a file that events_write() made. */
void events_check_same(const struct events *first, const struct events *again);

/* Loads a capture; false where it cannot be a recording. */
bool recording_load(struct wdm_recording *recording, struct wdm_span file);

#endif
