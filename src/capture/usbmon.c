/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Packets of Linux's usbmon (Documentation/usb/usbmon.rst, struct usbmon_packet): their
 * numbers are in the byte order of the machine, which is the file's. */
#include "capture_internal.h"

/* Where the fields are. */
enum {
    AT_TYPE = 8,
    AT_TRANSFER = 9,
    AT_ENDPOINT = 10,
    AT_ADDRESS = 11,
    AT_BUS = 12,
    AT_SETUP_FLAG = 14,
    AT_DATA_FLAG = 15,
    AT_STATUS = 28,
    AT_LENGTH = 32,
    AT_CAPTURED = 36,
    AT_SETUP = 40,
    HEADER = 48,
    HEADER_PADDED = 64,
    TRANSFER_CONTROL = 2,
};

/* Linux's errno values, whatever machine reads them. */
enum {
    LINUX_ENOENT = -2,
    LINUX_ENODEV = -19,
    LINUX_EPIPE = -32,
    LINUX_EPROTO = -71,
    LINUX_EOVERFLOW = -75,
    LINUX_EILSEQ = -84,
    LINUX_ECONNRESET = -104,
    LINUX_ESHUTDOWN = -108,
    LINUX_ETIMEDOUT = -110,
    LINUX_EINPROGRESS = -115,
    LINUX_EREMOTEIO = -121,
};

static const char *failure_of(int32_t status)
{
    switch (status) {
    case 0:
    case LINUX_EREMOTEIO: /* less came than was asked for */
        return NULL;
    case LINUX_ENOENT:
    case LINUX_ECONNRESET:
        return "the transfer was cancelled";
    case LINUX_EPIPE:
        return "the modem refused the transfer (stall)";
    case LINUX_EPROTO:
    case LINUX_EILSEQ:
        return "the transfer failed on the bus";
    case LINUX_EOVERFLOW:
        return "the modem sent more than was asked for";
    case LINUX_ENODEV:
    case LINUX_ESHUTDOWN:
        return "the device went away, or was configured anew";
    case LINUX_ETIMEDOUT:
        return "the modem did not take part in the transfer";
    default:
        return "the transfer failed";
    }
}

static bool is_gone(int32_t status)
{
    return status == LINUX_ENODEV || status == LINUX_ESHUTDOWN;
}

void wdm_capture_usbmon_status(int32_t status, struct capture_control *part)
{
    part->status = status;
    part->failure = failure_of(status);
    part->gone = is_gone(status);
}

static int32_t status_of(const struct capture_packet *packet)
{
    uint32_t status = wdm_capture_u32(packet->swapped, packet->bytes + AT_STATUS);
    return status <= INT32_MAX ? (int32_t)status : -(int32_t)(UINT32_MAX - status) - 1;
}

static uint64_t id_of(const struct capture_packet *packet)
{
    uint64_t first = wdm_capture_u32(packet->swapped, packet->bytes);
    uint64_t second = wdm_capture_u32(packet->swapped, packet->bytes + 4);
    return packet->swapped ? first << 32 | second : second << 32 | first;
}

static void control(struct wdm_capture_reader *reader, const struct capture_packet *packet,
                    size_t header, uint32_t key)
{
    const uint8_t *bytes = packet->bytes;
    size_t captured = wdm_capture_u32(packet->swapped, bytes + AT_CAPTURED);
    bool submit = bytes[AT_TYPE] == 'S';
    struct capture_control part = {
        .stage = submit ? CAPTURE_SUBMIT : CAPTURE_COMPLETE,
        .id = id_of(packet),
        .key = key,
        .when = packet->when,
        .setup = submit && bytes[AT_SETUP_FLAG] == 0 ? bytes + AT_SETUP : NULL,
        .data = {.bytes = bytes + header, .length = packet->length - header},
        .announced = wdm_capture_u32(packet->swapped, bytes + AT_LENGTH),
    };
    if (part.data.length > captured)
        part.data.length = captured;
    if (bytes[AT_DATA_FLAG] != 0)
        part.data.length = 0;
    if (!submit)
        wdm_capture_usbmon_status(status_of(packet), &part);
    wdm_capture_usb_control(reader, &part);
}

void wdm_capture_usbmon(struct wdm_capture_reader *reader, const struct capture_packet *packet)
{
    size_t header = packet->link == CAPTURE_LINK_USBMON ? HEADER : HEADER_PADDED;
    const uint8_t *bytes = packet->bytes;
    if (packet->length < header) {
        wdm_capture_problem(reader, reader->position, 0,
                            "a packet that is shorter than its header");
        return;
    }
    if (bytes[AT_TRANSFER] != TRANSFER_CONTROL && bytes[AT_TYPE] != 'C')
        return;
    uint32_t key =
        (uint32_t)wdm_capture_u16(packet->swapped, bytes + AT_BUS) << 16 | bytes[AT_ADDRESS];
    if (bytes[AT_TRANSFER] == TRANSFER_CONTROL)
        control(reader, packet, header, key);
    else if (is_gone(status_of(packet)))
        wdm_capture_usb_gone(reader, key, packet->when);
}
