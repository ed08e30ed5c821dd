/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A recorded host that speaks again: to the modem it spoke with, to another, and to ones
 * of which each read and write fails in turn. What it took is given back. */
#include "wdm/replay.h"

#include <stdio.h>
#include <string.h>

#include "recording_support.h"
#include "virtual_port.h"
#include "wdm/compare.h"
#include "wdm/modem.h"

#define TIMEOUT (6 * WDM_SECOND)
#define GRACE   (250 * WDM_MILLISECOND)

static struct virtual_port port;
static struct wdm_modem modem;
static struct wdm_recording recording;
static struct wdm_replay replay;
static struct wdm_channel channel;
static struct wdm_comparison comparison;

/* ---- Recording an unlock */

static char trace[65536];
static size_t trace_length;

static void seen(void *context, bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes,
                 size_t length, wdm_time when)
{
    (void)context;
    (void)protocol;
    (void)when;
    assert_true(trace_length + 3 * length + 2 < sizeof(trace));
    trace[trace_length++] = from_modem ? '<' : '>';
    for (size_t i = 0; i < length; i++)
        trace_length += (size_t)snprintf(trace + trace_length, sizeof(trace) - trace_length,
                                         " %02x", (unsigned)bytes[i]);
    trace[trace_length++] = '\n';
    trace[trace_length] = '\0';
}

static void record(const char *specification)
{
    struct wdm_unlock_options options = {.no_verify = false};
    struct wdm_unlock_report report;
    struct wdm_error error;
    wdm_time deadline;
    virtual_open(&port, specification);
    deadline = port.clock + TIMEOUT;
    trace_length = 0;
    wdm_modem_init(&modem, &port.port);
    modem.channel.observer = (struct wdm_observer){.seen = seen};
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, deadline, &error));
    assert_true(wdm_unlock(&modem, &options, &report, deadline, &error));
    assert_true(wdm_modem_close(&modem, deadline, &error));
    recording_of(&recording, trace);
}

/* ---- Playing it */

static struct {
    size_t sent, answered, silent, left_out, differences;
} counted;

static void on_sending(void *context, uint32_t request)
{
    assert_ptr_equal(context, &counted);
    assert_int_equal(recording.messages[request].role, WDM_EXCHANGE_REQUEST);
    counted.sent++;
}

static void on_answered(void *context, uint32_t request, const struct wdm_description *answer)
{
    struct wdm_description before;
    (void)context;
    counted.answered += answer != NULL;
    counted.silent += answer == NULL;
    if (!answer || recording.messages[request].partner == WDM_RECORDED_NONE)
        return;
    wdm_recorded_describe(&recording, recording.messages[request].partner, NULL, &before);
    counted.differences += wdm_compare(&comparison, &before, answer) > 0;
}

static void on_left_out(void *context, uint32_t request, const char *why)
{
    (void)context;
    (void)request;
    assert_true(strlen(why) > 0);
    counted.left_out++;
}

struct outcome {
    bool done, finished;
    enum wdm_error_class kind;
    size_t calls_before_finish;
    size_t calls;
};

static struct outcome play(wdm_time timeout)
{
    struct outcome outcome = {.kind = WDM_NO_ERROR};
    struct wdm_error error;
    wdm_time deadline = port.clock + timeout;
    port.latest = deadline;
    port.calls = 0;
    port.signalled = 0;
    port.port.interrupted = &port.signalled;
    memset(&counted, 0, sizeof(counted));
    wdm_error_clear(&error);
    wdm_channel_init(&channel, &port.port, WDM_PROTOCOL_MBIM);
    wdm_replay_init(&replay, &recording, &channel);
    replay.answer_timeout = WDM_SECOND;
    replay.sending = on_sending;
    replay.answered = on_answered;
    replay.left_out = on_left_out;
    replay.context = &counted;
    outcome.done = wdm_replay_run(&replay, deadline, &error);
    if (!outcome.done) {
        outcome.kind = error.kind;
        assert_true(error.what[0] != '\0');
    }
    outcome.calls_before_finish = port.calls;
    assert_true(port.clock <= deadline);
    if (port.latest < port.clock + GRACE || outcome.kind == WDM_INTERRUPTED)
        port.latest = port.clock + GRACE;
    wdm_error_clear(&error);
    outcome.finished = wdm_replay_finish(&replay, port.latest, &error);
    assert_int_equal(outcome.finished, error.kind == WDM_NO_ERROR);
    assert_true(port.clock <= port.latest);
    assert_int_equal(replay.client_count, 0);
    assert_false(replay.opened);
    outcome.calls = port.calls;
    return outcome;
}

static void check_given_back(const char *what)
{
    if (wdm_sim_clients_left(&port.sim) > 0)
        fail_msg("%s: a client id is lost", what);
    if (port.sim.opened)
        fail_msg("%s: not closed", what);
}

static void test_same(void **state)
{
    (void)state;
    static const struct {
        const char *recorded, *played;
        size_t differences;
    } rows[] = {
        {"em7355", "em7355", 0},
        {"em7355", "em7355,frag=64", 0},
        {"em7355", "em7355,noise", 0},
        {"em7355", "em7355,delay=300", 0},
        {"em7355", "em7355,unlocked", 5},
        {"em7355-qmi", "em7355-qmi", 0},
        {"em7355-qmi", "em7355-qmi,split=3,noise", 0},
        {"em7355-qmi", "em7355-qmi,unlocked", 3},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        record(rows[i].recorded);
        virtual_open(&port, rows[i].played);
        struct outcome outcome = play(TIMEOUT);
        if (!outcome.done || !outcome.finished || counted.differences != rows[i].differences)
            fail_msg("%s on %s: %zu differences", rows[i].recorded, rows[i].played,
                     counted.differences);
        assert_int_equal(counted.answered, counted.sent);
        check_given_back(rows[i].played);
    }
}

/* ---- Recordings by hand */

#define DMS_MODE(client, transaction) "> " DMS_REQUEST(client, transaction, "2d00") "\n"
#define DMS_ONLINE(client, transaction)                                                            \
    "< " DMS_ANSWER(client, transaction, "2d00") SUCCESS "01 0100 01 11 0100 00\n"

static void test_by_hand(void **state)
{
    (void)state;
    static const struct {
        const char *name, *specification, *script;
        bool in_mbim;
        bool done;
        enum wdm_error_class kind;
        size_t answered, silent, left_out, differences;
    } rows[] = {
        {"begins in the middle", "em7355", DMS_MODE("09", "0500") DMS_ONLINE("09", "0500"), true,
         true, WDM_NO_ERROR, 1, 0, 0, 0},
        {"raw, in the middle", "em7355-qmi", DMS_MODE("09", "0500") DMS_ONLINE("09", "0500"), false,
         true, WDM_NO_ERROR, 1, 0, 0, 0},
        {"two client ids of a service, one not given back", "em7355-qmi",
         "> " ALLOCATE("01") "< " ALLOCATED("01", "07") "> " ALLOCATE("02") "< " ALLOCATED(
             "02", "08") DMS_MODE("08", "0100")
             DMS_ONLINE("08", "0100") "> " RELEASE("03", "08") "< " RELEASED("03", "08")
                 DMS_MODE("07", "0200") DMS_ONLINE("07", "0200"),
         false, true, WDM_NO_ERROR, 5, 0, 0, 0},
        {"gives back what it did not take", "em7355-qmi",
         "> " RELEASE("03", "08") "< " RELEASED("03", "08"), false, true, WDM_NO_ERROR, 1, 0, 0, 0},
        {"was not answered, and is now", "em7355-qmi", "> " ALLOCATE("01"), false, true,
         WDM_NO_ERROR, 1, 0, 0, 0},
        {"is not answered either", "silent",
         OPEN("01000000") OPEN_DONE("01000000")
             COMMAND("02000000", UUID_BASIC_CONNECT, "03000000", "00000000") "\n",
         false, true, WDM_NO_ERROR, 1, 1, 0, 0},
        {"no client ids", "em7355-qmi,busy", DMS_MODE("09", "0500") DMS_ONLINE("09", "0500"), false,
         true, WDM_NO_ERROR, 0, 0, 1, 0},
        {"carries no QMI", "mbim-only", DMS_MODE("09", "0500") DMS_ONLINE("09", "0500"), true, true,
         WDM_NO_ERROR, 0, 0, 1, 0},
        {"silent", "silent",
         OPEN("01000000") OPEN_DONE("01000000")
             COMMAND("02000000", UUID_BASIC_CONNECT, "03000000", "00000000") "\n" COMMAND_DONE(
                 "02000000", UUID_BASIC_CONNECT, "03000000", "00000000") "0100000001000000\n",
         false, false, WDM_DEADLINE, 1, 0, 0, 0},
        {"the length was wrong", "em7355",
         OPEN("01000000") OPEN_DONE(
             "01000000") "> 03000000 3d000000 02000000 01000000 00000000 " UUID_BASIC_CONNECT
                         "03000000 00000000 00000000\n" FUNCTION_ERROR("02000000", "03000000"),
         false, true, WDM_NO_ERROR, 2, 0, 0, 0},
        {"what a proxy was told", "em7355",
         OPEN("01000000") OPEN_DONE("01000000")
             COMMAND("02000000", "838cf7fb8d0d4d7f871ed71dbefbb39b ", "01000000",
                     "01000000") "\n" CLOSE("03000000") CLOSE_DONE("03000000"),
         false, true, WDM_NO_ERROR, 2, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].in_mbim)
            recording_of_script_in_mbim(&recording, rows[i].script);
        else
            recording_of_script(&recording, rows[i].script);
        virtual_open(&port, rows[i].specification);
        struct outcome outcome = play(TIMEOUT);
        if (outcome.done != rows[i].done || outcome.kind != rows[i].kind || !outcome.finished ||
            counted.answered != rows[i].answered || counted.silent != rows[i].silent ||
            counted.left_out != rows[i].left_out || counted.differences != rows[i].differences)
            fail_msg("%s: %s, %zu answered, %zu silent, %zu left out, %zu different", rows[i].name,
                     wdm_error_class_name(outcome.kind), counted.answered, counted.silent,
                     counted.left_out, counted.differences);
        check_given_back(rows[i].name);
    }
}

/* OPEN says no more than the port carries, and large requests are cut to it. */
static void test_small_port(void **state)
{
    (void)state;
    record("em7355");
    virtual_open(&port, "em7355");
    port.port.max_message = 64;
    struct outcome outcome = play(TIMEOUT);
    assert_true(outcome.done && outcome.finished);
    assert_int_equal(port.sim.max_control, 64);
    assert_int_equal(counted.differences, 0);
    check_given_back("a small port");
}

/* ---- Faults */

static const char *const flows[] = {
    "em7355", "em7355,noise", "em7355,frag=64", "em7355,delay=60", "em7355-qmi", "em7355-qmi,noise",
};

static bool may_end(enum virtual_fault fault, enum wdm_error_class kind)
{
    switch (fault) {
    case VIRTUAL_GONE:
        return kind == WDM_GONE;
    case VIRTUAL_INTERRUPTED:
        return kind == WDM_INTERRUPTED;
    default:
        return kind == WDM_NO_ERROR || kind == WDM_DEADLINE || kind == WDM_PROTOCOL ||
               kind == WDM_REFUSED;
    }
}

static void test_each_call(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(flows); i++) {
        record(strstr(flows[i], "qmi") ? "em7355-qmi" : "em7355");
        virtual_open(&port, flows[i]);
        size_t calls = play(TIMEOUT).calls;
        for (int fault = VIRTUAL_DEADLINE; fault < VIRTUAL_FAULTS; fault++) {
            for (size_t at = 1; at <= calls; at++) {
                char what[96];
                virtual_open(&port, flows[i]);
                port.fault = (enum virtual_fault)fault;
                port.fault_at = at;
                struct outcome outcome = play(TIMEOUT);
                (void)snprintf(what, sizeof(what), "%s, call %zu %s", flows[i], at,
                               virtual_fault_name(port.fault));
                bool early = at <= outcome.calls_before_finish;
                if (early && !may_end(port.fault, outcome.kind))
                    fail_msg("%s: ends with %s", what, wdm_error_class_name(outcome.kind));
                bool closing_was_lost =
                    !early && port.fault_was_write && port.fault != VIRTUAL_INTERRUPTED;
                if (!port.gone && !closing_was_lost)
                    check_given_back(what);
            }
        }
    }
}

/* A recording that is damaged in any way is played without harm. */
static void test_damaged(void **state)
{
    (void)state;
    static char copy[sizeof(trace)];
    struct wdm_error error;
    record("em7355");
    for (size_t i = 0; i < trace_length; i += 7) {
        memcpy(copy, trace, trace_length);
        copy[i] = copy[i] == 'f' ? '0' : 'f';
        if (!recording_load(&recording, copy, i % 2 ? trace_length : i, &error))
            continue;
        virtual_open(&port, recording.protocol == WDM_PROTOCOL_QMI ? "em7355-qmi" : "em7355");
        play(100 * WDM_SECOND);
        if (port.sim.opened || wdm_sim_clients_left(&port.sim) > 0)
            fail_msg("byte %zu: not given back", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),       cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_small_port), cmocka_unit_test(test_each_call),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
