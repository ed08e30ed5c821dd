/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text of an assignment to bytes. Uses string.h and wire/. */
#include <string.h>

#include "address.h"
#include "encode.h"
#include "form.h"
#include "print.h"
#include "wdm/decimal.h"
#include "wdm/format.h"

/* What a number's text was found to be. */
enum reading {
    READ = 0,
    NOT_A_NUMBER,
    TOO_LARGE,
};

/* "12", "-3", "0x1f"; a negative one as two's complement. */
static enum reading read_integer(struct wdm_name text, bool *negative, uint64_t *number)
{
    size_t i = 0;
    unsigned base = 10;
    *number = 0;
    *negative = text.length > 1 && text.text[0] == '-';
    if (*negative)
        i = 1;
    if (text.length - i > 2 && text.text[i] == '0' && (text.text[i + 1] | 0x20) == 'x') {
        base = 16;
        i += 2;
    }
    if (i == text.length)
        return NOT_A_NUMBER;
    enum reading result = READ;
    for (; i < text.length; i++) {
        unsigned digit = wdm_digit(text.text[i]);
        if (digit >= base)
            return NOT_A_NUMBER;
        if (*number > (UINT64_MAX - digit) / base)
            result = TOO_LARGE;
        *number = *number * base + digit;
    }
    if (*negative && *number > (uint64_t)1 << 63)
        result = TOO_LARGE;
    if (*negative)
        *number = 0 - *number;
    return result;
}

/* The "8" of "lte (8)", as decoding prints it. */
static struct wdm_name in_brackets(struct wdm_name text)
{
    if (text.length == 0 || text.text[text.length - 1] != ')')
        return text;
    size_t start = text.length - 1;
    while (start > 0 && text.text[start] != '(')
        start--;
    if (text.text[start] != '(')
        return text;
    return (struct wdm_name){.text = text.text + start + 1, .length = text.length - start - 2};
}

static uint64_t largest(const struct wdm_layout_type *type)
{
    unsigned bits = 8U * type->size - (type->is_signed ? 1 : 0);
    return UINT64_MAX >> (64 - bits);
}

static bool fits(const struct wdm_layout_type *type, bool negative, uint64_t number)
{
    /* Flags in a signed number are its bits. */
    if (!negative && type->enumeration.length > 0)
        return number <= UINT64_MAX >> (64 - 8 * type->size);
    if (!negative)
        return number <= largest(type);
    return type->is_signed && UINT64_MAX - number <= largest(type);
}

static bool does_not_fit(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                         struct wdm_name text)
{
    char range[64];
    struct wdm_text_output output;
    struct wdm_layout_type plain = *type;
    plain.enumeration.length = 0;
    plain.reference.length = 0;
    wdm_text_output_init(&output, range, sizeof(range));
    wdm_put_type(&output.output, encoder->layout, &plain, false);
    return wdm_encode_fail(encoder, "%.*s does not fit %s",
                           text.length < 40 ? (int)text.length : 40, text.text, range);
}

static bool read_bool(struct wdm_name text, uint64_t *number)
{
    static const struct {
        char word[6];
        uint8_t value;
    } words[] = {
        {"yes", 1}, {"no", 0}, {"true", 1}, {"false", 0}, {"on", 1}, {"off", 0},
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (wdm_name_equal(text.text, text.length, words[i].word)) {
            *number = words[i].value;
            return true;
        }
    }
    return false;
}

/* "a,b", "a|b"; each a name or a number, and a name where it is both: of bands, 7 is
 * the one that is called so. */
static bool read_flags(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                       const struct wdm_enumeration *enumeration, struct wdm_name text,
                       uint64_t *number)
{
    *number = 0;
    if (wdm_name_equal(text.text, text.length, "none") &&
        !wdm_enumeration_value(enumeration, text.text, text.length, number))
        return true;
    while (text.length > 0) {
        struct wdm_name piece = wdm_take_piece(&text, ',', '|');
        uint64_t bits;
        bool negative;
        if (!wdm_enumeration_value(enumeration, piece.text, piece.length, &bits) &&
            read_integer(piece, &negative, &bits) != READ)
            return wdm_encode_bad_name(encoder, type, enumeration, piece);
        *number |= bits;
    }
    return true;
}

static bool read_name(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name text, uint64_t *number)
{
    struct wdm_name name = type->enumeration;
    if (name.length == 0)
        return wdm_encode_bad_value(encoder, type, text);
    if (wdm_name_is(name, "bool"))
        return read_bool(text, number) || wdm_encode_bad_value(encoder, type, text);
    const struct wdm_enumeration *enumeration =
        wdm_numbers_enumeration(encoder->layout, encoder->numbers, type);
    if (!enumeration)
        return wdm_encode_bad_value(encoder, type, text);
    if (wdm_enumeration_flags(enumeration))
        return read_flags(encoder, type, enumeration, text, number);
    return wdm_enumeration_value(enumeration, text.text, text.length, number) ||
           wdm_encode_bad_name(encoder, type, enumeration, text);
}

/* Whether a text that reads as a number is a name too, such as "10" for 10 MHz. */
static bool is_name(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                    struct wdm_name text)
{
    uint64_t value;
    if (type->enumeration.length == 0)
        return false;
    const struct wdm_enumeration *enumeration =
        wdm_numbers_enumeration(encoder->layout, encoder->numbers, type);
    return enumeration && wdm_enumeration_value(enumeration, text.text, text.length, &value);
}

bool wdm_encode_number(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                       struct wdm_name text, uint64_t *number)
{
    bool negative;
    struct wdm_name given = wdm_trim(text);
    text = given;
    enum wdm_form_reading form = wdm_form_read(type->form, &text, &negative, number);
    if (form == WDM_FORM_WRONG)
        return wdm_encode_bad_value(encoder, type, given);
    if (form == WDM_FORM_READ)
        return fits(type, negative, *number) || does_not_fit(encoder, type, given);
    bool named = type->enumeration.length > 0 || type->form.length > 0;
    struct wdm_name plain = named ? in_brackets(text) : text;
    enum reading reading = read_integer(plain, &negative, number);
    if (reading == NOT_A_NUMBER || (plain.text == text.text && is_name(encoder, type, text))) {
        reading = READ;
        if (!read_name(encoder, type, text, number))
            return false;
        negative = *number >> 63;
        /* A name's negative value in an unsigned number is its bits. */
        if (negative && !type->is_signed && UINT64_MAX - *number <= largest(type) / 2) {
            *number &= largest(type);
            negative = false;
        }
    }
    return (reading != TOO_LARGE && fits(type, negative, *number)) ||
           does_not_fit(encoder, type, text);
}

void wdm_encode_write_number(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                             uint64_t number)
{
    if (!type->big_endian) {
        wdm_write_number(encoder->out, number, type->size);
        return;
    }
    for (unsigned i = type->size; i > 0; i--)
        wdm_write_u8(encoder->out, (uint8_t)(number >> (8 * (i - 1)) & 0xff));
}

static bool encode_real(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                        struct wdm_name text)
{
    uint64_t bits;
    bool negative;
    text = wdm_trim(text);
    wdm_form_read(type->form, &text, &negative, &bits);
    if (!wdm_decimal_parse(text.text, text.length, type->size == 4, &bits))
        return wdm_encode_bad_value(encoder, type, text);
    wdm_write_number(encoder->out, bits, type->size);
    return true;
}

/* Pairs of hex digits, and between them ':' or blanks. */
static bool next_byte(struct wdm_name *text, uint8_t *byte)
{
    while (text->length > 0 && (text->text[0] == ':' || text->text[0] == ' ')) {
        text->text++;
        text->length--;
    }
    if (text->length < 2)
        return false;
    unsigned high = wdm_digit(text->text[0]);
    unsigned low = wdm_digit(text->text[1]);
    if (high > 15 || low > 15)
        return false;
    *byte = (uint8_t)(high << 4 | low);
    text->text += 2;
    text->length -= 2;
    return true;
}

bool wdm_encode_bytes_count(const struct wdm_encoder *encoder, struct wdm_name value, size_t *count)
{
    uint8_t byte;
    *count = value.length;
    if (encoder->raw)
        return true;
    value = wdm_trim(value);
    for (*count = 0; value.length > 0; (*count)++) {
        if (!next_byte(&value, &byte))
            return false;
    }
    return true;
}

bool wdm_encode_bytes(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name value)
{
    struct wdm_name left = wdm_trim(value);
    if (encoder->raw) {
        wdm_write_bytes(encoder->out, value.text, value.length);
        return true;
    }
    while (left.length > 0) {
        uint8_t byte;
        if (!next_byte(&left, &byte))
            return wdm_encode_bad_value(encoder, type, value);
        wdm_write_u8(encoder->out, byte);
    }
    return true;
}

static bool encode_uuid(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                        struct wdm_name text)
{
    struct wdm_uuid uuid;
    text = wdm_trim(text);
    /* As decoding prints it: "a289cc33-...-c0c2 (basic-connect)". */
    size_t length = text.length;
    if (length > WDM_UUID_TEXT && text.text[WDM_UUID_TEXT] == ' ')
        length = WDM_UUID_TEXT;
    if (!wdm_uuid_parse(text.text, length, &uuid) &&
        !wdm_uuid_named(encoder->layout->catalogue, text.text, text.length, &uuid))
        return wdm_encode_bad_value(encoder, type, text);
    wdm_write_bytes(encoder->out, uuid.bytes, sizeof(uuid.bytes));
    return true;
}

static bool encode_address(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                           struct wdm_name text)
{
    uint8_t bytes[WDM_IPV6_SIZE];
    text = wdm_trim(text);
    if (!wdm_address_parse(text, bytes, type->size))
        return wdm_encode_bad_value(encoder, type, text);
    wdm_write_bytes(encoder->out, bytes, type->size);
    return true;
}

static bool encode_fixed_bytes(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                               struct wdm_name text)
{
    char hex[WDM_FORM_HEX_TEXT];
    size_t count;
    if (!encoder->raw)
        wdm_form_to_hex(type->form, &text, hex);
    bool good = wdm_encode_bytes_count(encoder, text, &count);
    if (good && encoder->raw && count != type->count)
        return wdm_encode_fail(encoder, "%zu bytes do not fit, %zu do", count, (size_t)type->count);
    if (!good || count != type->count)
        return wdm_encode_bad_value(encoder, type, text);
    return wdm_encode_bytes(encoder, type, text);
}

bool wdm_encode_fixed(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                      struct wdm_name text)
{
    uint64_t number;
    switch (type->kind) {
    case WDM_LAYOUT_FLOAT:
        return encode_real(encoder, type, text);
    case WDM_LAYOUT_UUID:
        return encode_uuid(encoder, type, text);
    case WDM_LAYOUT_BYTES:
        return encode_fixed_bytes(encoder, type, text);
    case WDM_LAYOUT_IPV4:
    case WDM_LAYOUT_IPV6:
        return encode_address(encoder, type, text);
    default:
        if (!wdm_encode_number(encoder, type, text, &number))
            return false;
        wdm_encode_write_number(encoder, type, number);
        return true;
    }
}

size_t wdm_layout_fixed_size(const struct wdm_layout_type *type)
{
    return type->kind == WDM_LAYOUT_BYTES ? type->count : type->size;
}
