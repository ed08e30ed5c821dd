/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding an MBIM information buffer: what few services have: TLVs, bytes that stand in
 * line behind their size, and rows behind their count. Uses wire/. */
#include "decode_mbim.h"

static bool fail(struct wdm_decoder *decoder, const struct wdm_decode_frame *frame,
                 const char *problem)
{
    return wdm_decode_fail(decoder, &frame->reader, problem);
}

static void skip_padding(struct wdm_reader *reader, size_t size)
{
    size_t padding = (4 - size % 4) % 4;
    size_t left = wdm_reader_left(reader);
    wdm_read_span(reader, padding < left ? padding : left);
}

static bool decode_bytes_inline(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                                struct wdm_name name, const struct wdm_layout_type *type)
{
    uint64_t size = 0;
    if (type->reference.length == 0)
        size = wdm_read_u32(&frame->reader);
    else if (!wdm_numbers_get(&frame->numbers, type->reference, &size))
        return fail(decoder, frame, wdm_layout_wrong);
    if (frame->reader.failed)
        return fail(decoder, frame, wdm_cut_short);
    if (size > wdm_reader_left(&frame->reader))
        return fail(decoder, frame, "longer than the message");
    struct wdm_span raw = wdm_read_span(&frame->reader, (size_t)size);
    if (!wdm_decode_raw(decoder, &frame->reader, name, WDM_VALUE_BYTES, raw))
        return false;
    skip_padding(&frame->reader, (size_t)size);
    return true;
}

static bool decode_counted_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                                struct wdm_name name, const struct wdm_layout_type *type)
{
    uint32_t offset = wdm_read_u32(&frame->reader);
    uint32_t size = wdm_read_u32(&frame->reader);
    struct wdm_span bytes;
    if (frame->reader.failed)
        return fail(decoder, frame, wdm_cut_short);
    if (!wdm_decode_away(decoder, frame, offset, size, &bytes))
        return false;
    struct wdm_reader counted = wdm_reader(bytes.bytes, bytes.length);
    uint32_t count = bytes.length ? wdm_read_u32(&counted) : 0;
    if (counted.failed)
        return wdm_decode_fail(decoder, &counted, wdm_cut_short);
    wdm_decode_laid(decoder, &counted);
    if (!wdm_decode_begin(decoder, &frame->reader, name, true))
        return false;
    bytes = wdm_read_span(&counted, wdm_reader_left(&counted));
    bool good = count == 0 || wdm_decode_row(decoder, frame, bytes, type, count);
    wdm_decode_end(decoder, true);
    return good;
}

/* A TLV: u16 type, u8 reserved, u8 padding, u32 size, data, padding. */
#define TLV_HEADER ((size_t)8)

static bool read_tlv(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                     struct wdm_span *type, struct wdm_span *data)
{
    struct wdm_reader *reader = &frame->reader;
    *type = wdm_read_span(reader, 2);
    wdm_read_u8(reader);
    size_t padding = wdm_read_u8(reader);
    uint32_t size = wdm_read_u32(reader);
    if (reader->failed)
        return fail(decoder, frame, wdm_cut_short);
    size_t left = wdm_reader_left(reader);
    if (size > left)
        return fail(decoder, frame, "longer than the message");
    *data = wdm_read_span(reader, size);
    left -= size;
    wdm_read_span(reader, padding < left ? padding : left);
    return true;
}

/* Its data as it is, with its type. At the end of the bytes there is none. */
static bool decode_tlv(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                       struct wdm_name name)
{
    static const struct wdm_name type_name = {.text = "type", .length = 4};
    static const struct wdm_name data_name = {.text = "data", .length = 4};
    struct wdm_layout_type number_type;
    struct wdm_span type;
    struct wdm_span data;
    uint64_t number;
    if (wdm_reader_left(&frame->reader) == 0)
        return true;
    if (!read_tlv(decoder, frame, &type, &data) ||
        !wdm_layout_type("u16=tlv_type", false, &number_type) ||
        !wdm_decode_begin(decoder, &frame->reader, name, false))
        return false;
    struct wdm_reader reader = wdm_reader(type.bytes, type.length);
    bool good = wdm_decode_fixed(decoder, &reader, type_name, &number_type, &number) &&
                wdm_decode_raw(decoder, &frame->reader, data_name, WDM_VALUE_BYTES, data);
    wdm_decode_end(decoder, false);
    return good;
}

static bool decode_tlv_text(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                            struct wdm_name name)
{
    struct wdm_span type;
    struct wdm_span data;
    return read_tlv(decoder, frame, &type, &data) &&
           wdm_decode_raw(decoder, &frame->reader, name, WDM_VALUE_UTF16, data);
}

static bool decode_tlv_numbers(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                               struct wdm_name name, const struct wdm_layout_type *list)
{
    struct wdm_span type;
    struct wdm_span data;
    if (!read_tlv(decoder, frame, &type, &data) ||
        !wdm_decode_begin(decoder, &frame->reader, name, true))
        return false;
    struct wdm_decode_frame numbers = {.reader = wdm_reader(data.bytes, data.length)};
    bool good = wdm_decode_elements(decoder, &numbers, list, data.length / 2);
    wdm_decode_end(decoder, true);
    return good;
}

static bool decode_tlvs(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                        struct wdm_name name)
{
    bool good = true;
    if (!wdm_decode_begin(decoder, &frame->reader, name, true))
        return false;
    while (good && wdm_reader_left(&frame->reader) >= TLV_HEADER)
        good = decode_tlv(decoder, frame, wdm_no_name);
    wdm_decode_end(decoder, true);
    return good;
}

bool wdm_decode_rare(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                     struct wdm_name name, const struct wdm_layout_type *type)
{
    switch (type->kind) {
    case WDM_LAYOUT_BYTES_INLINE:
        return decode_bytes_inline(decoder, frame, name, type);
    case WDM_LAYOUT_COUNTED_AWAY:
        return decode_counted_away(decoder, frame, name, type);
    case WDM_LAYOUT_TLV:
        return decode_tlv(decoder, frame, name);
    case WDM_LAYOUT_TLV_TEXT:
        return decode_tlv_text(decoder, frame, name);
    case WDM_LAYOUT_TLV_NUMBERS:
        return decode_tlv_numbers(decoder, frame, name, type);
    default:
        return decode_tlvs(decoder, frame, name);
    }
}
