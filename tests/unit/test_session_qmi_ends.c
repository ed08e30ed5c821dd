/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMI clients when things end or go wrong: the modem restarts or goes away, the
 * person interrupts, MBIM does not carry. Touches no device. */
#include "qmi_play.h"

static struct qmi_play play;

static void test_no_client(void **state)
{
    (void)state;
    const struct qmi_row row = {
        .name = "no client id was taken", .script = "", .calls = "!rf", .kind = WDM_USAGE};
    qmi_play_rows(&play, &row, 1);
}

/* ---- The modem restarts, the person stops it */

static const struct qmi_row end_rows[] = {
    {.name = "the modem restarted: the client id is gone, nothing is given back",
     .script = HELD "> " ASK("0100") "<i " SYNC,
     .calls = "a!rf",
     .kind = WDM_GONE,
     .unclaimed = 1},
    {.name = "it restarted; then a new client id is good",
     .script = HELD "> " ASK("0100") "<i " SYNC "> " ALLOCATE("02") "<2 " TELL(
         "0100") "<3 " ALLOCATED("02", "03") "> " ASK("0200") "< " TELL("0200") RELEASE_HELD("03"),
     .calls = "a!rarf",
     .kind = WDM_GONE,
     .unclaimed = 2},
    {.name = "it restarted: a late client id of before is gone too",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "<1 " ALLOCATED(
         "01", "03") "> " ASK("0100") "<2 " ALLOCATED("02", "04") "<i " SYNC,
     .calls = "a!rf",
     .end = 300,
     .kind = WDM_GONE,
     .unclaimed = 2},
    {.name = "it restarted while another client id was asked for",
     .script = HELD "> " CTL_REQUEST("02", "2200") "01 0100 03\n<i " SYNC,
     .calls = "a!nf",
     .kind = WDM_GONE,
     .unclaimed = 1},
    {.name = "it restarted before there was a client id",
     .script = "> " ALLOCATE("01") "<i " SYNC "< " ALLOCATED("01", "03") "> " ASK("0100") "< " TELL(
         "0100") RELEASE_HELD("02"),
     .calls = "arf",
     .unclaimed = 1},
    {.name = "it restarted while the client ids were given back: that does it",
     .script = HELD "> " CTL_REQUEST("02", "2200") "01 0100 03\n< " CTL_ANSWER("02", "2200") SUCCESS
     "01 0200 03 06\n> " CTL_REQUEST("03", "2300") "01 0200 03 06\n<i " SYNC,
     .calls = "anf",
     .unclaimed = 1},
    {.name = "the modem does not know a client id: as good as released, and so is the next",
     .script = HELD "> " CTL_REQUEST("02", "2200") "01 0100 03\n< " CTL_ANSWER("02", "2200") SUCCESS
     "01 0200 03 06\n> " CTL_REQUEST("03", "2300") "01 0200 03 06\n< " CTL_ANSWER("03", "2300")
         RESULT("0100 0700") "\n> " RELEASE("04", "03") "< " CTL_ANSWER("04", "2300")
             RESULT("0100 0700") "\n",
     .calls = "anf"},
    {.name = "another refusal to release is one",
     .script = HELD "> " RELEASE("02", "03") "< " CTL_ANSWER("02", "2300") RESULT("0100 0300") "\n",
     .calls = "a!f",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_QMI,
     .code = 3},
    {.name = "a release that is not answered, and a restart",
     .script = HELD "> " RELEASE("02", "03") "<i " SYNC,
     .calls = "af",
     .deadline = 900,
     .end = 1900,
     .unclaimed = 1},
    {.name = "interrupted: the client id is given back",
     .script = HELD "> " ASK("0100") "interrupt\n" RELEASE_HELD("02"),
     .calls = "a!rf",
     .kind = WDM_INTERRUPTED},
    {.name = "interrupted, and the late answer comes first",
     .script = HELD "> " ASK("0100") "interrupt\n> " RELEASE("02", "03") "<2 " TELL(
         "0100") "<3 " RELEASED("02", "03"),
     .calls = "a!rf",
     .kind = WDM_INTERRUPTED,
     .unclaimed = 1},
    {.name = "interrupted in an allocation: its late answer is given back",
     .script =
         "> " ALLOCATE("01") "interrupt\nwait 100\n< " ALLOCATED("01", "03") RELEASE_HELD("02"),
     .calls = "!af",
     .linger = 500,
     .end = 100,
     .kind = WDM_INTERRUPTED,
     .unclaimed = 1},
    {.name = "interrupted in an allocation, refused later",
     .script = "> " ALLOCATE("01") "interrupt\nwait 100\n< " CTL_ANSWER("01", "2200")
         RESULT("0100 0500") "\n",
     .calls = "!af",
     .linger = 500,
     .end = 100,
     .kind = WDM_INTERRUPTED,
     .unclaimed = 1},
    {.name = "interrupted in an allocation that is never answered",
     .script = "> " ALLOCATE("01") "interrupt\n",
     .calls = "!af",
     .linger = 500,
     .end = 500,
     .kind = WDM_INTERRUPTED},
};

static void test_ends(void **state)
{
    (void)state;
    qmi_play_rows(&play, end_rows, COUNT(end_rows));
}

/* The port is gone after each step of a whole life of a client id. */
static void test_gone_at_every_step(void **state)
{
    (void)state;
    const struct qmi_row row = {.script =
                                    HELD "> " ASK("0100") "< " TELL("0100") RELEASE_HELD("02")};
    for (size_t steps = 0; steps < 12; steps++) {
        struct wdm_error error;
        const char *next = "arf";
        qmi_play_begin(&play, row.script, steps % 2 != 0);
        play.script.count = steps / 2;
        script_add(&play.script, "gone\n");
        script_play(&play.script);
        while (*next && qmi_play_call(&play, &row, *next, &error))
            next++;
        if (!*next)
            fail_msg("nothing fails though the port is gone after step %zu", steps / 2);
        assert_int_equal(error.kind, WDM_GONE);
        assert_int_equal(*next, "aarrff"[steps / 2]);
        (void)qmi_play_call(&play, &row, 'f', &error);
        assert_int_equal(play.qmi.client_count, 0);
        assert_int_equal(play.script.port.clock, 0);
        assert_script_done("gone", &play.script);
    }
}

/* Client ids of so many services and no more: the next is not even asked for. */
static void test_too_many_services(void **state)
{
    (void)state;
    const struct qmi_row row = {.script = ""};
    struct wdm_error error;
    qmi_play_begin(&play, row.script, false);
    for (uint8_t i = 0; i < WDM_QMI_CLIENTS; i++)
        assert_true(wdm_qmi_adopt(&play.qmi, (uint8_t)(i + 2), 1));
    assert_false(wdm_qmi_adopt(&play.qmi, 1, 1));
    assert_false(wdm_qmi_adopt(&play.qmi, 2, 1));
    assert_true(wdm_qmi_allocate(&play.qmi, 2, 900, &error));
    assert_false(wdm_qmi_allocate(&play.qmi, 1, 900, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_script_done("too many services", &play.script);
}

/* ---- What only MBIM can do to QMI */

#define SEND(transaction) COMMAND(transaction, UUID_QMI, "01000000", "01000000")
#define DONE(transaction) COMMAND_DONE(transaction, UUID_QMI, "01000000", "00000000")

static const struct qmi_row mbim_rows[] = {
    {.name = "not opened: OPEN, and a client id",
     .script = SEND("01000000") ALLOCATE("01") FUNCTION_ERROR("01000000", "05000000")
         OPEN("02000000") OPEN_DONE("02000000") SEND("03000000") ALLOCATE("02") DONE("03000000")
             ALLOCATED("02", "03") SEND("04000000") RELEASE("03", "03") DONE("04000000")
                 RELEASED("03", "03"),
     .calls = "af",
     .linger = 900},
    {.name = "not opened twice",
     .script = SEND("01000000") ALLOCATE("01") FUNCTION_ERROR("01000000", "05000000")
         OPEN("02000000") OPEN_DONE("02000000") SEND("03000000") ALLOCATE("02")
             FUNCTION_ERROR("03000000", "05000000"),
     .calls = "!af",
     .linger = 900,
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_FUNCTION,
     .code = 5},
    {.name = "not opened, and opened just at the deadline",
     .script = SEND("01000000") ALLOCATE("01") FUNCTION_ERROR("01000000", "05000000")
         OPEN("02000000") "wait 300\n" OPEN("03000000") "wait 600\n" OPEN_DONE("03000000"),
     .calls = "!a",
     .end = 900,
     .kind = WDM_DEADLINE},
    {.name = "not opened in the middle: OPEN, and the request again",
     .script = SEND("01000000") ASK("0100") FUNCTION_ERROR("01000000", "05000000") OPEN("02000000")
         OPEN_DONE("02000000") SEND("03000000") ASK("0200") DONE("03000000") TELL("0200"),
     .calls = "dr",
     .held = 1},
    {.name = "QMI is not carried: a status",
     .script = SEND("01000000") ALLOCATE("01")
         COMMAND_DONE("01000000", UUID_QMI, "01000000", "09000000") "\n",
     .calls = "!af",
     .linger = 900,
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_STATUS,
     .code = WDM_MBIM_STATUS_NO_DEVICE_SUPPORT},
    {.name = "a function error",
     .script = SEND("01000000") ASK("0100") FUNCTION_ERROR("01000000", "03000000"),
     .calls = "d!r",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_FUNCTION,
     .code = WDM_MBIM_ERROR_LENGTH_MISMATCH,
     .held = 1},
    {.name = "the answer carries nothing",
     .script = SEND("01000000") ASK("0100") DONE("01000000") "\n",
     .calls = "d!r",
     .kind = WDM_PROTOCOL,
     .held = 1},
    {.name = "the answer carries no QMUX message",
     .script = SEND("01000000") ASK("0100") DONE("01000000") "02 03 00\n",
     .calls = "d!r",
     .kind = WDM_PROTOCOL,
     .held = 1},
    {.name = "an indication that carries none",
     .script = SEND("01000000") ASK("0100")
         INDICATION(UUID_QMI, "01000000") "02 03 00\n" DONE("01000000") TELL("0100"),
     .calls = "dr",
     .held = 1},
    {.name = "a late refusal, and other services' indications",
     .script = SEND("02000000") ASK("0100")
         COMMAND_DONE("01000000", UUID_QMI, "01000000", "09000000") "\n" INDICATION(
             UUID_BASIC_CONNECT, "0b000000") "aabb\n" DONE("02000000") TELL("0100"),
     .calls = "dr",
     .session_transaction = 1,
     .session_unclaimed = 1,
     .held = 1},
    {.name = "the answer comes in an indication",
     .script = SEND("01000000") ASK("0100") INDICATION(UUID_QMI, "01000000") TELL("0100"),
     .calls = "dr",
     .held = 1},
};

static void test_mbim_carrier(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mbim_rows); i++)
        qmi_play_mbim_row(&play, &mbim_rows[i]);
}

/* What the session hears while it is not QMI's turn reaches QMI all the same. */
static void test_from_session(void **state)
{
    (void)state;
    const struct qmi_row row = {.linger = 900};
    const struct wdm_span nothing = {NULL, 0};
    struct wdm_mbim_message answer;
    struct wdm_error error;
    script_begin(&play.script);
    script_add(
        &play.script,
        SEND("01000000") ALLOCATE("01") "interrupt\n" COMMAND(
            "02000000", UUID_BASIC_CONNECT, "01000000", "00000000") "\n" DONE("01000000")
            ALLOCATED("01", "0c") INDICATION(UUID_QMI, "01000000") REPORT("ff")
                INDICATION(UUID_BASIC_CONNECT, "0b000000") "aabb\n" COMMAND_DONE(
                    "02000000", UUID_BASIC_CONNECT, "01000000", "00000000") "\n" SEND("03000000")
                    RELEASE("02", "0c") DONE("03000000") RELEASED("02", "0c"));
    qmi_play_begin_script(&play, true);
    assert_false(qmi_play_call(&play, &row, 'a', &error));
    assert_int_equal(error.kind, WDM_INTERRUPTED);
    assert_true(wdm_mbim_command(&play.session, &wdm_mbim_basic_connect, 1, WDM_MBIM_QUERY, nothing,
                                 &answer, 900, &error));
    assert_int_equal(play.unclaimed, 2);
    assert_int_equal(play.session_unclaimed, 1);
    assert_int_equal(play.qmi.stray_count, 1);
    assert_true(qmi_play_call(&play, &row, 'f', &error));
    assert_script_done("from the session", &play.script);
}

/* A restart that MBIM heard of while QMI was not asked: nothing is given back. */
static void test_restart_from_session(void **state)
{
    (void)state;
    const struct qmi_row row = {.linger = 900};
    const struct wdm_span nothing = {NULL, 0};
    struct wdm_mbim_message answer;
    struct wdm_error error;
    script_begin(&play.script);
    script_add(&play.script, SEND("01000000") ALLOCATE("01") DONE("01000000") ALLOCATED("01", "03")
                                 COMMAND("02000000", UUID_BASIC_CONNECT, "01000000",
                                         "00000000") "\n" INDICATION(UUID_QMI, "01000000")
                                     SYNC COMMAND_DONE("02000000", UUID_BASIC_CONNECT, "01000000",
                                                       "00000000") "\n");
    qmi_play_begin_script(&play, true);
    assert_true(qmi_play_call(&play, &row, 'a', &error));
    assert_true(wdm_mbim_command(&play.session, &wdm_mbim_basic_connect, 1, WDM_MBIM_QUERY, nothing,
                                 &answer, 900, &error));
    assert_true(qmi_play_call(&play, &row, 'f', &error));
    assert_int_equal(play.qmi.client_count, 0);
    assert_script_done("a restart", &play.script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_client),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_gone_at_every_step),
        cmocka_unit_test(test_too_many_services),
        cmocka_unit_test(test_mbim_carrier),
        cmocka_unit_test(test_from_session),
        cmocka_unit_test(test_restart_from_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
