/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Logs of libqmi and libmbim (qmicli, mbimcli, ModemManager), uqmi and umbim. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

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

/* Bytes that the log has; it leaves out the rest, and says so by three dots. */
static void take_data(struct wdm_capture_reader *reader, struct text_span span)
{
    struct wdm_capture_unit *unit = &reader->state.text.unit;
    bool whole;
    (void)take_digits(reader, span, &whole);
    if (!whole || (unit->claimed > 0 && unit->length >= unit->claimed))
        wdm_text_unit_end(reader);
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

/* Six arrows, and where they end; false: there are none. */
static bool find_arrows(struct text_span line, size_t *begin, size_t *end)
{
    static const char *const arrows[] = {"<<<<<<", ">>>>>>"};
    for (size_t i = 0; i < 2; i++) {
        *begin = wdm_text_find(line, arrows[i]);
        *end = *begin + 6;
        if (*begin == line.length)
            continue;
        while (*end < line.length && line.text[*end] == arrows[i][0])
            (*end)++;
        if (*end < line.length && wdm_text_is_blank(line.text[*end]))
            return true;
    }
    return false;
}

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
        take_data(reader, span);
    } else {
        wdm_text_unit_end(reader);
        text->claimed = 0;
    }
}

/* "[/dev/cdc-wdm0] Sent message...": who sends what comes. */
static void take_announcement(struct wdm_capture_text *text, struct text_span line)
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
            text->side = (int)known[i].side;
    }
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

/* ---- uqmi, umbim */

/* "Send packet: 01 0f", "sending (16): 01 00". */
static bool take_packet(struct wdm_capture_reader *reader, struct text_span line)
{
    static const struct {
        const char *words;
        enum text_side side;
        bool counted;
    } known[] = {
        {"Send packet:", TEXT_SIDE_HOST, false}, {"Received packet:", TEXT_SIDE_MODEM, false},
        {"sending (", TEXT_SIDE_HOST, true},     {"writing (", TEXT_SIDE_HOST, true},
        {"reading (", TEXT_SIDE_MODEM, true},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        size_t at = wdm_text_find(line, known[i].words);
        uint64_t length = 0;
        if (at == line.length)
            continue;
        struct text_span rest = wdm_text_from(line, at + strlen(known[i].words));
        if (known[i].counted && (!wdm_text_take_number(&rest, &length) ||
                                 !wdm_text_starts(rest, "):") || length > WDM_MESSAGE_MAX))
            continue;
        rest = wdm_text_trim(known[i].counted ? wdm_text_from(rest, 2) : rest);
        if (rest.length == 0 || !is_rest(rest))
            continue;
        reader->state.text.claimed = (size_t)length;
        wdm_text_unit_begin(reader, TEXT_LOG, known[i].side, true);
        take_data(reader, rest);
        return true;
    }
    return false;
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
    take_data(reader, line);
    return true;
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
    take_announcement(text, line);
}

void wdm_text_log_note(struct wdm_capture_reader *reader, struct text_span line)
{
    note(&reader->state.text, line);
}

bool wdm_text_log_line(struct wdm_capture_reader *reader, struct text_span line)
{
    size_t begin;
    size_t end;
    if (find_arrows(line, &begin, &end)) {
        note(&reader->state.text, (struct text_span){line.text, begin});
        take_arrows(reader, wdm_text_from(line, end), line.text[begin] == '>');
        return true;
    }
    return take_rest(reader, line) || take_packet(reader, line);
}
