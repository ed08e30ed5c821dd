/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The numbers that counts, conditions and enumerations of layouts refer to (those of
 * the latter two are numbers_named.c). */
#include "layout.h"

void wdm_numbers_init(struct wdm_numbers *numbers, const struct wdm_numbers *outer)
{
    numbers->outer = outer;
    numbers->count = 0;
}

void wdm_numbers_put(struct wdm_numbers *numbers, const struct wdm_layout_field *field,
                     uint64_t value)
{
    unsigned place = numbers->count % WDM_NUMBERS;
    numbers->kept[place].name = field->name;
    numbers->kept[place].type = field->type.text;
    numbers->kept[place].value = value;
    numbers->count++;
}

bool wdm_numbers_find(const struct wdm_numbers *numbers, struct wdm_name name, uint64_t *value,
                      const char **type)
{
    for (; numbers; numbers = numbers->outer) {
        unsigned kept = numbers->count < WDM_NUMBERS ? numbers->count : WDM_NUMBERS;
        for (unsigned i = 1; i <= kept; i++) {
            unsigned place = (numbers->count - i) % WDM_NUMBERS;
            if (!wdm_same_name(numbers->kept[place].name, name))
                continue;
            *value = numbers->kept[place].value;
            *type = numbers->kept[place].type;
            return true;
        }
    }
    return false;
}

bool wdm_numbers_get(const struct wdm_numbers *numbers, struct wdm_name name, uint64_t *value)
{
    const char *type;
    return wdm_numbers_find(numbers, name, value, &type);
}
