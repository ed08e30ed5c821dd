/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files of pcap: its header, and its packets. */
#include <string.h>

#include "capture_internal.h"

#define FILE_HEADER   ((size_t)24)
#define RECORD_HEADER ((size_t)16)
/* No packet is larger: what says so is damaged. */
#define PACKET_MAX UINT32_C(0x1000000)
/* What is looked for behind damage. */
#define SEARCHED_MAX UINT32_C(0x4000)
#define SEARCHED_MIN UINT32_C(27) /* the least header */

uint16_t wdm_capture_u16(bool swapped, const uint8_t *bytes)
{
    uint16_t value = wdm_get_u16(bytes);
    if (swapped)
        value = (uint16_t)((value >> 8 | value << 8) & 0xffff);
    return value;
}

uint32_t wdm_capture_u32(bool swapped, const uint8_t *bytes)
{
    uint32_t value = wdm_get_u32(bytes);
    return swapped ? (value >> 24 | (value >> 8 & 0xff00) | (value & 0xff00) << 8 | value << 24)
                   : value;
}

bool wdm_capture_link_known(uint32_t link)
{
    return link == CAPTURE_LINK_USBMON || link == CAPTURE_LINK_USBMON_PADDED ||
           link == CAPTURE_LINK_USBPCAP;
}

void wdm_capture_packet(struct wdm_capture_reader *reader, const struct capture_packet *packet)
{
    if (packet->link == CAPTURE_LINK_USBPCAP)
        wdm_capture_usbpcap(reader, packet);
    else if (wdm_capture_link_known(packet->link))
        wdm_capture_usbmon(reader, packet);
}

static size_t file_header(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    if (length < FILE_HEADER && reader->last) {
        wdm_capture_problem(reader, 0, length, "it ends within its header");
        return length;
    }
    if (length < FILE_HEADER)
        return wdm_capture_wait(reader, FILE_HEADER);
    uint32_t magic = wdm_get_u32(bytes);
    reader->swapped = magic == 0xd4c3b2a1 || magic == 0x4d3cb2a1;
    magic = wdm_capture_u32(reader->swapped, bytes);
    if (magic != 0xa1b2c3d4 && magic != 0xa1b23c4d) {
        wdm_capture_problem(reader, 0, 0, "it does not begin as a pcap file");
        reader->skip = CAPTURE_ALL;
        return length;
    }
    reader->fraction = magic == 0xa1b23c4d ? 1 : 1000;
    reader->interface_count = 1;
    /* The upper bits tell of frame checks. */
    reader->interfaces[0].link = wdm_capture_u32(reader->swapped, bytes + 20) & 0xffff;
    reader->interfaces[0].snap = wdm_capture_u32(reader->swapped, bytes + 16);
    if (!wdm_capture_link_known(reader->interfaces[0].link))
        wdm_capture_problem(reader, 20, 0, "its link type is none of USB (189, 220 and 249)");
    return FILE_HEADER;
}

/* Whether a packet's header makes sense; `lost`: in the middle of anything. */
static bool header_sane(const struct wdm_capture_reader *reader, const uint8_t *bytes, bool lost)
{
    bool swapped = reader->swapped;
    uint32_t captured = wdm_capture_u32(swapped, bytes + 8);
    uint32_t there = wdm_capture_u32(swapped, bytes + 12);
    if (wdm_capture_u32(swapped, bytes + 4) >= NANOSECONDS / reader->fraction || captured > there ||
        captured > (lost ? SEARCHED_MAX : PACKET_MAX))
        return false;
    if (!lost)
        return true;
    int64_t passed = (int64_t)wdm_capture_u32(swapped, bytes) - reader->previous;
    return passed > -SECONDS_A_DAY && passed < SECONDS_A_DAY && captured >= SEARCHED_MIN &&
           there <= PACKET_MAX;
}

/* Looks behind damage for a packet's header that another's, or the end, stands behind. */
static size_t search(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    for (; length - at >= RECORD_HEADER; at++) {
        size_t left = length - at;
        if (!header_sane(reader, bytes + at, true))
            continue;
        size_t size = RECORD_HEADER + wdm_capture_u32(reader->swapped, bytes + at + 8);
        if (left < size + RECORD_HEADER && !reader->last)
            return at > 0 ? at : wdm_capture_wait(reader, size + RECORD_HEADER);
        if (left == size ||
            (left >= size + RECORD_HEADER && header_sane(reader, bytes + at + size, true))) {
            wdm_capture_lost(reader, at, true);
            return at;
        }
    }
    if (reader->last)
        return length;
    return at > 0 ? at : wdm_capture_wait(reader, RECORD_HEADER);
}

static void tell_packet(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    struct capture_packet packet = {.link = reader->interfaces[0].link,
                                    .swapped = reader->swapped,
                                    .bytes = bytes + RECORD_HEADER,
                                    .length = length};
    reader->previous = wdm_capture_u32(reader->swapped, bytes);
    packet.when = reader->previous * NANOSECONDS +
                  (int64_t)wdm_capture_u32(reader->swapped, bytes + 4) * reader->fraction;
    reader->number++;
    wdm_capture_packet(reader, &packet);
}

size_t wdm_capture_pcap_step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    if (reader->interface_count == 0)
        return file_header(reader, bytes, length);
    if (reader->lost) {
        size_t passed = search(reader, bytes, length);
        if (passed > 0 || reader->lost)
            return passed;
    }
    if (length < RECORD_HEADER)
        return reader->last ? wdm_capture_lose(reader) : wdm_capture_wait(reader, RECORD_HEADER);
    if (!header_sane(reader, bytes, false))
        return wdm_capture_lose(reader);
    uint64_t size = RECORD_HEADER + (uint64_t)wdm_capture_u32(reader->swapped, bytes + 8);
    size_t kept = size < WDM_CAPTURE_RECORD ? (size_t)size : WDM_CAPTURE_RECORD;
    if (length < kept)
        return reader->last ? wdm_capture_lose(reader) : wdm_capture_wait(reader, kept);
    tell_packet(reader, bytes, kept - RECORD_HEADER);
    reader->skip = size - kept;
    return kept;
}
