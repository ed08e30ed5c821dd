/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the simulated USB device share among themselves. */
#ifndef WDM_SIM_USB_INTERNAL_H
#define WDM_SIM_USB_INTERNAL_H

#include "wdm/sim_usb.h"

#include "sim_internal.h"

/* What a configuration has, as bits. */
enum wdm_usb_function {
    WDM_USB_DM = 0x01,   /* interface 0 */
    WDM_USB_NMEA = 0x02, /* interface 2 */
    WDM_USB_AT = 0x04,   /* interface 3 */
    WDM_USB_QMI = 0x08,  /* interface 8 */
    WDM_USB_MBIM = 0x10, /* interfaces 12 and 13 */
};

struct wdm_usb_configuration {
    uint8_t composition; /* that it is a part of; 0: of all */
    uint8_t value;
    uint8_t functions;
    bool silent; /* its control port answers nothing */
};

struct wdm_usb_model {
    const char *manufacturer;
    const char *product;
    const char *serial;
    uint16_t release; /* bcdDevice */
    const struct wdm_usb_configuration *rows;
    size_t count;
};

/* Endpoints: a function has the same ones in every configuration, and MBIM and QMI,
 * of which there is never but one, the same. */
enum wdm_usb_endpoint {
    WDM_USB_DM_OUT = 0x01,
    WDM_USB_DM_IN = 0x81,
    WDM_USB_NMEA_OUT = 0x02,
    WDM_USB_NMEA_IN = 0x82,
    WDM_USB_NMEA_EVENTS = 0x83,
    WDM_USB_AT_OUT = 0x03,
    WDM_USB_AT_IN = 0x84,
    WDM_USB_AT_EVENTS = 0x85,
    WDM_USB_DATA_OUT = 0x04,
    WDM_USB_DATA_IN = 0x86,
    WDM_USB_CONTROL_EVENTS = 0x87,
};

#define WDM_USB_QMI_INTERFACE  8
#define WDM_USB_MBIM_INTERFACE 12
#define WDM_USB_DATA_INTERFACE 13

/* ---- sim_usb_descriptors.c */

/* The configurations in the composition in effect; NULL past the last. */
const struct wdm_usb_configuration *wdm_usb_configuration_at(const struct wdm_sim_usb *usb,
                                                             size_t index);

/* Writes a descriptor, whole. Returns false where there is no such one. */
bool wdm_usb_descriptor(const struct wdm_sim_usb *usb, uint8_t type, uint8_t index,
                        struct wdm_writer *out);

/* Whether the configuration in effect has an interface; and one with that endpoint
 * (0x81: IN 1), in the alternate setting in effect. */
bool wdm_usb_has_interface(const struct wdm_sim_usb *usb, uint8_t interface);
bool wdm_usb_has_endpoint(const struct wdm_sim_usb *usb, uint8_t endpoint);

/* Whether it has a function. */
bool wdm_usb_has(const struct wdm_sim_usb *usb, enum wdm_usb_function function);

/* ---- sim_usb_class.c: requests to an interface */

enum wdm_sim_usb_result wdm_usb_class_request(struct wdm_sim_usb *usb, const uint8_t setup[8],
                                              struct wdm_span data, struct wdm_writer *answer,
                                              wdm_time now);
void wdm_usb_class_reset(struct wdm_sim_usb *usb);

/* ---- sim_usb_at.c */

void wdm_usb_at_reset(struct wdm_sim_usb *usb);
void wdm_usb_at_input(struct wdm_sim_usb *usb, struct wdm_span data, wdm_time now);

/* ---- sim_usb_data.c: NTBs on MBIM, packets or frames on QMI */

void wdm_usb_data_input(struct wdm_sim_usb *usb, struct wdm_span data);
void wdm_usb_data_output(struct wdm_sim_usb *usb, struct wdm_writer *data);

/* ---- sim_echo.c: a network that is one machine with every address */

/* Makes the answer to an IP packet, or to an Ethernet frame. Returns false where there
 * is none. */
bool wdm_sim_answer_packet(struct wdm_span packet, struct wdm_writer *answer);
bool wdm_sim_answer_frame(struct wdm_span frame, struct wdm_writer *answer);

/* ---- sim_vhci.c: the kernel's end. Its file "status" has a line for each port: hub,
 * port, state, speed, device id, socket, name of the device. */

/* The first free port for a high-speed device. False: there is none. */
bool wdm_vhci_free_port(const char *status, size_t length, unsigned *port);

/* The name that the kernel gave the device on `port` ("1-1"). False: it has none yet. */
bool wdm_vhci_device(const char *status, size_t length, unsigned port, char *name, size_t capacity);

/* Attaches the device behind the stream socket `fd` and tells on which port. */
bool wdm_vhci_attach(const char *sysfs, int fd, unsigned *port, struct wdm_error *error);
void wdm_vhci_detach(const char *sysfs, unsigned port);

/* As wdm_vhci_device, of the file itself. */
bool wdm_vhci_name(const char *sysfs, unsigned port, char *name, size_t capacity);

#endif
