/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Looking through layouts: each field with its path, what may be left out, and the
 * names of its values. Touches no device. */
#include "support.h"

#include <string.h>

#include "fields_support.h"
#include "wdm/fields.h"

static const struct wdm_structure structures[] = {
    {"Pair", "first:u32 second:str"},
    {"Many", "count:u32 pairs:[count]*{Pair}"},
};

static const struct wdm_enumeration enumerations[] = {
    WDM_ENUMERATION("mode", "on off"),
    WDM_FLAGS("caps", "0x0=nothing a b"),
    WDM_ENUMERATION("reason_on", "too-hot"),
    WDM_ENUMERATION("reason_off", "asleep broken"),
};

/* All that is visited: "path[!][*][+](names)", '?' for optional, '#' for counted, '+'
 * for a list; and in brackets the enumerations. */
static char seen[2048];
static struct test_output words;

static void append(const char *text)
{
    assert_true(strlen(seen) + strlen(text) < sizeof(seen));
    strcat(seen, text);
}

static void visit(void *context, const struct wdm_field *field)
{
    const struct wdm_enumeration *enumeration;
    assert_ptr_equal(context, &words);
    assert_int_equal(field->length, strlen(field->path));
    append(seen[0] ? " " : "");
    append(field->path);
    append(field->optional ? "?" : "");
    append(field->counted ? "#" : "");
    append(field->list ? "+" : "");
    for (size_t i = 0; (enumeration = wdm_field_enumeration(field, i)) != NULL; i++) {
        char name[WDM_ENUMERATION_NAME];
        wdm_enumeration_own_name(enumeration, name, sizeof(name));
        append("=");
        append(name);
    }
    wdm_print_field_type(field, &words.output);
    words.output.write(&words.output, "\n", 1);
}

static void look(bool tlvs, const char *text)
{
    const struct wdm_layout layout = {
        .text = text,
        .tlvs = tlvs,
        .structures = structures,
        .structure_count = COUNT(structures),
        .enumerations = enumerations,
        .enumeration_count = COUNT(enumerations),
    };
    seen[0] = '\0';
    test_output_init(&words);
    wdm_layout_visit(&layout, visit, &words);
}

static const struct {
    bool tlvs;
    const char *layout;
    const char *seen;
} rows[] = {
    {true, "", ""},
    {true, "01 a:u8 10 b:str", "a b?"},
    {true, "01 a?:u8=mode 02 b:u8=bool 03 c:u32=caps", "a?=mode b=bool c=caps"},
    {true, "01 a:{ b:u8 c:{ d:str8 } }", "a.b a.c.d"},
    {true, "01 a:[u8]u16 02 b:[u8]u8 03 c:[u8]u8=mode", "a+ b c+=mode"},
    {true, "01 a:[u8]{ b:u8 c:[u8]{ d:u8 } }", "a[N].b a[N].c[N].d"},
    {true, "01 a:[u8][u8]u16", "a[N]+"},
    {true, "01 a:[seq-u8,u16]u8", "a.sequence a.items"},
    {true, "01 a:{ m:u8=mode r:u16=reason[m] }", "a.m=mode a.r=reason_on=reason_off"},
    {false, "a:u32=mode b:str c:ref d:uuid e?:u32", "a=mode b? c? d e?"},
    {false, "n:u32 a:[n]u32 m:u32 b:ref[m]", "n# a?+ m# b?"},
    {false, "a:{Pair} b:*{Pair} c:**{Pair}",
     "a.first a.second? b.first b.second? c[N].first "
     "c[N].second?"},
    {false, "m:{Many}", "m.count# m.pairs[N].first m.pairs[N].second?"},
    {false, "a:tlv b:tlv-str c:tlv-u16s d:tlvs",
     "a.type=tlv_type a.data? b? c?+ d[N].type=tlv_type d[N].data?"},
};

static void test_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        look(rows[i].tlvs, rows[i].layout);
        if (strcmp(seen, rows[i].seen) != 0)
            fail_msg("%s: '%s', not '%s'", rows[i].layout, seen, rows[i].seen);
    }
}

static void test_words(void **state)
{
    static const char expected[] = "u8 (0 to 255)\n"
                                   "one of on, off\n"
                                   "any of nothing, a, b\n"
                                   "yes or no\n"
                                   "a list, each one of on, off\n"
                                   "text of up to 255 bytes\n"
                                   "up to 255 bytes in hex\n";
    (void)state;
    look(true, "01 a:u8 02 b:u8=mode 03 c:u8=caps 04 d:u8=bool 05 e:[u8]u8=mode 06 f:str8 "
               "07 g:[u8]u8");
    assert_int_equal(words.length, sizeof(expected) - 1);
    assert_memory_equal(words.text, expected, words.length);
}

/* ---- Every QMI message */

static size_t visited;

static void count(void *context, const struct wdm_field *field)
{
    const struct wdm_enumeration *enumeration = wdm_field_enumeration(field, 0);
    (void)context;
    visited++;
    if (field->length == 0 || field->length > WDM_PATH_MAX || strstr(field->path, ".."))
        fail_msg("'%s' is no path", field->path);
    if (enumeration && strchr(enumeration->text, ' ')[1] == '\0')
        fail_msg("'%s' has no names", field->path);
}

static void test_catalogue(void **state)
{
    const struct wdm_qmi_service *service;
    (void)state;
    for (size_t i = 0; (service = wdm_qmi_service_at(i)) != NULL; i++) {
        for (size_t k = 0; k < service->message_count; k++) {
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
                struct wdm_layout layout =
                    wdm_qmi_layout(service, &service->messages[k], (enum wdm_qmi_kind)kind);
                wdm_layout_visit(&layout, count, NULL);
            }
        }
    }
    assert_true(visited > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
