/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MBIM sessions against scripts with virtual time: opening, commands, closing. QMI
 * is test_session_qmi.c's, bad answers and fragments are
 * test_session_answers.c's. Touches no device. */
#include "session_play.h"

#include <stdio.h>

static struct play play;

#define STATUS(transaction, status)                                                                \
    COMMAND_DONE(transaction, UUID_BASIC_CONNECT, CAPS, status) "01020304\n"

/* ---- OPEN and CLOSE */

static const struct row open_rows[] = {
    {.name = "answered", .script = OPEN("01000000") OPEN_DONE("01000000"), .calls = "o"},
    {.name = "answered later",
     .script = OPEN("01000000") "wait 299999\n" OPEN_DONE("01000000"),
     .calls = "o",
     .end = 299999},
    {.name = "sent again after a third of the time, the second answered",
     .script = OPEN("01000000") "wait 300000\n" OPEN("02000000") OPEN_DONE("02000000"),
     .calls = "o",
     .end = 300000},
    {.name = "sent again, the first answered after all",
     .script =
         OPEN("01000000") "wait 300000\n" OPEN("02000000") "wait 600000\n" OPEN_DONE("01000000"),
     .calls = "o",
     .end = 900000},
    {.name = "sent again, both answered: the second answer comes to nobody",
     .script = OPEN("01000000") "wait 300000\n" OPEN("02000000") OPEN_DONE("01000000")
         ASK("03000000") OPEN_DONE("02000000") TELL("03000000"),
     .calls = "oc",
     .end = 300000,
     .unclaimed = 1},
    {.name = "never answered",
     .script = OPEN("01000000") "wait 300000\n" OPEN("02000000"),
     .calls = "!o",
     .end = 900000,
     .kind = WDM_DEADLINE},
    {.name = "answered a microsecond too late",
     .script =
         OPEN("01000000") "wait 300000\n" OPEN("02000000") "wait 600001\n" OPEN_DONE("02000000"),
     .calls = "!o",
     .left = 1,
     .end = 900000,
     .kind = WDM_DEADLINE},
    {.name = "sent again after three seconds at the most",
     .script = OPEN("01000000") "wait 3000000\n" OPEN("02000000") OPEN_DONE("02000000"),
     .calls = "o",
     .deadline = 60 * WDM_SECOND,
     .end = 3 * WDM_SECOND},
    {.name = "no time at all: still one try",
     .script = OPEN("01000000") OPEN("02000000"),
     .calls = "!o",
     .deadline = -1,
     .kind = WDM_DEADLINE},
    {.name = "refused with a status",
     .script = OPEN("01000000") "< 01000080 L 01000000 02000000\n",
     .calls = "!o",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_STATUS,
     .code = 2},
    {.name = "refused with a function error",
     .script = OPEN("01000000") FUNCTION_ERROR("01000000", "08000000"),
     .calls = "!o",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_FUNCTION,
     .code = WDM_MBIM_ERROR_MAX_TRANSFER},
    {.name = "indications and a function error of nobody come before",
     .script = OPEN("01000000") INDICATE INDICATE FUNCTION_ERROR("63000000", "05000000")
         OPEN_DONE("01000000"),
     .calls = "o",
     .unclaimed = 3},
    {.name = "a malformed answer: sent again at once",
     .malformed = 1,
     .script = OPEN("01000000") "< 01000080 L 01000000\n" OPEN("02000000") OPEN_DONE("02000000"),
     .calls = "o"},
    {.name = "transaction ids wrap past 0 between the two",
     .script = OPEN("ffffffff") "wait 300000\n" OPEN("01000000") INDICATE OPEN_DONE("ffffffff"),
     .calls = "o",
     .end = 300000,
     .unclaimed = 1,
     .transaction = UINT32_MAX - 1},
    {.name = "gone", .script = OPEN("01000000") "gone\n", .calls = "!o", .kind = WDM_GONE},
    {.name = "gone before", .script = "gone\n", .calls = "!o", .kind = WDM_GONE},
    {.name = "interrupted, and closed all the same",
     .script = OPEN("01000000") "interrupt\n" CLOSE("02000000") CLOSE_DONE("02000000"),
     .calls = "!ox",
     .kind = WDM_INTERRUPTED},
};

static void test_open(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(open_rows); i++) {
        struct row row = open_rows[i];
        if (row.deadline == 0)
            row.deadline = 900000;
        play_row(&play, &row);
    }
}

static const struct row close_rows[] = {
    {.name = "nothing was opened: nothing is sent", .script = "", .calls = "x", .deadline = 900},
    {.name = "answered",
     .script = OPEN("01000000") OPEN_DONE("01000000") CLOSE("02000000") CLOSE_DONE("02000000"),
     .calls = "oxx",
     .deadline = 900},
    {.name = "OPEN was not answered: CLOSE is sent",
     .script = OPEN("01000000") "wait 300\n" OPEN("02000000") "wait 600\n" CLOSE("03000000")
         OPEN_DONE("02000000") CLOSE_DONE("03000000"),
     .calls = "!ox",
     .deadline = 900,
     .end = 900,
     .kind = WDM_DEADLINE,
     .unclaimed = 1},
    {.name = "not answered",
     .script = OPEN("01000000") OPEN_DONE("01000000") CLOSE("02000000"),
     .calls = "o!xx",
     .deadline = 900,
     .end = 900,
     .kind = WDM_DEADLINE},
    {.name = "indications and late answers come before",
     .script = OPEN("01000000") OPEN_DONE("01000000") CLOSE("02000000")
         INDICATE CLOSE_DONE("01000000") TELL("02000000") CLOSE_DONE("02000000"),
     .calls = "ox",
     .deadline = 900,
     .unclaimed = 3},
    {.name = "refused",
     .script = OPEN("01000000") OPEN_DONE("01000000") CLOSE("02000000")
         FUNCTION_ERROR("02000000", "06000000"),
     .calls = "o!x",
     .deadline = 900,
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_FUNCTION,
     .code = 6},
    {.name = "not opened: as good as closed",
     .script = OPEN("01000000") OPEN_DONE("01000000") CLOSE("02000000")
         FUNCTION_ERROR("02000000", "05000000"),
     .calls = "ox",
     .deadline = 900},
    {.name = "gone",
     .script = OPEN("01000000") OPEN_DONE("01000000") CLOSE("02000000") "gone\n",
     .calls = "o!xx",
     .deadline = 900,
     .kind = WDM_GONE},
};

static void test_close(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(close_rows); i++)
        play_row(&play, &close_rows[i]);
}

/* ---- Commands */

static const struct row command_rows[] = {
    {.name = "answered", .script = ASK("01000000") TELL("01000000"), .calls = "c"},
    {.name = "answered at the deadline",
     .script = ASK("01000000") "wait 900\n" TELL("01000000"),
     .calls = "c",
     .end = 900},
    {.name = "not answered",
     .script = ASK("01000000"),
     .calls = "!c",
     .end = 900,
     .kind = WDM_DEADLINE},
    {.name = "two after each other",
     .script = ASK("01000000") TELL("01000000") ASK("02000000") TELL("02000000"),
     .calls = "cc"},
    {.name = "not opened: OPEN, and the command again",
     .script = ASK("01000000") FUNCTION_ERROR("01000000", "05000000") OPEN("02000000")
         OPEN_DONE("02000000") ASK("03000000") TELL("03000000"),
     .calls = "c"},
    {.name = "not opened, and OPEN is refused",
     .script = ASK("01000000") FUNCTION_ERROR("01000000", "05000000")
         OPEN("02000000") "< 01000080 L 02000000 01000000\n",
     .calls = "!c",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_STATUS,
     .code = 1},
    {.name = "not opened twice: no third try",
     .script = ASK("01000000") FUNCTION_ERROR("01000000", "05000000") OPEN("02000000")
         OPEN_DONE("02000000") ASK("03000000") FUNCTION_ERROR("03000000", "05000000"),
     .calls = "!c",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_FUNCTION,
     .code = WDM_MBIM_ERROR_NOT_OPENED},
    {.name = "indications in between",
     .script = ASK("01000000") INDICATE TELL("01000000") ASK("02000000")
         INDICATE INDICATE TELL("02000000"),
     .calls = "cc",
     .unclaimed = 3},
    {.name = "answers to another transaction, function errors too",
     .script = ASK("05000000") TELL("04000000") FUNCTION_ERROR("04000000", "05000000")
         TELL("06000000") TELL("05000000"),
     .calls = "c",
     .unclaimed = 3,
     .transaction = 4},
    {.name = "an answer of another type with this transaction",
     .script = ASK("01000000") CLOSE_DONE("01000000") TELL("01000000"),
     .calls = "c",
     .unclaimed = 1},
    {.name = "an answer that comes twice",
     .script = ASK("01000000") TELL("01000000") ASK("02000000") TELL("01000000") TELL("02000000"),
     .calls = "cc",
     .unclaimed = 1},
    {.name = "the answer to another command",
     .script =
         ASK("01000000") COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "02000000", SUCCEED) "\n",
     .calls = "!c",
     .kind = WDM_PROTOCOL},
    {.name = "the answer of another service",
     .script = ASK("01000000") COMMAND_DONE("01000000", UUID_QMI, CAPS, SUCCEED) "\n",
     .calls = "!c",
     .kind = WDM_PROTOCOL},
    {.name = "a status is no failure of a command",
     .script = ASK("01000000")
         COMMAND_DONE("01000000", UUID_BASIC_CONNECT, CAPS, "1c000000") "01020304\n",
     .calls = "c"},
    {.name = "but of one that is checked",
     .script = ASK("01000000") COMMAND_DONE("01000000", UUID_BASIC_CONNECT, CAPS, "1c000000") "\n",
     .calls = "!k",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_MBIM_STATUS,
     .code = WDM_MBIM_STATUS_OPERATION_NOT_ALLOWED},
    {.name = "checked, and good", .script = ASK("01000000") TELL("01000000"), .calls = "k"},
    {.name = "transaction ids go from the last to 1",
     .script = ASK("ffffffff") TELL("ffffffff") ASK("01000000") TELL("01000000"),
     .calls = "cc",
     .transaction = UINT32_MAX - 1},
    {.name = "gone", .script = ASK("01000000") "gone\n", .calls = "!c!c", .kind = WDM_GONE},
    {.name = "gone in the middle of an answer",
     .script = ASK("01000000") "< 03000080 34000000 01000000\ngone\n",
     .calls = "!c",
     .kind = WDM_GONE},
    {.name = "interrupted; the late answer does not disturb",
     .script =
         ASK("01000000") "wait 5\ninterrupt\n" ASK("02000000") TELL("01000000") TELL("02000000"),
     .calls = "!cc",
     .end = 5,
     .kind = WDM_INTERRUPTED,
     .unclaimed = 1},
};

static void test_command(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(command_rows); i++) {
        struct row row = command_rows[i];
        row.deadline = 900;
        play_row(&play, &row);
    }
}

static void test_function_errors(void **state)
{
    (void)state;
    for (unsigned code = 1; code <= 9; code++) {
        char text[512];
        (void)snprintf(text, sizeof(text), ASK("01000000") FUNCTION_ERROR("01000000", "%02x000000"),
                       code);
        const struct row row = {.name = "a function error",
                                .script = text,
                                .calls = "!c",
                                .deadline = 900,
                                .kind = WDM_REFUSED,
                                .list = WDM_CODE_MBIM_FUNCTION,
                                .code = code};
        if (code != WDM_MBIM_ERROR_NOT_OPENED)
            play_row(&play, &row);
    }
}

static void test_statuses(void **state)
{
    (void)state;
    static const uint8_t statuses[] = {1, 2, 9, 14, 21, 28, 255};
    for (size_t i = 0; i < COUNT(statuses); i++) {
        char text[512];
        (void)snprintf(text, sizeof(text), ASK("01000000") STATUS("01000000", "%02x000000"),
                       statuses[i]);
        struct row row = {.name = "a status", .script = text, .calls = "c", .deadline = 900};
        play_row(&play, &row);
        assert_int_equal(play.answer.value, statuses[i]);
        row.calls = "!k";
        row.kind = WDM_REFUSED;
        row.list = WDM_CODE_MBIM_STATUS;
        row.code = statuses[i];
        play_row(&play, &row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open),     cmocka_unit_test(test_close),
        cmocka_unit_test(test_command),  cmocka_unit_test(test_function_errors),
        cmocka_unit_test(test_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
