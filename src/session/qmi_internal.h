/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the QMI client share with each other, and with nobody else. */
#ifndef WDM_QMI_INTERNAL_H
#define WDM_QMI_INTERNAL_H

#include "wdm/qmi_client.h"

/* The next CTL transaction, 1 to 255. */
uint8_t wdm_qmi_next_ctl(struct wdm_qmi *qmi);

/* Sends a request as it is, over the carrier there is. */
bool wdm_qmi_send(struct wdm_qmi *qmi, const struct wdm_qmux *request, wdm_time deadline,
                  struct wdm_error *error);

/* The next QMUX message that parses. One that does not fails with WDM_PROTOCOL
 * where it is the answer to `request`, and else is counted and passed over. */
bool wdm_qmi_receive(struct wdm_qmi *qmi, const struct wdm_qmux *request, struct wdm_qmux *message,
                     wdm_time deadline, struct wdm_error *error);

/* Looks after a message that nobody awaits: a Sync indication sets `reset`, a
 * late allocation becomes a stray; then it goes to qmi->unclaimed. */
void wdm_qmi_unclaimed(struct wdm_qmi *qmi, const struct wdm_qmux *message);

/* Keeps the client id of a late answer to an allocation for releasing. */
void wdm_qmi_late_allocation(struct wdm_qmi *qmi, const struct wdm_qmux *message);

/* Fails since a Sync indication came; forgets the client ids. */
bool wdm_qmi_reset_fail(struct wdm_qmi *qmi, struct wdm_error *error);

#endif
