/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem reached: which protocol its port speaks, opened, and closed again with
 * everything given back. Uses sessions; knows no message by name. */
#include "wdm/modem.h"

#include <string.h>

#include "silence.h"

void wdm_modem_init(struct wdm_modem *modem, struct wdm_port *port)
{
    modem->port = port;
    modem->catalogue = NULL;
    modem->protocol = WDM_PROTOCOL_UNKNOWN;
    modem->how = "not asked yet";
    modem->stay_open = modem->leaving = false;
    wdm_channel_init(&modem->channel, port, WDM_PROTOCOL_MBIM);
    wdm_mbim_session_init(&modem->session, &modem->channel);
    wdm_qmi_init_mbim(&modem->qmi, &modem->session);
}

void wdm_modem_speak(struct wdm_modem *modem, enum wdm_protocol protocol)
{
    modem->protocol = protocol;
    wdm_channel_speak(&modem->channel, protocol);
    if (protocol == WDM_PROTOCOL_QMI) {
        wdm_qmi_init_raw(&modem->qmi, &modem->channel);
        return;
    }
    wdm_mbim_session_init(&modem->session, &modem->channel);
    wdm_qmi_init_mbim(&modem->qmi, &modem->session);
}

void wdm_modem_assume_open(struct wdm_modem *modem)
{
    wdm_modem_speak(modem, WDM_PROTOCOL_MBIM);
    modem->session.opened = true;
}

void wdm_modem_count_from(struct wdm_modem *modem, wdm_time clock)
{
    uint64_t time = (uint64_t)clock;

    /* As fast as a number of that size may go round: in half an hour, a minute, a second. */
    modem->session.transaction = (uint32_t)(time & INT32_MAX);
    modem->qmi.transaction = (uint16_t)(time >> 10 & UINT16_MAX);
    modem->qmi.ctl_transaction = (uint8_t)(time >> 12 & UINT8_MAX);
}

static bool open_mbim(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    wdm_time spare = wdm_silence_spare(modem, deadline);

    wdm_modem_speak(modem, WDM_PROTOCOL_MBIM);
    if (wdm_mbim_open(&modem->session, spare, error))
        return true;
    if (error->kind == WDM_DEADLINE || error->kind == WDM_PROTOCOL)
        wdm_explain_mbim_silence(modem, deadline, error);
    return wdm_fail_doing(error, "opening %s", modem->port->name);
}

/* The longest that each question waits while it is not known which protocol is
 * spoken. */
#define ASK_MOST (2 * WDM_SECOND)

/* MBIM first, for a third of the time or two seconds; then QMI; then MBIM again,
 * for modems that are slow to begin. */
static bool ask(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    wdm_time now = wdm_port_now(modem->port);
    wdm_time third = (deadline - now) / 3 < ASK_MOST ? (deadline - now) / 3 : ASK_MOST;

    modem->how = "asked";
    wdm_modem_speak(modem, WDM_PROTOCOL_MBIM);
    if (wdm_mbim_open(&modem->session, now + third, error))
        return true;
    if (error->kind != WDM_DEADLINE && error->kind != WDM_PROTOCOL)
        return wdm_fail_doing(error, "opening %s", modem->port->name);
    if (wdm_answers_qmi(modem, now + 2 * third, error))
        return true;
    if (error->kind != WDM_DEADLINE && error->kind != WDM_PROTOCOL)
        return wdm_fail_doing(error, "opening %s", modem->port->name);
    wdm_modem_speak(modem, WDM_PROTOCOL_MBIM);
    if (wdm_mbim_open(&modem->session, deadline, error))
        return true;
    if (error->kind == WDM_DEADLINE) {
        wdm_fail(error, WDM_DEADLINE, "it answers neither MBIM nor QMI");
        wdm_fail_hint(error, "see if another program has it open, or give it more time with -t");
    }
    return wdm_fail_doing(error, "opening %s", modem->port->name);
}

bool wdm_modem_open(struct wdm_modem *modem, enum wdm_mode mode, wdm_time deadline,
                    struct wdm_error *error)
{
    enum wdm_protocol protocol = modem->port->protocol;

    modem->how = "its driver";
    if (mode != WDM_MODE_AUTO) {
        protocol = mode == WDM_MODE_MBIM ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI;
        modem->how = "as told";
    }
    if (protocol == WDM_PROTOCOL_UNKNOWN)
        return ask(modem, deadline, error);
    if (protocol == WDM_PROTOCOL_MBIM)
        return open_mbim(modem, deadline, error);
    wdm_modem_speak(modem, WDM_PROTOCOL_QMI);
    return true;
}

bool wdm_modem_client(struct wdm_modem *modem, uint8_t service, wdm_time deadline,
                      struct wdm_error *error)
{
    /* Who has given client ids speaks QMI, and is to get them back. */
    bool raw = modem->protocol == WDM_PROTOCOL_QMI && modem->qmi.client_count == 0 &&
               modem->qmi.stray_count == 0;
    const char *name = wdm_catalogue_qmi_service_name(modem->catalogue, service);
    wdm_time until = raw ? wdm_silence_spare(modem, deadline) : deadline;

    if (wdm_qmi_allocate(&modem->qmi, service, until, error))
        return true;
    if (raw && (error->kind == WDM_DEADLINE || error->kind == WDM_PROTOCOL))
        wdm_explain_qmi_silence(modem, deadline, error);
    if (wdm_refused_with(error, WDM_CODE_MBIM_STATUS, WDM_MBIM_STATUS_NO_DEVICE_SUPPORT))
        return wdm_fail(error, WDM_REFUSED, "the modem carries no QMI inside MBIM");
    if (wdm_refused_with(error, WDM_CODE_QMI, 5))
        wdm_fail_hint(error, "other programs hold them all, or lost them: restart the modem");
    return wdm_fail_doing(error, "taking a client id of QMI %s", name != NULL ? name : "service");
}

bool wdm_modem_pause(struct wdm_modem *modem, wdm_time duration, wdm_time deadline,
                     struct wdm_error *error)
{
    wdm_time end = wdm_port_now(modem->port) + duration;
    wdm_time until = end < deadline ? end : deadline;

    if (!wdm_qmi_listen(&modem->qmi, until, error))
        return false;
    return end < deadline || wdm_fail(error, WDM_DEADLINE, "time is up");
}

/* Whether a failure to give back is to be told. */
static bool counts(const struct wdm_modem *modem, const struct wdm_error *failure)
{
    return !modem->leaving || (failure->kind != WDM_GONE && failure->kind != WDM_DEADLINE);
}

/* They outlive an MBIM session that was lost: giving one back opens it again. */
static bool holds_clients(const struct wdm_qmi *qmi)
{
    return qmi->client_count > 0 || qmi->stray_count > 0;
}

/* Gives back what is held, and closes. What comes late while it closes is held again. */
static bool close_once(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    const wdm_time linger = 100 * WDM_MILLISECOND;
    wdm_time now = wdm_port_now(modem->port);
    wdm_time release = now + (deadline - now) * 2 / 3;
    bool released = true, closed = true;
    struct wdm_error failure;

    if (modem->protocol == WDM_PROTOCOL_QMI || modem->session.opened || holds_clients(&modem->qmi))
        released = wdm_qmi_release_all(&modem->qmi, now + linger < release ? now + linger : release,
                                       release, error) ||
                   !counts(modem, error);
    if (!released)
        wdm_fail_doing(error, "releasing client ids");
    if (modem->protocol == WDM_PROTOCOL_MBIM && !modem->stay_open)
        closed = wdm_mbim_close(&modem->session, deadline, &failure) || !counts(modem, &failure);
    if (!closed && released) {
        *error = failure;
        wdm_fail_doing(error, "closing %s", modem->port->name);
    }
    return released && closed;
}

bool wdm_modem_close(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    bool closed;

    modem->port->interrupted = NULL;
    if (modem->protocol == WDM_PROTOCOL_UNKNOWN)
        return true;
    do
        closed = close_once(modem, deadline, error);
    while (closed && modem->qmi.stray_count > 0);
    return closed;
}

bool wdm_refused_with(const struct wdm_error *error, enum wdm_error_list list, uint32_t code)
{
    return error->kind == WDM_REFUSED && error->list == list && error->code == code;
}
