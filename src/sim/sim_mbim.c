/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The MBIM function: OPEN, CLOSE, commands, and what is wrong with messages.
 * Uses the catalogue and wire/. */
#include "sim_internal.h"

static void send_value(struct wdm_sim *sim, uint32_t type, uint32_t transaction, uint32_t value,
                       wdm_time now)
{
    uint8_t room[WDM_MBIM_HEADER + 4];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_mbim_message message = {.type = type, .transaction = transaction, .value = value};
    wdm_mbim_write(&out, &message);
    sim->grant = (struct wdm_sim_grant){0};
    wdm_sim_send_answer(sim, wdm_written(&out), now);
}

static void function_error(struct wdm_sim *sim, uint32_t transaction,
                           enum wdm_mbim_function_error code, wdm_time now)
{
    if (!sim->personality->silent)
        send_value(sim, WDM_MBIM_FUNCTION_ERROR, transaction, code, now);
}

void wdm_sim_opened(struct wdm_sim *sim, uint32_t max_control)
{
    wdm_sim_close_function(sim);
    sim->opened = true;
    sim->subscribed = false;
    sim->mbimex = 1;
    sim->max_control = max_control;
    if (sim->max_control < WDM_MBIM_CONTROL_TRANSFER_MIN)
        sim->max_control = WDM_MBIM_CONTROL_TRANSFER_MIN;
    if (sim->max_control > WDM_SIM_CONTROL)
        sim->max_control = WDM_SIM_CONTROL;
    wdm_mbim_assembly_init(&sim->assembly, sim->assembled, sizeof(sim->assembled));
}

static void handle_open(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                        struct wdm_span bytes, wdm_time now)
{
    sim->opens++;
    if ((sim->faults.first_open_lost && sim->opens == 1) || wdm_sim_from_source(sim, bytes, now))
        return;
    wdm_sim_opened(sim, request->value);
    send_value(sim, WDM_MBIM_OPEN_DONE, request->transaction, WDM_MBIM_STATUS_SUCCESS, now);
}

/* A QMUX message inside MBIM; the answer's buffer is exactly the QMUX answer. */
static uint32_t handle_qmi(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                           struct wdm_writer *buffer)
{
    if (request->command != WDM_MBIM_CID_QMI_MSG)
        return WDM_MBIM_STATUS_NO_DEVICE_SUPPORT;
    if (request->value != WDM_MBIM_SET ||
        !wdm_sim_qmi_request(sim, request->buffer.bytes, request->buffer.length, buffer))
        return WDM_MBIM_STATUS_INVALID_PARAMETERS;
    return WDM_MBIM_STATUS_SUCCESS;
}

static uint32_t answer_from_table(const struct wdm_sim *sim, const struct wdm_mbim_service *service,
                                  const struct wdm_mbim_message *request, struct wdm_writer *buffer)
{
    const struct wdm_mbim_command_entry *command =
        wdm_mbim_command_by_id(service, request->command);
    const struct wdm_sim_answer *row = command && request->value == WDM_MBIM_QUERY
                                           ? wdm_sim_find_answer(sim, service->name, command->name)
                                           : NULL;
    if (!row)
        return WDM_MBIM_STATUS_NO_DEVICE_SUPPORT;
    if (row->error)
        return row->error;
    struct wdm_layout layout =
        wdm_mbim_layout(service, request->command, WDM_MBIM_PART_RESPONSE, sim->mbimex);
    return wdm_sim_encode(&layout, row->fields, buffer) ? WDM_MBIM_STATUS_SUCCESS
                                                        : WDM_MBIM_STATUS_FAILURE;
}

static uint32_t answer_command(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                               struct wdm_writer *buffer)
{
    if (sim->personality->qmi && wdm_uuid_equal(&request->service, &wdm_mbim_qmi))
        return handle_qmi(sim, request, buffer);
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&request->service);
    if (!service)
        return WDM_MBIM_STATUS_NO_DEVICE_SUPPORT;
    struct wdm_layout layout = wdm_mbim_layout(
        service, request->command,
        request->value == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY, sim->mbimex);
    const struct wdm_sim_mbim_behaviour *behaviour = wdm_sim_find_mbim(sim, request);
    if (layout.text && !wdm_sim_fits(&layout, request->buffer))
        return WDM_MBIM_STATUS_INVALID_PARAMETERS;
    if (behaviour)
        return behaviour->answer(sim, request, buffer);
    return answer_from_table(sim, service, request, buffer);
}

static void handle_command(struct wdm_sim *sim, struct wdm_span whole, wdm_time now)
{
    struct wdm_mbim_message request;
    if (wdm_mbim_parse(whole.bytes, whole.length, &request) != WDM_MBIM_OK ||
        sim->personality->silent || wdm_sim_from_source(sim, whole, now))
        return;
    if (!sim->opened) {
        function_error(sim, request.transaction, WDM_MBIM_ERROR_NOT_OPENED, now);
        return;
    }
    uint8_t buffer_room[WDM_SIM_CONTROL];
    struct wdm_writer buffer = wdm_writer(buffer_room, sizeof(buffer_room));
    sim->grant = (struct wdm_sim_grant){0};
    uint32_t status = answer_command(sim, &request, &buffer);
    if (status == WDM_MBIM_STATUS_SUCCESS && buffer.failed)
        status = WDM_MBIM_STATUS_FAILURE;
    struct wdm_mbim_message answer = {.type = WDM_MBIM_COMMAND_DONE,
                                      .transaction = request.transaction,
                                      .value = status,
                                      .service = request.service,
                                      .command = request.command};
    if (status == WDM_MBIM_STATUS_SUCCESS)
        answer.buffer = wdm_written(&buffer);
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_mbim_write(&out, &answer);
    wdm_sim_send_answer(sim, wdm_written(&out), now);
    wdm_sim_aftermath(sim, now);
}

static void handle_fragment(struct wdm_sim *sim, const uint8_t *bytes, size_t length,
                            uint32_t transaction, wdm_time now)
{
    struct wdm_span whole;
    switch (wdm_mbim_assemble(&sim->assembly, bytes, length, &whole)) {
    case WDM_MBIM_WHOLE:
        wdm_sim_send_late(sim, now);
        handle_command(sim, whole, now);
        break;
    case WDM_MBIM_MORE:
        break;
    case WDM_MBIM_OUT_OF_ORDER:
        function_error(sim, transaction, WDM_MBIM_ERROR_FRAGMENT_OUT_OF_SEQUENCE, now);
        break;
    case WDM_MBIM_TOO_LONG:
        function_error(sim, transaction, WDM_MBIM_ERROR_MAX_TRANSFER, now);
        break;
    case WDM_MBIM_MALFORMED:
        function_error(sim, transaction, WDM_MBIM_ERROR_LENGTH_MISMATCH, now);
        break;
    }
}

static void handle_message(struct wdm_sim *sim, const struct wdm_mbim_message *request,
                           const uint8_t *bytes, size_t length, wdm_time now)
{
    if (request->type == WDM_MBIM_HOST_ERROR)
        return;
    if (request->type != WDM_MBIM_COMMAND || !sim->opened)
        wdm_sim_send_late(sim, now);
    struct wdm_span whole = {.bytes = bytes, .length = length};
    if (request->type == WDM_MBIM_OPEN) {
        handle_open(sim, request, whole, now);
    } else if (request->type == WDM_MBIM_COMMAND && (sim->opened || sim->source)) {
        handle_fragment(sim, bytes, length, request->transaction, now);
    } else if (wdm_sim_from_source(sim, whole, now)) {
        /* It was a CLOSE. */
    } else if (!sim->opened) {
        function_error(sim, request->transaction, WDM_MBIM_ERROR_NOT_OPENED, now);
    } else {
        wdm_sim_close_function(sim);
        send_value(sim, WDM_MBIM_CLOSE_DONE, request->transaction, WDM_MBIM_STATUS_SUCCESS, now);
    }
}

/* Bytes that do not even begin as a host's message are met with silence, as a
 * QMUX request on a real modem's MBIM port is. */
void wdm_sim_mbim_message(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now)
{
    struct wdm_mbim_message request;
    enum wdm_mbim_problem problem = wdm_mbim_parse(bytes, length, &request);
    if (length < WDM_MBIM_HEADER || request.type < WDM_MBIM_OPEN ||
        request.type > WDM_MBIM_HOST_ERROR)
        return;
    enum wdm_mbim_function_error code;
    if (problem == WDM_MBIM_OK && length <= sim->max_control) {
        handle_message(sim, &request, bytes, length, now);
        return;
    }
    if (problem == WDM_MBIM_OK)
        code = WDM_MBIM_ERROR_MAX_TRANSFER;
    else if (problem == WDM_MBIM_FRAGMENT_BAD)
        code = WDM_MBIM_ERROR_FRAGMENT_OUT_OF_SEQUENCE;
    else
        code = WDM_MBIM_ERROR_LENGTH_MISMATCH;
    wdm_sim_send_late(sim, now);
    if (!wdm_sim_from_source(sim, (struct wdm_span){.bytes = bytes, .length = length}, now))
        function_error(sim, request.transaction, code, now);
}
