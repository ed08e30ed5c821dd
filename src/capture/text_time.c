/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Times in lines of logs. No state. */
#include <string.h>

#include "text_internal.h"
#include "wdm/calendar.h"
#include "wdm/format.h"

/* Times stand at the beginning of a line. */
#define REACH ((size_t)96)

/* `count` digits at `at` as a number; false where they are not there. */
static bool digits(struct text_span line, size_t at, size_t count, unsigned *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = at + i < line.length ? wdm_digit(line.text[at + i]) : 16;
        if (digit > 9)
            return false;
        *number = *number * 10 + digit;
    }
    return true;
}

static bool is(struct text_span line, size_t at, char c)
{
    return at < line.length && line.text[at] == c;
}

/* Digits of a fraction of a second, as nanoseconds. */
static int64_t fraction(struct text_span line, size_t at)
{
    int64_t result = 0;
    int64_t place = NANOSECONDS / 10;
    if (!is(line, at, '.') && !is(line, at, ','))
        return 0;
    for (at++; at < line.length && wdm_digit(line.text[at]) < 10; at++) {
        result += (int64_t)wdm_digit(line.text[at]) * place;
        place /= 10;
    }
    return result;
}

static unsigned month_of(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (unsigned i = 0; i < 12; i++) {
        if (memcmp(text, months + (size_t)3 * i, 3) == 0)
            return i + 1;
    }
    return 0;
}

static bool day(unsigned year, unsigned month, unsigned of_month, int64_t *days)
{
    if (year < 1970 || year > 2200 || month < 1 || month > 12 || of_month < 1 || of_month > 31)
        return false;
    *days = wdm_days_before(year, month) + of_month - 1;
    return true;
}

/* The date before the time at `at`: "2015-07-24T", "24 Jul 2015, ". */
static bool date_before(struct text_span line, size_t at, int64_t *days)
{
    unsigned year;
    unsigned month;
    unsigned of_month;
    if (at >= 11 && digits(line, at - 11, 4, &year) && is(line, at - 7, '-') &&
        digits(line, at - 6, 2, &month) && is(line, at - 4, '-') &&
        digits(line, at - 3, 2, &of_month))
        return day(year, month, of_month, days);
    if (at >= 13 && digits(line, at - 6, 4, &year) && is(line, at - 2, ',') &&
        (digits(line, at - 13, 2, &of_month) || digits(line, at - 12, 1, &of_month)))
        return day(year, month_of(line.text + at - 10), of_month, days);
    return false;
}

/* A time as clocks show it; and the offset from UTC behind it, where there is one. */
static bool clock_time(struct text_span line, size_t at, int64_t *when)
{
    unsigned hour;
    unsigned minute;
    unsigned second;
    int64_t days;
    size_t end = at + 8;
    if (!digits(line, at, 2, &hour) || !is(line, at + 2, ':') ||
        !digits(line, at + 3, 2, &minute) || !is(line, at + 5, ':') ||
        !digits(line, at + 6, 2, &second) || is(line, end, ':') || hour > 23 || minute > 59 ||
        second > 60 || (at > 0 && (wdm_digit(line.text[at - 1]) < 16 || line.text[at - 1] == ':')))
        return false;
    int64_t seconds = (int64_t)hour * 3600 + (int64_t)minute * 60 + second;
    *when = seconds * NANOSECONDS + fraction(line, end);
    if (!date_before(line, at, &days))
        return true;
    *when += days * SECONDS_A_DAY * NANOSECONDS;
    while (end < line.length && (wdm_digit(line.text[end]) < 10 || is(line, end, '.')))
        end++;
    if ((is(line, end, '+') || is(line, end, '-')) && digits(line, end + 1, 2, &hour) &&
        digits(line, end + (is(line, end + 3, ':') ? 4 : 3), 2, &minute)) {
        int64_t offset = ((int64_t)hour * 3600 + (int64_t)minute * 60) * NANOSECONDS;
        *when += is(line, end, '+') ? -offset : offset;
    }
    return true;
}

/* "[1437755611.123456]": ModemManager's own, in seconds since 1970. */
static bool epoch_time(struct text_span line, size_t at, int64_t *when)
{
    uint64_t seconds;
    struct text_span rest = wdm_text_from(line, at);
    if (!is(line, at, '['))
        return false;
    rest = wdm_text_from(rest, 1);
    if (!wdm_text_take_number(&rest, &seconds) || !is(rest, 0, '.') || seconds >= 9000000000 ||
        seconds < 86400)
        return false;
    *when = (int64_t)seconds * NANOSECONDS + fraction(rest, 0);
    return true;
}

bool wdm_text_time(struct text_span line, int64_t *when)
{
    bool found = false;
    int64_t other;
    if (line.length > REACH)
        line.length = REACH;
    for (size_t at = 0; at + 8 <= line.length; at++) {
        if (epoch_time(line, at, &other)) {
            /* It has the date that a journal's time may lack. */
            if (!found || *when < SECONDS_A_DAY * NANOSECONDS)
                *when = other;
            return true;
        }
        if (!found && clock_time(line, at, when))
            found = true;
    }
    return found;
}
