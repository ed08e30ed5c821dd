/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MBIM text to UTF-8 and back. */
#include "support.h"

#include <string.h>

#include "wdm/utf16.h"

/* Text that goes both ways. */
static const struct {
    const char *name;
    const char *utf16;
    const char *utf8;
} same[] = {
    {"empty", "", ""},
    {"ascii", "45 00 4d 00 37 00", "45 4d 37"},
    {"last of one byte", "7f 00", "7f"},
    {"first of two bytes", "80 00", "c2 80"},
    {"umlaut", "fc 00", "c3 bc"},
    {"last of two bytes", "ff 07", "df bf"},
    {"first of three bytes", "00 08", "e0 a0 80"},
    {"euro", "ac 20", "e2 82 ac"},
    {"last before surrogates", "ff d7", "ed 9f bf"},
    {"first after surrogates", "00 e0", "ee 80 80"},
    {"replacement character", "fd ff", "ef bf bd"},
    {"last of the plane", "ff ff", "ef bf bf"},
    {"first pair", "00 d8 00 dc", "f0 90 80 80"},
    {"emoji", "3d d8 e1 dc", "f0 9f 93 a1"},
    {"last pair", "ff db ff df", "f4 8f bf bf"},
    {"nul inside", "41 00 00 00 42 00", "41 00 42"},
};

static void both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(same); i++) {
        uint8_t utf16[32];
        uint8_t utf8[32];
        size_t length16 = bytes_of_hex(same[i].utf16, utf16, sizeof(utf16));
        size_t length8 = bytes_of_hex(same[i].utf8, utf8, sizeof(utf8));
        char text[32];
        memset(text, 'x', sizeof(text));
        size_t length = wdm_utf16_to_utf8(utf16, length16, text, sizeof(text));
        assert_bytes((const uint8_t *)text, length, utf8, length8);
        assert_int_equal(text[length], '\0');
        uint8_t out[32];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        assert_true(wdm_utf8_to_utf16(text, length, &writer));
        assert_bytes(out, writer.length, utf16, length16);
    }
}

static void bad_utf16_becomes_replacement(void **state)
{
    (void)state;
    static const struct {
        const char *utf16;
        const char *utf8;
    } cases[] = {
        {"41", "ef bf bd"},                            /* odd only byte */
        {"41 00 42", "41 ef bf bd"},                   /* odd last byte */
        {"00 d8", "ef bf bd"},                         /* high at the end */
        {"00 d8 41 00", "ef bf bd 41"},                /* high, then no low */
        {"00 dc 41 00", "ef bf bd 41"},                /* low alone */
        {"00 d8 00 d8 00 dc", "ef bf bd f0 90 80 80"}, /* high, then a pair */
        {"00 d8 00", "ef bf bd ef bf bd"},             /* half a low */
        {"00 dc 00 d8", "ef bf bd ef bf bd"},          /* the wrong way round */
        {"ff db ff db ff df 5a 00", "ef bf bd f4 8f bf bf 5a"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t utf16[16];
        size_t length16 = bytes_of_hex(cases[i].utf16, utf16, sizeof(utf16));
        char text[32];
        size_t length = wdm_utf16_to_utf8(utf16, length16, text, sizeof(text));
        assert_hex((const uint8_t *)text, length, cases[i].utf8);
    }
}

/* "aü€" and a pair: 1, 2, 3, 4 bytes. Cut at every capacity, never inside one. */
static void cut_between_characters(void **state)
{
    (void)state;
    static const uint8_t utf16[] = {0x61, 0, 0xfc, 0, 0xac, 0x20, 0x3d, 0xd8, 0xe1, 0xdc};
    static const size_t lengths[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t capacity = 1; capacity <= COUNT(lengths); capacity++) {
        char text[16];
        memset(text, 'x', sizeof(text));
        size_t length = wdm_utf16_to_utf8(utf16, sizeof(utf16), text, capacity);
        assert_int_equal(length, lengths[capacity - 1]);
        assert_int_equal(text[length], '\0');
        assert_int_equal(text[capacity], 'x');
    }
}

/* What is no UTF-8, and how much of it is written before that is found out. */
static void bad_utf8_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *utf8;
        const char *before;
    } cases[] = {
        {"80", ""},         /* continuation alone */
        {"41 bf", "41 00"}, /* the same behind a letter */
        {"c3", ""},         /* cut short */
        {"e2 82", ""},
        {"f0 9f 93", ""},
        {"c3 41", ""}, /* no continuation */
        {"e2 82 41", ""},
        {"c0 80", ""}, /* overlong */
        {"c1 bf", ""},
        {"e0 9f bf", ""},
        {"f0 8f bf bf", ""},
        {"ed a0 80", ""}, /* surrogates */
        {"41 42 ed bf bf", "41 00 42 00"},
        {"f4 90 80 80", ""}, /* past U+10FFFF */
        {"f5 80 80 80", ""},
        {"f8 88 80 80 80", ""}, /* five bytes */
        {"ff", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t utf8[16];
        size_t length = bytes_of_hex(cases[i].utf8, utf8, sizeof(utf8));
        uint8_t out[32];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        assert_false(wdm_utf8_to_utf16((const char *)utf8, length, &writer));
        assert_false(writer.failed);
        assert_hex(out, writer.length, cases[i].before);
    }
}

static void a_pair_is_never_cut(void **state)
{
    (void)state;
    uint8_t out[5] = {0, 0, 0xee, 0xee, 0xee};
    struct wdm_writer writer = wdm_writer(out, sizeof(out));
    assert_false(wdm_utf8_to_utf16("a\xf0\x9f\x93\xa1", 5, &writer));
    assert_true(writer.failed);
    assert_hex(out, sizeof(out), "61 00 ee ee ee");
    assert_int_equal(writer.length, 2);
}

static void next_character(void **state)
{
    (void)state;
    static const struct {
        const char *utf8;
        size_t size;
        uint32_t code;
    } cases[] = {
        {"00", 1, 0},
        {"41", 1, 'A'},
        {"c3 bc 41", 2, 0xfc},
        {"e2 82 ac", 3, 0x20ac},
        {"f0 9f 93 a1", 4, 0x1f4e1},
        {"ef bf bd", 3, 0xfffd},
        {"80", 1, 0xfffd},
        {"c3", 1, 0xfffd},
        {"e2 82", 1, 0xfffd},
        {"c0 80", 1, 0xfffd},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t utf8[8];
        uint32_t code = 0;
        size_t length = bytes_of_hex(cases[i].utf8, utf8, sizeof(utf8));
        assert_int_equal(wdm_utf8_next((const char *)utf8, length, &code), cases[i].size);
        assert_int_equal(code, cases[i].code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways),
        cmocka_unit_test(bad_utf16_becomes_replacement),
        cmocka_unit_test(cut_between_characters),
        cmocka_unit_test(bad_utf8_is_refused),
        cmocka_unit_test(a_pair_is_never_cut),
        cmocka_unit_test(next_character),
    };
    return cmocka_run_group_tests_name("utf16", tests, NULL, NULL);
}
