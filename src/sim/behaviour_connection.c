/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one connection: MBIM's session 0, or a WDS call. What is told of it while it is up
 * are the answers of WDM_SIM_CONNECTED. It lasts until it is taken down, the radio goes
 * off or the host reconfigures the device; MBIM's also ends with CLOSE, and WDS's with the
 * client id that made it. Uses the catalogue and wire/. */
#include "sim_internal.h"

enum {
    ACTIVATE = 1,
    RADIO_POWER_OFF = 20, /* MBIM status */
    CALL_FAILED = 14,     /* QMI errors */
    INVALID_HANDLE = 9,
};

/* The handle that a call is known by. */
#define CALL_HANDLE 0x50f4c0deU

static uint64_t number_of(const struct wdm_layout *layout, struct wdm_span bytes, const char *path)
{
    struct wdm_value value;
    return wdm_field_find(layout, bytes, path, &value) ? value.number : UINT64_MAX;
}

uint32_t wdm_sim_set_connect(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                             struct wdm_writer *buffer)
{
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&request->service);
    struct wdm_layout asked =
        wdm_mbim_layout(service, request->command, WDM_MBIM_PART_SET, sim->mbimex);
    struct wdm_layout told =
        wdm_mbim_layout(service, request->command, WDM_MBIM_PART_RESPONSE, sim->mbimex);
    uint64_t command = number_of(&asked, request->buffer, "activation_command");
    if (number_of(&asked, request->buffer, "session_id") != 0 || command > ACTIVATE)
        return WDM_MBIM_STATUS_INVALID_PARAMETERS;
    if (command == ACTIVATE && !wdm_sim_online(sim))
        return RADIO_POWER_OFF;
    if (command == ACTIVATE)
        sim->call = true;
    else
        wdm_sim_end_call(sim);
    const struct wdm_sim_answer *row = wdm_sim_find_answer(sim, "basic-connect", "connect");
    return row && wdm_sim_encode(&told, row->fields, buffer) ? WDM_MBIM_STATUS_SUCCESS
                                                             : WDM_MBIM_STATUS_FAILURE;
}

uint16_t wdm_sim_start_network(struct wdm_sim *sim, const struct wdm_qmux *request,
                               struct wdm_writer *tlvs)
{
    if (!wdm_sim_online(sim))
        return CALL_FAILED;
    if (sim->call)
        return WDM_SIM_QMI_NO_EFFECT;
    uint8_t handle[4];
    struct wdm_writer out = wdm_writer(handle, sizeof(handle));
    wdm_write_u32(&out, CALL_HANDLE);
    wdm_tlv_write(tlvs, 0x01, handle, sizeof(handle));
    sim->call = sim->call_changed = true;
    sim->call_client = request->client;
    return 0;
}

uint16_t wdm_sim_stop_network(struct wdm_sim *sim, const struct wdm_qmux *request,
                              struct wdm_writer *tlvs)
{
    struct wdm_span handle;
    (void)tlvs;
    if (!wdm_tlv_find(request->tlvs, 0x01, &handle) || handle.length < 4)
        return WDM_SIM_QMI_MISSING_ARGUMENT;
    if (!sim->call)
        return WDM_SIM_QMI_NO_EFFECT;
    if (wdm_get_u32(handle.bytes) != CALL_HANDLE)
        return INVALID_HANDLE;
    wdm_sim_end_call(sim);
    return 0;
}
