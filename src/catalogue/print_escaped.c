/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing text that a modem sent: nothing of it may act on a terminal or break
 * out of a JSON string. Uses wire/. */
#include "print.h"
#include "wdm/utf16.h"

static const char digits[] = "0123456789abcdef";

/* How many bytes at `text` can be printed as they are: 0 to 4. */
static size_t printable(const char *text, size_t length, bool json)
{
    unsigned first = (uint8_t)text[0];
    if (first < 0x20 || first == 0x7f)
        return 0;
    if (first < 0x80)
        return json && (first == '"' || first == '\\') ? 0 : 1;
    uint32_t code;
    size_t size = wdm_utf8_next(text, length, &code);
    /* C1 controls, invalid bytes, and what turns the direction of text around. */
    bool bad = size == 1 || code < 0xa0 || (code >= 0x202a && code <= 0x202e) ||
               (code >= 0x2066 && code <= 0x2069);
    return bad ? 0 : size;
}

/* Escapes what stands at `text`; returns how many bytes that was. */
static size_t escape(const char *text, size_t length, bool json, struct wdm_output *output)
{
    uint32_t code;
    size_t size = wdm_utf8_next(text, length, &code);
    unsigned byte = (uint8_t)text[0];
    if (!json) {
        char escaped[4] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        output->write(output, escaped, sizeof(escaped));
        return 1;
    }
    if (byte == '"' || byte == '\\') {
        char escaped[2] = {'\\', text[0]};
        output->write(output, escaped, sizeof(escaped));
        return 1;
    }
    char escaped[6] = {'\\',
                       'u',
                       digits[code >> 12 & 15],
                       digits[code >> 8 & 15],
                       digits[code >> 4 & 15],
                       digits[code & 15]};
    output->write(output, escaped, sizeof(escaped));
    return size;
}

void wdm_put_escaped(const char *text, size_t length, bool json, struct wdm_output *output)
{
    size_t start = 0;
    size_t position = 0;
    while (position < length) {
        size_t size = printable(text + position, length - position, json);
        if (size > 0) {
            position += size;
            continue;
        }
        if (position > start)
            output->write(output, text + start, position - start);
        position += escape(text + position, length - position, json, output);
        start = position;
    }
    if (position > start)
        output->write(output, text + start, position - start);
}

void wdm_print_json_string(const char *text, size_t length, struct wdm_output *output)
{
    wdm_put(output, "\"");
    wdm_put_escaped(text, length, true, output);
    wdm_put(output, "\"");
}

void wdm_print_safe(const char *text, size_t length, struct wdm_output *output)
{
    wdm_put_escaped(text, length, false, output);
}

struct wdm_name wdm_tlv_name(uint8_t type, char text[WDM_TLV_NAME])
{
    static const char prefix[] = "tlv_0x";
    for (size_t i = 0; i < sizeof(prefix) - 1; i++)
        text[i] = prefix[i];
    text[6] = digits[type >> 4];
    text[7] = digits[type & 15];
    return (struct wdm_name){.text = text, .length = WDM_TLV_NAME};
}
