/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Packets of USBPcap on Windows (desowin.org/usbpcap/captureformat.html): little endian;
 * a control transfer comes in stages. */
#include "capture_internal.h"

/* Where the fields are. */
enum {
    AT_HEADER_LENGTH = 0,
    AT_ID = 2,
    AT_STATUS = 10,
    AT_FUNCTION = 14,
    AT_INFO = 16,
    AT_BUS = 17,
    AT_ADDRESS = 19,
    AT_TRANSFER = 22,
    AT_DATA_LENGTH = 23,
    AT_STAGE = 27,
    HEADER = 27,
    TRANSFER_CONTROL = 2,
    SETUP = 8,
    STAGE_SETUP = 0,
    STAGE_DATA = 1,
    STAGE_STATUS = 2,
    STAGE_COMPLETE = 3,
    FROM_DEVICE = 1, /* of the info: what comes back from the bus */
};

/* Codes of USBD_STATUS (usb.h of the Windows driver kit). */
#define STATUS_ERROR       UINT32_C(0x80000000) /* the bit of all that are errors */
#define STATUS_STALL       UINT32_C(0xc0000004)
#define STATUS_DEVICE_GONE UINT32_C(0xc0007000)
#define STATUS_CANCELLED   UINT32_C(0xc0010000)

static const char *failure_of(uint32_t status)
{
    if ((status & STATUS_ERROR) == 0)
        return NULL;
    switch (status) {
    case STATUS_STALL:
        return "the modem refused the transfer (stall)";
    case STATUS_DEVICE_GONE:
        return "the device went away, or was configured anew";
    case STATUS_CANCELLED:
        return "the transfer was cancelled";
    default:
        return "the transfer failed";
    }
}

static void control(struct wdm_capture_reader *reader, const struct capture_packet *packet,
                    uint32_t key, uint32_t status)
{
    const uint8_t *bytes = packet->bytes;
    size_t header = wdm_get_u16(bytes + AT_HEADER_LENGTH);
    struct capture_control part = {
        .id = (uint64_t)wdm_get_u32(bytes + AT_ID + 4) << 32 | wdm_get_u32(bytes + AT_ID),
        .key = key,
        .when = packet->when,
        .failure = failure_of(status),
        .gone = status == STATUS_DEVICE_GONE,
        .status = (int32_t)(status & 0x7fffffff) - (status & STATUS_ERROR ? INT32_MAX : 0) -
                  (status & STATUS_ERROR ? 1 : 0),
        .data = {.bytes = bytes + header, .length = packet->length - header},
        .announced = wdm_get_u32(bytes + AT_DATA_LENGTH),
    };
    if (part.data.length > part.announced)
        part.data.length = part.announced;
    switch (bytes[AT_STAGE]) {
    case STAGE_SETUP:
        part.stage = CAPTURE_SUBMIT;
        if (part.data.length < SETUP)
            return;
        part.setup = part.data.bytes;
        part.data.bytes += SETUP;
        part.data.length -= SETUP;
        part.announced -= SETUP;
        break;
    case STAGE_DATA:
        part.stage = CAPTURE_DATA;
        break;
    default:
        part.stage = CAPTURE_COMPLETE;
        break;
    }
    wdm_capture_usb_control(reader, &part);
}

void wdm_capture_usbpcap(struct wdm_capture_reader *reader, const struct capture_packet *packet)
{
    const uint8_t *bytes = packet->bytes;
    size_t least = packet->length > AT_TRANSFER && bytes[AT_TRANSFER] == TRANSFER_CONTROL
                       ? HEADER + 1
                       : HEADER;
    if (packet->length < least || wdm_get_u16(bytes) < least ||
        wdm_get_u16(bytes) > packet->length) {
        wdm_capture_problem(reader, reader->position, 0,
                            "a packet that is shorter than its header");
        return;
    }
    uint32_t key = (uint32_t)wdm_get_u16(bytes + AT_BUS) << 16 | wdm_get_u16(bytes + AT_ADDRESS);
    uint32_t status = wdm_get_u32(bytes + AT_STATUS);
    if (bytes[AT_TRANSFER] == TRANSFER_CONTROL)
        control(reader, packet, key, status);
    else if (status == STATUS_DEVICE_GONE && (bytes[AT_INFO] & FROM_DEVICE) != 0)
        wdm_capture_usb_gone(reader, key, packet->when);
}
