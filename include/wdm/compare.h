/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/compare.h - what is different in two messages, field by field; and which messages
 * of two recordings belong together.
 *
 * Transaction and client ids are never compared. Fields whose values change by
 * themselves are passed over: see wdm_compare_expects().
 */
#ifndef WDM_COMPARE_H
#define WDM_COMPARE_H

#include "wdm/recording.h"

/* ---- Two messages */

/* More fields than these of one message are compared as bytes. */
#define WDM_COMPARE_FIELDS ((size_t)2048)

/* One difference. Values that are NULL are not there; those of a message that is another
 * altogether, or malformed, are texts. */
struct wdm_difference {
    const char *path; /* "info.mode"; "message", "status", "result", "error", "headers" of what
                       * is no field; "content[N]": bytes from there on, that nobody can name */
    const struct wdm_value *before, *after;
    const char *before_text, *after_text; /* NULL where there are values */
};

struct wdm_comparison {
    const char *const *ignored; /* names of fields to pass over, too: see wdm_compare_ignores */
    size_t ignored_count;
    bool everything; /* also what is expected to change */
    void (*told)(void *context, const struct wdm_difference *difference); /* or NULL */
    void *context;

    /* ---- What follows is the comparison's own. */

    size_t differences;
    size_t passed_over;
    bool by_bytes; /* there were too many fields, or some could not be read */
    bool second;   /* the first message's fields are gone through again */
    size_t next;   /* in `fields`: the one that is likely next */
    size_t field_count;
    struct {
        uint64_t path; /* its digest */
        bool matched;
        struct wdm_value value;
    } fields[WDM_COMPARE_FIELDS];
};

/* Tells what is different; returns how much is. Both descriptions' bytes must stay where
 * they are for the call. */
size_t wdm_compare(struct wdm_comparison *comparison, const struct wdm_description *before,
                   const struct wdm_description *after);

/* Whether a name stands for the field at `path`. '*' is any characters. A name with a '.'
 * is a whole path without the "[N]" of lists; one without is the name of the field, or of
 * a structure or list around it. */
bool wdm_compare_ignores(const char *name, const char *path);

/* Whether the field at `path` is expected to change: of those that wdm_compare_expected_at()
 * lists, as above, but that a name without a '.' is the field's own. NULL past the last. */
bool wdm_compare_expects(const char *path);
const char *wdm_compare_expected_at(size_t index);

/* ---- Two recordings */

/* Requests (with their answers), and indications where these are wanted, are lined up by
 * what they are about, and as many as can be: in steps that look at so many of each. */
#define WDM_ALIGN_BLOCK ((size_t)256)

struct wdm_alignment {
    bool indications; /* are lined up too */
    /* Two that belong together, or one alone: then the other is WDM_RECORDED_NONE. */
    void (*pair)(void *context, uint32_t before, uint32_t after);
    void *context;

    /* ---- What follows is the alignment's own. */

    const struct wdm_recording *recordings[2];
    size_t counts[2];
    uint32_t units[2][WDM_RECORDING_MESSAGES];
    uint16_t scores[WDM_ALIGN_BLOCK + 1][WDM_ALIGN_BLOCK + 1];
};

void wdm_align(struct wdm_alignment *alignment, const struct wdm_recording *before,
               const struct wdm_recording *after);

#endif
