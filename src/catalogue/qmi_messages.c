/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Look-ups of QMI messages and their layouts. Reads only the catalogue's data. */
#include "names.h"

#include <string.h>

static const char *layout_text(const struct wdm_qmi_message *message, enum wdm_qmi_kind kind)
{
    switch (kind) {
    case WDM_QMI_REQUEST:
        return message->request;
    case WDM_QMI_RESPONSE:
        return message->response;
    case WDM_QMI_INDICATION:
        return message->indication;
    }
    return NULL;
}

/* Where the messages of this number begin in the table, or would. */
static size_t first_of(const struct wdm_qmi_service *service, uint16_t id)
{
    size_t low = 0, high = service->message_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (service->messages[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How well a message suits the modems of a vendor; 0 is one of anybody's. */
static unsigned suits(const struct wdm_qmi_message *message, uint16_t vendor)
{
    if (message->vendor == vendor)
        return 3;
    return message->vendor == 0 ? 2 : 1;
}

const struct wdm_qmi_message *wdm_qmi_message_by_id(const struct wdm_qmi_service *service,
                                                    uint16_t id, enum wdm_qmi_kind kind,
                                                    uint16_t vendor)
{
    const struct wdm_qmi_message *best = NULL;

    for (size_t i = first_of(service, id); i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        if (message->id != id)
            break;
        if (layout_text(message, kind) && (!best || suits(message, vendor) > suits(best, vendor)))
            best = message;
    }
    return best;
}

const struct wdm_qmi_message *wdm_qmi_message_candidate(const struct wdm_qmi_service *service,
                                                        uint16_t id, enum wdm_qmi_kind kind,
                                                        uint16_t vendor, size_t index)
{
    const struct wdm_qmi_message *best = wdm_qmi_message_by_id(service, id, kind, vendor);

    for (size_t i = first_of(service, id); best && i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        if (message->id != id)
            break;
        if (layout_text(message, kind) && suits(message, vendor) == suits(best, vendor) &&
            index-- == 0)
            return message;
    }
    return NULL;
}

const struct wdm_qmi_message *wdm_qmi_message_by_name(const struct wdm_qmi_service *service,
                                                      const char *name, uint16_t vendor)
{
    size_t length = strlen(name);
    const struct wdm_qmi_message *message;
    uint16_t id;

    for (size_t i = 0; i < service->message_count; i++)
        if (wdm_name_equal(name, length, service->messages[i].name))
            return &service->messages[i];
    if (!wdm_number_u16(name, &id))
        return NULL;
    message = wdm_qmi_message_by_id(service, id, WDM_QMI_REQUEST, vendor);
    return message ? message : wdm_qmi_message_by_id(service, id, WDM_QMI_INDICATION, vendor);
}

struct wdm_layout wdm_qmi_layout(const struct wdm_qmi_service *service,
                                 const struct wdm_qmi_message *message, enum wdm_qmi_kind kind)
{
    struct wdm_layout layout = {.tlvs = true};

    if (!service || !message)
        return layout;
    layout.text = layout_text(message, kind);
    layout.structures = service->structures;
    layout.structure_count = service->structure_count;
    layout.enumerations = service->enumerations;
    layout.enumeration_count = service->enumeration_count;
    return layout;
}
