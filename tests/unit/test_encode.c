/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Encoding by layout: what assignments become, what they must not be, and that
 * decoding and encoding feed each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fields_support.h"

static const struct wdm_enumeration enumerations[] = {
    WDM_ENUMERATION("mode", "online low-power 5=offline"),
    WDM_ENUMERATION("radio", "-1=unknown none 8=lte 0x10=5gnr 802-3"),
    WDM_FLAGS("caps", "a b 8=d"),
    WDM_FLAGS("bits", "0=none one two"),
    WDM_ENUMERATION("format", "pdu cdma"),
    WDM_ENUMERATION("many", "first-of-many-names second-of-many-names third-of-many-names "
                            "fourth-of-many-names fifth-of-many-names sixth-of-many-names "
                            "seventh-of-many-names eighth-of-many-names"),
};

static const struct wdm_structure structures[] = {
    {"Pair", "a:u32 b:u32"},
    {"Named", "name:str id:u32"},
    {"Cids", "id:u32 count:u32 cids:[count]u32"},
    {"Filter", "size:u32 filter:ref[size] mask:ref[size]"},
    {"Data", "data:rest (unpadded)"},
    {"Inner", "data:ref"},
    {"Loop", "again:{Loop}"},
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

static const struct {
    bool tlvs;
    const char *layout;
    const char *assignments;
    const char *bytes;
} cases[] = {
    /* Numbers. */
    {QMI, "01 a:u8", "a=255", "01 0100 ff"},
    {QMI, "01 a:u8", "a=0xfF", "01 0100 ff"},
    {QMI, "01 a:u8", "a= 7 ", "01 0100 07"},
    {QMI, "01 a:i8", "a=-128", "01 0100 80"},
    {QMI, "01 a:i16", "a=-2", "01 0200 feff"},
    {QMI, "01 a:u48", "a=0x123456789abc", "01 0600 bc9a78563412"},
    {QMI, "01 a:u64", "a=18446744073709551615", "01 0800 ffffffffffffffff"},
    {QMI, "01 a:i64", "a=-9223372036854775808", "01 0800 0000000000000080"},
    {QMI, "01 a:be16", "a=0x1234", "01 0200 1234"},
    {QMI, "01 a:be32", "a=0x12345678", "01 0400 12345678"},
    {QMI, "01 a:f32", "a=1.5", "01 0400 0000c03f"},
    {QMI, "01 a:f64", "a=-1e3", "01 0800 0000000000408fc0"},
    /* Names. */
    {QMI, "01 a:u8=mode", "a=low-power", "01 0100 01"},
    {QMI, "01 a:u8=mode", "a=LOW_Power", "01 0100 01"},
    {QMI, "01 a:u8=mode", "a=offline (5)", "01 0100 05"},
    {QMI, "01 a:u8=mode", "a=unknown (77)", "01 0100 4d"},
    {QMI, "01 a:u8=mode", "a=0x4d", "01 0100 4d"},
    {QMI, "01 a:i8=radio", "a=unknown", "01 0100 ff"},
    {QMI, "01 a:u8=radio", "a=5gnr", "01 0100 10"},
    {QMI, "01 a:u8=radio", "a=802-3", "01 0100 11"},
    {QMI, "01 a:u8=nobody_knows", "a=9", "01 0100 09"},
    {QMI, "01 a:u8=caps", "a=a,d", "01 0100 09"},
    {QMI, "01 a:u8=caps", "a=a | b", "01 0100 03"},
    {QMI, "01 a:u8=caps", "a=b,0x40", "01 0100 42"},
    {QMI, "01 a:u8=caps", "a=a, b (0x3)", "01 0100 03"},
    {QMI, "01 a:u8=caps", "a=none", "01 0100 00"},
    {QMI, "01 a:i8=caps", "a=0x80", "01 0100 80"},
    {QMI, "01 a:u8=bits", "a=none", "01 0100 00"},
    {QMI, "01 a:u8=bool 02 b:u8=bool 03 c:u8=bool 04 d:u8=bool 05 e:u8=bool",
     "a=yes; b=off; c=TRUE; d=0; e=on", "01 0100 01 02 0100 00 03 0100 01 04 0100 00 05 0100 01"},
    /* Texts and bytes. */
    {QMI, "01 a:str", "a=a b=c", "01 0500 6120623d63"},
    {QMI, "01 a:str", "a=", "01 0000"},
    {QMI, "01 a:str<=2", "a=ab", "01 0200 6162"},
    {QMI, "01 a:{ b:str8 c:str16 d:str[3] }", "a.b=x; a.c=yz; a.d=q",
     "01 0900 0178 0200797a 710000"},
    {QMI, "01 a:[u8]u8", "a=0a1b", "01 0300 02 0a1b"},
    {QMI, "01 a:[u8]u8", "a=0a:1B", "01 0300 02 0a1b"},
    {QMI, "01 a:[u16]u8", "a=0a 1b", "01 0400 0200 0a1b"},
    {QMI, "01 a:[2]u8", "a=0a1b", "01 0200 0a1b"},
    {QMI, "01 a:[u8]u8", "a=", "01 0100 00"},
    {QMI, "01 a:[u8]u8", "a=1,0x20", "01 0300 02 0120"},
    {QMI, "01 a:[u8]u8", "a[0]=1; a[1]=32", "01 0300 02 0120"},
    {QMI, "01 a:bytes[2] 02 b:uuid 03 c:ipv4", "a=0102; b=qmi; c=1.2.3.4",
     "01 0200 0102 02 1000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 03 0400 01020304"},
    /* Lists. */
    {QMI, "01 a:[u8]u16", "a=1,2,3", "01 0700 03 0100 0200 0300"},
    {QMI, "01 a:[u8]u16", "a[1]=2; a[0]=1", "01 0500 02 0100 0200"},
    {QMI, "01 a:[u8]u16", "a=", "01 0100 00"},
    {QMI, "01 a:[u8]u8=radio", "a=lte,5gnr", "01 0300 02 0810"},
    {QMI, "01 a:[u8]u8=caps", "a=a|b,d", "01 0300 02 0308"},
    {QMI, "01 a:[2]be16", "a=1,2", "01 0400 0001 0002"},
    {QMI, "01 a:[u8]str8", "a=ab, c", "01 0600 02 026162 0163"},
    {QMI, "01 a:[u8]str8", "a[0]=a,b", "01 0500 01 03612c62"},
    {QMI, "01 a:[u8]{ b:u8 c:[u8]{ d:u8 } }", "a[0].b=1; a[0].c[0].d=5; a[1].b=9",
     "01 0600 02 010105 0900"},
    {QMI, "01 a:[u8]{ b:u8 }", "a=", "01 0100 00"},
    {QMI, "01 a:[u8][u8]u16", "a[1][0]=7; a[0]=1,2", "01 0900 02 02 0100 0200 01 0700"},
    {QMI, "01 a:{ b:u16 c:[seq-u8,u16]u8 }", "a.b=256; a.c.sequence=3; a.c.items=aabb",
     "01 0700 0001 03 0200 aabb"},
    {QMI, "01 a:{ b?:u8 c?:str8 }", "a.b=1", "01 0200 01 00"},
    {QMI, "01 a:{ b?:u8 c?:str[2] d:u8 }", "a.d=1", "01 0400 00 0000 01"},
    /* TLVs: in the layout's order, optional ones left out, unknown ones last. */
    {QMI, "01 a:u8 10 b:u8 11 c:u8", "c=3; a=1", "01 0100 01 11 0100 03"},
    {QMI, "10 a:u8", "", ""},
    {QMI, "", "", ""},
    {QMI, NULL, "", ""},
    {QMI, "01 a?:u8", "", ""},
    {QMI, "01 a:u8", "tlv:0x17=beef; a=1; TLV-0xE0=", "01 0100 01 17 0200 beef e0 0000"},
    {QMI, "01 a:u32 10 b:u8", "tlv_0x01=0102; b=1", "01 0200 0102 10 0100 01"},
    /* Paths in either case. */
    {QMI, "01 a_b:{ c_d:u8 }", "A-b.C_D=1", "01 0100 01"},
    /* MBIM: the fixed part. */
    {MBIM, "a:u16 b:u32 c:u64 d:i32", "a=1; b=2; c=3; d=-4",
     "0100 02000000 0300000000000000 fcffffff"},
    {MBIM, "a:uuid b:bytes[2] c:ipv4 d:ipv6",
     "a=D1A30BC2-f97a-6e43-bf65-c7e24fb0f0d3; b=0102; c=192.168.0.1; d=2001:db8::1",
     "d1a30bc2f97a6e43bf65c7e24fb0f0d3 0102 c0a80001 20010db8000000000000000000000001"},
    {MBIM, "a:uuid", "a=internet", "7e5e2a7e4e6f7272736b656e7e5e2a7e"},
    {MBIM, "a:uuid", "a=7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e (internet)",
     "7e5e2a7e4e6f7272736b656e7e5e2a7e"},
    {MBIM, "a?:u32 b?:uuid c:u16", "c=1", "00000000 00000000000000000000000000000000 0100"},
    /* Texts and bytes elsewhere, in order, padded. */
    {MBIM, "a:str b:u32 c:str", "a=a; b=5; c=bc",
     "14000000 02000000 05000000 18000000 04000000 61000000 62006300"},
    {MBIM, "a:str b:str", "b=a", "00000000 00000000 10000000 02000000 61000000"},
    {MBIM, "a:str", "a=\xf0\x9f\x93\xb6", "08000000 04000000 3dd8f6dc"},
    {MBIM, "a:str8", "a=\xc3\xa9", "08000000 02000000 c3a90000"},
    {MBIM, "a:str<=4", "a=ab", "08000000 04000000 61006200"},
    {MBIM, "a:ref b:fer", "a=aabb; b=cc", "10000000 02000000 01000000 14000000 aabb0000 cc000000"},
    {MBIM, "n:u32 a:ref[n]", "a=aabb", "02000000 08000000 aabb0000"},
    {MBIM, "n:u32 a:ref[n]", "", "00000000 00000000"},
    {MBIM, "a:inline", "a=aabbcc", "03000000 aabbcc00"},
    {MBIM, "n:u32 a:inline[n]", "a=aabbcc", "03000000 aabbcc00"},
    {MBIM, "a:u32 b:rest", "a=1; b=aabbcc", "01000000 aabbcc00"},
    {MBIM, "a:u32 b:rest (unpadded)", "a=1; b=aabbcc", "01000000 aabbcc"},
    {MBIM, "b:rest", "", ""},
    /* Lists; their counts are worked out, or agree. */
    {MBIM, "n:u32 a:[n]u32", "a=5,6", "02000000 05000000 06000000"},
    {MBIM, "n:u32 a:[n]u32", "n=2; a[0]=5; a[1]=6", "02000000 05000000 06000000"},
    {MBIM, "n:u32 a:[n]u32", "", "00000000"},
    {MBIM, "n:u32 a:[n]u32", "n=0", "00000000"},
    {MBIM, "n:u32 a:[n]str", "a=a,bc",
     "02000000 14000000 02000000 18000000 04000000 61000000 62006300"},
    {MBIM, "n:u32 a:[n]*{Named}", "a[0].name=x; a[0].id=1; a[1].id=2",
     "02000000 14000000 10000000 24000000 0c000000"
     " 0c000000 02000000 01000000 78000000 00000000 00000000 02000000"},
    {MBIM, "n:u32 a:[n]*{Cids}", "a[0].id=7; a[0].cids=1,5",
     "01000000 0c000000 10000000 07000000 02000000 01000000 05000000"},
    {MBIM, "n:u32 a:[n]*{Filter}", "a[0].filter=0102; a[0].mask=ff00",
     "01000000 0c000000 14000000 02000000 0c000000 10000000 01020000 ff000000"},
    {MBIM, "n:u32 a:[n]*{Data}", "a[0].data=0102030405; a[1].data=0a",
     "02000000 14000000 05000000 1c000000 01000000 0102030405000000 0a000000"},
    {MBIM, "n:u32 a:*[n]{Pair} b:*ipv4 m:u32 c:*[m]ipv4",
     "a[0].a=1; a[0].b=2; b=10.0.0.1; c=8.8.8.8,1.1.1.1",
     "01000000 14000000 1c000000 02000000 20000000"
     " 01000000 02000000 0a000001 08080808 01010101"},
    {MBIM, "n:u32 a:*[n]{Pair} b:*ipv6", "", "00000000 00000000 00000000"},
    {MBIM, "a:{Pair} b:str", "a.a=1; a.b=2; b=x", "01000000 02000000 10000000 02000000 78000000"},
    {MBIM, "f:u32 a:{Inner}", "f=1; a.data=aabb", "01000000 08000000 02000000 aabb0000"},
    {MBIM, "a:{Inner} b:u32", "a.data=aabb; b=9", "0c000000 02000000 09000000 aabb0000"},
    {MBIM, "a:*{Pair} b:*{Pair}", "b.a=1; b.b=2",
     "00000000 00000000 10000000 08000000 01000000 02000000"},
    {MBIM, "a:**{Named} b:u32", "a[0].name=a; a[0].id=1; a[1].name=bc; a[1].id=2; b=9",
     "0c000000 24000000 09000000 02000000 0c000000 02000000 01000000 61000000"
     " 0c000000 04000000 02000000 62006300"},
    {MBIM, "a:**{Pair}", "", "00000000 00000000"},
    /* TLVs in MBIM. */
    {MBIM, "a:tlv-str b:tlv-u16s c:tlvs", "a=a; b=1,2,3; c[0].type=wake-command; c[0].data=aa",
     "0a000002 02000000 61000000 0b000002 06000000 010002000300 0000"
     " 10000003 01000000 aa000000"},
    {MBIM, "a:tlv-str b:tlv-u16s c:tlvs d:tlv", "", "0a000000 00000000 0b000000 00000000"},
    {MBIM, "a:tlv", "a.type=16", "10000000 00000000"},
    /* Conditions. */
    {MBIM, "f:u32=format n:u32 a:[n]u32 if(f==pdu) b:[n]ipv4 if(f==cdma) c:u32", "f=pdu; a=5; c=6",
     "00000000 01000000 05000000 06000000"},
    {MBIM, "f:u32=format n:u32 a:[n]u32 if(f==pdu) b:[n]ipv4 if(f==cdma) c:u32",
     "f=cdma; b=5.0.0.0; c=6", "01000000 01000000 05000000 06000000"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint8_t expected[256];
        uint8_t bytes[256] = {0xee};
        struct wdm_error error;
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t length = from_hex(cases[i].bytes, expected, sizeof(expected));
        /* What is in the writer already stays, and offsets do not count it. */
        struct wdm_writer writer = {.bytes = bytes, .capacity = sizeof(bytes), .length = 1};
        if (!encode_text(&layout, cases[i].assignments, &writer, &error))
            fail_msg("layout \"%s\", \"%s\": %s", cases[i].layout ? cases[i].layout : "none",
                     cases[i].assignments, error.what);
        if (writer.length != length + 1 || memcmp(bytes + 1, expected, length) != 0) {
            print_message("layout \"%s\", \"%s\":", cases[i].layout, cases[i].assignments);
            for (size_t j = 1; j < writer.length; j++)
                print_message(" %02x", bytes[j]);
            fail_msg("not %s", cases[i].bytes);
        }
        assert_int_equal(bytes[0], 0xee);
    }
}

/* What must not be, and what is said then. */
static const struct {
    bool tlvs;
    const char *layout;
    const char *assignments;
    const char *says;
} failures[] = {
    {QMI, "01 a:u8", "a=256", "a: 256 does not fit u8 (0 to 255)"},
    {QMI, "01 a:u8", "a=-1", "a: -1 does not fit u8 (0 to 255)"},
    {QMI, "01 a:i8", "a=-129", "a: -129 does not fit i8 (-128 to 127)"},
    {QMI, "01 a:i8", "a=128", "a: 128 does not fit i8 (-128 to 127)"},
    {QMI, "01 a:u64", "a=18446744073709551616",
     "a: 18446744073709551616 does not fit u64 (0 to 18446744073709551615)"},
    {QMI, "01 a:i64", "a=-9223372036854775809",
     "a: -9223372036854775809 does not fit i64 (-9223372036854775808 to 9223372036854775807)"},
    {QMI, "01 a:be16", "a=0x10000", "a: 0x10000 does not fit be16 (0 to 65535)"},
    {QMI, "01 a:u8", "a=x", "a: \"x\" is not u8 (0 to 255)"},
    {QMI, "01 a:u8", "a=", "a: \"\" is not u8 (0 to 255)"},
    {QMI, "01 a:u8", "a=0x", "a: \"0x\" is not u8 (0 to 255)"},
    {QMI, "01 a:u8", "a=1 (2)", "a: \"1 (2)\" is not u8 (0 to 255)"},
    {QMI, "01 a:u8=bool", "a=maybe", "a: \"maybe\" is not yes or no"},
    {QMI, "01 a:f32", "a=1.5x", "a: \"1.5x\" is not a number such as 1.5"},
    {QMI, "01 mode:u8=mode", "mode=onlin",
     "mode: no such name \"onlin\" (did you mean \"online\"?); one of online, low-power, offline"},
    {QMI, "01 a:u8=mode", "a=somethingelse",
     "a: no such name \"somethingelse\"; one of online, low-power, offline"},
    {QMI, "01 a:u8=caps", "a=a,x", "a: no such name \"x\" (did you mean \"a\"?); any of a, b, d"},
    {QMI, "01 a:u8=many", "a=first-of-many-nams",
     "a: no such name \"first-of-many-nams\" (did you mean \"first-of-many-names\"?); one of "
     "first-of-many-names, second-of-many-names, third-of-many-names, fourth-of-many-names, "
     "fifth-of-many-names, sixth-of-many-names, ..."},
    {QMI, "01 a:str<=2", "a=abc", "a: \"abc\" is not text of up to 2 bytes"},
    {QMI, "01 a:{ b:str[2] }", "a.b=abc", "a.b: \"abc\" is not text of up to 2 bytes"},
    {QMI, "01 a:[u8]u8", "a=0a1", "a: \"0a1\" is not up to 255 bytes in hex"},
    {QMI, "01 a:[2]u8", "a=0a", "a: has 1 of its 2 members"},
    {QMI, "01 a:bytes[2]", "a=0a", "a: \"0a\" is not 2 bytes in hex"},
    {QMI, "01 a:uuid", "a=nonsense",
     "a: \"nonsense\" is not a UUID, or the name of a service or context type"},
    {QMI, "01 a:ipv4", "a=1.2.3", "a: \"1.2.3\" is not an IPv4 address"},
    /* What is missing. */
    {QMI, "01 pin:str8", "", "pin: required, text of up to 255 bytes"},
    {QMI, "01 a:{ b:u8 c:u16 }", "a.b=1", "a.c: required, u16 (0 to 65535)"},
    {QMI, "10 a:{ b:u8=mode c:u8 }", "a.c=1", "a.b: required, one of online, low-power, offline"},
    {QMI, "01 a:[u8]u8=mode", "", "a: required, a list, each one of online, low-power, offline"},
    {QMI, "01 a:[3]u16", "", "a: required, a list of 3, each u16 (0 to 65535)"},
    {QMI, "01 a:[u8]{ b:u8 }", "a[1].b=1", "a[0].b: required, u8 (0 to 255)"},
    {QMI, "01 a:[u8]u8", "a[1]=1", "a[0]: required, u8 (0 to 255)"},
    {MBIM, "a:u32", "", "a: required, u32 (0 to 4294967295)"},
    {MBIM, "a:uuid", "", "a: required, a UUID, or the name of a service or context type"},
    {MBIM, "a:tlvs", "a[1].type=1", "a[0].type: required, one of "},
    {MBIM, "n:u32 a:[n]*{Pair}", "a[0].a=1", "a[0].b: required, u32 (0 to 4294967295)"},
    /* Fields that are not there. */
    {QMI, "01 info:{ mode:u8 } 10 reason:u16", "info.mod=1",
     "no field \"info.mod\"; did you mean \"info.mode\"?"},
    {QMI, "01 info:{ mode:u8 } 10 reason:u16", "mode=1",
     "no field \"mode\"; did you mean \"info.mode\"?"},
    {QMI, "01 info:{ mode:u8 } 10 reason:u16", "reson=1",
     "no field \"reson\"; did you mean \"reason\"?"},
    {QMI, "01 info:{ mode:u8 } 10 reason:u16", "something_else=1",
     "no field \"something_else\"; there are: info.mode, reason"},
    {QMI, "01 list:[u8]{ mcc:u16 }", "list[3].mc=1",
     "no field \"list[3].mc\"; did you mean \"list[N].mcc\"?"},
    {QMI, "01 list:[u8]{ mcc:u16 }", "list.mcc=1",
     "no field \"list.mcc\"; did you mean \"list[N].mcc\"?"},
    {QMI, "", "a=1", "no field \"a\": there are none"},
    {QMI, "01 a:u8", "tlv_0x100=00", "no field \"tlv_0x100\"; there are: a"},
    {MBIM, "a:u8", "tlv_0x10=00", "no field \"tlv_0x10\"; there are: a"},
    {QMI, "01 a:u8", "a.b=1", "no field \"a.b\"; did you mean \"a\"?"},
    {QMI, "01 a:u8", "a[0]=1", "a[0]: not a list"},
    {QMI, "01 a:[u8]u16", "a[x]=1", "no field \"a[x]\"; there are: a"},
    {QMI, "01 a:{ b:u8 }", "a=1", "a: a structure; name what is in it, such as a.NAME"},
    {QMI, "01 a:u8", "a=1; A=2", "A: given twice"},
    {QMI, "01 a:u8", "a=1; tlv_0x01=02", "a: given by name and as tlv_0x01"},
    {QMI, "01 a:u8", "a=1; tlv_0x17=0", "tlv_0x17: \"0\" is not bytes in hex"},
    /* Lists. */
    {QMI, "01 a:[u8]u16", "a=1,2; a[0]=1", "a: given as a whole and by its members"},
    {QMI, "01 a:[u8]{ b:u8 }", "a=1", "a: has no values of its own: name what is in its members"},
    {QMI, "01 a:[u8]u16", "a=1,300000", "a: 300000 does not fit u16 (0 to 65535)"},
    {QMI, "01 a:[u8]u16", "a[256]=1", "a: 257 members are too many, 255 can be"},
    {QMI, "01 a:[u16]u16", "a[65536]=1", "a: a list has at most 65535 members"},
    {QMI, "01 a:[u16]u16", "a[99999999999999999999]=1", "a: a list has at most 65535 members"},
    {MBIM, "n:u32 a:[n]u32", "n=3; a=1,2", "n: 3, but a has 2; it can be left out"},
    {MBIM, "n:u32 a:[n]u32", "n=1", "n: 1, but a has 0; it can be left out"},
    {MBIM, "f:{Filter}", "f.filter=0102; f.mask=01",
     "f.mask: has 1, but must have as many as size says: 2"},
    {MBIM, "f:{Filter}", "f.filter=0102", "f.mask: has 0, but must have as many as size says: 2"},
    {MBIM, "f:u32=format a:u32 if(f==pdu) b:u32 if(f==cdma)", "f=pdu; a=1; b=2",
     "b: only where f is cdma"},
    {MBIM, "a:str<=4", "a=abc", "a: \"abc\" is not text of up to 2 characters"},
    {MBIM, "a:str", "a=\xff", "a: \"?\" is not text"},
    {MBIM, "a:ref", "a=zz", "a: \"zz\" is not bytes in hex"},
    /* Layouts that are wrong. */
    {QMI, "01 a:u9", "a=1", "no field \"a\": there are none"},
    {QMI, "01 a:u8 02 b:nonsense", "a=1", "the catalogue's layout is wrong here"},
    {MBIM, "a:{Nowhere}", "", "a: the catalogue's layout is wrong here"},
    {MBIM, "a:[n]u32", "", "a: the catalogue's layout is wrong here"},
    {MBIM, "a:{Loop}", "",
     "a.again.again.again.again.again.again.again.again.again.again.again"
     ".again: the catalogue's layout is wrong here"},
};

static void test_failures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
        uint8_t bytes[512];
        struct wdm_error error;
        struct wdm_layout layout = layout_of(failures[i].tlvs, failures[i].layout);
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        bool good = encode_text(&layout, failures[i].assignments, &writer, &error);
        size_t length = strlen(failures[i].says);
        bool beginning = failures[i].says[length - 1] == ' ';
        if (good || (beginning ? strncmp(error.what, failures[i].says, length)
                               : strcmp(error.what, failures[i].says)) != 0)
            fail_msg("layout \"%s\", \"%s\":\n  says   %s\n  not    %s", failures[i].layout,
                     failures[i].assignments, good ? "nothing" : error.what, failures[i].says);
        assert_int_equal(error.kind, WDM_USAGE);
    }
}

/* Whatever the capacity, it fits or fails, and nothing is written behind it. */
static void test_capacity(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint8_t expected[256];
        struct wdm_error error;
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        size_t length = from_hex(cases[i].bytes, expected, sizeof(expected));
        for (size_t capacity = 0; capacity <= length; capacity++) {
            uint8_t bytes[257];
            char says[64];
            memset(bytes, 0xee, sizeof(bytes));
            struct wdm_writer writer = wdm_writer(bytes, capacity);
            bool good = encode_text(&layout, cases[i].assignments, &writer, &error);
            assert_int_equal(good, capacity == length);
            assert_int_equal(bytes[capacity], 0xee);
            snprintf(says, sizeof(says), "the message does not fit %zu bytes", capacity);
            if (!good)
                assert_string_equal(error.what, says);
        }
    }
}

static void test_long_tlv(void **state)
{
    (void)state;
    static uint8_t bytes[70000];
    static char text[65538];
    struct wdm_error error;
    struct wdm_layout layout = layout_of(QMI, "01 a:str");
    memset(text, 'x', sizeof(text));
    memcpy(text, "a=", 2);
    for (size_t length = 65535; length <= 65536; length++) {
        struct wdm_assignment assignment;
        struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
        assert_true(wdm_assignment_parse(text, length + 2, &assignment));
        bool good = wdm_encode(&layout, &assignment, 1, &writer, &error);
        assert_int_equal(good, length == 65535);
        if (!good)
            assert_string_equal(error.what, "a: 65536 bytes are too many for a TLV");
    }
}

static void test_assignments(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        const char *path;
        const char *value;
    } texts[] = {
        {"a=1", true, "a", "1"}, {"a.b[0]=x=y", true, "a.b[0]", "x=y"},
        {"a=", true, "a", ""},   {"a", false, NULL, NULL},
        {"", false, NULL, NULL}, {"=1", false, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct wdm_assignment assignment;
        bool good = wdm_assignment_parse(texts[i].text, strlen(texts[i].text), &assignment);
        assert_int_equal(good, texts[i].good);
        if (!good)
            continue;
        assert_int_equal(assignment.path.length, strlen(texts[i].path));
        assert_memory_equal(assignment.path.text, texts[i].path, assignment.path.length);
        assert_int_equal(assignment.value.length, strlen(texts[i].value));
        assert_memory_equal(assignment.value.text, texts[i].value, assignment.value.length);
    }
}

/* ---- Decoding and encoding feed each other */

static void round_trip(const struct wdm_layout *layout, const struct assignments *given)
{
    static uint8_t first[65536];
    static uint8_t second[65536];
    static struct assignments said;
    struct wdm_error error;
    struct wdm_malformed malformed;
    struct wdm_writer writer = wdm_writer(first, sizeof(first));
    struct wdm_writer again = wdm_writer(second, sizeof(second));
    assert_false(given->overflow);
    if (!wdm_encode(layout, given->list, given->count, &writer, &error))
        fail_msg("layout \"%s\": %s", layout->text, error.what);
    if (!collect(layout, wdm_written(&writer), &said, &malformed))
        fail_msg("layout \"%s\": %s: %s", layout->text, malformed.field, malformed.problem);
    if (!wdm_encode(layout, said.list, said.count, &again, &error))
        fail_msg("layout \"%s\": what decoding said: %s", layout->text, error.what);
    assert_int_equal(writer.length, again.length);
    assert_memory_equal(first, second, writer.length);
}

static void round_trip_made_up(const struct wdm_layout *layout)
{
    static struct assignments made;
    struct wdm_error error;
    if (!layout->text)
        return;
    if (!wdm_layout_check(layout, &error))
        fail_msg("layout \"%s\": %s", layout->text, error.what);
    make_up(layout, MADE_UP_LEAST, 1, &made);
    round_trip(layout, &made);
    make_up(layout, MADE_UP_MOST, 1, &made);
    round_trip(layout, &made);
    for (uint32_t seed = 1; seed <= 5; seed++) {
        make_up(layout, MADE_UP_RANDOM, seed, &made);
        round_trip(layout, &made);
    }
}

/* Each layout of the cases above whose assignments are good. */
static void test_cases_round_trip(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct wdm_layout layout = layout_of(cases[i].tlvs, cases[i].layout);
        bool checked = !strstr(cases[i].layout ? cases[i].layout : "", "nobody_knows");
        if (checked)
            round_trip_made_up(&layout);
    }
}

static const struct {
    bool tlvs;
    const char *layout;
    const char *says; /* NULL: it is right */
} checks[] = {
    {QMI, "", NULL},
    {QMI, "01 a:u8=mode 10 b!:[u8]{ c:str8<=5 d?:u8=bool }", NULL},
    {QMI, "1 a:u8", "a TLV begins with two hex digits, not '1'"},
    {QMI, "01 a:u8 b:u8", "a TLV begins with two hex digits, not 'b:u8'"},
    {QMI, "01 a", "no NAME:TYPE, or no such type: 'a'"},
    {QMI, "01 a:u8=nobody_knows", "a: no such enumeration \"nobody_knows\""},
    {QMI, "01 a:[u8]u8=nobody_knows", "a: no such enumeration \"nobody_knows\""},
    {QMI, "01 a:{ b:u8 c:u7 }", "a: no NAME:TYPE, or no such type: 'c:u7'"},
    {QMI, "01 a:{ b:u8", "a { is not closed"},
    {QMI, "01 a:[u8]{ b:u8", "no NAME:TYPE, or no such type: 'a:[u8]{'"},
    {QMI, "01 a:[u8", "no NAME:TYPE, or no such type: 'a:[u8'"},
    {QMI, "01 a:u8<=5", "no NAME:TYPE, or no such type: 'a:u8<=5'"},
    {QMI, "01 a:ref", "no NAME:TYPE, or no such type: 'a:ref'"},
    {MBIM, "n:u32 a:[n]*{Named} b:*{Pair} c:**{Cids} d:*ipv6 e:ref[n] f:tlvs", NULL},
    {MBIM, "a:[n]u32 n:u32", "a: no number before it is called \"n\""},
    {MBIM, "a:u32 b:u32 if(c==1)", "b: if(c==1): no number before it that can be that"},
    {MBIM, "a:u32=mode b:u32 if(a==nonsense)",
     "b: if(a==nonsense): no number before it that can be that"},
    {MBIM, "a:{Nowhere}", "a: no structure {Nowhere}"},
    {MBIM, "a:*{Nowhere}", "a: no structure {Nowhere}"},
    {MBIM, "a:str16", "no NAME:TYPE, or no such type: 'a:str16'"},
    {MBIM, "a:rest (padded)", "no NAME:TYPE, or no such type: '(padded)'"},
};

static void test_layout_checks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        struct wdm_error error;
        struct wdm_layout layout = layout_of(checks[i].tlvs, checks[i].layout);
        wdm_error_clear(&error);
        bool good = wdm_layout_check(&layout, &error);
        if (good != !checks[i].says || strcmp(error.what, good ? "" : checks[i].says) != 0)
            fail_msg("layout \"%s\": says \"%s\", not \"%s\"", checks[i].layout, error.what,
                     checks[i].says ? checks[i].says : "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),         cmocka_unit_test(test_failures),
        cmocka_unit_test(test_capacity),      cmocka_unit_test(test_long_tlv),
        cmocka_unit_test(test_assignments),   cmocka_unit_test(test_cases_round_trip),
        cmocka_unit_test(test_layout_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
