/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages that no request asked for. Uses the catalogue and wire/. */
#include "sim_internal.h"

#define DMS_EVENT_REPORT      0x0001
#define DMS_EVENT_REPORT_MODE 0x14

#define WDS_PACKET_SERVICE_STATUS 0x0022

enum { DISCONNECTED = 1, CONNECTED = 2 };

/* Basic Connect commands that indicate. */
enum {
    RADIO_STATE = WDM_MBIM_CID_RADIO_STATE,
    REGISTER_STATE = 9,
    SIGNAL_STATE = 11,
};

static void indicate_buffer(struct wdm_sim *sim, const struct wdm_uuid *service, uint32_t command,
                            struct wdm_span buffer, wdm_time now)
{
    struct wdm_mbim_message message = {.type = WDM_MBIM_INDICATE_STATUS,
                                       .service = *service,
                                       .command = command,
                                       .buffer = buffer};
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_mbim_write(&out, &message);
    if (!out.failed)
        wdm_sim_send_indication(sim, wdm_written(&out), now);
}

/* A command's notification says what a query of it would answer. */
static void indicate_state(struct wdm_sim *sim, uint32_t command, wdm_time now)
{
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);
    const struct wdm_mbim_command_entry *entry =
        service ? wdm_mbim_command_by_id(service, command) : NULL;
    if (!entry)
        return;
    uint8_t room[512];
    struct wdm_writer buffer = wdm_writer(room, sizeof(room));
    struct wdm_mbim_message query = {
        .service = wdm_mbim_basic_connect, .command = command, .value = WDM_MBIM_QUERY};
    const struct wdm_sim_mbim_behaviour *behaviour = wdm_sim_find_mbim(sim, &query);
    const struct wdm_sim_answer *row = wdm_sim_find_answer(sim, service->name, entry->name);
    struct wdm_layout layout =
        wdm_mbim_layout(service, command, WDM_MBIM_PART_NOTIFICATION, sim->mbimex);
    bool good = false;
    if (behaviour)
        good = behaviour->answer(sim, &query, &buffer) == 0;
    else if (row && !row->error && layout.text)
        good = wdm_sim_encode(&layout, row->fields, &buffer);
    if (good && !buffer.failed)
        indicate_buffer(sim, &wdm_mbim_basic_connect, command, wdm_written(&buffer), now);
}

/* A QMI indication, on the carrier there is. */
static void indicate_qmi(struct wdm_sim *sim, const struct wdm_qmux *indication, wdm_time now)
{
    uint8_t room[64];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_qmux_write(&out, indication);
    if (out.failed)
        return;
    if (sim->protocol == WDM_PROTOCOL_QMI)
        wdm_sim_send_indication(sim, wdm_written(&out), now);
    else
        indicate_buffer(sim, &wdm_mbim_qmi, WDM_MBIM_CID_QMI_MSG, wdm_written(&out), now);
}

/* DMS tells its operating mode to one client, or to all. */
static void indicate_mode(struct wdm_sim *sim, uint8_t client, wdm_time now)
{
    uint8_t room[8];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    wdm_tlv_write_u8(&tlvs, DMS_EVENT_REPORT_MODE, sim->operating_mode);
    struct wdm_qmux report = {.from_modem = true,
                              .service = WDM_QMI_SERVICE_DMS,
                              .client = client,
                              .kind = WDM_QMI_INDICATION,
                              .transaction = 1,
                              .message = DMS_EVENT_REPORT,
                              .tlvs = wdm_written(&tlvs)};
    indicate_qmi(sim, &report, now);
}

static bool has_qmi(const struct wdm_sim *sim)
{
    return sim->protocol == WDM_PROTOCOL_QMI || sim->personality->qmi;
}

/* The client id of DMS that was given last; 0: none. */
static uint8_t last_dms_client(const struct wdm_sim *sim)
{
    for (size_t i = sim->client_count; i > 0; i--) {
        if (sim->clients[i - 1].service == WDM_QMI_SERVICE_DMS)
            return sim->clients[i - 1].client;
    }
    return 0;
}

void wdm_sim_noise(struct wdm_sim *sim, bool before, wdm_time now)
{
    if (!sim->faults.noise)
        return;
    if (sim->protocol == WDM_PROTOCOL_MBIM)
        indicate_state(sim, before ? SIGNAL_STATE : REGISTER_STATE, now);
    if (!has_qmi(sim))
        return;
    uint8_t client = last_dms_client(sim);
    if (client)
        indicate_mode(sim, client, now);
    indicate_mode(sim, WDM_QMI_CLIENT_ALL, now);
}

static void tell_mode(struct wdm_sim *sim, wdm_time now)
{
    if (sim->protocol == WDM_PROTOCOL_MBIM) {
        indicate_state(sim, RADIO_STATE, now);
        indicate_state(sim, REGISTER_STATE, now);
        if (!sim->subscribed)
            return;
    }
    for (size_t i = 0; i < sim->client_count; i++) {
        if (sim->clients[i].reports_mode)
            indicate_mode(sim, sim->clients[i].client, now);
    }
}

/* WDS tells every client of a call that began or ended. */
static void tell_call(struct wdm_sim *sim, wdm_time now)
{
    uint8_t status[2] = {sim->call ? CONNECTED : DISCONNECTED, 0};
    uint8_t room[8];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    wdm_tlv_write(&tlvs, 0x01, status, sizeof(status));
    struct wdm_qmux report = {.from_modem = true,
                              .service = WDM_QMI_SERVICE_WDS,
                              .client = WDM_QMI_CLIENT_ALL,
                              .kind = WDM_QMI_INDICATION,
                              .transaction = 1,
                              .message = WDS_PACKET_SERVICE_STATUS,
                              .tlvs = wdm_written(&tlvs)};
    if (sim->protocol == WDM_PROTOCOL_QMI || sim->subscribed)
        indicate_qmi(sim, &report, now);
}

/* The modem starts anew: all client ids are gone, and on raw QMI it says so. */
static void restart(struct wdm_sim *sim, wdm_time now)
{
    sim->restarts++;
    wdm_sim_power_on(sim);
    if (sim->protocol != WDM_PROTOCOL_QMI)
        return;
    struct wdm_qmux sync = {.from_modem = true,
                            .service = WDM_QMI_SERVICE_CTL,
                            .kind = WDM_QMI_INDICATION,
                            .message = WDM_CTL_SYNC};
    indicate_qmi(sim, &sync, now);
}

void wdm_sim_aftermath(struct wdm_sim *sim, wdm_time now)
{
    if (sim->mode_changed)
        tell_mode(sim, now);
    if (sim->call_changed)
        tell_call(sim, now);
    if (sim->restart)
        restart(sim, now);
    if (sim->shut_down && !sim->unplugging) {
        sim->unplugging = true;
        sim->unplug_due = now + (wdm_time)sim->faults.delay_ms * WDM_MILLISECOND;
    }
    sim->mode_changed = false;
    sim->call_changed = false;
    sim->restart = false;
    sim->shut_down = false;
}
