/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fields that depend on what numbers before them say: if() and =name[n]. */
#include "layout.h"

/* Names of enumerations have '_' where those of values have '-'. */
static void append(char *text, size_t capacity, size_t *length, const char *name, size_t size)
{
    for (size_t i = 0; i < size && *length < capacity; i++)
        text[(*length)++] = name[i] == '-' ? '_' : name[i];
}

/* What n of =name[n] is, by name. */
static bool find_name(const struct wdm_layout *layout, const struct wdm_numbers *numbers,
                      struct wdm_name number, unsigned depth, struct wdm_enumerator *found);

static const struct wdm_enumeration *enumeration_of(const struct wdm_layout *layout,
                                                    const struct wdm_numbers *numbers,
                                                    const struct wdm_layout_type *type,
                                                    unsigned depth)
{
    char text[WDM_ENUMERATION_NAME];
    size_t length = 0;
    struct wdm_enumerator found;
    if (type->reference.length == 0)
        return wdm_layout_enumeration(layout, type->enumeration);
    if (!find_name(layout, numbers, type->reference, depth, &found))
        return NULL;
    append(text, sizeof(text), &length, type->enumeration.text, type->enumeration.length);
    append(text, sizeof(text), &length, "_", 1);
    append(text, sizeof(text), &length, found.name, found.length);
    return wdm_enumeration_find(layout, text, length);
}

/* Recursion ends at WDM_FIELD_DEPTH: numbers refer to earlier ones. */
static bool find_name(const struct wdm_layout *layout, const struct wdm_numbers *numbers,
                      struct wdm_name number, unsigned depth, struct wdm_enumerator *found)
{
    struct wdm_layout_type type;
    uint64_t value;
    const char *text;
    if (depth >= WDM_FIELD_DEPTH || !wdm_numbers_find(numbers, number, &value, &text) ||
        !wdm_layout_type(text, layout->tlvs, &type))
        return false;
    const struct wdm_enumeration *enumeration = enumeration_of(layout, numbers, &type, depth + 1);
    return enumeration && wdm_enumerator_find(enumeration, value, found);
}

const struct wdm_enumeration *wdm_numbers_enumeration(const struct wdm_layout *layout,
                                                      const struct wdm_numbers *numbers,
                                                      const struct wdm_layout_type *type)
{
    return enumeration_of(layout, numbers, type, 0);
}

static bool decimal(struct wdm_name text, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] < '0' || text.text[i] > '9' || i > 8)
            return false;
        *number = *number * 10 + (uint64_t)(text.text[i] - '0');
    }
    return text.length > 0;
}

bool wdm_numbers_hold(const struct wdm_layout *layout, const struct wdm_numbers *numbers,
                      const struct wdm_layout_field *field, bool *holds)
{
    *holds = true;
    if (field->condition.length == 0)
        return true;
    uint64_t value;
    uint64_t wanted;
    const char *text;
    if (!wdm_numbers_find(numbers, field->condition, &value, &text))
        return false;
    if (!decimal(field->value, &wanted)) {
        struct wdm_layout_type type;
        const struct wdm_enumeration *enumeration =
            wdm_layout_type(text, layout->tlvs, &type)
                ? wdm_numbers_enumeration(layout, numbers, &type)
                : NULL;
        if (!enumeration ||
            !wdm_enumeration_value(enumeration, field->value.text, field->value.length, &wanted))
            return false;
    }
    *holds = value == wanted;
    return true;
}
