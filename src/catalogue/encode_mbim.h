/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * encode_mbim.h - what the parts of the MBIM encoder share.
 *
 * A structure is walked twice: first its fixed part is written, with zeros for
 * offsets and sizes, then the data, which fills them in. In the second walk
 * `cursor` follows the fixed part that is already there.
 */
#ifndef WDM_CATALOGUE_ENCODE_MBIM_H
#define WDM_CATALOGUE_ENCODE_MBIM_H

#include "encode.h"

struct wdm_encode_frame {
    size_t base;   /* where in the output the structure begins */
    size_t cursor; /* the second walk: where its next field is */
    bool data;     /* this is the second walk */
    struct wdm_numbers numbers;
};

/* How many zeros bring a size to a multiple of four. */
size_t wdm_padding(size_t size);

/* The number that is `size` bytes long, `ahead` bytes behind the cursor. */
uint64_t wdm_encode_written(const struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                            size_t ahead, size_t size);

/* One walk of a field's type: its fixed part, or its data. */
bool wdm_encode_part(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type, bool optional);

/* Both walks of a structure's text, at the end of the output. */
bool wdm_encode_whole(struct wdm_encoder *encoder, const struct wdm_numbers *outer,
                      const char *text);

/* How many members, or bytes, the field at the path at hand was given. */
bool wdm_encode_given(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      size_t *count);

/* Likewise, and fails unless the number that it refers to says as many. */
bool wdm_encode_agreed(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                       const struct wdm_layout_type *type, size_t *count);

/* Whether the path at hand is that of a list's member. */
bool wdm_encode_is_member(const struct wdm_encoder *encoder);

/* Text as UTF-16LE or, where the type says so, UTF-8. */
bool wdm_encode_utf16(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name text);

/* ---- One walk of what is in line (encode_mbim_line.c) */
bool wdm_encode_rest(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type);
bool wdm_encode_series(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                       const struct wdm_layout_type *type);
bool wdm_encode_elements(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                         const struct wdm_layout_type *element, const struct wdm_encode_list *list);

/* Says that the data of the field at the cursor comes next in the output. */
void wdm_encode_put_offset(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                           size_t ahead);

/* Says its size, now that it is written, and pads it. */
void wdm_encode_put_size(struct wdm_encoder *encoder, const struct wdm_encode_frame *frame,
                         size_t ahead, size_t start);

/* Members in a row at the end of the output, each whole. */
bool wdm_encode_row(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                    const struct wdm_layout_type *type);

/* ---- Of TLVs, of inline and of **{S}, which PROFILE=rescue has not (encode_mbim_rare.c) */
bool wdm_encode_rare(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type);

/* ---- And of what is away from the fixed part (encode_mbim_away.c) */
bool wdm_encode_away(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type);

#endif
