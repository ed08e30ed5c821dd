/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files that write captures share. */
#ifndef WDM_CAPTURE_WRITE_INTERNAL_H
#define WDM_CAPTURE_WRITE_INTERNAL_H

#include "wdm/capture_write.h"

/* A packet of usbmon. */
struct capture_written_packet {
    char type;      /* 'S': submitted, 'C': complete */
    bool interrupt; /* the transfer is one; else a control transfer */
    uint8_t endpoint;
    uint32_t key;
    int32_t status;
    const uint8_t *setup; /* 8 bytes; NULL: none */
    struct wdm_span data;
    size_t announced; /* bytes that there were of it */
    bool timed;
    int64_t when;
};

/* Appends the blocks of the file's beginning; of a packet. */
void wdm_capture_write_header(struct wdm_writer *out, const char *application);
void wdm_capture_write_packet(struct wdm_writer *out, uint64_t id,
                              const struct capture_written_packet *packet);

/* The most bytes that the descriptors of one configuration have. */
#define CAPTURE_CONFIGURATION_MAX ((size_t)9 + 32 * 16)

/* Appends a device's descriptor; that of its one configuration with all in it. */
void wdm_capture_write_device(struct wdm_writer *out, const struct wdm_capture_written *device);
void wdm_capture_write_configuration(struct wdm_writer *out,
                                     const struct wdm_capture_written *device);

#endif
