/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Captures converted, as decode -w does it: what a reader tells is written as pcapng, which
 * is read again as the same, and written again is the same bytes. The first byte says
 * which format it is; the rest is the file.
 */
#include <string.h>

#include "captures.h"

static struct events first;
static struct events second;
static struct written once;
static struct written twice;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_input input = {bytes, length < CAPTURE_FILE_MAX ? length : CAPTURE_FILE_MAX};
    uint8_t format = fuzz_byte(&input) % (WDM_CAPTURE_RAW + 1);
    events_read(&first, (enum wdm_capture_format)format,
                (struct wdm_span){input.bytes, input.length});
    if (events_are_too_many(&first))
        return 0;
    events_write(&first, &once);
    events_read(&second, WDM_CAPTURE_UNKNOWN, (struct wdm_span){once.bytes, once.length});
    fuzz_check(!second.is_full);
    events_check_same(&first, &second);
    events_write(&second, &twice);
    fuzz_check(twice.length == once.length);
    fuzz_check(memcmp(twice.bytes, once.bytes, once.length) == 0);
    return 0;
}
