/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The explainer on whole captures: fixtures, sessions with the simulator, more than it
 * can remember, and damage. Reads fixtures/. */
#include "capture_support.h"
#include "explain_play.h"

#include <stdio.h>
#include <string.h>

#include "wdm/modem.h"
#include "wdm/sim.h"

static struct findings findings;
static struct events events;

/* ---- Fixtures */

static const struct {
    const char *name, *suffix, *findings;
} fixtures[] = {
    {"em7355-allocate-cid", ".txt",
     "problem silence 3: answered nothing (1 message of raw QMI in vain): the port probably speaks "
     "MBIM"},
    {"em7355-qmicli-verbose", ".log", "problem silence 11: wdmctl -m mbim"},
    {"em7355-fcc-auth", ".txt", "notice client 4: client id 20 of dms is used"},
    {"em7355-usb-composition", ".txt", "notice unasked 3: dms swi-get-usb-composition #6"},
    {"em7455-wrong-length", ".txt",
     "problem length 11: the header announced 61 bytes where 65 were sent\n"
     "problem error 12: answered with LengthMismatch (3): the length in the header is not that of "
     "the message, because the header announced 61 bytes where 65 were sent\n"
     "notice client 8: not released in this capture: dms 3"},
    {"sim-mbimcli-radio-state", ".log", ""},
    {"sim-qmicli-operating-mode", ".log", ""},
};

static void test_fixtures(void **state)
{
    (void)state;
    static char text[65536];
    for (size_t i = 0; i < COUNT(fixtures); i++) {
        size_t length = fixture_text(fixtures[i].name, fixtures[i].suffix, text, sizeof(text));
        read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)text, length, 0);
        explain_play_begin(&findings, NULL);
        for (size_t at = 0; at < events.count; at++)
            explain_play_see(&events.list[at]);
        explain_play_end();
        assert_findings(fixtures[i].name, &findings, fixtures[i].findings);
    }
}

static void test_because(void **state)
{
    (void)state;
    static char text[65536];
    size_t length = fixture_text("em7455-wrong-length", ".txt", text, sizeof(text));
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)text, length, 0);
    explain_play_begin(&findings, NULL);
    for (size_t at = 0; at < events.count; at++)
        explain_play_see(&events.list[at]);
    explain_play_end();
    assert_int_equal(findings.list[0].finding.because, 0);
    assert_int_equal(findings.list[1].finding.because, findings.list[0].finding.number);
    assert_true(findings.list[1].finding.from_modem);
    assert_int_equal(findings.counts.messages, 8);
    assert_int_equal(findings.counts.requests, 4);
    assert_int_equal(findings.counts.answers, 4);
    assert_int_equal(findings.counts.problems, 2);
    assert_int_equal(findings.counts.notices, 1);
}

/* ---- Sessions with the simulator, recorded in memory */

static struct wdm_sim_port sim;
static struct wdm_modem modem;
static uint64_t number;

static void record(void *context, bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes,
                   size_t length, wdm_time when)
{
    (void)context;
    const struct wdm_captured captured = {
        .kind = WDM_CAPTURED_MESSAGE,
        .from_modem = from_modem,
        .protocol = protocol,
        .timed = true,
        .when = when * 1000,
        .number = ++number,
        .bytes = {bytes, length},
        .announced = length,
    };
    explain_play_see(&captured);
}

static const struct {
    const char *specification;
    int rule; /* of what is found; -1: nothing */
    bool problem;
} sessions[] = {
    {"em7355", -1, false},
    {"em7355,unlocked", WDM_EXPLAIN_ERROR, false}, /* NoEffect */
    {"em7355,frag=64", -1, false},
    {"em7355,split=3,merge", -1, false},
    /* An indication before the answer that gives the client id. */
    {"em7355,noise", WDM_EXPLAIN_CLIENT, false},
    {"em7355,dup=3", WDM_EXPLAIN_UNASKED, true},
};

static void test_sessions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sessions); i++) {
        struct wdm_error error;
        struct wdm_unlock_report report;
        const struct wdm_unlock_options options = {.method = WDM_UNLOCK_AUTO};
        if (!wdm_sim_port_open(&sim, sessions[i].specification, &error))
            fail_msg("%s: %s", sessions[i].specification, error.what);
        wdm_time deadline = wdm_port_now(&sim.port) + 60 * WDM_SECOND;
        number = 0;
        explain_play_begin(&findings, NULL);
        wdm_modem_init(&modem, &sim.port);
        modem.channel.observer = (struct wdm_observer){record, NULL};
        bool done = wdm_modem_open(&modem, WDM_MODE_MBIM, deadline, &error) &&
                    wdm_unlock(&modem, &options, &report, deadline, &error) &&
                    wdm_modem_close(&modem, deadline, &error);
        if (!done)
            fail_msg("%s: %s", sessions[i].specification, error.what);
        explain_play_end();
        assert_true(findings.counts.requests >= 5);
        if (findings.count != (sessions[i].rule < 0 ? 0 : 1))
            fail_msg("%s: %zu findings, the first: %s", sessions[i].specification, findings.count,
                     findings.list[0].what);
        if (sessions[i].rule < 0)
            continue;
        assert_int_equal(findings.list[0].finding.rule, sessions[i].rule);
        assert_int_equal(findings.list[0].finding.problem, sessions[i].problem);
    }
}

/* ---- More than is remembered */

static void test_many_ports(void **state)
{
    (void)state;
    explain_play_begin(&findings, NULL);
    for (unsigned i = 1; i <= WDM_EXPLAIN_PORTS + 2; i++) {
        char lines[128];
        (void)snprintf(lines, sizeof(lines), "on %u 0\n> open 1 4096\n< opened 1 0\n> cmd 2 3 0 -",
                       i);
        explain_play(lines);
    }
    /* The first two gave way, with what they waited for. */
    assert_findings("many ports", &findings,
                    "problem unanswered 3: until too many others were seen\n"
                    "problem unanswered 6: until too many others were seen");
    explain_play_end();
    assert_int_equal(findings.count, WDM_EXPLAIN_PORTS + 2);
    assert_int_equal(findings.counts.unanswered, WDM_EXPLAIN_PORTS + 2);
}

/* A command in fragments is one request: whole, answered before it is, or never whole. */
static void test_fragments_counted(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        uint64_t requests, answers, unanswered;
    } rows[] = {
        {"> frag 4 0\n", 1, 0, 1},
        {"> frag 4 0\n> frag 4 0\n", 2, 0, 2},
        {"> frag 4 0\n< error 4 3\n", 1, 1, 0},
        {"> frag 4 0\n> frag 4 1\n> frag 4 2\n> frag 4 3\n> frag 4 4\n> frag 4 5\n", 1, 0, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        explain_play_begin(&findings, NULL);
        explain_play(rows[i].lines);
        explain_play_end();
        assert_int_equal(findings.counts.requests, rows[i].requests);
        assert_int_equal(findings.counts.answers, rows[i].answers);
        assert_int_equal(findings.counts.unanswered, rows[i].unanswered);
    }
}

/* More requests than can wait: the oldest are told. */
static void test_many_requests(void **state)
{
    (void)state;
    explain_play_begin(&findings, NULL);
    explain_play("> open 1 4096\n< opened 1 0");
    for (unsigned i = 1; i <= WDM_EXCHANGE_REQUESTS + 2; i++) {
        char line[64];
        (void)snprintf(line, sizeof(line), "> cmd %u 3 0 -", i + 1);
        explain_play(line);
    }
    assert_findings("many requests", &findings,
                    "problem unanswered 3: basic-connect radio-state query #2 was never answered\n"
                    "problem unanswered 4: very many came after it");
}

/* Past what fits no use is judged; what was released makes room. */
static void test_many_clients(void **state)
{
    (void)state;
    explain_play_begin(&findings, NULL);
    for (unsigned i = 1; i <= WDM_EXPLAIN_CLIENTS + 1; i++) {
        char lines[256];
        (void)snprintf(lines, sizeof(lines),
                       "> qmi 0 0 q %u 22 01010002\n< qmi 0 0 r %u 22 0204000000000001020002%02x",
                       i, i, i);
        explain_play(lines);
    }
    explain_play("> qmi 2 65 q 1 2d -\n< qmi 2 65 r 1 2d 02040000000000\n"
                 "> qmi 2 99 q 1 2d -\n< qmi 2 99 r 1 2d 02040000000000\n< qmi 2 98 i 1 1 -");
    assert_int_equal(findings.count, 0);
    explain_play_end();
    assert_int_equal(findings.count, 1);
    assert_non_null(strstr(findings.list[0].what, "64 client ids were allocated"));
    explain_play_begin(&findings, NULL);
    for (unsigned i = 1; i <= 3 * WDM_EXPLAIN_CLIENTS; i++) {
        char lines[256];
        (void)snprintf(lines, sizeof(lines),
                       "> qmi 0 0 q 1 22 01010002\n< qmi 0 0 r 1 22 0204000000000001020002%02x\n"
                       "> qmi 0 0 q 2 23 01020002%02x\n< qmi 0 0 r 2 23 0204000000000001020002%02x",
                       i, i, i);
        explain_play(lines);
    }
    explain_play("> qmi 2 200 q 1 2d -\n< qmi 2 200 r 1 2d 02040000000000");
    explain_play_end();
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.list[0].finding.rule, WDM_EXPLAIN_CLIENT);
}

/* ---- Damage */

static void check_words(const struct found *found)
{
    assert_true(found->finding.rule < WDM_EXPLAIN_RULES);
    assert_true(found->what[0] != '\0');
    for (const char *at = found->what; *at; at++)
        assert_true(*at >= ' ' && *at < 0x7f && *at != '\n');
}

/* Every fixture with a byte inverted, or cut, at every place. */
static void test_damage(void **state)
{
    (void)state;
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    static struct fixture fixture;
    size_t count = fixture_list(names);
    for (size_t i = 0; i < count; i++) {
        fixture_read(&fixture, names[i]);
        for (size_t at = 0; at < 2 * fixture.length; at++) {
            explain_play_begin(&findings, NULL);
            for (size_t m = 0; m < fixture.count; m++) {
                uint8_t bytes[1024];
                struct fixture_message *message = &fixture.messages[m];
                size_t length = message->bytes.length;
                size_t begin = (size_t)(message->bytes.bytes - fixture.bytes);
                assert_true(length <= sizeof(bytes));
                memcpy(bytes, message->bytes.bytes, length);
                if (at / 2 >= begin && at / 2 < begin + length && at % 2 == 0)
                    bytes[at / 2 - begin] ^= 0xff;
                else if (at / 2 >= begin && at / 2 < begin + length)
                    length = at / 2 - begin;
                const struct wdm_captured captured = {.from_modem = message->from_modem,
                                                      .protocol = message->protocol,
                                                      .number = m + 1,
                                                      .bytes = {bytes, length},
                                                      .announced = length};
                explain_play_see(&captured);
            }
            explain_play_end();
            for (size_t f = 0; f < findings.count; f++)
                check_words(&findings.list[f]);
            assert_int_equal(findings.counts.messages, fixture.count);
            assert_true(findings.counts.problems + findings.counts.notices == findings.count);
        }
    }
}

/* ---- Codes and names */

static void test_codes(void **state)
{
    (void)state;
    static const struct {
        enum wdm_error_list list;
        uint32_t code;
        bool known, remedy, expected;
    } rows[] = {
        {WDM_CODE_QMI, 5, true, true, false},
        {WDM_CODE_QMI, 94, true, false, true},
        {WDM_CODE_QMI, 0xf001, false, false, false},
        {WDM_CODE_MBIM_STATUS, 5, true, true, true},
        {WDM_CODE_MBIM_STATUS, 2, true, false, false},
        {WDM_CODE_MBIM_STATUS, 99, false, false, false},
        {WDM_CODE_MBIM_FUNCTION, 3, true, true, false},
        {WDM_CODE_MBIM_FUNCTION, 9, false, false, false},
        {WDM_CODE_ERRNO, 5, false, false, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *remedy;
        bool expected;
        const char *meaning = wdm_explain_code(rows[i].list, rows[i].code, &remedy, &expected);
        assert_int_equal(meaning != NULL, rows[i].known);
        assert_int_equal(remedy != NULL, rows[i].remedy);
        assert_int_equal(expected, rows[i].expected);
    }
    /* What is explained has a name: the numbers are those of the catalogue. */
    static const struct {
        enum wdm_error_list list;
        const char *name, *meaning;
    } names[] = {
        {WDM_CODE_QMI, "AuthenticationFailed", "authentication failed"},
        {WDM_CODE_QMI, "PinBlocked", "blocked"},
        {WDM_CODE_QMI, "UimUninitialized", "SIM is not ready"},
        {WDM_CODE_QMI, "NoEntry", "no such entry"},
        {WDM_CODE_QMI, "InsufficientResources", "resources"},
        {WDM_CODE_QMI, "Disabled", "disabled"},
        {WDM_CODE_QMI, "InformationUnavailable", "does not know"},
        {WDM_CODE_QMI, "OperationPartialFailure", "part of it"},
        {WDM_CODE_QMI, "SimFileNotFound", "file"},
        {WDM_CODE_QMI, "AccessDenied", "denied"},
        {WDM_CODE_QMI, "HardwareRestricted", "hardware switch"},
        {WDM_CODE_QMI, "IncompatibleState", "state"},
        {WDM_CODE_QMI, "NoRadio", "radio"},
        {WDM_CODE_QMI, "NotSupported", "support"},
        {WDM_CODE_QMI, "NoSim", "no SIM"},
        {WDM_CODE_MBIM_STATUS, "PinRequired", "waits for its PIN"},
        {WDM_CODE_MBIM_STATUS, "PacketServiceDetached", "detached"},
        {WDM_CODE_MBIM_STATUS, "RadioPowerOff", "radio is off"},
        {WDM_CODE_MBIM_STATUS, "OperationNotAllowed", "not allowed"},
        {WDM_CODE_MBIM_STATUS, "ContextNotSupported", "context"},
    };
    size_t found = 0;
    for (uint32_t code = 0; code < 256; code++) {
        for (size_t i = 0; i < 2; i++) {
            enum wdm_error_list list = i == 0 ? WDM_CODE_QMI : WDM_CODE_MBIM_STATUS;
            const char *remedy;
            bool expected;
            size_t length = 0;
            const char *meaning = wdm_explain_code(list, code, &remedy, &expected);
            const char *name = list == WDM_CODE_QMI ? wdm_qmi_error_name(code, &length)
                                                    : wdm_mbim_status_name(code, &length);
            assert_true(!meaning || name);
            for (size_t n = 0; n < COUNT(names) && name; n++) {
                if (names[n].list != list || strlen(names[n].name) != length ||
                    memcmp(name, names[n].name, length) != 0)
                    continue;
                if (!meaning || !strstr(meaning, names[n].meaning))
                    fail_msg("%s: '%s'", names[n].name, meaning ? meaning : "");
                found++;
            }
        }
    }
    assert_int_equal(found, COUNT(names));
    for (size_t i = 0; i < WDM_EXPLAIN_RULES; i++) {
        for (size_t other = 0; other < i; other++)
            assert_string_not_equal(wdm_explain_rule_name((enum wdm_explain_rule)i),
                                    wdm_explain_rule_name((enum wdm_explain_rule)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixtures),
        cmocka_unit_test(test_because),
        cmocka_unit_test(test_sessions),
        cmocka_unit_test(test_many_ports),
        cmocka_unit_test(test_fragments_counted),
        cmocka_unit_test(test_many_requests),
        cmocka_unit_test(test_many_clients),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
