/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* USB devices of a capture: what their descriptors say (USB 2.0, 9.6). */
#include <string.h>

#include "capture_internal.h"

enum {
    DESCRIPTOR_DEVICE = 1,
    DESCRIPTOR_CONFIGURATION = 2,
    DESCRIPTOR_INTERFACE = 4,
    CLASS_COMMUNICATION = 0x02,
    SUBCLASS_MBIM = 0x0e,
    CLASS_VENDOR = 0xff,
    DEVICE_SIZE = 18,
    CONFIGURATION_SIZE = 9,
    INTERFACE_SIZE = 9,
};

#define CONFIGURATIONS                                                                             \
    (sizeof(((struct wdm_capture_device *)0)->configurations) /                                    \
     sizeof(((struct wdm_capture_device *)0)->configurations[0]))
#define INTERFACES ((size_t)32)

struct wdm_capture_device *wdm_capture_device_find(struct wdm_capture_reader *reader, uint32_t key)
{
    struct wdm_capture_usb *usb = &reader->state.usb;
    for (size_t i = 0; i < usb->device_count; i++) {
        if (usb->devices[i].key == key)
            return &usb->devices[i];
    }
    return NULL;
}

struct wdm_capture_device *wdm_capture_device_get(struct wdm_capture_reader *reader, uint32_t key)
{
    struct wdm_capture_usb *usb = &reader->state.usb;
    struct wdm_capture_device *device = wdm_capture_device_find(reader, key);
    if (!device && usb->device_count < WDM_CAPTURE_DEVICES) {
        device = &usb->devices[usb->device_count++];
        memset(device, 0, sizeof(*device));
    } else if (!device) {
        device = &usb->devices[0];
        for (size_t i = 1; i < WDM_CAPTURE_DEVICES; i++) {
            if (usb->devices[i].seen < device->seen)
                device = &usb->devices[i];
        }
        if (device->spoke && !device->gone)
            wdm_capture_problem(reader, reader->position, 0,
                                "more devices than are kept: the one longest unseen is forgotten");
        memset(device, 0, sizeof(*device));
    }
    device->key = key;
    device->seen = reader->number;
    return device;
}

void wdm_capture_device_descriptor(struct wdm_capture_device *device, struct wdm_span bytes)
{
    if (bytes.length < DEVICE_SIZE || bytes.bytes[1] != DESCRIPTOR_DEVICE)
        return;
    uint16_t vendor = wdm_get_u16(bytes.bytes + 8);
    uint16_t product = wdm_get_u16(bytes.bytes + 10);
    if (device->vendor == vendor && device->product == product && !device->gone)
        return;
    /* Another device has the address now. */
    if (device->vendor != 0 || device->gone) {
        memset(device->configurations, 0, sizeof(device->configurations));
        device->configuration = 0;
        device->gone = false;
    }
    device->vendor = vendor;
    device->product = product;
    device->told = false;
}

/* What an interface of these classes is; MBIM stays so, whatever its other settings. */
static void add_interface(uint8_t *interfaces, const uint8_t *descriptor)
{
    uint8_t number = descriptor[2];
    uint8_t kind = CAPTURE_INTERFACE_OTHER;
    if (number >= INTERFACES)
        return;
    if (descriptor[5] == CLASS_COMMUNICATION && descriptor[6] == SUBCLASS_MBIM)
        kind = CAPTURE_INTERFACE_MBIM;
    else if (descriptor[5] == CLASS_VENDOR)
        kind = CAPTURE_INTERFACE_VENDOR;
    if (interfaces[number] != CAPTURE_INTERFACE_MBIM)
        interfaces[number] = kind;
}

void wdm_capture_device_configuration(struct wdm_capture_device *device, struct wdm_span bytes)
{
    size_t at = CONFIGURATION_SIZE;
    size_t place = 0;
    if (bytes.length <= CONFIGURATION_SIZE || bytes.bytes[1] != DESCRIPTOR_CONFIGURATION)
        return;
    uint8_t value = bytes.bytes[5];
    while (place < CONFIGURATIONS - 1 && device->configurations[place].value != value &&
           device->configurations[place].value != 0)
        place++;
    uint8_t interfaces[INTERFACES] = {0};
    while (at + INTERFACE_SIZE <= bytes.length) {
        const uint8_t *descriptor = bytes.bytes + at;
        if (descriptor[0] < 2)
            break;
        if (descriptor[1] == DESCRIPTOR_INTERFACE && descriptor[0] >= INTERFACE_SIZE)
            add_interface(interfaces, descriptor);
        at += descriptor[0];
    }
    if (device->configurations[place].value == value &&
        memcmp(device->configurations[place].interfaces, interfaces, sizeof(interfaces)) == 0)
        return;
    device->configurations[place].value = value;
    memcpy(device->configurations[place].interfaces, interfaces, sizeof(interfaces));
    device->told = false;
}

void wdm_capture_device_configured(struct wdm_capture_device *device, uint8_t value)
{
    if (device->configuration != value)
        device->told = false;
    device->configuration = value;
}

enum capture_interface_kind wdm_capture_device_interface(const struct wdm_capture_device *device,
                                                         unsigned number)
{
    uint8_t kind = CAPTURE_INTERFACE_UNKNOWN;
    if (number >= INTERFACES)
        return CAPTURE_INTERFACE_UNKNOWN;
    for (size_t i = 0; i < CONFIGURATIONS; i++) {
        uint8_t own = device->configurations[i].interfaces[number];
        if (device->configurations[i].value == 0 || own == CAPTURE_INTERFACE_UNKNOWN)
            continue;
        if (device->configuration != 0 && device->configurations[i].value != device->configuration)
            continue;
        /* Nobody saw which configuration is set, and they differ. */
        if (kind != CAPTURE_INTERFACE_UNKNOWN && kind != own)
            return CAPTURE_INTERFACE_UNKNOWN;
        kind = own;
    }
    return (enum capture_interface_kind)kind;
}
