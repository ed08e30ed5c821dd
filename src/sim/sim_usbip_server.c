/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem on this machine's USB, by way of vhci_hcd: a socket pair of which
 * the kernel gets one end, and commands that unplug it and plug it in. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim_line.h"
#include "sim_usb.h"
#include "wdm/format.h"

#define SET_UP_TIME  (15 * WDM_SECOND)
#define LOOK_AGAIN   (20 * WDM_MILLISECOND)
#define LAST_WORDS   (300 * WDM_MILLISECOND) /* from the order to restart until it leaves */
#define RESTART_TIME (1 * WDM_SECOND)        /* until it is back */

#define NOT_TOLD (-1)

struct service {
    struct wdm_sim_usbip *usbip;
    const struct wdm_sim_usbip_server *server;
    struct wdm_port waiter;
    sigset_t mask;
    int fd; /* -1: unplugged */
    int commands, signals;
    unsigned port;
    char name[32];         /* that the kernel gave it, or "" */
    int told;              /* the configuration that was told of */
    bool ready, quit;      /* it was set up once; the end was asked for */
    uint32_t restarts;     /* that were seen */
    wdm_time set_up_until; /* the first time */
    wdm_time unplug_at, plug_at;
    size_t line_length;
    char line[16];
};

static void tell(const struct service *service, enum wdm_sim_usbip_news news, const char *text)
{
    if (service->server->tell)
        service->server->tell(service->server->context, news, text);
}

static wdm_time earlier(wdm_time a, wdm_time b)
{
    return a < b ? a : b;
}

/* ---- Plugging */

static bool fail_socket(int code, struct wdm_error *error)
{
    wdm_fail(error, WDM_NO_PORT, "cannot make a socket for vhci_hcd: %s", wdm_errno_text(code));
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

static bool plug(struct service *service, struct wdm_error *error)
{
    int ends[2];
    int on = 1;
    service->plug_at = WDM_FOREVER;
    if (service->fd >= 0)
        return true;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail_socket(errno, error);
    wdm_sim_usbip_plug(service->usbip);
    bool attached = wdm_vhci_attach(service->server->sysfs, ends[1], &service->port, error);
    (void)close(ends[1]);
    if (!attached) {
        (void)close(ends[0]);
        return false;
    }
    (void)ioctl(ends[0], FIONBIO, &on);
    service->fd = ends[0];
    service->name[0] = '\0';
    service->told = NOT_TOLD;
    service->restarts = service->usbip->usb.sim->restarts;
    service->unplug_at = WDM_FOREVER;
    return true;
}

static void unplug(struct service *service, bool detach)
{
    char text[48];
    service->unplug_at = WDM_FOREVER;
    if (service->fd < 0)
        return;
    if (detach)
        wdm_vhci_detach(service->server->sysfs, service->port);
    (void)close(service->fd);
    service->fd = -1;
    wdm_format(text, sizeof(text), "%s unplugged", service->name[0] ? service->name : "the modem");
    tell(service, WDM_SIM_USBIP_CHANGED, text);
}

/* Says which configuration is set, where that is new. Nothing is asked of the device's
 * own files: who reads those waits for the kernel, and the kernel for the modem. */
static void announce(struct service *service)
{
    const struct wdm_sim *sim = service->usbip->usb.sim;
    int configuration = wdm_sim_usb_configuration(&service->usbip->usb);
    char text[80];
    if (service->fd < 0 || configuration == service->told ||
        (service->told == NOT_TOLD && configuration == 0))
        return;
    if (service->name[0] == '\0' &&
        !wdm_vhci_name(service->server->sysfs, service->port, service->name, sizeof(service->name)))
        return;
    service->told = configuration;
    wdm_format(text, sizeof(text), "%s %04x:%04x configuration %d", service->name,
               (unsigned)sim->vendor, (unsigned)sim->product, configuration);
    tell(service, service->ready ? WDM_SIM_USBIP_CHANGED : WDM_SIM_USBIP_READY, text);
    service->ready = true;
}

/* ---- Commands */

static bool obey(struct service *service, struct wdm_error *error)
{
    const char *line = service->line;
    if (strcmp(line, "unplug") == 0) {
        unplug(service, true);
        service->plug_at = WDM_FOREVER;
    } else if (strcmp(line, "plug") == 0) {
        return plug(service, error);
    } else if (strcmp(line, "quit") == 0) {
        service->quit = true;
    } else if (line[0] != '\0') {
        tell(service, WDM_SIM_USBIP_MISTAKE,
             "no such command on standard input: there are unplug, plug, quit");
    }
    return true;
}

/* A line that is too long stays as long as there is room for, and so is unknown. */
static bool take_commands(struct service *service, struct wdm_error *error)
{
    char bytes[64];
    ssize_t count = read(service->commands, bytes, sizeof(bytes));
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
        service->commands = -1;
    for (ssize_t i = 0; i < count && !service->quit; i++) {
        if (bytes[i] == '\n') {
            service->line[service->line_length] = '\0';
            service->line_length = 0;
            if (!obey(service, error))
                return false;
        } else if (bytes[i] != '\r' && service->line_length < sizeof(service->line) - 1) {
            service->line[service->line_length++] = bytes[i] != '\0' ? bytes[i] : '?';
        }
    }
    return true;
}

static bool take_signals(struct service *service, struct wdm_error *error)
{
    struct signalfd_siginfo signal;
    while (read(service->signals, &signal, sizeof(signal)) == (ssize_t)sizeof(signal)) {
        bool out = signal.ssi_signo == SIGUSR1;
        wdm_format(service->line, sizeof(service->line), "%s", out ? "unplug" : "plug");
        service->line_length = 0;
        if (!obey(service, error))
            return false;
    }
    return true;
}

/* ---- The stream */

/* Writes what the kernel takes now. Returns false where it has let go. */
static bool write_some(struct service *service)
{
    struct wdm_sim_usbip *usbip = service->usbip;
    while (usbip->sent < usbip->queued) {
        ssize_t count = send(service->fd, usbip->output + usbip->sent, usbip->queued - usbip->sent,
                             MSG_NOSIGNAL);
        if (count > 0)
            usbip->sent += (size_t)count;
        else if (count < 0 && errno == EINTR)
            continue;
        else
            return count < 0 && errno == EAGAIN;
    }
    return true;
}

/* Takes what the kernel sent, as much as there is room for. */
static bool read_some(struct service *service)
{
    struct wdm_sim_usbip *usbip = service->usbip;
    uint8_t bytes[16384];
    size_t room = sizeof(usbip->input) - usbip->received;
    ssize_t count = read(service->fd, bytes, room < sizeof(bytes) ? room : sizeof(bytes));
    if (count > 0)
        (void)wdm_sim_usbip_input(usbip, bytes, (size_t)count, wdm_clock_now());
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

static void exchange(struct service *service, short revents)
{
    bool there = true;
    if ((revents & ~POLLOUT) != 0)
        there = read_some(service);
    wdm_sim_usbip_work(service->usbip, wdm_clock_now());
    if (!there || !write_some(service))
        unplug(service, false);
}

/* ---- Serving */

static wdm_time next_time(const struct service *service)
{
    wdm_time due = earlier(service->unplug_at, service->plug_at);
    if (service->fd < 0)
        return due;
    due = earlier(due, wdm_sim_usbip_due(service->usbip));
    if (!service->ready)
        due = earlier(due, service->set_up_until);
    if (service->told != wdm_sim_usb_configuration(&service->usbip->usb) &&
        wdm_sim_usb_configuration(&service->usbip->usb) != 0)
        due = earlier(due, wdm_clock_now() + LOOK_AGAIN);
    return due;
}

/* What the modem does by itself: it leaves, and comes back. */
static bool live(struct service *service, struct wdm_error *error)
{
    const struct wdm_sim *sim = service->usbip->usb.sim;
    wdm_time now = wdm_clock_now();
    if (service->usbip->failed)
        return wdm_fail(error, WDM_PROTOCOL, "the kernel's USB/IP makes no sense: %s",
                        service->usbip->problem);
    if (sim->gone)
        unplug(service, true);
    if (service->fd >= 0 && sim->restarts != service->restarts) {
        service->restarts = sim->restarts;
        service->unplug_at = now + LAST_WORDS;
    }
    if (service->unplug_at <= now) {
        unplug(service, true);
        service->plug_at = now + RESTART_TIME;
    }
    if (service->plug_at <= now && !plug(service, error))
        return false;
    announce(service);
    if (!service->ready && service->fd >= 0 && now >= service->set_up_until) {
        wdm_fail(error, WDM_DEADLINE, "the kernel did not set the modem up within %u seconds",
                 (unsigned)(SET_UP_TIME / WDM_SECOND));
        return wdm_fail_hint(error, "'dmesg' says why");
    }
    return true;
}

/* Waits for something to happen, and does what it asks for. False at the end, which is
 * `error` only where it is set. */
static bool turn(struct service *service, struct wdm_error *error)
{
    const struct wdm_sim_usbip *usbip = service->usbip;
    short events = (short)((usbip->received < sizeof(usbip->input) ? POLLIN : 0) |
                           (usbip->sent < usbip->queued ? POLLOUT : 0));
    struct pollfd entries[3] = {
        {.fd = service->fd, .events = events},
        {.fd = service->commands, .events = POLLIN},
        {.fd = service->signals, .events = POLLIN},
    };
    struct wdm_error waiting;
    if (!wdm_port_wait_any(&service->waiter, entries, 3, next_time(service), &waiting) &&
        waiting.kind != WDM_DEADLINE) {
        if (waiting.kind != WDM_INTERRUPTED)
            *error = waiting;
        return false;
    }
    if (service->fd >= 0)
        exchange(service, entries[0].revents);
    if (entries[1].revents != 0 && !take_commands(service, error))
        return false;
    if (entries[2].revents != 0 && !take_signals(service, error))
        return false;
    return live(service, error) && !service->quit;
}

static bool open_service(struct service *service, const sigset_t *signals, const sigset_t *before,
                         struct wdm_error *error)
{
    const struct wdm_sim_usbip_server *server = service->server;
    struct wdm_sim_server common = {.interrupted = server->interrupted,
                                    .wait_mask = &service->mask};
    service->mask = server->wait_mask ? *server->wait_mask : *before;
    sigaddset(&service->mask, SIGUSR1);
    sigaddset(&service->mask, SIGUSR2);
    service->waiter = wdm_sim_waiter(service->usbip->usb.sim, &common);
    service->signals = signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK);
    service->set_up_until = wdm_clock_now() + SET_UP_TIME;
    return service->signals >= 0 || fail_socket(errno, error);
}

bool wdm_sim_serve_usbip(struct wdm_sim_usbip *usbip, struct wdm_sim *sim, bool network,
                         const struct wdm_sim_usbip_server *server, struct wdm_error *error)
{
    struct service service = {.usbip = usbip,
                              .server = server,
                              .fd = -1,
                              .commands = server->commands,
                              .unplug_at = WDM_FOREVER,
                              .plug_at = WDM_FOREVER};
    sigset_t signals, before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGUSR1);
    sigaddset(&signals, SIGUSR2);
    (void)sigprocmask(SIG_BLOCK, &signals, &before);
    wdm_error_clear(error);
    wdm_sim_usbip_init(usbip, sim, network);
    if (open_service(&service, &signals, &before, error) && plug(&service, error)) {
        while (turn(&service, error)) {
        }
    }
    unplug(&service, true);
    if (service.signals >= 0)
        (void)close(service.signals);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return error->kind == WDM_NO_ERROR;
}
