/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode --explain: what was wrong in a recorded exchange, and a summary. */

#include "cli.h"

/* What places are counted in: as the capture's reader counts. */
static const char *unit_of(const struct cli_decoder *decoder)
{
    switch (decoder->reader.format) {
    case WDM_CAPTURE_PCAP:
    case WDM_CAPTURE_PCAPNG:
        return "packet";
    case WDM_CAPTURE_TEXT:
    case WDM_CAPTURE_USBMON_TEXT:
        return "line";
    case WDM_CAPTURE_UNKNOWN:
    case WDM_CAPTURE_RAW:
        break;
    }
    return "message";
}

static void put_number(struct wdm_output *out, const char *before, uint64_t number)
{
    char digits[24];
    size_t at = sizeof digits - 1;

    digits[at] = '\0';
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    wdm_put(out, before);
    wdm_put(out, digits + at);
}

static int64_t passed(const struct cli_decoder *decoder, const struct wdm_finding *finding)
{
    return finding->when - decoder->began;
}

/* "packet 17", "byte 4711". */
static void put_finding_place(const struct cli_decoder *decoder, uint64_t number, uint64_t offset)
{
    struct wdm_output *out = &decoder->cli->out.output;

    wdm_put(out, number > 0 ? unit_of(decoder) : "byte");
    put_number(out, " ", number > 0 ? number : offset);
}

/* What to do is told with the first of a kind. */
static void print_text(const struct cli_decoder *decoder, const struct wdm_finding *finding,
                       bool first)
{
    struct wdm_output *out = &decoder->cli->out.output;
    int64_t milliseconds = finding->timed ? passed(decoder, finding) / 1000000 : -1;

    wdm_put(out, "! ");
    put_finding_place(decoder, finding->number, finding->offset);
    if (milliseconds >= 0)
        wdm_put_format(out, ", %ld.%03ld s", (long)(milliseconds / 1000),
                       (long)(milliseconds % 1000));
    wdm_put_format(out, ": %s: %s", finding->problem ? "problem" : "notice", finding->what);
    if (finding->because > 0) {
        wdm_put_format(out, " (see %s", unit_of(decoder));
        put_number(out, " ", finding->because);
        wdm_put(out, ")");
    }
    if (finding->remedy != NULL && first)
        wdm_put_format(out, "\n  remedy: %s", finding->remedy);
    wdm_put(out, "\n");
}

/* Those that were not told, because they are like others. */
static void print_fold(const struct cli_decoder *decoder, const struct decode_fold *fold)
{
    struct wdm_output *out = &decoder->cli->out.output;

    wdm_put(out, "! ");
    put_finding_place(decoder, fold->first.number, fold->first.offset);
    wdm_put_format(out, ": %s: %s:", fold->first.problem ? "problem" : "notice", fold->what);
    put_number(out, " ", fold->count - DECODE_FOLD_TOLD);
    wdm_put(out, " more like this, the last at ");
    put_finding_place(decoder, fold->last_number, fold->last_offset);
    wdm_put(out, "\n");
}

static void print_json(const struct cli_decoder *decoder, const struct wdm_finding *finding)
{
    struct wdm_output *out = &decoder->cli->out.output;

    wdm_put(out, "{\"type\":\"finding\",");
    cli_json_text(out, "rule", wdm_explain_rule_name(finding->rule));
    wdm_put(out, ",");
    cli_json_text(out, "severity", finding->problem ? "problem" : "notice");
    wdm_put(out, ",");
    cli_json_text(out, "unit", unit_of(decoder));
    put_number(out, ",\"number\":", finding->number);
    put_number(out, ",\"offset\":", finding->offset);
    if (finding->timed && passed(decoder, finding) >= 0) {
        uint64_t microseconds = (uint64_t)passed(decoder, finding) / 1000;

        put_number(out, ",\"time\":", microseconds / 1000000);
        wdm_put_format(out, ".%06lu", (unsigned long)(microseconds % 1000000));
    }
    if (finding->device != 0)
        wdm_put_format(out, ",\"device\":\"%u-%u\",\"interface\":%u", finding->device >> 16,
                       finding->device & 0xffff, finding->interface);
    if (finding->because > 0)
        put_number(out, ",\"because\":", finding->because);
    wdm_put(out, ",");
    cli_json_text(out, "what", finding->what);
    if (finding->remedy != NULL) {
        wdm_put(out, ",");
        cli_json_text(out, "remedy", finding->remedy);
    }
    wdm_put(out, "}\n");
}

static void found(void *context, const struct wdm_finding *finding)
{
    struct cli_decoder *decoder = context;
    struct decode_fold gone;
    uint64_t count;

    if (!decoder->explain)
        return;
    if (decoder->cli->json) {
        print_json(decoder, finding);
        return;
    }
    count = decode_fold_add(&decoder->folds, finding, &gone);
    if (count <= DECODE_FOLD_TOLD)
        print_text(decoder, finding, count == 1);
    if (gone.count > 0)
        print_fold(decoder, &gone);
}

static const char *locked(uint16_t vendor, uint16_t product)
{
    const struct wdm_module *module = wdm_module_find(vendor, product);
    size_t i;

    if (module != NULL)
        return module->name;
    for (i = 0; (module = wdm_module_at(i)) != NULL; i++) {
        if (module->vendor == vendor)
            return "";
    }
    return NULL;
}

void cli_explain_options(struct cli *cli)
{
    cli->ports.decoder.explain = cli_value(cli, "explain") != NULL;
    cli->ports.decoder.quiet = cli_value(cli, "quiet") != NULL;
}

void cli_explain_begin(struct cli_decoder *decoder)
{
    const struct wdm_explain_options options = {
        .catalogue = decoder->cli->trace.describer.catalogue,
        .locked = locked,
        .found = found,
        .context = decoder,
    };

    wdm_explain_init(&decoder->explainer, &options);
    decode_fold_begin(&decoder->folds);
}

void cli_explain_see(struct cli_decoder *decoder, const struct wdm_captured *captured,
                     enum wdm_mbim_assembled assembled, struct wdm_span whole)
{
    wdm_explain_see(&decoder->explainer, captured, assembled, whole);
}

static void put_count(struct wdm_output *out, const char *before, uint64_t count, const char *what)
{
    put_number(out, before, count);
    wdm_put_format(out, " %s%s", what, count == 1 ? "" : "s");
}

static void summary_text(const struct cli_decoder *decoder)
{
    const struct wdm_explain_counts *counts = &decoder->explainer.counts;
    struct wdm_output *out = &decoder->cli->out.output;

    put_count(out, "", counts->messages, "message");
    put_count(out, ", ", counts->requests, "request");
    put_number(out, ", ", counts->unanswered);
    wdm_put(out, " unanswered");
    put_count(out, ", ", counts->problems, "problem");
    put_count(out, ", ", counts->notices, "notice");
    if (counts->problems + counts->notices > 0 && !decoder->explain)
        wdm_put(out, " (--explain tells)");
    wdm_put(out, "\n");
}

static void summary_json(const struct cli_decoder *decoder)
{
    const struct wdm_explain_counts *counts = &decoder->explainer.counts;
    struct wdm_output *out = &decoder->cli->out.output;

    put_number(out, "{\"type\":\"summary\",\"messages\":", counts->messages);
    put_number(out, ",\"requests\":", counts->requests);
    put_number(out, ",\"answers\":", counts->answers);
    put_number(out, ",\"indications\":", counts->indications);
    put_number(out, ",\"unanswered\":", counts->unanswered);
    put_number(out, ",\"unasked\":", counts->unasked);
    put_number(out, ",\"problems\":", counts->problems);
    put_number(out, ",\"notices\":", counts->notices);
    wdm_put(out, "}\n");
}

void cli_explain_end(struct cli_decoder *decoder)
{
    struct decode_fold gone;

    wdm_explain_end(&decoder->explainer);
    while (decode_fold_next(&decoder->folds, &gone))
        print_fold(decoder, &gone);
    if (decoder->cli->json)
        summary_json(decoder);
    else if (decoder->messages > 0 &&
             (decoder->explain || decoder->quiet || decoder->views[0] == &decode_line_view))
        summary_text(decoder); /* a drawing stands alone */
}

bool cli_explain_verdict(struct cli *cli, uint64_t problems)
{
    const struct cli_decoder *decoder = &cli->ports.decoder;

    if (!decoder->explain || !decoder->quiet || problems == 0)
        return true;
    return wdm_fail(&cli->error, WDM_REFUSED, "decode: problems were found");
}
