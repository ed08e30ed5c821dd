/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names and numbers as people write them; private to src/catalogue/. */
#ifndef WDM_CATALOGUE_NAMES_H
#define WDM_CATALOGUE_NAMES_H

#include "wdm/catalogue.h"
#include "wdm/error.h"

/* As wdm_name_equal(), but neither name is ended by a NUL. */
bool wdm_names_match(const char *a, size_t a_length, const char *b, size_t b_length);

/* Reads the decimal or 0x number at `text`, up to what is no digit of it; one
 * that is too large becomes UINT64_MAX. Returns where it ends; NULL where there
 * is none. */
const char *wdm_number_scan(const char *text, uint64_t *number);

/* Reads `text` as a number of at most 0xffff. Returns false where it is none. */
bool wdm_number_u16(const char *text, uint16_t *number);

/* The names of a list of error codes. */
const struct wdm_enumeration *wdm_error_names(enum wdm_error_list list);

/* The MBIM services that a private schema has; NULL past the last. */
const struct wdm_mbim_service *wdm_catalogue_own_mbim_at(const struct wdm_catalogue *catalogue,
                                                         size_t index);

#endif
