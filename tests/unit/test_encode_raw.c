/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding values that are bytes as they are, such as what a file holds. */
#include "support.h"
#include "wdm/fields.h"

#include <string.h>

#define MBIM false
#define QMI  true

static const struct wdm_structure structures[] = {{"S", "n:u32 d:ref"}};

/* `value`, `length` bytes of it, is assigned raw to `path`. */
static const struct {
    bool tlvs;
    const char *layout;
    const char *path;
    const char *value;
    size_t length;
    const char *bytes; /* in hex; NULL: it fails */
    const char *error;
} cases[] = {
    /* Bytes are taken as they are, of any value. */
    {QMI, "01 a:[u8]u8", "a", "\x00\xff,", 3, "01 0400 03 00ff2c", NULL},
    {QMI, "01 a:[u16]u8", "a", "0a", 2, "01 0400 0200 3061", NULL},
    {QMI, "01 a:[u16]u8", "a", " \n", 2, "01 0400 0200 200a", NULL},
    {QMI, "01 a:[u8]u8", "a", "", 0, "01 0100 00", NULL},
    {QMI, "01 a:[2]u8", "a", "xy", 2, "01 0200 7879", NULL},
    {QMI, "01 a:bytes[2]", "a", "\x00\x01", 2, "01 0200 0001", NULL},
    {QMI, "01 a:{ b:[u8]u8 }", "a.b", "\x00", 1, "01 0200 01 00", NULL},
    {QMI, "", "tlv_0x17", "ab", 2, "17 0200 6162", NULL},
    {QMI, "10 a:u8", "tlv_0x10", "\x00\x00", 2, "10 0200 0000", NULL},
    {MBIM, "a:ref", "a", " \t", 2, "08000000 02000000 20090000", NULL},
    {MBIM, "a:ref", "a", "", 0, "00000000 00000000", NULL},
    {MBIM, "a:fer", "a", "xyz", 3, "03000000 08000000 78797a00", NULL},
    {MBIM, "n:u32 a:ref[n]", "a", "\x01", 1, "01000000 08000000 01000000", NULL},
    {MBIM, "a:inline", "a", "\x0a", 1, "01000000 0a000000", NULL},
    {MBIM, "n:u32 a:inline[n]", "a", "\x0a", 1, "01000000 0a000000", NULL},
    {MBIM, "a:rest (unpadded)", "a", "\x0a\x0d\x00", 3, "0a0d00", NULL},
    {MBIM, "n:u32 a:[n]*{S}", "a[0].d", "x", 1, NULL, "a[0].n: required, u32 (0 to 4294967295)"},
    {MBIM, "n:u32 a:[n]ref", "a[0]", ",,", 2, "01000000 0c000000 02000000 2c2c0000", NULL},
    /* Text is, too. */
    {QMI, "01 a:str", "a", " x\n", 3, "01 0300 20780a", NULL},
    {QMI, "01 a:str8", "a", "\x00", 1, "01 0200 0100", NULL},
    {MBIM, "a:str", "a", "x", 1, "08000000 02000000 78000000", NULL},
    /* All else is read as when it is typed, blanks and newlines around it left out. */
    {QMI, "01 a:u16", "a", "300\n", 4, "01 0200 2c01", NULL},
    {QMI, "01 a:[u8]u16", "a", "1,\n2\n", 5, "01 0500 02 0100 0200", NULL},
    {QMI, "01 a:ipv4", "a", "1.2.3.4\r\n", 9, "01 0400 01020304", NULL},
    {QMI, "01 a:uuid", "a", "qmi\n", 4, "01 1000 d1a30bc2f97a6e43bf65c7e24fb0f0d3", NULL},
    /* What does not fit. */
    {QMI, "01 a:bytes[2]", "a", "x", 1, NULL, "a: 1 bytes do not fit, 2 do"},
    {QMI, "01 a:[2]u8", "a", "xyz", 3, NULL, "a: has 3 of its 2 members"},
    {QMI, "01 a:u8", "a", "\x00", 1, NULL, "a: "},
    {MBIM, "a:str", "a", "\xff", 1, NULL, "a: "},
    {QMI, "01 a:[u8]str8", "a", "x,y", 3, NULL, "a: a list: name the member that this is, a[0]"},
    {MBIM, "n:u32 a:[n]str", "a", "x", 1, NULL, "a: a list: name the member that this is, a[0]"},
    {QMI, "01 a:{ b:u8 }", "a", "x", 1, NULL, "a: a structure"},
};

static void test_raw(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wdm_layout layout = {.text = cases[i].layout,
                                    .tlvs = cases[i].tlvs,
                                    .structures = structures,
                                    .structure_count = COUNT(structures)};
        struct wdm_assignment assignment = {
            .path = {cases[i].path, strlen(cases[i].path)},
            .value = {cases[i].value, cases[i].length},
            .raw = true,
        };
        uint8_t bytes[256];
        struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
        struct wdm_error error;
        wdm_error_clear(&error);
        bool good = wdm_encode(&layout, &assignment, 1, &out, &error);
        if (good != (cases[i].bytes != NULL))
            fail_msg("case %zu, %s: %s", i, cases[i].layout, error.what);
        if (!good) {
            assert_int_equal(error.kind, WDM_USAGE);
            assert_memory_equal(error.what, cases[i].error, strlen(cases[i].error));
            continue;
        }
        assert_hex(bytes, out.length, cases[i].bytes);
    }
}

/* What is typed next to it is not raw. */
static void test_mixed(void **state)
{
    static const uint8_t expected[] = {1, 2, 0, 0x30, 0x61, 2, 1, 0, 0x0a};
    const struct wdm_layout layout = {.text = "01 a:bytes[2] 02 b:bytes[1]", .tlvs = true};
    struct wdm_assignment assignments[2];
    uint8_t bytes[64];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct wdm_error error;
    (void)state;
    assert_true(wdm_assignment_parse("b=0a", 4, &assignments[0]));
    assert_true(wdm_assignment_parse("a=0a", 4, &assignments[1]));
    assert_false(assignments[1].raw);
    assignments[1].raw = true;
    assert_true(wdm_encode(&layout, assignments, 2, &out, &error));
    assert_bytes(bytes, out.length, expected, sizeof(expected));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_raw),
        cmocka_unit_test(test_mixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
