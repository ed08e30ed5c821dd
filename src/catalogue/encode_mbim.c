/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding an MBIM information buffer by layout: structures and numbers. Uses
 * wire/. */
#include "encode_mbim.h"
#include "wdm/utf16.h"

size_t wdm_padding(size_t size)
{
    return (4 - size % 4) % 4;
}

bool wdm_encode_is_member(const struct wdm_encoder *encoder)
{
    return encoder->path.length > 0 && encoder->path.text[encoder->path.length - 1] == ']';
}

uint64_t wdm_encode_written(const struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                            size_t ahead, size_t size)
{
    struct wdm_reader reader = wdm_reader(encoder->out->bytes, encoder->out->length);
    wdm_reader_seek(&reader, frame->cursor + ahead);
    return wdm_read_number(&reader, size);
}

bool wdm_encode_utf16(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name text)
{
    size_t start = encoder->out->length;
    bool good = type->utf8;
    if (type->utf8)
        wdm_write_bytes(encoder->out, text.text, text.length);
    else
        good = wdm_utf8_to_utf16(text.text, text.length, encoder->out);
    if (encoder->out->failed)
        return false;
    if (type->maximum && encoder->out->length - start > type->maximum)
        good = false;
    return good || wdm_encode_bad_value(encoder, type, text);
}

/* ---- Fields and structures */

static bool encode_number(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                          const struct wdm_layout_field *field, size_t outside);

static bool encode_field(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                         const struct wdm_layout_field *field, size_t outside)
{
    bool holds;
    encoder->numbers = &frame->numbers;
    if (!wdm_numbers_hold(encoder->layout, &frame->numbers, field, &holds))
        return wdm_encode_layout_wrong(encoder);
    if (!holds)
        return !wdm_encode_has(encoder) ||
               wdm_encode_fail(encoder, "only where %.*s is %.*s", (int)field->condition.length,
                               field->condition.text, (int)field->value.length, field->value.text);
    if (field->type.kind == WDM_LAYOUT_NUMBER)
        return encode_number(encoder, frame, field, outside);
    return wdm_encode_part(encoder, frame, &field->type, field->optional);
}

static bool encode_fields(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                          const char *text)
{
    struct wdm_layout_field field;
    size_t length = encoder->path.length;
    for (;;) {
        enum wdm_layout_next next = wdm_layout_field(text, false, &field);
        if (next == WDM_LAYOUT_END)
            return true;
        if (next == WDM_LAYOUT_BAD)
            return wdm_encode_layout_wrong(encoder);
        wdm_path_name(&encoder->path, field.name);
        if (!encode_field(encoder, frame, &field, length) || encoder->out->failed)
            return false;
        wdm_path_cut(&encoder->path, length);
        text = field.end;
    }
}

/* Both walks, at the end of the output. */
bool wdm_encode_whole(struct wdm_encoder *encoder, const struct wdm_numbers *outer,
                      const char *text)
{
    size_t base = encoder->out->length;
    struct wdm_encode_frame fixed = {.numbers.outer = outer, .base = base};
    struct wdm_encode_frame data = {
        .numbers.outer = outer, .base = base, .cursor = base, .data = true};
    if (!text || encoder->depth > WDM_FIELD_DEPTH)
        return wdm_encode_layout_wrong(encoder);
    encoder->depth++;
    bool good = encode_fields(encoder, &fixed, text) && encode_fields(encoder, &data, text);
    encoder->depth--;
    return good;
}

bool wdm_encode_buffer(struct wdm_encoder *encoder)
{
    return wdm_encode_whole(encoder, NULL, encoder->layout->text ? encoder->layout->text : "");
}

/* One walk of a structure that stands in the fixed part of another. */
static bool encode_structure(struct wdm_encoder *encoder, struct wdm_encode_frame *outer,
                             struct wdm_name name)
{
    const char *text = wdm_layout_structure(encoder->layout, name);
    struct wdm_encode_frame frame = {.numbers.outer = &outer->numbers, .data = outer->data};
    if (!text || encoder->depth > WDM_FIELD_DEPTH)
        return wdm_encode_layout_wrong(encoder);
    frame.base = outer->data ? outer->cursor : encoder->out->length;
    frame.cursor = frame.base;
    encoder->depth++;
    bool good = encode_fields(encoder, &frame, text);
    encoder->depth--;
    outer->cursor = frame.cursor;
    return good;
}

/* ---- Numbers and what they count */

/* How many members, or bytes, the list at the path at hand was given. */
bool wdm_encode_given(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      size_t *count)
{
    struct wdm_layout_type element;
    struct wdm_encode_list list;
    struct wdm_name text;
    *count = 0;
    if (type->kind == WDM_LAYOUT_BYTES_AWAY || type->kind == WDM_LAYOUT_BYTES_INLINE)
        return !wdm_encode_assigned(encoder, &text) ||
               wdm_encode_bytes_count(encoder, text, count) ||
               wdm_encode_bad_value(encoder, type, text);
    if (!wdm_layout_element(type, &element))
        return wdm_encode_layout_wrong(encoder);
    if (!wdm_encode_list(encoder, &element, &list))
        return false;
    *count = list.count;
    return true;
}

/* What a number counts: the most of what the fields that refer to it were given. */
struct counting {
    bool counts;
    size_t count;
    struct wdm_name by;
};

static bool count_up(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_field *number, size_t outside,
                     struct counting *counting)
{
    const char *text = number->end;
    struct wdm_layout_field field;
    struct wdm_path path = encoder->path;
    *counting = (struct counting){.counts = false};
    while (wdm_layout_counted_by(&text, number->name, &field)) {
        bool holds;
        size_t count;
        wdm_path_cut(&encoder->path, outside);
        wdm_path_name(&encoder->path, field.name);
        if (!wdm_numbers_hold(encoder->layout, &frame->numbers, &field, &holds))
            return wdm_encode_layout_wrong(encoder);
        if (holds && !wdm_encode_given(encoder, &field.type, &count))
            return false;
        if (!counting->counts || (holds && count > counting->count))
            *counting = (struct counting){true, holds ? count : 0, field.name};
    }
    encoder->path = path;
    return true;
}

static bool encode_number(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                          const struct wdm_layout_field *field, size_t outside)
{
    struct counting counting;
    struct wdm_name text;
    uint64_t number = 0;
    if (frame->data) {
        number = wdm_encode_written(encoder, frame, 0, field->type.size);
        frame->cursor += field->type.size;
        wdm_numbers_put(&frame->numbers, field, number);
        return true;
    }
    if (!count_up(encoder, frame, field, outside, &counting))
        return false;
    bool assigned = wdm_encode_assigned(encoder, &text);
    if (assigned && !wdm_encode_number(encoder, &field->type, text, &number))
        return false;
    if (counting.counts && assigned && number != counting.count)
        return wdm_encode_fail(encoder, "%.*s, but %.*s has %zu; it can be left out",
                               text.length < 40 ? (int)text.length : 40, text.text,
                               (int)counting.by.length, counting.by.text, counting.count);
    if (!assigned && !counting.counts && !field->optional &&
        !wdm_encode_left_out(encoder, &field->type))
        return false;
    if (counting.counts)
        number = counting.count;
    wdm_encode_write_number(encoder, &field->type, number);
    wdm_numbers_put(&frame->numbers, field, number);
    return true;
}

/* The number that a list or bytes refer to: what they were given must be as many. */
bool wdm_encode_agreed(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                       const struct wdm_layout_type *type, size_t *count)
{
    uint64_t number;
    if (!wdm_numbers_get(&frame->numbers, type->reference, &number))
        return wdm_encode_layout_wrong(encoder);
    if (!wdm_encode_given(encoder, type, count))
        return false;
    return *count == number ||
           wdm_encode_fail(encoder, "has %zu, but must have as many as %.*s says: %zu", *count,
                           (int)type->reference.length, type->reference.text, (size_t)number);
}

/* ---- Values in the fixed part */

static bool encode_fixed(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                         const struct wdm_layout_type *type, bool optional)
{
    struct wdm_name text;
    if (frame->data) {
        if (encoder->in_pieces)
            wdm_encode_assigned(encoder, &text);
        frame->cursor += wdm_layout_fixed_size(type);
        return true;
    }
    if (wdm_encode_assigned(encoder, &text))
        return wdm_encode_fixed(encoder, type, text);
    if (!optional && !wdm_encode_left_out(encoder, type))
        return false;
    wdm_write_zeros(encoder->out, wdm_layout_fixed_size(type));
    return true;
}

/* Recursion ends at WDM_FIELD_DEPTH. */
bool wdm_encode_part(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type, bool optional)
{
    switch (type->kind) {
    case WDM_LAYOUT_TEXT_AWAY:
    case WDM_LAYOUT_BYTES_AWAY:
    case WDM_LAYOUT_STRUCTURE_AWAY:
    case WDM_LAYOUT_COUNTED_AWAY:
    case WDM_LAYOUT_ROW_AWAY:
    case WDM_LAYOUT_ADDRESS_AWAY:
        return wdm_encode_away(encoder, frame, type);
    case WDM_LAYOUT_REST:
        return wdm_encode_rest(encoder, frame, type);
    case WDM_LAYOUT_STRUCTURE:
        return encode_structure(encoder, frame, type->reference);
    case WDM_LAYOUT_SERIES:
    case WDM_LAYOUT_TLVS:
        return wdm_encode_series(encoder, frame, type);
    case WDM_LAYOUT_BYTES_INLINE:
    case WDM_LAYOUT_TLV:
    case WDM_LAYOUT_TLV_TEXT:
    case WDM_LAYOUT_TLV_NUMBERS:
        return wdm_encode_rare(encoder, frame, type);
    default:
        return encode_fixed(encoder, frame, type, optional);
    }
}
