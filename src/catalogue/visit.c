/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Looking through a layout from outside: its fields, and the names of their
 * values. Uses string.h. */
#include <string.h>

#include "print.h"

bool wdm_walker_optional(const struct wdm_walker *walker, const struct wdm_layout_field *field,
                         const struct wdm_layout_type *type)
{
    if (walker->optional || field->optional)
        return true;
    switch (type->kind) {
    case WDM_LAYOUT_TEXT_AWAY:
    case WDM_LAYOUT_BYTES_AWAY:
    case WDM_LAYOUT_BYTES_INLINE:
    case WDM_LAYOUT_REST:
    case WDM_LAYOUT_ADDRESS_AWAY:
    case WDM_LAYOUT_TLV_TEXT:
        return true;
    default:
        return !walker->layout->tlvs && wdm_layout_is_list(type);
    }
}

bool wdm_layout_may_be(const struct wdm_enumeration *enumeration, struct wdm_name name)
{
    char own[WDM_ENUMERATION_NAME];
    wdm_enumeration_own_name(enumeration, own, sizeof(own));
    return strncmp(own, name.text, name.length) == 0 && own[name.length] == '_';
}

struct visitor {
    struct wdm_walker walker;
    void (*visit)(void *context, const struct wdm_field *field);
    void *context;
};

static void visit_field(struct wdm_walker *walker, const struct wdm_layout_field *field,
                        const struct wdm_layout_type *type)
{
    const struct visitor *visitor = (const struct visitor *)walker;
    struct wdm_field seen = {
        .path = walker->path.text,
        .length = walker->path.length,
        .optional = wdm_walker_optional(walker, field, type),
        .counted = walker->counted,
        .list = wdm_layout_is_list(type) && !type->bytes,
        .uuid = type->kind == WDM_LAYOUT_UUID,
        .layout = walker->layout,
        .type = type,
    };
    visitor->visit(visitor->context, &seen);
}

void wdm_layout_visit(const struct wdm_layout *layout,
                      void (*visit)(void *context, const struct wdm_field *field), void *context)
{
    struct visitor visitor = {
        .walker = {.layout = layout, .visit = visit_field},
        .visit = visit,
        .context = context,
    };
    wdm_layout_walk(&visitor.walker);
}

void wdm_print_field_type(const struct wdm_field *field, struct wdm_output *output)
{
    wdm_put_type(output, field->layout, field->type, false);
}

const struct wdm_enumeration *wdm_field_enumeration(const struct wdm_field *field, size_t index)
{
    static const struct wdm_enumeration boolean = WDM_ENUMERATION("bool", "no yes");
    struct wdm_layout_type type = *field->type;
    if (wdm_layout_is_list(&type) && !type.bytes && !wdm_layout_element(field->type, &type))
        return NULL;
    struct wdm_name name = type.enumeration;
    if (name.length == 0 || type.kind != WDM_LAYOUT_NUMBER)
        return NULL;
    if (type.reference.length == 0 && index > 0)
        return NULL;
    if (wdm_name_is(name, "bool"))
        return &boolean;
    if (type.reference.length == 0)
        return wdm_layout_enumeration(field->layout, name);
    for (size_t i = 0; i < field->layout->enumeration_count; i++) {
        const struct wdm_enumeration *each = &field->layout->enumerations[i];
        if (wdm_layout_may_be(each, name) && index-- == 0)
            return each;
    }
    return NULL;
}
