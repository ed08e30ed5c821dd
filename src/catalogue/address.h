/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* address.h - IPv4 and IPv6 addresses as text. Private to the catalogue. */
#ifndef WDM_CATALOGUE_ADDRESS_H
#define WDM_CATALOGUE_ADDRESS_H

#include "wdm/fields.h"

#define WDM_IPV4_SIZE ((size_t)4)
#define WDM_IPV6_SIZE ((size_t)16)

/* Room for an address's text, the NUL included. */
#define WDM_ADDRESS_TEXT ((size_t)46)

/* The text of an address: IPv4 where it is 4 bytes, else IPv6, as RFC 5952 wants
 * it. Returns its length. */
size_t wdm_address_format(struct wdm_span address, char text[WDM_ADDRESS_TEXT]);

/* The `size` bytes of an address's text; false where it is none. */
bool wdm_address_parse(struct wdm_name text, uint8_t *bytes, size_t size);

#endif
