/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the command `complete` share: what is typed so far, and where
 * candidates go. */
#ifndef WDM_CLI_COMPLETE_H
#define WDM_CLI_COMPLETE_H

#include "cli.h"

struct completion {
    struct cli *cli;
    const struct cli_command *command; /* NULL: it is still to come */
    bool lost;                         /* the word for it is none */
    const char *words[CLI_ARGUMENTS];  /* behind it, that are no options */
    size_t count;
    /* The word that is completed: what of it stays as it is ("--mode=", "field=a,"),
     * and the rest, which candidates begin with. */
    struct wdm_name head;
    const char *tail;
};

/* Moves what of the tail is before `tail` into the head. */
void cli_complete_from(struct completion *completion, const char *tail);

/* Prints "name", and "ending" behind it, as a candidate if the tail begins so. */
void cli_complete_offer(struct completion *completion, struct wdm_name name, const char *ending,
                        const char *description);
void cli_complete_text(struct completion *completion, const char *name, const char *description);

/* Says that files may be named here: a candidate "" with the description "(file)". */
void cli_complete_files(struct completion *completion);

/* The words behind qmi and mbim (complete_catalogue.c). */
void cli_complete_qmi(struct completion *completion);
void cli_complete_mbim(struct completion *completion);

/* The words from `first` on: fields of a layout, or the value of one
 * (complete_fields.c). */
void cli_complete_fields(struct completion *completion, const struct wdm_layout *layout,
                         size_t first);

#endif
