/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * schema_parse.h - from a schema's text to its tables; private to src/catalogue/.
 *
 * A file's text is read where it is: line ends become blanks or NULs, and words and
 * layouts are ended by NULs in place, so that the tables can point at them.
 */
#ifndef WDM_CATALOGUE_SCHEMA_PARSE_H
#define WDM_CATALOGUE_SCHEMA_PARSE_H

#include "wdm/schema.h"

/* ---- Rows of the schema's tables (schema_rows.c) */

struct wdm_schema_service {
    bool mbim;
    size_t index; /* among those of QMI, or of MBIM */
};

enum wdm_schema_table {
    WDM_SCHEMA_TABLE_MESSAGES = 0,
    WDM_SCHEMA_TABLE_COMMANDS,
    WDM_SCHEMA_TABLE_STRUCTURES,
    WDM_SCHEMA_TABLE_ENUMERATIONS,
};

/* Where a service's rows are: `count` from `first` on. */
struct wdm_schema_rows {
    size_t first, count;
};

struct wdm_schema_rows wdm_schema_rows(const struct wdm_schema *schema, enum wdm_schema_table table,
                                       struct wdm_schema_service service);

/* Puts `count` rows before the one at `position` in the service's; false where the
 * table is full. And takes one away. */
bool wdm_schema_insert(struct wdm_schema *schema, enum wdm_schema_table table,
                       struct wdm_schema_service service, size_t position, const void *rows,
                       size_t count);
void wdm_schema_remove(struct wdm_schema *schema, enum wdm_schema_table table,
                       struct wdm_schema_service service, size_t position);

/* Adds a service without rows, or with those of the built-in one; false where a table
 * is full. */
bool wdm_schema_insert_qmi(struct wdm_schema *schema, uint16_t id, const char *name,
                           const struct wdm_qmi_service *built_in,
                           struct wdm_schema_service *service);
bool wdm_schema_insert_mbim(struct wdm_schema *schema, const struct wdm_uuid *uuid,
                            const char *name, const struct wdm_mbim_service *built_in,
                            struct wdm_schema_service *service);

/* ---- Parsing a file */

struct wdm_schema_parser {
    struct wdm_schema *schema;
    struct wdm_error *error;
    const struct wdm_schema_file *file;
    char *at;                          /* the next line; the text is ended by a NUL */
    bool has_service;                  /* whose statements follow */
    struct wdm_schema_service service; /* that one */
};

/* Fails with what is wrong at `where`, a place in the schema's text, printf-style.
 * Returns false. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
bool wdm_schema_mistake(struct wdm_schema_parser *parser, const char *where, const char *format,
                        ...);

/* "acme.schema:12" of a place in the schema's text. */
void wdm_schema_where(const struct wdm_schema *schema, const char *where, char *text,
                      size_t capacity);

/* Whether `text` is in the schema's text: what is not is built in. */
bool wdm_schema_owns(const struct wdm_schema *schema, const char *text);

/* Records where the lines of the file begin, and leaves of its text what is not
 * comment: printable characters, blanks and line ends (schema_text.c). */
bool wdm_schema_clean(struct wdm_schema_parser *parser);

/* Takes the next statement, or part of one: its line and the indented lines that go
 * on with it. Lines that begin with one of `parts` (ended by NULL; or NULL) do not. */
char *wdm_schema_take(struct wdm_schema_parser *parser, const char *const *parts);

/* The next line that is not blank: NULL at the end. */
char *wdm_schema_line(const struct wdm_schema_parser *parser, bool *indented);

/* The number of that of `words` (ended by NULL) which the text begins with; -1: none. */
int wdm_schema_begins(const char *text, const char *const *words);

/* Takes a word off *text, and ends it with a NUL; "" where there is none. */
char *wdm_schema_word(char **text);

/* Each takes a word and reads it, or fails: a number; a name of lower case letters
 * and digits, with `mark` ('-' or '_') between; the end of the statement. */
bool wdm_schema_number(struct wdm_schema_parser *parser, char **text, const char *what,
                       uint16_t *number);
bool wdm_schema_name(struct wdm_schema_parser *parser, char **text, const char *what, char mark,
                     const char **name);
bool wdm_schema_nothing(struct wdm_schema_parser *parser, char **text);

/* Fails where no service has come before; and since a table is full. */
bool wdm_schema_in_service(struct wdm_schema_parser *parser, const char *where);
bool wdm_schema_full(struct wdm_schema_parser *parser, const char *where);

/* ---- Statements (schema_parse.c, schema_service.c, schema_names.c) */

/* Each takes what stands behind the statement's word. */
bool wdm_schema_parse(struct wdm_schema_parser *parser);
bool wdm_schema_take_qmi(struct wdm_schema_parser *parser, char *text);
bool wdm_schema_take_mbim(struct wdm_schema_parser *parser, char *text);
bool wdm_schema_take_enum(struct wdm_schema_parser *parser, char *text);
bool wdm_schema_take_flags(struct wdm_schema_parser *parser, char *text);
bool wdm_schema_take_struct(struct wdm_schema_parser *parser, char *text);

/* Puts a message or a command into the service's table, over what is built in
 * (schema_add.c). */
bool wdm_schema_add_message(struct wdm_schema_parser *parser,
                            const struct wdm_qmi_message *message);
bool wdm_schema_add_command(struct wdm_schema_parser *parser,
                            const struct wdm_mbim_command_entry *command);

/* Checks the layouts of the file (schema_check.c). */
bool wdm_schema_check(struct wdm_schema_parser *parser);

#endif
