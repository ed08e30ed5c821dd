/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding an MBIM information buffer: bytes, TLVs and lists that stand in line.
 * Uses wire/. */
#include "encode_mbim.h"

/* Type numbers of TLVs (MBIMEx 3.0). */
enum {
    TLV_TEXT = 10,
    TLV_NUMBERS = 11,
};

bool wdm_encode_inline(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                       const struct wdm_layout_type *type)
{
    struct wdm_name text = {.text = ""};
    bool has_size = type->reference.length == 0;
    size_t size;
    if (!has_size && !wdm_encode_agreed(encoder, frame, type, &size))
        return false;
    wdm_encode_assigned(encoder, &text);
    if (!wdm_encode_bytes_count(encoder, text, &size))
        return wdm_encode_bad_value(encoder, type, text);
    if (frame->data) {
        frame->cursor += (has_size ? 4 : 0) + size + wdm_padding(size);
        return true;
    }
    if (has_size)
        wdm_write_u32(encoder->out, (uint32_t)(size & UINT32_MAX));
    bool good = wdm_encode_bytes(encoder, type, text);
    wdm_write_zeros(encoder->out, wdm_padding(size));
    return good;
}

bool wdm_encode_rest(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type)
{
    struct wdm_name text;
    size_t start = encoder->out->length;
    if (frame->data || !wdm_encode_assigned(encoder, &text))
        return true;
    if (!wdm_encode_bytes(encoder, type, text))
        return false;
    if (!type->unpadded)
        wdm_write_zeros(encoder->out, wdm_padding(encoder->out->length - start));
    return true;
}

/* ---- TLVs: u16 type, u8 reserved, u8 padding, u32 size, data, padding */

static size_t begin_tlv(struct wdm_encoder *encoder, uint16_t type)
{
    wdm_write_u16(encoder->out, type);
    wdm_write_u16(encoder->out, 0);
    wdm_write_u32(encoder->out, 0);
    return encoder->out->length;
}

static bool end_tlv(struct wdm_encoder *encoder, size_t start)
{
    size_t size = encoder->out->length - start;
    if (encoder->out->failed)
        return false;
    wdm_patch_u16(encoder->out, start - 6, (uint16_t)(wdm_padding(size) << 8));
    wdm_patch_u32(encoder->out, start - 4, (uint32_t)(size & UINT32_MAX));
    wdm_write_zeros(encoder->out, wdm_padding(size));
    return true;
}

/* The second walk: past a TLV that was written. */
static bool skip_tlv(const struct wdm_encoder *encoder, struct wdm_encode_frame *frame)
{
    size_t size = (size_t)wdm_encode_written(encoder, frame, 4, 4);
    frame->cursor += 8 + size + wdm_padding(size);
    return true;
}

bool wdm_encode_tlv_text(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                         const struct wdm_layout_type *type)
{
    struct wdm_name text = {.text = ""};
    if (frame->data)
        return skip_tlv(encoder, frame);
    size_t start = begin_tlv(encoder, TLV_TEXT);
    wdm_encode_assigned(encoder, &text);
    return wdm_encode_utf16(encoder, type, text) && end_tlv(encoder, start);
}

/* A TLV whose type and data are its members; nothing where they are not given. */
bool wdm_encode_tlv(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                    const struct wdm_layout_type *type)
{
    struct wdm_layout_members members;
    struct wdm_layout_field number;
    struct wdm_layout_field data;
    struct wdm_name text = {.text = ""};
    size_t length = encoder->path.length;
    uint64_t value = 0;
    if (!wdm_encode_has(encoder) && !wdm_encode_is_member(encoder))
        return true;
    if (frame->data)
        return skip_tlv(encoder, frame);
    if (!wdm_layout_members(encoder->layout, type, &members) ||
        wdm_layout_next(&members, &number) != WDM_LAYOUT_FIELD ||
        wdm_layout_next(&members, &data) != WDM_LAYOUT_FIELD)
        return wdm_encode_layout_wrong(encoder);
    wdm_path_name(&encoder->path, number.name);
    if (!wdm_encode_assigned(encoder, &text))
        return wdm_encode_required(encoder, &number.type);
    if (!wdm_encode_number(encoder, &number.type, text, &value))
        return false;
    size_t start = begin_tlv(encoder, (uint16_t)(value & UINT16_MAX));
    wdm_path_cut(&encoder->path, length);
    wdm_path_name(&encoder->path, data.name);
    text.length = 0;
    wdm_encode_assigned(encoder, &text);
    if (!wdm_encode_bytes(encoder, &data.type, text) || !end_tlv(encoder, start))
        return false;
    wdm_path_cut(&encoder->path, length);
    return true;
}

/* ---- Lists */

bool wdm_encode_elements(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                         const struct wdm_layout_type *element, const struct wdm_encode_list *list)
{
    size_t length = encoder->path.length;
    encoder->pieces = list->pieces;
    for (size_t i = 0; i < list->count && !encoder->out->failed; i++) {
        encoder->in_pieces = list->in_pieces;
        if (!list->in_pieces)
            wdm_path_index(&encoder->path, i);
        if (!wdm_encode_part(encoder, frame, element, false))
            return false;
        wdm_path_cut(&encoder->path, length);
    }
    encoder->in_pieces = false;
    return true;
}

bool wdm_encode_series(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                       const struct wdm_layout_type *type)
{
    struct wdm_layout_type element;
    struct wdm_encode_list list;
    size_t count;
    if (encoder->depth > WDM_FIELD_DEPTH || !wdm_layout_element(type, &element))
        return wdm_encode_layout_wrong(encoder);
    if (type->reference.length > 0 && !wdm_encode_agreed(encoder, frame, type, &count))
        return false;
    if (!wdm_encode_list(encoder, &element, &list))
        return false;
    encoder->depth++;
    bool good = wdm_encode_elements(encoder, frame, &element, &list);
    encoder->depth--;
    return good;
}

bool wdm_encode_tlv_numbers(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                            const struct wdm_layout_type *type)
{
    if (frame->data)
        return skip_tlv(encoder, frame);
    size_t start = begin_tlv(encoder, TLV_NUMBERS);
    return wdm_encode_series(encoder, frame, type) && end_tlv(encoder, start);
}
