/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * USB/IP, the device's end: transfers out of the kernel's bytes, answers into bytes, and
 * the transfers that wait for something to give. No I/O, no clock.
 * Source: Documentation/usb/usbip_protocol.rst of the kernel; numbers are big endian,
 * errors those of Linux on most machines, whatever this one's are.
 */
#include <string.h>

#include "sim_usb.h"
#include "wdm/format.h"

enum {
    CMD_SUBMIT = 1,
    CMD_UNLINK = 2,
    RET_SUBMIT = 3,
    RET_UNLINK = 4,
};

#define TO_DEVICE       0
#define FROM_DEVICE     1
#define NOT_ISOCHRONOUS UINT32_MAX

#define STATUS_STALL     (-32)  /* EPIPE */
#define STATUS_NO_MEMORY (-12)  /* ENOMEM */
#define STATUS_UNLINKED  (-104) /* ECONNRESET */

/* The most that one command or one waiting transfer adds to the output. */
#define ANSWER_MAX (WDM_SIM_USBIP_HEADER + WDM_SIM_ANSWER)

struct command {
    uint32_t kind, number, direction, endpoint;
    uint32_t length;  /* CMD_SUBMIT: of the transfer; CMD_UNLINK: the number to unlink */
    uint32_t packets; /* CMD_SUBMIT */
    uint8_t setup[8];
};

static void fail(struct wdm_sim_usbip *usbip, const char *what, uint32_t value)
{
    usbip->failed = true;
    wdm_format(usbip->problem, sizeof(usbip->problem), "%s: %u", what, (unsigned)value);
}

void wdm_sim_usbip_plug(struct wdm_sim_usbip *usbip)
{
    usbip->failed = false;
    usbip->problem[0] = '\0';
    usbip->received = 0;
    usbip->sent = 0;
    usbip->queued = 0;
    usbip->urb_count = 0;
    wdm_sim_usb_plug(&usbip->usb);
}

void wdm_sim_usbip_init(struct wdm_sim_usbip *usbip, struct wdm_sim *sim, bool network)
{
    wdm_sim_usb_init(&usbip->usb, sim, network);
    wdm_sim_usbip_plug(usbip);
}

/* ---- Answers */

/* The room that is left, with what is out already out of the way. */
static bool has_room(struct wdm_sim_usbip *usbip)
{
    if (usbip->sent > 0) {
        usbip->queued -= usbip->sent;
        memmove(usbip->output, usbip->output + usbip->sent, usbip->queued);
        usbip->sent = 0;
    }
    return sizeof(usbip->output) - usbip->queued >= ANSWER_MAX;
}

static void write_header(struct wdm_writer *out, uint32_t kind, uint32_t number, int32_t status,
                         size_t length)
{
    size_t end = out->length + WDM_SIM_USBIP_HEADER;
    wdm_write_be32(out, kind);
    wdm_write_be32(out, number);
    wdm_write_zeros(out, 12); /* device, direction, endpoint: of commands only */
    wdm_write_be32(out, (uint32_t)status);
    wdm_write_be32(out, (uint32_t)(length & UINT32_MAX));
    wdm_write_zeros(out, end - out->length);
}

static void answer(struct wdm_sim_usbip *usbip, uint32_t kind, uint32_t number, int32_t status,
                   size_t length, struct wdm_span data)
{
    struct wdm_writer out = wdm_writer(usbip->output, sizeof(usbip->output));
    out.length = usbip->queued;
    write_header(&out, kind, number, status, length);
    wdm_write_bytes(&out, data.bytes, data.length);
    usbip->queued = out.length;
}

static void submitted(struct wdm_sim_usbip *usbip, uint32_t number, enum wdm_sim_usb_result result,
                      size_t length, struct wdm_span data)
{
    if (result == WDM_SIM_USB_DONE)
        answer(usbip, RET_SUBMIT, number, 0, length, data);
    else
        answer(usbip, RET_SUBMIT, number, STATUS_STALL, 0, (struct wdm_span){0});
}

/* Tries a transfer from an IN endpoint. Returns false where it must wait. */
static bool try_in(struct wdm_sim_usbip *usbip, const struct wdm_sim_usbip_urb *urb, wdm_time now)
{
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer data =
        wdm_writer(room, urb->length < sizeof(room) ? urb->length : sizeof(room));
    enum wdm_sim_usb_result result = wdm_sim_usb_in(&usbip->usb, urb->endpoint, &data, now);
    if (result == WDM_SIM_USB_WAIT)
        return false;
    submitted(usbip, urb->number, result, data.length, wdm_written(&data));
    return true;
}

/* ---- Commands */

static void submit_control(struct wdm_sim_usbip *usbip, const struct command *command,
                           struct wdm_span data, wdm_time now)
{
    uint8_t room[WDM_SIM_ANSWER];
    size_t most = command->direction == FROM_DEVICE ? command->length : 0;
    struct wdm_writer out = wdm_writer(room, most < sizeof(room) ? most : sizeof(room));
    enum wdm_sim_usb_result result =
        wdm_sim_usb_control(&usbip->usb, command->setup, data, &out, now);
    submitted(usbip, command->number, result,
              command->direction == FROM_DEVICE ? out.length : data.length, wdm_written(&out));
}

static void submit(struct wdm_sim_usbip *usbip, const struct command *command, struct wdm_span data,
                   wdm_time now)
{
    uint8_t endpoint = command->endpoint & 0x0fU;
    struct wdm_sim_usbip_urb urb = {
        .number = command->number, .length = command->length, .endpoint = endpoint};
    if (endpoint == 0) {
        submit_control(usbip, command, data, now);
    } else if (command->direction == TO_DEVICE) {
        submitted(usbip, command->number, wdm_sim_usb_out(&usbip->usb, endpoint, data, now),
                  data.length, (struct wdm_span){0});
    } else if (usbip->urb_count == WDM_SIM_USBIP_URBS) {
        answer(usbip, RET_SUBMIT, command->number, STATUS_NO_MEMORY, 0, (struct wdm_span){0});
    } else {
        usbip->urbs[usbip->urb_count++] = urb; /* tried with the others */
    }
}

static void remove_urb(struct wdm_sim_usbip *usbip, size_t index)
{
    usbip->urb_count--;
    memmove(usbip->urbs + index, usbip->urbs + index + 1,
            (usbip->urb_count - index) * sizeof(usbip->urbs[0]));
}

/* One that is not there any more was answered. */
static void unlink_urb(struct wdm_sim_usbip *usbip, const struct command *command)
{
    int32_t status = 0;
    for (size_t i = 0; i < usbip->urb_count && status == 0; i++) {
        if (usbip->urbs[i].number == command->length) {
            remove_urb(usbip, i);
            status = STATUS_UNLINKED;
        }
    }
    answer(usbip, RET_UNLINK, command->number, status, 0, (struct wdm_span){0});
}

/* Reads the command that `input` begins with. Returns its size with what it brings; 0: it
 * is not whole yet, or makes no sense. */
static size_t read_command(struct wdm_sim_usbip *usbip, struct command *command)
{
    struct wdm_reader reader = wdm_reader(usbip->input, usbip->received);
    if (usbip->received < WDM_SIM_USBIP_HEADER)
        return 0;
    command->kind = wdm_read_be32(&reader);
    command->number = wdm_read_be32(&reader);
    wdm_read_be32(&reader); /* the device: there is but one */
    command->direction = wdm_read_be32(&reader);
    command->endpoint = wdm_read_be32(&reader);
    if (command->kind == CMD_UNLINK) {
        command->length = wdm_read_be32(&reader);
        return WDM_SIM_USBIP_HEADER;
    }
    wdm_read_be32(&reader); /* flags */
    command->length = wdm_read_be32(&reader);
    wdm_read_be32(&reader); /* the frame to start in */
    command->packets = wdm_read_be32(&reader);
    wdm_read_be32(&reader); /* the interval */
    for (size_t i = 0; i < sizeof(command->setup); i++)
        command->setup[i] = wdm_read_u8(&reader);
    size_t brought = command->direction == TO_DEVICE ? command->length : 0;
    if (command->kind != CMD_SUBMIT)
        fail(usbip, "no command of USB/IP", command->kind);
    else if (command->direction > FROM_DEVICE)
        fail(usbip, "no direction", command->direction);
    else if (command->endpoint > 0x0f)
        fail(usbip, "no endpoint", command->endpoint);
    else if (command->packets != 0 && command->packets != NOT_ISOCHRONOUS)
        fail(usbip, "the modem has no isochronous endpoint; packets", command->packets);
    else if (brought > WDM_SIM_USBIP_TRANSFER)
        fail(usbip, "too long a transfer", command->length);
    if (usbip->failed || usbip->received - WDM_SIM_USBIP_HEADER < brought)
        return 0;
    return WDM_SIM_USBIP_HEADER + brought;
}

/* Gives the waiting transfers what there is for them. */
static void serve_waiting(struct wdm_sim_usbip *usbip, wdm_time now)
{
    size_t i = 0;
    while (i < usbip->urb_count && has_room(usbip)) {
        if (try_in(usbip, &usbip->urbs[i], now))
            remove_urb(usbip, i);
        else
            i++;
    }
}

void wdm_sim_usbip_work(struct wdm_sim_usbip *usbip, wdm_time now)
{
    struct command command;
    size_t size;
    wdm_sim_usb_work(&usbip->usb, now);
    while (!usbip->failed && !usbip->usb.sim->gone && has_room(usbip) &&
           (size = read_command(usbip, &command)) > 0) {
        struct wdm_span data = {.bytes = usbip->input + WDM_SIM_USBIP_HEADER,
                                .length = size - WDM_SIM_USBIP_HEADER};
        if (command.kind == CMD_UNLINK)
            unlink_urb(usbip, &command);
        else
            submit(usbip, &command, data, now);
        usbip->received -= size;
        memmove(usbip->input, usbip->input + size, usbip->received);
        serve_waiting(usbip, now);
        wdm_sim_usb_work(&usbip->usb, now);
    }
    if (!usbip->usb.sim->gone)
        serve_waiting(usbip, now);
}

size_t wdm_sim_usbip_input(struct wdm_sim_usbip *usbip, const uint8_t *bytes, size_t length,
                           wdm_time now)
{
    size_t taken = 0;
    while (!usbip->failed && taken < length) {
        size_t piece = sizeof(usbip->input) - usbip->received;
        if (piece > length - taken)
            piece = length - taken;
        if (piece == 0)
            return taken;
        memcpy(usbip->input + usbip->received, bytes + taken, piece);
        usbip->received += piece;
        taken += piece;
        wdm_sim_usbip_work(usbip, now);
    }
    return length;
}

static bool listens(const struct wdm_sim_usbip *usbip)
{
    for (size_t i = 0; i < usbip->urb_count; i++) {
        if ((usbip->urbs[i].endpoint | 0x80) == WDM_USB_CONTROL_EVENTS)
            return true;
    }
    return false;
}

wdm_time wdm_sim_usbip_due(const struct wdm_sim_usbip *usbip)
{
    return wdm_sim_usb_due(&usbip->usb, listens(usbip));
}
