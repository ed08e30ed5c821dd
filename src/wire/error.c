/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Filling in the one error type. Does no I/O. */
#include <string.h>

#include "wdm/error.h"
#include "wdm/format.h"
#include "wdm/utf16.h"

/* Puts '?' for control characters and invalid UTF-8: the text may quote a modem,
 * and goes to a terminal. */
static void make_printable(char *text)
{
    size_t length = strlen(text);
    size_t out = 0;
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = wdm_utf8_next(text + i, length - i, &code);
        bool invalid = size == 1 && code > 0x7f;
        if (invalid || code < 0x20 || (code >= 0x7f && code < 0xa0)) {
            text[out++] = '?';
        } else {
            memmove(text + out, text + i, size);
            out += size;
        }
        i += size;
    }
    text[out] = '\0';
}

static void format_text(char *text, size_t capacity, const char *format, va_list arguments)
{
    /* Formatted aside, since an argument may be the old text. */
    char fresh[sizeof(((struct wdm_error *)NULL)->what)];
    wdm_format_list(fresh, capacity < sizeof(fresh) ? capacity : sizeof(fresh), format, arguments);
    make_printable(fresh);
    memcpy(text, fresh, strlen(fresh) + 1);
}

void wdm_error_clear(struct wdm_error *error)
{
    *error = (struct wdm_error){.kind = WDM_NO_ERROR};
}

bool wdm_fail(struct wdm_error *error, enum wdm_error_class kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_text(error->what, sizeof(error->what), format, arguments);
    va_end(arguments);
    error->kind = kind;
    error->list = WDM_CODE_NONE;
    error->code = 0;
    error->doing[0] = '\0';
    error->hint[0] = '\0';
    return false;
}

bool wdm_fail_code(struct wdm_error *error, enum wdm_error_list list, uint32_t code)
{
    error->list = list;
    error->code = code;
    return false;
}

bool wdm_fail_hint(struct wdm_error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_text(error->hint, sizeof(error->hint), format, arguments);
    va_end(arguments);
    return false;
}

bool wdm_fail_doing(struct wdm_error *error, const char *format, ...)
{
    if (error->doing[0])
        return false;
    va_list arguments;
    va_start(arguments, format);
    format_text(error->doing, sizeof(error->doing), format, arguments);
    va_end(arguments);
    return false;
}

int wdm_exit_code(enum wdm_error_class kind)
{
    switch (kind) {
    case WDM_NO_ERROR:
        return 0;
    case WDM_REFUSED:
        return 1;
    case WDM_USAGE:
        return 2;
    case WDM_NO_PORT:
        return 3;
    case WDM_DEADLINE:
        return 4;
    case WDM_INTERRUPTED:
        return 130;
    case WDM_PROTOCOL:
    case WDM_GONE:
        break;
    }
    return 5;
}

const char *wdm_error_class_name(enum wdm_error_class kind)
{
    switch (kind) {
    case WDM_NO_ERROR:
        break;
    case WDM_REFUSED:
        return "refused";
    case WDM_USAGE:
        return "usage";
    case WDM_NO_PORT:
        return "no-port";
    case WDM_DEADLINE:
        return "deadline";
    case WDM_PROTOCOL:
        return "protocol";
    case WDM_GONE:
        return "gone";
    case WDM_INTERRUPTED:
        return "interrupted";
    }
    return "none";
}
