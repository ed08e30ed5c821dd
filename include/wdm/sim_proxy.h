/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/sim_proxy.h - a simulated modem behind mbim-proxy or qmi-proxy.
 *
 * ModemManager's libraries share a modem through a proxy on an abstract stream
 * socket: @mbim-proxy, @qmi-proxy. This plays both, so that mbimcli -p and
 * qmicli -p need no device. A client first says which device it wants (MBIM:
 * Proxy Control Configuration; QMI: CTL 0xff00); any name will do. Then it has
 * the modem for itself, as far as it can see: the proxy opens the modem once,
 * answers each client's OPEN and CLOSE, keeps transactions apart, and passes a
 * QMI indication to the client whose client id it carries.
 *
 * struct wdm_sim_proxy does no I/O; wdm_sim_serve_proxy() does.
 */
#ifndef WDM_SIM_PROXY_H
#define WDM_SIM_PROXY_H

#include "wdm/sim.h"

#define WDM_SIM_PROXY_CLIENTS  ((size_t)8)     /* at once */
#define WDM_SIM_PROXY_REQUESTS ((size_t)64)    /* under way at once; more, and the first is lost */
#define WDM_SIM_PROXY_MESSAGE  ((size_t)8192)  /* the largest that is put together of fragments */
#define WDM_SIM_PROXY_OUTPUT   ((size_t)16384) /* what a client may leave unread */

struct wdm_sim_proxy_client {
    bool connected;
    bool failed;         /* to be hung up on: it reads too little, or the modem did not open */
    bool configured;     /* it has said which device it wants */
    bool subscribed;     /* MBIM: it wants QMI indications */
    size_t received;     /* bytes in `input` */
    size_t sent, queued; /* bytes of `output` that are out, and that there are */
    struct wdm_mbim_assembly assembly;
    uint8_t input[WDM_SIM_CONTROL];
    uint8_t assembled[WDM_SIM_PROXY_MESSAGE];
    uint8_t output[WDM_SIM_PROXY_OUTPUT];
};

/* A request that the modem has not answered yet. */
struct wdm_sim_proxy_request {
    bool used;
    bool opens;         /* a Configuration that waits for the modem's OPEN_DONE */
    size_t client;      /* in `clients`, or WDM_SIM_PROXY_CLIENTS: it left */
    uint8_t service;    /* QMI: of the header */
    uint8_t qmi_client; /* likewise */
    uint32_t number;    /* its transaction at the modem */
    uint32_t original;  /* and at the client */
};

struct wdm_sim_proxy {
    struct wdm_sim *sim;
    size_t next_request;  /* where the next one goes */
    uint32_t last_number; /* the last transaction at the modem */
    bool opened;          /* MBIM: the modem is open */
    bool opening;         /* and an OPEN is under way */
    unsigned int opens;   /* OPENs sent for it */
    wdm_time open_again;  /* when the next one is due */
    bool for_subscribers; /* an indication of which fragments are to come is one of QMI */
    bool versioned;       /* an MBIMEx version was agreed: */
    uint8_t version[4];   /* u16 MBIM version, u16 MBIMEx version */
    size_t answered;      /* bytes in `answer`: of the modem, not yet a message */
    uint8_t answer[WDM_SIM_ANSWER];
    struct wdm_sim_proxy_client clients[WDM_SIM_PROXY_CLIENTS];
    struct wdm_sim_proxy_request requests[WDM_SIM_PROXY_REQUESTS];
};

/* A proxy before a modem that is powered on; `sim` must outlive it. */
void wdm_sim_proxy_init(struct wdm_sim_proxy *proxy, struct wdm_sim *sim);

/* A client comes: its place in `clients`; WDM_SIM_PROXY_CLIENTS where there is
 * none left. And goes: what it asked for is answered to nobody, its QMI client
 * ids stay allocated. With the last one the modem closes. */
size_t wdm_sim_proxy_connect(struct wdm_sim_proxy *proxy);
void wdm_sim_proxy_disconnect(struct wdm_sim_proxy *proxy, size_t client);

/* Bytes of a client arrive; the answers get into its `output`. */
void wdm_sim_proxy_input(struct wdm_sim_proxy *proxy, size_t client, const uint8_t *bytes,
                         size_t length, wdm_time now);

/* Does what is due: passes on what the modem says, asks again. */
void wdm_sim_proxy_work(struct wdm_sim_proxy *proxy, wdm_time now);

/* When something is due next; WDM_FOREVER: nothing is. */
wdm_time wdm_sim_proxy_due(const struct wdm_sim_proxy *proxy);

/* Serves the modem on the stream socket at `path`, or, where that is NULL, on the
 * abstract one that peers connect to. Else as wdm_sim_serve_socket, but that
 * several clients may be there at once. */
bool wdm_sim_serve_proxy(struct wdm_sim_proxy *proxy, struct wdm_sim *sim, const char *path,
                         const struct wdm_sim_server *server, struct wdm_error *error);

#endif
