/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding by layout: what QMI and MBIM share. Uses string.h. */
#include <string.h>

#include "decode.h"
#include "unpack_layout.h"

const struct wdm_name wdm_no_name = {.text = "", .length = 0};
const char wdm_cut_short[] = "cut short";
const char wdm_layout_wrong[] = "the catalogue's layout is wrong here";

void wdm_decoder_init(struct wdm_decoder *decoder, const struct wdm_layout *layout,
                      struct wdm_span bytes, bool names, struct wdm_sink *sink,
                      struct wdm_malformed *malformed)
{
    static const size_t most = (SIZE_MAX - 64) / 4;
    *decoder = (struct wdm_decoder){
        .layout = layout,
        .bytes = bytes,
        .sink = sink,
        .malformed = malformed,
        .allowance = bytes.length < most ? bytes.length * 4 + 64 : SIZE_MAX,
        .names = names,
        .field = wdm_no_name,
    };
    malformed->is = false;
    malformed->offset = 0;
    malformed->field[0] = '\0';
    malformed->problem = "";
}

bool wdm_decode_run(const struct wdm_layout *layout, struct wdm_span bytes, bool names,
                    struct wdm_sink *sink, struct wdm_malformed *malformed)
{
    struct wdm_decoder decoder;
    struct wdm_layout_index index;
    struct wdm_unpacked unpacked;
    layout = wdm_layout_unpack(layout, &unpacked);
    wdm_decoder_init(&decoder, layout, bytes, names, sink, malformed);
    if (!layout->tlvs)
        return wdm_decode_buffer(&decoder);
    wdm_layout_index(layout->text, &index);
    return wdm_decode_tlvs(&decoder, &index);
}

bool wdm_fields_complete(const struct wdm_layout *layout, struct wdm_span tlvs)
{
    struct wdm_layout_index index;
    struct wdm_unpacked unpacked;
    struct wdm_span value;
    wdm_layout_index(wdm_layout_unpack(layout, &unpacked)->text, &index);
    for (uint8_t type = 0; type < 0x10; type++)
        if (index.at[type] > 0 && !wdm_tlv_find(tlvs, type, &value))
            return false;
    return true;
}

bool wdm_decode(const struct wdm_layout *layout, struct wdm_span bytes, struct wdm_sink *sink,
                struct wdm_malformed *malformed)
{
    return wdm_decode_run(layout, bytes, true, sink, malformed);
}

bool wdm_decode_fail(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                     const char *problem)
{
    struct wdm_malformed *malformed = decoder->malformed;
    if (malformed->is)
        return false;
    malformed->is = true;
    malformed->problem = problem;
    if (reader->bytes)
        malformed->offset = (size_t)(reader->bytes - decoder->bytes.bytes) + reader->position;
    size_t length = decoder->field.length;
    if (length > sizeof(malformed->field) - 1)
        length = sizeof(malformed->field) - 1;
    memcpy(malformed->field, decoder->field.text, length);
    malformed->field[length] = '\0';
    return false;
}

static bool spend(struct wdm_decoder *decoder, const struct wdm_reader *reader, size_t bytes)
{
    if (bytes == 0)
        bytes = 1;
    if (bytes > decoder->allowance)
        return wdm_decode_fail(decoder, reader, "says more than the message can hold");
    decoder->allowance -= bytes;
    return true;
}

bool wdm_decode_tell(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                     struct wdm_name name, struct wdm_value *value)
{
    value->personal = decoder->personal;
    if (!spend(decoder, reader, value->raw.length))
        return false;
    if (decoder->sink->value)
        decoder->sink->value(decoder->sink, name, value);
    return true;
}

bool wdm_decode_begin(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                      struct wdm_name name, bool list)
{
    if (decoder->depth >= WDM_FIELD_DEPTH)
        return wdm_decode_fail(decoder, reader, "nests too deep");
    if (!spend(decoder, reader, 1))
        return false;
    decoder->depth++;
    if (decoder->sink->begin)
        decoder->sink->begin(decoder->sink, name, list);
    return true;
}

void wdm_decode_end(struct wdm_decoder *decoder, bool list)
{
    decoder->depth--;
    if (decoder->sink->end)
        decoder->sink->end(decoder->sink, list);
}

bool wdm_decode_raw(struct wdm_decoder *decoder, const struct wdm_reader *reader,
                    struct wdm_name name, enum wdm_value_kind kind, struct wdm_span raw)
{
    struct wdm_value value = {.kind = kind, .raw = raw};
    return wdm_decode_tell(decoder, reader, name, &value);
}

static uint64_t number_of(struct wdm_span raw, const struct wdm_layout_type *type)
{
    uint64_t number = 0;
    for (size_t i = 0; type->big_endian && i < raw.length; i++)
        number = number << 8 | raw.bytes[i];
    for (size_t i = raw.length; !type->big_endian && i > 0; i--)
        number = number << 8 | raw.bytes[i - 1];
    if (type->is_signed && raw.length < 8 && number >> (8 * raw.length - 1))
        number |= UINT64_MAX << (8 * raw.length);
    return number;
}

static double real_of(uint64_t number, size_t size)
{
    if (size == 8) {
        double real;
        memcpy(&real, &number, sizeof(real));
        return real;
    }
    uint32_t bits = (uint32_t)(number & UINT32_MAX);
    float real;
    memcpy(&real, &bits, sizeof(real));
    return (double)real;
}

/* The enumeration of a type. The last one is kept, for lists. */
static const struct wdm_enumeration *look_up(struct wdm_decoder *decoder,
                                             const struct wdm_layout_type *type)
{
    if (!decoder->names)
        return NULL;
    if (type->reference.length > 0)
        return wdm_numbers_enumeration(decoder->layout, decoder->numbers, type);
    if (decoder->looked_up != type->enumeration.text) {
        decoder->looked_up = type->enumeration.text;
        decoder->enumeration = wdm_layout_enumeration(decoder->layout, type->enumeration);
    }
    return decoder->enumeration;
}

static void number_kind(struct wdm_decoder *decoder, const struct wdm_layout_type *type,
                        struct wdm_value *value)
{
    if (type->kind == WDM_LAYOUT_FLOAT) {
        value->kind = WDM_VALUE_FLOAT;
        value->real = real_of(value->number, value->raw.length);
    } else if (type->enumeration.length == 0) {
        value->kind = type->is_signed ? WDM_VALUE_SIGNED : WDM_VALUE_UNSIGNED;
    } else if (type->enumeration.text != decoder->looked_up &&
               wdm_name_is(type->enumeration, "bool")) {
        value->kind = WDM_VALUE_BOOL;
    } else {
        value->enumeration = look_up(decoder, type);
        value->kind = WDM_VALUE_ENUM;
        if (value->enumeration && wdm_enumeration_flags(value->enumeration)) {
            value->kind = WDM_VALUE_FLAGS;
            value->number &= UINT64_MAX >> (64 - 8 * type->size);
        }
    }
}

bool wdm_decode_fixed(struct wdm_decoder *decoder, struct wdm_reader *reader, struct wdm_name name,
                      const struct wdm_layout_type *type, uint64_t *number)
{
    struct wdm_value value = {.kind = WDM_VALUE_BYTES};
    value.raw = wdm_read_span(reader, type->kind == WDM_LAYOUT_BYTES ? type->count : type->size);
    if (reader->failed)
        return wdm_decode_fail(decoder, reader, wdm_cut_short);
    switch (type->kind) {
    case WDM_LAYOUT_NUMBER:
    case WDM_LAYOUT_FLOAT:
        value.number = number_of(value.raw, type);
        number_kind(decoder, type, &value);
        break;
    case WDM_LAYOUT_UUID:
        value.kind = WDM_VALUE_UUID;
        value.catalogue = decoder->layout->catalogue;
        break;
    case WDM_LAYOUT_IPV4:
        value.kind = WDM_VALUE_IPV4;
        break;
    case WDM_LAYOUT_IPV6:
        value.kind = WDM_VALUE_IPV6;
        break;
    default:
        break;
    }
    value.form = type->form;
    *number = value.number;
    return wdm_decode_tell(decoder, reader, name, &value);
}
