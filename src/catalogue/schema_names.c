/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the layouts of a schema name: enumerations, flags, structures. Uses string.h. */
#include <string.h>

#include "names.h"
#include "schema_parse.h"

/* The most values that an enumeration has. */
#define VALUES_MAX 1024

/* The characters of a name of a value, but letters and digits. */
static bool is_value_character(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || strchr("-_.+/", character) != NULL;
}

static bool is_value_name(const char *name, size_t length)
{
    uint64_t number;
    const char *end = wdm_number_scan(name, &number);

    if (length == 0 || end == name + length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_value_character(name[i]))
            return false;
    return true;
}

/* Where the name of a value stands first. */
static const char *first_place(const struct wdm_enumeration *enumeration,
                               const struct wdm_enumerator *value)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);

    while (wdm_enumerator_next(enumeration, &each))
        if (wdm_names_match(each.name, each.length, value->name, value->length))
            break;
    return each.name;
}

/* Whether a value is past what 64 bits can hold: its number was written so, or it is
 * behind the last flag. */
static bool is_past_end(const struct wdm_enumeration *enumeration,
                        const struct wdm_enumerator *value)
{
    const char *number = value->name - 1;

    if (*number != '=')
        return enumeration->flags && value->value == 0;
    while (*number != ' ' && *number != '\0')
        number--;
    return value->value == UINT64_MAX && number[1] != '-';
}

static bool check_value(struct wdm_schema_parser *parser, const struct wdm_enumeration *enumeration,
                        const struct wdm_enumerator *value)
{
    int length = value->length < 40 ? (int)value->length : 40;

    if (!is_value_name(value->name, value->length))
        return wdm_schema_mistake(parser, value->name, "'%.*s' is no NAME, nor NUMBER=NAME", length,
                                  value->name);
    if (is_past_end(enumeration, value))
        return wdm_schema_mistake(parser, value->name, "the value of '%.*s' is too large", length,
                                  value->name);
    return first_place(enumeration, value) == value->name ||
           wdm_schema_mistake(parser, value->name, "'%.*s' is there twice", length, value->name);
}

static bool check_values(struct wdm_schema_parser *parser,
                         const struct wdm_enumeration *enumeration)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    size_t count = 0;

    while (wdm_enumerator_next(enumeration, &each)) {
        if (!check_value(parser, enumeration, &each))
            return false;
        if (++count > VALUES_MAX)
            return wdm_schema_mistake(parser, each.name, "more than %d values", VALUES_MAX);
    }
    return count > 0 || wdm_schema_mistake(parser, enumeration->values, "there are no values");
}

static bool is_twice(struct wdm_schema_parser *parser, const char *name, const char *first)
{
    char place[96];

    wdm_schema_where(parser->schema, first, place, sizeof(place));
    return wdm_schema_mistake(parser, name, "'%.40s' is there already: %s", name, place);
}

/* Each puts its row over the built-in one of that name, or in order of name. */
static bool add_enumeration(struct wdm_schema_parser *parser,
                            const struct wdm_enumeration *enumeration)
{
    struct wdm_schema *schema = parser->schema;
    struct wdm_schema_rows rows =
        wdm_schema_rows(schema, WDM_SCHEMA_TABLE_ENUMERATIONS, parser->service);
    struct wdm_enumeration *row = schema->enumerations + rows.first;
    size_t at = 0;

    while (at < rows.count && strcmp(row[at].name, enumeration->name) < 0)
        at++;
    if (at == rows.count || strcmp(row[at].name, enumeration->name) != 0)
        return wdm_schema_insert(schema, WDM_SCHEMA_TABLE_ENUMERATIONS, parser->service, at,
                                 enumeration, 1) ||
               wdm_schema_full(parser, enumeration->name);
    if (wdm_schema_owns(schema, row[at].name))
        return is_twice(parser, enumeration->name, row[at].name);
    row[at] = *enumeration;
    return true;
}

static bool add_structure(struct wdm_schema_parser *parser, const struct wdm_structure *structure)
{
    struct wdm_schema *schema = parser->schema;
    struct wdm_schema_rows rows =
        wdm_schema_rows(schema, WDM_SCHEMA_TABLE_STRUCTURES, parser->service);
    struct wdm_structure *row = schema->structures + rows.first;
    size_t at = 0;

    while (at < rows.count && strcmp(row[at].name, structure->name) < 0)
        at++;
    if (at == rows.count || strcmp(row[at].name, structure->name) != 0)
        return wdm_schema_insert(schema, WDM_SCHEMA_TABLE_STRUCTURES, parser->service, at,
                                 structure, 1) ||
               wdm_schema_full(parser, structure->name);
    if (wdm_schema_owns(schema, row[at].name))
        return is_twice(parser, structure->name, row[at].name);
    row[at] = *structure;
    return true;
}

static bool take_enumeration(struct wdm_schema_parser *parser, char *text, bool flags)
{
    struct wdm_enumeration enumeration = {.flags = flags};

    if (!wdm_schema_in_service(parser, text) ||
        !wdm_schema_name(parser, &text, "the name", '_', &enumeration.name))
        return false;
    if (strcmp(enumeration.name, "bool") == 0)
        return wdm_schema_mistake(parser, enumeration.name, "'bool' means yes and no already");
    enumeration.values = text;
    return check_values(parser, &enumeration) && add_enumeration(parser, &enumeration);
}

bool wdm_schema_take_enum(struct wdm_schema_parser *parser, char *text)
{
    return take_enumeration(parser, text, false);
}

bool wdm_schema_take_flags(struct wdm_schema_parser *parser, char *text)
{
    return take_enumeration(parser, text, true);
}

bool wdm_schema_take_struct(struct wdm_schema_parser *parser, char *text)
{
    struct wdm_structure structure;

    if (!wdm_schema_in_service(parser, text))
        return false;
    structure.name = wdm_schema_word(&text);
    structure.layout = text + strspn(text, " ");
    if (structure.name[0] == '\0')
        return wdm_schema_mistake(parser, text, "the structure's name is missing");
    for (const char *at = structure.name; *at != '\0'; at++)
        if (!is_value_character(*at) || strchr("-_.+/", *at))
            return wdm_schema_mistake(parser, at, "'%.40s' is not only letters and digits",
                                      structure.name);
    if (structure.layout[0] == '\0')
        return wdm_schema_mistake(parser, text, "the structure has no fields");
    return add_structure(parser, &structure);
}
