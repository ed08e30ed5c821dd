/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What sysfs knows of a modem's port. Reads small files and links below the
 * folder that it is given. */
#include "device_sysfs.h"
#include "wdm/format.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE ((size_t)512)

/* From the port's parent up to a USB or PCI device there are never more. */
#define LEVELS_MAX 6

/* Joins a folder and a name; false where that is too long. */
static bool join(char path[PATH_SIZE], const char *folder, const char *name)
{
    return wdm_format(path, PATH_SIZE, "%s/%s", folder, name) < PATH_SIZE - 1;
}

/* Reads the first line of a small file; false where there is none to read. */
static bool read_line(const char *folder, const char *name, char *line, size_t capacity)
{
    char path[PATH_SIZE];
    if (!join(path, folder, name))
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t length = read(fd, line, capacity - 1);
    (void)close(fd);
    if (length < 0)
        return false;
    line[length] = '\0';
    line[strcspn(line, "\n")] = '\0';
    return true;
}

/* Reads an id: up to four hex digits, with or without 0x; 0 on others. False
 * where there is no such file. */
static bool read_id(const char *folder, const char *name, uint16_t *id)
{
    char line[16];
    if (!read_line(folder, name, line, sizeof(line)))
        return false;
    const char *digits = strncmp(line, "0x", 2) == 0 ? line + 2 : line;
    unsigned number = 0;
    size_t count = 0;
    for (; count < 4 && wdm_digit(digits[count]) < 16; count++)
        number = number << 4 | wdm_digit(digits[count]);
    *id = count > 0 && digits[count] == '\0' ? (uint16_t)number : 0;
    return true;
}

/* A folder's USB or PCI ids; false where it has none. */
static bool read_ids(const char *folder, struct wdm_port *port)
{
    if (read_id(folder, "idVendor", &port->vendor)) {
        (void)read_id(folder, "idProduct", &port->product);
        return true;
    }
    if (!read_id(folder, "vendor", &port->vendor))
        return false;
    (void)read_id(folder, "device", &port->product);
    return true;
}

/* The ids of the nearest ancestor that has some. */
static void find_ids(const char *node, struct wdm_port *port)
{
    char folder[PATH_SIZE];
    if (!join(folder, node, "device"))
        return;
    for (int level = 0; level < LEVELS_MAX && !read_ids(folder, port); level++) {
        size_t length = strlen(folder);
        if (length + 4 > sizeof(folder))
            break;
        memcpy(folder + length, "/..", 4);
    }
}

static enum wdm_protocol protocol_of_driver(const char *node)
{
    char path[PATH_SIZE];
    char target[PATH_SIZE];
    if (!join(path, node, "device/driver"))
        return WDM_PROTOCOL_UNKNOWN;
    ssize_t length = readlink(path, target, sizeof(target) - 1);
    if (length <= 0)
        return WDM_PROTOCOL_UNKNOWN;
    target[length] = '\0';
    const char *slash = strrchr(target, '/');
    const char *driver = slash ? slash + 1 : target;
    if (strcmp(driver, "cdc_mbim") == 0)
        return WDM_PROTOCOL_MBIM;
    return strcmp(driver, "qmi_wwan") == 0 ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_UNKNOWN;
}

/* A port of the kernel's wwan subsystem says itself what it speaks; one of
 * cdc-wdm has a driver that does. */
static enum wdm_protocol find_protocol(const char *node)
{
    char type[16];
    if (!read_line(node, "type", type, sizeof(type)))
        return protocol_of_driver(node);
    if (strcmp(type, "MBIM") == 0)
        return WDM_PROTOCOL_MBIM;
    return strcmp(type, "QMI") == 0 ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_UNKNOWN;
}

/* Where sysfs describes the port: by its numbers, which a link in /dev does not
 * change, or by its name. */
static bool find_node(const char *sysfs, unsigned device_major, unsigned device_minor,
                      const char *name, char node[PATH_SIZE])
{
    static const char *const classes[] = {"class/usbmisc", "class/wwan"};
    char relative[PATH_SIZE];
    wdm_format(relative, sizeof(relative), "dev/char/%u:%u", device_major, device_minor);
    if (join(node, sysfs, relative) && access(node, F_OK) == 0)
        return true;
    for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
        if (join(relative, classes[i], name) && join(node, sysfs, relative) &&
            access(node, F_OK) == 0)
            return true;
    }
    return false;
}

void wdm_sysfs_describe(const char *sysfs, unsigned device_major, unsigned device_minor,
                        const char *name, struct wdm_port *port)
{
    char node[PATH_SIZE];
    port->protocol = WDM_PROTOCOL_UNKNOWN;
    port->vendor = port->product = 0;
    if (!find_node(sysfs, device_major, device_minor, name, node))
        return;
    port->protocol = find_protocol(node);
    find_ids(node, port);
}
