/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The few fields of a message that tell most, in a line: its first plain values, those
 * in structures too, those in lists not. Whatever the message. */
#include <string.h>

#include "decode.h"

#define FIELDS 4 /* at most */

struct brief {
    struct wdm_sink sink;
    struct wdm_output *output;
    bool personal;
    size_t columns; /* that are left */
    unsigned lists; /* that are open */
    unsigned count; /* of fields so far */
    bool more;      /* there are others */
};

static bool is_text(const struct wdm_value *value)
{
    return value->kind == WDM_VALUE_TEXT || value->kind == WDM_VALUE_UTF16;
}

/* Whether it is worth its place. */
static bool tells(const struct brief *brief, const struct wdm_value *value)
{
    if (brief->lists > 0 || value->kind == WDM_VALUE_BYTES || value->kind == WDM_VALUE_UUID)
        return false;
    return (!value->personal || brief->personal) && (!is_text(value) || value->raw.length > 0);
}

static void put_value(const struct wdm_value *value, struct wdm_output *out)
{
    static const struct wdm_print_options options = {.personal = true};
    struct wdm_enumerator found;

    if (value->kind == WDM_VALUE_ENUM && value->enumeration != NULL &&
        wdm_enumerator_find(value->enumeration, value->number, &found)) {
        out->write(out, found.name, found.length);
        return;
    }
    if (is_text(value))
        wdm_put(out, "\"");
    wdm_print_value(value, &options, out);
    if (is_text(value))
        wdm_put(out, "\"");
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct brief *brief = (struct brief *)sink;
    struct decode_text text;
    size_t columns;

    if (!tells(brief, value)) {
        brief->more = true;
        return;
    }
    decode_text_init(&text);
    wdm_put(&text.output, brief->count == 0 ? "  " : " ");
    text.output.write(&text.output, name.text, name.length);
    wdm_put(&text.output, "=");
    put_value(value, &text.output);
    columns = decode_columns(text.bytes, text.length);
    if (brief->count == FIELDS || text.cut || columns > brief->columns) {
        brief->more = true;
        return;
    }
    brief->count++;
    brief->columns -= columns;
    brief->output->write(brief->output, text.bytes, text.length);
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct brief *brief = (struct brief *)sink;

    (void)name;
    brief->lists += list;
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct brief *brief = (struct brief *)sink;

    brief->lists -= list;
}

static void on_unknown_tlv(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    struct brief *brief = (struct brief *)sink;

    (void)type;
    (void)value;
    brief->more = true;
}

void decode_brief(const struct wdm_description *description, bool personal, size_t columns,
                  struct wdm_output *out)
{
    struct brief brief = {.sink = {on_value, on_begin, on_end, on_unknown_tlv},
                          .output = out,
                          .personal = personal,
                          .columns = columns};
    struct wdm_malformed malformed;

    if (description->layout.text == NULL || description->content.length == 0)
        return;
    wdm_decode(&description->layout, description->content, &brief.sink, &malformed);
    if (malformed.is)
        wdm_put(out, "  (malformed)");
    else if (brief.more)
        wdm_put(out, brief.count == 0 ? "  ..." : " ...");
}
