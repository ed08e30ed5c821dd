/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Scripts of a scripted port, written as text. A line each:
 *
 *   > BYTES      the host must write these bytes, in one piece
 *   < BYTES      the modem says these, in one read
 *   wait N       N microseconds pass before the next line is ready
 *   gone         from here on the port is gone
 *   interrupt    the wait that comes here is interrupted, once
 *
 * BYTES are hex; ".." is a byte that is not compared. Of the line's bytes, "L" is
 * how many there are (u32), "R" how many come after it (u32), "T" the same (u16),
 * "Q" the same and its own two (u16): the length fields of MBIM and QMUX.
 */
#ifndef WDM_TESTS_SCRIPT_H
#define WDM_TESTS_SCRIPT_H

#include "support.h"
#include "wdm/port.h"

struct script {
    struct wdm_script_port port;
    size_t count;
    size_t length;
    wdm_time wait; /* of the next step */
    uint32_t sent; /* host's lines so far */
    struct wdm_script_step steps[512];
    uint8_t bytes[262144];
    uint8_t masks[262144];
};

/* Starts an empty script; script_play() puts it on its port. */
void script_begin(struct script *script);
void script_play(struct script *script);

/* Appends lines. What is between '<' and the blank does not matter here. */
void script_add(struct script *script, const char *text);

/* Appends lines of QMUX messages as an MBIM function carries them: the host's in
 * COMMANDs with transaction ids from 1 on, the modem's in COMMAND_DONEs for the
 * host's last line; "<N" answers the host's line N, and "<i" is an indication. */
void script_add_in_mbim(struct script *script, const char *text);

/* Appends one step of bytes; `mask` may be NULL. */
void script_add_bytes(struct script *script, enum wdm_script_kind kind, const uint8_t *bytes,
                      const uint8_t *mask, size_t length);

/* Fails the test, in words, where the script was not played to its end. */
void assert_script_done(const char *name, const struct script *script);

/* ---- Lines, for tables. Numbers are hex as on the wire: "01000000". */

#define UUID_BASIC_CONNECT "a289cc33bcbb8b4fb6b0133ec2aae6df "
#define UUID_QMI           "d1a30bc2f97a6e43bf65c7e24fb0f0d3 "

#define OPEN(transaction)              "> 01000000 L " transaction " 00100000\n"
#define OPEN_DONE(transaction)         "< 01000080 L " transaction " 00000000\n"
#define CLOSE(transaction)             "> 02000000 L " transaction "\n"
#define CLOSE_DONE(transaction)        "< 02000080 L " transaction " 00000000\n"
#define FUNCTION_ERROR(transaction, n) "< 04000080 L " transaction " " n "\n"
#define COMMAND(transaction, uuid, command, operation)                                             \
    "> 03000000 L " transaction " 01000000 00000000 " uuid command " " operation " R "
#define COMMAND_DONE(transaction, uuid, command, status)                                           \
    "< 03000080 L " transaction " 01000000 00000000 " uuid command " " status " R "
#define INDICATION(uuid, command) "< 07000080 L 00000000 01000000 00000000 " uuid command " R "

/* QMUX messages, behind "> " or "< ". A result has its status and error. */
#define CTL_REQUEST(transaction, message) "01 Q 00 00 00 00 " transaction " " message " T "
#define CTL_ANSWER(transaction, message)  "01 Q 80 00 00 01 " transaction " " message " T "
#define DMS_REQUEST(client, transaction, message)                                                  \
    "01 Q 00 02 " client " 00 " transaction " " message " T "
#define DMS_ANSWER(client, transaction, message)                                                   \
    "01 Q 80 02 " client " 02 " transaction " " message " T "
#define DMS_INDICATION(client, message) "01 Q 80 02 " client " 04 0000 " message " T "
#define RESULT(error)                   "02 0400 " error " "
#define SUCCESS                         RESULT("0000 0000")

#define ALLOCATE(transaction) CTL_REQUEST(transaction, "2200") "01 0100 02\n"
#define ALLOCATED(transaction, client)                                                             \
    CTL_ANSWER(transaction, "2200") SUCCESS "01 0200 02 " client "\n"
#define RELEASE(transaction, client) CTL_REQUEST(transaction, "2300") "01 0200 02 " client "\n"
#define RELEASED(transaction, client)                                                              \
    CTL_ANSWER(transaction, "2300") SUCCESS "01 0200 02 " client "\n"
#define SYNC "01 Q 80 00 00 02 00 2700 T\n"

#endif
