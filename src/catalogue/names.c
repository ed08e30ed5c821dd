/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Comparing names and reading numbers that people typed. No I/O, no state. */
#include "names.h"

#include <string.h>

#include "wdm/format.h"

/* Names longer than this are not measured against each other. */
#define DISTANCE_MAX ((size_t)127)

static unsigned char folded(char character)
{
    if (character >= 'A' && character <= 'Z')
        return (unsigned char)(character - 'A' + 'a');
    if (character == '-' || character == ' ')
        return '_';
    return (unsigned char)character;
}

bool wdm_names_match(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length != b_length)
        return false;
    for (size_t i = 0; i < a_length; i++)
        if (a[i] != b[i] && folded(a[i]) != folded(b[i]))
            return false;
    return true;
}

bool wdm_name_equal(const char *a, size_t length, const char *b)
{
    for (size_t i = 0; i < length; i++)
        if (b[i] == '\0' || (a[i] != b[i] && folded(a[i]) != folded(b[i])))
            return false;
    return b[length] == '\0';
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

size_t wdm_name_distance(const char *a, const char *b)
{
    uint8_t row[DISTANCE_MAX + 1]; /* from the first i characters of a to each beginning of b */
    size_t a_length = strlen(a), b_length = strlen(b);

    if (wdm_names_match(a, a_length, b, b_length))
        return 0;
    if (a_length > DISTANCE_MAX || b_length > DISTANCE_MAX)
        return 255;
    for (size_t j = 0; j <= b_length; j++)
        row[j] = (uint8_t)j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t diagonal = row[0];
        row[0] = (uint8_t)i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t changed = diagonal + (folded(a[i - 1]) != folded(b[j - 1]));
            diagonal = row[j];
            row[j] = (uint8_t)least(changed, diagonal + 1, row[j - 1] + (size_t)1);
        }
    }
    return row[b_length];
}

const char *wdm_number_scan(const char *text, uint64_t *number)
{
    unsigned base = 10;
    uint64_t value = 0;

    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text += 2;
    }
    unsigned digit = wdm_digit(*text);
    if (digit >= base)
        return NULL;
    for (; digit < base; digit = wdm_digit(*++text))
        value = value > (UINT64_MAX - digit) / base ? UINT64_MAX : value * base + digit;
    *number = value;
    return text;
}

bool wdm_number_u16(const char *text, uint16_t *number)
{
    uint64_t value;
    const char *end = wdm_number_scan(text, &value);

    if (!end || *end != '\0' || value > UINT16_MAX)
        return false;
    *number = (uint16_t)value;
    return true;
}
