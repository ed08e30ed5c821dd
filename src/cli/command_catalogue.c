/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdmctl catalogue: all services and messages as a manual page (mdoc), for make. */
#include <string.h>

#include "cli.h"

/* Text that mdoc must not take for its own: backslashes, and what begins a line. */
static void put_text(struct wdm_output *out, const char *text, size_t length)
{
    size_t i;

    if (length > 0 && (text[0] == '.' || text[0] == '\''))
        wdm_put(out, "\\&");
    for (i = 0; i < length; i++) {
        if (text[i] == '\\')
            wdm_put(out, "\\e");
        else
            out->write(out, text + i, 1);
    }
}

static void put_enumeration(struct wdm_output *out, const struct wdm_enumeration *enumeration)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    bool flags = wdm_enumeration_flags(enumeration);
    char name[WDM_ENUMERATION_NAME];
    bool first = true;

    wdm_enumeration_own_name(enumeration, name, sizeof(name));
    wdm_put_format(out, ".It Va %s\n", name);
    while (wdm_enumerator_next(enumeration, &each)) {
        wdm_put(out, first ? "" : ",\n");
        first = false;
        put_text(out, each.name, each.length);
        if (flags)
            wdm_put_format(out, "\\ 0x%lx", (unsigned long)each.value);
        else
            wdm_put_format(out, "\\ %ld", (long)each.value);
    }
    wdm_put(out, "\n");
}

static void put_enumerations(struct wdm_output *out, const struct wdm_enumeration *enumerations,
                             size_t count)
{
    size_t i;

    if (count == 0)
        return;
    wdm_put_packed(out, ".Ss Names of values\n.Bl -tag -width Ds -compact\n");
    for (i = 0; i < count; i++)
        put_enumeration(out, &enumerations[i]);
    wdm_put(out, ".El\n");
}

/* A field: names of values are told once, at the service's end. */
static void put_field(void *context, const struct wdm_field *field)
{
    struct wdm_output *out = context;
    const struct wdm_enumeration *enumeration = wdm_field_enumeration(field, 0);
    char name[WDM_ENUMERATION_NAME] = "bool";

    wdm_put_format(out, ".It Va %s\n", field->path);
    if (field->counted)
        wdm_put(out, "worked out, ");
    else if (field->optional)
        wdm_put(out, "optional, ");
    if (enumeration != NULL)
        wdm_enumeration_own_name(enumeration, name, sizeof(name));
    if (strcmp(name, "bool") == 0 || wdm_field_enumeration(field, 1) != NULL) {
        wdm_print_field_type(field, out);
        wdm_put(out, "\n");
        return;
    }
    wdm_put(out, field->list ? "a list, each " : "");
    wdm_put_format(out, "%s\n.Va %s\n", wdm_enumeration_flags(enumeration) ? "any of" : "one of",
                   name);
}

/* `*first` is set where nothing of the message was printed yet. */
static void put_part(struct wdm_output *out, const char *part, unsigned mbimex,
                     const struct wdm_layout *layout, bool *first)
{
    wdm_put_format(out, "%s.Em %s", *first ? "" : ".Pp\n", part);
    *first = false;
    if (mbimex > 1)
        wdm_put_format(out, " , No MBIMEx %u.0", mbimex);
    if (*layout->text == '\0') {
        wdm_put(out, " : No no fields\n");
        return;
    }
    wdm_put_packed(out, "\n.Bl -tag -width 26n -compact -offset 2n\n");
    wdm_layout_visit(layout, put_field, out);
    wdm_put(out, ".El\n");
}

static void put_qmi_message(struct wdm_output *out, const struct wdm_qmi_service *service,
                            const struct wdm_qmi_message *message)
{
    static const char *const parts[] = {"request", "response", "indication"};
    bool first = message->vendor == 0;
    int kind;

    wdm_put_format(out, ".Ss %s %s (0x%04x)\n", service->name, message->name, message->id);
    if (!first)
        wdm_put_format(out, "Of modems of the USB vendor %04x only.\n", message->vendor);
    for (kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
        struct wdm_layout layout = wdm_qmi_layout(service, message, (enum wdm_qmi_kind)kind);

        if (layout.text != NULL)
            put_part(out, parts[kind], 1, &layout, &first);
    }
}

static void put_mbim_entry(struct wdm_output *out, const struct wdm_mbim_service *service,
                           const struct wdm_mbim_command_entry *entry)
{
    static const char *const parts[] = {"query", "set", "response", "indication"};
    const char *const own[] = {entry->query, entry->set, entry->response, entry->notification};
    bool first = entry == wdm_mbim_command_by_id(service, entry->id);
    int part;

    if (first)
        wdm_put_format(out, ".Ss %s %s (%u)\n", service->name, entry->name, entry->id);
    for (part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++) {
        struct wdm_layout layout =
            wdm_mbim_layout(service, entry->id, (enum wdm_mbim_part)part, entry->mbimex);

        if (own[part] != NULL)
            put_part(out, parts[part], entry->mbimex, &layout, &first);
    }
}

static void put_qmi(struct wdm_output *out, const struct wdm_qmi_service *service)
{
    size_t i;

    wdm_put_format(out, ".Sh QMI %s\nService 0x%02x.\n", service->name, service->id);
    if (service->id > 0xff)
        wdm_put_packed(out, "It exists only on QRTR: no request reaches it from a host.\n");
    for (i = 0; i < service->message_count; i++)
        put_qmi_message(out, service, &service->messages[i]);
    put_enumerations(out, service->enumerations, service->enumeration_count);
}

static void put_mbim(struct wdm_output *out, const struct wdm_mbim_service *service)
{
    char uuid[WDM_UUID_TEXT + 1];
    size_t i;

    wdm_uuid_format(&service->uuid, uuid);
    wdm_put_format(out, ".Sh MBIM %s\nService %s.\n", service->name, uuid);
    for (i = 0; i < service->command_count; i++)
        put_mbim_entry(out, service, &service->commands[i]);
    put_enumerations(out, service->enumerations, service->enumeration_count);
}

static void put_common(struct wdm_output *out, bool tlvs)
{
    const struct wdm_enumeration *enumeration;
    size_t i;

    wdm_put_format(out, ".Sh NAMES OF %s\n.Bl -tag -width Ds -compact\n", tlvs ? "QMI" : "MBIM");
    for (i = 0; (enumeration = wdm_enumeration_at(tlvs, i)) != NULL; i++)
        put_enumeration(out, enumeration);
    wdm_put(out, ".El\n");
}

static bool run(struct cli *cli)
{
    struct wdm_output *out = &cli->out.output;
    const struct wdm_qmi_service *qmi;
    const struct wdm_mbim_service *mbim;
    size_t i;

    wdm_put(out, ".\\\" Made from the catalogue by 'wdmctl catalogue'.\n");
    wdm_put_packed(out,
                   ".Dd November 22, 2026\n.Dt WDMCTL-CATALOGUE 7\n.Os\n"
                   ".Sh NAME\n.Nm wdmctl-catalogue\n"
                   ".Nd QMI messages and MBIM commands that wdmctl knows by name\n"
                   ".Sh DESCRIPTION\n"
                   "Each of these can be sent with\n.Xr wdmctl 1 :\n"
                   ".Pp\n.Dl wdmctl qmi dms set-operating-mode mode=online\n"
                   ".Dl wdmctl mbim basic-connect radio-state set radio_state=on\n"
                   ".Pp\nA field is named by its path; N stands for the place in a list, from 0.\n"
                   "What is optional may be left out, and what is worked out need not be given.\n"
                   "Names of values stand at the end of their service, those that several\n"
                   "services share, and error codes, at the end of the page.\n");
    for (i = 0; (qmi = wdm_qmi_service_at(i)) != NULL; i++)
        put_qmi(out, qmi);
    for (i = 0; (mbim = wdm_mbim_service_at(i)) != NULL; i++)
        put_mbim(out, mbim);
    put_common(out, true);
    put_common(out, false);
    wdm_put(out, ".Sh SEE ALSO\n.Xr wdmctl 1\n");
    return true;
}

const struct cli_command cli_command_catalogue = {
    .name = "catalogue",
    .arguments = "",
    .summary = "All messages as a manual page",
    .run = run,
    .hidden = true,
};
