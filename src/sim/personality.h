/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a simulated modem is and does, as data and a little behaviour.
 *
 * A later personality is a file in personalities/ with a struct wdm_personality
 * and a row in personalities.c. What its tables do not have is looked for in its
 * base, and there in the base's base.
 */
#ifndef WDM_SIM_PERSONALITY_H
#define WDM_SIM_PERSONALITY_H

#include "wdm/sim.h"

/* When an answer holds. */
enum wdm_sim_when {
    WDM_SIM_ALWAYS = 0,
    WDM_SIM_ONLINE,    /* the radio is on */
    WDM_SIM_OFFLINE,   /* it is off, locked or not */
    WDM_SIM_CONNECTED, /* it is on, and the connection is up */
    /* Added to one of these: from that version of MBIMEx on. Newer ones come first. */
    WDM_SIM_MBIMEX_2 = 0x20,
    WDM_SIM_MBIMEX_3 = 0x30,
};
#define WDM_SIM_RADIO_MASK   0x0fU
#define WDM_SIM_MBIMEX_SHIFT 4

/* The answer to a QMI request or an MBIM query that needs no code. */
struct wdm_sim_answer {
    const char *service; /* as the catalogue names them: "dms", "basic-connect" */
    const char *message;
    enum wdm_sim_when when;
    uint32_t error;     /* a QMI error or an MBIM status, with no fields; 0: success */
    const char *fields; /* a line "path=value" each, by the response's layout; what they
                         * leave out is zeros, or empty; for wdm_sim_plain */
};

/* Answers that have state. The TLVs or buffer of `request` fit the catalogue's
 * layout, and no mandatory TLV is missing. Returns a QMI error, after which
 * `tlvs` does not count; or 0, with what it has appended behind the result TLV. */
struct wdm_sim_qmi_behaviour {
    uint8_t service;
    uint16_t message;
    uint16_t (*answer)(struct wdm_sim *sim, const struct wdm_qmux *request,
                       struct wdm_writer *tlvs);
};

/* Likewise, with an MBIM status and the information buffer. */
struct wdm_sim_mbim_behaviour {
    const struct wdm_uuid *service;
    uint32_t command;
    uint32_t operation; /* WDM_MBIM_QUERY or WDM_MBIM_SET */
    uint32_t (*answer)(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                       struct wdm_writer *buffer);
};

/* A QMI service that client ids are given of. */
struct wdm_sim_service {
    uint8_t service;
    uint16_t major, minor;
};

/* A table and how many rows it has. */
#define WDM_SIM_ROWS(table) (table), sizeof(table) / sizeof((table)[0])

struct wdm_sim_answers {
    const struct wdm_sim_answer *rows;
    size_t count;
};
struct wdm_sim_qmi_behaviours {
    const struct wdm_sim_qmi_behaviour *rows;
    size_t count;
};
struct wdm_sim_mbim_behaviours {
    const struct wdm_sim_mbim_behaviour *rows;
    size_t count;
};
struct wdm_sim_services {
    const struct wdm_sim_service *rows;
    size_t count;
};

struct wdm_usb_model; /* sim_usb.h */

struct wdm_personality {
    const char *name;
    const char *summary; /* one line */
    const struct wdm_personality *base;
    enum wdm_protocol protocol; /* MBIM or QMI */
    uint16_t vendor, product;   /* of the USB device */
    bool qmi;                   /* MBIM: carries QMI */
    bool silent;                /* answers OPEN and CLOSE and nothing else */
    bool locked;                /* at power-on */
    uint8_t first_client;       /* client id, of each service */
    uint8_t usb_composition;    /* in use at power-on, and those there are */
    struct wdm_span usb_compositions;
    struct wdm_sim_services services; /* CTL excepted; not taken from the base */
    struct wdm_sim_answers answers;
    const struct wdm_sim_qmi_behaviours *qmi_behaviours; /* or NULL */
    const struct wdm_sim_mbim_behaviours *mbim_behaviours;
#ifndef WDM_SMALL
    const struct wdm_usb_model *usb; /* what it is on USB; NULL: one configuration */
#endif
};

/* The personalities there are; NULL past the last. */
const struct wdm_personality *wdm_sim_personality_at(size_t index);

#ifndef WDM_SMALL
extern const struct wdm_usb_model wdm_sim_em7355_usb;
extern const struct wdm_usb_model wdm_sim_em7455_usb;
#endif

/* What the bases are made of. */
extern const struct wdm_personality wdm_sim_generic; /* DMS, Basic Connect, a SIM, a network */
extern const struct wdm_personality wdm_sim_network; /* the SIM and network in NAS, WDS ... */

extern const struct wdm_personality wdm_sim_em7355;
extern const struct wdm_personality wdm_sim_em7355_qmi;
extern const struct wdm_personality wdm_sim_em7455;
extern const struct wdm_personality wdm_sim_silent;
extern const struct wdm_personality wdm_sim_mbim_only;
extern const struct wdm_personality wdm_sim_mbimex3;

/* QMI errors that behaviours answer with. */
enum {
    WDM_SIM_QMI_MALFORMED_MESSAGE = 1,
    WDM_SIM_QMI_INTERNAL = 3,
    WDM_SIM_QMI_CLIENT_IDS_EXHAUSTED = 5,
    WDM_SIM_QMI_INVALID_CLIENT_ID = 7,
    WDM_SIM_QMI_MISSING_ARGUMENT = 17,
    WDM_SIM_QMI_NO_EFFECT = 26,
    WDM_SIM_QMI_INVALID_SERVICE_TYPE = 31,
    WDM_SIM_QMI_INVALID_ARGUMENT = 48,
    WDM_SIM_QMI_INVALID_TRANSITION = 60,
    WDM_SIM_QMI_INVALID_COMMAND = 71,
    WDM_SIM_QMI_EXTENDED_INTERNAL = 81,
};

/* Operating modes (qmi.dms_operating_mode). */
enum {
    WDM_SIM_MODE_ONLINE = 0,
    WDM_SIM_MODE_LOW_POWER = 1,
    WDM_SIM_MODE_OFFLINE = 3,
    WDM_SIM_MODE_RESET = 4,
    WDM_SIM_MODE_SHUTTING_DOWN = 5,
    WDM_SIM_MODE_LAST = 7,
};

/* Behaviours that personalities share, for their tables. */
extern const struct wdm_sim_qmi_behaviours wdm_sim_dms_behaviours;
extern const struct wdm_sim_qmi_behaviours wdm_sim_network_behaviours;
extern const struct wdm_sim_mbim_behaviours wdm_sim_basic_connect_behaviours;

/* Of them, what makes and ends the connection: Basic Connect's Connect, WDS's Start and
 * Stop Network. */
uint32_t wdm_sim_set_connect(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                             struct wdm_writer *buffer);
uint16_t wdm_sim_start_network(struct wdm_sim *sim, const struct wdm_qmux *request,
                               struct wdm_writer *tlvs);
uint16_t wdm_sim_stop_network(struct wdm_sim *sim, const struct wdm_qmux *request,
                              struct wdm_writer *tlvs);

/* Get Supported Messages of any service: a bit for each message up to 0xff that the
 * modem answers. */
uint16_t wdm_sim_supported_messages(struct wdm_sim *sim, const struct wdm_qmux *request,
                                    struct wdm_writer *tlvs);

/* Whether the radio is on. */
bool wdm_sim_online(const struct wdm_sim *sim);

/* Goes to an operating mode, as far as the lock and the mode it is in let it;
 * returns a QMI error or 0. */
uint16_t wdm_sim_set_mode(struct wdm_sim *sim, uint8_t mode);

#endif
