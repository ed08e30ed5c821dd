/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdm/uuid.h - the 16-byte names of MBIM services and context types; on the
 * wire in the order in which they are written (MBIM 1.0, 9.1). */
#ifndef WDM_UUID_H
#define WDM_UUID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WDM_UUID_SIZE ((size_t)16)

/* Characters of the text form, without the NUL. */
#define WDM_UUID_TEXT ((size_t)36)

struct wdm_uuid {
    uint8_t bytes[WDM_UUID_SIZE];
};

/* Whether two UUIDs are the same. */
bool wdm_uuid_equal(const struct wdm_uuid *a, const struct wdm_uuid *b);

/* Writes the text form, lower case with hyphens, and a NUL: 37 bytes. */
void wdm_uuid_format(const struct wdm_uuid *uuid, char text[WDM_UUID_TEXT + 1]);

/* Reads `length` characters: 32 hex digits in either case, hyphens optional but
 * then where they belong. Returns false, and leaves `uuid` alone, on others. */
bool wdm_uuid_parse(const char *text, size_t length, struct wdm_uuid *uuid);

#endif
