/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A request that a peer built, and what the catalogue makes of it. */
#ifndef WDM_TESTS_REQUESTS_H
#define WDM_TESTS_REQUESTS_H

#include "recorder.h"

struct row {
    enum peer_program program;
    uint32_t operation; /* MBIM: query or set */
    uint8_t mbimex;     /* MBIM: whose layout it is; QMI: 0 */
    const char *arguments;
    const char *service, *message;
    const char *fields; /* a line "path=value" each, as wdmctl takes them */
};

/* The rows for each peer (rows_qmi.c, rows_mbim.c). */
extern const struct row qmi_rows[], mbim_rows[];
extern const size_t qmi_row_count, mbim_row_count;

struct check {
    const struct row *row;
    struct recorder_wanted wanted;
    uint16_t vendor;
    struct wdm_layout layout;
    size_t failed;
};

/* Says that something is wrong, and counts it. Returns false. */
__attribute__((format(printf, 2, 3))) bool check_failed(struct check *check, const char *format,
                                                        ...);

/* Finds the row's message in the catalogue. */
bool check_find(struct check *check);

/* The request decodes to the values of the row, and they encode to its bytes. TLVs
 * may come in any order (libqmi 1.32 writes the last first): they are compared in
 * order of type. */
void check_request(struct check *check, enum wdm_protocol protocol, const uint8_t *bytes,
                   size_t length);

#endif
