/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Walking all fields of a layout. */
#include "layout.h"
#include "unpack_layout.h"

/* The structure that is walked: what its fields may refer to. */
struct level {
    struct wdm_layout_members members;
    struct wdm_numbers numbers;
};

static bool walk_members(struct wdm_walker *walker, struct level *level);

static bool walk_inside(struct wdm_walker *walker, const struct level *outer,
                        const struct wdm_layout_type *type)
{
    struct level level = {.numbers.outer = &outer->numbers};
    if (walker->depth >= WDM_FIELD_DEPTH ||
        !wdm_layout_members(walker->layout, type, &level.members))
        return false;
    walker->depth++;
    if (!walk_members(walker, &level))
        return false;
    walker->depth--;
    return true;
}

static bool walk_list(struct wdm_walker *walker, const struct level *level,
                      const struct wdm_layout_field *field, const struct wdm_layout_type *list)
{
    struct wdm_layout_type type = *list;
    struct wdm_layout_type element;
    size_t length = walker->path.length;
    for (unsigned depth = walker->depth; wdm_layout_is_list(&type) && !type.bytes; depth++) {
        if (depth >= WDM_FIELD_DEPTH || !wdm_layout_element(&type, &element))
            return false;
        if (!wdm_layout_has_members(&element) && !wdm_layout_is_list(&element)) {
            walker->visit(walker, field, &type);
            return true;
        }
        wdm_path_text(&walker->path, "[N]");
        type = element;
    }
    bool good = true;
    if (wdm_layout_has_members(&type))
        good = walk_inside(walker, level, &type);
    else
        walker->visit(walker, field, &type);
    if (good)
        wdm_path_cut(&walker->path, length);
    return good;
}

/* Whether what the field refers to, and names, is there. */
static bool is_sound(const struct wdm_walker *walker, const struct level *level,
                     const struct wdm_layout_field *field)
{
    const struct wdm_layout_type *type = &field->type;
    uint64_t value;
    bool holds;
    bool structure = type->kind == WDM_LAYOUT_STRUCTURE || type->kind == WDM_LAYOUT_STRUCTURE_AWAY;
    if (type->reference.length > 0 && !structure &&
        !wdm_numbers_get(&level->numbers, type->reference, &value))
        return false;
    return wdm_numbers_hold(walker->layout, &level->numbers, field, &holds);
}

static bool walk_field(struct wdm_walker *walker, struct level *level,
                       const struct wdm_layout_field *field)
{
    struct wdm_layout_field counted;
    const char *behind = level->members.text;
    if (!is_sound(walker, level, field))
        return false;
    walker->counted = field->type.kind == WDM_LAYOUT_NUMBER && !level->members.tlvs &&
                      wdm_layout_counted_by(&behind, field->name, &counted);
    if (field->type.kind == WDM_LAYOUT_NUMBER && !level->members.top)
        wdm_numbers_put(&level->numbers, field, 0);
    if (wdm_layout_has_members(&field->type))
        return walk_inside(walker, level, &field->type);
    if (wdm_layout_is_list(&field->type))
        return walk_list(walker, level, field, &field->type);
    walker->visit(walker, field, &field->type);
    return true;
}

static bool walk_members(struct wdm_walker *walker, struct level *level)
{
    struct wdm_layout_field field;
    for (;;) {
        walker->at = level->members.text;
        enum wdm_layout_next next = wdm_layout_next(&level->members, &field);
        walker->bad = next == WDM_LAYOUT_BAD;
        if (next != WDM_LAYOUT_FIELD)
            return !walker->bad;
        walker->at = field.name.text;
        if (++walker->fields > WDM_LAYOUT_FIELDS)
            return false;
        size_t length = walker->path.length;
        wdm_path_name(&walker->path, field.name);
        if (level->members.top)
            walker->optional = level->members.tlv >= 0x10 || field.optional;
        if (!walk_field(walker, level, &field))
            return false;
        wdm_path_cut(&walker->path, length);
    }
}

bool wdm_layout_walk(struct wdm_walker *walker)
{
    struct level level = {.numbers.outer = NULL};
    const struct wdm_layout *given = walker->layout;
    struct wdm_unpacked unpacked;
    walker->layout = wdm_layout_unpack(given, &unpacked);
    wdm_layout_all(walker->layout, &level.members);
    wdm_path_cut(&walker->path, 0);
    walker->depth = 0;
    walker->fields = 0;
    walker->optional = false;
    bool good = walk_members(walker, &level);
    walker->layout = given;
    return good;
}
