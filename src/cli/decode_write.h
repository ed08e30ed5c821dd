/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode -w, --redact and --split: what is read goes into files instead of being shown. */
#ifndef WDM_CLI_DECODE_WRITE_H
#define WDM_CLI_DECODE_WRITE_H

#include "wdm/capture_redact.h"

struct cli;

struct cli_divert {
    int folder;          /* of --split; 0: none */
    unsigned long count; /* files so far */
    bool failed;         /* one could not be written: the error is there */
    struct wdm_describer describer;
    struct wdm_redactor redactor;
};

/* Where the command line wants what is read in files, opens them and sets where it goes
 * (cli->ports.decoder.diverted). Fails with WDM_USAGE. */
bool cli_decode_divert(struct cli *cli);

/* At the end of what is read: writes what was kept back, and says what was redacted. */
bool cli_decode_diverted(struct cli *cli);

/* Opens the folder of --split, which is made where it is not there; and writes a message
 * into a file there, whose name is its number, direction and name (decode_split.c). */
bool cli_split_open(struct cli *cli, const char *folder);
void cli_split_write(struct cli *cli, const struct wdm_captured *captured);

#endif
