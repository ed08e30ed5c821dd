/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* For tests of the capture reader: what it told, kept; and fixtures written in every
 * dress that the reader knows. */
#ifndef WDM_TESTS_CAPTURE_SUPPORT_H
#define WDM_TESTS_CAPTURE_SUPPORT_H

#include "fixture.h"
#include "wdm/capture.h"

/* ---- What a reader told */

#define EVENTS_MAX 512

struct events {
    size_t count;
    struct wdm_captured list[EVENTS_MAX]; /* their bytes are in `bytes` */
    size_t length;
    uint8_t bytes[262144];
};

/* Reads a file in pieces of `piece` bytes (0: in one). What is told is checked to be
 * sane. */
void read_events(struct events *events, enum wdm_capture_format format, const uint8_t *file,
                 size_t length, size_t piece);

/* The message (or bytes) of an index, without the other events; NULL: there are fewer. */
const struct wdm_captured *message_at(const struct events *events, size_t index);
size_t count_of(const struct events *events, enum wdm_captured_kind kind);

/* Fails the test where two readings differ in anything. */
void assert_same_events(const struct events *actual, const struct events *expected,
                        const char *what);

/* Fails the test unless the messages are the fixture's, of which nothing is wrong. */
void assert_fixture(const struct events *events, const struct fixture *fixture, const char *what);

/* ---- Files that are made */

struct file {
    size_t length;
    char text[262144];
};

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void put_format(struct file *file, const char *format, ...);
void put_bytes(struct file *file, const void *bytes, size_t length);
/* "01 0F": with `between` between, in upper case or lower. */
void put_hex(struct file *file, const uint8_t *bytes, size_t length, const char *between,
             bool upper);

struct dress {
    const char *name;
    void (*write)(struct file *file, const struct fixture *fixture);
};

extern const struct dress text_dresses[]; /* ended by a NULL name */
extern const struct dress usb_dresses[];

/* A capture file of USB. */
struct usb_file {
    struct file *file;
    bool swapped; /* its numbers are big endian */
    bool pcapng, nano;
    uint16_t link; /* 189, 220, 249 */
    int64_t when;  /* of the next packet, nanoseconds */
    uint64_t id;   /* of the next transfer */
    uint16_t bus;
    uint8_t address;
    bool staged; /* USBPcap's old form, with data stages */
};

void put_number(struct file *file, bool swapped, uint64_t number, size_t size);
void usb_begin(struct usb_file *usb);
/* A packet as it is. */
void usb_packet(struct usb_file *usb, const uint8_t *bytes, size_t length);

/* A control transfer: its beginning, or its end. `captured` of `length` bytes of data are
 * in the file. */
void usb_submit(struct usb_file *usb, const uint8_t setup[8], const uint8_t *bytes, size_t length,
                size_t captured);
void usb_complete(struct usb_file *usb, bool in, int32_t status, const uint8_t *bytes,
                  size_t length, size_t captured);
/* Both, for a message over an interface. */
void usb_message(struct usb_file *usb, bool from_modem, uint16_t interface, const uint8_t *bytes,
                 size_t length);

#endif
