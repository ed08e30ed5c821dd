/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* IPv4 and IPv6 addresses as text (RFC 4291, 2.2; RFC 5952). Uses wire/. */
#include "address.h"

#include <string.h>

#include "wdm/format.h"

#define GROUPS 8

/* What "::ffff:1.2.3.4" begins with (RFC 4291, 2.5.5.2). */
static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

static unsigned group_at(const uint8_t *bytes, size_t group)
{
    return (unsigned)bytes[2 * group] << 8 | bytes[2 * group + 1];
}

/* How many groups of zeros there are from `start` on. */
static size_t count_zeros(const uint8_t *bytes, size_t start)
{
    size_t group = start;
    while (group < GROUPS && group_at(bytes, group) == 0)
        group++;
    return group - start;
}

static size_t format_four(const uint8_t *bytes, const char *before, char text[WDM_ADDRESS_TEXT])
{
    return wdm_format(text, WDM_ADDRESS_TEXT, "%s%d.%d.%d.%d", before, bytes[0], bytes[1], bytes[2],
                      bytes[3]);
}

static size_t format_six(const uint8_t *bytes, char text[WDM_ADDRESS_TEXT])
{
    size_t longest = 1; /* a single group of zeros is not left out */
    size_t gap = GROUPS;
    size_t length = 0;
    const char *separator = "";
    for (size_t group = 0; group < GROUPS; group++) {
        if (count_zeros(bytes, group) > longest) {
            gap = group;
            longest = count_zeros(bytes, group);
        }
    }
    text[0] = '\0';
    for (size_t group = 0; group < GROUPS; group++) {
        char *end = text + length;
        if (group == gap) {
            length += wdm_format(end, WDM_ADDRESS_TEXT - length, "::");
            group += longest - 1;
            separator = "";
        } else {
            length += wdm_format(end, WDM_ADDRESS_TEXT - length, "%s%x", separator,
                                 group_at(bytes, group));
            separator = ":";
        }
    }
    return length;
}

size_t wdm_address_format(struct wdm_span address, char text[WDM_ADDRESS_TEXT])
{
    if (address.length == WDM_IPV4_SIZE)
        return format_four(address.bytes, "", text);
    if (memcmp(address.bytes, mapped, sizeof(mapped)) == 0)
        return format_four(address.bytes + sizeof(mapped), "::ffff:", text);
    return format_six(address.bytes, text);
}

static bool take(struct wdm_name *text, const char *word)
{
    size_t length = strlen(word);
    if (text->length < length || memcmp(text->text, word, length) != 0)
        return false;
    text->text += length;
    text->length -= length;
    return true;
}

/* Takes a number of at most `most` digits; false where there is none. */
static bool take_number(struct wdm_name *text, unsigned base, size_t most, unsigned *number)
{
    size_t count = 0;
    for (*number = 0; count < text->length && wdm_digit(text->text[count]) < base; count++) {
        if (count == most)
            return false;
        *number = *number * base + wdm_digit(text->text[count]);
    }
    text->text += count;
    text->length -= count;
    return count > 0;
}

static bool parse_four(struct wdm_name text, uint8_t *bytes)
{
    for (size_t i = 0; i < WDM_IPV4_SIZE; i++) {
        if (i > 0 && !take(&text, "."))
            return false;
        /* Zeros in front mean octal to some. */
        bool zero = text.length > 0 && text.text[0] == '0';
        unsigned number;
        if (!take_number(&text, 10, zero ? 1 : 3, &number) || number > 255)
            return false;
        bytes[i] = (uint8_t)number;
    }
    return text.length == 0;
}

/* The next group of IPv6, or the IPv4 address that it ends with. */
static bool take_group(struct wdm_name *text, struct wdm_writer *out)
{
    struct wdm_name whole = *text;
    uint8_t four[WDM_IPV4_SIZE];
    unsigned group;
    if (parse_four(whole, four)) {
        text->length = 0;
        wdm_write_bytes(out, four, sizeof(four));
        return true;
    }
    if (!take_number(text, 16, 4, &group))
        return false;
    wdm_write_be16(out, (uint16_t)group);
    return true;
}

static bool parse_six(struct wdm_name text, uint8_t *bytes)
{
    struct wdm_writer out = wdm_writer(bytes, WDM_IPV6_SIZE);
    bool has_gap = false;
    size_t gap = 0; /* where "::" was */
    while (text.length > 0) {
        if (!has_gap && take(&text, "::")) {
            has_gap = true;
            gap = out.length;
            continue;
        }
        bool first = out.length == (has_gap ? gap : 0);
        if (!first && !take(&text, ":"))
            return false;
        if (!take_group(&text, &out))
            return false;
    }
    size_t missing = WDM_IPV6_SIZE - out.length;
    if (out.failed || (missing > 0) != has_gap)
        return false;
    memmove(bytes + gap + missing, bytes + gap, out.length - gap);
    memset(bytes + gap, 0, missing);
    return true;
}

bool wdm_address_parse(struct wdm_name text, uint8_t *bytes, size_t size)
{
    return size == WDM_IPV4_SIZE ? parse_four(text, bytes) : parse_six(text, bytes);
}
