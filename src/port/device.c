/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ports on a character device: cdc-wdm, wwan. Opens the device. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

#include "device_sysfs.h"
#include "wdm/port.h"

/* From linux/usb/cdc-wdm.h: the largest message that the device takes. */
#define MAX_COMMAND _IOR('H', 0xA0, uint16_t)

#define MAX_MESSAGE_DEFAULT ((size_t)4096)

/* Their major number (Documentation/admin-guide/devices.txt of the kernel). */
#define MEMORY_DEVICES 1

/* The type of a request number differs from libc to libc. */
#ifdef __GLIBC__
typedef unsigned long ioctl_request;
#else
typedef int ioctl_request;
#endif

static size_t max_message(int fd)
{
    uint16_t max = 0;
    if (ioctl(fd, (ioctl_request)MAX_COMMAND, &max) != 0 || max == 0)
        return MAX_MESSAGE_DEFAULT;
    return max;
}

static void hint_names(struct wdm_error *error)
{
    wdm_fail_hint(error, "is the modem there? its port is /dev/cdc-wdm0 or /dev/wwan0mbim0 "
                         "or has a similar name");
}

static void fail_other(const char *path, struct wdm_error *error)
{
    wdm_fail(error, WDM_NO_PORT, "%s is no modem port", path);
    hint_names(error);
}

static bool fail_open(const char *path, int code, struct wdm_error *error)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        wdm_fail(error, WDM_NO_PORT, "there is no %s", path);
        hint_names(error);
        break;
    case EACCES:
    case EPERM:
        wdm_fail(error, WDM_NO_PORT, "cannot open %s: permission denied", path);
        wdm_fail_hint(error, "run as root");
        break;
    case ENXIO:
    case ENODEV:
        wdm_fail(error, WDM_NO_PORT, "cannot open %s: no device is behind it", path);
        wdm_fail_hint(error, "the modem was unplugged, or its driver is not loaded");
        break;
    case EBUSY:
        wdm_fail(error, WDM_NO_PORT, "cannot open %s: another program uses it", path);
        wdm_fail_hint(error, "stop that program (ModemManager?) and try again");
        break;
    default:
        wdm_fail(error, WDM_NO_PORT, "cannot open %s: %s", path, wdm_errno_text(code));
        break;
    }
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

/* Opens `path`, and gives its device numbers; -1 with `error` filled in where
 * it is no character device that can be opened. */
static int open_character_device(const char *path, dev_t *numbers, struct wdm_error *error)
{
    struct stat status;
    /* Looked at first: opening a pipe or a tape is not without effect. */
    if (stat(path, &status) == 0 &&
        (!S_ISCHR(status.st_mode) || major(status.st_rdev) == MEMORY_DEVICES)) {
        fail_other(path, error);
        return -1;
    }
    int fd;
    do
        fd = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) {
        fail_open(path, errno, error);
        return -1;
    }
    if (fstat(fd, &status) != 0 || !S_ISCHR(status.st_mode)) {
        (void)close(fd);
        fail_other(path, error);
        return -1;
    }
    *numbers = status.st_rdev;
    return fd;
}

static bool is_terminal(int fd)
{
    struct termios modes;
    return tcgetattr(fd, &modes) == 0;
}

enum wdm_protocol wdm_device_protocol(const char *path, const char *sysfs)
{
    const char *slash = strrchr(path, '/');
    struct wdm_port port;
    /* 0:0 is no device's: the name alone is looked for. */
    wdm_sysfs_describe(sysfs, 0, 0, slash ? slash + 1 : path, &port);
    return port.protocol;
}

bool wdm_device_open(struct wdm_fd_port *device, const char *path, const char *sysfs,
                     struct wdm_error *error)
{
    dev_t numbers = 0;
    int fd = open_character_device(path, &numbers, error);
    if (fd < 0)
        return false;
    wdm_fd_port_init(device, fd, is_terminal(fd), path);
    device->port.max_message = max_message(fd);
    const char *slash = strrchr(path, '/');
    wdm_sysfs_describe(sysfs, major(numbers), minor(numbers), slash ? slash + 1 : path,
                       &device->port);
    return true;
}
