/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The tables of a schema: the rows of each service stand together, in the order of
 * the services. Uses string.h. */
#include <string.h>

#include "schema_parse.h"

/* A table: its rows, how large one is, how many are used, of how many. */
struct table {
    uint8_t *rows;
    size_t row;
    size_t *used;
    size_t capacity;
};

static struct table table_of(struct wdm_schema *schema, enum wdm_schema_table table)
{
    switch (table) {
    case WDM_SCHEMA_TABLE_MESSAGES:
        return (struct table){(uint8_t *)schema->messages, sizeof(schema->messages[0]),
                              &schema->message_count, WDM_SCHEMA_MESSAGES};
    case WDM_SCHEMA_TABLE_COMMANDS:
        return (struct table){(uint8_t *)schema->commands, sizeof(schema->commands[0]),
                              &schema->command_count, WDM_SCHEMA_COMMANDS};
    case WDM_SCHEMA_TABLE_STRUCTURES:
        return (struct table){(uint8_t *)schema->structures, sizeof(schema->structures[0]),
                              &schema->structure_count, WDM_SCHEMA_STRUCTURES};
    default:
        return (struct table){(uint8_t *)schema->enumerations, sizeof(schema->enumerations[0]),
                              &schema->enumeration_count, WDM_SCHEMA_ENUMERATIONS};
    }
}

static size_t qmi_rows(const struct wdm_qmi_service *service, enum wdm_schema_table table)
{
    switch (table) {
    case WDM_SCHEMA_TABLE_MESSAGES:
        return service->message_count;
    case WDM_SCHEMA_TABLE_COMMANDS:
        return 0;
    case WDM_SCHEMA_TABLE_STRUCTURES:
        return service->structure_count;
    case WDM_SCHEMA_TABLE_ENUMERATIONS:
        return service->enumeration_count;
    }
    return 0;
}

static size_t mbim_rows(const struct wdm_mbim_service *service, enum wdm_schema_table table)
{
    switch (table) {
    case WDM_SCHEMA_TABLE_MESSAGES:
        return 0;
    case WDM_SCHEMA_TABLE_COMMANDS:
        return service->command_count;
    case WDM_SCHEMA_TABLE_STRUCTURES:
        return service->structure_count;
    case WDM_SCHEMA_TABLE_ENUMERATIONS:
        return service->enumeration_count;
    }
    return 0;
}

struct wdm_schema_rows wdm_schema_rows(const struct wdm_schema *schema, enum wdm_schema_table table,
                                       struct wdm_schema_service service)
{
    size_t qmi = service.mbim ? schema->qmi_count : service.index;
    size_t mbim = service.mbim ? service.index : 0;
    struct wdm_schema_rows rows = {0};

    for (size_t i = 0; i < qmi; i++)
        rows.first += qmi_rows(&schema->qmi[i], table);
    for (size_t i = 0; i < mbim; i++)
        rows.first += mbim_rows(&schema->mbim[i], table);
    rows.count = service.mbim ? mbim_rows(&schema->mbim[service.index], table)
                              : qmi_rows(&schema->qmi[service.index], table);
    return rows;
}

/* The number of a service's rows in a table. */
static size_t *count_of(struct wdm_schema *schema, enum wdm_schema_table table,
                        struct wdm_schema_service service)
{
    struct wdm_qmi_service *qmi = &schema->qmi[service.index];
    struct wdm_mbim_service *mbim = &schema->mbim[service.index];

    switch (table) {
    case WDM_SCHEMA_TABLE_MESSAGES:
        return &qmi->message_count;
    case WDM_SCHEMA_TABLE_COMMANDS:
        return &mbim->command_count;
    case WDM_SCHEMA_TABLE_STRUCTURES:
        return service.mbim ? &mbim->structure_count : &qmi->structure_count;
    default:
        return service.mbim ? &mbim->enumeration_count : &qmi->enumeration_count;
    }
}

/* Points each service at its rows, after some have moved. */
static void settle(struct wdm_schema *schema)
{
    const struct wdm_structure *structures = schema->structures;
    const struct wdm_enumeration *enumerations = schema->enumerations;
    const struct wdm_qmi_message *messages = schema->messages;
    const struct wdm_mbim_command_entry *commands = schema->commands;

    for (size_t i = 0; i < schema->qmi_count; i++) {
        struct wdm_qmi_service *service = &schema->qmi[i];
        service->messages = messages;
        service->structures = structures;
        service->enumerations = enumerations;
        messages += service->message_count;
        structures += service->structure_count;
        enumerations += service->enumeration_count;
    }
    for (size_t i = 0; i < schema->mbim_count; i++) {
        struct wdm_mbim_service *service = &schema->mbim[i];
        service->commands = commands;
        service->structures = structures;
        service->enumerations = enumerations;
        commands += service->command_count;
        structures += service->structure_count;
        enumerations += service->enumeration_count;
    }
}

bool wdm_schema_insert(struct wdm_schema *schema, enum wdm_schema_table table,
                       struct wdm_schema_service service, size_t position, const void *rows,
                       size_t count)
{
    struct table all = table_of(schema, table);
    size_t at = wdm_schema_rows(schema, table, service).first + position;

    if (count > all.capacity - *all.used)
        return false;
    if (count == 0)
        return true;
    memmove(all.rows + (at + count) * all.row, all.rows + at * all.row, (*all.used - at) * all.row);
    memcpy(all.rows + at * all.row, rows, count * all.row);
    *all.used += count;
    *count_of(schema, table, service) += count;
    settle(schema);
    return true;
}

void wdm_schema_remove(struct wdm_schema *schema, enum wdm_schema_table table,
                       struct wdm_schema_service service, size_t position)
{
    struct table all = table_of(schema, table);
    size_t at = wdm_schema_rows(schema, table, service).first + position;

    --*all.used;
    memmove(all.rows + at * all.row, all.rows + (at + 1) * all.row, (*all.used - at) * all.row);
    --*count_of(schema, table, service);
    settle(schema);
}

bool wdm_schema_insert_qmi(struct wdm_schema *schema, uint16_t id, const char *name,
                           const struct wdm_qmi_service *built_in,
                           struct wdm_schema_service *service)
{
    size_t at = 0;

    if (schema->qmi_count == WDM_SCHEMA_SERVICES)
        return false;
    while (at < schema->qmi_count && schema->qmi[at].id < id)
        at++;
    memmove(&schema->qmi[at + 1], &schema->qmi[at],
            (schema->qmi_count - at) * sizeof(schema->qmi[0]));
    schema->qmi[at] = (struct wdm_qmi_service){.id = id, .name = name};
    schema->qmi_count++;
    settle(schema);
    *service = (struct wdm_schema_service){.mbim = false, .index = at};
    return !built_in || (wdm_schema_insert(schema, WDM_SCHEMA_TABLE_MESSAGES, *service, 0,
                                           built_in->messages, built_in->message_count) &&
                         wdm_schema_insert(schema, WDM_SCHEMA_TABLE_STRUCTURES, *service, 0,
                                           built_in->structures, built_in->structure_count) &&
                         wdm_schema_insert(schema, WDM_SCHEMA_TABLE_ENUMERATIONS, *service, 0,
                                           built_in->enumerations, built_in->enumeration_count));
}

bool wdm_schema_insert_mbim(struct wdm_schema *schema, const struct wdm_uuid *uuid,
                            const char *name, const struct wdm_mbim_service *built_in,
                            struct wdm_schema_service *service)
{
    if (schema->mbim_count == WDM_SCHEMA_SERVICES)
        return false;
    *service = (struct wdm_schema_service){.mbim = true, .index = schema->mbim_count};
    schema->mbim[schema->mbim_count++] = (struct wdm_mbim_service){.uuid = *uuid, .name = name};
    settle(schema);
    return !built_in || (wdm_schema_insert(schema, WDM_SCHEMA_TABLE_COMMANDS, *service, 0,
                                           built_in->commands, built_in->command_count) &&
                         wdm_schema_insert(schema, WDM_SCHEMA_TABLE_STRUCTURES, *service, 0,
                                           built_in->structures, built_in->structure_count) &&
                         wdm_schema_insert(schema, WDM_SCHEMA_TABLE_ENUMERATIONS, *service, 0,
                                           built_in->enumerations, built_in->enumeration_count));
}
