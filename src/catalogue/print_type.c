/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a type takes, in words, for help and for errors. */
#include "form.h"
#include "print.h"

static void put_range(struct wdm_output *output, const struct wdm_layout_type *type)
{
    unsigned bits = 8U * type->size;
    uint64_t most = UINT64_MAX >> (64 - bits + (type->is_signed ? 1 : 0));
    wdm_put(output, type->big_endian ? "be" : type->is_signed ? "i" : "u");
    wdm_put_number(output, bits);
    wdm_put(output, " (");
    if (type->is_signed)
        wdm_put_signed(output, UINT64_MAX - most);
    else
        wdm_put(output, "0");
    wdm_put(output, " to ");
    wdm_put_number(output, most);
    wdm_put(output, ")");
}

static void put_names(struct wdm_output *output, const struct wdm_enumeration *enumeration,
                      bool numbers)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    bool first = true;
    bool flags = wdm_enumeration_flags(enumeration);
    wdm_put(output, flags ? "any of " : "one of ");
    while (wdm_enumerator_next(enumeration, &each)) {
        if (!first)
            wdm_put(output, ", ");
        first = false;
        output->write(output, each.name, each.length);
        if (!numbers)
            continue;
        wdm_put(output, " (");
        if (flags)
            wdm_put_hex(output, each.value);
        else
            wdm_put_signed(output, each.value);
        wdm_put(output, ")");
    }
}

static void put_number_type(struct wdm_output *output, const struct wdm_layout *layout,
                            const struct wdm_layout_type *type, bool numbers)
{
    struct wdm_name name = type->enumeration;
    const struct wdm_enumeration *enumeration = wdm_layout_enumeration(layout, name);
    if (name.length > 0 && wdm_name_is(name, "bool"))
        wdm_put(output, "yes or no");
    else if (type->reference.length == 0 && enumeration)
        put_names(output, enumeration, numbers);
    else
        put_range(output, type);
    if (type->reference.length > 0) {
        wdm_put(output, ", named by ");
        output->write(output, type->reference.text, type->reference.length);
    }
}

/* The most bytes that a length in front allows; 0: no such limit. */
static uint64_t most_bytes(const struct wdm_layout_type *type)
{
    uint64_t most = type->count;
    if (type->kind == WDM_LAYOUT_TEXT || type->kind == WDM_LAYOUT_LIST)
        most = type->size ? UINT64_MAX >> (64 - 8 * type->size) : type->count;
    return type->maximum && (most == 0 || type->maximum < most) ? type->maximum : most;
}

static void put_text_type(struct wdm_output *output, const struct wdm_layout_type *type)
{
    bool units = type->kind == WDM_LAYOUT_TEXT_AWAY && !type->utf8;
    uint64_t most = type->kind == WDM_LAYOUT_TEXT ? most_bytes(type) : type->maximum;
    wdm_put(output, "text");
    if (most == 0)
        return;
    wdm_put(output, " of up to ");
    wdm_put_number(output, units ? most / 2 : most);
    wdm_put(output, units ? " characters" : " bytes");
}

static void put_bytes_type(struct wdm_output *output, const struct wdm_layout_type *type)
{
    bool fixed = type->kind == WDM_LAYOUT_BYTES || (type->kind == WDM_LAYOUT_LIST && !type->size);
    uint64_t most =
        type->kind == WDM_LAYOUT_BYTES || type->kind == WDM_LAYOUT_LIST ? most_bytes(type) : 0;
    if (most > 0) {
        wdm_put(output, fixed ? "" : "up to ");
        wdm_put_number(output, most);
        wdm_put(output, " ");
    }
    wdm_put(output, "bytes in hex");
}

static void put_plain_type(struct wdm_output *output, const struct wdm_layout *layout,
                           const struct wdm_layout_type *type, bool numbers)
{
    switch (type->kind) {
    case WDM_LAYOUT_NUMBER:
        put_number_type(output, layout, type, numbers);
        break;
    case WDM_LAYOUT_FLOAT:
        wdm_put(output, "a number such as 1.5");
        break;
    case WDM_LAYOUT_UUID:
        wdm_put(output, "a UUID, or the name of a service or context type");
        break;
    case WDM_LAYOUT_IPV4:
        wdm_put(output, "an IPv4 address");
        break;
    case WDM_LAYOUT_IPV6:
        wdm_put(output, "an IPv6 address");
        break;
    case WDM_LAYOUT_ADDRESS_AWAY:
        wdm_put(output, type->size == 4 ? "an IPv4 address" : "an IPv6 address");
        break;
    case WDM_LAYOUT_TEXT:
    case WDM_LAYOUT_TEXT_AWAY:
    case WDM_LAYOUT_TLV_TEXT:
        put_text_type(output, type);
        break;
    default:
        put_bytes_type(output, type);
    }
    wdm_put_form_words(output, type->form);
}

void wdm_put_type(struct wdm_output *output, const struct wdm_layout *layout,
                  const struct wdm_layout_type *type, bool numbers)
{
    struct wdm_layout_type element;
    if (wdm_layout_has_members(type)) {
        wdm_put(output, "a structure");
    } else if (wdm_layout_is_list(type) && !type->bytes && wdm_layout_element(type, &element)) {
        wdm_put(output, type->count ? "a list of " : "a list, each ");
        if (type->count) {
            wdm_put_number(output, type->count);
            wdm_put(output, ", each ");
        }
        if (wdm_layout_has_members(&element) || wdm_layout_is_list(&element))
            wdm_put(output, "a structure or list");
        else
            put_plain_type(output, layout, &element, numbers);
    } else {
        put_plain_type(output, layout, type, numbers);
    }
}
