/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl -j list: a modem as an object. Not in small builds. */
#include "cli.h"
#include "wdm/format.h"

/* ,"name":"value", or null where there is none. */
static void json_text(struct wdm_output *out, const char *name, const char *value)
{
    wdm_put(out, ",");
    if (*value != '\0')
        cli_json_text(out, name, value);
    else
        wdm_put_format(out, "\"%s\":null", name);
}

static void json_number(struct wdm_output *out, const char *name, uint32_t number, bool known)
{
    if (known)
        wdm_put_format(out, ",\"%s\":%u", name, number);
    else
        wdm_put_format(out, ",\"%s\":null", name);
}

static void json_openers(const struct wdm_found_port *port, struct wdm_output *out)
{
    size_t i;

    wdm_put(out, ",\"open_by\":[");
    for (i = 0; i < port->opener_count; i++) {
        wdm_put_format(out, "%s{\"pid\":%u,", i > 0 ? "," : "", port->openers[i].pid);
        cli_json_text(out, "name", port->openers[i].name);
        wdm_put(out, "}");
    }
    wdm_put_format(out, "],\"open_by_omitted\":%zu", port->openers_omitted);
}

static void json_port(const struct wdm_found_port *port, struct wdm_output *out)
{
    static const char *const kinds[] = {"cdc-wdm", "wwan", "tty", "net"};
    char path[48] = "";

    if (port->kind != WDM_PORT_NETWORK)
        wdm_format(path, sizeof path, "/dev/%s", port->name);
    wdm_put(out, "{");
    cli_json_text(out, "name", port->name);
    json_text(out, "path", path);
    json_text(out, "kind", kinds[port->kind]);
    json_text(out, "protocol", port->protocol);
    json_text(out, "driver", port->driver);
    json_number(out, "interface", (uint32_t)port->interface, port->interface >= 0);
    json_openers(port, out);
    wdm_put(out, "}");
}

bool cli_list_json(struct cli *cli, const struct wdm_found_modem *modem)
{
    struct wdm_output *out = &cli->out.output;
    static const char *const buses[] = {"other", "usb", "pci"};
    static const char *const names[] = {"address",      "vendor", "product", "driver", "module",
                                        "manufacturer", "name",   "serial",  "lock"};
    char vendor[8], product[8];
    const char *const values[] = {
        modem->address,
        vendor,
        product,
        modem->driver,
        modem->module != NULL ? modem->module->name : "",
        modem->manufacturer,
        modem->name,
        cli->personal ? modem->serial : "",
        modem->module != NULL ? wdm_unlock_method_name(modem->module->method) : "",
    };
    bool usb = modem->bus == WDM_BUS_USB;
    bool all = cli->found.openers_told && cli->found.processes_hidden == 0;
    size_t i;

    wdm_format(vendor, sizeof vendor, "%04x", modem->vendor);
    wdm_format(product, sizeof product, "%04x", modem->product);
    wdm_put_format(out, "{\"bus\":\"%s\"", buses[modem->bus]);
    for (i = 0; i < sizeof names / sizeof names[0]; i++)
        json_text(out, names[i], values[i]);
    json_number(out, "configuration", modem->configuration, usb);
    json_number(out, "configurations", modem->configurations, usb);
    wdm_put(out, ",\"ports\":[");
    for (i = 0; i < modem->port_count; i++) {
        wdm_put(out, i > 0 ? "," : "");
        json_port(&modem->ports[i], out);
    }
    wdm_put_format(out, "],\"ports_omitted\":%zu,\"open_by_complete\":%s}\n", modem->ports_omitted,
                   all ? "true" : "false");
    return true;
}
