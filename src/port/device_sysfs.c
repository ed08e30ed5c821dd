/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What sysfs knows of a modem's port. Reads small files and links below the
 * folder that it is given. */
#include "device_sysfs.h"

#include <string.h>

#include "wdm/format.h"
#include "wdm/tree.h"

/* From the port's parent up to a USB or PCI device there are never more. */
#define LEVELS_MAX 6

/* Reads an id: up to four hex digits, with or without 0x; 0 on others. False
 * where there is no such file. */
static bool read_id(const char *folder, const char *name, uint16_t *id)
{
    char path[WDM_TREE_PATH];
    uint32_t number;
    if (!wdm_tree_join(path, folder, name) || !wdm_tree_is_there(path))
        return false;
    (void)wdm_tree_number(path, 16, &number);
    *id = number <= UINT16_MAX ? (uint16_t)number : 0;
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
    char folder[WDM_TREE_PATH];
    if (!wdm_tree_join(folder, node, "device"))
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
    char path[WDM_TREE_PATH];
    char target[WDM_TREE_PATH];
    if (!wdm_tree_join(path, node, "device/driver"))
        return WDM_PROTOCOL_UNKNOWN;
    if (!wdm_tree_link(path, target))
        return WDM_PROTOCOL_UNKNOWN;
    const char *driver = wdm_tree_name(target);
    if (strcmp(driver, "cdc_mbim") == 0)
        return WDM_PROTOCOL_MBIM;
    return strcmp(driver, "qmi_wwan") == 0 ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_UNKNOWN;
}

/* A port of the kernel's wwan subsystem says itself what it speaks; one of
 * cdc-wdm has a driver that does. */
static enum wdm_protocol find_protocol(const char *node)
{
    char path[WDM_TREE_PATH];
    char type[16];
    if (!wdm_tree_join(path, node, "type") || !wdm_tree_line(path, type, sizeof(type)))
        return protocol_of_driver(node);
    if (strcmp(type, "MBIM") == 0)
        return WDM_PROTOCOL_MBIM;
    return strcmp(type, "QMI") == 0 ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_UNKNOWN;
}

/* Where sysfs describes the port: by its numbers, which a link in /dev does not
 * change, or by its name. */
static bool find_node(const char *sysfs, unsigned device_major, unsigned device_minor,
                      const char *name, char node[WDM_TREE_PATH])
{
    static const char *const classes[] = {"class/usbmisc", "class/wwan"};
    char relative[WDM_TREE_PATH];
    wdm_format(relative, sizeof(relative), "dev/char/%u:%u", device_major, device_minor);
    if (wdm_tree_join(node, sysfs, relative) && wdm_tree_is_there(node))
        return true;
    for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
        if (wdm_tree_join(relative, classes[i], name) && wdm_tree_join(node, sysfs, relative) &&
            wdm_tree_is_there(node))
            return true;
    }
    return false;
}

void wdm_sysfs_describe(const char *sysfs, unsigned device_major, unsigned device_minor,
                        const char *name, struct wdm_port *port)
{
    char node[WDM_TREE_PATH];
    port->protocol = WDM_PROTOCOL_UNKNOWN;
    port->vendor = port->product = 0;
    if (!find_node(sysfs, device_major, device_minor, name, node))
        return;
    port->protocol = find_protocol(node);
    find_ids(node, port);
}
