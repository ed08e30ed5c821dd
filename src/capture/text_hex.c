/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes in hex, as people and programs write them. No state. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

/* Where bytes that are read go: to the unit, in pieces, or to a caller, or nowhere. */
struct hex_out {
    struct wdm_capture_reader *reader; /* NULL: `kept` is the caller's */
    uint8_t *kept;
    size_t capacity;
    size_t count;   /* of all */
    size_t pending; /* in `piece` */
    uint8_t piece[256];
};

static void flush(struct hex_out *out)
{
    if (out->reader && out->pending > 0)
        wdm_text_unit_append(out->reader, out->piece, out->pending);
    out->pending = 0;
}

static void put(struct hex_out *out, unsigned byte)
{
    if (out->count < out->capacity)
        out->kept[out->count] = (uint8_t)(byte & 0xff);
    out->count++;
    if (!out->reader)
        return;
    out->piece[out->pending++] = (uint8_t)(byte & 0xff);
    if (out->pending == sizeof(out->piece))
        flush(out);
}

/* What a character is: a digit, DIGIT and its value; or what stands between bytes. */
enum { OTHER = 0, SEPARATOR, DIGIT = 16 };

static const uint8_t classes[256] = {
    [' '] = SEPARATOR,  ['\t'] = SEPARATOR, ['\n'] = SEPARATOR, ['\v'] = SEPARATOR,
    ['\f'] = SEPARATOR, ['\r'] = SEPARATOR, [':'] = SEPARATOR,  [','] = SEPARATOR,
    ['-'] = SEPARATOR,  [';'] = SEPARATOR,  ['{'] = SEPARATOR,  ['}'] = SEPARATOR,
    ['('] = SEPARATOR,  [')'] = SEPARATOR,  ['['] = SEPARATOR,  [']'] = SEPARATOR,
    ['"'] = SEPARATOR,  ['\''] = SEPARATOR, ['0'] = DIGIT,      ['1'] = DIGIT + 1,
    ['2'] = DIGIT + 2,  ['3'] = DIGIT + 3,  ['4'] = DIGIT + 4,  ['5'] = DIGIT + 5,
    ['6'] = DIGIT + 6,  ['7'] = DIGIT + 7,  ['8'] = DIGIT + 8,  ['9'] = DIGIT + 9,
    ['a'] = DIGIT + 10, ['b'] = DIGIT + 11, ['c'] = DIGIT + 12, ['d'] = DIGIT + 13,
    ['e'] = DIGIT + 14, ['f'] = DIGIT + 15, ['A'] = DIGIT + 10, ['B'] = DIGIT + 11,
    ['C'] = DIGIT + 12, ['D'] = DIGIT + 13, ['E'] = DIGIT + 14, ['F'] = DIGIT + 15,
};

static unsigned class_of(char c)
{
    return classes[(unsigned char)c];
}

static bool is_separator(char c)
{
    return class_of(c) == SEPARATOR;
}

/* Two digits as a byte; 256 where they are none. */
static unsigned pair(const char *text)
{
    unsigned high = class_of(text[0]);
    unsigned low = high >= DIGIT ? class_of(text[1]) : OTHER;
    return low >= DIGIT ? (high - DIGIT) << 4 | (low - DIGIT) : 256;
}

/* The bytes of one word; 0: it is no hex. */
static size_t word(struct text_span span, struct hex_out *out)
{
    size_t at = 0;
    size_t count = 0;
    bool prefixed = span.length > 2 && span.text[0] == '0' && (span.text[1] | 0x20) == 'x';
    if (prefixed) {
        at = 2;
        if (span.length == 3 && wdm_digit(span.text[2]) < 16) {
            put(out, wdm_digit(span.text[2]));
            return 1;
        }
        /* More digits are a number, whose bytes stand the other way round. */
        if (span.length != 4)
            return 0;
    }
    for (; at < span.length; at += 2, count++) {
        if (span.length - at > 3 && span.text[at] == '\\' && span.text[at + 1] == 'x')
            at += 2;
        if (span.length - at < 2 || pair(span.text + at) > 255)
            return 0;
        put(out, pair(span.text + at));
    }
    return count;
}

static size_t words(struct text_span span, struct hex_out *out)
{
    size_t at = 0;
    while (at < span.length && (out->capacity == 0 || out->count < out->capacity)) {
        size_t length = 0;
        if (is_separator(span.text[at])) {
            at++;
            continue;
        }
        while (at + length < span.length && !is_separator(span.text[at + length]))
            length++;
        if (length == 2 && pair(span.text + at) < 256)
            put(out, pair(span.text + at));
        else if (word((struct text_span){span.text + at, length}, out) == 0)
            return 0;
        at += length;
    }
    return out->count;
}

size_t wdm_text_hex(struct text_span span, struct wdm_capture_reader *reader, bool append)
{
    struct hex_out check = {0};
    size_t count = words(span, &check);
    if (count == 0 || !append)
        return count;
    struct hex_out out = {.reader = reader};
    (void)words(span, &out);
    flush(&out);
    return count;
}

size_t wdm_text_hex_peek(struct text_span span, uint8_t *bytes, size_t capacity)
{
    struct hex_out out = {.kept = bytes, .capacity = capacity};
    size_t count = words(span, &out);
    return count < capacity ? count : capacity;
}

bool wdm_text_hex_hidden(struct text_span span)
{
    size_t dots = 0;
    size_t digits = 0;
    for (size_t at = 0; at < span.length;) {
        if (wdm_text_is_blank(span.text[at])) {
            at++;
            continue;
        }
        if (span.length - at < 2 || (span.length - at > 2 && !wdm_text_is_blank(span.text[at + 2])))
            return false;
        if (span.text[at] == '.' && span.text[at + 1] == '.')
            dots++;
        else if (pair(span.text + at) < 256)
            digits++;
        else
            return false;
        at += 2;
    }
    return dots > 0 && digits > 0;
}

/* ---- Initializers of C */

/* What is before a comment. */
static struct text_span before_comment(struct text_span span)
{
    size_t line = wdm_text_find(span, "//");
    if (line < span.length)
        span.length = line;
    return span;
}

/* A byte at the front: 0x01, \x01; 0: none, else how many characters it has. */
static size_t array_byte(struct text_span span, unsigned *byte)
{
    size_t digits = 0;
    if (span.length < 3 || (span.text[0] != '0' && span.text[0] != '\\') ||
        (span.text[1] | 0x20) != 'x')
        return 0;
    *byte = 0;
    while (digits < 3 && digits + 2 < span.length && wdm_digit(span.text[2 + digits]) < 16)
        *byte = *byte << 4 | wdm_digit(span.text[2 + digits++]);
    return digits == 1 || digits == 2 ? 2 + digits : 0;
}

static size_t array_bytes(struct text_span span, struct hex_out *out)
{
    size_t at = 0;
    while (at < span.length) {
        struct text_span rest = wdm_text_from(span, at);
        unsigned byte;
        size_t taken = array_byte(rest, &byte);
        if (taken > 0) {
            put(out, byte);
            at += taken;
        } else if (wdm_text_starts(rest, "/*")) {
            size_t end = wdm_text_find(rest, "*/");
            at += end < rest.length ? end + 2 : rest.length;
        } else if (is_separator(rest.text[0])) {
            at++;
        } else {
            return 0;
        }
    }
    return out->count;
}

size_t wdm_text_array(struct text_span span, struct wdm_capture_reader *reader, bool append)
{
    span = before_comment(span);
    size_t opening = wdm_text_find(span, "=");
    if (opening == span.length)
        opening = wdm_text_find(span, "{");
    if (opening < span.length)
        span = wdm_text_from(span, opening + 1);
    struct hex_out check = {0};
    size_t count = array_bytes(span, &check);
    if (count == 0 || !append)
        return count;
    struct hex_out out = {.reader = reader};
    (void)array_bytes(span, &out);
    flush(&out);
    return count;
}
