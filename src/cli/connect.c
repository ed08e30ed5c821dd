/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From a name on the command line to a modem that is ready, and back. */
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "wdm/format.h"

#define SYSFS "/sys"

/* How long giving back may take when the time is already up. */
#define CLEANUP_GRACE (250 * WDM_MILLISECOND)
/* ... and the most that it may take, however much time is left. */
#define CLEANUP_MOST (2 * WDM_SECOND)
#define STRAGGLERS   (30 * WDM_MILLISECOND)

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool cli_is_device(const char *name)
{
    return !starts_with(name, "sim:") && !starts_with(name, "replay:") &&
           !starts_with(name, "unix:");
}

static bool is_character_device(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISCHR(status.st_mode);
}

bool cli_port_at(unsigned index, char *path, size_t capacity, bool *is_there)
{
    static const char *const forms[] = {"/dev/cdc-wdm%u", "/dev/wwan%umbim0", "/dev/wwan%uqmi0"};
    const unsigned each = 16;

    if (index >= each * (sizeof forms / sizeof forms[0]))
        return false;
    if (index < each)
        wdm_format(path, capacity, "/dev/cdc-wdm%u", index);
    else if (index < 2 * each)
        wdm_format(path, capacity, "/dev/wwan%umbim0", index - each);
    else
        wdm_format(path, capacity, "/dev/wwan%uqmi0", index - 2 * each);
    *is_there = is_character_device(path);
    return true;
}

/* The one control port there is. Since Linux 5.14 that of a USB modem may have two names,
 * cdc-wdm0 and wwan0mbim0: where there is one of the first kind, the second does not
 * count. */
static bool find_device(struct cli *cli, char *path, size_t capacity)
{
    char found[160] = "";
    char place[32];
    size_t count = 0;
    bool is_there;
    unsigned i;

    for (i = 0; cli_port_at(i, place, sizeof place, &is_there); i++) {
        size_t length = strlen(found);

        if (!is_there ||
            (count > 0 && !starts_with(place, "/dev/cdc") && starts_with(path, "/dev/cdc")))
            continue;
        if (count++ == 0)
            wdm_format(path, capacity, "%s", place);
        if (length < sizeof found)
            wdm_format(found + length, sizeof found - length, "%s%s", length > 0 ? ", " : "",
                       place);
    }
    if (count == 1)
        return true;
    if (count > 1) {
        wdm_fail(&cli->error, WDM_NO_PORT, "there are several modem ports: %s", found);
        return wdm_fail_hint(&cli->error, "say which with -d");
    }
    wdm_fail(&cli->error, WDM_NO_PORT, "no modem port: there is no /dev/cdc-wdm* or /dev/wwan*");
    return wdm_fail_hint(&cli->error,
                         "plug the modem in, name a port with -d, or try '-d sim:em7355'");
}

static bool open_sim(struct cli *cli, const char *specification)
{
#ifdef WDM_RESCUE
    (void)specification;
    return cli_left_out(cli, "simulator");
#else
    if (!wdm_sim_port_open(&cli->ports.sim, specification, &cli->error))
        return false;
    cli->port = &cli->ports.sim.port;
    return true;
#endif
}

/* Fills cli->path: from sysfs, else by what there is in /dev. */
static bool find_path(struct cli *cli, const char *name)
{
    bool is_path = name != NULL && strrchr(name, '/') != NULL;

    if (!is_path && !cli_choose_port(cli, name))
        return false;
    if (cli->path[0] != '\0')
        return true;
    if (name == NULL)
        return find_device(cli, cli->path, sizeof cli->path);
    return wdm_format(cli->path, sizeof cli->path, "%s%s%s", cli->root, is_path ? "" : "/dev/",
                      name) < sizeof cli->ports.fd.port.name ||
           wdm_fail(&cli->error, WDM_NO_PORT, "the name of the port is too long");
}

static bool open_device(struct cli *cli, const char *name)
{
    if (!find_path(cli, name))
        return false;
#ifndef WDM_SMALL
    if (cli->through_proxy)
        return cli_open_proxy(cli, cli->path, SYSFS);
#endif
    if (cli->root[0] != '\0') {
        if (!cli_open_below_root(cli))
            return false;
    } else if (!wdm_device_open(&cli->ports.fd, cli->path, SYSFS, &cli->error)) {
        return false;
    }
    cli->port = &cli->ports.fd.port;
    return true;
}

bool cli_open_port(struct cli *cli)
{
    const char *device = cli->device;
    bool opened;

#ifndef WDM_SMALL
    if (cli->through_proxy && !cli_proxy_fits(cli))
        return false;
#endif
    if (device != NULL && starts_with(device, "sim:")) {
        opened = open_sim(cli, device + strlen("sim:"));
#ifndef WDM_SMALL
    } else if (device != NULL && starts_with(device, "replay:")) {
        opened = cli_open_replay(cli, device + strlen("replay:"));
#endif
    } else if (device != NULL && starts_with(device, "unix:")) {
        opened = wdm_socket_open(&cli->ports.fd, device + strlen("unix:"), &cli->error);
        if (opened)
            cli->port = &cli->ports.fd.port;
    } else {
        opened = open_device(cli, device);
    }
    if (!opened)
        return false;
    cli->port->interrupted = cli->interrupted;
    cli->port->wait_mask = &cli->wait_mask;
    if (cli->deadline == 0)
        cli->deadline = wdm_port_now(cli->port) + cli->timeout;
    cli->trace.describer.vendor = cli->port->vendor;
    wdm_modem_init(&cli->modem, cli->port);
    cli->modem.catalogue = &cli->catalogue;
    if (cli->verbose > 0)
        cli->modem.channel.observer =
            (struct wdm_observer){.seen = cli_trace_seen, .context = &cli->trace};
#ifndef WDM_SMALL
    if (!cli_record_port(cli))
        return false;
    if (cli->through_proxy)
        return cli_enter_proxy(cli);
#endif
    return true;
}

bool cli_connect(struct cli *cli)
{
    if (!cli_open_port(cli))
        return false;
    cli->connected = true;
#ifndef WDM_SMALL
    if (!cli_hold_open(cli) || !cli_agree(cli))
        return false;
    cli->trace.describer.mbimex = cli->modem.session.mbimex;
    return true;
#else
    return wdm_modem_open(&cli->modem, cli->mode, cli->deadline, &cli->error);
#endif
}

#ifndef WDM_SMALL
/* The kernel may have been told of an indication, and not have fetched it yet. Closed now,
 * it never would; the modem would keep it in front of all later answers, and each would
 * come one too late. MBIM's CLOSE lets none come behind its answer. */
static void await_stragglers(struct cli *cli)
{
    const struct wdm_modem *modem = &cli->modem;
    bool is_device = cli->path[0] != '\0' && cli->root[0] == '\0' && !cli->through_proxy;
    struct wdm_error ignored;

    if (is_device && (modem->protocol == WDM_PROTOCOL_QMI || modem->stay_open))
        wdm_modem_pause(&cli->modem, STRAGGLERS, wdm_port_now(cli->port) + 2 * STRAGGLERS,
                        &ignored);
}
#endif

void cli_disconnect(struct cli *cli)
{
    struct wdm_error failure;
    wdm_time now, until;

    if (cli->port == NULL)
        return;
    now = wdm_port_now(cli->port);
    until = now + CLEANUP_GRACE;
    if (cli->error.kind != WDM_INTERRUPTED && cli->deadline > until)
        until = cli->deadline < now + CLEANUP_MOST ? cli->deadline : now + CLEANUP_MOST;
    if (cli->connected && cli->error.kind != WDM_GONE &&
        !wdm_modem_close(&cli->modem, until, &failure) && cli->error.kind == WDM_NO_ERROR)
        cli_report(&cli->err, &failure);
#ifndef WDM_SMALL
    if (cli->connected && cli->error.kind != WDM_GONE)
        await_stragglers(cli);
#endif
    wdm_port_close(cli->port);
    cli->port = NULL;
}
