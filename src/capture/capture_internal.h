/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of this floor share: steps through a file, and telling the sink. */
#ifndef WDM_CAPTURE_INTERNAL_H
#define WDM_CAPTURE_INTERNAL_H

#include "wdm/capture.h"
#include "wdm/framing.h"

#define NANOSECONDS   INT64_C(1000000000)
#define SECONDS_A_DAY INT64_C(86400)

/* To be skipped: all that comes. */
#define CAPTURE_ALL UINT64_MAX

/* Link types of pcap and pcapng (the registry of tcpdump.org). */
enum {
    CAPTURE_LINK_USBMON = 189,
    CAPTURE_LINK_USBMON_PADDED = 220,
    CAPTURE_LINK_USBPCAP = 249,
};

/* A step takes what it can of `length` (at least `need`) bytes and returns how many it
 * took. 0: it waits for more, and has set `need` to what it waits for, above `length`
 * and at most WDM_CAPTURE_RECORD; never where `last` is set. What it decides must not
 * depend on bytes past `need`, unless `last` is set: files come in pieces of any size. */
typedef size_t capture_step(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length);
capture_step wdm_capture_detect_step;
capture_step wdm_capture_pcap_step;
capture_step wdm_capture_pcapng_step;
capture_step wdm_capture_text_step;
capture_step wdm_capture_raw_step;
capture_step wdm_capture_usbmon_text_step;

/* Sets what the next step waits for. Returns 0. */
size_t wdm_capture_wait(struct wdm_capture_reader *reader, size_t need);

/* ---- Telling (reader.c) */

/* Fills `captured` with a kind, and where the reader is. */
void wdm_capture_begin(const struct wdm_capture_reader *reader, enum wdm_captured_kind kind,
                       struct wdm_captured *captured);
void wdm_capture_tell(const struct wdm_capture_reader *reader, const struct wdm_captured *captured);

/* Tells of a problem with `count` bytes (0: nobody knows how many) at `offset`. */
void wdm_capture_problem(const struct wdm_capture_reader *reader, uint64_t offset, uint64_t count,
                         const char *problem);

/* The record at hand is damaged, or at the file's end seems cut: what stands behind its
 * first byte is searched for another. Returns 1. */
size_t wdm_capture_lose(struct wdm_capture_reader *reader);

/* Tells what was lost, up to `count` bytes from here, where another was found; or at the
 * file's end, where none was. */
void wdm_capture_lost(struct wdm_capture_reader *reader, size_t count, bool found);

/* ---- What bytes are (bytes.c) */

/* A header that looks likely, or plain. */
struct capture_look {
    enum wdm_look look;
    enum wdm_protocol protocol;
    bool from_modem;
    size_t whole; /* the length that it announces */
};

/* Looks at bytes as both protocols and both ways; what looks best. */
struct capture_look wdm_capture_look(const uint8_t *bytes, size_t length);

/* The same for one way. */
struct capture_look wdm_capture_look_way(const uint8_t *bytes, size_t length, bool from_modem);

/* How many bytes belong to the message that begins at `bytes` and looks like `look`, of
 * `length` bytes of several: as many as it announces, unless those cannot be, by what
 * comes behind or within. 0: more bytes are needed to tell, `*need` of them; never where
 * `all` is set: then there are no more. */
size_t wdm_capture_cut(const struct capture_look *look, const uint8_t *bytes, size_t length,
                       bool all, size_t *need);

/* ---- USB (usb.c, usb_devices.c, usbmon.c, usbmon_text.c, usbpcap.c) */

enum capture_stage {
    CAPTURE_SUBMIT,   /* to the device: `setup`, and `data` where that goes out */
    CAPTURE_DATA,     /* data that belongs to either way (USBPcap's old form) */
    CAPTURE_COMPLETE, /* from it: `data` where that comes in */
};

/* A part of a control transfer. */
struct capture_control {
    enum capture_stage stage;
    uint64_t id;
    uint32_t key; /* bus << 16 | address */
    int32_t status;
    const char *failure; /* what the status means; NULL: nothing failed */
    bool gone;           /* and it means that the device went away */
    const uint8_t *setup;
    struct wdm_span data;
    size_t announced; /* bytes that there were of it */
    int64_t when;
};

/* A packet of a capture file: what is there of it, `length` bytes. */
struct capture_packet {
    uint16_t link;
    bool swapped; /* its numbers are big endian */
    int64_t when;
    const uint8_t *bytes;
    size_t length;
};

void wdm_capture_usbmon(struct wdm_capture_reader *reader, const struct capture_packet *packet);

/* Sets what a status of usbmon's, an errno of Linux, says of a part. */
void wdm_capture_usbmon_status(int32_t status, struct capture_control *part);

void wdm_capture_usbpcap(struct wdm_capture_reader *reader, const struct capture_packet *packet);
void wdm_capture_usb_control(struct wdm_capture_reader *reader,
                             const struct capture_control *control);

/* A device went away, as a transfer of another kind says. */
void wdm_capture_usb_gone(struct wdm_capture_reader *reader, uint32_t key, int64_t when);

/* What an interface is, as struct wdm_capture_device keeps it. */
enum capture_interface_kind {
    CAPTURE_INTERFACE_UNKNOWN = 0,
    CAPTURE_INTERFACE_MBIM,
    CAPTURE_INTERFACE_VENDOR, /* vendor-specific: QMI, if it takes encapsulated commands */
    CAPTURE_INTERFACE_OTHER,  /* RNDIS, AT and the like */
};

struct wdm_capture_device *wdm_capture_device_find(struct wdm_capture_reader *reader, uint32_t key);
/* Makes it known where it is not. */
struct wdm_capture_device *wdm_capture_device_get(struct wdm_capture_reader *reader, uint32_t key);
enum capture_interface_kind wdm_capture_device_interface(const struct wdm_capture_device *device,
                                                         unsigned number);
void wdm_capture_device_descriptor(struct wdm_capture_device *device, struct wdm_span bytes);
void wdm_capture_device_configuration(struct wdm_capture_device *device, struct wdm_span bytes);
void wdm_capture_device_configured(struct wdm_capture_device *device, uint8_t value);

/* A number of the file. */
uint16_t wdm_capture_u16(bool swapped, const uint8_t *bytes);
uint32_t wdm_capture_u32(bool swapped, const uint8_t *bytes);

/* ---- Packets (pcap.c): to whom reads their link type. */
void wdm_capture_packet(struct wdm_capture_reader *reader, const struct capture_packet *packet);
bool wdm_capture_link_known(uint32_t link);

/* ---- Text (text.c, usbmon_text.c) */

void wdm_capture_text_end(struct wdm_capture_reader *reader);

/* Whether a line of them is an event of usbmon. */
bool wdm_capture_is_usbmon_text(const uint8_t *bytes, size_t length);

#endif
