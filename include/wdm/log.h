/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/log.h - lines to the system's log, as syslog(3) sends them (RFC 3164), for
 * programs whose standard error nobody reads.
 */
#ifndef WDM_LOG_H
#define WDM_LOG_H

#include <stddef.h>

/* Of the facility "daemon" (3), with the severities "error" (3) and "info" (6). */
#define WDM_LOG_ERROR (3U * 8 + 3)
#define WDM_LOG_INFO  (3U * 8 + 6)

/* Where the log listens: journald, syslogd. */
#define WDM_LOG_PATH "/dev/log"

/* The most bytes of a line that are logged. */
#define WDM_LOG_LINE ((size_t)1024)

/* A descriptor that is connected to the datagram socket at `path`, which the caller
 * closes; -1 where there is none. */
int wdm_log_open(const char *path);

/* Sends each line of `text` (`length` bytes; empty lines excepted) to `fd`, as
 * "<PRIORITY>wdmctl[PID]: LINE". Never waits: what a log that is busy does not take
 * is lost. */
void wdm_log_lines(int fd, unsigned priority, const char *text, size_t length);

#endif
