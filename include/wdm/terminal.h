/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/terminal.h - a serial port: a character device whose terminal modes are borrowed.
 *
 * What AT commands go through: /dev/ttyUSB2, /dev/ttyACM0, a pseudo-terminal. A wwan AT
 * port (/dev/wwan0at0) is no terminal, has no modes, and is left as it is.
 */
#ifndef WDM_TERMINAL_H
#define WDM_TERMINAL_H

#include <termios.h>

#include "wdm/port.h"

struct wdm_terminal {
    struct wdm_fd_port port; /* first: a pointer to it is a pointer to the whole */
    bool exclusive;          /* taken so, and to be given back */
    struct termios before;   /* its modes when it was taken */
};

/* Takes the terminal that `terminal->port` has open already (by wdm_device_open or
 * wdm_fd_port_init): exclusively, so that no other program opens it meanwhile (TIOCEXCL;
 * where the driver does not know that, not so); raw, 8 bits, no parity, one stop bit, no
 * echo, no flow control, whatever the carrier; at the speed that it has (115200 where
 * that is 0). Bytes that wait to be read are dropped. wdm_port_close() puts the modes back,
 * and drops what could not be written. Does nothing where the port is no terminal. Fails
 * with WDM_NO_PORT, the port still open: another program has taken it (which root's open
 * does not notice), or its modes cannot be set. */
bool wdm_terminal_take(struct wdm_terminal *terminal, struct wdm_error *error);

/* Opens the device at `path` and takes it. Fails as wdm_device_open and as above; the
 * port is closed then. */
bool wdm_terminal_open(struct wdm_terminal *terminal, const char *path, const char *sysfs,
                       struct wdm_error *error);

#endif
