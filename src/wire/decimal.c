/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Floating-point numbers as decimal text. Whole numbers of many words hold both
 * sides of each comparison, so nothing is ever rounded but the result. Uses
 * string.h. */
#include "wdm/decimal.h"

#include <stdint.h>
#include <string.h>

#include "wdm/format.h"

/* A text's digits that count. */
#define DIGITS_MAX 40

/* No number has more digits before its point, or more zeros after it. */
#define TENS_MAX 330

/* Enough for 10 to the power of TENS_MAX + DIGITS_MAX, times 10. */
#define WORDS 40

struct big {
    uint32_t words[WORDS]; /* the lowest first */
};

/* A kind of floating-point number: the mantissa's bits, the first of which is not
 * stored; the exponent of the lowest bit of the smallest numbers; infinity. */
struct kind {
    int bits;
    int least;
    uint64_t infinity;
};

static struct kind kind_of(bool single)
{
    return single ? (struct kind){24, -149, 0x7f800000}
                  : (struct kind){53, -1074, (uint64_t)0x7ff << 52};
}

static struct big big(uint64_t number)
{
    return (struct big){{(uint32_t)(number & UINT32_MAX), (uint32_t)(number >> 32)}};
}

static void multiply(struct big *number, uint32_t factor, uint32_t plus)
{
    uint64_t carry = plus;
    for (size_t i = 0; i < WORDS; i++) {
        carry += (uint64_t)number->words[i] * factor;
        number->words[i] = (uint32_t)(carry & UINT32_MAX);
        carry >>= 32;
    }
}

static void raise(struct big *number, uint32_t base, int power)
{
    for (; power > 0; power--)
        multiply(number, base, 0);
}

/* Adds, or with `negative` takes away, what must not be more than there is. */
static void add(struct big *number, const struct big *other, bool negative)
{
    uint64_t carry = negative;
    for (size_t i = 0; i < WORDS; i++) {
        carry += (uint64_t)number->words[i] + (negative ? ~other->words[i] : other->words[i]);
        number->words[i] = (uint32_t)(carry & UINT32_MAX);
        carry >>= 32;
    }
}

/* Below 0, 0 or above 0, as a is less than, equal to or more than b. */
static int compare(const struct big *a, const struct big *b)
{
    for (size_t i = WORDS; i-- > 0;) {
        if (a->words[i] != b->words[i])
            return a->words[i] < b->words[i] ? -1 : 1;
    }
    return 0;
}

/* ---- To text, by the method of Steele and White */

/* A number being written: rest / unit is what is left of it. What lies nearer than
 * gap / unit reads back as the same number, above it maybe twice as far. */
struct writing {
    struct big rest, unit, gap;
    bool wide_above;
    bool even; /* what lies just as far reads back as the same, too */
    int point; /* the digits that stand before the point */
};

/* Whether the unit is less, or reads back as the same number. */
static bool reaches_unit(const struct writing *writing)
{
    struct big sum = writing->rest;
    add(&sum, &writing->gap, false);
    if (writing->wide_above)
        add(&sum, &writing->gap, false);
    return compare(&sum, &writing->unit) >= (writing->even ? 0 : 1);
}

static void next_place(struct writing *writing)
{
    multiply(&writing->rest, 10, 0);
    multiply(&writing->gap, 10, 0);
}

/* The number mantissa * 2^exponent, up to its first digit. */
static void begin(struct writing *writing, uint64_t mantissa, int exponent, bool wide_above)
{
    *writing = (struct writing){
        /* In quarters of the mantissa's lowest bit. */
        .rest = big(mantissa * 4),      .unit = big(4),
        .gap = big(wide_above ? 1 : 2), .wide_above = wide_above,
        .even = mantissa % 2 == 0,
    };
    raise(&writing->rest, 2, exponent);
    raise(&writing->gap, 2, exponent);
    raise(&writing->unit, 2, -exponent);
    for (; reaches_unit(writing); writing->point++)
        multiply(&writing->unit, 10, 0);
    for (next_place(writing); !reaches_unit(writing); writing->point--)
        next_place(writing);
}

/* Writes the digits; returns how many. */
static size_t write_digits(struct writing *writing, char *digits)
{
    for (size_t count = 0;; next_place(writing)) {
        char digit = '0';
        for (; compare(&writing->rest, &writing->unit) >= 0; digit++)
            add(&writing->rest, &writing->unit, true);
        bool down = compare(&writing->rest, &writing->gap) < (writing->even ? 1 : 0);
        bool up = reaches_unit(writing);
        if (up && down) {
            multiply(&writing->rest, 2, 0);
            up = compare(&writing->rest, &writing->unit) >= (digit % 2 == 0 ? 1 : 0);
        }
        digits[count++] = (char)(digit + up);
        if (up || down)
            return count;
    }
}

/* Puts sign, point, zeros and exponent to the digits, of which `point` stand
 * before the point, at most `most`. */
static size_t lay_out(bool negative, char digits[WDM_DECIMAL_TEXT], int length, int point, int most,
                      char text[WDM_DECIMAL_TEXT])
{
    char exponent[8] = "";
    if (point < -3 || point > most) {
        wdm_format(exponent, sizeof(exponent), "e%c%02d", point > 0 ? '+' : '-',
                   point > 0 ? point - 1 : 1 - point);
        point = 1;
    }
    for (; length < point; length++)
        digits[length] = '0';
    for (; point < 1; point++, length++) {
        memmove(digits + 1, digits, (size_t)length);
        digits[0] = '0';
    }
    return wdm_format(text, WDM_DECIMAL_TEXT, "%s%.*s%s%.*s%s", negative ? "-" : "", point, digits,
                      length > point ? "." : "", length - point, digits + point, exponent);
}

size_t wdm_decimal_format(uint64_t bits, bool single, char text[WDM_DECIMAL_TEXT])
{
    struct kind kind = kind_of(single);
    uint64_t hidden = (uint64_t)1 << (kind.bits - 1);
    bool negative = bits >> (single ? 31 : 63);
    int exponent = (int)((bits & kind.infinity) / hidden);
    uint64_t mantissa = bits % hidden;
    struct writing writing;
    char digits[WDM_DECIMAL_TEXT] = "0";
    size_t count = 1;
    if ((bits & kind.infinity) == kind.infinity)
        return wdm_format(text, WDM_DECIMAL_TEXT, mantissa ? "nan" : negative ? "-inf" : "inf");
    if (exponent > 0)
        mantissa += hidden;
    writing.point = 1;
    if (mantissa > 0) {
        begin(&writing, mantissa, kind.least + exponent - (exponent > 0),
              mantissa == hidden && exponent > 1);
        count = write_digits(&writing, digits);
    }
    return lay_out(negative, digits, (int)count, writing.point, single ? 9 : 17, text);
}

/* ---- From text */

struct text {
    const char *at, *end;
};

/* A number being read: number * 10^exponent. */
struct reading {
    struct big number;
    int count; /* the digits in `number` */
    int exponent;
};

static bool take(struct text *text, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(text->end - text->at) < length || memcmp(text->at, word, length) != 0)
        return false;
    text->at += length;
    return true;
}

/* The next digit; -1: something else, or nothing, comes next. */
static int take_digit(struct text *text)
{
    if (text->at == text->end || *text->at < '0' || *text->at > '9')
        return -1;
    return *text->at++ - '0';
}

/* Reads digits before the point, or after it; false where there are none. */
static bool take_digits(struct text *text, struct reading *reading, bool after)
{
    const char *start = text->at;
    for (int digit; (digit = take_digit(text)) >= 0;) {
        bool counts = reading->count < DIGITS_MAX;
        if (counts && (digit > 0 || reading->count > 0)) {
            multiply(&reading->number, 10, (uint32_t)digit);
            reading->count++;
        }
        reading->exponent += !counts - after;
    }
    return text->at > start;
}

/* Reads "e-5", where it is there. */
static bool take_exponent(struct text *text, struct reading *reading)
{
    if (!take(text, "e") && !take(text, "E"))
        return true;
    bool negative = take(text, "-");
    if (!negative)
        (void)take(text, "+");
    int exponent = 0;
    int digit = take_digit(text);
    bool any = digit >= 0;
    for (; digit >= 0; digit = take_digit(text))
        exponent = exponent < 100000 ? exponent * 10 + digit : exponent;
    reading->exponent += negative ? -exponent : exponent;
    return any;
}

/* The nearest number that is stored, without its sign. */
static uint64_t nearest(struct reading *reading, struct kind kind)
{
    struct big *rest = &reading->number;
    struct big unit = big(1);
    int power = 0; /* rest / unit * 2^power is the number */
    uint64_t mantissa = 0;
    if (reading->count == 0 || reading->count + reading->exponent < -TENS_MAX)
        return 0;
    if (reading->count + reading->exponent > TENS_MAX)
        return kind.infinity;
    raise(rest, 10, reading->exponent);
    raise(&unit, 10, -reading->exponent);
    for (; compare(rest, &unit) >= 0; power++)
        multiply(&unit, 2, 0);
    for (; compare(rest, &unit) < 0; power--)
        multiply(rest, 2, 0);
    /* Now rest / unit is its first bit and a fraction. */
    int count = power - kind.least + 1 < kind.bits ? power - kind.least + 1 : kind.bits;
    if (count < 0)
        return 0;
    for (int i = 0; i < count; i++) {
        bool bit = compare(rest, &unit) >= 0;
        if (bit)
            add(rest, &unit, true);
        multiply(rest, 2, 0);
        mantissa = mantissa * 2 + bit;
    }
    mantissa += compare(rest, &unit) >= (mantissa % 2 == 0 ? 1 : 0);
    /* The mantissa's first bit, which is not stored, adds 1 to the exponent. */
    return ((uint64_t)(power - count + 1 - kind.least) << (kind.bits - 1)) + mantissa;
}

bool wdm_decimal_parse(const char *text, size_t length, bool single, uint64_t *bits)
{
    struct text left = {text, text + length};
    struct kind kind = kind_of(single);
    struct reading reading = {.number = big(0)};
    bool negative = take(&left, "-");
    if (!negative)
        (void)take(&left, "+");
    if (take(&left, "inf")) {
        *bits = kind.infinity;
    } else if (take(&left, "nan")) {
        *bits = kind.infinity | kind.infinity >> 1;
    } else {
        bool whole = take_digits(&left, &reading, false);
        bool fraction = take(&left, ".") && take_digits(&left, &reading, true);
        if (!(whole || fraction) || !take_exponent(&left, &reading))
            return false;
        *bits = nearest(&reading, kind);
        if (*bits >= kind.infinity)
            return false;
    }
    if (negative)
        *bits |= (uint64_t)1 << (single ? 31 : 63);
    return left.at == left.end;
}
