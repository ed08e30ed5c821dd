/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing values in their natural form. Uses nothing but the catalogue. */
#include "address.h"
#include "form.h"
#include "print.h"
#include "wdm/calendar.h"
#include "wdm/decimal.h"

#define DAY 86400

/* ".05" of 5 with two decimals. */
static void put_fraction(struct wdm_output *output, int64_t fraction, unsigned decimals)
{
    char text[20] = {'.'};
    for (unsigned i = decimals; i > 0; i--) {
        text[i] = (char)('0' + fraction % 10);
        fraction /= 10;
    }
    output->write(output, text, decimals + 1);
}

static void put_fixed(struct wdm_output *output, int64_t fixed, unsigned decimals)
{
    int64_t power = wdm_form_power(decimals);
    if (fixed < 0) {
        wdm_put(output, "-");
        fixed = -fixed;
    }
    wdm_put_number(output, (uint64_t)(fixed / power));
    if (decimals > 0)
        put_fraction(output, fixed % power, decimals);
}

static void put_unit(struct wdm_output *output, const struct wdm_form *form)
{
    if (form->unit.length == 0)
        return;
    wdm_put(output, " ");
    output->write(output, form->unit.text, form->unit.length);
}

static void put_raw(struct wdm_output *output, const struct wdm_value *value)
{
    if (value->kind == WDM_VALUE_SIGNED)
        wdm_put_signed(output, value->number);
    else
        wdm_put_number(output, value->number);
}

/* A number scaled by its form, in units of its last decimal. False: too large. */
static bool scale(const struct wdm_form *form, const struct wdm_value *value, int64_t *fixed)
{
    bool negative = value->kind == WDM_VALUE_SIGNED && value->number >> 63;
    uint64_t magnitude = negative ? 0 - value->number : value->number;
    int64_t most = INT64_MAX / 2 / form->factor;
    if (magnitude > (uint64_t)(most < 0 ? -most : most))
        return false;
    *fixed = (int64_t)magnitude * (negative ? -form->factor : form->factor) + form->offset;
    return true;
}

static bool is_unknown(const struct wdm_form *form, const struct wdm_value *value)
{
    uint64_t sign = value->kind == WDM_VALUE_SIGNED ? (uint64_t)1 << 63 : 0;
    uint64_t unknown = (uint64_t)form->unknown;
    if (sign == 0)
        unknown &= UINT64_MAX >> (64 - 8 * value->raw.length);
    return form->has_unknown && (value->number ^ sign) >= (unknown ^ sign);
}

/* "2026-01-31T13:00:00.25+01:00", of the years 1970 to 9999. */
static bool put_time(const struct wdm_form *form, int64_t fixed,
                     const struct wdm_print_options *options, struct wdm_output *output)
{
    int64_t power = wdm_form_power(form->decimals);
    int64_t time = fixed / power;
    int minutes = options->utc_offset ? (int)(options->utc_offset(time) / 60) : 0;
    int64_t local = time + minutes * 60;
    int64_t days = local / DAY;
    unsigned second = (unsigned)(local % DAY);
    unsigned month = 12;
    if (fixed < 0 || local < 0 || days >= wdm_days_before(10000, 1))
        return false;
    int64_t year = wdm_year_of(days);
    while (wdm_days_before(year, month) > days)
        month--;
    wdm_put_format(output, "%04u-%02u-%02uT%02u:%02u:%02u", (unsigned)year, month,
                   (unsigned)(days - wdm_days_before(year, month)) + 1, second / 3600,
                   second / 60 % 60, second % 60);
    if (fixed % power > 0)
        put_fraction(output, fixed % power, form->decimals);
    unsigned offset = (unsigned)(minutes < 0 ? -minutes : minutes);
    if (options->utc_offset)
        wdm_put_format(output, "%c%02u:%02u", minutes < 0 ? '-' : '+', offset / 60, offset % 60);
    else
        wdm_put(output, "Z");
    return true;
}

static bool put_scaled(const struct wdm_form *form, const struct wdm_value *value,
                       const struct wdm_print_options *options, struct wdm_output *output)
{
    int64_t fixed;
    bool unit = form->kind == WDM_FORM_UNIT;
    /* As of an enumeration. */
    if (is_unknown(form, value)) {
        wdm_put(output, "unknown (");
        put_raw(output, value);
        wdm_put(output, ")");
        return true;
    }
    if (unit && !form->scaled)
        put_raw(output, value);
    else if (!scale(form, value, &fixed))
        return false;
    else if (!unit)
        return put_time(form, fixed, options, output);
    else
        put_fixed(output, fixed, form->decimals);
    put_unit(output, form);
    return true;
}

/* A number's last four bytes, the highest first. */
static void put_ipv4(struct wdm_output *output, uint64_t number)
{
    wdm_put_format(output, "%u.%u.%u.%u", (unsigned)(number >> 24 & 0xff),
                   (unsigned)(number >> 16 & 0xff), (unsigned)(number >> 8 & 0xff),
                   (unsigned)(number & 0xff));
}

static bool put_number(const struct wdm_form *form, const struct wdm_value *value,
                       const struct wdm_print_options *options, struct wdm_output *output)
{
    uint64_t number = value->number;
    if (form->kind < WDM_FORM_HEX || form->kind == WDM_FORM_UNIT)
        return put_scaled(form, value, options, output);
    if (value->kind == WDM_VALUE_SIGNED || form->kind >= WDM_FORM_BCD)
        return false;
    if (form->kind == WDM_FORM_HEX)
        wdm_put_hex(output, number);
    else if (form->kind == WDM_FORM_IPV4)
        put_ipv4(output, number);
    else if (form->kind == WDM_FORM_VERSION && number >> 8 < 10 && (number & 0xff) < 10)
        wdm_put_format(output, "%u.%u", (unsigned)(number >> 8), (unsigned)(number & 0xff));
    else if (form->kind == WDM_FORM_VERSION || number > UINT16_MAX)
        return false;
    else
        wdm_put_format(output, form->kind == WDM_FORM_MCC ? "%03u" : "%02u", (unsigned)number);
    return true;
}

/* The digits of packed bytes: "1234", of a PLMN "262-01". An odd number is filled up
 * with an F. Other bytes as hex that cannot be taken for digits. */
static bool put_digits(const struct wdm_form *form, struct wdm_span bytes,
                       struct wdm_output *output)
{
    char text[WDM_FORM_HEX_TEXT + 1];
    bool plmn = form->kind == WDM_FORM_PLMN;
    size_t count = 2 * bytes.length;
    size_t length = 0;
    bool good = plmn ? bytes.length == 3 : form->kind == WDM_FORM_BCD && count < sizeof(text);
    if (!good || count == 0)
        return false;
    for (size_t i = 0; i < count && good; i++) {
        size_t place = wdm_form_place(form->kind, i);
        unsigned digit = bytes.bytes[place / 2] >> (place % 2 * 4) & 15;
        good = digit < 10 || (digit == 15 && i + 1 == count);
        if (plmn && i == 3)
            text[length++] = '-';
        if (digit < 10)
            text[length++] = (char)('0' + digit);
    }
    if (good) {
        output->write(output, text, length);
        return true;
    }
    wdm_put(output, "0x");
    wdm_put_bytes(output, bytes);
    return true;
}

bool wdm_put_form(const struct wdm_value *value, const struct wdm_print_options *options,
                  struct wdm_output *output)
{
    char text[WDM_DECIMAL_TEXT];
    struct wdm_form form;
    if (!wdm_form_parse(value->form, &form))
        return false;
    switch (value->kind) {
    case WDM_VALUE_UNSIGNED:
    case WDM_VALUE_SIGNED:
        return put_number(&form, value, options, output);
    case WDM_VALUE_FLOAT:
        wdm_decimal_format(value->number, value->raw.length == 4, text);
        wdm_put(output, text);
        put_unit(output, &form);
        return true;
    default:
        return value->kind == WDM_VALUE_BYTES && put_digits(&form, value->raw, output);
    }
}

void wdm_put_form_words(struct wdm_output *output, struct wdm_name text)
{
    static const uint8_t bytes[] = {0x21, 0x43, 0x65};
    static const struct wdm_print_options options = {.personal = true};
    struct wdm_value value = {.number = 1, .raw = {bytes, sizeof(bytes)}, .form = text};
    struct wdm_form form;
    if (!wdm_form_parse(text, &form) || form.unit.length == 0)
        return;
    bool of_bytes = form.kind == WDM_FORM_BCD || form.kind == WDM_FORM_PLMN;
    if (of_bytes)
        value.kind = WDM_VALUE_BYTES;
    wdm_put(output, of_bytes ? ", 214365 is " : ", 1 is ");
    wdm_put_form(&value, &options, output);
}
