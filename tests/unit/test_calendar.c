/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Days, and time zones by rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "wdm/calendar.h"

#define HOUR 3600
#define DAY  86400

static void test_days(void **state)
{
    (void)state;
    static const struct {
        int64_t year;
        unsigned month;
        int64_t days;
    } cases[] = {
        {1970, 1, 0},     {1970, 2, 31},     {1970, 12, 334},     {1972, 2, 761},
        {1972, 3, 790},   {1973, 1, 1096},   {1969, 12, -31},     {1968, 3, -671},
        {1, 1, -719162},  {2000, 3, 11017},  {2026, 11, 20758},   {2100, 3, 47541},
        {2101, 1, 47847}, {2400, 3, 157114}, {10000, 1, 2932897},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(wdm_days_before(cases[i].year, cases[i].month), cases[i].days);
}

/* Each first and last day. */
static void test_years(void **state)
{
    (void)state;
    for (int64_t year = 1970; year < 10000; year++) {
        int64_t first = wdm_days_before(year, 1);
        int64_t next = wdm_days_before(year + 1, 1);
        assert_in_range(next - first, 365, 366);
        assert_int_equal(wdm_year_of(first), year);
        assert_int_equal(wdm_year_of(next - 1), year);
    }
}

/* 2026-01-01 */
#define YEAR ((int64_t)20454 * DAY)

static const struct {
    const char *rule;
    int64_t time;
    int32_t offset;
} rules[] = {
    {"UTC0", 0, 0},
    {"UTC", 0, 0},
    {"<+0330>-3:30", 0, 3 * HOUR + 1800},
    {"ZZZ+3:00:01", 0, -3 * HOUR - 1},
    /* The last Sunday in March, 2:00 of standard time; that in October, 3:00 of summer's. */
    {"CET-1CEST,M3.5.0,M10.5.0/3", YEAR, HOUR},
    {"CET-1CEST,M3.5.0,M10.5.0/3", YEAR + 87 * DAY + HOUR - 1, HOUR},
    {"CET-1CEST,M3.5.0,M10.5.0/3", YEAR + 87 * DAY + HOUR, 2 * HOUR},
    {"CET-1CEST,M3.5.0,M10.5.0/3", YEAR + 297 * DAY + HOUR - 1, 2 * HOUR},
    {"CET-1CEST,M3.5.0,M10.5.0/3", YEAR + 297 * DAY + HOUR, HOUR},
    /* The year is that of the clock, and summer goes over its end. */
    {"NZST-12NZDT,M9.5.0,M4.1.0/3", YEAR - 1, 13 * HOUR},
    {"NZST-12NZDT,M9.5.0,M4.1.0/3", YEAR + 150 * DAY, 12 * HOUR},
    {"NZST-12NZDT,M9.5.0,M4.1.0/3", YEAR + 360 * DAY, 13 * HOUR},
    /* Two hours of summer time; a change before the day and long after it. */
    {"ZZZ0YYY-2,M6.1.1/-1,M7.2.6/50", YEAR + 151 * DAY - HOUR - 1, 0},
    {"ZZZ0YYY-2,M6.1.1/-1,M7.2.6/50", YEAR + 151 * DAY - HOUR, 2 * HOUR},
    {"ZZZ0YYY-2,M6.1.1/-1,M7.2.6/50", YEAR + 191 * DAY + 48 * HOUR - 1, 2 * HOUR},
    {"ZZZ0YYY-2,M6.1.1/-1,M7.2.6/50", YEAR + 191 * DAY + 48 * HOUR, 0},
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        int32_t offset = 99;
        if (!wdm_zone_offset(rules[i].rule, strlen(rules[i].rule), rules[i].time, &offset))
            fail_msg("%s is no rule", rules[i].rule);
        if (offset != rules[i].offset)
            fail_msg("%s (%zu): %d", rules[i].rule, i, (int)offset);
    }
}

static void test_bad_rules(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "-1",
        "<CET-1",
        "CET-1CEST,M3.5.0",
        "CET-1CEST",
        "CET-1CEST,M3.5.0,M10.5.0/3x",
        "CET-1CEST,M0.5.0,M10.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.5,M10.5.0",
        "CET-1CEST,J60,M10.5.0",
        "CET-1CEST,59,M10.5.0",
        "CET-1CEST,M3.5.0,M10.5.0/3,",
        "1CET",
        "CET-1:",
        "CET-1CEST,M3.5.0/,M10.5.0",
        "CET-1111",
    };
    int32_t offset;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (wdm_zone_offset(bad[i], strlen(bad[i]), 0, &offset))
            fail_msg("\"%s\" is a rule", bad[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_bad_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
