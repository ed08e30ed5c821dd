/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl diff: what is different in two recorded exchanges. */
#include "cli.h"

static const struct cli_option options[] = {
    CLI_COMPARE_OPTIONS,
    {"indications", 0, NULL, "also compare what the modem said of its own accord"},
    {NULL, 0, NULL, NULL},
};

static void describe(const struct cli *cli, size_t side, uint32_t index,
                     struct wdm_description *description)
{
    wdm_recorded_describe(&cli->recordings[side], index, cli->trace.describer.catalogue,
                          description);
}

static uint64_t place_of(const struct cli *cli, size_t side, uint32_t index)
{
    return cli->recordings[side].messages[index].number;
}

/* Compares the answers to two requests that belong together. */
static void compare_answers(struct cli *cli, uint32_t before, uint32_t after)
{
    uint32_t a = cli->recordings[0].messages[before].partner;
    uint32_t b = cli->recordings[1].messages[after].partner;
    struct wdm_description one, two;

    if (a != WDM_RECORDED_NONE)
        describe(cli, 0, a, &one);
    if (b != WDM_RECORDED_NONE)
        describe(cli, 1, b, &two);
    if (a != WDM_RECORDED_NONE && b != WDM_RECORDED_NONE)
        cli_differences_of(cli, &one, place_of(cli, 0, a), &two, place_of(cli, 1, b));
    else if (a != WDM_RECORDED_NONE)
        cli_differences_alone(cli, &one, place_of(cli, 0, a), 0, "unanswered",
                              "the request is not answered any more");
    else if (b != WDM_RECORDED_NONE)
        cli_differences_alone(cli, &two, 0, place_of(cli, 1, b), "answered",
                              "the request was not answered before");
}

static void pair(void *context, uint32_t before, uint32_t after)
{
    struct cli *cli = context;
    struct wdm_description one, two;

    if (before != WDM_RECORDED_NONE)
        describe(cli, 0, before, &one);
    if (after != WDM_RECORDED_NONE)
        describe(cli, 1, after, &two);
    if (after == WDM_RECORDED_NONE) {
        cli_differences_alone(cli, &one, place_of(cli, 0, before), 0, "missing",
                              "only in the first");
    } else if (before == WDM_RECORDED_NONE) {
        cli_differences_alone(cli, &two, 0, place_of(cli, 1, after), "extra", "only in the second");
    } else {
        cli_differences_of(cli, &one, place_of(cli, 0, before), &two, place_of(cli, 1, after));
        if (cli->recordings[0].messages[before].role == WDM_EXCHANGE_REQUEST)
            compare_answers(cli, before, after);
    }
}

static bool run(struct cli *cli)
{
    struct wdm_alignment *alignment = &cli->ports.alignment;

    if (!cli_want_arguments(cli, 2, 2) || !cli_differences_begin(cli, true) ||
        !cli_load_recording(cli, cli->arguments[0], &cli->recordings[0]) ||
        !cli_load_recording(cli, cli->arguments[1], &cli->recordings[1]))
        return false;
    alignment->indications = cli_value(cli, "indications") != NULL;
    alignment->pair = pair;
    alignment->context = cli;
    wdm_align(alignment, &cli->recordings[0], &cli->recordings[1]);
    return cli_differences_end(cli);
}

const struct cli_command cli_command_diff = {
    .name = "diff",
    .arguments = "A B",
    .summary = "Compare two recorded exchanges, field by field",
    .help = "A and B are captures as decode reads them; '-' is the standard input. Messages\n"
            "are lined up by what they are about. Transaction and client ids, and fields that\n"
            "change by themselves (times, signal, counters), are passed over. Exits with 1\n"
            "where there are differences: a test for a modem's new firmware.\n"
            "Example: wdmctl diff before.pcapng after.pcapng --ignore 'revision,*_version'\n",
    .options = options,
    .run = run,
};
