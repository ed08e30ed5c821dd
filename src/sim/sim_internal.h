/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the simulator share among themselves. */
#ifndef WDM_SIM_INTERNAL_H
#define WDM_SIM_INTERNAL_H

#include "wdm/fields.h"
#include "wdm/unpack.h"

#include "personality.h"

/* ---- Answers from elsewhere than the personality's tables */

struct wdm_sim_source {
    /* Deals with a whole request, malformed ones included: answers it, or leaves it
     * unanswered. Returns false where the modem itself shall answer. */
    bool (*request)(struct wdm_sim *sim, struct wdm_span request, wdm_time now);
    /* Whether client ids are given of a QMI service. */
    bool (*serves)(const struct wdm_sim *sim, uint8_t service);
    /* When there is something to send next (WDM_FOREVER: nothing is), and sending it. */
    wdm_time (*due)(const struct wdm_sim *sim);
    void (*work)(struct wdm_sim *sim, wdm_time now);
    /* The host's connection ended. */
    void (*disconnected)(struct wdm_sim *sim);
};

bool wdm_sim_from_source(struct wdm_sim *sim, struct wdm_span request, wdm_time now);

/* ---- sim_faults.c */

/* Reads the faults behind the personality's name: "drop=1,noise". */
bool wdm_sim_faults_parse(struct wdm_sim_faults *faults, const char *text, struct wdm_error *error);

/* ---- sim_answers.c: what the personality's tables say */

const struct wdm_sim_answer *wdm_sim_find_answer(const struct wdm_sim *sim, const char *service,
                                                 const char *message);
const struct wdm_sim_qmi_behaviour *wdm_sim_find_qmi(const struct wdm_sim *sim, uint8_t service,
                                                     uint16_t message);
const struct wdm_sim_mbim_behaviour *wdm_sim_find_mbim(const struct wdm_sim *sim,
                                                       const struct wdm_mbim_message *request);

/* Appends what the lines "path=value" of `fields` say; they are a row's, as it has them. */
bool wdm_sim_encode(const struct wdm_layout *layout, const char *fields, struct wdm_writer *out);

/* The lines of a row: the text itself or, in packed builds, what it was unpacked to. No row
 * has more characters, with the NUL. */
#define WDM_SIM_FIELDS ((size_t)2048)
static inline const char *wdm_sim_plain(const char *fields, char plain[WDM_SIM_FIELDS])
{
#ifdef WDM_PACKED
    wdm_unpack_text(wdm_answer_pairs, fields, plain, WDM_SIM_FIELDS);
    return plain;
#else
    (void)plain;
    return fields;
#endif
}

/* Whether bytes of the host fit a layout. */
bool wdm_sim_fits(const struct wdm_layout *layout, struct wdm_span bytes);

/* ---- sim_qmi.c */

/* MBIM's OPEN was taken: the function is as new. */
void wdm_sim_opened(struct wdm_sim *sim, uint32_t max_control);

/* Answers one QMUX request. Returns false where it is none that could be
 * answered. */
bool wdm_sim_qmi_request(struct wdm_sim *sim, const uint8_t *bytes, size_t length,
                         struct wdm_writer *answer);

/* The answer that the tables have, as a behaviour gives it. */
uint16_t wdm_sim_qmi_from_table(const struct wdm_sim *sim, const struct wdm_qmux *request,
                                struct wdm_writer *tlvs);

/* One QMUX message on a raw QMI port. */
void wdm_sim_qmux_message(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now);

/* ---- sim_ctl.c: answers a CTL request, as a behaviour does */

uint16_t wdm_sim_ctl(struct wdm_sim *sim, const struct wdm_qmux *request, struct wdm_writer *tlvs);
struct wdm_sim_client *wdm_sim_client_find(struct wdm_sim *sim, uint8_t service, uint8_t client);
bool wdm_sim_serves(const struct wdm_sim *sim, uint8_t service);

/* ---- sim_mbim.c: one control message on an MBIM port */

void wdm_sim_mbim_message(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now);

/* ---- sim_output.c: what leaves the modem, and what the faults make of it */

/* Sends the answer to a request, with the noise around it. */
void wdm_sim_send_answer(struct wdm_sim *sim, struct wdm_span message, wdm_time now);

/* Sends an indication. */
void wdm_sim_send_indication(struct wdm_sim *sim, struct wdm_span message, wdm_time now);

/* A request has come: the answer that `late` held back goes out. */
void wdm_sim_send_late(struct wdm_sim *sim, wdm_time now);

/* Forgets what is on its way out. */
void wdm_sim_output_clear(struct wdm_sim *sim);

/* ---- sim_indications.c */

/* Unasked-for indications, before an answer and after it. */
void wdm_sim_noise(struct wdm_sim *sim, bool before, wdm_time now);

/* What the request just answered has changed: indications, restart, shutdown. */
void wdm_sim_aftermath(struct wdm_sim *sim, wdm_time now);

/* ---- sim.c */

/* Everything as after power-on, but for what counts for the faults. */
void wdm_sim_power_on(struct wdm_sim *sim);

/* The MBIM function closes, and the connection that it made ends. */
void wdm_sim_close_function(struct wdm_sim *sim);

/* The connection ends, if it is up: whichever, or that of a client id of WDS. */
void wdm_sim_end_call(struct wdm_sim *sim);
void wdm_sim_end_call_of(struct wdm_sim *sim, uint8_t service, uint8_t client);

/* As wdm_sim_init, with a personality at hand; `faults` may be NULL. */
bool wdm_sim_start(struct wdm_sim *sim, const struct wdm_personality *personality, const char *name,
                   const char *faults, struct wdm_error *error);

/* ---- sim_port.c: the port of a modem that is powered on */

void wdm_sim_port_begin(struct wdm_sim_port *port, const char *kind);

#endif
