/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What -w and decode -w write, in the eyes of others: capinfos counts the same packets
 * without complaint, and tshark finds, without an option, the same MBIM messages. That
 * it finds the same fields in them is in test_dissector.c, whose captures are written so.
 */
#include "dissector.h"
#include "wdm/mbim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGES 256

/* The headers of MBIM messages, in their order. */
struct headers {
    size_t count;
    struct {
        uint32_t type, length, transaction;
    } list[MESSAGES];
};

static struct headers ours;
static struct headers theirs;
static struct wdm_capture_reader reader;
static struct child child;

static void seen(void *context, const struct wdm_captured *captured)
{
    (void)context;
    assert_int_not_equal(captured->kind, WDM_CAPTURED_PROBLEM);
    if (captured->kind != WDM_CAPTURED_MESSAGE || captured->protocol != WDM_PROTOCOL_MBIM)
        return;
    assert_true(ours.count < MESSAGES);
    ours.list[ours.count].type = wdm_get_u32(captured->bytes.bytes);
    ours.list[ours.count].length = wdm_get_u32(captured->bytes.bytes + 4);
    ours.list[ours.count++].transaction = wdm_get_u32(captured->bytes.bytes + 8);
}

static void found(void *context, const struct dissected *field)
{
    uint32_t value = (uint32_t)(strtoul(field->show, NULL, 0) & UINT32_MAX);

    (void)context;
    if (strstr(field->name, "malformed") != NULL)
        fail_msg("packet %u is malformed: %s", (unsigned)field->packet, field->show);
    if (strcmp(field->name, "mbim.control.header.message_type") == 0) {
        assert_true(theirs.count < MESSAGES);
        theirs.list[theirs.count++].type = value;
    } else if (strcmp(field->name, "mbim.control.header.message_length") == 0) {
        theirs.list[theirs.count - 1].length = value;
    } else if (strcmp(field->name, "mbim.control.header.transaction_id") == 0) {
        theirs.list[theirs.count - 1].transaction = value;
    }
}

static uint64_t read_capture(const char *path)
{
    static uint8_t bytes[65536];
    const struct wdm_capture_sink sink = {.seen = seen};
    FILE *file = fopen(path, "r");
    size_t length;

    assert_non_null(file);
    ours.count = 0;
    wdm_capture_reader_init(&reader, WDM_CAPTURE_UNKNOWN, &sink);
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        wdm_capture_feed(&reader, bytes, length);
    wdm_capture_end(&reader);
    fclose(file);
    return reader.number;
}

static void check_count(const char *path, uint64_t packets)
{
    struct run_options how = {.program = "capinfos", .limit = 30};
    char arguments[256];
    const char *number;

    snprintf(arguments, sizeof arguments, "-M -c %s", path);
    child_start(&child, arguments, &how);
    child_wait(&child);
    if (child.code != 0 || strstr(child.error.bytes, "capinfos:") != NULL)
        fail_msg("capinfos %s: exit %d: %s", path, child.code, child.error.bytes);
    number = strstr(child.output.bytes, "Number of packets:");
    assert_non_null(number);
    assert_int_equal(strtoull(number + strlen("Number of packets:"), NULL, 10), packets);
}

/* A capture that a command line makes, where `%s` is. */
static void check(const char *format, size_t mbim)
{
    char path[128], line[512];

    run_path(path, sizeof path, ".pcapng");
    snprintf(line, sizeof line, "-w %s %s", path, format);
    run(&child, line);
    if (child.code != 0)
        fail_msg("%s: exit %d: %s", line, child.code, child.error.bytes);
    check_count(path, read_capture(path));
    theirs.count = 0;
    dissect(path, "", found, NULL);
    if (theirs.count != ours.count || ours.count < mbim)
        fail_msg("%s: tshark finds %zu messages of MBIM, not %zu", line, theirs.count, ours.count);
    assert_memory_equal(theirs.list, ours.list, ours.count * sizeof ours.list[0]);
}

static void test_files(void **state)
{
    static const struct {
        const char *arguments;
        size_t mbim; /* messages of MBIM at least */
    } rows[] = {
        {"-d sim:em7355 unlock", 18},
        {"-d sim:mbim-only info", 8},
        {"-d sim:em7355,frag=64 info", 20},
        {"-d sim:em7355,noise,delay=5 info", 12},
        {"-d sim:em7355-qmi unlock", 0},
        /* Without times, and without a device. */
        {"decode fixtures/em7355-fcc-auth.txt", 2},
        {"decode fixtures/sim-mbimcli-radio-state.log", 4},
        {"decode fixtures/em7355-qmicli-verbose.log", 0},
        {"decode --redact fixtures/sim-qmicli-operating-mode.log", 4},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check(rows[i].arguments, rows[i].mbim);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_files)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
