/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding an MBIM information buffer: what few services have: TLVs, bytes that stand in
 * line behind their size, and rows behind their count. Uses wire/. */
#include "encode_mbim.h"

/* Type numbers of TLVs (MBIMEx 3.0). */
enum {
    TLV_TEXT = 10,
    TLV_NUMBERS = 11,
};

static bool encode_inline(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
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

static bool encode_counted_away(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                                const struct wdm_layout_type *type)
{
    size_t start = encoder->out->length;
    size_t count;
    if (!wdm_encode_given(encoder, type, &count))
        return false;
    if (count == 0)
        return true;
    wdm_encode_put_offset(encoder, frame, 0);
    wdm_write_u32(encoder->out, (uint32_t)(count & UINT32_MAX));
    if (!wdm_encode_row(encoder, frame, type))
        return false;
    wdm_encode_put_size(encoder, frame, 4, start);
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

static bool encode_tlv_text(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
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
static bool encode_tlv(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
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

static bool encode_tlv_numbers(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                               const struct wdm_layout_type *type)
{
    if (frame->data)
        return skip_tlv(encoder, frame);
    size_t start = begin_tlv(encoder, TLV_NUMBERS);
    return wdm_encode_series(encoder, frame, type) && end_tlv(encoder, start);
}

bool wdm_encode_rare(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type)
{
    switch (type->kind) {
    case WDM_LAYOUT_BYTES_INLINE:
        return encode_inline(encoder, frame, type);
    case WDM_LAYOUT_COUNTED_AWAY:
        return encode_counted_away(encoder, frame, type);
    case WDM_LAYOUT_TLV:
        return encode_tlv(encoder, frame, type);
    case WDM_LAYOUT_TLV_TEXT:
        return encode_tlv_text(encoder, frame, type);
    default:
        return encode_tlv_numbers(encoder, frame, type);
    }
}
