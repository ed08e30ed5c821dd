/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The modems that sysfs shows, with their ports: first who is a modem, then which
 * ports are whose. Reads below the root that it is given. */
#include "wdm/find.h"

#include <string.h>

#include "find_place.h"
#include "wdm/format.h"

#define USB_DEVICES "bus/usb/devices"
#define PCI_DEVICES "bus/pci/devices"

/* Classes of devices that ports are of. */
static const struct class
{
    const char *folder;
    const char *prefix; /* of names that matter */
    enum wdm_port_kind kind;
} classes[] = {
    {"class/usbmisc", "cdc-wdm", WDM_PORT_WDM}, {"class/wwan", "wwan", WDM_PORT_WWAN},
    {"class/tty", "ttyUSB", WDM_PORT_SERIAL},   {"class/tty", "ttyACM", WDM_PORT_SERIAL},
    {"class/net", "", WDM_PORT_NETWORK},
};

/* USB vendors who make WWAN modems and little else. Those of drivers' tables
 * (Linux, drivers/net/usb/qmi_wwan.c, drivers/usb/serial/) that make other things, too,
 * are left out. */
static const uint16_t vendors[] = {
    0x0bdb, /* Ericsson */
    0x1199, /* Sierra Wireless */
    0x1410, /* Novatel */
    0x1bc7, /* Telit */
    0x1e0e, /* SIMCom */
    0x1e2d, /* Cinterion, Thales */
    0x2c7c, /* Quectel */
    0x2cb7, /* Fibocom */
};

struct finding {
    struct wdm_found *found;
    const char *root;
    const struct class *class; /* that is looked through */
    bool ports;                /* the modems are known, and their ports wanted */
};

const char *wdm_bus_name(enum wdm_bus bus)
{
    static const char *const names[] = {"-", "USB", "PCI"};

    return names[bus];
}

/* ---- A modem */

static void read_text(const struct finding *finding, const char *folder, const char *name,
                      const char *attribute, char *text, size_t capacity)
{
    char path[WDM_TREE_PATH];

    text[0] = '\0';
    if (wdm_sys_path(path, finding->root, folder, name, attribute))
        (void)wdm_tree_line(path, text, capacity);
}

static uint32_t read_number(const struct finding *finding, const char *folder, const char *name,
                            const char *attribute, unsigned base)
{
    char path[WDM_TREE_PATH];
    uint32_t number = 0;

    if (wdm_sys_path(path, finding->root, folder, name, attribute))
        (void)wdm_tree_number(path, base, &number);
    return number;
}

static uint16_t read_id(const struct finding *finding, const char *folder, const char *name,
                        const char *attribute)
{
    uint32_t id = read_number(finding, folder, name, attribute, 16);

    return id <= UINT16_MAX ? (uint16_t)id : 0;
}

/* The name of the driver that a device has; "": none. */
static void read_driver(const struct finding *finding, const char *folder, const char *name,
                        char *driver, size_t capacity)
{
    char path[WDM_TREE_PATH], target[WDM_TREE_PATH];

    driver[0] = '\0';
    if (*name != '\0' && wdm_sys_path(path, finding->root, folder, name, "driver") &&
        wdm_tree_link(path, target))
        wdm_format(driver, capacity, "%s", wdm_tree_name(target));
}

static void read_usb(const struct finding *finding, struct wdm_found_modem *modem)
{
    const char *at = modem->address;

    modem->vendor = read_id(finding, USB_DEVICES, at, "idVendor");
    modem->product = read_id(finding, USB_DEVICES, at, "idProduct");
    modem->configuration = read_number(finding, USB_DEVICES, at, "bConfigurationValue", 10);
    modem->configurations = read_number(finding, USB_DEVICES, at, "bNumConfigurations", 10);
    read_text(finding, USB_DEVICES, at, "manufacturer", modem->manufacturer,
              sizeof modem->manufacturer);
    read_text(finding, USB_DEVICES, at, "product", modem->name, sizeof modem->name);
    read_text(finding, USB_DEVICES, at, "serial", modem->serial, sizeof modem->serial);
}

static void read_modem(const struct finding *finding, struct wdm_found_modem *modem)
{
    if (modem->bus == WDM_BUS_USB)
        read_usb(finding, modem);
    if (modem->bus == WDM_BUS_PCI) {
        modem->vendor = read_id(finding, PCI_DEVICES, modem->address, "vendor");
        modem->product = read_id(finding, PCI_DEVICES, modem->address, "device");
        read_driver(finding, PCI_DEVICES, modem->address, modem->driver, sizeof modem->driver);
    }
    modem->module = wdm_module_find(modem->vendor, modem->product);
}

static struct wdm_found_modem *find_modem(struct wdm_found *found, const struct wdm_place *place)
{
    size_t i;

    for (i = 0; i < found->modem_count; i++) {
        if (found->modems[i].bus == place->bus &&
            strcmp(found->modems[i].address, place->address) == 0)
            return &found->modems[i];
    }
    return NULL;
}

/* USB first, then PCI, then others. */
static bool is_before(const struct wdm_place *place, const struct wdm_found_modem *modem)
{
    unsigned left = ((unsigned)place->bus + 2) % 3, right = ((unsigned)modem->bus + 2) % 3;

    return left != right ? left < right : wdm_place_compare(place->address, modem->address) < 0;
}

static void add_modem(const struct finding *finding, const struct wdm_place *place)
{
    struct wdm_found *found = finding->found;
    size_t at = found->modem_count;

    if (find_modem(found, place) != NULL)
        return;
    if (at == WDM_FIND_MODEMS) {
        found->modems_omitted = true;
        return;
    }
    for (; at > 0 && is_before(place, &found->modems[at - 1]); at--)
        found->modems[at] = found->modems[at - 1];
    found->modem_count++;
    memset(&found->modems[at], 0, sizeof found->modems[at]);
    found->modems[at].bus = place->bus;
    memcpy(found->modems[at].address, place->address, sizeof place->address);
    read_modem(finding, &found->modems[at]);
}

/* ---- A port */

static void lower(char *text)
{
    for (; *text != '\0'; text++) {
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
    }
}

/* What is spoken on a port, where its driver settles it. Sierra's serial ports are laid
 * out alike on all modules of today (Linux, drivers/usb/serial/qcserial.c). */
static const char *protocol_of(const struct wdm_found_modem *modem,
                               const struct wdm_found_port *port)
{
    static const char *const sierra[] = {"diag", "", "nmea", "at"};

    if (port->kind == WDM_PORT_WDM && strcmp(port->driver, "cdc_mbim") == 0)
        return "mbim";
    if (port->kind == WDM_PORT_WDM && strcmp(port->driver, "qmi_wwan") == 0)
        return "qmi";
    if (port->kind == WDM_PORT_WDM && strcmp(port->driver, "huawei_cdc_ncm") == 0)
        return "at";
    if (port->kind == WDM_PORT_SERIAL && strcmp(port->driver, "qcserial") == 0 &&
        modem->vendor == 0x1199 && port->interface >= 0 && port->interface < 4)
        return sierra[port->interface];
    return "";
}

static bool port_is_before(const struct wdm_found_port *a, const struct wdm_found_port *b)
{
    if (a->interface != b->interface)
        return a->interface < b->interface;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    return wdm_place_compare(a->name, b->name) < 0;
}

static void add_port(const struct finding *finding, const char *name, const struct wdm_place *place)
{
    struct wdm_found_modem *modem = find_modem(finding->found, place);
    struct wdm_found_port port = {.kind = finding->class->kind,
                                  .interface = place->interface,
                                  .configuration = place->configuration};
    size_t at;

    if (modem == NULL)
        return;
    if (port.kind == WDM_PORT_WWAN) {
        read_text(finding, finding->class->folder, name, "type", port.protocol,
                  sizeof port.protocol);
        if (port.protocol[0] == '\0')
            return; /* the device that ports of that class are of */
        lower(port.protocol);
    }
    wdm_format(port.name, sizeof port.name, "%s", name);
    memcpy(port.driver, modem->driver, sizeof port.driver);
    if (modem->bus == WDM_BUS_USB)
        read_driver(finding, USB_DEVICES, place->usb_interface, port.driver, sizeof port.driver);
    if (port.kind != WDM_PORT_WWAN)
        wdm_format(port.protocol, sizeof port.protocol, "%s", protocol_of(modem, &port));
    if (modem->port_count == WDM_FIND_PORTS) {
        modem->ports_omitted++;
        return;
    }
    for (at = modem->port_count++; at > 0 && port_is_before(&port, &modem->ports[at - 1]); at--)
        modem->ports[at] = modem->ports[at - 1];
    modem->ports[at] = port;
}

/* ---- Looking through sysfs */

/* Whether a serial port is one of a driver that is for modems. */
static bool is_modem_driver(const struct finding *finding, const struct wdm_place *place)
{
    static const char *const drivers[] = {"qcserial", "option", "sierra"};
    char driver[24];
    size_t i;

    read_driver(finding, USB_DEVICES, place->usb_interface, driver, sizeof driver);
    for (i = 0; i < sizeof drivers / sizeof drivers[0]; i++) {
        if (strcmp(driver, drivers[i]) == 0)
            return true;
    }
    return false;
}

/* One name in the folder of a class. */
static bool visit_class(void *context, const char *name)
{
    const struct finding *finding = context;
    const struct class *class = finding->class;
    char path[WDM_TREE_PATH], target[WDM_TREE_PATH];
    struct wdm_place place;

    if (strncmp(name, class->prefix, strlen(class->prefix)) != 0 ||
        strlen(name) >= sizeof finding->found->modems[0].ports[0].name ||
        !wdm_sys_path(path, finding->root, class->folder, name, "") ||
        !wdm_tree_link(path, target) || !wdm_place_read(&place, target))
        return true;
    if (finding->ports)
        add_port(finding, name, &place);
    else if (class->kind == WDM_PORT_WDM || class->kind == WDM_PORT_WWAN ||
             (class->kind == WDM_PORT_SERIAL && is_modem_driver(finding, &place)))
        add_modem(finding, &place);
    return true;
}

static bool is_modem_id(uint16_t vendor, uint16_t product)
{
    size_t i;

    for (i = 0; i < sizeof vendors / sizeof vendors[0]; i++) {
        if (vendors[i] == vendor)
            return true;
    }
    return wdm_module_find(vendor, product) != NULL;
}

/* A USB device or interface, with a driver or without. */
static bool visit_usb(void *context, const char *name)
{
    const struct finding *finding = context;
    struct wdm_place place;

    if (wdm_place_of_interface(&place, name)) {
        if (read_number(finding, USB_DEVICES, name, "bInterfaceClass", 16) == 0x02 &&
            read_number(finding, USB_DEVICES, name, "bInterfaceSubClass", 16) == 0x0e)
            add_modem(finding, &place);
    } else if (wdm_place_is_usb(name) && strlen(name) < sizeof place.address) {
        place = (struct wdm_place){.bus = WDM_BUS_USB};
        wdm_format(place.address, sizeof place.address, "%s", name);
        if (is_modem_id(read_id(finding, USB_DEVICES, name, "idVendor"),
                        read_id(finding, USB_DEVICES, name, "idProduct")))
            add_modem(finding, &place);
    }
    return true;
}

static int walk(struct finding *finding, const char *folder,
                bool (*visit)(void *context, const char *name))
{
    char path[WDM_TREE_PATH];

    return wdm_sys_path(path, finding->root, folder, "", "") ? wdm_tree_walk(path, visit, finding)
                                                             : -1;
}

static bool visit_nothing(void *context, const char *name)
{
    (void)context;
    (void)name;
    return false;
}

bool wdm_find(struct wdm_found *found, const char *root)
{
    struct finding finding = {.found = found, .root = root};
    size_t pass, i;

    memset(found, 0, sizeof *found);
    if (walk(&finding, "class", visit_nothing) != 0)
        return false;
    (void)walk(&finding, USB_DEVICES, visit_usb);
    for (pass = 0; pass < 2; pass++) {
        finding.ports = pass == 1;
        for (i = 0; i < sizeof classes / sizeof classes[0]; i++) {
            finding.class = &classes[i];
            (void)walk(&finding, classes[i].folder, visit_class);
        }
    }
    return true;
}
