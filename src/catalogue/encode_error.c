/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an encoding says when it fails: one line, with the field and what it
 * takes. Uses string.h and wire/. */
#include <string.h>

#include "encode.h"
#include "print.h"
#include "wdm/format.h"

/* Ends a text that is too long after its last comma. */
static void shorten(char *text, size_t length)
{
    size_t end = length;
    while (end > 0 && text[end - 1] != ',')
        end--;
    if (end < length / 2)
        memcpy(text + length - 3, "...", sizeof("..."));
    else
        memcpy(text + end, " ...", sizeof(" ..."));
}

bool wdm_encode_fail(struct wdm_encoder *encoder, const char *format, ...)
{
    char text[2 * WDM_ENCODE_WORDS];
    const char *path = encoder->path.text;
    size_t room = sizeof(encoder->error->what) - 1 - encoder->path.length - strlen(": ");
    va_list arguments;
    va_start(arguments, format);
    wdm_format_list(text, sizeof(text), format, arguments);
    va_end(arguments);
    if (strlen(text) > room)
        shorten(text, room - strlen(" ..."));
    return wdm_fail(encoder->error, WDM_USAGE, "%s%s%s", path, path[0] ? ": " : "", text);
}

bool wdm_encode_layout_wrong(struct wdm_encoder *encoder)
{
    return wdm_encode_fail(encoder, "the catalogue's layout is wrong here");
}

void wdm_encode_put_words(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                          char words[WDM_ENCODE_WORDS])
{
    struct wdm_text_output output;
    wdm_text_output_init(&output, words, WDM_ENCODE_WORDS);
    wdm_put_type(&output.output, encoder->layout, type, false);
}

bool wdm_encode_required(struct wdm_encoder *encoder, const struct wdm_layout_type *type)
{
    char words[WDM_ENCODE_WORDS];
    wdm_encode_put_words(encoder, type, words);
    return wdm_encode_fail(encoder, "required, %s", words);
}

bool wdm_encode_left_out(struct wdm_encoder *encoder, const struct wdm_layout_type *type)
{
    return encoder->sparse || wdm_encode_required(encoder, type);
}

bool wdm_encode_bad_value(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                          struct wdm_name value)
{
    char words[WDM_ENCODE_WORDS];
    int length = value.length < 40 ? (int)value.length : 40;
    wdm_encode_put_words(encoder, type, words);
    return wdm_encode_fail(encoder, "\"%.*s%s\" is not %s", length, value.text,
                           value.length > 40 ? "..." : "", words);
}
