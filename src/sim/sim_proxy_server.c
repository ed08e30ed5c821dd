/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated proxy as a server on a Unix stream socket. Makes that socket, and
 * removes it again. */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim_line.h"
#include "sim_proxy.h"
#include "wdm/port.h"

struct service {
    struct wdm_sim_proxy *proxy;
    struct wdm_port waiter;
    int listener;
    int fds[WDM_SIM_PROXY_CLIENTS]; /* of the clients that are connected */
};

static void hang_up(struct service *service, size_t client)
{
    (void)close(service->fds[client]);
    wdm_sim_proxy_disconnect(service->proxy, client);
}

/* Writes what the client takes now. Returns false where it is gone. */
static bool write_some(struct wdm_sim_proxy_client *client, int fd)
{
    while (client->sent < client->queued) {
        ssize_t count = send(fd, client->output + client->sent, client->queued - client->sent,
                             MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0)
            client->sent += (size_t)count;
        else if (count < 0 && errno == EINTR)
            continue;
        else
            return count < 0 && errno == EAGAIN;
    }
    client->sent = 0;
    client->queued = 0;
    return true;
}

/* Takes what the client sent. Returns false where it is gone. */
static bool read_some(struct service *service, size_t client)
{
    uint8_t bytes[WDM_SIM_CONTROL];
    ssize_t count = read(service->fds[client], bytes, sizeof(bytes));
    if (count > 0)
        wdm_sim_proxy_input(service->proxy, client, bytes, (size_t)count, wdm_clock_now());
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

static void welcome(struct service *service)
{
    int fd = wdm_sim_accept(service->listener);
    size_t client = fd < 0 ? WDM_SIM_PROXY_CLIENTS : wdm_sim_proxy_connect(service->proxy);
    if (client < WDM_SIM_PROXY_CLIENTS)
        service->fds[client] = fd;
    else if (fd >= 0)
        (void)close(fd);
}

/* Gives the clients what there is for them, and lets go those that are to go. */
static void flush(struct service *service)
{
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        struct wdm_sim_proxy_client *client = &service->proxy->clients[i];
        if (client->connected && (!write_some(client, service->fds[i]) || client->failed))
            hang_up(service, i);
    }
}

/* Waits for something to happen, and does what it asks for. Returns false at the
 * end. */
static bool turn(struct service *service)
{
    struct wdm_sim_proxy *proxy = service->proxy;
    struct pollfd entries[WDM_SIM_PROXY_CLIENTS + 1];
    struct wdm_error error;
    entries[WDM_SIM_PROXY_CLIENTS] = (struct pollfd){.fd = service->listener, .events = POLLIN};
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        const struct wdm_sim_proxy_client *client = &proxy->clients[i];
        entries[i] =
            (struct pollfd){.fd = client->connected ? service->fds[i] : -1, .events = POLLIN};
        if (client->sent < client->queued)
            entries[i].events = POLLIN | POLLOUT;
    }
    if (!wdm_port_wait_any(&service->waiter, entries, WDM_SIM_PROXY_CLIENTS + 1,
                           wdm_sim_proxy_due(proxy), &error) &&
        error.kind != WDM_DEADLINE)
        return false;
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        if (entries[i].fd >= 0 && (entries[i].revents & ~POLLOUT) != 0 && !read_some(service, i))
            hang_up(service, i);
    }
    if (entries[WDM_SIM_PROXY_CLIENTS].revents)
        welcome(service);
    wdm_sim_proxy_work(proxy, wdm_clock_now());
    flush(service);
    return !proxy->sim->gone;
}

static const char *default_path(const struct wdm_sim *sim)
{
    return sim->protocol == WDM_PROTOCOL_MBIM ? "@mbim-proxy" : "@qmi-proxy";
}

bool wdm_sim_serve_proxy(struct wdm_sim_proxy *proxy, struct wdm_sim *sim, const char *path,
                         const struct wdm_sim_server *server, struct wdm_error *error)
{
    struct service service = {.proxy = proxy, .waiter = wdm_sim_waiter(sim, server)};
    if (!path)
        path = default_path(sim);
    if (!wdm_sim_listen(&service.listener, path, error))
        return false;
    wdm_sim_proxy_init(proxy, sim);
    bool heard = !server->ready || server->ready(server->context, path);
    while (heard && turn(&service)) {
    }
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++) {
        if (proxy->clients[i].connected)
            hang_up(&service, i);
    }
    wdm_sim_unlisten(service.listener, path);
    return true;
}
