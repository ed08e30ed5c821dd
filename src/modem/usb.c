/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* USB descriptors: which configurations and interfaces a modem has, and which driver
 * of Linux each is likely to get. Reads files of sysfs below the root that it is
 * given. */
#include "wdm/usb.h"

#include <string.h>

#include "find_place.h"
#include "wdm/bytes.h"
#include "wdm/file.h"
#include "wdm/format.h"

#define DEVICE        0x01
#define CONFIGURATION 0x02
#define INTERFACE     0x04
#define ENDPOINT      0x05

#define INTERRUPT 3

/* ---- Which driver */

#define VENDOR_HUAWEI 0x12d1
#define ANY           0x100

/* By class, subclass and protocol. From the tables of Linux' drivers: cdc_mbim.c,
 * cdc_ncm.c, cdc_ether.c, cdc-acm.c, cdc-wdm.c, rndis_host.c. */
static const struct {
    unsigned class, subclass, protocol;
    const char *driver;
} drivers[] = {
    {0x02, 0x0e, ANY, "cdc_mbim"},    {0x0a, 0x00, 0x02, "cdc_mbim"},
    {0x02, 0x0d, ANY, "cdc_ncm"},     {0x0a, 0x00, 0x01, "cdc_ncm"},
    {0x02, 0x06, ANY, "cdc_ether"},   {0x02, 0x02, 0xff, "rndis_host"},
    {0x02, 0x02, ANY, "cdc_acm"},     {0x02, 0x09, ANY, "cdc_wdm"},
    {0xe0, 0x01, 0x03, "rndis_host"}, {0x08, ANY, ANY, "usb-storage"},
    {0x03, ANY, ANY, "usbhid"},
};

/* Sierra Wireless' modules, and those that it makes for HP and Dell. */
static bool is_sierra(uint16_t vendor, uint16_t product)
{
    const struct wdm_module *module = wdm_module_find(vendor, product);

    return vendor == 0x1199 || (module != NULL && module->method == WDM_UNLOCK_SIERRA);
}

/* An interface of the vendor's own class. Sierra's are told apart by their numbers
 * (qmi_wwan.c: 8, 10 and 11 on all of today; qcserial.c), Huawei's by the protocol
 * (huawei_cdc_ncm.c, qmi_wwan.c); others' QMI functions are ff/ff/ff or ff/ff/50 and
 * have an interrupt endpoint. */
static const char *guess_own(const struct wdm_usb *usb, const struct wdm_usb_interface *interface)
{
    unsigned low = interface->protocol & 0x0f;

    if (is_sierra(usb->vendor, usb->product))
        return interface->number >= 8 ? "qmi_wwan" : "qcserial";
    if (usb->vendor == VENDOR_HUAWEI && interface->protocol != 0xff) {
        if (interface->protocol == 0x16 || interface->protocol == 0x46 ||
            interface->protocol == 0x76)
            return "huawei_cdc_ncm";
        return low == 0x09 ? "qmi_wwan" : "option";
    }
    if (interface->subclass == 0x42)
        return NULL; /* adb */
    if (interface->subclass == 0xff && interface->has_interrupt && interface->endpoints == 3 &&
        (interface->protocol == 0xff || interface->protocol == 0x50))
        return "qmi_wwan";
    return interface->endpoints >= 2 ? "option" : NULL;
}

static const char *guess(const struct wdm_usb *usb, const struct wdm_usb_interface *interface)
{
    size_t i;

    if (interface->class == 0xff)
        return guess_own(usb, interface);
    for (i = 0; i < sizeof drivers / sizeof drivers[0]; i++) {
        if (drivers[i].class == interface->class &&
            (drivers[i].subclass == ANY || drivers[i].subclass == interface->subclass) &&
            (drivers[i].protocol == ANY || drivers[i].protocol == interface->protocol))
            return drivers[i].driver;
    }
    return NULL;
}

bool wdm_usb_is_control(const struct wdm_usb_interface *interface)
{
    static const char *const names[] = {"qmi_wwan", "huawei_cdc_ncm", "cdc_wdm"};
    size_t i;

    if (interface->class == 0x02 && interface->subclass == 0x0e)
        return true;
    for (i = 0; interface->guess != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(interface->guess, names[i]) == 0)
            return true;
    }
    return false;
}

/* ---- Descriptors */

/* Where reading is: what is read belongs to the last of each that was begun; NULL: to
 * none that is kept. */
struct place {
    struct wdm_usb_configuration *configuration;
    struct wdm_usb_interface *interface;
};

static void read_configuration(struct wdm_usb *usb, struct wdm_reader *reader, struct place *place)
{
    struct wdm_usb_configuration *configuration;

    *place = (struct place){NULL, NULL};
    (void)wdm_read_u16(reader); /* the length of all; what is there counts */
    (void)wdm_read_u8(reader);  /* how many interfaces; likewise */
    if (usb->configuration_count == WDM_USB_CONFIGURATIONS) {
        usb->configurations_omitted++;
        return;
    }
    configuration = &usb->configurations[usb->configuration_count++];
    memset(configuration, 0, sizeof *configuration);
    configuration->value = wdm_read_u8(reader);
    place->configuration = configuration;
}

/* The first setting of an interface; others add nothing that matters here. */
static void read_interface(struct wdm_reader *reader, struct place *place)
{
    struct wdm_usb_configuration *configuration = place->configuration;
    struct wdm_usb_interface interface = {.number = wdm_read_u8(reader)};
    uint8_t setting = wdm_read_u8(reader);

    (void)wdm_read_u8(reader); /* how many endpoints: they are counted */
    interface.class = wdm_read_u8(reader);
    interface.subclass = wdm_read_u8(reader);
    interface.protocol = wdm_read_u8(reader);
    place->interface = NULL;
    if (configuration == NULL || setting != 0 || reader->failed)
        return;
    if (configuration->interface_count == WDM_USB_INTERFACES) {
        configuration->interfaces_omitted++;
        return;
    }
    place->interface = &configuration->interfaces[configuration->interface_count++];
    *place->interface = interface;
}

static void read_endpoint(struct wdm_reader *reader, struct place *place)
{
    (void)wdm_read_u8(reader);
    uint8_t attributes = wdm_read_u8(reader);

    if (place->interface == NULL || reader->failed)
        return;
    if (place->interface->endpoints < UINT8_MAX)
        place->interface->endpoints++;
    if ((attributes & 3) == INTERRUPT)
        place->interface->has_interrupt = true;
}

static void read_device(struct wdm_usb *usb, struct wdm_reader *reader)
{
    wdm_reader_seek(reader, 8);
    usb->vendor = wdm_read_u16(reader);
    usb->product = wdm_read_u16(reader);
}

/* One descriptor. Its own bytes are read, and no others. */
static void read_descriptor(struct wdm_usb *usb, struct wdm_span bytes, struct place *place)
{
    struct wdm_reader reader = wdm_reader(bytes.bytes, bytes.length);

    wdm_reader_seek(&reader, 2);
    switch (bytes.bytes[1]) {
    case DEVICE:
        read_device(usb, &reader);
        break;
    case CONFIGURATION:
        read_configuration(usb, &reader, place);
        break;
    case INTERFACE:
        read_interface(&reader, place);
        break;
    case ENDPOINT:
        read_endpoint(&reader, place);
        break;
    default:
        break;
    }
    if (reader.failed)
        usb->cut = true;
}

bool wdm_usb_parse(struct wdm_usb *usb, const uint8_t *bytes, size_t length)
{
    struct place place = {NULL, NULL};
    size_t at, i, k;

    memset(usb, 0, sizeof *usb);
    if (length < 18 || bytes[0] < 18 || bytes[1] != DEVICE)
        return false;
    for (at = 0; length - at >= 2 && bytes[at] >= 2 && bytes[at] <= length - at; at += bytes[at])
        read_descriptor(usb, (struct wdm_span){bytes + at, bytes[at]}, &place);
    usb->cut |= at < length;
    for (i = 0; i < usb->configuration_count; i++) {
        for (k = 0; k < usb->configurations[i].interface_count; k++)
            usb->configurations[i].interfaces[k].guess =
                guess(usb, &usb->configurations[i].interfaces[k]);
    }
    return true;
}

const struct wdm_usb_configuration *wdm_usb_configuration(const struct wdm_usb *usb, uint32_t value)
{
    size_t i;

    for (i = 0; i < usb->configuration_count; i++) {
        if (usb->configurations[i].value == value)
            return &usb->configurations[i];
    }
    return NULL;
}

/* Which drivers the interfaces of the current configuration have. */
static void read_drivers(struct wdm_usb *usb, const char *root, const struct wdm_found_modem *modem)
{
    char path[WDM_TREE_PATH], target[WDM_TREE_PATH], name[64];
    size_t i, k;

    for (i = 0; i < usb->configuration_count; i++) {
        struct wdm_usb_configuration *configuration = &usb->configurations[i];

        for (k = 0;
             configuration->value == modem->configuration && k < configuration->interface_count;
             k++) {
            wdm_format(name, sizeof name, "%s:%u.%u", modem->address, configuration->value,
                       configuration->interfaces[k].number);
            if (wdm_sys_path(path, root, "bus/usb/devices", name, "driver") &&
                wdm_tree_link(path, target))
                wdm_format(configuration->interfaces[k].driver,
                           sizeof configuration->interfaces[k].driver, "%s", wdm_tree_name(target));
        }
    }
}

bool wdm_usb_read(struct wdm_usb *usb, const char *root, const struct wdm_found_modem *modem,
                  struct wdm_error *error)
{
    uint8_t bytes[WDM_USB_DESCRIPTORS];
    char path[WDM_TREE_PATH];
    size_t length;

    if (modem->bus != WDM_BUS_USB)
        return wdm_fail(error, WDM_NO_PORT, "the modem %s is no USB device", modem->address);
    if (!wdm_sys_path(path, root, "bus/usb/devices", modem->address, "descriptors"))
        return wdm_fail(error, WDM_NO_PORT, "the root's path is too long");
    if (!wdm_file_read(path, bytes, sizeof bytes, &length, error)) {
        error->kind = WDM_NO_PORT;
        return false;
    }
    if (!wdm_usb_parse(usb, bytes, length))
        return wdm_fail(error, WDM_PROTOCOL, "%s are no USB descriptors", path);
    read_drivers(usb, root, modem);
    return true;
}
