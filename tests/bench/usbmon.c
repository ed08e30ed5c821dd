/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A capture as Linux's usbmon makes it: Documentation/usb/usbmon.rst, struct
 * usbmon_packet. Writes to standard output. */
#include "usbmon.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    LINK_USBMON_PADDED = 220,
    HEADER = 64,
    TRANSFER_INTERRUPT = 1,
    TRANSFER_CONTROL = 2,
    BUS = 1,
    IN_PROGRESS = -115,
    MESSAGE_LARGEST = 4096,
};

static const uint8_t mbim_device[] = {
    18, 1, 0, 2, 0, 0, 0, 64, 0x99, 0x11, 0x1f, 0x90, 6, 0, 1, 2, 3, 1,
};

/* MBIM's control interface, and its data interface. */
static const uint8_t mbim_configuration[] = {
    9,  2,    57,   0,    2,  1,    0,    0xe0, 0,                  /* configuration */
    9,  4,    0,    0,    1,  2,    0x0e, 0,    0,                  /* interface */
    5,  0x24, 0,    0x10, 1,                                        /* CDC header */
    5,  0x24, 6,    0,    1,                                        /* union */
    12, 0x24, 0x1b, 0,    1,  0,    0x10, 32,   128, 0xdc, 5, 0x20, /* MBIM */
    7,  5,    0x81, 3,    64, 0,    5,                              /* endpoint */
    9,  4,    1,    0,    0,  0x0a, 0,    2,    0,                  /* interface */
    1,
};

static const uint8_t qmi_device[] = {
    18, 1, 0, 2, 0, 0, 0, 64, 0x99, 0x11, 0x71, 0x90, 6, 0, 1, 2, 3, 1,
};

static const uint8_t qmi_configuration[] = {
    9, 2, 25,   0, 1,  1,    0,    0xe0, 0, /* configuration */
    9, 4, 0,    0, 1,  0xff, 0xff, 0xff, 0, /* interface */
    7, 5, 0x82, 3, 64, 0,    5,             /* endpoint */
};

const struct bench_device bench_mbim_device = {3, 0x81, mbim_device, mbim_configuration};
const struct bench_device bench_qmi_device = {4, 0x82, qmi_device, qmi_configuration};

/* ---- Bytes */

bool bench_flush(struct bench_file *file)
{
    size_t at = 0;

    while (at < file->length && !file->failed) {
        ssize_t count = write(STDOUT_FILENO, file->bytes + at, file->length - at);

        if (count < 0 && errno != EINTR)
            file->failed = true;
        at += count > 0 ? (size_t)count : 0;
    }
    file->length = 0;
    return !file->failed;
}

static void put(struct bench_file *file, const void *bytes, size_t length)
{
    const uint8_t *from = bytes;

    file->written += length;
    while (length > 0) {
        size_t room = sizeof file->bytes - file->length;
        size_t part = length < room ? length : room;

        memcpy(file->bytes + file->length, from, part);
        file->length += part;
        from += part;
        length -= part;
        if (file->length == sizeof file->bytes)
            bench_flush(file);
    }
}

static size_t number(uint8_t *at, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (uint8_t)(value >> 8 * i & 0xff);
    return size;
}

static void put_numbers(struct bench_file *file, const uint32_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t bytes[4];

        put(file, bytes, number(bytes, values[i], sizeof bytes));
    }
}

/* ---- The file */

static void put_packet(struct bench_file *file, const uint8_t header[HEADER], const uint8_t *bytes,
                       size_t length)
{
    static const uint8_t zeros[4];
    uint32_t size = (uint32_t)((HEADER + length) & UINT32_MAX);
    uint32_t padding = (4 - size % 4) % 4;
    uint32_t seconds = (uint32_t)(file->when / 1000000000 & UINT32_MAX);

    file->packets++;
    if (file->pcapng)
        put_numbers(file,
                    (const uint32_t[]){6, 32 + size + padding, 0,
                                       (uint32_t)(file->when >> 32 & UINT32_MAX),
                                       (uint32_t)(file->when & UINT32_MAX), size, size},
                    7);
    else
        put_numbers(
            file, (const uint32_t[]){seconds, (uint32_t)(file->when % 1000000000), size, size}, 4);
    put(file, header, HEADER);
    put(file, bytes, length);
    if (file->pcapng) {
        put(file, zeros, padding);
        put_numbers(file, (const uint32_t[]){32 + size + padding}, 1);
    }
    file->when += 125000;
}

struct transfer {
    const struct bench_device *device;
    unsigned kind, endpoint;
    const uint8_t *setup; /* of a control transfer that begins; else NULL */
};

static void put_stage(struct bench_file *file, const struct transfer *transfer, uint64_t id,
                      char stage, const uint8_t *bytes, size_t length)
{
    uint8_t header[HEADER] = {0};
    bool in = (transfer->endpoint & 0x80) != 0;

    number(header, 0xffff888000000000 + id * 192, 8);
    header[8] = (uint8_t)stage;
    header[9] = (uint8_t)transfer->kind;
    header[10] = (uint8_t)transfer->endpoint;
    header[11] = transfer->device->address;
    header[12] = BUS;
    header[14] = transfer->setup != NULL ? 0 : '-';
    header[15] = bytes != NULL ? 0 : in ? '<' : '>';
    number(header + 16, file->when / 1000000000, 8);
    number(header + 24, file->when % 1000000000 / 1000, 4);
    number(header + 28, stage == 'S' ? (uint64_t)IN_PROGRESS : 0, 4);
    number(header + 32, length, 4);
    number(header + 36, bytes != NULL ? length : 0, 4);
    if (transfer->setup != NULL)
        memcpy(header + 40, transfer->setup, 8);
    put_packet(file, header, bytes, bytes != NULL ? length : 0);
}

/* ---- Transfers */

static void make_setup(uint8_t setup[8], unsigned type, unsigned request, unsigned value,
                       size_t length)
{
    setup[0] = (uint8_t)type;
    setup[1] = (uint8_t)request;
    number(setup + 2, value, 2);
    number(setup + 4, 0, 2);
    number(setup + 6, length, 2);
}

static void put_control(struct bench_file *file, const struct bench_device *device,
                        const uint8_t setup[8], const uint8_t *bytes, size_t length)
{
    bool in = (setup[0] & 0x80) != 0;
    struct transfer transfer = {device, TRANSFER_CONTROL, in ? 0x80 : 0, setup};
    size_t asked = setup[6] | (size_t)setup[7] << 8;
    uint64_t id = ++file->id;

    put_stage(file, &transfer, id, 'S', in ? NULL : bytes, asked);
    transfer.setup = NULL;
    put_stage(file, &transfer, id, 'C', in ? bytes : NULL, length);
}

static void put_notification(struct bench_file *file, const struct bench_device *device)
{
    static const uint8_t response_available[8] = {0xa1, 1};
    const struct transfer transfer = {device, TRANSFER_INTERRUPT, device->endpoint, NULL};

    put_stage(file, &transfer, device->address, 'C', response_available, sizeof response_available);
}

static void wait_for_notification(struct bench_file *file, const struct bench_device *device)
{
    const struct transfer transfer = {device, TRANSFER_INTERRUPT, device->endpoint, NULL};

    put_stage(file, &transfer, device->address, 'S', NULL, 64);
}

void bench_message(struct bench_file *file, const struct bench_device *device, bool from_modem,
                   const uint8_t *bytes, size_t length)
{
    uint8_t setup[8];

    if (!from_modem) {
        make_setup(setup, 0x21, 0, 0, length);
        put_control(file, device, setup, bytes, length);
        return;
    }
    put_notification(file, device);
    wait_for_notification(file, device);
    make_setup(setup, 0xa1, 1, 0, MESSAGE_LARGEST);
    put_control(file, device, setup, bytes, length);
}

static void plug_in(struct bench_file *file, const struct bench_device *device)
{
    enum { GET_DESCRIPTOR = 6, SET_CONFIGURATION = 9 };
    size_t length = device->configuration[2];
    uint8_t setup[8];

    make_setup(setup, 0x80, GET_DESCRIPTOR, 0x100, device->device[0]);
    put_control(file, device, setup, device->device, device->device[0]);
    make_setup(setup, 0x80, GET_DESCRIPTOR, 0x200, length);
    put_control(file, device, setup, device->configuration, length);
    make_setup(setup, 0, SET_CONFIGURATION, device->configuration[5], 0);
    put_control(file, device, setup, NULL, 0);
    wait_for_notification(file, device);
}

void bench_begin(struct bench_file *file)
{
    file->when = 1700000000 * UINT64_C(1000000000);
    file->id = 100;
    if (file->pcapng) {
        put_numbers(
            file, (const uint32_t[]){0x0a0d0d0a, 28, 0x1a2b3c4d, 1, UINT32_MAX, UINT32_MAX, 28}, 7);
        /* An interface whose times are nanoseconds. */
        put_numbers(file, (const uint32_t[]){1, 32, LINK_USBMON_PADDED, 0, 0x00010009, 9, 0, 32},
                    8);
    } else {
        put_numbers(
            file, (const uint32_t[]){0xa1b23c4d, 0x00040002, 0, 0, 262144, LINK_USBMON_PADDED}, 6);
    }
    plug_in(file, &bench_mbim_device);
    plug_in(file, &bench_qmi_device);
}
