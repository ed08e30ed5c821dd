/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl decode's views: lines, JSON, ladder and picture. Reads fixtures/. */
#include "capture.h"
#include "rows.h"
#include "xml.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WRONG "fixtures/em7455-wrong-length.txt"

static struct child child;

static const char *const fixtures[] = {
    WRONG,
    "fixtures/em7355-allocate-cid.txt",
    "fixtures/em7355-fcc-auth.txt",
    "fixtures/em7355-usb-composition.txt",
    "fixtures/em7355-qmicli-verbose.log",
    "fixtures/sim-mbimcli-radio-state.log",
    "fixtures/sim-qmicli-operating-mode.log",
};

static void run_well(const char *line)
{
    run(&child, line);
    if (child_defect(&child) || child.code != 0)
        fail_msg("%s: exit %d: %s", line, child.code, child.error.bytes);
}

static void decode(const char *options, const char *path)
{
    char line[512];

    (void)snprintf(line, sizeof(line), "decode %s %s", options, path);
    run_well(line);
}

static void check_value(const char *path, const char *wanted)
{
    char value[256] = "nothing";

    if (!json_get(child.output.bytes, child.output.length, path, value, sizeof(value)) ||
        strcmp(value, wanted) != 0)
        fail_msg("%s is %s, not %s", path, value, wanted);
}

/* A session of two devices: silence, an error, and a request that nobody answers. */
static void make_session(char *path, size_t capacity)
{
    capture_start(path, capacity);
    capture_request(5, 0, 1);
    capture_answer(5, 4, 1, 0);
    capture_request(7, 1500, 1);
    capture_answer(7, 1512, 1, 60);
    capture_request(5, 1600, 2);
    /* DMS Event Report: power state. */
    capture_message(5, 1700, true, "01 11 00 80 02 03 04 01 00 01 00 05 00 10 02 00 08 32");
    capture_end();
}

/* ---- Lines */

static void test_lines(void **state)
{
    static const struct {
        const char *options, *text;
    } rows[] = {
        {"", "   0.004 < QMI dms get-operating-mode response #1 client 3: success  "
             "mode=low-power  (4 ms)\n"},
        {"", "   1.512 1-7   < QMI dms get-operating-mode response #1 client 3: "
             "InvalidTransition (60)  mode=low-power  (12 ms)\n"},
        {"--time delta", "   0.012 1-7   < QMI dms get-operating-mode response #1"},
        {"--time=absolute", "2023-11-14T22:13:20.000000Z > QMI dms get-operating-mode request #1"},
        {"--time relative", "   0.000 - device 1-5\n"},
        {"-v", "client 3: success  (4 ms)\n             mode  low-power (1)\n"},
        {"-vv", "             mode  low-power (1)\n             01 17 00 80 02"},
    };
    char path[128];

    (void)state;
    make_session(path, sizeof(path));
    for (size_t i = 0; i < COUNT(rows); i++) {
        decode(rows[i].options, path);
        if (!strstr(child.output.bytes, rows[i].text))
            fail_msg("%s: %s is not in %s", rows[i].options, rows[i].text, child.output.bytes);
        /* Nothing but a terminal gets colours. */
        assert_null(strchr(child.output.bytes, '\033'));
    }
}

/* ---- JSON */

static void test_json(void **state)
{
    static const struct {
        const char *filter, *path, *value;
    } rows[] = {
        {"--only number=4", "type", "\"message\""},
        {"--only number=4", "number", "4"},
        {"--only number=4", "time", "0.004000"},
        {"--only number=4", "absolute", "\"2023-11-14T22:13:20.004000Z\""},
        {"--only number=4", "device", "\"1-5\""},
        {"--only number=4", "interface", "12"},
        {"--only number=4", "direction", "\"in\""},
        {"--only number=4", "protocol", "\"qmi\""},
        {"--only number=4", "kind", "\"response\""},
        {"--only number=4", "service", "\"dms\""},
        {"--only number=4", "message", "\"get-operating-mode\""},
        {"--only number=4", "transaction", "1"},
        {"--only number=4", "client", "3"},
        {"--only number=4", "status", "\"success\""},
        {"--only number=4", "latency", "0.004000"},
        {"--only number=4", "in_reply_to", "1"},
        {"--only number=4", "fields.mode.name", "\"low-power\""},
        {"--only number=8", "error.value", "60"},
        {"--only number=8", "error.name", "\"InvalidTransition\""},
        {"--only number=8 -vv", "hex",
         "\"01 17 00 80 02 03 02 01 00 2D 00 0B 00 02 04 00 01 00 3C 00 01 01 00 01\""},
        {"--only kind=indication --only number=12", "fields.power_state.battery_level", "50"},
    };
    char path[128];

    (void)state;
    make_session(path, sizeof(path));
    for (size_t i = 0; i < COUNT(rows); i++) {
        char options[128];
        (void)snprintf(options, sizeof(options), "-j %s", rows[i].filter);
        decode(options, path);
        assert_true(json_lines(child.output.bytes, child.output.length));
        check_value(rows[i].path, rows[i].value);
    }
    decode("-j", path);
    check_value("type", "\"device\"");
    assert_non_null(strstr(child.output.bytes,
                           "{\"type\":\"unanswered\",\"in_reply_to\":9,\"transaction\":2}\n"));
    decode("-j " WRONG, path);
    check_value("type", "\"file\"");
    check_value("name", "\"" WRONG "\"");
    assert_non_null(strstr(child.output.bytes, "\"problem\":\"the message length is wrong\","
                                               "\"length\":65,\"fields\":{"));
}

/* All that is not a message has a type, too. */
static void test_json_others(void **state)
{
    char path[128];
    FILE *file;

    (void)state;
    capture_start(path, sizeof(path));
    capture_message(5, 0, false, "01 02 03");
    capture_end();
    file = fopen(path, "ab");
    assert_non_null(file);
    assert_int_equal(fwrite("torn", 1, 4, file), 4);
    assert_int_equal(fclose(file), 0);
    decode("-j", path);
    assert_true(json_lines(child.output.bytes, child.output.length));
    assert_non_null(strstr(child.output.bytes, "{\"type\":\"bytes\",\"number\":1,"));
    assert_non_null(strstr(child.output.bytes, "{\"type\":\"problem\",\"number\":2,\"offset\":"));
}

/* A message in fragments is one message; its parts are told apart from it. */
static void test_fragments(void **state)
{
    static struct child trace;
    char path[128];
    FILE *file;

    (void)state;
    run(&trace, "-vv --personal -d sim:em7355,frag=64 mbim basic-connect device-services");
    run_path(path, sizeof(path), ".log");
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(trace.error.bytes, 1, trace.error.length, file), trace.error.length);
    assert_int_equal(fclose(file), 0);
    decode("", path);
    assert_int_equal(run_lines(child.output.bytes), 7); /* and the summary */
    assert_non_null(strstr(child.output.bytes,
                           "response #2: success (in 6 fragments)  device_services_count=3"));
    decode("-v", path);
    assert_non_null(strstr(child.output.bytes, "COMMAND_DONE #2 (fragment 5 of 6)"));
    decode("-j --only status=success --only basic-connect", path);
    assert_int_equal(run_lines(child.output.bytes), 3);
    assert_null(strstr(child.output.bytes, "\"type\":\"fragment\""));
    assert_non_null(strstr(child.output.bytes, "\"transaction\":2,\"fragments\":6,\"status\""));
    decode("-j", path);
    assert_true(json_lines(child.output.bytes, child.output.length));
    assert_non_null(strstr(child.output.bytes, "\"fragment\":5,\"fragments\":6}"));
    decode("--ladder", path);
    assert_int_equal(run_lines(child.output.bytes), 7);
}

/* ---- Every fixture, in every view */

static void read_file(const char *path)
{
    static const struct run_options cat = {.program = "/bin/cat"};

    child_start(&child, path, &cat);
    child_wait(&child);
}

static void test_fixtures(void **state)
{
    static const char *const views[] = {"-j", "-j -vv", "-j --personal", "--ladder", "-vv"};
    char picture[128];
    char line[512];

    (void)state;
    run_path(picture, sizeof(picture), ".svg");
    for (size_t i = 0; i < COUNT(fixtures); i++) {
        for (size_t k = 0; k < COUNT(views); k++) {
            decode(views[k], fixtures[i]);
            if (k < 3 && !json_lines(child.output.bytes, child.output.length))
                fail_msg("%s: no JSON: %s", fixtures[i], child.output.bytes);
        }
        (void)snprintf(line, sizeof(line), "decode --svg %s %s", picture, fixtures[i]);
        run_well(line);
        assert_string_equal(child.output.bytes, "");
        read_file(picture);
        if (!xml_well_formed(child.output.bytes, child.output.length))
            fail_msg("%s: no XML: %s", fixtures[i], child.output.bytes);
    }
}

/* ---- The ladder */

static const char ascii[] =
    "          host                 1-5\n"
    "   0.000    |------------------>|  QMI dms get-operating-mode\n"
    "   0.004    |<----- 4 ms -------|  success  mode=low-power\n"
    "          host           1-5           1-7\n"
    "            :   1.49 s    :             :\n"
    "   1.500    |-------------+------------>|  QMI dms get-operating-mode\n"
    "   1.512    |<------------+--- 12 ms ---|  InvalidTransition (60)  mode=low-pow~\n"
    "   1.600    |------------>|             |  QMI dms get-operating-mode\n"
    "   1.700    |<------------|             |  QMI dms event-report  power_state_fl~\n"
    "            |x------------|             |  no answer: QMI dms get-operating-mod~\n";

static const char unicode[] =
    "          host                       1-5\n"
    "   0.000    ├────────────────────────▶│  QMI dms get-operating-mode\n"
    "   0.004    │◀──────── 4 ms ──────────┤  success  mode=low-power\n"
    "          host           1-5           1-7\n"
    "            ┊   1.49 s    ┊             ┊\n"
    "   1.500    ├─────────────┼────────────▶│  QMI dms get-operating-mode\n"
    "   1.512    │◀────────────┼─── 12 ms ───┤  InvalidTransition (60)  mode=low-power\n"
    "   1.600    ├────────────▶│             │  QMI dms get-operating-mode\n"
    "   1.700    │◀╌╌╌╌╌╌╌╌╌╌╌╌┤             │  QMI dms event-report  power_state_flags=fault "
    "(0x8) "
    "battery_level=…\n"
    "            │✗╌╌╌╌╌╌╌╌╌╌╌╌┤             │  no answer: QMI dms get-operating-mode, sent at "
    "1.600\n";

static void test_ladder(void **state)
{
    char path[128];

    (void)state;
    make_session(path, sizeof(path));
    setenv("LC_ALL", "C", 1);
    setenv("COLUMNS", "80", 1);
    decode("--ladder", path);
    assert_string_equal(child.output.bytes, ascii);
    setenv("LC_ALL", "", 1);
    setenv("LC_CTYPE", "de_DE.utf8", 1);
    setenv("COLUMNS", "110", 1);
    decode("--ladder", path);
    assert_string_equal(child.output.bytes, unicode);
    unsetenv("COLUMNS");
    setenv("LC_ALL", "C", 1);
    decode("--ladder", path);
    assert_string_equal(child.output.bytes, ascii);
}

/* ---- The picture */

static void test_picture(void **state)
{
    static const char *const texts[] = {
        "width=\"1380\" height=\"352\" viewBox=\"0 0 1380 352\"  ",
        ">1-5</text>",
        ">1-7</text>",
        ">12 ms</text>",
        ">1.49 s of silence</text>",
        ("<tspan class=\"n e\">no answer</tspan><tspan class=\"d e\" dx=\"8\">to QMI dms "
         "get-operating-mode of 1.600</tspan>"),
        "marker-end=\"url(#e)\" x1=\"558\"",
        "stroke-dasharray=\"5 4\" marker-end=\"url(#q)\"",
    };
    char path[128], picture[128], line[512];

    (void)state;
    make_session(path, sizeof(path));
    run_path(picture, sizeof(picture), ".svg");
    for (unsigned round = 0; round < 2; round++) {
        /* The second time over the first. */
        (void)snprintf(line, sizeof(line), "decode --svg %s %s", picture, path);
        run_well(line);
        read_file(picture);
        assert_true(xml_well_formed(child.output.bytes, child.output.length));
        for (size_t i = 0; i < COUNT(texts); i++) {
            if (!strstr(child.output.bytes, texts[i]))
                fail_msg("no %s in %s", texts[i], child.output.bytes);
        }
    }
    /* With a listing beside it; and of two files. */
    (void)snprintf(line, sizeof(line), "decode -j --svg %s %s %s", picture, path, WRONG);
    run_well(line);
    assert_true(json_lines(child.output.bytes, child.output.length));
    read_file(picture);
    assert_true(xml_well_formed(child.output.bytes, child.output.length));
    assert_non_null(strstr(child.output.bytes, "LengthMismatch (3)"));
}

/* Whatever a modem names itself, a picture stays XML. */
static void test_hostile_picture(void **state)
{
    char path[128], picture[128], line[512];

    (void)state;
    capture_start(path, sizeof(path));
    /* DMS Get Manufacturer: "<&>\"", a control character, U+FFFF, and what is no UTF-8. */
    capture_message(5, 0, true,
                    "01 20 00 80 02 03 02 01 00 21 00 14 00 02 04 00 00 00 00 00 01 0a 00 3c 26 "
                    "3e 22 07 ef bf bf ff 41");
    capture_end();
    run_path(picture, sizeof(picture), ".svg");
    (void)snprintf(line, sizeof(line), "decode --svg %s %s", picture, path);
    run_well(line);
    read_file(picture);
    assert_true(xml_well_formed(child.output.bytes, child.output.length));
    assert_non_null(strstr(child.output.bytes, "=&quot;&lt;&amp;&gt;&quot;\\x07?\\xffA&quot;"));
}

static void test_picture_fails(void **state)
{
    static const struct row rows[] = {
        {"decode --svg /dev/null " WRONG, 2, "", "/dev/null is no plain file; its size", 0},
        {"decode --svg {tmp} " WRONG, 3, "", "decode: cannot create ", 0},
        {"decode --svg {tmp}/no/a.svg " WRONG, 3, "", "decode: cannot create ", 0},
        {"decode --svg README.md " WRONG, 2, "", "README.md is there, and is no picture", 0},
        {"decode --svg " WRONG, 2, "", "is there, and is no picture", 0},
        {"decode -j --ladder " WRONG, 2, "", "-j or --ladder, not both", 0},
        {"decode --time sometimes " WRONG, 2, "", "'sometimes' is none of relative, abs", 0},
    };

    (void)state;
    rows_play(rows, COUNT(rows));
}

/* ---- What must not be shown */

static void test_personal(void **state)
{
    static const char *const views[] = {"", "-v", "-vv", "-j -vv", "--ladder"};
    static const char imei[] = "004402110000019";
    static struct child trace;
    char path[128], picture[128], line[512];
    FILE *file;

    (void)state;
    run(&trace, "-vv --personal -d sim:em7355 info");
    run_path(path, sizeof(path), ".log");
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(trace.error.bytes, 1, trace.error.length, file), trace.error.length);
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i < COUNT(views); i++) {
        decode(views[i], path);
        assert_null(strstr(child.output.bytes, imei));
        assert_null(strstr(child.output.bytes, "30 30 34 34 30 32"));
    }
    decode("-j --personal", path);
    assert_non_null(strstr(child.output.bytes, imei));
    run_path(picture, sizeof(picture), ".svg");
    (void)snprintf(line, sizeof(line), "decode --svg %s %s", picture, path);
    run_well(line);
    read_file(picture);
    assert_true(child.output.length > 1000);
    assert_null(strstr(child.output.bytes, imei));
}

/* ---- Where it goes */

static void test_full(void **state)
{
    const struct run_options full = {.out = open("/dev/full", O_WRONLY | O_CLOEXEC)};
    static const char *const views[] = {"", "-vv", "-j", "--ladder"};
    char path[128], line[512];

    (void)state;
    assert_true(full.out > 0);
    make_session(path, sizeof(path));
    for (size_t i = 0; i < COUNT(views); i++) {
        (void)snprintf(line, sizeof(line), "decode %s %s", views[i], path);
        child_start(&child, line, &full);
        child_wait(&child);
        assert_null(child_defect(&child));
        assert_int_equal(child.code, 74);
        assert_non_null(strstr(child.error.bytes, "cannot write the result: "));
    }
    close(full.out);
}

/* A reader that goes away ends it, however much there is to come. */
static void test_broken_pipe(void **state)
{
    int ends[2];
    struct run_options broken = {0};
    char path[128], line[512];

    (void)state;
    capture_start(path, sizeof(path));
    for (unsigned i = 1; i < 5000; i++)
        capture_request(5, i, i);
    capture_end();
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    broken.out = ends[1];
    (void)snprintf(line, sizeof(line), "decode -j %s", path);
    child_start(&child, line, &broken);
    child_wait(&child);
    close(ends[1]);
    assert_null(child_defect(&child));
    assert_int_equal(child.code, 74);
}

/* Each message is shown as it comes; ^C ends it, and the picture is whole. */
static void test_interrupt(void **state)
{
    char fifo[128], picture[128], line[512];
    static const char text[] =
        "> 01 0c 00 00 02 03 00 01 00 2d 00 00 00\n"
        "< 01 17 00 80 02 03 02 01 00 2d 00 0b 00 02 04 00 00 00 00 00 01 "
        "01 00 01\n> 01 0c 00 00 02 03 00 02 00 2d 00 00 00\n\n"
        "and now for something else, that comes to nothing: words without a single "
        "byte, as mails have them between those that tell something\n\n";
    int fd;

    (void)state;
    run_path(fifo, sizeof(fifo), ".fifo");
    run_path(picture, sizeof(picture), ".svg");
    (void)snprintf(line, sizeof(line), "%s", fifo);
    static const struct run_options mkfifo_program = {.program = "/usr/bin/mkfifo"};
    child_start(&child, line, &mkfifo_program);
    child_wait(&child);
    fd = open(fifo, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    (void)snprintf(line, sizeof(line), "decode -j --svg %s %s", picture, fifo);
    child_start(&child, line, NULL);
    assert_int_equal(write(fd, text, sizeof(text) - 1), (ssize_t)sizeof(text) - 1);
    if (!child_await(&child, "get-operating-mode"))
        fail_msg("nothing was shown: %s", child.error.bytes);
    kill(child.pid, SIGINT);
    child_wait(&child);
    close(fd);
    assert_int_equal(child.code, 130);
    assert_true(json_lines(child.output.bytes, child.output.length));
    read_file(picture);
    assert_true(xml_well_formed(child.output.bytes, child.output.length));
    assert_non_null(strstr(child.output.bytes, "no answer"));
}

/* ---- Colours */

static void decode_on_terminal(const char *path, char *text, size_t capacity)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct run_options terminal = {0};
    char line[512];
    size_t length = 0;
    ssize_t count;

    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    terminal.out = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(terminal.out > 0);
    (void)snprintf(line, sizeof(line), "decode %s", path);
    child_start(&child, line, &terminal);
    child_wait(&child);
    close(terminal.out);
    while ((count = read(master, text + length, capacity - 1 - length)) > 0)
        length += (size_t)count;
    text[length] = '\0';
    close(master);
    assert_int_equal(child.code, 0);
    assert_non_null(strstr(text, "get-operating-mode"));
}

static void test_colours(void **state)
{
    static char text[16384];
    char path[128];

    (void)state;
    make_session(path, sizeof(path));
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    decode_on_terminal(path, text, sizeof(text));
    assert_non_null(strstr(text, "\033[31mQMI dms get-operating-mode response #1"));
    setenv("NO_COLOR", "1", 1);
    decode_on_terminal(path, text, sizeof(text));
    assert_null(strchr(text, '\033'));
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    decode_on_terminal(path, text, sizeof(text));
    assert_null(strchr(text, '\033'));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),         cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_others),   cmocka_unit_test(test_fragments),
        cmocka_unit_test(test_fixtures),      cmocka_unit_test(test_ladder),
        cmocka_unit_test(test_picture),       cmocka_unit_test(test_hostile_picture),
        cmocka_unit_test(test_picture_fails), cmocka_unit_test(test_personal),
        cmocka_unit_test(test_full),          cmocka_unit_test(test_broken_pipe),
        cmocka_unit_test(test_interrupt),     cmocka_unit_test(test_colours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
