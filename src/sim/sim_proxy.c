/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated proxy: its clients, their requests, and whole messages out of
 * bytes. Uses port/'s framing and wire/; no I/O, no clock. */
#include <string.h>

#include "wdm/framing.h"
#include "sim_proxy.h"

void wdm_sim_proxy_init(struct wdm_sim_proxy *proxy, struct wdm_sim *sim)
{
    memset(proxy, 0, sizeof(*proxy));
    proxy->sim = sim;
    sim->boundaries = true;
}

size_t wdm_sim_proxy_connect(struct wdm_sim_proxy *proxy)
{
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        struct wdm_sim_proxy_client *client = &proxy->clients[i];
        if (client->connected)
            continue;
        memset(client, 0, sizeof(*client));
        client->connected = true;
        wdm_mbim_assembly_init(&client->assembly, client->assembled, sizeof(client->assembled));
        return i;
    }
    return WDM_SIM_PROXY_CLIENTS;
}

/* Nobody uses the modem: the next client finds it closed. */
static void close_modem(struct wdm_sim_proxy *proxy)
{
    wdm_sim_disconnect(proxy->sim);
    memset(proxy->requests, 0, sizeof(proxy->requests));
    proxy->opened = false;
    proxy->opening = false;
    proxy->versioned = false;
    proxy->answered = 0;
}

void wdm_sim_proxy_disconnect(struct wdm_sim_proxy *proxy, size_t client)
{
    bool any = false;
    proxy->clients[client].connected = false;
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++)
        any = any || proxy->clients[i].connected;
    for (size_t i = 0; i < WDM_SIM_PROXY_REQUESTS; i++) {
        if (proxy->requests[i].client == client)
            proxy->requests[i].client = WDM_SIM_PROXY_CLIENTS;
    }
    for (size_t i = 0; i < proxy->sim->client_count; i++) {
        if (proxy->sim->clients[i].owner == client + 1)
            proxy->sim->clients[i].owner = 0;
    }
    if (!any)
        close_modem(proxy);
}

void wdm_sim_proxy_send(struct wdm_sim_proxy *proxy, size_t client, struct wdm_span message)
{
    if (client >= WDM_SIM_PROXY_CLIENTS || !proxy->clients[client].connected)
        return;
    struct wdm_sim_proxy_client *to = &proxy->clients[client];
    if (to->sent > 0) {
        memmove(to->output, to->output + to->sent, to->queued - to->sent);
        to->queued -= to->sent;
        to->sent = 0;
    }
    if (message.length > sizeof(to->output) - to->queued) {
        to->failed = true;
        return;
    }
    memcpy(to->output + to->queued, message.bytes, message.length);
    to->queued += message.length;
}

struct wdm_sim_proxy_request *wdm_sim_proxy_note(struct wdm_sim_proxy *proxy, size_t client)
{
    size_t place = proxy->next_request;
    for (size_t i = 0; i < WDM_SIM_PROXY_REQUESTS && proxy->requests[place].used; i++)
        place = (place + 1) % WDM_SIM_PROXY_REQUESTS;
    proxy->next_request = (place + 1) % WDM_SIM_PROXY_REQUESTS;
    struct wdm_sim_proxy_request *request = &proxy->requests[place];
    *request = (struct wdm_sim_proxy_request){.used = true, .client = client};
    return request;
}

struct wdm_sim_proxy_request *wdm_sim_proxy_find(struct wdm_sim_proxy *proxy, uint8_t service,
                                                 uint8_t qmi_client, uint32_t number)
{
    for (size_t i = 0; i < WDM_SIM_PROXY_REQUESTS; i++) {
        struct wdm_sim_proxy_request *request = &proxy->requests[i];
        if (request->used && !request->opens && request->number == number &&
            request->service == service && request->qmi_client == qmi_client)
            return request;
    }
    return NULL;
}

/* The next whole message from `*start` on, which goes behind it. Bytes that
 * cannot begin one are skipped. Returns false where there is none yet. */
static bool next_message(const struct wdm_framing *framing, const uint8_t *bytes, size_t length,
                         size_t *start, struct wdm_span *message)
{
    while (*start < length) {
        size_t whole;
        if (wdm_framing_look(framing, bytes + *start, length - *start, &whole) == WDM_LOOK_NOT) {
            ++*start;
            continue;
        }
        if (whole == 0 || whole > length - *start)
            return false;
        *message = (struct wdm_span){.bytes = bytes + *start, .length = whole};
        *start += whole;
        return true;
    }
    return false;
}

static void take_requests(struct wdm_sim_proxy *proxy, size_t place, wdm_time now)
{
    struct wdm_sim_proxy_client *client = &proxy->clients[place];
    struct wdm_framing framing = {.protocol = proxy->sim->protocol, .max = sizeof(client->input)};
    struct wdm_span message;
    size_t start = 0;
    while (next_message(&framing, client->input, client->received, &start, &message)) {
        if (proxy->sim->protocol == WDM_PROTOCOL_MBIM)
            wdm_sim_proxy_mbim_request(proxy, place, message, now);
        else
            wdm_sim_proxy_qmi_request(proxy, place, message, now);
    }
    client->received -= start;
    memmove(client->input, client->input + start, client->received);
}

void wdm_sim_proxy_input(struct wdm_sim_proxy *proxy, size_t client, const uint8_t *bytes,
                         size_t length, wdm_time now)
{
    struct wdm_sim_proxy_client *from = &proxy->clients[client];
    /* No message is longer than `input`, so a full one always gets shorter. */
    while (length > 0 && from->connected) {
        size_t piece = sizeof(from->input) - from->received;
        if (piece > length)
            piece = length;
        memcpy(from->input + from->received, bytes, piece);
        from->received += piece;
        bytes += piece;
        length -= piece;
        take_requests(proxy, client, now);
    }
    wdm_sim_proxy_work(proxy, now);
}

/* What one read of the modem gave. An unfinished message is given up where it
 * begins with what is plainly a new one. */
static void take_answers(struct wdm_sim_proxy *proxy, const uint8_t *bytes, size_t length)
{
    struct wdm_framing framing = {
        .protocol = proxy->sim->protocol, .from_modem = true, .max = sizeof(proxy->answer)};
    struct wdm_span message;
    size_t whole;
    size_t start = 0;
    if (length > sizeof(proxy->answer) - proxy->answered ||
        wdm_framing_look(&framing, bytes, length, &whole) == WDM_LOOK_PLAIN)
        proxy->answered = 0;
    memcpy(proxy->answer + proxy->answered, bytes, length);
    proxy->answered += length;
    while (next_message(&framing, proxy->answer, proxy->answered, &start, &message)) {
        if (proxy->sim->protocol == WDM_PROTOCOL_MBIM)
            wdm_sim_proxy_mbim_answer(proxy, message);
        else
            wdm_sim_proxy_qmi_answer(proxy, message);
    }
    proxy->answered -= start;
    memmove(proxy->answer, proxy->answer + start, proxy->answered);
}

void wdm_sim_proxy_work(struct wdm_sim_proxy *proxy, wdm_time now)
{
    uint8_t bytes[WDM_SIM_ANSWER];
    size_t count;
    while ((count = wdm_sim_output(proxy->sim, bytes, sizeof(bytes), now)) > 0)
        take_answers(proxy, bytes, count);
    if (proxy->opening && proxy->open_again <= now)
        wdm_sim_proxy_mbim_open_again(proxy, now);
}

wdm_time wdm_sim_proxy_due(const struct wdm_sim_proxy *proxy)
{
    wdm_time due = wdm_sim_due(proxy->sim);
    return proxy->opening && proxy->open_again < due ? proxy->open_again : due;
}
