/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private schemas: what good ones mean, and what is said of mistakes. Touches nothing. */
#include "schema_support.h"

#include <stdio.h>
#include <string.h>

#include "wdm/fields.h"
#include "wdm/mbim.h"

/* The layout of "qmi acme set-mode request", or NULL; "mbim acme state query" may have
 * a version of MBIMEx behind it. */
static const char *layout_of(const char *what)
{
    static const char *const kinds[] = {"request", "response", "indication"};
    static const char *const parts[] = {"query", "set", "response", "notification"};
    char protocol[8], service[40], message[40], part[20];
    unsigned version = 1;
    if (sscanf(what, "%7s %39s %39s %19s %u", protocol, service, message, part, &version) < 4)
        fail_msg("what is '%s'?", what);
    if (strcmp(protocol, "qmi") == 0) {
        const struct wdm_qmi_service *qmi = wdm_catalogue_qmi_service_by_name(&catalogue, service);
        for (unsigned i = 0; qmi && i < COUNT(kinds); i++)
            if (strcmp(part, kinds[i]) == 0)
                return wdm_qmi_layout(qmi, wdm_qmi_message_by_name(qmi, message, 0),
                                      (enum wdm_qmi_kind)i)
                    .text;
        return NULL;
    }
    const struct wdm_mbim_service *mbim = wdm_catalogue_mbim_service_by_name(&catalogue, service);
    const struct wdm_mbim_command_entry *command =
        mbim ? wdm_mbim_command_by_name(mbim, message) : NULL;
    for (unsigned i = 0; command && i < COUNT(parts); i++)
        if (strcmp(part, parts[i]) == 0)
            return wdm_mbim_layout(mbim, command->id, (enum wdm_mbim_part)i, (uint8_t)version).text;
    return NULL;
}

/* ---- Good ones */

/* Whether two layouts are the same, but for the number of blanks. */
static bool same_layout(const char *a, const char *b)
{
    for (; *a != '\0' && *a == *b; a++, b++)
        while (*a == ' ' && a[1] == ' ')
            a++;
    return *a == *b;
}

/* A schema, and what one of its layouts then is; "*": anything; NULL: there is none. */
static const struct {
    const char *text;
    const char *what;
    const char *layout;
} good[] = {
    {"", "qmi dms get-model request", ""},
    {"# a comment", "qmi dms get-model request", ""},
    {"\n\n  # indented\n\n", "qmi dms get-model request", ""},
    {"qmi acme 0xe5\nmessage 1 frob", "qmi acme frob request", ""},
    {"qmi acme 0xe5\nmessage 1 frob", "qmi acme frob response", ""},
    {"qmi acme 0xe5\nmessage 1 frob", "qmi acme frob indication", NULL},
    {"qmi acme 0xe5\nmessage 1 frob\n request 01 a:u8", "qmi acme frob request", "01 a:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\n request 01 a:u8", "qmi acme frob response", ""},
    {"qmi acme 229\nmessage 0x0001 frob\n response 01 a:u8", "qmi 0xe5 1 response", "01 a:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\n request\n response", "qmi acme frob request", ""},
    {"qmi acme 0x1e5\nmessage 1 frob", "qmi acme frob request", ""},
    /* Line ends, blanks, comments. */
    {"qmi acme 0xe5\r\nmessage 1 frob\r\n\trequest\t01 a:u8\r\n", "qmi acme frob request",
     "01 a:u8"},
    {"qmi acme 0xe5 # one\nmessage 1 frob#two\n request 01 a:u8 # \xc3\xa4\x01", // three
     "qmi acme frob request", "01 a:u8"},
    {"qmi   acme   0xe5   \nmessage  1  frob  \n   request   01 a:u8   ", "qmi acme frob request",
     "01 a:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\n request\n  01 a:u8\n  10 b:u8", "qmi acme frob request",
     "01 a:u8 10 b:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\n request 01 a:u8\n\n# c\n   \n 10 b:u8\n response 11 c:u8",
     "qmi acme frob request", "01 a:u8 10 b:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\n request 01 a:u8\n\n\n response 11 c:u8",
     "qmi acme frob response", "11 c:u8"},
    {"qmi\n acme\n 0xe5\nmessage\n 1\n frob", "qmi acme frob request", ""},
    {"qmi acme 0xe5\nmessage 1 frob\n request 01 a:{\n b:u8\n }", "qmi acme frob request",
     "01 a:{ b:u8 }"},
    /* Indications. */
    {"qmi acme 0xe5\nindication 1 gone", "qmi acme gone indication", ""},
    {"qmi acme 0xe5\nindication 1 gone", "qmi acme gone request", NULL},
    {"qmi acme 0xe5\nindication 1 gone 01 a:u8", "qmi acme gone indication", "01 a:u8"},
    {"qmi acme 0xe5\nindication 1 gone vendor 1199\n 01 a:u8", "qmi acme gone indication",
     "01 a:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\nindication 1 frob\n 01 a:u8", "qmi acme frob indication",
     "01 a:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\nindication 1 frob\n 01 a:u8", "qmi acme frob request", ""},
    {"qmi acme 0xe5\nindication 1 frob\n 01 a:u8\nmessage 1 frob", "qmi acme frob indication",
     "01 a:u8"},
    {"qmi acme 0xe5\nmessage 1 frob\nindication 1 gone\n 01 a:u8", "qmi acme gone indication",
     "01 a:u8"},
    /* One number for two vendors. */
    {"qmi acme 0xe5\nmessage 1 one vendor 0x1199\n request 01 a:u8\n"
     "message 1 two vendor 413C\n request 01 b:u8",
     "qmi acme two request", "01 b:u8"},
    /* Added to a service, and again. */
    {"qmi dms\nmessage 0x7777 frob\n request 01 a:u8=operating_mode", "qmi dms frob request",
     "01 a:u8=operating_mode"},
    {"qmi dms 2\nmessage 0x7777 frob", "qmi dms get-model response", "01 model:str"},
    {"qmi acme 0xe5\nmessage 1 one\nqmi dms\nqmi acme\nmessage 2 two", "qmi acme two request", ""},
    {"qmi acme 0xe5\nmessage 1 one\nqmi acme 0xe5\nmessage 2 two", "qmi acme one request", ""},
    {"qmi rmtfs\nmessage 1 open", "qmi rmtfs open request", ""},
    {"qmi rmtfs\nmessage 1 open", "qmi 0x0e open request", ""},
    /* Over what is built in. */
    {"qmi dms\nmessage 0x0022 get-model\n response 10 m:u8", "qmi dms get-model response",
     "10 m:u8"},
    {"qmi dms\nmessage 0x0022 my-model\n response 10 m:u8", "qmi dms my-model response", "10 m:u8"},
    {"qmi dms\nmessage 0x0022 my-model\n response 10 m:u8", "qmi dms get-model response", NULL},
    {"qmi dms\nmessage 0x0001 events", "qmi dms event-report indication", "*"},
    {"qmi dms\nmessage 0x0001 events\n request 10 a:u8", "qmi dms events request", "10 a:u8"},
    {"qmi dms\nindication 0x0001 events\n 10 a:u8", "qmi dms events indication", "10 a:u8"},
    {"qmi dms\nindication 0x0001 events\n 10 a:u8", "qmi dms event-report indication", NULL},
    {"qmi dms\nindication 0x0001 events\n 10 a:u8", "qmi dms 1 indication", NULL},
    {"qmi ctl\nmessage 0x0027 sync\n request 10 a:u8", "qmi ctl sync request", "10 a:u8"},
    {"qmi ctl\nmessage 0x0027 sync\n request 10 a:u8", "qmi ctl sync indication", "*"},
    {"qmi ctl\nmessage 0x0027 resync\n request 10 a:u8", "qmi ctl sync indication", "*"},
    {"qmi ctl\nmessage 0x0027 resync\n request 10 a:u8", "qmi ctl sync request", NULL},
    /* MBIM. */
    {"mbim acme 0123456789abcdef0123456789abcdef\ncommand 1 state\n query", "mbim acme state query",
     ""},
    {"mbim acme 0123456789abcdef0123456789abcdef\ncommand 1 state\n query", "mbim acme state set",
     NULL},
    {"mbim acme 01234567-89AB-cdef-0123-456789abcdef\ncommand 1 state\n set a:u32",
     "mbim 0123456789abcdef0123456789abcdef 1 set", "a:u32"},
    {"mbim acme 0123456789abcdef0123456789abcdef\ncommand 1 state\n response a:u32\n"
     "command 1 state mbimex 3\n response b:u32",
     "mbim acme state response 2", "a:u32"},
    {"mbim acme 0123456789abcdef0123456789abcdef\ncommand 1 state mbimex 3\n response b:u32\n"
     "command 1 state\n response a:u32",
     "mbim acme state response 3", "b:u32"},
    {"mbim acme 0123456789abcdef0123456789abcdef\nstruct S a:u32\n b:rest   (unpadded)\n"
     "command 1 state\n response n:u32   s:[n]*{S}  c:u32   if(n==1)  d:u8",
     "mbim acme state response", "n:u32 s:[n]*{S} c:u32 if(n==1) d:u8"},
    {"mbim basic-connect\ncommand 1 device-caps\n query a:u32", "mbim basic-connect 1 query",
     "a:u32"},
    {"mbim basic-connect\ncommand 1 device-caps\n query a:u32", "mbim basic-connect 1 response",
     NULL},
    {"mbim basic-connect\ncommand 99 acme\n query a:u32", "mbim basic-connect radio-state query",
     ""},
    {"mbim basic-connect a289cc33-bcbb-8b4f-b6b0-133ec2aae6df\ncommand 99 acme\n query a:u32",
     "mbim basic-connect acme query", "a:u32"},
    /* Names in any order. */
    {"qmi acme 0xe5\nmessage 1 frob\n request 01 a:u8=mode 10 b:u8=bits\nenum mode off on\n"
     "flags bits x y",
     "qmi acme frob request", "01 a:u8=mode 10 b:u8=bits"},
    {"qmi acme 0xe5\nenum mode\n off set query on 3gpp -1=none 0x10=a.b/c+d\nmessage 1 frob",
     "qmi acme frob request", ""},
};

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        schema_must_load(good[i].text);
        const char *layout = layout_of(good[i].what);
        if ((layout == NULL) != (good[i].layout == NULL))
            fail_msg("%s of\n%s\nis '%s'", good[i].what, good[i].text, layout ? layout : "none");
        if (layout && strcmp(good[i].layout, "*") != 0 && !same_layout(layout, good[i].layout))
            fail_msg("%s of\n%s\nis '%s'", good[i].what, good[i].text, layout);
    }
}

/* ---- Mistakes */

/* 80 characters. */
#define LONG_40 "abcdefghijklmnopqrstabcdefghijklmnopqrst"
#define LONG    LONG_40 LONG_40

/* A schema, the line that is wrong, and what is said of it. */
static const struct {
    const char *text;
    unsigned line;
    const char *words;
} mistakes[] = {
    {"frob", 1, "a statement begins with qmi, mbim, message, "},
    {"QMI acme 0xe5", 1, "a statement begins with"},
    {"qmi:acme", 1, "a statement begins with"},
    {" qmi acme 0xe5", 1, "an indented line goes on with a statement: there is none yet"},
    {"# a\n\n\tqmi acme 0xe5", 3, "there is none yet"},
    {"request 01 a:u8", 1, "'request' stands indented, below a message or command"},
    {ACME "message 1 a\nresponse 01 a:u8", 3, "'response' stands indented"},
    {MBIM "command 1 a\nquery", 3, "'query' stands indented"},
    {"qmi acme 0xe5\nmessage 1 a\x01", 2, "the byte 0x01, which may stand in a comment only"},
    {"qmi acme 0xe5\n\n\x7f", 3, "the byte 0x7f"},
    {"\xef\xbb\xbfqmi acme 0xe5", 1, "the byte 0xef"},
    /* Services. */
    {"qmi", 1, "the service's name is missing"},
    {"\nqmi\n\nenum a b", 2, "the service's name is missing"},
    {"qmi acme", 1, "'acme' is not built in: its number is missing"},
    {"qmi 0xe5 acme", 1,
     "the service's name is of lower case letters, digits and '-', a letter first, not '0xe5'"},
    {"qmi Acme 0xe5", 1, "not 'Acme'"},
    {"qmi ac_me 0xe5", 1, "not 'ac_me'"},
    {"qmi acme e5", 1, "the service's number is no number up to 0xffff: 'e5'"},
    {"qmi acme 0x10000", 1, "no number up to 0xffff: '0x10000'"},
    {"qmi acme -1", 1, "no number up to 0xffff: '-1'"},
    {"qmi acme 0xe5 0xe6", 1, "'0xe6' is too much here"},
    {"qmi acme 0xe5\n message 1 a", 2, "'message' is too much here"},
    {"qmi dms 3", 1, "'dms' is QMI service 0x02"},
    {"qmi acme 2", 1, "QMI service 0x02 is 'dms' already: 'qmi dms' adds to it"},
    {"qmi acme 0x0e", 1, "QMI service 0x0e is 'rmtfs' already"},
    {ACME "qmi other 0xe5", 2, "QMI service 0xe5 is 'acme' already: 'qmi acme' adds to it"},
    {ACME "qmi acme 0xe6", 2, "'acme' is QMI service 0xe5"},
    {"mbim", 1, "the service's name is missing"},
    {"mbim acme", 1, "'acme' is not built in: its UUID is missing"},
    {"mbim acme 0123456789abcdef0123456789abcde", 1,
     "'0123456789abcdef0123456789abcde' is no UUID"},
    {"mbim acme a289cc33-bcbb-8b4f-b6b0-133ec2aae6df", 1,
     "this UUID is 'basic-connect' already: 'mbim basic-connect' adds to it"},
    {MBIM "mbim other 0123456789abcdef0123456789abcdef", 2, "this UUID is 'acme' already"},
    {MBIM "mbim acme 1123456789abcdef0123456789abcdef", 2, "'acme' has another UUID"},
    {"mbim basic-connect 0123456789abcdef0123456789abcdef", 1, "'basic-connect' has another UUID"},
    {"mbim acme 0123456789abcdef0123456789abcdef x", 1, "'x' is too much here"},
    /* Where a statement may stand. */
    {"message 1 a", 1, "a service must come first: 'qmi' or 'mbim'"},
    {"indication 1 a", 1, "a service must come first"},
    {"command 1 a", 1, "a service must come first"},
    {"enum a b", 1, "a service must come first"},
    {"flags a b", 1, "a service must come first"},
    {"struct A a:u8", 1, "a service must come first"},
    {MBIM "message 1 a", 2, "an MBIM service has commands, no messages"},
    {MBIM "indication 1 a", 2, "an MBIM service has no indications"},
    {ACME "command 1 a\n query", 2, "a QMI service has messages, no commands"},
    /* Messages. */
    {ACME "message", 2, "the message's number is missing"},
    {ACME "message frob 1", 2, "the message's number is no number up to 0xffff: 'frob'"},
    {ACME "message 1", 2, "the message's name is missing"},
    {ACME "message 1 2", 2, "the message's name is of lower case letters"},
    {ACME "message 1 a b", 2, "'b' is too much here"},
    {ACME "message 1 a 01 b:u8", 2, "'01' is too much here"},
    {ACME "message 1 a vendor", 2, "'' is no USB vendor id, such as 0x1199"},
    {ACME "message 1 a vendor acme", 2, "'acme' is no USB vendor id"},
    {ACME "message 1 a vendor 12345", 2, "'12345' is no USB vendor id"},
    {ACME "message 1 a vendor 0", 2, "'0' is no USB vendor id"},
    {ACME "message 1 a vendor 0x1199 b", 2, "'b' is too much here"},
    {ACME "message 1 a\n request 01 a:u8\n request", 4, "a second request"},
    {ACME "message 1 a\n query", 3, "'query' is too much here"},
    {ACME "message 1 a\nmessage 1 b", 3, "this number is 'a' already: a.schema:2"},
    {ACME "message 1 a\nmessage 2 a", 3, "another number is 'a' already: a.schema:2"},
    {ACME "message 1 a\nindication 2 a", 3, "another number is 'a' already: a.schema:2"},
    {ACME "message 1 a\nmessage 1 a vendor 1199", 3, "another number is 'a' already"},
    {ACME "indication 1 a\nindication 1 b", 3, "this number is 'a' already"},
    {"qmi dms\nmessage 0x7777 get-model", 2,
     "another number is 'get-model' already: it is built in"},
    {"qmi dms\nmessage 0x22 a\nqmi dms\nmessage 0x22 b", 4, "this number is 'a' already"},
    {ACME "indication", 2, "the indication's number is missing"},
    {ACME "indication 1", 2, "the indication's name is missing"},
    /* Commands. */
    {MBIM "command", 2, "the command's number is missing"},
    {MBIM "command 1", 2, "the command's name is missing"},
    {MBIM "command 1 a", 2, "the command has no query, set, response or notification"},
    {MBIM "command 1 a\n request", 3, "'request' is too much here"},
    {MBIM "command 1 a\n set\n query\n set", 5, "a second set"},
    {MBIM "command 1 a 2\n query", 2, "'2' is too much here"},
    {MBIM "command 1 a mbimex\n query", 2, "'' is no version of MBIMEx: 1, 2 or 3"},
    {MBIM "command 1 a mbimex 4\n query", 2, "'4' is no version of MBIMEx"},
    {MBIM "command 1 a mbimex 2 3\n query", 2, "'3' is too much here"},
    {MBIM "command 1 a\n query\ncommand 1 a\n set", 4, "this number is 'a' already: a.schema:2"},
    {MBIM "command 1 a\n query\ncommand 2 a\n set", 4, "another number is 'a' already"},
    {MBIM "command 1 a\n query\ncommand 1 b mbimex 2\n set", 4,
     "the number has another name, 'a' already"},
    {"mbim basic-connect\ncommand 99 device-caps\n query", 2,
     "another number is 'device-caps' already: it is built in"},
    /* Names of values, structures. */
    {ACME "enum", 2, "the name is missing"},
    {ACME "enum Mode a", 2, "the name is of lower case letters, digits and '_'"},
    {ACME "enum mode", 2, "there are no values"},
    {ACME "enum bool a b", 2, "'bool' means yes and no already"},
    {ACME "enum mode a b\nflags mode a b", 3, "'mode' is there already: a.schema:2"},
    {ACME "enum " LONG " a", 2, "...' is longer than 79 characters"},
    {ACME "enum mode a\n " LONG, 3, "...' is longer than 79 characters"},
    {ACME "enum mode a\n 0x10=" LONG, 3, "...' is longer than 79 characters"},
    {ACME "enum mode a\n b a", 3, "'a' is there twice"},
    {ACME "enum mode a-b a_B", 2, "'a_B' is there twice"},
    {ACME "enum mode a, b", 2, "'a,' is no NAME, nor NUMBER=NAME"},
    {ACME "enum mode a=1", 2, "'a=1' is no NAME"},
    {ACME "enum mode 1 2", 2, "'1' is no NAME"},
    {ACME "enum mode 0x10", 2, "'0x10' is no NAME"},
    {ACME "enum mode 1=", 2, "'' is no NAME"},
    {ACME "enum mode 0x1ffffffffffffffff=a", 2, "the value of 'a' is too large"},
    {ACME "flags mode 0x8000000000000000=a b", 2, "the value of 'b' is too large"},
    {ACME "struct", 2, "the structure's name is missing"},
    {ACME "struct A", 2, "the structure has no fields"},
    {ACME "struct A-b a:u8", 2, "'A-b' is not only letters and digits"},
    {MBIM "struct A a:u32\nstruct A a:u32", 3, "'A' is there already: a.schema:2"},
    {MBIM "struct A a:u32 b", 2, "{A}: no NAME:TYPE, or no such type: 'b'"},
    {MBIM "struct A a:u32 }", 2, "{A}: a } closes nothing"},
    {ACME "struct A\n a:u8\n b:{ c:u8", 4, "{A}: a { is not closed"},
    {ACME "struct A 01 a:u8", 2, "{A}: no NAME:TYPE, or no such type: '01'"},
    {MBIM "struct A a:u32\n b:u32\n a:u32", 4, "{A}: a second field \"a\""},
    {MBIM "struct A a:u32\n B:u32", 3, "{A}: a name is of lower case letters, digits and '_': 'B'"},
    /* Layouts: the line is that of the field. */
    {ACME "message 1 a\n request 01 mode:u8=mode", 3,
     "a, request: mode: no such enumeration \"mode\""},
    {ACME "message 1 a\n request 01 x:u8\n  10 y:u8\n\n  11 z:{ mode:u8=mode }", 6,
     "a, request: z.mode: no such enumeration \"mode\""},
    {ACME "message 1 a\n\n response 01 mode:u7", 4,
     "a, response: no NAME:TYPE, or no such type: 'mode:u7'"},
    {ACME "message 1 a\n response 01 mode:u8\n  10 more:u7", 4,
     "a, response: no NAME:TYPE, or no such type: 'more:u7'"},
    {ACME "message 1 a\n response 01 x:{ a:u8\n  b:u7 }", 4,
     "a, response: x: no NAME:TYPE, or no such type: 'b:u7'"},
    {ACME "message 1 a\n request 1 mode:u8", 3,
     "a, request: a TLV begins with two hex digits, not '1'"},
    {ACME "message 1 a\n request mode:u8", 3,
     "a, request: a TLV begins with two hex digits, not 'mode:u8'"},
    {ACME "message 1 a\n request 01", 3, "a, request: no NAME:TYPE, or no such type: ''"},
    {ACME "message 1 a\n request 01 a:u8 b:u8", 3,
     "a, request: a TLV begins with two hex digits, not 'b:u8'"},
    {ACME "message 1 a\n request 01 a:{ b:u8", 3, "a, request: a { is not closed"},
    {ACME "message 1 a\n request 01 a:u8 }", 3, "a, request: a } closes nothing"},
    {ACME "message 1 a\n request 01 a:{ b:u8 } }", 3, "a, request: a } closes nothing"},
    {ACME "message 1 a\n request 01 a:u8\n 01 b:u8", 4, "a, request: a second TLV 01"},
    {ACME "message 1 a\n request 01 a:u8\n 02 a:u8", 4, "a, request: a second field \"a\""},
    {ACME "message 1 a\n request 01 a:[u8]{ b:u8\n b:u8 }", 4, "a, request: a second field \"b\""},
    {ACME "message 1 a\n request 01 a:{Nowhere}", 3, "a, request: a: no structure {Nowhere}"},
    {ACME "message 1 a\n request 01 a:[u8]{Nowhere}", 3, "no structure {Nowhere}"},
    {ACME "message 1 a\n request 01 A:u8", 3,
     "a, request: a name is of lower case letters, digits and '_': 'A'"},
    {ACME "message 1 a\n request 01 a:u8@bcd", 3, "a, request: a: no form \"@bcd\""},
    {ACME "message 1 a\n response 02 result:u32", 3,
     "a, response: every response has TLV 02, the result; leave it out"},
    {ACME "indication 1 a\n 01 mode:u8=mode", 3, "a, indication: mode: no such enumeration"},
    {MBIM "command 1 a\n query\n set x:u32=y", 4, "a, set: x: no such enumeration \"y\""},
    {MBIM "command 1 a\n response x:*{Y}", 3, "a, response: x: no structure {Y}"},
    {MBIM "command 1 a\n response n:u32\n x:*[n]{Y}", 4, "a, response: x[N]: no structure {Y}"},
    {MBIM "command 1 a\n notification 01 x:u32", 3, "a, notification: no NAME:TYPE"},
    {MBIM "command 1 a\n notification x:u32 }", 3, "a, notification: a } closes nothing"},
    {MBIM "command 1 a\n query x:[n]u32", 3, "a, query: x: no number before it is called \"n\""},
    {MBIM "command 1 a\n query x:u32 if(n==1)", 3,
     "a, query: x: if(n==1): no number before it that can be that"},
    {MBIM "command 1 a\n query n:u32 x:u32 if(n==one)", 3, "x: if(n==one): no number before"},
    {MBIM "command 1 a\n query n:u32\n x:[n]rubbish", 4, "a, query: x: the type of its members is"},
    {MBIM "struct A b:{A}\ncommand 1 a\n query x:{A}", 2, "a, query: x.b.b.b.b.b.b.b.b.b.b.b"},
    {MBIM "struct A b:{A}\ncommand 1 a\n query x:{A}", 2, ": nests more than 12 deep"},
    {MBIM "struct A b:u32 c:u32=d\ncommand 1 a\n query x:{A}", 2,
     "a, query: x.c: no such enumeration \"d\""},
    {MBIM "enum y a\n" ACME "message 1 a\n request 01 x:u8=y", 5, "no such enumeration \"y\""},
};

static void test_mistakes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        char place[32];
        (void)snprintf(place, sizeof(place), "a.schema:%u", mistakes[i].line);
        if (schema_load(mistakes[i].text))
            fail_msg("no mistake in\n%s", mistakes[i].text);
        assert_int_equal(schema_error.kind, WDM_USAGE);
        if (strcmp(schema_error.doing, place) != 0 || !strstr(schema_error.what, mistakes[i].words))
            fail_msg("%s: %s\nof\n%s", schema_error.doing, schema_error.what, mistakes[i].text);
    }
}

/* A message's name stands for it in all that is said. */
static void test_zero_byte(void **state)
{
    (void)state;
    wdm_schema_init(&schema);
    assert_false(schema_add_bytes("zero", "qmi acme 0xe5\n# \0 is fine\n\0", 28));
    assert_string_equal(schema_error.doing, "zero:3");
    assert_non_null(strstr(schema_error.what, "the byte 0x00"));
}

static void test_long_name_of_file(void **state)
{
    char name[400];
    (void)state;
    memset(name, 'x', sizeof(name));
    memcpy(name + 340, "/the-end-of-it.schema", 22);
    wdm_schema_init(&schema);
    assert_false(schema_add(name, "\nfrob"));
    assert_true(strlen(schema_error.doing) > 60);
    assert_memory_equal(schema_error.doing, "...xxx", 6);
    assert_non_null(strstr(schema_error.doing, "xx/the-end-of-it.schema:2"));
}

/* ---- Several files */

static void test_files(void **state)
{
    (void)state;
    wdm_schema_init(&schema);
    assert_true(schema_add("one", ACME "enum mode off on\nmessage 1 a"));
    /* What another file has can be named, and added to. */
    assert_true(schema_add("two", "qmi acme\nmessage 2 b\n request 01 m:u8=mode"));
    assert_non_null(layout_of("qmi acme a request"));
    assert_non_null(layout_of("qmi acme b request"));
    /* A service does not go on into the next file. */
    assert_false(schema_add("three", "message 3 c"));
    assert_string_equal(schema_error.doing, "three:1");

    wdm_schema_init(&schema);
    assert_true(schema_add("one", "\n" ACME "message 1 a"));
    assert_false(schema_add("two", "qmi acme\nmessage 2 b\nmessage 1 c"));
    assert_string_equal(schema_error.doing, "two:3");
    assert_non_null(strstr(schema_error.what, "this number is 'a' already: one:3"));
}

/* ---- What is built in stays as it is */

static void test_built_in_stays(void **state)
{
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_id(WDM_QMI_SERVICE_DMS);
    const struct wdm_mbim_service *basic = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);
    const struct wdm_qmi_service *qmi;
    const struct wdm_mbim_service *mbim;
    (void)state;
    schema_must_load(
        "qmi dms\nmessage 0x7777 frob\nenum e a\nmbim basic-connect\ncommand 99 frob\n query\n"
        "struct S a:u32\nenum e a");
    qmi = wdm_catalogue_qmi_service_by_id(&catalogue, WDM_QMI_SERVICE_DMS);
    mbim = wdm_catalogue_mbim_service_by_uuid(&catalogue, &wdm_mbim_basic_connect);
    assert_ptr_not_equal(qmi, dms);
    assert_string_equal(qmi->name, "dms");
    assert_int_equal(qmi->message_count, dms->message_count + 1);
    assert_int_equal(qmi->structure_count, dms->structure_count);
    assert_int_equal(qmi->enumeration_count, dms->enumeration_count + 1);
    assert_ptr_not_equal(mbim, basic);
    assert_int_equal(mbim->command_count, basic->command_count + 1);
    assert_int_equal(mbim->structure_count, basic->structure_count + 1);
    assert_int_equal(mbim->enumeration_count, basic->enumeration_count + 1);
    for (size_t i = 0; i < dms->message_count; i++) {
        const struct wdm_qmi_message *a = &dms->messages[i];
        const struct wdm_qmi_message *b = wdm_qmi_message_by_name(qmi, a->name, 0);
        assert_memory_equal(a, b, sizeof(*a));
    }
    for (size_t i = 0; i < basic->command_count; i++)
        assert_memory_equal(&basic->commands[i], &mbim->commands[i], sizeof(basic->commands[i]));
    assert_ptr_equal(wdm_catalogue_qmi_service_by_id(&catalogue, 0), wdm_qmi_service_by_id(0));
    assert_ptr_equal(wdm_catalogue_qmi_service_by_id(NULL, 2), dms);
}

/* An enumeration of a built-in service can be replaced, for built-in messages too. */
static void test_enumeration_over_built_in(void **state)
{
    static const uint8_t bytes[] = {0x01, 0x01, 0x00, 0x00};
    const struct wdm_qmi_service *dms;
    struct wdm_layout layout;
    char text[64];
    (void)state;
    schema_must_load("qmi dms\nenum operating_mode zero one");
    dms = wdm_catalogue_qmi_service_by_name(&catalogue, "dms");
    layout = wdm_qmi_layout(dms, wdm_qmi_message_by_name(dms, "get-operating-mode", 0),
                            WDM_QMI_RESPONSE);
    wdm_field_text(&layout, (struct wdm_span){bytes, sizeof(bytes)}, "mode", text, sizeof(text));
    assert_string_equal(text, "zero (0)");
}

/* ---- All services in order, each once */

static void test_listing(void **state)
{
    const struct wdm_qmi_service *qmi;
    const struct wdm_mbim_service *mbim;
    size_t own = 0, built_in = 0, i;
    (void)state;
    schema_must_load("qmi late 0xfff0\nqmi acme 0xe5\nqmi dms\nqmi early 0x2c\n" MBIM
                     "mbim basic-connect\nmbim other 1123456789abcdef0123456789abcdef\n");
    for (i = 0; (qmi = wdm_catalogue_qmi_service_at(&catalogue, i)) != NULL; i++) {
        if (i > 0)
            assert_true(wdm_catalogue_qmi_service_at(&catalogue, i - 1)->id < qmi->id);
        assert_ptr_equal(wdm_catalogue_qmi_service_by_id(&catalogue, qmi->id), qmi);
        assert_ptr_equal(wdm_catalogue_qmi_service_by_name(&catalogue, qmi->name), qmi);
        own += qmi >= schema.qmi && qmi < schema.qmi + schema.qmi_count;
    }
    while (wdm_qmi_service_at(built_in))
        built_in++;
    assert_int_equal(own, 4);
    assert_int_equal(i, built_in + 3);
    assert_null(wdm_catalogue_qmi_service_at(&catalogue, i + 1));
    own = built_in = 0;
    for (i = 0; (mbim = wdm_catalogue_mbim_service_at(&catalogue, i)) != NULL; i++) {
        assert_ptr_equal(wdm_catalogue_mbim_service_by_uuid(&catalogue, &mbim->uuid), mbim);
        assert_ptr_equal(wdm_catalogue_mbim_service_by_name(&catalogue, mbim->name), mbim);
        own += mbim >= schema.mbim && mbim < schema.mbim + schema.mbim_count;
    }
    while (wdm_mbim_service_at(built_in))
        built_in++;
    assert_int_equal(own, 3);
    assert_int_equal(i, built_in + 2);
    assert_null(wdm_catalogue_mbim_service_at(&catalogue, i + 1));
    assert_int_equal(wdm_catalogue_qmi_service_number(&catalogue, "ACME"), 0xe5);
    assert_int_equal(wdm_catalogue_qmi_service_number(&catalogue, "nas"), 3);
    assert_int_equal(wdm_catalogue_qmi_service_number(&catalogue, "acmee"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_zero_byte),
        cmocka_unit_test(test_long_name_of_file),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_built_in_stays),
        cmocka_unit_test(test_enumeration_over_built_in),
        cmocka_unit_test(test_listing),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
