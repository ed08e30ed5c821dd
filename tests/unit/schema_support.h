/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_support.h - one schema for tests, loaded from text. */
#ifndef WDM_TEST_SCHEMA_SUPPORT_H
#define WDM_TEST_SCHEMA_SUPPORT_H

#include "support.h"
#include "wdm/schema.h"

#define ACME "qmi acme 0xe5\n"
#define MBIM "mbim acme 0123456789abcdef0123456789abcdef\n"

extern struct wdm_schema schema;
extern const struct wdm_catalogue catalogue; /* which has that schema */
extern struct wdm_error schema_error;

/* Adds a file. Returns whether it is right; else `schema_error` tells. */
bool schema_add_bytes(const char *name, const char *text, size_t length);
bool schema_add(const char *name, const char *text);

/* Loads one file, "a.schema", alone. The other fails the test where it is not right. */
bool schema_load(const char *text);
void schema_must_load(const char *text);

#endif
