/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text from a format. Uses string.h; does no I/O. */
#include "wdm/format.h"
#include "wdm/unpack.h"

#include <stdbool.h>
#include <string.h>

struct sink {
    char *text;
    size_t room; /* the NUL excepted */
    size_t length;
};

/* What stands between a '%' and its letter. */
struct field {
    bool left;
    char fill;
    size_t width;
    size_t precision; /* of %s */
    char size;        /* 'l', 'z' or 0 */
};

/* A va_list that functions can take from in turn. */
struct arguments {
    va_list list;
};

static void put(struct sink *sink, const char *text, size_t length)
{
    size_t left = sink->room - sink->length;
    if (length > left)
        length = left;
    memcpy(sink->text + sink->length, text, length);
    sink->length += length;
}

static void put_padded(struct sink *sink, const struct field *field, const char *text,
                       size_t length)
{
    size_t missing = field->width > length ? field->width - length : 0;
    if (field->left)
        put(sink, text, length);
    for (; missing > 0; missing--)
        put(sink, &field->fill, 1);
    if (!field->left)
        put(sink, text, length);
}

static void put_text(struct sink *sink, struct field *field, const char *text)
{
    size_t length = 0;
    while (length < field->precision && text[length] != '\0')
        length++;
    put_padded(sink, field, text, length);
}

static void put_number(struct sink *sink, struct field *field, unsigned long number, bool negative,
                       char letter)
{
    const char *digits = letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    unsigned base = letter == 'x' || letter == 'X' ? 16 : 10;
    char text[24];
    size_t start = sizeof(text);
    do {
        text[--start] = digits[number % base];
        number /= base;
    } while (number > 0);
    if (negative && field->fill == '0') {
        /* The sign stands before the zeros. */
        put(sink, "-", 1);
        field->width -= field->width > 0;
    } else if (negative) {
        text[--start] = '-';
    }
    put_padded(sink, field, text + start, sizeof(text) - start);
}

static void put_signed(struct sink *sink, struct field *field, struct arguments *arguments)
{
    long number = field->size == 'l' ? va_arg(arguments->list, long) : va_arg(arguments->list, int);
    unsigned long magnitude = (unsigned long)number;
    put_number(sink, field, number < 0 ? 0 - magnitude : magnitude, number < 0, 'd');
}

static void put_unsigned(struct sink *sink, struct field *field, struct arguments *arguments,
                         char letter)
{
    unsigned long number;
    if (field->size == 'l')
        number = va_arg(arguments->list, unsigned long);
    else if (field->size == 'z')
        number = va_arg(arguments->list, size_t);
    else
        number = va_arg(arguments->list, unsigned);
    put_number(sink, field, number, false, letter);
}

static void convert(struct sink *sink, struct field *field, char letter,
                    struct arguments *arguments)
{
    char character = letter;
    switch (letter) {
    case 's':
        put_text(sink, field, va_arg(arguments->list, const char *));
        break;
    case 'd':
        put_signed(sink, field, arguments);
        break;
    case 'u':
    case 'x':
    case 'X':
        put_unsigned(sink, field, arguments, letter);
        break;
    case 'c':
        character = (char)va_arg(arguments->list, int);
        /* fall through */
    default:
        put_padded(sink, field, &character, 1);
        break;
    }
}

static const char *read_number(const char *format, size_t *number)
{
    for (*number = 0; *format >= '0' && *format <= '9'; format++)
        *number = *number * 10 + (size_t)(*format - '0');
    return format;
}

/* Reads what follows a '%'; returns where the letter is. */
static const char *read_field(const char *format, struct field *field, struct arguments *arguments)
{
    *field = (struct field){.fill = ' ', .precision = (size_t)-1};
    for (; *format == '-' || *format == '0'; format++) {
        if (*format == '-')
            field->left = true;
        else
            field->fill = '0';
    }
    if (field->left)
        field->fill = ' ';
    format = read_number(format, &field->width);
    if (format[0] == '.' && format[1] == '*') {
        int precision = va_arg(arguments->list, int);
        if (precision >= 0)
            field->precision = (size_t)precision;
        format += 2;
    } else if (*format == '.') {
        format = read_number(format + 1, &field->precision);
    }
    if (*format == 'l' || *format == 'z')
        field->size = *format++;
    return format;
}

size_t wdm_format_list(char *text, size_t capacity, const char *format, va_list list)
{
    struct sink sink = {.text = text, .room = capacity - 1};
    struct arguments arguments;
    if (capacity == 0)
        return 0;
#ifdef WDM_PACKED
    char unpacked[1024];
    wdm_unpack_text(wdm_message_pairs, format, unpacked, sizeof(unpacked));
    format = unpacked;
#endif
    va_copy(arguments.list, list);
    while (*format != '\0') {
        size_t plain = wdm_length_before(format, '%');
        struct field field;
        put(&sink, format, plain);
        format += plain;
        if (*format == '\0')
            break;
        format = read_field(format + 1, &field, &arguments);
        if (*format == '\0')
            break;
        convert(&sink, &field, *format++, &arguments);
    }
    va_end(arguments.list);
    text[sink.length] = '\0';
    return sink.length;
}

size_t wdm_format(char *text, size_t capacity, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    size_t length = wdm_format_list(text, capacity, format, list);
    va_end(list);
    return length;
}

size_t wdm_length_before(const char *text, char end)
{
    size_t length = 0;
    while (text[length] != '\0' && text[length] != end)
        length++;
    return length;
}

unsigned wdm_digit(char character)
{
    if (character >= '0' && character <= '9')
        return (unsigned)(character - '0');
    if (character >= 'a' && character <= 'f')
        return (unsigned)(character - 'a') + 10;
    if (character >= 'A' && character <= 'F')
        return (unsigned)(character - 'A') + 10;
    return 16;
}
