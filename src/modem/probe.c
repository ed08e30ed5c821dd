/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a port really speaks, whatever its driver says. */
#include "silence.h"

static bool silence(const struct wdm_error *error)
{
    return error->kind == WDM_DEADLINE || error->kind == WDM_PROTOCOL || error->kind == WDM_REFUSED;
}

static bool probe_mbim(struct wdm_modem *modem, struct wdm_probe *probe, wdm_time deadline,
                       struct wdm_error *error)
{
    wdm_time began = wdm_port_now(modem->port);

    wdm_modem_speak(modem, WDM_PROTOCOL_MBIM);
    if (!wdm_mbim_open(&modem->session, deadline, error))
        return silence(error);
    probe->mbim = true;
    probe->mbim_took = wdm_port_now(modem->port) - began;
    probe->services_told =
        wdm_modem_has_service(modem, &wdm_mbim_qmi, &probe->qmi_in_mbim, deadline, error);
    return probe->services_told || silence(error);
}

static bool probe_qmi(struct wdm_modem *modem, struct wdm_probe *probe, wdm_time deadline,
                      struct wdm_error *error)
{
    wdm_time began = wdm_port_now(modem->port);

    if (!wdm_answers_qmi(modem, deadline, error))
        return silence(error);
    probe->qmi = true;
    probe->qmi_took = wdm_port_now(modem->port) - began;
    return true;
}

bool wdm_modem_probe(struct wdm_modem *modem, struct wdm_probe *probe, wdm_time deadline,
                     struct wdm_error *error)
{
    wdm_time now = wdm_port_now(modem->port);
    wdm_time half = (deadline - now) / 2;
    struct wdm_error ignored;

    *probe = (struct wdm_probe){0};
    wdm_error_clear(error);
    if (!probe_mbim(modem, probe, now + half, error))
        return false;
    if (probe->mbim) {
        /* A modem that speaks MBIM here has no raw QMI on the same port. */
        wdm_mbim_close(&modem->session, deadline, &ignored);
        return true;
    }
    return probe_qmi(modem, probe, deadline, error);
}
