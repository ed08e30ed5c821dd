/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether a text is one JSON value (RFC 8259), in well-formed UTF-8. */
#include <string.h>

#include "fuzz.h"

#define DEPTH 64

struct scanner {
    const char *at, *end;
    char open[DEPTH]; /* the closing brackets that are due */
    size_t depth;
};

static bool is_digit(const struct scanner *scanner)
{
    return scanner->at < scanner->end && *scanner->at >= '0' && *scanner->at <= '9';
}

static bool take(struct scanner *scanner, char wanted)
{
    if (scanner->at == scanner->end || *scanner->at != wanted)
        return false;
    scanner->at++;
    return true;
}

static void hex_digits(struct scanner *scanner)
{
    for (int i = 0; i < 4; i++) {
        fuzz_check(scanner->at < scanner->end &&
                   strchr("0123456789abcdefABCDEF", *scanner->at) != NULL);
        scanner->at++;
    }
}

/* A character of more than one byte: no more than its continuation is checked here. */
static void take_continuation(struct scanner *scanner, uint8_t first)
{
    size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    fuzz_check(first >= 0xc2 && first <= 0xf4);
    for (; more > 0; more--) {
        fuzz_check(scanner->at < scanner->end && ((uint8_t)*scanner->at & 0xc0) == 0x80);
        scanner->at++;
    }
}

static void take_string(struct scanner *scanner)
{
    fuzz_check(take(scanner, '"'));
    for (;;) {
        fuzz_check(scanner->at < scanner->end);
        uint8_t next = (uint8_t)*scanner->at++;
        if (next == '"')
            return;
        fuzz_check(next >= 0x20);
        if (next >= 0x80)
            take_continuation(scanner, next);
        if (next != '\\')
            continue;
        fuzz_check(scanner->at < scanner->end && strchr("\"\\/bfnrtu", *scanner->at) != NULL);
        if (*scanner->at++ == 'u')
            hex_digits(scanner);
    }
}

static void take_digits(struct scanner *scanner)
{
    fuzz_check(is_digit(scanner));
    while (is_digit(scanner))
        scanner->at++;
}

static void take_number(struct scanner *scanner)
{
    take(scanner, '-');
    if (!take(scanner, '0'))
        take_digits(scanner);
    if (take(scanner, '.'))
        take_digits(scanner);
    if (!take(scanner, 'e') && !take(scanner, 'E'))
        return;
    if (!take(scanner, '+'))
        take(scanner, '-');
    take_digits(scanner);
}

static void take_scalar(struct scanner *scanner)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t left = (size_t)(scanner->end - scanner->at);
    for (size_t i = 0; i < 3; i++) {
        size_t length = strlen(words[i]);
        if (left >= length && memcmp(scanner->at, words[i], length) == 0) {
            scanner->at += length;
            return;
        }
    }
    if (left > 0 && *scanner->at == '"')
        take_string(scanner);
    else
        take_number(scanner);
}

static void take_name(struct scanner *scanner)
{
    if (scanner->depth == 0 || scanner->open[scanner->depth - 1] != '}')
        return;
    take_string(scanner);
    fuzz_check(take(scanner, ':'));
}

/* A value, as far as to the first scalar in it, or its end where it is empty. */
static void begin_value(struct scanner *scanner)
{
    for (;;) {
        bool object = take(scanner, '{');
        if (!object && !take(scanner, '[')) {
            take_scalar(scanner);
            return;
        }
        fuzz_check(scanner->depth < DEPTH);
        if (take(scanner, object ? '}' : ']'))
            return;
        scanner->open[scanner->depth++] = object ? '}' : ']';
        take_name(scanner);
    }
}

void fuzz_check_json(const struct fuzz_output *output)
{
    struct scanner scanner = {.at = output->text, .end = output->text + output->length};
    if (output->length > sizeof(output->text))
        return;
    begin_value(&scanner);
    while (scanner.depth > 0) {
        if (take(&scanner, ',')) {
            take_name(&scanner);
            begin_value(&scanner);
        } else {
            fuzz_check(take(&scanner, scanner.open[scanner.depth - 1]));
            scanner.depth--;
        }
    }
    fuzz_check(scanner.at == scanner.end);
}
