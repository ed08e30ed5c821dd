/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* print.h - what the printers share. Private to the catalogue. */
#ifndef WDM_CATALOGUE_PRINT_H
#define WDM_CATALOGUE_PRINT_H

#include "layout.h"
#include "output.h"

/* Text with what a terminal or JSON must not see escaped; no quotes around it. */
void wdm_put_escaped(const char *text, size_t length, bool json, struct wdm_output *output);

/* Whether a text or bytes have nothing to print. */
bool wdm_value_is_empty(const struct wdm_value *value);

void wdm_print_fields_text(const struct wdm_layout *layout, struct wdm_span bytes,
                           const struct wdm_print_options *options, struct wdm_output *output);
void wdm_print_fields_json(const struct wdm_layout *layout, struct wdm_span bytes,
                           const struct wdm_print_options *options, struct wdm_output *output);

/* What a type takes, in words: "u8 (0 to 255)", "one of a, b"; `numbers`: "one of
 * a (0), b (1)". */
void wdm_put_type(struct wdm_output *output, const struct wdm_layout *layout,
                  const struct wdm_layout_type *type, bool numbers);

/* "tlv_0x17" */
#define WDM_TLV_NAME ((size_t)8)
struct wdm_name wdm_tlv_name(uint8_t type, char text[WDM_TLV_NAME]);

#endif
