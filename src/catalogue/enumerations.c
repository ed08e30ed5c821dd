/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of values and values of names; the lists of error codes are enumerations
 * too. Reads only the catalogue's data. */
#include "data/tables.h"
#include "names.h"

#include <string.h>

static const struct wdm_enumeration *find_in(const struct wdm_enumeration *enumerations,
                                             size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        const char *own = enumerations[i].name;
        if (own[0] == name[0] && strncmp(own, name, length) == 0 && own[length] == '\0')
            return &enumerations[i];
    }
    return NULL;
}

const struct wdm_enumeration *wdm_enumeration_find(const struct wdm_layout *layout,
                                                   const char *name, size_t length)
{
    const struct wdm_catalogue_common *common =
        layout->tlvs ? &wdm_catalogue_common_qmi : &wdm_catalogue_common_mbim;
    const struct wdm_enumeration *found;

    if (length == 0)
        return NULL;
    found = find_in(layout->enumerations, layout->enumeration_count, name, length);
    return found ? found : find_in(common->enumerations, common->count, name, length);
}

const struct wdm_enumeration *wdm_enumeration_at(bool tlvs, size_t index)
{
    const struct wdm_catalogue_common *common =
        tlvs ? &wdm_catalogue_common_qmi : &wdm_catalogue_common_mbim;
    return index < common->count ? &common->enumerations[index] : NULL;
}

/* Takes a value of the name's own, as in "0x10=name" and "-1=name". A name may
 * begin with digits itself. */
static const char *after_value(const char *text, uint64_t *value)
{
    bool negative = *text == '-';
    uint64_t number;
    const char *end = wdm_number_scan(text + negative, &number);

    if (!end || *end != '=')
        return text;
    *value = negative ? 0 - number : number;
    return end + 1;
}

struct wdm_enumerator wdm_enumerator_before(const struct wdm_enumeration *enumeration)
{
    return (struct wdm_enumerator){.name = enumeration->values};
}

bool wdm_enumerator_next(const struct wdm_enumeration *enumeration,
                         struct wdm_enumerator *enumerator)
{
    const char *text = enumerator->name + enumerator->length;
    uint64_t value = enumeration->flags;

    if (enumerator->length > 0)
        value = enumeration->flags ? enumerator->value * 2 : enumerator->value + 1;
    while (*text == ' ')
        text++;
    if (*text == '\0')
        return false;
    if (*text <= '9')
        text = after_value(text, &value);
    enumerator->name = text;
    while (*text != ' ' && *text != '\0')
        text++;
    enumerator->length = (size_t)(text - enumerator->name);
    enumerator->value = value;
    return true;
}

const char *wdm_enumeration_name(const struct wdm_enumeration *enumeration, uint64_t value,
                                 size_t *length)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);

    while (wdm_enumerator_next(enumeration, &each)) {
        if (each.value == value) {
            *length = each.length;
            return each.name;
        }
    }
    return NULL;
}

bool wdm_enumeration_value(const struct wdm_enumeration *enumeration, const char *name,
                           size_t length, uint64_t *value)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);

    while (wdm_enumerator_next(enumeration, &each)) {
        if (wdm_names_match(each.name, each.length, name, length)) {
            *value = each.value;
            return true;
        }
    }
    return false;
}

static const char *error_name(const struct wdm_catalogue_common *common, const char *list,
                              uint32_t code, size_t *length)
{
    const struct wdm_enumeration *errors =
        find_in(common->enumerations, common->count, list, strlen(list));
    return errors ? wdm_enumeration_name(errors, code, length) : NULL;
}

const char *wdm_qmi_error_name(uint32_t code, size_t *length)
{
    return error_name(&wdm_catalogue_common_qmi, "protocol_error", code, length);
}

const char *wdm_mbim_status_name(uint32_t code, size_t *length)
{
    return error_name(&wdm_catalogue_common_mbim, "status_error", code, length);
}

const char *wdm_mbim_function_error_name(uint32_t code, size_t *length)
{
    return error_name(&wdm_catalogue_common_mbim, "protocol_error", code, length);
}
