/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Parts of lines. No state. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

bool wdm_text_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text_span wdm_text_from(struct text_span span, size_t count)
{
    span.text += count;
    span.length -= count;
    return span;
}

struct text_span wdm_text_trim(struct text_span span)
{
    while (span.length > 0 && wdm_text_is_blank(span.text[0]))
        span = wdm_text_from(span, 1);
    while (span.length > 0 && wdm_text_is_blank(span.text[span.length - 1]))
        span.length--;
    return span;
}

bool wdm_text_starts(struct text_span span, const char *beginning)
{
    size_t length = strlen(beginning);
    return span.length >= length && memcmp(span.text, beginning, length) == 0;
}

size_t wdm_text_find(struct text_span span, const char *what)
{
    size_t length = strlen(what);
    const char *end = span.text + span.length;
    for (const char *at = span.text; at < end; at++) {
        at = memchr(at, what[0], (size_t)(end - at));
        if (!at || (size_t)(end - at) < length)
            break;
        if (memcmp(at, what, length) == 0)
            return (size_t)(at - span.text);
    }
    return span.length;
}

bool wdm_text_take_number(struct text_span *span, uint64_t *number)
{
    size_t count = 0;
    *number = 0;
    for (; count < span->length && wdm_digit(span->text[count]) < 10; count++) {
        if (count == 18)
            return false;
        *number = *number * 10 + wdm_digit(span->text[count]);
    }
    *span = wdm_text_from(*span, count);
    return count > 0;
}
