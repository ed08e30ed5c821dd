/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Putting MBIM fragments together again. Uses wire/ and nothing else. */
#include "wdm/mbim.h"

void wdm_mbim_assembly_init(struct wdm_mbim_assembly *assembly, uint8_t *bytes, size_t capacity)
{
    /* No message is longer than its length field can say. */
    if (capacity > UINT32_MAX)
        capacity = UINT32_MAX;
    *assembly = (struct wdm_mbim_assembly){.out = wdm_writer(bytes, capacity)};
}

static enum wdm_mbim_assembled drop(struct wdm_mbim_assembly *assembly,
                                    enum wdm_mbim_assembled reason)
{
    assembly->out.length = 0;
    assembly->out.failed = false;
    assembly->next = 0;
    return reason;
}

static enum wdm_mbim_assembled begin(struct wdm_mbim_assembly *assembly,
                                     const struct wdm_mbim_message *first, const uint8_t *bytes,
                                     size_t length)
{
    drop(assembly, WDM_MBIM_MORE);
    size_t header = length - first->buffer.length;
    size_t missing = first->buffer_length - first->buffer.length;
    /* Every other fragment carries at least a byte. */
    if (first->fragments - 1 > missing)
        return WDM_MBIM_MALFORMED;
    if (header > assembly->out.capacity || first->buffer_length > assembly->out.capacity - header)
        return WDM_MBIM_TOO_LONG;
    wdm_write_bytes(&assembly->out, bytes, length);
    assembly->type = first->type;
    assembly->transaction = first->transaction;
    assembly->fragments = first->fragments;
    assembly->missing = missing;
    assembly->next = 1;
    return WDM_MBIM_MORE;
}

/* `fragment` is never number 0, which begins, and so never fits where none is
 * under way. */
static enum wdm_mbim_assembled go_on(struct wdm_mbim_assembly *assembly,
                                     const struct wdm_mbim_message *fragment)
{
    if (fragment->fragment != assembly->next || fragment->fragments != assembly->fragments ||
        fragment->type != assembly->type || fragment->transaction != assembly->transaction)
        return drop(assembly, WDM_MBIM_OUT_OF_ORDER);
    size_t data = fragment->buffer.length;
    uint32_t to_come = assembly->fragments - assembly->next - 1;
    if (data == 0 || data > assembly->missing || to_come > assembly->missing - data ||
        (to_come == 0 && data != assembly->missing))
        return drop(assembly, WDM_MBIM_MALFORMED);
    wdm_write_bytes(&assembly->out, fragment->buffer.bytes, data);
    assembly->missing -= data;
    assembly->next++;
    return to_come == 0 ? WDM_MBIM_WHOLE : WDM_MBIM_MORE;
}

enum wdm_mbim_assembled wdm_mbim_assemble(struct wdm_mbim_assembly *assembly, const uint8_t *bytes,
                                          size_t length, struct wdm_span *whole)
{
    struct wdm_mbim_message message;
    if (wdm_mbim_parse(bytes, length, &message) != WDM_MBIM_OK)
        return WDM_MBIM_MALFORMED;
    if (message.fragments == 1) {
        *whole = (struct wdm_span){.bytes = bytes, .length = length};
        return WDM_MBIM_WHOLE;
    }
    if (message.fragment == 0)
        return begin(assembly, &message, bytes, length);
    enum wdm_mbim_assembled result = go_on(assembly, &message);
    if (result != WDM_MBIM_WHOLE)
        return result;
    wdm_patch_u32(&assembly->out, 4, (uint32_t)assembly->out.length);
    wdm_patch_u32(&assembly->out, 12, 1);
    wdm_patch_u32(&assembly->out, 16, 0);
    *whole = wdm_written(&assembly->out);
    assembly->next = 0;
    return WDM_MBIM_WHOLE;
}
