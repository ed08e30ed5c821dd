/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The first words to a proxy, byte by byte, and what comes of its answers. Touches no
 * device. */
#include "script.h"

#include <stdio.h>
#include <string.h>

#include "wdm/modem.h"

static struct script script;
static struct wdm_modem modem;
static struct wdm_error error;
static uint8_t mbimex;

#define UUID_PROXY "838cf7fb8d0d4d7f871ed71dbefbb39b "
/* "/dev/cdc-wdm0" in UTF-16LE, padded to four bytes; a timeout of 4 seconds. */
#define PATH "2f006400650076002f006300640063002d00770064006d003000 "
#define CONFIGURE                                                                                  \
    COMMAND("01000000", UUID_PROXY, "01000000", "01000000")                                        \
    "0c000000 1a000000 04000000 " PATH "0000\n"
#define CONFIGURED(status) COMMAND_DONE("01000000", UUID_PROXY, "01000000", status) "\n"
#define VERSION(version)   INDICATION(UUID_PROXY, "02000000") "0001 " version "\n"

#define NAMED CTL_REQUEST("01", "00ff") "01 0d00 2f6465762f6364632d77646d30\n"

static void begin(enum wdm_protocol protocol, const char *lines)
{
    script_begin(&script);
    script_add(&script, lines);
    script_play(&script);
    script.port.port.protocol = protocol;
    script.port.port.proxied = true;
    strcpy(script.port.port.name, "/dev/cdc-wdm0");
    wdm_modem_init(&modem, &script.port.port);
}

static const struct {
    const char *name;
    enum wdm_protocol protocol;
    const char *lines;
    enum wdm_error_class kind;
    enum wdm_error_list list;
    uint32_t code;
    const char *what, *hint;
    uint8_t mbimex;
} rows[] = {
    {"mbim-proxy", WDM_PROTOCOL_MBIM, CONFIGURE CONFIGURED("00000000"), WDM_NO_ERROR, WDM_CODE_NONE,
     0, "", "", 1},
    {"that tells of MBIMEx 3.0", WDM_PROTOCOL_MBIM,
     CONFIGURE VERSION("0003") CONFIGURED("00000000"), WDM_NO_ERROR, WDM_CODE_NONE, 0, "", "", 3},
    {"of 2.0", WDM_PROTOCOL_MBIM, CONFIGURE VERSION("0002") CONFIGURED("00000000"), WDM_NO_ERROR,
     WDM_CODE_NONE, 0, "", "", 2},
    {"of more than there is", WDM_PROTOCOL_MBIM, CONFIGURE VERSION("00ff") CONFIGURED("00000000"),
     WDM_NO_ERROR, WDM_CODE_NONE, 0, "", "", WDM_MBIMEX_LAST},
    {"of none", WDM_PROTOCOL_MBIM, CONFIGURE VERSION("0000") CONFIGURED("00000000"), WDM_NO_ERROR,
     WDM_CODE_NONE, 0, "", "", 1},
    {"of half a version", WDM_PROTOCOL_MBIM,
     CONFIGURE INDICATION(UUID_PROXY, "02000000") "0001 00\n" CONFIGURED("00000000"), WDM_NO_ERROR,
     WDM_CODE_NONE, 0, "", "", 1},
    {"an indication of another's", WDM_PROTOCOL_MBIM,
     CONFIGURE INDICATION(UUID_BASIC_CONNECT, "02000000") "0001 0003\n" CONFIGURED("00000000"),
     WDM_NO_ERROR, WDM_CODE_NONE, 0, "", "", 1},
    {"a refusal by name", WDM_PROTOCOL_MBIM, CONFIGURE CONFIGURED("02000000"), WDM_NO_PORT,
     WDM_CODE_MBIM_STATUS, 2, "mbim-proxy did not open /dev/cdc-wdm0", "speaks MBIM", 1},
    {"a function error", WDM_PROTOCOL_MBIM, CONFIGURE FUNCTION_ERROR("01000000", "06000000"),
     WDM_NO_PORT, WDM_CODE_MBIM_FUNCTION, 6, "mbim-proxy did not open /dev/cdc-wdm0", "", 1},
    {"it hangs up", WDM_PROTOCOL_MBIM, CONFIGURE "gone\n", WDM_NO_PORT, WDM_CODE_NONE, 0,
     "mbim-proxy hung up and did not open /dev/cdc-wdm0", "may not speak MBIM", 1},
    {"it is silent", WDM_PROTOCOL_MBIM, CONFIGURE, WDM_DEADLINE, WDM_CODE_NONE, 0,
     "mbim-proxy did not say in time that it opened /dev/cdc-wdm0", "-t", 1},
    {"it answers something else", WDM_PROTOCOL_MBIM,
     CONFIGURE COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "01000000", "00000000") "\n",
     WDM_PROTOCOL, WDM_CODE_NONE, 0, "what answers as mbim-proxy makes no sense", "", 1},
    {"interrupted", WDM_PROTOCOL_MBIM, CONFIGURE "interrupt\n", WDM_INTERRUPTED, WDM_CODE_NONE, 0,
     "", "", 1},
    {"qmi-proxy", WDM_PROTOCOL_QMI, "> " NAMED "< " CTL_ANSWER("01", "00ff") SUCCESS "\n",
     WDM_NO_ERROR, WDM_CODE_NONE, 0, "", "", 1},
    {"its refusal by name", WDM_PROTOCOL_QMI,
     "> " NAMED "< " CTL_ANSWER("01", "00ff") RESULT("0100 0300") "\n", WDM_NO_PORT, WDM_CODE_QMI,
     3, "qmi-proxy did not open /dev/cdc-wdm0", "speaks QMI", 1},
    {"it has no result", WDM_PROTOCOL_QMI, "> " NAMED "< " CTL_ANSWER("01", "00ff") "\n",
     WDM_PROTOCOL, WDM_CODE_NONE, 0, "what answers as qmi-proxy makes no sense", "", 1},
    {"it hangs up on QMI", WDM_PROTOCOL_QMI, "> " NAMED "gone\n", WDM_NO_PORT, WDM_CODE_NONE, 0,
     "qmi-proxy hung up and did not open /dev/cdc-wdm0", "", 1},
    {"it is silent in QMI", WDM_PROTOCOL_QMI, "> " NAMED, WDM_DEADLINE, WDM_CODE_NONE, 0,
     "qmi-proxy did not say in time", "-t", 1},
};

static void test_entering(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin(rows[i].protocol, rows[i].lines);
        bool done = wdm_modem_enter_proxy(&modem, &mbimex, 5 * WDM_SECOND / 2, &error);
        if (done != (rows[i].kind == WDM_NO_ERROR) ||
            (!done && (error.kind != rows[i].kind || error.list != rows[i].list ||
                       error.code != rows[i].code)))
            fail_msg("%s: %s, %s", rows[i].name, done ? "done" : "failed", error.what);
        if (!done &&
            (strstr(error.what, rows[i].what) == NULL || strstr(error.hint, rows[i].hint) == NULL))
            fail_msg("%s: %s; %s", rows[i].name, error.what, error.hint);
        assert_int_equal(mbimex, rows[i].mbimex);
        assert_script_done(rows[i].name, &script);
        /* Nothing is there to be given back. */
        assert_true(wdm_modem_close(&modem, 3 * WDM_SECOND, &error));
        assert_script_done(rows[i].name, &script);
    }
}

/* How the seconds of Configuration are counted. */
static void test_timeouts(void **state)
{
    static const struct {
        wdm_time deadline;
        const char *seconds;
    } times[] = {
        {0, "02000000"},
        {WDM_MILLISECOND, "02000000"},
        {WDM_SECOND, "02000000"},
        {WDM_SECOND + 1, "03000000"},
        {86400 * WDM_SECOND, "80510100"},
        {WDM_FOREVER, "80510100"},
    };
    char lines[512];

    (void)state;
    for (size_t i = 0; i < COUNT(times); i++) {
        (void)snprintf(lines, sizeof(lines), "%s0c000000 1a000000 %s " PATH "0000\n%s",
                       COMMAND("01000000", UUID_PROXY, "01000000", "01000000"), times[i].seconds,
                       CONFIGURED("00000000"));
        begin(WDM_PROTOCOL_MBIM, lines);
        if (!wdm_modem_enter_proxy(&modem, &mbimex, times[i].deadline, &error))
            fail_msg("%s: %s", times[i].seconds, error.what);
        assert_script_done(times[i].seconds, &script);
    }
}

/* A proxy passes one protocol: on silence nothing is asked in another, and all the
 * time is for waiting. */
static void test_silence(void **state)
{
    (void)state;
    begin(WDM_PROTOCOL_MBIM, OPEN("01000000") OPEN("02000000"));
    assert_false(wdm_modem_open(&modem, WDM_MODE_AUTO, 3 * WDM_SECOND, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_string_equal(error.what, "the modem did not answer MBIM OPEN");
    assert_script_done("MBIM", &script);
    assert_true(wdm_port_now(modem.port) >= 3 * WDM_SECOND);

    begin(WDM_PROTOCOL_QMI, "> " ALLOCATE("01") "> " ALLOCATE("02") "> " ALLOCATE("03"));
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, 3 * WDM_SECOND, &error));
    assert_false(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, 3 * WDM_SECOND, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_non_null(strstr(error.hint, "-m mbim"));
    assert_script_done("QMI", &script);
    assert_true(wdm_port_now(modem.port) >= 3 * WDM_SECOND);
}

static void test_name_that_is_no_text(void **state)
{
    (void)state;
    begin(WDM_PROTOCOL_MBIM, "");
    strcpy(script.port.port.name, "/dev/\xff");
    assert_false(wdm_modem_enter_proxy(&modem, &mbimex, WDM_SECOND, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_non_null(strstr(error.what, "UTF-8"));
    /* The longest one fits. */
    memset(script.port.port.name, 'x', sizeof(script.port.port.name) - 1);
    assert_false(wdm_modem_enter_proxy(&modem, &mbimex, WDM_SECOND, &error));
    assert_true(script.port.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entering),
        cmocka_unit_test(test_timeouts),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_name_that_is_no_text),
    };
    return cmocka_run_group_tests_name("modem_proxy", tests, NULL, NULL);
}
