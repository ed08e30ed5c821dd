/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Wireshark's MBIM dissector: messages put into a capture of a USB device, and
 * what tshark says of them. */
#ifndef WDM_TESTS_DISSECTOR_H
#define WDM_TESTS_DISSECTOR_H

#include "peers.h"
#include "wdm/bytes.h"

/* Begins a capture at `path`, with the descriptors by which the dissector knows the
 * device as one that speaks MBIM. Packets are counted from 1. */
struct capture {
    void *file; /* a FILE */
    uint32_t packets;
};
void capture_begin(struct capture *capture, const char *path);
void capture_end(struct capture *capture);

/* Adds a message. Returns the number of the packet that carries it. */
uint32_t capture_add(struct capture *capture, bool from_modem, struct wdm_span message);

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
