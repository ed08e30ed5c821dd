/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an MBIM session makes of answers that are malformed, lost, in fragments, or
 * nobody's; and the fragments that it sends. Touches no device. */
#include "session_play.h"

#include <stdio.h>
#include <string.h>

static struct play play;

/* ---- What is no answer */

#define WRONG_BUFFER(transaction)                                                                  \
    "< 03000080 L " transaction " 01000000 00000000 " UUID_BASIC_CONNECT CAPS SUCCEED              \
    "05000000 01020304\n"

static const struct row malformed_rows[] = {
    {.name = "a wrong buffer length",
     .script = ASK("01000000") WRONG_BUFFER("01000000"),
     .calls = "!c",
     .malformed = 1},
    {.name = "a wrong buffer length in somebody else's answer",
     .script = ASK("01000000") WRONG_BUFFER("02000000") TELL("01000000"),
     .calls = "c",
     .malformed = 1},
    {.name = "nothing else comes",
     .script = ASK("01000000") WRONG_BUFFER("02000000"),
     .calls = "!c",
     .end = 900,
     .malformed = 1},
    {.name = "fragment 0 of 0",
     .script =
         ASK("01000000") "< 03000080 L 01000000 00000000 00000000 " UUID_BASIC_CONNECT CAPS SUCCEED
                         "R 01020304\n",
     .calls = "!c",
     .malformed = 1},
    {.name = "fragment 1 of 1",
     .script = ASK("01000000") "< 03000080 L 01000000 01000000 01000000 01020304\n",
     .calls = "!c",
     .malformed = 1},
    {.name = "shorter than its header",
     .script = ASK("01000000") "< 03000080 L 01000000 01000000 00000000\n",
     .calls = "!c",
     .malformed = 1},
    {.name = "a function error without its code",
     .script = ASK("01000000") "< 04000080 L 01000000\n",
     .calls = "!c",
     .malformed = 1},
    {.name = "no message type",
     .script = ASK("01000000") "< 05000080 L 01000000 00000000\n",
     .calls = "!c",
     .end = 900},
    {.name = "no message type, and then an answer",
     .script = ASK("01000000") "< 05000080 L 01000000 00000000\n" TELL("01000000"),
     .calls = "c"},
    {.name = "half an answer",
     .script = ASK("01000000") "< 03000080 34000000 01000000 01000000 00000000\n",
     .calls = "!c",
     .end = 900},
    {.name = "a length field that says too little",
     .script =
         ASK("01000000") "< 03000080 30000000 01000000 01000000 00000000 " UUID_BASIC_CONNECT CAPS
             SUCCEED "R 01020304\n" ASK("02000000") TELL("02000000"),
     .calls = "!cc",
     .malformed = 1},
};

static void test_malformed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(malformed_rows); i++) {
        struct row row = malformed_rows[i];
        row.deadline = 900;
        row.kind = WDM_PROTOCOL;
        play_row(&play, &row);
    }
}

/* What was malformed before a request says nothing of the silence after it. */
static void test_silence_after_malformed(void **state)
{
    (void)state;
    const struct row row = {.name = "silence after a malformed message",
                            .script = ASK("01000000") WRONG_BUFFER(
                                "07000000") "< 05000080 L 01000000 00000000\n" TELL("01000000")
                                ASK("02000000"),
                            .calls = "c!c",
                            .deadline = 900,
                            .end = 900,
                            .kind = WDM_DEADLINE,
                            .malformed = 1};
    play_row(&play, &row);
}

/* ---- What the callers see */

static void test_unclaimed_is_whole(void **state)
{
    (void)state;
    static const uint8_t rssi[] = {0xaa, 0xbb};
    const struct row row = {.name = "an indication",
                            .script = ASK("01000000") INDICATE TELL("01000000"),
                            .calls = "c",
                            .deadline = 900,
                            .unclaimed = 1};
    play_row(&play, &row);
    assert_int_equal(play.unclaimed_last.type, WDM_MBIM_INDICATE_STATUS);
    assert_int_equal(play.unclaimed_last.command, 11);
    assert_true(wdm_uuid_equal(&play.unclaimed_last.service, &wdm_mbim_basic_connect));
    assert_int_equal(play.unclaimed_last.buffer.length, sizeof(rssi));
}

/* The size that OPEN asks for is the port's, within bounds. */
static void test_max_control(void **state)
{
    (void)state;
    static const struct {
        size_t port, session;
        const char *open;
    } rows[] = {{0, 4096, "00100000"},    {1, 64, "40000000"},      {63, 64, "40000000"},
                {64, 64, "40000000"},     {2048, 2048, "00080000"}, {4096, 4096, "00100000"},
                {65535, 4096, "00100000"}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[128];
        struct wdm_error error;
        (void)snprintf(text, sizeof(text), "> 01000000 L 01000000 %s\n" OPEN_DONE("01000000"),
                       rows[i].open);
        play_begin(&play, text);
        play.script.port.port.max_message = rows[i].port;
        wdm_mbim_session_init(&play.session, &play.channel);
        assert_int_equal(play.session.max_control, rows[i].session);
        assert_true(play_call(&play, 'o', 900, &error));
        assert_script_done("max_control", &play.script);
    }
}

/* Taking whatever comes next, an answer to nothing in particular. */
static void test_receive_anything(void **state)
{
    (void)state;
    struct wdm_mbim_message message;
    struct wdm_error error;
    play_begin(&play,
               WRONG_BUFFER("00000000") INDICATE TELL(
                   "00000000") "< 07000080 L 00000000 02000000 00000000 " UUID_BASIC_CONNECT CAPS
                               "08000000 01020304\n");
    play.session.heard = 1; /* the malformed one that is to come */
    assert_true(wdm_mbim_receive(&play.session, 0, &message, 900, &error));
    assert_int_equal(message.type, WDM_MBIM_INDICATE_STATUS);
    assert_true(wdm_mbim_receive(&play.session, 0, &message, 900, &error));
    assert_int_equal(message.type, WDM_MBIM_COMMAND_DONE);
    assert_false(wdm_mbim_receive(&play.session, 0, &message, 900, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_int_equal(play.session.malformed, 1);
    assert_int_equal(play.unclaimed, 0);
    assert_script_done("anything", &play.script);
}

/* Nobody has to listen. */
static void test_without_unclaimed(void **state)
{
    (void)state;
    struct wdm_error error;
    play_begin(&play, ASK("01000000") INDICATE TELL("01000000"));
    play.session.unclaimed = NULL;
    assert_true(play_call(&play, 'c', 900, &error));
    assert_script_done("nobody listens", &play.script);
}

/* ---- Fragments */

#define LARGEST ((size_t)65552) /* buffer of a message of WDM_MESSAGE_MAX bytes */

/* What follows the fragment numbers of a message of Device Caps: for COMMAND a
 * query, for COMMAND_DONE a success; and a buffer that is a pattern. */
struct stream {
    uint32_t type;
    uint32_t transaction;
    size_t length;
    uint8_t bytes[28 + 65552 + 1];
};

static struct stream stream;
static uint8_t pattern[65552 + 1];

static void make_stream(uint32_t type, uint32_t transaction, size_t length)
{
    struct wdm_writer out = wdm_writer(stream.bytes, sizeof(stream.bytes));
    for (size_t i = 0; i < length; i++)
        pattern[i] = (uint8_t)((i * 7 + i / 256) & 0xff);
    stream.type = type;
    stream.transaction = transaction;
    wdm_write_bytes(&out, wdm_mbim_basic_connect.bytes, WDM_UUID_SIZE);
    wdm_write_u32(&out, 1);
    if (type != WDM_MBIM_INDICATE_STATUS)
        wdm_write_u32(&out, 0);
    wdm_write_u32(&out, (uint32_t)length);
    wdm_write_bytes(&out, pattern, length);
    assert_false(out.failed);
    stream.length = out.length;
}

static uint32_t fragment_count(size_t max)
{
    return (uint32_t)((stream.length + max - 21) / (max - 20));
}

/* Appends fragment `index` of the stream to the script, with what may be wrong
 * in its numbers. */
static void add_fragment_as(size_t max, uint32_t index, uint32_t total, uint32_t number)
{
    static uint8_t bytes[4096];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    size_t start = index * (max - 20);
    size_t length = stream.length - start < max - 20 ? stream.length - start : max - 20;
    wdm_write_u32(&out, stream.type);
    wdm_write_u32(&out, (uint32_t)(20 + length));
    wdm_write_u32(&out, stream.transaction);
    wdm_write_u32(&out, total);
    wdm_write_u32(&out, number);
    wdm_write_bytes(&out, stream.bytes + start, length);
    assert_false(out.failed);
    script_add_bytes(&play.script,
                     stream.type == WDM_MBIM_COMMAND ? WDM_SCRIPT_EXPECT : WDM_SCRIPT_SEND, bytes,
                     NULL, out.length);
}

static void add_fragment(size_t max, uint32_t index)
{
    add_fragment_as(max, index, fragment_count(max), index);
}

static void add_fragments(size_t max, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        add_fragment(max, i);
}

static const struct {
    size_t max;
    size_t length;
    uint32_t count;
} sizes[] = {
    {64, 0, 1},      {64, 15, 1},     {64, 16, 1},      {64, 17, 2},         {64, 59, 2},
    {64, 60, 2},     {64, 61, 3},     {64, 104, 3},     {64, 105, 4},        {64, 5000, 115},
    {100, 52, 1},    {100, 53, 2},    {4096, 0, 1},     {4096, 4048, 1},     {4096, 4049, 2},
    {4096, 8124, 2}, {4096, 8125, 3}, {4096, 20000, 5}, {4096, LARGEST, 17},
};

static void test_fragments_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct wdm_error error;
        script_begin(&play.script);
        make_stream(WDM_MBIM_COMMAND, 1, sizes[i].length);
        assert_int_equal(fragment_count(sizes[i].max), sizes[i].count);
        add_fragments(sizes[i].max, 0, sizes[i].count);
        script_add(&play.script, TELL("01000000"));
        play_begin(&play, NULL);
        play.session.max_control = sizes[i].max;
        if (!wdm_mbim_command(&play.session, &wdm_mbim_basic_connect, 1, WDM_MBIM_QUERY,
                              (struct wdm_span){pattern, sizes[i].length}, &play.answer, 900,
                              &error))
            fail_msg("%zu bytes: %s", sizes[i].length, error.what);
        assert_script_done("fragments out", &play.script);
    }
}

static void test_too_long_out(void **state)
{
    (void)state;
    struct wdm_error error;
    play_begin(&play, "");
    assert_false(wdm_mbim_command(&play.session, &wdm_mbim_basic_connect, 1, WDM_MBIM_SET,
                                  (struct wdm_span){pattern, LARGEST + 1}, &play.answer, 900,
                                  &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_script_done("too long", &play.script);
}

/* Starts a script in which the command is asked, and an answer of `length` bytes
 * is to come. */
static void begin_answer(size_t length)
{
    script_begin(&play.script);
    script_add(&play.script, ASK("01000000"));
    make_stream(WDM_MBIM_COMMAND_DONE, 1, length);
}

static void expect_answer(size_t length)
{
    struct wdm_error error;
    play_begin(&play, NULL);
    if (!play_call(&play, 'c', 900, &error))
        fail_msg("%zu bytes: %s", length, error.what);
    assert_bytes(play.answer.buffer.bytes, play.answer.buffer.length, pattern, length);
    assert_int_equal(play.answer.buffer_length, length);
    assert_int_equal(play.answer.fragments, 1);
    assert_script_done("fragments in", &play.script);
}

static void test_fragments_in(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        begin_answer(sizes[i].length);
        add_fragments(sizes[i].max, 0, sizes[i].count);
        expect_answer(sizes[i].length);
        assert_int_equal(play.unclaimed, 0);
    }
}

/* Whole indications may stand between the fragments of an answer. */
static void test_indications_between_fragments(void **state)
{
    (void)state;
    begin_answer(200);
    for (uint32_t i = 0; i < 6; i++) {
        script_add(&play.script, INDICATE);
        add_fragment(64, i);
    }
    expect_answer(200);
    assert_int_equal(play.unclaimed, 6);
    assert_int_equal(play.session.malformed, 0);
}

/* An indication in fragments comes whole, before the answer and to its listener. */
static void test_indication_in_fragments(void **state)
{
    (void)state;
    script_begin(&play.script);
    script_add(&play.script, ASK("01000000"));
    make_stream(WDM_MBIM_INDICATE_STATUS, 0, 300);
    add_fragments(64, 0, fragment_count(64));
    make_stream(WDM_MBIM_COMMAND_DONE, 1, 200);
    add_fragments(64, 0, fragment_count(64));
    expect_answer(200);
    assert_int_equal(play.unclaimed, 1);
    assert_int_equal(play.unclaimed_last.buffer.length, 300);
}

/* Fails, and the session is of use afterwards: a second command is answered. */
static void expect_protocol(const char *name, wdm_time end)
{
    struct wdm_error error;
    play_begin(&play, NULL);
    if (play_call(&play, 'c', 900, &error))
        fail_msg("%s: is taken", name);
    if (error.kind != WDM_PROTOCOL)
        fail_msg("%s: %s, %s", name, wdm_error_class_name(error.kind), error.what);
    assert_int_equal(play.script.port.clock, end);
    if (!play_call(&play, 'c', end + 900, &error))
        fail_msg("%s: and then %s", name, error.what);
    assert_script_done(name, &play.script);
}

static void test_fragments_lost(void **state)
{
    (void)state;
    const uint32_t count = 6;
    for (uint32_t lost = 0; lost < count; lost++) {
        bool last = lost == count - 1;
        begin_answer(200);
        assert_int_equal(fragment_count(64), count);
        add_fragments(64, 0, lost);
        if (!last)
            add_fragment(64, lost + 1);
        script_add(&play.script, ASK("02000000"));
        add_fragments(64, lost + 2, count);
        script_add(&play.script, TELL("02000000"));
        expect_protocol("a lost fragment", last ? 900 : 0);
    }
}

static void test_fragments_out_of_order(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t total, number; /* of the fragment after the first two */
    } rows[] = {
        {"the second one again", 6, 1}, {"the fourth", 6, 3},     {"another total", 7, 2},
        {"a total of 0", 0, 2},         {"past the total", 6, 6},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin_answer(200);
        add_fragments(64, 0, 2);
        add_fragment_as(64, 2, rows[i].total, rows[i].number);
        script_add(&play.script, ASK("02000000"));
        script_add(&play.script, TELL("02000000"));
        expect_protocol(rows[i].name, 0);
    }
}

/* Fragments of two messages are not to be mixed (MBIM 1.0, 9.5): the answer is
 * lost, the indication is not. */
static void test_fragments_mixed(void **state)
{
    (void)state;
    begin_answer(200);
    add_fragments(64, 0, 2);
    make_stream(WDM_MBIM_INDICATE_STATUS, 0, 100);
    add_fragments(64, 0, fragment_count(64));
    make_stream(WDM_MBIM_COMMAND_DONE, 1, 200);
    add_fragment(64, 2);
    script_add(&play.script, ASK("02000000"));
    add_fragments(64, 3, 6);
    script_add(&play.script, TELL("02000000"));
    expect_protocol("mixed fragments", 0);
    assert_int_equal(play.unclaimed, 1);
}

/* The modem begins its answer anew. */
static void test_fragments_anew(void **state)
{
    (void)state;
    begin_answer(200);
    add_fragments(64, 0, 3);
    add_fragments(64, 0, 6);
    expect_answer(200);
}

static const struct row first_fragment_rows[] = {
    {.name = "4 GB are announced",
     .script =
         ASK("01000000") "< 03000080 L 01000000 02000000 00000000 " UUID_BASIC_CONNECT CAPS SUCCEED
                         "ffffffff 01020304\n" ASK("02000000") TELL("02000000")},
    {.name = "more fragments than bytes to come",
     .script =
         ASK("01000000") "< 03000080 L 01000000 ffffffff 00000000 " UUID_BASIC_CONNECT CAPS SUCCEED
                         "06000000 01020304\n" ASK("02000000") TELL("02000000")},
    {.name = "the second fragment carries more than was announced",
     .script =
         ASK("01000000") "< 03000080 L 01000000 02000000 00000000 " UUID_BASIC_CONNECT CAPS SUCCEED
                         "06000000 01020304\n< 03000080 L 01000000 02000000 01000000 010203\n" ASK(
                             "02000000") TELL("02000000")},
    {.name = "and less",
     .script = ASK("01000000") "< 03000080 L 01000000 02000000 00000000 " UUID_BASIC_CONNECT CAPS
         SUCCEED "06000000 01020304\n< 03000080 L 01000000 02000000 01000000 01\n" ASK("02000000")
             TELL("02000000")},
};

static void test_fragment_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(first_fragment_rows); i++) {
        struct row row = first_fragment_rows[i];
        row.calls = "!cc";
        row.deadline = 900;
        row.kind = WDM_PROTOCOL;
        row.malformed = 1;
        play_row(&play, &row);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_silence_after_malformed),
        cmocka_unit_test(test_receive_anything),
        cmocka_unit_test(test_unclaimed_is_whole),
        cmocka_unit_test(test_max_control),
        cmocka_unit_test(test_without_unclaimed),
        cmocka_unit_test(test_fragments_out),
        cmocka_unit_test(test_too_long_out),
        cmocka_unit_test(test_fragments_in),
        cmocka_unit_test(test_indications_between_fragments),
        cmocka_unit_test(test_indication_in_fragments),
        cmocka_unit_test(test_fragments_lost),
        cmocka_unit_test(test_fragments_out_of_order),
        cmocka_unit_test(test_fragments_mixed),
        cmocka_unit_test(test_fragments_anew),
        cmocka_unit_test(test_fragment_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
