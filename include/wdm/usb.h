/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/usb.h - a modem as a USB device: its configurations, and being configured anew,
 * detached and attached again.
 *
 * Sources: the USB 2.0 specification, 9.5 and 9.6 (descriptors); Linux,
 * Documentation/ABI/testing/sysfs-bus-usb and stable/sysfs-bus-usb (descriptors,
 * bConfigurationValue, authorized).
 */
#ifndef WDM_USB_H
#define WDM_USB_H

#include "wdm/find.h"

/* What is kept of the descriptors. Whatever exceeds it is counted, not kept. */
#define WDM_USB_CONFIGURATIONS 8
#define WDM_USB_INTERFACES     24 /* of a configuration */

/* The longest file of descriptors that is read, in bytes. */
#define WDM_USB_DESCRIPTORS ((size_t)16384)

struct wdm_usb_interface {
    uint8_t number, class, subclass, protocol;
    uint8_t endpoints;  /* of its first setting */
    bool has_interrupt; /* one of them is an interrupt endpoint */
    const char *guess;  /* the driver that Linux is likely to give; NULL: none is known */
    char driver[24];    /* the one that it has, of the current configuration; "": none */
};

struct wdm_usb_configuration {
    uint8_t value; /* its bConfigurationValue */
    size_t interface_count;
    struct wdm_usb_interface interfaces[WDM_USB_INTERFACES];
    size_t interfaces_omitted;
};

struct wdm_usb {
    uint16_t vendor, product;
    size_t configuration_count;
    struct wdm_usb_configuration configurations[WDM_USB_CONFIGURATIONS];
    size_t configurations_omitted;
    bool cut; /* the bytes end within a descriptor, or one is shorter than can be */
};

/* Reads descriptors as sysfs has them: the device's, and each configuration's with all
 * that belongs to it. Trusts no length and no count in them. False where they do not
 * begin with a device descriptor. */
bool wdm_usb_parse(struct wdm_usb *usb, const uint8_t *bytes, size_t length);

/* The configuration of a value; NULL. */
const struct wdm_usb_configuration *wdm_usb_configuration(const struct wdm_usb *usb,
                                                          uint32_t value);

/* Whether an interface's guessed driver gives a control port. */
bool wdm_usb_is_control(const struct wdm_usb_interface *interface);

/* Reads the descriptors of a modem from sysfs below `root`, and which drivers the
 * interfaces of its current configuration have. Fails with WDM_NO_PORT where it is no
 * USB device or they cannot be read, with WDM_PROTOCOL where they are none. */
bool wdm_usb_read(struct wdm_usb *usb, const char *root, const struct wdm_found_modem *modem,
                  struct wdm_error *error);

/* What changing a device needs. */
struct wdm_usb_change {
    struct wdm_found *found;       /* is found anew, again and again */
    const char *root;              /* as in wdm_find */
    const struct wdm_port *waiter; /* whose `interrupted` and `wait_mask` waits go by */
    wdm_time deadline;
    const struct wdm_found_modem *modem; /* in `found`: which; and afterwards, as it is then */
};

/* Selects a configuration, and waits until it is there: that is, until a control port
 * of it has its file in /dev (any port, where by its descriptors it has no control
 * port), and no more have come for a moment. Writes nothing where it is the current
 * one. Fails with WDM_USAGE where the device has no such configuration (and says which
 * it has), WDM_NO_PORT where it may not or cannot be selected, WDM_DEADLINE with what
 * is missing, WDM_INTERRUPTED. */
bool wdm_usb_configure(struct wdm_usb_change *change, uint32_t value, struct wdm_error *error);

/* Detaches the device in software, and attaches it again (authorized 0, then 1); waits
 * until it is back, with a control port if it had one, with any port if it had one of
 * those. Once the 0 is written the 1 is written, whatever comes. Fails as
 * wdm_usb_configure; says so where the device stays detached. */
bool wdm_usb_reset(struct wdm_usb_change *change, struct wdm_error *error);

/* Waits for a modem that restarts by itself: until it is gone, and back as after
 * wdm_usb_reset. */
bool wdm_usb_await_restart(struct wdm_usb_change *change, struct wdm_error *error);

/* ---- Compositions: which functions a Sierra module has, in which configurations */

struct wdm_usb_compositions {
    uint8_t current;
    size_t count; /* in `supported` */
    uint8_t supported[32];
};

/* Reads them from an open modem (DMS Swi Get USB Composition). A modem that has none
 * fails with WDM_REFUSED. */
bool wdm_usb_compositions(struct wdm_modem *modem, struct wdm_usb_compositions *compositions,
                          wdm_time deadline, struct wdm_error *error);

/* Sets one (DMS Swi Set USB Composition); it takes effect when the module has
 * restarted. */
bool wdm_usb_composition_set(struct wdm_modem *modem, uint8_t composition, wdm_time deadline,
                             struct wdm_error *error);

/* Restarts the module: DMS Set Operating Mode offline, and then reset. */
bool wdm_modem_restart(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error);

/* What a composition has, in words: "DM, NMEA, AT, QMI". Writes "" where nobody knows;
 * returns the length. */
size_t wdm_usb_composition_text(uint8_t composition, char *text, size_t capacity);

#endif
