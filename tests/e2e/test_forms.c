/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values in their natural form: times of the place, units, and JSON without them. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GET_TIME "-d sim:em7355 qmi dms get-time"

static struct child child;

static void wants(const char *arguments, const char *wanted)
{
    run(&child, arguments);
    if (child_defect(&child) != NULL || child.code != 0)
        fail_msg("%s: exit %d: %s", arguments, child.code, child.error.bytes);
    if (strstr(child.output.bytes, wanted) == NULL)
        fail_msg("%s: no %s in: %s", arguments, wanted, child.output.bytes);
}

/* What the simulated modem's clock shows, by TZ. */
static void test_zones(void **state)
{
    static const struct {
        const char *zone;
        const char *shows;
    } cases[] = {
        {"UTC0", "2015-07-12T04:00:00+00:00\n"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2015-07-12T06:00:00+02:00\n"},
        {":<-0330>3:30", "2015-07-12T00:30:00-03:30\n"},
        {"", "2015-07-12T04:00:00+00:00\n"},
        {"/nonexistent", "2015-07-12T04:00:00+00:00\n"},
        {"nonsense/..", "2015-07-12T04:00:00+00:00\n"},
        {"/", "2015-07-12T04:00:00+00:00\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        setenv("TZ", cases[i].zone, 1);
        wants(GET_TIME, cases[i].shows);
    }
}

/* A zone's file: only its last line counts. */
static void test_zone_file(void **state)
{
    static const struct {
        const char *text;
        const char *shows;
    } cases[] = {
        {"TZif2\nZZZ-5\n", "2015-07-12T09:00:00+05:00\n"},
        {"\nZZZ-5:30\n", "2015-07-12T09:30:00+05:30\n"},
        {"ZZZ-5\n", "2015-07-12T09:00:00+05:00\n"},
        {"ZZZ-5", "2015-07-12T04:00:00+00:00\n"},
        {"\n\n", "2015-07-12T04:00:00+00:00\n"},
        {"\n", "2015-07-12T04:00:00+00:00\n"},
        {"", "2015-07-12T04:00:00+00:00\n"},
    };
    char path[256];

    (void)state;
    run_path(path, sizeof path, ".zone");
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int longer = 0; longer < 2; longer++) {
            FILE *file = fopen(path, "w");
            assert_non_null(file);
            /* One that is longer than what is read of it. */
            if (longer)
                assert_int_equal(fprintf(file, "%0300d\n", 0), 301);
            assert_true(fputs(cases[i].text, file) >= 0);
            assert_int_equal(fclose(file), 0);
            setenv("TZ", path, 1);
            wants(GET_TIME, cases[i].shows);
        }
    }
}

static void test_values(void **state)
{
    (void)state;
    setenv("TZ", "ZZZ-2", 1);
    wants("-j " GET_TIME, "\"system_time\":1120708800000");
    wants("-d sim:em7355 qmi dms get-capabilities", " 100000000 bit/s\n");
    wants("-d sim:em7355,unlocked qmi nas get-signal-info", "snr   12.4 dB\n");
    wants("-d sim:em7355,unlocked mbim basic-connect signal-state", " -71 dBm\n");
    wants("-j -d sim:em7355,unlocked mbim basic-connect signal-state", "\"rssi\":21,");
}

/* What is taken is in the trace as what it means; traces tell UTC. */
static void test_taken(void **state)
{
    (void)state;
    run(&child, "-vv -d sim:em7355 qmi dms set-time time_value=2026-11-22T10:24:00+01:00");
    assert_non_null(strstr(child.error.bytes, "time_value  2026-11-22T09:24:00Z\n"));
    run(&child, "-vv -d sim:em7355 qmi dms set-time time_value=7");
    assert_non_null(strstr(child.error.bytes, "time_value  1980-01-06T00:00:00.007Z\n"));
    run(&child, "-d sim:em7355 qmi dms set-time time_value=2026-11-22T10:24:00");
    assert_int_equal(child.code, 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_zone_file),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
