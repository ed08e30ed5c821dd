/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Fragments of MBIM put together. The input is control messages, a length (u16) before
 * each. And as a message it is cut into fragments, which must give it back.
 */
#include <string.h>

#include "fuzz.h"
#include "wdm/mbim.h"

static uint8_t room[WDM_MESSAGE_MAX];

static void check_whole(struct wdm_span whole, size_t capacity, struct wdm_span last)
{
    struct wdm_mbim_message message;
    if (whole.bytes == last.bytes)
        return;
    fuzz_check(whole.length <= capacity);
    fuzz_check(wdm_mbim_parse(whole.bytes, whole.length, &message) == WDM_MBIM_OK);
    fuzz_check(message.fragments == 1 && message.fragment == 0);
    fuzz_check(message.buffer.length == message.buffer_length);
}

static void assemble(struct fuzz_input input, size_t capacity)
{
    struct wdm_mbim_assembly assembly;
    wdm_mbim_assembly_init(&assembly, room, capacity);
    while (input.length > 0) {
        struct wdm_span whole = {0};
        struct wdm_span part = fuzz_exact(fuzz_take(&input, fuzz_number(&input)));
        enum wdm_mbim_assembled is = wdm_mbim_assemble(&assembly, part.bytes, part.length, &whole);
        fuzz_check(assembly.out.length <= capacity);
        if (is == WDM_MBIM_WHOLE)
            check_whole(whole, capacity, part);
    }
}

/* A message with a buffer of these bytes, cut and put together. */
static void cut(uint32_t type, size_t max_control, struct wdm_span buffer)
{
    static uint8_t bytes[WDM_MESSAGE_MAX], fragment[WDM_MESSAGE_MAX];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct wdm_mbim_message message = {
        .type = type, .transaction = 7, .service = wdm_mbim_qmi, .command = 1, .buffer = buffer};
    struct wdm_mbim_assembly assembly;
    struct wdm_span whole = {0};
    enum wdm_mbim_assembled is = WDM_MBIM_MORE;
    wdm_mbim_write(&out, &message);
    fuzz_check(!out.failed);
    uint32_t count = wdm_mbim_fragment_count(bytes, out.length, max_control);
    wdm_mbim_assembly_init(&assembly, room, sizeof(room));
    for (uint32_t i = 0; i < count; i++) {
        struct wdm_writer part = wdm_writer(fragment, sizeof(fragment));
        fuzz_check(is == WDM_MBIM_MORE);
        wdm_mbim_fragment_write(&part, bytes, out.length, max_control, i);
        fuzz_check(!part.failed && part.length <= max_control);
        is = wdm_mbim_assemble(&assembly, fragment, part.length, &whole);
    }
    fuzz_check(is == WDM_MBIM_WHOLE && whole.length == out.length);
    fuzz_check(memcmp(whole.bytes, bytes, whole.length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const uint32_t types[] = {WDM_MBIM_COMMAND, WDM_MBIM_COMMAND_DONE,
                                     WDM_MBIM_INDICATE_STATUS};
    struct fuzz_input input = {bytes, length};
    uint8_t first = fuzz_byte(&input);
    if (input.length > 8192)
        input.length = 8192;
    assemble(input, sizeof(room));
    assemble(input, WDM_MBIM_COMMAND_HEADER + first);
    cut(types[first % 3], WDM_MBIM_CONTROL_TRANSFER_MIN + first,
        (struct wdm_span){input.bytes, input.length});
    return 0;
}
