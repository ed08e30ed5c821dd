/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fragments of several devices and both directions, each put together on its own. */
#include <string.h>

#include "wdm/capture.h"

void wdm_capture_assembler_init(struct wdm_capture_assembler *assembler)
{
    assembler->clock = 0;
    for (size_t i = 0; i < WDM_CAPTURE_ASSEMBLIES; i++) {
        assembler->slots[i].key = 0;
        assembler->slots[i].used = 0;
        wdm_mbim_assembly_init(&assembler->slots[i].assembly, assembler->slots[i].bytes,
                               sizeof(assembler->slots[i].bytes));
    }
}

static uint64_t key_of(const struct wdm_captured *captured)
{
    return (uint64_t)captured->device << 32 | (uint64_t)captured->interface << 1 |
           (captured->from_modem ? 1 : 0);
}

/* The slot of a key; else one where nothing is under way, or the longest unused. */
static size_t slot_of(struct wdm_capture_assembler *assembler, uint64_t key)
{
    size_t oldest = 0;
    for (size_t i = 0; i < WDM_CAPTURE_ASSEMBLIES; i++) {
        if (assembler->slots[i].key == key && assembler->slots[i].used > 0)
            return i;
        if (assembler->slots[i].used < assembler->slots[oldest].used)
            oldest = i;
    }
    assembler->slots[oldest].key = key;
    wdm_mbim_assembly_init(&assembler->slots[oldest].assembly, assembler->slots[oldest].bytes,
                           sizeof(assembler->slots[oldest].bytes));
    return oldest;
}

enum wdm_mbim_assembled wdm_capture_assemble(struct wdm_capture_assembler *assembler,
                                             const struct wdm_captured *captured,
                                             struct wdm_span *whole)
{
    struct wdm_span bytes = captured->bytes;
    *whole = bytes;
    if (captured->protocol != WDM_PROTOCOL_MBIM || bytes.length < WDM_MBIM_FRAGMENT_HEADER ||
        !wdm_mbim_has_buffer(wdm_get_u32(bytes.bytes)) || wdm_get_u32(bytes.bytes + 12) <= 1)
        return WDM_MBIM_WHOLE;
    size_t slot = slot_of(assembler, key_of(captured));
    assembler->slots[slot].used = ++assembler->clock;
    return wdm_mbim_assemble(&assembler->slots[slot].assembly, bytes.bytes, bytes.length, whole);
}
