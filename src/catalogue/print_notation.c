/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In PROFILE=rescue, in place of print_layout.c and print_type.c: layouts and types
 * are told in their own notation. */
#include "print.h"
#include "unpack_layout.h"

void wdm_print_layout(const struct wdm_layout *layout, const char *indent,
                      struct wdm_output *output)
{
    struct wdm_unpacked unpacked;
    wdm_put(output, indent);
    wdm_put(output, wdm_layout_unpack(layout, &unpacked)->text);
    wdm_put(output, "\n");
}

/* And the names that the value can have. */
void wdm_put_type(struct wdm_output *output, const struct wdm_layout *layout,
                  const struct wdm_layout_type *type, bool numbers)
{
    const struct wdm_enumeration *enumeration = wdm_layout_enumeration(layout, type->enumeration);
    (void)numbers;
    output->write(output, type->text, (size_t)(wdm_layout_skip(type->text) - type->text));
    if (!enumeration)
        return;
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    const char *before = ": ";
    for (; wdm_enumerator_next(enumeration, &each); before = " ") {
        wdm_put(output, before);
        output->write(output, each.name, each.length);
    }
}
