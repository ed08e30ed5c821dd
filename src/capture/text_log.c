/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Logs of libqmi and libmbim (qmicli, mbimcli, ModemManager), uqmi and umbim. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

/* ---- What marks a line as one of a log */

/* uqmi's and umbim's words; what is behind some of them is a length in parentheses. */
static const struct packet_mark {
    const char *words;
    enum text_side side;
    bool counted;
} packet_marks[] = {
    {"Send packet:", TEXT_SIDE_HOST, false}, {"Received packet:", TEXT_SIDE_MODEM, false},
    {"sending (", TEXT_SIDE_HOST, true},     {"writing (", TEXT_SIDE_HOST, true},
    {"reading (", TEXT_SIDE_MODEM, true},
};

struct log_mark {
    size_t begin;
    size_t end;                       /* what it marks is behind it */
    const struct packet_mark *packet; /* NULL: the arrows of libqmi and libmbim */
};

/* Six arrows and more. Takes them off the front, in any case. */
static bool take_run(struct text_span *rest)
{
    char arrow = rest->text[0];
    size_t count = 0;
    while (count < rest->length && rest->text[count] == arrow)
        count++;
    *rest = wdm_text_from(*rest, count);
    return count >= 6 && rest->length > 0 && wdm_text_is_blank(rest->text[0]);
}

static bool take_words(struct text_span *rest, const struct packet_mark **packet)
{
    for (size_t i = 0; i < sizeof(packet_marks) / sizeof(packet_marks[0]); i++) {
        if (!wdm_text_starts(*rest, packet_marks[i].words))
            continue;
        *packet = &packet_marks[i];
        *rest = wdm_text_from(*rest, strlen(packet_marks[i].words));
        return true;
    }
    *rest = wdm_text_from(*rest, 1);
    return false;
}

/* Whether a mark may begin so. */
static bool begins_mark(char c)
{
    switch (c) {
    case '<':
    case '>':
    case 'S':
    case 'R':
    case 's':
    case 'w':
    case 'r':
        return true;
    default:
        return false;
    }
}

/* The first mark from `from` on; false: there is none. */
static bool find_mark(struct text_span line, size_t from, struct log_mark *mark)
{
    *mark = (struct log_mark){line.length, line.length, NULL};
    for (size_t at = from; at < line.length;) {
        char c = line.text[at];
        if (!begins_mark(c)) {
            at++;
            continue;
        }
        struct text_span rest = wdm_text_from(line, at);
        bool found = c == '<' || c == '>' ? take_run(&rest) : take_words(&rest, &mark->packet);
        if (found) {
            mark->begin = at;
            mark->end = line.length - rest.length;
            return true;
        }
        at = line.length - rest.length;
    }
    return false;
}

size_t wdm_text_log_joined(struct text_span line)
{
    struct log_mark mark;
    return find_mark(line, 0, &mark) && find_mark(line, mark.end, &mark) ? mark.begin : line.length;
}

/* ---- Bytes of a message, maybe over several lines, broken anywhere */

/* Takes digits and what is between them; `*whole`: there was nothing else. */
static size_t take_digits(struct wdm_capture_reader *reader, struct text_span span, bool *whole)
{
    struct wdm_capture_text *text = &reader->state.text;
    uint8_t bytes[256];
    size_t count = 0;
    size_t at = 0;
    for (; at < span.length; at++) {
        unsigned digit = wdm_digit(span.text[at]);
        if (digit < 16 && text->half == 0) {
            text->half = 16 + digit;
        } else if (digit < 16) {
            bytes[count++] = (uint8_t)((text->half & 15) << 4 | digit);
            text->half = 0;
        } else if (span.text[at] != ':' && !wdm_text_is_blank(span.text[at])) {
            break;
        }
        if (count == sizeof(bytes)) {
            wdm_text_unit_append(reader, bytes, count);
            count = 0;
        }
    }
    wdm_text_unit_append(reader, bytes, count);
    *whole = at == span.length;
    return at;
}

/* Bytes that the log has; it leaves out the rest, and says so by three dots. Returns what
 * is behind them. */
static struct text_span take_data(struct wdm_capture_reader *reader, struct text_span span)
{
    const struct wdm_capture_unit *unit = &reader->state.text.unit;
    bool whole;
    size_t taken = take_digits(reader, span, &whole);
    if (!whole || (unit->claimed > 0 && unit->length >= unit->claimed))
        wdm_text_unit_end(reader);
    return wdm_text_from(span, taken);
}

/* Whether there is nothing in it but digits and colons: the rest of a broken line. */
static bool is_rest(struct text_span span)
{
    size_t count = 0;
    for (size_t i = 0; i < span.length; i++) {
        if (wdm_digit(span.text[i]) < 16)
            count++;
        else if (span.text[i] != ':' && !wdm_text_is_blank(span.text[i]) && span.text[i] != '.')
            return false;
    }
    return count > 0;
}

/* ---- libqmi, libmbim */

/* "length = 16", "data   = 01:0F": the name, and what is behind the sign. */
static bool take_key(struct text_span *span, const char *name)
{
    if (!wdm_text_starts(*span, name))
        return false;
    struct text_span rest = wdm_text_trim(wdm_text_from(*span, strlen(name)));
    if (!wdm_text_starts(rest, "="))
        return false;
    *span = wdm_text_trim(wdm_text_from(rest, 1));
    return true;
}

/* "[/dev/cdc-wdm0] Sent message...": who sends what comes. */
static enum text_side announced(struct text_span line)
{
    static const struct {
        const char *words;
        enum text_side side;
    } known[] = {
        {"ent message...", TEXT_SIDE_HOST},
        {"eceived message...", TEXT_SIDE_MODEM},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (wdm_text_find(line, known[i].words) < line.length)
            return known[i].side;
    }
    return TEXT_SIDE_UNKNOWN;
}

/* The number of a device by its name: that of its first appearance. */
static uint32_t device_of(struct wdm_capture_text *text, struct text_span name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    size_t at = 0;
    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ (unsigned char)name.text[i]) * UINT64_C(0x100000001b3);
    while (at < text->device_count && text->devices[at] != hash)
        at++;
    if (at == text->device_count && at < WDM_CAPTURE_DEVICES)
        text->devices[text->device_count++] = hash;
    return (uint32_t)(at < WDM_CAPTURE_DEVICES ? at : WDM_CAPTURE_DEVICES - 1);
}

/* "[/dev/cdc-wdm0]", "[qrtr://0]": the device that what comes is of. */
static void take_device(struct wdm_capture_text *text, struct text_span line)
{
    size_t begin;
    while ((begin = wdm_text_find(line, "[")) < line.length) {
        line = wdm_text_from(line, begin + 1);
        struct text_span name = {line.text, wdm_text_find(line, "]")};
        if (name.length == line.length)
            return;
        if (wdm_text_starts(name, "/dev/") || wdm_text_find(name, "://") < name.length) {
            text->device = device_of(text, name);
            return;
        }
    }
}

/* The time, the device and the side that a line tells. */
static void note(struct wdm_capture_text *text, struct text_span line)
{
    int64_t when;
    if (wdm_text_time(line, &when)) {
        text->timed = true;
        text->when = when;
    }
    take_device(text, line);
    if (announced(line) != TEXT_SIDE_UNKNOWN)
        text->side = (int)announced(line);
}

/* What a line says of the next message that was run together with the one before. */
static void note_joined(struct wdm_capture_text *text, struct text_span rest)
{
    if (announced(rest) != TEXT_SIDE_UNKNOWN)
        note(text, rest);
}

static void take_arrows(struct wdm_capture_reader *reader, struct text_span span, bool modem)
{
    struct wdm_capture_text *text = &reader->state.text;
    uint64_t length;
    span = wdm_text_trim(span);
    if (wdm_text_starts(span, "RAW")) {
        wdm_text_unit_end(reader);
        text->claimed = 0;
    } else if (take_key(&span, "length")) {
        if (wdm_text_take_number(&span, &length) && length <= WDM_MESSAGE_MAX)
            text->claimed = (size_t)length;
    } else if (take_key(&span, "data") && text->claimed > 0) {
        bool said = text->side != TEXT_SIDE_UNKNOWN;
        /* libqmi has the same arrows for both sides. */
        enum text_side side = modem ? TEXT_SIDE_MODEM : TEXT_SIDE_HOST;
        wdm_text_unit_begin(reader, TEXT_LOG, said ? (enum text_side)text->side : side, said);
        text->side = TEXT_SIDE_UNKNOWN;
        note_joined(text, take_data(reader, span));
    } else if (span.length > 0) {
        wdm_text_unit_end(reader);
        text->claimed = 0;
        note_joined(text, span);
    }
}

/* ---- uqmi, umbim */

/* Fewer bytes before other words are words too. */
#define PACKET_MIN ((size_t)7)

/* What of it are whole bytes, at most `most` (0: all), before other words of the line. */
static struct text_span bytes_before_words(struct text_span span, size_t most)
{
    size_t at = 0;
    size_t count = 0;
    while (span.length - at >= 2 && wdm_digit(span.text[at]) < 16 &&
           wdm_digit(span.text[at + 1]) < 16 &&
           (span.length - at == 2 || wdm_text_is_blank(span.text[at + 2])) &&
           (most == 0 || count < most)) {
        count++;
        at += span.length - at == 2 ? 2 : 3;
    }
    return (struct text_span){span.text, count < PACKET_MIN ? 0 : at};
}

static bool take_packet(struct wdm_capture_reader *reader, struct text_span rest,
                        const struct packet_mark *mark)
{
    uint64_t length = 0;
    if (mark->counted && (!wdm_text_take_number(&rest, &length) || !wdm_text_starts(rest, "):") ||
                          length > WDM_MESSAGE_MAX))
        return false;
    rest = wdm_text_trim(mark->counted ? wdm_text_from(rest, 2) : rest);
    bool alone = is_rest(rest);
    if (!alone)
        rest = bytes_before_words(rest, (size_t)length);
    if (rest.length == 0)
        return false;
    reader->state.text.claimed = (size_t)length;
    wdm_text_unit_begin(reader, TEXT_LOG, mark->side, true);
    (void)take_data(reader, rest);
    if (!alone)
        wdm_text_unit_end(reader);
    return true;
}

/* ---- Lines */

/* Goes on with a message whose line a mail program broke. */
static bool take_rest(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    if (text->dress != TEXT_LOG || !wdm_text_unit_waits(reader))
        return false;
    while (line.length > 0 &&
           (wdm_text_is_blank(line.text[0]) || line.text[0] == '>' || line.text[0] == '|'))
        line = wdm_text_from(line, 1);
    if (!is_rest(line))
        return false;
    (void)take_data(reader, line);
    return true;
}

void wdm_text_log_note(struct wdm_capture_reader *reader, struct text_span line)
{
    note(&reader->state.text, line);
}

bool wdm_text_log_line(struct wdm_capture_reader *reader, struct text_span line)
{
    struct log_mark mark;
    bool found = find_mark(line, 0, &mark);
    if (found && !mark.packet) {
        note(&reader->state.text, (struct text_span){line.text, mark.begin});
        take_arrows(reader, wdm_text_from(line, mark.end), line.text[mark.begin] == '>');
        return true;
    }
    return take_rest(reader, line) ||
           (found && take_packet(reader, wdm_text_from(line, mark.end), mark.packet));
}
