/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The reader: pieces of a file to steps through it. Touches its struct only. */
#include <stddef.h>
#include <string.h>

#include "capture_internal.h"

void wdm_capture_reader_init(struct wdm_capture_reader *reader, enum wdm_capture_format format,
                             const struct wdm_capture_sink *sink)
{
    _Static_assert(sizeof(reader->state.usb) >= offsetof(struct wdm_capture_text, unit.bytes),
                   "what is before the bytes of text is cleared with usb");
    /* The space for bytes needs no zeros, and untouched it costs no memory. */
    memset(reader, 0, offsetof(struct wdm_capture_reader, state) + sizeof(reader->state.usb));
    memset(&reader->state.text.held, 0, offsetof(struct wdm_capture_unit, bytes));
    reader->sink = *sink;
    reader->format = format;
    reader->need = 1;
}

size_t wdm_capture_wait(struct wdm_capture_reader *reader, size_t need)
{
    reader->need = need;
    return 0;
}

void wdm_capture_begin(const struct wdm_capture_reader *reader, enum wdm_captured_kind kind,
                       struct wdm_captured *captured)
{
    memset(captured, 0, sizeof(*captured));
    captured->kind = kind;
    captured->number = reader->number;
    captured->offset = reader->position;
}

void wdm_capture_tell(const struct wdm_capture_reader *reader, const struct wdm_captured *captured)
{
    reader->sink.seen(reader->sink.context, captured);
}

void wdm_capture_problem(const struct wdm_capture_reader *reader, uint64_t offset, uint64_t count,
                         const char *problem)
{
    struct wdm_captured captured;
    wdm_capture_begin(reader, WDM_CAPTURED_PROBLEM, &captured);
    captured.offset = offset;
    captured.announced = count <= SIZE_MAX ? (size_t)count : SIZE_MAX;
    captured.problem = problem;
    wdm_capture_tell(reader, &captured);
}

size_t wdm_capture_lose(struct wdm_capture_reader *reader)
{
    reader->lost = true;
    reader->cut = reader->last;
    reader->lost_at = reader->position;
    return 1;
}

void wdm_capture_lost(struct wdm_capture_reader *reader, size_t count, bool found)
{
    wdm_capture_problem(reader, reader->lost_at, reader->position + count - reader->lost_at,
                        reader->cut && !found ? "it ends within a packet"
                                              : "damaged: nothing could be told in these bytes");
    reader->lost = false;
}

static size_t step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    static capture_step *const steps[] = {
        [WDM_CAPTURE_UNKNOWN] = wdm_capture_detect_step,
        [WDM_CAPTURE_PCAP] = wdm_capture_pcap_step,
        [WDM_CAPTURE_PCAPNG] = wdm_capture_pcapng_step,
        [WDM_CAPTURE_TEXT] = wdm_capture_text_step,
        [WDM_CAPTURE_RAW] = wdm_capture_raw_step,
        [WDM_CAPTURE_USBMON_TEXT] = wdm_capture_usbmon_text_step,
    };
    reader->need = 1;
    reader->by_line = false;
    return steps[reader->format](reader, bytes, length);
}

/* Steps through bytes as far as they go; returns how many were taken. */
static size_t walk(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t left = length - at;
        size_t taken;
        if (reader->skip > 0) {
            taken = reader->skip < left ? (size_t)reader->skip : left;
            reader->skip -= taken;
        } else if (left < reader->need && !reader->last) {
            break;
        } else {
            enum wdm_capture_format format = reader->format;
            taken = step(reader, bytes + at, left);
            if (taken == 0 && reader->format == format)
                break;
        }
        at += taken;
        reader->position += taken;
    }
    return at;
}

/* How many of the bytes that come the next step waits for. */
static size_t wanted(const struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    if (reader->by_line) {
        const uint8_t *end = memchr(bytes, '\n', length);
        size_t room = sizeof(reader->carry) - reader->carried;
        size_t line = end ? (size_t)(end - bytes) + 1 : length;
        return line < room ? line : room;
    }
    size_t missing = reader->need > reader->carried ? reader->need - reader->carried : 0;
    return missing < length ? missing : length;
}

/* Goes on with what was carried over; returns how many of the new bytes were taken. */
static size_t go_on(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t count = wanted(reader, bytes, length);
    memcpy(reader->carry + reader->carried, bytes, count);
    reader->carried += count;
    /* No step looks again at a line that has not come to its end. */
    bool whole =
        reader->carry[reader->carried - 1] == '\n' || reader->carried == sizeof(reader->carry);
    if (reader->by_line)
        reader->need = reader->carried + (whole ? 0 : 1);
    size_t taken = walk(reader, reader->carry, reader->carried);
    reader->carried -= taken;
    /* What is left came with these bytes: it is read from them, in place. */
    if (reader->carried <= count) {
        count -= reader->carried;
        reader->carried = 0;
    } else if (taken > 0) {
        memmove(reader->carry, reader->carry + taken, reader->carried);
    }
    return count;
}

void wdm_capture_feed(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        size_t taken;
        if (reader->carried > 0) {
            taken = go_on(reader, bytes, length);
        } else {
            taken = walk(reader, bytes, length);
            /* What is left is less than the step waits for, and so fits. */
            if (taken < length) {
                reader->carried = length - taken;
                memcpy(reader->carry, bytes + taken, reader->carried);
                taken = length;
            }
        }
        bytes += taken;
        length -= taken;
    }
}

void wdm_capture_end(struct wdm_capture_reader *reader)
{
    bool empty = reader->position == 0 && reader->carried == 0 && reader->number == 0;
    uint64_t cut = reader->skip;
    reader->last = true;
    (void)walk(reader, reader->carry, reader->carried);
    reader->carried = 0;
    if (reader->format == WDM_CAPTURE_TEXT)
        wdm_capture_text_end(reader);
    if (reader->lost && reader->format != WDM_CAPTURE_TEXT)
        wdm_capture_lost(reader, 0, false);
    if (empty)
        wdm_capture_problem(reader, 0, 0, "there is nothing in it");
    else if (cut > 0 && cut <= CAPTURE_ALL / 2)
        wdm_capture_problem(reader, reader->position, 0, "it ends within a packet");
}

bool wdm_capture_hint(struct wdm_error *error)
{
    return wdm_fail_hint(error, "qmicli and mbimcli log all bytes with --verbose-full, "
                                "ModemManager with --debug --log-personal-info, and wdmctl with "
                                "-vv --personal");
}

/* ---- What it is */

#define DETECT_MAX ((size_t)256)

/* Whether bytes are text: no control characters but those of lines, or few. */
static bool is_text(const uint8_t *bytes, size_t length)
{
    size_t controls = 0;
    if (length >= 2 && bytes[0] + bytes[1] == 0xff + 0xfe) /* UTF-16 */
        return true;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < 0x20 && memchr("\t\n\r\f\v\b\033", bytes[i], 7) == NULL)
            controls++;
    }
    return controls * 16 <= length;
}

static const char *compression(const uint8_t *bytes, size_t length)
{
    static const struct {
        const char *magic;
        size_t length;
        const char *problem;
    } known[] = {
        {"\x1f\x8b", 2, "it is compressed: unpack it (zcat FILE | ...)"},
        {"\x28\xb5\x2f\xfd", 4, "it is compressed: unpack it (zstdcat FILE | ...)"},
        {"\xfd\x37\x7a\x58", 4, "it is compressed: unpack it (xzcat FILE | ...)"},
        {"BZh", 3, "it is compressed: unpack it (bzcat FILE | ...)"},
        {"PK\x03\x04", 4, "it is an archive: unpack it"},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (length >= known[i].length && memcmp(bytes, known[i].magic, known[i].length) == 0)
            return known[i].problem;
    }
    return NULL;
}

static enum wdm_capture_format by_magic(const uint8_t *bytes)
{
    static const uint32_t magics[] = {0xa1b2c3d4, 0xa1b23c4d};
    for (size_t i = 0; i < 2; i++) {
        if (wdm_capture_u32(false, bytes) == magics[i] || wdm_capture_u32(true, bytes) == magics[i])
            return WDM_CAPTURE_PCAP;
    }
    return wdm_capture_u32(false, bytes) == 0x0a0d0d0a ? WDM_CAPTURE_PCAPNG : WDM_CAPTURE_UNKNOWN;
}

/* Takes nothing, but where there is nothing to be read. */
size_t wdm_capture_detect_step(struct wdm_capture_reader *reader, const uint8_t *bytes,
                               size_t length)
{
    if (length < 4 && !reader->last)
        return wdm_capture_wait(reader, 4);
    reader->format = length >= 4 ? by_magic(bytes) : WDM_CAPTURE_UNKNOWN;
    if (reader->format != WDM_CAPTURE_UNKNOWN)
        return 0;
    const char *problem = compression(bytes, length);
    if (problem) {
        wdm_capture_problem(reader, 0, 0, problem);
        reader->skip = CAPTURE_ALL;
        return length;
    }
    if (length < DETECT_MAX && !reader->last)
        return wdm_capture_wait(reader, DETECT_MAX);
    size_t looked = length < DETECT_MAX ? length : DETECT_MAX;
    if (wdm_capture_is_usbmon_text(bytes, looked))
        reader->format = WDM_CAPTURE_USBMON_TEXT;
    else
        reader->format = is_text(bytes, looked) ? WDM_CAPTURE_TEXT : WDM_CAPTURE_RAW;
    return 0;
}
