/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/calendar.h - days, and what clocks show in a time zone.
 *
 * Times are in seconds since 1970, without leap seconds; days and years are those
 * of the Gregorian calendar.
 */
#ifndef WDM_CALENDAR_H
#define WDM_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The days from 1970 to the beginning of a month (1 to 12) of a year (1 to 10000). */
int64_t wdm_days_before(int64_t year, unsigned month);

/* The year of a day since 1970, which must be in the years 1970 to 9999. */
int64_t wdm_year_of(int64_t days);

/* By how many seconds clocks are before UTC at a time, by a rule as POSIX has it in
 * TZ and files of zones have it in their last line: "CET-1CEST,M3.5.0,M10.5.0/3"
 * (days as J60 and 59 are not known; "UTC" is 0). False where it is not of that form. */
bool wdm_zone_offset(const char *rule, size_t length, int64_t time, int32_t *offset);

#endif
