/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/describe.h - a message in words: parsed as far as it goes, named from the
 * catalogue, printed as a line, its fields and its bytes.
 */
#ifndef WDM_DESCRIBE_H
#define WDM_DESCRIBE_H

#include "wdm/fields.h"
#include "wdm/mbim.h"
#include "wdm/protocol.h"

/* A parsed message. QMI inside MBIM has both `mbim` and `qmux`. */
struct wdm_description {
    bool from_modem;
    uint16_t vendor;       /* whose modem it is; 0: nobody knows */
    struct wdm_span bytes; /* the message */
    bool is_mbim, is_qmi;  /* which of the two below is filled in */
    struct wdm_mbim_message mbim;
    struct wdm_qmux qmux;
    const char *problem;      /* what is wrong with the headers; NULL: nothing */
    struct wdm_layout layout; /* of `content`; text NULL: nobody knows */
    struct wdm_span content;  /* the TLVs, or the information buffer */
};

/* Parses a message of `protocol` (UNKNOWN: bytes that are no message). `vendor`,
 * a USB vendor id or 0, decides where one QMI number means several messages.
 * The bytes stay the caller's, and must outlive the description. */
void wdm_describe(struct wdm_description *description, bool from_modem, enum wdm_protocol protocol,
                  const uint8_t *bytes, size_t length, uint16_t vendor);

/* A line on it, without a newline: protocol, service, message, kind, ids, result. */
void wdm_describe_line(const struct wdm_description *description, struct wdm_output *out);

/* Its fields as text, a line each, after `indent`; personal values "(hidden)"
 * unless `personal`. Nothing where there are none. */
void wdm_describe_fields(const struct wdm_description *description, bool personal,
                         const char *indent, struct wdm_output *out);

/* Its bytes in hex on one line, without a newline. Unless `personal`, bytes of
 * personal fields are "..", and so is the content of what cannot be told apart:
 * fragments, and bytes that are no message. `mask` is scratch space with a place
 * for each byte. */
void wdm_describe_hex(const struct wdm_description *description, bool personal, uint8_t *mask,
                      struct wdm_output *out);

/* The name and number of a code that a modem gave, "InvalidTransition (60)". */
void wdm_print_error_code(enum wdm_error_list list, uint32_t code, struct wdm_output *out);

#endif
