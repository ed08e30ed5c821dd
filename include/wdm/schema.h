/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/schema.h - a private schema: services and messages that are not built in,
 * read from text at run time (docs/schema.md has the form of it).
 *
 * Its tables are the very structs of the built-in catalogue, with their texts where
 * the file's text was put: in the schema itself. So a schema is large, and must
 * stay where it is while a struct wdm_catalogue names it. Nothing is allocated, and
 * nothing here does I/O: the caller reads the files.
 */
#ifndef WDM_SCHEMA_H
#define WDM_SCHEMA_H

#include "wdm/catalogue.h"
#include "wdm/error.h"

/* The most that all the files of a schema can have together. A service that is built
 * in counts with all that it has as soon as something is added to it. */
#define WDM_SCHEMA_FILES        32
#define WDM_SCHEMA_TEXT         ((size_t)131072) /* bytes of text, and of the files' names */
#define WDM_SCHEMA_LINES        8192
#define WDM_SCHEMA_SERVICES     16 /* of QMI; and as many of MBIM */
#define WDM_SCHEMA_MESSAGES     1024
#define WDM_SCHEMA_COMMANDS     512
#define WDM_SCHEMA_STRUCTURES   256
#define WDM_SCHEMA_ENUMERATIONS 1024

/* A file: its name and its text are in the schema's text, its lines among the
 * schema's lines. */
struct wdm_schema_file {
    size_t name, begin, end;
    size_t first_line, line_count;
};

struct wdm_schema {
    /* How many of each there are; all together, so that they are in one page. */
    size_t qmi_count, mbim_count;
    size_t message_count, command_count, structure_count, enumeration_count;
    size_t file_count, line_count, length;

    struct wdm_qmi_service qmi[WDM_SCHEMA_SERVICES]; /* in order of number */
    struct wdm_mbim_service mbim[WDM_SCHEMA_SERVICES];

    /* The rows of the services, in the order of the services, QMI's first. */
    struct wdm_qmi_message messages[WDM_SCHEMA_MESSAGES];
    struct wdm_mbim_command_entry commands[WDM_SCHEMA_COMMANDS];
    struct wdm_structure structures[WDM_SCHEMA_STRUCTURES];
    struct wdm_enumeration enumerations[WDM_SCHEMA_ENUMERATIONS];

    struct wdm_schema_file files[WDM_SCHEMA_FILES];
    uint32_t lines[WDM_SCHEMA_LINES]; /* where they begin in the text */
    char text[WDM_SCHEMA_TEXT];
};

/* Makes a schema that has nothing yet. */
void wdm_schema_init(struct wdm_schema *schema);

/* Begins the next file, and says where to put its text, and how many bytes may be
 * put there. `name` is copied. Fails with WDM_USAGE where there is no more room. */
bool wdm_schema_begin(struct wdm_schema *schema, const char *name, char **text, size_t *capacity,
                      struct wdm_error *error);

/* Takes in the `length` bytes that were put there. Where there is a mistake in them,
 * fails with WDM_USAGE, names file and line ("acme.schema:12: ..."), and leaves a
 * schema that must not be used. */
bool wdm_schema_end(struct wdm_schema *schema, size_t length, struct wdm_error *error);

#endif
