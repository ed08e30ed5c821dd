/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/channel.h - a port seen as whole messages: framing by the length fields.
 *
 * Bytes of several messages may come in one read, and one message in many. Each
 * message that passes, either way, is shown to an observer: traces and captures
 * hang there.
 */
#ifndef WDM_CHANNEL_H
#define WDM_CHANNEL_H

#include "wdm/port.h"

struct wdm_channel;

struct wdm_observer {
    /* `bytes` is one message (MBIM: one control message, maybe a fragment) of
     * `protocol`, valid for the call only; WDM_PROTOCOL_UNKNOWN: bytes that are
     * no message and were dropped. */
    void (*seen)(void *context, bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes,
                 size_t length, wdm_time when);
    void *context;
};

struct wdm_channel {
    struct wdm_port *port;
    enum wdm_protocol protocol; /* MBIM or QMI: by which rules bytes are framed */
    bool to_modem;              /* false: this end plays the modem */
    struct wdm_observer observer;
    /* Called, where not NULL, with each QMUX message that comes whole while MBIM is
     * spoken: the late answer to what was asked before. */
    void (*late)(void *context, struct wdm_span message);
    void *late_context;
    uint64_t dropped;  /* bytes received that were no message */
    size_t start, end; /* what of `buffer` is received and not taken yet */
    size_t fresh;      /* where a read began inside an unfinished message; 0: nowhere */
    uint8_t buffer[WDM_MESSAGE_MAX];
};

/* A host's channel on `port`, which stays the caller's. No observer yet. */
void wdm_channel_init(struct wdm_channel *channel, struct wdm_port *port,
                      enum wdm_protocol protocol);

/* Changes the protocol; bytes not taken yet are framed anew. */
void wdm_channel_speak(struct wdm_channel *channel, enum wdm_protocol protocol);

/* Sends one message as it is. Fails as the port does. */
bool wdm_channel_send(struct wdm_channel *channel, const uint8_t *bytes, size_t length,
                      wdm_time deadline, struct wdm_error *error);

/* The next whole message. It lives in the channel until the next call. Bytes
 * that cannot begin a message are dropped, up to where one may begin, and
 * counted; an unfinished message is given up when a read begins with what is
 * plainly a new one. Fails as the port does; with WDM_PROTOCOL instead of
 * WDM_DEADLINE where bytes of an unfinished message are all that came. Once the
 * deadline has passed nothing more is read, however much there is: a modem that
 * never stops talking does not keep anyone waiting. */
bool wdm_channel_receive(struct wdm_channel *channel, struct wdm_span *message, wdm_time deadline,
                         struct wdm_error *error);

#endif
