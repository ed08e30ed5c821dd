/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing all fields as text: once to find how wide the paths are, and once to
 * print. Uses nothing but the catalogue. */
#include "decode.h"
#include "path.h"
#include "print.h"
#include "unpack_layout.h"

struct printer {
    struct wdm_sink sink;
    struct wdm_place place;
    const struct wdm_print_options *options;
    struct wdm_output *output; /* NULL: measures */
    size_t width;              /* the longest path */
    unsigned line_depth;       /* of the list whose members are in the open line; 0: none is */
};

static void begin_line(struct printer *printer, const char *path, size_t length)
{
    if (!printer->output) {
        if (length > printer->width)
            printer->width = length;
        return;
    }
    if (printer->options->indent)
        wdm_put(printer->output, printer->options->indent);
    printer->output->write(printer->output, path, length);
    wdm_put_blanks(printer->output, printer->width + 2 - length);
}

static void put(struct printer *printer, const char *text)
{
    if (printer->output)
        wdm_put(printer->output, text);
}

static void put_value(struct printer *printer, const struct wdm_value *value)
{
    bool hidden = value->personal && !printer->options->personal;
    if (!printer->output)
        return;
    if (!hidden && wdm_value_is_empty(value))
        wdm_put(printer->output, "(empty)");
    else
        wdm_print_value(value, printer->options, printer->output);
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct printer *printer = (struct printer *)sink;
    if (!wdm_place_in_list(&printer->place)) {
        size_t length = wdm_place_enter(&printer->place, name);
        begin_line(printer, printer->place.path.text, printer->place.path.length);
        wdm_place_leave(&printer->place, length);
        put_value(printer, value);
        put(printer, "\n");
        return;
    }
    if (printer->line_depth == 0) {
        printer->line_depth = printer->place.depth;
        begin_line(printer, printer->place.path.text, printer->place.path.length);
    } else {
        put(printer, ", ");
    }
    printer->place.levels[printer->place.depth].index++;
    put_value(printer, value);
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct printer *printer = (struct printer *)sink;
    wdm_place_begin(&printer->place, name, list);
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct printer *printer = (struct printer *)sink;
    if (list && printer->line_depth == printer->place.depth) {
        printer->line_depth = 0;
        put(printer, "\n");
    } else if (list && printer->place.levels[printer->place.depth].index == 0) {
        begin_line(printer, printer->place.path.text, printer->place.path.length);
        put(printer, "(none)\n");
    }
    wdm_place_end(&printer->place);
}

static void on_unknown_tlv(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    char text[WDM_TLV_NAME];
    struct wdm_value bytes = {.kind = WDM_VALUE_BYTES, .raw = value};
    on_value(sink, wdm_tlv_name(type, text), &bytes);
}

/* Tells the printer all fields; the index is made once for both rounds. */
static void run(struct printer *printer, const struct wdm_layout *layout, struct wdm_span bytes,
                const struct wdm_layout_index *index, struct wdm_malformed *malformed)
{
    struct wdm_decoder decoder;
    printer->line_depth = 0;
    wdm_place_init(&printer->place);
    wdm_decoder_init(&decoder, layout, bytes, printer->output != NULL, &printer->sink, malformed);
    if (layout->tlvs)
        wdm_decode_tlvs(&decoder, index);
    else
        wdm_decode_buffer(&decoder);
}

static void print_malformed(const struct wdm_malformed *malformed, struct wdm_output *output)
{
    wdm_put(output, "malformed: ");
    wdm_put(output, malformed->field);
    wdm_put(output, ": ");
    wdm_put(output, malformed->problem);
    wdm_put(output, " at byte ");
    wdm_put_number(output, malformed->offset);
    wdm_put(output, "\n");
}

void wdm_print_fields_text(const struct wdm_layout *layout, struct wdm_span bytes,
                           const struct wdm_print_options *options, struct wdm_output *output)
{
    struct printer printer = {
        .sink = {on_value, on_begin, on_end, on_unknown_tlv},
        .options = options,
    };
    struct wdm_layout_index index;
    struct wdm_malformed malformed;
    struct wdm_unpacked unpacked;
    layout = wdm_layout_unpack(layout, &unpacked);
    if (layout->tlvs)
        wdm_layout_index(layout->text, &index);
    run(&printer, layout, bytes, &index, &malformed);
    printer.output = output;
    run(&printer, layout, bytes, &index, &malformed);
    if (!malformed.is)
        return;
    if (options->indent)
        wdm_put(output, options->indent);
    if (options->cut)
        wdm_put_format(output, "cut off: %s\n", malformed.field);
    else
        print_malformed(&malformed, output);
}

void wdm_print_fields(const struct wdm_layout *layout, struct wdm_span bytes,
                      const struct wdm_print_options *options, struct wdm_output *output)
{
    if (options->json)
        wdm_print_fields_json(layout, bytes, options, output);
    else
        wdm_print_fields_text(layout, bytes, options, output);
}
