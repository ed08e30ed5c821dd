/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/bytes.h - the one reader and the one writer of wire bytes.
 *
 * Bytes are read, never cast. A reader walks a span that it does not own; the
 * first read past the end sets `failed`, and that read and every later one
 * gives zero, so that a parser is straight-line code with one check at its end.
 * A writer fills a buffer that it does not own; the first write past the end
 * sets `failed`, and nothing is written from then on. Nothing here allocates,
 * does I/O or keeps state of its own.
 *
 * Numbers are little endian unless the name says otherwise.
 */
#ifndef WDM_BYTES_H
#define WDM_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The largest message that any floor keeps whole, in bytes: a QMUX message's
 * length is a u16 behind a one-byte marker, and one MBIM header around it. */
#define WDM_MESSAGE_MAX ((size_t)65536 + 64)

/* Some bytes that live elsewhere: as long as their owner leaves them alone. */
struct wdm_span {
    const uint8_t *bytes; /* may be NULL where length is 0 */
    size_t length;
};

struct wdm_reader {
    const uint8_t *bytes;
    size_t length;
    size_t position; /* always <= length */
    bool failed;
};

/* A reader over `length` bytes at `bytes` (NULL allowed where length is 0). */
struct wdm_reader wdm_reader(const uint8_t *bytes, size_t length);

/* The bytes that have not been read yet; 0 once failed. */
size_t wdm_reader_left(const struct wdm_reader *reader);

/* The next number, or 0 with `failed` set where fewer bytes are left. */
uint8_t wdm_read_u8(struct wdm_reader *reader);
uint16_t wdm_read_u16(struct wdm_reader *reader);
uint32_t wdm_read_u32(struct wdm_reader *reader);
uint64_t wdm_read_u64(struct wdm_reader *reader);
uint16_t wdm_read_be16(struct wdm_reader *reader);
uint32_t wdm_read_be32(struct wdm_reader *reader);

/* The next `size` (0..8) bytes as one little-endian number: u24, u48 and kin. */
uint64_t wdm_read_number(struct wdm_reader *reader, size_t size);

/* The next `count` bytes as a span of the reader's own bytes; an empty span
 * with `failed` set where fewer are left. */
struct wdm_span wdm_read_span(struct wdm_reader *reader, size_t count);

/* Goes to `position`, counted from the start; sets `failed` past the end. */
void wdm_reader_seek(struct wdm_reader *reader, size_t position);

/* The little-endian u16 or u32 at `bytes`, whose 2 or 4 bytes the caller has
 * checked to be there. */
uint16_t wdm_get_u16(const uint8_t *bytes);
uint32_t wdm_get_u32(const uint8_t *bytes);

struct wdm_writer {
    uint8_t *bytes;
    size_t capacity;
    size_t length; /* bytes written, always <= capacity */
    bool failed;
};

/* A writer into `capacity` bytes at `bytes`; nothing is written yet. */
struct wdm_writer wdm_writer(uint8_t *bytes, size_t capacity);

void wdm_write_u8(struct wdm_writer *writer, uint8_t value);
void wdm_write_u16(struct wdm_writer *writer, uint16_t value);
void wdm_write_u32(struct wdm_writer *writer, uint32_t value);
void wdm_write_u64(struct wdm_writer *writer, uint64_t value);
void wdm_write_be16(struct wdm_writer *writer, uint16_t value);
void wdm_write_be32(struct wdm_writer *writer, uint32_t value);

/* The low `size` (0..8) bytes of `value`, little endian. */
void wdm_write_number(struct wdm_writer *writer, uint64_t value, size_t size);

/* `count` bytes; `bytes` may be NULL where count is 0. */
void wdm_write_bytes(struct wdm_writer *writer, const void *bytes, size_t count);
void wdm_write_zeros(struct wdm_writer *writer, size_t count);

/* Replaces the number at `position` (as returned in `length` before it was
 * written); sets `failed` where those bytes have not been written yet. */
void wdm_patch_u16(struct wdm_writer *writer, size_t position, uint16_t value);
void wdm_patch_u32(struct wdm_writer *writer, size_t position, uint32_t value);

/* The bytes written so far. */
struct wdm_span wdm_written(const struct wdm_writer *writer);

#endif
