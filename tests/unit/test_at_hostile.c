/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The AT session and what no modem should say: answers split and cut everywhere, lines
 * without end, anything at any time. */
#include "at_play.h"

#include <stdio.h>
#include <string.h>

static struct at_play play;

#define ON      WDM_AT_ECHO_ON
#define OFF     WDM_AT_ECHO_OFF
#define UNKNOWN WDM_AT_ECHO_UNKNOWN

/* ---- Every way to split and to cut a transcript */

static const char transcript[] = "AT+COPS?\r\r\n+CREG: 1\r\n\r\n+COPS: 0,0,\"> Net\"\r\n\r\n^RSSI:9"
                                 "\r\n\r\nOK\r\n";
static const char meaning[] = "u:+CREG: 1|i:+COPS: 0,0,\"> Net\"|u:^RSSI:9|r:OK|";
static const size_t size = sizeof(transcript) - 1;

static void test_split(void **state)
{
    (void)state;
    for (size_t first = 1; first < size; first++) {
        for (size_t second = first + 1; second <= size; second++) {
            at_begin(&play, ON);
            at_add(&play, WDM_SCRIPT_EXPECT, "AT+COPS?\r", 9);
            at_add(&play, WDM_SCRIPT_SEND, transcript, first);
            at_add(&play, WDM_SCRIPT_SEND, transcript + first, second - first);
            if (second < size)
                at_add(&play, WDM_SCRIPT_SEND, transcript + second, size - second);
            assert_true(at_command(&play, "AT+COPS?", NULL));
            at_check_told(&play, "split", meaning);
        }
    }
    at_begin(&play, UNKNOWN);
    at_add(&play, WDM_SCRIPT_EXPECT, "AT+COPS?\r", 9);
    for (size_t i = 0; i < size; i++)
        at_add(&play, WDM_SCRIPT_SEND, transcript + i, 1);
    assert_true(at_command(&play, "AT+COPS?", NULL));
    at_check_told(&play, "a byte at a time", meaning);
}

/* A cut answer is none, but where the result's line has ended. */
static void test_cut(void **state)
{
    (void)state;
    for (size_t length = 0; length <= size; length++) {
        bool whole = length + 1 >= size;
        at_begin(&play, ON);
        at_add(&play, WDM_SCRIPT_EXPECT, "AT+COPS?\r", 9);
        if (length > 0)
            at_add(&play, WDM_SCRIPT_SEND, transcript, length);
        assert_int_equal(at_command(&play, "AT+COPS?", NULL), whole);
        assert_int_equal(play.error.kind, whole ? WDM_NO_ERROR : WDM_DEADLINE);
        assert_int_equal(strncmp(play.told, meaning, strlen(play.told)), 0);
    }
}

static void test_long_lines(void **state)
{
    static char line[3 * WDM_AT_LINE];
    (void)state;
    for (size_t length = WDM_AT_LINE - 1; length <= WDM_AT_LINE + 1; length++) {
        at_begin(&play, OFF);
        memset(line, 'x', length);
        at_add(&play, WDM_SCRIPT_EXPECT, "ATI\r", 4);
        at_add(&play, WDM_SCRIPT_SEND, line, length);
        at_add(&play, WDM_SCRIPT_SEND, "\r\ny\r\nOK\r\n", 9);
        assert_true(at_command(&play, "ATI", NULL));
        assert_int_equal(strstr(play.told, "(cut)|i:y|r:OK|") != NULL, length > WDM_AT_LINE);
        assert_int_equal(strspn(play.told + 2, "x"), length > WDM_AT_LINE ? WDM_AT_LINE : length);
    }
    at_begin(&play, OFF);
    memset(line, 'x', sizeof(line));
    at_add(&play, WDM_SCRIPT_EXPECT, "ATI\r", 4);
    for (int i = 0; i < 20; i++)
        at_add(&play, WDM_SCRIPT_SEND, line, sizeof(line) / 20 * 19);
    assert_false(at_command(&play, "ATI", NULL));
    assert_int_equal(play.error.kind, WDM_DEADLINE);
    memset(line, 'A', sizeof(line));
    line[1] = 'T';
    line[WDM_AT_COMMAND + 1] = '\0';
    at_begin(&play, OFF);
    assert_false(at_command(&play, line, NULL));
    assert_int_equal(play.error.kind, WDM_USAGE);
    line[WDM_AT_COMMAND] = '\0';
    assert_true(wdm_at_check_command(line, &play.error));
}

/* ---- Anything at all */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* A modem that says anything at any time, and takes whatever is written. */
struct noise {
    struct wdm_port port;
    wdm_time clock;
    uint32_t seed;
    size_t reads; /* that still give something */
    char bytes[8000];
    size_t length;
};

static bool noise_write(struct wdm_port *port, const uint8_t *bytes, size_t length,
                        wdm_time deadline, struct wdm_error *failure)
{
    struct noise *noise = (struct noise *)port;
    (void)failure;
    assert_true(length > 0 && length <= WDM_AT_COMMAND + 1 && bytes);
    assert_true(deadline <= LIMIT && noise->clock <= LIMIT);
    return true;
}

static void make_noise(struct noise *noise)
{
    static const char *const pieces[] = {"\r\n",    "\r\nOK\r\n", "OK",    "\r",     "AT+X",
                                         "> ",      "AT",         "ERROR", "+CMT: ", "0\r",
                                         "\r\n> ",  "RING",       "$GP",   "+X: 1",  "\377",
                                         "CONNECT", "hello",      "\033"};
    bool binary = next_random(&noise->seed) % 4 == 0;
    uint32_t count = 1 + next_random(&noise->seed) % (binary ? 7000 : 8);
    for (; count > 0; count--) {
        const char *piece = pieces[next_random(&noise->seed) % COUNT(pieces)];
        if (binary)
            noise->bytes[noise->length++] = (char)(next_random(&noise->seed) & 0x7f);
        else
            noise->length += (size_t)snprintf(noise->bytes + noise->length, 16, "%s", piece);
    }
}

static bool noise_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                       wdm_time deadline, struct wdm_error *failure)
{
    struct noise *noise = (struct noise *)port;
    assert_true(deadline <= LIMIT && noise->clock <= LIMIT && capacity > 0);
    noise->clock += next_random(&noise->seed) % 3 * 100 * WDM_MILLISECOND;
    if (noise->length == 0 && noise->reads > 0 && noise->clock <= deadline) {
        noise->reads--;
        make_noise(noise);
    }
    if (noise->length == 0 || noise->clock > deadline) {
        noise->clock = deadline;
        return wdm_fail(failure, WDM_DEADLINE, "nothing in time");
    }
    *count = noise->length < capacity ? noise->length : capacity;
    memcpy(bytes, noise->bytes, *count);
    noise->length -= *count;
    memmove(noise->bytes, noise->bytes + *count, noise->length);
    return true;
}

static wdm_time noise_now(struct wdm_port *port)
{
    return ((struct noise *)port)->clock;
}

static const struct wdm_port_functions noise_functions = {noise_read, noise_write, noise_now, NULL};

static void test_anything(void **state)
{
    static struct noise noise;
    size_t done = 0;
    (void)state;
    noise.seed = 20240607;
    for (size_t round = 0; round < 6000; round++) {
        bool is_done;
        noise.port = (struct wdm_port){.functions = &noise_functions, .name = "noise"};
        noise.clock = 0;
        noise.reads = next_random(&noise.seed) % 12;
        noise.length = 0;
        play.told[0] = '\0';
        wdm_at_session_init(&play.session, &noise.port);
        play.session.seen = at_seen;
        play.session.context = &play;
        play.session.echo = (enum wdm_at_echo)(next_random(&noise.seed) % 3);
        if (round % 2)
            is_done = wdm_at_synchronise(&play.session, LIMIT, &play.error);
        else
            is_done = wdm_at_command(&play.session, "AT+X", round % 4 ? "hello" : NULL,
                                     &play.result, LIMIT, &play.error);
        assert_true(noise.clock <= LIMIT + WDM_SECOND);
        assert_int_equal(is_done, play.error.kind == WDM_NO_ERROR);
        assert_int_equal(is_done, play.error.what[0] == '\0');
        done += is_done;
    }
    /* It is neither all refused nor all taken. */
    assert_true(done > 1000 && done < 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
