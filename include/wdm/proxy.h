/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/proxy.h - a modem's port that another program holds: mbim-proxy, qmi-proxy.
 *
 * ModemManager's libraries share a modem through a proxy, which listens on the
 * abstract stream socket @mbim-proxy or @qmi-proxy. It opens the device that a
 * client names; from then on its socket is as good as the port, and the proxy keeps
 * the transactions of its clients apart. wdm_proxy_open() connects;
 * wdm_modem_enter_proxy() (wdm/modem.h) names the device. Not in small builds.
 */
#ifndef WDM_PROXY_H
#define WDM_PROXY_H

#include "wdm/port.h"

struct wdm_proxy_port {
    struct wdm_fd_port fd;                   /* first: its socket */
    const struct wdm_port_functions *socket; /* the functions of that */
    const char *proxy;                       /* "mbim-proxy" or "qmi-proxy" */
};

/* Looks at the character device at `path`, without opening it, and connects to the
 * proxy that speaks `protocol`; where that is UNKNOWN, what the device's driver
 * speaks as sysfs below `sysfs` ("/sys") tells; where that does not, to the one
 * proxy that runs. The port's name becomes the device's own path, whatever links
 * lead to it, its protocol the proxy's, and `proxied` is set. Fails with
 * WDM_NO_PORT: no such device, or no proxy runs; with WDM_USAGE where both run and
 * nothing tells which it is. Later on a proxy that hangs up is WDM_GONE. */
bool wdm_proxy_open(struct wdm_proxy_port *port, const char *path, const char *sysfs,
                    enum wdm_protocol protocol, struct wdm_error *error);

#endif
