/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The parser of the layout notation: fields and members. Uses string.h. */
#include <string.h>

#include "layout.h"
#include "wdm/format.h"

/* What a TLV of MBIM is made of; its padding and sizes are the engine's work. */
static const char mbim_tlv[] = "type:u16=tlv_type data:rest";

/* "if(field==value)", from the bracket on. */
static bool take_condition(const char **text, struct wdm_layout_field *field)
{
    (*text)++;
    field->condition = wdm_layout_word(text);
    if (field->condition.length == 0 || (*text)[0] != '=' || (*text)[1] != '=')
        return false;
    *text += 2;
    field->value = wdm_layout_word(text);
    if (field->value.length == 0 || **text != ')')
        return false;
    (*text)++;
    return true;
}

/* What may stand behind a type of MBIM: " (unpadded)" and " if(a==b)". */
static bool take_suffixes(struct wdm_layout_field *field)
{
    static const char unpadded[] = "(unpadded)";
    for (;;) {
        const char *at = field->end;
        while (*at == ' ')
            at++;
        if (strncmp(at, unpadded, sizeof(unpadded) - 1) == 0) {
            field->type.unpadded = true;
            field->end = at + sizeof(unpadded) - 1;
        } else if (strncmp(at, "if(", 3) == 0) {
            field->end = at + 2;
            if (!take_condition(&field->end, field))
                return false;
        } else {
            return true;
        }
    }
}

enum wdm_layout_next wdm_layout_field(const char *text, bool tlvs, struct wdm_layout_field *field)
{
    while (*text == ' ')
        text++;
    if (*text == '\0' || *text == '}')
        return WDM_LAYOUT_END;
    field->name = wdm_layout_word(&text);
    field->personal = *text == '!';
    if (field->personal)
        text++;
    field->optional = *text == '?';
    if (field->optional)
        text++;
    field->condition.length = 0;
    if (field->name.length == 0 || *text != ':' || !wdm_layout_type(text + 1, tlvs, &field->type))
        return WDM_LAYOUT_BAD;
    field->end = field->type.end;
    if (tlvs)
        return WDM_LAYOUT_FIELD;
    if (*field->end == ' ' && !take_suffixes(field))
        return WDM_LAYOUT_BAD;
    return *field->end == ' ' || *field->end == '\0' || *field->end == '}' ? WDM_LAYOUT_FIELD
                                                                           : WDM_LAYOUT_BAD;
}

/* Two hex digits and a blank; blanks before them skipped. */
static enum wdm_layout_next take_tlv_type(const char **text, uint8_t *type)
{
    while (**text == ' ')
        (*text)++;
    if (**text == '\0')
        return WDM_LAYOUT_END;
    unsigned high = wdm_digit((*text)[0]);
    unsigned low = high < 16 ? wdm_digit((*text)[1]) : 16;
    if (low > 15 || (*text)[2] != ' ')
        return WDM_LAYOUT_BAD;
    *type = (uint8_t)(high << 4 | low);
    *text += 3;
    return WDM_LAYOUT_FIELD;
}

enum wdm_layout_next wdm_layout_tlv(const char *text, uint8_t *type, struct wdm_layout_field *field)
{
    enum wdm_layout_next next = take_tlv_type(&text, type);
    if (next != WDM_LAYOUT_FIELD)
        return next;
    return wdm_layout_field(text, true, field) == WDM_LAYOUT_FIELD ? WDM_LAYOUT_FIELD
                                                                   : WDM_LAYOUT_BAD;
}

void wdm_layout_index(const char *layout, struct wdm_layout_index *index)
{
    const char *text = layout ? layout : "";
    uint8_t type;
    memset(index, 0, sizeof(*index));
    while (take_tlv_type(&text, &type) == WDM_LAYOUT_FIELD) {
        size_t at = (size_t)(text - layout) + 1;
        if (at <= UINT16_MAX)
            index->at[type] = (uint16_t)at;
        text = wdm_layout_skip(text);
    }
}

bool wdm_layout_indexed(const char *layout, const struct wdm_layout_index *index, uint8_t type,
                        struct wdm_layout_field *field)
{
    return index->at[type] > 0 &&
           wdm_layout_field(layout + index->at[type] - 1, true, field) == WDM_LAYOUT_FIELD;
}

bool wdm_layout_counted_by(const char **text, struct wdm_name name, struct wdm_layout_field *field)
{
    while (wdm_layout_field(*text, false, field) == WDM_LAYOUT_FIELD) {
        bool refers = field->type.kind == WDM_LAYOUT_SERIES ||
                      field->type.kind == WDM_LAYOUT_ROW_AWAY ||
                      field->type.kind == WDM_LAYOUT_BYTES_AWAY ||
                      field->type.kind == WDM_LAYOUT_BYTES_INLINE;
        *text = field->end;
        if (refers && wdm_same_name(field->type.reference, name))
            return true;
    }
    return false;
}

const struct wdm_enumeration *wdm_layout_enumeration(const struct wdm_layout *layout,
                                                     struct wdm_name name)
{
    const struct wdm_enumeration *found = wdm_enumeration_find(layout, name.text, name.length);
    return found || !wdm_name_is(name, "tlv_type") ? found : &wdm_tlv_types;
}

const char *wdm_layout_structure(const struct wdm_layout *layout, struct wdm_name name)
{
    for (size_t i = 0; i < layout->structure_count; i++) {
        if (wdm_name_is(name, layout->structures[i].name))
            return layout->structures[i].layout;
    }
    return NULL;
}

bool wdm_same_name(struct wdm_name a, struct wdm_name b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

bool wdm_name_is(struct wdm_name name, const char *literal)
{
    for (size_t i = 0; i < name.length; i++) {
        if (literal[i] != name.text[i])
            return false;
    }
    return literal[name.length] == '\0';
}

void wdm_layout_all(const struct wdm_layout *layout, struct wdm_layout_members *members)
{
    *members = (struct wdm_layout_members){
        .text = layout->text ? layout->text : "",
        .tlvs = layout->tlvs,
        .top = layout->tlvs,
    };
}

bool wdm_layout_members(const struct wdm_layout *layout, const struct wdm_layout_type *type,
                        struct wdm_layout_members *members)
{
    *members = (struct wdm_layout_members){.tlvs = layout->tlvs};
    if (type->kind == WDM_LAYOUT_TLV) {
        members->text = mbim_tlv;
    } else if (type->kind != WDM_LAYOUT_MEMBERS) {
        members->text = wdm_layout_structure(layout, type->reference);
    } else {
        members->text = type->inner;
        members->sequence = type->sequence ? type : NULL;
    }
    return members->text != NULL;
}

/* The members of [seq-u8,u16]T: the number, and the list behind it. */
static enum wdm_layout_next next_of_sequence(struct wdm_layout_members *members,
                                             struct wdm_layout_field *field)
{
    static const char sequence[] = "sequence";
    static const char items[] = "items";
    *field = (struct wdm_layout_field){.type.text = members->text, .type.end = members->text};
    if (members->step == 0) {
        field->name = (struct wdm_name){.text = sequence, .length = sizeof(sequence) - 1};
        field->type.kind = WDM_LAYOUT_NUMBER;
        field->type.size = members->sequence->sequence;
    } else if (members->step == 1) {
        field->name = (struct wdm_name){.text = items, .length = sizeof(items) - 1};
        field->type = *members->sequence;
        field->type.kind = WDM_LAYOUT_LIST;
        field->type.sequence = 0;
    } else {
        return WDM_LAYOUT_END;
    }
    members->step++;
    return WDM_LAYOUT_FIELD;
}

enum wdm_layout_next wdm_layout_next(struct wdm_layout_members *members,
                                     struct wdm_layout_field *field)
{
    if (members->sequence)
        return next_of_sequence(members, field);
    if (members->inside) {
        members->text = wdm_layout_skip(members->text);
        if (members->text[-1] != '}')
            return WDM_LAYOUT_BAD;
    }
    enum wdm_layout_next next = members->top
                                    ? wdm_layout_tlv(members->text, &members->tlv, field)
                                    : wdm_layout_field(members->text, members->tlvs, field);
    if (next == WDM_LAYOUT_FIELD) {
        members->inside = field->end == NULL;
        members->text = members->inside ? field->type.text : field->end;
    }
    return next;
}
