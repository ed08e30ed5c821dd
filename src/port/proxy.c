/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports behind mbim-proxy and qmi-proxy. Looks at a device, which it does not open,
 * and connects to a proxy's socket. */
#include "wdm/proxy.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "device_sysfs.h"
#include "wdm/format.h"

static const char *proxy_of(enum wdm_protocol protocol)
{
    return protocol == WDM_PROTOCOL_MBIM ? "mbim-proxy" : "qmi-proxy";
}

/* ---- The device */

static bool fail_look(const char *path, int code, struct wdm_error *error)
{
    if (code == ENOENT || code == ENOTDIR) {
        wdm_fail(error, WDM_NO_PORT, "there is no %s", path);
        wdm_fail_hint(error, "is the modem there? a proxy opens its port, as /dev/cdc-wdm0 is one");
    } else {
        wdm_fail(error, WDM_NO_PORT, "cannot look at %s: %s", path, wdm_errno_text(code));
    }
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

/* The path of what is open as `fd`, which has no links in it; false where the kernel
 * does not tell. */
static bool path_of(int fd, char *path, size_t capacity)
{
    char link[40];
    wdm_format(link, sizeof(link), "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, capacity);
    if (length <= 0 || (size_t)length >= capacity || path[0] != '/')
        return false;
    path[length] = '\0';
    return true;
}

/* Fills in what is known of the device: its real path, its ids, its protocol. */
static bool look(const char *path, const char *sysfs, struct wdm_port *device,
                 struct wdm_error *error)
{
    struct stat status;
    /* No more than a name for it: the driver sees nothing of this. */
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return fail_look(path, errno, error);
    bool is_device = fstat(fd, &status) == 0 && S_ISCHR(status.st_mode);
    bool is_known = path_of(fd, device->name, sizeof(device->name));
    (void)close(fd);
    if (!is_device)
        return wdm_fail(error, WDM_NO_PORT, "%s is no character device", path);
    if (!is_known && (path[0] != '/' || strlen(path) >= sizeof(device->name)))
        return wdm_fail(error, WDM_NO_PORT, "the whole path of %s is not known, or too long", path);
    if (!is_known)
        wdm_format(device->name, sizeof(device->name), "%s", path);
    wdm_sysfs_describe(sysfs, major(status.st_rdev), minor(status.st_rdev),
                       strrchr(device->name, '/') + 1, device);
    return true;
}

/* ---- The socket */

static bool fail_connect(const char *proxy, struct wdm_error *error)
{
    uint32_t code = error->list == WDM_CODE_ERRNO ? error->code : 0;
    if (code == ECONNREFUSED) {
        wdm_fail(error, WDM_NO_PORT, "no %s runs", proxy);
        wdm_fail_hint(error, "ModemManager starts it, where it is used; without it, leave -p out");
    } else {
        wdm_fail(error, WDM_NO_PORT, "cannot connect to %s: %s", proxy, wdm_errno_text((int)code));
    }
    return wdm_fail_code(error, WDM_CODE_ERRNO, code);
}

static bool connect_to(struct wdm_fd_port *port, enum wdm_protocol protocol,
                       struct wdm_error *error)
{
    char path[16];
    wdm_format(path, sizeof(path), "@%s", proxy_of(protocol));
    return wdm_socket_open(port, path, error) || fail_connect(proxy_of(protocol), error);
}

/* Connects to the one that runs. */
static bool connect_to_either(struct wdm_fd_port *port, const char *device,
                              enum wdm_protocol *protocol, struct wdm_error *error)
{
    struct wdm_fd_port other;
    struct wdm_error ignored;
    bool mbim = connect_to(port, WDM_PROTOCOL_MBIM, error);
    bool qmi = connect_to(mbim ? &other : port, WDM_PROTOCOL_QMI, mbim ? &ignored : error);
    *protocol = mbim ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI;
    if (mbim != qmi)
        return true;
    if (mbim) {
        wdm_port_close(&port->port);
        wdm_port_close(&other.port);
        wdm_fail(error, WDM_USAGE,
                 "mbim-proxy and qmi-proxy run, and the driver of %s is not known", device);
        return wdm_fail_hint(error, "say which with -m");
    }
    if (error->list == WDM_CODE_ERRNO && error->code == ECONNREFUSED) {
        wdm_fail_hint(error, "nor does mbim-proxy: ModemManager starts them; without them, leave "
                             "-p out");
    }
    return false;
}

/* ---- The port */

static struct wdm_proxy_port *proxy_port(struct wdm_port *port)
{
    return (struct wdm_proxy_port *)port;
}

/* Says who hung up, where somebody did. */
static bool fail_hung_up(const struct wdm_proxy_port *port, struct wdm_error *error)
{
    if (error->kind != WDM_GONE)
        return false;
    wdm_fail(error, WDM_GONE, "%s hung up: %s went away, or the proxy did", port->proxy,
             port->fd.port.name);
    return wdm_fail_hint(error, "see if the modem is there and ModemManager runs");
}

static bool proxy_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                       wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_proxy_port *self = proxy_port(port);
    return self->socket->read(port, bytes, capacity, count, deadline, error) ||
           fail_hung_up(self, error);
}

static bool proxy_write(struct wdm_port *port, const uint8_t *bytes, size_t length,
                        wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_proxy_port *self = proxy_port(port);
    return self->socket->write(port, bytes, length, deadline, error) || fail_hung_up(self, error);
}

static wdm_time proxy_now(struct wdm_port *port)
{
    return proxy_port(port)->socket->now(port);
}

static void proxy_close(struct wdm_port *port)
{
    proxy_port(port)->socket->close(port);
}

bool wdm_proxy_open(struct wdm_proxy_port *port, const char *path, const char *sysfs,
                    enum wdm_protocol protocol, struct wdm_error *error)
{
    static const struct wdm_port_functions functions = {proxy_read, proxy_write, proxy_now,
                                                        proxy_close};
    struct wdm_port device = {.protocol = WDM_PROTOCOL_UNKNOWN};
    if (!look(path, sysfs, &device, error))
        return false;
    if (protocol == WDM_PROTOCOL_UNKNOWN)
        protocol = device.protocol;
    if (protocol == WDM_PROTOCOL_UNKNOWN
            ? !connect_to_either(&port->fd, device.name, &protocol, error)
            : !connect_to(&port->fd, protocol, error))
        return false;
    port->socket = port->fd.port.functions;
    port->proxy = proxy_of(protocol);
    device.functions = &functions;
    device.protocol = protocol;
    device.proxied = true;
    port->fd.port = device;
    return true;
}
