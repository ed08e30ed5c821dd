/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl qmi: any QMI message of the catalogue; or what there is. */

#include "fields.h"
#include "wdm/format.h"

static const char *service_at(const void *list, size_t index)
{
    const struct wdm_qmi_service *service = wdm_catalogue_qmi_service_at(list, index);

    return service != NULL ? service->name : NULL;
}

static const char *message_at(const void *list, size_t index)
{
    const struct wdm_qmi_service *service = list;

    return index < service->message_count ? service->messages[index].name : NULL;
}

static bool list_services(struct cli *cli)
{
    const struct wdm_qmi_service *service;
    size_t i;

    for (i = 0; (service = wdm_catalogue_qmi_service_at(&cli->catalogue, i)) != NULL; i++) {
        char id[8], note[32];

        wdm_format(id, sizeof id, "0x%02x", service->id);
        wdm_format(note, sizeof note, "%zu message%s", service->message_count,
                   service->message_count == 1 ? "" : "s");
        cli_print_entry(cli, id, service->name, note);
    }
    return true;
}

static bool list_messages(struct cli *cli, const struct wdm_qmi_service *service)
{
    size_t i;

    for (i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        char id[8], note[48];

        wdm_format(id, sizeof id, "0x%04x", message->id);
        if (message->vendor != 0)
            wdm_format(note, sizeof note, "modems of USB vendor %04x only", message->vendor);
        else
            wdm_format(note, sizeof note, "%s", message->request == NULL ? "indication" : "");
        cli_print_entry(cli, id, message->name, note);
    }
    return true;
}

static bool help(struct cli *cli, const struct wdm_qmi_service *service,
                 const struct wdm_qmi_message *message)
{
    static const char *const headings[] = {"request", "response", "indication"};
    struct cli_wrap wrap;
    struct wdm_output *out = cli_wrap(&wrap, &cli->out);
    int kind;

    wdm_put_format(out, "QMI %s %s, message 0x%04x\n", service->name, message->name, message->id);
    for (kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
        struct wdm_layout layout = wdm_qmi_layout(service, message, (enum wdm_qmi_kind)kind);

        cli_print_part(headings[kind], &layout, out);
    }
    return true;
}

static bool send(struct cli *cli, const struct wdm_qmi_service *service,
                 const struct wdm_qmi_message *message)
{
    struct wdm_assignment fields[CLI_ARGUMENTS];
    struct wdm_qmi_answer answer;
    struct wdm_layout layout;
    size_t count;

    if (message->request == NULL)
        return wdm_fail(&cli->error, WDM_USAGE, "qmi %s %s is an indication: it cannot be sent",
                        service->name, message->name);
    if (!wdm_modem_reaches(service, &cli->error) || !cli_assignments(cli, 2, fields, &count) ||
        !cli_check_encode(cli, wdm_qmi_layout(service, message, WDM_QMI_REQUEST), fields, count) ||
        !cli_connect(cli) ||
        !wdm_modem_qmi(&cli->modem, service, message, fields, count, &answer, &layout,
                       cli->deadline, &cli->error))
        return false;
    cli_print_answer(cli, "qmi", service->name, message->name, &layout, answer.tlvs);
    return true;
}

static bool run(struct cli *cli)
{
    const char *const *arguments = cli->arguments;
    const struct wdm_qmi_service *service;
    const struct wdm_qmi_message *message;

    if (cli->argument_count == 0)
        return cli_value(cli, "find") != NULL ? cli_find_qmi(cli, NULL) : list_services(cli);
    service = wdm_catalogue_qmi_service_by_name(&cli->catalogue, arguments[0]);
    if (service == NULL) {
        if (wdm_catalogue_qmi_service_number(&cli->catalogue, arguments[0]) >= 0)
            return wdm_fail(&cli->error, WDM_USAGE, "the messages of QMI %s are not built in",
                            arguments[0]);
        wdm_fail(&cli->error, WDM_USAGE, "qmi: no service '%s'", arguments[0]);
        return cli_did_you_mean(cli, cli_nearest(arguments[0], service_at, &cli->catalogue));
    }
    if (cli_value(cli, "find") != NULL)
        return cli_want_arguments(cli, 0, 1) && cli_find_qmi(cli, service);
    if (cli->argument_count == 1)
        return list_messages(cli, service);
    message = wdm_qmi_message_by_name(service, arguments[1], 0);
    if (message == NULL) {
        wdm_fail(&cli->error, WDM_USAGE, "qmi %s: no message '%s'", service->name, arguments[1]);
        return cli_did_you_mean(cli, cli_nearest(arguments[1], message_at, service));
    }
    return cli->help ? help(cli, service, message) : send(cli, service, message);
}

const struct cli_command cli_command_qmi = {
    .name = "qmi",
    .arguments = "[SERVICE [MESSAGE [FIELD=VALUE...]]]",
    .summary = "Send a QMI message and print the answer; or list what there is",
    .help = "Over MBIM the message is carried inside MBIM. '--help' after a message lists its\n"
            "fields; FIELD=@FILE takes what a file holds.\n"
            "Example: wdmctl qmi dms set-operating-mode mode=online\n",
    .options = cli_find_options,
    .run = run,
};
