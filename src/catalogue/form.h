/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * form.h - natural forms of values: what stands behind '@' in a layout
 * (docs/catalogue-notation.md). Private to the catalogue.
 *
 * A form is kept as its text and parsed each time that it is needed. Whatever one
 * says of a value reads back as the same value; what it cannot say is said raw.
 */
#ifndef WDM_CATALOGUE_FORM_H
#define WDM_CATALOGUE_FORM_H

#include "layout.h"

/* In the order of their words in form.c. */
enum wdm_form_kind {
    WDM_FORM_UNIX = 0, /* scaled to seconds since 1970 */
    WDM_FORM_GPS,      /* since 1980-01-06 */
    WDM_FORM_HEX,
    WDM_FORM_MCC,
    WDM_FORM_MNC,
    WDM_FORM_VERSION,
    WDM_FORM_IPV4,
    WDM_FORM_BCD, /* from here on of bytes, all others of numbers */
    WDM_FORM_PLMN,
    WDM_FORM_UNIT, /* scaled, and a unit */
};

struct wdm_form {
    enum wdm_form_kind kind;
    bool scaled; /* UNIT and times: not the number as it is */
    bool has_unknown;
    int64_t unknown;   /* this and all above it are not known */
    unsigned decimals; /* of factor and offset, which are integers without the point */
    int64_t factor;
    int64_t offset;
    struct wdm_name unit;
};

/* False: it is no form. */
bool wdm_form_parse(struct wdm_name text, struct wdm_form *form);

/* Whether the type has no form, or one that there is and that fits it. */
bool wdm_form_is_right(const struct wdm_layout_type *type);

/* Takes a number of at most 18 digits off *text: "-0.5" is -5 with one decimal.
 * False: there is none, and nothing is taken. */
bool wdm_form_take_decimal(struct wdm_name *text, int64_t *number, unsigned *decimals);

/* Ten to the power of `decimals`. */
int64_t wdm_form_power(unsigned decimals);

/* Prints a value in its form. False: it is printed raw; nothing was written. */
bool wdm_put_form(const struct wdm_value *value, const struct wdm_print_options *options,
                  struct wdm_output *output);

/* What a form says, for help: ", 1 is 0.1 dB". */
void wdm_put_form_words(struct wdm_output *output, struct wdm_name text);

enum wdm_form_reading {
    WDM_FORM_READ = 0,
    WDM_FORM_RAW,   /* *text, whose unit is gone, is of the raw number */
    WDM_FORM_WRONG, /* no number has that form */
};

/* Reads what wdm_put_form prints of a number; a negative one as two's complement. */
enum wdm_form_reading wdm_form_read(struct wdm_name form, struct wdm_name *text, bool *negative,
                                    uint64_t *number);

/* Turns what it prints of bytes to hex, in `hex`; leaves alone what is hex. */
#define WDM_FORM_HEX_TEXT ((size_t)128)
void wdm_form_to_hex(struct wdm_name form, struct wdm_name *text, char hex[WDM_FORM_HEX_TEXT]);

/* Where a packed digit is, as the half of a byte, low halves first. A PLMN's order
 * is that of 3GPP TS 24.008, 10.5.1.3. */
size_t wdm_form_place(enum wdm_form_kind kind, size_t digit);

#endif
