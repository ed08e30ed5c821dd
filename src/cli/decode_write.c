/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode -w and --redact: what is read goes into a file instead of being shown. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

/* What is to be written, redacted or not. */
static void store(void *context, const struct wdm_captured *captured)
{
    struct cli *cli = context;

    if (cli->write_path != NULL)
        cli_record_write(&cli->record, captured);
    if (cli->divert.folder != 0)
        cli_split_write(cli, captured);
}

/* What is read. */
static void seen(void *context, const struct wdm_captured *captured)
{
    struct cli *cli = context;

    if (captured->kind == WDM_CAPTURED_PROBLEM) {
        wdm_put_format(&cli->err.output, "wdmctl: decode: at byte %lu: %s\n",
                       (unsigned long)captured->offset, captured->problem);
        cli_output_flush(&cli->err);
        return;
    }
    if (captured->kind == WDM_CAPTURED_MESSAGE || captured->kind == WDM_CAPTURED_BYTES)
        cli->ports.decoder.messages++;
    if (cli_value(cli, "redact") != NULL)
        wdm_redactor_seen(&cli->divert.redactor, captured);
    else
        store(cli, captured);
}

/* Fails where what is written would replace what is read. */
static bool is_another(struct cli *cli)
{
    struct stat out, in;
    size_t i;

    if (stat(cli->write_path, &out) != 0 || !S_ISREG(out.st_mode))
        return true;
    for (i = 0; i < cli->argument_count; i++) {
        bool standard = strcmp(cli->arguments[i], "-") == 0;

        if ((standard ? fstat(STDIN_FILENO, &in) : stat(cli->arguments[i], &in)) == 0 &&
            in.st_dev == out.st_dev && in.st_ino == out.st_ino)
            return wdm_fail(&cli->error, WDM_USAGE, "decode: -w: %s is the file that is read",
                            cli->write_path);
    }
    return true;
}

/* Fails where something is to be shown as well. */
static bool shows_nothing(struct cli *cli)
{
    static const char *const showing[] = {"time", "ladder", "svg", "explain", "quiet"};
    size_t i;

    for (i = 0; i < sizeof showing / sizeof showing[0]; i++) {
        if (cli_value(cli, showing[i]) != NULL)
            return wdm_fail(&cli->error, WDM_USAGE,
                            "decode: no --%s with -w or --split, which show nothing", showing[i]);
    }
    if (cli->ports.decoder.given_count > 0)
        return wdm_fail(&cli->error, WDM_USAGE,
                        "decode: no --only or --not with -w or --split, which take everything");
    return !cli->json ||
           wdm_fail(&cli->error, WDM_USAGE, "decode: no -j with -w or --split, which show nothing");
}

static bool check_options(struct cli *cli)
{
    bool redact = cli_value(cli, "redact") != NULL;

    if (redact && cli->write_path == NULL && cli_value(cli, "split") == NULL) {
        wdm_fail(&cli->error, WDM_USAGE, "decode: --redact needs -w FILE or --split DIR");
        return wdm_fail_hint(&cli->error, "what is shown hides personal data anyway");
    }
    if (!redact && cli_value(cli, "keep-unknown") != NULL)
        return wdm_fail(&cli->error, WDM_USAGE, "decode: --keep-unknown needs --redact");
    return true;
}

bool cli_decode_divert(struct cli *cli)
{
    const struct wdm_capture_sink sink = {.seen = store, .context = cli};
    const char *folder = cli_value(cli, "split");
    struct cli_divert *divert = &cli->divert;

    if (!check_options(cli))
        return false;
    if (cli->write_path == NULL && folder == NULL)
        return true;
    if (!shows_nothing(cli))
        return false;
    if (cli->write_path != NULL && (!is_another(cli) || !cli_record_open(cli)))
        return false;
    if (folder != NULL && !cli_split_open(cli, folder))
        return false;
    wdm_redactor_init(&divert->redactor, &sink);
    divert->redactor.catalogue = cli->trace.describer.catalogue;
    divert->redactor.keep_unknown = cli_value(cli, "keep-unknown") != NULL;
    divert->describer.catalogue = cli->trace.describer.catalogue;
    cli->ports.decoder.diverted = (struct wdm_capture_sink){.seen = seen, .context = cli};
    return true;
}

/* What was redacted: with -v, or where whole messages may be gone. */
static void tell_redacted(struct cli *cli)
{
    const struct wdm_redactor *redactor = &cli->divert.redactor;
    struct wdm_output *out = &cli->err.output;

    if (cli->verbose > 0)
        wdm_put_format(out, "wdmctl: decode: messages with personal data, now without: %lu\n",
                       (unsigned long)redactor->personal);
    if (redactor->unknown > 0)
        wdm_put_format(out,
                       "wdmctl: decode: messages with bytes that nobody can tell apart, which are "
                       "zeros now: %lu; --keep-unknown keeps them\n",
                       (unsigned long)redactor->unknown);
    cli_output_flush(&cli->err);
}

bool cli_decode_diverted(struct cli *cli)
{
    if (cli->ports.decoder.diverted.seen == NULL)
        return true;
    if (cli_value(cli, "redact") != NULL) {
        wdm_redactor_end(&cli->divert.redactor);
        tell_redacted(cli);
    }
    return !cli->divert.failed;
}
