/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files that find modems share: where in the machine a device is. */
#ifndef WDM_MODEM_FIND_PLACE_H
#define WDM_MODEM_FIND_PLACE_H

#include "wdm/find.h"
#include "wdm/tree.h"

struct wdm_place {
    enum wdm_bus bus;
    char address[32];             /* as in struct wdm_found_modem */
    char usb_interface[32];       /* its name, "1-10:1.12"; "": none */
    int configuration, interface; /* the last two numbers of it; -1: none */
};

/* Reads the place out of a path in sysfs, such as a link of a class says:
 * "../../devices/pci0000:00/0000:00:14.0/usb1/1-10/1-10:1.12/usbmisc/cdc-wdm0".
 * False where it names no place of a USB, PCI or wwan device. */
bool wdm_place_read(struct wdm_place *place, const char *path);

/* The same of the name of one USB interface. */
bool wdm_place_of_interface(struct wdm_place *place, const char *name);

/* Whether the whole of `name` is a USB path ("1-10", "2-4.1") or a PCI address. */
bool wdm_place_is_usb(const char *name);
bool wdm_place_is_pci(const char *name);

/* Compares as people sort: runs of digits by their value. As strcmp. */
int wdm_place_compare(const char *a, const char *b);

/* The path of an attribute: "root/sys/folder/name/attribute". False where it is too
 * long. */
bool wdm_sys_path(char path[WDM_TREE_PATH], const char *root, const char *folder, const char *name,
                  const char *attribute);

#endif
