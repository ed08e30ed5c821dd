/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The assignments of an encoding: finding those of a path. Uses string.h. */
#include <string.h>

#include "encode.h"
#include "wdm/format.h"

static char folded(char character)
{
    if (character >= 'A' && character <= 'Z')
        return (char)(character - 'A' + 'a');
    return character == '-' ? '_' : character;
}

bool wdm_path_equal(struct wdm_name path, const char *text, size_t length)
{
    if (path.length != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (path.text[i] != text[i] && folded(path.text[i]) != folded(text[i]))
            return false;
    }
    return true;
}

bool wdm_assignment_parse(const char *text, size_t length, struct wdm_assignment *assignment)
{
    struct wdm_name path = {.text = text};
    while (path.length < length && text[path.length] != '=')
        path.length++;
    if (path.length == length || path.length == 0)
        return false;
    assignment->path = path;
    assignment->value.text = text + path.length + 1;
    assignment->value.length = length - assignment->path.length - 1;
    assignment->raw = false;
    return true;
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

struct wdm_name wdm_trim(struct wdm_name text)
{
    while (text.length > 0 && is_blank(text.text[0])) {
        text.text++;
        text.length--;
    }
    while (text.length > 0 && is_blank(text.text[text.length - 1]))
        text.length--;
    return text;
}

struct wdm_name wdm_take_piece(struct wdm_name *text, char one, char other)
{
    struct wdm_name piece = {.text = text->text};
    while (piece.length < text->length && text->text[piece.length] != one &&
           text->text[piece.length] != other)
        piece.length++;
    size_t taken = piece.length < text->length ? piece.length + 1 : piece.length;
    text->text += taken;
    text->length -= taken;
    return wdm_trim(piece);
}

static const struct wdm_assignment *find(const struct wdm_encoder *encoder)
{
    for (size_t i = 0; i < encoder->count; i++) {
        if (wdm_path_equal(encoder->assignments[i].path, encoder->path.text, encoder->path.length))
            return &encoder->assignments[i];
    }
    return NULL;
}

bool wdm_encode_assigned(struct wdm_encoder *encoder, struct wdm_name *value)
{
    encoder->raw = false;
    if (encoder->in_pieces) {
        *value = wdm_take_piece(&encoder->pieces, ',', ',');
        return true;
    }
    const struct wdm_assignment *assignment = find(encoder);
    if (!assignment)
        return false;
    *value = assignment->value;
    encoder->raw = assignment->raw;
    return true;
}

/* What of an assignment's path comes behind the path at hand: "", ".x", "[0]".
 * NULL: it does not begin with it. */
static const char *behind(const struct wdm_encoder *encoder, struct wdm_name path, size_t *length)
{
    size_t here = encoder->path.length;
    struct wdm_name start = {.text = path.text, .length = here};
    if (path.length < here || !wdm_path_equal(start, encoder->path.text, here))
        return NULL;
    if (path.length > here && path.text[here] != '.' && path.text[here] != '[')
        return NULL;
    *length = path.length - here;
    return path.text + here;
}

bool wdm_encode_has(const struct wdm_encoder *encoder)
{
    size_t length;
    for (size_t i = 0; i < encoder->count; i++) {
        if (behind(encoder, encoder->assignments[i].path, &length))
            return true;
    }
    return false;
}

/* "[12]..." to one more than 12; 0: no index. Too large is WDM_LIST_MAX + 1. */
static size_t members_needed(const char *text, size_t length)
{
    size_t index = 0;
    size_t i = 1;
    if (length < 3 || text[0] != '[')
        return 0;
    for (; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
        if (index < WDM_LIST_MAX)
            index = index * 10 + (size_t)(text[i] - '0');
    }
    if (index > WDM_LIST_MAX)
        index = WDM_LIST_MAX;
    return index + 1;
}

static size_t count_pieces(struct wdm_name text)
{
    size_t count = wdm_trim(text).length > 0 ? 1 : 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == ',')
            count++;
    }
    return count;
}

/* Whether a type takes text or bytes as they are, commas and all. */
static bool is_verbatim(const struct wdm_layout_type *type)
{
    switch (type->kind) {
    case WDM_LAYOUT_BYTES:
    case WDM_LAYOUT_TEXT:
    case WDM_LAYOUT_TEXT_AWAY:
    case WDM_LAYOUT_BYTES_AWAY:
    case WDM_LAYOUT_BYTES_INLINE:
        return true;
    default:
        return false;
    }
}

bool wdm_encode_list(struct wdm_encoder *encoder, const struct wdm_layout_type *element,
                     struct wdm_encode_list *list)
{
    const struct wdm_assignment *whole = find(encoder);
    *list = (struct wdm_encode_list){.count = 0};
    for (size_t i = 0; i < encoder->count; i++) {
        size_t length = 0;
        const char *text = behind(encoder, encoder->assignments[i].path, &length);
        size_t needed = text ? members_needed(text, length) : 0;
        if (needed > list->count)
            list->count = needed;
    }
    if (list->count > WDM_LIST_MAX)
        return wdm_encode_fail(encoder, "a list has at most %zu members", WDM_LIST_MAX);
    if (!whole)
        return true;
    if (list->count > 0)
        return wdm_encode_fail(encoder, "given as a whole and by its members");
    list->count = count_pieces(whole->value);
    if (list->count == 0)
        return true;
    if (wdm_layout_has_members(element) || wdm_layout_is_list(element))
        return wdm_encode_fail(encoder, "has no values of its own: name what is in its members");
    if (whole->raw && is_verbatim(element))
        return wdm_encode_fail(encoder, "a list: name the member that this is, %s[0]",
                               encoder->path.text);
    list->in_pieces = true;
    list->pieces = whole->value;
    return true;
}

/* "tlv_0x17"; '-' and ':' do as well as '_'. */
bool wdm_encode_raw_name(struct wdm_name path, uint8_t *type)
{
    const size_t start = 6;
    if (path.length <= start || path.length > start + 2 ||
        !wdm_path_equal((struct wdm_name){.text = path.text, .length = 3}, "tlv", 3) ||
        (folded(path.text[3]) != '_' && path.text[3] != ':') ||
        !wdm_path_equal((struct wdm_name){.text = path.text + 4, .length = 2}, "0x", 2))
        return false;
    unsigned value = 0;
    for (size_t i = start; i < path.length; i++) {
        unsigned digit = wdm_digit(path.text[i]);
        if (digit > 15)
            return false;
        value = value << 4 | digit;
    }
    *type = (uint8_t)value;
    return true;
}
