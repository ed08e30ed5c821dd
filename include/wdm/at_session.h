/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/at_session.h - AT commands (ITU-T V.250, 3GPP TS 27.007 and 27.005) over any port
 * that carries a stream of bytes.
 *
 * One command at a time: the command line goes out, lines come in, and a final result
 * code ends it. No mode of the modem is changed: it may echo or not, and tell its results
 * in words (ATV1) or digits (ATV0); the session finds out.
 *
 * AT has no transaction numbers. What can be known is known by these rules:
 * - What came before the command was sent is none of its answer, and neither is what
 *   comes before its echo where the modem echoes.
 * - A line that begins with the name of a known unsolicited result code (+CREG, RING,
 *   ^RSSI...) is unsolicited, unless the command has that name itself.
 * - wdm_at_synchronise() drops the late answer to a command that was given up, by
 *   somebody else or before.
 * The rest, NO CARRIER in the midst of another command for one, is taken for the answer.
 */
#ifndef WDM_AT_SESSION_H
#define WDM_AT_SESSION_H

#include "wdm/port.h"

/* The longest line that is kept, in bytes; of a longer one this much, marked as cut. */
#define WDM_AT_LINE ((size_t)4096)

/* The longest command, or text for a prompt, in characters. */
#define WDM_AT_COMMAND ((size_t)2048)

enum wdm_at_kind {
    WDM_AT_SENT = 0,    /* the command, by the host */
    WDM_AT_TEXT,        /* the text that a prompt asked for, by the host */
    WDM_AT_INFORMATION, /* a line of the answer */
    WDM_AT_RESULT,      /* the final result code */
    WDM_AT_UNSOLICITED, /* a line that does not belong to the command */
    WDM_AT_STALE,       /* dropped: of an earlier command, or of synchronising */
};

struct wdm_at_line {
    enum wdm_at_kind kind;
    const char *text; /* ended by a NUL; tabs and bytes from 0x80 on may be in it, no other control
                         characters */
    size_t length;
    bool cut; /* it was longer */
};

enum wdm_at_code {
    WDM_AT_OK = 0,
    WDM_AT_CONNECT, /* and the modem takes data from now on, no commands */
    WDM_AT_ERROR,
    WDM_AT_CME_ERROR, /* 27.007 */
    WDM_AT_CMS_ERROR, /* 27.005 */
    WDM_AT_OTHER,     /* NO CARRIER, BUSY, ... and what vendors have */
};

#define WDM_AT_NO_NUMBER UINT32_MAX

struct wdm_at_result {
    enum wdm_at_code code;
    uint32_t number; /* of CME and CMS; NO_NUMBER: there was none, or words */
    char text[128];  /* as the modem told it, cut where it is longer; digits in words */
};

/* Whether the modem echoes: as the last command showed. */
enum wdm_at_echo {
    WDM_AT_ECHO_UNKNOWN = 0,
    WDM_AT_ECHO_ON,
    WDM_AT_ECHO_OFF,
};

/* Bytes on their way to be lines. */
struct wdm_at_input {
    size_t next, count; /* in `bytes` */
    size_t length;      /* in `line` */
    bool whole, cut;    /* the line is at its end; was longer */
    bool early;         /* it began before the command was sent */
    uint64_t rubbish;   /* control characters dropped */
    uint8_t bytes[512];
    char line[WDM_AT_LINE + 1];
};

struct wdm_at_session {
    struct wdm_port *port;
    /* Called, where not NULL, with each line as it comes; the line is valid for the call
     * only. Echoes are left out. */
    void (*seen)(void *context, const struct wdm_at_line *line);
    void *context;
    enum wdm_at_echo echo;
    bool digits;       /* results are told in digits */
    bool online;       /* after CONNECT */
    bool more_follows; /* the next line belongs to the unsolicited one before it */
    bool positions;    /* NMEA sentences came */
    struct wdm_at_input input;
};

/* A session on `port`, which must outlive it; sends nothing. `seen` may be set then. */
void wdm_at_session_init(struct wdm_at_session *session, struct wdm_port *port);

/* Sends "AT" until it is answered with OK, a second apart, and drops all else that comes:
 * after that, what comes is new. Gets a modem out of a prompt, too. Fails with
 * WDM_DEADLINE where there was no such answer in time, with a hint on what the port may
 * be; with WDM_PROTOCOL where bytes came that no AT modem sends; and as the port does. */
bool wdm_at_synchronise(struct wdm_at_session *session, wdm_time deadline, struct wdm_error *error);

/* Fails with WDM_USAGE where this cannot be sent as a command: it does not begin with AT
 * (in either case), has control characters, or is too long. "A/" (again) is no command
 * here. */
bool wdm_at_check_command(const char *command, struct wdm_error *error);

/* The same for a text to be given at a prompt, which must not have control characters. */
bool wdm_at_check_text(const char *text, struct wdm_error *error);

/* Sends a command line, without its end, and waits for its final result code, whatever
 * that is. `text` (NULL: none) is given, and Ctrl-Z, where the modem prompts for one with
 * "> ", as for AT+CMGS. Where it prompts and there is none, the prompt is left with ESC,
 * and this fails with WDM_USAGE; a text that is not asked for fails with WDM_REFUSED where
 * the result is OK. Where the prompt that a text is for has not come, ESC is sent, too, in
 * case that it does. Fails with WDM_REFUSED, too, after CONNECT. Fails with WDM_DEADLINE
 * where no result code came in time (WDM_PROTOCOL where it was rubbish that came), and as
 * the port does. */
bool wdm_at_command(struct wdm_at_session *session, const char *command, const char *text,
                    struct wdm_at_result *result, wdm_time deadline, struct wdm_error *error);

/* Fails with WDM_REFUSED, in words, where a result is neither OK nor CONNECT. */
bool wdm_at_check_result(const struct wdm_at_result *result, struct wdm_error *error);

/* What a number of +CME ERROR (27.007, 9.2) or +CMS ERROR (27.005, 3.2.5) means, put
 * into `text`; NULL: not known. */
#define WDM_AT_ERROR_TEXT ((size_t)64)
const char *wdm_at_error_text(enum wdm_at_code code, uint32_t number, char text[WDM_AT_ERROR_TEXT]);

/* Whether an AT command has this name ("+CPIN"; case does not count) among those on its
 * line: the name stands there, and no letter or digit before or behind it. */
bool wdm_at_command_has(const char *command, const char *name, size_t length);

#endif
