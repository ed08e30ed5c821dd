/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of values and values of names; the lists of error codes are enumerations
 * too. Reads only the catalogue's data. */
#include "data/tables.h"
#include "names.h"
#include "wdm/unpack.h"

#include <string.h>

/* Of a word: a blank or the NUL. No word has characters before them. */
static bool is_end(char character)
{
    return (unsigned char)character <= ' ';
}

#ifdef WDM_PACKED

/* Unpacks the next word; NULL where there is none. */
static const char *next_word(struct wdm_enumerator *enumerator)
{
    char *end = enumerator->word;
    char next;

    do
        next = wdm_unpack(&enumerator->unpacker);
    while (next == ' ');
    while (next != ' ' && next != '\0') {
        if (end < enumerator->word + sizeof(enumerator->word) - 1)
            *end++ = next;
        next = wdm_unpack(&enumerator->unpacker);
    }
    *end = '\0';
    return end > enumerator->word ? enumerator->word : NULL;
}

/* Puts the enumerator before the first word: the name of its own, behind '*' in flags. */
static const char *own_name(const struct wdm_enumeration *enumeration,
                            struct wdm_enumerator *enumerator)
{
    *enumerator = (struct wdm_enumerator){
        .unpacker = {.pairs = wdm_enumeration_pairs, .text = enumeration->text},
    };
    next_word(enumerator);
    return enumerator->word + (enumerator->word[0] == '*');
}

struct wdm_enumerator wdm_enumerator_before(const struct wdm_enumeration *enumeration)
{
    struct wdm_enumerator enumerator;

    own_name(enumeration, &enumerator);
    return enumerator;
}

bool wdm_enumeration_flags(const struct wdm_enumeration *enumeration)
{
    struct wdm_unpacker first = {.pairs = wdm_enumeration_pairs, .text = enumeration->text};

    return wdm_unpack(&first) == '*';
}

#else

static const char *next_word(struct wdm_enumerator *enumerator)
{
    const char *text = enumerator->name + enumerator->length;

    while (*text == ' ')
        text++;
    return *text != '\0' ? text : NULL;
}

static const char *own_name(const struct wdm_enumeration *enumeration,
                            struct wdm_enumerator *enumerator)
{
    (void)enumerator;
    return enumeration->text + (enumeration->text[0] == '*');
}

struct wdm_enumerator wdm_enumerator_before(const struct wdm_enumeration *enumeration)
{
    const char *values = strchr(enumeration->text, ' ');

    return (struct wdm_enumerator){.name = values ? values : ""};
}

bool wdm_enumeration_flags(const struct wdm_enumeration *enumeration)
{
    return enumeration->text[0] == '*';
}

#endif

void wdm_enumeration_own_name(const struct wdm_enumeration *enumeration, char *name,
                              size_t capacity)
{
    struct wdm_enumerator enumerator;
    const char *own = own_name(enumeration, &enumerator);
    size_t length = 0;

    for (; !is_end(own[length]) && length < capacity - 1; length++)
        name[length] = own[length];
    name[length] = '\0';
}

static const struct wdm_enumeration *find_in(const struct wdm_enumeration *enumerations,
                                             size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        struct wdm_enumerator enumerator;
        const char *own = own_name(&enumerations[i], &enumerator);
        if (own[0] == name[0] && strncmp(own, name, length) == 0 && is_end(own[length]))
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
    const char *end = text + negative;
    uint64_t number;

    /* Most are of one digit. */
    if (end[0] >= '0' && end[0] <= '9' && end[1] == '=') {
        number = (uint64_t)(*end++ - '0');
    } else {
        end = wdm_number_scan(end, &number);
        if (!end || *end != '=')
            return text;
    }
    *value = negative ? 0 - number : number;
    return end + 1;
}

static inline bool next_value(struct wdm_enumerator *enumerator, bool flags)
{
    const char *text = next_word(enumerator);
    uint64_t value = flags;

    if (!text)
        return false;
    if (enumerator->length > 0)
        value = flags ? enumerator->value * 2 : enumerator->value + 1;
    if (*text <= '9')
        text = after_value(text, &value);
    enumerator->name = text;
    while (!is_end(*text))
        text++;
    enumerator->length = (size_t)(text - enumerator->name);
    enumerator->value = value;
    return true;
}

bool wdm_enumerator_next(const struct wdm_enumeration *enumeration,
                         struct wdm_enumerator *enumerator)
{
    return next_value(enumerator, wdm_enumeration_flags(enumeration));
}

bool wdm_enumerator_find(const struct wdm_enumeration *enumeration, uint64_t value,
                         struct wdm_enumerator *found)
{
    bool flags = wdm_enumeration_flags(enumeration);

    *found = wdm_enumerator_before(enumeration);
    while (next_value(found, flags))
        if (found->value == value)
            return true;
    return false;
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

const struct wdm_enumeration *wdm_error_names(enum wdm_error_list list)
{
    const struct wdm_catalogue_common *common =
        list == WDM_CODE_QMI ? &wdm_catalogue_common_qmi : &wdm_catalogue_common_mbim;
    const char *name = list == WDM_CODE_MBIM_STATUS ? "status_error" : "protocol_error";

    return find_in(common->enumerations, common->count, name, strlen(name));
}

#ifndef WDM_PACKED
const char *wdm_enumeration_name(const struct wdm_enumeration *enumeration, uint64_t value,
                                 size_t *length)
{
    struct wdm_enumerator found;

    if (!wdm_enumerator_find(enumeration, value, &found))
        return NULL;
    *length = found.length;
    return found.name;
}

const char *wdm_qmi_error_name(uint32_t code, size_t *length)
{
    return wdm_enumeration_name(wdm_error_names(WDM_CODE_QMI), code, length);
}

const char *wdm_mbim_status_name(uint32_t code, size_t *length)
{
    return wdm_enumeration_name(wdm_error_names(WDM_CODE_MBIM_STATUS), code, length);
}

const char *wdm_mbim_function_error_name(uint32_t code, size_t *length)
{
    return wdm_enumeration_name(wdm_error_names(WDM_CODE_MBIM_FUNCTION), code, length);
}
#endif
