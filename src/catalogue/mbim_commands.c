/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Look-ups of MBIM commands and their layouts. Reads only the catalogue's data. */
#include "names.h"

#include <string.h>

static const char *layout_text(const struct wdm_mbim_command_entry *entry, enum wdm_mbim_part part)
{
    switch (part) {
    case WDM_MBIM_PART_QUERY:
        return entry->query;
    case WDM_MBIM_PART_SET:
        return entry->set;
    case WDM_MBIM_PART_RESPONSE:
        return entry->response;
    case WDM_MBIM_PART_NOTIFICATION:
        return entry->notification;
    }
    return NULL;
}

const struct wdm_mbim_command_entry *wdm_mbim_command_by_id(const struct wdm_mbim_service *service,
                                                            uint32_t id)
{
    size_t low = 0, high = service->command_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (service->commands[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == service->command_count || service->commands[low].id != id)
        return NULL;
    return &service->commands[low];
}

const struct wdm_mbim_command_entry *
wdm_mbim_command_by_name(const struct wdm_mbim_service *service, const char *name)
{
    size_t length = strlen(name);
    uint16_t id;

    for (size_t i = 0; i < service->command_count; i++)
        if (wdm_name_equal(name, length, service->commands[i].name))
            return &service->commands[i];
    return wdm_number_u16(name, &id) ? wdm_mbim_command_by_id(service, id) : NULL;
}

struct wdm_layout wdm_mbim_layout(const struct wdm_mbim_service *service, uint32_t command,
                                  enum wdm_mbim_part part, uint8_t mbimex)
{
    struct wdm_layout layout = {0};
    const struct wdm_mbim_command_entry *entry, *end;

    if (!service)
        return layout;
    layout.structures = service->structures;
    layout.structure_count = service->structure_count;
    layout.enumerations = service->enumerations;
    layout.enumeration_count = service->enumeration_count;
    entry = wdm_mbim_command_by_id(service, command);
    if (!entry)
        return layout;
    end = service->commands + service->command_count;
    for (; entry < end && entry->id == command; entry++)
        if (layout_text(entry, part) && (entry->mbimex <= mbimex || !layout.text))
            layout.text = layout_text(entry, part);
    return layout;
}
