/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated USB device: standard requests (USB 2.0, chapter 9) and what passes its
 * endpoints. Uses the modem behind it; no I/O, no clock. */
#include <string.h>

#include "sim_usb.h"

enum request {
    GET_STATUS = 0,
    CLEAR_FEATURE = 1,
    SET_FEATURE = 3,
    SET_ADDRESS = 5,
    GET_DESCRIPTOR = 6,
    GET_CONFIGURATION = 8,
    SET_CONFIGURATION = 9,
    GET_INTERFACE = 10,
    SET_INTERFACE = 11,
};

/* bmRequestType: direction, type, recipient. */
#define TYPE_MASK     0x60
#define TYPE_STANDARD 0x00
#define TYPE_CLASS    0x20
#define TO_DEVICE     0x00
#define TO_INTERFACE  0x01
#define TO_ENDPOINT   0x02
#define FROM_MODEM    0x80

#define ENDPOINT_HALT 0
#define REMOTE_WAKEUP 1
#define SELF_POWERED  0x01
#define MAY_WAKE      0x02

/* Notifications of the control function (CDC 1.2 and MBIM 1.0). */
#define NOTIFY_CONNECTION         0x00
#define NOTIFY_RESPONSE_AVAILABLE 0x01

void wdm_sim_usb_init(struct wdm_sim_usb *usb, struct wdm_sim *sim, bool network)
{
    memset(usb, 0, sizeof(*usb));
    usb->sim = sim;
    usb->network = network;
    sim->boundaries = true;
    wdm_sim_usb_plug(usb);
}

/* Everything as it is before a configuration is chosen. */
static void reset(struct wdm_sim_usb *usb)
{
    usb->configuration = NULL;
    usb->data_alternate = 0;
    usb->tell_connection = false;
    usb->halted = 0;
    usb->notified = 0;
    usb->datagram_count = 0;
    wdm_usb_class_reset(usb);
    wdm_usb_at_reset(usb);
}

void wdm_sim_usb_plug(struct wdm_sim_usb *usb)
{
    struct wdm_sim *sim = usb->sim;
    sim->unplugging = false;
    sim->gone = false;
    wdm_sim_disconnect(sim);
    wdm_sim_power_on(sim);
    reset(usb);
    usb->remote_wakeup = false;
    usb->composition = sim->usb_composition;
}

uint8_t wdm_sim_usb_configuration(const struct wdm_sim_usb *usb)
{
    return usb->configuration ? usb->configuration->value : 0;
}

/* ---- Standard requests */

static enum wdm_sim_usb_result set_configuration(struct wdm_sim_usb *usb, uint16_t value)
{
    const struct wdm_usb_configuration *wanted = NULL;
    const struct wdm_usb_configuration *row;
    for (size_t i = 0; value != 0 && (row = wdm_usb_configuration_at(usb, i)) != NULL; i++) {
        if (row->value == value)
            wanted = row;
    }
    if (value != 0 && !wanted)
        return WDM_SIM_USB_STALL;
    wdm_sim_disconnect(usb->sim);
    reset(usb);
    wdm_sim_end_call(usb->sim);
    usb->sim->call_changed = false; /* there is nobody to tell */
    usb->configuration = wanted;
    if (wanted)
        usb->sim->protocol =
            (wanted->functions & WDM_USB_MBIM) != 0 ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI;
    usb->tell_connection = usb->network && wdm_usb_has(usb, WDM_USB_QMI);
    return WDM_SIM_USB_DONE;
}

static enum wdm_sim_usb_result set_interface(struct wdm_sim_usb *usb, uint16_t index,
                                             uint16_t value)
{
    bool data = index == WDM_USB_DATA_INTERFACE;
    if (index > UINT8_MAX || !wdm_usb_has_interface(usb, (uint8_t)index) || value > (data ? 1 : 0))
        return WDM_SIM_USB_STALL;
    if (data) {
        usb->data_alternate = (uint8_t)value;
        usb->datagram_count = 0;
        usb->halted = 0;
        usb->tell_connection = usb->network && value == 1;
    }
    return WDM_SIM_USB_DONE;
}

static enum wdm_sim_usb_result get_interface(const struct wdm_sim_usb *usb, uint16_t index,
                                             struct wdm_writer *out)
{
    if (index > UINT8_MAX || !wdm_usb_has_interface(usb, (uint8_t)index))
        return WDM_SIM_USB_STALL;
    wdm_write_u8(out, index == WDM_USB_DATA_INTERFACE ? usb->data_alternate : 0);
    return WDM_SIM_USB_DONE;
}

/* The bit of an endpoint in `halted`; 0: there is none. Endpoint 0 never halts. */
static uint32_t halt_bit(const struct wdm_sim_usb *usb, uint16_t endpoint)
{
    if (endpoint > UINT8_MAX || !wdm_usb_has_endpoint(usb, (uint8_t)endpoint))
        return 0;
    return 1U << ((endpoint & 0x0fU) + ((endpoint & FROM_MODEM) != 0 ? 16U : 0U));
}

static bool is_halted(const struct wdm_sim_usb *usb, uint8_t endpoint)
{
    return (usb->halted & halt_bit(usb, endpoint)) != 0;
}

static enum wdm_sim_usb_result get_status(const struct wdm_sim_usb *usb, uint8_t recipient,
                                          uint16_t index, struct wdm_writer *out)
{
    uint16_t status = 0;
    if (recipient == TO_DEVICE)
        status = (uint16_t)(SELF_POWERED | (usb->remote_wakeup ? MAY_WAKE : 0U));
    else if (recipient == TO_ENDPOINT && (index & 0x0fU) != 0 && halt_bit(usb, index) == 0)
        return WDM_SIM_USB_STALL;
    else if (recipient == TO_ENDPOINT)
        status = (usb->halted & halt_bit(usb, index)) != 0;
    else if (index > UINT8_MAX || !wdm_usb_has_interface(usb, (uint8_t)index))
        return WDM_SIM_USB_STALL;
    wdm_write_u16(out, status);
    return WDM_SIM_USB_DONE;
}

static enum wdm_sim_usb_result set_feature(struct wdm_sim_usb *usb, uint8_t recipient,
                                           uint16_t feature, uint16_t index, bool on)
{
    uint32_t bit = halt_bit(usb, index);
    if (recipient == TO_DEVICE && feature == REMOTE_WAKEUP) {
        usb->remote_wakeup = on;
        return WDM_SIM_USB_DONE;
    }
    if (recipient != TO_ENDPOINT || feature != ENDPOINT_HALT || bit == 0)
        return WDM_SIM_USB_STALL;
    usb->halted = on ? usb->halted | bit : usb->halted & ~bit;
    return WDM_SIM_USB_DONE;
}

static enum wdm_sim_usb_result standard(struct wdm_sim_usb *usb, const uint8_t setup[8],
                                        struct wdm_writer *out)
{
    uint8_t recipient = setup[0] & 0x1fU;
    bool in = (setup[0] & FROM_MODEM) != 0;
    uint16_t value = wdm_get_u16(setup + 2);
    uint16_t index = wdm_get_u16(setup + 4);
    if (in) {
        switch (setup[1]) {
        case GET_STATUS:
            return get_status(usb, recipient, index, out);
        case GET_DESCRIPTOR:
            return recipient == TO_DEVICE &&
                           wdm_usb_descriptor(usb, (uint8_t)(value >> 8), value & 0xffU, out)
                       ? WDM_SIM_USB_DONE
                       : WDM_SIM_USB_STALL;
        case GET_CONFIGURATION:
            wdm_write_u8(out, wdm_sim_usb_configuration(usb));
            return WDM_SIM_USB_DONE;
        case GET_INTERFACE:
            return get_interface(usb, index, out);
        default:
            return WDM_SIM_USB_STALL;
        }
    }
    switch (setup[1]) {
    case CLEAR_FEATURE:
    case SET_FEATURE:
        return set_feature(usb, recipient, value, index, setup[1] == SET_FEATURE);
    case SET_ADDRESS: /* the host controller's business */
        return WDM_SIM_USB_DONE;
    case SET_CONFIGURATION:
        return set_configuration(usb, value);
    case SET_INTERFACE:
        return set_interface(usb, index, value);
    default:
        return WDM_SIM_USB_STALL;
    }
}

enum wdm_sim_usb_result wdm_sim_usb_control(struct wdm_sim_usb *usb, const uint8_t setup[8],
                                            struct wdm_span data, struct wdm_writer *answer,
                                            wdm_time now)
{
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer whole = wdm_writer(room, sizeof(room));
    enum wdm_sim_usb_result result = WDM_SIM_USB_STALL;
    size_t left = answer->capacity - answer->length;
    size_t most = wdm_get_u16(setup + 6);
    if ((setup[0] & TYPE_MASK) == TYPE_STANDARD)
        result = standard(usb, setup, &whole);
    else if ((setup[0] & (TYPE_MASK | 0x1fU)) == (TYPE_CLASS | TO_INTERFACE))
        result = wdm_usb_class_request(usb, setup, data, &whole, now);
    if (result != WDM_SIM_USB_DONE || whole.failed)
        return WDM_SIM_USB_STALL;
    if (most > left)
        most = left;
    wdm_write_bytes(answer, room, whole.length < most ? whole.length : most);
    return WDM_SIM_USB_DONE;
}

/* ---- Endpoints */

enum wdm_sim_usb_result wdm_sim_usb_out(struct wdm_sim_usb *usb, uint8_t endpoint,
                                        struct wdm_span data, wdm_time now)
{
    if (endpoint > 0x0f || !wdm_usb_has_endpoint(usb, endpoint) || is_halted(usb, endpoint))
        return WDM_SIM_USB_STALL;
    if (endpoint == WDM_USB_AT_OUT)
        wdm_usb_at_input(usb, data, now);
    else if (endpoint == WDM_USB_DATA_OUT && usb->network)
        wdm_usb_data_input(usb, data);
    return WDM_SIM_USB_DONE;
}

/* Messages of the modem that can be fetched now. */
static size_t messages_due(const struct wdm_sim *sim, wdm_time now)
{
    size_t count = 0;
    while (count < sim->chunk_count &&
           sim->chunks[(sim->chunk_first + count) % WDM_SIM_CHUNKS].due <= now)
        count++;
    return count;
}

static enum wdm_sim_usb_result give_notification(struct wdm_sim_usb *usb, struct wdm_writer *out,
                                                 wdm_time now)
{
    uint8_t interface =
        wdm_usb_has(usb, WDM_USB_MBIM) ? WDM_USB_MBIM_INTERFACE : WDM_USB_QMI_INTERFACE;
    uint8_t connection[8] = {0xa1, NOTIFY_CONNECTION, 1, 0, interface, 0, 0, 0};
    uint8_t response[8] = {0xa1, NOTIFY_RESPONSE_AVAILABLE, 0, 0, interface, 0, 0, 0};
    size_t left = out->capacity - out->length;
    if (usb->tell_connection) {
        usb->tell_connection = false;
        wdm_write_bytes(out, connection, left < sizeof(connection) ? left : sizeof(connection));
        return WDM_SIM_USB_DONE;
    }
    if (messages_due(usb->sim, now) <= usb->notified)
        return WDM_SIM_USB_WAIT;
    usb->notified++;
    wdm_write_bytes(out, response, left < sizeof(response) ? left : sizeof(response));
    return WDM_SIM_USB_DONE;
}

static void give_text(struct wdm_sim_usb *usb, struct wdm_writer *out)
{
    size_t left = out->capacity - out->length;
    size_t count = usb->text_length < left ? usb->text_length : left;
    wdm_write_bytes(out, usb->text, count);
    usb->text_length -= count;
    memmove(usb->text, usb->text + count, usb->text_length);
}

enum wdm_sim_usb_result wdm_sim_usb_in(struct wdm_sim_usb *usb, uint8_t endpoint,
                                       struct wdm_writer *data, wdm_time now)
{
    uint8_t address = (uint8_t)(endpoint | FROM_MODEM);
    if (endpoint > 0x0f || !wdm_usb_has_endpoint(usb, address) || is_halted(usb, address))
        return WDM_SIM_USB_STALL;
    if (address == WDM_USB_CONTROL_EVENTS)
        return give_notification(usb, data, now);
    if (address == WDM_USB_AT_IN && usb->text_length > 0) {
        give_text(usb, data);
        return WDM_SIM_USB_DONE;
    }
    if (address == WDM_USB_DATA_IN && usb->datagram_count > 0) {
        wdm_usb_data_output(usb, data);
        return WDM_SIM_USB_DONE;
    }
    return WDM_SIM_USB_WAIT;
}

void wdm_sim_usb_work(struct wdm_sim_usb *usb, wdm_time now)
{
    if (usb->sim->unplugging && usb->sim->unplug_due <= now)
        usb->sim->gone = true;
}

wdm_time wdm_sim_usb_due(const struct wdm_sim_usb *usb, bool listening)
{
    const struct wdm_sim *sim = usb->sim;
    wdm_time due = sim->unplugging && !sim->gone ? sim->unplug_due : WDM_FOREVER;
    if (listening && sim->chunk_count > usb->notified) {
        wdm_time next = sim->chunks[(sim->chunk_first + usb->notified) % WDM_SIM_CHUNKS].due;
        due = next < due ? next : due;
    }
    return due;
}
