/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding by layout. */
#include "encode.h"
#include "unpack_layout.h"

static bool encode(const struct wdm_layout *layout, const struct wdm_assignment *assignments,
                   size_t count, bool sparse, struct wdm_writer *out, struct wdm_error *error)
{
    struct wdm_unpacked unpacked;
    struct wdm_encoder encoder = {
        .layout = wdm_layout_unpack(layout, &unpacked),
        .assignments = assignments,
        .count = count,
        .out = out,
        .error = error,
        .sparse = sparse,
    };
    if (!wdm_encode_check(&encoder))
        return false;
    bool good = layout->tlvs ? wdm_encode_tlvs(&encoder) : wdm_encode_buffer(&encoder);
    /* First, since what else went wrong may follow from it. */
    if (out->failed)
        return wdm_fail(error, WDM_USAGE, "the message does not fit %zu bytes", out->capacity);
    return good;
}

bool wdm_encode(const struct wdm_layout *layout, const struct wdm_assignment *assignments,
                size_t count, struct wdm_writer *out, struct wdm_error *error)
{
    return encode(layout, assignments, count, false, out, error);
}

bool wdm_encode_sparse(const struct wdm_layout *layout, const struct wdm_assignment *assignments,
                       size_t count, struct wdm_writer *out, struct wdm_error *error)
{
    return encode(layout, assignments, count, true, out, error);
}
