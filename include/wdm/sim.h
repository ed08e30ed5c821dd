/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/sim.h - a modem played in software.
 *
 * The modem itself does no I/O: bytes of the host go in, and chunks of bytes,
 * each as one read would give them, come out when they are due. A port in this
 * process and servers on a socket or a pseudo-terminal are outlets of it.
 *
 * A specification is a personality and faults: "em7355,delay=20,drop=3".
 */
#ifndef WDM_SIM_H
#define WDM_SIM_H

#include "wdm/channel.h"
#include "wdm/mbim.h"
#include "wdm/port.h"
#include "wdm/qmux.h"

#define WDM_SIM_CLIENTS ((size_t)32)   /* client ids that the modem can give at once */
#define WDM_SIM_CONTROL ((size_t)4096) /* its largest control message */
#define WDM_SIM_ANSWER  ((size_t)8192) /* its largest answer, headers included */
#define WDM_SIM_QUEUE   ((size_t)131072)
#define WDM_SIM_CHUNKS  ((size_t)512)

struct wdm_personality; /* src/sim/personality.h */
struct wdm_sim_source;  /* src/sim/sim_internal.h */

/* The Nth answer: each message that the modem sends because of a request (never
 * an indication) counts, from 1. 0: none. A fault of the Nth answer that takes
 * it away (unplug, drop) goes before one that changes it. */
struct wdm_sim_faults {
    uint32_t delay_ms;    /* each answer comes so much later */
    uint32_t drop;        /* the Nth answer never comes */
    uint32_t late;        /* the Nth answer comes only before the answer to the next request */
    uint32_t dup;         /* the Nth answer comes twice */
    uint32_t garble;      /* the Nth answer has every eighth byte inverted, from the first on */
    uint32_t truncate;    /* the Nth answer is cut in half, its length field is not */
    uint32_t split;       /* what the modem sends arrives in reads of so many bytes */
    uint32_t frag;        /* MBIM messages are cut into control messages of so many bytes */
    uint32_t unplug;      /* the modem is gone when the Nth answer is due */
    bool merge;           /* messages that are due at once come in one read */
    bool noise;           /* indications before and after each answer */
    bool busy;            /* no client ids left */
    bool first_open_lost; /* the first OPEN (raw QMI: the first CTL request) is ignored */
    bool unlocked;        /* no lock at power-on, and online */
};

/* A client id of a service; client 0: none. */
struct wdm_sim_grant {
    uint8_t service;
    uint8_t client;
};

struct wdm_sim_client {
    uint8_t service;
    uint8_t client;
    bool told;         /* the answer that gave it to the host left the modem whole */
    bool reports_mode; /* it wants to hear of a new operating mode */
    uint8_t owner;     /* a proxy's client: its place plus one; 0: nobody */
};

struct wdm_sim_chunk {
    size_t start, length; /* in `queue` */
    bool begun;           /* a part of it is out */
    wdm_time due;
    struct wdm_sim_grant grant; /* that the host has been told of once this is out */
};

struct wdm_sim {
    const struct wdm_personality *personality;
    struct wdm_observer observer; /* sees what comes and what leaves; the caller may set it */
    const struct wdm_sim_source *source; /* where answers come from before the personality's */
    void *source_context;                /* tables; NULL: nowhere */
    uint16_t vendor, product;            /* of the USB device */
    struct wdm_sim_faults faults;
    enum wdm_protocol protocol;
    bool boundaries; /* each wdm_sim_input is one write of the host, and so one message */
    bool opened;     /* MBIM OPEN was seen */
    bool subscribed; /* the host wants QMI indications inside MBIM */
    uint8_t mbimex;  /* the version agreed on since OPEN; 1: none */
    bool gone;       /* unplugged */
    bool locked;
    bool call;           /* the connection was made; up while the radio is on */
    uint8_t call_client; /* the client id of WDS that made it; 0: MBIM did */
    bool call_changed;   /* by the request at hand, in WDS's eyes: to be told in an indication */
    uint8_t operating_mode;
    uint8_t usb_composition;
    bool mode_changed;          /* by the request at hand: to be told in indications */
    bool restart;               /* asked for by the request at hand */
    bool shut_down;             /* likewise */
    uint32_t restarts;          /* by the host's order */
    uint32_t answers;           /* counted for the faults */
    uint32_t opens;             /* OPENs; on raw QMI: CTL requests */
    uint64_t overflowed;        /* messages lost since the queue was full */
    size_t max_control;         /* as OPEN said */
    struct wdm_sim_grant grant; /* made by the request at hand */
    bool unplugging;            /* gone once `unplug_due` comes and the chunks are out */
    wdm_time unplug_due;
    size_t client_count;             /* in `clients` */
    size_t received;                 /* in `input` */
    size_t chunk_first, chunk_count; /* in `chunks` */
    size_t queue_end;                /* in `queue` */
    size_t late_length;              /* in `late_answer` */
    struct wdm_sim_grant late_grant;
    struct wdm_mbim_assembly assembly;
    char name[96]; /* the specification */
    struct wdm_sim_client clients[WDM_SIM_CLIENTS];
    uint8_t last_client[256]; /* the last id given, for each service; 0: none yet */
    /* Bytes of the host not yet a whole message, and fragments of one. */
    uint8_t input[WDM_SIM_CONTROL];
    uint8_t assembled[WDM_MESSAGE_MAX];
    /* Chunks on their way out: a ring, their bytes in order in `queue`. */
    struct wdm_sim_chunk chunks[WDM_SIM_CHUNKS];
    uint8_t queue[WDM_SIM_QUEUE];
    /* The answer held back by `late`. */
    uint8_t late_answer[WDM_SIM_ANSWER];
};

/* The personalities there are: their names and a line on each; NULL past the
 * last. */
const char *wdm_sim_personality_name(size_t index);
const char *wdm_sim_personality_summary(size_t index); /* for wdm_message_plain */

/* The faults, likewise: "delay=MS" and what it does. */
const char *wdm_sim_fault_name(size_t index);
const char *wdm_sim_fault_summary(size_t index); /* for wdm_message_plain */

/* Powers the modem on. Fails with WDM_USAGE on an unknown personality or fault
 * (and names the nearest), or a number out of range. */
bool wdm_sim_init(struct wdm_sim *sim, const char *specification, struct wdm_error *error);

/* Bytes of the host arrive. Where sim->boundaries is set, they are one write and
 * a header that announces another length is answered as such; else they are part
 * of a stream, framed by the length fields, and what cannot begin a request is
 * skipped. */
void wdm_sim_input(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now);

/* When the next chunk is due; WDM_FOREVER where none is waiting. The
 * end of an unplugged modem counts as one. */
wdm_time wdm_sim_due(const struct wdm_sim *sim);

/* Takes the next chunk that is due, at most `capacity` bytes of it; 0 where
 * none is. */
size_t wdm_sim_output(struct wdm_sim *sim, uint8_t *bytes, size_t capacity, wdm_time now);

/* The host has let go of the port: what was on its way is lost. The modem does not hear
 * of it, so the MBIM function stays open, and client ids stay allocated. */
void wdm_sim_hang_up(struct wdm_sim *sim);

/* The host's connection ended for good: the same, and MBIM closes. */
void wdm_sim_disconnect(struct wdm_sim *sim);

/* The USB vendor and product id that the modem has. */
void wdm_sim_ids(const struct wdm_sim *sim, uint16_t *vendor, uint16_t *product);

/* Client ids that the host was given and did not release; and those of which
 * it never learnt, since a fault took the answer. */
size_t wdm_sim_clients_left(const struct wdm_sim *sim);
size_t wdm_sim_clients_untold(const struct wdm_sim *sim);

/* ---- Outlets */

/* The modem as a port in this process. */
struct wdm_sim_port {
    struct wdm_port port;
    struct wdm_sim sim;
};

/* Powers a modem on behind a port. Fails as wdm_sim_init. */
bool wdm_sim_port_open(struct wdm_sim_port *port, const char *specification,
                       struct wdm_error *error);

/* Serves the modem on a stream socket at `path` (a leading '@': an abstract one),
 * several clients after each other, until *interrupted is not 0 (see struct
 * wdm_port) or the modem is unplugged; removes the socket at the end. A socket
 * that is there already is replaced where nobody listens on it. `ready`, where not NULL, is called
 * once clients can connect, with the path; where it returns false, nothing is served,
 * which is no failure either. Fails with WDM_NO_PORT where the
 * socket cannot be made; the end that was asked for is no failure. */
struct wdm_sim_server {
    const volatile sig_atomic_t *interrupted;
    const sigset_t *wait_mask;
    bool (*ready)(void *context, const char *path);
    void *context;
};
bool wdm_sim_serve_socket(struct wdm_sim *sim, const char *path,
                          const struct wdm_sim_server *server, struct wdm_error *error);

/* Likewise on a pseudo-terminal, whose name `ready` gets. */
bool wdm_sim_serve_pty(struct wdm_sim *sim, const struct wdm_sim_server *server,
                       struct wdm_error *error);

#endif
