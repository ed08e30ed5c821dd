/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A USB modem configured anew, detached and attached; and the wait until its ports are
 * there. Writes two files of sysfs below the root that it is given. */
#include <errno.h>
#include <string.h>

#include "find_place.h"
#include "wdm/format.h"
#include "wdm/usb.h"

/* How often sysfs is looked at, and how long nothing must have changed in it. */
#define LOOK    (50 * WDM_MILLISECOND)
#define SETTLED (300 * WDM_MILLISECOND)

/* The most that is waited for the ports to go when the device is detached: the kernel
 * takes them away before the write returns. */
#define GONE_MOST (1 * WDM_SECOND)

/* Which port must be there. */
enum wanted { NOTHING = 0, ANY_PORT, CONTROL_PORT };

struct awaited {
    enum wanted port;
    uint32_t configuration; /* whose; 0: of any */
    char address[32];       /* the device's */
};

/* ---- Looking */

/* Finds all modems anew. The address is the same; what is there may not be. */
static const struct wdm_found_modem *look(struct wdm_usb_change *change, const char *address)
{
    size_t i;

    change->modem = NULL;
    (void)wdm_find(change->found, change->root);
    for (i = 0; i < change->found->modem_count; i++) {
        if (change->found->modems[i].bus == WDM_BUS_USB &&
            strcmp(change->found->modems[i].address, address) == 0)
            change->modem = &change->found->modems[i];
    }
    return change->modem;
}

static bool is_control(const struct wdm_found_port *port)
{
    return port->kind == WDM_PORT_WDM || port->kind == WDM_PORT_WWAN;
}

/* Whether a port's file is in /dev; one that has none is there with its name. */
static bool has_node(const struct wdm_usb_change *change, const struct wdm_found_port *port)
{
    char path[WDM_TREE_PATH];

    if (port->kind == WDM_PORT_NETWORK)
        return true;
    return wdm_format(path, sizeof path, "%s/dev/%s", change->root, port->name) < sizeof path - 1 &&
           wdm_tree_is_there(path);
}

/* How many ports are there as awaited. `*missing` becomes the first that sysfs has and
 * /dev has not; and is left alone else. */
static size_t count_ports(const struct wdm_usb_change *change, const struct awaited *awaited,
                          const char **missing)
{
    const struct wdm_found_modem *modem = change->modem;
    size_t i, count = 0;

    for (i = 0; i < modem->port_count; i++) {
        const struct wdm_found_port *port = &modem->ports[i];

        if (awaited->configuration != 0 && port->configuration != (int)awaited->configuration)
            continue;
        if (awaited->port == CONTROL_PORT && !is_control(port))
            continue;
        if (has_node(change, port))
            count++;
        else if (*missing == NULL)
            *missing = port->name;
    }
    return count;
}

/* Whether all is there; what is not, in words. */
static bool is_ready(const struct wdm_usb_change *change, const struct awaited *awaited, char *lack,
                     size_t capacity)
{
    const struct wdm_found_modem *modem = change->modem;
    const char *missing = NULL;

    if (modem == NULL)
        wdm_format(lack, capacity, "no modem is at USB %s", awaited->address);
    else if (modem->configuration == 0)
        wdm_format(lack, capacity, "%s has no configuration", awaited->address);
    else if (awaited->configuration != 0 && modem->configuration != awaited->configuration)
        wdm_format(lack, capacity, "%s is in configuration %u still", awaited->address,
                   modem->configuration);
    else if (awaited->port == NOTHING || count_ports(change, awaited, &missing) > 0)
        return true;
    else if (missing != NULL)
        wdm_format(lack, capacity, "sysfs has %s, but there is no /dev/%s", missing, missing);
    else
        wdm_format(lack, capacity, "%s has no %s", awaited->address,
                   awaited->port == CONTROL_PORT ? "control port" : "port");
    return false;
}

/* ---- Waiting */

/* Lets some time pass. Fails where the deadline comes, or a signal. */
static bool pause_for(const struct wdm_usb_change *change, wdm_time span, struct wdm_error *error)
{
    wdm_time until = wdm_clock_now() + span;
    bool last = until >= change->deadline;

    (void)wdm_port_wait(change->waiter, -1, 0, NULL, last ? change->deadline : until, error);
    return error->kind == WDM_DEADLINE && !last;
}

/* Waits until what is awaited is there, and the number of ports stays as it is. */
static bool await(struct wdm_usb_change *change, const struct awaited *awaited,
                  struct wdm_error *error)
{
    const struct awaited all = {.port = ANY_PORT, .configuration = awaited->configuration};
    size_t count = 0, before = 0;
    wdm_time since = wdm_clock_now();
    const char *missing = NULL;
    char lack[96];

    for (;;) {
        bool ready;

        (void)look(change, awaited->address);
        ready = is_ready(change, awaited, lack, sizeof lack);
        count = ready ? count_ports(change, &all, &missing) : 0;
        if (!ready || count != before)
            since = wdm_clock_now();
        before = count;
        if (ready && wdm_clock_now() - since >= SETTLED)
            break;
        if (pause_for(change, LOOK, error))
            continue;
        if (ready && error->kind == WDM_DEADLINE)
            break;
        if (error->kind != WDM_DEADLINE)
            return false;
        wdm_fail(error, WDM_DEADLINE, "%s", lack);
        return wdm_fail_hint(error, "are its drivers loaded? give it more time with -t");
    }
    wdm_error_clear(error);
    return true;
}

/* Waits until the device has no port; at most until `until`. */
static bool await_gone(struct wdm_usb_change *change, const char *address, wdm_time until,
                       struct wdm_error *error)
{
    struct wdm_usb_change shorter = *change;
    bool going = true;

    if (until < shorter.deadline)
        shorter.deadline = until;
    while (going && look(&shorter, address) != NULL && shorter.modem->port_count > 0)
        going = pause_for(&shorter, LOOK, error);
    change->modem = shorter.modem;
    return going;
}

/* What of its ports must be back. */
static struct awaited same_again(const struct wdm_usb_change *change)
{
    struct awaited awaited = {.port = NOTHING};
    size_t i;

    memcpy(awaited.address, change->modem->address, sizeof awaited.address);
    for (i = 0; i < change->modem->port_count; i++) {
        if (is_control(&change->modem->ports[i]))
            awaited.port = CONTROL_PORT;
        else if (awaited.port == NOTHING)
            awaited.port = ANY_PORT;
    }
    return awaited;
}

/* ---- Writing */

static bool write_attribute(const struct wdm_usb_change *change, const char *address,
                            const char *attribute, const char *text, struct wdm_error *error)
{
    char path[WDM_TREE_PATH];
    int code = ENAMETOOLONG;

    if (wdm_sys_path(path, change->root, "bus/usb/devices", address, attribute))
        code = wdm_tree_write(path, text);
    if (code == 0)
        return true;
    wdm_fail(error, WDM_NO_PORT, "cannot write %s to %s: %s", text, path, wdm_errno_text(code));
    if (code == EACCES || code == EPERM)
        wdm_fail_hint(error, "run as root");
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

/* ---- */

static bool fail_no_configuration(const struct wdm_usb *usb, const struct wdm_found_modem *modem,
                                  uint32_t value, struct wdm_error *error)
{
    char list[64] = "";
    size_t i, length = 0;

    for (i = 0; i < usb->configuration_count; i++)
        length += wdm_format(list + length, sizeof list - length, "%s%u", i > 0 ? ", " : "",
                             usb->configurations[i].value);
    return wdm_fail(error, WDM_USAGE, "the modem %s has no configuration %u, but %s",
                    modem->address, value, list[0] != '\0' ? list : "none");
}

/* Selects it. The kernel leaves the former one first: a device that refuses the new one has
 * none then. */
static bool select_configuration(struct wdm_usb_change *change, const struct awaited *awaited,
                                 struct wdm_error *error)
{
    uint32_t before = change->modem->configuration;
    char text[16];

    if (before == awaited->configuration)
        return true;
    wdm_format(text, sizeof text, "%u", awaited->configuration);
    if (write_attribute(change, awaited->address, "bConfigurationValue", text, error))
        return true;
    if (before != 0 && look(change, awaited->address) != NULL && change->modem->configuration == 0)
        wdm_fail_hint(error, "it has no configuration now: 'wdmctl usb config %u' sets the former",
                      before);
    return false;
}

bool wdm_usb_configure(struct wdm_usb_change *change, uint32_t value, struct wdm_error *error)
{
    struct awaited awaited = {.port = NOTHING, .configuration = value};
    const struct wdm_usb_configuration *configuration;
    struct wdm_usb usb;
    size_t i;

    if (!wdm_usb_read(&usb, change->root, change->modem, error))
        return false;
    configuration = wdm_usb_configuration(&usb, value);
    if (configuration == NULL)
        return fail_no_configuration(&usb, change->modem, value, error);
    for (i = 0; i < configuration->interface_count; i++) {
        if (wdm_usb_is_control(&configuration->interfaces[i]))
            awaited.port = CONTROL_PORT;
        else if (awaited.port == NOTHING && configuration->interfaces[i].guess != NULL)
            awaited.port = ANY_PORT;
    }
    memcpy(awaited.address, change->modem->address, sizeof awaited.address);
    return select_configuration(change, &awaited, error) && await(change, &awaited, error);
}

bool wdm_usb_reset(struct wdm_usb_change *change, struct wdm_error *error)
{
    struct awaited awaited;
    bool interrupted;

    if (change->modem->bus != WDM_BUS_USB)
        return wdm_fail(error, WDM_NO_PORT, "the modem %s is no USB device",
                        change->modem->address);
    awaited = same_again(change);
    if (!write_attribute(change, awaited.address, "authorized", "0", error))
        return false;
    interrupted = !await_gone(change, awaited.address, wdm_clock_now() + GONE_MOST, error) &&
                  error->kind != WDM_DEADLINE;
    if (!write_attribute(change, awaited.address, "authorized", "1", error))
        return wdm_fail_hint(error, "the modem stays detached: write 1 there, or unplug it");
    if (interrupted)
        return wdm_fail(error, WDM_INTERRUPTED, "interrupted");
    return await(change, &awaited, error);
}

bool wdm_usb_await_restart(struct wdm_usb_change *change, struct wdm_error *error)
{
    struct awaited awaited = same_again(change);

    if (await_gone(change, awaited.address, change->deadline, error))
        return await(change, &awaited, error);
    if (error->kind == WDM_DEADLINE)
        wdm_fail(error, WDM_DEADLINE, "the modem %s has not restarted", awaited.address);
    return false;
}
