/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing what fields a layout has, for help. */
#include "print.h"

struct printer {
    struct wdm_walker walker;
    const char *indent;
    struct wdm_output *output; /* NULL: measures */
    size_t width;
};

static void print_field(struct wdm_walker *walker, const struct wdm_layout_field *field,
                        const struct wdm_layout_type *type)
{
    struct printer *printer = (struct printer *)walker;
    struct wdm_output *output = printer->output;
    size_t length = walker->path.length;
    if (!output) {
        if (length > printer->width)
            printer->width = length;
        return;
    }
    if (printer->indent)
        wdm_put(output, printer->indent);
    output->write(output, walker->path.text, length);
    wdm_put_blanks(output, printer->width + 2 - length);
    if (walker->counted)
        wdm_put(output, "worked out, ");
    else if (wdm_walker_optional(walker, field, type))
        wdm_put(output, "optional, ");
    wdm_put_type(output, walker->layout, type, true);
    wdm_put(output, "\n");
}

void wdm_print_layout(const struct wdm_layout *layout, const char *indent,
                      struct wdm_output *output)
{
    struct printer printer = {
        .walker = {.layout = layout, .visit = print_field},
        .indent = indent,
    };
    wdm_layout_walk(&printer.walker);
    printer.output = output;
    wdm_layout_walk(&printer.walker);
}
