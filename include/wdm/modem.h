/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/modem.h - what a person wants of a modem: reach it, identify it, unlock it.
 *
 * A struct wdm_modem holds a port's channel, the MBIM session on it and the QMI
 * client on either, whichever the port speaks. It is large; keep it static.
 */
#ifndef WDM_MODEM_H
#define WDM_MODEM_H

#include "wdm/catalogue.h"
#include "wdm/fields.h"
#include "wdm/qmi_client.h"

enum wdm_mode {
    WDM_MODE_AUTO = 0, /* as the port's driver says, else by asking */
    WDM_MODE_MBIM,
    WDM_MODE_QMI,
};

struct wdm_modem {
    struct wdm_port *port;
    const struct wdm_catalogue *catalogue; /* names services; NULL: the built-in one */
    enum wdm_protocol protocol;            /* as spoken; UNKNOWN before wdm_modem_open */
    const char *how;                       /* how the protocol was found out, in words */
    bool stay_open; /* wdm_modem_close does not send CLOSE; set by the caller */
    bool leaving;   /* it did as it was told: to restart, to shut down, to go offline */
    struct wdm_channel channel;
    struct wdm_mbim_session session;
    struct wdm_qmi qmi;
    uint8_t fields[WDM_MESSAGE_MAX]; /* a request's TLVs or information buffer */
};

/* Puts `modem` on `port`, which stays the caller's, with the built-in catalogue; sends
 * nothing. */
void wdm_modem_init(struct wdm_modem *modem, struct wdm_port *port);

/* Makes the modem ready for requests: opens its MBIM function, or gets ready
 * for raw QMI (sends nothing). In AUTO on a port whose driver is not known, asks
 * with MBIM OPEN and QMI Get Version Info in turn. On silence, uses the last
 * third of the time (at most two seconds) to find out whether the port speaks
 * the other protocol, and says so in the error. */
bool wdm_modem_open(struct wdm_modem *modem, enum wdm_mode mode, wdm_time deadline,
                    struct wdm_error *error);

/* Where the port is a proxy's (wdm/proxy.h), the first thing to do: names the device
 * to it, and waits until it has opened that. wdm_modem_open comes next, in AUTO.
 * `*mbimex` becomes the version of MBIMEx that other clients have agreed on, by
 * which the modem answers this one too; 1: none. Fails with WDM_NO_PORT where the
 * proxy refuses or hangs up, WDM_DEADLINE where it is silent. */
bool wdm_modem_enter_proxy(struct wdm_modem *modem, uint8_t *mbimex, wdm_time deadline,
                           struct wdm_error *error);

/* As wdm_modem_open in MBIM mode, when the modem's function is open already:
 * sends nothing. */
void wdm_modem_assume_open(struct wdm_modem *modem);

/* For a session that goes on where another program's, or an earlier run's, was: counts
 * transactions from the time `clock`, in microseconds, so that no late answer to that one
 * is taken for an answer to this one. */
void wdm_modem_count_from(struct wdm_modem *modem, wdm_time clock);

/* Releases every client id and closes the session: tries until `deadline`, with
 * the port's `interrupted` put aside. Returns false with the first failure; that a
 * modem which was told to go is gone, or silent, is none. */
bool wdm_modem_close(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error);

/* Lets `duration` pass; what comes meanwhile goes to `unclaimed` (wdm/qmi_client.h).
 * Fails with WDM_DEADLINE where `deadline` comes first, and as the port does. */
bool wdm_modem_pause(struct wdm_modem *modem, wdm_time duration, wdm_time deadline,
                     struct wdm_error *error);

/* Takes a client id of a QMI service. On silence of a raw QMI port, finds out
 * whether it speaks MBIM, as wdm_modem_open does. An MBIM modem that carries no
 * QMI fails with WDM_REFUSED and says so. */
bool wdm_modem_client(struct wdm_modem *modem, uint8_t service, wdm_time deadline,
                      struct wdm_error *error);

/* Whether `error` is the modem's refusal with this code of this list. */
bool wdm_refused_with(const struct wdm_error *error, enum wdm_error_list list, uint32_t code);

/* Whether a QMI service can be reached from a host. Fails with WDM_USAGE where it
 * exists only on QRTR. */
bool wdm_modem_reaches(const struct wdm_qmi_service *service, struct wdm_error *error);

/* One QMI request, its fields as assignments (NULL, 0: none), with a
 * client id taken first where none is held. Fails where the service refuses
 * (WDM_REFUSED, with the step's name), and as sessions do. `*answer` lives until
 * the next call; `*layout`, where not NULL, becomes the answer's. */
bool wdm_modem_qmi(struct wdm_modem *modem, const struct wdm_qmi_service *service,
                   const struct wdm_qmi_message *message, const struct wdm_assignment *fields,
                   size_t count, struct wdm_qmi_answer *answer, struct wdm_layout *layout,
                   wdm_time deadline, struct wdm_error *error);

/* One MBIM command likewise (`operation`: WDM_MBIM_QUERY or WDM_MBIM_SET);
 * `answer` is the information buffer. */
bool wdm_modem_mbim(struct wdm_modem *modem, const struct wdm_mbim_service *service,
                    uint32_t command, uint32_t operation, const struct wdm_assignment *fields,
                    size_t count, struct wdm_span *answer, struct wdm_layout *layout,
                    wdm_time deadline, struct wdm_error *error);

/* The same for a DMS message and a Basic Connect command of a number that the
 * catalogue has, with at most one field: `field` is "path=value" or NULL. */
bool wdm_modem_dms(struct wdm_modem *modem, uint16_t message, const char *field,
                   struct wdm_qmi_answer *answer, struct wdm_layout *layout, wdm_time deadline,
                   struct wdm_error *error);
bool wdm_modem_basic_connect(struct wdm_modem *modem, uint32_t command, uint32_t operation,
                             const char *field, struct wdm_span *answer, struct wdm_layout *layout,
                             wdm_time deadline, struct wdm_error *error);

/* Whether the open MBIM function lists `service` among its device services; and in
 * it, this command. */
bool wdm_modem_has_service(struct wdm_modem *modem, const struct wdm_uuid *service, bool *has,
                           wdm_time deadline, struct wdm_error *error);
bool wdm_modem_has_command(struct wdm_modem *modem, const struct wdm_uuid *service,
                           uint32_t command, bool *has, wdm_time deadline, struct wdm_error *error);

/* Agrees with the open modem on version 2 or 3 of MBIMEx, by which commands and
 * answers have other layouts until the next OPEN; 1, what every modem speaks, sends
 * nothing. Fails with WDM_REFUSED, and says what the modem speaks, where it is less;
 * with WDM_USAGE where it does not speak MBIM. */
#define WDM_MBIMEX_LAST 3
bool wdm_modem_mbimex(struct wdm_modem *modem, uint8_t version, wdm_time deadline,
                      struct wdm_error *error);

/* ---- What a port speaks */

struct wdm_probe {
    bool mbim, qmi;
    bool services_told;           /* the MBIM function said which services it has */
    bool qmi_in_mbim;             /* and QMI is among them */
    wdm_time mbim_took, qmi_took; /* time to the answer */
};

/* Asks, whatever the driver says: MBIM OPEN, its device services, QMI Get
 * Version Info. Leaves the port closed. Fails only where the port does; that
 * nothing answered is a result. */
bool wdm_modem_probe(struct wdm_modem *modem, struct wdm_probe *probe, wdm_time deadline,
                     struct wdm_error *error);

/* ---- Radio */

#define WDM_RADIO_UNKNOWN (-1)

struct wdm_radio {
    int operating_mode; /* DMS operating mode, or WDM_RADIO_UNKNOWN */
    int hardware;       /* MBIM hardware radio switch: 1 on, 0 off, or unknown */
    int software;       /* MBIM software radio switch, likewise */
};

#define WDM_DMS_ONLINE    0
#define WDM_DMS_LOW_POWER 1

/* Reads what the modem tells of its radio: the operating mode over QMI where
 * `qmi`, the switches over MBIM where the modem speaks that. */
bool wdm_radio_read(struct wdm_modem *modem, bool qmi, struct wdm_radio *radio, wdm_time deadline,
                    struct wdm_error *error);

/* Turns the radio on or off: by MBIM Radio State where the modem speaks MBIM,
 * else by DMS Set Operating Mode. A refusal that means the radio is locked says
 * so in the hint. */
bool wdm_radio_switch(struct wdm_modem *modem, bool on, wdm_time deadline, struct wdm_error *error);

/* The name of an operating mode; "unknown" for what has none. */
const char *wdm_operating_mode_name(int mode);

/* ---- Unlocking */

enum wdm_unlock_method {
    WDM_UNLOCK_AUTO = 0, /* as the module needs; sierra where the module is not known */
    WDM_UNLOCK_SIERRA,   /* DMS Set FCC Authentication 0x555f */
};

struct wdm_unlock_options {
    enum wdm_unlock_method method;
    bool no_verify; /* only the messages that unlock */
    bool power_on;  /* then turn the radio on */
};

struct wdm_unlock_report {
    enum wdm_unlock_method method;
    bool was_locked; /* as the modem's answer tells */
    bool verified;   /* `before` and `after` were read from the modem */
    struct wdm_radio before, after;
};

/* A module that is known to come with a locked radio. */
struct wdm_module {
    uint16_t vendor, product;
    const char *name;
    enum wdm_unlock_method method;
    const char *status; /* "seen": reported to work on this hardware */
};

/* The known modules; NULL past the last. And the one with these ids; NULL. */
const struct wdm_module *wdm_module_at(size_t index);
const struct wdm_module *wdm_module_find(uint16_t vendor, uint16_t product);

/* A method's name, and the method of a name (false: none). */
const char *wdm_unlock_method_name(enum wdm_unlock_method method);
bool wdm_unlock_method_find(const char *name, enum wdm_unlock_method *method);

/* Unlocks the radio of an open modem. Fails with WDM_REFUSED where the modem
 * carries no QMI, does not know the message or refuses it; with WDM_DEADLINE
 * where `power_on` was asked for and the radio does not come on. */
bool wdm_unlock(struct wdm_modem *modem, const struct wdm_unlock_options *options,
                struct wdm_unlock_report *report, wdm_time deadline, struct wdm_error *error);

/* ---- A port that agrees to everything, for a dry run: answers each request of
 * an unlock as a locked modem might, and reaches no device. */
struct wdm_dry_port {
    struct wdm_port port;
    wdm_time clock;
    bool on; /* the radio was turned on */
    size_t length;
    uint8_t answer[1024];
};
void wdm_dry_open(struct wdm_dry_port *dry, enum wdm_protocol protocol);

#endif
