/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether assignments are to fields that a layout has. */
#include "encode.h"

enum resolved {
    RESOLVED = 0,
    NO_FIELD,
    NOT_A_LIST,
    IS_STRUCTURE,
};

static bool find_member(struct wdm_layout_members *members, struct wdm_name name,
                        struct wdm_layout_type *type)
{
    struct wdm_layout_field field;
    while (wdm_layout_next(members, &field) == WDM_LAYOUT_FIELD) {
        if (wdm_path_equal(name, field.name.text, field.name.length)) {
            *type = field.type;
            return true;
        }
    }
    return false;
}

bool wdm_encode_take_index(struct wdm_name *path)
{
    size_t length = 1;
    while (length < path->length && path->text[length] >= '0' && path->text[length] <= '9')
        length++;
    if (length == 1 || length == path->length || path->text[length] != ']')
        return false;
    path->text += length + 1;
    path->length -= length + 1;
    return true;
}

static enum resolved take_indexes(struct wdm_name *path, struct wdm_layout_type *type)
{
    while (path->length > 0 && path->text[0] == '[') {
        struct wdm_layout_type list = *type;
        if (!wdm_layout_is_list(&list) || !wdm_layout_element(&list, type))
            return NOT_A_LIST;
        if (!wdm_encode_take_index(path))
            return NO_FIELD;
    }
    return RESOLVED;
}

static enum resolved resolve(const struct wdm_layout *layout, struct wdm_name path)
{
    struct wdm_layout_members members;
    struct wdm_layout_type type;
    wdm_layout_all(layout, &members);
    for (;;) {
        struct wdm_name name = {.text = path.text};
        while (name.length < path.length && path.text[name.length] != '.' &&
               path.text[name.length] != '[')
            name.length++;
        path.text += name.length;
        path.length -= name.length;
        if (!find_member(&members, name, &type))
            return NO_FIELD;
        enum resolved indexes = take_indexes(&path, &type);
        if (indexes != RESOLVED)
            return indexes;
        if (path.length == 0)
            return wdm_layout_has_members(&type) ? IS_STRUCTURE : RESOLVED;
        if (path.text[0] != '.' || !wdm_layout_has_members(&type) ||
            !wdm_layout_members(layout, &type, &members))
            return NO_FIELD;
        path.text++;
        path.length--;
    }
}

static bool check_path(struct wdm_encoder *encoder, struct wdm_name path)
{
    uint8_t type;
    int length = path.length < 120 ? (int)path.length : 120;
    if (path.length > WDM_PATH_MAX)
        return wdm_fail(encoder->error, WDM_USAGE, "%.40s...: too long for a field", path.text);
    switch (resolve(encoder->layout, path)) {
    case RESOLVED:
        return true;
    case NOT_A_LIST:
        return wdm_fail(encoder->error, WDM_USAGE, "%.*s: not a list", length, path.text);
    case IS_STRUCTURE:
        return wdm_fail(encoder->error, WDM_USAGE,
                        "%.*s: a structure; name what is in it, such as %.*s.NAME", length,
                        path.text, length, path.text);
    case NO_FIELD:
        break;
    }
    if (encoder->layout->tlvs && wdm_encode_raw_name(path, &type))
        return true;
    return wdm_encode_no_field(encoder, path);
}

bool wdm_encode_check(struct wdm_encoder *encoder)
{
    for (size_t i = 0; i < encoder->count; i++) {
        struct wdm_name path = encoder->assignments[i].path;
        if (!check_path(encoder, path))
            return false;
        for (size_t j = 0; j < i; j++) {
            struct wdm_name other = encoder->assignments[j].path;
            if (wdm_path_equal(path, other.text, other.length))
                return wdm_fail(encoder->error, WDM_USAGE, "%.*s: given twice", (int)path.length,
                                path.text);
        }
    }
    return true;
}
