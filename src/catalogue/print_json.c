/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing all fields as one JSON object. Uses nothing but the catalogue. */
#include "decode.h"
#include "print.h"

struct printer {
    struct wdm_sink sink;
    const struct wdm_print_options *options;
    struct wdm_output *output;
    bool first; /* no comma is due */
};

/* The comma and the key before a value; members of lists have no key. */
static void begin_member(struct printer *printer, struct wdm_name name)
{
    if (!printer->first)
        wdm_put(printer->output, ",");
    printer->first = false;
    if (name.length == 0)
        return;
    wdm_print_json_string(name.text, name.length, printer->output);
    wdm_put(printer->output, ":");
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct printer *printer = (struct printer *)sink;
    begin_member(printer, name);
    wdm_print_value(value, printer->options, printer->output);
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct printer *printer = (struct printer *)sink;
    begin_member(printer, name);
    wdm_put(printer->output, list ? "[" : "{");
    printer->first = true;
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct printer *printer = (struct printer *)sink;
    wdm_put(printer->output, list ? "]" : "}");
    printer->first = false;
}

static void on_unknown_tlv(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    char text[WDM_TLV_NAME];
    struct wdm_value bytes = {.kind = WDM_VALUE_BYTES, .raw = value};
    on_value(sink, wdm_tlv_name(type, text), &bytes);
}

static void put_malformed(struct printer *printer, const struct wdm_malformed *malformed)
{
    static const struct wdm_name key = {.text = "malformed", .length = 9};
    struct wdm_output *output = printer->output;
    struct wdm_name field = {.text = malformed->field};
    struct wdm_name problem = {.text = malformed->problem};
    while (field.text[field.length])
        field.length++;
    while (problem.text[problem.length])
        problem.length++;
    begin_member(printer, key);
    wdm_put(output, "{\"field\":");
    wdm_print_json_string(field.text, field.length, output);
    wdm_put(output, ",\"problem\":");
    wdm_print_json_string(problem.text, problem.length, output);
    wdm_put(output, ",\"offset\":");
    wdm_put_number(output, malformed->offset);
    wdm_put(output, "}");
}

void wdm_print_fields_json(const struct wdm_layout *layout, struct wdm_span bytes,
                           const struct wdm_print_options *options, struct wdm_output *output)
{
    struct printer printer = {
        .sink = {on_value, on_begin, on_end, on_unknown_tlv},
        .options = options,
        .output = output,
        .first = true,
    };
    struct wdm_malformed malformed;
    wdm_put(output, "{");
    wdm_decode_run(layout, bytes, true, &printer.sink, &malformed);
    if (malformed.is)
        put_malformed(&printer, &malformed);
    wdm_put(output, "}");
}
