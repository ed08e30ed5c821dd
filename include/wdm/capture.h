/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/capture.h - recorded exchanges, read from any source.
 *
 * A reader is fed a file's bytes in pieces of any size, finds out what they are, and
 * tells a sink what they hold: messages, and what was wrong on the way. The pieces'
 * size changes nothing. Its memory is its struct, whatever the size of the file. It
 * does no I/O and knows no catalogue.
 *
 * What it reads: pcap and pcapng with Linux usbmon (link types 189 and 220) or USBPcap
 * (249); usbmon's own text, of which debugfs gives 32 bytes a transfer; text with bytes in
 * hex in any usual dress or in strings of C, and the logs of qmicli, mbimcli, ModemManager,
 * uqmi, umbim and wdmctl; and messages as they are, one behind the other.
 */
#ifndef WDM_CAPTURE_H
#define WDM_CAPTURE_H

#include "wdm/bytes.h"
#include "wdm/error.h"
#include "wdm/mbim.h"
#include "wdm/protocol.h"

enum wdm_capture_format {
    WDM_CAPTURE_UNKNOWN = 0, /* to be told by the content */
    WDM_CAPTURE_PCAP,
    WDM_CAPTURE_PCAPNG,
    WDM_CAPTURE_TEXT,
    WDM_CAPTURE_RAW,
    WDM_CAPTURE_USBMON_TEXT,
};

enum wdm_captured_kind {
    WDM_CAPTURED_MESSAGE = 0, /* one control message: QMUX, MBIM, maybe a fragment of MBIM */
    WDM_CAPTURED_BYTES,       /* went over the control channel and is no message */
    WDM_CAPTURED_DEVICE,      /* what the device of the next message is: ids, protocol; told
                               * before its first message, and when it has changed */
    WDM_CAPTURED_FAILED,      /* a control message did not come through: `status`, `problem` */
    WDM_CAPTURED_GONE,        /* a device that messages were seen of went away */
    WDM_CAPTURED_PROBLEM,     /* the file itself is damaged, cut or not to be read: `problem` */
};

/* Which side sent a message, where the source does not say it, is told by the message. */
struct wdm_captured {
    enum wdm_captured_kind kind;
    bool from_modem;
    bool timed;                 /* `when` is known */
    int64_t when;               /* nanoseconds since 1970; less than a day's: of an unknown day */
    enum wdm_protocol protocol; /* MESSAGE: of its bytes */
    enum wdm_protocol spoken;   /* of the interface, by its descriptors; UNKNOWN: not seen */
    uint32_t device;            /* bus << 16 | address; in a log 0, 1 ... as they appear; else 0 */
    uint16_t interface;         /* of the device, that the message went over; 0 likewise */
    uint16_t vendor, product;   /* of the device; 0: not known */
    int32_t status;             /* FAILED: usbmon's (-32) or USBPcap's (0xc0000004) */
    struct wdm_span bytes;      /* valid for the call only; of a PROBLEM none */
    size_t announced;           /* bytes that there were: more than bytes.length where the capture
                                 * has not all; of a PROBLEM: that it is about, 0: not known */
    uint64_t number;            /* place: packet, line, or raw message, from 1 */
    uint64_t offset;            /* and byte in the file, from 0 */
    const char *problem;        /* what is wrong, in words; NULL: nothing */
};

struct wdm_capture_sink {
    void (*seen)(void *context, const struct wdm_captured *captured);
    void *context;
};

/* Numbers that bound what a reader remembers; what is beyond them is told as a problem. */
#define WDM_CAPTURE_DEVICES    ((size_t)32)      /* at a time; the one longest unseen goes */
#define WDM_CAPTURE_TRANSFERS  ((size_t)64)      /* control transfers under way, of all devices */
#define WDM_CAPTURE_INTERFACES ((size_t)64)      /* of a capture file's section (pcapng) */
#define WDM_CAPTURE_RECORD     ((size_t)0x34000) /* bytes of a packet or a line */

/* ---- What follows, to wdm_capture_reader_init, is the reader's own. */

/* A USB device: what its descriptors said. */
struct wdm_capture_device {
    uint32_t key; /* bus << 16 | address */
    uint16_t vendor, product;
    bool told;             /* a DEVICE was, and nothing has changed since */
    bool gone;             /* a GONE was */
    bool spoke;            /* messages were seen */
    uint8_t configuration; /* that was set; 0: not seen */
    uint64_t seen;         /* packet that it was last used for */
    struct {
        uint8_t value;          /* bConfigurationValue; 0: free */
        uint8_t interfaces[32]; /* what each is, by bInterfaceNumber */
    } configurations[4];
};

/* A control transfer under way. */
struct wdm_capture_transfer {
    uint64_t id;
    uint32_t key;
    uint8_t request_type, request;
    uint16_t value, index;
    uint64_t seen;
};

struct wdm_capture_interface {
    uint16_t link;
    uint16_t told;  /* a problem with its link type was */
    uint32_t power; /* of if_tsresol: the byte as it is */
    uint32_t snap;
    int64_t offset; /* if_tsoffset, seconds */
};

struct wdm_capture_usb {
    size_t device_count, transfer_count;
    struct wdm_capture_device devices[WDM_CAPTURE_DEVICES];
    struct wdm_capture_transfer transfers[WDM_CAPTURE_TRANSFERS];
};

/* A message that is gathered from lines, or kept back to be compared with the next. */
struct wdm_capture_unit {
    bool is_open;    /* it has begun */
    bool from_modem; /* the side that the source says, where it says one */
    bool sided;      /* it says one */
    bool sure;       /* and is right */
    bool hidden;     /* some bytes of it are not there */
    bool timed;
    int64_t when;
    size_t claimed;  /* bytes that there were, as the source says; 0: it does not */
    uint32_t device; /* of a log */
    uint64_t number, offset;
    size_t length;
    uint8_t bytes[WDM_MESSAGE_MAX];
};

struct wdm_capture_text {
    uint64_t line;   /* number of the line at hand */
    uint64_t offset; /* and its place in the file */
    int dress;       /* of the lines that the unit is gathered from */
    bool repeats;    /* a dump's last row goes on, until the next one's number */
    bool timed;      /* a line of a log told a time: `when`, the last one */
    int64_t when;
    int side;        /* who sends what comes next, as the line before says */
    bool side_timed; /* and when, if it says so too */
    int64_t side_when;
    size_t claimed;   /* the length that a log tells of the message that comes */
    unsigned half;    /* a hex digit that waits for its second, + 16; 0: none */
    unsigned base;    /* of the numbers of a dump's rows; 0: not known yet */
    uint64_t dump_at; /* the number that its next row has */
    size_t row_length;
    uint8_t row[64]; /* its last row */
    uint32_t device; /* that the log named last: its index in `devices` */
    size_t device_count;
    uint64_t devices[WDM_CAPTURE_DEVICES]; /* hashes of their names; the last is all others, too */
    struct wdm_capture_unit unit;
    struct wdm_capture_unit held;
};

struct wdm_capture_reader {
    struct wdm_capture_sink sink;
    enum wdm_capture_format format;
    bool swapped;      /* numbers of the file are big endian */
    bool last;         /* there are no more bytes than these */
    bool lost;         /* the next record is searched for */
    bool cut;          /* because the file ends in what began one */
    bool by_line;      /* what is waited for is an end of a line */
    uint32_t fraction; /* of a second, in nanoseconds: pcap's unit */
    uint64_t position; /* in the file, of the bytes at hand */
    uint64_t number;   /* packets or messages so far */
    uint64_t lost_at;
    uint64_t skip;    /* bytes to come that nothing is in */
    int64_t previous; /* time of the packet before, seconds */
    size_t need;      /* bytes that the next step waits for */
    size_t carried;
    size_t interface_count;
    struct wdm_capture_interface interfaces[WDM_CAPTURE_INTERFACES];
    union {
        struct wdm_capture_usb usb;
        struct wdm_capture_text text;
    } state;
    uint8_t carry[WDM_CAPTURE_RECORD];
};

/* ---- Reading */

/* A reader of one file of `format`. The caller owns it, and the sink's context. */
void wdm_capture_reader_init(struct wdm_capture_reader *reader, enum wdm_capture_format format,
                             const struct wdm_capture_sink *sink);

/* Takes the next `length` (0 is fine) bytes of the file. */
void wdm_capture_feed(struct wdm_capture_reader *reader, const uint8_t *bytes, size_t length);

/* Says that the file ends here; tells what was waiting for more. */
void wdm_capture_end(struct wdm_capture_reader *reader);

/* Adds to a failure over a log without bytes how programs are made to log them. Returns
 * false. */
bool wdm_capture_hint(struct wdm_error *error);

/* ---- Fragments of MBIM, put together: of several devices and both directions */

#define WDM_CAPTURE_ASSEMBLIES ((size_t)4) /* under way at a time; the oldest goes */

struct wdm_capture_assembler {
    uint64_t clock;
    struct {
        uint64_t key; /* device, interface and direction */
        uint64_t used;
        struct wdm_mbim_assembly assembly;
        uint8_t bytes[WDM_MESSAGE_MAX];
    } slots[WDM_CAPTURE_ASSEMBLIES];
};

void wdm_capture_assembler_init(struct wdm_capture_assembler *assembler);

/* Takes a MESSAGE, of any protocol. As wdm_mbim_assemble: on WDM_MBIM_WHOLE `*whole`
 * is the message, whose bytes are the captured ones or the assembler's until the next
 * call. What is no fragment, malformed messages included, comes back as it is. */
enum wdm_mbim_assembled wdm_capture_assemble(struct wdm_capture_assembler *assembler,
                                             const struct wdm_captured *captured,
                                             struct wdm_span *whole);

#endif
