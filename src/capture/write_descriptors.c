/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Descriptors of USB devices (USB 2.0, 9.6), by which a reader knows what an interface
 * speaks. They have what messages tell of the device, and nothing else. */
#include "write_internal.h"

enum {
    DESCRIPTOR_DEVICE = 1,
    DESCRIPTOR_CONFIGURATION = 2,
    DESCRIPTOR_INTERFACE = 4,
    DESCRIPTOR_ENDPOINT = 5,
    DEVICE_SIZE = 18,
    CONFIGURATION_SIZE = 9,
    INTERFACE_SIZE = 9,
    ENDPOINT_SIZE = 7,
    CLASS_COMMUNICATION = 0x02,
    SUBCLASS_MBIM = 0x0e,
    CLASS_VENDOR = 0xff,
    INTERFACES = 32,
};

void wdm_capture_write_device(struct wdm_writer *out, const struct wdm_capture_written *device)
{
    wdm_write_u8(out, DEVICE_SIZE);
    wdm_write_u8(out, DESCRIPTOR_DEVICE);
    wdm_write_u16(out, 0x0200);
    wdm_write_u8(out, 0xef); /* its functions are what their interfaces say */
    wdm_write_u8(out, 2);
    wdm_write_u8(out, 1);
    wdm_write_u8(out, 64);
    wdm_write_u16(out, device->vendor);
    wdm_write_u16(out, device->product);
    wdm_write_u16(out, 0);
    wdm_write_zeros(out, 3); /* no texts, no serial number */
    wdm_write_u8(out, 1);
}

static void put_interface(struct wdm_writer *out, uint8_t number, bool mbim)
{
    wdm_write_u8(out, INTERFACE_SIZE);
    wdm_write_u8(out, DESCRIPTOR_INTERFACE);
    wdm_write_u8(out, number);
    wdm_write_u8(out, 0);
    wdm_write_u8(out, 1);
    wdm_write_u8(out, mbim ? CLASS_COMMUNICATION : CLASS_VENDOR);
    wdm_write_u8(out, mbim ? SUBCLASS_MBIM : 0xff);
    wdm_write_u8(out, mbim ? 0 : 0xff);
    wdm_write_u8(out, 0);
    wdm_write_u8(out, ENDPOINT_SIZE);
    wdm_write_u8(out, DESCRIPTOR_ENDPOINT);
    wdm_write_u8(out, (uint8_t)(0x80 | (number % 15 + 1)));
    wdm_write_u8(out, 3); /* interrupt: it tells that a response is there */
    wdm_write_u16(out, 64);
    wdm_write_u8(out, 9);
}

void wdm_capture_write_configuration(struct wdm_writer *out,
                                     const struct wdm_capture_written *device)
{
    size_t start = out->length;
    uint8_t count = 0;
    for (uint8_t i = 0; i < INTERFACES; i++)
        count = (uint8_t)(count + (device->interfaces[i] != WDM_PROTOCOL_UNKNOWN));
    wdm_write_u8(out, CONFIGURATION_SIZE);
    wdm_write_u8(out, DESCRIPTOR_CONFIGURATION);
    wdm_write_u16(out, 0);
    wdm_write_u8(out, count);
    wdm_write_u8(out, 1);
    wdm_write_u8(out, 0);
    wdm_write_u8(out, 0xe0);
    wdm_write_u8(out, 250);
    for (uint8_t i = 0; i < INTERFACES; i++) {
        if (device->interfaces[i] != WDM_PROTOCOL_UNKNOWN)
            put_interface(out, i, device->interfaces[i] == WDM_PROTOCOL_MBIM);
    }
    wdm_patch_u16(out, start + 2, (uint16_t)((out->length - start) & UINT16_MAX));
}
