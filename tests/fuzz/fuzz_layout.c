/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The content of messages by every layout there is: the input's first two bytes choose
 * one, the rest is the content. What it says can be encoded again, or fails in words.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "../unit/fields_support.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct assignments said;
    static uint8_t made[WDM_MESSAGE_MAX];
    struct fuzz_input input = {bytes, length};
    const struct wdm_layout *layout = fuzz_layout(fuzz_number(&input));
    struct wdm_span content = fuzz_exact(fuzz_take(&input, 2048));
    struct wdm_writer out = wdm_writer(made, sizeof(made));
    struct wdm_malformed malformed;
    struct wdm_error error;
    fuzz_use_layout(layout, content);
    collect(layout, content, &said, &malformed);
    wdm_error_clear(&error);
    if (!said.overflow && !wdm_encode(layout, said.list, said.count, &out, &error))
        fuzz_check_error(&error);
    return 0;
}
