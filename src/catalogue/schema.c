/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A private schema, file by file. Uses string.h. */
#include "wdm/schema.h"

#include <string.h>

#include "schema_parse.h"

void wdm_schema_init(struct wdm_schema *schema)
{
    schema->qmi_count = schema->mbim_count = 0;
    schema->message_count = schema->command_count = 0;
    schema->structure_count = schema->enumeration_count = 0;
    schema->file_count = schema->line_count = schema->length = 0;
}

bool wdm_schema_begin(struct wdm_schema *schema, const char *name, char **text, size_t *capacity,
                      struct wdm_error *error)
{
    size_t length = strlen(name) + 1;
    struct wdm_schema_file *file = &schema->files[schema->file_count];

    if (schema->file_count == WDM_SCHEMA_FILES)
        return wdm_fail(error, WDM_USAGE, "%s: more than %d schemas", name, WDM_SCHEMA_FILES);
    /* A NUL ends the text. */
    if (length >= WDM_SCHEMA_TEXT - schema->length)
        return wdm_fail(error, WDM_USAGE, "%s: the schemas are longer than %zu bytes together",
                        name, WDM_SCHEMA_TEXT);
    memcpy(schema->text + schema->length, name, length);
    *file = (struct wdm_schema_file){
        .name = schema->length,
        .begin = schema->length + length,
        .first_line = schema->line_count,
    };
    *text = schema->text + file->begin;
    *capacity = WDM_SCHEMA_TEXT - file->begin - 1;
    return true;
}

bool wdm_schema_end(struct wdm_schema *schema, size_t length, struct wdm_error *error)
{
    struct wdm_schema_file *file = &schema->files[schema->file_count++];
    struct wdm_schema_parser parser = {
        .schema = schema,
        .error = error,
        .file = file,
        .at = schema->text + file->begin,
    };

    file->end = file->begin + length;
    schema->text[file->end] = '\0';
    schema->length = file->end + 1;
    return wdm_schema_clean(&parser) && wdm_schema_parse(&parser) && wdm_schema_check(&parser);
}
