/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captured messages as control transfers (USB CDC 1.2, 6.2): SEND_ENCAPSULATED_COMMAND
 * and GET_ENCAPSULATED_RESPONSE, each submitted and complete; and what makes their
 * device known. */
#include <string.h>

#include "usb_requests.h"
#include "write_internal.h"

enum {
    RESPONSE_ROOM = 4096, /* what a host asks for, if not for more */
    INTERFACES = 32,
};

/* Linux's errno values, as usbmon tells them. */
enum {
    LINUX_ENOENT = -2,
    LINUX_EPIPE = -32,
    LINUX_EPROTO = -71,
    LINUX_ESHUTDOWN = -108,
    LINUX_EINPROGRESS = -115,
    LINUX_EREMOTEIO = -121, /* less came than was asked for: no failure */
};

/* ---- Transfers */

/* A control transfer: `data` goes out with its beginning, or comes in with its end. */
struct transfer {
    uint8_t setup[8];
    struct wdm_span data;
    size_t announced;
    int32_t status;
};

static void set_up(struct transfer *transfer, uint8_t type, uint8_t request, uint16_t value,
                   uint16_t index, size_t length)
{
    struct wdm_writer out = wdm_writer(transfer->setup, sizeof(transfer->setup));
    wdm_write_u8(&out, type);
    wdm_write_u8(&out, request);
    wdm_write_u16(&out, value);
    wdm_write_u16(&out, index);
    wdm_write_u16(&out, (uint16_t)(length < UINT16_MAX ? length : UINT16_MAX));
}

static void put_transfer(struct wdm_capture_writer *writer, const struct wdm_captured *captured,
                         const struct transfer *transfer)
{
    bool in = (transfer->setup[0] & REQUEST_TO_HOST) != 0;
    struct capture_written_packet packet = {
        .type = 'S',
        .endpoint = in ? 0x80 : 0,
        .key = captured->device,
        .status = LINUX_EINPROGRESS,
        .setup = transfer->setup,
        .announced = in ? wdm_get_u16(transfer->setup + 6) : transfer->announced,
        .timed = captured->timed,
        .when = captured->when,
    };
    writer->transfer++;
    if (!in)
        packet.data = transfer->data;
    wdm_capture_write_packet(&writer->out, writer->transfer, &packet);
    packet.type = 'C';
    packet.status = transfer->status;
    packet.setup = NULL;
    packet.data = in ? transfer->data : (struct wdm_span){NULL, 0};
    packet.announced = transfer->announced;
    wdm_capture_write_packet(&writer->out, writer->transfer, &packet);
}

/* ---- Devices */

/* A device's place: its own, a free one, or that of the one longest unseen. */
static struct wdm_capture_written *device_of(struct wdm_capture_writer *writer, uint32_t key)
{
    struct wdm_capture_written *found = &writer->devices[0];
    for (size_t i = 0; i < WDM_CAPTURE_DEVICES; i++) {
        struct wdm_capture_written *device = &writer->devices[i];
        if (device->used && device->key == key) {
            device->since = ++writer->clock;
            return device;
        }
        if (device->since < found->since)
            found = device;
    }
    memset(found, 0, sizeof(*found));
    found->used = true;
    found->key = key;
    found->since = ++writer->clock;
    return found;
}

/* What an interface speaks: as its descriptors said; else as the modem does, and before
 * that the host, which may be wrong. */
static uint8_t spoken(const struct wdm_captured *captured, uint8_t before)
{
    if (captured->spoken != WDM_PROTOCOL_UNKNOWN)
        return (uint8_t)captured->spoken;
    if (captured->protocol == WDM_PROTOCOL_UNKNOWN)
        return before;
    return captured->from_modem || before == WDM_PROTOCOL_UNKNOWN ? (uint8_t)captured->protocol
                                                                  : before;
}

/* Whether the file has told of a device that is there. */
static bool is_there(const struct wdm_capture_writer *writer, uint32_t key)
{
    for (size_t i = 0; i < WDM_CAPTURE_DEVICES; i++) {
        if (writer->devices[i].used && writer->devices[i].key == key)
            return true;
    }
    return false;
}

static struct wdm_capture_written *learn(struct wdm_capture_writer *writer,
                                         const struct wdm_captured *captured)
{
    struct wdm_capture_written *device = device_of(writer, captured->device);
    if (device->vendor != captured->vendor || device->product != captured->product) {
        memset(device->interfaces, 0, sizeof(device->interfaces));
        device->vendor = captured->vendor;
        device->product = captured->product;
        device->described = false;
    }
    if (captured->interface < INTERFACES) {
        uint8_t *interface = &device->interfaces[captured->interface];
        uint8_t before = *interface;
        *interface = spoken(captured, before);
        if (*interface != before)
            device->described = false;
    }
    return device;
}

static void put_descriptor(struct wdm_capture_writer *writer, const struct wdm_captured *captured,
                           struct wdm_span descriptor)
{
    struct transfer get = {.data = descriptor, .announced = descriptor.length};
    set_up(&get, REQUEST_IN_STANDARD, GET_DESCRIPTOR, (uint16_t)(descriptor.bytes[1] << 8), 0,
           descriptor.length);
    put_transfer(writer, captured, &get);
}

/* Writes the descriptors where the file does not have them as they are now. */
static void describe(struct wdm_capture_writer *writer, const struct wdm_captured *captured,
                     struct wdm_capture_written *device)
{
    uint8_t bytes[CAPTURE_CONFIGURATION_MAX];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    struct transfer set = {.status = 0};
    if (device->described)
        return;
    wdm_capture_write_device(&out, device);
    put_descriptor(writer, captured, wdm_written(&out));
    out = wdm_writer(bytes, sizeof(bytes));
    wdm_capture_write_configuration(&out, device);
    put_descriptor(writer, captured, wdm_written(&out));
    set_up(&set, REQUEST_OUT_STANDARD, SET_CONFIGURATION, 1, 0, 0);
    put_transfer(writer, captured, &set);
    device->described = true;
}

/* ---- What was captured */

/* A status as Linux has it: Windows' are other numbers. */
static int32_t status_of(const struct wdm_captured *captured)
{
    static const struct {
        uint32_t windows;
        int32_t own;
    } rows[] = {
        {UINT32_C(0xc0000004), LINUX_EPIPE},
        {UINT32_C(0xc0007000), LINUX_ESHUTDOWN},
        {UINT32_C(0xc0010000), LINUX_ENOENT},
    };
    if (captured->status >= -4095 && captured->status < 0 && captured->status != LINUX_EREMOTEIO)
        return captured->status;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if ((uint32_t)captured->status == rows[i].windows)
            return rows[i].own;
    }
    return LINUX_EPROTO;
}

static void put_message(struct wdm_capture_writer *writer, const struct wdm_captured *captured)
{
    struct transfer transfer = {.data = captured->bytes, .announced = captured->announced};
    if (transfer.data.length > WDM_MESSAGE_MAX)
        transfer.data.length = WDM_MESSAGE_MAX;
    if (transfer.announced < captured->bytes.length)
        transfer.announced = captured->bytes.length;
    if (captured->kind == WDM_CAPTURED_FAILED) {
        transfer.data.length = transfer.announced = 0;
        transfer.status = status_of(captured);
    }
    size_t room = transfer.announced;
    if (captured->from_modem && room < RESPONSE_ROOM)
        room = RESPONSE_ROOM;
    set_up(&transfer, captured->from_modem ? REQUEST_IN_CLASS : REQUEST_OUT_CLASS,
           captured->from_modem ? GET_ENCAPSULATED_RESPONSE : SEND_ENCAPSULATED_COMMAND, 0,
           captured->interface, room);
    /* What ends because the device is gone does not bring it back. */
    if (captured->kind != WDM_CAPTURED_FAILED || is_there(writer, captured->device))
        describe(writer, captured, learn(writer, captured));
    put_transfer(writer, captured, &transfer);
}

/* The end of the interrupt transfer that a host always has under way. */
static void put_gone(struct wdm_capture_writer *writer, const struct wdm_captured *captured)
{
    struct capture_written_packet packet = {
        .type = 'C',
        .interrupt = true,
        .endpoint = 0x81,
        .key = captured->device,
        .status = LINUX_ESHUTDOWN,
        .timed = captured->timed,
        .when = captured->when,
    };
    struct wdm_capture_written *device = device_of(writer, captured->device);
    wdm_capture_write_packet(&writer->out, ++writer->transfer, &packet);
    device->used = false;
    device->since = 0;
}

static void begin(struct wdm_capture_writer *writer)
{
    writer->out = wdm_writer(writer->block, sizeof(writer->block));
}

static void flush(struct wdm_capture_writer *writer)
{
    writer->output.write(writer->output.context, writer->block, writer->out.length);
}

void wdm_capture_writer_init(struct wdm_capture_writer *writer,
                             const struct wdm_capture_output *output, const char *application)
{
    writer->output = *output;
    writer->clock = 0;
    writer->transfer = 0;
    memset(writer->devices, 0, sizeof(writer->devices));
    begin(writer);
    wdm_capture_write_header(&writer->out, application);
    flush(writer);
}

void wdm_capture_write(struct wdm_capture_writer *writer, const struct wdm_captured *captured)
{
    begin(writer);
    switch (captured->kind) {
    case WDM_CAPTURED_MESSAGE:
    case WDM_CAPTURED_BYTES:
    case WDM_CAPTURED_FAILED:
        put_message(writer, captured);
        flush(writer);
        break;
    case WDM_CAPTURED_GONE:
        put_gone(writer, captured);
        flush(writer);
        break;
    case WDM_CAPTURED_DEVICE:
        (void)learn(writer, captured);
        break;
    case WDM_CAPTURED_PROBLEM:
        break;
    }
}
