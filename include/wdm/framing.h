/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdm/framing.h - where messages begin and end in a stream of bytes, by their
 * length fields (MBIM 1.0, 9.1) and QMUX headers. Keeps no state. */
#ifndef WDM_FRAMING_H
#define WDM_FRAMING_H

#include "wdm/port.h"

/* How much bytes look like the beginning of a message. */
enum wdm_look {
    WDM_LOOK_NOT = 0, /* none begins here */
    WDM_LOOK_MAYBE,   /* one may begin here; too few bytes to tell more */
    WDM_LOOK_LIKELY,  /* there is a header by which a message can be framed */
    WDM_LOOK_PLAIN,   /* and its other numbers fit each other too */
};

struct wdm_framing {
    enum wdm_protocol protocol;
    bool from_modem; /* the way that the bytes come */
    size_t max;      /* no message is longer */
};

/* Looks at `length` (at least 1) bytes. `*whole` is the length of the message
 * where it looks likely or plain, else 0. */
enum wdm_look wdm_framing_look(const struct wdm_framing *framing, const uint8_t *bytes,
                               size_t length, size_t *whole);

#endif
