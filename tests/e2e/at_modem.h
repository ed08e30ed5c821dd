/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An AT modem at the other end of a pseudo-terminal or a stream socket, played by a
 * process of the test's. */
#ifndef WDM_TESTS_AT_MODEM_H
#define WDM_TESTS_AT_MODEM_H

#include <termios.h>

#include "run.h"

enum at_manner {
    AT_TALKS = 0,
    AT_ECHOES,   /* the same, with echo */
    AT_SLOW,     /* with echo, a byte at a time */
    AT_DIGITS,   /* results in digits */
    AT_LATE,     /* an answer to somebody's earlier command comes first */
    AT_PROMPTS,  /* somebody has left it in a prompt */
    AT_LISTENS,  /* takes all and never answers */
    AT_DEAF,     /* takes nothing */
    AT_BABBLES,  /* sends bytes that are nothing, for ever */
    AT_CHATTERS, /* sends unsolicited lines for ever */
    AT_LOCATES,  /* sends NMEA sentences */
};

struct at_modem {
    pid_t pid;
    int terminal;          /* the client's side, which this keeps open; -1: a socket */
    struct termios before; /* its modes at the start */
    char path[100];        /* of the terminal, or "unix:PATH" */
};

/* Starts one. It answers, besides what else it does:
 *   AT, ATE0, ATE1, AT!ENTERCND="A710"    OK
 *   AT!UDUSBCOMP?, AT+CSQ, AT+CIMI, ATI   a line or two, and OK; ATI has an IMEI in it
 *   AT+CREG?      with unsolicited lines around
 *   AT+CPIN?      +CME ERROR: 10; AT+CPIN= in words; AT+CMGD +CMS ERROR: 321
 *   AT+CMGS=      a prompt, and then +CMGS
 *   AT+NOTHING    nothing; AT+HALF half an answer, and the end of the connection
 *   AT+RUBBISH    binary bytes around a line; AT+LONG a line of 10000 characters
 *   ATD           NO CARRIER; ATD1 CONNECT
 * and all else with ERROR. */
void at_modem_start(struct at_modem *modem, enum at_manner manner, bool on_socket);

void at_modem_stop(struct at_modem *modem);

/* Whether a program has the terminal exclusively, as far as can be asked. */
bool at_modem_exclusive(const struct at_modem *modem);

/* Whether the terminal's modes are as they were, and nobody has it exclusively. */
bool at_modem_restored(const struct at_modem *modem);

#endif
