/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In PROFILE=rescue, in place of nearest.c: no guess at what was meant. */
#include "encode.h"

bool wdm_encode_no_field(struct wdm_encoder *encoder, struct wdm_name path)
{
    int length = path.length < 120 ? (int)path.length : 120;
    return wdm_fail(encoder->error, WDM_USAGE, "no field \"%.*s\"", length, path.text);
}

bool wdm_encode_bad_name(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                         const struct wdm_enumeration *enumeration, struct wdm_name name)
{
    (void)enumeration;
    return wdm_encode_bad_value(encoder, type, name);
}
