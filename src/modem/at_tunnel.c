/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The AT tunnel of an MBIM modem as a port. Uses catalogue and sessions. */
#include <string.h>

#include "wdm/at_tunnel.h"
#include "wdm/format.h"

#define SERVICE    "intel-at-tunnel"
#define AT_COMMAND 1

static struct wdm_at_tunnel *whole(struct wdm_port *port)
{
    return (struct wdm_at_tunnel *)port;
}

static wdm_time tunnel_now(struct wdm_port *port)
{
    return wdm_port_now(whole(port)->modem->port);
}

/* What the modem has answered is there at once, or never comes. */
static bool tunnel_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                        wdm_time deadline, struct wdm_error *error)
{
    struct wdm_span *answer = &whole(port)->answer;
    size_t length = answer->length < capacity ? answer->length : capacity;

    if (length == 0 && deadline <= tunnel_now(port))
        return wdm_fail(error, WDM_DEADLINE, "%s sent nothing in time", port->name);
    if (length == 0)
        return wdm_fail(error, WDM_PROTOCOL, "the modem's answer has no final result code");
    memcpy(bytes, answer->bytes, length);
    answer->bytes += length;
    answer->length -= length;
    *count = length;
    return true;
}

static bool tunnel_write(struct wdm_port *port, const uint8_t *bytes, size_t length,
                         wdm_time deadline, struct wdm_error *error)
{
    struct wdm_at_tunnel *tunnel = whole(port);
    const struct wdm_mbim_service *service = wdm_mbim_service_by_name(SERVICE);
    uint8_t space[4096];
    struct wdm_writer line = wdm_writer(space, sizeof space);
    struct wdm_assignment field = {.path = {.text = "command_req", .length = 11}, .raw = true};

    tunnel->answer.length = 0;
    wdm_write_bytes(&line, bytes, length);
    if (length > 0 && bytes[length - 1] == '\r')
        wdm_write_u8(&line, '\n');
    if (line.failed)
        return wdm_fail(error, WDM_USAGE, "the command is too long");
    field.value.text = (const char *)space;
    field.value.length = line.length;
    return wdm_modem_mbim(tunnel->modem, service, AT_COMMAND, WDM_MBIM_SET, &field, 1,
                          &tunnel->answer, NULL, deadline, error);
}

/* The port below is the modem's. */
static void tunnel_close(struct wdm_port *port)
{
    whole(port)->answer.length = 0;
}

bool wdm_at_tunnel_open(struct wdm_at_tunnel *tunnel, struct wdm_modem *modem, wdm_time deadline,
                        struct wdm_error *error)
{
    static const struct wdm_port_functions functions = {tunnel_read, tunnel_write, tunnel_now,
                                                        tunnel_close};
    const struct wdm_mbim_service *service = wdm_mbim_service_by_name(SERVICE);
    bool has = false;

    memset(tunnel, 0, sizeof *tunnel);
    tunnel->port.functions = &functions;
    tunnel->modem = modem;
    wdm_format(tunnel->port.name, sizeof tunnel->port.name, "%s", modem->port->name);
    if (service == NULL)
        return wdm_fail(error, WDM_USAGE, "the commands of MBIM " SERVICE " are not built in");
    if (modem->protocol == WDM_PROTOCOL_MBIM &&
        !wdm_modem_has_service(modem, &service->uuid, &has, deadline, error))
        return false;
    if (has)
        return true;
    wdm_fail(error, WDM_REFUSED, "%s carries no AT commands: the modem has no " SERVICE,
             modem->port->name);
    return wdm_fail_hint(error, "its AT port, where it has one, is named as /dev/ttyUSB2, "
                                "/dev/ttyACM0 or /dev/wwan0at0");
}
