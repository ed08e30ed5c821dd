/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/explain.h - what was wrong in a recorded exchange, and what to do about it.
 *
 * An explainer sees what a capture's reader tells, in its order, and tells findings to a
 * callback: what is wrong, where, and the remedy where one is known. Its memory is its
 * struct, whatever the size of the capture; it does no I/O. It walks layouts of MBIM only,
 * and none twice for the same content, as long as it remembers it.
 *
 * Its rules are of MBIM 1.0 (USB-IF) and of QMUX as modems speak it.
 */
#ifndef WDM_EXPLAIN_H
#define WDM_EXPLAIN_H

#include "wdm/exchange.h"

/* What a finding is about; wdm_explain_rule_name() has a word for each. */
enum wdm_explain_rule {
    WDM_EXPLAIN_FILE = 0,    /* the capture is damaged, cut, or has less than there was */
    WDM_EXPLAIN_BYTES,       /* bytes that are no message, or a message of no known kind */
    WDM_EXPLAIN_LENGTH,      /* a length field disagrees with the bytes */
    WDM_EXPLAIN_PADDING,     /* padding where none may be, or that is not zero; fields that are
                              * not aligned, or share bytes */
    WDM_EXPLAIN_TLV,         /* a TLV is longer than what is left, or must be there and is not */
    WDM_EXPLAIN_TRANSACTION, /* an id that is 0, used again too early, or another's */
    WDM_EXPLAIN_UNANSWERED,  /* a request without an answer */
    WDM_EXPLAIN_UNASKED,     /* an answer to nobody */
    WDM_EXPLAIN_SLOW,        /* an answer that took more than five seconds */
    WDM_EXPLAIN_SILENCE,     /* nothing came from the modem at all */
    WDM_EXPLAIN_PROTOCOL,    /* raw QMI to MBIM, or the other way round */
    WDM_EXPLAIN_CLIENT,      /* a QMI client id that is not allocated, or not released */
    WDM_EXPLAIN_CLOSED,      /* a command before OPEN or after CLOSE */
    WDM_EXPLAIN_ERROR,       /* the modem answered with an error */
    WDM_EXPLAIN_FRAGMENT,    /* fragments lost, out of order, or too long */
    WDM_EXPLAIN_LOCK,        /* the radio is locked (FCC lock), it seems */
    WDM_EXPLAIN_MBIMEX,      /* an answer in another version of MBIMEx than agreed */
    WDM_EXPLAIN_DEVICE,      /* the device went away, or came again */
    WDM_EXPLAIN_TRANSFER,    /* a control transfer failed */
};
#define WDM_EXPLAIN_RULES ((size_t)19)

struct wdm_finding {
    enum wdm_explain_rule rule;
    bool problem; /* something went wrong; else a notice: it may well be right */
    bool from_modem;
    bool timed;
    int64_t when;    /* of the message that it is about, as struct wdm_captured has it */
    uint64_t number; /* its place: packet, line, or message */
    uint64_t offset;
    uint32_t device;
    uint16_t interface;
    uint64_t because;   /* number of the message whose finding explains this one; 0: none */
    const char *what;   /* in words, valid for the call: no full stop, no newline, no bytes of the
                         * modem's own */
    const char *remedy; /* what to do about it; NULL: nothing is known */
};

struct wdm_explain_options {
    const struct wdm_catalogue *catalogue; /* names messages; NULL: the built-in one */
    /* The name of the module with these USB ids if it is known to come locked; "" where
     * others of the vendor's are; NULL: none is. The function may be NULL. */
    const char *(*locked)(uint16_t vendor, uint16_t product);
    void (*found)(void *context, const struct wdm_finding *finding);
    void *context;
};

/* What was counted so far. */
struct wdm_explain_counts {
    uint64_t messages; /* fragments each, and bytes that are no message */
    uint64_t requests, answers, indications, unanswered, unasked;
    uint64_t problems, notices;
};

/* Numbers that bound what is remembered. */
#define WDM_EXPLAIN_PORTS   ((size_t)16) /* interfaces of devices; the one longest unseen goes */
#define WDM_EXPLAIN_CLIENTS ((size_t)64) /* client ids of each; of more, no use is judged */
#define WDM_EXPLAIN_CAUSES  ((size_t)16) /* findings that later ones may refer to */
/* Information buffers of more bytes than these are not looked into, nor are the last ones
 * of those again that are good. */
#define WDM_EXPLAIN_BUFFER ((size_t)8192)
#define WDM_EXPLAIN_GOOD   ((size_t)512)

/* ---- What follows, to wdm_explain_init, is the explainer's own. */

struct wdm_explain_client {
    uint8_t service, client;
    uint8_t state; /* enum explain_client_state; 0: free */
    uint64_t number, offset;
};

struct wdm_explain_fragments {
    bool open;
    uint32_t transaction, total, next;
    uint64_t number;
};

struct wdm_explain_port {
    bool used;
    uint32_t device;
    uint16_t interface;
    uint16_t vendor, product;
    enum wdm_protocol spoken, protocol; /* by its descriptors; of its last message */
    uint8_t state;                      /* enum explain_state */
    bool from_start; /* how it began was seen, so that what is not known is not */
    bool gone;
    bool told_raw;        /* that it is sent the wrong protocol */
    bool told_twice;      /* that more client ids were seen than are kept */
    uint32_t max_control; /* of the OPEN; 0: not seen */
    uint64_t seen;
    uint64_t from_host, from_modem, answered; /* messages so far */
    uint64_t first, first_offset;
    struct wdm_exchange_request last; /* that was answered; number 0: none */
    uint64_t radio_on;                /* number of the last request that asks for the radio */
    struct wdm_describer describer;   /* its versions of MBIMEx */
    struct wdm_explain_fragments fragments[2];
    size_t client_count, client_last;
    struct wdm_explain_client clients[WDM_EXPLAIN_CLIENTS];
};

struct wdm_explain_cause {
    uint64_t number; /* of the message; 0: free */
    char what[100];
};

struct wdm_explainer {
    struct wdm_explain_options options;
    struct wdm_explain_counts counts;
    uint64_t clock;
    bool timed;
    int64_t when;                           /* of what was seen last */
    uint64_t versioned[2];                  /* commands whose answers differ by MBIMEx, a bit each:
                                             * of Basic Connect, of its extensions */
    const struct wdm_captured *captured;    /* what is at hand */
    struct wdm_explain_port *port, *recent; /* and its port */
    struct wdm_description description;
    struct wdm_exchange exchange;
    uint64_t blamed; /* the message whose fault the next finding is; 0: that of its place */
    size_t cause_next;
    struct wdm_explain_cause causes[WDM_EXPLAIN_CAUSES];
    struct wdm_explain_port ports[WDM_EXPLAIN_PORTS];
    struct wdm_exchange_tracker tracker;
    uint64_t good[WDM_EXPLAIN_GOOD]; /* hashes of messages whose buffers are */
    uint8_t map[WDM_EXPLAIN_BUFFER];
    char what[400];
};

/* ---- Explaining */

/* The caller owns the explainer, the callback's context, and what `options` points at,
 * as long as the explainer is used. */
void wdm_explain_init(struct wdm_explainer *explainer, const struct wdm_explain_options *options);

/* Takes the next thing that the reader told. Of a MESSAGE, `assembled` and `whole` are
 * what wdm_capture_assemble said of it; of others they do not matter. */
void wdm_explain_see(struct wdm_explainer *explainer, const struct wdm_captured *captured,
                     enum wdm_mbim_assembled assembled, struct wdm_span whole);

/* Says that the capture ends here; tells what was never answered or given back. */
void wdm_explain_end(struct wdm_explainer *explainer);

/* "length", "unanswered" ...: for machines. */
const char *wdm_explain_rule_name(enum wdm_explain_rule rule);

/* What an error code means, and the remedy where there is one (else NULL). NULL: nothing
 * is known but its name. `*expected`: hosts ask for such things as a matter of course. Both texts
 * are for wdm_message_plain (wdm/unpack.h). */
const char *wdm_explain_code(enum wdm_error_list list, uint32_t code, const char **remedy,
                             bool *expected);

#endif
