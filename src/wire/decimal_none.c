/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In small builds, in place of decimal.c: no message there has a number with a
 * fraction, and one that came all the same is told by its bits. */
#include "wdm/decimal.h"
#include "wdm/format.h"

size_t wdm_decimal_format(uint64_t bits, bool single, char text[WDM_DECIMAL_TEXT])
{
    unsigned long high = (unsigned long)(bits >> 32);
    unsigned long low = (unsigned long)(bits & UINT32_MAX);

    return single ? wdm_format(text, WDM_DECIMAL_TEXT, "0x%08lx", low)
                  : wdm_format(text, WDM_DECIMAL_TEXT, "0x%08lx%08lx", high, low);
}

bool wdm_decimal_parse(const char *text, size_t length, bool single, uint64_t *bits)
{
    (void)text;
    (void)length;
    (void)single;
    (void)bits;
    return false;
}
