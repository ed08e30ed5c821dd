/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The numbers that counts and conditions of MBIM layouts refer to. */
#include "layout.h"

void wdm_numbers_put(struct wdm_numbers *numbers, const struct wdm_layout_field *field,
                     uint64_t value)
{
    unsigned place = numbers->count % WDM_NUMBERS;
    numbers->kept[place].name = field->name;
    numbers->kept[place].enumeration = field->type.enumeration;
    numbers->kept[place].value = value;
    numbers->count++;
}

/* The latest of that name, of the innermost structure that has one. */
static bool find(const struct wdm_numbers *numbers, struct wdm_name name, uint64_t *value,
                 struct wdm_name *enumeration)
{
    for (; numbers; numbers = numbers->outer) {
        unsigned kept = numbers->count < WDM_NUMBERS ? numbers->count : WDM_NUMBERS;
        for (unsigned i = 1; i <= kept; i++) {
            unsigned place = (numbers->count - i) % WDM_NUMBERS;
            if (!wdm_same_name(numbers->kept[place].name, name))
                continue;
            *value = numbers->kept[place].value;
            *enumeration = numbers->kept[place].enumeration;
            return true;
        }
    }
    return false;
}

bool wdm_numbers_get(const struct wdm_numbers *numbers, struct wdm_name name, uint64_t *value)
{
    struct wdm_name enumeration;
    return find(numbers, name, value, &enumeration);
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
    struct wdm_name name;
    if (!find(numbers, field->condition, &value, &name))
        return false;
    if (!decimal(field->value, &wanted)) {
        const struct wdm_enumeration *enumeration = wdm_layout_enumeration(layout, name);
        if (!enumeration ||
            !wdm_enumeration_value(enumeration, field->value.text, field->value.length, &wanted))
            return false;
    }
    *holds = value == wanted;
    return true;
}
