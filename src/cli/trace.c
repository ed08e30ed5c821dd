/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* -v: what passes between host and modem, a line a message. */
#include "cli.h"

void cli_trace_time(struct cli_trace *trace, wdm_time when)
{
    wdm_time passed;

    if (!trace->seen) {
        trace->seen = true;
        trace->began = when;
    }
    passed = when - trace->began;
    wdm_put_format(&trace->err->output, "%4ld.%03ld ", (long)(passed / WDM_SECOND),
                   (long)(passed % WDM_SECOND / WDM_MILLISECOND));
}

void cli_trace_seen(void *context, bool from_modem, enum wdm_protocol protocol,
                    const uint8_t *bytes, size_t length, wdm_time when)
{
    struct cli_trace *trace = context;
    struct wdm_output *out = &trace->err->output;
    struct wdm_description message;

    wdm_describe(&message, &trace->describer, from_modem, protocol, bytes, length);
    wdm_describer_follow(&trace->describer, &message);
    cli_trace_time(trace, when);
    wdm_put(out, from_modem ? "< " : "> ");
    wdm_describe_line(&message, out);
    wdm_put(out, "\n");
    if (trace->verbose > 1)
        cli_trace_bytes(trace, &message);
    cli_output_flush(trace->err);
}
