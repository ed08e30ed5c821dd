/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decoding by layout: what each notation means, and bytes that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"

static const struct wdm_enumeration enumerations[] = {
    WDM_ENUMERATION("mode", "online low-power 5=offline"),
    WDM_ENUMERATION("radio", "-1=unknown none 8=lte"),
    WDM_FLAGS("caps", "a b 8=d 0=nothing 0xf=all"),
    WDM_ENUMERATION("format", "pdu cdma"),
};

static const struct wdm_structure structures[] = {
    {"Pair", "a:u32 b:u32"},
    {"Named", "name:str id:u32"},
    {"Cids", "id:u32 count:u32 cids:[count]u32"},
    {"Nested", "count:u32 pairs:[count]*{Pair}"},
    {"Nothing", ""},
    {"Data", "data:rest"},
    {"Inner", "data:ref"},
    {"Loop", "again:{Loop}"},
    {"Secret", "pin!:str more:{Pair}"},
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

/* What decoding says: "path=value; path=value", and "!field: problem @offset". */
static const struct {
    bool tlvs;
    const char *layout;
    const char *bytes;
    const char *says;
} cases[] = {
    /* Numbers of QMI. */
    {QMI, "01 a:u8", "01 0100 ff", "a=255"},
    {QMI, "01 a:u16", "01 0200 3412", "a=4660"},
    {QMI, "01 a:u32", "01 0400 78563412", "a=305419896"},
    {QMI, "01 a:u48", "01 0600 010000000080", "a=140737488355329"},
    {QMI, "01 a:u64", "01 0800 ffffffffffffffff", "a=18446744073709551615"},
    {QMI, "01 a:i8", "01 0100 80", "a=-128"},
    {QMI, "01 a:i16", "01 0200 feff", "a=-2"},
    {QMI, "01 a:i32", "01 0400 00000080", "a=-2147483648"},
    {QMI, "01 a:i64", "01 0800 0000000000000080", "a=-9223372036854775808"},
    {QMI, "01 a:be16", "01 0200 1234", "a=4660"},
    {QMI, "01 a:be32", "01 0400 12345678", "a=305419896"},
    {QMI, "01 a:f32", "01 0400 0000c03f", "a=1.5"},
    {QMI, "01 a:f32", "01 0400 cdcccc3d", "a=0.1"},
    {QMI, "01 a:f64", "01 0800 9a9999999999b93f", "a=0.1"},
    {QMI, "01 a:f64", "01 0800 182d4454fb210940", "a=3.141592653589793"},
    {QMI, "01 a:u8=bool", "01 0100 07", "a=yes"},
    {QMI, "01 a:i8=bool", "01 0100 00", "a=no"},
    {QMI, "01 a:u8=mode", "01 0100 05", "a=offline (5)"},
    {QMI, "01 a:u8=mode", "01 0100 06", "a=unknown (6)"},
    {QMI, "01 a:i8=radio", "01 0100 ff", "a=unknown (-1)"},
    {QMI, "01 a:u8=nobody_knows", "01 0100 09", "a=unknown (9)"},
    {QMI, "01 a:u8=caps", "01 0100 03", "a=a, b (0x3)"},
    {QMI, "01 a:u16=caps", "01 0200 0801", "a=d (0x108)"},
    {QMI, "01 a:u8=caps", "01 0100 00", "a=nothing (0x0)"},
    {QMI, "01 a:u8=caps", "01 0100 0f", "a=a, b, d, all (0xf)"},
    {QMI, "01 a:i8=caps", "01 0100 80", "a=unknown (0x80)"},
    /* Texts, lists and structures of QMI. */
    {QMI, "01 a:str", "01 0300 61c3a9", "a=a\xc3\xa9"},
    {QMI, "01 a:str<=2", "01 0300 616263", "a=abc"},
    {QMI, "01 a:str", "01 0000", "a="},
    {QMI, "01 a:{ b:str8 c:u8 }", "01 0400 02616205", "a.b=ab; a.c=5"},
    {QMI, "01 a:str16", "01 0400 02006162", "a=ab"},
    {QMI, "01 a:{ b:str[3] c:u8 }", "01 0400 61620009", "a.b=ab; a.c=9"},
    {QMI, "01 a:[u8]u16", "01 0500 0201000200", "a[0]=1; a[1]=2"},
    {QMI, "01 a:[u16]u16", "01 0400 01000500", "a[0]=5"},
    {QMI, "01 a:[u32]u16", "01 0600 010000000500", "a[0]=5"},
    {QMI, "01 a:[2]be16", "01 0400 00010002", "a[0]=1; a[1]=2"},
    {QMI, "01 a:[u8]u8=radio", "01 0300 020809", "a[0]=lte (8); a[1]=unknown (9)"},
    {QMI, "01 a:[u8]u16", "01 0100 00", "a="},
    {QMI, "01 a:[u8]u8", "01 0300 020a1b", "a=0a1b"},
    {QMI, "01 a:[3]u8", "01 0300 0a1b2c", "a=0a1b2c"},
    {QMI, "01 a:[u8]u8", "01 0100 00", "a="},
    {QMI, "01 a:[u8]str8", "01 0500 0201610162", "a[0]=a; a[1]=b"},
    {QMI, "01 a:{ b:u8 c:{ d:u8 } }", "01 0200 0102", "a.b=1; a.c.d=2"},
    {QMI, "01 a:[u8]{ b:u8 c:[u8]{ d:u8 } }", "01 0600 020101050900",
     "a[0].b=1; a[0].c[0].d=5; a[1].b=9; a[1].c="},
    {QMI, "01 a:{ b:u16 c:[seq-u8,u16]u8 }", "01 0700 0001 03 0200 aabb",
     "a.b=256; a.c.sequence=3; a.c.items=aabb"},
    {QMI, "01 a:uuid 02 b:ipv4 03 c:bytes[2]",
     "01 1000 a289cc33bcbb8b4fb6b0133ec2aae6de 02 0400 0a000001 03 0200 0102",
     "a=a289cc33-bcbb-8b4f-b6b0-133ec2aae6de; b=10.0.0.1; c=0102"},
    /* TLVs in any order, unknown ones, the result, and what is left over. */
    {QMI, "01 a:u8 10 b:u8 11 c:u8", "11 0100 03 01 0100 01 10 0100 02", "c=3; a=1; b=2"},
    {QMI, "01 a:u8", "17 0200 beef 02 0400 01000300 01 0100 01", "tlv_0x17=beef; a=1"},
    {QMI, "02 a:u8 01 b:u8", "02 0100 07", "a=7"},
    {QMI, "01 a:u8", "02 0100 07", "tlv_0x02=07"},
    {QMI, "01 a:u8", "01 0300 010203", "a=1"},
    {QMI, "", "01 0100 07", "tlv_0x01=07"},
    {QMI, NULL, "01 0100 07", "tlv_0x01=07"},
    {QMI, "01 a:u8", "", ""},
    /* QMI that is malformed: what was good stays, TLVs behind are decoded. */
    {QMI, "01 a:u32 02 b:u8", "01 0200 0102 02 0100 05", "b=5; !a: cut short @3"},
    {QMI, "01 a:{ b:u8 c:u16 }", "01 0200 0102", "a.b=1; !c: cut short @4"},
    {QMI, "01 a:str8", "01 0200 0561", "!a: longer than its TLV @4"},
    {QMI, "01 a:[u8]u16", "01 0400 ff010002", "a[0]=1; !a: cut short @6"},
    {QMI, "01 a:[u32]u8", "01 0500 ffffffff00", "!a: longer than its TLV @7"},
    {QMI, "01 a:[u32]str", "01 0400 ffffffff", "a=; !a: cut short @7"},
    {QMI, "01 a:[u32]{ }", "01 0500 ffffffff00", "!a: says more than the message can hold @7"},
    {QMI, "01 a:u8", "01 0500 01", "!a: longer than the message @3"},
    {QMI, "01 a:u8", "01 0100 02 03", "a=2; !TLV: longer than the message @5"},
    {QMI, "01 a:u8 10 b:[u8]{ c:u16 }", "10 0400 02 0100 02 01 0100 09",
     "b[0].c=1; a=9; !c: cut short @6"},
    {QMI, "01 a:u9", "01 0100 02", "tlv_0x01=02"},
    {QMI, "01 a:{ b:u8 c }", "01 0100 02", "a.b=2; !b: the catalogue's layout is wrong here @4"},
    /* MBIM: the fixed part. */
    {MBIM, "a:u16 b:u32 c:u64 d:i32", "0100 02000000 0300000000000000 fcffffff",
     "a=1; b=2; c=3; d=-4"},
    {MBIM, "a:u32=mode b:u32=bool c:u32=caps", "01000000 01000000 03000000",
     "a=low-power (1); b=yes; c=a, b (0x3)"},
    {MBIM, "a:uuid b:bytes[2] c:ipv4 d:ipv6",
     "d1a30bc2f97a6e43bf65c7e24fb0f0d3 0102 c0a80001 20010db8000000000000000000000001",
     "a=d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3 (qmi); b=0102; c=192.168.0.1; d=2001:db8::1"},
    {MBIM, "a:uuid", "7e5e2a7e4e6f7272736b656e7e5e2a7e",
     "a=7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e (internet)"},
    {MBIM, "a:u32", "01000000 ffff", "a=1"},
    /* Texts and bytes elsewhere. */
    {MBIM, "a:str b:u32", "0c000000 04000000 05000000 61006200", "a=ab; b=5"},
    {MBIM, "a:str", "00000000 00000000", "a="},
    {MBIM, "a:str", "08000000 00000000", "a="},
    {MBIM, "a:str", "00000000 04000000", "a="},
    {MBIM, "a:str", "08000000 06000000 61006200 00000000", "a=ab"},
    {MBIM, "a:str", "08000000 04000000 3dd8f6dc", "a=\xf0\x9f\x93\xb6"},
    {MBIM, "a:str8", "08000000 02000000 c3a9", "a=\xc3\xa9"},
    {MBIM, "a:ref b:fer", "10000000 02000000 01000000 12000000 aabbcc00", "a=aabb; b=cc"},
    {MBIM, "n:u32 a:ref[n] b:ref[n]", "02000000 0c000000 10000000 aabb0000 ccdd0000",
     "n=2; a=aabb; b=ccdd"},
    {MBIM, "a:inline b:u8", "03000000 aabbcc00 07", "a=aabbcc; b=7"},
    {MBIM, "n:u32 a:inline[n]", "03000000 aabbcc", "n=3; a=aabbcc"},
    {MBIM, "a:u32 b:rest", "01000000 aabbcc", "a=1; b=aabbcc"},
    {MBIM, "b:rest (unpadded)", "", "b="},
    /* Lists. */
    {MBIM, "n:u32 a:[n]u32", "02000000 05000000 06000000", "n=2; a[0]=5; a[1]=6"},
    {MBIM, "n:u32 a:[n]str", "02000000 14000000 02000000 00000000 00000000 61000000",
     "n=2; a[0]=a; a[1]="},
    {MBIM, "n:u32 a:[n]*{Named}",
     "02000000 14000000 10000000 24000000 0c000000"
     " 0c000000 02000000 01000000 78000000 00000000 00000000 02000000",
     "n=2; a[0].name=x; a[0].id=1; a[1].name=; a[1].id=2"},
    {MBIM, "n:u32 a:[n]*{Cids}", "01000000 0c000000 10000000 07000000 02000000 01000000 05000000",
     "n=1; a[0].id=7; a[0].count=2; a[0].cids[0]=1; a[0].cids[1]=5"},
    {MBIM, "n:u32 a:*[n]{Pair} b:*ipv4 m:u32 c:*[m]ipv4",
     "02000000 14000000 24000000 01000000 28000000"
     " 01000000 02000000 03000000 04000000 0a000001 08080808",
     "n=2; a[0].a=1; a[0].b=2; a[1].a=3; a[1].b=4; b=10.0.0.1; m=1; c[0]=8.8.8.8"},
    {MBIM, "n:u32 a:*[n]{Pair} b:*ipv6", "00000000 00000000 00000000", "n=0; a="},
    {MBIM, "a:{Pair} b:u32", "01000000 02000000 03000000", "a.a=1; a.b=2; b=3"},
    {MBIM, "f:u32 a:{Inner}", "01000000 08000000 02000000 aabb", "f=1; a.data=aabb"},
    {MBIM, "a:*{Pair} b:*{Pair}", "00000000 00000000 10000000 08000000 0100000002000000",
     "b.a=1; b.b=2"},
    {MBIM, "a:**{Named} b:u32",
     "0c000000 24000000 09000000 02000000 0c000000 02000000 01000000 61000000"
     " 0c000000 04000000 02000000 62006300",
     "a[0].name=a; a[0].id=1; a[1].name=bc; a[1].id=2; b=9"},
    {MBIM, "a:**{Pair}", "00000000 00000000", "a="},
    {MBIM, "n:u32 a:[n]*{Data}", "01000000 0c000000 03000000 aabbcc00", "n=1; a[0].data=aabbcc"},
    /* TLVs in MBIM. */
    {MBIM, "a:tlv-str b:tlv-u16s c:tlvs",
     "0a000002 02000000 61000000 0b000000 04000000 01000200 10000003 01000000 aa000000",
     "a=a; b[0]=1; b[1]=2; c[0].type=wake-command (16); c[0].data=aa"},
    {MBIM, "a:u32 b:tlv", "01000000 10000000 04000000 01020304",
     "a=1; b.type=wake-command (16); b.data=01020304"},
    {MBIM, "a:u32 b:tlv", "01000000", "a=1"},
    {MBIM, "a:tlvs", "", "a="},
    /* Conditions. */
    {MBIM, "f:u32=format n:u32 a:[n]u32 if(f==pdu) b:[n]ipv4 if(f==cdma) c:u32",
     "00000000 01000000 05000000 06000000", "f=pdu (0); n=1; a[0]=5; c=6"},
    {MBIM, "f:u32=format n:u32 a:[n]u32 if(f==pdu) b:[n]ipv4 if(f==cdma) c:u32",
     "01000000 01000000 05000000 06000000", "f=cdma (1); n=1; b[0]=5.0.0.0; c=6"},
    {MBIM, "f:u32 a:u32 if(f==3)", "03000000 07000000", "f=3; a=7"},
    /* MBIM that is malformed. */
    {MBIM, "a:u32 b:u32", "01000000 0200", "a=1; !b: cut short @4"},
    {MBIM, "a:str", "08000000 06000000 6100", "!a: longer than the message @8"},
    {MBIM, "a:str", "ffffffff 02000000 6100", "!a: its offset is past the end @8"},
    {MBIM, "a:str", "08000000 ffffffff 6100", "!a: longer than the message @8"},
    {MBIM, "n:u32 a:ref[n]", "ffffffff 08000000 00",
     "n=4294967295; !a: longer than the message @8"},
    {MBIM, "a:inline", "05000000 00", "!a: longer than the message @4"},
    {MBIM, "n:u32 a:[n]u32", "ffffffff 05000000", "n=4294967295; a[0]=5; !a: cut short @8"},
    {MBIM, "n:u32 a:*[n]{Pair}", "ffffffff 00000000", "n=4294967295; a="},
    {MBIM, "n:u32 a:*[n]{Pair}", "ffffffff 09000000",
     "n=4294967295; !a: its offset is past the end @8"},
    {MBIM, "n:u32 a:*[n]{Pair}", "02000000 08000000 01000000 02000000 03000000",
     "n=2; a[0].a=1; a[0].b=2; a[1].a=3; !b: cut short @20"},
    {MBIM, "n:u32 a:*[n]{Nothing}", "ffffffff 04000000",
     "n=4294967295; !a: says more than the message can hold @4"},
    {MBIM, "a:**{Pair}", "08000000 02000000 0000", "!a: cut short @8"},
    {MBIM, "a:**{Pair}", "08000000 08000000 ffffffff 01000000", "a[0].a=1; !b: cut short @16"},
    {MBIM, "n:u32 a:[n]*{Pair}", "01000000 00000000 00000000", "n=1; !a: cut short @12"},
    {MBIM, "a:tlv-str", "0a000000 ff000000 6100", "!a: longer than the message @8"},
    {MBIM, "a:tlv-str", "0a0000", "!a: cut short @3"},
    {MBIM, "a:{Loop}", "01000000", "!again: nests too deep @0"},
    {MBIM, "a:{Nowhere}", "01000000", "!a: the catalogue's layout is wrong here @0"},
    {MBIM, "a:[n]u32", "01000000", "!a: the catalogue's layout is wrong here @0"},
    {MBIM, "a:u32 if(x==1)", "01000000", "!a: the catalogue's layout is wrong here @0"},
};

static void say(const struct wdm_layout *layout, struct wdm_span bytes, char *text, size_t capacity)
{
    static struct assignments said;
    struct wdm_malformed malformed;
    size_t length = 0;
    bool good = collect(layout, bytes, &said, &malformed);
    assert_int_equal(good, !malformed.is);
    text[0] = '\0';
    for (size_t i = 0; i < said.count; i++) {
        const struct wdm_assignment *each = &said.list[i];
        length += (size_t)snprintf(text + length, capacity - length, "%s%.*s=%.*s", i ? "; " : "",
                                   (int)each->path.length, each->path.text, (int)each->value.length,
                                   each->value.text);
    }
    if (malformed.is)
        snprintf(text + length, capacity - length, "%s!%s: %s @%zu", said.count ? "; " : "",
                 malformed.field, malformed.problem, malformed.offset);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        static uint8_t bytes[512];
        char text[1024];
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t length = from_hex(cases[i].bytes, bytes, sizeof(bytes));
        say(&layout, (struct wdm_span){length ? bytes : NULL, length}, text, sizeof(text));
        if (strcmp(text, cases[i].says) != 0)
            fail_msg("layout \"%s\", bytes \"%s\":\n  says   %s\n  not    %s",
                     cases[i].layout ? cases[i].layout : "none", cases[i].bytes, text,
                     cases[i].says);
    }
}

struct counter {
    struct wdm_sink sink;
    size_t told;
    size_t bytes;
    int open;
};

static void count_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct counter *counter = (struct counter *)sink;
    (void)name;
    counter->told++;
    counter->bytes += value->raw.length;
}

static void count_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct counter *counter = (struct counter *)sink;
    (void)name;
    (void)list;
    counter->told++;
    counter->open++;
}

static void count_end(struct wdm_sink *sink, bool list)
{
    struct counter *counter = (struct counter *)sink;
    (void)list;
    counter->open--;
}

static struct counter count(const struct wdm_layout *layout, struct wdm_span bytes,
                            struct wdm_malformed *malformed)
{
    struct counter counter = {.sink = {count_value, count_begin, count_end, NULL}};
    wdm_decode(layout, bytes, &counter.sink, malformed);
    assert_int_equal(counter.open, 0);
    return counter;
}

/* Every entry of a list points at the same structure, whose list takes all of
 * the buffer: without a bound that is 8000 times 16000 numbers. */
static void test_overlapping_lists_are_bounded(void **state)
{
    (void)state;
    static uint8_t bytes[65536];
    struct wdm_layout layout = layout_of(MBIM, "n:u32 a:[n]*{Cids}");
    struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
    wdm_write_u32(&writer, 8000);
    for (int i = 0; i < 8000; i++) {
        wdm_write_u32(&writer, 4);
        wdm_write_u32(&writer, (uint32_t)sizeof(bytes) - 4);
    }
    /* As Cids: id is the first offset, count the size. */
    struct wdm_malformed malformed;
    struct counter counter = count(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &malformed);
    assert_true(malformed.is);
    assert_true(counter.told > 10000);
    assert_true(counter.told <= 4 * sizeof(bytes) + 64);
    assert_true(counter.bytes <= 4 * sizeof(bytes) + 64);
}

/* A long text that many entries share must not be told for each of them. */
static void test_shared_text_is_bounded(void **state)
{
    (void)state;
    static uint8_t bytes[65536];
    struct wdm_layout layout = layout_of(MBIM, "n:u32 a:[n]str");
    struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
    wdm_write_u32(&writer, 4000);
    for (int i = 0; i < 4000; i++) {
        wdm_write_u32(&writer, 4);
        wdm_write_u32(&writer, (uint32_t)sizeof(bytes) - 4);
    }
    struct wdm_malformed malformed;
    struct counter counter = count(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &malformed);
    assert_string_equal(malformed.problem, "says more than the message can hold");
    assert_true(counter.bytes <= 4 * sizeof(bytes) + 64);
}

/* A message whose texts are shared once is still decoded whole. */
static void test_shared_text_is_allowed(void **state)
{
    (void)state;
    static uint8_t bytes[20];
    char text[128];
    struct wdm_layout layout = layout_of(MBIM, "a:str b:str");
    size_t length = from_hex("10000000 04000000 10000000 04000000 61006200", bytes, sizeof(bytes));
    say(&layout, (struct wdm_span){bytes, length}, text, sizeof(text));
    assert_string_equal(text, "a=ab; b=ab");
}

/* As deep as may be, and one deeper. */
static void test_depth(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x01, 0x01, 0x00, 0x07};
    for (int depth = WDM_FIELD_DEPTH; depth <= WDM_FIELD_DEPTH + 1; depth++) {
        char text[256] = "01 a:";
        struct wdm_malformed malformed;
        for (int i = 0; i < depth; i++)
            strcat(text, "{ a:");
        strcat(text, "u8");
        for (int i = 0; i < depth; i++)
            strcat(text, " }");
        struct wdm_layout layout = layout_of(QMI, text);
        struct counter counter =
            count(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &malformed);
        assert_int_equal(malformed.is, depth > WDM_FIELD_DEPTH);
        assert_int_equal(counter.told, depth > WDM_FIELD_DEPTH ? depth - 1 : depth + 1);
    }
}

/* No beginning of the bytes of any case, and no random change to them, reads
 * outside (the sanitizers see that) or tells more than it may. */
static void test_damage(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        static uint8_t bytes[512];
        static uint8_t mask[512];
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t whole = from_hex(cases[i].bytes, bytes, sizeof(bytes));
        for (size_t round = 0; round < whole + 50; round++) {
            /* At the end of the array, so that a read behind is noticed. */
            size_t length = round < whole ? round : whole;
            uint8_t *end = bytes + sizeof(bytes) - length;
            struct wdm_malformed malformed;
            memmove(end, bytes, length);
            for (int change = 0; round >= whole && length > 0 && change < 3; change++) {
                random = random * 1664525 + 1013904223;
                end[(random >> 8) % length] = (uint8_t)(random >> 24);
            }
            struct wdm_span damaged = {end, length};
            struct counter counter = count(&layout, damaged, &malformed);
            assert_true(counter.told <= (4 * length + 64) * 2);
            wdm_mask_personal(&layout, damaged, mask);
            from_hex(cases[i].bytes, bytes, sizeof(bytes));
        }
    }
}

static void test_find(void **state)
{
    (void)state;
    static const char text[] =
        "01 info:{ mode:u8=mode list:[u8]u8=radio pairs:[u8]{ a:u8 b:str8 } }"
        " 10 name!:str 11 rate:f32 12 back:i8";
    static uint8_t bytes[64];
    struct wdm_layout layout = layout_of(QMI, text);
    struct wdm_value value;
    size_t length = from_hex("01 0a00 05 020801 02 070178 0800"
                             "10 0300 616263 11 0400 0000c03f 12 0100 fe",
                             bytes, sizeof(bytes));
    struct wdm_span span = {bytes, length};

    assert_true(wdm_field_find(&layout, span, "info.mode", &value));
    assert_int_equal(value.kind, WDM_VALUE_ENUM);
    assert_int_equal(value.number, 5);
    assert_ptr_equal(value.enumeration, &enumerations[0]);
    assert_ptr_equal(value.raw.bytes, bytes + 3);
    assert_false(value.personal);
    assert_true(wdm_field_find(&layout, span, "name", &value));
    assert_true(value.personal);
    assert_int_equal(value.kind, WDM_VALUE_TEXT);
    assert_int_equal(value.raw.length, 3);
    assert_false(wdm_field_find(&layout, span, "info", &value));
    assert_false(wdm_field_find(&layout, span, "info.mod", &value));
    assert_false(wdm_field_find(&layout, span, "info.list[2]", &value));

    assert_int_equal(wdm_field_number(&layout, span, "info.list[1]", 99), 1);
    assert_int_equal(wdm_field_number(&layout, span, "info.pairs[1].a", 99), 8);
    assert_int_equal(wdm_field_number(&layout, span, "info.pairs[2].a", 99), 99);
    assert_int_equal(wdm_field_number(&layout, span, "name", 99), 99);
    assert_int_equal(wdm_field_number(&layout, span, "rate", 99), 99);
    assert_true(wdm_field_number(&layout, span, "back", 99) == UINT64_MAX - 1);
}

static void test_field_text(void **state)
{
    (void)state;
    static const char text[] =
        "01 list:[u8]u8=radio 10 name!:str 11 caps:u8=caps 12 x:[u8]{ a:u8 }";
    static uint8_t bytes[64];
    static const struct {
        const char *path;
        size_t capacity;
        const char *text;
    } finds[] = {
        {"list", 64, "lte (8), none (0)"},
        {"list[0]", 64, "lte (8)"},
        {"name", 64, "a\xc3\xa9"},
        {"name", 4, "a\xc3\xa9"},
        {"name", 3, "a"},
        {"name", 1, ""},
        {"caps", 64, "a, b (0x3)"},
        {"x", 64, ""},
        {"x[0].a", 64, "1"},
        {"nothing", 64, ""},
    };
    struct wdm_layout layout = layout_of(QMI, text);
    size_t length =
        from_hex("01 0300 020800 10 0300 61c3a9 11 0100 03 12 0200 0101", bytes, sizeof(bytes));
    for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
        char found[64];
        size_t found_length = wdm_field_text(&layout, (struct wdm_span){bytes, length},
                                             finds[i].path, found, finds[i].capacity);
        assert_string_equal(found, finds[i].text);
        assert_int_equal(found_length, strlen(finds[i].text));
    }
}

/* Masks: '1' is personal. */
static const struct {
    bool tlvs;
    const char *layout;
    const char *bytes;
    const char *mask;
} masks[] = {
    {QMI, "01 a:u8 10 b!:str", "01 0100 05 10 0200 6162", "000000011"},
    {QMI, "01 a:{ b:u8 pin!:str8 c:u8 }", "01 0500 01 02 3132 07", "00000110"},
    {QMI, "01 a!:[u8]{ b:u8 c:str8 }", "01 0500 01 07 02 3132", "00001011"},
    {QMI, "01 a:u8", "17 0100 05", "0000"},
    /* What is malformed and may be personal is hidden but for what was told. */
    {QMI, "01 a:{ b:u8 pin!:str8 } 02 c:u8", "01 0400 01 09 3132 02 0100 07", "11101110000"},
    {QMI, "01 a:{ b:u8 pin:str8 }", "01 0400 01 09 3132", "0000000"},
    {QMI, "01 a!:str", "01 0900 3132", "11111"},
    {QMI, "01 a:u8 10 b!:u8", "01 0100 01 10 00", "000011"},
    {MBIM, "a!:str b:u32", "0c000000 02000000 05000000 31003200", "0000000000001100"},
    {MBIM, "s:{Secret}", "10000000 02000000 01000000 02000000 3100", "000000000000000011"},
    {MBIM, "s:{Secret}", "10000000 02000000 01000000", "111111111111"},
};

static void test_masks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(masks) / sizeof(masks[0]); i++) {
        uint8_t bytes[64];
        uint8_t mask[64];
        char text[65];
        struct wdm_layout layout = layout_of(masks[i].tlvs, masks[i].layout);
        size_t length = from_hex(masks[i].bytes, bytes, sizeof(bytes));
        memset(mask, 7, sizeof(mask));
        wdm_mask_personal(&layout, (struct wdm_span){bytes, length}, mask);
        for (size_t j = 0; j < length; j++)
            text[j] = (char)('0' + mask[j]);
        text[length] = '\0';
        if (strcmp(text, masks[i].mask) != 0)
            fail_msg("layout \"%s\", bytes \"%s\": mask %s, not %s", masks[i].layout,
                     masks[i].bytes, text, masks[i].mask);
        assert_int_equal(mask[length], 7);
    }
}

/* A sink that wants nothing, and what malformed says then. */
static void test_empty_sink(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x01, 0x02, 0x00, 0x01, 0x07, 0x17, 0x00, 0x00};
    struct wdm_layout layout = layout_of(QMI, "01 a_name_that_is_much_longer_than_a_field_of_the_"
                                              "malformed_may_well_be:{ a:[u8]{ b:u8 } c:u8 }");
    struct wdm_sink sink = {0};
    struct wdm_malformed malformed;
    assert_false(wdm_decode(&layout, (struct wdm_span){bytes, sizeof(bytes)}, &sink, &malformed));
    assert_string_equal(malformed.field, "c");
    assert_int_equal(malformed.offset, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_overlapping_lists_are_bounded),
        cmocka_unit_test(test_shared_text_is_bounded),
        cmocka_unit_test(test_shared_text_is_allowed),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_field_text),
        cmocka_unit_test(test_masks),
        cmocka_unit_test(test_empty_sink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
