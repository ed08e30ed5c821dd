/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding where what is left out is zeros, or empty; and text to an output. */
#include "support.h"

#include <string.h>

#include "wdm/fields.h"

static const struct wdm_structure structures[] = {
    {"Pair", "a:u32 b:u32"},
};

/* A layout, one assignment or "", and the bytes; the last column says whether
 * wdm_encode() takes it as well. */
static const struct {
    bool tlvs;
    const char *layout;
    const char *assignment;
    const char *hex;
    bool complete;
} cases[] = {
    {false, "a:u32 b:u16 c:u64", "b=5", "00000000 0500 0000000000000000", false},
    {false, "a:u32", "a=1", "01000000", true},
    {false, "a:u32 p:{Pair} u:uuid", "p.b=2",
     "00000000 00000000 02000000 00000000 00000000 00000000 00000000", false},
    {false, "a:f32 b:ipv4 s:str", "", "00000000 00000000 00000000 00000000", false},
    {true, "01 m:{ a:u8 b:u16 c:str8 }", "m.b=7", "01 0400 00 0700 00", false},
    {true, "01 m:{ a:u8 l:[u8]u16 } 10 x:u8", "m.a=1", "01 0200 01 00", true},
    {true, "10 x:u8 11 y:u8", "y=1", "11 0100 01", true},
};

static void sparse(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text = cases[i].assignment;
        struct wdm_layout layout = {.text = cases[i].layout,
                                    .tlvs = cases[i].tlvs,
                                    .structures = structures,
                                    .structure_count = COUNT(structures)};
        struct wdm_assignment assignment;
        size_t count = *text != '\0';
        uint8_t bytes[64];
        struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
        struct wdm_error error;
        if (count > 0)
            assert_true(wdm_assignment_parse(text, strlen(text), &assignment));
        if (!wdm_encode_sparse(&layout, &assignment, count, &out, &error))
            fail_msg("%s: %s", cases[i].layout, error.what);
        assert_hex(bytes, out.length, cases[i].hex);
        out = wdm_writer(bytes, sizeof(bytes));
        if (wdm_encode(&layout, &assignment, count, &out, &error) != cases[i].complete)
            fail_msg("%s is%s complete", cases[i].layout, cases[i].complete ? " not" : "");
    }
}

/* What is wrong is wrong all the same. */
static void mistakes(void **state)
{
    (void)state;
    static const char *const texts[] = {"a=x", "a=4294967296", "c=1"};
    struct wdm_layout layout = {.text = "a:u32 b:u32"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct wdm_assignment assignment;
        uint8_t bytes[64];
        struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
        struct wdm_error error;
        assert_true(wdm_assignment_parse(texts[i], strlen(texts[i]), &assignment));
        assert_false(wdm_encode_sparse(&layout, &assignment, 1, &out, &error));
        assert_int_equal(error.kind, WDM_USAGE);
    }
}

/* An output that keeps what it gets. */
struct keeper {
    struct wdm_output output; /* first */
    size_t length;
    char text[2048];
};

static void keep(struct wdm_output *output, const char *text, size_t length)
{
    struct keeper *keeper = (struct keeper *)output;
    assert_true(length < sizeof(keeper->text) - keeper->length);
    memcpy(keeper->text + keeper->length, text, length);
    keeper->length += length;
    keeper->text[keeper->length] = '\0';
}

static void put(void **state)
{
    (void)state;
    struct keeper keeper = {.output.write = keep};
    char longer[1500];
    wdm_put(&keeper.output, "100%: ");
    wdm_put_format(&keeper.output, "%s 0x%04x", "message", 0x20U);
    assert_string_equal(keeper.text, "100%: message 0x0020");
    keeper.length = 0;
    memset(longer, 'a', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    wdm_put_format(&keeper.output, "%s", longer);
    assert_int_equal(keeper.length, 1023);
    keeper.length = 0;
    wdm_put(&keeper.output, longer);
    assert_int_equal(keeper.length, sizeof(longer) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sparse),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(put),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
