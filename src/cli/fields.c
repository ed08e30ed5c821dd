/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the generic commands qmi and mbim share: fields in, answers out. */
#include "fields.h"

#include <string.h>
#ifndef WDM_SMALL
#include <sys/auxv.h>

#include "wdm/file.h"
#endif

#ifndef WDM_SMALL
/* "@FILE" stands for what the file holds, "@@..." for a text that begins with '@'. */
static bool take_file(struct cli *cli, struct wdm_assignment *assignment)
{
    struct wdm_name *value = &assignment->value;
    size_t room = sizeof cli->files - cli->files_length;
    size_t length;

    if (value->length == 0 || value->text[0] != '@')
        return true;
    value->text++;
    value->length--;
    if (value->length > 0 && value->text[0] == '@')
        return true;
    if (getauxval(AT_SECURE) != 0)
        return wdm_fail(&cli->error, WDM_USAGE, "@FILE: not while running set-uid");
    if (value->length == 0) {
        wdm_fail(&cli->error, WDM_USAGE, "'@' wants the name of a file behind it");
        return wdm_fail_hint(&cli->error, "for the text '@' write '@@'");
    }
    /* Arguments end with a NUL, and so does what is behind their '='. */
    if (!wdm_file_read(value->text, cli->files + cli->files_length, room, &length, &cli->error))
        return false;
    *value = (struct wdm_name){cli->files + cli->files_length, length};
    cli->files_length += length;
    assignment->raw = true;
    return true;
}
#else
/* Small builds read no files. */
static bool take_file(struct cli *cli, struct wdm_assignment *assignment)
{
    (void)cli;
    (void)assignment;
    return true;
}
#endif

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
        if (!take_file(cli, &assignments[*count]))
            return wdm_fail_doing(&cli->error, "%.*s", (int)assignments[*count].path.length,
                                  assignments[*count].path.text);
        ++*count;
    }
    return true;
}

bool cli_check_encode(struct cli *cli, struct wdm_layout layout,
                      const struct wdm_assignment *assignments, size_t count)
{
    struct wdm_writer out = wdm_writer(cli->modem.fields, sizeof cli->modem.fields);

    layout.catalogue = &cli->catalogue;
    if (wdm_encode(&layout, assignments, count, &out, &cli->error))
        return true;
    return wdm_fail_doing(&cli->error, "%s %s", cli->arguments[0], cli->arguments[1]);
}

void cli_print_answer(struct cli *cli, const char *protocol, const char *service,
                      const char *message, const struct wdm_layout *layout, struct wdm_span content)
{
    /* What was asked for is shown, personal or not. */
    struct wdm_print_options options = {
        .json = cli->json, .personal = true, .utc_offset = cli_utc_offset};
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
        while (*id == ' ')
            id++;
        wdm_put_format(out, "{\"id\":\"%s\",", id);
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
