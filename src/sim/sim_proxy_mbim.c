/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The simulated mbim-proxy. It opens the modem when the first client says which
 * device it wants, and answers each client's OPEN and CLOSE itself; each command
 * gets a transaction of the proxy's own. Uses the catalogue and wire/.
 */
#include "sim_internal.h"
#include "sim_proxy.h"

#define CID_CONFIGURATION 1
#define CID_VERSION       2

/* An OPEN is sent so often, and so far apart. */
#define OPENS_MAX  3
#define OPEN_PAUSE (2 * WDM_SECOND)

/* The transaction of the modem's OPEN; those of commands come after it. */
#define OPEN_NUMBER 1

static void write_message(struct wdm_sim_proxy *proxy, size_t client,
                          const struct wdm_mbim_message *message)
{
    uint8_t room[64];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_mbim_write(&out, message);
    if (!out.failed)
        wdm_sim_proxy_send(proxy, client, wdm_written(&out));
}

/* A message that has a number and nothing else. */
static void answer_value(struct wdm_sim_proxy *proxy, size_t client, uint32_t type,
                         uint32_t transaction, uint32_t value)
{
    struct wdm_mbim_message message = {.type = type, .transaction = transaction, .value = value};
    write_message(proxy, client, &message);
}

/* ---- Opening the modem */

static void answer_configuration(struct wdm_sim_proxy *proxy, size_t client, uint32_t transaction,
                                 uint32_t status)
{
    struct wdm_mbim_message version = {.type = WDM_MBIM_INDICATE_STATUS,
                                       .service = wdm_mbim_proxy_control,
                                       .command = CID_VERSION,
                                       .buffer = {proxy->version, sizeof(proxy->version)}};
    struct wdm_mbim_message done = {.type = WDM_MBIM_COMMAND_DONE,
                                    .transaction = transaction,
                                    .value = status,
                                    .service = wdm_mbim_proxy_control,
                                    .command = CID_CONFIGURATION};
    if (status == WDM_MBIM_STATUS_SUCCESS && proxy->versioned)
        write_message(proxy, client, &version);
    write_message(proxy, client, &done);
}

static void send_open(struct wdm_sim_proxy *proxy, wdm_time now)
{
    uint8_t room[WDM_MBIM_HEADER + 4];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_mbim_message message = {
        .type = WDM_MBIM_OPEN, .transaction = OPEN_NUMBER, .value = (uint32_t)WDM_SIM_CONTROL};
    wdm_mbim_write(&out, &message);
    proxy->opens++;
    proxy->open_again = now + OPEN_PAUSE;
    wdm_sim_input(proxy->sim, room, out.length, now);
}

/* The modem opened, or did not: then its clients are hung up on. */
static void end_opening(struct wdm_sim_proxy *proxy, bool success)
{
    proxy->opening = false;
    proxy->opened = success;
    for (size_t i = 0; i < WDM_SIM_PROXY_REQUESTS; i++) {
        struct wdm_sim_proxy_request *request = &proxy->requests[i];
        if (!request->used || !request->opens)
            continue;
        request->used = false;
        if (request->client >= WDM_SIM_PROXY_CLIENTS)
            continue;
        struct wdm_sim_proxy_client *client = &proxy->clients[request->client];
        client->configured = success;
        client->failed = client->failed || !success;
        if (success)
            answer_configuration(proxy, request->client, request->original,
                                 WDM_MBIM_STATUS_SUCCESS);
    }
}

void wdm_sim_proxy_mbim_open_again(struct wdm_sim_proxy *proxy, wdm_time now)
{
    if (proxy->opens < OPENS_MAX)
        send_open(proxy, now);
    else
        end_opening(proxy, false);
}

/* Any device's path will do. */
static void configure(struct wdm_sim_proxy *proxy, size_t client,
                      const struct wdm_mbim_message *command, wdm_time now)
{
    struct wdm_layout layout = wdm_mbim_layout(wdm_mbim_service_by_uuid(&wdm_mbim_proxy_control),
                                               CID_CONFIGURATION, WDM_MBIM_PART_SET, 1);
    char path[8];
    if (!wdm_sim_fits(&layout, command->buffer) ||
        wdm_field_text(&layout, command->buffer, "device_path", path, sizeof(path)) == 0) {
        answer_configuration(proxy, client, command->transaction,
                             WDM_MBIM_STATUS_INVALID_PARAMETERS);
        return;
    }
    if (proxy->opened) {
        proxy->clients[client].configured = true;
        answer_configuration(proxy, client, command->transaction, WDM_MBIM_STATUS_SUCCESS);
        return;
    }
    struct wdm_sim_proxy_request *request = wdm_sim_proxy_note(proxy, client);
    request->opens = true;
    request->original = command->transaction;
    if (proxy->opening)
        return;
    proxy->opening = true;
    proxy->opens = 0;
    send_open(proxy, now);
}

/* ---- Commands */

static uint32_t next_number(struct wdm_sim_proxy *proxy)
{
    do {
        if (++proxy->last_number <= OPEN_NUMBER)
            proxy->last_number = OPEN_NUMBER + 1;
    } while (wdm_sim_proxy_find(proxy, 0, 0, proxy->last_number));
    return proxy->last_number;
}

/* Gives the modem a message, in fragments where it must be. */
static void give(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now)
{
    uint32_t count = wdm_mbim_fragment_count(bytes, length, sim->max_control);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t room[WDM_SIM_CONTROL];
        struct wdm_writer piece = wdm_writer(room, sizeof(room));
        wdm_mbim_fragment_write(&piece, bytes, length, sim->max_control, i);
        if (!piece.failed)
            wdm_sim_input(sim, room, piece.length, now);
    }
}

/* The modem knows one host and one list of what it wants to hear of: the list of
 * one client does not take from the others. */
static void forward(struct wdm_sim_proxy *proxy, size_t client,
                    const struct wdm_mbim_message *command, wdm_time now)
{
    struct wdm_sim *sim = proxy->sim;
    struct wdm_sim_proxy_request *request = wdm_sim_proxy_note(proxy, client);
    struct wdm_mbim_message asked = *command;
    uint8_t room[WDM_SIM_PROXY_MESSAGE];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    request->number = next_number(proxy);
    request->original = command->transaction;
    asked.transaction = request->number;
    wdm_mbim_write(&out, &asked);
    if (out.failed)
        return;
    sim->subscribed = proxy->clients[client].subscribed;
    give(sim, room, out.length, now);
    proxy->clients[client].subscribed = sim->subscribed;
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        if (proxy->clients[i].connected && proxy->clients[i].subscribed)
            sim->subscribed = true;
    }
}

static void handle_command(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span whole,
                           wdm_time now)
{
    struct wdm_mbim_message command;
    if (wdm_mbim_parse(whole.bytes, whole.length, &command) != WDM_MBIM_OK)
        return;
    bool control = wdm_uuid_equal(&command.service, &wdm_mbim_proxy_control);
    if (control && command.command == CID_CONFIGURATION && command.value == WDM_MBIM_SET) {
        configure(proxy, client, &command, now);
    } else if (control) {
        struct wdm_mbim_message done = command;
        done.type = WDM_MBIM_COMMAND_DONE;
        done.value = WDM_MBIM_STATUS_NO_DEVICE_SUPPORT;
        done.buffer = (struct wdm_span){0};
        write_message(proxy, client, &done);
    } else if (proxy->clients[client].configured && proxy->opened) {
        forward(proxy, client, &command, now);
    } else {
        answer_value(proxy, client, WDM_MBIM_FUNCTION_ERROR, command.transaction,
                     WDM_MBIM_ERROR_NOT_OPENED);
    }
}

static void handle_fragment(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span bytes,
                            uint32_t transaction, wdm_time now)
{
    struct wdm_span whole;
    uint32_t code = WDM_MBIM_ERROR_LENGTH_MISMATCH;
    switch (
        wdm_mbim_assemble(&proxy->clients[client].assembly, bytes.bytes, bytes.length, &whole)) {
    case WDM_MBIM_WHOLE:
        handle_command(proxy, client, whole, now);
        return;
    case WDM_MBIM_MORE:
        return;
    case WDM_MBIM_OUT_OF_ORDER:
        code = WDM_MBIM_ERROR_FRAGMENT_OUT_OF_SEQUENCE;
        break;
    case WDM_MBIM_TOO_LONG:
        code = WDM_MBIM_ERROR_MAX_TRANSFER;
        break;
    case WDM_MBIM_MALFORMED:
        break;
    }
    answer_value(proxy, client, WDM_MBIM_FUNCTION_ERROR, transaction, code);
}

void wdm_sim_proxy_mbim_request(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span bytes,
                                wdm_time now)
{
    struct wdm_mbim_message message;
    bool ready = proxy->clients[client].configured && proxy->opened;
    (void)wdm_mbim_parse(bytes.bytes, bytes.length, &message);
    if (message.type == WDM_MBIM_OPEN)
        answer_value(proxy, client, WDM_MBIM_OPEN_DONE, message.transaction,
                     ready ? WDM_MBIM_STATUS_SUCCESS : WDM_MBIM_STATUS_FAILURE);
    else if (message.type == WDM_MBIM_CLOSE)
        answer_value(proxy, client, WDM_MBIM_CLOSE_DONE, message.transaction,
                     WDM_MBIM_STATUS_SUCCESS);
    else if (message.type == WDM_MBIM_COMMAND)
        handle_fragment(proxy, client, bytes, message.transaction, now);
}

/* ---- What the modem says */

/* An answer to the Version command tells all clients, the later ones too. */
static void watch_version(struct wdm_sim_proxy *proxy, const struct wdm_mbim_message *answer)
{
    if (answer->value != WDM_MBIM_STATUS_SUCCESS || answer->command != WDM_MBIM_CID_VERSION ||
        answer->buffer.length < sizeof(proxy->version) ||
        !wdm_uuid_equal(&answer->service, &wdm_mbim_extensions))
        return;
    struct wdm_writer version = wdm_writer(proxy->version, sizeof(proxy->version));
    wdm_write_bytes(&version, answer->buffer.bytes, sizeof(proxy->version));
    proxy->versioned = true;
    struct wdm_mbim_message notification = {.type = WDM_MBIM_INDICATE_STATUS,
                                            .service = wdm_mbim_proxy_control,
                                            .command = CID_VERSION,
                                            .buffer = wdm_written(&version)};
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        if (proxy->clients[i].configured)
            write_message(proxy, i, &notification);
    }
}

/* The bytes as they are, but for the transaction. */
static void pass_answer(struct wdm_sim_proxy *proxy, struct wdm_span bytes,
                        const struct wdm_mbim_message *answer)
{
    struct wdm_sim_proxy_request *request = wdm_sim_proxy_find(proxy, 0, 0, answer->transaction);
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    if (!request)
        return;
    wdm_write_bytes(&out, bytes.bytes, bytes.length);
    wdm_patch_u32(&out, 8, request->original);
    request->used = answer->fragment + 1 < answer->fragments;
    if (answer->type == WDM_MBIM_COMMAND_DONE && answer->fragments == 1)
        watch_version(proxy, answer);
    if (!out.failed)
        wdm_sim_proxy_send(proxy, request->client, wdm_written(&out));
}

static void pass_indication(struct wdm_sim_proxy *proxy, struct wdm_span bytes,
                            const struct wdm_mbim_message *indication)
{
    if (indication->fragment == 0)
        proxy->for_subscribers = wdm_uuid_equal(&indication->service, &wdm_mbim_qmi);
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        const struct wdm_sim_proxy_client *client = &proxy->clients[i];
        if (client->configured && (client->subscribed || !proxy->for_subscribers))
            wdm_sim_proxy_send(proxy, i, bytes);
    }
}

void wdm_sim_proxy_mbim_answer(struct wdm_sim_proxy *proxy, struct wdm_span bytes)
{
    struct wdm_mbim_message message;
    if (wdm_mbim_parse(bytes.bytes, bytes.length, &message) != WDM_MBIM_OK)
        return;
    switch (message.type) {
    case WDM_MBIM_OPEN_DONE:
        if (proxy->opening)
            end_opening(proxy, message.value == WDM_MBIM_STATUS_SUCCESS);
        break;
    case WDM_MBIM_FUNCTION_ERROR:
        proxy->opened = proxy->opened && message.value != WDM_MBIM_ERROR_NOT_OPENED;
        pass_answer(proxy, bytes, &message);
        break;
    case WDM_MBIM_COMMAND_DONE:
        pass_answer(proxy, bytes, &message);
        break;
    case WDM_MBIM_INDICATE_STATUS:
        pass_indication(proxy, bytes, &message);
        break;
    default:
        break;
    }
}
