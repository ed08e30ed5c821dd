/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Captures without what is personal, as decode --redact does it. The first byte says
 * which format it is, and whether what is unknown stays; the rest is the file. The same
 * events come out, of the same lengths and names; nothing that a layout calls personal is
 * left; and what was redacted stays as it is.
 */
#include <string.h>

#include "captures.h"
#include "wdm/capture_redact.h"

static struct events plain;
static struct events redacted;
static struct events again;

static void redact(const struct events *from, struct events *to, bool keep_unknown)
{
    static struct wdm_redactor redactor;
    const struct wdm_capture_sink sink = {events_keep, to};
    to->count = to->length = to->devices = 0;
    to->is_full = false;
    wdm_redactor_init(&redactor, &sink);
    redactor.keep_unknown = keep_unknown;
    for (size_t i = 0; i < from->count; i++)
        wdm_redactor_seen(&redactor, &from->list[i]);
    wdm_redactor_end(&redactor);
    fuzz_check(redactor.count == 0 && redactor.length == 0);
    fuzz_check(redactor.personal <= from->count);
    fuzz_check(redactor.unknown <= 2 * from->count);
}

/* All that is told of an event is as it was, but for its bytes. */
static void check_event(const struct wdm_captured *before, const struct wdm_captured *after)
{
    size_t length = before->bytes.length;
    fuzz_check(after->bytes.length == (length < WDM_MESSAGE_MAX ? length : WDM_MESSAGE_MAX));
    fuzz_check(after->kind == before->kind && after->from_modem == before->from_modem);
    fuzz_check(after->timed == before->timed && after->when == before->when);
    fuzz_check(after->protocol == before->protocol && after->spoken == before->spoken);
    fuzz_check(after->device == before->device && after->interface == before->interface);
    fuzz_check(after->vendor == before->vendor && after->product == before->product);
    fuzz_check(after->status == before->status && after->announced == before->announced);
    fuzz_check(after->number == before->number && after->offset == before->offset);
    fuzz_check(after->problem == before->problem);
}

/* ---- Each message */

struct search {
    struct wdm_sink sink;
    const uint8_t *before; /* the content that is decoded, */
    const uint8_t *after;  /* and what became of it */
};

/* What personal values are overwritten with. */
static bool is_clean(uint8_t byte)
{
    return byte == 0 || byte == '0' || byte == 'x' || byte == '+' || byte == 0x0f || byte == 0xf0 ||
           byte == 0xff;
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    const struct search *search = (const struct search *)sink;
    (void)name;
    if (!value->personal || value->raw.length == 0 || value->kind == WDM_VALUE_BOOL ||
        value->kind == WDM_VALUE_ENUM || value->kind == WDM_VALUE_FLAGS)
        return;
    size_t start = (size_t)(value->raw.bytes - search->before);
    for (size_t i = 0; i < value->raw.length; i++)
        fuzz_check(is_clean(search->after[start + i]));
}

static void check_hidden(const struct wdm_description *before, const struct wdm_description *after)
{
    struct search search = {.sink = {.value = on_value},
                            .before = before->content.bytes,
                            .after = after->content.bytes};
    struct wdm_malformed malformed;
    if (before->layout.text && before->content.length > 0)
        wdm_decode(&before->layout, before->content, &search.sink, &malformed);
}

static void check_message(struct wdm_describer *describer, const struct wdm_captured *captured,
                          struct wdm_span before, struct wdm_span after)
{
    static struct fuzz_output lines[2];
    struct wdm_description one, two;
    fuzz_check(before.length == after.length);
    wdm_describe(&one, describer, captured->from_modem, captured->protocol, before.bytes,
                 before.length);
    wdm_describe(&two, describer, captured->from_modem, captured->protocol, after.bytes,
                 after.length);
    wdm_describer_follow(describer, &one);
    if (!one.is_mbim && !one.is_qmi)
        return; /* nobody can tell anything of it, and all of it is zeros */
    fuzz_check(one.is_mbim == two.is_mbim && one.is_qmi == two.is_qmi);
    fuzz_check(one.message == two.message && one.layout.text == two.layout.text);
    fuzz_check(one.content.length == two.content.length);
    check_hidden(&one, &two);
    if (one.problem)
        return; /* what was wrong may be gone */
    fuzz_output_init(&lines[0]);
    fuzz_output_init(&lines[1]);
    wdm_describe_line(&one, &lines[0].output);
    wdm_describe_line(&two, &lines[1].output);
    fuzz_check(lines[0].length == lines[1].length);
    fuzz_check(memcmp(lines[0].text, lines[1].text, lines[0].length) == 0);
}

/* ---- All of them */

/* What is known of the interfaces of devices; NULL: there are too many. */
struct known {
    size_t count;
    struct {
        uint64_t key;
        struct wdm_describer describer;
    } list[WDM_CAPTURE_DEVICES];
};

static struct wdm_describer *describer_of(struct known *known, const struct wdm_captured *captured)
{
    uint64_t key = (uint64_t)captured->device << 16 | captured->interface;
    size_t i = 0;
    while (i < known->count && known->list[i].key != key)
        i++;
    if (i == WDM_CAPTURE_DEVICES)
        return NULL;
    if (i == known->count)
        known->count++;
    known->list[i].key = key;
    known->list[i].describer.vendor = captured->vendor;
    return &known->list[i].describer;
}

/* A fragment that is no message, and so without its header too. */
static bool is_zeros(struct wdm_span bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        if (bytes.bytes[i] != 0)
            return false;
    }
    return true;
}

static void check_all(void)
{
    static struct wdm_capture_assembler assemblers[2];
    struct known known = {0};
    fuzz_check(redacted.count == plain.count && !redacted.is_full);
    wdm_capture_assembler_init(&assemblers[0]);
    wdm_capture_assembler_init(&assemblers[1]);
    for (size_t i = 0; i < plain.count; i++) {
        const struct wdm_captured *before = &plain.list[i], *after = &redacted.list[i];
        struct wdm_span one, two;
        check_event(before, after);
        if (before->kind != WDM_CAPTURED_MESSAGE || before->bytes.length > WDM_MESSAGE_MAX)
            continue;
        enum wdm_mbim_assembled assembled = wdm_capture_assemble(&assemblers[0], before, &one);
        if (wdm_capture_assemble(&assemblers[1], after, &two) != assembled) {
            fuzz_check(is_zeros(after->bytes));
            wdm_capture_assembler_init(&assemblers[0]);
            wdm_capture_assembler_init(&assemblers[1]);
            continue;
        }
        struct wdm_describer *describer = describer_of(&known, before);
        if (!describer)
            return;
        if (assembled == WDM_MBIM_WHOLE)
            check_message(describer, before, one, two);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_input input = {bytes, length < CAPTURE_FILE_MAX ? length : CAPTURE_FILE_MAX};
    uint8_t how = fuzz_byte(&input);
    bool keep_unknown = how / 5 % 2;
    events_read(&plain, (enum wdm_capture_format)(how % 5),
                (struct wdm_span){input.bytes, input.length});
    if (events_are_too_many(&plain))
        return 0;
    redact(&plain, &redacted, keep_unknown);
    check_all();
    redact(&redacted, &again, keep_unknown);
    fuzz_check(again.length == redacted.length);
    fuzz_check(memcmp(again.bytes, redacted.bytes, again.length) == 0);
    return 0;
}
