/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The field encoder. The input's first two bytes choose a layout, the rest is lines of
 * "path=value". What is encoded decodes; what that says can be encoded, and says the same.
 */
#include <string.h>

#include "fuzz.h"
#include "../unit/fields_support.h"

#define ASSIGNMENTS 64
#define LARGEST     ((size_t)4096)

static uint8_t made[WDM_MESSAGE_MAX], again[WDM_MESSAGE_MAX];

/* Whether the content is as its layout says, and told as it was given: a TLV in hex may be
 * anything, and what is no plain text is printed in escapes. */
static bool is_plain(const struct wdm_assignment *assignments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct wdm_name value = assignments[i].value;
        if (assignments[i].path.length > 3 && memcmp(assignments[i].path.text, "tlv", 3) == 0)
            return false;
        for (size_t j = 0; j < value.length; j++) {
            if (value.text[j] < 0x20 || value.text[j] > 0x7e)
                return false;
        }
    }
    return true;
}

static void decode(const struct wdm_layout *layout, struct wdm_span bytes, bool plain)
{
    static struct assignments said, said_again;
    struct wdm_writer out = wdm_writer(again, sizeof(again));
    struct wdm_malformed malformed;
    struct wdm_error error;
    bool good = collect(layout, bytes, &said, &malformed);
    fuzz_check(good || !plain);
    if (!good || !plain || said.overflow)
        return;
    fuzz_check(wdm_encode(layout, said.list, said.count, &out, &error));
    fuzz_check(collect(layout, wdm_written(&out), &said_again, &malformed));
    fuzz_check(said.used == said_again.used && memcmp(said.text, said_again.text, said.used) == 0);
}

static void encode(const struct wdm_layout *layout, const struct wdm_assignment *assignments,
                   size_t count, bool sparse)
{
    struct wdm_writer out = wdm_writer(made, sizeof(made));
    struct wdm_error error;
    wdm_error_clear(&error);
    bool done = sparse ? wdm_encode_sparse(layout, assignments, count, &out, &error)
                       : wdm_encode(layout, assignments, count, &out, &error);
    if (done)
        decode(layout, fuzz_exact(wdm_written(&out)), is_plain(assignments, count));
    else
        fuzz_check_error(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct wdm_assignment assignments[ASSIGNMENTS];
    struct fuzz_input input = {bytes, length};
    const struct wdm_layout *layout = fuzz_layout(fuzz_number(&input));
    struct wdm_span text = fuzz_take(&input, LARGEST);
    size_t count = 0;
    for (size_t at = 0; at < text.length && count < ASSIGNMENTS;) {
        const char *line = (const char *)text.bytes + at;
        const char *end = memchr(line, '\n', text.length - at);
        size_t width = end != NULL ? (size_t)(end - line) : text.length - at;
        if (wdm_assignment_parse(line, width, &assignments[count]))
            count++;
        at += width + 1;
    }
    encode(layout, assignments, count, false);
    encode(layout, assignments, count, true);
    return 0;
}
