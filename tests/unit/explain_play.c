/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Small exchanges, written as lines, for the explainer. */
#include "explain_play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM ((size_t)4096)

static struct wdm_explainer explainer;
static struct wdm_capture_assembler assembler;
static struct findings *gathered;
static struct wdm_captured here; /* what is told next, but for its bytes */
static uint64_t number;
static size_t missing;

static void gather(void *context, const struct wdm_finding *finding)
{
    struct findings *findings = context;
    assert_true(findings->count < FINDINGS_MAX);
    struct found *found = &findings->list[findings->count++];
    found->finding = *finding;
    assert_non_null(finding->what);
    (void)snprintf(found->what, sizeof(found->what), "%s", finding->what);
    (void)snprintf(found->remedy, sizeof(found->remedy), "%s",
                   finding->remedy ? finding->remedy : "");
}

void explain_play_begin(struct findings *findings, const struct wdm_explain_options *options)
{
    struct wdm_explain_options own = {0};
    if (options)
        own = *options;
    memset(findings, 0, sizeof(*findings));
    memset(&here, 0, sizeof(here));
    gathered = findings;
    number = 0;
    missing = 0;
    own.found = gather;
    own.context = findings;
    wdm_capture_assembler_init(&assembler);
    wdm_explain_init(&explainer, &own);
}

void explain_play_see(const struct wdm_captured *captured)
{
    enum wdm_mbim_assembled assembled = WDM_MBIM_WHOLE;
    struct wdm_span whole = captured->bytes;
    if (captured->kind == WDM_CAPTURED_MESSAGE)
        assembled = wdm_capture_assemble(&assembler, captured, &whole);
    wdm_explain_see(&explainer, captured, assembled, whole);
}

void explain_play_end(void)
{
    wdm_explain_end(&explainer);
    gathered->counts = explainer.counts;
}

/* ---- Lines */

static void tell(enum wdm_captured_kind kind, enum wdm_protocol protocol, struct wdm_span bytes,
                 const char *problem)
{
    struct wdm_captured captured = here;
    captured.kind = kind;
    captured.protocol = protocol;
    captured.bytes = bytes;
    captured.announced = bytes.length + missing;
    captured.number = ++number;
    captured.offset = number * 100;
    captured.problem = problem;
    missing = 0;
    explain_play_see(&captured);
}

static void tell_mbim(struct wdm_mbim_message *message)
{
    uint8_t room[ROOM];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_mbim_write(&out, message);
    assert_false(out.failed);
    tell(WDM_CAPTURED_MESSAGE, WDM_PROTOCOL_MBIM, wdm_written(&out), NULL);
}

/* open, opened, close, closed, error: type and one number. */
static bool play_plain(const char *verb, const char *arguments)
{
    static const struct {
        const char *verb;
        uint32_t type;
    } verbs[] = {
        {"open", WDM_MBIM_OPEN},
        {"opened", WDM_MBIM_OPEN_DONE},
        {"close", WDM_MBIM_CLOSE},
        {"closed", WDM_MBIM_CLOSE_DONE},
        {"error", WDM_MBIM_FUNCTION_ERROR},
        {"hosterror", WDM_MBIM_HOST_ERROR},
    };
    for (size_t i = 0; i < COUNT(verbs); i++) {
        unsigned transaction = 0, value = 0;
        if (strcmp(verb, verbs[i].verb) != 0)
            continue;
        assert_true(sscanf(arguments, "%u %u", &transaction, &value) >= 1);
        struct wdm_mbim_message message = {
            .type = verbs[i].type, .transaction = transaction, .value = value};
        tell_mbim(&message);
        return true;
    }
    return false;
}

static size_t buffer_of(const char *hex, uint8_t *room, size_t capacity)
{
    return strcmp(hex, "-") == 0 ? 0 : bytes_of_hex(hex, room, capacity);
}

/* cmd, done, ind, and those of the extensions. */
static bool play_command(const char *verb, const char *arguments)
{
    bool extension = verb[0] == 'x';
    unsigned transaction = 0, command = 0, value = 0;
    char hex[2048] = "-";
    uint8_t room[1024];
    struct wdm_mbim_message message = {.service = extension ? wdm_mbim_extensions
                                                            : wdm_mbim_basic_connect};
    verb += extension ? 1 : 0;
    if (strcmp(verb, "ind") == 0) {
        assert_true(sscanf(arguments, "%u %2047s", &command, hex) >= 1);
        message.type = WDM_MBIM_INDICATE_STATUS;
    } else if (strcmp(verb, "cmd") == 0 || strcmp(verb, "done") == 0) {
        assert_true(sscanf(arguments, "%u %u %u %2047s", &transaction, &command, &value, hex) >= 3);
        message.type = verb[0] == 'c' ? WDM_MBIM_COMMAND : WDM_MBIM_COMMAND_DONE;
    } else {
        return false;
    }
    message.transaction = transaction;
    message.command = command;
    message.value = value;
    message.buffer = (struct wdm_span){room, buffer_of(hex, room, sizeof(room))};
    tell_mbim(&message);
    return true;
}

static bool play_qmi(const char *verb, const char *arguments)
{
    bool inside = strcmp(verb, "mqmi") == 0;
    unsigned carrier = 0, service, client, transaction, message;
    char kind;
    char hex[2048] = "-";
    uint8_t tlvs[1024];
    uint8_t room[1024];
    int skipped = 0;
    if (!inside && strcmp(verb, "qmi") != 0)
        return false;
    if (inside)
        assert_int_equal(sscanf(arguments, "%u %n", &carrier, &skipped), 1);
    assert_true(sscanf(arguments + skipped, "%u %u %c %u %x %2047s", &service, &client, &kind,
                       &transaction, &message, hex) >= 5);
    const struct wdm_qmux qmux = {
        .from_modem = here.from_modem,
        .service = (uint8_t)service,
        .client = (uint8_t)client,
        .kind = kind == 'q'   ? WDM_QMI_REQUEST
                : kind == 'r' ? WDM_QMI_RESPONSE
                              : WDM_QMI_INDICATION,
        .transaction = (uint16_t)transaction,
        .message = (uint16_t)message,
        .tlvs = {tlvs, buffer_of(hex, tlvs, sizeof(tlvs))},
    };
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_qmux_write(&out, &qmux);
    assert_false(out.failed);
    struct wdm_mbim_message carries = {
        .type = kind == 'q'   ? WDM_MBIM_COMMAND
                : kind == 'r' ? WDM_MBIM_COMMAND_DONE
                              : WDM_MBIM_INDICATE_STATUS,
        .transaction = carrier,
        .service = wdm_mbim_qmi,
        .command = WDM_MBIM_CID_QMI_MSG,
        .value = kind == 'q' ? WDM_MBIM_SET : 0,
        .buffer = wdm_written(&out),
    };
    if (inside)
        tell_mbim(&carries);
    else
        tell(WDM_CAPTURED_MESSAGE, WDM_PROTOCOL_QMI, wdm_written(&out), NULL);
    return true;
}

static enum wdm_protocol protocol_of(const char *name)
{
    return strcmp(name, "mbim") == 0  ? WDM_PROTOCOL_MBIM
           : strcmp(name, "qmi") == 0 ? WDM_PROTOCOL_QMI
                                      : WDM_PROTOCOL_UNKNOWN;
}

static bool play_bytes(const char *verb, const char *arguments)
{
    char name[16];
    char hex[2048];
    uint8_t room[1024];
    unsigned transaction, index;
    if (strcmp(verb, "hex") == 0) {
        assert_int_equal(sscanf(arguments, "%15s %2047[^\n]", name, hex), 2);
        struct wdm_span bytes = {room, bytes_of_hex(hex, room, sizeof(room))};
        enum wdm_protocol protocol = protocol_of(name);
        tell(protocol == WDM_PROTOCOL_UNKNOWN ? WDM_CAPTURED_BYTES : WDM_CAPTURED_MESSAGE, protocol,
             bytes, NULL);
        return true;
    }
    if (strcmp(verb, "frag") != 0)
        return false;
    assert_int_equal(sscanf(arguments, "%u %u", &transaction, &index), 2);
    const struct wdm_mbim_message message = {
        .type = here.from_modem ? WDM_MBIM_COMMAND_DONE : WDM_MBIM_COMMAND,
        .transaction = transaction,
        .service = wdm_mbim_basic_connect,
        .command = 1,
        .buffer = {(const uint8_t[236]){0}, 236},
    };
    struct wdm_writer whole = wdm_writer(room, 512);
    struct wdm_writer out = wdm_writer(room + 512, 512);
    wdm_mbim_write(&whole, &message);
    wdm_mbim_fragment_write(&out, room, whole.length, 64, index);
    assert_false(whole.failed || out.failed);
    tell(WDM_CAPTURED_MESSAGE, WDM_PROTOCOL_MBIM, wdm_written(&out), NULL);
    return true;
}

static void play_event(const char *verb, const char *rest)
{
    const struct wdm_span none = {0};
    char name[16] = "";
    unsigned first = 0, second = 0;
    if (strcmp(verb, "device") == 0) {
        tell(WDM_CAPTURED_DEVICE, WDM_PROTOCOL_UNKNOWN, none, NULL);
    } else if (strcmp(verb, "gone") == 0) {
        tell(WDM_CAPTURED_GONE, WDM_PROTOCOL_UNKNOWN, none, NULL);
    } else if (strcmp(verb, "failed") == 0) {
        tell(WDM_CAPTURED_FAILED, WDM_PROTOCOL_UNKNOWN, none, rest);
    } else if (strcmp(verb, "problem") == 0) {
        tell(WDM_CAPTURED_PROBLEM, WDM_PROTOCOL_UNKNOWN, none, rest);
    } else if (strcmp(verb, "cut") == 0) {
        missing = (size_t)strtoul(rest, NULL, 10);
    } else if (strcmp(verb, "on") == 0) {
        assert_int_equal(sscanf(rest, "%u %u", &first, &second), 2);
        here.device = first;
        here.interface = (uint16_t)second;
    } else if (strcmp(verb, "speaks") == 0) {
        assert_true(sscanf(rest, "%15s %x %x", name, &first, &second) >= 1);
        here.spoken = protocol_of(name);
        here.vendor = (uint16_t)first;
        here.product = (uint16_t)second;
    } else if (verb[0] == '@') {
        here.timed = true;
        here.when = strtoll(verb + 1, NULL, 10) * 1000000;
    } else {
        fail_msg("what is '%s'?", verb);
    }
}

static void play_line(const char *line)
{
    char verb[16];
    int skipped = 0;
    if (line[0] == '>' || line[0] == '<') {
        here.from_modem = line[0] == '<';
        assert_int_equal(sscanf(line + 1, " %15s %n", verb, &skipped), 1);
        line += 1 + skipped;
        if (!play_plain(verb, line) && !play_command(verb, line) && !play_qmi(verb, line) &&
            !play_bytes(verb, line))
            fail_msg("what is '%s'?", verb);
        return;
    }
    assert_int_equal(sscanf(line, "%15s %n", verb, &skipped), 1);
    play_event(verb, line + skipped);
}

void explain_play(const char *lines)
{
    while (*lines) {
        char line[2304];
        size_t length = strcspn(lines, "\n");
        (void)snprintf(line, sizeof(line), "%.*s", (int)length, lines);
        play_line(line);
        lines += length + (lines[length] == '\n' ? 1 : 0);
    }
}

/* ---- What is expected */

static void show(const char *name, const struct findings *findings)
{
    (void)fprintf(stderr, "%s:\n", name);
    for (size_t i = 0; i < findings->count; i++) {
        const struct wdm_finding *finding = &findings->list[i].finding;
        (void)fprintf(stderr, "  %s %s %lu: %s; %s\n", finding->problem ? "problem" : "notice",
                      wdm_explain_rule_name(finding->rule), (unsigned long)finding->number,
                      findings->list[i].what, findings->list[i].remedy);
    }
}

void assert_findings(const char *name, const struct findings *findings, const char *expected)
{
    size_t at = 0;
    for (; *expected; at++) {
        char severity[16];
        char rule[16];
        char words[256] = "";
        unsigned long place;
        size_t length = strcspn(expected, "\n");
        char line[512];
        (void)snprintf(line, sizeof(line), "%.*s", (int)length, expected);
        assert_true(sscanf(line, "%15s %15s %lu: %255[^\n]", severity, rule, &place, words) >= 3);
        const struct found *found = &findings->list[at];
        if (at >= findings->count ||
            strcmp(severity, found->finding.problem ? "problem" : "notice") != 0 ||
            strcmp(rule, wdm_explain_rule_name(found->finding.rule)) != 0 ||
            place != found->finding.number ||
            (!strstr(found->what, words) && !strstr(found->remedy, words))) {
            show(name, findings);
            fail_msg("%s: finding %zu is not '%s'", name, at, line);
        }
        expected += length + (expected[length] == '\n' ? 1 : 0);
    }
    if (at != findings->count) {
        show(name, findings);
        fail_msg("%s: %zu findings, not %zu", name, findings->count, at);
    }
}
