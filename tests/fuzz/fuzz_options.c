/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The command line. The input is its words, a NUL between them. A mistake in them is told;
 * where there is none, what was found is as it should be.
 */
#include <stddef.h>
#include <string.h>

#include "../../src/cli/cli.h"
#include "fuzz.h"

#define WORDS 40

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct cli cli;
    static char text[1024];
    char *words[WORDS + 1] = {text};
    int count = 1;
    if (length > sizeof(text) - 2)
        length = sizeof(text) - 2;
    text[0] = '\0';
    if (length > 0)
        memcpy(text + 1, bytes, length);
    text[length + 1] = '\0';
    for (size_t at = 1; at <= length && count < WORDS; at += strlen(text + at) + 1)
        words[count++] = text + at;
    memset(&cli, 0, offsetof(struct cli, files));
    cli.root = "";
    cli.timeout = WDM_SECOND;
    wdm_error_clear(&cli.error);
    if (!cli_parse(&cli, count, words)) {
        fuzz_check_error(&cli.error);
        fuzz_check(cli.error.kind == WDM_USAGE);
        return 0;
    }
    fuzz_check(cli.argument_count <= CLI_ARGUMENTS && cli.schema_count <= CLI_SCHEMAS);
    fuzz_check(cli.timeout > 0 && cli.timeout <= 86400 * WDM_SECOND);
    fuzz_check(cli.command != NULL || cli.argument_count == 0);
    if (cli.command != NULL && !cli_want_arguments(&cli, 1, 3))
        fuzz_check_error(&cli.error);
    return 0;
}
