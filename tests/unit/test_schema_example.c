/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The example of docs/schema.md: encoded, decoded, traced. Reads fixtures/ and docs/. */
#include "schema_support.h"

#include <stdio.h>
#include <string.h>

#include "fields_support.h"
#include "fixture.h"
#include "wdm/describe.h"

/* ---- The example of docs/schema.md */

static char example[16384];

static size_t load_example(void)
{
    size_t length = fixture_text("acme", ".schema", example, sizeof(example));
    schema_must_load(example);
    return length;
}

static struct wdm_layout layout_by_name(const char *service, const char *message,
                                        enum wdm_qmi_kind kind)
{
    const struct wdm_qmi_service *qmi = wdm_catalogue_qmi_service_by_name(&catalogue, service);
    assert_non_null(qmi);
    return wdm_qmi_layout(qmi, wdm_qmi_message_by_name(qmi, message, 0), kind);
}

static const struct {
    const char *service, *message;
    enum wdm_qmi_kind kind;
    const char *fields; /* with ';' between */
    const char *hex;
} qmi_rows[] = {
    {"acme", "set-mode", WDM_QMI_REQUEST, "mode=low-power", "01 0100 10"},
    {"acme", "set-mode", WDM_QMI_REQUEST, "mode=on;level=7", "01 0100 01 10 0100 07"},
    {"acme", "set-mode", WDM_QMI_RESPONSE, "previous=off", "10 0100 00"},
    {"acme", "get-widget", WDM_QMI_REQUEST, "", ""},
    {"acme", "get-widget", WDM_QMI_RESPONSE,
     "widget.id=513;widget.bands=b1,b28;widget.name=ab;serial=Z",
     "01 0900 0102 01010000 02 6162 10 0100 5a"},
    {"acme", "widget-changed", WDM_QMI_INDICATION, "widget.id=1;widget.name=", "01 0300 0100 00"},
    {"dms", "acme-set-led", WDM_QMI_REQUEST, "color.red=1;color.green=2;color.blue=3",
     "01 0300 010203"},
};

/* Encodes "a=1;b=2". */
static struct wdm_span encode(const struct wdm_layout *layout, const char *fields, uint8_t *bytes,
                              size_t capacity)
{
    struct wdm_assignment assignments[16];
    struct wdm_writer out = wdm_writer(bytes, capacity);
    size_t count = 0;
    while (*fields != '\0') {
        size_t length = strcspn(fields, ";");
        assert_true(wdm_assignment_parse(fields, length, &assignments[count++]));
        fields += length + (fields[length] == ';');
    }
    if (!wdm_encode(layout, assignments, count, &out, &schema_error))
        fail_msg("%s", schema_error.what);
    return wdm_written(&out);
}

static void test_example_qmi(void **state)
{
    static struct assignments read;
    struct wdm_malformed malformed;
    uint8_t bytes[256];
    (void)state;
    load_example();
    for (size_t i = 0; i < COUNT(qmi_rows); i++) {
        struct wdm_layout layout =
            layout_by_name(qmi_rows[i].service, qmi_rows[i].message, qmi_rows[i].kind);
        struct wdm_span span = encode(&layout, qmi_rows[i].fields, bytes, sizeof(bytes));
        struct wdm_writer again;
        uint8_t other[256];
        assert_hex(span.bytes, span.length, qmi_rows[i].hex);
        /* And back. */
        assert_true(collect(&layout, span, &read, &malformed));
        again = wdm_writer(other, sizeof(other));
        assert_true(wdm_encode(&layout, read.list, read.count, &again, &schema_error));
        assert_bytes(other, again.length, bytes, span.length);
    }
}

static void test_example_mbim(void **state)
{
    const struct wdm_mbim_service *service;
    struct wdm_layout layout;
    struct wdm_span span;
    uint8_t bytes[256];
    char text[32];
    (void)state;
    load_example();
    service = wdm_catalogue_mbim_service_by_name(&catalogue, "acme-mbim");
    layout = wdm_mbim_layout(service, 1, WDM_MBIM_PART_SET, 1);
    span = encode(&layout, "radio=on", bytes, sizeof(bytes));
    assert_hex(span.bytes, span.length, "01000000");
    layout = wdm_mbim_layout(service, 1, WDM_MBIM_PART_RESPONSE, 1);
    span = encode(&layout, "radio=on;cells[0].id=7;cells[0].name=A", bytes, sizeof(bytes));
    assert_hex(span.bytes, span.length,
               "01000000 01000000 10000000 10000000 07000000 0c000000 02000000 41000000");
    wdm_field_text(&layout, span, "cells[0].name", text, sizeof(text));
    assert_string_equal(text, "A");
}

static struct test_output out;

/* Messages as a trace shows them, with the schema and without. */
static const struct {
    const char *hex;
    uint16_t vendor;
    const char *with, *without, *fields;
} traced[] = {
    {"01 10 00 00 e5 01 00 05 00 01 00 04 00 01 01 00 10", 0,
     "QMI acme set-mode request #5 client 1", "QMI service 0xe5 0x0001 request #5 client 1",
     "mode  low-power (16)\n"},
    {"01 14 00 80 e5 01 04 05 00 03 00 08 00 01 05 00 02 01 02 41 42", 0,
     "QMI acme widget-changed indication #5 client 1",
     "QMI service 0xe5 0x0003 indication #5 client 1", "widget.id    258\nwidget.name  AB\n"},
    {"01 12 00 00 02 01 00 05 00 01 5f 06 00 01 03 00 01 02 03", 0x1234,
     "QMI dms acme-set-led request #5 client 1", "QMI dms 0x5f01 request #5 client 1",
     "color.red    1\ncolor.green  2\ncolor.blue   3\n"},
};

static void test_example_traced(void **state)
{
    struct wdm_description description;
    uint8_t bytes[256];
    (void)state;
    load_example();
    for (size_t i = 0; i < COUNT(traced); i++) {
        struct wdm_describer describer = {.catalogue = &catalogue, .vendor = traced[i].vendor};
        size_t length = bytes_of_hex(traced[i].hex, bytes, sizeof(bytes));
        bool modem = bytes[3] == 0x80;
        wdm_describe(&description, &describer, modem, WDM_PROTOCOL_QMI, bytes, length);
        test_output_init(&out);
        wdm_describe_line(&description, &out.output);
        out.text[out.length] = '\0';
        assert_string_equal(out.text, traced[i].with);
        test_output_init(&out);
        wdm_describe_fields(&description, true, "", &out.output);
        out.text[out.length] = '\0';
        assert_string_equal(out.text, traced[i].fields);
        wdm_describe(&description, NULL, modem, WDM_PROTOCOL_QMI, bytes, length);
        test_output_init(&out);
        wdm_describe_line(&description, &out.output);
        out.text[out.length] = '\0';
        assert_string_equal(out.text, traced[i].without);
    }
}

static void test_example_traced_mbim(void **state)
{
    static const char hex[] = "03000000 34000000 04000000 01000000 00000000 "
                              "0123456789abcdef0123456789abcdef 01000000 01000000 04000000 "
                              "01000000";
    struct wdm_describer describer = {.catalogue = &catalogue};
    struct wdm_description description;
    uint8_t bytes[256];
    (void)state;
    load_example();
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    wdm_describe(&description, &describer, false, WDM_PROTOCOL_MBIM, bytes, length);
    test_output_init(&out);
    wdm_describe_line(&description, &out.output);
    wdm_put(&out.output, "; ");
    wdm_describe_fields(&description, true, "", &out.output);
    out.text[out.length] = '\0';
    assert_string_equal(out.text, "MBIM acme-mbim state set #4; radio  on (1)\n");
}

/* The page shows the example as it is, indented. */
static void test_example_in_docs(void **state)
{
    static char page[65536];
    char line[256];
    const char *at = page;
    FILE *file = fopen("docs/schema.md", "rb");
    (void)state;
    if (!file)
        fail_msg("cannot read docs/schema.md: run from the repository");
    page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
    (void)fclose(file);
    load_example();
    fixture_text("acme", ".schema", example, sizeof(example));
    for (char *text = strtok(example, "\n"); text; text = strtok(NULL, "\n")) {
        (void)snprintf(line, sizeof(line), "\n    %s\n", text);
        at = strstr(at, line);
        if (!at)
            fail_msg("docs/schema.md does not have '%s' in its place", text);
        at++;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example_qmi),     cmocka_unit_test(test_example_mbim),
        cmocka_unit_test(test_example_traced),  cmocka_unit_test(test_example_traced_mbim),
        cmocka_unit_test(test_example_in_docs),
    };
    return cmocka_run_group_tests_name("schema_example", tests, NULL, NULL);
}
