/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a table of texts does not show: values in JSON, bytes in traces, personal
 * data that stays hidden, output that cannot be written. */
#include "run.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEVICE_SERVICES "-d sim:em7355 mbim basic-connect device-services"

static struct child child;

/* Runs, and wants it to succeed. */
static void run_well(const char *arguments)
{
    run(&child, arguments);
    if (child_defect(&child) != NULL || child.code != 0)
        fail_msg("%s: exit %d: %s", arguments, child.code, child.error.bytes);
}

static void test_json_values(void **state)
{
    static const struct {
        const char *arguments, *path, *value;
    } rows[] = {
        {"-j -d sim:em7355 unlock", "port", "\"sim:em7355\""},
        {"-j -d sim:em7355 unlock", "method", "\"sierra\""},
        {"-j -d sim:em7355 unlock", "lock_before", "\"on\""},
        {"-j -d sim:em7355 unlock", "lock_after", "\"off\""},
        {"-j -d sim:em7355 unlock", "verified", "true"},
        {"-j -d sim:em7355 unlock", "before.operating_mode.value", "1"},
        {"-j -d sim:em7355 unlock", "before.operating_mode.name", "\"low-power\""},
        {"-j -d sim:em7355 unlock", "before.hardware_radio", "true"},
        {"-j -d sim:em7355 unlock", "after.software_radio", "false"},
        {"-j -d sim:em7355 unlock --power-on", "after.operating_mode.name", "\"online\""},
        {"-j -d sim:em7355 unlock --power-on", "after.software_radio", "true"},
        {"-j -d sim:em7355-qmi unlock", "after.software_radio", "null"},
        {"-j -d sim:em7355,unlocked unlock", "lock_before", "\"off\""},
        {"-j -d sim:em7355 radio", "operating_mode.value", "1"},
        {"-j -d sim:em7355 probe", "driver", "\"mbim\""},
        {"-j -d sim:em7355 probe", "qmi", "false"},
        {"-j -d sim:em7355-qmi -t {0.5} probe", "qmi", "true"},
        {"-j -d sim:mbim-only probe", "qmi_in_mbim", "false"},
        {"-j -d sim:em7355 info", "imei", "\"004402110000019\""},
        {"-j -d sim:em7355 qmi dms get-capabilities", "protocol", "\"qmi\""},
        {"-j -d sim:em7355 qmi dms get-capabilities", "service", "\"dms\""},
        {"-j -d sim:em7355 qmi dms get-capabilities", "message", "\"get-capabilities\""},
        {"-j -d sim:em7355 qmi dms get-capabilities", "fields.info.max_tx_channel_rate",
         "50000000"},
        {"-j -d sim:em7355 qmi dms get-capabilities", "fields.info.radio_interface_list.4.name",
         "\"lte\""},
        {"-j -d sim:em7355 qmi dms get-capabilities", "fields.info.radio_interface_list.4.value",
         "8"},
        {"-j " DEVICE_SERVICES, "fields.device_services.1.device_service_id",
         "\"d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3\""},
        {"-j " DEVICE_SERVICES, "fields.device_services.0.cids.16", "20"},
        {"-j unlock --dry-run", "hex", "\"01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00\""},
        {"-j qmi", "name", "\"ctl\""},
        {"-j unlock --list", "product", "\"901f\""},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        char value[128] = "nothing";

        run_well(rows[i].arguments);
        if (!json_get(child.output.bytes, child.output.length, rows[i].path, value, sizeof value) ||
            strcmp(value, rows[i].value) != 0)
            fail_msg("%s: %s is %s, not %s", rows[i].arguments, rows[i].path, value, rows[i].value);
    }
}

/* The strict reader must itself be able to refuse. */
static void test_json_reader(void **state)
{
    static const char *const good[] = {"{}", "[]", " [1, -0.5e+3, \"\\u00e9\\n\", {\"a\":null}] ",
                                       "true", "0"};
    static const char *const bad[] = {
        "",
        "{",
        "{}{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "[1,]",
        "01",
        "1.",
        "+1",
        "nul",
        "\"\t\"",
        "\"\\x\"",
        "\"a",
        "{a:1}",
        "\"\\u12\"",
        "\"\x80\"",
        "\"\xc0\x80\"",
        "[1 2]",
        "NaN",
        "-",
        "{\"a\"1}",
        "\"\xed\xa0\x80\"",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(good); i++) {
        if (!json_valid(good[i], strlen(good[i])))
            fail_msg("refused: %s", good[i]);
    }
    for (i = 0; i < COUNT(bad); i++) {
        if (json_valid(bad[i], strlen(bad[i])))
            fail_msg("taken: %s", bad[i]);
    }
    assert_false(json_lines("", 0));
    assert_false(json_lines("{}", 2));
    assert_true(json_lines("{}\n{}\n", 6));
    assert_false(json_lines("{}\n\n", 4));
}

/* The bytes of the first message of the trace whose line has `mark` in it. */
static bool traced_bytes(const char *trace, const char *mark, char *bytes, size_t capacity)
{
    const char *line = strstr(trace, mark);

    while (line != NULL && (line = strchr(line, '\n')) != NULL) {
        size_t length;

        line++;
        line += strspn(line, " ");
        length = strcspn(line, "\n");
        if (length >= 5 && line[2] == ' ' && strspn(line, "0123456789ABCDEF. ") == length &&
            length < capacity) {
            memcpy(bytes, line, length);
            bytes[length] = '\0';
            return true;
        }
    }
    return false;
}

/* The bytes that went to the modem ('>') or came from it ('<') in the capture, with
 * '?' for the digits of MBIM's transaction id, the client id and QMI's transaction:
 * bytes 8 to 11, 53, 55 and 56. */
static void fixture_pattern(char direction, char *pattern, size_t capacity)
{
    FILE *file = fopen("fixtures/em7355-fcc-auth.txt", "r");
    size_t i;

    assert_non_null(file);
    do
        assert_non_null(fgets(pattern, (int)capacity, file));
    while (pattern[0] != direction);
    fclose(file);
    memmove(pattern, pattern + 2, strlen(pattern + 1));
    pattern[strcspn(pattern, "\r\n")] = '\0';
    assert_true(strlen(pattern) > 56 * 3 + 2);
    for (i = 0; pattern[i] != '\0'; i++) {
        size_t byte = i / 3;

        if (i % 3 != 2 && ((byte >= 8 && byte <= 11) || byte == 53 || byte == 55 || byte == 56))
            pattern[i] = '?';
    }
}

/* Compares hex with a pattern in which '?' is any digit. */
static void expect_bytes(const char *bytes, const char *pattern)
{
    size_t i;

    for (i = 0; pattern[i] != '\0' && (pattern[i] == '?' || pattern[i] == bytes[i]); i++)
        ;
    if (pattern[i] != '\0' || bytes[i] != '\0')
        fail_msg("sent %s\nnot  %s", bytes, pattern);
}

static void test_first_bytes(void **state)
{
    char bytes[512];

    (void)state;
    run_well("-d sim:em7355-qmi -vv qmi dms get-capabilities");
    assert_true(traced_bytes(child.error.bytes, "> ", bytes, sizeof bytes));
    assert_string_equal(bytes, "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02");
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;

    for (; (text = strstr(text, word)) != NULL; text++)
        count++;
    return count;
}

/* Five messages, and among them the request that was seen on a real EM7355, but for
 * the ids; its buffer is not padded. The modem's answer likewise. */
static void test_unlock_bytes(void **state)
{
    static const char *const names[] = {
        "> MBIM OPEN ", "allocate", "set-fcc-authentication request", "release", "> MBIM CLOSE "};
    char request[512], response[512], bytes[512];
    const char *line;
    size_t i;

    (void)state;
    fixture_pattern('>', request, sizeof request);
    fixture_pattern('<', response, sizeof response);
    run_well("-d sim:em7355 -vv unlock --no-verify");
    assert_int_equal(occurrences(child.error.bytes, " > "), 5);
    assert_int_equal(occurrences(child.error.bytes, " < "), 5);
    line = child.error.bytes;
    for (i = 0; i < COUNT(names); i++) {
        char message[128];

        line = strstr(line, " > ");
        assert_non_null(line);
        line++;
        snprintf(message, sizeof message, "%.*s", (int)strcspn(line, "\n"), line);
        if (strstr(message, names[i]) == NULL)
            fail_msg("message %zu is no %s: %s", i, names[i], message);
    }
    assert_true(traced_bytes(child.error.bytes, names[2], bytes, sizeof bytes));
    expect_bytes(bytes, request);
    assert_true(
        traced_bytes(child.error.bytes, "set-fcc-authentication response", bytes, sizeof bytes));
    expect_bytes(bytes, response);
    /* A dry run shows the same five. */
    run_well("unlock --dry-run --no-verify");
    assert_int_equal(occurrences(child.output.bytes, "\n  0"), 5);
    assert_true(traced_bytes(child.output.bytes, names[2], bytes, sizeof bytes));
    expect_bytes(bytes, request);
}

/* The same answer by both ways. */
static void test_same_answer(void **state)
{
    static char raw[1024];

    (void)state;
    run_well("-d sim:em7355-qmi qmi dms get-capabilities");
    assert_true(child.output.length < sizeof raw);
    memcpy(raw, child.output.bytes, child.output.length + 1);
    run_well("-d sim:em7355 qmi dms get-capabilities");
    assert_string_equal(child.output.bytes, raw);
}

/* IMEI, IMSI, ICCID and number: as text, in ASCII and in UTF-16; four digits of each
 * are enough to know it by. */
static void test_personal(void **state)
{
    static const char *const secrets[] = {
        "004402110000019",   "001010000000735",   "8988001010000007357", "15550100123",
        "30 30 34 34 30 32", "30 30 31 30 31 30", "38 39 38 38 30 30",   "31 35 35 35 30 31",
        "30 00 30 00 34 00", "30 00 30 00 31 00", "38 00 39 00 38 00",   "31 00 35 00 35 00",
    };
    static const struct {
        const char *arguments;
        const char *shown; /* with --personal, which of them */
    } rows[] = {
        {"-d sim:em7355 -vv info", "30 30 34 34 30 32"},
        {"-d sim:em7355-qmi -vv qmi dms get-ids", "30 30 34 34 30 32"},
        {"-d sim:em7355 -vv qmi dms get-msisdn", "31 35 35 35 30 31"},
        {"-d sim:em7355 -vv qmi dms uim-get-imsi", "30 30 31 30 31 30"},
        {"-d sim:em7355 -vv qmi dms uim-get-iccid", "38 39 38 38 30 30"},
        {"-d sim:em7355 -vv mbim basic-connect subscriber-ready-status", "30 00 30 00 31 00"},
        {"-d sim:em7355 -vv mbim basic-connect device-caps", "30 00 30 00 34 00"},
        {"-d sim:mbim-only -vv info", "30 00 30 00 34 00"},
        {"-d sim:em7355,frag=64 -vv mbim basic-connect subscriber-ready-status", "30 00 31 00"},
        {"-d sim:em7355-qmi,dup=2 -vv qmi dms get-ids", "30 30 34 34 30 32"},
        {"-d sim:em7355,truncate=3 -t {0.15} -vv qmi dms get-ids", NULL},
        {"-d sim:em7355,garble=3 -t {0.15} -vv qmi dms get-ids", NULL},
        {"-d sim:em7355-qmi,truncate=2 -t {0.15} -vv qmi dms get-ids", NULL},
        {"-d sim:em7355-qmi,garble=2 -t {0.15} -vv qmi dms get-ids", NULL},
        {"-d sim:em7355,frag=64,garble=3 -t {0.15} -vv qmi dms get-ids", NULL},
        {"-d sim:em7355,frag=64,truncate=3 -t {0.15} -vv qmi dms get-ids", NULL},
    };
    char arguments[256];
    size_t i, k;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        run(&child, rows[i].arguments);
        assert_null(child_defect(&child));
        assert_non_null(strstr(child.error.bytes, " < "));
        for (k = 0; k < COUNT(secrets); k++) {
            if (strstr(child.error.bytes, secrets[k]) != NULL)
                fail_msg("%s: shows %s:\n%s", rows[i].arguments, secrets[k], child.error.bytes);
        }
        if (rows[i].shown == NULL)
            continue;
        snprintf(arguments, sizeof arguments, "--personal %s", rows[i].arguments);
        run_well(arguments);
        if (strstr(child.error.bytes, rows[i].shown) == NULL)
            fail_msg("%s: hides %s:\n%s", arguments, rows[i].shown, child.error.bytes);
    }
}

/* ---- Output that cannot be written */

static void expect_output_failure(const char *arguments, int out, const char *name)
{
    const struct run_options options = {.out = out, .limit = 5};

    child_start(&child, arguments, &options);
    child_wait(&child);
    if (child_defect(&child) != NULL || child.code != 74 || run_lines(child.error.bytes) != 1 ||
        strstr(child.error.bytes, "cannot write the result") == NULL)
        fail_msg("%s to %s: exit %d: %s", arguments, name, child.code, child.error.bytes);
}

static void test_output_fails(void **state)
{
    static const char *const rows[] = {
        "--help",
        "-d sim:em7355 info",
        "-d sim:em7355 unlock",
        "qmi dms",
        "mbim",
        "-j -d sim:em7355 probe",
        "sim",
        "unlock --dry-run",
        "radio --help",
        "sim em7355 --pty",
        "-d sim:em7355 send 020000000c00000002000000",
    };
    size_t i;
    int ends[2], full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    int reading = open("/dev/null", O_RDONLY | O_CLOEXEC);

    (void)state;
    assert_true(full >= 0 && reading >= 0);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    for (i = 0; i < COUNT(rows); i++) {
        expect_output_failure(rows[i], full, "a full disk");
        expect_output_failure(rows[i], ends[1], "a closed pipe");
        expect_output_failure(rows[i], reading, "nothing writable");
    }
    close(ends[1]);
    close(full);
    close(reading);
}

/* A caller that closed stdout or stderr must not find its text in the modem. */
static void test_closed_descriptors(void **state)
{
    static struct server server;
    const struct run_options no_out = {.out = -1}, no_err = {.no_err = true};
    const char *runner = getenv("WDMCTL_RUNNER");
    char arguments[256];

    (void)state;
    server_start(&server, "em7355-qmi");
    snprintf(arguments, sizeof arguments, "-d unix:%s -m qmi -vv qmi dms get-capabilities",
             server.path);
    if (runner == NULL || strstr(runner, "valgrind") == NULL) { /* it wants stderr for itself */
        child_start(&child, arguments, &no_err);
        child_wait(&child);
        assert_null(child_defect(&child));
        assert_int_equal(child.code, 0);
        assert_non_null(strstr(child.output.bytes, "lte"));
    }
    snprintf(arguments, sizeof arguments, "-d unix:%s -m qmi qmi dms get-capabilities",
             server.path);
    child_start(&child, arguments, &no_out);
    child_wait(&child);
    if (child_defect(&child) != NULL || child.code != 74 || run_lines(child.error.bytes) != 1)
        fail_msg("stdout closed: exit %d: %s", child.code, child.error.bytes);
    server_stop(&server, 15);
    assert_int_equal(server_left(&server), 0);
}

/* A trace of -v is a line a message, without its bytes. */
static void test_short_trace(void **state)
{
    (void)state;
    run_well("-d sim:em7355 -v unlock");
    assert_non_null(strstr(child.error.bytes, "set-fcc-authentication"));
    assert_null(strstr(child.error.bytes, "00 00 00"));
    assert_int_equal(run_lines(child.error.bytes), 20);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_values),        cmocka_unit_test(test_json_reader),
        cmocka_unit_test(test_first_bytes),        cmocka_unit_test(test_unlock_bytes),
        cmocka_unit_test(test_short_trace),        cmocka_unit_test(test_same_answer),
        cmocka_unit_test(test_personal),           cmocka_unit_test(test_output_fails),
        cmocka_unit_test(test_closed_descriptors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
