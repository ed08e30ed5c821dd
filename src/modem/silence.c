/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The question that the first person with an EM7355 could not answer: the port
 * is silent; is it the wrong protocol? Asks in the other one before giving up. */
#include "silence.h"

wdm_time wdm_silence_spare(const struct wdm_modem *modem, wdm_time deadline)
{
    wdm_time third = (deadline - wdm_port_now(modem->port)) / 3;

    if (modem->port->proxied)
        return deadline;
    return deadline - (third > 2 * WDM_SECOND ? 2 * WDM_SECOND : third);
}

static void note_version_info(void *context, const struct wdm_qmux *message)
{
    bool *answered = context;

    if (message->service == WDM_QMI_SERVICE_CTL && message->kind == WDM_QMI_RESPONSE &&
        message->message == WDM_CTL_GET_VERSION_INFO)
        *answered = true;
}

/* Asked twice, since there are modems that ignore the first CTL request after
 * they appear. Either answer counts. */
bool wdm_answers_qmi(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    wdm_time now = wdm_port_now(modem->port);
    const struct wdm_span none = {0};
    struct wdm_qmi_answer answer;
    bool answered = false;

    wdm_modem_speak(modem, WDM_PROTOCOL_QMI);
    if (wdm_qmi_request(&modem->qmi, WDM_QMI_SERVICE_CTL, WDM_CTL_GET_VERSION_INFO, none, &answer,
                        now + (deadline - now) / 2, error))
        return true;
    if (error->kind != WDM_DEADLINE && error->kind != WDM_PROTOCOL)
        return false;
    modem->qmi.unclaimed = note_version_info;
    modem->qmi.context = &answered;
    answered |= wdm_qmi_request(&modem->qmi, WDM_QMI_SERVICE_CTL, WDM_CTL_GET_VERSION_INFO, none,
                                &answer, deadline, error);
    modem->qmi.unclaimed = NULL;
    modem->qmi.context = NULL;
    return answered;
}

void wdm_explain_qmi_silence(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_error ignored;

    if (modem->port->proxied) {
        wdm_fail_hint(error, "if it speaks MBIM, use '-m mbim'");
        return;
    }
    /* The QMI client stays, for late answers to what it has asked. */
    wdm_channel_speak(&modem->channel, WDM_PROTOCOL_MBIM);
    wdm_mbim_session_init(&modem->session, &modem->channel);
    if (wdm_mbim_open(&modem->session, deadline, &ignored)) {
        modem->protocol = WDM_PROTOCOL_MBIM;
        wdm_qmi_init_mbim(&modem->qmi, &modem->session);
        wdm_fail(error, WDM_DEADLINE, "no QMI answer from %s, which speaks MBIM",
                 modem->port->name);
        wdm_fail_hint(error, "use '-m mbim': QMI is then carried inside MBIM");
        return;
    }
    if (ignored.kind == WDM_INTERRUPTED || ignored.kind == WDM_GONE) {
        *error = ignored;
    } else if (error->kind == WDM_DEADLINE && modem->qmi.stray_count > 0) {
        wdm_fail(error, WDM_DEADLINE, "%s is too slow: it answered QMI late", modem->port->name);
        wdm_fail_hint(error, "give it more time with -t");
    } else if (error->kind == WDM_DEADLINE) {
        wdm_fail(error, WDM_DEADLINE, "%s answers neither QMI nor MBIM", modem->port->name);
        wdm_fail_hint(error, "the modem may speak MBIM in another USB configuration, "
                             "or another program may have the port open");
    }
    wdm_channel_speak(&modem->channel, WDM_PROTOCOL_QMI);
}

void wdm_explain_mbim_silence(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_error ignored;

    if (modem->port->proxied)
        return;
    if (wdm_answers_qmi(modem, deadline, &ignored)) {
        wdm_fail(error, WDM_DEADLINE, "no MBIM answer from %s, which speaks QMI",
                 modem->port->name);
        wdm_fail_hint(error, "use '-m qmi'");
        return;
    }
    if (ignored.kind == WDM_INTERRUPTED || ignored.kind == WDM_GONE) {
        *error = ignored;
    } else if (error->kind == WDM_DEADLINE) {
        wdm_fail(error, WDM_DEADLINE, "%s answers neither MBIM nor QMI", modem->port->name);
        wdm_fail_hint(error, "see if another program has it open, or give it more time with -t");
    }
    wdm_modem_speak(modem, WDM_PROTOCOL_MBIM);
    modem->session.opening = true;
}
