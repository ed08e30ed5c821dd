/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UUIDs and their text form. */
#include "support.h"

#include <string.h>

#include "wdm/uuid.h"

static const struct wdm_uuid counting = {{0x00, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0,
                                          0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0xff}};

static void text_form(void **state)
{
    (void)state;
    char text[WDM_UUID_TEXT + 2];
    memset(text, 'x', sizeof(text));
    wdm_uuid_format(&counting, text);
    assert_string_equal(text, "00123456-789a-bcde-f011-2233445566ff");
    assert_int_equal(strlen(text), WDM_UUID_TEXT);
    assert_int_equal(text[WDM_UUID_TEXT + 1], 'x');
}

static void accepted(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "00123456-789a-bcde-f011-2233445566ff",
        "00123456-789A-BCDE-F011-2233445566FF",
        "00123456789abcdef0112233445566ff",
        "00123456-789abcdef0112233445566ff", /* a hyphen or none, each where it belongs */
        "00123456789abcdef011-2233445566ff",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct wdm_uuid uuid = {{0}};
        assert_true(wdm_uuid_parse(texts[i], strlen(texts[i]), &uuid));
        assert_true(wdm_uuid_equal(&uuid, &counting));
    }
}

static void refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "-",
        "0",
        "00123456-789a-bcde-f011-2233445566f",
        "00123456-789a-bcde-f011-2233445566",
        "00123456-789a-bcde-f011-2233445566ff0",
        "00123456-789a-bcde-f011-2233445566ff-",
        "-00123456-789a-bcde-f011-2233445566ff",
        "0012345-6789a-bcde-f011-2233445566ff",
        "00123456--789a-bcde-f011-2233445566ff",
        "00123456-789a-bcde-f0112-233445566ff",
        "00123456-789a-bcde-f011-22334455-66ff",
        "00123456-789a-bcde-f011-2233445566fg",
        "00123456-789a-bcde-f011-2233445566 f",
        "{00123456-789a-bcde-f011-2233445566ff}",
        "00123456_789a_bcde_f011_2233445566ff",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct wdm_uuid uuid = counting;
        if (wdm_uuid_parse(texts[i], strlen(texts[i]), &uuid))
            fail_msg("accepted \"%s\"", texts[i]);
        assert_true(wdm_uuid_equal(&uuid, &counting));
    }
}

/* Only the characters that belong to it count, not a NUL behind them. */
static void length_is_believed(void **state)
{
    (void)state;
    struct wdm_uuid uuid;
    const char *text = "00123456-789a-bcde-f011-2233445566ffabc";
    assert_true(wdm_uuid_parse(text, WDM_UUID_TEXT, &uuid));
    assert_false(wdm_uuid_parse(text, WDM_UUID_TEXT + 1, &uuid));
    for (size_t length = 0; length < WDM_UUID_TEXT; length++)
        assert_false(wdm_uuid_parse(text, length, &uuid));
}

static void every_byte_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < WDM_UUID_SIZE; i++) {
        struct wdm_uuid other = counting;
        other.bytes[i] ^= 0x01;
        assert_false(wdm_uuid_equal(&counting, &other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_form),         cmocka_unit_test(accepted),
        cmocka_unit_test(refused),           cmocka_unit_test(length_is_believed),
        cmocka_unit_test(every_byte_counts),
    };
    return cmocka_run_group_tests_name("uuid", tests, NULL, NULL);
}
