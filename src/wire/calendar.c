/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Days, and time zones by rule. Uses nothing. */
#include "wdm/calendar.h"

#define DAY 86400

int64_t wdm_days_before(int64_t year, unsigned month)
{
    static const uint16_t before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    /* A leap year's day counts from its March on. */
    int64_t last = month > 2 ? year : year - 1;
    int64_t leaps = last / 4 - last / 100 + last / 400 - 477; /* since 1970 */
    return 365 * (year - 1970) + leaps + before[month - 1];
}

int64_t wdm_year_of(int64_t days)
{
    int64_t year = 1971 + days * 400 / 146097; /* 400 years have so many days */
    while (wdm_days_before(year, 1) > days)
        year--;
    return year;
}

/* What is left of a rule. */
struct rule {
    const char *text;
    size_t length;
};

static bool take(struct rule *rule, char character)
{
    if (rule->length == 0 || rule->text[0] != character)
        return false;
    rule->text++;
    rule->length--;
    return true;
}

/* A number of at most three digits. */
static bool take_number(struct rule *rule, int32_t *number)
{
    const char *begin = rule->text;
    *number = 0;
    while (rule->text - begin < 3 && rule->length > 0 && rule->text[0] >= '0' &&
           rule->text[0] <= '9') {
        *number = *number * 10 + (rule->text[0] - '0');
        take(rule, rule->text[0]);
    }
    return rule->text > begin;
}

/* "-3", "+1:30", "24:00:00", as seconds. */
static bool take_time(struct rule *rule, int32_t *seconds)
{
    int32_t unit = take(rule, '-') ? -3600 : 3600;
    int32_t number;
    take(rule, '+');
    *seconds = 0;
    do {
        if (!take_number(rule, &number))
            return false;
        *seconds += number * unit;
        unit /= 60;
    } while (unit != 0 && take(rule, ':'));
    return true;
}

/* "CET-1", "<+03>-3". Without an offset, *seconds stays as it is. */
static bool take_zone(struct rule *rule, int32_t *seconds)
{
    bool quoted = take(rule, '<');
    const char *begin = rule->text;
    while (rule->length > 0 && (quoted ? rule->text[0] != '>' : (rule->text[0] | 0x20) >= 'a'))
        take(rule, rule->text[0]);
    if (rule->text == begin || (quoted && !take(rule, '>')))
        return false;
    return rule->length == 0 || rule->text[0] == ',' || take_time(rule, seconds);
}

/* ",M3.5.0/2": when clocks change in a year, on the last Sunday in March, by their
 * own time. */
static bool take_change(struct rule *rule, int64_t year, int64_t *when)
{
    int32_t day[3] = {0}; /* month, week, day of the week */
    int32_t seconds = 7200;
    if (!take(rule, ',') || !take(rule, 'M'))
        return false;
    for (size_t i = 0; i < 3; i++) {
        if ((i > 0 && !take(rule, '.')) || !take_number(rule, &day[i]))
            return false;
    }
    if (day[0] < 1 || day[0] > 12 || (take(rule, '/') && !take_time(rule, &seconds)))
        return false;
    int64_t first = wdm_days_before(year, (unsigned)day[0]);
    int64_t next = day[0] == 12 ? first + 31 : wdm_days_before(year, (unsigned)day[0] + 1);
    /* 1970 began on a Thursday. */
    *when = first + (day[2] + 3 - first % 7 + 7) % 7 + (day[1] - 1) * 7;
    while (*when >= next)
        *when -= 7;
    *when = *when * DAY + seconds;
    return true;
}

bool wdm_zone_offset(const char *text, size_t length, int64_t time, int32_t *offset)
{
    struct rule rule = {text, length};
    int32_t standard = 0;
    int64_t begin;
    int64_t end;
    if (!take_zone(&rule, &standard))
        return false;
    *offset = -standard;
    if (rule.length == 0)
        return true;
    int32_t summer = standard - 3600;
    int64_t year = wdm_year_of((time - standard) / DAY);
    if (!take_zone(&rule, &summer) || !take_change(&rule, year, &begin) ||
        !take_change(&rule, year, &end) || rule.length > 0)
        return false;
    begin += standard;
    end += summer;
    if (begin < end ? time >= begin && time < end : time >= begin || time < end)
        *offset = -summer;
    return true;
}
