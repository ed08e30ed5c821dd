/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode: fixtures and files of its own, from paths and from a pipe. Reads
 * fixtures/. */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRONG "fixtures/em7455-wrong-length.txt"

static const struct row rows[] = {
    {"decode --help", 0, "usage: wdmctl decode [FILE...]|--format|standard input", NULL, 0},
    {"decode " WRONG, 0,
     "         > MBIM OPEN #1, messages of up to 4096 bytes\n|"
     "the message length is wrong, 65 bytes  current=6\n|MBIM FUNCTION_ERROR #7: LengthMismatch "
     "(3)\n|!{",
     NULL, 0},
    {"decode -v fixtures/em7355-fcc-auth.txt", 0, "set-fcc-authentication|!5F 55", NULL, 0},
    {"decode -vv fixtures/em7355-fcc-auth.txt", 0, "             03 00 00 00 3D|5F 55", NULL, 0},
    {"decode fixtures/em7355-qmicli-verbose.log", 0,
     "   0.000 > QMI ctl allocate-cid request #1  service=dms\n", NULL, 0},
    {"decode -v fixtures/sim-qmicli-operating-mode.log", 0,
     "(in MBIM #5)\n             mode                      low-power (1)\n|!QMI ctl allocate-cid "
     "request #1\n",
     NULL, 0},
    {"decode fixtures/em7355-fcc-auth.txt fixtures/em7355-allocate-cid.txt", 0,
     "fixtures/em7355-fcc-auth.txt:\n|\nfixtures/em7355-allocate-cid.txt:\n", NULL, 0},
    {"decode --explain " WRONG, 0,
     "swi-set-usb-composition request #8 client 3 (in MBIM #7): the message length is wrong, 65 "
     "bytes  current=6\n! line 11: problem: the header announced 61 bytes where 65 were sent\n  "
     "remedy: "
     "write into the field what is really sent\n         < MBIM FUNCTION_ERROR #7: "
     "LengthMismatch (3)\n! line 12: problem: |because the header announced 61 bytes where 65 were "
     "sent (see line 11)\n|\n8 messages, 4 requests, 0 unanswered, 2 problems, 1 notice\n",
     NULL, 0},
    {"decode --explain --quiet " WRONG, 1, "61 bytes where 65|!OPEN_DONE",
     "decode: problems were found", 0},
    {"decode --explain --quiet fixtures/em7355-allocate-cid.txt", 1,
     "the port probably speaks MBIM\n|wdmctl -m mbim|1 message, 1 request, 1 unanswered, 1 problem",
     "decode: problems were found", 0},
    {"decode --explain --quiet fixtures/em7355-qmicli-verbose.log", 1,
     "line 11: problem: the modem answered nothing (1 message of raw QMI in vain)",
     "decode: problems were found", 0},
    {"decode --explain --quiet fixtures/em7355-fcc-auth.txt", 0,
     "notice: client id 20 of dms is used|0 problems, 1 notice\n", NULL, 0},
    {"decode --explain --quiet fixtures/sim-qmicli-operating-mode.log", 0,
     "14 messages, 7 requests, 0 unanswered, 0 problems, 0 notices\n|!!", NULL, 0},
    {"decode --quiet " WRONG, 0,
     "8 messages, 4 requests, 0 unanswered, 2 problems, 1 notice (--explain tells)\n|!!", NULL, 0},
    {"decode -j --explain --quiet " WRONG, 1,
     "{\"type\":\"finding\",\"rule\":\"length\",\"severity\":\"problem\",\"unit\":\"line\","
     "\"number\":11,|"
     "\"because\":11,|{\"type\":\"summary\",\"messages\":8,\"requests\":4,\"answers\":4,",
     "decode: problems were found", 0},
    {"decode --format text " WRONG, 0, "MBIM OPEN #1", NULL, 0},
    {"decode --format raw " WRONG, 1, "at byte 0: bytes that are no message",
     "decode: no messages were found", 0},
    {"decode --format pcap " WRONG, 1, "it does not begin as a pcap file", "no messages", 0},
    {"decode --format gif " WRONG, 2, NULL, "'gif' is none of pcap, pcapng, text, raw, usbmon", 0},
    {"decode -j " WRONG, 0, "\"message\":\"open\",\"transaction\":1,", NULL, 0},
    {"decode /dev/null", 1, "at byte 0: there is nothing in it", "no messages were found", 0},
    {"decode README.md", 1, "",
     "decode: no messages were found; qmicli and mbimcli log all bytes with --verbose-full, ", 0},
    {"decode {tmp}/not-there", 3, "", "decode: cannot open |/not-there: ", 0},
    {"decode {tmp}", 3, "", "decode: cannot read ", 0},
};

static void test_rows(void **state)
{
    (void)state;
    rows_play(rows, COUNT(rows));
}

/* The first bytes of a message, in a log that has no more of it. */
static void test_first_bytes(void **state)
{
    (void)state;
    static const char bytes[] = "01 13 00 80 02 03 02 09 00 2e 00 07 00 02 04 00 01 00\n";
    static struct child child;
    char path[128];
    char line[256];
    run_path(path, sizeof(path), "cut");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
    (void)snprintf(line, sizeof(line), "decode -v %s", path);
    run(&child, line);
    assert_int_equal(child.code, 0);
    assert_non_null(strstr(child.output.bytes,
                           "         < QMI dms set-operating-mode response #9 client 3: "
                           "only 18 of 20 bytes were captured\n             cut off: TLV\n"));
}

/* From a pipe, whole and in pieces; and of the standard input by its name. */
static void test_pipe(void **state)
{
    (void)state;
    static const char *const inputs[] = {"cat " WRONG, "dd bs=1 status=none if=" WRONG};
    static const char *const names[] = {"", " -"};
    static struct child child;
    const char *program = getenv("WDMCTL");
    static const struct run_options shell = {.program = "/bin/sh"};
    for (size_t i = 0; i < 2; i++) {
        char line[256];
        (void)snprintf(line, sizeof(line), "-c '%s | $WDMCTL_RUNNER %s decode%s'", inputs[i],
                       program ? program : "./wdmctl", names[i]);
        child_start(&child, line, &shell);
        child_wait(&child);
        assert_string_equal(child.error.bytes, "");
        assert_int_equal(child.code, 0);
        assert_int_equal(run_lines(child.output.bytes), 9);
    }
}

/* Our own trace, read again, says the same. */
static void test_own_trace(void **state)
{
    (void)state;
    static struct child trace;
    static struct child again;
    char path[128];
    char line[256];
    run(&trace, "-vv -d sim:em7355 unlock");
    run_path(path, sizeof(path), "trace");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(trace.error.bytes, 1, trace.error.length, file), trace.error.length);
    assert_int_equal(fclose(file), 0);
    (void)snprintf(line, sizeof(line), "decode -vv %s", path);
    run(&again, line);
    assert_int_equal(again.code, 0);
    /* But for the summary. */
    assert_int_equal(run_lines(again.output.bytes), run_lines(trace.error.bytes) + 1);
    /* But for the times, which begin at the first. */
    assert_non_null(strstr(again.output.bytes, "> QMI dms set-fcc-authentication request #2"));
}

/* ---- Findings that are alike */

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        count++;
    return count;
}

/* Writes `rounds` times `kinds` answers, each of which is wrong in its own way; those of a
 * kind in a row, or in turn. */
static void write_wrong(char *path, size_t capacity, unsigned rounds, unsigned kinds, bool in_row)
{
    run_path(path, capacity, "wrong");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (unsigned i = 0; i < rounds * kinds; i++) {
        unsigned tlv = 0x10 + (in_row ? i / rounds : i % kinds);
        unsigned length = 0x100 + (in_row ? i % rounds : i / kinds);
        (void)fprintf(file, "> 01 0c 00 00 02 03 00 %02x %02x 2d 00 00 00\n", (i + 1) & 255,
                      (i + 1) >> 8);
        (void)fprintf(file,
                      "< 01 16 00 80 02 03 02 %02x %02x 2d 00 0a 00 02 04 00 00 00 00 00 %02x %02x "
                      "%02x\n",
                      (i + 1) & 255, (i + 1) >> 8, tlv, length & 255, length >> 8);
    }
    assert_int_equal(fclose(file), 0);
}

static void explain(struct child *child, const char *options, const char *path)
{
    char line[256];
    (void)snprintf(line, sizeof(line), "decode --explain --quiet %s %s", options, path);
    run(child, line);
    assert_int_equal(child->code, 1);
}

static void test_alike(void **state)
{
    (void)state;
    static struct child child;
    char path[128];
    /* As many as are told, and one more. */
    for (unsigned rounds = 5; rounds <= 7; rounds++) {
        char more[64];
        write_wrong(path, sizeof(path), rounds, 2, false);
        explain(&child, "", path);
        assert_int_equal(count_of(child.output.bytes, "TLV 0x10 announced 256 bytes where 0"),
                         rounds > 5 ? 2 : 1);
        assert_int_equal(count_of(child.output.bytes, "TLV 0x11 announced"), rounds > 5 ? 6 : 5);
        (void)snprintf(more, sizeof(more),
                       "where 0 are left: %u more like this, the last at line %u\n", rounds - 5,
                       rounds * 4 - 2);
        assert_int_equal(count_of(child.output.bytes, more), rounds > 5);
        assert_int_equal(count_of(child.output.bytes, "more like this"), rounds > 5 ? 2 : 0);
        /* Machines are told all. */
        explain(&child, "-j", path);
        assert_int_equal(count_of(child.output.bytes, "\"rule\":\"tlv\""), rounds * 2);
    }
}

/* What to do is said once. */
static void test_remedy(void **state)
{
    (void)state;
    static struct child child;
    char path[128];
    run_path(path, sizeof(path), "closes");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (unsigned i = 1; i < 4; i++)
        (void)fprintf(file,
                      "> 02 00 00 00 0e 00 00 00 %02x 00 00 00\n"
                      "< 02 00 00 80 10 00 00 00 %02x 00 00 00 00 00 00 00\n",
                      i, i);
    assert_int_equal(fclose(file), 0);
    explain(&child, "", path);
    assert_int_equal(count_of(child.output.bytes, "announced 14 bytes where 12"), 3);
    assert_int_equal(count_of(child.output.bytes, "  remedy: write into the field"), 1);
    explain(&child, "-j", path);
    assert_int_equal(count_of(child.output.bytes, "\"remedy\":\"write into the field"), 3);
}

/* More kinds than are remembered: none is lost, and none is counted twice. */
static void test_many_kinds(void **state)
{
    (void)state;
    static struct child child;
    char path[128];
    for (unsigned in_row = 0; in_row < 2; in_row++) {
        size_t told = 0;
        write_wrong(path, sizeof(path), 7, 100, in_row == 1);
        explain(&child, "", path);
        for (const char *at = child.output.bytes; (at = strstr(at, "are left")) != NULL; at++) {
            unsigned more;
            told += sscanf(at, "are left: %u more", &more) == 1 ? more : 1;
        }
        assert_int_equal(told, 700);
        assert_int_equal(count_of(child.output.bytes, ": 2 more like this"), in_row ? 100 : 0);
        assert_non_null(strstr(child.output.bytes, " 700 problems,"));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),   cmocka_unit_test(test_first_bytes),
        cmocka_unit_test(test_pipe),   cmocka_unit_test(test_own_trace),
        cmocka_unit_test(test_alike),  cmocka_unit_test(test_many_kinds),
        cmocka_unit_test(test_remedy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
