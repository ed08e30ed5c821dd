/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wireshark's MBIM dissector: messages put into a capture of a USB device, and
 * what tshark says of them. */
#ifndef WDM_TESTS_DISSECTOR_H
#define WDM_TESTS_DISSECTOR_H

#include "peers.h"
#include "wdm/capture_write.h"

/* Begins a capture at `path`, of a device that speaks MBIM. */
struct recording {
    void *file; /* a FILE */
    uint32_t messages;
    struct wdm_capture_writer writer;
};
void recording_begin(struct recording *recording, const char *path);
void recording_end(struct recording *recording);

/* Adds a message. Returns the number of the packet that carries it, from 1. */
uint32_t recording_add(struct recording *recording, bool from_modem, struct wdm_span message);

/* A field as tshark shows it. */
struct dissected {
    uint32_t packet;
    char name[128];      /* "mbim.control.header.message_type" */
    size_t offset, size; /* in the message */
    char show[1024];     /* its value in words */
    char label[256];     /* name, value and the value's name */
    bool bit;            /* a part of the bits of the field before */
};

/* Runs tshark on the capture, and tells each field that it found whose name begins
 * with "mbim."; and "_ws.malformed", of a packet that it cannot make sense of. */
void dissect(const char *path, const char *options,
             void (*found)(void *context, const struct dissected *field), void *context);

#endif
