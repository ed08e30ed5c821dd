/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the tests of real ports share: reads and writes that must succeed, or
 * fail in one way. */
#ifndef WDM_TESTS_PORT_SUPPORT_H
#define WDM_TESTS_PORT_SUPPORT_H

#include "support.h"
#include "wdm/port.h"

/* The monotonic clock's time so much later. */
wdm_time in_milliseconds(int count);

void expect_read(struct wdm_fd_port *port, const char *text);
void expect_read_fails(struct wdm_fd_port *port, wdm_time deadline, enum wdm_error_class kind);
void expect_write(struct wdm_fd_port *port, const char *text);

#endif
