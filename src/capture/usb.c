/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Control transfers to messages: encapsulated commands and responses (USB CDC 1.2, 6.2),
 * and what tells of the device. */
#include <string.h>

#include "capture_internal.h"
#include "usb_requests.h"

enum {
    DESCRIPTOR_DEVICE = 1,
    DESCRIPTOR_CONFIGURATION = 2,
};

static bool is_command(const struct wdm_capture_transfer *transfer)
{
    return transfer->request_type == REQUEST_OUT_CLASS &&
           transfer->request == SEND_ENCAPSULATED_COMMAND;
}

static bool is_response(const struct wdm_capture_transfer *transfer)
{
    return transfer->request_type == REQUEST_IN_CLASS &&
           transfer->request == GET_ENCAPSULATED_RESPONSE;
}

/* ---- Transfers under way */

static struct wdm_capture_transfer *find(struct wdm_capture_usb *usb,
                                         const struct capture_control *part)
{
    for (size_t i = usb->transfer_count; i-- > 0;) {
        if (usb->transfers[i].id == part->id && usb->transfers[i].key == part->key)
            return &usb->transfers[i];
    }
    return NULL;
}

static void forget(struct wdm_capture_usb *usb, struct wdm_capture_transfer *transfer)
{
    *transfer = usb->transfers[--usb->transfer_count];
}

/* A place for a new one: the same id's, a free one, or that of the oldest. */
static struct wdm_capture_transfer *place(struct wdm_capture_reader *reader,
                                          const struct capture_control *part)
{
    struct wdm_capture_usb *usb = &reader->state.usb;
    struct wdm_capture_transfer *transfer = find(usb, part);
    if (transfer)
        return transfer;
    if (usb->transfer_count < WDM_CAPTURE_TRANSFERS)
        return &usb->transfers[usb->transfer_count++];
    transfer = &usb->transfers[0];
    for (size_t i = 1; i < WDM_CAPTURE_TRANSFERS; i++) {
        if (usb->transfers[i].seen < transfer->seen)
            transfer = &usb->transfers[i];
    }
    if (is_command(transfer) || is_response(transfer))
        wdm_capture_problem(reader, reader->position, 0,
                            "more transfers under way than are kept: the oldest is forgotten");
    return transfer;
}

/* ---- Telling */

static void fill(const struct wdm_capture_reader *reader, const struct capture_control *part,
                 const struct wdm_capture_device *device, enum wdm_captured_kind kind,
                 struct wdm_captured *captured)
{
    wdm_capture_begin(reader, kind, captured);
    captured->timed = part->when >= 0;
    captured->when = captured->timed ? part->when : 0;
    captured->device = part->key;
    captured->vendor = device->vendor;
    captured->product = device->product;
}

static enum wdm_protocol spoken(const struct wdm_capture_device *device, uint16_t interface)
{
    switch (wdm_capture_device_interface(device, interface)) {
    case CAPTURE_INTERFACE_MBIM:
        return WDM_PROTOCOL_MBIM;
    case CAPTURE_INTERFACE_VENDOR:
        return WDM_PROTOCOL_QMI;
    case CAPTURE_INTERFACE_UNKNOWN:
    case CAPTURE_INTERFACE_OTHER:
        break;
    }
    return WDM_PROTOCOL_UNKNOWN;
}

/* What bytes that went over an interface that speaks `speaks` are. */
static enum wdm_protocol protocol_of(const struct capture_control *part, bool from_modem,
                                     enum wdm_protocol speaks)
{
    struct wdm_span data = part->data;
    struct capture_look look = wdm_capture_look_way(data.bytes, data.length, from_modem);
    /* A header that other numbers disagree with is the interface's own, if it can be. */
    if (speaks == WDM_PROTOCOL_UNKNOWN || look.look == WDM_LOOK_PLAIN)
        return look.look >= WDM_LOOK_LIKELY ? look.protocol : WDM_PROTOCOL_UNKNOWN;
    struct wdm_framing framing = {speaks, from_modem, WDM_MESSAGE_MAX};
    size_t whole;
    enum wdm_look own =
        data.length > 0 ? wdm_framing_look(&framing, data.bytes, data.length, &whole) : 0;
    return own >= look.look && own != WDM_LOOK_NOT ? speaks : look.protocol;
}

static void tell_device(const struct wdm_capture_reader *reader, const struct capture_control *part,
                        struct wdm_capture_device *device, uint16_t interface)
{
    struct wdm_captured captured;
    device->spoke = true;
    device->gone = false;
    if (device->told)
        return;
    device->told = true;
    fill(reader, part, device, WDM_CAPTURED_DEVICE, &captured);
    captured.interface = interface;
    captured.spoken = spoken(device, interface);
    wdm_capture_tell(reader, &captured);
}

static void tell_data(struct wdm_capture_reader *reader, const struct capture_control *part,
                      uint16_t interface, bool from_modem)
{
    struct wdm_capture_device *device = wdm_capture_device_get(reader, part->key);
    struct wdm_captured captured;
    if (part->announced == 0 && part->data.length == 0)
        return;
    if (wdm_capture_device_interface(device, interface) == CAPTURE_INTERFACE_OTHER)
        return;
    tell_device(reader, part, device, interface);
    fill(reader, part, device, WDM_CAPTURED_MESSAGE, &captured);
    captured.interface = interface;
    captured.from_modem = from_modem;
    captured.spoken = spoken(device, interface);
    captured.protocol = protocol_of(part, from_modem, captured.spoken);
    if (captured.protocol == WDM_PROTOCOL_UNKNOWN)
        captured.kind = WDM_CAPTURED_BYTES;
    captured.bytes = part->data;
    captured.announced = part->announced > part->data.length ? part->announced : part->data.length;
    if (captured.announced > part->data.length)
        captured.problem = "the capture does not have all its bytes";
    wdm_capture_tell(reader, &captured);
}

static void tell_failed(const struct wdm_capture_reader *reader, const struct capture_control *part,
                        const struct wdm_capture_transfer *transfer,
                        const struct wdm_capture_device *device)
{
    struct wdm_captured captured;
    fill(reader, part, device, WDM_CAPTURED_FAILED, &captured);
    captured.interface = transfer->index;
    captured.from_modem = is_response(transfer);
    captured.spoken = spoken(device, transfer->index);
    captured.status = part->status;
    captured.problem = part->failure;
    wdm_capture_tell(reader, &captured);
}

void wdm_capture_usb_gone(struct wdm_capture_reader *reader, uint32_t key, int64_t when)
{
    struct capture_control part = {.key = key, .when = when};
    struct wdm_capture_device *device = wdm_capture_device_find(reader, key);
    struct wdm_captured captured;
    if (!device || !device->spoke || device->gone)
        return;
    fill(reader, &part, device, WDM_CAPTURED_GONE, &captured);
    wdm_capture_tell(reader, &captured);
    device->gone = true;
    device->told = false;
    device->configuration = 0;
}

/* ---- Stages */

static void submit(struct wdm_capture_reader *reader, const struct capture_control *part)
{
    if (!part->setup)
        return;
    struct wdm_capture_transfer *transfer = place(reader, part);
    *transfer = (struct wdm_capture_transfer){
        .id = part->id,
        .key = part->key,
        .request_type = part->setup[0],
        .request = part->setup[1],
        .value = wdm_get_u16(part->setup + 2),
        .index = wdm_get_u16(part->setup + 4),
        .seen = reader->number,
    };
    if (is_command(transfer))
        tell_data(reader, part, transfer->index, false);
}

/* What came back from the device about itself. */
static void learn(struct wdm_capture_reader *reader, const struct capture_control *part,
                  const struct wdm_capture_transfer *transfer)
{
    unsigned what = transfer->value >> 8;
    if (transfer->request_type == REQUEST_IN_STANDARD && transfer->request == GET_DESCRIPTOR) {
        if (part->data.length < 2 ||
            (what != DESCRIPTOR_DEVICE && what != DESCRIPTOR_CONFIGURATION))
            return;
        struct wdm_capture_device *device = wdm_capture_device_get(reader, part->key);
        if (what == DESCRIPTOR_DEVICE)
            wdm_capture_device_descriptor(device, part->data);
        else
            wdm_capture_device_configuration(device, part->data);
    } else if (transfer->request_type == REQUEST_OUT_STANDARD &&
               transfer->request == SET_CONFIGURATION && part->stage == CAPTURE_COMPLETE) {
        wdm_capture_device_configured(wdm_capture_device_get(reader, part->key),
                                      (uint8_t)(transfer->value & 0xff));
    }
}

/* A completion whose beginning was not captured: only what is plainly a message is one. */
static void complete_unknown(struct wdm_capture_reader *reader, const struct capture_control *part)
{
    if (part->failure || part->data.length == 0)
        return;
    struct capture_look look = wdm_capture_look_way(part->data.bytes, part->data.length, true);
    if (look.look == WDM_LOOK_PLAIN && look.whole == part->announced)
        tell_data(reader, part, 0, true);
}

static void fail(struct wdm_capture_reader *reader, const struct capture_control *part,
                 const struct wdm_capture_transfer *transfer)
{
    const struct wdm_capture_device *device = wdm_capture_device_find(reader, part->key);
    if ((is_command(transfer) || is_response(transfer)) && device && device->spoke)
        tell_failed(reader, part, transfer, device);
}

void wdm_capture_usb_control(struct wdm_capture_reader *reader, const struct capture_control *part)
{
    if (part->stage == CAPTURE_SUBMIT) {
        submit(reader, part);
        return;
    }
    struct wdm_capture_usb *usb = &reader->state.usb;
    struct wdm_capture_transfer *transfer = find(usb, part);
    if (!transfer) {
        complete_unknown(reader, part);
    } else if (part->failure) {
        fail(reader, part, transfer);
    } else {
        learn(reader, part, transfer);
        if (is_response(transfer))
            tell_data(reader, part, transfer->index, true);
        else if (is_command(transfer) && part->stage == CAPTURE_DATA)
            tell_data(reader, part, transfer->index, false);
    }
    if (part->gone)
        wdm_capture_usb_gone(reader, part->key, part->when);
    /* What failed has ended, whatever stages are still told. */
    if (transfer && (part->stage == CAPTURE_COMPLETE || part->failure))
        forget(usb, transfer);
}
