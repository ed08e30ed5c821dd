/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fixtures written as captures of USB: pcap and pcapng, usbmon and USBPcap. */
#include <string.h>

#include "capture_support.h"

enum { USBMON = 189, USBMON_PADDED = 220, USBPCAP = 249 };

void put_number(struct file *file, bool swapped, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)(number >> 8 * (swapped ? size - 1 - i : i) & 0xff);
        put_bytes(file, &byte, 1);
    }
}

/* ---- Files */

static void put_u16(const struct usb_file *usb, unsigned number)
{
    put_number(usb->file, usb->swapped, number, 2);
}

static void put_u32(const struct usb_file *usb, uint64_t number)
{
    put_number(usb->file, usb->swapped, number, 4);
}

static void put_block(const struct usb_file *usb, uint32_t type, const struct file *body)
{
    static const uint8_t zeros[4];
    size_t padding = (4 - body->length % 4) % 4;
    put_u32(usb, type);
    put_u32(usb, body->length + padding + 12);
    put_bytes(usb->file, body->text, body->length);
    put_bytes(usb->file, zeros, padding);
    put_u32(usb, body->length + padding + 12);
}

/* A section; an interface with nanoseconds; and a block that nobody knows. */
static void begin_pcapng(struct usb_file *usb)
{
    static struct file body;
    struct usb_file inner = *usb;
    inner.file = &body;
    body.length = 0;
    put_u32(&inner, 0x1a2b3c4d);
    put_u16(&inner, 1);
    put_u16(&inner, 0);
    put_number(&body, false, UINT64_MAX, 8);
    put_block(usb, 0x0a0d0d0a, &body);
    body.length = 0;
    put_u16(&inner, usb->link);
    put_u16(&inner, 0);
    put_u32(&inner, 0);
    put_u16(&inner, 2);
    put_u16(&inner, 7);
    put_bytes(&body, "usbmon1", 8);
    put_u16(&inner, 9);
    put_u16(&inner, 1);
    put_bytes(&body, "\x09\0\0", 4);
    put_u32(&inner, 0);
    put_block(usb, 1, &body);
    body.length = 0;
    put_bytes(&body, "what is this?", 13);
    put_block(usb, 0x80000bad, &body);
}

void usb_begin(struct usb_file *usb)
{
    if (usb->pcapng) {
        begin_pcapng(usb);
        return;
    }
    put_u32(usb, usb->nano ? 0xa1b23c4d : 0xa1b2c3d4);
    put_u16(usb, 2);
    put_u16(usb, 4);
    put_number(usb->file, false, 0, 8);
    put_u32(usb, 262144);
    put_u32(usb, usb->link);
}

void usb_packet(struct usb_file *usb, const uint8_t *bytes, size_t length)
{
    static struct file body;
    struct usb_file inner = *usb;
    uint64_t when = (uint64_t)usb->when;
    inner.file = &body;
    body.length = 0;
    usb->when += 1000000;
    if (!usb->pcapng) {
        put_u32(usb, when / 1000000000);
        put_u32(usb, when % 1000000000 / (usb->nano ? 1 : 1000));
        put_u32(usb, length);
        put_u32(usb, length);
        put_bytes(usb->file, bytes, length);
        return;
    }
    put_u32(&inner, 0);
    put_u32(&inner, when >> 32);
    put_u32(&inner, when & UINT32_MAX);
    put_u32(&inner, length);
    put_u32(&inner, length);
    put_bytes(&body, bytes, length);
    put_block(usb, 6, &body);
}

/* ---- usbmon */

static void put_usbmon(struct usb_file *usb, char type, bool in, int32_t status,
                       const uint8_t *setup, const uint8_t *bytes, size_t length, size_t captured)
{
    static const uint8_t zeros[16];
    static struct file body;
    struct usb_file inner = *usb;
    inner.file = &body;
    body.length = 0;
    put_number(&body, usb->swapped, usb->id + 0xffff888000000000, 8);
    put_format(&body, "%c", type);
    put_number(&body, false, 2, 1);
    put_number(&body, false, in ? 0x80 : 0, 1);
    put_number(&body, false, usb->address, 1);
    put_u16(&inner, usb->bus);
    put_number(&body, false, setup ? 0 : '-', 1);
    put_number(&body, false, bytes ? 0 : (in ? '<' : '>'), 1);
    put_number(&body, usb->swapped, (uint64_t)usb->when / 1000000000, 8);
    put_u32(&inner, 0);
    put_u32(&inner, (uint32_t)status);
    put_u32(&inner, length);
    put_u32(&inner, bytes ? captured : 0);
    put_bytes(&body, setup ? setup : zeros, 8);
    put_bytes(&body, zeros, usb->link == USBMON_PADDED ? 16 : 0);
    if (bytes)
        put_bytes(&body, bytes, captured);
    usb_packet(usb, (const uint8_t *)body.text, body.length);
}

/* ---- USBPcap */

static void put_usbpcap(struct usb_file *usb, bool back, unsigned stage, int32_t status,
                        const uint8_t *setup, const uint8_t *bytes, size_t length, size_t captured)
{
    static struct file body;
    body.length = 0;
    put_number(&body, false, 28, 2);
    put_number(&body, false, usb->id + 0xffffd00000000000, 8);
    put_number(&body, false, (uint32_t)status, 4);
    put_number(&body, false, 0x1b, 2);
    put_number(&body, false, back ? 1 : 0, 1);
    put_number(&body, false, usb->bus, 2);
    put_number(&body, false, usb->address, 2);
    put_number(&body, false, 0, 1);
    put_number(&body, false, 2, 1);
    put_number(&body, false, length + (setup ? 8 : 0), 4);
    put_number(&body, false, stage, 1);
    if (setup)
        put_bytes(&body, setup, 8);
    put_bytes(&body, bytes, captured);
    usb_packet(usb, (const uint8_t *)body.text, body.length);
}

/* ---- Transfers */

void usb_submit(struct usb_file *usb, const uint8_t setup[8], const uint8_t *bytes, size_t length,
                size_t captured)
{
    bool in = (setup[0] & 0x80) != 0;
    usb->id += 64;
    if (usb->link != USBPCAP)
        put_usbmon(usb, 'S', in, -115, setup, in ? NULL : bytes, length, captured);
    else if (usb->staged && !in && captured > 0) {
        put_usbpcap(usb, false, 0, 0, setup, NULL, 0, 0);
        put_usbpcap(usb, false, 1, 0, NULL, bytes, length, captured);
    } else
        put_usbpcap(usb, false, 0, 0, setup, bytes, in ? 0 : length, in ? 0 : captured);
}

void usb_complete(struct usb_file *usb, bool in, int32_t status, const uint8_t *bytes,
                  size_t length, size_t captured)
{
    if (usb->link != USBPCAP) {
        put_usbmon(usb, 'C', in, status, NULL, in ? bytes : NULL, length, captured);
    } else if (usb->staged) {
        if (in)
            put_usbpcap(usb, true, 1, status, NULL, bytes, length, captured);
        put_usbpcap(usb, true, 2, status, NULL, NULL, 0, 0);
    } else {
        put_usbpcap(usb, true, 3, status, NULL, bytes, in ? length : 0, in ? captured : 0);
    }
}

void usb_message(struct usb_file *usb, bool from_modem, uint16_t interface, const uint8_t *bytes,
                 size_t length)
{
    uint16_t size = from_modem ? 4096 : (uint16_t)(length & 0xffff);
    const uint8_t setup[8] = {from_modem ? 0xa1 : 0x21,
                              from_modem,
                              0,
                              0,
                              (uint8_t)(interface & 0xff),
                              (uint8_t)(interface >> 8),
                              (uint8_t)(size & 0xff),
                              (uint8_t)(size >> 8)};
    if (from_modem) {
        usb_submit(usb, setup, NULL, 4096, 0);
        usb_complete(usb, true, 0, bytes, length, length);
    } else {
        usb_submit(usb, setup, bytes, length, length);
        usb_complete(usb, false, 0, NULL, length, 0);
    }
}

/* ---- Dresses */

static void write_usb(struct file *file, const struct fixture *fixture, struct usb_file usb)
{
    usb.file = file;
    usb.when = INT64_C(1437755611123456000);
    usb.bus = 2;
    usb.address = 7;
    usb_begin(&usb);
    for (size_t i = 0; i < fixture->count; i++)
        usb_message(&usb, fixture->messages[i].from_modem, 0, fixture->messages[i].bytes.bytes,
                    fixture->messages[i].bytes.length);
}

#define DRESS(function, ...)                                                                       \
    static void function(struct file *file, const struct fixture *fixture)                         \
    {                                                                                              \
        write_usb(file, fixture, (struct usb_file){__VA_ARGS__});                                  \
    }
DRESS(write_pcap, .link = USBMON_PADDED)
DRESS(write_pcap_nano, .link = USBMON_PADDED, .nano = true)
DRESS(write_pcap_swapped, .link = USBMON_PADDED, .swapped = true)
DRESS(write_pcap_short, .link = USBMON)
DRESS(write_pcap_short_swapped, .link = USBMON, .swapped = true, .nano = true)
DRESS(write_pcapng, .link = USBMON_PADDED, .pcapng = true)
DRESS(write_pcapng_swapped, .link = USBMON, .pcapng = true, .swapped = true)
DRESS(write_windows, .link = USBPCAP)
DRESS(write_windows_staged, .link = USBPCAP, .staged = true)
DRESS(write_windows_pcapng, .link = USBPCAP, .pcapng = true)

const struct dress usb_dresses[] = {
    {"pcap", write_pcap},
    {"pcap, nanoseconds", write_pcap_nano},
    {"pcap, big endian", write_pcap_swapped},
    {"pcap, 48-byte headers", write_pcap_short},
    {"pcap, 48-byte headers, big endian", write_pcap_short_swapped},
    {"pcapng", write_pcapng},
    {"pcapng, big endian", write_pcapng_swapped},
    {"USBPcap", write_windows},
    {"USBPcap, in stages", write_windows_staged},
    {"USBPcap, pcapng", write_windows_pcapng},
    {NULL, NULL},
};
