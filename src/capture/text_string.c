/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages as strings of C: strace's write(5, "\1\17\0"..., 16) = 16, Python's b'\x01'. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

/* Enough of a string's bytes to see what they begin. */
#define PEEK ((size_t)48)

/* ---- Reading a string */

/* The first string that begins with an escape, as all messages do: what is between its
 * quotes. Empty: there is none. */
static struct text_span find_string(struct text_span line)
{
    size_t at = 0;
    while (at + 1 < line.length &&
           ((line.text[at] != '"' && line.text[at] != '\'') || line.text[at + 1] != '\\'))
        at++;
    if (at + 1 >= line.length)
        return wdm_text_from(line, line.length);
    struct text_span string = wdm_text_from(line, at + 1);
    for (size_t end = 0; end < string.length; end++) {
        if (string.text[end] == line.text[at])
            return (struct text_span){string.text, end};
        if (string.text[end] == '\\')
            end++;
    }
    return wdm_text_from(line, line.length);
}

/* What is behind a backslash; 256: nothing that is known. */
static unsigned take_escape(struct text_span *string)
{
    static const char named[] = "abtnvfr"; /* 7 to 13 */
    unsigned value = 0;
    unsigned base = 8;
    size_t most = 3;
    size_t count = 0;
    if (wdm_text_starts(*string, "x")) {
        *string = wdm_text_from(*string, 1);
        base = 16;
        most = 2;
    }
    while (count < most && count < string->length && wdm_digit(string->text[count]) < base)
        value = value * base + wdm_digit(string->text[count++]);
    if (count == 0 && (base == 16 || string->length == 0))
        return 256;
    if (count == 0) {
        const char *name = memchr(named, string->text[0], sizeof(named) - 1);
        value = name ? 7 + (unsigned)(name - named) : (unsigned char)string->text[0];
        count = 1;
    }
    *string = wdm_text_from(*string, count);
    return value;
}

/* Takes the first bytes off a string, at most `capacity`, up to what is none. */
static size_t take_bytes(struct text_span *string, uint8_t *bytes, size_t capacity)
{
    size_t count = 0;
    while (count < capacity && string->length > 0) {
        unsigned value = (unsigned char)string->text[0];
        *string = wdm_text_from(*string, 1);
        if (value == '\\')
            value = take_escape(string);
        if (value > 255)
            string->length = 0;
        else
            bytes[count++] = (uint8_t)value;
    }
    return count;
}

/* ---- What is around it */

/* Who sends, by the call before it: "read(5, ". */
static enum text_side side_of_call(struct text_span before)
{
    static const struct {
        const char *name;
        enum text_side side;
    } calls[] = {
        {"write", TEXT_SIDE_HOST},
        {"send", TEXT_SIDE_HOST},
        {"read", TEXT_SIDE_MODEM},
        {"recv", TEXT_SIDE_MODEM},
    };
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        if (wdm_text_find(before, calls[i].name) < before.length)
            return calls[i].side;
    }
    return TEXT_SIDE_UNKNOWN;
}

/* How many bytes there were where strace shows only the first: "..., 4096) = 64". */
static size_t claimed_behind(struct text_span after)
{
    uint64_t count;
    size_t result = wdm_text_find(after, ") = ");
    if (!wdm_text_starts(after, "...") || result == after.length)
        return 0;
    after = wdm_text_from(after, result + 4);
    return wdm_text_take_number(&after, &count) && count <= WDM_MESSAGE_MAX ? (size_t)count : 0;
}

/* "read(5, ", "write(5</dev/cdc-wdm0>, ", "<... read resumed>": a call, as strace has it. */
static bool is_call(struct text_span before)
{
    size_t opening = wdm_text_find(before, "(");
    size_t digits = opening + 1;
    if (wdm_text_find(before, " resumed>") < before.length)
        return true;
    while (digits < before.length && wdm_digit(before.text[digits]) < 10)
        digits++;
    return opening > 0 && digits < before.length && digits > opening + 1 &&
           !wdm_text_is_blank(before.text[opening - 1]) &&
           (before.text[digits] == ',' || before.text[digits] == '<');
}

bool wdm_text_call_line(struct wdm_capture_reader *reader, struct text_span line)
{
    if (!is_call((struct text_span){line.text, wdm_text_find(line, "\"")}))
        return false;
    (void)wdm_text_string_line(reader, line);
    return true;
}

bool wdm_text_string_line(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    uint8_t bytes[PEEK];
    struct text_span string = find_string(line);
    struct text_span before = {line.text, (size_t)(string.text - line.text)};
    struct text_span after = wdm_text_from(line, before.length + string.length);
    size_t count = take_bytes(&string, bytes, sizeof(bytes));
    if (wdm_capture_look(bytes, count).look < WDM_LOOK_LIKELY)
        return false;
    enum text_side side = side_of_call(before);
    bool sided = side != TEXT_SIDE_UNKNOWN;
    text->side_timed = wdm_text_time(before, &text->side_when);
    wdm_text_unit_begin(reader, sided ? TEXT_MARKED : TEXT_PLAIN, side, sided);
    text->side_timed = false;
    text->unit.claimed = claimed_behind(wdm_text_from(after, 1));
    do
        wdm_text_unit_append(reader, bytes, count);
    while ((count = take_bytes(&string, bytes, sizeof(bytes))) > 0);
    wdm_text_unit_end(reader);
    return true;
}
