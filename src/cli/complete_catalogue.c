/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Completing the names of services and messages. */
#include <string.h>

#include "complete.h"
#include "wdm/format.h"

static void qmi_services(struct completion *completion)
{
    const struct wdm_catalogue *catalogue = &completion->cli->catalogue;
    const struct wdm_qmi_service *service;
    char note[48];
    size_t i;

    for (i = 0; (service = wdm_catalogue_qmi_service_at(catalogue, i)) != NULL; i++) {
        wdm_format(note, sizeof note, "0x%02x, %zu message%s", service->id, service->message_count,
                   service->message_count == 1 ? "" : "s");
        cli_complete_text(completion, service->name, note);
    }
}

static void qmi_messages(struct completion *completion, const struct wdm_qmi_service *service)
{
    char note[64];
    size_t i;

    for (i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];

        if (message->vendor != 0)
            wdm_format(note, sizeof note, "0x%04x, modems of USB vendor %04x only", message->id,
                       message->vendor);
        else
            wdm_format(note, sizeof note, "0x%04x", message->id);
        if (message->request != NULL)
            cli_complete_text(completion, message->name, note);
    }
}

void cli_complete_qmi(struct completion *completion)
{
    const struct wdm_qmi_service *service;
    const struct wdm_qmi_message *message;
    struct wdm_layout layout;

    if (completion->count == 0) {
        qmi_services(completion);
        return;
    }
    service = wdm_catalogue_qmi_service_by_name(&completion->cli->catalogue, completion->words[0]);
    if (service == NULL)
        return;
    if (completion->count == 1) {
        qmi_messages(completion, service);
        return;
    }
    message = wdm_qmi_message_by_name(service, completion->words[1], 0);
    layout = wdm_qmi_layout(service, message, WDM_QMI_REQUEST);
    cli_complete_fields(completion, &layout, 2);
}

static void mbim_services(struct completion *completion)
{
    const struct wdm_catalogue *catalogue = &completion->cli->catalogue;
    const struct wdm_mbim_service *service;
    char uuid[WDM_UUID_TEXT + 1];
    size_t i;

    for (i = 0; (service = wdm_catalogue_mbim_service_at(catalogue, i)) != NULL; i++) {
        wdm_uuid_format(&service->uuid, uuid);
        cli_complete_text(completion, service->name, uuid);
    }
}

static void mbim_commands(struct completion *completion, const struct wdm_mbim_service *service)
{
    char note[48];
    size_t i;

    for (i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *command = &service->commands[i];

        if (command != wdm_mbim_command_by_id(service, command->id))
            continue;
        if (command->mbimex > 1)
            wdm_format(note, sizeof note, "%u, MBIMEx %u.0", command->id, command->mbimex);
        else
            wdm_format(note, sizeof note, "%u", command->id);
        cli_complete_text(completion, command->name, note);
    }
}

/* "query", "set", and the fields of what is meant without them. */
static void mbim_parts(struct completion *completion, const struct wdm_mbim_service *service,
                       uint32_t command)
{
    const char *word = completion->count > 2 ? completion->words[2] : "";
    uint8_t mbimex = completion->cli->mbimex;
    struct wdm_layout query = wdm_mbim_layout(service, command, WDM_MBIM_PART_QUERY, mbimex);
    struct wdm_layout set = wdm_mbim_layout(service, command, WDM_MBIM_PART_SET, mbimex);
    bool said = strcmp(word, "query") == 0 || strcmp(word, "set") == 0;

    if (completion->count == 2 && query.text != NULL)
        cli_complete_text(completion, "query", "");
    if (completion->count == 2 && set.text != NULL)
        cli_complete_text(completion, "set", "");
    if (said ? *word == 's' : set.text != NULL)
        cli_complete_fields(completion, &set, said ? 3 : 2);
    else
        cli_complete_fields(completion, &query, said ? 3 : 2);
}

void cli_complete_mbim(struct completion *completion)
{
    const struct wdm_mbim_command_entry *command;
    const struct wdm_mbim_service *service;

    if (completion->count == 0) {
        mbim_services(completion);
        return;
    }
    service = wdm_catalogue_mbim_service_by_name(&completion->cli->catalogue, completion->words[0]);
    if (service == NULL)
        return;
    if (completion->count == 1) {
        mbim_commands(completion, service);
        return;
    }
    command = wdm_mbim_command_by_name(service, completion->words[1]);
    if (command != NULL)
        mbim_parts(completion, service, command->id);
}
