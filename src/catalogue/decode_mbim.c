/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding an MBIM information buffer by layout. Uses wire/. */
#include "decode_mbim.h"

static bool decode_type(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                        struct wdm_name name, const struct wdm_layout_type *type, uint64_t *number);

static bool fail(struct wdm_decoder *decoder, const struct wdm_decode_frame *frame,
                 const char *problem)
{
    return wdm_decode_fail(decoder, &frame->reader, problem);
}

static bool cut_short(struct wdm_decoder *decoder, const struct wdm_decode_frame *frame)
{
    return fail(decoder, frame, wdm_cut_short);
}

/* From the start of the frame's structure to the end of the buffer. */
static size_t reach(const struct wdm_decoder *decoder, const struct wdm_decode_frame *frame)
{
    size_t start = decoder->bytes.length ? (size_t)(frame->reader.bytes - decoder->bytes.bytes) : 0;
    return decoder->bytes.length - start;
}

static void extend(struct wdm_decode_frame *frame, size_t end)
{
    end += (4 - end % 4) % 4;
    if (end > frame->extent)
        frame->extent = end;
}

/* All bytes from an offset of a structure on; none where it is 0. */
static bool tail(struct wdm_decoder *decoder, const struct wdm_decode_frame *frame, uint32_t offset,
                 struct wdm_span *bytes)
{
    size_t most = reach(decoder, frame);
    *bytes = (struct wdm_span){0};
    if (offset == 0)
        return true;
    if (offset > most)
        return fail(decoder, frame, "its offset is past the end");
    *bytes = (struct wdm_span){.bytes = frame->reader.bytes + offset, .length = most - offset};
    return true;
}

bool wdm_decode_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame, uint32_t offset,
                     uint64_t size, struct wdm_span *bytes)
{
    if (!tail(decoder, frame, size == 0 ? 0 : offset, bytes))
        return false;
    if (bytes->bytes == NULL)
        return true;
    if (size > bytes->length)
        return fail(decoder, frame, "longer than the message");
    bytes->length = (size_t)size;
    extend(frame, offset + (size_t)size);
    return true;
}

/* A frame for the structure at `bytes`. */
static struct wdm_decode_frame frame_at(const struct wdm_decode_frame *outer, struct wdm_span bytes)
{
    struct wdm_decode_frame frame = {.reader = wdm_reader(bytes.bytes, bytes.length)};
    wdm_numbers_init(&frame.numbers, outer ? &outer->numbers : NULL);
    return frame;
}

static bool decode_field(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                         const struct wdm_layout_field *field)
{
    bool holds;
    uint64_t number = 0;
    decoder->field = field->name;
    decoder->numbers = &frame->numbers;
    if (!wdm_numbers_hold(decoder->layout, &frame->numbers, field, &holds))
        return fail(decoder, frame, wdm_layout_wrong);
    if (!holds)
        return true;
    if (!decode_type(decoder, frame, field->name, &field->type, &number))
        return false;
    if (field->type.kind == WDM_LAYOUT_NUMBER)
        wdm_numbers_put(&frame->numbers, field, number);
    return true;
}

static bool decode_fields(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                          const char *text)
{
    struct wdm_layout_field field;
    bool personal = decoder->personal;
    for (;;) {
        enum wdm_layout_next next = wdm_layout_field(text, false, &field);
        if (next == WDM_LAYOUT_END)
            break;
        if (next == WDM_LAYOUT_BAD)
            return fail(decoder, frame, wdm_layout_wrong);
        decoder->personal = personal || field.personal;
        if (!decode_field(decoder, frame, &field))
            return false;
        text = field.end;
    }
    decoder->personal = personal;
    wdm_decode_laid(decoder, &frame->reader);
    return true;
}

bool wdm_decode_buffer(struct wdm_decoder *decoder)
{
    struct wdm_decode_frame frame = frame_at(NULL, decoder->bytes);
    return decode_fields(decoder, &frame, decoder->layout->text ? decoder->layout->text : "");
}

/* What a structure took of the bytes at which it began. */
struct taken {
    size_t fixed;
    size_t all; /* with its data, where that goes further */
};

static bool decode_structure(struct wdm_decoder *decoder, struct wdm_decode_frame *outer,
                             struct wdm_name name, struct wdm_name structure, struct wdm_span bytes,
                             struct taken *taken)
{
    const char *text = wdm_layout_structure(decoder->layout, structure);
    struct wdm_decode_frame frame = frame_at(outer, bytes);
    if (!text)
        return fail(decoder, outer, wdm_layout_wrong);
    if (!wdm_decode_begin(decoder, &frame.reader, name, false))
        return false;
    bool good = decode_fields(decoder, &frame, text);
    wdm_decode_end(decoder, false);
    taken->fixed = frame.reader.position;
    taken->all = frame.extent > taken->fixed ? frame.extent : taken->fixed;
    return good;
}

static bool decode_text(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                        struct wdm_name name, const struct wdm_layout_type *type)
{
    uint32_t offset = wdm_read_u32(&frame->reader);
    uint32_t size = wdm_read_u32(&frame->reader);
    struct wdm_span raw;
    if (frame->reader.failed)
        return cut_short(decoder, frame);
    if (!wdm_decode_away(decoder, frame, offset, size, &raw))
        return false;
    return wdm_decode_raw(decoder, &frame->reader, name,
                          type->utf8 ? WDM_VALUE_TEXT : WDM_VALUE_UTF16, raw);
}

static bool decode_bytes_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                              struct wdm_name name, const struct wdm_layout_type *type)
{
    uint64_t size = type->size_first ? wdm_read_u32(&frame->reader) : 0;
    uint32_t offset = wdm_read_u32(&frame->reader);
    struct wdm_span raw;
    if (type->reference.length > 0 && !wdm_numbers_get(&frame->numbers, type->reference, &size))
        return fail(decoder, frame, wdm_layout_wrong);
    if (type->reference.length == 0 && !type->size_first)
        size = wdm_read_u32(&frame->reader);
    if (frame->reader.failed)
        return cut_short(decoder, frame);
    return wdm_decode_away(decoder, frame, offset, size, &raw) &&
           wdm_decode_raw(decoder, &frame->reader, name, WDM_VALUE_BYTES, raw);
}

static bool decode_rest(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                        struct wdm_name name)
{
    struct wdm_span raw = wdm_read_span(&frame->reader, wdm_reader_left(&frame->reader));
    return wdm_decode_raw(decoder, &frame->reader, name, WDM_VALUE_BYTES, raw);
}

/* What is left to read, as a span. */
static struct wdm_span what_is_left(const struct wdm_reader *reader)
{
    struct wdm_reader rest = *reader;
    return wdm_read_span(&rest, wdm_reader_left(reader));
}

static bool decode_structure_in_line(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                                     struct wdm_name name, const struct wdm_layout_type *type)
{
    struct taken taken;
    if (!decode_structure(decoder, frame, name, type->reference, what_is_left(&frame->reader),
                          &taken))
        return false;
    extend(frame, frame->reader.position + taken.all);
    wdm_read_span(&frame->reader, taken.fixed);
    return true;
}

static bool decode_structure_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                                  struct wdm_name name, const struct wdm_layout_type *type)
{
    uint32_t offset = wdm_read_u32(&frame->reader);
    uint32_t size = wdm_read_u32(&frame->reader);
    struct wdm_span bytes;
    struct taken taken;
    if (frame->reader.failed)
        return cut_short(decoder, frame);
    if (!wdm_decode_away(decoder, frame, offset, size, &bytes))
        return false;
    if (bytes.length == 0 && name.length > 0)
        return true;
    /* A list's member is there, even of no bytes. */
    if (bytes.length == 0)
        bytes.bytes = frame->reader.bytes + frame->reader.position;
    return decode_structure(decoder, frame, name, type->reference, bytes, &taken);
}

bool wdm_decode_row(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                    struct wdm_span bytes, const struct wdm_layout_type *list, uint64_t count)
{
    struct wdm_layout_type element;
    if (!wdm_layout_element(list, &element))
        return fail(decoder, frame, wdm_layout_wrong);
    struct wdm_reader row = wdm_reader(bytes.bytes, bytes.length);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t number;
        struct taken taken;
        if (element.kind != WDM_LAYOUT_STRUCTURE) {
            if (!wdm_decode_fixed(decoder, &row, wdm_no_name, &element, &number))
                return false;
            continue;
        }
        if (wdm_reader_left(&row) == 0)
            return wdm_decode_fail(decoder, &row, wdm_cut_short);
        struct wdm_span here = what_is_left(&row);
        if (!decode_structure(decoder, frame, wdm_no_name, element.reference, here, &taken))
            return false;
        wdm_read_span(&row, taken.all < here.length ? taken.all : here.length);
    }
    extend(frame, (size_t)(row.bytes - frame->reader.bytes) + row.position);
    return true;
}

static bool decode_row_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                            struct wdm_name name, const struct wdm_layout_type *type)
{
    uint32_t offset = wdm_read_u32(&frame->reader);
    uint64_t count;
    struct wdm_span bytes;
    if (frame->reader.failed)
        return cut_short(decoder, frame);
    if (!wdm_numbers_get(&frame->numbers, type->reference, &count))
        return fail(decoder, frame, wdm_layout_wrong);
    if (!tail(decoder, frame, offset, &bytes))
        return false;
    if (!wdm_decode_begin(decoder, &frame->reader, name, true))
        return false;
    bool good = offset == 0 || count == 0 || wdm_decode_row(decoder, frame, bytes, type, count);
    wdm_decode_end(decoder, true);
    return good;
}

static bool decode_address_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                                struct wdm_name name, const struct wdm_layout_type *type)
{
    uint32_t offset = wdm_read_u32(&frame->reader);
    struct wdm_span raw;
    if (frame->reader.failed)
        return cut_short(decoder, frame);
    if (!wdm_decode_away(decoder, frame, offset, type->size, &raw))
        return false;
    return raw.length == 0 ||
           wdm_decode_raw(decoder, &frame->reader, name,
                          type->size == 4 ? WDM_VALUE_IPV4 : WDM_VALUE_IPV6, raw);
}

bool wdm_decode_elements(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                         const struct wdm_layout_type *list, uint64_t count)
{
    struct wdm_layout_type element;
    uint64_t number;
    if (!wdm_layout_element(list, &element))
        return fail(decoder, frame, wdm_layout_wrong);
    for (uint64_t i = 0; i < count; i++) {
        if (!decode_type(decoder, frame, wdm_no_name, &element, &number))
            return false;
    }
    return true;
}

static bool decode_series(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                          struct wdm_name name, const struct wdm_layout_type *type)
{
    uint64_t count;
    if (!wdm_numbers_get(&frame->numbers, type->reference, &count))
        return fail(decoder, frame, wdm_layout_wrong);
    if (!wdm_decode_begin(decoder, &frame->reader, name, true))
        return false;
    bool good = wdm_decode_elements(decoder, frame, type, count);
    wdm_decode_end(decoder, true);
    return good;
}

/* Recursion ends at WDM_FIELD_DEPTH, by wdm_decode_begin. */
static bool decode_type(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                        struct wdm_name name, const struct wdm_layout_type *type, uint64_t *number)
{
    switch (type->kind) {
    case WDM_LAYOUT_TEXT_AWAY:
        return decode_text(decoder, frame, name, type);
    case WDM_LAYOUT_BYTES_AWAY:
        return decode_bytes_away(decoder, frame, name, type);
    case WDM_LAYOUT_REST:
        return decode_rest(decoder, frame, name);
    case WDM_LAYOUT_STRUCTURE:
        return decode_structure_in_line(decoder, frame, name, type);
    case WDM_LAYOUT_STRUCTURE_AWAY:
        return decode_structure_away(decoder, frame, name, type);
    case WDM_LAYOUT_ROW_AWAY:
        return decode_row_away(decoder, frame, name, type);
    case WDM_LAYOUT_ADDRESS_AWAY:
        return decode_address_away(decoder, frame, name, type);
    case WDM_LAYOUT_SERIES:
        return decode_series(decoder, frame, name, type);
    case WDM_LAYOUT_BYTES_INLINE:
    case WDM_LAYOUT_COUNTED_AWAY:
    case WDM_LAYOUT_TLV:
    case WDM_LAYOUT_TLV_TEXT:
    case WDM_LAYOUT_TLV_NUMBERS:
    case WDM_LAYOUT_TLVS:
        return wdm_decode_rare(decoder, frame, name, type);
    default:
        return wdm_decode_fixed(decoder, &frame->reader, name, type, number);
    }
}
