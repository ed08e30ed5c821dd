/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode_watch.h - decoding and masking with somebody who believes nothing: for tests and
 * fuzzers. */
#ifndef WDM_TEST_DECODE_WATCH_H
#define WDM_TEST_DECODE_WATCH_H

#include "wdm/fields.h"

/* Decodes `message`, and looks whether all that is told lies in it, is balanced and no
 * more than its bytes can give, and whether what is told of its defects is whole. Returns
 * NULL, or in words what does not hold. */
const char *watch_decode(const struct wdm_layout *layout, struct wdm_span message);

/* The same of the mask of what is personal in a message of up to WDM_MESSAGE_MAX bytes. */
const char *watch_mask(const struct wdm_layout *layout, struct wdm_span message);

#endif
