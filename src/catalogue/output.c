/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writing text, numbers and hex to an output. Uses string.h and wire/. */
#include <string.h>

#include "output.h"
#include "wdm/format.h"
#include "wdm/unpack.h"

void wdm_put(struct wdm_output *output, const char *text)
{
    output->write(output, text, strlen(text));
}

void wdm_put_packed(struct wdm_output *output, const char *text)
{
#ifdef WDM_PACKED
    struct wdm_unpacker unpacker = {.pairs = wdm_message_pairs, .text = text};
    for (char next; (next = wdm_unpack(&unpacker)) != '\0';)
        output->write(output, &next, 1);
#else
    wdm_put(output, text);
#endif
}

void wdm_put_format(struct wdm_output *output, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    size_t length = wdm_format_list(text, sizeof(text), format, arguments);
    va_end(arguments);
    output->write(output, text, length);
}

/* Writes a number's digits so that they end before `end`; returns where they begin. */
static char *put_digits(char *end, uint64_t number)
{
    /* Few numbers need the 64-bit division, which is slow on 32-bit machines. */
    while (number > UINT32_MAX) {
        *--end = (char)('0' + number % 10);
        number /= 10;
    }
    uint32_t low = (uint32_t)number;
    do {
        *--end = (char)('0' + low % 10);
        low /= 10;
    } while (low > 0);
    return end;
}

void wdm_put_number(struct wdm_output *output, uint64_t number)
{
    char text[20];
    char *start = put_digits(text + sizeof(text), number);
    output->write(output, start, (size_t)(text + sizeof(text) - start));
}

void wdm_put_in_brackets(struct wdm_output *output, uint64_t number)
{
    char text[24];
    char *end = text + sizeof(text);
    bool negative = number >> 63;
    end[-1] = ')';
    char *start = put_digits(end - 1, negative ? UINT64_MAX - number + 1 : number);
    if (negative)
        *--start = '-';
    *--start = '(';
    *--start = ' ';
    output->write(output, start, (size_t)(end - start));
}

void wdm_put_signed(struct wdm_output *output, uint64_t number)
{
    if (number >> 63) {
        wdm_put(output, "-");
        number = UINT64_MAX - number + 1;
    }
    wdm_put_number(output, number);
}

static const char digits[] = "0123456789abcdef";

void wdm_put_hex(struct wdm_output *output, uint64_t number)
{
    char text[18];
    size_t start = sizeof(text);
    do {
        text[--start] = digits[number & 15];
        number >>= 4;
    } while (number > 0);
    text[--start] = 'x';
    text[--start] = '0';
    output->write(output, text + start, sizeof(text) - start);
}

void wdm_put_bytes(struct wdm_output *output, struct wdm_span bytes)
{
    char text[64];
    size_t length = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        text[length++] = digits[bytes.bytes[i] >> 4];
        text[length++] = digits[bytes.bytes[i] & 15];
        if (length == sizeof(text) || i + 1 == bytes.length) {
            output->write(output, text, length);
            length = 0;
        }
    }
}

void wdm_put_blanks(struct wdm_output *output, size_t count)
{
    static const char blanks[] = "                                ";
    const size_t most = sizeof(blanks) - 1;
    while (count > 0) {
        size_t length = count < most ? count : most;
        output->write(output, blanks, length);
        count -= length;
    }
}

static void text_write(struct wdm_output *output, const char *text, size_t length)
{
    struct wdm_text_output *out = (struct wdm_text_output *)output;
    size_t room = out->capacity - 1 - out->length;
    if (out->cut)
        return;
    if (length > room) {
        out->cut = true;
        length = room;
        while (length > 0 && ((uint8_t)text[length] & 0xc0) == 0x80)
            length--;
    }
    memcpy(out->text + out->length, text, length);
    out->length += length;
    out->text[out->length] = '\0';
}

void wdm_text_output_init(struct wdm_text_output *output, char *text, size_t capacity)
{
    *output = (struct wdm_text_output){
        .output.write = text_write,
        .text = text,
        .capacity = capacity,
    };
    text[0] = '\0';
}
