/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The reader and the writer of wire bytes. Uses string.h and nothing else. */
#include <string.h>

#include "wdm/bytes.h"

struct wdm_reader wdm_reader(const uint8_t *bytes, size_t length)
{
    return (struct wdm_reader){.bytes = bytes, .length = length};
}

size_t wdm_reader_left(const struct wdm_reader *reader)
{
    return reader->failed ? 0 : reader->length - reader->position;
}

struct wdm_span wdm_read_span(struct wdm_reader *reader, size_t count)
{
    if (reader->failed || count > reader->length - reader->position) {
        reader->failed = true;
        return (struct wdm_span){0};
    }
    if (count == 0)
        return (struct wdm_span){.bytes = reader->bytes ? reader->bytes + reader->position : NULL};
    struct wdm_span span = {.bytes = reader->bytes + reader->position, .length = count};
    reader->position += count;
    return span;
}

uint64_t wdm_read_number(struct wdm_reader *reader, size_t size)
{
    struct wdm_span span = wdm_read_span(reader, size);
    uint64_t value = 0;
    for (size_t i = span.length; i > 0; i--)
        value = value << 8 | span.bytes[i - 1];
    return value;
}

uint8_t wdm_read_u8(struct wdm_reader *reader)
{
    struct wdm_span span = wdm_read_span(reader, 1);
    return span.length ? span.bytes[0] : 0;
}

uint16_t wdm_read_u16(struct wdm_reader *reader)
{
    struct wdm_span span = wdm_read_span(reader, 2);
    return span.length ? wdm_get_u16(span.bytes) : 0;
}

uint32_t wdm_read_u32(struct wdm_reader *reader)
{
    struct wdm_span span = wdm_read_span(reader, 4);
    return span.length ? wdm_get_u32(span.bytes) : 0;
}

uint64_t wdm_read_u64(struct wdm_reader *reader)
{
    return wdm_read_number(reader, 8);
}

uint16_t wdm_read_be16(struct wdm_reader *reader)
{
    uint32_t value = wdm_read_u16(reader);
    return (uint16_t)((value >> 8 | value << 8) & 0xffff);
}

uint32_t wdm_read_be32(struct wdm_reader *reader)
{
    uint32_t high = wdm_read_be16(reader);
    uint32_t low = wdm_read_be16(reader);
    return reader->failed ? 0 : high << 16 | low;
}

void wdm_reader_seek(struct wdm_reader *reader, size_t position)
{
    if (reader->failed || position > reader->length)
        reader->failed = true;
    else
        reader->position = position;
}

uint16_t wdm_get_u16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] | bytes[1] << 8);
}

uint32_t wdm_get_u32(const uint8_t *bytes)
{
    return (uint32_t)wdm_get_u16(bytes + 2) << 16 | wdm_get_u16(bytes);
}

struct wdm_writer wdm_writer(uint8_t *bytes, size_t capacity)
{
    return (struct wdm_writer){.bytes = bytes, .capacity = capacity};
}

/* Where the next `count` bytes go, or NULL where they have no room. */
static uint8_t *take(struct wdm_writer *writer, size_t count)
{
    if (writer->failed || count > writer->capacity - writer->length) {
        writer->failed = true;
        return NULL;
    }
    if (count == 0)
        return NULL;
    uint8_t *place = writer->bytes + writer->length;
    writer->length += count;
    return place;
}

static void put(uint8_t *place, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        place[i] = (uint8_t)(value & 0xff);
        value >>= 8;
    }
}

void wdm_write_number(struct wdm_writer *writer, uint64_t value, size_t size)
{
    uint8_t *place = take(writer, size);
    if (place)
        put(place, value, size);
}

void wdm_write_u8(struct wdm_writer *writer, uint8_t value)
{
    wdm_write_number(writer, value, 1);
}

void wdm_write_u16(struct wdm_writer *writer, uint16_t value)
{
    wdm_write_number(writer, value, 2);
}

void wdm_write_u32(struct wdm_writer *writer, uint32_t value)
{
    wdm_write_number(writer, value, 4);
}

void wdm_write_u64(struct wdm_writer *writer, uint64_t value)
{
    wdm_write_number(writer, value, 8);
}

void wdm_write_be16(struct wdm_writer *writer, uint16_t value)
{
    uint8_t *place = take(writer, 2);
    if (!place)
        return;
    place[0] = (uint8_t)(value >> 8);
    place[1] = (uint8_t)(value & 0xff);
}

void wdm_write_be32(struct wdm_writer *writer, uint32_t value)
{
    uint8_t *place = take(writer, 4);
    if (!place)
        return;
    for (size_t i = 0; i < 4; i++)
        place[i] = (uint8_t)(value >> (24 - 8 * i) & 0xff);
}

void wdm_write_bytes(struct wdm_writer *writer, const void *bytes, size_t count)
{
    uint8_t *place = take(writer, count);
    if (place)
        memcpy(place, bytes, count);
}

void wdm_write_zeros(struct wdm_writer *writer, size_t count)
{
    uint8_t *place = take(writer, count);
    if (place)
        memset(place, 0, count);
}

static void patch(struct wdm_writer *writer, size_t position, uint32_t value, size_t size)
{
    if (writer->failed || position > writer->length || size > writer->length - position)
        writer->failed = true;
    else
        put(writer->bytes + position, value, size);
}

void wdm_patch_u16(struct wdm_writer *writer, size_t position, uint16_t value)
{
    patch(writer, position, value, 2);
}

void wdm_patch_u32(struct wdm_writer *writer, size_t position, uint32_t value)
{
    patch(writer, position, value, 4);
}

struct wdm_span wdm_written(const struct wdm_writer *writer)
{
    return (struct wdm_span){.bytes = writer->bytes, .length = writer->length};
}
