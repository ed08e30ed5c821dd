/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Dumps: rows of bytes with their number before them, and often as characters behind,
 * as xxd, hexdump, od, tcpdump and Wireshark write them. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

#define ROW_MAX sizeof(((struct wdm_capture_text *)0)->row)

/* What a few characters of a file may stand for. */
#define REPEATED_MAX ((size_t)0x4000)

struct row {
    struct text_span number;
    bool colon;
    size_t length;
    uint8_t bytes[ROW_MAX];
};

/* ---- Reading a row */

static char shown(uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f ? (char)byte : '.';
}

/* Whether a text is what the bytes look like as characters. Blanks at the end may have
 * been lost. */
static bool is_characters(struct text_span span, const struct row *row)
{
    if (span.length > row->length)
        return false;
    for (size_t i = 0; i < row->length; i++) {
        char c = shown(row->bytes[i]);
        if (i < span.length ? span.text[i] != c && span.text[i] != '.' : c != ' ')
            return false;
    }
    return true;
}

/* Whether the characters begin within the blanks at `gap`, or right behind them. */
static bool characters_begin(struct text_span line, size_t gap, size_t end, const struct row *row)
{
    if (line.text[end] == '|' || line.text[end] == '>')
        return true;
    for (size_t at = gap + 1; at <= end; at++) {
        if (is_characters(wdm_text_from(line, at), row))
            return true;
    }
    return false;
}

/* A group of digits, all of it; words of `hexdump` and `od -x` are little endian. */
static bool take_group(struct row *row, struct text_span group)
{
    bool swapped = group.length == 4 && !row->colon;
    size_t count = group.length / 2;
    if (group.length % 2 != 0 || count == 0 || count > ROW_MAX - row->length)
        return false;
    for (size_t i = 0; i < count; i++) {
        unsigned high = wdm_digit(group.text[2 * i]);
        unsigned low = wdm_digit(group.text[2 * i + 1]);
        if (high > 15 || low > 15)
            return false;
        row->bytes[row->length + (swapped ? 1 - i : i)] = (uint8_t)(high << 4 | low);
    }
    row->length += count;
    return true;
}

static void take_groups(struct row *row, struct text_span line)
{
    size_t at = 0;
    while (at < line.length) {
        size_t gap = at;
        size_t length = 0;
        while (at < line.length && wdm_text_is_blank(line.text[at]))
            at++;
        if (at == line.length ||
            (at - gap > 1 && row->length > 0 && characters_begin(line, gap, at, row)))
            return;
        while (at + length < line.length && !wdm_text_is_blank(line.text[at + length]))
            length++;
        if (!take_group(row, (struct text_span){line.text + at, length}))
            return;
        at += length;
    }
}

/* The number before the bytes: four digits and more. */
static bool take_number(struct row *row, struct text_span *line)
{
    size_t digits = 0;
    *line = wdm_text_trim(*line);
    if (wdm_text_starts(*line, "0x"))
        *line = wdm_text_from(*line, 2);
    while (digits < line->length && wdm_digit(line->text[digits]) < 16)
        digits++;
    if (digits < 4 || digits > 16)
        return false;
    row->number = (struct text_span){line->text, digits};
    *line = wdm_text_from(*line, digits);
    row->colon = line->length > 0 && line->text[0] == ':';
    if (row->colon)
        *line = wdm_text_from(*line, 1);
    return line->length == 0 || wdm_text_is_blank(line->text[0]);
}

static bool value(struct text_span number, unsigned base, uint64_t *result)
{
    *result = 0;
    for (size_t i = 0; i < number.length; i++) {
        unsigned digit = wdm_digit(number.text[i]);
        if (digit >= base)
            return false;
        *result = *result * base + digit;
    }
    return true;
}

/* ---- Rows to a dump */

/* Whether a row has this number, in the base of the dump's, or in any. */
static bool is_at(struct wdm_capture_text *text, const struct row *row, uint64_t at)
{
    static const unsigned bases[] = {16, 8, 10};
    for (size_t i = 0; i < 3; i++) {
        uint64_t number;
        /* Only od has others than hex: seven digits, and no colon. */
        if (bases[i] != 16 && (row->colon || row->number.length != 7))
            break;
        if ((text->base == 0 || text->base == bases[i]) && value(row->number, bases[i], &number) &&
            number == at) {
            /* Up to 7 they are all the same. */
            if (at > 7)
                text->base = bases[i];
            return true;
        }
    }
    return false;
}

/* The row before, again and again, up to this number. */
static bool repeat(struct wdm_capture_reader *reader, const struct row *row)
{
    struct wdm_capture_text *text = &reader->state.text;
    uint64_t end;
    if (!value(row->number, text->base != 0 ? text->base : 16, &end) || end < text->dump_at ||
        end - text->dump_at > REPEATED_MAX || text->row_length == 0)
        return false;
    while (text->dump_at < end) {
        uint64_t left = end - text->dump_at;
        size_t count = left < text->row_length ? (size_t)left : text->row_length;
        wdm_text_unit_append(reader, text->row, count);
        text->dump_at += count;
    }
    return true;
}

static bool begin(struct wdm_capture_reader *reader, const struct row *row)
{
    struct wdm_capture_text *text = &reader->state.text;
    uint64_t number;
    bool first = value(row->number, 16, &number) && number == 0;
    if (row->length == 0 || (!row->colon && !first))
        return false;
    wdm_text_unit_begin(reader, TEXT_DUMP, (enum text_side)text->side, false);
    text->side = TEXT_SIDE_UNKNOWN;
    text->base = 0;
    text->dump_at = number;
    return true;
}

/* Whether the row goes on with the dump; what does not fit it ends it. */
static bool goes_on(struct wdm_capture_reader *reader, const struct row *row)
{
    struct wdm_capture_text *text = &reader->state.text;
    bool repeats = text->repeats;
    text->repeats = false;
    if (text->dress != TEXT_DUMP || !text->unit.is_open)
        return false;
    if (is_at(text, row, text->dump_at) || (repeats && repeat(reader, row)))
        return true;
    uint64_t number;
    if (value(row->number, 16, &number) && number != 0)
        wdm_text_problem(reader, "rows of the dump are missing before this one");
    return false;
}

/* The number behind the last row: how long the dump is. The other half of a last word of
 * 16 bits is no byte of it. */
static void end_dump(struct wdm_capture_reader *reader, const struct row *row)
{
    struct wdm_capture_text *text = &reader->state.text;
    bool odd = text->dump_at > 0 && is_at(text, row, text->dump_at - 1);
    if (odd && text->unit.length > 0)
        text->unit.length--;
    else if (!is_at(text, row, text->dump_at))
        (void)goes_on(reader, row);
    text->repeats = false;
    wdm_text_unit_end(reader);
}

bool wdm_text_dump_row(struct wdm_capture_reader *reader, struct text_span line)
{
    struct wdm_capture_text *text = &reader->state.text;
    struct row row = {.length = 0};
    if (!take_number(&row, &line))
        return false;
    take_groups(&row, line);
    if (row.length == 0 && wdm_text_trim(line).length > 0)
        return false;
    if (row.length == 0 && (text->dress != TEXT_DUMP || !text->unit.is_open))
        return false;
    if (row.length == 0) {
        end_dump(reader, &row);
        return true;
    }
    if (!goes_on(reader, &row) && !begin(reader, &row))
        return false;
    wdm_text_unit_append(reader, row.bytes, row.length);
    text->dump_at += row.length;
    text->row_length = row.length;
    memcpy(text->row, row.bytes, row.length);
    wdm_text_unit_settle(reader);
    return true;
}
