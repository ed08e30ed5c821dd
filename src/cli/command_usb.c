/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl usb: a modem's USB configurations, and what changes them. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

static const struct cli_option options[] = {
    {"reset", 0, NULL, "composition: restart the module, and wait until it is back"},
    {NULL, 0, NULL, NULL},
};

/* A number of up to three digits; false where it is none. */
static bool read_number(const char *text, uint32_t *number)
{
    size_t count;

    *number = 0;
    for (count = 0; count < 3 && wdm_digit(text[count]) < 10; count++)
        *number = *number * 10 + wdm_digit(text[count]);
    return count > 0 && text[count] == '\0' && *number <= UINT8_MAX;
}

/* The modem as it is now, after so long. */
static bool print_back(struct cli *cli, const struct wdm_usb_change *change, wdm_time began)
{
    unsigned hundredths = (unsigned)((wdm_clock_now() - began) / (10 * WDM_MILLISECOND));

    if (!cli->json)
        wdm_put_format(&cli->out.output, "USB %s has configuration %u after %u.%02u s\n",
                       change->modem->address, change->modem->configuration, hundredths / 100,
                       hundredths % 100);
    return cli_list_modem(cli, change->modem);
}

/* ---- usb */

static const char *driver_of(const struct wdm_usb_interface *interface, bool current)
{
    if (current)
        return interface->driver[0] != '\0' ? interface->driver : NULL;
    return interface->guess;
}

static void print_text(const struct wdm_usb *usb, const struct wdm_found_modem *modem,
                       struct wdm_output *out)
{
    const char *name = modem->module != NULL ? modem->module->name : modem->name;
    size_t i, k;

    wdm_put_format(out, "%04x:%04x  ", modem->vendor, modem->product);
    wdm_print_safe(name, strlen(name), out);
    wdm_put_format(out, "%sat USB %s\n", *name != '\0' ? " " : "", modem->address);
    for (i = 0; i < usb->configuration_count; i++) {
        const struct wdm_usb_configuration *configuration = &usb->configurations[i];
        bool current = configuration->value == modem->configuration;

        wdm_put_format(out, "  configuration %u%s\n", configuration->value,
                       current ? ", the current one" : ", with the drivers that are likely");
        for (k = 0; k < configuration->interface_count; k++) {
            const struct wdm_usb_interface *interface = &configuration->interfaces[k];
            const char *driver = driver_of(interface, current);

            wdm_put_format(out, "    interface %-3u  %02x/%02x/%02x  ", interface->number,
                           interface->class, interface->subclass, interface->protocol);
            wdm_print_safe(driver != NULL ? driver : "-", strlen(driver != NULL ? driver : "-"),
                           out);
            wdm_put(out, "\n");
        }
        if (configuration->interfaces_omitted > 0)
            wdm_put_format(out, "    and %zu more\n", configuration->interfaces_omitted);
    }
    if (usb->configurations_omitted > 0)
        wdm_put_format(out, "  and %zu more\n", usb->configurations_omitted);
    if (usb->cut)
        wdm_put_packed(out, "  The descriptors are cut off, or broken.\n");
}

static void json_interface(const struct wdm_usb_interface *interface, bool current,
                           struct wdm_output *out)
{
    const char *driver = driver_of(interface, current);

    wdm_put_format(out,
                   "{\"number\":%u,\"class\":\"%02x\",\"subclass\":\"%02x\","
                   "\"protocol\":\"%02x\",\"endpoints\":%u,",
                   interface->number, interface->class, interface->subclass, interface->protocol,
                   interface->endpoints);
    if (driver != NULL)
        cli_json_text(out, "driver", driver);
    else
        wdm_put(out, "\"driver\":null");
    wdm_put(out, "}");
}

/* A configuration an object. */
static void print_json(const struct wdm_usb *usb, const struct wdm_found_modem *modem,
                       struct wdm_output *out)
{
    size_t i, k;

    for (i = 0; i < usb->configuration_count; i++) {
        const struct wdm_usb_configuration *configuration = &usb->configurations[i];
        bool current = configuration->value == modem->configuration;

        wdm_put_format(out,
                       "{\"address\":\"%s\",\"vendor\":\"%04x\",\"product\":\"%04x\","
                       "\"configuration\":%u,\"current\":%s,\"interfaces\":[",
                       modem->address, modem->vendor, modem->product, configuration->value,
                       current ? "true" : "false");
        for (k = 0; k < configuration->interface_count; k++) {
            wdm_put(out, k > 0 ? "," : "");
            json_interface(&configuration->interfaces[k], current, out);
        }
        wdm_put_format(out, "],\"interfaces_omitted\":%zu}\n", configuration->interfaces_omitted);
    }
}

static bool show(struct cli *cli)
{
    struct wdm_usb_change change;

    if (!cli_find_usb(cli, &change) ||
        !wdm_usb_read(&cli->usb, cli->root, change.modem, &cli->error))
        return false;
    if (cli->json)
        print_json(&cli->usb, change.modem, &cli->out.output);
    else
        print_text(&cli->usb, change.modem, &cli->out.output);
    return true;
}

/* ---- usb config, usb reset */

static bool configure(struct cli *cli)
{
    struct wdm_usb_change change;
    wdm_time began = wdm_clock_now();
    uint32_t value;

    if (!cli_want_arguments(cli, 2, 2))
        return false;
    if (!read_number(cli->arguments[1], &value) || value == 0)
        return wdm_fail(&cli->error, WDM_USAGE, "usb config: '%s' is not 1 to 255",
                        cli->arguments[1]);
    if (!cli_find_usb(cli, &change) || !wdm_usb_configure(&change, value, &cli->error))
        return wdm_fail_doing(&cli->error, "usb config %u", value);
    return print_back(cli, &change, began);
}

static bool reset(struct cli *cli)
{
    struct wdm_usb_change change;
    wdm_time began = wdm_clock_now();

    if (!cli_want_arguments(cli, 1, 1))
        return false;
    if (!cli_find_usb(cli, &change) || !wdm_usb_reset(&change, &cli->error))
        return wdm_fail_doing(&cli->error, "usb reset");
    return print_back(cli, &change, began);
}

/* ---- usb composition */

static void print_composition(uint8_t number, struct wdm_output *out)
{
    char text[96];

    wdm_usb_composition_text(number, text, sizeof text);
    wdm_put_format(out, "%3u%s%s\n", number, text[0] != '\0' ? "  " : "", text);
}

static void print_compositions(const struct cli *cli, const struct wdm_usb_compositions *known,
                               struct wdm_output *out)
{
    size_t i;

    if (cli->json) {
        wdm_put_format(out, "{\"current\":%u,\"supported\":[", known->current);
        for (i = 0; i < known->count; i++)
            wdm_put_format(out, "%s%u", i > 0 ? "," : "", known->supported[i]);
        wdm_put(out, "]}\n");
        return;
    }
    wdm_put(out, "current    ");
    print_composition(known->current, out);
    for (i = 0; i < known->count; i++) {
        wdm_put(out, i == 0 ? "supported  " : "           ");
        print_composition(known->supported[i], out);
    }
}

static bool is_supported(struct cli *cli, const struct wdm_usb_compositions *known, uint32_t wanted)
{
    char list[128] = "";
    size_t i, length = 0;

    for (i = 0; i < known->count; i++) {
        if (known->supported[i] == wanted)
            return true;
        length += wdm_format(list + length, sizeof list - length, "%s%u", i > 0 ? ", " : "",
                             known->supported[i]);
    }
    return wdm_fail(&cli->error, WDM_USAGE, "the modem has no composition %u, but %s", wanted,
                    list[0] != '\0' ? list : "none");
}

/* Restarts the module, and waits until it is back. */
static bool restart(struct cli *cli)
{
    struct wdm_usb_change change;
    wdm_time began = wdm_clock_now();

    cli->device = cli->address;
    if (!cli_find_usb(cli, &change))
        return false;
    /* It may be gone before it has answered. */
    if (!wdm_modem_restart(&cli->modem, cli->deadline, &cli->error) && cli->error.kind != WDM_GONE)
        return false;
    wdm_error_clear(&cli->error);
    cli->connected = false; /* there is nothing left to close */
    cli_disconnect(cli);
    return wdm_usb_await_restart(&change, &cli->error) && print_back(cli, &change, began);
}

static bool set_composition(struct cli *cli, const struct wdm_usb_compositions *known,
                            uint32_t wanted)
{
    bool is_new = wanted != known->current;

    if (!is_supported(cli, known, wanted))
        return false;
    if (is_new &&
        !wdm_usb_composition_set(&cli->modem, (uint8_t)(wanted & 0xff), cli->deadline, &cli->error))
        return false;
    if (cli_value(cli, "reset") != NULL)
        return restart(cli);
    if (cli->json)
        wdm_put_format(&cli->out.output, "{\"current\":%u,\"restart_needed\":%s}\n", wanted,
                       is_new ? "true" : "false");
    else if (is_new)
        wdm_put_format(&cli->out.output,
                       "Composition %u takes effect when the module has restarted: with --reset, "
                       "or when its power was off.\n",
                       wanted);
    return true;
}

static bool composition(struct cli *cli)
{
    struct wdm_usb_compositions known;
    uint32_t wanted = 0;

    if (!cli_want_arguments(cli, 1, 2))
        return false;
    if (cli->argument_count == 2 && !read_number(cli->arguments[1], &wanted))
        return wdm_fail(&cli->error, WDM_USAGE, "usb composition: '%s' is not 0 to 255",
                        cli->arguments[1]);
    if (!cli_connect(cli) || (cli_value(cli, "reset") != NULL && !cli_can_reattach(cli)) ||
        !wdm_usb_compositions(&cli->modem, &known, cli->deadline, &cli->error))
        return wdm_fail_doing(&cli->error, "usb composition");
    if (cli->argument_count == 2)
        return set_composition(cli, &known, wanted) ||
               wdm_fail_doing(&cli->error, "usb composition %u", wanted);
    print_compositions(cli, &known, &cli->out.output);
    return true;
}

static bool run(struct cli *cli)
{
    static const struct {
        const char *name;
        bool (*run)(struct cli *cli);
    } actions[] = {{"config", configure}, {"reset", reset}, {"composition", composition}};
    size_t i;

    if (cli_value(cli, "reset") != NULL &&
        (cli->argument_count != 2 || strcmp(cli->arguments[0], "composition") != 0)) {
        wdm_fail(&cli->error, WDM_USAGE, "usb: --reset is for 'usb composition N'");
        return wdm_fail_hint(&cli->error, "'usb reset' detaches and attaches the modem");
    }
    if (cli->argument_count == 0)
        return show(cli);
    for (i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(cli->arguments[0], actions[i].name) == 0)
            return actions[i].run(cli);
    }
    return wdm_fail(&cli->error, WDM_USAGE, "usb: '%s' is none of config, reset, composition",
                    cli->arguments[0]);
}

const struct cli_command cli_command_usb = {
    .name = "usb",
    .arguments = "[config N | reset | composition [N]]",
    .summary = "Show the modem's USB configurations; select one; detach and attach it",
    .help = "config N selects a configuration, reset detaches the device in software and\n"
            "attaches it again: both wait until a port is there. composition reads or sets\n"
            "which functions a Sierra module has, which takes effect when it has restarted.\n",
    .options = options,
    .run = run,
};
