/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl mbim: any MBIM command of the catalogue; or what there is. */
#include <string.h>

#include "fields.h"
#include "wdm/format.h"

static const char *service_at(const void *list, size_t index)
{
    const struct wdm_mbim_service *service = wdm_catalogue_mbim_service_at(list, index);

    return service != NULL ? service->name : NULL;
}

static const char *command_at(const void *list, size_t index)
{
    const struct wdm_mbim_service *service = list;

    return index < service->command_count ? service->commands[index].name : NULL;
}

static bool list_services(struct cli *cli)
{
    const struct wdm_mbim_service *service;
    size_t i;

    for (i = 0; (service = wdm_catalogue_mbim_service_at(&cli->catalogue, i)) != NULL; i++) {
        char uuid[WDM_UUID_TEXT + 1];

        wdm_uuid_format(&service->uuid, uuid);
        cli_print_entry(cli, uuid, service->name, "");
    }
    return true;
}

static bool has_part(const struct wdm_mbim_service *service, uint32_t command,
                     enum wdm_mbim_part part)
{
    return wdm_mbim_layout(service, command, part, 1).text != NULL;
}

static bool list_commands(struct cli *cli, const struct wdm_mbim_service *service)
{
    static const char *const parts[] = {"query", "set", NULL, "indication"};
    size_t i;

    for (i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *command = &service->commands[i];
        char id[8], note[48] = "";
        size_t part;

        if (command != wdm_mbim_command_by_id(service, command->id))
            continue;
        for (part = 0; part < sizeof parts / sizeof parts[0]; part++) {
            size_t length = strlen(note);

            if (parts[part] != NULL && has_part(service, command->id, (enum wdm_mbim_part)part))
                wdm_format(note + length, sizeof note - length, "%s%s", length > 0 ? ", " : "",
                           parts[part]);
        }
        if (command->mbimex > 1)
            wdm_format(note + strlen(note), sizeof note - strlen(note), "; MBIMEx %u.0",
                       command->mbimex);
        wdm_format(id, sizeof id, "%3u", command->id);
        cli_print_entry(cli, id, command->name, note);
    }
    return true;
}

/* A part's fields, as each version of MBIMEx has them that changed them. */
static void help_part(const struct wdm_mbim_service *service,
                      const struct wdm_mbim_command_entry *command, enum wdm_mbim_part part,
                      struct wdm_output *out)
{
    static const char *const names[] = {"query", "set", "response", "indication"};
    const struct wdm_mbim_command_entry *end = service->commands + service->command_count;
    const struct wdm_mbim_command_entry *entry;
    const char *last = NULL;

    for (entry = command; entry < end && entry->id == command->id; entry++) {
        struct wdm_layout layout = wdm_mbim_layout(service, entry->id, part, entry->mbimex);
        char heading[32];

        if (layout.text == last)
            continue;
        last = layout.text;
        if (entry->mbimex > 1)
            wdm_format(heading, sizeof heading, "%s, MBIMEx %u.0", names[part], entry->mbimex);
        else
            wdm_format(heading, sizeof heading, "%s", names[part]);
        cli_print_part(heading, &layout, out);
    }
}

static bool help(struct cli *cli, const struct wdm_mbim_service *service,
                 const struct wdm_mbim_command_entry *command)
{
    struct cli_wrap wrap;
    struct wdm_output *out = cli_wrap(&wrap, &cli->out);
    int part;

    wdm_put_format(out, "MBIM %s %s, command %u\n", service->name, command->name, command->id);
    for (part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++)
        help_part(service, command, (enum wdm_mbim_part)part, out);
    return true;
}

/* query or set: as said, or what the command has; with fields rather set. */
static bool operation_of(struct cli *cli, const struct wdm_mbim_service *service,
                         const struct wdm_mbim_command_entry *command, size_t *first,
                         uint32_t *operation)
{
    const char *word = cli->argument_count > 2 ? cli->arguments[2] : "";
    bool query = has_part(service, command->id, WDM_MBIM_PART_QUERY);
    bool set = has_part(service, command->id, WDM_MBIM_PART_SET);
    bool said = strcmp(word, "query") == 0 || strcmp(word, "set") == 0;

    *first = said ? 3 : 2;
    *operation = WDM_MBIM_QUERY;
    if (said ? strcmp(word, "set") == 0 : set && (!query || cli->argument_count > 2))
        *operation = WDM_MBIM_SET;
    if (*operation == WDM_MBIM_SET ? set : query)
        return true;
    return wdm_fail(&cli->error, WDM_USAGE, "mbim %s %s: there is no %s", service->name,
                    command->name, *operation == WDM_MBIM_SET ? "set" : "query");
}

static bool send(struct cli *cli, const struct wdm_mbim_service *service,
                 const struct wdm_mbim_command_entry *command)
{
    struct wdm_assignment fields[CLI_ARGUMENTS];
    struct wdm_layout layout;
    struct wdm_span answer;
    size_t first, count;
    uint32_t operation;

    if (!operation_of(cli, service, command, &first, &operation) ||
        !cli_assignments(cli, first, fields, &count) ||
        !cli_check_encode(
            cli,
            wdm_mbim_layout(service, command->id,
                            operation == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY,
                            cli->mbimex),
            fields, count))
        return false;
    if (cli->mode == WDM_MODE_QMI)
        return wdm_fail(&cli->error, WDM_USAGE, "mbim: not with -m qmi");
    cli->mode = WDM_MODE_MBIM;
    if (!cli_connect(cli) || !wdm_modem_mbim(&cli->modem, service, command->id, operation, fields,
                                             count, &answer, &layout, cli->deadline, &cli->error))
        return false;
    cli_print_answer(cli, "mbim", service->name, command->name, &layout, answer);
    return true;
}

static bool run(struct cli *cli)
{
    const char *const *arguments = cli->arguments;
    const struct wdm_mbim_service *service;
    const struct wdm_mbim_command_entry *command;

    if (cli->argument_count == 0)
        return cli_value(cli, "find") != NULL ? cli_find_mbim(cli, NULL) : list_services(cli);
    service = wdm_catalogue_mbim_service_by_name(&cli->catalogue, arguments[0]);
    if (service == NULL) {
        wdm_fail(&cli->error, WDM_USAGE, "mbim: no service '%s'", arguments[0]);
        return cli_did_you_mean(cli, cli_nearest(arguments[0], service_at, &cli->catalogue));
    }
    if (cli_value(cli, "find") != NULL)
        return cli_want_arguments(cli, 0, 1) && cli_find_mbim(cli, service);
    if (cli->argument_count == 1)
        return list_commands(cli, service);
    command = wdm_mbim_command_by_name(service, arguments[1]);
    if (command == NULL) {
        wdm_fail(&cli->error, WDM_USAGE, "mbim %s: no command '%s'", service->name, arguments[1]);
        return cli_did_you_mean(cli, cli_nearest(arguments[1], command_at, service));
    }
    return cli->help ? help(cli, service, command) : send(cli, service, command);
}

const struct cli_command cli_command_mbim = {
    .name = "mbim",
    .arguments = "[SERVICE [COMMAND [query|set] [FIELD=VALUE...]]]",
    .summary = "Send an MBIM command and print the answer; or list what there is",
    .help = "Without query or set: set where fields are given or there is no query. '--help'\n"
            "after a command lists its fields; FIELD=@FILE takes what a file holds.\n"
            "Example: wdmctl mbim basic-connect device-caps\n",
    .options = cli_find_options,
    .run = run,
};
