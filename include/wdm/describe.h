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

/* What is known of the modem whose messages are described. All zeros: nothing. */
struct wdm_describer {
    const struct wdm_catalogue *catalogue; /* NULL: the built-in one */
    uint16_t vendor; /* its USB vendor id, which decides where one QMI number means several
                      * messages; 0: nobody knows */
    uint8_t mbimex;  /* the version of MBIMEx that it and the host have agreed on; 0 is as 1 */
    uint8_t asked;   /* and the one that the host last asked for; 0: none was seen */
};

/* A parsed message. QMI inside MBIM has both `mbim` and `qmux`. */
struct wdm_description {
    bool from_modem;
    struct wdm_describer describer;
    struct wdm_span bytes; /* the message, or the first bytes of it */
    size_t whole;          /* bytes that it had; more than bytes.length: the rest is not there */
    bool is_mbim, is_qmi;  /* which of the two below is filled in */
    struct wdm_mbim_message mbim;
    struct wdm_qmux qmux;
    const struct wdm_qmi_message
        *message;             /* which it is, or most likely; NULL: none that is known */
    bool is_sure;             /* it cannot be another that has its number */
    const char *problem;      /* what is wrong with the headers, or that bytes are missing; NULL:
                               * nothing */
    struct wdm_layout layout; /* of `content`; text NULL: nobody knows */
    struct wdm_span content;  /* the TLVs, or the information buffer */
};

/* Parses a message of `protocol` (UNKNOWN: bytes that are no message). `describer`
 * may be NULL. The bytes stay the caller's, and must outlive the description. */
void wdm_describe(struct wdm_description *description, const struct wdm_describer *describer,
                  bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes, size_t length);

/* The same of a message of `whole` bytes of which a capture has only the first `length`:
 * it is told as such, and what is there is described. Where `whole` is no more than
 * `length`, nothing is missing. */
void wdm_describe_captured(struct wdm_description *description,
                           const struct wdm_describer *describer, bool from_modem,
                           enum wdm_protocol protocol, struct wdm_span bytes, size_t whole);

/* Learns of the version of MBIMEx from a message that was described: from the answer
 * to Version, from what a proxy says of it, and from OPEN, which ends it. */
void wdm_describer_follow(struct wdm_describer *describer,
                          const struct wdm_description *description);

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

/* The name of a code that a modem gave, "InvalidTransition"; where it has none "error", and
 * false is returned. */
bool wdm_error_code_name(enum wdm_error_list list, uint32_t code, char name[WDM_ENUMERATION_NAME]);

/* The name and number of a code that a modem gave, "InvalidTransition (60)". */
void wdm_print_error_code(enum wdm_error_list list, uint32_t code, struct wdm_output *out);

#endif
