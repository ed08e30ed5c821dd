/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UTF-8 to UTF-16LE. Uses wire/ and nothing else. */
#include "wdm/utf16.h"

bool wdm_utf8_to_utf16(const char *text, size_t length, struct wdm_writer *out)
{
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = wdm_utf8_next(text + i, length - i, &code);
        if (size == 1 && code > 0x7f)
            return false;
        if (code < 0x10000) {
            wdm_write_u16(out, (uint16_t)code);
        } else {
            /* Both halves in one write: either fits or none does. */
            code -= 0x10000;
            wdm_write_u32(out, (0xdc00 + (code & 0x3ff)) << 16 | (0xd800 + (code >> 10)));
        }
        if (out->failed)
            return false;
        i += size;
    }
    return !out->failed;
}
