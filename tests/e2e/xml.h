/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* XML, looked into. */
#ifndef WDM_TESTS_XML_H
#define WDM_TESTS_XML_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the text is one element, with nothing but newlines behind it. */
bool xml_well_formed(const char *text, size_t length);

#endif
