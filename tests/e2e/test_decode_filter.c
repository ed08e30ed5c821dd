/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode --only and --not: what passes, what is a mistake, what waits. */
#include "capture.h"
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRONG "fixtures/em7455-wrong-length.txt"
#define LOG   "fixtures/sim-mbimcli-radio-state.log"

static struct child child;

static const struct row rows[] = {
    /* Words are services and messages. */
    {"decode --only ctl " WRONG, 0, "allocate-cid request|allocate-cid response|!OPEN|!QMI dms",
     NULL, 0},
    {"decode --only DMS " WRONG, 0, "swi-get-usb|swi-set-usb|!allocate", NULL, 0},
    {"decode --only swi_get_usb_composition " WRONG, 0, "swi-get|!swi-set", NULL, 0},
    {"decode --only open --only ctl " WRONG, 0, "OPEN #1|allocate-cid|!QMI dms", NULL, 0},
    {"decode --only open,ctl " WRONG, 0, "OPEN #1|allocate-cid|!QMI dms", NULL, 0},
    {"decode --only 0x555b " WRONG, 0, "swi-get|!swi-set|!OPEN", NULL, 0},
    {"decode --only service=2 " WRONG, 0, "swi-get|!allocate", NULL, 0},
    {"decode --only service=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df " LOG, 0, "radio-state|!OPEN",
     NULL, 0},
    {"decode --only message=radio-state " LOG, 0, "radio-state|!OPEN", NULL, 0},
    {"decode --not open --not ctl " WRONG, 0, "!OPEN #1|OPEN_DONE|!allocate-cid|dms", NULL, 0},
    /* Different keys must all hold, and nothing that is excluded. */
    {"decode --only dms --only kind=request " WRONG, 0, "> QMI dms|!< QMI", NULL, 0},
    {"decode --only direction=in --not dms " WRONG, 0, "< MBIM OPEN_DONE|!> |!QMI dms", NULL, 0},
    {"decode --only protocol=mbim " WRONG, 0, "OPEN|FUNCTION_ERROR|!QMI", NULL, 0},
    {"decode --only protocol=qmi " WRONG, 0, "QMI|!OPEN", NULL, 0},
    {"decode --only kind=query " LOG, 0, "radio-state query|!response", NULL, 0},
    /* The answer decides on its request. */
    {"decode --only status=error " WRONG, 0,
     "> QMI dms swi-set-usb-composition|< MBIM FUNCTION_ERROR|!swi-get", NULL, 0},
    {"decode --only status=LengthMismatch " WRONG, 0, "swi-set-usb|FUNCTION_ERROR|!swi-get", NULL,
     0},
    {"decode --only status=3 " WRONG, 0, "swi-set-usb|FUNCTION_ERROR|!swi-get", NULL, 0},
    {"decode --only status=success " WRONG, 0, "OPEN_DONE|swi-get|!swi-set", NULL, 0},
    {"decode --not status=success " WRONG, 0, "!OPEN|swi-set", NULL, 0},
    {"decode --not status=error,success " WRONG, 1, "", "none of 8 messages", 0},
    {"decode --only status=unanswered " WRONG, 1, "", "none of 8 messages is what --only", 0},
    /* Places. */
    {"decode --only number=7 " WRONG, 0, "allocate-cid request|!response", NULL, 0},
    {"decode --only number=..5 " WRONG, 0, "OPEN #1|!allocate", NULL, 0},
    {"decode --only time=0.. " LOG, 0, "OPEN", NULL, 0},
    {"decode --only time=..0.0000001 " LOG, 0, "OPEN", NULL, 0},
    {"decode --only time=1.. " WRONG, 1, "", "none of 8", 0},
    {"decode --only device=1-5 " WRONG, 1, "", "none of 8", 0},
    /* Mistakes. */
    {"decode --only dmz " WRONG, 2, "", "no service or message 'dmz'; did you mean 'dms'?", 0},
    {"decode --only service=get-capabilities " WRONG, 2, "", "no service 'get-capabilities'", 0},
    {"decode --only message=dms " WRONG, 2, "", "no message 'dms'", 0},
    {"decode --only message=get-capabilitys " WRONG, 2, "", "did you mean 'get-capabilities'?", 0},
    {"decode --only frobnicate " WRONG, 2, "", "'wdmctl qmi' and 'wdmctl mbim' list them", 0},
    {"decode --only servic=dms " WRONG, 2, "", "'servic=': there is no such key|'service='?", 0},
    {"decode --only =dms " WRONG, 2, "", "there is no such key", 0},
    {"decode --only dms, " WRONG, 2, "", "no service or message ''", 0},
    {"decode --only '' " WRONG, 2, "", "no service or message ''", 0},
    {"decode --only kind=answer " WRONG, 2, "", "kind: 'answer' is none of request response", 0},
    {"decode --only direction=up " WRONG, 2, "", "direction: 'up' is none of out in", 0},
    {"decode --only status=fine " WRONG, 2, "", "no status 'fine'", 0},
    {"decode --only time=5 " WRONG, 2, "", "time: '5' is no range; write 2.5..4", 0},
    {"decode --only time=5..4 " WRONG, 2, "", "is no range", 0},
    {"decode --only time=.. " WRONG, 2, "", "is no range", 0},
    {"decode --only time=1..2x " WRONG, 2, "", "is no range", 0},
    {"decode --only number=x " WRONG, 2, "", "number: 'x' is no range; write 5..10", 0},
    {"decode --only device=five " WRONG, 2, "", "'five' is no device; write BUS-ADDRESS", 0},
    {"decode --only device=1- " WRONG, 2, "", "is no device", 0},
    {"decode --only", 2, "", "--only wants FILTER", 0},
    {"decode --only 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17 --not "
     "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 " WRONG,
     2, "", "more than 32 conditions", 0},
};

static void test_rows(void **state)
{
    (void)state;
    rows_play(rows, COUNT(rows));
}

static void decode(const char *options, const char *path)
{
    char line[256];

    (void)snprintf(line, sizeof(line), "decode %s %s", options, path);
    run(&child, line);
    if (child_defect(&child) || child.code != 0)
        fail_msg("%s: exit %d: %s", line, child.code, child.error.bytes);
}

/* Devices have transactions of their own, and the later answer may be the earlier
 * request's. */
static void test_held(void **state)
{
    static const char *const good = "   0.010 1-5   > QMI dms get-operating-mode request #2 "
                                    "client 3\n"
                                    "   0.040 1-5   < QMI dms get-operating-mode response #2 "
                                    "client 3: success  mode=low-power  (30 ms)\n";
    char path[128];

    (void)state;
    capture_start(path, sizeof(path));
    capture_request(5, 0, 1);
    capture_request(5, 10, 2);
    capture_request(7, 20, 1);
    capture_answer(7, 30, 1, 3);
    capture_answer(5, 40, 2, 0);
    capture_answer(7, 50, 9, 0);
    capture_end();
    decode("--only status=success", path);
    assert_non_null(strstr(child.output.bytes, good));
    assert_null(strstr(child.output.bytes, "#1"));
    /* An answer to nobody has a status of its own. */
    assert_non_null(strstr(child.output.bytes, "response #9"));
    decode("--only status=error", path);
    assert_non_null(strstr(child.output.bytes, "   0.020 1-7   > QMI dms get-operating-mode req"));
    assert_null(strstr(child.output.bytes, "1-5   >"));
    decode("--only status=unanswered", path);
    assert_non_null(strstr(child.output.bytes, "   0.000 1-5   > QMI dms get-operating-mode req"));
    assert_null(strstr(child.output.bytes, "<"));
    decode("--only device=1-7", path);
    assert_null(strstr(child.output.bytes, "1-5"));
    decode("--only time=0.01..0.02", path);
    assert_int_equal(run_lines(child.output.bytes), 4); /* one is the second device's, one the
                                                         * summary */
}

/* More requests wait than are held: the oldest count as unanswered, in their order. */
static void test_many_held(void **state)
{
    const unsigned count = 200;
    char path[128];
    char text[64];

    (void)state;
    capture_start(path, sizeof(path));
    for (unsigned i = 1; i <= count; i++)
        capture_request(5, i, i);
    capture_answer(5, count + 1, count, 0);
    capture_answer(5, count + 2, count - 100, 0);
    capture_end();
    decode("--only status=unanswered -j", path);
    assert_true(json_lines(child.output.bytes, child.output.length));
    /* The 128 latest were still waiting, of which two were answered. */
    assert_int_equal(run_lines(child.output.bytes), 2 + 2 * (count - 2)); /* and the summary */
    assert_null(strstr(child.output.bytes, "\"status\""));
    decode("--only status=success", path);
    (void)snprintf(text, sizeof(text), "request #%u ", count - 100);
    assert_non_null(strstr(child.output.bytes, text));
    assert_int_equal(run_lines(child.output.bytes), 6);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_held),
        cmocka_unit_test(test_many_held),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
