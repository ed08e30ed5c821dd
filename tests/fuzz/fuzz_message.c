/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Messages described, as traces and captures do it: a line, the fields, the bytes. The
 * input is a byte of decisions, and messages: a byte of decisions and a length (u16)
 * before each; what was learned of MBIMEx from one counts for the next.
 */
#include <string.h>

#include "fuzz.h"
#include "wdm/describe.h"

static void describe(struct wdm_describer *describer, uint8_t how, struct wdm_span bytes)
{
    static struct fuzz_output out;
    static uint8_t mask[WDM_MESSAGE_MAX];
    struct wdm_description description;
    enum wdm_protocol protocol = (enum wdm_protocol)(how / 2 % 3);
    wdm_describe(&description, describer, how & 1, protocol, bytes.bytes, bytes.length);
    wdm_describer_follow(describer, &description);
    fuzz_output_init(&out);
    wdm_describe_line(&description, &out.output);
    fuzz_check(out.length > 0 && memchr(out.text, '\n', out.length) == NULL);
    for (int personal = 0; personal < 2; personal++) {
        fuzz_output_init(&out);
        wdm_describe_fields(&description, personal, "  ", &out.output);
        fuzz_check(out.length == 0 || out.text[0] == ' ');
        fuzz_output_init(&out);
        wdm_describe_hex(&description, personal, mask, &out.output);
        fuzz_check(memchr(out.text, '\n', out.length) == NULL);
    }
    fuzz_check(description.content.length <= bytes.length);
    if (description.layout.text)
        fuzz_use_layout(&description.layout, description.content);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const uint16_t vendors[] = {0, 0x1199, 0x2c7c, 0x413c};
    struct fuzz_input input = {bytes, length};
    uint8_t first = fuzz_byte(&input);
    struct wdm_describer describer = {.vendor = vendors[first % 4],
                                      .mbimex = (uint8_t)(first / 4 % 4)};
    do {
        uint8_t how = fuzz_byte(&input);
        struct wdm_span message = fuzz_exact(fuzz_take(&input, fuzz_number(&input)));
        describe(&describer, how, message);
        fuzz_check(describer.mbimex <= 3);
    } while (input.length > 0);
    return 0;
}
