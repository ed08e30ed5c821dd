/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Unlocking a radio: the state before, the act, the state after. The lock is
 * regulatory, not cryptographic; who unlocks is responsible. */
#include "wdm/modem.h"

#define DMS_SET_FCC_AUTHENTICATION    0x555f
#define RADIO_POLL                    (200 * WDM_MILLISECOND)
#define QMI_ERROR_NO_EFFECT           0x1a
#define QMI_ERROR_INVALID_QMI_COMMAND 0x47

static bool check_carrier(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    bool has;

    if (modem->protocol != WDM_PROTOCOL_MBIM)
        return true;
    if (!wdm_modem_has_service(modem, &wdm_mbim_qmi, &has, deadline, error))
        return false;
    if (has)
        return true;
    wdm_fail(error, WDM_REFUSED, "the modem carries no QMI inside MBIM");
    return wdm_fail_hint(error, "the sierra method needs QMI: this module needs another one, or "
                                "has no lock");
}

/* DMS Set FCC Authentication: success where it was locked, NoEffect where not. */
static bool sierra(struct wdm_modem *modem, struct wdm_unlock_report *report, wdm_time deadline,
                   struct wdm_error *error)
{
    struct wdm_qmi_answer answer;

    if (wdm_modem_dms(modem, DMS_SET_FCC_AUTHENTICATION, NULL, &answer, NULL, deadline, error)) {
        report->was_locked = true;
        return true;
    }
    if (wdm_refused_with(error, WDM_CODE_QMI, QMI_ERROR_NO_EFFECT)) {
        report->was_locked = false;
        return true;
    }
    if (wdm_refused_with(error, WDM_CODE_QMI, QMI_ERROR_INVALID_QMI_COMMAND))
        wdm_fail_hint(error, "the modem does not know the sierra method");
    return false;
}

/* Turns the radio on and waits until the modem says that it is: the proof that
 * the lock is off. */
static bool power_on(struct wdm_modem *modem, struct wdm_unlock_report *report, bool verify,
                     wdm_time deadline, struct wdm_error *error)
{
    if (!wdm_radio_switch(modem, true, deadline, error))
        return false;
    while (verify) {
        if (!wdm_radio_read(modem, true, &report->after, deadline, error))
            return false;
        if (report->after.operating_mode == WDM_DMS_ONLINE && report->after.software != 0)
            break;
        if (!wdm_modem_pause(modem, RADIO_POLL, deadline, error)) {
            if (error->kind != WDM_DEADLINE)
                return false;
            wdm_fail(error, WDM_DEADLINE, "the radio was turned on but stays %s",
                     wdm_operating_mode_name(report->after.operating_mode));
            return wdm_fail_hint(error, "%s",
                                 report->after.hardware == 0
                                     ? "the hardware switch is off"
                                     : "the module may need to be detached and attached again");
        }
    }
    return true;
}

bool wdm_unlock(struct wdm_modem *modem, const struct wdm_unlock_options *options,
                struct wdm_unlock_report *report, wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_module *module = wdm_module_find(modem->port->vendor, modem->port->product);
    bool verify = !options->no_verify;

    *report = (struct wdm_unlock_report){.method = options->method};
    if (report->method == WDM_UNLOCK_AUTO)
        report->method = module != NULL ? module->method : WDM_UNLOCK_SIERRA;
    if (verify && !(check_carrier(modem, deadline, error) &&
                    wdm_radio_read(modem, true, &report->before, deadline, error)))
        return false;
    report->verified = verify;
    if (!sierra(modem, report, deadline, error))
        return false;
    if (options->power_on)
        return power_on(modem, report, verify, deadline, error);
    if (verify && !wdm_radio_read(modem, true, &report->after, deadline, error))
        return false;
    return true;
}
