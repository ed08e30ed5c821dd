/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/capture_write.h - captured messages written as a file of pcapng.
 *
 * The file holds control transfers as Linux's usbmon shows them (link type 220), with
 * the descriptors of each device before its first message, so that Wireshark's MBIM
 * dissector applies by itself; wdm/capture.h reads it back as the same messages, times,
 * directions and devices. Only what is no sound message, where no descriptors said what
 * its interface speaks, may be a message there and other bytes here. The descriptors are made here
 * from what the messages say of their device: ids, and what its interfaces speak; there are no
 * names and no serial numbers in them. It does no I/O and asks for no memory.
 */
#ifndef WDM_CAPTURE_WRITE_H
#define WDM_CAPTURE_WRITE_H

#include "wdm/capture.h"

/* Where the file goes. All blocks of one message come in one call, so that a file that
 * is written as they come is whole after each. A failure is the function's to keep. */
struct wdm_capture_output {
    void (*write)(void *context, const uint8_t *bytes, size_t length);
    void *context;
};

/* A message, and the descriptors that may go before it. */
#define WDM_CAPTURE_BLOCK (WDM_MESSAGE_MAX + 4096)

/* What the file has said of a device. */
struct wdm_capture_written {
    uint32_t key; /* bus << 16 | address */
    uint16_t vendor, product;
    bool used;              /* the place is */
    bool described;         /* nothing has changed since its descriptors were written */
    uint64_t since;         /* by `clock` */
    uint8_t interfaces[32]; /* enum wdm_protocol of each */
};

/* The caller owns it; its members are the writer's own. */
struct wdm_capture_writer {
    struct wdm_capture_output output;
    uint64_t clock;
    uint64_t transfer; /* id of the last one */
    struct wdm_capture_written devices[WDM_CAPTURE_DEVICES];
    struct wdm_writer out; /* into `block` */
    uint8_t block[WDM_CAPTURE_BLOCK];
};

/* Begins a file, and writes what stands at its beginning. `application` is the program
 * that is said to have written it, at most 64 characters. */
void wdm_capture_writer_init(struct wdm_capture_writer *writer,
                             const struct wdm_capture_output *output, const char *application);

/* Writes what was captured: MESSAGE and BYTES (of more than WDM_MESSAGE_MAX bytes only
 * those), FAILED and GONE; a DEVICE goes before its next message; a PROBLEM, which is
 * one of the file that was read, is left out. Where `timed` is not set, the packet has
 * no time. There is no end to write. */
void wdm_capture_write(struct wdm_capture_writer *writer, const struct wdm_captured *captured);

#endif
