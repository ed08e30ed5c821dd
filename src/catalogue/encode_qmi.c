/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding a QMI message's TLVs by layout. Uses wire/. */
#include "encode.h"
#include "form.h"

static bool encode_type(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                        bool optional);

/* The most that the number in front can say. */
static uint64_t most(const struct wdm_layout_type *type)
{
    return UINT64_MAX >> (64 - 8 * type->size);
}

static bool encode_text(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                        bool optional)
{
    struct wdm_name text = {.text = ""};
    if (!wdm_encode_assigned(encoder, &text) && !optional && !wdm_encode_left_out(encoder, type))
        return false;
    if ((type->maximum && text.length > type->maximum) ||
        (type->size && text.length > most(type)) || (type->count && text.length > type->count))
        return wdm_encode_bad_value(encoder, type, text);
    if (type->size)
        wdm_write_number(encoder->out, text.length, type->size);
    wdm_write_bytes(encoder->out, text.text, text.length);
    if (type->count)
        wdm_write_zeros(encoder->out, type->count - text.length);
    return true;
}

static bool encode_field(struct wdm_encoder *encoder, const struct wdm_layout_field *field,
                         struct wdm_numbers *numbers)
{
    struct wdm_name text;
    uint64_t number = 0;
    if (field->type.kind != WDM_LAYOUT_NUMBER)
        return encode_type(encoder, &field->type, field->optional);
    if (wdm_encode_assigned(encoder, &text)) {
        if (!wdm_encode_number(encoder, &field->type, text, &number))
            return false;
    } else if (!field->optional && !wdm_encode_left_out(encoder, &field->type)) {
        return false;
    }
    wdm_encode_write_number(encoder, &field->type, number);
    wdm_numbers_put(numbers, field, number);
    return true;
}

static bool encode_members(struct wdm_encoder *encoder, const struct wdm_layout_type *type)
{
    struct wdm_layout_members members;
    struct wdm_layout_field field;
    struct wdm_numbers numbers;
    if (encoder->depth >= WDM_FIELD_DEPTH || !wdm_layout_members(encoder->layout, type, &members))
        return wdm_encode_layout_wrong(encoder);
    wdm_numbers_init(&numbers, encoder->numbers);
    encoder->depth++;
    for (;;) {
        enum wdm_layout_next next = wdm_layout_next(&members, &field);
        if (next == WDM_LAYOUT_END)
            break;
        if (next == WDM_LAYOUT_BAD)
            return wdm_encode_layout_wrong(encoder);
        size_t length = encoder->path.length;
        wdm_path_name(&encoder->path, field.name);
        encoder->numbers = &numbers;
        if (!encode_field(encoder, &field, &numbers))
            return false;
        wdm_path_cut(&encoder->path, length);
    }
    encoder->numbers = numbers.outer;
    encoder->depth--;
    return true;
}

/* The number in front of a list; of one with a fixed number, whether it is that. */
static bool encode_count(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                         size_t count)
{
    if (type->size == 0 && count == 0)
        return type->count == 0 || wdm_encode_required(encoder, type);
    if (type->size == 0 && count != type->count)
        return wdm_encode_fail(encoder, "has %zu of its %zu members", count, (size_t)type->count);
    if (type->size > 0 && count > most(type))
        return wdm_encode_fail(encoder, "%zu members are too many, %zu can be", count,
                               (size_t)most(type));
    wdm_write_number(encoder->out, count, type->size);
    return true;
}

static bool encode_elements(struct wdm_encoder *encoder, const struct wdm_layout_type *element,
                            const struct wdm_encode_list *list)
{
    size_t length = encoder->path.length;
    encoder->pieces = list->pieces;
    for (size_t i = 0; i < list->count && !encoder->out->failed; i++) {
        encoder->in_pieces = list->in_pieces;
        if (!list->in_pieces)
            wdm_path_index(&encoder->path, i);
        if (!encode_type(encoder, element, false))
            return false;
        wdm_path_cut(&encoder->path, length);
    }
    encoder->in_pieces = false;
    return true;
}

static bool has_comma(struct wdm_name text)
{
    while (text.length > 0 && text.text[text.length - 1] != ',')
        text.length--;
    return text.length > 0;
}

static bool encode_list(struct wdm_encoder *encoder, const struct wdm_layout_type *type)
{
    struct wdm_layout_type element;
    struct wdm_encode_list list;
    struct wdm_name text;
    char hex[WDM_FORM_HEX_TEXT];
    size_t length;
    if (encoder->depth >= WDM_FIELD_DEPTH || !wdm_layout_element(type, &element))
        return wdm_encode_layout_wrong(encoder);
    if (type->bytes && wdm_encode_assigned(encoder, &text) && (encoder->raw || !has_comma(text))) {
        if (!encoder->raw)
            wdm_form_to_hex(type->form, &text, hex);
        if (!wdm_encode_bytes_count(encoder, text, &length))
            return wdm_encode_bad_value(encoder, type, text);
        return encode_count(encoder, type, length) && wdm_encode_bytes(encoder, type, text);
    }
    if (!wdm_encode_list(encoder, &element, &list) || !encode_count(encoder, type, list.count))
        return false;
    encoder->depth++;
    bool good = encode_elements(encoder, &element, &list);
    encoder->depth--;
    return good;
}

/* Recursion ends at WDM_FIELD_DEPTH. */
static bool encode_type(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                        bool optional)
{
    struct wdm_name text;
    switch (type->kind) {
    case WDM_LAYOUT_TEXT:
        return encode_text(encoder, type, optional);
    case WDM_LAYOUT_LIST:
        return encode_list(encoder, type);
    case WDM_LAYOUT_MEMBERS:
    case WDM_LAYOUT_STRUCTURE:
        return encode_members(encoder, type);
    default:
        break;
    }
    if (wdm_encode_assigned(encoder, &text))
        return wdm_encode_fixed(encoder, type, text);
    if (!optional && !wdm_encode_left_out(encoder, type))
        return false;
    wdm_write_zeros(encoder->out, wdm_layout_fixed_size(type));
    return true;
}

/* The assignment of "tlv_0x17"; NULL: none. */
static const struct wdm_assignment *find_raw(const struct wdm_encoder *encoder, uint8_t tlv)
{
    for (size_t i = 0; i < encoder->count; i++) {
        uint8_t type;
        if (wdm_encode_raw_name(encoder->assignments[i].path, &type) && type == tlv)
            return &encoder->assignments[i];
    }
    return NULL;
}

/* A TLV's header, whose length end_tlv fills in. Returns where that is. */
static size_t begin_tlv(struct wdm_encoder *encoder, uint8_t tlv)
{
    wdm_write_u8(encoder->out, tlv);
    size_t position = encoder->out->length;
    wdm_write_u16(encoder->out, 0);
    return position;
}

static bool end_tlv(struct wdm_encoder *encoder, size_t position)
{
    if (encoder->out->failed)
        return false;
    size_t length = encoder->out->length - position - 2;
    if (length > UINT16_MAX)
        return wdm_encode_fail(encoder, "%zu bytes are too many for a TLV", length);
    wdm_patch_u16(encoder->out, position, (uint16_t)length);
    return true;
}

static bool encode_raw(struct wdm_encoder *encoder, uint8_t tlv,
                       const struct wdm_assignment *assignment)
{
    struct wdm_layout_type bytes = {.kind = WDM_LAYOUT_REST};
    size_t position = begin_tlv(encoder, tlv);
    encoder->raw = assignment->raw;
    return wdm_encode_bytes(encoder, &bytes, assignment->value) && end_tlv(encoder, position);
}

static bool encode_tlv(struct wdm_encoder *encoder, uint8_t tlv,
                       const struct wdm_layout_field *field)
{
    const struct wdm_assignment *raw = find_raw(encoder, tlv);
    bool has = wdm_encode_has(encoder);
    if (raw) {
        if (has)
            return wdm_encode_fail(encoder, "given by name and as tlv_0x%02x", tlv);
        return encode_raw(encoder, tlv, raw);
    }
    if (!has && (tlv >= 0x10 || field->optional))
        return true;
    if (!has && field->type.kind == WDM_LAYOUT_LIST)
        return wdm_encode_required(encoder, &field->type);
    size_t position = begin_tlv(encoder, tlv);
    return encode_type(encoder, &field->type, false) && end_tlv(encoder, position);
}

/* Those that the layout does not have, in the order in which they were given. */
static bool encode_unknown(struct wdm_encoder *encoder)
{
    struct wdm_layout_index index;
    wdm_layout_index(encoder->layout->text, &index);
    for (size_t i = 0; i < encoder->count; i++) {
        uint8_t tlv;
        struct wdm_name path = encoder->assignments[i].path;
        if (!wdm_encode_raw_name(path, &tlv) || index.at[tlv] > 0)
            continue;
        wdm_path_name(&encoder->path, path);
        if (!encode_raw(encoder, tlv, &encoder->assignments[i]))
            return false;
        wdm_path_cut(&encoder->path, 0);
    }
    return true;
}

bool wdm_encode_tlvs(struct wdm_encoder *encoder)
{
    struct wdm_layout_members members;
    struct wdm_layout_field field;
    wdm_layout_all(encoder->layout, &members);
    for (;;) {
        enum wdm_layout_next next = wdm_layout_next(&members, &field);
        if (next == WDM_LAYOUT_END)
            return encode_unknown(encoder);
        if (next == WDM_LAYOUT_BAD)
            return wdm_encode_layout_wrong(encoder);
        wdm_path_name(&encoder->path, field.name);
        if (!encode_tlv(encoder, members.tlv, &field))
            return false;
        wdm_path_cut(&encoder->path, 0);
    }
}
