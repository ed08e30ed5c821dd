/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests by their catalogue entries: fields are encoded, the answer's layout
 * found, and a refusal says which step it was. Uses catalogue and sessions. */
#include <string.h>

#include "wdm/modem.h"

bool wdm_modem_reaches(const struct wdm_qmi_service *service, struct wdm_error *error)
{
    if (service->id <= 0xff)
        return true;
    return wdm_fail(error, WDM_USAGE,
                    "QMI %s exists only on QRTR, inside the modem: no QMUX message reaches it",
                    service->name);
}

static bool encode(struct wdm_modem *modem, const struct wdm_layout *layout,
                   const struct wdm_assignment *fields, size_t count, struct wdm_span *encoded,
                   struct wdm_error *error)
{
    struct wdm_writer out = wdm_writer(modem->fields, sizeof modem->fields);

    if (layout->text == NULL)
        return wdm_fail(error, WDM_USAGE, "there is no such request");
    if (!wdm_encode(layout, fields, count, &out, error))
        return false;
    *encoded = wdm_written(&out);
    return true;
}

#define DMS_SET_OPERATING_MODE 0x002e

enum { OFFLINE = 3, SHUTTING_DOWN = 5 }; /* and between them, reset */

/* Whether a modem that has answered this well may be gone at any moment. */
static bool leaves_by_qmi(const struct wdm_qmi_service *service,
                          const struct wdm_qmi_message *message, struct wdm_span tlvs)
{
    struct wdm_span mode;

    return service->id == WDM_QMI_SERVICE_DMS && message->id == DMS_SET_OPERATING_MODE &&
           wdm_tlv_find(tlvs, 0x01, &mode) && mode.length > 0 && mode.bytes[0] >= OFFLINE &&
           mode.bytes[0] <= SHUTTING_DOWN;
}

#ifndef WDM_SMALL
static bool leaves_by_mbim(const struct wdm_mbim_command_entry *entry, uint32_t operation)
{
    static const char *const names[] = {"device-reset", "modem-reboot", "quectel-reboot"};
    size_t i;

    for (i = 0; operation == WDM_MBIM_SET && i < sizeof names / sizeof names[0]; i++) {
        if (entry != NULL && strcmp(entry->name, names[i]) == 0)
            return true;
    }
    return false;
}
#endif

bool wdm_modem_qmi(struct wdm_modem *modem, const struct wdm_qmi_service *service,
                   const struct wdm_qmi_message *message, const struct wdm_assignment *fields,
                   size_t count, struct wdm_qmi_answer *answer, struct wdm_layout *layout,
                   wdm_time deadline, struct wdm_error *error)
{
    struct wdm_layout request = wdm_qmi_layout(service, message, WDM_QMI_REQUEST);
    struct wdm_span tlvs;
    bool done;

    wdm_error_clear(error);
    request.catalogue = modem->catalogue;
    if (layout != NULL) {
        *layout = wdm_qmi_layout(service, message, WDM_QMI_RESPONSE);
        layout->catalogue = modem->catalogue;
    }
    done = wdm_modem_reaches(service, error) &&
           encode(modem, &request, fields, count, &tlvs, error) &&
           (service->id == WDM_QMI_SERVICE_CTL ||
            wdm_modem_client(modem, (uint8_t)service->id, deadline, error)) &&
           wdm_qmi_request_checked(&modem->qmi, (uint8_t)service->id, message->id, tlvs, answer,
                                   deadline, error);
    if (done && leaves_by_qmi(service, message, tlvs))
        modem->leaving = true;
    return done || wdm_fail_doing(error, "%s %s", service->name, message->name);
}

bool wdm_modem_mbim(struct wdm_modem *modem, const struct wdm_mbim_service *service,
                    uint32_t command, uint32_t operation, const struct wdm_assignment *fields,
                    size_t count, struct wdm_span *answer, struct wdm_layout *layout,
                    wdm_time deadline, struct wdm_error *error)
{
    enum wdm_mbim_part part = operation == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY;
    struct wdm_layout request = wdm_mbim_layout(service, command, part, modem->session.mbimex);
    const struct wdm_mbim_command_entry *entry = wdm_mbim_command_by_id(service, command);
    struct wdm_mbim_message message;
    struct wdm_span buffer;
    bool done;

    wdm_error_clear(error);
    request.catalogue = modem->catalogue;
    done = encode(modem, &request, fields, count, &buffer, error) &&
           wdm_mbim_command_checked(&modem->session, &service->uuid, command, operation, buffer,
                                    &message, deadline, error);
    /* By the version that holds now: a modem that had to be opened again is back at 1. */
    if (layout != NULL) {
        *layout = wdm_mbim_layout(service, command, WDM_MBIM_PART_RESPONSE, modem->session.mbimex);
        layout->catalogue = modem->catalogue;
    }
    if (done)
        *answer = message.buffer;
#ifndef WDM_SMALL
    if (done && leaves_by_mbim(entry, operation))
        modem->leaving = true;
#endif
    return done ||
           wdm_fail_doing(error, "%s %s", service->name, entry != NULL ? entry->name : "command");
}

/* The assignment of "path=value", or none of NULL. */
static size_t one_field(const char *field, struct wdm_assignment *assignment)
{
    return field != NULL && wdm_assignment_parse(field, strlen(field), assignment) ? 1 : 0;
}

bool wdm_modem_dms(struct wdm_modem *modem, uint16_t message, const char *field,
                   struct wdm_qmi_answer *answer, struct wdm_layout *layout, wdm_time deadline,
                   struct wdm_error *error)
{
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_id(WDM_QMI_SERVICE_DMS);
    const struct wdm_qmi_message *entry;
    struct wdm_assignment assignment;

    if (dms == NULL)
        return wdm_fail(error, WDM_USAGE, "the messages of QMI dms are not built in");
    entry = wdm_qmi_message_by_id(dms, message, WDM_QMI_REQUEST, modem->port->vendor);
    return wdm_modem_qmi(modem, dms, entry, &assignment, one_field(field, &assignment), answer,
                         layout, deadline, error);
}

bool wdm_modem_basic_connect(struct wdm_modem *modem, uint32_t command, uint32_t operation,
                             const char *field, struct wdm_span *answer, struct wdm_layout *layout,
                             wdm_time deadline, struct wdm_error *error)
{
    struct wdm_assignment assignment;

    return wdm_modem_mbim(modem, wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect), command,
                          operation, &assignment, one_field(field, &assignment), answer, layout,
                          deadline, error);
}
