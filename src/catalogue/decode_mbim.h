/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode_mbim.h - what the parts of the MBIM decoder share. */
#ifndef WDM_CATALOGUE_DECODE_MBIM_H
#define WDM_CATALOGUE_DECODE_MBIM_H

#include "decode.h"

/* A structure while it is decoded. Its fixed part is what `reader` reads; its
 * offsets count from the reader's start, and may lead to anywhere between there
 * and the end of the buffer: modems exist whose structure sizes leave the data
 * out. */
struct wdm_decode_frame {
    struct wdm_reader reader;
    size_t extent; /* where the data ends that was seen, padding included */
    struct wdm_numbers numbers;
};

/* The bytes that offset and size of a structure point at. */
bool wdm_decode_away(struct wdm_decoder *decoder, struct wdm_decode_frame *frame, uint32_t offset,
                     uint64_t size, struct wdm_span *bytes);

/* Says what a structure has in line, or a list has before it. */
static inline void wdm_decode_laid(struct wdm_decoder *decoder, const struct wdm_reader *reader)
{
#ifdef WDM_NO_CAPTURES
    (void)decoder;
    (void)reader;
#else
    if (decoder->laid && reader->position > 0)
        decoder->laid(decoder->sink, (struct wdm_span){reader->bytes, reader->position});
#endif
}

/* Structures or addresses in a row, `count` of them, as the list that was begun. */
bool wdm_decode_row(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                    struct wdm_span bytes, const struct wdm_layout_type *list, uint64_t count);

/* Decodes `count` members of a list that was begun, at the frame's reader. */
bool wdm_decode_elements(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                         const struct wdm_layout_type *list, uint64_t count);

/* Decodes TLVs, inline and **{S}, which PROFILE=rescue has not (decode_mbim_rare.c). */
bool wdm_decode_rare(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                     struct wdm_name name, const struct wdm_layout_type *type);

#endif
