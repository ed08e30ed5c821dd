/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Agreeing on a version of MBIMEx, byte by byte, and what comes of it. Touches no
 * device. */
#include "script.h"

#include <string.h>

#include "wdm/modem.h"

static struct script script;
static struct wdm_modem modem;
static struct wdm_error error;

#define UUID_EXTENSIONS  "3d01dcc5fef54d050d3abef7058e9aaf "
#define SERVICES(number) COMMAND(number, UUID_BASIC_CONNECT, "10000000", "00000000") "\n"
#define SERVICES_DONE(number)                                                                      \
    COMMAND_DONE(number, UUID_BASIC_CONNECT, "10000000", "00000000")                               \
    "02000000 00000000 18000000 20000000 38000000 24000000 " UUID_BASIC_CONNECT                    \
    "00000000 00000000 01000000 0f000000 " UUID_EXTENSIONS                                         \
    "00000000 00000000 02000000 06000000 0f000000\n"
#define VERSION(number, version)                                                                   \
    COMMAND(number, UUID_EXTENSIONS, "0f000000", "00000000") "0001 " version "\n"
#define VERSION_DONE(number, version)                                                              \
    COMMAND_DONE(number, UUID_EXTENSIONS, "0f000000", "00000000") "0001 " version "\n"

static const struct {
    const char *name;
    uint8_t version;
    const char *lines; /* behind OPEN */
    enum wdm_error_class kind;
    uint8_t agreed;
    const char *what, *hint;
} rows[] = {
    {"nothing is asked for", 1, "", WDM_NO_ERROR, 1, "", ""},
    {"3.0", 3,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0003")
         VERSION_DONE("03000000", "0003"),
     WDM_NO_ERROR, 3, "", ""},
    {"2.0", 2,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0002")
         VERSION_DONE("03000000", "0002"),
     WDM_NO_ERROR, 2, "", ""},
    {"a modem that tells of more", 2,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0002")
         VERSION_DONE("03000000", "0003"),
     WDM_NO_ERROR, 2, "", ""},
    {"a modem that knows less", 3,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0003")
         VERSION_DONE("03000000", "0002"),
     WDM_REFUSED, 1, "speaks MBIMEx 2.0, not 3.0", "--mbimex 2"},
    {"a modem that knows the question only", 2,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0002")
         VERSION_DONE("03000000", "0001"),
     WDM_REFUSED, 1, "speaks MBIMEx 1.0, not 2.0", "--mbimex 1"},
    {"an answer that is too short", 3,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0003")
         COMMAND_DONE("03000000", UUID_EXTENSIONS, "0f000000", "00000000") "0001 00\n",
     WDM_PROTOCOL, 1, "too short", ""},
    {"a refusal", 3,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0003")
         COMMAND_DONE("03000000", UUID_EXTENSIONS, "0f000000", "09000000") "\n",
     WDM_REFUSED, 1, "refused MBIMEx 3.0, and speaks MBIM 1.0", "--mbimex 1"},
    {"a function error", 3,
     SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0003")
         FUNCTION_ERROR("03000000", "06000000"),
     WDM_REFUSED, 1, "function error", ""},
    {"a modem without the service; command 15 of another does not count", 3,
     SERVICES("02000000")
         COMMAND_DONE("02000000", UUID_BASIC_CONNECT, "10000000",
                      "00000000") "01000000 00000000 10000000 20000000 " UUID_BASIC_CONNECT
                                  "00000000 00000000 01000000 0f000000\n",
     WDM_REFUSED, 1, "speaks MBIM 1.0 and no MBIMEx", "--mbimex 1"},
    {"a modem with the service and without the command", 3,
     SERVICES("02000000") COMMAND_DONE(
         "02000000", UUID_BASIC_CONNECT, "10000000",
         "00000000") "02000000 00000000 18000000 20000000 38000000 20000000 " UUID_EXTENSIONS
                     "00000000 00000000 01000000 06000000 " UUID_BASIC_CONNECT
                     "0f000000 0f000000 01000000 0f000000\n",
     WDM_REFUSED, 1, "speaks MBIM 1.0 and no MBIMEx", "--mbimex 1"},
    {"a list that is no list", 3,
     SERVICES("02000000") COMMAND_DONE("02000000", UUID_BASIC_CONNECT, "10000000",
                                       "00000000") "ffffffff 00000000 10000000\n",
     WDM_REFUSED, 1, "speaks MBIM 1.0 and no MBIMEx", "--mbimex 1"},
    {"there is no MBIMEx 4.0", 4, "", WDM_USAGE, 1, "no MBIMEx 4.0", ""},
};

static bool opened(const char *lines)
{
    script_begin(&script);
    script_add(&script, OPEN("01000000") OPEN_DONE("01000000"));
    script_add(&script, lines);
    script_play(&script);
    script.port.port.protocol = WDM_PROTOCOL_MBIM;
    script.port.port.max_message = 4096;
    wdm_modem_init(&modem, &script.port.port);
    return wdm_modem_open(&modem, WDM_MODE_MBIM, WDM_SECOND, &error);
}

static void test_exchange(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(opened(rows[i].lines));
        assert_int_equal(modem.session.mbimex, 1);
        bool done = wdm_modem_mbimex(&modem, rows[i].version, WDM_SECOND, &error);
        if (done != (rows[i].kind == WDM_NO_ERROR) || (!done && error.kind != rows[i].kind))
            fail_msg("%s: %s, %s", rows[i].name, done ? "done" : "failed", error.what);
        if (!done &&
            (strstr(error.what, rows[i].what) == NULL || strstr(error.hint, rows[i].hint) == NULL))
            fail_msg("%s: %s; %s", rows[i].name, error.what, error.hint);
        assert_int_equal(modem.session.mbimex, rows[i].agreed);
        assert_script_done(rows[i].name, &script);
    }
}

/* The query of Connect and its answer in 3.0; after a new OPEN, in 1.0 again. */
static void test_layouts(void **state)
{
    struct wdm_assignment session_id;
    struct wdm_layout layout;
    struct wdm_span answer;
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);

    (void)state;
    assert_true(wdm_assignment_parse("session_id=7", 12, &session_id));
    assert_true(opened(
        SERVICES("02000000") SERVICES_DONE("02000000") VERSION("03000000", "0003")
            VERSION_DONE("03000000", "0003") COMMAND("04000000", UUID_BASIC_CONNECT, "0c000000", "00000000") "07000000\n" COMMAND_DONE(
                "04000000", UUID_BASIC_CONNECT, "0c000000",
                "00000000") "07000000 03000000 00000000 00000000 00000000000000000000000000000000 "
                            "00000000 "
                            "01000000 0a00 0000 00000000\n" COMMAND(
                                "05000000", UUID_BASIC_CONNECT, "0c000000",
                                "00000000") "07000000\n" FUNCTION_ERROR("05000000", "05000000")
                                OPEN("06000000") OPEN_DONE("06000000") COMMAND(
                                    "07000000", UUID_BASIC_CONNECT, "0c000000",
                                    "00000000") "07000000\n" COMMAND_DONE("07000000",
                                                                          UUID_BASIC_CONNECT,
                                                                          "0c000000",
                                                                          "00000000") "07000000 "
                                                                                      "03000000 "
                                                                                      "00000000 "
                                                                                      "00000000 "
                                                                                      "000000000000"
                                                                                      "000000000000"
                                                                                      "00000000 "
                                                                                      "00000000"
                                                                                      "\n"));
    assert_true(wdm_modem_mbimex(&modem, 3, WDM_SECOND, &error));
    assert_true(wdm_modem_mbim(&modem, service, 12, WDM_MBIM_QUERY, &session_id, 1, &answer,
                               &layout, WDM_SECOND, &error));
    assert_int_equal(wdm_field_number(&layout, answer, "media_preference", 99), 1);
    assert_true(wdm_modem_mbim(&modem, service, 12, WDM_MBIM_QUERY, &session_id, 1, &answer,
                               &layout, WDM_SECOND, &error));
    assert_int_equal(modem.session.mbimex, 1);
    assert_int_equal(wdm_field_number(&layout, answer, "activation_state", 99), 3);
    assert_int_equal(wdm_field_number(&layout, answer, "media_preference", 99), 99);
    assert_script_done("connect", &script);
}

/* QMI has no MBIMEx. */
static void test_qmi(void **state)
{
    (void)state;
    script_begin(&script);
    script_play(&script);
    wdm_modem_init(&modem, &script.port.port);
    assert_true(wdm_modem_open(&modem, WDM_MODE_QMI, WDM_SECOND, &error));
    assert_true(wdm_modem_mbimex(&modem, 1, WDM_SECOND, &error));
    assert_false(wdm_modem_mbimex(&modem, 2, WDM_SECOND, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_script_done("QMI", &script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exchange),
        cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_qmi),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
