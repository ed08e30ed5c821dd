/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/qmux.h - QMUX frames, QMI headers and TLVs: bytes to values and back.
 *
 * A QMUX message: u8 0x01 marker; u16 length of all that follows the marker,
 * the two length bytes included; u8 flags; u8 service; u8 client id. Then the
 * QMI header: for service 0 (CTL) u8 flags and u8 transaction, for the others
 * u8 flags and u16 transaction; u16 message; u16 length of the TLVs.
 */
#ifndef WDM_QMUX_H
#define WDM_QMUX_H

#include "wdm/bytes.h"

#define WDM_QMUX_MARKER     0x01
#define WDM_QMI_SERVICE_CTL 0x00
#define WDM_QMI_SERVICE_WDS 0x01
#define WDM_QMI_SERVICE_DMS 0x02
#define WDM_QMI_SERVICE_NAS 0x03
#define WDM_QMI_SERVICE_WMS 0x05
#define WDM_QMI_SERVICE_PDS 0x06
#define WDM_QMI_SERVICE_UIM 0x0b
#define WDM_QMI_SERVICE_WDA 0x1a

/* The client id that addresses every client: broadcast indications. */
#define WDM_QMI_CLIENT_ALL 0xff

/* Sizes of the headers, marker included, up to the first TLV. */
#define WDM_QMUX_CTL_HEADER     ((size_t)12)
#define WDM_QMUX_SERVICE_HEADER ((size_t)13)

/* CTL messages that sessions need themselves. */
enum {
    WDM_CTL_GET_VERSION_INFO = 0x0021,
    WDM_CTL_ALLOCATE_CLIENT_ID = 0x0022,
    WDM_CTL_RELEASE_CLIENT_ID = 0x0023,
    WDM_CTL_SYNC = 0x0027,
    WDM_CTL_PROXY_OPEN = 0xff00,
};

/* The TLV that every response has: u16 status (0 success), u16 error. */
#define WDM_QMI_TLV_RESULT 0x02

enum wdm_qmi_kind {
    WDM_QMI_REQUEST = 0,
    WDM_QMI_RESPONSE,
    WDM_QMI_INDICATION,
};

struct wdm_qmux {
    bool from_modem; /* QMUX flags 0x80 */
    uint8_t service;
    uint8_t client;
    enum wdm_qmi_kind kind; /* from the QMI flags, which differ for CTL */
    uint16_t transaction;   /* 1..255 for CTL */
    uint16_t message;
    struct wdm_span tlvs; /* within the parsed bytes */
};

enum wdm_qmux_problem {
    WDM_QMUX_OK = 0,
    WDM_QMUX_SHORT,      /* fewer bytes than the headers need */
    WDM_QMUX_MARKER_BAD, /* does not begin with 0x01 */
    WDM_QMUX_LENGTH_BAD, /* the QMUX length is not that of the bytes */
    WDM_QMUX_TLVS_BAD,   /* the TLV length is not that of what is left */
};

/* Parses exactly one whole message. On a length that disagrees with the bytes
 * the headers are still filled in, and `tlvs` holds what is really there. */
enum wdm_qmux_problem wdm_qmux_parse(const uint8_t *bytes, size_t length, struct wdm_qmux *qmux);

/* Words for a problem, such as "the QMUX length is wrong". */
const char *wdm_qmux_problem_text(enum wdm_qmux_problem problem);

/* Appends a message with the headers' fields and `tlvs` of `qmux`. Sets
 * out->failed where it does not fit, has more than the length field can say, or
 * a CTL transaction is over 255. */
void wdm_qmux_write(struct wdm_writer *out, const struct wdm_qmux *qmux);

/* The length of the message that begins at `bytes`, marker included, from its
 * first three bytes; 0 where fewer than three are there. The caller has checked
 * the marker. */
size_t wdm_qmux_length(const uint8_t *bytes, size_t length);

struct wdm_tlv {
    uint8_t type;
    struct wdm_span value;
};

/* Takes the next TLV from `reader`. Returns false at the end, and on a TLV that
 * is longer than what is left (then reader->failed is set). */
bool wdm_tlv_next(struct wdm_reader *reader, struct wdm_tlv *tlv);

/* Finds the first TLV of `type`. Returns false where there is none. */
bool wdm_tlv_find(struct wdm_span tlvs, uint8_t type, struct wdm_span *value);

/* Appends a TLV. */
void wdm_tlv_write(struct wdm_writer *out, uint8_t type, const void *value, size_t length);
void wdm_tlv_write_u8(struct wdm_writer *out, uint8_t type, uint8_t value);

/* Appends the result TLV: success where `error` is 0. */
void wdm_tlv_write_result(struct wdm_writer *out, uint16_t error);

/* Reads the result TLV: `*error` is 0 on success, else the QMI error code.
 * Returns false where the TLV is missing or malformed. */
bool wdm_qmi_result(struct wdm_span tlvs, uint16_t *error);

/* Whether a message says that the modem holds no client id any more: the indication CTL
 * Sync, since it has restarted, or the response to it, where that is success. */
bool wdm_ctl_is_synced(const struct wdm_qmux *message);

#endif
