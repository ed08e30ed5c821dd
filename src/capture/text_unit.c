/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Units of bytes that lines give, and the messages that they are. */
#include <string.h>

#include "text_internal.h"
#include "wdm/uuid.h"

/* Fewer bytes of hex than this, and no message: some text that looks like hex. */
#define STRAY_MAX ((size_t)8)

void wdm_text_problem(const struct wdm_capture_reader *reader, const char *problem)
{
    struct wdm_captured captured;
    wdm_capture_begin(reader, WDM_CAPTURED_PROBLEM, &captured);
    captured.number = reader->state.text.line;
    captured.offset = reader->state.text.offset;
    captured.problem = problem;
    wdm_capture_tell(reader, &captured);
}

void wdm_text_unit_begin(struct wdm_capture_reader *reader, enum text_dress dress,
                         enum text_side side, bool sure)
{
    struct wdm_capture_text *text = &reader->state.text;
    struct wdm_capture_unit *unit = &text->unit;
    wdm_text_unit_end(reader);
    text->dress = (int)dress;
    memset(unit, 0, offsetof(struct wdm_capture_unit, bytes));
    unit->is_open = true;
    unit->sided = side != TEXT_SIDE_UNKNOWN;
    unit->from_modem = side == TEXT_SIDE_MODEM;
    unit->sure = sure;
    unit->number = text->line;
    unit->offset = text->offset;
    if (dress == TEXT_LOG || dress == TEXT_MARKED) {
        unit->timed = dress == TEXT_LOG ? text->timed : text->side_timed;
        unit->when = dress == TEXT_LOG ? text->when : text->side_when;
    }
    if (dress == TEXT_LOG) {
        unit->claimed = text->claimed;
        unit->device = text->device;
        text->claimed = 0;
    }
    text->half = 0;
}

/* ---- Telling */

/* What bytes are, and who sent them, by what the unit says and by themselves. */
static struct capture_look resolve(const struct wdm_capture_unit *unit, struct wdm_span bytes)
{
    struct capture_look look = wdm_capture_look(bytes.bytes, bytes.length);
    if (!unit->sided)
        return look;
    struct capture_look own = wdm_capture_look_way(bytes.bytes, bytes.length, unit->from_modem);
    if (own.look >= look.look)
        return own;
    if (unit->sure || look.look < WDM_LOOK_LIKELY)
        look.from_modem = unit->from_modem;
    return look;
}

static void tell(const struct wdm_capture_reader *reader, const struct wdm_capture_unit *unit,
                 struct wdm_span bytes)
{
    struct capture_look look = resolve(unit, bytes);
    struct wdm_captured captured;
    bool is_message = look.look >= WDM_LOOK_LIKELY;
    wdm_capture_begin(reader, is_message ? WDM_CAPTURED_MESSAGE : WDM_CAPTURED_BYTES, &captured);
    captured.from_modem = look.from_modem;
    captured.protocol = is_message ? look.protocol : WDM_PROTOCOL_UNKNOWN;
    captured.timed = unit->timed;
    captured.when = unit->timed ? unit->when : 0;
    captured.bytes = bytes;
    captured.announced = bytes.length;
    captured.device = unit->device;
    captured.number = unit->number;
    captured.offset = unit->offset;
    if (unit->claimed > bytes.length) {
        captured.announced = unit->claimed;
        captured.problem = "the log does not have all its bytes";
    } else if (!unit->sided && look.whole > bytes.length) {
        captured.announced = look.whole;
        captured.problem = "it is cut short";
    }
    wdm_capture_tell(reader, &captured);
}

/* Where the first of the messages that a log has in one ends: libmbim logs all that came
 * in one read. What is behind it must be a message as plainly. */
static size_t first_of(const struct wdm_capture_unit *unit, size_t from)
{
    struct wdm_span bytes = {unit->bytes + from, unit->length - from};
    struct capture_look look = wdm_capture_look_way(bytes.bytes, bytes.length, unit->from_modem);
    if (look.look < WDM_LOOK_LIKELY || look.protocol != WDM_PROTOCOL_MBIM ||
        look.whole >= bytes.length)
        return bytes.length;
    struct capture_look next =
        wdm_capture_look_way(bytes.bytes + look.whole, bytes.length - look.whole, unit->from_modem);
    return next.look == WDM_LOOK_PLAIN && next.protocol == WDM_PROTOCOL_MBIM ? look.whole
                                                                             : bytes.length;
}

/* Tells what is held back: its first message; and those behind it, unless `again`: they
 * come once more. */
static void release(struct wdm_capture_reader *reader, bool again)
{
    struct wdm_capture_unit *held = &reader->state.text.held;
    size_t claimed = held->claimed;
    if (!held->is_open)
        return;
    held->is_open = false;
    for (size_t at = 0; at < held->length && (at == 0 || !again);) {
        struct wdm_span bytes = {held->bytes + at, first_of(held, at)};
        at += bytes.length;
        held->claimed = at == held->length && claimed > at ? claimed - (at - bytes.length) : 0;
        tell(reader, held, bytes);
    }
}

void wdm_text_unit_release(struct wdm_capture_reader *reader)
{
    release(reader, false);
}

/* Whether `next` is what stands in `unit` behind its first message; the last of which may
 * be whole only now. */
static bool comes_again(const struct wdm_capture_unit *unit, const struct wdm_capture_unit *next)
{
    size_t first = first_of(unit, 0);
    return next->length >= unit->length - first &&
           memcmp(unit->bytes + first, next->bytes, unit->length - first) == 0;
}

/* Whether `outer` is MBIM that carries what `inner` is, QMI. */
static bool carries(const struct wdm_capture_unit *outer, const struct wdm_capture_unit *inner)
{
    struct wdm_mbim_message message;
    return inner->length > 0 && inner->bytes[0] == 0x01 && outer->length > inner->length &&
           wdm_mbim_parse(outer->bytes, first_of(outer, 0), &message) == WDM_MBIM_OK &&
           wdm_uuid_equal(&message.service, &wdm_mbim_qmi) &&
           message.buffer.length == inner->length &&
           memcmp(message.buffer.bytes, inner->bytes, inner->length) == 0;
}

/* Whether `whole` is what `part` was the beginning of: uqmi shows what it has so far. */
static bool goes_on(const struct wdm_capture_unit *part, const struct wdm_capture_unit *whole)
{
    struct capture_look look = wdm_capture_look(part->bytes, part->length);
    return part->claimed == 0 && look.whole > part->length && whole->length > part->length &&
           memcmp(part->bytes, whole->bytes, part->length) == 0;
}

/* libqmi logs QMI that goes inside MBIM, and libmbim the MBIM around it: the first is
 * left out, whichever comes first. */
static void hold(struct wdm_capture_reader *reader)
{
    struct wdm_capture_text *text = &reader->state.text;
    bool same = text->held.is_open && text->held.from_modem == text->unit.from_modem &&
                text->held.device == text->unit.device;
    if (same && carries(&text->held, &text->unit))
        return;
    if (same && (carries(&text->unit, &text->held) || goes_on(&text->held, &text->unit)))
        text->held.is_open = false;
    release(reader, same && comes_again(&text->held, &text->unit));
    memcpy(&text->held, &text->unit, offsetof(struct wdm_capture_unit, bytes));
    memcpy(text->held.bytes, text->unit.bytes, text->unit.length);
    text->held.is_open = true;
}

/* ---- Units whose end is known */

static void end_logged(struct wdm_capture_reader *reader)
{
    struct wdm_capture_unit *unit = &reader->state.text.unit;
    unit->from_modem = resolve(unit, (struct wdm_span){unit->bytes, unit->length}).from_modem;
    hold(reader);
}

/* A line is a message; but where others plainly begin behind it, it is several. */
static void end_marked(struct wdm_capture_reader *reader)
{
    const struct wdm_capture_unit *unit = &reader->state.text.unit;
    size_t at = 0;
    wdm_text_unit_release(reader);
    while (at < unit->length) {
        struct wdm_span rest = {unit->bytes + at, unit->length - at};
        size_t whole = resolve(unit, rest).whole;
        if (whole > 0 && whole < rest.length &&
            wdm_capture_look(rest.bytes + whole, rest.length - whole).look >= WDM_LOOK_LIKELY)
            rest.length = whole;
        tell(reader, unit, rest);
        at += rest.length;
    }
}

/* ---- Units whose messages say where they end */

static size_t skip_garbage(const struct wdm_capture_unit *unit, size_t at)
{
    while (at < unit->length &&
           wdm_capture_look(unit->bytes + at, unit->length - at).look < WDM_LOOK_PLAIN)
        at++;
    return at;
}

/* What is no message: few bytes are some words of a text, and nothing to talk about. */
static size_t tell_garbage(struct wdm_capture_reader *reader, size_t at)
{
    const struct wdm_capture_unit *unit = &reader->state.text.unit;
    size_t end = skip_garbage(unit, at + 1);
    if (end - at >= STRAY_MAX) {
        struct wdm_captured captured;
        wdm_capture_begin(reader, WDM_CAPTURED_PROBLEM, &captured);
        captured.number = unit->number;
        captured.offset = unit->offset;
        captured.announced = end - at;
        captured.problem = "bytes in hex that are no message";
        wdm_capture_tell(reader, &captured);
    }
    return end;
}

static void settle(struct wdm_capture_reader *reader, bool all)
{
    struct wdm_capture_text *text = &reader->state.text;
    struct wdm_capture_unit *unit = &text->unit;
    size_t at = 0;
    while (at < unit->length) {
        size_t need;
        size_t left = unit->length - at;
        struct capture_look look = wdm_capture_look(unit->bytes + at, left);
        if (look.look < WDM_LOOK_LIKELY) {
            if (!all)
                break;
            wdm_text_unit_release(reader);
            at = tell_garbage(reader, at);
            continue;
        }
        size_t length = wdm_capture_cut(&look, unit->bytes + at, left, all, &need);
        if (length == 0)
            break;
        wdm_text_unit_release(reader);
        tell(reader, unit, (struct wdm_span){unit->bytes + at, length});
        at += length;
        unit->number = text->line;
        unit->offset = text->offset;
    }
    unit->length -= at;
    if (at > 0)
        memmove(unit->bytes, unit->bytes + at, unit->length);
}

/* ---- All */

static bool is_told(const struct wdm_capture_text *text)
{
    return text->dress == TEXT_LOG || text->dress == TEXT_MARKED;
}

void wdm_text_unit_settle(struct wdm_capture_reader *reader)
{
    if (!is_told(&reader->state.text))
        settle(reader, false);
}

void wdm_text_unit_end(struct wdm_capture_reader *reader)
{
    struct wdm_capture_text *text = &reader->state.text;
    if (!text->unit.is_open)
        return;
    text->unit.is_open = false;
    if (text->unit.hidden)
        wdm_text_problem(reader, "bytes of the message are hidden");
    else if (text->unit.length == 0)
        return;
    else if (text->dress == TEXT_LOG)
        end_logged(reader);
    else if (text->dress == TEXT_MARKED)
        end_marked(reader);
    else
        settle(reader, true);
}

void wdm_text_unit_append(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t count)
{
    struct wdm_capture_unit *unit = &reader->state.text.unit;
    if (count > sizeof(unit->bytes) - unit->length && !is_told(&reader->state.text)) {
        settle(reader, false);
        if (count > sizeof(unit->bytes) - unit->length)
            settle(reader, true);
    }
    if (count > sizeof(unit->bytes) - unit->length) {
        wdm_text_problem(reader, "more bytes than a message can have");
        count = sizeof(unit->bytes) - unit->length;
    }
    memcpy(unit->bytes + unit->length, bytes, count);
    unit->length += count;
}

bool wdm_text_unit_waits(const struct wdm_capture_reader *reader)
{
    const struct wdm_capture_unit *unit = &reader->state.text.unit;
    if (!unit->is_open)
        return false;
    if (unit->claimed > 0 || unit->length == 0)
        return unit->length < unit->claimed;
    struct capture_look look = wdm_capture_look(unit->bytes, unit->length);
    return look.look == WDM_LOOK_MAYBE || look.whole > unit->length;
}
