/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The parser of natural forms. Uses nothing but the catalogue. */
#include "form.h"

#include "address.h"

/* The most digits of a number: all such fit 63 bits. */
#define DIGITS 18

/* The most decimals of a form: with so many, any time fits too. */
#define DECIMALS 6

#define GPS_EPOCH 315964800 /* 1980-01-06 */

static const char words[][8] = {"unix",    "gps",  "hex", "mcc",  "mnc",
                                "version", "ipv4", "bcd", "plmn", ""};

int64_t wdm_form_power(unsigned decimals)
{
    int64_t power = 1;
    while (decimals-- > 0)
        power *= 10;
    return power;
}

size_t wdm_form_place(enum wdm_form_kind kind, size_t digit)
{
    static const uint8_t plmn[] = {0, 1, 2, 4, 5, 3};
    return kind == WDM_FORM_PLMN ? plmn[digit % sizeof(plmn)] : digit;
}

static bool take(struct wdm_name *text, char character)
{
    if (text->length == 0 || text->text[0] != character)
        return false;
    text->text++;
    text->length--;
    return true;
}

bool wdm_form_take_decimal(struct wdm_name *text, int64_t *number, unsigned *decimals)
{
    struct wdm_name left = *text;
    bool negative = take(&left, '-');
    bool point = false;
    unsigned digits = 0;
    if (!negative)
        take(&left, '+');
    *number = 0;
    *decimals = 0;
    while (left.length > 0 && digits <= DIGITS) {
        unsigned digit = (unsigned)(left.text[0] - '0');
        if (!point && take(&left, '.')) {
            point = true;
            continue;
        }
        if (digit > 9)
            break;
        *number = *number * 10 + digit;
        *decimals += point;
        digits++;
        take(&left, left.text[0]);
    }
    if (negative)
        *number = -*number;
    if (digits == 0 || digits > DIGITS)
        return false;
    *text = left;
    return true;
}

/* "0.5-23.5": a factor and an offset, either of which may be missing. */
static bool take_scale(struct wdm_name *text, struct wdm_form *form)
{
    unsigned decimals;
    form->scaled = wdm_form_take_decimal(text, &form->factor, &form->decimals);
    if (!form->scaled)
        form->factor = 1;
    else if (wdm_form_take_decimal(text, &form->offset, &decimals) && decimals != form->decimals)
        return false;
    return form->factor != 0 && form->decimals <= DECIMALS;
}

bool wdm_form_parse(struct wdm_name text, struct wdm_form *form)
{
    unsigned decimals = 0;
    *form = (struct wdm_form){.kind = WDM_FORM_UNIX};
    if (text.length == 0 || !take_scale(&text, form))
        return false;
    form->unit.text = text.text;
    while (form->unit.length < text.length && text.text[form->unit.length] != '?')
        form->unit.length++;
    text.text += form->unit.length;
    text.length -= form->unit.length;
    char first = '\0';
    if (form->unit.length > 0)
        first = form->unit.text[0];
    while (form->kind < WDM_FORM_UNIT &&
           (words[form->kind][0] != first || !wdm_name_is(form->unit, words[form->kind])))
        form->kind++;
    if (form->kind == WDM_FORM_GPS)
        form->offset = GPS_EPOCH * wdm_form_power(form->decimals);
    form->has_unknown = take(&text, '?');
    if (!form->has_unknown)
        return form->unit.length > 0;
    return wdm_form_take_decimal(&text, &form->unknown, &decimals) && text.length + decimals == 0;
}

bool wdm_form_is_right(const struct wdm_layout_type *type)
{
    struct wdm_form form;
    if (!type->form.text)
        return true;
    if (!wdm_form_parse(type->form, &form) ||
        (form.unit.length > 0 && form.unit.text[0] < 'A' && form.unit.text[0] != '%'))
        return false;
    bool plain = !form.scaled && !form.has_unknown;
    bool number = type->kind == WDM_LAYOUT_NUMBER && type->enumeration.length == 0;
    if (form.kind < WDM_FORM_HEX)
        return number;
    if (form.kind == WDM_FORM_UNIT)
        return number || (plain && type->kind == WDM_LAYOUT_FLOAT);
    if (form.kind >= WDM_FORM_BCD)
        return plain && (type->kind == WDM_LAYOUT_BYTES || type->bytes);
    return plain && number && !type->is_signed &&
           (form.kind != WDM_FORM_IPV4 || type->size == WDM_IPV4_SIZE);
}
