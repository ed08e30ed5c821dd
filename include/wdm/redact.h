/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/redact.h - messages without what is personal in them, fit to be shown to others.
 *
 * Bytes of personal fields (those with '!' in the catalogue) are overwritten so that
 * the message keeps its length and decodes as before: digits become 0, other
 * characters x, all else zeros. Names of values (enumerations, flags, yes and no) stay.
 * What nobody can tell apart becomes zeros as a whole: messages and TLVs that the
 * catalogue does not have, bytes behind what a layout ends with, malformed content.
 */
#ifndef WDM_REDACT_H
#define WDM_REDACT_H

#include "wdm/describe.h"

struct wdm_redaction {
    size_t personal; /* bytes of personal fields */
    size_t unknown;  /* bytes that nobody can tell apart, and that were not zero */
};

/* Overwrites in `bytes`, a copy of the description's message, what is personal; and what
 * is unknown unless `keep_unknown`: then only that goes which is part of a message that
 * is known (fragments, malformed content). `mask` is scratch space; both have a place for
 * each byte of the message. */
void wdm_redact(const struct wdm_description *description, bool keep_unknown, uint8_t *bytes,
                uint8_t *mask, struct wdm_redaction *redaction);

/* How many bytes at the beginning of what cannot be told apart are headers for sure. */
size_t wdm_sure_header(const struct wdm_description *description);

#endif
