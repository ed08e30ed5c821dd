/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The services of a schema: new ones, and built-in ones that are added to. Uses
 * string.h. */
#include <string.h>

#include "schema_parse.h"

bool wdm_schema_in_service(struct wdm_schema_parser *parser, const char *where)
{
    return parser->has_service ||
           wdm_schema_mistake(parser, where, "a service must come first: 'qmi' or 'mbim'");
}

bool wdm_schema_full(struct wdm_schema_parser *parser, const char *where)
{
    return wdm_schema_mistake(
        parser, where,
        "no more room: at most %d services, %d messages, %d commands, %d structures and %d "
        "enumerations, with those of built-in services that are added to",
        WDM_SCHEMA_SERVICES, WDM_SCHEMA_MESSAGES, WDM_SCHEMA_COMMANDS, WDM_SCHEMA_STRUCTURES,
        WDM_SCHEMA_ENUMERATIONS);
}

static void enter(struct wdm_schema_parser *parser, struct wdm_schema_service service)
{
    parser->has_service = true;
    parser->service = service;
}

/* ---- QMI */

static size_t qmi_by_name(const struct wdm_schema *schema, const char *name)
{
    size_t i = 0;
    while (i < schema->qmi_count && strcmp(schema->qmi[i].name, name) != 0)
        i++;
    return i;
}

/* Whether a new service may have this number. */
static bool is_free_qmi(struct wdm_schema_parser *parser, const char *where, uint16_t id)
{
    const struct wdm_schema *schema = parser->schema;
    const char *name = wdm_qmi_service_name(id);

    for (size_t i = 0; i < schema->qmi_count; i++)
        if (schema->qmi[i].id == id)
            name = schema->qmi[i].name;
    return !name || wdm_schema_mistake(parser, where,
                                       "QMI service 0x%02x is '%s' already: 'qmi %s' adds to it",
                                       id, name, name);
}

/* The number that the service has, or gets. */
static bool read_qmi(struct wdm_schema_parser *parser, char **text, const char *name, int known,
                     uint16_t *id)
{
    const char *word = *text + strspn(*text, " ");
    bool given = *word != '\0';

    if (known < 0 && !given)
        return wdm_schema_mistake(parser, name, "'%.40s' is not built in: its number is missing",
                                  name);
    if (given && !wdm_schema_number(parser, text, "the service's number", id))
        return false;
    if (known < 0)
        return is_free_qmi(parser, word, *id);
    if (given && *id != known)
        return wdm_schema_mistake(parser, word, "'%.40s' is QMI service 0x%02x", name,
                                  (unsigned)known);
    *id = (uint16_t)known;
    return true;
}

bool wdm_schema_take_qmi(struct wdm_schema_parser *parser, char *text)
{
    struct wdm_schema *schema = parser->schema;
    struct wdm_schema_service service = {.mbim = false};
    const struct wdm_qmi_service *built_in;
    const char *name;
    uint16_t id;

    if (!wdm_schema_name(parser, &text, "the service's name", '-', &name))
        return false;
    service.index = qmi_by_name(schema, name);
    bool is_new = service.index == schema->qmi_count;
    if (!read_qmi(parser, &text, name,
                  is_new ? wdm_qmi_service_number(name) : schema->qmi[service.index].id, &id) ||
        !wdm_schema_nothing(parser, &text))
        return false;
    built_in = wdm_qmi_service_by_id(id);
    if (is_new && !wdm_schema_insert_qmi(schema, id, name, built_in, &service))
        return wdm_schema_full(parser, name);
    enter(parser, service);
    return true;
}

/* ---- MBIM */

static size_t mbim_by_name(const struct wdm_schema *schema, const char *name)
{
    size_t i = 0;
    while (i < schema->mbim_count && strcmp(schema->mbim[i].name, name) != 0)
        i++;
    return i;
}

/* Whether a new service may have this UUID. That of one whose name alone is built in has
 * to be given. */
static bool is_free_mbim(struct wdm_schema_parser *parser, const char *where, const char *name,
                         const struct wdm_uuid *uuid)
{
    const struct wdm_catalogue catalogue = {.schema = parser->schema};
    const char *other = wdm_catalogue_mbim_service_name(&catalogue, uuid);

    return !other || strcmp(other, name) == 0 ||
           wdm_schema_mistake(parser, where, "this UUID is '%s' already: 'mbim %s' adds to it",
                              other, other);
}

static bool read_mbim(struct wdm_schema_parser *parser, char **text, const char *name,
                      const struct wdm_uuid *known, struct wdm_uuid *uuid)
{
    const char *word = wdm_schema_word(text);
    bool given = *word != '\0';

    if (!known && !given)
        return wdm_schema_mistake(parser, name, "'%.40s' is not built in: its UUID is missing",
                                  name);
    if (given && !wdm_uuid_parse(word, strlen(word), uuid))
        return wdm_schema_mistake(parser, word, "'%.40s' is no UUID", word);
    if (!known)
        return is_free_mbim(parser, word, name, uuid);
    if (given && !wdm_uuid_equal(uuid, known))
        return wdm_schema_mistake(parser, word, "'%.40s' has another UUID", name);
    *uuid = *known;
    return true;
}

bool wdm_schema_take_mbim(struct wdm_schema_parser *parser, char *text)
{
    struct wdm_schema *schema = parser->schema;
    struct wdm_schema_service service = {.mbim = true};
    const struct wdm_mbim_service *known;
    const char *name;
    struct wdm_uuid uuid;

    if (!wdm_schema_name(parser, &text, "the service's name", '-', &name))
        return false;
    service.index = mbim_by_name(schema, name);
    bool is_new = service.index == schema->mbim_count;
    known = is_new ? wdm_mbim_service_by_name(name) : &schema->mbim[service.index];
    if (!read_mbim(parser, &text, name, known ? &known->uuid : NULL, &uuid) ||
        !wdm_schema_nothing(parser, &text))
        return false;
    if (is_new && !wdm_schema_insert_mbim(schema, &uuid, name, known, &service))
        return wdm_schema_full(parser, name);
    enter(parser, service);
    return true;
}
