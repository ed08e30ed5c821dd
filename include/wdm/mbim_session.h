/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/mbim_session.h - an MBIM function: opened, spoken with, closed.
 *
 * One request at a time. What arrives meanwhile and is not its answer goes to
 * `unclaimed`: indications, and late answers to requests that were given up.
 */
#ifndef WDM_MBIM_SESSION_H
#define WDM_MBIM_SESSION_H

#include "wdm/channel.h"
#include "wdm/mbim.h"

struct wdm_mbim_session {
    struct wdm_channel *channel;
    bool opened;
    bool opening;         /* OPEN was sent and not answered yet */
    uint32_t transaction; /* of the last message sent */
    size_t max_control;   /* largest control message, both ways; set before opening */
    uint8_t mbimex;       /* the version of MBIMEx agreed on since OPEN; 1: none */
    uint64_t malformed;   /* control messages that did not parse, fragments lost */
    uint64_t heard;       /* those, and the bytes the channel dropped, at the last request */
    /* Called, where not NULL, with each whole message that is not the answer
     * awaited. It may send, but not receive. */
    void (*unclaimed)(void *context, const struct wdm_mbim_message *message);
    void *context;
    struct wdm_mbim_assembly assembly;
    uint8_t outgoing[WDM_MESSAGE_MAX];
    uint8_t assembled[WDM_MESSAGE_MAX]; /* untouched where nothing comes in fragments */
};

/* A session on `channel`, which must outlive it; nothing is sent. max_control
 * becomes the port's max_message, at most 4096 and at least 64. */
void wdm_mbim_session_init(struct wdm_mbim_session *session, struct wdm_channel *channel);

/* OPEN. Sent again when it is not answered within a third of the time (at most
 * three seconds); either answer counts. */
bool wdm_mbim_open(struct wdm_mbim_session *session, wdm_time deadline, struct wdm_error *error);

/* Sends CLOSE and waits for its answer, if the session is open or OPEN was sent
 * and not answered. FUNCTION_ERROR "not opened" is as good an answer. The session counts as closed
 * afterwards, whatever the result. */
bool wdm_mbim_close(struct wdm_mbim_session *session, wdm_time deadline, struct wdm_error *error);

/* Sends a COMMAND, in fragments where it must be, and waits for its COMMAND_DONE.
 * `*answer` (and its buffer) lives until the next call on the session. When the
 * modem says FUNCTION_ERROR "not opened", opens and tries once more. A status
 * other than success is no failure here: see answer->value. Fails with
 * WDM_REFUSED on any other FUNCTION_ERROR for it, WDM_PROTOCOL where the answer
 * was malformed, or as the channel does. */
bool wdm_mbim_command(struct wdm_mbim_session *session, const struct wdm_uuid *service,
                      uint32_t command, uint32_t operation, struct wdm_span buffer,
                      struct wdm_mbim_message *answer, wdm_time deadline, struct wdm_error *error);

/* As wdm_mbim_command, and fails with WDM_REFUSED and the status as its code
 * where that is not success. */
bool wdm_mbim_command_checked(struct wdm_mbim_session *session, const struct wdm_uuid *service,
                              uint32_t command, uint32_t operation, struct wdm_span buffer,
                              struct wdm_mbim_message *answer, wdm_time deadline,
                              struct wdm_error *error);

/* The halves of wdm_mbim_command, for carriers: sends a COMMAND, whose
 * transaction id is then session->transaction; and takes the next whole
 * message, whatever it is. One that does not parse is counted in `malformed`
 * and passed over, unless it is the answer to transaction `awaited` (0: none):
 * then this fails with WDM_PROTOCOL. A deadline that passes after malformed
 * bytes came since the last request is WDM_PROTOCOL too. */
bool wdm_mbim_send_command(struct wdm_mbim_session *session, const struct wdm_uuid *service,
                           uint32_t command, uint32_t operation, struct wdm_span buffer,
                           wdm_time deadline, struct wdm_error *error);
bool wdm_mbim_receive(struct wdm_mbim_session *session, uint32_t awaited,
                      struct wdm_mbim_message *message, wdm_time deadline, struct wdm_error *error);

/* Fails with WDM_REFUSED for a FUNCTION_ERROR that answered a request. */
bool wdm_mbim_function_error_fail(const struct wdm_mbim_message *message, struct wdm_error *error);

#endif
