/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding a QMI message's TLVs by layout. Uses wire/. */
#include "decode.h"

static bool decode_type(struct wdm_decoder *decoder, struct wdm_reader *reader,
                        struct wdm_name name, const struct wdm_layout_type *type);

/* The number in front of a list or a text. */
static bool read_size(struct wdm_decoder *decoder, struct wdm_reader *reader,
                      const struct wdm_layout_type *type, size_t *size)
{
    *size = type->size ? (size_t)wdm_read_number(reader, type->size) : type->count;
    return !reader->failed || wdm_decode_fail(decoder, reader, wdm_cut_short);
}

static bool decode_bytes(struct wdm_decoder *decoder, struct wdm_reader *reader,
                         struct wdm_name name, const struct wdm_layout_type *type, size_t size)
{
    struct wdm_value value = {
        .kind = type->bytes ? WDM_VALUE_BYTES : WDM_VALUE_TEXT,
        .raw = wdm_read_span(reader, size),
        .form = type->form,
    };
    if (reader->failed)
        return wdm_decode_fail(decoder, reader, "longer than its TLV");
    return wdm_decode_tell(decoder, reader, name, &value);
}

static bool decode_text(struct wdm_decoder *decoder, struct wdm_reader *reader,
                        struct wdm_name name, const struct wdm_layout_type *type)
{
    size_t size = wdm_reader_left(reader);
    if ((type->size || type->count) && !read_size(decoder, reader, type, &size))
        return false;
    return decode_bytes(decoder, reader, name, type, size);
}

static bool decode_field(struct wdm_decoder *decoder, struct wdm_reader *reader,
                         const struct wdm_layout_field *field, struct wdm_numbers *numbers)
{
    uint64_t number;
    if (field->type.kind != WDM_LAYOUT_NUMBER)
        return decode_type(decoder, reader, field->name, &field->type);
    if (!wdm_decode_fixed(decoder, reader, field->name, &field->type, &number))
        return false;
    wdm_numbers_put(numbers, field, number);
    return true;
}

static bool decode_members(struct wdm_decoder *decoder, struct wdm_reader *reader,
                           const struct wdm_layout_type *type)
{
    struct wdm_layout_members members;
    struct wdm_layout_field field;
    struct wdm_numbers numbers;
    bool personal = decoder->personal;
    wdm_numbers_init(&numbers, decoder->numbers);
    if (!wdm_layout_members(decoder->layout, type, &members))
        return wdm_decode_fail(decoder, reader, wdm_layout_wrong);
    for (;;) {
        enum wdm_layout_next next = wdm_layout_next(&members, &field);
        if (next == WDM_LAYOUT_END)
            break;
        if (next == WDM_LAYOUT_BAD)
            return wdm_decode_fail(decoder, reader, wdm_layout_wrong);
        decoder->field = field.name;
        decoder->numbers = &numbers;
        decoder->personal = personal || field.personal;
        if (!decode_field(decoder, reader, &field, &numbers))
            return false;
    }
    decoder->numbers = numbers.outer;
    decoder->personal = personal;
    return true;
}

static bool decode_elements(struct wdm_decoder *decoder, struct wdm_reader *reader,
                            const struct wdm_layout_type *type, size_t count)
{
    struct wdm_layout_type element;
    if (!wdm_layout_element(type, &element))
        return wdm_decode_fail(decoder, reader, wdm_layout_wrong);
    for (size_t i = 0; i < count; i++) {
        if (wdm_reader_left(reader) == 0)
            return wdm_decode_fail(decoder, reader, wdm_cut_short);
        if (!decode_type(decoder, reader, wdm_no_name, &element))
            return false;
    }
    return true;
}

static bool decode_list(struct wdm_decoder *decoder, struct wdm_reader *reader,
                        struct wdm_name name, const struct wdm_layout_type *type)
{
    size_t count;
    if (!read_size(decoder, reader, type, &count))
        return false;
    if (type->bytes)
        return decode_bytes(decoder, reader, name, type, count);
    if (!wdm_decode_begin(decoder, reader, name, true))
        return false;
    bool good = decode_elements(decoder, reader, type, count);
    wdm_decode_end(decoder, true);
    return good;
}

static bool decode_structure(struct wdm_decoder *decoder, struct wdm_reader *reader,
                             struct wdm_name name, const struct wdm_layout_type *type)
{
    if (!wdm_decode_begin(decoder, reader, name, false))
        return false;
    bool good = decode_members(decoder, reader, type);
    wdm_decode_end(decoder, false);
    return good;
}

/* Recursion ends at WDM_FIELD_DEPTH, by wdm_decode_begin. */
static bool decode_type(struct wdm_decoder *decoder, struct wdm_reader *reader,
                        struct wdm_name name, const struct wdm_layout_type *type)
{
    uint64_t number;
    switch (type->kind) {
    case WDM_LAYOUT_TEXT:
        return decode_text(decoder, reader, name, type);
    case WDM_LAYOUT_LIST:
        return decode_list(decoder, reader, name, type);
    case WDM_LAYOUT_MEMBERS:
    case WDM_LAYOUT_STRUCTURE:
        return decode_structure(decoder, reader, name, type);
    default:
        return wdm_decode_fixed(decoder, reader, name, type, &number);
    }
}

bool wdm_decode_tlv(struct wdm_decoder *decoder, const struct wdm_layout_index *index, uint8_t tlv,
                    struct wdm_span value)
{
    struct wdm_layout_field field;
    if (!wdm_layout_indexed(decoder->layout->text, index, tlv, &field)) {
        bool result = tlv == WDM_QMI_TLV_RESULT && value.length == 4;
        if (!result && decoder->sink->unknown_tlv)
            decoder->sink->unknown_tlv(decoder->sink, tlv, value);
        return true;
    }
    struct wdm_reader reader = wdm_reader(value.bytes, value.length);
    decoder->field = field.name;
    decoder->numbers = NULL;
    decoder->personal = field.personal;
    return decode_type(decoder, &reader, field.name, &field.type);
}

bool wdm_decode_tlvs(struct wdm_decoder *decoder, const struct wdm_layout_index *index)
{
    struct wdm_reader reader = wdm_reader(decoder->bytes.bytes, decoder->bytes.length);
    struct wdm_layout_field field;
    bool good = true;
    while (wdm_reader_left(&reader) > 0) {
        uint8_t tlv = wdm_read_u8(&reader);
        uint16_t length = wdm_read_u16(&reader);
        struct wdm_span value = wdm_read_span(&reader, length);
        if (reader.failed) {
            decoder->field = (struct wdm_name){.text = "TLV", .length = 3};
            if (wdm_layout_indexed(decoder->layout->text, index, tlv, &field))
                decoder->field = field.name;
            return wdm_decode_fail(decoder, &reader, "longer than the message");
        }
        if (!wdm_decode_tlv(decoder, index, tlv, value))
            good = false;
    }
    return good;
}
