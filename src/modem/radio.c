/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The radio: what the modem tells of it, and its switch. */
#include "wdm/modem.h"

#define DMS_GET_OPERATING_MODE       0x002d
#define DMS_SET_OPERATING_MODE       0x002e
#define QMI_ERROR_INVALID_TRANSITION 0x3c

static bool read_mode(struct wdm_modem *modem, struct wdm_radio *radio, wdm_time deadline,
                      struct wdm_error *error)
{
    struct wdm_qmi_answer answer;
    struct wdm_layout layout;

    if (!wdm_modem_dms(modem, DMS_GET_OPERATING_MODE, NULL, &answer, &layout, deadline, error))
        return false;
    radio->operating_mode = (int)wdm_field_number(&layout, answer.tlvs, "mode", 0xff);
    return true;
}

static bool read_switches(struct wdm_modem *modem, struct wdm_radio *radio, wdm_time deadline,
                          struct wdm_error *error)
{
    struct wdm_span answer;
    struct wdm_layout layout;

    if (!wdm_modem_basic_connect(modem, WDM_MBIM_CID_RADIO_STATE, WDM_MBIM_QUERY, NULL, &answer,
                                 &layout, deadline, error))
        return false;
    radio->hardware = (int)wdm_field_number(&layout, answer, "hw_radio_state", 0);
    radio->software = (int)wdm_field_number(&layout, answer, "sw_radio_state", 0);
    return true;
}

bool wdm_radio_read(struct wdm_modem *modem, bool qmi, struct wdm_radio *radio, wdm_time deadline,
                    struct wdm_error *error)
{
    *radio = (struct wdm_radio){WDM_RADIO_UNKNOWN, WDM_RADIO_UNKNOWN, WDM_RADIO_UNKNOWN};
    if (qmi && !read_mode(modem, radio, deadline, error))
        return false;
    return modem->protocol != WDM_PROTOCOL_MBIM || read_switches(modem, radio, deadline, error);
}

bool wdm_radio_switch(struct wdm_modem *modem, bool on, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_qmi_answer answer;
    struct wdm_span buffer;
    bool done;

    if (modem->protocol == WDM_PROTOCOL_MBIM)
        done = wdm_modem_basic_connect(modem, WDM_MBIM_CID_RADIO_STATE, WDM_MBIM_SET,
                                       on ? "radio_state=on" : "radio_state=off", &buffer, NULL,
                                       deadline, error);
    else
        done = wdm_modem_dms(modem, DMS_SET_OPERATING_MODE, on ? "mode=online" : "mode=low-power",
                             &answer, NULL, deadline, error);
    if (done)
        return true;
    if (on &&
        (wdm_refused_with(error, WDM_CODE_QMI, QMI_ERROR_INVALID_TRANSITION) ||
         wdm_refused_with(error, WDM_CODE_MBIM_STATUS, WDM_MBIM_STATUS_OPERATION_NOT_ALLOWED)))
        wdm_fail_hint(error, "the radio is locked, it seems: try 'wdmctl unlock'");
    return false;
}

const char *wdm_operating_mode_name(int mode)
{
    static const char *const names[] = {
        "online", "low-power",     "factory-test",         "offline",
        "reset",  "shutting-down", "persistent-low-power", "mode-only-low-power",
    };

    return mode >= 0 && mode < (int)(sizeof names / sizeof names[0]) ? names[mode] : "unknown";
}
