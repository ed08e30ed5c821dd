/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Errors as one line, and JSON's small change. */
#include <string.h>

#include "cli.h"

void cli_json_text(struct wdm_output *out, const char *name, const char *value)
{
    wdm_print_json_string(name, strlen(name), out);
    cli_text(out, ":");
    wdm_print_json_string(value, strlen(value), out);
}

void cli_report(struct cli_output *err, const struct wdm_error *error)
{
    struct wdm_output *out = &err->output;

    cli_text(out, "wdmctl: ");
    if (error->doing[0] != '\0')
        cli_print(out, "%s: ", error->doing);
    cli_text(out, error->what);
    if (error->list != WDM_CODE_NONE && error->list != WDM_CODE_ERRNO) {
        cli_text(out, ": ");
        wdm_print_error_code(error->list, error->code, out);
    }
    if (error->hint[0] != '\0')
        cli_print(out, "; %s", error->hint);
    cli_text(out, "\n");
    cli_output_flush(err);
}
