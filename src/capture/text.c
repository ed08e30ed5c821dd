/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text, line by line: who knows what a line is. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

/* Enough of a line's bytes to see what they begin. */
#define PEEK ((size_t)48)
/* So many bytes in hex are no words of a text. */
#define PLAIN_MIN ((size_t)8)

static struct capture_look peek(struct text_span span)
{
    uint8_t bytes[PEEK];
    return wdm_capture_look(bytes, wdm_text_hex_peek(span, bytes, sizeof(bytes)));
}

/* ---- Lines of bytes that nothing is said of */

static void take_hidden(struct wdm_capture_reader *reader, enum text_side side)
{
    wdm_text_unit_begin(reader, TEXT_MARKED, side, true);
    reader->state.text.unit.hidden = true;
    wdm_text_unit_end(reader);
}

static bool ends_array(struct text_span line)
{
    return memchr(line.text, '}', line.length) != NULL ||
           memchr(line.text, ';', line.length) != NULL;
}

/* Bytes behind what a trace said of them. */
static void take_announced(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    wdm_text_unit_begin(reader, TEXT_MARKED, (enum text_side)text->side, true);
    (void)wdm_text_hex(line, reader, true);
    wdm_text_unit_end(reader);
    text->side = TEXT_SIDE_UNKNOWN;
    text->side_timed = false;
}

/* What is before words of explanation: "02 04 00 00 00 00 00 => success". */
static struct text_span before_words(struct text_span line)
{
    size_t at = 0;
    while (at < line.length && (wdm_digit(line.text[at]) < 16 || line.text[at] == ':' ||
                                wdm_text_is_blank(line.text[at])))
        at++;
    if (at < line.length && at > 0 && wdm_text_is_blank(line.text[at - 1]) &&
        memchr("=<-/#;|(", line.text[at], 8) != NULL)
        line.length = at;
    return line;
}

static bool take_plain(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    bool array = false;
    size_t count = wdm_text_hex(line, NULL, false);
    if (count == 0) {
        count = wdm_text_array(line, NULL, false);
        array = count > 0;
    }
    if (count == 0) {
        line = before_words(line);
        count = wdm_text_hex(line, NULL, false);
    }
    if (count == 0)
        return false;
    if (text->side != TEXT_SIDE_UNKNOWN && !array) {
        take_announced(reader, line);
        return true;
    }
    bool open = text->unit.is_open && text->dress != TEXT_DUMP &&
                (text->dress == TEXT_PLAIN || wdm_text_unit_waits(reader));
    if (!open && !array && count < PLAIN_MIN && peek(line).look == WDM_LOOK_NOT)
        return false;
    if (!open)
        wdm_text_unit_begin(reader, TEXT_PLAIN, TEXT_SIDE_UNKNOWN, false);
    if (array)
        (void)wdm_text_array(line, reader, true);
    else
        (void)wdm_text_hex(line, reader, true);
    wdm_text_unit_settle(reader);
    if (ends_array(line))
        wdm_text_unit_end(reader);
    return true;
}

static bool take_unmarked(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    if (line.length == 1 && line.text[0] == '*' && text->dress == TEXT_DUMP) {
        text->repeats = true;
        return true;
    }
    if (wdm_text_dump_row(reader, line) || take_plain(reader, line) ||
        wdm_text_string_line(reader, line))
        return true;
    if (!wdm_text_hex_hidden(line))
        return false;
    take_hidden(reader, (enum text_side)text->side);
    text->side = TEXT_SIDE_UNKNOWN;
    return true;
}

/* ---- Lines with a mark: who sends */

struct mark {
    enum text_side side;
    bool timed;
    int64_t when;
};

static bool is_of_time(char c)
{
    return wdm_digit(c) < 10 || wdm_text_is_blank(c) || memchr(":.-+[],TZ", c, 9) != NULL;
}

/* "   0.123": seconds since the beginning. */
static bool passed(struct text_span span, int64_t *when)
{
    uint64_t seconds;
    uint64_t milliseconds;
    span = wdm_text_trim(span);
    if (!wdm_text_take_number(&span, &seconds) || !wdm_text_starts(span, ".") ||
        seconds > 1000000000)
        return false;
    span = wdm_text_from(span, 1);
    if (span.length != 3 || !wdm_text_take_number(&span, &milliseconds))
        return false;
    *when = (int64_t)seconds * NANOSECONDS + (int64_t)milliseconds * 1000000;
    return true;
}

/* Takes time and marks off the front; false where there is no mark. */
static bool take_mark(struct text_span *line, struct mark *mark)
{
    size_t at = 0;
    while (at < line->length && is_of_time(line->text[at]))
        at++;
    if (at == line->length || (line->text[at] != '<' && line->text[at] != '>'))
        return false;
    struct text_span before = {line->text, at};
    mark->timed = wdm_text_time(before, &mark->when) || passed(before, &mark->when);
    /* Several: those before the last quote it. */
    for (; at < line->length; at++) {
        if (line->text[at] == '<' || line->text[at] == '>')
            mark->side = line->text[at] == '<' ? TEXT_SIDE_MODEM : TEXT_SIDE_HOST;
        else if (!wdm_text_is_blank(line->text[at]))
            break;
    }
    *line = wdm_text_from(*line, at);
    return true;
}

static void remember(struct wdm_capture_text *text, const struct mark *mark)
{
    text->side = (int)mark->side;
    text->side_timed = mark->timed;
    text->side_when = mark->when;
}

/* A line of bytes with a mark. A quoted one that goes on with the message before has
 * the quotation's mark. */
static void take_marked(struct wdm_capture_reader *reader, struct text_span line,
                        const struct mark *mark)
{
    struct wdm_capture_text *text = &reader->state.text;
    bool rest = mark->side == TEXT_SIDE_HOST && !mark->timed && text->dress == TEXT_MARKED &&
                wdm_text_unit_waits(reader) && peek(line).look < WDM_LOOK_PLAIN;
    if (!rest) {
        remember(text, mark);
        wdm_text_unit_begin(reader, TEXT_MARKED, mark->side, mark->side == TEXT_SIDE_MODEM);
        text->side = TEXT_SIDE_UNKNOWN;
        text->side_timed = false;
    }
    (void)wdm_text_hex(line, reader, true);
}

/* A row of a dump. Where it is quoted, the mark is the quotation's. */
static bool take_marked_row(struct wdm_capture_reader *reader, struct text_span line,
                            enum text_side side)
{
    struct wdm_capture_text *text = &reader->state.text;
    int before = text->side;
    if (side == TEXT_SIDE_MODEM)
        text->side = (int)side;
    bool taken = wdm_text_dump_row(reader, line);
    text->side = taken ? (int)TEXT_SIDE_UNKNOWN : before;
    return taken;
}

/* What wdmctl -v says of a message before its bytes. */
static bool is_trace(struct text_span line)
{
    return wdm_text_starts(line, "MBIM ") || wdm_text_starts(line, "QMI ") ||
           wdm_text_starts(line, "bytes that are no message");
}

static bool take_mark_line(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    struct mark mark = {.side = TEXT_SIDE_UNKNOWN};
    if (!take_mark(&line, &mark))
        return false;
    if (line.length == 0 || line.text[0] == '#')
        return true;
    if (is_trace(line)) {
        wdm_text_unit_end(reader);
        remember(text, &mark);
        return true;
    }
    if (take_marked_row(reader, line, mark.side))
        return true;
    if (wdm_text_hex(line, NULL, false) > 0) {
        take_marked(reader, line, &mark);
        return true;
    }
    if (wdm_text_hex_hidden(line)) {
        take_hidden(reader, mark.side);
        return true;
    }
    return take_unmarked(reader, line);
}

/* ---- Lines */

/* Words about the lines around it: "^length" stands below what it points at. */
static bool is_comment(struct text_span line)
{
    static const char *const signs[] = {"#", "//", "/*", "^", "=>"};
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (wdm_text_starts(line, signs[i]))
            return true;
    }
    return false;
}

static void take_line(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    line = wdm_text_trim(line);
    if (line.length == 0) {
        if (text->dress != TEXT_LOG || !wdm_text_unit_waits(reader))
            wdm_text_unit_end(reader);
        return;
    }
    if (is_comment(line))
        return;
    if (wdm_text_log_line(reader, line) || take_mark_line(reader, line) ||
        take_unmarked(reader, line))
        return;
    wdm_text_unit_end(reader);
    wdm_text_log_note(reader, line);
}

/* A line without zeros in it: text of 16-bit characters has one in each. */
static struct text_span without_zeros(struct wdm_capture_reader *reader, const uint8_t *bytes,
                                      size_t length)
{
    size_t count = 0;
    if (memchr(bytes, 0, length) == NULL)
        return (struct text_span){(const char *)bytes, length};
    /* The space for what is carried over is free, or is where the line stands. */
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != 0)
            reader->carry[count++] = bytes[i];
    }
    return (struct text_span){(const char *)reader->carry, count};
}

/* Lines that were written behind each other: some syslogs make a blank of an end. */
static void take_lines(struct wdm_capture_reader *reader, struct text_span line)
{
    size_t end;
    line = wdm_text_trim(line);
    if (wdm_text_call_line(reader, line))
        return;
    do {
        end = is_comment(line) ? line.length : wdm_text_log_joined(line);
        take_line(reader, (struct text_span){line.text, end});
        line = wdm_text_from(line, end);
        reader->state.text.offset += end;
    } while (line.length > 0);
}

/* A line of the file, which is several where syslog wrote "#012" for their ends. */
static void take_file_line(struct wdm_capture_reader *reader, struct text_span line)
{
    static const char *const marks[] = {"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"};
    reader->state.text.line++;
    reader->state.text.offset = reader->position;
    for (size_t i = 0; i < 3 && reader->position == 0; i++) {
        if (wdm_text_starts(line, marks[i]))
            line = wdm_text_from(line, i == 0 ? 3 : 2);
    }
    for (;;) {
        size_t end = wdm_text_find(line, "#012");
        take_lines(reader, (struct text_span){line.text, end});
        if (end == line.length)
            return;
        line = wdm_text_from(line, end + 4);
    }
}

size_t wdm_capture_text_step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length)
{
    size_t most = length < WDM_CAPTURE_RECORD ? length : WDM_CAPTURE_RECORD;
    const uint8_t *newline = memchr(bytes, '\n', most);
    size_t taken = newline ? (size_t)(newline - bytes) + 1 : most;
    if (!newline && most < WDM_CAPTURE_RECORD && !reader->last) {
        reader->by_line = true;
        return wdm_capture_wait(reader, length + 1);
    }
    if (reader->lost) {
        reader->lost = newline == NULL;
        return taken;
    }
    if (!newline && most == WDM_CAPTURE_RECORD) {
        reader->state.text.line++;
        wdm_text_unit_end(reader);
        wdm_capture_problem(reader, reader->position, 0, "a line that is too long to be read");
        reader->lost = true;
        return taken;
    }
    take_file_line(reader, without_zeros(reader, bytes, taken));
    return taken;
}

void wdm_capture_text_end(struct wdm_capture_reader *reader)
{
    wdm_text_unit_end(reader);
    wdm_text_unit_release(reader);
}
