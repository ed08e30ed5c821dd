/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the tests of real ports share. */
#include "port_support.h"

#include <string.h>

wdm_time in_milliseconds(int count)
{
    return wdm_clock_now() + count * WDM_MILLISECOND;
}

void expect_read(struct wdm_fd_port *port, const char *text)
{
    uint8_t bytes[64];
    size_t count = 0;
    struct wdm_error error;
    if (!wdm_port_read(&port->port, bytes, sizeof(bytes), &count, in_milliseconds(2000), &error))
        fail_msg("read: %s", error.what);
    assert_bytes(bytes, count, (const uint8_t *)text, strlen(text));
}

void expect_read_fails(struct wdm_fd_port *port, wdm_time deadline, enum wdm_error_class kind)
{
    uint8_t bytes[64];
    size_t count = 0;
    struct wdm_error error;
    assert_false(wdm_port_read(&port->port, bytes, sizeof(bytes), &count, deadline, &error));
    assert_string_equal(wdm_error_class_name(error.kind), wdm_error_class_name(kind));
    assert_int_equal(count, 0);
}

void expect_write(struct wdm_fd_port *port, const char *text)
{
    struct wdm_error error;
    if (!wdm_port_write(&port->port, (const uint8_t *)text, strlen(text), in_milliseconds(2000),
                        &error))
        fail_msg("write: %s", error.what);
}
