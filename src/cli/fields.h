/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the generic commands qmi and mbim share. */
#ifndef WDM_CLI_FIELDS_H
#define WDM_CLI_FIELDS_H

#include "cli.h"

/* Reads FIELD=VALUE and FIELD=@FILE from the arguments from `first` on. Fails with
 * WDM_USAGE. */
bool cli_assignments(struct cli *cli, size_t first, struct wdm_assignment *assignments,
                     size_t *count);

/* Tries to encode a request, so that a mistake in its fields is told before any
 * port is opened. */
bool cli_check_encode(struct cli *cli, struct wdm_layout layout,
                      const struct wdm_assignment *assignments, size_t count);

/* Prints an answer: text fields, or {"protocol":...,"service":...,"message":...,
 * "fields":{...}}. */
void cli_print_answer(struct cli *cli, const char *protocol, const char *service,
                      const char *message, const struct wdm_layout *layout,
                      struct wdm_span content);

/* Prints "  name" and the layout's fields below a heading, for --help. */
void cli_print_part(const char *heading, const struct wdm_layout *layout, struct wdm_output *out);

/* "{...,"name":"..."}" lines or text lines of a listing. */
void cli_print_entry(struct cli *cli, const char *id, const char *name, const char *note);

/* The option --find of both commands. */
extern const struct cli_option cli_find_options[];

/* Prints the names that the word of --find is in, in one service or (NULL) in all.
 * Fails with WDM_REFUSED where there are none (find.c). */
bool cli_find_qmi(struct cli *cli, const struct wdm_qmi_service *service);
bool cli_find_mbim(struct cli *cli, const struct wdm_mbim_service *service);

#endif
