/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/mbim.h - MBIM control messages: bytes to values and back (MBIM 1.0, 9).
 *
 * A message: u32 type, u32 length of the whole message, u32 transaction id.
 * COMMAND, COMMAND_DONE and INDICATE_STATUS go on with u32 total fragments and
 * u32 current fragment; the first fragment has a service's UUID, a command id
 * (CID), for COMMAND query or set, for COMMAND_DONE a status, and the length of
 * the information buffer; the others have 20 bytes of header and then data.
 */
#ifndef WDM_MBIM_H
#define WDM_MBIM_H

#include "wdm/bytes.h"
#include "wdm/uuid.h"

/* Message types. Those from the modem have the top bit. */
#define WDM_MBIM_OPEN            UINT32_C(0x00000001)
#define WDM_MBIM_CLOSE           UINT32_C(0x00000002)
#define WDM_MBIM_COMMAND         UINT32_C(0x00000003)
#define WDM_MBIM_HOST_ERROR      UINT32_C(0x00000004)
#define WDM_MBIM_OPEN_DONE       UINT32_C(0x80000001)
#define WDM_MBIM_CLOSE_DONE      UINT32_C(0x80000002)
#define WDM_MBIM_COMMAND_DONE    UINT32_C(0x80000003)
#define WDM_MBIM_FUNCTION_ERROR  UINT32_C(0x80000004)
#define WDM_MBIM_INDICATE_STATUS UINT32_C(0x80000007)

/* Codes of FUNCTION_ERROR and HOST_ERROR (MBIM 1.0, table 9-8). */
enum wdm_mbim_function_error {
    WDM_MBIM_ERROR_TIMEOUT_FRAGMENT = 1,
    WDM_MBIM_ERROR_FRAGMENT_OUT_OF_SEQUENCE = 2,
    WDM_MBIM_ERROR_LENGTH_MISMATCH = 3,
    WDM_MBIM_ERROR_DUPLICATED_TID = 4,
    WDM_MBIM_ERROR_NOT_OPENED = 5,
    WDM_MBIM_ERROR_UNKNOWN = 6,
    WDM_MBIM_ERROR_CANCEL = 7,
    WDM_MBIM_ERROR_MAX_TRANSFER = 8,
};

/* COMMAND_DONE status codes that code decides on; the catalogue names them all. */
#define WDM_MBIM_STATUS_SUCCESS               UINT32_C(0)
#define WDM_MBIM_STATUS_FAILURE               UINT32_C(2)
#define WDM_MBIM_STATUS_NO_DEVICE_SUPPORT     UINT32_C(9)
#define WDM_MBIM_STATUS_INVALID_PARAMETERS    UINT32_C(21)
#define WDM_MBIM_STATUS_OPERATION_NOT_ALLOWED UINT32_C(28)

#define WDM_MBIM_QUERY UINT32_C(0)
#define WDM_MBIM_SET   UINT32_C(1)

#define WDM_MBIM_HEADER            ((size_t)12) /* of every message */
#define WDM_MBIM_FRAGMENT_HEADER   ((size_t)20) /* with the two fragment numbers */
#define WDM_MBIM_COMMAND_HEADER    ((size_t)48) /* of COMMAND and COMMAND_DONE */
#define WDM_MBIM_INDICATION_HEADER ((size_t)44)
/* The least MaxControlTransfer of the specification. */
#define WDM_MBIM_CONTROL_TRANSFER_MIN ((size_t)64)

/* UUIDs of the services that code decides on. */
extern const struct wdm_uuid wdm_mbim_basic_connect;
extern const struct wdm_uuid wdm_mbim_qmi;
extern const struct wdm_uuid wdm_mbim_proxy_control;
extern const struct wdm_uuid wdm_mbim_extensions; /* MS Basic Connect Extensions */

/* Command ids of Basic Connect, QMI, the extensions and Proxy Control that code
 * decides on. */
enum {
    WDM_MBIM_CID_RADIO_STATE = 3,
    WDM_MBIM_CID_DEVICE_SERVICES = 16,
    WDM_MBIM_CID_SUBSCRIBE_LIST = 19,
    WDM_MBIM_CID_QMI_MSG = 1,
    WDM_MBIM_CID_VERSION = 15,
    WDM_MBIM_CID_PROXY_VERSION = 2,
};

/* What Version and its answer carry: two u16. A version of 3.0 is 0x0300. */
#define WDM_MBIM_VERSION_SIZE ((size_t)4)

struct wdm_mbim_message {
    uint32_t type;
    uint32_t length;         /* as the header says */
    uint32_t transaction;    /* 0 in indications */
    uint32_t value;          /* OPEN: MaxControlTransfer; OPEN_DONE, CLOSE_DONE, COMMAND_DONE:
                              * status; FUNCTION_ERROR, HOST_ERROR: code; COMMAND: query or set */
    uint32_t fragments;      /* total, where the type has fragments; else 1 */
    uint32_t fragment;       /* current, from 0 */
    struct wdm_uuid service; /* fragment 0 of the types with an information buffer */
    uint32_t command;        /* likewise: the CID */
    uint32_t buffer_length;  /* likewise: as the header says, over all fragments */
    struct wdm_span buffer;  /* the information buffer, or this fragment's part of it */
};

enum wdm_mbim_problem {
    WDM_MBIM_OK = 0,
    WDM_MBIM_SHORT,        /* fewer bytes than the header needs */
    WDM_MBIM_TYPE_BAD,     /* no such message type */
    WDM_MBIM_LENGTH_BAD,   /* the message length is not that of the bytes */
    WDM_MBIM_FRAGMENT_BAD, /* total 0, or current not below total */
    WDM_MBIM_BUFFER_BAD,   /* the buffer length is not that of what is left; with more fragments
                            * to come: is less than what this one carries */
};

/* Whether a message of this type carries fragment numbers and a buffer. */
bool wdm_mbim_has_buffer(uint32_t type);

/* Whether `type` is one that this header names. */
bool wdm_mbim_type_known(uint32_t type);

/* Parses one control message, whole or a fragment. On LENGTH_BAD and BUFFER_BAD
 * all fields are filled in and `buffer` holds what is really there. */
enum wdm_mbim_problem wdm_mbim_parse(const uint8_t *bytes, size_t length,
                                     struct wdm_mbim_message *message);

/* Words for a problem, such as "the message length is wrong". */
const char *wdm_mbim_problem_text(enum wdm_mbim_problem problem);

/* "OPEN", "COMMAND_DONE" ...; "unknown" for others. */
const char *wdm_mbim_type_name(uint32_t type);

/* Appends a whole message (one fragment) from `message`; its length, fragments,
 * fragment and buffer_length are worked out, not taken. The buffer is not
 * padded: length and buffer length count exactly its bytes. */
void wdm_mbim_write(struct wdm_writer *out, const struct wdm_mbim_message *message);

/* Into how many control messages of at most `max_control` bytes a message goes
 * whose whole bytes are `length` long; 1 where it fits, or has no fragments. */
uint32_t wdm_mbim_fragment_count(const uint8_t *bytes, size_t length, size_t max_control);

/* Appends fragment `index` of that message. `max_control` is at least
 * WDM_MBIM_CONTROL_TRANSFER_MIN. */
void wdm_mbim_fragment_write(struct wdm_writer *out, const uint8_t *bytes, size_t length,
                             size_t max_control, uint32_t index);

/* Puts fragments together again. The caller owns `bytes`; one message at a time,
 * as the specification has it (9.5: fragments are not interleaved). */
struct wdm_mbim_assembly {
    struct wdm_writer out; /* the message so far, as one whole message */
    uint32_t type;
    uint32_t transaction;
    uint32_t fragments;
    uint32_t next;  /* the fragment awaited; 0: none is under way */
    size_t missing; /* bytes of the information buffer that are still to come */
};

enum wdm_mbim_assembled {
    WDM_MBIM_WHOLE = 0,    /* `*whole` is a message: these bytes, or the assembled ones */
    WDM_MBIM_MORE,         /* a fragment was taken; more are to come */
    WDM_MBIM_OUT_OF_ORDER, /* not the fragment awaited: what was gathered is dropped */
    WDM_MBIM_TOO_LONG,     /* larger than the assembly's buffer: dropped */
    WDM_MBIM_MALFORMED,    /* does not parse, or carries more or less than the first one said */
};

void wdm_mbim_assembly_init(struct wdm_mbim_assembly *assembly, uint8_t *bytes, size_t capacity);

/* Takes one control message. A message that has no fragments comes back as it
 * is, in the caller's own bytes; an assembled one lives in the assembly until
 * the next call, with header numbers as if it had come in one piece. A first
 * fragment begins anew whatever was under way; a message of one fragment leaves
 * it alone. */
enum wdm_mbim_assembled wdm_mbim_assemble(struct wdm_mbim_assembly *assembly, const uint8_t *bytes,
                                          size_t length, struct wdm_span *whole);

#endif
