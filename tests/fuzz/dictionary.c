/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Prints a dictionary for fuzzers, in the form that libFuzzer and AFL++ read, made from the
 * catalogue: names of services and fields, MBIM's UUIDs, and the words of layouts.
 */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define WORDS_MAX 8192

static char words[WORDS_MAX][48];
static size_t word_count;

/* Each once. */
static void put_word(const char *text, size_t length)
{
    if (length < 2 || length >= sizeof(words[0]))
        return;
    for (size_t i = 0; i < word_count; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
            return;
    }
    if (word_count == WORDS_MAX)
        return;
    memcpy(words[word_count], text, length);
    words[word_count++][length] = '\0';
    (void)printf("\"%.*s\"\n", (int)length, text);
}

static void put_bytes(const uint8_t *bytes, size_t length)
{
    (void)putchar('"');
    for (size_t i = 0; i < length; i++)
        (void)printf("\\x%02x", bytes[i]);
    (void)printf("\"\n");
}

/* The name that a field has, without what it is in. */
static void put_field(void *context, const struct wdm_field *field)
{
    size_t begin = field->length;
    (void)context;
    while (begin > 0 && field->path[begin - 1] != '.')
        begin--;
    put_word(field->path + begin, field->length - begin);
}

static void put_services(void)
{
    for (size_t i = 0; wdm_qmi_service_at(i); i++)
        put_word(wdm_qmi_service_at(i)->name, strlen(wdm_qmi_service_at(i)->name));
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        put_word(service->name, strlen(service->name));
        put_bytes(service->uuid.bytes, sizeof(service->uuid.bytes));
    }
}

/* Types of MBIM, with the fragment numbers that most messages have. */
static void put_headers(void)
{
    static const uint8_t headers[][4] = {
        {1, 0, 0, 0}, {3, 0, 0, 0}, {1, 0, 0, 0x80}, {3, 0, 0, 0x80}, {7, 0, 0, 0x80}};
    static const uint8_t fragments[] = {1, 0, 0, 0, 0, 0, 0, 0};
    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
        put_bytes(headers[i], sizeof(headers[i]));
    put_bytes(fragments, sizeof(fragments));
}

int main(void)
{
    static const char *const others[] = {
        "qmi ",         "mbim ",       "message ", "command ", "enum ",
        "flags ",       "struct ",     "request ", "vendor ",  "mbimex ",
        "response ",    "indication ", "query ",   "if(",      "OK\\x0d\\x0a",
        "+CME ERROR: ", "> ",          "<<<<<< ",  ">>>>>> ",  "[/dev/cdc-wdm0] ",
        "0x",           "usbmon",      "--json",   "--device", "--timeout="};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        (void)printf("\"%s\"\n", others[i]);
    put_headers();
    put_services();
    for (size_t i = 0; i < fuzz_layout_count(); i++)
        wdm_layout_visit(fuzz_layout(i), put_field, NULL);
    return 0;
}
