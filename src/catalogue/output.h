/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* output.h - writing text, numbers and hex to a struct wdm_output. */
#ifndef WDM_CATALOGUE_OUTPUT_H
#define WDM_CATALOGUE_OUTPUT_H

#include "wdm/fields.h"

void wdm_put_number(struct wdm_output *output, uint64_t number);
void wdm_put_signed(struct wdm_output *output, uint64_t number);      /* two's complement */
void wdm_put_in_brackets(struct wdm_output *output, uint64_t number); /* likewise, " (-1)" */
void wdm_put_hex(struct wdm_output *output, uint64_t number);         /* "0x3" */
void wdm_put_bytes(struct wdm_output *output, struct wdm_span bytes);
void wdm_put_blanks(struct wdm_output *output, size_t count);

/* An output into a caller's buffer (capacity at least 1), always ended by a NUL;
 * what does not fit is cut, between characters of UTF-8. */
struct wdm_text_output {
    struct wdm_output output;
    char *text;
    size_t capacity;
    size_t length;
    bool cut;
};

void wdm_text_output_init(struct wdm_text_output *output, char *text, size_t capacity);

/* A UUID's name where it is a service or a context type; NULL: it is neither.
 * And the UUID of a name. */
const char *wdm_uuid_name(const struct wdm_catalogue *catalogue, const struct wdm_uuid *uuid);
bool wdm_uuid_named(const struct wdm_catalogue *catalogue, const char *name, size_t length,
                    struct wdm_uuid *uuid);

#endif
