/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two connected ports. Opens a socket pair. */
#include <errno.h>
#include <sys/socket.h>

#include "wdm/port.h"

bool wdm_pair_open(struct wdm_fd_port *a, struct wdm_fd_port *b, struct wdm_error *error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) {
        int code = errno;
        wdm_fail(error, WDM_NO_PORT, "cannot make a socket pair: %s", wdm_errno_text(code));
        return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
    }
    wdm_fd_port_init(a, ends[0], true, "pair");
    wdm_fd_port_init(b, ends[1], true, "pair");
    return true;
}
