/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMI's CTL service: client ids given and taken back. Uses wire/. */
#include "sim_internal.h"

enum {
    SET_INSTANCE_ID = 0x0020,
    SET_DATA_FORMAT = 0x0026,
};

#define CLIENT_LAST 0xfe

bool wdm_sim_serves(const struct wdm_sim *sim, uint8_t service)
{
    const struct wdm_sim_services *services = &sim->personality->services;
    if (sim->source)
        return sim->source->serves(sim, service);
    for (size_t i = 0; i < services->count; i++) {
        if (services->rows[i].service == service)
            return true;
    }
    return false;
}

struct wdm_sim_client *wdm_sim_client_find(struct wdm_sim *sim, uint8_t service, uint8_t client)
{
    for (size_t i = 0; i < sim->client_count; i++) {
        if (sim->clients[i].service == service && sim->clients[i].client == client)
            return &sim->clients[i];
    }
    return NULL;
}

/* The client id after the last one of that service, but for those in use: there
 * are fewer of these than ids. */
static uint8_t next_client(struct wdm_sim *sim, uint8_t service)
{
    uint8_t *last = &sim->last_client[service];
    uint8_t client = *last ? *last : (uint8_t)(sim->personality->first_client - 1);
    do {
        client = client >= CLIENT_LAST ? 1 : (uint8_t)(client + 1);
    } while (wdm_sim_client_find(sim, service, client));
    *last = client;
    return client;
}

static uint16_t get_version_info(const struct wdm_sim *sim, struct wdm_writer *tlvs)
{
    const struct wdm_sim_services *services = &sim->personality->services;
    uint8_t room[256];
    struct wdm_writer list = wdm_writer(room, sizeof(room));
    wdm_write_number(&list, services->count + 1, 1);
    wdm_write_u8(&list, WDM_QMI_SERVICE_CTL);
    wdm_write_u16(&list, 1);
    wdm_write_u16(&list, 5);
    for (size_t i = 0; i < services->count; i++) {
        wdm_write_u8(&list, services->rows[i].service);
        wdm_write_u16(&list, services->rows[i].major);
        wdm_write_u16(&list, services->rows[i].minor);
    }
    if (list.failed)
        return WDM_SIM_QMI_INTERNAL;
    wdm_tlv_write(tlvs, 0x01, room, list.length);
    return 0;
}

static uint16_t allocate(struct wdm_sim *sim, struct wdm_span wanted, struct wdm_writer *tlvs)
{
    if (wanted.length < 1)
        return WDM_SIM_QMI_MALFORMED_MESSAGE;
    uint8_t service = wanted.bytes[0];
    if (!wdm_sim_serves(sim, service))
        return WDM_SIM_QMI_INVALID_SERVICE_TYPE;
    if (sim->faults.busy || sim->client_count == WDM_SIM_CLIENTS)
        return WDM_SIM_QMI_CLIENT_IDS_EXHAUSTED;
    uint8_t client = next_client(sim, service);
    sim->clients[sim->client_count++] =
        (struct wdm_sim_client){.service = service, .client = client};
    sim->grant = (struct wdm_sim_grant){.service = service, .client = client};
    uint8_t given[2] = {service, client};
    wdm_tlv_write(tlvs, 0x01, given, sizeof(given));
    return 0;
}

static uint16_t release(struct wdm_sim *sim, struct wdm_span wanted, struct wdm_writer *tlvs)
{
    if (wanted.length < 2)
        return WDM_SIM_QMI_MALFORMED_MESSAGE;
    struct wdm_sim_client *client = wdm_sim_client_find(sim, wanted.bytes[0], wanted.bytes[1]);
    if (!client)
        return WDM_SIM_QMI_INVALID_CLIENT_ID;
    wdm_sim_end_call_of(sim, client->service, client->client);
    *client = sim->clients[--sim->client_count];
    wdm_tlv_write(tlvs, 0x01, wanted.bytes, 2);
    return 0;
}

/* The instance id comes back as the low byte of the link id. */
static uint16_t set_instance_id(struct wdm_span wanted, struct wdm_writer *tlvs)
{
    if (wanted.length < 1)
        return WDM_SIM_QMI_MALFORMED_MESSAGE;
    uint8_t link[2] = {wanted.bytes[0], 0};
    wdm_tlv_write(tlvs, 0x01, link, sizeof(link));
    return 0;
}

/* Any link protocol is taken as it is wanted. */
static uint16_t set_data_format(const struct wdm_qmux *request, struct wdm_writer *tlvs)
{
    struct wdm_span protocol;
    if (wdm_tlv_find(request->tlvs, 0x10, &protocol) && protocol.length >= 2)
        wdm_tlv_write(tlvs, 0x10, protocol.bytes, 2);
    return 0;
}

uint16_t wdm_sim_ctl(struct wdm_sim *sim, const struct wdm_qmux *request, struct wdm_writer *tlvs)
{
    struct wdm_span first = {0};
    wdm_tlv_find(request->tlvs, 0x01, &first);
    switch (request->message) {
    case SET_INSTANCE_ID:
        return set_instance_id(first, tlvs);
    case WDM_CTL_GET_VERSION_INFO:
        return get_version_info(sim, tlvs);
    case WDM_CTL_ALLOCATE_CLIENT_ID:
        return allocate(sim, first, tlvs);
    case WDM_CTL_RELEASE_CLIENT_ID:
        return release(sim, first, tlvs);
    case SET_DATA_FORMAT:
        return set_data_format(request, tlvs);
    case WDM_CTL_SYNC:
        wdm_sim_end_call_of(sim, WDM_QMI_SERVICE_WDS, sim->call_client);
        sim->client_count = 0;
        return 0;
    default:
        return WDM_SIM_QMI_INVALID_COMMAND;
    }
}
