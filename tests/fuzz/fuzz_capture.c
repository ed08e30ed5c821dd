/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The reader of captures, of every format. The first byte says which format and how long
 * the pieces are; the rest is the file. Fed whole and in pieces, it tells the same.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "wdm/capture.h"
#include "wdm/describe.h"

static struct wdm_capture_reader reader;
static struct wdm_capture_assembler assembler;

struct told {
    uint64_t digest;
    size_t file, messages;
    bool assemble;
};

static void mix(struct told *told, uint64_t value)
{
    told->digest = (told->digest ^ value) * UINT64_C(1099511628211);
}

static void assemble(const struct wdm_captured *captured)
{
    struct wdm_span whole;
    if (wdm_capture_assemble(&assembler, captured, &whole) == WDM_MBIM_WHOLE) {
        fuzz_check(whole.length <= WDM_MESSAGE_MAX);
        for (size_t i = 0; i < whole.length; i++)
            fuzz_check(whole.bytes[i] <= UINT8_MAX); /* it is there to be read */
    }
}

static void seen(void *context, const struct wdm_captured *captured)
{
    struct told *told = context;
    fuzz_check(captured->announced >= captured->bytes.length);
    fuzz_check(captured->kind != WDM_CAPTURED_PROBLEM || captured->problem);
    fuzz_check(captured->offset <= told->file);
    fuzz_check(captured->bytes.length <= WDM_CAPTURE_RECORD);
    told->messages++;
    mix(told, captured->kind);
    mix(told, captured->from_modem);
    mix(told, captured->protocol);
    mix(told, captured->spoken);
    mix(told, captured->timed);
    mix(told, captured->timed ? (uint64_t)captured->when : 0);
    mix(told, captured->announced);
    mix(told, captured->number);
    mix(told, captured->offset);
    mix(told, captured->device);
    mix(told, captured->interface);
    mix(told, captured->vendor);
    mix(told, captured->product);
    mix(told, captured->problem ? strlen(captured->problem) : 0);
    for (size_t i = 0; i < captured->bytes.length; i++)
        mix(told, captured->bytes.bytes[i]);
    if (told->assemble && captured->kind == WDM_CAPTURED_MESSAGE)
        assemble(captured);
}

static struct told read_file(enum wdm_capture_format format, struct wdm_span file, size_t piece)
{
    struct told told = {.digest = 1, .file = file.length, .assemble = piece == 0};
    struct wdm_capture_sink sink = {seen, &told};
    wdm_capture_reader_init(&reader, format, &sink);
    wdm_capture_assembler_init(&assembler);
    for (size_t at = 0; at < file.length;) {
        size_t left = file.length - at;
        size_t length = piece > 0 && piece < left ? piece : left;
        struct wdm_span part = fuzz_exact((struct wdm_span){file.bytes + at, length});
        wdm_capture_feed(&reader, part.bytes, part.length);
        at += length;
    }
    wdm_capture_end(&reader);
    return told;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_input input = {bytes, length};
    uint8_t first = fuzz_byte(&input);
    enum wdm_capture_format format = (enum wdm_capture_format)(first % (WDM_CAPTURE_RAW + 1));
    struct wdm_span file = {input.bytes, input.length};
    struct told whole = read_file(format, file, 0);
    struct told pieces = read_file(format, file, 1 + first / 5 % 7);
    fuzz_check(whole.messages == pieces.messages);
    fuzz_check(whole.digest == pieces.digest);
    return 0;
}
