/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A schema file's text: its lines, what may stand in it, its words. Uses string.h. */
#include <string.h>

#include "names.h"
#include "schema_parse.h"
#include "wdm/format.h"

/* How much of a long name of a file stands before its line: its end. */
#define NAME_SHOWN ((size_t)72)

bool wdm_schema_owns(const struct wdm_schema *schema, const char *text)
{
    uintptr_t begin = (uintptr_t)schema->text;
    uintptr_t at = (uintptr_t)text;
    return at >= begin && at - begin < sizeof(schema->text);
}

void wdm_schema_where(const struct wdm_schema *schema, const char *where, char *text,
                      size_t capacity)
{
    size_t at = (size_t)(where - schema->text);
    const struct wdm_schema_file *file = schema->files;
    size_t line = 0, length;
    const char *name;

    while (file + 1 < schema->files + schema->file_count && file[1].name <= at)
        file++;
    while (line < file->line_count && schema->lines[file->first_line + line] <= at)
        line++;
    name = schema->text + file->name;
    length = strlen(name);
    if (length > NAME_SHOWN)
        wdm_format(text, capacity, "...%s:%zu", name + length - NAME_SHOWN, line);
    else
        wdm_format(text, capacity, "%s:%zu", name, line);
}

bool wdm_schema_mistake(struct wdm_schema_parser *parser, const char *where, const char *format,
                        ...)
{
    char words[sizeof(parser->error->what)];
    char place[sizeof(parser->error->doing)];
    va_list arguments;

    va_start(arguments, format);
    wdm_format_list(words, sizeof(words), format, arguments);
    va_end(arguments);
    wdm_schema_where(parser->schema, where, place, sizeof(place));
    wdm_fail(parser->error, WDM_USAGE, "%s", words);
    return wdm_fail_doing(parser->error, "%s", place);
}

/* ---- Cleaning */

static bool begin_line(struct wdm_schema_parser *parser, size_t at)
{
    struct wdm_schema *schema = parser->schema;
    struct wdm_schema_file *file = &schema->files[schema->file_count - 1];

    if (schema->line_count == WDM_SCHEMA_LINES)
        return wdm_schema_mistake(parser, schema->text + at, "more than %d lines in all schemas",
                                  WDM_SCHEMA_LINES);
    schema->lines[schema->line_count++] = (uint32_t)at;
    file->line_count++;
    return true;
}

static bool clean_character(struct wdm_schema_parser *parser, char *at, bool comment)
{
    unsigned character = (unsigned char)*at;

    if (character == '\t' || character == '\r' || comment)
        *at = ' ';
    else if (character < ' ' || character > '~')
        return wdm_schema_mistake(parser, at, "the byte 0x%02x, which may stand in a comment only",
                                  character);
    return true;
}

bool wdm_schema_clean(struct wdm_schema_parser *parser)
{
    struct wdm_schema *schema = parser->schema;
    bool comment = false;

    if (!begin_line(parser, parser->file->begin))
        return false;
    for (size_t i = parser->file->begin; i < parser->file->end; i++) {
        char *at = schema->text + i;
        if (*at == '\n') {
            comment = false;
            if (i + 1 < parser->file->end && !begin_line(parser, i + 1))
                return false;
            continue;
        }
        comment = comment || *at == '#';
        if (!clean_character(parser, at, comment))
            return false;
    }
    return true;
}

/* ---- Lines */

/* The first line from `at` on that is not blank; NULL at the end. */
static char *next_line(char *at, bool *indented)
{
    while (*at != '\0') {
        char *line = at + strspn(at, " ");
        if (*line != '\n' && *line != '\0') {
            *indented = line > at;
            return line;
        }
        at = *line == '\n' ? line + 1 : line;
    }
    return NULL;
}

char *wdm_schema_line(const struct wdm_schema_parser *parser, bool *indented)
{
    return next_line(parser->at, indented);
}

int wdm_schema_begins(const char *text, const char *const *words)
{
    size_t length = strcspn(text, " \n");

    for (int i = 0; words && words[i]; i++)
        if (strncmp(text, words[i], length) == 0 && words[i][length] == '\0')
            return i;
    return -1;
}

/* Makes one line of all up to `line`. */
static void join(char *at, const char *line)
{
    for (; at < line; at++)
        *at = ' ';
}

char *wdm_schema_take(struct wdm_schema_parser *parser, const char *const *parts)
{
    bool indented;
    char *text = next_line(parser->at, &indented);
    char *end = text + strcspn(text, "\n");
    char *line;

    while ((line = next_line(end, &indented)) && indented && wdm_schema_begins(line, parts) < 0) {
        join(end, line);
        end = line + strcspn(line, "\n");
    }
    parser->at = *end == '\0' ? end : end + 1;
    *end = '\0';
    while (end > text && end[-1] == ' ')
        *--end = '\0';
    return text;
}

/* ---- Words */

char *wdm_schema_word(char **text)
{
    char *word = *text + strspn(*text, " ");
    char *end = word + strcspn(word, " ");

    *text = *end == '\0' ? end : end + 1;
    *end = '\0';
    return word;
}

bool wdm_schema_number(struct wdm_schema_parser *parser, char **text, const char *what,
                       uint16_t *number)
{
    const char *word = wdm_schema_word(text);

    if (*word == '\0')
        return wdm_schema_mistake(parser, word, "%s is missing", what);
    return wdm_number_u16(word, number) ||
           wdm_schema_mistake(parser, word, "%s is no number up to 0xffff: '%.40s'", what, word);
}

static bool is_name(const char *word, char mark)
{
    if (*word < 'a' || *word > 'z')
        return false;
    for (; *word != '\0'; word++)
        if (!(*word >= 'a' && *word <= 'z') && !(*word >= '0' && *word <= '9') && *word != mark)
            return false;
    return true;
}

bool wdm_schema_name(struct wdm_schema_parser *parser, char **text, const char *what, char mark,
                     const char **name)
{
    *name = wdm_schema_word(text);
    if (**name == '\0')
        return wdm_schema_mistake(parser, *name, "%s is missing", what);
    return is_name(*name, mark) ||
           wdm_schema_mistake(parser, *name,
                              "%s is of lower case letters, digits and '%c', a letter first, "
                              "not '%.40s'",
                              what, mark, *name);
}

bool wdm_schema_nothing(struct wdm_schema_parser *parser, char **text)
{
    const char *word = wdm_schema_word(text);

    return *word == '\0' || wdm_schema_mistake(parser, word, "'%.40s' is too much here", word);
}
