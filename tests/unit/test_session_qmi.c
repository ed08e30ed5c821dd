/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMI clients against scripts with virtual time: client ids taken and given back,
 * requests and their answers. Touches no device. */
#include "qmi_play.h"

#include <stdio.h>

static struct qmi_play play;

/* ---- Client ids */

static const struct qmi_row allocate_rows[] = {
    {.name = "the first bytes of all",
     .script = "> 01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02\n"
               "< 01 17 00 80 00 00 01 01 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 03\n",
     .calls = "a",
     .held = 1},
    {.name = "one client id a service, asked for once", .script = HELD, .calls = "aaa", .held = 1},
    {.name = "two services",
     .script = HELD "> " CTL_REQUEST("02", "2200") "01 0100 03\n< " CTL_ANSWER("02", "2200") SUCCESS
     "01 0200 03 03\n> " CTL_REQUEST("03", "2300") "01 0200 03 03\n< " CTL_ANSWER("03", "2300")
         SUCCESS "01 0200 03 03\n" RELEASE_HELD("04"),
     .calls = "anf"},
    {.name = "asked for again after a third of the time",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "< " ALLOCATED("02", "03"),
     .calls = "a",
     .end = 300,
     .held = 1},
    {.name = "the first try is answered during the second",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "<1 " ALLOCATED("01", "03"),
     .calls = "a",
     .end = 300,
     .held = 1},
    {.name = "both are answered: the second client id is given back too",
     .script =
         "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "<1 " ALLOCATED("01", "03") "> " ASK(
             "0100") "<2 " ALLOCATED("02",
                                     "04") "<3 " TELL("0100") "> " RELEASE("03",
                                                                           "04") "< " RELEASED("03",
                                                                                               "04")
             RELEASE_HELD("04"),
     .calls = "arf",
     .end = 300,
     .unclaimed = 1},
    {.name = "the second one is answered while everything is given back",
     .script =
         "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "<1 " ALLOCATED("01", "03") "> " RELEASE(
             "03",
             "03") "< " RELEASED("03",
                                 "03") "wait 200\n<2 " ALLOCATED("02",
                                                                 "04") "> " RELEASE("04",
                                                                                    "04") "<"
                                                                                          " " RELEASED(
                                                                                              "04",
                                                                                              "04"),
     .calls = "af",
     .linger = 700,
     .end = 500,
     .unclaimed = 1},
    {.name = "the second one is never answered: waited for as long as said",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "<1 " ALLOCATED("01", "03")
         RELEASE_HELD("03"),
     .calls = "af",
     .linger = 700,
     .end = 700},
    {.name = "the same answer twice gives nothing back twice",
     .script =
         HELD "> " ASK("0100") "<1 " ALLOCATED("01", "03") "<2 " TELL("0100") RELEASE_HELD("02"),
     .calls = "arf",
     .unclaimed = 1},
    {.name = "never answered: three tries, and the deadline kept",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "wait 300\n> " ALLOCATE("03"),
     .calls = "!a",
     .end = 900,
     .kind = WDM_DEADLINE},
    {.name = "tries every two seconds at the most",
     .script = "> " ALLOCATE("01") "wait 2000000\n> " ALLOCATE("02") "wait 2000000\n> " ALLOCATE(
         "03") "< " ALLOCATED("03", "03"),
     .calls = "a",
     .deadline = 60 * WDM_SECOND,
     .end = 4 * WDM_SECOND,
     .held = 1},
    {.name = "given up, then answered: it is given back",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "wait 300\n> " ALLOCATE(
         "03") "wait 301\n<3 " ALLOCATED("03", "09") "> " RELEASE("04", "09") "< " RELEASED("04",
                                                                                            "09"),
     .calls = "!af",
     .linger = 950,
     .end = 950,
     .unclaimed = 1,
     .kind = WDM_DEADLINE},
    {.name = "no client ids left",
     .script = "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") RESULT("0100 0500") "\n",
     .calls = "!af",
     .linger = 900,
     .kind = WDM_REFUSED,
     .list = WDM_CODE_QMI,
     .code = 5},
    {.name = "a late answer for another service is no answer, and given back",
     .script = "> " ALLOCATE("01") "wait 300\n> " ALLOCATE("02") "wait 300\n> " ALLOCATE(
         "03") "wait 299\ninterrupt\n"
               "> " CTL_REQUEST("04", "2200") "01 0100 03\n<3 " ALLOCATED(
                   "03", "05") "<2 " CTL_ANSWER("02", "2200")
                   RESULT("0100 0500") "\n"
                                       "<4 " CTL_ANSWER("04", "2200") SUCCESS
     "01 0200 03 06\n"
     "> " RELEASE("05", "05") "< " RELEASED("05", "05") "> " CTL_REQUEST(
         "06", "2300") "01 0200 03 06\n< " CTL_ANSWER("06", "2300") SUCCESS "\n",
     .calls = "!anf",
     .end = 899,
     .kind = WDM_INTERRUPTED,
     .unclaimed = 2},
    {.name = "an answer that gives another service's client id, which is given back",
     .script = "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") SUCCESS
     "01 0200 03 06\n> " ALLOCATE("02") "< " ALLOCATED("02", "03") "> " CTL_REQUEST(
         "03", "2300") "01 0200 03 06\n< " CTL_ANSWER("03", "2300") SUCCESS "\n" RELEASE_HELD("04"),
     .calls = "af"},
    {.name = "three such answers: all are given back",
     .script = "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") SUCCESS
     "01 0200 03 06\n> " ALLOCATE("02") "< " CTL_ANSWER("02", "2200") SUCCESS
     "01 0200 03 07\n> " ALLOCATE("03") "< " CTL_ANSWER("03", "2200") SUCCESS
     "01 0200 03 08\n> " CTL_REQUEST("04", "2300") "01 0200 03 08\n< " CTL_ANSWER("04", "2300")
         SUCCESS "\n> " CTL_REQUEST("05", "2300") "01 0200 03 07\n< " CTL_ANSWER("05", "2300")
             SUCCESS "\n> " CTL_REQUEST("06", "2300") "01 0200 03 06\n< " CTL_ANSWER("06", "2300")
                 SUCCESS "\n",
     .calls = "!af",
     .kind = WDM_PROTOCOL},
    {.name = "an answer to nothing is not given back",
     .script = "> " ALLOCATE("05") "<1 " ALLOCATED("04", "0a") "<1 " ALLOCATED("05", "03")
         RELEASE_HELD("06"),
     .calls = "af",
     .ctl_transaction = 4,
     .unclaimed = 1},
    {.name = "CTL transactions go from 255 to 1",
     .script = "> " ALLOCATE("ff") "< " ALLOCATED("ff", "03") RELEASE_HELD("01"),
     .calls = "af",
     .ctl_transaction = 254},
    {.name = "adopted: not asked for, not given back",
     .script = "> " ASK("0100") "< " TELL("0100"),
     .calls = "darf"},
    {.name = "two releases that are refused: the first is told",
     .script = HELD "> " CTL_REQUEST("02", "2200") "01 0100 03\n< " CTL_ANSWER("02", "2200") SUCCESS
     "01 0200 03 06\n> " CTL_REQUEST("03", "2300") "01 0200 03 06\n< " CTL_ANSWER("03", "2300")
         RESULT("0100 0100") "\n> " RELEASE("04", "03") "< " CTL_ANSWER("04", "2300")
             RESULT("0100 0300") "\n",
     .calls = "an!f",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_QMI,
     .code = 1},
    {.name = "a release that is refused does not keep the others",
     .script = HELD "> " CTL_REQUEST("02", "2200") "01 0100 03\n< " CTL_ANSWER("02", "2200") SUCCESS
     "01 0200 03 06\n> " CTL_REQUEST("03", "2300") "01 0200 03 06\n< " CTL_ANSWER("03", "2300")
         RESULT("0100 0100") "\n" RELEASE_HELD("04"),
     .calls = "an!f",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_QMI,
     .code = 1},
};

static void test_allocate(void **state)
{
    (void)state;
    qmi_play_rows(&play, allocate_rows, COUNT(allocate_rows));
}

#define INFO "01 0200 02 03"

/* Answers to an allocation that are of no use: a third one ends it. */
static const struct {
    const char *name;
    const char *tlvs;
} useless[] = {
    {"no result", INFO},
    {"a result that is too short", "02 0300 000000" INFO},
    {"a failure without a code", RESULT("0100 0000")},
    {"no client id", SUCCESS},
    {"a client id that is too short", SUCCESS "01 0100 02"},
    {"client id 0", SUCCESS "01 0200 02 00"},
};

static void test_useless_allocations(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(useless); i++) {
        char text[1024];
        struct qmi_row row = {.name = useless[i].name, .script = text, .held = 1, .calls = "a"};
        (void)snprintf(
            text, sizeof(text),
            "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") "%s\n> " ALLOCATE(
                "02") "< " CTL_ANSWER("02", "2200") "%s\n> " ALLOCATE("03") "< " ALLOCATED("03",
                                                                                           "03"),
            useless[i].tlvs, useless[i].tlvs);
        qmi_play_rows(&play, &row, 1);
        (void)snprintf(
            text, sizeof(text),
            "> " ALLOCATE("01") "< " CTL_ANSWER("01", "2200") "%s\n> " ALLOCATE(
                "02") "< " CTL_ANSWER("02",
                                      "2200") "%s\n> " ALLOCATE("03") "< " CTL_ANSWER("03",
                                                                                      "2200") "%s"
                                                                                              "\n",
            useless[i].tlvs, useless[i].tlvs, useless[i].tlvs);
        row.calls = "!a";
        row.held = 0;
        row.kind = WDM_PROTOCOL;
        qmi_play_rows(&play, &row, 1);
    }
}

/* ---- Requests */

#define WRONG_TLVS "01 Q 80 02 03 02 0100 2000 0900 " SUCCESS "01 0100 07\n"

static const struct qmi_row request_rows[] = {
    {.name = "answered", .script = "> " ASK("0100") "< " TELL("0100"), .calls = "k"},
    {.name = "two after each other",
     .script = "> " ASK("0100") "< " TELL("0100") "> " ASK("0200") "< " TELL("0200"),
     .calls = "rr"},
    {.name = "answered at the deadline",
     .script = "> " ASK("0100") "wait 900\n< " TELL("0100"),
     .calls = "r",
     .end = 900},
    {.name = "not answered",
     .script = "> " ASK("0100"),
     .calls = "!r",
     .end = 900,
     .kind = WDM_DEADLINE},
    {.name = "a QMI error is no failure of a request",
     .script =
         "> " ASK("0100") "< " DMS_ANSWER("03", "0100", CAPABILITIES) RESULT("0100 3c00") "\n",
     .calls = "r"},
    {.name = "but of one that is checked",
     .script =
         "> " ASK("0100") "< " DMS_ANSWER("03", "0100", CAPABILITIES) RESULT("0100 3c00") "\n",
     .calls = "!k",
     .kind = WDM_REFUSED,
     .list = WDM_CODE_QMI,
     .code = 60},
    {.name = "no result",
     .script = "> " ASK("0100") "< " DMS_ANSWER("03", "0100", CAPABILITIES) "01 0100 07\n",
     .calls = "!r",
     .kind = WDM_PROTOCOL},
    {.name = "answers of another service, client, number, message and kind",
     .script = "> " ASK("0100") "< 01 Q 80 03 03 02 0100 2000 T " SUCCESS
                                "\n< " DMS_ANSWER("04", "0100", CAPABILITIES) SUCCESS
     "\n< " TELL("0200") "< " DMS_ANSWER("03", "0100", "2100") SUCCESS
     "\n< 01 Q 80 02 03 04 0100 2000 T\n< " DMS_ANSWER("03", "0100", CAPABILITIES) SUCCESS
     "01 0100 07\n",
     .calls = "r",
     .unclaimed = 5},
    {.name = "indications, to this client and to all",
     .script = "> " ASK("0100") "<i " REPORT("03") "<i " REPORT("ff") "< " TELL("0100"),
     .calls = "r",
     .unclaimed = 2},
    {.name = "an answer that comes twice",
     .script =
         "> " ASK("0100") "< " TELL("0100") "> " ASK("0200") "<1 " TELL("0100") "<2 " TELL("0200"),
     .calls = "rr",
     .unclaimed = 1},
    {.name = "a late answer to a request that was given up",
     .script = "> " ASK("0100") "interrupt\n> " ASK("0200") "<1 " TELL("0100") "<2 " TELL("0200"),
     .calls = "!rr",
     .kind = WDM_INTERRUPTED,
     .unclaimed = 1},
    {.name = "a wrong length of the TLVs",
     .script = "> " ASK("0100") "< 01 Q 80 02 03 02 0100 2000 0900 " SUCCESS "01 0100 07\n",
     .calls = "!r",
     .kind = WDM_PROTOCOL},
    {.name = "a wrong length of the TLVs in somebody else's answer",
     .script = "> " ASK("0100") "<9 01 Q 80 02 03 02 0200 2000 0900 " SUCCESS
                                "01 0100 07\n< " TELL("0100"),
     .calls = "r"},
    {.name = "nothing but such an answer",
     .script = "> " ASK("0100") "<9 01 Q 80 02 03 02 0200 2000 0900 " SUCCESS "01 0100 07\n",
     .calls = "!r",
     .end = 900,
     .kind = WDM_PROTOCOL},
    {.name = "bytes that are no message, and nothing else",
     .script = "> " ASK("0100") "<9 02 03 00\n",
     .calls = "!r",
     .end = 900,
     .kind = WDM_PROTOCOL},
    {.name = "such bytes before: the silence after the next request is one",
     .script = "> " ASK("0100") "<9 02 03 00\n<1 " TELL("0100") "> " ASK("0200"),
     .calls = "r!r",
     .end = 900,
     .kind = WDM_DEADLINE},
    {.name = "transactions go from 65535 to 1",
     .script = "> " ASK("ffff") "< " TELL("ffff") "> " ASK("0100") "< " TELL("0100"),
     .calls = "rr",
     .transaction = 65534},
    {.name = "gone", .script = "> " ASK("0100") "gone\n", .calls = "!r!r", .kind = WDM_GONE},
};

static void test_request(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(request_rows); i++) {
        struct qmi_row row = request_rows[i];
        char calls[8];
        (void)snprintf(calls, sizeof(calls), "d%s", row.calls);
        row.calls = calls;
        row.held = 1;
        qmi_play_rows(&play, &row, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allocate),
        cmocka_unit_test(test_useless_allocations),
        cmocka_unit_test(test_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
