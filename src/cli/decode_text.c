/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Times, durations, and texts of so many columns, for the views of an exchange. */
#include <string.h>

#include "decode.h"
#include "wdm/calendar.h"
#include "wdm/format.h"
#include "wdm/utf16.h"

#define SECOND INT64_C(1000000000)
#define DAY    (INT64_C(86400) * SECOND)

static bool is_start(char character)
{
    return ((unsigned char)character & 0xc0U) != 0x80;
}

static void text_write(struct wdm_output *output, const char *text, size_t length)
{
    struct decode_text *out = (struct decode_text *)output;
    size_t room = sizeof out->bytes - 1 - out->length;

    if (out->cut)
        return;
    if (length > room) {
        out->cut = true;
        length = room;
        while (length > 0 && !is_start(text[length]))
            length--;
    }
    memcpy(out->bytes + out->length, text, length);
    out->length += length;
    out->bytes[out->length] = '\0';
}

void decode_text_init(struct decode_text *text)
{
    text->output.write = text_write;
    text->length = 0;
    text->cut = false;
    text->bytes[0] = '\0';
}

size_t decode_columns(const char *text, size_t length)
{
    size_t columns = 0;

    for (size_t i = 0; i < length; i++)
        columns += is_start(text[i]);
    return columns;
}

size_t decode_bytes_of(const char *text, size_t length, size_t columns)
{
    size_t at = 0;

    while (at < length && columns > 0) {
        at++;
        while (at < length && !is_start(text[at]))
            at++;
        columns--;
    }
    return at;
}

int64_t decode_number(struct wdm_name text)
{
    unsigned base = 10;
    int64_t number = 0;
    size_t at = 0;

    if (text.length > 2 && text.text[0] == '0' && (text.text[1] == 'x' || text.text[1] == 'X')) {
        base = 16;
        at = 2;
    }
    for (; at < text.length; at++) {
        unsigned digit = wdm_digit(text.text[at]);

        if (digit >= base || number > UINT32_MAX)
            return -1;
        number = number * base + digit;
    }
    return text.length > 0 ? number : -1;
}

void decode_put_unsigned(uint64_t number, struct wdm_output *out)
{
    char text[20];
    char *at = text + sizeof text;

    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    out->write(out, at, (size_t)(text + sizeof text - at));
}

/* `number` in `places` digits, zeros in front. */
static void put_places(uint32_t number, unsigned places, struct wdm_output *out)
{
    char text[10];
    unsigned at = places;

    for (; at > 0; number /= 10)
        text[--at] = (char)('0' + number % 10);
    out->write(out, text, places);
}

static uint64_t magnitude(int64_t number)
{
    return number < 0 ? UINT64_MAX - (uint64_t)number + 1 : (uint64_t)number;
}

bool decode_tells_latency(const struct wdm_exchange *exchange)
{
    return exchange->role == WDM_EXCHANGE_ANSWER && exchange->timed && exchange->latency != 0;
}

void decode_put_duration(int64_t nanoseconds, struct wdm_output *out)
{
    static const struct {
        uint64_t unit;
        const char *name;
    } units[] = {{1000000000, "s"}, {1000000, "ms"}, {1000, "us"}, {1, "ns"}};
    uint64_t length = magnitude(nanoseconds);
    size_t i = 0;
    uint64_t hundredths;

    while (i < 3 && length < units[i].unit)
        i++;
    if (nanoseconds < 0)
        wdm_put(out, "-");
    hundredths =
        length / units[i].unit >= 100000000 ? 0 : length % units[i].unit * 100 / units[i].unit;
    decode_put_unsigned(length / units[i].unit, out);
    if (length / units[i].unit < 10 && hundredths % 10 > 0) {
        wdm_put(out, ".");
        put_places((uint32_t)hundredths, 2, out);
    } else if (length / units[i].unit < 100 && hundredths >= 10) {
        wdm_put(out, ".");
        put_places((uint32_t)(hundredths / 10), 1, out);
    }
    wdm_put(out, " ");
    wdm_put(out, units[i].name);
}

void decode_put_passed(bool timed, int64_t passed, struct wdm_output *out)
{
    int64_t milliseconds = passed / 1000000;

    if (!timed)
        wdm_put(out, "         ");
    else if (milliseconds < 0)
        wdm_put_format(out, "-%3ld.%03ld ", (long)(-milliseconds / 1000),
                       (long)(-milliseconds % 1000));
    else
        wdm_put_format(out, "%4ld.%03ld ", (long)(milliseconds / 1000),
                       (long)(milliseconds % 1000));
}

/* "2026-11-22T" */
static void make_day(struct decode_day *day, int64_t days)
{
    int64_t year = wdm_year_of(days);
    unsigned month = 12;

    while (month > 1 && wdm_days_before(year, month) > days)
        month--;
    day->day = days;
    wdm_format(day->text, sizeof day->text, "%04ld-%02u-%02ldT", (long)year, month,
               (long)(days - wdm_days_before(year, month) + 1));
}

static void put_fraction(int64_t nanoseconds, struct wdm_output *out)
{
    wdm_put(out, ".");
    if (nanoseconds % 1000 == 0)
        put_places((uint32_t)(nanoseconds / 1000), 6, out);
    else
        put_places((uint32_t)nanoseconds, 9, out);
}

void decode_put_absolute(struct decode_day *day, int64_t when, struct wdm_output *out)
{
    int64_t days = when / DAY - (when % DAY < 0);
    int64_t rest = when - days * DAY;
    int64_t seconds = rest / SECOND;
    bool dated = days > 0;

    if (dated && days != day->day)
        make_day(day, days);
    if (dated)
        wdm_put(out, day->text);
    put_places((uint32_t)(seconds / 3600), 2, out);
    wdm_put(out, ":");
    put_places((uint32_t)(seconds / 60 % 60), 2, out);
    wdm_put(out, ":");
    put_places((uint32_t)(seconds % 60), 2, out);
    put_fraction(rest % SECOND, out);
    if (dated)
        wdm_put(out, "Z");
}

void decode_put_seconds(int64_t nanoseconds, struct wdm_output *out)
{
    uint64_t length = magnitude(nanoseconds);

    if (nanoseconds < 0)
        wdm_put(out, "-");
    decode_put_unsigned(length / (uint64_t)SECOND, out);
    put_fraction((int64_t)(length % (uint64_t)SECOND), out);
}
