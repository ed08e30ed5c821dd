/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A port seen as messages: garbage, time, observers, the largest message. */
#include "channel_support.h"

#include <string.h>

#include "wdm/qmux.h"

/* ---- What is no message. */

#define OPEN_DONE "01 00 00 80 10 00 00 00 01 00 00 00 00 00 00 00 "
#define CTL_SYNC  "01 17 00 80 00 00 01 04 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 03 "

static void garbage(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum wdm_protocol protocol;
        const char *reads[3];
        const char *messages[2];
        uint64_t dropped;
    } cases[] = {
        {"before", WDM_PROTOCOL_MBIM, {"de ad be ef " OPEN_DONE}, {OPEN_DONE}, 4},
        {"after", WDM_PROTOCOL_MBIM, {OPEN_DONE "de ad be ef"}, {OPEN_DONE}, 4},
        {"between", WDM_PROTOCOL_MBIM, {OPEN_DONE "00 " OPEN_DONE}, {OPEN_DONE, OPEN_DONE}, 1},
        {"in reads of its own",
         WDM_PROTOCOL_MBIM,
         {"00 00 00", OPEN_DONE, "ff ff"},
         {OPEN_DONE},
         5},
        {"a beginning that is none",
         WDM_PROTOCOL_MBIM,
         {"01 00 00 01 00 00 80 10", "00 00 00 01 00 00 00 00 00 00 00"},
         {OPEN_DONE},
         3},
        {"nothing but zeros",
         WDM_PROTOCOL_MBIM,
         {"00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"},
         {NULL},
         16},
        {"a type of the other direction",
         WDM_PROTOCOL_MBIM,
         {"02 00 00 00 0c 00 00 00 01 00 00 00 " OPEN_DONE},
         {OPEN_DONE},
         12},
        {"length below the header",
         WDM_PROTOCOL_MBIM,
         {"01 00 00 80 0b 00 00 00 " OPEN_DONE},
         {OPEN_DONE},
         8},
        {"length over all limits",
         WDM_PROTOCOL_MBIM,
         {"01 00 00 80 ff ff ff ff " OPEN_DONE},
         {OPEN_DONE},
         8},
        {"length garbled, the next in the same read",
         WDM_PROTOCOL_MBIM,
         {"01 00 00 80 10 01 00 00 01 00 00 00 00 00 00 00 " OPEN_DONE},
         {OPEN_DONE},
         16},
        {"length garbled, the next in the next read",
         WDM_PROTOCOL_MBIM,
         {"01 00 00 80 10 01 00 00 01 00 00 00 00 00 00 00", OPEN_DONE},
         {OPEN_DONE},
         16},
        {"length over all limits, and nothing more",
         WDM_PROTOCOL_MBIM,
         {"01 00 00 80 ff ff ff ff 01 00 00 00"},
         {NULL},
         12},
        {"QMI before", WDM_PROTOCOL_QMI, {"de ad be ef " CTL_SYNC}, {CTL_SYNC}, 4},
        {"QMI between", WDM_PROTOCOL_QMI, {CTL_SYNC "00 00 " CTL_SYNC}, {CTL_SYNC, CTL_SYNC}, 2},
        {"QMI too short to be", WDM_PROTOCOL_QMI, {"01 0a 00 80 " CTL_SYNC}, {CTL_SYNC}, 4},
        {"QMI flags that are none", WDM_PROTOCOL_QMI, {"01 17 00 40 " CTL_SYNC}, {CTL_SYNC}, 4},
        {"markers in a row", WDM_PROTOCOL_QMI, {"01 01 01 " CTL_SYNC}, {CTL_SYNC}, 3},
        {"QMI length garbled, the next in the same read",
         WDM_PROTOCOL_QMI,
         {"01 17 01 80 00 00 01 04 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 03 " CTL_SYNC},
         {CTL_SYNC},
         24},
        {"QMI length garbled, the next in the next read",
         WDM_PROTOCOL_QMI,
         {"01 17 01 80 00 00 01 04 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 03", CTL_SYNC},
         {CTL_SYNC},
         24},
        {"MBIM on a QMI port", WDM_PROTOCOL_QMI, {OPEN_DONE}, {NULL}, 16},
        {"QMI on an MBIM port", WDM_PROTOCOL_MBIM, {CTL_SYNC "ff"}, {NULL}, 25},
        {"no protocol", WDM_PROTOCOL_UNKNOWN, {CTL_SYNC}, {NULL}, 24},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        static uint8_t store[3][256];
        begin_steps();
        for (size_t j = 0; j < COUNT(cases[i].reads) && cases[i].reads[j]; j++)
            read_gives(store[j], bytes_of_hex(cases[i].reads[j], store[j], sizeof(store[j])));
        open_channel(cases[i].protocol, true);
        for (size_t j = 0; j < COUNT(cases[i].messages) && cases[i].messages[j]; j++) {
            uint8_t bytes[64];
            size_t length = bytes_of_hex(cases[i].messages[j], bytes, sizeof(bytes));
            expect_message(cases[i].name, bytes, length);
        }
        expect_failure(WDM_DEADLINE);
        if (channel.dropped != cases[i].dropped)
            fail_msg("%s: %u bytes dropped", cases[i].name, (unsigned)channel.dropped);
    }
}

/* ---- QMI that comes late, while MBIM is spoken. */

static size_t late_count;

static void note_late(void *context, struct wdm_span message)
{
    struct wdm_qmux qmux;
    assert_ptr_equal(context, &late_count);
    assert_int_equal(wdm_qmux_parse(message.bytes, message.length, &qmux), WDM_QMUX_OK);
    late_count++;
}

static void late_qmi(void **state)
{
    (void)state;
    static const struct {
        const char *reads[2];
        size_t late, messages;
        uint64_t dropped;
    } cases[] = {
        {{CTL_SYNC}, 1, 0, 0},
        {{CTL_SYNC CTL_SYNC, CTL_SYNC}, 3, 0, 0},
        {{OPEN_DONE CTL_SYNC OPEN_DONE}, 1, 2, 0},
        {{CTL_SYNC, OPEN_DONE}, 1, 1, 0},
        {{"de ad " CTL_SYNC}, 0, 0, 26}, /* garbage ends where MBIM may begin */
        {{"01 17 00 80 00 00 01 04 22 00", OPEN_DONE}, 0, 1, 10},
        {{"01 17 00 00 00 00 01 04 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 03"}, 0, 0, 24},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        static uint8_t store[2][256];
        struct wdm_span message;
        struct wdm_error error;
        size_t messages = 0;
        begin_steps();
        for (size_t j = 0; j < COUNT(cases[i].reads) && cases[i].reads[j]; j++)
            read_gives(store[j], bytes_of_hex(cases[i].reads[j], store[j], sizeof(store[j])));
        open_channel(WDM_PROTOCOL_MBIM, true);
        channel.late = note_late;
        channel.late_context = &late_count;
        late_count = 0;
        while (wdm_channel_receive(&channel, &message, WDM_SECOND, &error))
            messages++;
        if (late_count != cases[i].late || messages != cases[i].messages ||
            channel.dropped + (channel.end - channel.start) != cases[i].dropped)
            fail_msg("row %zu: %zu late, %zu messages, %u bytes dropped", i, late_count, messages,
                     (unsigned)channel.dropped);
    }
}

/* A header whose numbers disagree is still a message where its length is right:
 * who parses it can say what is wrong with it. */
static void malformed_but_framed(void **state)
{
    (void)state;
    static const char *const mbim = "03 00 00 80 31 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 "
                                    "d1 a3 0b c2 f9 7a 6e 43 bf 65 c7 e2 4f b0 f0 d3 01 00 00 00 "
                                    "00 00 00 00 00 00 00 00 aa";
    static const char *const qmi = "01 0f 00 00 00 00 00 01 22 00 14 00 01 01 00 02";
    uint8_t bytes[64];
    size_t length = bytes_of_hex(mbim, bytes, sizeof(bytes));
    begin_steps();
    read_gives(bytes, 20);
    read_gives(bytes + 20, length - 20);
    open_channel(WDM_PROTOCOL_MBIM, true);
    expect_message("wrong fragment numbers", bytes, length);
    length = bytes_of_hex(qmi, bytes, sizeof(bytes));
    begin_steps();
    read_gives(bytes, length);
    open_channel(WDM_PROTOCOL_QMI, true);
    expect_message("wrong TLV length and direction", bytes, length);
    assert_int_equal(channel.dropped, 0);
}

/* ---- Time */

static void unfinished_is_a_protocol_error(void **state)
{
    (void)state;
    uint8_t bytes[16];
    struct wdm_span message;
    struct wdm_error error;
    bytes_of_hex(OPEN_DONE, bytes, sizeof(bytes));
    begin_steps();
    read_gives(bytes, 10);
    read_gives(bytes + 10, 6);
    steps[1].after = 10;
    open_channel(WDM_PROTOCOL_MBIM, true);
    assert_false(wdm_channel_receive(&channel, &message, 5, &error));
    assert_int_equal(error.kind, WDM_PROTOCOL);
    assert_string_equal(error.what, "script sent only 10 of a message's 16 bytes");
    /* What came is kept: the rest may be on its way. */
    expect_message("late end", bytes, 16);
    assert_int_equal(channel.dropped, 0);
    expect_failure(WDM_DEADLINE);
}

/* A modem that never stops talking: when the deadline has passed nothing more
 * is read, though there is more; nor is it lost. */
static void flood(void **state)
{
    (void)state;
    uint8_t bytes[16];
    struct wdm_span message;
    struct wdm_error error;
    bytes_of_hex(OPEN_DONE, bytes, sizeof(bytes));
    begin_steps();
    for (int i = 0; i < 3; i++)
        read_gives(bytes, sizeof(bytes));
    steps[1].after = 10;
    open_channel(WDM_PROTOCOL_MBIM, true);
    assert_true(wdm_channel_receive(&channel, &message, 12, &error));
    assert_true(wdm_channel_receive(&channel, &message, 12, &error));
    assert_false(wdm_channel_receive(&channel, &message, 9, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_true(wdm_channel_receive(&channel, &message, 12, &error));
}

/* ---- The observer */

#define SEEN_MAX 8

struct seen {
    size_t count;
    struct {
        bool from_modem;
        enum wdm_protocol protocol;
        uint8_t bytes[64];
        size_t length;
        wdm_time when;
    } calls[SEEN_MAX];
};

static void note(void *context, bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes,
                 size_t length, wdm_time when)
{
    struct seen *seen = context;
    assert_true(seen->count < SEEN_MAX && length <= sizeof(seen->calls[0].bytes));
    seen->calls[seen->count].from_modem = from_modem;
    seen->calls[seen->count].protocol = protocol;
    memcpy(seen->calls[seen->count].bytes, bytes, length);
    seen->calls[seen->count].length = length;
    seen->calls[seen->count].when = when;
    seen->count++;
}

static void expect_seen(const struct seen *seen, size_t index, bool from_modem,
                        enum wdm_protocol protocol, const char *hex, wdm_time when)
{
    assert_true(index < seen->count);
    assert_int_equal(seen->calls[index].from_modem, from_modem);
    assert_int_equal(seen->calls[index].protocol, protocol);
    assert_hex(seen->calls[index].bytes, seen->calls[index].length, hex);
    assert_true(seen->calls[index].when == when);
}

static void observer_sees_everything_once(void **state)
{
    (void)state;
    static const char *const open = "01 00 00 00 10 00 00 00 01 00 00 00 00 10 00 00";
    uint8_t request[16];
    uint8_t answer[64];
    struct seen seen = {0};
    struct wdm_error error;
    bytes_of_hex(open, request, sizeof(request));
    size_t length = bytes_of_hex("aa bb " OPEN_DONE OPEN_DONE "01 00", answer, sizeof(answer));
    begin_steps();
    read_gives(answer, length);
    steps[1] = steps[0];
    steps[1].after = 7;
    steps[0] = (struct wdm_script_step){.bytes = request, .length = sizeof(request)};
    steps[2] = (struct wdm_script_step){.kind = WDM_SCRIPT_GONE, .after = 2};
    step_count = 3;
    open_channel(WDM_PROTOCOL_MBIM, true);
    channel.observer = (struct wdm_observer){note, &seen};
    assert_true(wdm_channel_send(&channel, request, sizeof(request), WDM_SECOND, &error));
    assert_int_equal(seen.count, 1);
    expect_message("first", answer + 2, 16);
    assert_int_equal(seen.count, 3);
    expect_message("second", answer + 2, 16);
    /* What is not finished when the modem goes is shown, and counted. */
    expect_failure(WDM_GONE);
    assert_int_equal(seen.count, 5);
    assert_int_equal(channel.dropped, 4);
    expect_failure(WDM_GONE);
    /* What was not written is not shown. */
    assert_false(wdm_channel_send(&channel, request, sizeof(request), WDM_SECOND, &error));
    assert_int_equal(seen.count, 5);
    expect_seen(&seen, 0, false, WDM_PROTOCOL_MBIM, open, 0);
    expect_seen(&seen, 1, true, WDM_PROTOCOL_UNKNOWN, "aa bb", 7);
    expect_seen(&seen, 2, true, WDM_PROTOCOL_MBIM, OPEN_DONE, 7);
    expect_seen(&seen, 3, true, WDM_PROTOCOL_MBIM, OPEN_DONE, 7);
    expect_seen(&seen, 4, true, WDM_PROTOCOL_UNKNOWN, "01 00", 9);
}

/* The end that plays the modem: the directions are the other way round. */
static void observer_of_the_other_end(void **state)
{
    (void)state;
    uint8_t close[16];
    uint8_t done[16];
    struct seen seen = {0};
    struct wdm_error error;
    size_t length = bytes_of_hex("02 00 00 00 0c 00 00 00 01 00 00 00", close, sizeof(close));
    bytes_of_hex(OPEN_DONE, done, sizeof(done));
    begin_steps();
    read_gives(close, length);
    steps[1] = (struct wdm_script_step){.bytes = done, .length = sizeof(done)};
    step_count = 2;
    open_channel(WDM_PROTOCOL_MBIM, false);
    channel.observer = (struct wdm_observer){note, &seen};
    expect_message("CLOSE", close, length);
    assert_true(wdm_channel_send(&channel, done, sizeof(done), WDM_SECOND, &error));
    expect_seen(&seen, 0, false, WDM_PROTOCOL_MBIM, "02 00 00 00 0c 00 00 00 01 00 00 00", 0);
    expect_seen(&seen, 1, true, WDM_PROTOCOL_MBIM, OPEN_DONE, 0);
}

/* ---- Odds and ends */

static void another_protocol(void **state)
{
    (void)state;
    uint8_t bytes[64];
    struct wdm_span message;
    struct wdm_error error;
    size_t length = bytes_of_hex(CTL_SYNC OPEN_DONE, bytes, sizeof(bytes));
    begin_steps();
    read_gives(bytes, length);
    open_channel(WDM_PROTOCOL_QMI, true);
    assert_true(wdm_channel_receive(&channel, &message, 0, &error));
    wdm_channel_speak(&channel, WDM_PROTOCOL_MBIM);
    expect_message("left over", bytes + 24, 16);
    assert_int_equal(channel.dropped, 0);
}

/* The largest QMUX message there can be, in reads of 4096. */
static void largest_message(void **state)
{
    (void)state;
    static uint8_t bytes[65536];
    static uint8_t tlvs[65535 - 12];
    struct wdm_qmux qmux = {
        .from_modem = true, .service = 2, .kind = WDM_QMI_RESPONSE, .tlvs = {tlvs, sizeof(tlvs)}};
    struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
    wdm_qmux_write(&writer, &qmux);
    assert_false(writer.failed);
    begin_steps();
    for (size_t done = 0; done < sizeof(bytes); done += 4096)
        read_gives(bytes + done, 4096);
    open_channel(WDM_PROTOCOL_QMI, true);
    expect_message("largest", bytes, sizeof(bytes));
    assert_int_equal(channel.dropped, 0);
}

/* Any bytes whatever: every one is in a message, dropped or waiting. */
static void nothing_is_lost(void **state)
{
    (void)state;
    static const uint8_t likely[] = {0x00, 0x01, 0x02, 0x03, 0x07, 0x80, 0x0c, 0x10, 0x30};
    static uint8_t bytes[4096];
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1103515245 + 12345;
            bytes[i] = likely[(seed >> 16) % COUNT(likely)];
        }
        begin_steps();
        for (size_t done = 0; done < sizeof(bytes); done += 64)
            read_gives(bytes + done, 64);
        open_channel(round & 1 ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI, (round & 2) != 0);
        struct wdm_span message;
        struct wdm_error error;
        uint64_t total = 0;
        while (wdm_channel_receive(&channel, &message, 0, &error))
            total += message.length;
        assert_true(error.kind == WDM_DEADLINE || error.kind == WDM_PROTOCOL);
        assert_true(wdm_script_done(&script));
        assert_true(total + channel.dropped + (channel.end - channel.start) == sizeof(bytes));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(garbage),
        cmocka_unit_test(late_qmi),
        cmocka_unit_test(malformed_but_framed),
        cmocka_unit_test(unfinished_is_a_protocol_error),
        cmocka_unit_test(flood),
        cmocka_unit_test(observer_sees_everything_once),
        cmocka_unit_test(observer_of_the_other_end),
        cmocka_unit_test(another_protocol),
        cmocka_unit_test(largest_message),
        cmocka_unit_test(nothing_is_lost),
    };
    return cmocka_run_group_tests_name("channel", tests, NULL, NULL);
}
