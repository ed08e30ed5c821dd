/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The limits of private schemas, and any bytes whatever as one. Reads fixtures/. */
#include "schema_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fields_support.h"
#include "fixture.h"
#include "wdm/qmux.h"

/* ---- Limits */

static char large[WDM_SCHEMA_TEXT * 2];

/* Repeats a line, with its number for %u, until the schema refuses; returns the line. */
static unsigned long fill(const char *first, const char *line, unsigned count)
{
    size_t length = (size_t)snprintf(large, sizeof(large), "%s", first);
    for (unsigned i = 0; i < count; i++) {
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif
        length += (size_t)snprintf(large + length, sizeof(large) - length, line, i, i);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
        assert_true(length < sizeof(large));
    }
    if (schema_load(large))
        return 0;
    const char *colon = strchr(schema_error.doing, ':');
    return colon ? strtoul(colon + 1, NULL, 10) : 0;
}

static void test_limits(void **state)
{
    (void)state;
    assert_int_equal(fill("", "qmi a%u 0x40%02x\n", WDM_SCHEMA_SERVICES), 0);
    assert_int_equal(fill("", "qmi a%u 0x40%02x\n", WDM_SCHEMA_SERVICES + 1),
                     WDM_SCHEMA_SERVICES + 1);
    assert_non_null(strstr(schema_error.what, "at most 16 services"));
    assert_int_equal(
        fill("", "mbim a%u 0123456789abcdef0123456789abcd%02x\n", WDM_SCHEMA_SERVICES + 1),
        WDM_SCHEMA_SERVICES + 1);
    assert_non_null(strstr(schema_error.what, "at most 16 services"));
    assert_int_equal(fill(ACME, "message %u a%u\n", WDM_SCHEMA_MESSAGES), 0);
    assert_int_equal(fill(ACME, "message %u a%u\n", WDM_SCHEMA_MESSAGES + 1),
                     WDM_SCHEMA_MESSAGES + 2);
    assert_non_null(strstr(schema_error.what, "1024 messages"));
    assert_int_equal(fill(MBIM, "command %u a%u\n query\n", WDM_SCHEMA_COMMANDS), 0);
    assert_int_equal(fill(MBIM, "command %u a%u\n query\n", WDM_SCHEMA_COMMANDS + 1),
                     WDM_SCHEMA_COMMANDS * 2 + 2);
    assert_int_equal(fill(ACME, "enum a%u b%u\n", WDM_SCHEMA_ENUMERATIONS), 0);
    assert_int_equal(fill(ACME, "enum a%u b%u\n", WDM_SCHEMA_ENUMERATIONS + 1),
                     WDM_SCHEMA_ENUMERATIONS + 2);
    assert_int_equal(fill(ACME, "struct A%u a%u:u8\n", WDM_SCHEMA_STRUCTURES), 0);
    assert_int_equal(fill(ACME, "struct A%u a%u:u8\n", WDM_SCHEMA_STRUCTURES + 1),
                     WDM_SCHEMA_STRUCTURES + 2);
    assert_int_equal(fill("", "\n", WDM_SCHEMA_LINES), 0);
    assert_int_equal(fill("", "\n", WDM_SCHEMA_LINES + 1), WDM_SCHEMA_LINES);
    assert_non_null(strstr(schema_error.what, "more than 8192 lines"));
    assert_int_equal(fill(ACME "enum e ", "a%u ", 1024), 0);
    assert_int_equal(fill(ACME "enum e ", "a%u ", 1025), 2);
    assert_non_null(strstr(schema_error.what, "more than 1024 values"));
    assert_int_equal(fill(MBIM "command 1 a\n query ", "a%u:u8 ", 1024), 0);
    assert_int_equal(fill(MBIM "command 1 a\n query ", "a%u:u8 ", 1025), 3);
    assert_non_null(strstr(schema_error.what, "more than 1024 fields"));
    assert_int_equal(fill(MBIM "command 1 a\n query ",
                          "    a%u:u8                             "
                          "                                   ",
                          900),
                     3);
    assert_non_null(strstr(schema_error.what, "longer than 65535 characters"));
}

/* All that is built in has room, with as many of the schema's own. */
static void test_all_added_to(void **state)
{
    size_t length = 0, qmi = 0, mbim = 0;
    (void)state;
    for (; wdm_qmi_service_at(qmi) && qmi < WDM_SCHEMA_SERVICES; qmi++)
        length +=
            (size_t)snprintf(large + length, sizeof(large) - length,
                             "qmi %s\nmessage 0x7fff acme-own\n", wdm_qmi_service_at(qmi)->name);
    for (; wdm_mbim_service_at(mbim) && mbim < WDM_SCHEMA_SERVICES; mbim++)
        length += (size_t)snprintf(large + length, sizeof(large) - length,
                                   "mbim %s\ncommand 9999 acme-own\n query\n",
                                   wdm_mbim_service_at(mbim)->name);
    schema_must_load(large);
}

static void test_text_and_files(void **state)
{
    char *text;
    size_t capacity, all = 0;
    (void)state;
    wdm_schema_init(&schema);
    assert_true(wdm_schema_begin(&schema, "a", &text, &capacity, &schema_error));
    memset(text, ' ', capacity);
    assert_true(wdm_schema_end(&schema, capacity, &schema_error));
    assert_false(wdm_schema_begin(&schema, "b", &text, &capacity, &schema_error));
    assert_non_null(strstr(schema_error.what, "131072 bytes"));
    assert_int_equal(schema_error.kind, WDM_USAGE);
    wdm_schema_init(&schema);
    while (schema_add("a", ""))
        all++;
    assert_int_equal(all, WDM_SCHEMA_FILES);
    assert_non_null(strstr(schema_error.what, "more than 32 schemas"));
}

/* ---- Any bytes whatever */

static struct test_output out;

/* Uses what was loaded as the program would: help, decoding, encoding of nothing. */
static void use_layout(struct wdm_layout layout)
{
    static const uint8_t bytes[] = {0x01, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, 0x10, 0x01, 0x00,
                                    0x02, 0x00, 0x10, 0x00, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00};
    struct wdm_print_options options = {.personal = true};
    struct wdm_span span = {bytes, sizeof(bytes)};
    uint8_t made[512], mask[sizeof(bytes)];
    struct wdm_writer writer = wdm_writer(made, sizeof(made));
    struct wdm_error failure;
    if (!layout.text)
        return;
    test_output_init(&out);
    wdm_print_layout(&layout, "", &out.output);
    test_output_init(&out);
    wdm_print_fields(&layout, span, &options, &out.output);
    wdm_mask_personal(&layout, span, mask);
    wdm_encode(&layout, NULL, 0, &writer, &failure);
}

static void use(void)
{
    for (size_t i = 0; i < schema.qmi_count; i++)
        for (size_t j = 0; j < schema.qmi[i].message_count; j++)
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                if (schema.qmi[i].id != WDM_QMI_SERVICE_DMS ||
                    schema.qmi[i].messages[j].id >= 0x5f00)
                    use_layout(wdm_qmi_layout(&schema.qmi[i], &schema.qmi[i].messages[j],
                                              (enum wdm_qmi_kind)kind));
    for (size_t i = 0; i < schema.mbim_count; i++)
        for (size_t j = 0; j < schema.mbim[i].command_count; j++)
            for (int part = 0; part <= WDM_MBIM_PART_NOTIFICATION; part++)
                use_layout(wdm_mbim_layout(&schema.mbim[i], schema.mbim[i].commands[j].id,
                                           (enum wdm_mbim_part)part, 3));
}

/* Loads bytes, with no NUL behind them; an error names a line that there is. */
static bool load_any(const char *text, size_t length)
{
    unsigned long lines = 1;
    memset(schema.text, 'x', sizeof(schema.text));
    wdm_schema_init(&schema);
    wdm_error_clear(&schema_error);
    if (schema_add_bytes("any", text, length)) {
        use();
        return true;
    }
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    assert_int_equal(schema_error.kind, WDM_USAGE);
    assert_true(schema_error.what[0] != '\0');
    if (strncmp(schema_error.doing, "any:", 4) != 0 ||
        strtoul(schema_error.doing + 4, NULL, 10) < 1 ||
        strtoul(schema_error.doing + 4, NULL, 10) > lines)
        fail_msg("'%s' is no place in %lu lines: %s", schema_error.doing, lines, schema_error.what);
    return false;
}

static char example[16384];

static void test_every_truncation(void **state)
{
    size_t length, good_ones = 0;
    (void)state;
    length = fixture_text("acme", ".schema", example, sizeof(example));
    for (size_t i = 0; i <= length; i++)
        good_ones += load_any(example, i);
    assert_true(good_ones > 10 && good_ones < length);
}

static void test_every_byte_changed(void **state)
{
    static const char others[] = {'\0', '\n', ' ', '#', '{', '}',   '[',
                                  ']',  ':',  '=', 'x', '9', '\x80'};
    size_t length;
    (void)state;
    length = fixture_text("acme", ".schema", example, sizeof(example));
    for (size_t i = 0; i < length; i++) {
        char was = example[i];
        example[i] = others[i % COUNT(others)];
        load_any(example, length);
        example[i] = was;
    }
}

/* Words of the notation in any order. */
static void test_random_words(void **state)
{
    static const char *const words[] = {
        "qmi",
        "mbim",
        "message",
        "command",
        "enum",
        "flags",
        "struct",
        "\n",
        "\n ",
        "\n",
        "\n ",
        "request",
        "response",
        "query",
        "set",
        "1",
        "0xe5",
        "dms",
        "acme",
        "ctl",
        "qmi acme 0xe5\n",
        "01",
        "10",
        "a:u8",
        "b:u32=e",
        "c:{",
        "}",
        "d:[u8]{",
        "n:u32",
        "e:[n]u32",
        "f:*{S}",
        "g:{S}",
        "h:tlvs",
        "i:[u8]u8",
        "j:str",
        "k:ref[n]",
        "if(n==1)",
        "l:rest",
        "m!:str8",
        "S",
        "e",
        "vendor",
        "mbimex",
        "0x1199",
        "2",
        "a",
        "b",
        "message 1 a\n request 01 a:{S}\n",
        "enum e a b\n",
        "struct S a:u32 b:[a]{S}\n",
        "basic-connect",
        "struct T a:{T} b:{T} c:{T}\n",
        "command 1 a\n query x:{T} y:{T}\n",
        "mbim acme 0123456789abcdef0123456789abcdef\n",
    };
    static char text[4096];
    uint32_t seed = 1;
    size_t good_ones = 0;
    (void)state;
    for (unsigned round = 0; round < 5000; round++) {
        size_t length = 0;
        seed = seed * 1664525 + 1013904223;
        for (unsigned count = 1 + (seed >> 24) % 24; count > 0; count--) {
            seed = seed * 1664525 + 1013904223;
            length += (size_t)snprintf(text + length, sizeof(text) - length, "%s ",
                                       words[(seed >> 16) % COUNT(words)]);
        }
        good_ones += load_any(text, length);
    }
    assert_true(good_ones > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_all_added_to),
        cmocka_unit_test(test_text_and_files),
        cmocka_unit_test(test_every_truncation),
        cmocka_unit_test(test_every_byte_changed),
        cmocka_unit_test(test_random_words),
    };
    return cmocka_run_group_tests_name("schema_limits", tests, NULL, NULL);
}
