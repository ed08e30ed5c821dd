/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In PROFILE=rescue, in place of decode_mbim_rare.c, encode_mbim_rare.c, tlv_types.c
 * and numbers_named.c: its services have no fields of these kinds (tests/rescue.sh
 * checks it). */
#include "decode_mbim.h"
#include "encode_mbim.h"

const struct wdm_enumeration wdm_tlv_types = WDM_ENUMERATION("tlv_type", "");

bool wdm_decode_rare(struct wdm_decoder *decoder, struct wdm_decode_frame *frame,
                     struct wdm_name name, const struct wdm_layout_type *type)
{
    (void)name;
    (void)type;
    return wdm_decode_fail(decoder, &frame->reader, wdm_layout_wrong);
}

bool wdm_encode_rare(struct wdm_encoder *encoder, struct wdm_encode_frame *frame,
                     const struct wdm_layout_type *type)
{
    (void)frame;
    (void)type;
    return wdm_encode_layout_wrong(encoder);
}

const struct wdm_enumeration *wdm_numbers_enumeration(const struct wdm_layout *layout,
                                                      const struct wdm_numbers *numbers,
                                                      const struct wdm_layout_type *type)
{
    (void)numbers;
    return wdm_layout_enumeration(layout, type->enumeration);
}

bool wdm_numbers_hold(const struct wdm_layout *layout, const struct wdm_numbers *numbers,
                      const struct wdm_layout_field *field, bool *holds)
{
    (void)layout;
    (void)numbers;
    *holds = true;
    return field->condition.length == 0;
}
