/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/sim_usb.h - the USB device that a simulated modem is.
 *
 * struct wdm_sim_usb is the device: it answers control transfers and takes and
 * gives what passes its endpoints. struct wdm_sim_usbip speaks USB/IP for it, the
 * protocol in which the kernel's vhci_hcd hands a device's transfers to a process
 * (Documentation/usb/usbip_protocol.rst). Neither does I/O;
 * wdm_sim_serve_usbip() does: it attaches the modem to this machine's kernel.
 *
 * What the device looks like is the personality's choice. Where it has none, there
 * is one configuration with the MBIM or the QMI function. Functions have the
 * interfaces that Sierra gives them: MBIM 12 and 13, QMI 8, AT 3, NMEA 2, DM 0.
 * A configuration in which the control port speaks QMI makes the modem behind
 * speak raw QMI; a change of configuration ends the session, as closing does, but
 * the modem keeps its lock's state and its client ids.
 */
#ifndef WDM_SIM_USB_H
#define WDM_SIM_USB_H

#include "wdm/sim.h"

#define WDM_SIM_USB_DATAGRAMS ((size_t)16)    /* answers of the network on their way */
#define WDM_SIM_USB_DATAGRAM  ((size_t)2048)  /* the largest; more, and it is lost */
#define WDM_SIM_USB_LINE      ((size_t)128)   /* an AT command */
#define WDM_SIM_USB_TEXT      ((size_t)1024)  /* what AT commands answer, until it is read */
#define WDM_SIM_USB_NTB       ((size_t)16384) /* the most that one NTB may have, either way */

struct wdm_usb_configuration; /* src/sim/sim_usb.h */

struct wdm_sim_usb_datagram {
    size_t length;
    uint8_t bytes[WDM_SIM_USB_DATAGRAM];
};

struct wdm_sim_usb {
    struct wdm_sim *sim;
    bool network;        /* what comes in on the data endpoints is answered */
    uint8_t composition; /* Sierra's number, in effect since it was plugged in */
    const struct wdm_usb_configuration *configuration; /* NULL: not configured */
    uint8_t data_alternate;                            /* of MBIM's data interface */
    bool remote_wakeup;
    bool tell_connection; /* a NETWORK_CONNECTION is to be told */
    uint32_t halted;      /* a bit an endpoint: OUT 0..15, IN 16..31 */
    size_t notified;      /* messages whose RESPONSE_AVAILABLE is out, still to be fetched */
    uint32_t ntb_input_size;
    uint16_t max_datagram, crc_mode;
    uint16_t ntb_sequence;
    bool echo, unlocked_commands; /* ATE, AT!ENTERCND */
    size_t line_length, text_length;
    size_t datagram_first, datagram_count;
    char line[WDM_SIM_USB_LINE];
    uint8_t text[WDM_SIM_USB_TEXT];
    struct wdm_sim_usb_datagram datagrams[WDM_SIM_USB_DATAGRAMS];
};

enum wdm_sim_usb_result {
    WDM_SIM_USB_DONE = 0,
    WDM_SIM_USB_WAIT,  /* IN: nothing is there yet */
    WDM_SIM_USB_STALL, /* no such request or endpoint, or it is halted */
};

/* A device before a modem that is powered on; `sim` must outlive it. With `network`
 * it answers ICMP echo, ARP and neighbour solicitations. */
void wdm_sim_usb_init(struct wdm_sim_usb *usb, struct wdm_sim *sim, bool network);

/* It is plugged in: the modem powers on, and its composition takes effect. */
void wdm_sim_usb_plug(struct wdm_sim_usb *usb);

/* The value of the configuration in effect; 0: none. */
uint8_t wdm_sim_usb_configuration(const struct wdm_sim_usb *usb);

/* A control transfer: the eight bytes of its setup, the `data` of an OUT. The answer
 * of an IN is what the request asks for and `answer` has room for; what does not fit
 * is lost, as Qualcomm's devices lose the rest of an encapsulated response. DONE or
 * STALL. */
enum wdm_sim_usb_result wdm_sim_usb_control(struct wdm_sim_usb *usb, const uint8_t setup[8],
                                            struct wdm_span data, struct wdm_writer *answer,
                                            wdm_time now);

/* A transfer to the OUT endpoint `endpoint` (1..15): DONE or STALL. */
enum wdm_sim_usb_result wdm_sim_usb_out(struct wdm_sim_usb *usb, uint8_t endpoint,
                                        struct wdm_span data, wdm_time now);

/* A transfer from the IN endpoint `endpoint` (1..15), into the room that `data` has. */
enum wdm_sim_usb_result wdm_sim_usb_in(struct wdm_sim_usb *usb, uint8_t endpoint,
                                       struct wdm_writer *data, wdm_time now);

/* Does what is due: sim->gone is set where a fault unplugs the modem. */
void wdm_sim_usb_work(struct wdm_sim_usb *usb, wdm_time now);

/* When an IN endpoint may have something that it has not now, or the modem goes;
 * WDM_FOREVER: not before the host does something. `listening`: whether the host waits
 * for notifications. */
wdm_time wdm_sim_usb_due(const struct wdm_sim_usb *usb, bool listening);

/* ---- USB/IP */

#define WDM_SIM_USBIP_HEADER   ((size_t)48)
#define WDM_SIM_USBIP_URBS     ((size_t)128)   /* waiting at once; more fail with ENOMEM */
#define WDM_SIM_USBIP_TRANSFER ((size_t)32768) /* the most that one transfer may bring */
#define WDM_SIM_USBIP_OUTPUT   ((size_t)65536)

/* A transfer from an IN endpoint that has nothing yet. */
struct wdm_sim_usbip_urb {
    uint32_t number;
    uint32_t length;
    uint8_t endpoint;
};

struct wdm_sim_usbip {
    struct wdm_sim_usb usb;
    bool failed; /* the stream makes no sense any more: `problem` says why */
    char problem[96];
    size_t received;     /* bytes in `input` */
    size_t sent, queued; /* bytes of `output` that are out, and that there are */
    size_t urb_count;
    struct wdm_sim_usbip_urb urbs[WDM_SIM_USBIP_URBS]; /* in the order in which they came */
    uint8_t input[WDM_SIM_USBIP_HEADER + WDM_SIM_USBIP_TRANSFER];
    uint8_t output[WDM_SIM_USBIP_OUTPUT];
};

/* As wdm_sim_usb_init. */
void wdm_sim_usbip_init(struct wdm_sim_usbip *usbip, struct wdm_sim *sim, bool network);

/* As wdm_sim_usb_plug, and a new stream begins. */
void wdm_sim_usbip_plug(struct wdm_sim_usbip *usbip);

/* Bytes of the kernel arrive. Returns how many were taken: fewer where `output` is
 * full, or all (and forgets them) once `failed` is set. */
size_t wdm_sim_usbip_input(struct wdm_sim_usbip *usbip, const uint8_t *bytes, size_t length,
                           wdm_time now);

/* Does what is due and what there was no room for; answers get into `output`. */
void wdm_sim_usbip_work(struct wdm_sim_usbip *usbip, wdm_time now);

/* When something is due next; WDM_FOREVER: nothing is. */
wdm_time wdm_sim_usbip_due(const struct wdm_sim_usbip *usbip);

/* ---- The server */

enum wdm_sim_usbip_news {
    WDM_SIM_USBIP_READY = 0, /* the kernel has set the device up: "1-1 1199:901f configuration 2" */
    WDM_SIM_USBIP_CHANGED,   /* the same, later; or "1-1 unplugged" */
    WDM_SIM_USBIP_MISTAKE,   /* what was wrong with a command */
};

struct wdm_sim_usbip_server {
    const volatile sig_atomic_t *interrupted; /* as in struct wdm_sim_server */
    const sigset_t *wait_mask;
    const char *sysfs; /* "/sys" */
    int commands;      /* a descriptor to read commands from; -1: none */
    void (*tell)(void *context, enum wdm_sim_usbip_news news, const char *text); /* or NULL */
    void *context;
};

/* Attaches the modem to the kernel's vhci_hcd and plays it, until *interrupted is not 0
 * or the command "quit" comes. The commands, a line each: "unplug", "plug" (which powers
 * the modem on), "quit"; the end of the commands is not the end of the modem. SIGUSR1
 * unplugs and SIGUSR2 plugs; both are blocked meanwhile. A modem that a fault or the
 * kernel has taken away can be plugged in again; one that restarts leaves and comes back by
 * itself, a second later.
 * Fails with WDM_NO_PORT where it cannot be attached, with WDM_DEADLINE where the kernel
 * does not set it up within 15 seconds, and with WDM_PROTOCOL where the kernel's USB/IP
 * makes no sense. */
bool wdm_sim_serve_usbip(struct wdm_sim_usbip *usbip, struct wdm_sim *sim, bool network,
                         const struct wdm_sim_usbip_server *server, struct wdm_error *error);

#endif
