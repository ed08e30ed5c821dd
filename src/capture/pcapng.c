/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files of pcapng: sections, interfaces and packets; other blocks are passed over. */
#include <string.h>

#include "capture_internal.h"

enum {
    BLOCK_SECTION = 0x0a0d0d0a,
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET_OLD = 2,
    BLOCK_PACKET_SIMPLE = 3,
    BLOCK_PACKET = 6,
    OPTION_RESOLUTION = 9,
    OPTION_OFFSET = 14,
    MICROSECONDS = 6, /* the resolution where none is told */
};

#define BLOCK_MIN     ((size_t)12)
#define SECTION_MIN   ((size_t)28)
#define ORDER_MAGIC   UINT32_C(0x1a2b3c4d)
#define BLOCK_MAX     UINT32_C(0x10000000)
#define BLOCK_TRAILER ((size_t)4)
/* Where a packet block says how much of the packet there is, and what it may have beside. */
#define PACKET_CAPTURED ((size_t)20)
#define OPTIONS_MAX     ((size_t)65536)
/* No block that is looked for behind damage is longer. */
#define SEARCHED_MAX ((size_t)0x4000)

static uint32_t u32(const struct wdm_capture_reader *reader, const uint8_t *bytes)
{
    return wdm_capture_u32(reader->swapped, bytes);
}

/* ---- Interfaces */

static void take_option(struct wdm_capture_interface *interface, bool swapped, uint16_t code,
                        struct wdm_span value)
{
    if (code == OPTION_RESOLUTION && value.length >= 1)
        interface->power = value.bytes[0];
    if (code == OPTION_OFFSET && value.length >= 8) {
        uint64_t low = wdm_capture_u32(swapped, value.bytes + (swapped ? 4 : 0));
        uint64_t high = wdm_capture_u32(swapped, value.bytes + (swapped ? 0 : 4));
        /* Seconds that have nanoseconds; what is beyond is nonsense. */
        if (high == 0 || high == UINT32_MAX)
            interface->offset = high == 0 ? (int64_t)low : (int64_t)low - INT64_C(0x100000000);
    }
}

static void take_options(struct wdm_capture_interface *interface, bool swapped,
                         const uint8_t *bytes, size_t length)
{
    while (length >= 4) {
        uint16_t code = wdm_capture_u16(swapped, bytes);
        size_t size = wdm_capture_u16(swapped, bytes + 2);
        size_t padded = (size + 3) & ~(size_t)3;
        if (code == 0 || size > length - 4)
            return;
        take_option(interface, swapped, code, (struct wdm_span){bytes + 4, size});
        if (padded > length - 4)
            return;
        bytes += 4 + padded;
        length -= 4 + padded;
    }
}

static void add_interface(struct wdm_capture_reader *reader, const uint8_t *body, size_t length)
{
    if (length < 8 || reader->interface_count == WDM_CAPTURE_INTERFACES) {
        wdm_capture_problem(reader, reader->position, 0,
                            length < 8 ? "an interface block that is too short"
                                       : "more interfaces than are kept: this one is not read");
        return;
    }
    struct wdm_capture_interface *interface = &reader->interfaces[reader->interface_count++];
    *interface = (struct wdm_capture_interface){.power = MICROSECONDS};
    interface->link = wdm_capture_u16(reader->swapped, body);
    interface->snap = u32(reader, body + 4);
    take_options(interface, reader->swapped, body + 8, length - 8);
}

/* ---- Packets */

/* A time in an interface's units as nanoseconds since 1970; -1: it does not fit. */
static int64_t time_of(const struct wdm_capture_interface *interface, uint64_t time)
{
    unsigned power = interface->power & 0x7f;
    uint64_t seconds;
    uint64_t rest;
    if (interface->power & 0x80) {
        seconds = power < 64 ? time >> power : 0;
        rest = power < 64 ? time & ((UINT64_C(1) << power) - 1) : 0;
        /* Bits below those that nanoseconds need. */
        for (; power > 32; power--)
            rest >>= 1;
        rest = rest * (uint64_t)NANOSECONDS >> power;
    } else {
        uint64_t unit = 1;
        for (unsigned i = 0; i < power && i < 19; i++)
            unit *= 10;
        seconds = power < 20 ? time / unit : 0;
        rest = power < 20 ? time % unit : 0;
        for (; power < 9; power++)
            rest *= 10;
        for (; power > 9 && power < 20; power--)
            rest /= 10;
    }
    if (seconds > 9000000000)
        return -1;
    int64_t whole = (int64_t)seconds + interface->offset;
    return whole >= 0 && whole < 9000000000 ? whole * NANOSECONDS + (int64_t)rest : -1;
}

static void tell_packet(struct wdm_capture_reader *reader, size_t index, int64_t when,
                        const uint8_t *bytes, size_t length)
{
    reader->number++;
    if (index >= reader->interface_count) {
        wdm_capture_problem(reader, reader->position, 0,
                            "a packet of an interface that is not told");
        return;
    }
    struct wdm_capture_interface *interface = &reader->interfaces[index];
    if (!wdm_capture_link_known(interface->link)) {
        if (!interface->told)
            wdm_capture_problem(reader, reader->position, 0,
                                "its link type is none of USB (189, 220 and 249)");
        interface->told = 1;
        return;
    }
    struct capture_packet packet = {.link = interface->link,
                                    .swapped = reader->swapped,
                                    .when = when,
                                    .bytes = bytes,
                                    .length = length};
    wdm_capture_packet(reader, &packet);
}

/* A packet block of the new or the old kind: they differ in how the interface is told. */
static void take_packet(struct wdm_capture_reader *reader, uint32_t type, const uint8_t *body,
                        size_t length)
{
    size_t index = 0;
    int64_t when = -1;
    if (length < 20) {
        wdm_capture_problem(reader, reader->position, 0, "a packet block that is too short");
        return;
    }
    index = type == BLOCK_PACKET ? u32(reader, body) : wdm_capture_u16(reader->swapped, body);
    uint64_t time = (uint64_t)u32(reader, body + 4) << 32 | u32(reader, body + 8);
    size_t captured = u32(reader, body + 12);
    if (index < reader->interface_count)
        when = time_of(&reader->interfaces[index], time);
    if (captured > length - 20) {
        wdm_capture_problem(reader, reader->position, 0, "a packet that is longer than its block");
        captured = length - 20;
    }
    tell_packet(reader, index, when, body + 20, captured);
}

static void take_simple(struct wdm_capture_reader *reader, const uint8_t *body, size_t length)
{
    if (length < 4 || reader->interface_count == 0) {
        wdm_capture_problem(reader, reader->position, 0, "a packet block that cannot be read");
        return;
    }
    size_t captured = u32(reader, body);
    uint32_t snap = reader->interfaces[0].snap;
    if (snap > 0 && captured > snap)
        captured = snap;
    if (captured > length - 4)
        captured = length - 4;
    tell_packet(reader, 0, -1, body + 4, captured);
}

/* ---- Blocks */

static void take_block(struct wdm_capture_reader *reader, uint32_t type, const uint8_t *body,
                       size_t length)
{
    switch (type) {
    case BLOCK_SECTION:
        reader->interface_count = 0;
        break;
    case BLOCK_INTERFACE:
        add_interface(reader, body, length);
        break;
    case BLOCK_PACKET_OLD:
    case BLOCK_PACKET:
        take_packet(reader, type, body, length);
        break;
    case BLOCK_PACKET_SIMPLE:
        take_simple(reader, body, length);
        break;
    default:
        break;
    }
}

/* The byte order of a section, from its header's first 12 bytes; false: of neither. */
static bool section_order(const uint8_t *bytes, bool *swapped)
{
    *swapped = wdm_capture_u32(true, bytes + 8) == ORDER_MAGIC;
    return *swapped || wdm_capture_u32(false, bytes + 8) == ORDER_MAGIC;
}

/* The length of the block that begins at BLOCK_MIN bytes; 0: none can begin there. */
static size_t block_length(const struct wdm_capture_reader *reader, const uint8_t *bytes)
{
    bool swapped = reader->swapped;
    bool section = wdm_get_u32(bytes) == BLOCK_SECTION;
    if (section && !section_order(bytes, &swapped))
        return 0;
    uint32_t length = wdm_capture_u32(swapped, bytes + 4);
    if (length < (section ? SECTION_MIN : BLOCK_MIN) || length > BLOCK_MAX || length % 4 != 0)
        return 0;
    return length;
}

/* Looks behind damage for a block of a kind that matters and whose two lengths agree. */
static size_t search(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    for (; length - at >= BLOCK_MIN; at++) {
        uint32_t type = u32(reader, bytes + at);
        size_t size =
            type <= BLOCK_PACKET || type == BLOCK_SECTION ? block_length(reader, bytes + at) : 0;
        if (size == 0 || size > SEARCHED_MAX || type == 0)
            continue;
        if (length - at < size && !reader->last)
            return at > 0 ? at : wdm_capture_wait(reader, size);
        if (length - at >= size &&
            memcmp(bytes + at + 4, bytes + at + size - BLOCK_TRAILER, BLOCK_TRAILER) == 0) {
            wdm_capture_lost(reader, at, true);
            return at;
        }
    }
    if (reader->last)
        return length;
    return at > 0 ? at : wdm_capture_wait(reader, BLOCK_MIN);
}

/* Whether a whole block fits itself; of a very long one its beginning is there. */
static bool block_sane(const struct wdm_capture_reader *reader, const uint8_t *bytes, size_t size)
{
    if (size <= WDM_CAPTURE_RECORD)
        return memcmp(bytes + 4, bytes + size - BLOCK_TRAILER, BLOCK_TRAILER) == 0;
    uint32_t type = u32(reader, bytes);
    if (type != BLOCK_PACKET && type != BLOCK_PACKET_OLD)
        return type != BLOCK_SECTION && type != BLOCK_INTERFACE;
    uint32_t captured = u32(reader, bytes + PACKET_CAPTURED);
    return captured < size && size - captured < OPTIONS_MAX;
}

size_t wdm_capture_pcapng_step(struct wdm_capture_reader *reader, const uint8_t *bytes,
                               size_t length)
{
    if (reader->lost) {
        size_t passed = search(reader, bytes, length);
        if (passed > 0 || reader->lost)
            return passed;
    }
    if (length < BLOCK_MIN)
        return reader->last ? wdm_capture_lose(reader) : wdm_capture_wait(reader, BLOCK_MIN);
    size_t size = block_length(reader, bytes);
    if (size == 0)
        return wdm_capture_lose(reader);
    size_t kept = size < WDM_CAPTURE_RECORD ? size : WDM_CAPTURE_RECORD;
    if (length < kept)
        return reader->last ? wdm_capture_lose(reader) : wdm_capture_wait(reader, kept);
    if (!block_sane(reader, bytes, size))
        return wdm_capture_lose(reader);
    if (wdm_get_u32(bytes) == BLOCK_SECTION)
        (void)section_order(bytes, &reader->swapped);
    take_block(reader, u32(reader, bytes), bytes + 8,
               kept - 8 - (kept == size ? BLOCK_TRAILER : 0));
    reader->skip = size - kept;
    return kept;
}
