/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is different in two messages, for people and as JSON lines. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

bool cli_differences_begin(struct cli *cli, bool two_files)
{
    struct cli_differences *differences = &cli->differences;
    const char *names = cli_value(cli, "ignore");
    size_t count = 0;
    char *name = differences->names;

    differences->cli = cli;
    differences->two_files = two_files;
    differences->compared = 0;
    differences->different = 0;
    if (wdm_format(name, sizeof differences->names, "%s", names != NULL ? names : "") ==
        sizeof differences->names - 1)
        return wdm_fail(&cli->error, WDM_USAGE, "--ignore: too many names");
    while (*name != '\0') {
        size_t length = strcspn(name, ",");
        bool more = name[length] == ',';

        if (count == CLI_IGNORED)
            return wdm_fail(&cli->error, WDM_USAGE, "--ignore: more than %d names", CLI_IGNORED);
        name[length] = '\0';
        differences->ignored[count] = name;
        count += length > 0;
        name += length + more;
    }
    differences->comparison.ignored = differences->ignored;
    differences->comparison.ignored_count = count;
    differences->comparison.everything = cli_value(cli, "all") != NULL;
    return true;
}

static void put_qmi(const struct wdm_description *message, struct wdm_output *out)
{
    static const char *const kinds[] = {"request", "response", "indication"};
    const struct wdm_qmux *qmux = &message->qmux;
    const char *service =
        wdm_catalogue_qmi_service_name(message->describer.catalogue, qmux->service);

    if (service != NULL)
        wdm_put_format(out, "%s ", service);
    else
        wdm_put_format(out, "service 0x%02x ", qmux->service);
    if (message->message != NULL)
        wdm_put(out, message->message->name);
    else
        wdm_put_format(out, "0x%04x", qmux->message);
    wdm_put_format(out, " %s", kinds[qmux->kind]);
}

static void put_mbim(const struct wdm_description *message, struct wdm_output *out)
{
    const struct wdm_mbim_message *mbim = &message->mbim;
    const struct wdm_catalogue *catalogue = message->describer.catalogue;
    const struct wdm_mbim_service *service;
    const struct wdm_mbim_command_entry *command;
    char uuid[WDM_UUID_TEXT + 1];

    if (!wdm_mbim_has_buffer(mbim->type)) {
        wdm_put_format(out, "MBIM %s", wdm_mbim_type_name(mbim->type));
        return;
    }
    service = wdm_catalogue_mbim_service_by_uuid(catalogue, &mbim->service);
    command = service != NULL ? wdm_mbim_command_by_id(service, mbim->command) : NULL;
    wdm_uuid_format(&mbim->service, uuid);
    wdm_put_format(out, "%s ", service != NULL ? service->name : uuid);
    if (command != NULL)
        wdm_put(out, command->name);
    else
        wdm_put_format(out, "%lu", (unsigned long)mbim->command);
    if (mbim->type == WDM_MBIM_COMMAND)
        wdm_put(out, mbim->value == WDM_MBIM_SET ? " set" : " query");
    else
        wdm_put(out, mbim->type == WDM_MBIM_COMMAND_DONE ? " response" : " indication");
}

/* The message's name, without what is of one connection. */
static void put_name(const struct wdm_description *message, struct wdm_output *out)
{
    if (message->is_qmi)
        put_qmi(message, out);
    else if (message->is_mbim)
        put_mbim(message, out);
    else
        wdm_put(out, "bytes that are no message");
}

static void put_place(uint64_t place, struct wdm_output *out)
{
    if (place != 0)
        wdm_put_format(out, "%lu", (unsigned long)place);
    else
        wdm_put(out, "-");
}

/* `{"before":3,"after":5,"message":"dms get-ids response","change":"field"` */
static void begin_json(const struct cli_differences *differences, const char *change)
{
    struct wdm_output *out = &differences->cli->out.output;

    wdm_put(out, "{\"before\":");
    if (differences->before != 0)
        wdm_put_format(out, "%lu", (unsigned long)differences->before);
    else
        wdm_put(out, "null");
    wdm_put(out, ",\"after\":");
    if (differences->after != 0)
        wdm_put_format(out, "%lu", (unsigned long)differences->after);
    else
        wdm_put(out, "null");
    wdm_put(out, ",\"message\":\"");
    put_name(differences->message, out);
    wdm_put_format(out, "\",\"change\":\"%s\"", change);
}

/* "12  dms get-ids response"; of two files "12 | 14  dms get-ids response". */
static void put_heading(const struct cli_differences *differences)
{
    struct wdm_output *out = &differences->cli->out.output;

    put_place(differences->before, out);
    if (differences->two_files) {
        wdm_put(out, " | ");
        put_place(differences->after, out);
    }
    wdm_put(out, "  ");
    put_name(differences->message, out);
}

static void put_side(struct cli *cli, const struct wdm_value *value, const char *text)
{
    const struct wdm_print_options options = {
        .json = cli->json, .personal = cli->personal, .utc_offset = cli_utc_offset};
    struct wdm_output *out = &cli->out.output;

    if (value != NULL)
        wdm_print_value(value, &options, out);
    else if (text == NULL)
        wdm_put(out, cli->json ? "null" : "(not there)");
    else if (cli->json)
        wdm_print_json_string(text, strlen(text), out);
    else
        wdm_print_safe(text, strlen(text), out);
}

static void told(void *context, const struct wdm_difference *difference)
{
    struct cli_differences *differences = context;
    struct cli *cli = differences->cli;
    struct wdm_output *out = &cli->out.output;

    if (cli->json) {
        begin_json(differences, "field");
        wdm_put(out, ",");
        cli_json_text(out, "field", difference->path);
        wdm_put(out, ",\"old\":");
        put_side(cli, difference->before, difference->before_text);
        wdm_put(out, ",\"new\":");
        put_side(cli, difference->after, difference->after_text);
        wdm_put(out, "}\n");
        return;
    }
    if (!differences->headed) {
        put_heading(differences);
        wdm_put(out, "\n");
    }
    differences->headed = true;
    wdm_put_format(out, "    %s  ", difference->path);
    put_side(cli, difference->before, difference->before_text);
    wdm_put(out, " -> ");
    put_side(cli, difference->after, difference->after_text);
    wdm_put(out, "\n");
}

void cli_differences_of(struct cli *cli, const struct wdm_description *a, uint64_t before,
                        const struct wdm_description *b, uint64_t after)
{
    struct cli_differences *differences = &cli->differences;

    differences->headed = false;
    differences->message = a;
    differences->before = before;
    differences->after = after;
    differences->comparison.told = told;
    differences->comparison.context = differences;
    differences->compared++;
    differences->different += wdm_compare(&differences->comparison, a, b) > 0;
}

void cli_differences_alone(struct cli *cli, const struct wdm_description *message, uint64_t before,
                           uint64_t after, const char *change, const char *words)
{
    struct cli_differences *differences = &cli->differences;
    struct wdm_output *out = &cli->out.output;

    differences->message = message;
    differences->before = before;
    differences->after = after;
    differences->compared++;
    differences->different++;
    if (cli->json) {
        begin_json(differences, change);
        wdm_put(out, "}\n");
        return;
    }
    put_heading(differences);
    wdm_put_format(out, ": %s\n", words);
}

bool cli_differences_end(struct cli *cli)
{
    const struct cli_differences *differences = &cli->differences;
    struct wdm_output *out = &cli->out.output;

    if (cli->json)
        wdm_put_format(out, "{\"compared\":%zu,\"different\":%zu}\n", differences->compared,
                       differences->different);
    if (differences->different > 0)
        return wdm_fail(&cli->error, WDM_REFUSED, "%s: %zu of %zu messages differ",
                        cli->command->name, differences->different, differences->compared);
    if (!cli->json)
        wdm_put_format(out, "no differences in %zu message%s\n", differences->compared,
                       differences->compared == 1 ? "" : "s");
    return true;
}
