/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sessions that a script holds over several runs of the program: what one run leaves
 * open, and the next goes on with. Not in small builds. */
#include <string.h>

#include "cli.h"
#include "wdm/format.h"

#define CLIENT_LAST       254
#define INVALID_CLIENT_ID 7 /* a QMI error */

static const char *const names[] = {"no-open", "no-close", "keep-client-id", "client-id"};

bool cli_is_hold(const char *option)
{
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(option, names[i]) == 0)
            return true;
    }
    return false;
}

bool cli_set_hold(struct cli *cli, const char *option, const char *value)
{
    struct cli_hold *hold = &cli->hold;

    if (strcmp(option, "no-open") == 0)
        hold->no_open = true;
    else if (strcmp(option, "no-close") == 0)
        hold->no_close = true;
    else if (strcmp(option, "keep-client-id") == 0)
        hold->keep = true;
    else if (hold->count < WDM_QMI_CLIENTS)
        hold->texts[hold->count++] = value;
    else
        return wdm_fail(&cli->error, WDM_USAGE, "--client-id: more than %zu", WDM_QMI_CLIENTS);
    return true;
}

/* ---- What was given */

static bool fail_form(struct cli *cli, const char *text)
{
    return wdm_fail(&cli->error, WDM_USAGE,
                    "--client-id: '%s' is not SERVICE=N, with N from 1 to %d", text, CLIENT_LAST);
}

/* Decimal, or hexadecimal with 0x; 0 where it is no client id. */
static unsigned read_client(const char *text)
{
    unsigned base = strncmp(text, "0x", 2) == 0 ? 16 : 10;
    unsigned number = 0;

    for (text += base == 16 ? 2 : 0; *text != '\0'; text++) {
        if (wdm_digit(*text) >= base || number > CLIENT_LAST)
            return 0;
        number = number * base + wdm_digit(*text);
    }
    return number > CLIENT_LAST ? 0 : number;
}

static const char *service_at(const void *list, size_t index)
{
    const struct wdm_qmi_service *service = wdm_catalogue_qmi_service_at(list, index);

    return service != NULL ? service->name : NULL;
}

/* The number of the service that `name` names, of those that have client ids. */
static bool read_service(struct cli *cli, const char *name, uint8_t *number)
{
    int found = wdm_catalogue_qmi_service_number(&cli->catalogue, name);

    if (found < 0) {
        wdm_fail(&cli->error, WDM_USAGE, "--client-id: no QMI service '%s'", name);
        return cli_did_you_mean(cli, cli_nearest(name, service_at, &cli->catalogue));
    }
    if (found == WDM_QMI_SERVICE_CTL || found > UINT8_MAX)
        return wdm_fail(&cli->error, WDM_USAGE, "--client-id: QMI %s has no client ids", name);
    *number = (uint8_t)found;
    return true;
}

static bool read_id(struct cli *cli, const char *text, struct wdm_qmi_client_id *id)
{
    size_t length = wdm_length_before(text, '=');
    unsigned client = text[length] == '=' ? read_client(text + length + 1) : 0;
    char name[48];

    if (length == 0 || length >= sizeof name || client == 0)
        return fail_form(cli, text);
    memcpy(name, text, length);
    name[length] = '\0';
    id->client = (uint8_t)(client & UINT8_MAX);
    id->kept = true;
    return read_service(cli, name, &id->service);
}

static bool read_ids(struct cli *cli)
{
    struct cli_hold *hold = &cli->hold;
    size_t i, k;

    for (i = 0; i < hold->count; i++) {
        if (!read_id(cli, hold->texts[i], &hold->ids[i]))
            return false;
        for (k = 0; k < i; k++) {
            if (hold->ids[k].service == hold->ids[i].service)
                return wdm_fail(&cli->error, WDM_USAGE, "--client-id: '%s' and '%s': one a service",
                                hold->texts[k], hold->texts[i]);
        }
    }
    return true;
}

/* ---- Where it makes sense */

/* Fails, and says why, where a command has no use for the option. */
static bool command_fits(struct cli *cli, const char *option, bool of_clients)
{
    static const struct cli_command *const good[] = {&cli_command_qmi,   &cli_command_info,
                                                     &cli_command_radio, &cli_command_unlock,
                                                     &cli_command_mbim,  &cli_command_send};
    const struct cli_command *command = cli->command;
    struct wdm_error *error = &cli->error;
    size_t i;

    for (i = 0; i < sizeof good / sizeof good[0] && good[i] != command; i++)
        ;
    if (i == sizeof good / sizeof good[0])
        return wdm_fail(error, WDM_USAGE,
                        "%s: --%s is for qmi, mbim, info, radio, unlock and send alone",
                        command->name, option);
    if (of_clients && command == &cli_command_mbim)
        return wdm_fail(error, WDM_USAGE, "mbim: --%s: MBIM commands have no client ids", option);
    if (of_clients && command == &cli_command_send)
        return wdm_fail(error, WDM_USAGE, "send: --%s: a raw message has its client id in it",
                        option);
    if (!of_clients && cli->mode == WDM_MODE_QMI)
        return wdm_fail(error, WDM_USAGE, "--%s: with -m qmi nothing is opened", option);
    if (command == &cli_command_unlock && cli_value(cli, "reset") != NULL)
        return wdm_fail(error, WDM_USAGE, "unlock --reset: not with --%s: it ends every session",
                        option);
    if (command == &cli_command_unlock &&
        (cli_value(cli, "dry-run") != NULL || cli_value(cli, "list") != NULL))
        return wdm_fail(error, WDM_USAGE, "unlock: --%s: no modem is reached", option);
    return true;
}

bool cli_hold_fits(struct cli *cli)
{
    const struct cli_hold *hold = &cli->hold;

    return (!hold->no_open || command_fits(cli, "no-open", false)) &&
           (!hold->no_close || command_fits(cli, "no-close", false)) &&
           (!hold->keep || command_fits(cli, "keep-client-id", true)) &&
           (hold->count == 0 || command_fits(cli, "client-id", true)) && read_ids(cli);
}

/* ---- Going on, and leaving */

/* Raw QMI has nothing to open; a port of which nothing is known speaks MBIM, if a function
 * is open on it. */
static bool is_open(const struct cli *cli)
{
    bool qmi = cli->mode == WDM_MODE_AUTO ? cli->port->protocol == WDM_PROTOCOL_QMI
                                          : cli->mode == WDM_MODE_QMI;

    return cli->hold.no_open && !qmi;
}

bool cli_hold_open(struct cli *cli)
{
    const struct cli_hold *hold = &cli->hold;
    size_t i;

    if (is_open(cli))
        wdm_modem_assume_open(&cli->modem);
    else if (!wdm_modem_open(&cli->modem, cli->mode, cli->deadline, &cli->error))
        return false;
    if (hold->no_open || hold->count > 0)
        wdm_modem_count_from(&cli->modem, wdm_clock_now());
    for (i = 0; i < hold->count; i++)
        wdm_qmi_adopt(&cli->modem.qmi, hold->ids[i].service, hold->ids[i].client);
    return true;
}

/* Prints the client ids that were allocated: in text lines for the script's standard
 * error, with -j an object of its own. Returns false where that cannot be written. */
static bool print_ids(struct cli *cli)
{
    struct cli_output *to = cli->json ? &cli->out : &cli->err;
    const struct wdm_qmi *qmi = &cli->modem.qmi;
    const char *separator = "";
    size_t i;

    wdm_put(&to->output, cli->json ? "{\"client_ids\":{" : "");
    for (i = 0; i < qmi->client_count; i++) {
        const struct wdm_qmi_client_id *id = &qmi->clients[i];
        const char *known = wdm_catalogue_qmi_service_name(&cli->catalogue, id->service);
        char name[48];

        if (id->kept)
            continue;
        if (known != NULL)
            wdm_format(name, sizeof name, "%s", known);
        else
            wdm_format(name, sizeof name, "0x%02x", id->service);
        if (cli->json)
            wdm_put_format(&to->output, "%s\"%s\":%u", separator, name, id->client);
        else
            wdm_put_format(&to->output, "client id %s=%u\n", name, id->client);
        separator = ",";
    }
    wdm_put(&to->output, cli->json ? "}}\n" : "");
    cli_output_flush(to);
    return to->failure == 0;
}

void cli_hold_end(struct cli *cli, bool done)
{
    const struct cli_hold *hold = &cli->hold;
    struct wdm_modem *modem = &cli->modem;
    bool good = done && cli->out.failure == 0;

    if (cli->port == NULL || !cli->connected)
        return;
    if (!done && hold->count > 0 && wdm_refused_with(&cli->error, WDM_CODE_QMI, INVALID_CLIENT_ID))
        wdm_fail_hint(&cli->error, "the client id was released, or the modem has restarted");
    /* What fails leaves behind nothing that it took. */
    modem->stay_open = hold->no_close && (good || hold->no_open);
    if (good && hold->keep && !modem->leaving && !modem->qmi.reset && print_ids(cli))
        wdm_qmi_keep(&modem->qmi);
}
