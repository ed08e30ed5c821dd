/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a recorded message is called, and how it ended: from the catalogue. */
#include <string.h>

#include "decode.h"
#include "wdm/format.h"

static const char *const kinds[] = {"request", "response", "indication"};

static void name_qmi(const struct wdm_description *description, struct decode_names *names)
{
    const struct wdm_qmux *qmux = &description->qmux;

    names->protocol = "qmi";
    names->kind = kinds[qmux->kind];
    names->service =
        wdm_catalogue_qmi_service_name(description->describer.catalogue, qmux->service);
    if (names->service == NULL) {
        wdm_format(names->service_text, sizeof names->service_text, "0x%02x", qmux->service);
        names->service = names->service_text;
    }
    if (description->message != NULL) {
        names->message = description->message->name;
        return;
    }
    wdm_format(names->message_text, sizeof names->message_text, "0x%04x", qmux->message);
    names->message = names->message_text;
}

/* OPEN, CLOSE, and all others that carry no command. */
static void name_mbim_type(uint32_t type, struct decode_names *names)
{
    static const struct {
        uint32_t type;
        const char *message, *kind;
    } types[] = {
        {WDM_MBIM_OPEN, "open", "request"},
        {WDM_MBIM_OPEN_DONE, "open-done", "response"},
        {WDM_MBIM_CLOSE, "close", "request"},
        {WDM_MBIM_CLOSE_DONE, "close-done", "response"},
        {WDM_MBIM_COMMAND, "command", "request"},
        {WDM_MBIM_COMMAND_DONE, "command-done", "response"},
        {WDM_MBIM_INDICATE_STATUS, "indicate-status", "indication"},
        {WDM_MBIM_FUNCTION_ERROR, "function-error", "error"},
        {WDM_MBIM_HOST_ERROR, "host-error", "error"},
    };
    size_t i;

    for (i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (types[i].type == type) {
            names->message = types[i].message;
            names->kind = types[i].kind;
        }
    }
}

static void name_command(const struct wdm_description *description, struct decode_names *names)
{
    const struct wdm_catalogue *catalogue = description->describer.catalogue;
    const struct wdm_mbim_message *mbim = &description->mbim;
    const struct wdm_mbim_service *service =
        wdm_catalogue_mbim_service_by_uuid(catalogue, &mbim->service);
    const struct wdm_mbim_command_entry *entry =
        service != NULL ? wdm_mbim_command_by_id(service, mbim->command) : NULL;

    if (mbim->type == WDM_MBIM_COMMAND)
        names->kind = mbim->value == WDM_MBIM_SET ? "set" : "query";
    names->service = service != NULL ? service->name
                                     : wdm_catalogue_mbim_service_name(catalogue, &mbim->service);
    if (names->service == NULL) {
        wdm_uuid_format(&mbim->service, names->service_text);
        names->service = names->service_text;
    }
    if (entry != NULL) {
        names->message = entry->name;
        return;
    }
    wdm_format(names->message_text, sizeof names->message_text, "%lu",
               (unsigned long)mbim->command);
    names->message = names->message_text;
}

void decode_name(const struct wdm_description *description, struct decode_names *names)
{
    names->protocol = names->service = names->message = names->kind = NULL;
    if (description->is_qmi) {
        name_qmi(description, names);
    } else if (description->is_mbim) {
        names->protocol = "mbim";
        name_mbim_type(description->mbim.type, names);
        if (wdm_mbim_has_buffer(description->mbim.type) && description->mbim.fragment == 0)
            name_command(description, names);
    }
}

static struct decode_result result(enum wdm_error_list list, uint32_t code)
{
    if (code == 0)
        return (struct decode_result){.status = DECODE_SUCCESS};
    return (struct decode_result){.status = DECODE_ERROR, .list = list, .code = code};
}

struct decode_result decode_result_of(const struct wdm_description *description)
{
    const struct wdm_mbim_message *mbim = &description->mbim;
    uint16_t error;

    if (description->is_mbim && mbim->type == WDM_MBIM_COMMAND_DONE && mbim->fragment == 0 &&
        mbim->value != WDM_MBIM_STATUS_SUCCESS)
        return result(WDM_CODE_MBIM_STATUS, mbim->value);
    if (description->is_qmi) {
        if (description->qmux.kind == WDM_QMI_RESPONSE &&
            wdm_qmi_result(description->qmux.tlvs, &error))
            return result(WDM_CODE_QMI, error);
        return (struct decode_result){0};
    }
    if (!description->is_mbim || mbim->fragment > 0)
        return (struct decode_result){0};
    switch (mbim->type) {
    case WDM_MBIM_OPEN_DONE:
    case WDM_MBIM_CLOSE_DONE:
    case WDM_MBIM_COMMAND_DONE:
        return result(WDM_CODE_MBIM_STATUS, mbim->value);
    case WDM_MBIM_FUNCTION_ERROR:
    case WDM_MBIM_HOST_ERROR:
        return (struct decode_result){DECODE_ERROR, WDM_CODE_MBIM_FUNCTION, mbim->value};
    default:
        return (struct decode_result){0};
    }
}

void decode_device_text(uint32_t device, char text[DECODE_DEVICE_TEXT])
{
    wdm_format(text, DECODE_DEVICE_TEXT, "%u-%u", device >> 16, device & 0xffff);
}

/* ---- For drawings */

void decode_put_label(const struct wdm_description *description, struct wdm_output *out)
{
    struct decode_names names;

    decode_name(description, &names);
    if (names.protocol == NULL) {
        wdm_put(out, "bytes");
        return;
    }
    wdm_put(out, description->is_qmi ? "QMI" : "MBIM");
    if (names.service != NULL)
        wdm_put_format(out, " %s", names.service);
    if (names.service == NULL && description->is_mbim)
        wdm_put_format(out, " %s", wdm_mbim_type_name(description->mbim.type));
    else if (names.message != NULL)
        wdm_put_format(out, " %s", names.message);
    if (!description->is_qmi && description->mbim.type == WDM_MBIM_COMMAND && names.service != NULL)
        wdm_put_format(out, " %s", names.kind);
}

void decode_put_detail(const struct wdm_description *description, bool personal, size_t columns,
                       struct wdm_output *out)
{
    struct decode_result ended = decode_result_of(description);

    if (ended.status == DECODE_SUCCESS)
        wdm_put(out, " success");
    if (ended.status == DECODE_ERROR) {
        wdm_put(out, " ");
        wdm_print_error_code(ended.list, ended.code, out);
    }
    if (description->is_mbim && description->mbim.fragments > 1)
        wdm_put_format(out, " fragment %lu of %lu", (unsigned long)description->mbim.fragment + 1,
                       (unsigned long)description->mbim.fragments);
    if (description->problem != NULL)
        wdm_put_format(out, " %s", description->problem);
    decode_brief(description, personal, columns, out);
}
