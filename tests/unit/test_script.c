/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The scripted port with its virtual time. */
#include "support.h"

#include <string.h>

#include "wdm/port.h"

static const uint8_t ab[] = {0xaa, 0xbb};
static const uint8_t abc[] = {0xaa, 0xbb, 0xcc};
static const uint8_t first_byte_only[] = {0xff, 0x00};

#define EXPECT(what)                                                                               \
    {                                                                                              \
        .kind = WDM_SCRIPT_EXPECT, .bytes = (what), .length = sizeof(what)                         \
    }
#define SEND(what)                                                                                 \
    {                                                                                              \
        .kind = WDM_SCRIPT_SEND, .bytes = (what), .length = sizeof(what)                           \
    }
#define SEND_AFTER(what, time)                                                                     \
    {                                                                                              \
        .kind = WDM_SCRIPT_SEND, .bytes = (what), .length = sizeof(what), .after = (time)          \
    }

enum action { READ, WRITE_AB, WRITE_ABC };

/* One call, what comes of it, and the time afterwards. */
struct call {
    enum action action;
    wdm_time deadline;
    enum wdm_error_class result;
    size_t count; /* of a read that succeeds */
    wdm_time clock;
};

static const struct {
    const char *name;
    struct wdm_script_step steps[5];
    size_t step_count;
    struct call calls[6];
    size_t call_count;
    bool failed, done;
} cases[] = {
    {"nothing said", {EXPECT(ab)}, 1, {{READ, 0, WDM_DEADLINE, 0, 0}}, 1, false, false},
    {"asked and answered",
     {EXPECT(ab), SEND(abc)},
     2,
     {{WRITE_AB, 10, 0, 0, 0}, {READ, 10, 0, 3, 0}},
     2,
     false,
     true},
    {"an answer that takes time",
     {EXPECT(ab), SEND_AFTER(abc, 7)},
     2,
     {{WRITE_AB, 10, 0, 0, 0}, {READ, 10, 0, 3, 7}, {READ, 10, WDM_DEADLINE, 0, 10}},
     3,
     false,
     true},
    {"an answer that takes too long, and is read later",
     {EXPECT(ab), SEND_AFTER(abc, 7)},
     2,
     {{WRITE_AB, 10, 0, 0, 0}, {READ, 6, WDM_DEADLINE, 0, 6}, {READ, 7, 0, 3, 7}},
     3,
     false,
     true},
    {"due exactly at the deadline", {SEND_AFTER(ab, 5)}, 1, {{READ, 5, 0, 2, 5}}, 1, false, true},
    {"time never goes back",
     {SEND_AFTER(ab, 5)},
     1,
     {{READ, 5, 0, 2, 5}, {READ, 3, WDM_DEADLINE, 0, 5}},
     2,
     false,
     true},
    {"reading waits for no writing",
     {EXPECT(ab), SEND(abc)},
     2,
     {{READ, 4, WDM_DEADLINE, 0, 4}, {WRITE_AB, 9, 0, 0, 4}, {READ, 9, 0, 3, 4}},
     3,
     false,
     true},
    {"wrong bytes",
     {EXPECT(abc), SEND(abc)},
     2,
     {{WRITE_AB, 10, WDM_GONE, 0, 0}, {READ, 10, WDM_GONE, 0, 0}},
     2,
     true,
     false},
    {"too many bytes", {EXPECT(ab)}, 1, {{WRITE_ABC, 10, WDM_GONE, 0, 0}}, 1, true, false},
    {"written where nothing more comes",
     {EXPECT(ab)},
     1,
     {{WRITE_AB, 10, 0, 0, 0}, {WRITE_AB, 10, WDM_GONE, 0, 0}},
     2,
     true,
     false},
    {"written where a read is due",
     {SEND_AFTER(ab, 5)},
     1,
     {{WRITE_AB, 10, WDM_GONE, 0, 0}},
     1,
     true,
     false},
    {"read for ever", {EXPECT(ab)}, 1, {{READ, WDM_FOREVER, WDM_GONE, 0, 0}}, 1, true, false},
    {"waited for ever, and it comes",
     {SEND_AFTER(ab, 5)},
     1,
     {{READ, WDM_FOREVER, 0, 2, 5}},
     1,
     false,
     true},
    {"gone",
     {EXPECT(ab), {.kind = WDM_SCRIPT_GONE, .after = 3}},
     2,
     {{WRITE_AB, 9, 0, 0, 0},
      {READ, 2, WDM_DEADLINE, 0, 2},
      {READ, 9, WDM_GONE, 0, 3},
      {READ, 9, WDM_GONE, 0, 3},
      {WRITE_AB, 9, WDM_GONE, 0, 3}},
     5,
     false,
     true},
    {"steps behind the end of the world",
     {{.kind = WDM_SCRIPT_GONE}, SEND(ab)},
     2,
     {{READ, 9, WDM_GONE, 0, 0}, {READ, 9, WDM_GONE, 0, 0}},
     2,
     false,
     false},
    {"a pause, then an answer",
     {{.kind = WDM_SCRIPT_PAUSE, .after = 4}, SEND_AFTER(ab, 2)},
     2,
     {{READ, 5, WDM_DEADLINE, 0, 5}, {READ, 9, 0, 2, 6}},
     2,
     false,
     true},
    {"a pause before a write is taken",
     {{.kind = WDM_SCRIPT_PAUSE, .after = 4}, EXPECT(ab)},
     2,
     {{WRITE_AB, 3, WDM_DEADLINE, 0, 3}, {WRITE_AB, 9, 0, 0, 4}},
     2,
     false,
     true},
    {"interrupted once",
     {{.kind = WDM_SCRIPT_INTERRUPT, .after = 4}, EXPECT(ab)},
     2,
     {{READ, 3, WDM_DEADLINE, 0, 3}, {READ, 9, WDM_INTERRUPTED, 0, 4}, {WRITE_AB, 9, 0, 0, 4}},
     3,
     false,
     true},
    {"masked bytes",
     {{.kind = WDM_SCRIPT_EXPECT,
       .bytes = (const uint8_t[]){0xaa, 0x11},
       .length = 2,
       .mask = first_byte_only}},
     1,
     {{WRITE_AB, 9, 0, 0, 0}},
     1,
     false,
     true},
    {"not all masked",
     {{.kind = WDM_SCRIPT_EXPECT,
       .bytes = (const uint8_t[]){0xab, 0x11},
       .length = 2,
       .mask = first_byte_only}},
     1,
     {{WRITE_AB, 9, WDM_GONE, 0, 0}},
     1,
     true,
     false},
    {"steps left over", {EXPECT(ab), SEND(ab)}, 2, {{WRITE_AB, 9, 0, 0, 0}}, 1, false, false},
    {"no steps at all", {{0}}, 0, {{READ, 9, WDM_DEADLINE, 0, 9}}, 1, false, true},
};

static void scripts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wdm_script_port script;
        wdm_script_open(&script, cases[i].steps, cases[i].step_count);
        for (size_t j = 0; j < cases[i].call_count; j++) {
            const struct call *call = &cases[i].calls[j];
            struct wdm_error error;
            uint8_t bytes[8];
            size_t count = 0;
            bool ok;
            wdm_error_clear(&error);
            if (call->action == READ)
                ok = wdm_port_read(&script.port, bytes, sizeof(bytes), &count, call->deadline,
                                   &error);
            else
                ok = wdm_port_write(&script.port, abc, call->action == WRITE_AB ? 2 : 3,
                                    call->deadline, &error);
            if (error.kind != call->result || ok != (call->result == WDM_NO_ERROR) ||
                count != call->count || wdm_port_now(&script.port) != call->clock)
                fail_msg("%s: call %zu: %s, %zu bytes, at %d: %s", cases[i].name, j,
                         wdm_error_class_name(error.kind), count, (int)script.clock, error.what);
            assert_memory_equal(bytes, abc, count);
        }
        if (script.failed != cases[i].failed || wdm_script_done(&script) != cases[i].done)
            fail_msg("%s: %s", cases[i].name, script.problem);
        assert_int_equal(script.problem[0] != '\0', script.failed);
    }
}

/* All of a SEND comes in one read where it fits, and the rest in the next where
 * it does not. */
static void small_reads(void **state)
{
    (void)state;
    static const struct wdm_script_step steps[] = {SEND(abc), SEND(ab)};
    struct wdm_script_port script;
    struct wdm_error error;
    uint8_t bytes[2];
    size_t count;
    wdm_script_open(&script, steps, COUNT(steps));
    assert_true(wdm_port_read(&script.port, bytes, 2, &count, 0, &error));
    assert_hex(bytes, count, "aa bb");
    assert_false(wdm_script_done(&script));
    assert_true(wdm_port_read(&script.port, bytes, 2, &count, 0, &error));
    assert_hex(bytes, count, "cc");
    assert_true(wdm_port_read(&script.port, bytes, 2, &count, 0, &error));
    assert_hex(bytes, count, "aa bb");
    assert_true(wdm_script_done(&script));
}

/* The first problem is kept, and says where. */
static void problem_text(void **state)
{
    (void)state;
    static const struct wdm_script_step steps[] = {EXPECT(ab), EXPECT(ab)};
    static const uint8_t other[] = {0xaa, 0xb0};
    struct wdm_script_port script;
    struct wdm_error error;
    wdm_script_open(&script, steps, COUNT(steps));
    assert_true(wdm_port_write(&script.port, ab, 2, 0, &error));
    assert_false(wdm_port_write(&script.port, other, 2, 0, &error));
    assert_string_equal(script.problem, "step 1: byte 1 written is b0, not bb (mask ff)");
    assert_false(wdm_port_write(&script.port, abc, 3, 0, &error));
    assert_string_equal(script.problem, "step 1: byte 1 written is b0, not bb (mask ff)");
    assert_non_null(strstr(error.what, script.problem));
}

static void interrupted_flag(void **state)
{
    (void)state;
    static const struct wdm_script_step steps[] = {SEND(ab)};
    volatile sig_atomic_t interrupted = 1;
    struct wdm_script_port script;
    struct wdm_error error;
    uint8_t bytes[2];
    size_t count;
    wdm_script_open(&script, steps, COUNT(steps));
    script.port.interrupted = &interrupted;
    assert_false(wdm_port_read(&script.port, bytes, 2, &count, 9, &error));
    assert_int_equal(error.kind, WDM_INTERRUPTED);
    interrupted = 0;
    assert_true(wdm_port_read(&script.port, bytes, 2, &count, 9, &error));
    assert_true(wdm_script_done(&script));
    wdm_port_close(&script.port);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scripts),
        cmocka_unit_test(small_reads),
        cmocka_unit_test(problem_text),
        cmocka_unit_test(interrupted_flag),
    };
    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
