/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the simulated proxy share. */
#ifndef WDM_SIM_PROXY_INTERNAL_H
#define WDM_SIM_PROXY_INTERNAL_H

#include "wdm/sim_proxy.h"

/* ---- sim_proxy.c */

/* Puts a message into a client's output; one for which there is no room fails
 * the client. A client that is not there gets nothing. */
void wdm_sim_proxy_send(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span message);

/* A place for a request, and the one whose number at the modem this is (QMI: of
 * that service and client id too); NULL where there is none. */
struct wdm_sim_proxy_request *wdm_sim_proxy_note(struct wdm_sim_proxy *proxy, size_t client);
struct wdm_sim_proxy_request *wdm_sim_proxy_find(struct wdm_sim_proxy *proxy, uint8_t service,
                                                 uint8_t qmi_client, uint32_t number);

/* ---- sim_proxy_mbim.c, sim_proxy_qmi.c: one message of a client, and one of
 * the modem */

void wdm_sim_proxy_mbim_request(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span bytes,
                                wdm_time now);
void wdm_sim_proxy_mbim_answer(struct wdm_sim_proxy *proxy, struct wdm_span bytes);
void wdm_sim_proxy_qmi_request(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span bytes,
                               wdm_time now);
void wdm_sim_proxy_qmi_answer(struct wdm_sim_proxy *proxy, struct wdm_span bytes);

/* Sends the modem an OPEN that it did not answer once more, or gives it up. */
void wdm_sim_proxy_mbim_open_again(struct wdm_sim_proxy *proxy, wdm_time now);

#endif
