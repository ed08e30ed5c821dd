/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows of tests of QMI clients, and playing them against a script: on raw QMUX, and
 * inside an MBIM session. */
#ifndef WDM_TESTS_QMI_PLAY_H
#define WDM_TESTS_QMI_PLAY_H

#include "script.h"
#include "wdm/qmi_client.h"

#define CAPABILITIES              "2000"
#define ASK(transaction)          DMS_REQUEST("03", transaction, CAPABILITIES) "\n"
#define TELL(transaction)         DMS_ANSWER("03", transaction, CAPABILITIES) SUCCESS "01 0100 07\n"
#define REPORT(client)            DMS_INDICATION(client, "0100") "14 0100 00\n"
#define HELD                      "> " ALLOCATE("01") "< " ALLOCATED("01", "03")
#define RELEASE_HELD(transaction) "> " RELEASE(transaction, "03") "< " RELEASED(transaction, "03")

/* One row: calls, each 'a' allocate of DMS, 'n' of NAS, 'r' request, 'k' request
 * checked, 'f' release all, 'd' adopt client id 3 of DMS. One that a '!' stands
 * before must fail as the row says, the others succeed. */
struct qmi_row {
    const char *name;
    const char *script;
    const char *calls;
    wdm_time deadline; /* of all calls but release all, which has 1000 more; 0: 900 */
    wdm_time linger;   /* of release all */
    wdm_time end;      /* the time afterwards */
    enum wdm_error_class kind;
    enum wdm_error_list list;
    uint32_t code;
    unsigned unclaimed;
    unsigned session_unclaimed;
    size_t held;             /* client ids, afterwards */
    uint8_t ctl_transaction; /* the last ones before the calls */
    uint16_t transaction;
    uint32_t session_transaction;
};

/* What a row is played with, and what it leaves behind. */
struct qmi_play {
    struct script script;
    struct wdm_channel channel;
    struct wdm_mbim_session session;
    struct wdm_qmi qmi;
    struct wdm_qmi_answer answer;
    unsigned unclaimed;         /* QMI messages */
    unsigned session_unclaimed; /* and others, inside MBIM */
};

/* Puts a client on a script of `text`: QMUX messages, carried as said. */
void qmi_play_begin(struct qmi_play *play, const char *text, bool in_mbim);

/* The same with play->script as it is; inside MBIM, of whole MBIM messages. */
void qmi_play_begin_script(struct qmi_play *play, bool in_mbim);

/* One call of a row. */
bool qmi_play_call(struct qmi_play *play, const struct qmi_row *row, char call,
                   struct wdm_error *error);

/* Rows from the beginning to the end, on both carriers. */
void qmi_play_rows(struct qmi_play *play, const struct qmi_row *rows, size_t count);

/* A row whose script is of whole MBIM messages. */
void qmi_play_mbim_row(struct qmi_play *play, const struct qmi_row *row);

#endif
