/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What was wrong in a capture, as decode --explain tells it. The first byte says which
 * format it is; the rest is the file. Findings are bounded, printable and lie where
 * something is; requests and answers are counted as they belong together.
 */
#include <string.h>

#include "captures.h"
#include "wdm/explain.h"

static struct events events;
static struct wdm_explainer explainer;
static struct wdm_exchange_tracker tracker;

struct found {
    uint64_t problems, notices;
    uint64_t last; /* place of what is at hand */
};

/* ---- Findings */

static void check_text(const char *text)
{
    size_t length = strlen(text);
    fuzz_check(length > 0 && length < 400);
    fuzz_check(text[length - 1] != '.');
    for (size_t i = 0; i < length; i++)
        fuzz_check((uint8_t)text[i] >= 0x20 && text[i] != 0x7f);
}

static void on_finding(void *context, const struct wdm_finding *finding)
{
    struct found *found = context;
    fuzz_check((size_t)finding->rule < WDM_EXPLAIN_RULES);
    fuzz_check(strlen(wdm_explain_rule_name(finding->rule)) > 0);
    check_text(finding->what);
    if (finding->remedy)
        check_text(finding->remedy);
    fuzz_check(finding->number <= found->last);
    fuzz_check(finding->because <= finding->number);
    if (finding->problem)
        found->problems++;
    else
        found->notices++;
}

/* Devices that are known to come locked. */
static const char *locked(uint16_t vendor, uint16_t product)
{
    if (vendor != 0x1199)
        return NULL;
    return product & 1 ? "Modem" : "";
}

/* ---- Requests and answers */

static uint64_t given_up;

static void on_given_up(void *context, const struct wdm_exchange_request *request)
{
    (void)context;
    (void)request;
    given_up++;
}

/* What decode shows of a message; who answers whom. */
static void see(const struct wdm_captured *captured, struct wdm_span whole, bool is_whole)
{
    static struct fuzz_output line;
    struct wdm_describer describer = {.vendor = captured->vendor};
    struct wdm_description description;
    struct wdm_exchange exchange;
    wdm_describe_captured(&description, &describer, captured->from_modem, captured->protocol, whole,
                          whole.bytes == captured->bytes.bytes ? captured->announced
                                                               : whole.length);
    fuzz_output_init(&line);
    wdm_describe_line(&description, &line.output);
    fuzz_check(line.length > 0 && memchr(line.text, '\n', line.length) == NULL);
    if (!is_whole)
        return;
    wdm_exchange_see(&tracker, captured, &description, &exchange);
    fuzz_check(tracker.count <= WDM_EXCHANGE_REQUESTS);
    fuzz_check(!(exchange.reuses && exchange.evicts));
    if (exchange.reuses || exchange.evicts)
        fuzz_check(exchange.given_up.number <= captured->number);
    if (exchange.role == WDM_EXCHANGE_ANSWER) {
        fuzz_check(exchange.request.number <= captured->number);
        fuzz_check(!exchange.timed || exchange.latency == captured->when - exchange.request.when);
    }
}

static void check_waiting(void)
{
    uint64_t before = 0;
    size_t count = 0;
    const struct wdm_exchange_request *request;
    while ((request = wdm_exchange_waiting(&tracker, count)) != NULL) {
        fuzz_check(request->number >= before);
        before = request->number;
        fuzz_check(++count <= WDM_EXCHANGE_REQUESTS);
    }
    fuzz_check(count == tracker.count);
}

static void see_event(struct wdm_capture_assembler *assembler, const struct wdm_captured *captured)
{
    enum wdm_mbim_assembled assembled = WDM_MBIM_WHOLE;
    struct wdm_span whole = captured->bytes;
    if (captured->kind == WDM_CAPTURED_MESSAGE)
        assembled = wdm_capture_assemble(assembler, captured, &whole);
    if (assembled != WDM_MBIM_WHOLE)
        whole = captured->bytes;
    if (captured->kind == WDM_CAPTURED_MESSAGE || captured->kind == WDM_CAPTURED_BYTES)
        see(captured, whole, assembled == WDM_MBIM_WHOLE);
    wdm_explain_see(&explainer, captured, assembled, whole);
    if (captured->kind == WDM_CAPTURED_GONE) {
        size_t before = tracker.count;
        given_up = 0;
        wdm_exchange_forget(&tracker, captured->device, WDM_EXCHANGE_ALL, on_given_up, NULL);
        fuzz_check(tracker.count + given_up == before);
        check_waiting();
    }
}

static void check_counts(const struct found *found)
{
    const struct wdm_explain_counts *counts = &explainer.counts;
    uint64_t messages =
        events_of_kind(&events, WDM_CAPTURED_MESSAGE) + events_of_kind(&events, WDM_CAPTURED_BYTES);
    fuzz_check(counts->messages == messages);
    fuzz_check(counts->problems == found->problems && counts->notices == found->notices);
    fuzz_check(counts->requests + counts->answers + counts->indications + counts->unasked <=
               messages);
    fuzz_check(counts->answers + counts->unanswered <= counts->requests);
    fuzz_check(counts->problems + counts->notices <= 16 * (uint64_t)events.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct wdm_capture_assembler assembler;
    struct fuzz_input input = {bytes, length < CAPTURE_FILE_MAX ? length : CAPTURE_FILE_MAX};
    struct found found = {0};
    const struct wdm_explain_options options = {
        .locked = locked, .found = on_finding, .context = &found};
    uint8_t format = fuzz_byte(&input) % (WDM_CAPTURE_RAW + 1);
    events_read(&events, (enum wdm_capture_format)format,
                (struct wdm_span){input.bytes, input.length});
    if (events.is_full)
        return 0;
    wdm_capture_assembler_init(&assembler);
    wdm_exchange_init(&tracker);
    wdm_explain_init(&explainer, &options);
    for (size_t i = 0; i < events.count; i++) {
        if (events.list[i].number > found.last)
            found.last = events.list[i].number;
        see_event(&assembler, &events.list[i]);
    }
    check_waiting();
    wdm_explain_end(&explainer);
    check_counts(&found);
    return 0;
}
