/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* IPv4 and IPv6 addresses as text, compared with libc's. */
#include "support.h"

#include <arpa/inet.h>
#include <string.h>

#include "../../src/catalogue/address.h"

static bool parse(const char *text, uint8_t *bytes, size_t size)
{
    return wdm_address_parse((struct wdm_name){text, strlen(text)}, bytes, size);
}

static size_t format(const uint8_t *bytes, size_t size, char text[WDM_ADDRESS_TEXT])
{
    return wdm_address_format((struct wdm_span){bytes, size}, text);
}

static int family_of(size_t size)
{
    return size == WDM_IPV4_SIZE ? AF_INET : AF_INET6;
}

/* Reads a text as libc does. */
static void compare_reading(const char *text)
{
    static const size_t sizes[] = {WDM_IPV4_SIZE, WDM_IPV6_SIZE};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        uint8_t ours[WDM_IPV6_SIZE] = {0};
        uint8_t theirs[WDM_IPV6_SIZE] = {0};
        bool is = inet_pton(family_of(sizes[i]), text, theirs) == 1;
        if (parse(text, ours, sizes[i]) != is)
            fail_msg("\"%s\" is%s read as %zu bytes", text, is ? " not" : "", sizes[i]);
        if (is)
            assert_bytes(ours, sizes[i], theirs, sizes[i]);
    }
}

static void reading(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0.0.0.0",
        "255.255.255.255",
        "1.2.3.4",
        "192.168.000.1",
        "01.2.3.4",
        "1.2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1..2.3",
        ".1.2.3",
        "256.1.1.1",
        "1.2.3.1234",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.a",
        "0x1.2.3.4",
        "-1.2.3.4",
        "",
        ".",
        "1",
        "::",
        "::1",
        "1::",
        "1::2",
        "::1:2",
        "1:2::",
        "2001:db8::1",
        "2001:DB8:0:0:8:800:200C:417A",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1::3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "1::2::3",
        ":::",
        "1:::2",
        ":1",
        "1:",
        ":",
        "1:2:",
        ":1:2",
        "::1:",
        "12345::",
        "0001::",
        "00001::",
        "g::",
        "1:2:3:4:5:6:7:g",
        "::1.2.3.4",
        "::ffff:1.2.3.4",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "1:2:3:4:5::1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "::1.2.3",
        "::1.2.3.456",
        "::01.2.3.4",
        "::%lo",
        "fe80::1%eth0",
        "[::1]",
        "::1 ",
        " ::1",
        "1 :: 2",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        compare_reading(texts[i]);
}

/* Only as many characters as it is told of. */
static void reading_stops(void **state)
{
    (void)state;
    uint8_t bytes[WDM_IPV6_SIZE];
    assert_true(wdm_address_parse((struct wdm_name){"1.2.3.45", 7}, bytes, WDM_IPV4_SIZE));
    assert_hex(bytes, 4, "01020304");
    assert_true(wdm_address_parse((struct wdm_name){"::12", 3}, bytes, WDM_IPV6_SIZE));
    assert_hex(bytes, 16, "00000000 00000000 00000000 00000001");
}

static void writing(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *text;
    } cases[] = {
        {"00000000", "0.0.0.0"},
        {"ffffffff", "255.255.255.255"},
        {"c0a80001", "192.168.0.1"},
        {"00000000 00000000 00000000 00000000", "::"},
        {"00000000 00000000 00000000 00000001", "::1"},
        {"00010000 00000000 00000000 00000000", "1::"},
        {"20010db8 00000000 00000000 00000001", "2001:db8::1"},
        /* RFC 5952: lower case, no zeros in front, one group of zeros stays, the
         * longest row goes, and the first of two. */
        {"20010DB8 AAAA0001 00010001 00010001", "2001:db8:aaaa:1:1:1:1:1"},
        {"20010db8 00000001 00010001 00010001", "2001:db8:0:1:1:1:1:1"},
        {"20010000 00000001 00000000 00000001", "2001:0:0:1::1"},
        {"20010db8 00000000 00010000 00000001", "2001:db8::1:0:0:1"},
        {"00000001 00010001 00010001 00010000", "0:1:1:1:1:1:1:0"},
        {"00000000 00010001 00010001 00000000", "::1:1:1:1:0:0"},
        {"00010002 00030004 00050006 00000000", "1:2:3:4:5:6::"},
        {"ffffffff ffffffff ffffffff ffffffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
        {"00000000 00000000 0000ffff 01020304", "::ffff:1.2.3.4"},
        {"00000000 00000000 0000ffff ffffffff", "::ffff:255.255.255.255"},
        {"00000000 00000000 00000000 01020304", "::102:304"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t bytes[WDM_IPV6_SIZE];
        char text[WDM_ADDRESS_TEXT];
        size_t size = bytes_of_hex(cases[i].bytes, bytes, sizeof(bytes));
        assert_int_equal(format(bytes, size, text), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
        compare_reading(text);
    }
}

/* Every set of zero groups; and what was written reads back. */
static void writing_as_libc(void **state)
{
    (void)state;
    for (unsigned set = 0; set < 256; set++) {
        uint8_t bytes[WDM_IPV6_SIZE] = {0};
        uint8_t back[WDM_IPV6_SIZE];
        char ours[WDM_ADDRESS_TEXT];
        char theirs[INET6_ADDRSTRLEN];
        for (unsigned group = 0; group < 8; group++) {
            if (set >> group & 1)
                bytes[2 * group + group % 2] = (uint8_t)(0x0d + group * 16);
        }
        format(bytes, sizeof(bytes), ours);
        assert_true(parse(ours, back, sizeof(back)));
        assert_bytes(back, sizeof(back), bytes, sizeof(bytes));
        /* Old "compatible" addresses, ::1.2.3.4, are written so by libc alone. */
        if ((set & 0x3f) == 0)
            continue;
        assert_non_null(inet_ntop(AF_INET6, bytes, theirs, sizeof(theirs)));
        assert_string_equal(ours, theirs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading),
        cmocka_unit_test(reading_stops),
        cmocka_unit_test(writing),
        cmocka_unit_test(writing_as_libc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
