/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* USB compositions of Sierra's modules, over QMI. Uses sessions and the catalogue. */
#include <string.h>

#include "wdm/format.h"
#include "wdm/usb.h"

#define VENDOR_SIERRA                 0x1199
#define DMS_SET_OPERATING_MODE        0x002e
#define SWI_GET_USB_COMPOSITION       0x555b
#define SWI_SET_USB_COMPOSITION       0x555c
#define QMI_ERROR_INVALID_QMI_COMMAND 0x47

/* One of the two messages, whoever sells the module: HP and Dell have vendor ids of
 * their own. */
static bool ask(struct wdm_modem *modem, uint16_t message, const char *field,
                struct wdm_qmi_answer *answer, struct wdm_layout *layout, wdm_time deadline,
                struct wdm_error *error)
{
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_id(WDM_QMI_SERVICE_DMS);
    const struct wdm_qmi_message *entry =
        dms != NULL ? wdm_qmi_message_by_id(dms, message, WDM_QMI_REQUEST, VENDOR_SIERRA) : NULL;
    struct wdm_assignment assignment;
    size_t count = field != NULL && wdm_assignment_parse(field, strlen(field), &assignment) ? 1 : 0;

    if (entry == NULL)
        return wdm_fail(error, WDM_USAGE, "the messages of QMI dms are not built in");
    if (wdm_modem_qmi(modem, dms, entry, &assignment, count, answer, layout, deadline, error))
        return true;
    if (wdm_refused_with(error, WDM_CODE_QMI, QMI_ERROR_INVALID_QMI_COMMAND))
        wdm_fail_hint(error, "compositions are something of Sierra's modules");
    return false;
}

bool wdm_usb_compositions(struct wdm_modem *modem, struct wdm_usb_compositions *compositions,
                          wdm_time deadline, struct wdm_error *error)
{
    struct wdm_qmi_answer answer;
    struct wdm_layout layout;
    struct wdm_value value;
    char path[24];

    memset(compositions, 0, sizeof *compositions);
    if (!ask(modem, SWI_GET_USB_COMPOSITION, NULL, &answer, &layout, deadline, error))
        return false;
    if (!wdm_field_find(&layout, answer.tlvs, "current", &value))
        return wdm_fail(error, WDM_PROTOCOL, "the modem does not say which composition it has");
    compositions->current = (uint8_t)(value.number & 0xff);
    while (compositions->count < sizeof compositions->supported) {
        wdm_format(path, sizeof path, "supported[%zu]", compositions->count);
        if (!wdm_field_find(&layout, answer.tlvs, path, &value))
            break;
        compositions->supported[compositions->count++] = (uint8_t)(value.number & 0xff);
    }
    return true;
}

bool wdm_usb_composition_set(struct wdm_modem *modem, uint8_t composition, wdm_time deadline,
                             struct wdm_error *error)
{
    struct wdm_qmi_answer answer;
    char field[24];

    wdm_format(field, sizeof field, "current=%u", composition);
    return ask(modem, SWI_SET_USB_COMPOSITION, field, &answer, NULL, deadline, error);
}

bool wdm_modem_restart(struct wdm_modem *modem, wdm_time deadline, struct wdm_error *error)
{
    struct wdm_qmi_answer answer;

    if (!wdm_modem_dms(modem, DMS_SET_OPERATING_MODE, "mode=offline", &answer, NULL, deadline,
                       error))
        return false;
    if (wdm_modem_dms(modem, DMS_SET_OPERATING_MODE, "mode=reset", &answer, NULL, deadline, error))
        return true;
    if (error->kind != WDM_GONE)
        wdm_fail_hint(error, "the modem is offline now, and may be until its power was off");
    return false;
}

/* As libqmi's documentation of QmiDmsSwiUsbComposition lists them. From 13 on, two
 * configurations have one of the others each. */
size_t wdm_usb_composition_text(uint8_t composition, char *text, size_t capacity)
{
    static const char *const names[] = {
        "HIP, DM, NMEA, AT, MDM1, MDM2, MDM3, MS",
        "HIP, DM, NMEA, AT, MDM1, MS",
        "HIP, DM, NMEA, AT, NIC1, MS",
        "HIP, DM, NMEA, AT, MDM1, NIC1, MS",
        "HIP, DM, NMEA, AT, NIC1, NIC2, NIC3, MS",
        "HIP, DM, NMEA, AT, ECM1, MS",
        "DM, NMEA, AT, QMI",
        "DM, NMEA, AT, RMNET1, RMNET2, RMNET3",
        "DM, NMEA, AT, MBIM",
        "MBIM",
        "NMEA, MBIM",
        "DM, MBIM",
        "DM, NMEA, MBIM",
    };
    unsigned pair = composition - 13U;

    if (composition < 13)
        return wdm_format(text, capacity, "%s", names[composition]);
    if (composition <= 22)
        return wdm_format(text, capacity, "configuration 1: %s; 2: %s", names[6 + pair / 5],
                          names[8 + pair % 5]);
    return wdm_format(text, capacity, "%s", "");
}
