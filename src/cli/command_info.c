/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl info: who the modem is. */
#include <string.h>

#include "cli.h"

/* A line of the result, and where it comes from. */
struct source {
    const char *name; /* the JSON key; in text with blanks */
    uint16_t message; /* DMS message, or CID of Basic Connect */
    const char *field;
};

/* Lines of one message stand together: it is asked once. */
static const struct source dms_sources[] = {
    {"manufacturer", 0x0021, "manufacturer"},
    {"model", 0x0022, "model"},
    {"revision", 0x0023, "revision"},
    {"hardware_revision", 0x002c, "revision"},
    {"imei", 0x0025, "imei"},
    {"imei_software_version", 0x0025, "imei_software_version"},
    {"meid", 0x0025, "meid"},
    {"esn", 0x0025, "esn"},
    {NULL, 0, NULL},
};

static const struct source mbim_sources[] = {
    {"imei", 1, "device_id"},
    {"firmware", 1, "firmware_info"},
    {"hardware", 1, "hardware_info"},
    {"device_type", 1, "device_type"},
    {"data_classes", 1, "data_class"},
    {"sim_state", 2, "ready_state"},
    {"imsi", 2, "subscriber_id"},
    {"iccid", 2, "sim_icc_id"},
    {NULL, 0, NULL},
};

static void print_line(struct cli *cli, const char *name, const char *value, bool *first)
{
    struct wdm_output *out = &cli->out.output;
    const char *separator = *first ? "{" : ",";

    *first = false;
    if (cli->json) {
        wdm_put(out, separator);
        cli_json_text(out, name, value);
        return;
    }
    wdm_put_format(out, "%-21s  ", name);
    wdm_print_safe(value, strlen(value), out);
    wdm_put(out, "\n");
}

/* The answer to a source's message. A refusal leaves `answer` empty. */
static bool ask(struct cli *cli, const struct source *source, bool mbim, struct wdm_span *answer,
                struct wdm_layout *layout)
{
    struct wdm_qmi_answer qmi;
    bool done;

    if (mbim) {
        done = wdm_modem_basic_connect(&cli->modem, source->message, WDM_MBIM_QUERY, NULL, answer,
                                       layout, cli->deadline, &cli->error);
    } else {
        done = wdm_modem_dms(&cli->modem, source->message, NULL, &qmi, layout, cli->deadline,
                             &cli->error);
        *answer = qmi.tlvs;
    }
    if (done)
        return true;
    *answer = (struct wdm_span){0};
    if (cli->error.kind != WDM_REFUSED)
        return false;
    wdm_error_clear(&cli->error);
    return true;
}

static bool print_sources(struct cli *cli, const struct source *source, bool mbim, bool *first)
{
    struct wdm_span answer = {0};
    struct wdm_layout layout = {0};
    uint16_t asked = 0;

    for (; source->name != NULL; source++) {
        char value[256];

        if (source->message != asked && !ask(cli, source, mbim, &answer, &layout))
            return false;
        asked = source->message;
        if (answer.length > 0 &&
            wdm_field_text(&layout, answer, source->field, value, sizeof value) > 0)
            print_line(cli, source->name, value, first);
    }
    return true;
}

static bool run(struct cli *cli)
{
    bool mbim, qmi = true, first = true;

    if (!cli_want_arguments(cli, 0, 0) || !cli_connect(cli))
        return false;
    mbim = cli->modem.protocol == WDM_PROTOCOL_MBIM;
    if (mbim &&
        !wdm_modem_has_service(&cli->modem, &wdm_mbim_qmi, &qmi, cli->deadline, &cli->error))
        return false;
    if (!(qmi ? print_sources(cli, dms_sources, false, &first)
              : print_sources(cli, mbim_sources, true, &first)))
        return false;
    if (first)
        return wdm_fail(&cli->error, WDM_REFUSED, "the modem tells nothing of itself");
    wdm_put(&cli->out.output, cli->json ? "}\n" : "");
    return true;
}

const struct cli_command cli_command_info = {
    .name = "info",
    .arguments = "",
    .summary = "Show who the modem is: maker, model, firmware, IMEI",
    .help = "Asks QMI DMS where the modem carries QMI, else MBIM Basic Connect.\n",
    .run = run,
};
