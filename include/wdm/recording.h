/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/recording.h - a capture held in memory: what one modem and its host said, whole
 * messages in their order, each answer with its request.
 *
 * For what looks at an exchange more than once, or out of order: to play it back, to
 * compare it with another. What only looks through a capture uses wdm/capture.h.
 */
#ifndef WDM_RECORDING_H
#define WDM_RECORDING_H

#include "wdm/exchange.h"

/* The longest exchange that is held. */
#define WDM_RECORDING_MESSAGES ((size_t)16384)
#define WDM_RECORDING_BYTES    ((size_t)4 << 20)

#define WDM_RECORDED_NONE UINT32_MAX

/* ---- What a message is about, whatever its ids: a request, and its answer alike */

#define WDM_OPERATION_UNKNOWN UINT32_MAX /* of an MBIM answer, which does not say it */

struct wdm_meaning {
    bool is_mbim, is_qmi; /* QMI inside MBIM is both */
    bool is_wrong;        /* its headers are: see wdm_description's `problem` */
    bool indicates;
    uint8_t service; /* QMI */
    uint8_t about;   /* CTL's Allocate and Release: the service whose client id it is */
    uint16_t message;
    uint32_t type; /* MBIM: as of the request */
    struct wdm_uuid mbim_service;
    uint32_t command;
    uint32_t operation; /* WDM_MBIM_QUERY or WDM_MBIM_SET; 0 where it is no command */
};

void wdm_meaning_of(struct wdm_meaning *meaning, const struct wdm_description *description);

/* Whether two mean the same, but for what they carry. An unknown operation is as any. */
bool wdm_meaning_same(const struct wdm_meaning *a, const struct wdm_meaning *b);

/* Whether a request only keeps the connection: MBIM's OPEN and CLOSE, QMI's CTL, what a
 * proxy is told. Such requests are not part of what a host wants of a modem. */
bool wdm_meaning_keeps_house(const struct wdm_meaning *meaning);

/* Of those, what is said to a proxy and not to the modem. */
bool wdm_meaning_is_proxys(const struct wdm_meaning *meaning);

/* ---- The numbers in a message that belong to one connection */

struct wdm_message_ids {
    uint32_t transaction;     /* MBIM */
    uint16_t qmi_transaction; /* QMI; CTL: up to 255 */
    uint8_t client;           /* QMI; CTL: 0 */
    uint8_t about_client;     /* the client id that Allocate gave or Release gives back;
                               * 0: it names none */
};

void wdm_message_ids(const struct wdm_description *description, struct wdm_message_ids *ids);

/* Writes such numbers into `bytes`, the message that is described (description->bytes is
 * where it was described; `bytes` may be a copy of as many). What it has no place for is
 * passed over. */
void wdm_message_renumber(const struct wdm_description *description, uint8_t *bytes,
                          const struct wdm_message_ids *ids);

/* ---- The recording */

struct wdm_recorded {
    uint32_t start, length; /* in `bytes` */
    uint32_t content_start; /* likewise: TLVs, or the information buffer */
    uint32_t content_length;
    uint32_t partner; /* a request's answer, an answer's request; WDM_RECORDED_NONE */
    uint8_t role;     /* enum wdm_exchange_role */
    uint8_t protocol; /* enum wdm_protocol */
    uint8_t mbimex;   /* as describers have it, here */
    bool from_modem;
    bool timed;
    int64_t when;
    uint64_t number;          /* its place in the file: packet, line or message */
    uint16_t vendor, product; /* of its device; 0: not known */
    uint64_t key;             /* device and interface */
    struct wdm_meaning meaning;
};

struct wdm_recording {
    size_t count;  /* in `messages` */
    size_t length; /* in `bytes` */
    size_t others; /* messages of other devices, left out */
    size_t broken; /* messages that the capture has not all of, and damage to it */
    uint16_t vendor, product;
    enum wdm_protocol protocol; /* MBIM where any message is */
    struct wdm_recorded messages[WDM_RECORDING_MESSAGES];
    uint8_t bytes[WDM_RECORDING_BYTES];
};

/* Describes the message at `index`, by the catalogue (NULL: the built-in one). */
void wdm_recorded_describe(const struct wdm_recording *recording, size_t index,
                           const struct wdm_catalogue *catalogue,
                           struct wdm_description *description);

/* What it carries: TLVs, or the information buffer. */
struct wdm_span wdm_recorded_content(const struct wdm_recording *recording, size_t index);

/* ---- Filling it */

struct wdm_recording_loader {
    struct wdm_recording *recording;
    bool is_full;
    struct wdm_capture_reader reader;
    struct wdm_capture_assembler assembler;
    struct wdm_exchange_tracker tracker;
};

/* Begins to fill a recording with a file of `format`; takes pieces of the file, of any
 * size. Both structs are the caller's. */
void wdm_recording_begin(struct wdm_recording_loader *loader, struct wdm_recording *recording,
                         enum wdm_capture_format format);
void wdm_recording_feed(struct wdm_recording_loader *loader, const uint8_t *bytes, size_t length);

/* The file ends here. Of several devices (and interfaces of one) the one with the most
 * messages is kept. Fails with WDM_USAGE where there is no message in it, or it is longer
 * than a recording can be. */
bool wdm_recording_end(struct wdm_recording_loader *loader, struct wdm_error *error);

#endif
