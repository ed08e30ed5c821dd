/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Control requests that captures of modems are read from and written with: USB 2.0, 9.4, and
 * USB CDC 1.2, 6.2. */
#ifndef WDM_CAPTURE_USB_REQUESTS_H
#define WDM_CAPTURE_USB_REQUESTS_H

/* bmRequestType, */
enum {
    REQUEST_OUT_STANDARD = 0x00,
    REQUEST_IN_STANDARD = 0x80,
    REQUEST_OUT_CLASS = 0x21, /* to an interface */
    REQUEST_IN_CLASS = 0xa1,
    REQUEST_TO_HOST = 0x80, /* its bit for the direction */
};

/* and bRequest. */
enum {
    SEND_ENCAPSULATED_COMMAND = 0,
    GET_ENCAPSULATED_RESPONSE = 1,
    GET_DESCRIPTOR = 6,
    SET_CONFIGURATION = 9,
};

#endif
