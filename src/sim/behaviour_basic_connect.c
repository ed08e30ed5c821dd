/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Basic Connect answers that have state: the radio, and what the host wants to
 * hear of. Uses the catalogue and wire/. */

#include "sim_internal.h"
#include "wdm/format.h"

#define CONNECT   12
#define RADIO_OFF 0
#define RADIO_ON  1

/* No host subscribes to more services than this. */
#define EVENTS_MAX 32

static uint32_t query_radio_state(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                                  struct wdm_writer *buffer)
{
    (void)request;
    wdm_write_u32(buffer, RADIO_ON); /* the hardware switch */
    wdm_write_u32(buffer, wdm_sim_online(sim) ? RADIO_ON : RADIO_OFF);
    return WDM_MBIM_STATUS_SUCCESS;
}

static uint32_t set_radio_state(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                                struct wdm_writer *buffer)
{
    struct wdm_reader reader = wdm_reader(request->buffer.bytes, request->buffer.length);
    uint32_t wanted = wdm_read_u32(&reader);
    if (reader.failed || wanted > RADIO_ON)
        return WDM_MBIM_STATUS_INVALID_PARAMETERS;
    uint16_t error =
        wdm_sim_set_mode(sim, wanted == RADIO_ON ? WDM_SIM_MODE_ONLINE : WDM_SIM_MODE_LOW_POWER);
    if (error)
        return WDM_MBIM_STATUS_OPERATION_NOT_ALLOWED;
    return query_radio_state(sim, request, buffer);
}

/* The answer repeats the list. */
static uint32_t set_subscribe_list(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                                   struct wdm_writer *buffer)
{
    struct wdm_layout layout = wdm_mbim_layout(wdm_mbim_service_by_uuid(&request->service),
                                               request->command, WDM_MBIM_PART_SET, 1);
    sim->subscribed = false;
    for (unsigned int i = 0; i < EVENTS_MAX; i++) {
        char path[64];
        struct wdm_value value;
        wdm_format(path, sizeof(path), "events[%u].device_service_id", i);
        if (!wdm_field_find(&layout, request->buffer, path, &value))
            break;
        struct wdm_reader reader = wdm_reader(value.raw.bytes, value.raw.length);
        struct wdm_span uuid = wdm_read_span(&reader, WDM_UUID_SIZE);
        bool qmi = uuid.length > 0;
        for (size_t k = 0; k < uuid.length; k++)
            qmi = qmi && uuid.bytes[k] == wdm_mbim_qmi.bytes[k];
        sim->subscribed = sim->subscribed || (qmi && sim->personality->qmi);
    }
    wdm_write_bytes(buffer, request->buffer.bytes, request->buffer.length);
    return WDM_MBIM_STATUS_SUCCESS;
}

static const struct wdm_sim_mbim_behaviour rows[] = {
    {&wdm_mbim_basic_connect, WDM_MBIM_CID_RADIO_STATE, WDM_MBIM_QUERY, query_radio_state},
    {&wdm_mbim_basic_connect, WDM_MBIM_CID_RADIO_STATE, WDM_MBIM_SET, set_radio_state},
    {&wdm_mbim_basic_connect, WDM_MBIM_CID_SUBSCRIBE_LIST, WDM_MBIM_SET, set_subscribe_list},
#ifndef WDM_SMALL
    {&wdm_mbim_basic_connect, CONNECT, WDM_MBIM_SET, wdm_sim_set_connect},
#endif
};

const struct wdm_sim_mbim_behaviours wdm_sim_basic_connect_behaviours = {WDM_SIM_ROWS(rows)};
