/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Layouts that name things: structures of QMI, and enumerations that another field of
 * the structure chooses. Each way: decoding, encoding, masks, help, checks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"

static const struct wdm_enumeration enumerations[] = {
    WDM_ENUMERATION("kind", "none net-work 3gpp 0xff=any"),
    WDM_ENUMERATION("reason_net_work", "ok lost 300=far -1=odd"),
    WDM_ENUMERATION("reason_3gpp", "fine 8=barred"),
    WDM_ENUMERATION("rat", "first second"),
    WDM_FLAGS("rat_3gpp", "0=none 1=wcdma lte"),
    WDM_FLAGS("so_wcdma", "slow fast"),
    WDM_ENUMERATION("radio", "-1=unknown none lte 0xff=no-change"),
    WDM_ENUMERATION("width", "1-4 3 5 10"),
    WDM_FLAGS("bands", "1 2 3 0x40=7"),
};

static const struct wdm_structure structures[] = {
    {"Chain", "kind:u8=kind rat:u16=rat[kind] so:u16=so[rat]"},
    {"Cell", "id:u16 bars:[u8]{Pair}"},
    {"Loop", "again:{Loop}"},
    {"Outer", "cell:{Cell} pin:{Secret}"},
    {"Pair", "a:u8 b:u8"},
    {"Reason", "kind:u8=kind reason:i16=reason[kind]"},
    {"Secret", "pin!:str8 tries:u8"},
};

static struct wdm_layout layout_of(bool tlvs, const char *text)
{
    return (struct wdm_layout){
        .text = text,
        .tlvs = tlvs,
        .structures = structures,
        .structure_count = sizeof(structures) / sizeof(structures[0]),
        .enumerations = enumerations,
        .enumeration_count = sizeof(enumerations) / sizeof(enumerations[0]),
    };
}

#define MBIM false
#define QMI  true

/* What decoding says of bytes, and what makes those bytes. */
static const struct {
    bool tlvs;
    const char *layout;
    const char *bytes;
    const char *says;  /* "path=value; path=value" */
    const char *given; /* NULL: what decoding says */
} cases[] = {
    /* Structures of QMI. */
    {QMI, "01 p:{Pair}", "01 0200 0102", "p.a=1; p.b=2", NULL},
    {QMI, "01 p:[u8]{Pair} 02 q:{Pair}", "01 0500 0201020304 02 0200 0506",
     "p[0].a=1; p[0].b=2; p[1].a=3; p[1].b=4; q.a=5; q.b=6", NULL},
    {QMI, "10 c:{Cell}", "10 0500 0100 010203", "c.id=1; c.bars[0].a=2; c.bars[0].b=3", NULL},
    {QMI, "10 c:{ x:u8 y:{Pair} }", "10 0300 07 0102", "c.x=7; c.y.a=1; c.y.b=2", NULL},
    /* Names that another field chooses. */
    {QMI, "01 r:{Reason}", "01 0300 02 0800", "r.kind=3gpp (2); r.reason=barred (8)", NULL},
    {QMI, "01 r:{Reason}", "01 0300 01 0100", "r.kind=net-work (1); r.reason=lost (1)", NULL},
    {QMI, "01 r:{Reason}", "01 0300 01 2c01", "r.kind=net-work (1); r.reason=far (300)",
     "r.kind=net-work; r.reason=far"},
    {QMI, "01 r:{Reason}", "01 0300 01 ffff", "r.kind=net-work (1); r.reason=odd (-1)",
     "r.reason=odd; r.kind=1"},
    /* None there: numbers. */
    {QMI, "01 r:{Reason}", "01 0300 00 0100", "r.kind=none (0); r.reason=unknown (1)",
     "r.kind=none; r.reason=1"},
    {QMI, "01 r:{Reason}", "01 0300 09 0100", "r.kind=unknown (9); r.reason=unknown (1)", NULL},
    {QMI, "01 r:{Reason}", "01 0300 02 0700", "r.kind=3gpp (2); r.reason=unknown (7)", NULL},
    /* A chain of them; flags, each by its name where it is one alone. */
    {QMI, "01 c:{Chain}", "01 0500 02 0100 0300",
     "c.kind=3gpp (2); c.rat=wcdma (0x1); c.so=slow, fast (0x3)", NULL},
    {QMI, "01 c:{Chain}", "01 0500 02 0300 0300",
     "c.kind=3gpp (2); c.rat=wcdma, lte (0x3); c.so=unknown (3)", NULL},
    {QMI, "01 c:{Chain}", "01 0500 00 0100 0300",
     "c.kind=none (0); c.rat=unknown (1); c.so=unknown (3)", NULL},
    /* In lists, each member by its own; from the structure around. */
    {QMI, "01 l:[u8]{Reason}", "01 0700 02 02 0800 01 0000",
     "l[0].kind=3gpp (2); l[0].reason=barred (8); "
     "l[1].kind=net-work (1); l[1].reason=ok (0)",
     NULL},
    {QMI, "01 o:{ kind:u8=kind in:{ reason:u8=reason[kind] } }", "01 0200 02 08",
     "o.kind=3gpp (2); o.in.reason=barred (8)", NULL},
    {QMI, "01 o:{ kind:u8=kind l:[u8]u8=reason[kind] }", "01 0400 02 02 00 08",
     "o.kind=3gpp (2); o.l[0]=fine (0); o.l[1]=barred (8)", "o.kind=3gpp; o.l=fine,barred"},
    {MBIM, "kind:u32=kind reason:u32=reason[kind]", "02000000 08000000",
     "kind=3gpp (2); reason=barred (8)", "kind=3gpp; reason=barred"},
    /* Names that are numbers: decimal ones are names where they can be. */
    {QMI, "01 a:u8=width 02 b:u8=width", "01 0100 03 02 0100 0a", "a=10 (3); b=unknown (10)",
     "a=10; b=0xa"},
    {QMI, "01 a:u8=width 02 b:u8=width", "01 0100 01 02 0100 00", "a=3 (1); b=1-4 (0)", "a=3; b=0"},
    {QMI, "01 a:u8=bands 02 b:u8=bands", "01 0100 45 02 0100 04", "a=1, 3, 7 (0x45); b=3 (0x4)",
     "a=1,3,7; b=3"},
    {QMI, "01 a:u8=bands 02 b:u8=bands", "01 0100 03 02 0100 08", "a=1, 2 (0x3); b=unknown (0x8)",
     "a=0x3; b=8"},
    /* A negative value names the same bits of an unsigned number. */
    {QMI, "01 a:u8=radio 02 b:i8=radio", "01 0100 ff 02 0100 ff",
     "a=no-change (255); b=unknown (-1)", "a=unknown; b=no-change"},
    {QMI, "01 a:u16=radio 02 b:u64=radio", "01 0200 ffff 02 0800 ffffffffffffffff",
     "a=unknown (65535); b=unknown (-1)", "a=unknown; b=unknown"},
};

static void join(const struct assignments *assignments, char *text, size_t capacity)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < assignments->count; i++) {
        const struct wdm_assignment *each = &assignments->list[i];
        length += (size_t)snprintf(text + length, capacity - length, "%s%.*s=%.*s",
                                   i > 0 ? "; " : "", (int)each->path.length, each->path.text,
                                   (int)each->value.length, each->value.text);
        assert_true(length < capacity);
    }
}

static void test_decoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        static struct assignments said;
        uint8_t bytes[64];
        char text[256];
        struct wdm_malformed malformed;
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t length = from_hex(cases[i].bytes, bytes, sizeof(bytes));
        assert_true(collect(&layout, (struct wdm_span){bytes, length}, &said, &malformed));
        join(&said, text, sizeof(text));
        if (strcmp(text, cases[i].says) != 0)
            fail_msg("layout \"%s\", bytes \"%s\": %s", cases[i].layout, cases[i].bytes, text);
    }
}

static void test_encoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint8_t bytes[64], expected[64];
        struct wdm_error error;
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t length = from_hex(cases[i].bytes, expected, sizeof(expected));
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        if (!encode_text(&layout, cases[i].given ? cases[i].given : cases[i].says, &writer, &error))
            fail_msg("layout \"%s\": %s", cases[i].layout, error.what);
        if (writer.length != length || memcmp(bytes, expected, length) != 0)
            fail_msg("layout \"%s\": not %s", cases[i].layout, cases[i].bytes);
    }
}

static void test_failures(void **state)
{
    (void)state;
    static const struct {
        const char *layout;
        const char *given;
        const char *says;
    } rows[] = {
        {"01 p:{Pair}", "p.a=1", "p.b: required, u8 (0 to 255)"},
        {"01 p:{Pair}", "p=1", "p: a structure; name what is in it, such as p.NAME"},
        {"01 p:{Pair}", "p.c=1", "no field \"p.c\"; did you mean \"p.a\"?"},
        {"01 r:{Reason}", "r.kind=3gpp; r.reason=bared",
         "r.reason: no such name \"bared\" (did you mean \"barred\"?); "
         "i16 (-32768 to 32767), named by kind"},
        {"01 r:{Reason}", "r.kind=none; r.reason=barred",
         "r.reason: \"barred\" is not i16 (-32768 to 32767), named by kind"},
        {"01 r:{Reason}", "r.kind=3gpp; r.reason=70000",
         "r.reason: 70000 does not fit i16 (-32768 to 32767)"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint8_t bytes[64];
        struct wdm_error error;
        struct wdm_layout layout = layout_of(QMI, rows[i].layout);
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        assert_false(encode_text(&layout, rows[i].given, &writer, &error));
        assert_string_equal(error.what, rows[i].says);
    }
}

/* What is personal in a structure is so where it is named; a TLV that is malformed is
 * hidden only where something in it may be personal. */
static void test_masks(void **state)
{
    (void)state;
    static const struct {
        const char *layout;
        const char *bytes;
        const char *mask;
    } rows[] = {
        {"01 s:{Secret} 02 p:{Pair}", "01 0300 01 31 05 02 0200 0102", "00001000000"},
        {"01 s:{Secret} 02 p:{Pair}", "01 0200 09 31 02 0100 01", "111110000"},
        {"01 o:{Outer}", "01 0400 0100 00 09", "1110011"},
        {"01 o:[u8]{Cell}", "01 0200 0101", "00000"},
        {"01 l:{Loop}", "01 0100 01", "1111"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint8_t bytes[32], mask[32];
        struct wdm_layout layout = layout_of(QMI, rows[i].layout);
        size_t length = from_hex(rows[i].bytes, bytes, sizeof(bytes));
        char text[33] = "";
        wdm_mask_personal(&layout, (struct wdm_span){bytes, length}, mask);
        for (size_t k = 0; k < length; k++)
            text[k] = (char)('0' + mask[k]);
        if (strcmp(text, rows[i].mask) != 0)
            fail_msg("layout \"%s\", bytes \"%s\": %s", rows[i].layout, rows[i].bytes, text);
    }
}

static void test_help(void **state)
{
    (void)state;
    static struct test_output output;
    struct wdm_layout layout = layout_of(QMI, "01 r:{Reason} 10 c:[u8]{Cell}");
    test_output_init(&output);
    wdm_print_layout(&layout, "", &output.output);
    assert_string_equal(output.text,
                        "r.kind          one of none (0), net-work (1), 3gpp (2), any (255)\n"
                        "r.reason        i16 (-32768 to 32767), named by kind\n"
                        "c[N].id         optional, u16 (0 to 65535)\n"
                        "c[N].bars[N].a  optional, u8 (0 to 255)\n"
                        "c[N].bars[N].b  optional, u8 (0 to 255)\n");
}

static void test_checks(void **state)
{
    (void)state;
    static const struct {
        bool tlvs;
        const char *layout;
        const char *names; /* what is wrong has this; NULL: it is right */
    } rows[] = {
        {QMI, "01 p:{Pair} 02 l:[u8]{Pair} 03 m:[2]{Reason}", NULL},
        {QMI, "01 p:{Nowhere}", "p"},
        {QMI, "01 p:[u8]{Nowhere}", "p"},
        {QMI, "01 p:{Loop}", "p.again.again"},
        {QMI, "01 p:{Pair", "p"},
        {QMI, "01 p:{}", "p"},
        {QMI, "01 r:{ kind:u8=kind reason:u8=reason[kind] }", NULL},
        {QMI, "01 r:{ reason:u8=reason[kind] kind:u8=kind }", "r.reason"},
        {QMI, "01 kind:u8=kind 02 reason:u8=reason[kind]", "reason"},
        {QMI, "01 r:{ kind:u8=kind reason:u8=cause[kind] }", "cause"},
        {QMI, "01 r:{ kind:u8=kind reason:u8=reason[kind }", "r"},
        {MBIM, "kind:u32=kind reason:u32=reason[kind]", NULL},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct wdm_error error;
        struct wdm_layout layout = layout_of(rows[i].tlvs, rows[i].layout);
        wdm_error_clear(&error);
        bool good = wdm_layout_check(&layout, &error);
        if (good != !rows[i].names || (!good && !strstr(error.what, rows[i].names)))
            fail_msg("layout \"%s\": %s", rows[i].layout, error.what);
    }
}

/* Every verbose reason of WDS has its name, by its type. */
static void test_call_end_reasons(void **state)
{
    (void)state;
    static const struct {
        uint8_t type;
        int16_t reason;
        const char *name;
    } rows[] = {
        {1, -1, "error-reason-unknown (-1)"}, {2, 201, "error (201)"},
        {3, 2001, "no-service (2001)"},       {6, 33, "option-unsubscribed (33)"},
        {7, 31, "pap-failure (31)"},          {9, 1, "prefix-unavailable (1)"},
    };
    const struct wdm_qmi_service *wds = wdm_qmi_service_by_name("wds");
    struct wdm_layout layout =
        wdm_qmi_layout(wds, wdm_qmi_message_by_name(wds, "start-network", 0), WDM_QMI_RESPONSE);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint16_t reason = (uint16_t)rows[i].reason;
        uint8_t bytes[] = {
            0x11, 4, 0, rows[i].type, 0, (uint8_t)(reason & 0xff), (uint8_t)(reason >> 8)};
        char text[64];
        wdm_field_text(&layout, (struct wdm_span){bytes, sizeof(bytes)},
                       "verbose_call_end_reason.reason", text, sizeof(text));
        assert_string_equal(text, rows[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decoding),
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_masks),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_checks),
        cmocka_unit_test(test_call_end_reasons),
    };
    return cmocka_run_group_tests_name("notation", tests, NULL, NULL);
}
