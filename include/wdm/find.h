/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/find.h - the modems that the kernel knows of, with their ports of every kind, and
 * who has them open; and the one among them that a name means.
 *
 * All is read from sysfs and proc, below a root: "" on a running system, or a folder
 * with "sys", "proc" and "dev" in it. No modem is asked anything. Texts in these
 * structures come from devices that anyone can plug in: escape them (wdm_print_safe).
 *
 * A modem is a device that has a control port (of the classes usbmisc and wwan), a
 * serial port of a driver that is for modems (qcserial, option, sierra), a USB interface
 * of the class of MBIM, or ids that only modems have; so one is found that no driver
 * cares for.
 */
#ifndef WDM_FIND_H
#define WDM_FIND_H

#include "wdm/error.h"
#include "wdm/modem.h"

/* What is kept. Whatever exceeds it is counted, not kept. */
#define WDM_FIND_MODEMS  8
#define WDM_FIND_PORTS   16 /* of a modem */
#define WDM_FIND_OPENERS 4  /* of a port */

enum wdm_bus {
    WDM_BUS_OTHER = 0, /* soldered on, or simulated by the kernel */
    WDM_BUS_USB,
    WDM_BUS_PCI,
};

/* Which class of devices a port is of. */
enum wdm_port_kind {
    WDM_PORT_WDM = 0, /* usbmisc: cdc-wdm0 */
    WDM_PORT_WWAN,    /* wwan: wwan0mbim0, wwan0at0 */
    WDM_PORT_SERIAL,  /* tty: ttyUSB0, ttyACM0 */
    WDM_PORT_NETWORK, /* net: wwan0; it has no file in /dev */
};

/* A process that has a port open. */
struct wdm_opener {
    uint32_t pid;
    char name[16]; /* as proc has it, at most 15 characters */
};

struct wdm_found_port {
    enum wdm_port_kind kind;
    char name[32];
    char protocol[12]; /* "mbim", "qmi", "at", "xmmrpc", ... in lower case; "": not known */
    char driver[24];   /* "": none, or not known */
    int interface;     /* the number of the USB interface; -1: none */
    int configuration; /* and which configuration has that; -1 */
    size_t opener_count;
    struct wdm_opener openers[WDM_FIND_OPENERS];
    size_t openers_omitted;
};

struct wdm_found_modem {
    enum wdm_bus bus;
    char address[32];         /* USB: the path of its plugs, "1-10"; PCI: "0000:08:00.0" */
    uint16_t vendor, product; /* 0: not known */
    char driver[24];          /* PCI; "": none, or not known */
    /* USB; "" where it does not tell. The serial number may be the IMEI. */
    char manufacturer[64], name[64], serial[40];
    uint32_t configuration;          /* USB: the current one's bConfigurationValue; 0: none */
    uint32_t configurations;         /* USB: how many there are; 0: not known */
    const struct wdm_module *module; /* NULL: no lock of it is known */
    size_t port_count;
    struct wdm_found_port ports[WDM_FIND_PORTS]; /* by interface, kind and name */
    size_t ports_omitted;
};

struct wdm_found {
    size_t modem_count;
    struct wdm_found_modem modems[WDM_FIND_MODEMS]; /* by bus and address */
    bool modems_omitted;                            /* there are more */
    bool openers_told;                              /* wdm_find_openers() could look */
    size_t processes_hidden; /* what these have open may not be read: who is not root
                              * sees only what is his own */
};

/* Finds all modems, and none of the openers. False where there is no sysfs below
 * `root`; nothing is then found. */
bool wdm_find(struct wdm_found *found, const char *root);

/* Finds out which processes have their ports open, but `except`, a process id (0:
 * none). Goes by the names of what they have open, so a port by another name, or in
 * another mount namespace, is not seen. */
void wdm_find_openers(struct wdm_found *found, const char *root, uint32_t except);

/* What a name means. */
struct wdm_choice {
    const struct wdm_found_modem *modem; /* NULL: none */
    const struct wdm_found_port *port; /* its control port, or the port of that name; NULL: none */
};

/* The modem that `name` means: the name of one of its ports ("cdc-wdm0", "ttyUSB2",
 * "wwan0"), a USB path ("1-10"), a PCI address, or ids ("1199:901f"); NULL: the one
 * there is. With `control`, only modems with a control port count where `name` is NULL,
 * and one that has none is an error where it is not. Of several control ports, MBIM is
 * chosen before QMI and that before others; and cdc-wdm before wwan, for it tells how
 * long messages may be. Fails with WDM_NO_PORT: none, or several, which are listed. */
bool wdm_find_choose(const struct wdm_found *found, const char *name, bool control,
                     struct wdm_choice *choice, struct wdm_error *error);

/* Whether `name` looks like a USB path, a PCI address or ids, and so is no name in
 * /dev. */
bool wdm_find_is_address(const char *name);

/* The modem that has a port of this name; NULL. */
const struct wdm_found_modem *wdm_find_owner(const struct wdm_found *found, const char *name);

/* The first opener of a control port of the modem, and that port; NULL: there is none,
 * or it is not known. ModemManager, mbim-proxy and qmi-proxy come first. */
const struct wdm_opener *wdm_find_opener(const struct wdm_found_modem *modem,
                                         const struct wdm_found_port **port);

/* Whether a process of this name shares a port: ModemManager and the proxies, which
 * "-p" goes through. */
bool wdm_find_shares(const struct wdm_opener *opener);

/* "USB", "PCI", "-". */
const char *wdm_bus_name(enum wdm_bus bus);

#endif
