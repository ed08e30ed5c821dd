/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A tree of small files and links in a folder of its own below /tmp. */
#ifndef WDM_TESTS_TREE_SUPPORT_H
#define WDM_TESTS_TREE_SUPPORT_H

#include "support.h"

/* Its folder; "" before it is made. */
extern char tree_root[64];

/* As a test's setup and teardown. */
int tree_make(void **state);
int tree_remove(void **state);

/* A file, or a link, at a path below it, with the folders that lead there. */
void tree_file(const char *path, const char *text);
void tree_link(const char *path, const char *target);

/* A USB device with one interface that has a driver; and a port of a class at it, whose
 * folder in the interface's is `below`: "usbmisc/cdc-wdm0". */
void tree_usb(const char *device, const char *vendor, const char *product, unsigned interface,
              const char *driver);
void tree_port(const char *class, const char *device, unsigned interface, const char *below);

#endif
