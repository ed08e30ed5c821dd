/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading values in their natural form. Uses string.h. */
#include <string.h>

#include "address.h"
#include "encode.h"
#include "form.h"
#include "names.h"
#include "wdm/calendar.h"
#include "wdm/format.h"

static bool is_hex(struct wdm_name text)
{
    return text.length > 1 && text.text[0] == '0' && (text.text[1] | 0x20) == 'x';
}

/* Takes the unit off the text's end. False: it is not there. */
static bool take_unit(const struct wdm_form *form, struct wdm_name *text)
{
    size_t length = form->unit.length;
    struct wdm_name rest = {.text = text->text, .length = text->length - length};
    if (length == 0 || text->length <= length ||
        !wdm_names_match(form->unit.text, length, rest.text + rest.length, length))
        return false;
    *text = wdm_trim(rest);
    return true;
}

/* "5.3" to a number in units of the form's last decimal. */
static bool read_fixed(const struct wdm_form *form, struct wdm_name text, int64_t *fixed)
{
    unsigned decimals;
    if (!wdm_form_take_decimal(&text, fixed, &decimals) || text.length > 0 ||
        decimals > form->decimals)
        return false;
    int64_t power = wdm_form_power(form->decimals - decimals);
    if (*fixed > INT64_MAX / 4 / power || *fixed < INT64_MIN / 4 / power)
        return false;
    *fixed *= power;
    return true;
}

/* Takes numbers as the pattern has them: each 0 is a digit of one, other characters
 * stand for themselves and end it. False: it is not of the pattern. */
static bool take_pattern(struct wdm_name *text, const char *pattern, int64_t *numbers)
{
    *numbers = 0;
    for (; *pattern; pattern++) {
        if (text->length == 0)
            return false;
        char character = *text->text++;
        text->length--;
        unsigned digit = wdm_digit(character);
        if (*pattern != '0' && character != *pattern)
            return false;
        if (*pattern != '0')
            *++numbers = 0;
        else if (digit > 9)
            return false;
        else
            *numbers = *numbers * 10 + digit;
    }
    return true;
}

/* "Z", "+01:00" to minutes, which are all that is left. */
static bool read_zone(struct wdm_name text, int64_t *minutes)
{
    int64_t clock[2] = {0};
    if (text.length == 0)
        return false;
    char sign = *text.text++;
    text.length--;
    if ((sign == '+' || sign == '-') && !take_pattern(&text, "00:00", clock))
        return false;
    *minutes = (clock[0] * 60 + clock[1]) * (sign == '-' ? -1 : 1);
    return text.length == 0 && strchr("+-Zz", sign) && clock[0] < 24 && clock[1] < 60;
}

/* "2026-01-31T13:00:00.25+01:00" to a number in units of the last decimal. */
static bool read_time(struct wdm_name text, unsigned decimals, int64_t *fixed)
{
    int64_t part[6]; /* from the year to the minute */
    int64_t seconds;
    int64_t zone;
    unsigned given;
    if (!take_pattern(&text, "0000-00-00T00:00:", part) ||
        !wdm_form_take_decimal(&text, &seconds, &given) || !read_zone(text, &zone))
        return false;
    if (part[0] < 1 || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[3] > 23 || part[4] > 59 ||
        seconds < 0 || given > decimals || seconds >= 60 * wdm_form_power(given))
        return false;
    int64_t day = wdm_days_before(part[0], (unsigned)part[1]) + part[2] - 1;
    /* The next month's beginning. */
    if (day >= wdm_days_before(part[0] + part[1] / 12, (unsigned)part[1] % 12 + 1))
        return false;
    int64_t minutes = day * 1440 + part[3] * 60 + part[4] - zone;
    *fixed = minutes * 60 * wdm_form_power(decimals) + seconds * wdm_form_power(decimals - given);
    return true;
}

/* The number whose scaled value this is. */
static enum wdm_form_reading unscale(const struct wdm_form *form, int64_t fixed, bool *negative,
                                     uint64_t *number)
{
    int64_t above = fixed - form->offset;
    *negative = above / form->factor < 0;
    *number = (uint64_t)(above / form->factor);
    return above % form->factor == 0 ? WDM_FORM_READ : WDM_FORM_WRONG;
}

/* "10.0.0.1", and "1.0" of a version. */
static enum wdm_form_reading read_bytes(const struct wdm_form *form, struct wdm_name text,
                                        uint64_t *number)
{
    uint8_t four[WDM_IPV4_SIZE];
    int64_t part[2];
    if (form->kind == WDM_FORM_IPV4 && wdm_address_parse(text, four, sizeof(four))) {
        *number =
            (uint32_t)four[0] << 24 | (uint32_t)four[1] << 16 | (uint32_t)four[2] << 8 | four[3];
        return WDM_FORM_READ;
    }
    if (form->kind == WDM_FORM_VERSION && take_pattern(&text, "0.0", part) && text.length == 0) {
        *number = (uint64_t)part[0] << 8 | (uint64_t)part[1];
        return WDM_FORM_READ;
    }
    return WDM_FORM_RAW;
}

enum wdm_form_reading wdm_form_read(struct wdm_name form_text, struct wdm_name *text,
                                    bool *negative, uint64_t *number)
{
    struct wdm_form form;
    int64_t fixed;
    *negative = false;
    if (is_hex(*text) || !wdm_form_parse(form_text, &form))
        return WDM_FORM_RAW;
    if (form.kind < WDM_FORM_HEX)
        return read_time(*text, form.decimals, &fixed) ? unscale(&form, fixed, negative, number)
                                                       : WDM_FORM_RAW;
    if (form.kind != WDM_FORM_UNIT)
        return read_bytes(&form, *text, number);
    if (!take_unit(&form, text) || !form.scaled)
        return WDM_FORM_RAW;
    return read_fixed(&form, *text, &fixed) ? unscale(&form, fixed, negative, number)
                                            : WDM_FORM_WRONG;
}

/* Digits, two a byte, filled up with an F. Returns the length; 0: these are others. */
static size_t pack(enum wdm_form_kind kind, struct wdm_name text, char hex[WDM_FORM_HEX_TEXT])
{
    size_t count = 0;
    if (kind != WDM_FORM_BCD && kind != WDM_FORM_PLMN)
        return 0;
    for (size_t i = 0; i < text.length; i++) {
        if (kind == WDM_FORM_PLMN && i == 3 && text.text[i] == '-')
            continue;
        if (wdm_digit(text.text[i]) > 9 || count == WDM_FORM_HEX_TEXT)
            return 0;
        hex[wdm_form_place(kind, count++) ^ 1] = text.text[i];
    }
    if (kind == WDM_FORM_PLMN && (text.length < 6 || text.length > 7 || text.length == count))
        return 0;
    if (count % 2 > 0)
        hex[wdm_form_place(kind, count++) ^ 1] = 'f';
    return count;
}

void wdm_form_to_hex(struct wdm_name form_text, struct wdm_name *text, char hex[WDM_FORM_HEX_TEXT])
{
    struct wdm_form form;
    struct wdm_name trimmed = wdm_trim(*text);
    if (!wdm_form_parse(form_text, &form))
        return;
    if (is_hex(trimmed)) {
        *text = (struct wdm_name){.text = trimmed.text + 2, .length = trimmed.length - 2};
        return;
    }
    size_t length = pack(form.kind, trimmed, hex);
    if (length > 0)
        *text = (struct wdm_name){.text = hex, .length = length};
}
