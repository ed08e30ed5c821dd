/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* -vv: all of each message. */
#include "cli.h"

void cli_trace_bytes(struct cli_trace *trace, const struct wdm_description *message)
{
    static const char indent[] = "             ";
    struct wdm_output *out = &trace->err->output;

    wdm_describe_fields(message, trace->personal, indent, out);
    wdm_put(out, indent);
    wdm_describe_hex(message, trace->personal, trace->mask, out);
    wdm_put(out, "\n");
}
