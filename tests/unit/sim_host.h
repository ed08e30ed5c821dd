/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A host that tests play against a simulated modem: it sends bytes and gathers
 * what comes back, on a clock of its own. */
#ifndef SIM_HOST_H
#define SIM_HOST_H

#include "wdm/fields.h"
#include "wdm/sim.h"

struct sim_host {
    struct wdm_sim sim;
    wdm_time now;
    uint32_t transaction;
    uint8_t clients[256]; /* the client id of each service, once allocated */
    size_t reads;         /* how many the last take needed */
    size_t length;        /* and what it gave */
    uint8_t bytes[WDM_SIM_QUEUE];
};

/* Powers a modem on; `specification` must be good. */
void host_start(struct sim_host *host, const char *specification);

/* Sends bytes, given as hex or as they are. */
void host_send_hex(struct sim_host *host, const char *hex);
void host_send(struct sim_host *host, const uint8_t *bytes, size_t length);

/* Takes all that the modem has to say, letting time go on to when it is due. */
void host_take(struct sim_host *host);

/* Takes all, and checks that it is exactly these bytes. */
void host_expect_hex(struct sim_host *host, const char *hex);

/* MBIM OPEN, answered. */
void host_open(struct sim_host *host);

/* Sends a COMMAND, its buffer made of `fields`, and takes the answer. */
void host_command(struct sim_host *host, const char *service, const char *command,
                  uint32_t operation, const char *fields, struct wdm_mbim_message *answer);

/* Sends a QMI request, on the carrier there is. */
void host_qmi_send(struct sim_host *host, uint8_t service, uint8_t client, uint16_t message,
                   struct wdm_span tlvs);

/* The QMI answer that came (the only message in host->bytes). */
void host_qmi_answer(const struct sim_host *host, struct wdm_qmux *answer);

/* Sends a QMI request and takes its answer; returns the QMI error. */
uint16_t host_qmi(struct sim_host *host, uint8_t service, uint8_t client, uint16_t message,
                  struct wdm_span tlvs, struct wdm_qmux *answer);

/* The same by the catalogue's names, with a client id of the service; and of DMS. */
uint16_t host_ask(struct sim_host *host, const char *service, const char *message,
                  const char *fields, struct wdm_qmux *answer);
uint16_t host_dms(struct sim_host *host, const char *message, const char *fields,
                  struct wdm_qmux *answer);

/* Allocates a client id; returns the QMI error. */
uint16_t host_allocate(struct sim_host *host, uint8_t service, uint8_t *client);
uint16_t host_release(struct sim_host *host, uint8_t service, uint8_t client);

/* Checks fields: a line "path=value" each. */
void host_expect_fields(const struct wdm_layout *layout, struct wdm_span bytes, const char *lines);

/* The whole control messages or QMUX messages in host->bytes: how many, and the
 * one at `index`. */
size_t host_message_count(const struct sim_host *host);
struct wdm_span host_message(const struct sim_host *host, size_t index);

#endif
