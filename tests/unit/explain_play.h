/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Small exchanges, written as lines, for the explainer; and what it found. */
#ifndef WDM_TESTS_EXPLAIN_PLAY_H
#define WDM_TESTS_EXPLAIN_PLAY_H

#include "support.h"
#include "wdm/explain.h"

#define FINDINGS_MAX 64

struct found {
    struct wdm_finding finding;
    char what[512];
    char remedy[512]; /* "" for none */
};

struct findings {
    size_t count;
    struct found list[FINDINGS_MAX];
    struct wdm_explain_counts counts;
};

/* Begins; `findings` gathers what is found. */
void explain_play_begin(struct findings *findings, const struct wdm_explain_options *options);

/* Plays lines, each one thing that a capture's reader tells, numbered from 1:
 *
 *   > open 1 4096            < opened 1 0          > close 2       < closed 2 0
 *   > cmd 3 3 1 HEX          basic-connect: transaction, CID, query or set, buffer ("-": none)
 *   < done 3 3 0 HEX         its answer: transaction, CID, status, buffer
 *   < ind 3 HEX              > xcmd, < xdone: of ms-basic-connect-extensions
 *   < error 3 5              FUNCTION_ERROR
 *   > qmi 2 1 q 7 2d HEX     raw QMI: service, client, q r or i, transaction, message (hex), TLVs
 *   > mqmi 9 2 1 q 7 2d HEX  the same in MBIM, behind its transaction
 *   > hex mbim HEX           any bytes; also "hex qmi", "hex none"
 *   > frag 4 2 HEADER        fragment 2 (from 0) of a command of 284 bytes, cut into 64
 *   device, gone, failed TEXT, problem TEXT, cut N (the next message has N bytes more)
 *   on DEVICE INTERFACE      what follows is of it
 *   speaks mbim 1199 901f    what its descriptors say: mbim, qmi or none; vendor and product
 *   @1500                    the time, in milliseconds, from here on
 */
void explain_play(const char *lines);
void explain_play_see(const struct wdm_captured *captured);
void explain_play_end(void);

/* Fails the test unless the findings are those of `expected`: a line each, such as
 * "problem length 3: 61 bytes"; what is behind the colon is in its words or its remedy. */
void assert_findings(const char *name, const struct findings *findings, const char *expected);

#endif
