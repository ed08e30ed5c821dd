/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A proxy without a modem. Listens on the abstract sockets of both proxies. */
#include "recorder.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define ASSIGNMENTS 64

static int listen_on(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    memcpy(address.sun_path + 1, name, strlen(name));
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address, size) != 0 ||
        listen(fd, RECORDER_CLIENTS) != 0)
        fail_msg("cannot listen on @%s: %s", name, strerror(errno));
    return fd;
}

void recorder_open(struct recorder *recorder, const struct recorder_answer *answers, size_t count)
{
    recorder->listeners[0] = listen_on("mbim-proxy");
    recorder->listeners[1] = listen_on("qmi-proxy");
    recorder->answers = answers;
    recorder->answer_count = count;
    for (size_t i = 0; i < RECORDER_CLIENTS; i++)
        recorder->clients[i].fd = -1;
}

void recorder_close(struct recorder *recorder)
{
    close(recorder->listeners[0]);
    close(recorder->listeners[1]);
}

/* ---- Answers */

size_t recorder_assignments(const char *lines, struct wdm_assignment *list, size_t capacity)
{
    size_t count = 0;

    while (*lines != '\0') {
        size_t length = strcspn(lines, "\n");
        assert_true(count < capacity);
        if (!wdm_assignment_parse(lines, length, &list[count]))
            fail_msg("no assignment: %s", lines);
        count++;
        lines += length + (lines[length] == '\n');
    }
    return count;
}

/* Appends the answer to a message of this name, if there is one. */
static void write_fields(const struct recorder *recorder, const char *service, const char *message,
                         const struct wdm_layout *layout, struct wdm_writer *out)
{
    struct wdm_assignment list[ASSIGNMENTS];
    struct wdm_error error;

    for (size_t i = 0; service && message && i < recorder->answer_count; i++) {
        const struct recorder_answer *answer = &recorder->answers[i];
        if (strcmp(answer->service, service) != 0 || strcmp(answer->message, message) != 0)
            continue;
        size_t count = recorder_assignments(answer->fields, list, ASSIGNMENTS);
        if (!wdm_encode(layout, list, count, out, &error))
            fail_msg("the answer to %s %s: %s", service, message, error.what);
    }
}

static void write_mbim_answer(const struct recorder *recorder,
                              const struct wdm_mbim_message *request, struct wdm_writer *out)
{
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&request->service);
    const struct wdm_mbim_command_entry *command =
        service ? wdm_mbim_command_by_id(service, request->command) : NULL;
    uint8_t room[1024];
    struct wdm_writer buffer = wdm_writer(room, sizeof room);
    struct wdm_mbim_message answer = {.type = request->type | UINT32_C(0x80000000),
                                      .transaction = request->transaction,
                                      .service = request->service,
                                      .command = request->command};

    if (command != NULL) {
        struct wdm_layout layout =
            wdm_mbim_layout(service, request->command, WDM_MBIM_PART_RESPONSE, 3);
        write_fields(recorder, service->name, command->name, &layout, &buffer);
    }
    answer.buffer = wdm_written(&buffer);
    wdm_mbim_write(out, &answer);
}

static void write_qmi_answer(const struct recorder *recorder, const struct wdm_qmux *request,
                             struct wdm_writer *out)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_id(request->service);
    const struct wdm_qmi_message *message =
        service ? wdm_qmi_message_by_id(service, request->message, WDM_QMI_REQUEST, 0) : NULL;
    uint8_t room[1024];
    struct wdm_writer tlvs = wdm_writer(room, sizeof room);
    struct wdm_qmux answer = *request;
    struct wdm_span wanted;

    wdm_tlv_write_result(&tlvs, 0);
    if (request->service == WDM_QMI_SERVICE_CTL && request->message == WDM_CTL_ALLOCATE_CLIENT_ID &&
        wdm_tlv_find(request->tlvs, 0x01, &wanted) && wanted.length == 1) {
        uint8_t given[2] = {wanted.bytes[0], 7};
        wdm_tlv_write(&tlvs, 0x01, given, sizeof given);
    } else if (request->service == WDM_QMI_SERVICE_CTL &&
               request->message == WDM_CTL_RELEASE_CLIENT_ID &&
               wdm_tlv_find(request->tlvs, 0x01, &wanted)) {
        wdm_tlv_write(&tlvs, 0x01, wanted.bytes, wanted.length);
    } else if (message != NULL) {
        struct wdm_layout layout = wdm_qmi_layout(service, message, WDM_QMI_RESPONSE);
        write_fields(recorder, service->name, message->name, &layout, &tlvs);
    }
    answer.from_modem = true;
    answer.kind = WDM_QMI_RESPONSE;
    answer.tlvs = wdm_written(&tlvs);
    wdm_qmux_write(out, &answer);
}

/* ---- Requests */

static bool is_wanted(const struct recorder_wanted *wanted, const struct recorder_request *request)
{
    struct wdm_mbim_message mbim;
    struct wdm_qmux qmux;

    if (request->protocol != wanted->protocol)
        return false;
    if (request->protocol == WDM_PROTOCOL_QMI) {
        wdm_qmux_parse(request->bytes, request->length, &qmux);
        return qmux.service == wanted->service && qmux.message == wanted->message;
    }
    wdm_mbim_parse(request->bytes, request->length, &mbim);
    return wdm_uuid_equal(&mbim.service, &wanted->uuid) && mbim.command == wanted->message &&
           mbim.value == wanted->operation;
}

static void keep(struct recorder *recorder, enum wdm_protocol protocol, const uint8_t *bytes,
                 size_t length)
{
    struct recorder_request *request = &recorder->requests[recorder->count];

    assert_true(recorder->count < RECORDER_REQUESTS && length <= sizeof request->bytes);
    request->protocol = protocol;
    request->length = length;
    memcpy(request->bytes, bytes, length);
    recorder->count++;
    if (!recorder->got && is_wanted(recorder->wanted, request))
        recorder->got = request;
}

static bool opens_or_closes(const struct wdm_qmux *qmux)
{
    return qmux->service == WDM_QMI_SERVICE_CTL &&
           (qmux->message == WDM_CTL_PROXY_OPEN || qmux->message == WDM_CTL_ALLOCATE_CLIENT_ID ||
            qmux->message == WDM_CTL_RELEASE_CLIENT_ID);
}

/* Handles one whole message. */
static void handle(struct recorder *recorder, const struct recorder_client *client,
                   const uint8_t *bytes, size_t length)
{
    uint8_t room[2048];
    struct wdm_writer out = wdm_writer(room, sizeof room);
    struct wdm_mbim_message mbim;
    struct wdm_qmux qmux;

    if (client->protocol == WDM_PROTOCOL_MBIM) {
        if (wdm_mbim_parse(bytes, length, &mbim) != WDM_MBIM_OK)
            fail_msg("a peer's message does not parse");
        if (mbim.type == WDM_MBIM_COMMAND &&
            !wdm_uuid_equal(&mbim.service, &wdm_mbim_proxy_control))
            keep(recorder, client->protocol, bytes, length);
        write_mbim_answer(recorder, &mbim, &out);
    } else {
        if (wdm_qmux_parse(bytes, length, &qmux) != WDM_QMUX_OK)
            fail_msg("a peer's message does not parse");
        if (!opens_or_closes(&qmux))
            keep(recorder, client->protocol, bytes, length);
        write_qmi_answer(recorder, &qmux, &out);
    }
    assert_false(out.failed);
    (void)send(client->fd, room, out.length, MSG_NOSIGNAL);
}

/* The length of the message that begins here; 0: not known yet. */
static size_t message_length(const struct recorder_client *client, const uint8_t *bytes,
                             size_t length)
{
    if (client->protocol == WDM_PROTOCOL_QMI)
        return wdm_qmux_length(bytes, length);
    return length < 8 ? 0 : wdm_get_u32(bytes + 4);
}

static void take(struct recorder *recorder, struct recorder_client *client)
{
    ssize_t count =
        read(client->fd, client->bytes + client->received, sizeof client->bytes - client->received);
    size_t start = 0, whole;

    if (count <= 0) {
        close(client->fd);
        client->fd = -1;
        return;
    }
    client->received += (size_t)count;
    while ((whole = message_length(client, client->bytes + start, client->received - start)) > 0 &&
           whole <= client->received - start) {
        handle(recorder, client, client->bytes + start, whole);
        start += whole;
    }
    client->received -= start;
    memmove(client->bytes, client->bytes + start, client->received);
}

static void welcome(struct recorder *recorder, size_t listener)
{
    int fd = accept4(recorder->listeners[listener], NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

    for (size_t i = 0; i < RECORDER_CLIENTS && fd >= 0; i++) {
        struct recorder_client *client = &recorder->clients[i];
        if (client->fd >= 0)
            continue;
        client->fd = fd;
        client->protocol = listener == 0 ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI;
        client->received = 0;
        return;
    }
    fail_msg("no place for a client");
}

/* Waits a moment for clients, and serves them. */
static void serve(struct recorder *recorder)
{
    struct pollfd places[2 + RECORDER_CLIENTS];

    for (size_t i = 0; i < 2 + RECORDER_CLIENTS; i++)
        places[i] = (struct pollfd){
            .fd = i < 2 ? recorder->listeners[i] : recorder->clients[i - 2].fd, .events = POLLIN};
    if (poll(places, 2 + RECORDER_CLIENTS, 2) <= 0)
        return;
    for (size_t i = 0; i < 2 + RECORDER_CLIENTS; i++) {
        if (places[i].revents == 0)
            continue;
        if (i < 2)
            welcome(recorder, i);
        else
            take(recorder, &recorder->clients[i - 2]);
    }
}

const struct recorder_request *recorder_run(struct recorder *recorder, enum peer_program program,
                                            const char *arguments,
                                            const struct recorder_wanted *wanted)
{
    struct child *peer = &recorder->peer;

    recorder->count = 0;
    recorder->wanted = wanted;
    recorder->got = NULL;
    peer_begin(peer, program, arguments);
    while (!peer->ended) {
        serve(recorder);
        if (recorder->got)
            kill(peer->pid, SIGKILL);
        run_pump(&peer, 1, run_now());
    }
    for (size_t i = 0; i < RECORDER_CLIENTS; i++) {
        if (recorder->clients[i].fd >= 0)
            close(recorder->clients[i].fd);
        recorder->clients[i].fd = -1;
    }
    return recorder->got;
}
