/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Floating-point numbers to decimal text and back, compared with libc's. */
#include "support.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wdm/decimal.h"

static uint64_t bits_of_double(double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof(bits));
    return bits;
}

static uint64_t bits_of_single(float real)
{
    uint32_t bits;
    memcpy(&bits, &real, sizeof(bits));
    return bits;
}

static double double_of_bits(uint64_t bits)
{
    double real;
    memcpy(&real, &bits, sizeof(real));
    return real;
}

static float single_of_bits(uint64_t bits)
{
    uint32_t low = (uint32_t)(bits & UINT32_MAX);
    float real;
    memcpy(&real, &low, sizeof(real));
    return real;
}

/* libc's text: of the fewest digits that read back the same. */
static void shortest(uint64_t bits, bool single, char text[40])
{
    for (int digits = 1; digits <= 17; digits++) {
        if (single) {
            (void)snprintf(text, 40, "%.*e", digits - 1, (double)single_of_bits(bits));
            if (bits_of_single(strtof(text, NULL)) == bits)
                break;
        } else {
            (void)snprintf(text, 40, "%.*e", digits - 1, double_of_bits(bits));
            if (bits_of_double(strtod(text, NULL)) == bits)
                break;
        }
    }
}

/* Digits of a text that count: those before the exponent, no zeros around them. */
static void digits_of(const char *text, char digits[40])
{
    size_t length = 0;
    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text >= '0' && *text <= '9' && (*text != '0' || length > 0))
            digits[length++] = *text;
    }
    while (length > 0 && digits[length - 1] == '0')
        length--;
    digits[length] = '\0';
}

/* Prints and reads a number, and compares all that with libc. */
static void check(uint64_t bits, bool single)
{
    char text[WDM_DECIMAL_TEXT], theirs[40], digits[40], their_digits[40];
    uint64_t back = 0;
    size_t length = wdm_decimal_format(bits, single, text);
    assert_int_equal(length, strlen(text));
    uint64_t read =
        single ? bits_of_single(strtof(text, NULL)) : bits_of_double(strtod(text, NULL));
    if (read != bits)
        fail_msg("%016llx is \"%s\" and libc reads %016llx", (unsigned long long)bits, text,
                 (unsigned long long)read);
    if (!wdm_decimal_parse(text, length, single, &back) || back != bits)
        fail_msg("%016llx is \"%s\" and reads %016llx", (unsigned long long)bits, text,
                 (unsigned long long)back);
    shortest(bits, single, theirs);
    digits_of(text, digits);
    digits_of(theirs, their_digits);
    /* Just above a power of two a number of fewer digits may be not the nearest. */
    if (strlen(digits) > strlen(their_digits) ||
        (strlen(digits) == strlen(their_digits) && strcmp(digits, their_digits) != 0))
        fail_msg("%016llx is \"%s\", but \"%s\" is shorter or nearer", (unsigned long long)bits,
                 text, theirs);
}

/* A number and those next to it. */
static void check_around(uint64_t bits, bool single)
{
    uint64_t infinity = single ? 0x7f800000 : (uint64_t)0x7ff << 52;
    for (uint64_t near = bits < 1 ? 0 : bits - 1; near <= bits + 1 && near < infinity; near++)
        check(near, single);
}

static void known_texts(void **state)
{
    (void)state;
    static const struct {
        double real;
        const char *text;
        const char *single;
    } cases[] = {
        {0, "0", "0"},
        {-0.0, "-0", "-0"},
        {1, "1", "1"},
        {-1.5, "-1.5", "-1.5"},
        {0.1, "0.1", "0.1"},
        {0.001, "0.001", "0.001"},
        {0.0001, "0.0001", "0.0001"},
        {0.00001, "1e-05", "1e-05"},
        {0.0000125, "1.25e-05", "1.25e-05"},
        {-77.0123, "-77.0123", "-77.0123"},
        {3.141592653589793, "3.141592653589793", "3.1415927"},
        {123456789, "123456789", "123456790"},
        {1e9, "1000000000", "1e+09"},
        {1e16, "10000000000000000", "1e+16"},
        {1e17, "1e+17", "1e+17"},
        {9007199254740993.0, "9007199254740992", "9.007199e+15"},
        {1e30, "1e+30", "1e+30"},
        {DBL_MAX, "1.7976931348623157e+308", "inf"},
        {DBL_MIN, "2.2250738585072014e-308", "0"},
        {5e-324, "5e-324", "0"},
        {1.4e-45, "1.4e-45", "1e-45"},
        {INFINITY, "inf", "inf"},
        {-INFINITY, "-inf", "-inf"},
        {NAN, "nan", "nan"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[WDM_DECIMAL_TEXT];
        float single = cases[i].real > (double)FLT_MAX ? INFINITY : (float)cases[i].real;
        wdm_decimal_format(bits_of_double(cases[i].real), false, text);
        assert_string_equal(text, cases[i].text);
        wdm_decimal_format(bits_of_single(single), true, text);
        assert_string_equal(text, cases[i].single);
    }
}

/* The form is that of %.17g, or of %.9g. */
static void form(void **state)
{
    (void)state;
    char text[WDM_DECIMAL_TEXT], theirs[40];
    for (int exponent = -12; exponent < 22; exponent++) {
        char number[16];
        (void)snprintf(number, sizeof(number), "15e%d", exponent);
        for (int single = 0; single < 2; single++) {
            double real = single ? (double)strtof(number, NULL) : strtod(number, NULL);
            (void)snprintf(theirs, sizeof(theirs), single ? "%.9g" : "%.17g", real);
            bool has_exponent = strchr(theirs, 'e');
            wdm_decimal_format(single ? bits_of_single((float)real) : bits_of_double(real), single,
                               text);
            assert_int_equal(strchr(text, 'e') != NULL, has_exponent);
            if (has_exponent)
                assert_string_equal(strchr(text, 'e'), strchr(theirs, 'e'));
        }
    }
}

static void edges(void **state)
{
    (void)state;
    static const uint64_t doubles[] = {0, 1, 0x000fffffffffffff, 0x0010000000000000,
                                       0x7fefffffffffffff};
    static const uint64_t singles[] = {0, 1, 0x007fffff, 0x00800000, 0x7f7fffff};
    for (size_t i = 0; i < COUNT(doubles); i++)
        check_around(doubles[i], false);
    for (size_t i = 0; i < COUNT(singles); i++)
        check_around(singles[i], true);
    for (uint64_t bits = 0; bits < 60; bits++) {
        check(bits, false);
        check(bits, true);
    }
}

static void powers_of_two(void **state)
{
    (void)state;
    for (uint64_t exponent = 0; exponent < 0x7ff; exponent += 29)
        check_around(exponent << 52, false);
    for (uint64_t exponent = 0; exponent < 52; exponent += 3)
        check_around((uint64_t)1 << exponent, false);
    for (uint64_t exponent = 0; exponent < 0xff; exponent += 3)
        check_around(exponent << 23, true);
    for (uint64_t exponent = 0; exponent < 23; exponent++)
        check_around((uint64_t)1 << exponent, true);
}

static void powers_of_ten(void **state)
{
    (void)state;
    for (int exponent = -324; exponent <= 308;
         exponent += exponent > -25 && exponent < 25 ? 1 : 13) {
        char text[16];
        (void)snprintf(text, sizeof(text), "1e%d", exponent);
        check_around(bits_of_double(strtod(text, NULL)), false);
        if (exponent >= -45 && exponent < 38)
            check_around(bits_of_single(strtof(text, NULL)), true);
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void any_number(void **state)
{
    (void)state;
    uint64_t seed = 0x9e3779b97f4a7c15;
    for (int i = 0; i < 150; i++) {
        uint64_t bits = next_random(&seed);
        if ((bits >> 52 & 0x7ff) != 0x7ff)
            check(bits, false); /* of either sign */
        if ((bits >> 23 & 0xff) != 0xff)
            check(bits & UINT32_MAX, true);
        /* Numbers that people write. */
        check(bits_of_double((double)(bits % 1000000) / 1000), false);
        check(bits_of_single((float)(bits % 100000) / 100), true);
    }
}

static void compare_reading(const char *text)
{
    uint64_t bits = 0;
    size_t length = strlen(text);
    double real = strtod(text, NULL);
    float single = strtof(text, NULL);
    assert_int_equal(wdm_decimal_parse(text, length, false, &bits), isfinite(real) != 0);
    if (isfinite(real) && bits != bits_of_double(real))
        fail_msg("\"%s\" reads %016llx", text, (unsigned long long)bits);
    assert_int_equal(wdm_decimal_parse(text, length, true, &bits), isfinite(single) != 0);
    if (isfinite(single) && bits != bits_of_single(single))
        fail_msg("\"%s\" reads %08llx as a single", text, (unsigned long long)bits);
}

static void any_text(void **state)
{
    (void)state;
    uint64_t seed = 0x2545f4914f6cdd1d;
    for (int i = 0; i < 300; i++) {
        uint64_t low = next_random(&seed), high = next_random(&seed);
        char text[64];
        (void)snprintf(text, sizeof(text), "%s%llu.%llue%d", i % 2 ? "-" : "",
                       (unsigned long long)(high >> i % 64), (unsigned long long)(low >> i / 64),
                       (int)(next_random(&seed) % 700) - 350);
        compare_reading(text);
    }
}

/* Half-way between two numbers, and next to it. */
static void half_ways(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "9007199254740993",
        "9007199254740995",
        "9007199254740993.000001",
        "9007199254740992.999999",
        "16777217",
        "16777219",
        "16777217.0000001",
        "16777216.9999999",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "7.0064923216240853e-46",
        "7.0064923216240854e-46",
        "1.7976931348623158e308",
        "1.797693134862315807e308",
        "1.7976931348623159e308",
        "3.4028235677973366e38",
        "3.4028235677973367e38",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "1.1754943508222875e-38",
        "1.00000017881393421514957253748434595763683319091796875",
    };
    for (size_t i = 0; i + 1 < COUNT(texts); i++)
        compare_reading(texts[i]);
    /* More digits than are read: next to the half way, so only near. */
    uint64_t bits;
    const char *longest = texts[COUNT(texts) - 1];
    assert_true(wdm_decimal_parse(longest, strlen(longest), true, &bits));
    assert_in_range(bits, 0x3f800001, 0x3f800002);
}

static void forms_that_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0",
        "-0",
        "+1",
        "1.",
        ".5",
        "-.5",
        "007",
        "1e5",
        "1E5",
        "1e+5",
        "1e-5",
        "1.5e0",
        "0e999",
        "0.0e-9",
        "00.0010",
        "1e-999",
        "1e-400",
        "123456789",
        "1e308",
        "0.000000000000000000000000000000000000000000001e45",
        "1000000000000000000000000000000000000000000000e-45",
        "100000000000000000000000000000000000000000000000000000000000000000000000000e-75",
        "0.00000000000000000000000000000000000000000000000000000000000000000000000001e-300",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        compare_reading(texts[i]);
}

static void words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t bits, single;
    } cases[] = {
        {"inf", 0x7ff0000000000000, 0x7f800000},
        {"-inf", 0xfff0000000000000, 0xff800000},
        {"nan", 0x7ff8000000000000, 0x7fc00000},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint64_t bits = 0;
        assert_true(wdm_decimal_parse(cases[i].text, strlen(cases[i].text), false, &bits));
        assert_true(bits == cases[i].bits);
        assert_true(wdm_decimal_parse(cases[i].text, strlen(cases[i].text), true, &bits));
        assert_true(bits == cases[i].single);
    }
}

static void refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e-",
        "1e5.",
        "1.2.3",
        "1,5",
        " 1",
        "1 ",
        "0x10",
        "--1",
        "+-1",
        "infinity",
        "in",
        "nano",
        "1f",
        "1e999",
        "-1e999",
        "1e2147483648",
        "1e99999999999999",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        uint64_t bits;
        if (wdm_decimal_parse(texts[i], strlen(texts[i]), false, &bits))
            fail_msg("\"%s\" is read", texts[i]);
    }
    uint64_t bits;
    assert_false(wdm_decimal_parse("1e39", 4, true, &bits));
    /* Only what it is told of is read. */
    assert_true(wdm_decimal_parse("12e9", 2, false, &bits));
    assert_true(bits == bits_of_double(12));
    assert_false(wdm_decimal_parse("12e9", 3, false, &bits));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts),
        cmocka_unit_test(form),
        cmocka_unit_test(edges),
        cmocka_unit_test(powers_of_two),
        cmocka_unit_test(powers_of_ten),
        cmocka_unit_test(any_number),
        cmocka_unit_test(any_text),
        cmocka_unit_test(half_ways),
        cmocka_unit_test(forms_that_are_read),
        cmocka_unit_test(words),
        cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
