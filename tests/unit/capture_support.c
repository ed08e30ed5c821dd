/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a capture reader told, kept and compared. */
#include "capture_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void keep(void *context, const struct wdm_captured *captured)
{
    struct events *events = context;
    assert_true(captured->kind <= WDM_CAPTURED_PROBLEM);
    assert_true(captured->announced >= captured->bytes.length);
    if (captured->kind == WDM_CAPTURED_MESSAGE)
        assert_int_not_equal(captured->protocol, WDM_PROTOCOL_UNKNOWN);
    if (captured->kind == WDM_CAPTURED_PROBLEM || captured->kind == WDM_CAPTURED_FAILED) {
        assert_non_null(captured->problem);
        assert_int_equal(captured->bytes.length, 0);
    }
    /* Damage may make very many of them: the first ones are compared. */
    if (events->count == EVENTS_MAX ||
        captured->bytes.length > sizeof(events->bytes) - events->length)
        return;
    struct wdm_captured *kept = &events->list[events->count++];
    *kept = *captured;
    kept->bytes.bytes = events->bytes + events->length;
    if (captured->bytes.length > 0)
        memcpy(events->bytes + events->length, captured->bytes.bytes, captured->bytes.length);
    events->length += captured->bytes.length;
}

void read_events(struct events *events, enum wdm_capture_format format, const uint8_t *file,
                 size_t length, size_t piece)
{
    static struct wdm_capture_reader reader;
    const struct wdm_capture_sink sink = {keep, events};
    uint8_t *own = NULL;
    events->count = 0;
    events->length = 0;
    wdm_capture_reader_init(&reader, format, &sink);
    for (size_t at = 0; at < length;) {
        size_t count = piece > 0 && piece < length - at ? piece : length - at;
        /* On its own, so that sanitizers see a step beyond. */
        own = realloc(own, count);
        assert_non_null(own);
        memcpy(own, file + at, count);
        wdm_capture_feed(&reader, own, count);
        at += count;
    }
    wdm_capture_end(&reader);
    free(own);
}

static bool is_data(const struct wdm_captured *captured)
{
    return captured->kind == WDM_CAPTURED_MESSAGE || captured->kind == WDM_CAPTURED_BYTES;
}

const struct wdm_captured *message_at(const struct events *events, size_t index)
{
    for (size_t i = 0; i < events->count; i++) {
        if (is_data(&events->list[i]) && index-- == 0)
            return &events->list[i];
    }
    return NULL;
}

size_t count_of(const struct events *events, enum wdm_captured_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < events->count; i++)
        count += events->list[i].kind == kind;
    return count;
}

void assert_same_events(const struct events *actual, const struct events *expected,
                        const char *what)
{
    for (size_t i = 0; i < actual->count && i < expected->count; i++) {
        struct wdm_captured a = actual->list[i];
        struct wdm_captured b = expected->list[i];
        bool same = a.kind == b.kind && a.from_modem == b.from_modem && a.timed == b.timed &&
                    a.when == b.when && a.protocol == b.protocol && a.spoken == b.spoken &&
                    a.device == b.device && a.interface == b.interface && a.vendor == b.vendor &&
                    a.product == b.product && a.status == b.status && a.announced == b.announced &&
                    a.number == b.number && a.offset == b.offset && a.problem == b.problem;
        if (!same)
            fail_msg("%s: event %zu differs: kind %d not %d, number %lu not %lu, offset %lu not "
                     "%lu, %s not %s",
                     what, i, a.kind, b.kind, (unsigned long)a.number, (unsigned long)b.number,
                     (unsigned long)a.offset, (unsigned long)b.offset,
                     a.problem ? a.problem : "fine", b.problem ? b.problem : "fine");
        assert_bytes(a.bytes.bytes, a.bytes.length, b.bytes.bytes, b.bytes.length);
    }
    if (actual->count != expected->count)
        fail_msg("%s: %zu events, not %zu", what, actual->count, expected->count);
}

void assert_fixture(const struct events *events, const struct fixture *fixture, const char *what)
{
    for (size_t i = 0; i < events->count; i++) {
        if (events->list[i].problem)
            fail_msg("%s in %s: %s", fixture->name, what, events->list[i].problem);
    }
    for (size_t i = 0; i < fixture->count; i++) {
        const struct wdm_captured *captured = message_at(events, i);
        const struct fixture_message *message = &fixture->messages[i];
        if (!captured || captured->kind != WDM_CAPTURED_MESSAGE)
            fail_msg("%s in %s: no message %zu", fixture->name, what, i);
        if (captured->from_modem != message->from_modem || captured->protocol != message->protocol)
            fail_msg("%s in %s: message %zu is told wrong", fixture->name, what, i);
        assert_bytes(captured->bytes.bytes, captured->bytes.length, message->bytes.bytes,
                     message->bytes.length);
        assert_int_equal(captured->announced, message->bytes.length);
    }
    if (message_at(events, fixture->count))
        fail_msg("%s in %s: more messages than it has", fixture->name, what);
}

/* ---- Files that are made */

void put_format(struct file *file, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length =
        vsnprintf(file->text + file->length, sizeof(file->text) - file->length, format, arguments);
    va_end(arguments);
    assert_true(length >= 0 && (size_t)length < sizeof(file->text) - file->length);
    file->length += (size_t)length;
}

void put_bytes(struct file *file, const void *bytes, size_t length)
{
    assert_true(length < sizeof(file->text) - file->length);
    if (length > 0)
        memcpy(file->text + file->length, bytes, length);
    file->length += length;
}

void put_hex(struct file *file, const uint8_t *bytes, size_t length, const char *between,
             bool upper)
{
    for (size_t i = 0; i < length; i++)
        put_format(file, upper ? "%s%02X" : "%s%02x", i > 0 ? between : "", bytes[i]);
}
