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

/* Whether one of the first `count` values has this one's name. */
static bool is_earlier(const struct wdm_enumeration *enumeration,
                       const struct wdm_enumerator *value, size_t count)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);

    while (count-- > 0 && wdm_enumerator_next(enumeration, &each))
        if (wdm_names_match(each.name, each.length, value->name, value->length))
            return true;
    return false;
}

/* Whether a value is past what 64 bits can hold: its number, which `word` begins with,
 * was written so, or it is behind the last flag. */
static bool is_past_end(bool flags, const char *word, const struct wdm_enumerator *value,
                        size_t length)
{
    if (length == value->length)
        return flags && value->value == 0;
    return value->value == UINT64_MAX && *word != '-';
}

/* A value as it stands in the schema, `length` characters at `word`, as number `count`. */
static bool check_value(struct wdm_schema_parser *parser, const struct wdm_enumeration *enumeration,
                        const char *word, size_t length, const struct wdm_enumerator *value,
                        size_t count)
{
    int shown = value->length < 40 ? (int)value->length : 40;

    if (count >= VALUES_MAX)
        return wdm_schema_mistake(parser, word, "more than %d values", VALUES_MAX);
    if (length >= WDM_ENUMERATION_NAME)
        return wdm_schema_mistake(parser, word, "'%.40s...' is longer than %zu characters", word,
                                  WDM_ENUMERATION_NAME - 1);
    if (!is_value_name(value->name, value->length))
        return wdm_schema_mistake(parser, word, "'%.*s' is no NAME, nor NUMBER=NAME", shown,
                                  value->name);
    if (is_past_end(wdm_enumeration_flags(enumeration), word, value, length))
        return wdm_schema_mistake(parser, word, "the value of '%.*s' is too large", shown,
                                  value->name);
    return !is_earlier(enumeration, value, count) ||
           wdm_schema_mistake(parser, word, "'%.*s' is there twice", shown, value->name);
}

/* `values` are those of the enumeration, where they stand in the schema. */
static bool check_values(struct wdm_schema_parser *parser,
                         const struct wdm_enumeration *enumeration, const char *values)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);

    for (size_t count = 0; wdm_enumerator_next(enumeration, &each); count++) {
        values += strspn(values, " ");
        size_t length = strcspn(values, " ");
        if (!check_value(parser, enumeration, values, length, &each, count))
            return false;
        values += length;
    }
    return true;
}

static bool is_twice(struct wdm_schema_parser *parser, const char *where, const char *name,
                     const char *first)
{
    char place[96];

    wdm_schema_where(parser->schema, first, place, sizeof(place));
    return wdm_schema_mistake(parser, where, "'%.40s' is there already: %s", name, place);
}

/* Each puts its row over the built-in one of that name, or in order of name. */
static bool add_enumeration(struct wdm_schema_parser *parser,
                            const struct wdm_enumeration *enumeration, const char *name)
{
    struct wdm_schema *schema = parser->schema;
    struct wdm_schema_rows rows =
        wdm_schema_rows(schema, WDM_SCHEMA_TABLE_ENUMERATIONS, parser->service);
    struct wdm_enumeration *row = schema->enumerations + rows.first;
    int order = 1;
    size_t at = 0;

    for (; at < rows.count; at++) {
        char other[WDM_ENUMERATION_NAME];
        wdm_enumeration_own_name(&row[at], other, sizeof(other));
        order = strcmp(other, name);
        if (order >= 0)
            break;
    }
    if (at == rows.count || order != 0)
        return wdm_schema_insert(schema, WDM_SCHEMA_TABLE_ENUMERATIONS, parser->service, at,
                                 enumeration, 1) ||
               wdm_schema_full(parser, enumeration->text);
    if (wdm_schema_owns(schema, row[at].text))
        return is_twice(parser, enumeration->text, name, row[at].text);
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
        return is_twice(parser, structure->name, structure->name, row[at].name);
    row[at] = *structure;
    return true;
}

/* The text of an enumeration is made where it stands: "kind none some", "*bits low high". */
static bool take_enumeration(struct wdm_schema_parser *parser, char *text, bool flags)
{
    char *begin = text + strspn(text, " ");
    struct wdm_enumeration enumeration;
    char name[WDM_ENUMERATION_NAME];
    const char *word;

    if (!wdm_schema_in_service(parser, text) ||
        !wdm_schema_name(parser, &text, "the name", '_', &word))
        return false;
    if (strcmp(word, "bool") == 0)
        return wdm_schema_mistake(parser, word, "'bool' means yes and no already");
    if (strlen(word) >= sizeof(name))
        return wdm_schema_mistake(parser, word, "'%.40s...' is longer than %zu characters", word,
                                  sizeof(name) - 1);
    if (text[strspn(text, " ")] == '\0')
        return wdm_schema_mistake(parser, text, "there are no values");
    memcpy(name, word, strlen(word) + 1);
    text[-1] = ' ';
    if (flags)
        *--begin = '*';
    enumeration.text = begin;
    return check_values(parser, &enumeration, text) && add_enumeration(parser, &enumeration, name);
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
