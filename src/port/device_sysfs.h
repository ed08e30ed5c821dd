/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What sysfs knows of a modem's port. */
#ifndef WDM_PORT_DEVICE_SYSFS_H
#define WDM_PORT_DEVICE_SYSFS_H

#include "wdm/port.h"

/* Fills in port->protocol and port->vendor for the character device of these
 * numbers, or else of this name ("cdc-wdm0"), as far as files below `sysfs`
 * tell; what they do not tell becomes unknown. */
void wdm_sysfs_describe(const char *sysfs, unsigned device_major, unsigned device_minor,
                        const char *name, struct wdm_port *port);

#endif
