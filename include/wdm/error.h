/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/error.h - the one error type: what failed, why, and what to try next.
 *
 * Functions that can fail return false and fill a struct wdm_error that the
 * caller owns. It is printed once, at the top.
 */
#ifndef WDM_ERROR_H
#define WDM_ERROR_H

#include <stdbool.h>
#include <stdint.h>

/* What kind of failure; wdm_exit_code() makes an exit code of it. */
enum wdm_error_class {
    WDM_NO_ERROR = 0,
    WDM_REFUSED,     /* the modem answered, and its answer is no: exit 1 */
    WDM_USAGE,       /* what was asked for makes no sense: exit 2 */
    WDM_NO_PORT,     /* no such modem or port, or it cannot be opened: exit 3 */
    WDM_DEADLINE,    /* no answer in time: exit 4 */
    WDM_PROTOCOL,    /* the modem broke the protocol: exit 5 */
    WDM_GONE,        /* the modem went away: exit 5 */
    WDM_INTERRUPTED, /* SIGINT or SIGTERM: exit 130 */
};

/* Which list `code` is a number of. */
enum wdm_error_list {
    WDM_CODE_NONE = 0,
    WDM_CODE_QMI,           /* the error of a QMI result TLV (qmi.protocol_error) */
    WDM_CODE_MBIM_STATUS,   /* the status of a COMMAND_DONE (mbim.status_error) */
    WDM_CODE_MBIM_FUNCTION, /* the code of a FUNCTION_ERROR (mbim.protocol_error) */
    WDM_CODE_ERRNO,
};

struct wdm_error {
    enum wdm_error_class kind;
    enum wdm_error_list list;
    uint32_t code;  /* as `list` says; 0 with WDM_CODE_NONE */
    char doing[96]; /* the step that failed ("dms get-capabilities"), or "" */
    char what[224]; /* what happened, to what: no full stop, no newline */
    char hint[224]; /* what to try next, or "" */
};

/* Empties `error`. */
void wdm_error_clear(struct wdm_error *error);

/* Fills `error` with a class and a printf-style text (cut where it is longer
 * than `what`); clears the rest. Returns false, so that a function can end with
 * `return wdm_fail(...)`. Control characters in the text become '?'. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
bool wdm_fail(struct wdm_error *error, enum wdm_error_class kind, const char *format, ...);

/* Says which code of which list the failure carries. Returns false. */
bool wdm_fail_code(struct wdm_error *error, enum wdm_error_list list, uint32_t code);

/* Says what to try next, printf-style. Returns false. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool wdm_fail_hint(struct wdm_error *error, const char *format, ...);

/* Says which step failed, printf-style, unless a step nearer to the failure
 * has said so already. Returns false. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool wdm_fail_doing(struct wdm_error *error, const char *format, ...);

/* The exit code of a class: 0 to 5, or 130. */
int wdm_exit_code(enum wdm_error_class kind);

/* A word for the class, for machines: "refused", "usage", "no-port",
 * "deadline", "protocol", "gone", "interrupted", "none". */
const char *wdm_error_class_name(enum wdm_error_class kind);

#endif
