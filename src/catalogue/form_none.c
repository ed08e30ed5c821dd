/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* In small builds, in place of form.c and its kin: every value is said raw. */
#include "form.h"

bool wdm_form_is_right(const struct wdm_layout_type *type)
{
    (void)type;
    return true;
}

bool wdm_put_form(const struct wdm_value *value, const struct wdm_print_options *options,
                  struct wdm_output *output)
{
    (void)value;
    (void)options;
    (void)output;
    return false;
}

void wdm_put_form_words(struct wdm_output *output, struct wdm_name text)
{
    (void)output;
    (void)text;
}

enum wdm_form_reading wdm_form_read(struct wdm_name form, struct wdm_name *text, bool *negative,
                                    uint64_t *number)
{
    (void)form;
    (void)text;
    (void)negative;
    (void)number;
    return WDM_FORM_RAW;
}

void wdm_form_to_hex(struct wdm_name form, struct wdm_name *text, char hex[WDM_FORM_HEX_TEXT])
{
    (void)form;
    (void)text;
    (void)hex;
}
