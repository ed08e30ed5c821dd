/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Blocks of pcapng, and in them packets of usbmon (Documentation/usb/usbmon.rst, struct
 * usbmon_packet), all numbers little endian. */
#include <string.h>

#include "write_internal.h"

enum {
    BLOCK_SECTION = 0x0a0d0d0a,
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET_SIMPLE = 3, /* has no time */
    BLOCK_PACKET = 6,
    ORDER_MAGIC = 0x1a2b3c4d,
    OPTION_APPLICATION = 4,
    OPTION_TIME_UNIT = 9,
    LINK_USBMON_PADDED = 220,
    USBMON_HEADER = 64,
    TRANSFER_INTERRUPT = 1,
    TRANSFER_CONTROL = 2,
    APPLICATION_MAX = 64,
};

#define NANOSECONDS INT64_C(1000000000)

/* ---- Blocks */

static void pad(struct wdm_writer *out)
{
    wdm_write_zeros(out, (4 - out->length % 4) % 4);
}

/* Begins a block; returns where. Blocks begin at multiples of four. */
static size_t begin_block(struct wdm_writer *out, uint32_t type)
{
    size_t start = out->length;
    wdm_write_u32(out, type);
    wdm_write_u32(out, 0);
    return start;
}

static void end_block(struct wdm_writer *out, size_t start)
{
    pad(out);
    uint32_t length = (uint32_t)((out->length - start + 4) & UINT32_MAX);
    wdm_write_u32(out, length);
    wdm_patch_u32(out, start + 4, length);
}

static void put_option(struct wdm_writer *out, uint16_t code, const void *value, size_t length)
{
    wdm_write_u16(out, code);
    wdm_write_u16(out, (uint16_t)(length & UINT16_MAX));
    wdm_write_bytes(out, value, length);
    pad(out);
}

void wdm_capture_write_header(struct wdm_writer *out, const char *application)
{
    static const uint8_t nanoseconds = 9;
    size_t length = strlen(application);
    size_t start = begin_block(out, BLOCK_SECTION);
    wdm_write_u32(out, ORDER_MAGIC);
    wdm_write_u16(out, 1);
    wdm_write_u16(out, 0);
    wdm_write_u64(out, UINT64_MAX); /* the section's length: not told */
    put_option(out, OPTION_APPLICATION, application,
               length < APPLICATION_MAX ? length : APPLICATION_MAX);
    put_option(out, 0, NULL, 0);
    end_block(out, start);
    start = begin_block(out, BLOCK_INTERFACE);
    wdm_write_u16(out, LINK_USBMON_PADDED);
    wdm_write_u16(out, 0);
    wdm_write_u32(out, 0); /* packets are not cut */
    put_option(out, OPTION_TIME_UNIT, &nanoseconds, 1);
    put_option(out, 0, NULL, 0);
    end_block(out, start);
}

/* ---- Packets */

static void put_usbmon(struct wdm_writer *out, uint64_t id,
                       const struct capture_written_packet *packet)
{
    static const uint8_t no_setup[8];
    bool in = (packet->endpoint & 0x80) != 0;
    uint64_t when = packet->timed && packet->when > 0 ? (uint64_t)packet->when : 0;
    wdm_write_u64(out, id);
    wdm_write_u8(out, packet->type == 'S' ? 'S' : 'C');
    wdm_write_u8(out, packet->interrupt ? TRANSFER_INTERRUPT : TRANSFER_CONTROL);
    wdm_write_u8(out, packet->endpoint);
    wdm_write_u8(out, (uint8_t)(packet->key & 0xff));
    wdm_write_u16(out, (uint16_t)(packet->key >> 16));
    wdm_write_u8(out, packet->setup ? 0 : '-');
    wdm_write_u8(out, packet->data.length > 0 ? 0 : in ? '<' : '>');
    wdm_write_u64(out, when / NANOSECONDS);
    wdm_write_u32(out, (uint32_t)(when % NANOSECONDS / 1000));
    wdm_write_u32(out, (uint32_t)packet->status);
    wdm_write_u32(out, (uint32_t)(packet->announced & UINT32_MAX));
    wdm_write_u32(out, (uint32_t)(packet->data.length & UINT32_MAX));
    wdm_write_bytes(out, packet->setup ? packet->setup : no_setup, sizeof(no_setup));
    wdm_write_zeros(out, 16);
    wdm_write_bytes(out, packet->data.bytes, packet->data.length);
}

void wdm_capture_write_packet(struct wdm_writer *out, uint64_t id,
                              const struct capture_written_packet *packet)
{
    bool timed = packet->timed && packet->when >= 0;
    uint32_t length = (uint32_t)((USBMON_HEADER + packet->data.length) & UINT32_MAX);
    bool cut = packet->data.length > 0 && packet->announced > packet->data.length;
    uint32_t whole = cut ? (uint32_t)((USBMON_HEADER + packet->announced) & UINT32_MAX) : length;
    size_t start = begin_block(out, timed ? BLOCK_PACKET : BLOCK_PACKET_SIMPLE);
    if (timed) {
        uint64_t when = (uint64_t)packet->when;
        wdm_write_u32(out, 0);
        wdm_write_u32(out, (uint32_t)(when >> 32));
        wdm_write_u32(out, (uint32_t)(when & UINT32_MAX));
        wdm_write_u32(out, length);
    }
    /* A simple packet is cut by the interface alone, which cuts none. */
    wdm_write_u32(out, timed ? whole : length);
    put_usbmon(out, id, packet);
    end_block(out, start);
}
