/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing one value, as text and as JSON. Uses string.h and wire/. */
#include <string.h>

#include "address.h"
#include "form.h"
#include "print.h"
#include "wdm/decimal.h"
#include "wdm/utf16.h"

static void put_name(const char *name, size_t length, bool json, struct wdm_output *output)
{
    if (json)
        wdm_print_json_string(name, length, output);
    else
        output->write(output, name, length);
}

/* "name (8)"; {"value":8,"name":"name"} */
static void put_enumeration(const struct wdm_value *value, bool json, struct wdm_output *output)
{
    struct wdm_enumerator found;
    bool named =
        value->enumeration && wdm_enumerator_find(value->enumeration, value->number, &found);
    if (json) {
        wdm_put(output, "{\"value\":");
        wdm_put_signed(output, value->number);
        wdm_put(output, ",\"name\":");
        if (named)
            put_name(found.name, found.length, true, output);
        else
            wdm_put(output, "null");
        wdm_put(output, "}");
    } else {
        put_name(named ? found.name : "unknown", named ? found.length : 7, false, output);
        wdm_put_in_brackets(output, value->number);
    }
}

/* The names whose bits are all set; what has the value 0, or several bits that
 * others name one by one, only where it is the whole value. */
static bool flag_is_set(const struct wdm_enumerator *flag, uint64_t number)
{
    bool single = flag->value != 0 && (flag->value & (flag->value - 1)) == 0;
    return flag->value == number || (single && (flag->value & number) != 0);
}

static void put_flag_names(const struct wdm_value *value, bool json, struct wdm_output *output)
{
    static const struct wdm_enumeration no_names = WDM_FLAGS("", "");
    const struct wdm_enumeration *names = value->enumeration ? value->enumeration : &no_names;
    struct wdm_enumerator flag = wdm_enumerator_before(names);
    bool first = true;
    while (wdm_enumerator_next(names, &flag)) {
        if (!flag_is_set(&flag, value->number))
            continue;
        if (!first)
            wdm_put(output, json ? "," : ", ");
        put_name(flag.name, flag.length, json, output);
        first = false;
    }
    if (first && !json)
        wdm_put(output, value->number ? "unknown" : "none");
}

/* "a, b (0x3)"; {"value":3,"names":["a","b"]} */
static void put_flags(const struct wdm_value *value, bool json, struct wdm_output *output)
{
    if (json) {
        wdm_put(output, "{\"value\":");
        wdm_put_number(output, value->number);
        wdm_put(output, ",\"names\":[");
        put_flag_names(value, true, output);
        wdm_put(output, "]}");
    } else {
        put_flag_names(value, false, output);
        wdm_put(output, " (");
        wdm_put_hex(output, value->number);
        wdm_put(output, ")");
    }
}

/* JSON has no infinities. */
static void put_real(const struct wdm_value *value, bool json, struct wdm_output *output)
{
    char text[WDM_DECIMAL_TEXT];
    size_t length = wdm_decimal_format(value->number, value->raw.length == 4, text);
    bool finite = text[length - 1] <= '9';
    wdm_put(output, json && !finite ? "null" : text);
}

static void put_uuid(const struct wdm_value *value, bool json, struct wdm_output *output)
{
    struct wdm_uuid uuid;
    char text[WDM_UUID_TEXT + 1];
    memcpy(uuid.bytes, value->raw.bytes, sizeof(uuid.bytes));
    wdm_uuid_format(&uuid, text);
    wdm_put(output, text);
    const char *name = json ? NULL : wdm_uuid_name(value->catalogue, &uuid);
    if (name)
        wdm_put_format(output, " (%s)", name);
}

static void put_address(struct wdm_span raw, struct wdm_output *output)
{
    char text[WDM_ADDRESS_TEXT];
    output->write(output, text, wdm_address_format(raw, text));
}

/* A text without the zeros that some modems end or fill it up with. */
static struct wdm_span without_zeros(const struct wdm_value *value)
{
    struct wdm_span raw = value->raw;
    size_t unit = value->kind == WDM_VALUE_UTF16 ? 2 : 1;
    if (raw.length % unit != 0)
        return raw;
    while (raw.length > 0 && raw.bytes[raw.length - 1] == 0 && raw.bytes[raw.length - unit] == 0)
        raw.length -= unit;
    return raw;
}

bool wdm_value_is_empty(const struct wdm_value *value)
{
    if (value->kind == WDM_VALUE_TEXT || value->kind == WDM_VALUE_UTF16)
        return without_zeros(value).length == 0;
    return value->kind == WDM_VALUE_BYTES && value->raw.length == 0;
}

/* UTF-16LE, a piece at a time; a pair of surrogates stays together. */
static void put_utf16(struct wdm_span raw, bool json, struct wdm_output *output)
{
    char text[3 * 64 + 1];
    while (raw.length > 0) {
        size_t length = raw.length < 128 ? raw.length : 128;
        if (length < raw.length && (raw.bytes[length - 1] & 0xfc) == 0xd8)
            length -= 2;
        size_t used = wdm_utf16_to_utf8(raw.bytes, length, text, sizeof(text));
        wdm_put_escaped(text, used, json, output);
        raw.bytes += length;
        raw.length -= length;
    }
}

/* What JSON has between quotes. */
static void put_quotable(const struct wdm_value *value, bool json, struct wdm_output *output)
{
    struct wdm_span raw;
    switch (value->kind) {
    case WDM_VALUE_TEXT:
        raw = without_zeros(value);
        wdm_put_escaped((const char *)raw.bytes, raw.length, json, output);
        break;
    case WDM_VALUE_UTF16:
        put_utf16(without_zeros(value), json, output);
        break;
    case WDM_VALUE_UUID:
        put_uuid(value, json, output);
        break;
    case WDM_VALUE_IPV4:
    case WDM_VALUE_IPV6:
        put_address(value->raw, output);
        break;
    default:
        wdm_put_bytes(output, value->raw);
        break;
    }
}

void wdm_print_value(const struct wdm_value *value, const struct wdm_print_options *options,
                     struct wdm_output *output)
{
    bool json = options->json;
    if (value->personal && !options->personal) {
        wdm_put(output, json ? "null" : "(hidden)");
        return;
    }
    if (!json && value->form.length > 0 && wdm_put_form(value, options, output))
        return;
    switch (value->kind) {
    case WDM_VALUE_UNSIGNED:
        wdm_put_number(output, value->number);
        break;
    case WDM_VALUE_SIGNED:
        wdm_put_signed(output, value->number);
        break;
    case WDM_VALUE_FLOAT:
        put_real(value, json, output);
        break;
    case WDM_VALUE_BOOL:
        wdm_put(output, json ? (value->number ? "true" : "false") : value->number ? "yes" : "no");
        break;
    case WDM_VALUE_ENUM:
        put_enumeration(value, json, output);
        break;
    case WDM_VALUE_FLAGS:
        put_flags(value, json, output);
        break;
    default:
        if (json)
            wdm_put(output, "\"");
        put_quotable(value, json, output);
        if (json)
            wdm_put(output, "\"");
    }
}
