/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Cutting an MBIM message into fragments. Uses wire/ and nothing else. */
#include "wdm/mbim.h"

/* How much of what follows the fragment header one fragment carries. */
static size_t piece_size(size_t max_control)
{
    if (max_control < WDM_MBIM_CONTROL_TRANSFER_MIN)
        max_control = WDM_MBIM_CONTROL_TRANSFER_MIN;
    return max_control - WDM_MBIM_FRAGMENT_HEADER;
}

uint32_t wdm_mbim_fragment_count(const uint8_t *bytes, size_t length, size_t max_control)
{
    size_t piece = piece_size(max_control);
    if (length <= WDM_MBIM_FRAGMENT_HEADER + piece || length > UINT32_MAX ||
        !wdm_mbim_has_buffer(wdm_get_u32(bytes)))
        return 1;
    size_t data = length - WDM_MBIM_FRAGMENT_HEADER;
    return (uint32_t)((data - 1) / piece + 1);
}

void wdm_mbim_fragment_write(struct wdm_writer *out, const uint8_t *bytes, size_t length,
                             size_t max_control, uint32_t index)
{
    uint32_t count = wdm_mbim_fragment_count(bytes, length, max_control);
    if (index >= count) {
        out->failed = true;
        return;
    }
    if (count == 1) {
        wdm_write_bytes(out, bytes, length);
        return;
    }
    size_t piece = piece_size(max_control);
    size_t start = WDM_MBIM_FRAGMENT_HEADER + piece * index;
    if (piece > length - start)
        piece = length - start;
    if (WDM_MBIM_FRAGMENT_HEADER + piece > out->capacity - out->length) {
        out->failed = true;
        return;
    }
    wdm_write_bytes(out, bytes, 4);
    wdm_write_u32(out, (uint32_t)(WDM_MBIM_FRAGMENT_HEADER + piece));
    wdm_write_bytes(out, bytes + 8, 4);
    wdm_write_u32(out, count);
    wdm_write_u32(out, index);
    wdm_write_bytes(out, bytes + start, piece);
}
