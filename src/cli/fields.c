/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the generic commands qmi and mbim share: fields in, answers out. */
#include "fields.h"

#include <string.h>

bool cli_assignments(struct cli *cli, size_t first, struct wdm_assignment *assignments,
                     size_t *count)
{
    size_t i;

    *count = 0;
    for (i = first; i < cli->argument_count; i++) {
        const char *text = cli->arguments[i];

        if (!wdm_assignment_parse(text, strlen(text), &assignments[*count])) {
            wdm_fail(&cli->error, WDM_USAGE, "'%s' is not FIELD=VALUE", text);
            return wdm_fail_hint(&cli->error, "'--help' after the message lists its fields");
        }
        ++*count;
    }
    return true;
}

bool cli_check_encode(struct cli *cli, struct wdm_layout layout,
                      const struct wdm_assignment *assignments, size_t count)
{
    struct wdm_writer out = wdm_writer(cli->modem.fields, sizeof cli->modem.fields);

    if (wdm_encode(&layout, assignments, count, &out, &cli->error))
        return true;
    return wdm_fail_doing(&cli->error, "%s %s", cli->arguments[0], cli->arguments[1]);
}

void cli_print_answer(struct cli *cli, const char *protocol, const char *service,
                      const char *message, const struct wdm_layout *layout, struct wdm_span content)
{
    /* What was asked for is shown, personal or not. */
    struct wdm_print_options options = {.json = cli->json, .personal = true};
    struct wdm_layout none = {.text = "", .tlvs = layout->tlvs};
    struct wdm_output *out = &cli->out.output;

    if (cli->json)
        wdm_put_format(
            out, "{\"protocol\":\"%s\",\"service\":\"%s\",\"message\":\"%s\",\"fields\":", protocol,
            service, message);
    wdm_print_fields(layout->text != NULL ? layout : &none, content, &options, out);
    if (cli->json)
        wdm_put(out, "}\n");
}

void cli_print_part(const char *heading, const struct wdm_layout *layout, struct wdm_output *out)
{
    if (layout->text == NULL)
        return;
    wdm_put_format(out, "%s%s\n", heading, *layout->text == '\0' ? ": no fields" : ":");
    if (*layout->text != '\0')
        wdm_print_layout(layout, "  ", out);
}

void cli_print_entry(struct cli *cli, const char *id, const char *name, const char *note)
{
    struct wdm_output *out = &cli->out.output;

    if (cli->json) {
        wdm_put_format(out, "{\"id\":\"%s\",", id + strspn(id, " "));
        cli_json_text(out, "name", name);
        wdm_put(out, ",");
        cli_json_text(out, "note", note);
        wdm_put(out, "}\n");
    } else if (*note != '\0') {
        wdm_put_format(out, "%s  %-36s  %s\n", id, name, note);
    } else {
        wdm_put_format(out, "%s  %s\n", id, name);
    }
}
