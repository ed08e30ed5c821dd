/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UUIDs and their text form. Uses string.h and nothing else. */
#include <string.h>

#include "wdm/format.h"
#include "wdm/uuid.h"

/* Whether a hyphen stands in the text form before byte `index`. */
static bool hyphen_before(size_t index)
{
    return index == 4 || index == 6 || index == 8 || index == 10;
}

bool wdm_uuid_equal(const struct wdm_uuid *a, const struct wdm_uuid *b)
{
    return memcmp(a->bytes, b->bytes, WDM_UUID_SIZE) == 0;
}

void wdm_uuid_format(const struct wdm_uuid *uuid, char text[WDM_UUID_TEXT + 1])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < WDM_UUID_SIZE; i++) {
        if (hyphen_before(i))
            *text++ = '-';
        *text++ = digits[uuid->bytes[i] >> 4];
        *text++ = digits[uuid->bytes[i] & 0x0f];
    }
    *text = '\0';
}

bool wdm_uuid_parse(const char *text, size_t length, struct wdm_uuid *uuid)
{
    struct wdm_uuid result;
    size_t position = 0;
    for (size_t i = 0; i < WDM_UUID_SIZE; i++) {
        if (hyphen_before(i) && position < length && text[position] == '-')
            position++;
        if (length - position < 2)
            return false;
        unsigned high = wdm_digit(text[position]);
        unsigned low = wdm_digit(text[position + 1]);
        if (high > 15 || low > 15)
            return false;
        result.bytes[i] = (uint8_t)(high << 4 | low);
        position += 2;
    }
    if (position != length)
        return false;
    *uuid = result;
    return true;
}
