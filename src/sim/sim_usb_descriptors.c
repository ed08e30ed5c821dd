/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The descriptors of the simulated USB device, from its functions. Uses wire/.
 * Sources: USB 2.0 chapter 9, CDC MBIM 1.0 chapter 6, and what lsusb shows of the real
 * ones. */
#include <string.h>

#include "sim_usb.h"

enum {
    DEVICE = 1,
    CONFIGURATION = 2,
    STRING = 3,
    INTERFACE = 4,
    ENDPOINT = 5,
    QUALIFIER = 6,
    ASSOCIATION = 11,
};

#define USB_2_0        0x0200
#define CONTROL_PACKET 64
#define ATTRIBUTES     0xe0 /* it has power of its own, and may wake the host */
#define POWER          250  /* of 2 mA */
#define ENGLISH        0x0409

enum { MANUFACTURER = 1, PRODUCT, SERIAL };

#define BULK      2
#define INTERRUPT 3

struct endpoint {
    uint8_t address; /* 0: none */
    uint8_t kind;
    uint16_t size;
    uint8_t interval;
};

struct interface {
    uint8_t function;
    uint8_t number, alternate;
    uint8_t class, subclass, protocol;
    struct endpoint endpoints[3];
};

#define BULK_PAIR(in, out)                                                                         \
    {in, BULK, 512, 0},                                                                            \
    {                                                                                              \
        out, BULK, 512, 0                                                                          \
    }

/* MBIM comes first, for Linux takes the first configuration whose first interface is
 * of no vendor's own class. */
static const struct interface interfaces[] = {
    {WDM_USB_MBIM, 12, 0, 0x02, 0x0e, 0x00, {{WDM_USB_CONTROL_EVENTS, INTERRUPT, 64, 9}}},
    {WDM_USB_MBIM, 13, 0, 0x0a, 0x00, 0x02, {{0, 0, 0, 0}}},
    {WDM_USB_MBIM, 13, 1, 0x0a, 0x00, 0x02, {BULK_PAIR(WDM_USB_DATA_IN, WDM_USB_DATA_OUT)}},
    {WDM_USB_DM, 0, 0, 0xff, 0xff, 0xff, {BULK_PAIR(WDM_USB_DM_IN, WDM_USB_DM_OUT)}},
    {WDM_USB_NMEA,
     2,
     0,
     0xff,
     0x00,
     0x00,
     {{WDM_USB_NMEA_EVENTS, INTERRUPT, 10, 9}, BULK_PAIR(WDM_USB_NMEA_IN, WDM_USB_NMEA_OUT)}},
    {WDM_USB_AT,
     3,
     0,
     0xff,
     0x00,
     0x00,
     {{WDM_USB_AT_EVENTS, INTERRUPT, 10, 9}, BULK_PAIR(WDM_USB_AT_IN, WDM_USB_AT_OUT)}},
    {WDM_USB_QMI,
     8,
     0,
     0xff,
     0xff,
     0xff,
     {{WDM_USB_CONTROL_EVENTS, INTERRUPT, 8, 9}, BULK_PAIR(WDM_USB_DATA_IN, WDM_USB_DATA_OUT)}},
};
#define INTERFACES (sizeof(interfaces) / sizeof(interfaces[0]))
#define ENDPOINTS  (sizeof(interfaces[0].endpoints) / sizeof(interfaces[0].endpoints[0]))

static const uint8_t mbim_association[] = {8, ASSOCIATION, 12, 2, 0x02, 0x0e, 0x00, 0};

/* Behind MBIM's control interface: CDC header 1.20, union, MBIM 1.0 (control messages
 * of 4096 bytes, 32 filters of 128 bytes, datagrams of 2048, NTB input sizes of 8 bytes),
 * extended MBIM 1.0 (64 commands at once, an MTU of 1500). */
static const uint8_t mbim_functional[] = {
    5,  0x24, 0x00, 0x20, 0x01,                                          /* header */
    5,  0x24, 0x06, 12,   13,                                            /* union */
    12, 0x24, 0x1b, 0x00, 0x01, 0x00, 0x10, 32,   128, 0x00, 0x08, 0x20, /* MBIM */
    8,  0x24, 0x1c, 0x00, 0x01, 64,   0xdc, 0x05,                        /* extended */
};

/* ---- What there is */

static const struct wdm_usb_configuration plain_rows[] = {{0, 1, WDM_USB_MBIM, false},
                                                          {0, 1, WDM_USB_QMI, false}};
static const struct wdm_usb_model plain_models[] = {
    {"wdmctl", "Simulated MBIM modem", "1", 0x0001, &plain_rows[0], 1},
    {"wdmctl", "Simulated QMI modem", "1", 0x0001, &plain_rows[1], 1},
};

static const struct wdm_usb_model *model_of(const struct wdm_sim_usb *usb)
{
    const struct wdm_personality *personality = usb->sim->personality;
    if (personality->usb)
        return personality->usb;
    return &plain_models[personality->protocol == WDM_PROTOCOL_QMI];
}

const struct wdm_usb_configuration *wdm_usb_configuration_at(const struct wdm_sim_usb *usb,
                                                             size_t index)
{
    const struct wdm_usb_model *model = model_of(usb);
    for (size_t i = 0; i < model->count; i++) {
        const struct wdm_usb_configuration *row = &model->rows[i];
        if ((row->composition == 0 || row->composition == usb->composition) && index-- == 0)
            return row;
    }
    return NULL;
}

bool wdm_usb_has(const struct wdm_sim_usb *usb, enum wdm_usb_function function)
{
    return usb->configuration && (usb->configuration->functions & function) != 0;
}

bool wdm_usb_has_interface(const struct wdm_sim_usb *usb, uint8_t interface)
{
    for (size_t i = 0; i < INTERFACES; i++) {
        if (interfaces[i].number == interface && wdm_usb_has(usb, interfaces[i].function))
            return true;
    }
    return false;
}

bool wdm_usb_has_endpoint(const struct wdm_sim_usb *usb, uint8_t endpoint)
{
    for (size_t i = 0; i < INTERFACES; i++) {
        const struct interface *interface = &interfaces[i];
        uint8_t alternate = interface->number == WDM_USB_DATA_INTERFACE ? usb->data_alternate : 0;
        if (!wdm_usb_has(usb, interface->function) || interface->alternate != alternate)
            continue;
        for (size_t k = 0; k < ENDPOINTS; k++) {
            if (endpoint != 0 && interface->endpoints[k].address == endpoint)
                return true;
        }
    }
    return false;
}

/* ---- Writing it */

static uint8_t configuration_count(const struct wdm_sim_usb *usb)
{
    uint8_t count = 0;
    while (wdm_usb_configuration_at(usb, count))
        count++;
    return count;
}

static void write_device(const struct wdm_sim_usb *usb, struct wdm_writer *out)
{
    wdm_write_u8(out, 18);
    wdm_write_u8(out, DEVICE);
    wdm_write_u16(out, USB_2_0);
    wdm_write_zeros(out, 3); /* the interfaces say their classes */
    wdm_write_u8(out, CONTROL_PACKET);
    wdm_write_u16(out, usb->sim->vendor);
    wdm_write_u16(out, usb->sim->product);
    wdm_write_u16(out, model_of(usb)->release);
    wdm_write_u8(out, MANUFACTURER);
    wdm_write_u8(out, PRODUCT);
    wdm_write_u8(out, SERIAL);
    wdm_write_u8(out, configuration_count(usb));
}

static void write_qualifier(const struct wdm_sim_usb *usb, struct wdm_writer *out)
{
    wdm_write_u8(out, 10);
    wdm_write_u8(out, QUALIFIER);
    wdm_write_u16(out, USB_2_0);
    wdm_write_zeros(out, 3);
    wdm_write_u8(out, CONTROL_PACKET);
    wdm_write_u8(out, configuration_count(usb));
    wdm_write_u8(out, 0);
}

static void write_interface(const struct interface *interface, struct wdm_writer *out)
{
    uint8_t count = 0;
    while (count < ENDPOINTS && interface->endpoints[count].address != 0)
        count++;
    if (interface->number == WDM_USB_MBIM_INTERFACE)
        wdm_write_bytes(out, mbim_association, sizeof(mbim_association));
    wdm_write_u8(out, 9);
    wdm_write_u8(out, INTERFACE);
    wdm_write_u8(out, interface->number);
    wdm_write_u8(out, interface->alternate);
    wdm_write_u8(out, count);
    wdm_write_u8(out, interface->class);
    wdm_write_u8(out, interface->subclass);
    wdm_write_u8(out, interface->protocol);
    wdm_write_u8(out, 0);
    if (interface->number == WDM_USB_MBIM_INTERFACE)
        wdm_write_bytes(out, mbim_functional, sizeof(mbim_functional));
    for (size_t i = 0; i < count; i++) {
        wdm_write_u8(out, 7);
        wdm_write_u8(out, ENDPOINT);
        wdm_write_u8(out, interface->endpoints[i].address);
        wdm_write_u8(out, interface->endpoints[i].kind);
        wdm_write_u16(out, interface->endpoints[i].size);
        wdm_write_u8(out, interface->endpoints[i].interval);
    }
}

static bool write_configuration(const struct wdm_sim_usb *usb, uint8_t index,
                                struct wdm_writer *out)
{
    const struct wdm_usb_configuration *configuration = wdm_usb_configuration_at(usb, index);
    if (!configuration)
        return false;
    uint8_t count = 0;
    for (size_t i = 0; i < INTERFACES; i++)
        count = (uint8_t)(count + ((interfaces[i].function & configuration->functions) != 0 &&
                                   interfaces[i].alternate == 0));
    wdm_write_u8(out, 9);
    wdm_write_u8(out, CONFIGURATION);
    size_t total = out->length;
    wdm_write_u16(out, 0);
    wdm_write_u8(out, count);
    wdm_write_u8(out, configuration->value);
    wdm_write_u8(out, 0);
    wdm_write_u8(out, ATTRIBUTES);
    wdm_write_u8(out, POWER);
    for (size_t i = 0; i < INTERFACES; i++) {
        if ((interfaces[i].function & configuration->functions) != 0)
            write_interface(&interfaces[i], out);
    }
    wdm_patch_u16(out, total, (uint16_t)(out->length & UINT16_MAX));
    return true;
}

static bool write_string(const struct wdm_sim_usb *usb, uint8_t index, struct wdm_writer *out)
{
    const struct wdm_usb_model *model = model_of(usb);
    const char *const texts[] = {NULL, model->manufacturer, model->product, model->serial};
    if (index >= sizeof(texts) / sizeof(texts[0]))
        return false;
    size_t length = texts[index] ? strlen(texts[index]) : 1;
    if (length > 126)
        return false;
    wdm_write_u8(out, (uint8_t)(2 + 2 * length));
    wdm_write_u8(out, STRING);
    if (!texts[index])
        wdm_write_u16(out, ENGLISH);
    for (size_t i = 0; texts[index] && i < length; i++)
        wdm_write_u16(out, (uint8_t)texts[index][i]);
    return true;
}

bool wdm_usb_descriptor(const struct wdm_sim_usb *usb, uint8_t type, uint8_t index,
                        struct wdm_writer *out)
{
    switch (type) {
    case DEVICE:
        write_device(usb, out);
        return index == 0;
    case CONFIGURATION:
        return write_configuration(usb, index, out);
    case STRING:
        return write_string(usb, index, out);
    case QUALIFIER:
        write_qualifier(usb, out);
        return index == 0;
    default:
        return false;
    }
}
