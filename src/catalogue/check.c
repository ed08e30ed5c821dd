/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a layout is right, and what is wrong with it, in words. Uses string.h. */
#include <string.h>

#include "check.h"
#include "form.h"
#include "output.h"
#include "unpack_layout.h"
#include "wdm/format.h"

struct checker {
    struct wdm_walker walker;
    struct wdm_error *error;
    bool top;          /* fields stand behind the digits of their TLVs */
    const char *wrong; /* where what is wrong stands; NULL: nothing is */
};

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static bool
mistake(struct checker *checker, const char *wrong, const char *format, ...)
{
    char words[sizeof(checker->error->what)];
    struct wdm_text_output output;
    va_list arguments;

    wdm_text_output_init(&output, words, sizeof(words));
    if (checker->walker.path.length > 0) {
        wdm_put(&output.output, checker->walker.path.text);
        wdm_put(&output.output, ": ");
    }
    va_start(arguments, format);
    wdm_format_list(words + output.length, sizeof(words) - output.length, format, arguments);
    va_end(arguments);
    checker->wrong = wrong;
    return wdm_fail(checker->error, WDM_USAGE, "%s", words);
}

/* ---- Fields for themselves: their enumerations and forms */

/* Whether a type's enumeration is; of those of =name[n], any. */
static bool is_there(const struct wdm_layout *layout, const struct wdm_layout_type *type)
{
    struct wdm_name name = type->enumeration;
    if (type->reference.length == 0)
        return wdm_layout_enumeration(layout, name) != NULL;
    for (size_t i = 0; i < layout->enumeration_count; i++) {
        if (wdm_layout_may_be(&layout->enumerations[i], name))
            return true;
    }
    return false;
}

static void check_field(struct wdm_walker *walker, const struct wdm_layout_field *field,
                        const struct wdm_layout_type *type)
{
    struct checker *checker = (struct checker *)walker;
    struct wdm_layout_type plain = *type;
    if (checker->wrong || (wdm_layout_is_list(type) && !wdm_layout_element(type, &plain)))
        return;
    struct wdm_name name = type->bytes ? type->form : plain.form;
    if (!wdm_form_is_right(type->bytes ? type : &plain))
        mistake(checker, field->name.text, "no form \"@%.*s\" for its type", (int)name.length,
                name.text);
    name = plain.enumeration;
    if (!checker->wrong && name.length > 0 && !wdm_name_is(name, "bool") &&
        !is_there(walker->layout, &plain))
        mistake(checker, field->name.text, "no such enumeration \"%.*s\"", (int)name.length,
                name.text);
}

/* ---- Where a walk ended, and why */

/* The type that a list, and the lists in it, have members of; `depth` counts them. False
 * where that is none. */
static bool innermost(struct wdm_layout_type *type, unsigned *depth)
{
    struct wdm_layout_type element;
    for (; *depth < WDM_FIELD_DEPTH && wdm_layout_is_list(type) && !type->bytes; ++*depth) {
        if (!wdm_layout_element(type, &element))
            return false;
        *type = element;
    }
    return true;
}

static bool is_missing_structure(const struct wdm_layout *layout,
                                 const struct wdm_layout_type *type)
{
    return (type->kind == WDM_LAYOUT_STRUCTURE || type->kind == WDM_LAYOUT_STRUCTURE_AWAY) &&
           !wdm_layout_structure(layout, type->reference);
}

/* A field that is in the notation, but refers to what is not there. */
static bool fail_in_field(struct checker *checker, const struct wdm_layout_field *field)
{
    const char *wrong = field->name.text;
    unsigned depth = checker->walker.depth;
    struct wdm_name name = field->type.reference;
    struct wdm_layout_type type = field->type;
    if (!innermost(&type, &depth))
        return mistake(checker, wrong, "the type of its members is none");
    if (is_missing_structure(checker->walker.layout, &type))
        return mistake(checker, wrong, "no structure {%.*s}", (int)type.reference.length,
                       type.reference.text);
    if (depth >= WDM_FIELD_DEPTH)
        return mistake(checker, wrong, "nests more than %d deep", WDM_FIELD_DEPTH);
    if (field->condition.length > 0)
        return mistake(checker, wrong, "if(%.*s==%.*s): no number before it that can be that",
                       (int)field->condition.length, field->condition.text,
                       (int)field->value.length, field->value.text);
    return mistake(checker, wrong, "no number before it is called \"%.*s\"", (int)name.length,
                   name.text);
}

/* What stands where a field should. */
static bool fail_in_notation(struct checker *checker, const char *at)
{
    struct wdm_layout_field field;
    uint8_t tlv;
    int length;
    if (*at == '{' && wdm_layout_skip(at)[-1] != '}')
        return mistake(checker, at, "a { is not closed");
    if (*at == '{')
        at = wdm_layout_skip(at);
    at += strspn(at, " ");
    length = (int)strcspn(at, " ");
    if (*at == '}')
        return mistake(checker, at, "a } closes nothing");
    if (checker->top && wdm_layout_tlv(at, &tlv, &field) == WDM_LAYOUT_BAD) {
        bool digits = length == 2 && wdm_digit(at[0]) < 16 && wdm_digit(at[1]) < 16;
        if (!digits)
            return mistake(checker, at, "a TLV begins with two hex digits, not '%.*s'",
                           length < 40 ? length : 40, at);
        at += 2 + strspn(at + 2, " ");
        length = (int)strcspn(at, " ");
    }
    return mistake(checker, at, "no NAME:TYPE, or no such type: '%.*s'", length < 40 ? length : 40,
                   at);
}

static bool fail_where_it_ended(struct checker *checker)
{
    const struct wdm_walker *walker = &checker->walker;
    struct wdm_layout_field field;
    if (walker->fields > WDM_LAYOUT_FIELDS)
        return mistake(checker, walker->at, "more than %d fields", WDM_LAYOUT_FIELDS);
    checker->top = checker->top && walker->depth == 0;
    if (walker->bad ||
        wdm_layout_field(walker->at, walker->layout->tlvs, &field) != WDM_LAYOUT_FIELD)
        return fail_in_notation(checker, walker->at);
    return fail_in_field(checker, &field);
}

/* ---- Names of fields, which the walk does not compare */

static bool is_field_name(struct wdm_name name)
{
    for (size_t i = 0; i < name.length; i++) {
        char character = name.text[i];
        if (!(character >= 'a' && character <= 'z') && !(character >= '0' && character <= '9') &&
            character != '_')
            return false;
    }
    return true;
}

/* Whether the fields before this one, of those of `first`, leave it its name and TLV. */
static bool is_single(struct checker *checker, struct wdm_layout_members first,
                      const struct wdm_layout_field *field, uint8_t tlv)
{
    struct wdm_layout_field other;
    const char *wrong = field->name.text;
    while (wdm_layout_next(&first, &other) == WDM_LAYOUT_FIELD && other.name.text != wrong) {
        if (wdm_same_name(other.name, field->name))
            return mistake(checker, wrong, "a second field \"%.*s\"", (int)field->name.length,
                           wrong);
        if (first.top && first.tlv == tlv)
            return mistake(checker, wrong, "a second TLV %02x", tlv);
    }
    return true;
}

static bool check_names(struct checker *checker, struct wdm_layout_members members, unsigned depth);

/* The { ... } that a field is, or is a list of. */
static bool check_names_inside(struct checker *checker, const struct wdm_layout_field *field,
                               unsigned depth)
{
    struct wdm_layout_type type = field->type;
    struct wdm_layout_type element;
    struct wdm_layout_members members;
    while (wdm_layout_is_list(&type) && !type.bytes && wdm_layout_element(&type, &element))
        type = element;
    return type.kind != WDM_LAYOUT_MEMBERS ||
           !wdm_layout_members(checker->walker.layout, &type, &members) ||
           check_names(checker, members, depth + 1);
}

static bool check_names(struct checker *checker, struct wdm_layout_members members, unsigned depth)
{
    const struct wdm_layout_members first = members;
    struct wdm_layout_field field;
    const char *before = members.text;
    enum wdm_layout_next next;
    while ((next = wdm_layout_next(&members, &field)) == WDM_LAYOUT_FIELD) {
        const char *wrong = field.name.text;
        int length = field.name.length < 40 ? (int)field.name.length : 40;
        if (++checker->walker.fields > WDM_LAYOUT_FIELDS)
            return mistake(checker, wrong, "more than %d fields", WDM_LAYOUT_FIELDS);
        if (depth >= WDM_FIELD_DEPTH)
            return mistake(checker, wrong, "nests more than %d deep", WDM_FIELD_DEPTH);
        if (!is_field_name(field.name))
            return mistake(checker, wrong,
                           "a name is of lower case letters, digits and '_': '%.*s'", length,
                           wrong);
        if (!is_single(checker, first, &field, members.tlv) ||
            !check_names_inside(checker, &field, depth))
            return false;
        before = members.text;
    }
    if (next == WDM_LAYOUT_BAD)
        return fail_in_notation(checker, before);
    members.text += strspn(members.text, " ");
    return depth > 0 || *members.text == '\0' || fail_in_notation(checker, members.text);
}

/* ---- All of it */

static struct checker checker_of(const struct wdm_layout *layout, struct wdm_error *error)
{
    return (struct checker){
        .walker = {.layout = layout, .visit = check_field},
        .error = error,
        .top = layout->tlvs,
    };
}

bool wdm_layout_check_at(const struct wdm_layout *layout, struct wdm_error *error,
                         const char **wrong)
{
    struct wdm_unpacked unpacked;
    layout = wdm_layout_unpack(layout, &unpacked);
    struct checker checker = checker_of(layout, error);
    struct wdm_layout_members members;
    bool good;
    if (layout->text && strlen(layout->text) > UINT16_MAX) {
        good = mistake(&checker, layout->text, "longer than %d characters", UINT16_MAX);
    } else if (!wdm_layout_walk(&checker.walker)) {
        good = !checker.wrong && fail_where_it_ended(&checker);
    } else {
        wdm_path_cut(&checker.walker.path, 0);
        checker.walker.fields = 0;
        wdm_layout_all(layout, &members);
        good = !checker.wrong && check_names(&checker, members, 0);
    }
    *wrong = wdm_layout_unpacked(&unpacked, checker.wrong) ? NULL : checker.wrong;
    return good;
}

bool wdm_structure_check_at(const struct wdm_layout *layout, const struct wdm_structure *structure,
                            struct wdm_error *error, const char **wrong)
{
    struct checker checker = checker_of(layout, error);
    struct wdm_layout_members members = {.text = structure->layout, .tlvs = layout->tlvs};
    checker.top = false;
    bool good = check_names(&checker, members, 0);
    *wrong = checker.wrong;
    return good;
}

bool wdm_layout_check(const struct wdm_layout *layout, struct wdm_error *error)
{
    const char *wrong;
    return wdm_layout_check_at(layout, error, &wrong);
}
