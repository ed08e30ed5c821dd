/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Printing what fields a layout has, for help; and whether it is right. */
#include "print.h"

struct printer {
    struct wdm_walker walker;
    const char *indent;
    struct wdm_output *output; /* NULL: measures */
    size_t width;
};

/* Whether nothing at all, or nothing in it, need be given. */
static bool can_be_left_out(const struct wdm_walker *walker, const struct wdm_layout_field *field,
                            const struct wdm_layout_type *type)
{
    if (walker->optional || field->optional)
        return true;
    switch (type->kind) {
    case WDM_LAYOUT_TEXT_AWAY:
    case WDM_LAYOUT_BYTES_AWAY:
    case WDM_LAYOUT_BYTES_INLINE:
    case WDM_LAYOUT_REST:
    case WDM_LAYOUT_ADDRESS_AWAY:
    case WDM_LAYOUT_TLV_TEXT:
        return true;
    default:
        return !walker->layout->tlvs && wdm_layout_is_list(type);
    }
}

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
    else if (can_be_left_out(walker, field, type))
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

struct checker {
    struct wdm_walker walker;
    struct wdm_error *error;
    bool good;
};

static void check_field(struct wdm_walker *walker, const struct wdm_layout_field *field,
                        const struct wdm_layout_type *type)
{
    struct checker *checker = (struct checker *)walker;
    struct wdm_layout_type plain = *type;
    (void)field;
    if (wdm_layout_is_list(type) && !wdm_layout_element(type, &plain))
        return;
    struct wdm_name name = plain.enumeration;
    if (!checker->good || name.length == 0 || wdm_name_is(name, "bool") ||
        wdm_layout_enumeration(walker->layout, name))
        return;
    checker->good = wdm_fail(checker->error, WDM_USAGE, "%s: no such enumeration \"%.*s\"",
                             walker->path.text, (int)name.length, name.text);
}

bool wdm_layout_check(const struct wdm_layout *layout, struct wdm_error *error)
{
    struct checker checker = {
        .walker = {.layout = layout, .visit = check_field},
        .error = error,
        .good = true,
    };
    if (!wdm_layout_walk(&checker.walker) && checker.good)
        return wdm_fail(error, WDM_USAGE, "the layout is wrong at or behind \"%s\"",
                        checker.walker.path.text);
    return checker.good;
}
