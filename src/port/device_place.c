/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a port's USB device is on its bus, as sysfs tells: what a recording names it by. */
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "wdm/file.h"
#include "wdm/format.h"
#include "wdm/port.h"

#define PATH_SIZE ((size_t)512)

/* From the port's parent up to the USB interface there are never more. */
#define LEVELS_MAX 4

/* Reads a small file with a number in it; false where there is none, or it is larger. */
static bool read_number(const char *folder, const char *name, unsigned base, unsigned most,
                        unsigned *number)
{
    struct wdm_error error;
    char path[PATH_SIZE];
    char text[16];
    size_t length;
    size_t i = 0;
    *number = 0;
    if (wdm_format(path, sizeof(path), "%s/%s", folder, name) >= sizeof(path) - 1 ||
        !wdm_file_read(path, text, sizeof(text), &length, &error))
        return false;
    for (; i < length && wdm_digit(text[i]) < base && *number <= most; i++)
        *number = *number * base + wdm_digit(text[i]);
    return i > 0 && *number <= most;
}

static bool read_place(const char *interface, struct wdm_device_place *place)
{
    char device[PATH_SIZE];
    unsigned number, bus, address;
    if (!read_number(interface, "bInterfaceNumber", 16, UINT8_MAX, &number) ||
        wdm_format(device, sizeof(device), "%s/..", interface) >= sizeof(device) - 1 ||
        !read_number(device, "busnum", 10, UINT16_MAX, &bus) ||
        !read_number(device, "devnum", 10, UINT8_MAX, &address))
        return false;
    place->bus = (uint16_t)bus;
    place->address = (uint8_t)address;
    place->interface = (uint8_t)number;
    return true;
}

bool wdm_device_place(const char *path, const char *sysfs, struct wdm_device_place *place)
{
    char folder[PATH_SIZE];
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISCHR(status.st_mode) ||
        wdm_format(folder, sizeof(folder), "%s/dev/char/%u:%u/device", sysfs, major(status.st_rdev),
                   minor(status.st_rdev)) >= sizeof(folder) - 1)
        return false;
    for (int level = 0; level < LEVELS_MAX; level++) {
        size_t length = strlen(folder);
        if (read_place(folder, place))
            return true;
        if (length + 4 > sizeof(folder))
            break;
        memcpy(folder + length, "/..", 4);
    }
    return false;
}
