/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* When a port is silent: does it speak the other protocol? Private to modem/. */
#ifndef WDM_SILENCE_H
#define WDM_SILENCE_H

#include "wdm/modem.h"

/* Speaks `protocol` on the port from now on; forgets sessions and clients. */
void wdm_modem_speak(struct wdm_modem *modem, enum wdm_protocol protocol);

/* When waiting must end so that time is left to explain a silence: two thirds
 * of the way to `deadline`, at most two seconds before it; behind a proxy, where
 * there is no other protocol to ask in, `deadline` itself. */
wdm_time wdm_silence_spare(const struct wdm_modem *modem, wdm_time deadline);

/* Whether raw QMI (CTL Get Version Info) is answered; speaks QMI afterwards. */
bool wdm_answers_qmi(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error);

/* Says in `error`, which tells of a silence, which other protocol the port
 * speaks, if it does. */
void wdm_explain_qmi_silence(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error);
void wdm_explain_mbim_silence(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error);

#endif
