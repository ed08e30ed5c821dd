/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding an MBIM information buffer: what is away from the fixed part, in the
 * first walk its place, in the second its data. Uses wire/. */
#include "encode_mbim.h"

void wdm_encode_put_offset(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                           size_t ahead)
{
    uint32_t offset = (uint32_t)((encoder->out->length - frame->base) & UINT32_MAX);
    wdm_patch_u32(encoder->out, frame->cursor + ahead, offset);
}

void wdm_encode_put_size(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                         size_t ahead, size_t start)
{
    size_t size = encoder->out->length - start;
    wdm_patch_u32(encoder->out, frame->cursor + ahead, (uint32_t)(size & UINT32_MAX));
    wdm_write_zeros(encoder->out, wdm_padding(size));
}

bool wdm_encode_row(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                    const struct wdm_layout_type *type)
{
    struct wdm_layout_type element;
    struct wdm_encode_list list;
    size_t length = encoder->path.length;
    struct wdm_encode_frame plain = {.base = 0};
    if (!wdm_layout_element(type, &element))
        return wdm_encode_layout_wrong(encoder);
    if (!wdm_encode_list(encoder, &element, &list))
        return false;
    if (element.kind != WDM_LAYOUT_STRUCTURE)
        return wdm_encode_elements(encoder, &plain, &element, &list);
    for (size_t i = 0; i < list.count && !encoder->out->failed; i++) {
        wdm_path_index(&encoder->path, i);
        if (!wdm_encode_whole(encoder, &frame->numbers,
                              wdm_layout_structure(encoder->layout, element.reference)))
            return false;
        wdm_path_cut(&encoder->path, length);
    }
    return true;
}

static bool encode_text_away(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                             const struct wdm_layout_type *type)
{
    struct wdm_name text = {.text = ""};
    wdm_encode_assigned(encoder, &text);
    if (text.length == 0)
        return true;
    size_t start = encoder->out->length;
    wdm_encode_put_offset(encoder, frame, 0);
    if (!wdm_encode_utf16(encoder, type, text))
        return false;
    wdm_encode_put_size(encoder, frame, 4, start);
    return true;
}

static bool encode_bytes_away(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                              const struct wdm_layout_type *type)
{
    struct wdm_name text = {.text = ""};
    bool has_size = type->reference.length == 0;
    size_t start = encoder->out->length;
    size_t size;
    if (!has_size && !wdm_encode_agreed(encoder, frame, type, &size))
        return false;
    if (!wdm_encode_assigned(encoder, &text) ||
        (wdm_encode_bytes_count(encoder, text, &size) && size == 0))
        return true;
    wdm_encode_put_offset(encoder, frame, type->size_first ? 4 : 0);
    if (!wdm_encode_bytes(encoder, type, text))
        return false;
    if (has_size)
        wdm_encode_put_size(encoder, frame, type->size_first ? 0 : 4, start);
    else
        wdm_write_zeros(encoder->out, wdm_padding(encoder->out->length - start));
    return true;
}

static bool encode_structure_away(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                                  const struct wdm_layout_type *type)
{
    size_t start = encoder->out->length;
    /* A member of a list is there even where all in it is left out. */
    if (!wdm_encode_is_member(encoder) && !wdm_encode_has(encoder))
        return true;
    wdm_encode_put_offset(encoder, frame, 0);
    if (!wdm_encode_whole(encoder, &frame->numbers,
                          wdm_layout_structure(encoder->layout, type->reference)))
        return false;
    wdm_encode_put_size(encoder, frame, 4, start);
    return true;
}

static bool encode_row_away(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                            const struct wdm_layout_type *type)
{
    size_t start = encoder->out->length;
    size_t count;
    if (!wdm_encode_agreed(encoder, frame, type, &count))
        return false;
    if (count == 0)
        return true;
    wdm_encode_put_offset(encoder, frame, 0);
    if (!wdm_encode_row(encoder, frame, type))
        return false;
    wdm_write_zeros(encoder->out, wdm_padding(encoder->out->length - start));
    return true;
}

static bool encode_address_away(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                                const struct wdm_layout_type *type)
{
    struct wdm_layout_type address = *type;
    struct wdm_name text;
    if (!wdm_encode_assigned(encoder, &text))
        return true;
    address.kind = type->size == 4 ? WDM_LAYOUT_IPV4 : WDM_LAYOUT_IPV6;
    wdm_encode_put_offset(encoder, frame, 0);
    return wdm_encode_fixed(encoder, &address, text);
}

bool wdm_encode_away(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type)
{
    bool offset_alone = type->kind == WDM_LAYOUT_ROW_AWAY ||
                        type->kind == WDM_LAYOUT_ADDRESS_AWAY ||
                        (type->kind == WDM_LAYOUT_BYTES_AWAY && type->reference.length > 0);
    bool good;
    if (!frame->data) {
        struct wdm_name text;
        if (encoder->in_pieces)
            wdm_encode_assigned(encoder, &text);
        wdm_write_zeros(encoder->out, offset_alone ? 4 : 8);
        return true;
    }
    switch (type->kind) {
    case WDM_LAYOUT_TEXT_AWAY:
        good = encode_text_away(encoder, frame, type);
        break;
    case WDM_LAYOUT_BYTES_AWAY:
        good = encode_bytes_away(encoder, frame, type);
        break;
    case WDM_LAYOUT_STRUCTURE_AWAY:
        good = encode_structure_away(encoder, frame, type);
        break;
    case WDM_LAYOUT_COUNTED_AWAY:
        good = wdm_encode_rare(encoder, frame, type);
        break;
    case WDM_LAYOUT_ROW_AWAY:
        good = encode_row_away(encoder, frame, type);
        break;
    default:
        good = encode_address_away(encoder, frame, type);
        break;
    }
    frame->cursor += offset_alone ? 4 : 8;
    return good;
}
