/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one error type. */
#include "support.h"

#include <string.h>

#include "wdm/error.h"

static void classes(void **state)
{
    (void)state;
    static const struct {
        enum wdm_error_class kind;
        int exit_code;
        const char *name;
    } cases[] = {
        {WDM_NO_ERROR, 0, "none"},     {WDM_REFUSED, 1, "refused"},
        {WDM_USAGE, 2, "usage"},       {WDM_NO_PORT, 3, "no-port"},
        {WDM_DEADLINE, 4, "deadline"}, {WDM_PROTOCOL, 5, "protocol"},
        {WDM_GONE, 5, "gone"},         {WDM_INTERRUPTED, 130, "interrupted"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(wdm_exit_code(cases[i].kind), cases[i].exit_code);
        assert_string_equal(wdm_error_class_name(cases[i].kind), cases[i].name);
    }
}

static void a_failure_is_told(void **state)
{
    (void)state;
    struct wdm_error error;
    memset(&error, 0xff, sizeof(error));
    assert_false(wdm_fail(&error, WDM_REFUSED, "%s refused %d", "it", 7));
    assert_int_equal(error.kind, WDM_REFUSED);
    assert_string_equal(error.what, "it refused 7");
    assert_int_equal(error.list, WDM_CODE_NONE);
    assert_int_equal(error.code, 0);
    assert_string_equal(error.doing, "");
    assert_string_equal(error.hint, "");
    assert_false(wdm_fail_code(&error, WDM_CODE_QMI, 5));
    assert_int_equal(error.list, WDM_CODE_QMI);
    assert_int_equal(error.code, 5);
    assert_false(wdm_fail_hint(&error, "try %s", "-m mbim"));
    assert_string_equal(error.hint, "try -m mbim");
    assert_false(wdm_fail_doing(&error, "dms %s", "get-ids"));
    assert_false(wdm_fail_doing(&error, "unlock"));
    assert_string_equal(error.doing, "dms get-ids");
    assert_string_equal(error.what, "it refused 7");
    /* A new failure knows nothing of the old one. */
    assert_false(wdm_fail(&error, WDM_GONE, "gone"));
    assert_int_equal(error.code, 0);
    assert_string_equal(error.hint, "");
    assert_string_equal(error.doing, "");
    wdm_error_clear(&error);
    assert_int_equal(error.kind, WDM_NO_ERROR);
    assert_string_equal(error.what, "");
}

static void an_error_can_quote_itself(void **state)
{
    (void)state;
    struct wdm_error error;
    wdm_fail(&error, WDM_GONE, "inner");
    wdm_fail(&error, WDM_PROTOCOL, "outer: %s", error.what);
    assert_string_equal(error.what, "outer: inner");
    wdm_fail_hint(&error, "%s again", error.what);
    assert_string_equal(error.hint, "outer: inner again");
}

static void long_text_is_cut(void **state)
{
    (void)state;
    char text[600];
    memset(text, 'y', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    struct wdm_error error;
    wdm_fail(&error, WDM_GONE, "%s", text);
    wdm_fail_hint(&error, "%s", text);
    wdm_fail_doing(&error, "%s", text);
    assert_int_equal(strlen(error.what), sizeof(error.what) - 1);
    assert_int_equal(strlen(error.hint), sizeof(error.hint) - 1);
    assert_int_equal(strlen(error.doing), sizeof(error.doing) - 1);
}

/* Nothing that a modem says may steer a terminal. */
static void control_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *what;
    } cases[] = {
        {"a\nb\tc\rd", "a?b?c?d"},
        {"\x1b[31mred\x7f", "?[31mred?"},
        {"\xc3\xbc \xe2\x82\xac \xf0\x9f\x93\xa1", "\xc3\xbc \xe2\x82\xac \xf0\x9f\x93\xa1"},
        {"\xc2\x9b"
         "31m",
         "?31m"}, /* CSI as one character */
        {"\x9b"
         "31m",
         "?31m"}, /* and as one byte */
        {"\xff\xc3", "??"},
        {"100%", "100%"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wdm_error error;
        wdm_fail(&error, WDM_PROTOCOL, "%s", cases[i].text);
        assert_string_equal(error.what, cases[i].what);
        wdm_fail_hint(&error, "%s", cases[i].text);
        assert_string_equal(error.hint, cases[i].what);
        wdm_fail_doing(&error, "%s", cases[i].text);
        assert_string_equal(error.doing, cases[i].what);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes),
        cmocka_unit_test(a_failure_is_told),
        cmocka_unit_test(an_error_can_quote_itself),
        cmocka_unit_test(long_text_is_cut),
        cmocka_unit_test(control_characters),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
