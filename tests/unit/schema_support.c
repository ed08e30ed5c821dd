/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One schema for tests. Touches nothing else. */
#include "schema_support.h"

#include <string.h>

struct wdm_schema schema;
const struct wdm_catalogue catalogue = {.schema = &schema};
struct wdm_error schema_error;

bool schema_add_bytes(const char *name, const char *text, size_t length)
{
    char *place;
    size_t capacity;
    if (!wdm_schema_begin(&schema, name, &place, &capacity, &schema_error))
        return false;
    if (length > capacity)
        fail_msg("%s: %zu bytes do not fit %zu", name, length, capacity);
    memcpy(place, text, length);
    return wdm_schema_end(&schema, length, &schema_error);
}

bool schema_add(const char *name, const char *text)
{
    return schema_add_bytes(name, text, strlen(text));
}

bool schema_load(const char *text)
{
    wdm_schema_init(&schema);
    wdm_error_clear(&schema_error);
    return schema_add("a.schema", text);
}

void schema_must_load(const char *text)
{
    if (!schema_load(text))
        fail_msg("%s: %s\nof\n%s", schema_error.doing, schema_error.what, text);
}
