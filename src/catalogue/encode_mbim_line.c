/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding an MBIM information buffer: bytes and lists that stand in line. Uses wire/. */
#include "encode_mbim.h"

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
