/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Errors as one line, and JSON's small change. */
#include <string.h>

#include "cli.h"

void cli_json_text(struct wdm_output *out, const char *name, const char *value)
{
    wdm_print_json_string(name, strlen(name), out);
    wdm_put(out, ":");
    wdm_print_json_string(value, strlen(value), out);
}

void cli_report(struct cli_output *err, const struct wdm_error *error)
{
    struct wdm_output *out = &err->output;

    if (err->priority == 0)
        wdm_put(out, "wdmctl: ");
    if (error->doing[0] != '\0')
        wdm_put_format(out, "%s: ", error->doing);
    wdm_put(out, error->what);
    if (error->list != WDM_CODE_NONE && error->list != WDM_CODE_ERRNO) {
        wdm_put(out, ": ");
        wdm_print_error_code(error->list, error->code, out);
    }
    if (error->hint[0] != '\0')
        wdm_put_format(out, "; %s", error->hint);
    wdm_put(out, "\n");
    cli_output_flush(err);
}
