/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The AT session over a scripted port: what came, and what it was taken for. */
#include "at_play.h"

#include <stdio.h>
#include <string.h>

/* ---- Commands */

static struct at_play play;

#define UNKNOWN WDM_AT_ECHO_UNKNOWN
#define ON      WDM_AT_ECHO_ON
#define OFF     WDM_AT_ECHO_OFF

static const struct {
    const char *name;
    enum wdm_at_echo echo;
    const char *command, *text;
    const char *steps[10];
    enum wdm_error_class kind;
    const char *told;
} commands[] = {
    {"no echo",
     UNKNOWN,
     "AT+CSQ",
     NULL,
     {">AT+CSQ\r", "<\r\n+CSQ: 9,99\r\n\r\nOK\r\n"},
     0,
     "i:+CSQ: 9,99|r:OK|"},
    {"echo",
     UNKNOWN,
     "AT+CSQ",
     NULL,
     {">AT+CSQ\r", "<AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n"},
     0,
     "i:+CSQ: 9,99|r:OK|"},
    {"echo where there was none",
     OFF,
     "AT+CSQ",
     NULL,
     {">AT+CSQ\r", "<AT+CSQ\r\r\nOK\r\n"},
     0,
     "r:OK|"},
    {"echo in capitals and without blanks",
     ON,
     "at+cops = 2",
     NULL,
     {">at+cops = 2\r", "<AT+COPS=2\r\r\nOK\r\n"},
     0,
     "r:OK|"},
    {"echo in pieces",
     ON,
     "AT+CFUN?",
     NULL,
     {">AT+CFUN?\r", "<AT+C\r\n^RSSI: 9\r\nFUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n"},
     0,
     "u:^RSSI: 9|i:+CFUN: 1|r:OK|"},
    {"lines end with CR",
     OFF,
     "ATI",
     NULL,
     {">ATI\r", "<Sierra\rEM7355\rOK\r"},
     0,
     "i:Sierra|i:EM7355|r:OK|"},
    {"lines end with LF",
     OFF,
     "ATI",
     NULL,
     {">ATI\r", "<Sierra\nEM7355\n\nOK\n"},
     0,
     "i:Sierra|i:EM7355|r:OK|"},
    {"lines end with CR CR LF",
     OFF,
     "ATI",
     NULL,
     {">ATI\r", "<\r\r\nSierra\r\r\nOK\r\r\n"},
     0,
     "i:Sierra|r:OK|"},
    {"blanks behind", OFF, "ATI", NULL, {">ATI\r", "<\r\nOK  \r\n"}, 0, "r:OK|"},
    {"it only begins with OK",
     OFF,
     "ATI",
     NULL,
     {">ATI\r", "<\r\nOKAY\r\nERRORS\r\nOK\r\n"},
     0,
     "i:OKAY|i:ERRORS|r:OK|"},
    {"ERROR", OFF, "ATX9", NULL, {">ATX9\r", "<\r\nERROR\r\n"}, 0, "r:ERROR|"},
    {"CME ERROR",
     OFF,
     "AT+CPIN?",
     NULL,
     {">AT+CPIN?\r", "<\r\n+CME ERROR: 10\r\n"},
     0,
     "r:+CME ERROR: 10|"},
    {"CME ERROR in words",
     OFF,
     "AT+CPIN?",
     NULL,
     {">AT+CPIN?\r", "<\r\n+CME ERROR: SIM not inserted\r\n"},
     0,
     "r:+CME ERROR: SIM not inserted|"},
    {"NO CARRIER", OFF, "ATD*99#", NULL, {">ATD*99#\r", "<\r\nNO CARRIER\r\n"}, 0, "r:NO CARRIER|"},
    {"CONNECT",
     OFF,
     "ATD*99#",
     NULL,
     {">ATD*99#\r", "<\r\nCONNECT 150000000\r\n"},
     0,
     "r:CONNECT 150000000|"},
    {"unsolicited",
     OFF,
     "AT+CSQ",
     NULL,
     {">AT+CSQ\r", "<\r\nRING\r\n\r\n+CEREG: 5\r\n\r\n+CSQ: 9,99\r\n\r\n^RSSI:12\r\n\r\nOK\r\n"},
     0,
     "u:RING|u:+CEREG: 5|i:+CSQ: 9,99|u:^RSSI:12|r:OK|"},
    {"unsolicited with a line behind",
     OFF,
     "ATI",
     NULL,
     {">ATI\r", "<\r\n+CMT: ,24\r\nOK\r\nEM7355\r\nOK\r\n"},
     0,
     "u:+CMT: ,24|u:OK|i:EM7355|r:OK|"},
    {"the command's own name",
     OFF,
     "at+creg?;+csq",
     NULL,
     {">at+creg?;+csq\r", "<\r\n+CREG: 0,1\r\n+CEREG: 1\r\nOK\r\n"},
     0,
     "i:+CREG: 0,1|u:+CEREG: 1|r:OK|"},
    {"there before the command",
     OFF,
     "AT+CREG?",
     NULL,
     {"<\r\nOK\r\n\r\n+CREG: 2\r\n+CRE", ">AT+CREG?\r", "<G: 5\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n"},
     0,
     "d:OK|u:+CREG: 2|u:+CREG: 5|i:+CREG: 0,1|r:OK|"},
    {"a late result, begun before",
     OFF,
     "AT+CREG?",
     NULL,
     {"<\r\nERR", ">AT+CREG?\r", "<OR\r\n\r\nOK\r\n"},
     0,
     "d:ERROR|r:OK|"},
    {"before the echo",
     ON,
     "ATI",
     NULL,
     {">ATI\r", "<\r\nlate\r\nERROR\r\n", "wait 100000", "<ATI\r\r\nEM7355\r\nOK\r\n"},
     0,
     "u:late|i:EM7355|r:OK|"},
    {"the echo behind what was begun",
     ON,
     "ATI",
     NULL,
     {"<noi", ">ATI\r", "<seATI\r\r\nEM7355\r\nOK\r\n"},
     0,
     "i:EM7355|r:OK|"},
    {"the echo never comes", ON, "ATE1", NULL, {">ATE1\r", "<\r\nOK\r\n"}, 0, "r:OK|"},
    {"digits, of a command that may set them",
     OFF,
     "ATE0V0",
     NULL,
     {">ATE0V0\r", "<0\r"},
     0,
     "r:OK|"},
    {"a digit that is none",
     OFF,
     "ATS0?",
     NULL,
     {">ATS0?\r", "<\r\n0\r\n\r\nOK\r\n"},
     0,
     "i:0|r:OK|"},
    {"rubbish around",
     OFF,
     "ATI",
     NULL,
     {">ATI\r", "<\001\033[2J\177\r\nEM\0107355\r\n\377\376\r\nOK\r\n"},
     0,
     "i:[2J|i:EM7355|i:\377\376|r:OK|"},
    {"prompt",
     OFF,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", "<\r\n> ", ">00\032", "<\r\n+CMGS: 7\r\n\r\nOK\r\n"},
     0,
     "i:+CMGS: 7|r:OK|"},
    {"prompt with echo",
     ON,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", "<AT+CMGS=4\r\r\n> ", ">00\032", "<00\032\r\n+CMGS: 7\r\n\r\nOK\r\n"},
     0,
     "i:+CMGS: 7|r:OK|"},
    {"prompt in pieces",
     OFF,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", "<\r\n>", "< ", ">00\032", "<\r\n+CMS ERROR: 304\r\n"},
     0,
     "r:+CMS ERROR: 304|"},
    {"prompt, and no text",
     OFF,
     "AT+CMGS=4",
     NULL,
     {">AT+CMGS=4\r", "<\r\n> ", ">\033", "<\r\nOK\r\n"},
     WDM_USAGE,
     ""},
    {"prompt, no text, and then nothing",
     OFF,
     "AT+CMGS=4",
     NULL,
     {">AT+CMGS=4\r", "<\r\n> ", ">\033"},
     WDM_USAGE,
     ""},
    {"another prompt",
     OFF,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", "<\r\n> ", ">00\032", "<\r\n> ", ">\033", "<\r\nERROR\r\n"},
     WDM_USAGE,
     ""},
    {"a prompt that does not come",
     OFF,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", ">\033"},
     WDM_DEADLINE,
     ""},
    {"interrupted before the prompt",
     OFF,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", "interrupt", ">\033"},
     WDM_INTERRUPTED,
     ""},
    {"interrupted behind the text",
     OFF,
     "AT+CMGS=4",
     "00",
     {">AT+CMGS=4\r", "<\r\n> ", ">00\032", "interrupt"},
     WDM_INTERRUPTED,
     ""},
    {"text, and no prompt",
     OFF,
     "AT+CMGF=0",
     "00",
     {">AT+CMGF=0\r", "<\r\nOK\r\n"},
     WDM_REFUSED,
     "r:OK|"},
    {"silence", OFF, "ATI", NULL, {">ATI\r"}, WDM_DEADLINE, ""},
    {"too late", OFF, "ATI", NULL, {">ATI\r", "wait 10000001", "<\r\nOK\r\n"}, WDM_DEADLINE, ""},
    {"lines without end", OFF, "ATI", NULL, {">ATI\r", "<a\r\nb\r\n"}, WDM_DEADLINE, "i:a|i:b|"},
    {"rubbish alone", OFF, "ATI", NULL, {">ATI\r", "<\002\003\004"}, WDM_PROTOCOL, ""},
    {"gone", OFF, "ATI", NULL, {">ATI\r", "<\r\nEM", "gone"}, WDM_GONE, ""},
    {"gone before", OFF, "ATI", NULL, {"gone"}, WDM_GONE, ""},
    {"interrupted", OFF, "ATI", NULL, {">ATI\r", "<a\r\n", "interrupt"}, WDM_INTERRUPTED, "i:a|"},
    {"interrupted with a result in hand",
     ON,
     "ATI",
     NULL,
     {">ATI\r", "<OK\r\n", "interrupt"},
     WDM_INTERRUPTED,
     ""},
    {"no command", OFF, "I", NULL, {NULL}, WDM_USAGE, ""},
    {"nothing", OFF, "", NULL, {NULL}, WDM_USAGE, ""},
    {"again", OFF, "A/", NULL, {NULL}, WDM_USAGE, ""},
    {"a second line", OFF, "AT\rAT", NULL, {NULL}, WDM_USAGE, ""},
    {"control characters in a text", OFF, "AT+CMGS=4", "0\032", {NULL}, WDM_USAGE, ""},
};

static void test_commands(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(commands); i++) {
        at_begin(&play, commands[i].echo);
        at_add_steps(&play, commands[i].steps);
        bool done = at_command(&play, commands[i].command, commands[i].text);
        if (done != (commands[i].kind == WDM_NO_ERROR) || play.error.kind != commands[i].kind)
            fail_msg("%s: %s: %s %s", commands[i].name, wdm_error_class_name(play.error.kind),
                     play.error.what, play.script.port.problem);
        at_check_told(&play, commands[i].name, commands[i].told);
        if (strcmp(commands[i].name, "too late") != 0)
            assert_script_done(commands[i].name, &play.script);
        assert_true(play.script.port.clock <= LIMIT);
    }
}

/* What a session learns of a command holds for the next. */
static void test_in_turn(void **state)
{
    static const char *const steps[] = {
        ">ATV0E1\r", "<\r\n+CREG: 1\r\n0\r",   ">ATS0?\r", "<ATS0?\r000\r\n2\r4\r",
        ">ATV1\r",   "<ATV1\r\r\nOK\r\n",      ">ATS0?\r", "<ATS0?\r\r\n0\r\n\r\nOK\r\n",
        ">ATD1\r",   "<ATD1\r\r\nCONNECT\r\n", NULL};
    (void)state;
    at_begin(&play, UNKNOWN);
    at_add_steps(&play, steps);
    assert_true(at_command(&play, "ATV0E1", NULL));
    assert_string_equal(play.result.text, "OK");
    assert_true(wdm_at_command(&play.session, "ATS0?", NULL, &play.result, LIMIT, &play.error));
    assert_int_equal(play.result.code, WDM_AT_ERROR);
    assert_true(wdm_at_command(&play.session, "ATV1", NULL, &play.result, LIMIT, &play.error));
    assert_true(wdm_at_command(&play.session, "ATS0?", NULL, &play.result, LIMIT, &play.error));
    assert_int_equal(play.session.echo, ON);
    assert_true(wdm_at_command(&play.session, "ATD1", NULL, &play.result, LIMIT, &play.error));
    at_check_told(&play, "in turn", "u:+CREG: 1|r:OK|i:000|u:2|r:ERROR|r:OK|i:0|r:OK|r:CONNECT|");
    assert_false(wdm_at_command(&play.session, "ATI", NULL, &play.result, LIMIT, &play.error));
    assert_int_equal(play.error.kind, WDM_REFUSED);
    assert_script_done("in turn", &play.script);
}

/* ---- Synchronising */

static const struct {
    const char *name;
    const char *steps[12];
    enum wdm_error_class kind;
    enum wdm_at_echo echo;
    bool digits;
    const char *hint;
} starts[] = {
    {"no echo", {">AT\r", "<\r\nOK\r\n"}, 0, OFF, false, NULL},
    {"echo", {">AT\r", "<AT\r\r\nOK\r\n"}, 0, ON, false, NULL},
    {"digits", {">AT\r", "<0\r"}, 0, OFF, true, NULL},
    {"digits and echo", {">AT\r", "<AT\r0\r"}, 0, ON, true, NULL},
    {"what was there", {"<\r\nOK\r\n+CSQ: 1\r\n", ">AT\r", "<\r\nOK\r\n"}, 0, OFF, false, NULL},
    {"a late answer, and the one to AT",
     {">AT\r", "<+COPS: 1\r\nOK\r\n", "wait 40000", "<\r\nOK\r\n"},
     0,
     OFF,
     false,
     NULL},
    {"a late ERROR",
     {">AT\r", "<\r\nERROR\r\n", "wait 100000", "<\r\nOK\r\n"},
     0,
     OFF,
     false,
     NULL},
    {"half a line was there",
     {"<xy", ">AT\r", "<AT\r\r\nERROR\r\n", "wait 400000", ">AT\r", "<AT\r\r\nOK\r\n"},
     0,
     ON,
     false,
     NULL},
    {"a line that only ends as an echo", {">AT\r", "<FLAT\r\nOK\r\n"}, 0, OFF, false, NULL},
    {"the first is lost", {">AT\r", "wait 1500000", ">AT\r", "<\r\nOK\r\n"}, 0, OFF, false, NULL},
    {"the first is answered late",
     {">AT\r", "wait 1500000", ">AT\r", "<\r\nOK\r\n", "wait 250000", "<\r\nOK\r\n"},
     0,
     OFF,
     false,
     NULL},
    {"in a prompt",
     {">AT\r", "<\r\n> ", ">\033", "<\r\nOK\r\n", "wait 400000"},
     0,
     OFF,
     false,
     NULL},
    {"silence",
     {">AT\r", "wait 1000000", ">AT\r", "wait 9000000"},
     WDM_DEADLINE,
     UNKNOWN,
     false,
     "is it an AT port"},
    {"positions",
     {">AT\r", "<$GPRMC,,V,,,,,,,,,,N*53\r\n", "wait 10000000"},
     WDM_DEADLINE,
     UNKNOWN,
     false,
     "another port"},
    {"rubbish",
     {">AT\r", "<\001\002\003", "wait 10000000"},
     WDM_PROTOCOL,
     UNKNOWN,
     false,
     "MBIM, QMI"},
    {"gone", {">AT\r", "gone"}, WDM_GONE, UNKNOWN, false, NULL},
    {"interrupted", {">AT\r", "interrupt"}, WDM_INTERRUPTED, UNKNOWN, false, NULL},
};

static void test_synchronise(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(starts); i++) {
        bool repeats = strstr("silence positions rubbish", starts[i].name) != NULL;
        at_begin(&play, UNKNOWN);
        /* Silence is played with every "AT" that fits into the time. */
        if (repeats) {
            const char *const first[] = {starts[i].steps[0], starts[i].steps[1], NULL};
            at_add_steps(&play, first);
            for (int again = 0; again < 9; again++)
                at_add_steps(&play, (const char *const[]){">AT\r", NULL});
        } else {
            at_add_steps(&play, starts[i].steps);
        }
        script_play(&play.script);
        bool done = wdm_at_synchronise(&play.session, LIMIT, &play.error);
        if (done != (starts[i].kind == WDM_NO_ERROR) || play.error.kind != starts[i].kind ||
            (starts[i].hint && !strstr(play.error.hint, starts[i].hint)))
            fail_msg("%s: %s: %s; %s %s", starts[i].name, wdm_error_class_name(play.error.kind),
                     play.error.what, play.error.hint, play.script.port.problem);
        if (play.session.echo != starts[i].echo || play.session.digits != starts[i].digits)
            fail_msg("%s: echo %d, digits %d", starts[i].name, play.session.echo,
                     play.session.digits);
        if (strstr(play.told, "i:") || strstr(play.told, "u:"))
            fail_msg("%s: %s", starts[i].name, play.told);
        assert_true(play.script.port.clock <= LIMIT);
        if (!repeats)
            assert_script_done(starts[i].name, &play.script);
    }
}

/* ---- Results in words */

static void test_results(void **state)
{
    static const struct {
        enum wdm_at_code code;
        uint32_t number;
        const char *text, *what;
    } rows[] = {
        {WDM_AT_OK, WDM_AT_NO_NUMBER, "OK", NULL},
        {WDM_AT_CONNECT, WDM_AT_NO_NUMBER, "CONNECT", NULL},
        {WDM_AT_ERROR, WDM_AT_NO_NUMBER, "ERROR", "the modem answered ERROR"},
        {WDM_AT_OTHER, WDM_AT_NO_NUMBER, "BUSY", "the modem answered BUSY"},
        {WDM_AT_CME_ERROR, 0, "+CME ERROR: 0", "the modem refused: phone failure (+CME ERROR: 0)"},
        {WDM_AT_CME_ERROR, 11, "+CME ERROR: 11",
         "the modem refused: SIM PIN required (+CME ERROR: 11)"},
        {WDM_AT_CME_ERROR, 999, "+CME ERROR: 999", "the modem refused: +CME ERROR: 999"},
        {WDM_AT_CME_ERROR, WDM_AT_NO_NUMBER, "+CME ERROR: sad",
         "the modem refused: +CME ERROR: sad"},
        {WDM_AT_CMS_ERROR, 500, "+CMS ERROR: 500",
         "the modem refused: unknown error (+CMS ERROR: 500)"},
        {WDM_AT_CMS_ERROR, 11, "+CMS ERROR: 11", "the modem refused: +CMS ERROR: 11"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char answer[64];
        char wanted[64];
        (void)snprintf(answer, sizeof(answer), "\r\n%s\r\n", rows[i].text);
        (void)snprintf(wanted, sizeof(wanted), "r:%s|", rows[i].text);
        at_begin(&play, OFF);
        at_add(&play, WDM_SCRIPT_EXPECT, "AT\r", 3);
        at_add(&play, WDM_SCRIPT_SEND, answer, strlen(answer));
        assert_true(at_command(&play, "AT", NULL));
        at_check_told(&play, rows[i].text, wanted);
        assert_int_equal(play.result.code, rows[i].code);
        assert_int_equal(play.result.number, rows[i].number);
        assert_int_equal(wdm_at_check_result(&play.result, &play.error), rows[i].what == NULL);
        if (rows[i].what)
            assert_string_equal(play.error.what, rows[i].what);
    }
}

static void test_names(void **state)
{
    static const struct {
        const char *command, *name;
        bool has;
    } rows[] = {
        {"AT+CPIN?", "+CPIN", true},   {"at+cpin=1", "+CPIN", true},
        {"AT+CPIN2?", "+CPIN", false}, {"AT+CSQ;+CPIN?", "+CPIN", true},
        {"AT+EGMR", "+GMR", false},    {"AT!ENTERCND=\"A\"", "!ENTERCND", true},
        {"AT", "+CPIN", false},        {"RING", "RING", true},
        {"STRING", "RING", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (wdm_at_command_has(rows[i].command, rows[i].name, strlen(rows[i].name)) != rows[i].has)
            fail_msg("%s, %s", rows[i].command, rows[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands),    cmocka_unit_test(test_in_turn),
        cmocka_unit_test(test_synchronise), cmocka_unit_test(test_results),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
