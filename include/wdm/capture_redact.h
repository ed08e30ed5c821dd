/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/capture_redact.h - a capture without what is personal in it.
 *
 * A redactor stands between a reader and what takes its events (wdm/capture_write.h): it
 * passes them on in their order, messages overwritten as wdm/redact.h says. Fragments of
 * MBIM are kept back until their message is whole, and all that comes meanwhile with
 * them; what never becomes whole is overwritten all but its headers.
 */
#ifndef WDM_CAPTURE_REDACT_H
#define WDM_CAPTURE_REDACT_H

#include "wdm/capture_describers.h"
#include "wdm/redact.h"

/* What is kept back, at most; where there is more, fragments are given up. */
#define WDM_REDACT_EVENTS ((size_t)512)
#define WDM_REDACT_BYTES  (2 * WDM_MESSAGE_MAX)

struct wdm_redactor {
    const struct wdm_catalogue *catalogue; /* the caller's to set; NULL: the built-in one */
    bool keep_unknown;                     /* as wdm_redact has it; the caller's to set */
    uint64_t personal;                     /* messages that had something personal */
    uint64_t unknown; /* and those, fragments too, that nobody could tell apart */

    /* Its own. */
    struct wdm_capture_sink sink;
    struct wdm_capture_assembler assembler;
    struct wdm_capture_describers describers;
    size_t count, length; /* in `held`, and of `bytes` */
    struct {
        bool waits;                   /* for the other fragments */
        struct wdm_captured captured; /* but for its bytes */
        size_t start;                 /* of them */
    } held[WDM_REDACT_EVENTS];
    uint8_t bytes[WDM_REDACT_BYTES];
    uint8_t message[WDM_MESSAGE_MAX];
    uint8_t mask[WDM_MESSAGE_MAX];
};

/* All is zeroed and set up to pass events on to `sink`. */
void wdm_redactor_init(struct wdm_redactor *redactor, const struct wdm_capture_sink *sink);

/* Takes an event: as struct wdm_capture_sink has it, `context` is the redactor. Of a
 * message of more than WDM_MESSAGE_MAX bytes only those are passed on. */
void wdm_redactor_seen(void *context, const struct wdm_captured *captured);

/* Passes on all that is kept back. */
void wdm_redactor_end(struct wdm_redactor *redactor);

#endif
