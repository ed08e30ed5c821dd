/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Answers in another version of MBIMEx than host and modem agreed on. Layouts are walked
 * only of the few commands whose answers the versions changed. */
#include <string.h>

#include "explain_internal.h"
#include "wdm/fields.h"

#define VERSIONS 3
/* Answers that are looked at; larger ones pass. */
#define BYTES ((size_t)1024)

static const struct wdm_uuid *const services[] = {&wdm_mbim_basic_connect, &wdm_mbim_extensions};

/* Which commands' answers there are of more than one version. */
void wdm_explain_mbimex_init(struct wdm_explainer *explainer)
{
    for (size_t i = 0; i < 2; i++) {
        const struct wdm_mbim_service *service =
            wdm_catalogue_mbim_service_by_uuid(explainer->options.catalogue, services[i]);
        for (size_t at = 0; service && at < service->command_count; at++) {
            uint16_t id = service->commands[at].id;
            const char *oldest = wdm_mbim_layout(service, id, WDM_MBIM_PART_RESPONSE, 1).text;
            const char *newest =
                wdm_mbim_layout(service, id, WDM_MBIM_PART_RESPONSE, VERSIONS).text;
            if (id < 64 && oldest && oldest != newest)
                explainer->versioned[i] |= UINT64_C(1) << id;
        }
    }
}

/* Which of `bytes`, BYTES of them at most, a layout tells. */
struct cover {
    struct wdm_sink sink; /* first */
    struct wdm_span bytes;
    bool twice; /* some by two fields */
    uint8_t told[BYTES];
};

static void cover_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct cover *cover = (struct cover *)sink;
    (void)name;
    size_t at = value->raw.length > 0 ? (size_t)(value->raw.bytes - cover->bytes.bytes) : 0;
    for (size_t i = 0; i < value->raw.length && at < cover->bytes.length; i++, at++) {
        cover->twice |= cover->told[at] != 0;
        cover->told[at] = 1;
    }
}

/* How many bytes of the answer a version's layout does not account for; SIZE_MAX: it
 * does not fit. */
static size_t strangeness(const struct wdm_layout *layout, struct wdm_span bytes)
{
    struct cover cover = {.sink = {.value = cover_value}, .bytes = bytes};
    struct wdm_malformed malformed;
    size_t strange = 0;
    if (!wdm_decode(layout, bytes, &cover.sink, &malformed) || cover.twice)
        return SIZE_MAX;
    for (size_t i = 0; i < bytes.length; i++)
        strange += cover.told[i] == 0;
    return strange;
}

static void check_answer(struct wdm_explainer *explainer, const struct wdm_uuid *uuid)
{
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    const struct wdm_mbim_service *service =
        wdm_catalogue_mbim_service_by_uuid(explainer->options.catalogue, uuid);
    uint8_t agreed = explainer->port->describer.mbimex;
    if (agreed == 0)
        agreed = 1;
    struct wdm_layout layout =
        wdm_mbim_layout(service, mbim->command, WDM_MBIM_PART_RESPONSE, agreed);
    size_t strange = strangeness(&layout, mbim->buffer);
    for (uint8_t other = 1; other <= VERSIONS && strange > 0; other++) {
        struct wdm_layout another =
            wdm_mbim_layout(service, mbim->command, WDM_MBIM_PART_RESPONSE, other);
        if (another.text == layout.text)
            continue;
        size_t left = strangeness(&another, mbim->buffer);
        if (left == SIZE_MAX || (strange != SIZE_MAX && left + 4 > strange))
            continue;
        const struct wdm_mbim_command_entry *entry = wdm_mbim_command_by_id(service, mbim->command);
        wdm_explain_say(
            explainer, WDM_EXPLAIN_MBIMEX, strange == SIZE_MAX,
            "agree on the version after each OPEN (ms-basic-connect-extensions version)",
            "the answer of %s is as MBIMEx %u.0 has it, and not %u.0, which was agreed on",
            entry ? entry->name : "a command", other, agreed);
        return;
    }
}

void wdm_explain_mbimex(struct wdm_explainer *explainer)
{
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    struct wdm_explain_port *port = explainer->port;
    struct wdm_describer before = port->describer;
    if (mbim->type == WDM_MBIM_OPEN || wdm_mbim_has_buffer(mbim->type))
        wdm_describer_follow(&port->describer, &explainer->description);
    if (mbim->type == WDM_MBIM_COMMAND_DONE && port->describer.mbimex != before.mbimex &&
        before.asked > port->describer.mbimex)
        wdm_explain_say(explainer, WDM_EXPLAIN_MBIMEX, false,
                        "use the layouts of the version that the modem answered",
                        "MBIMEx %u.0 was asked for, and the modem speaks %u.0", before.asked,
                        port->describer.mbimex);
    /* Only where what was agreed on was seen. */
    if (mbim->type != WDM_MBIM_COMMAND_DONE || !port->from_start ||
        explainer->description.problem || mbim->value != WDM_MBIM_STATUS_SUCCESS ||
        mbim->fragments > 1 || mbim->command >= 64 || mbim->buffer.length == 0 ||
        mbim->buffer.length > BYTES)
        return;
    for (size_t i = 0; i < 2; i++) {
        if ((explainer->versioned[i] >> mbim->command & 1) != 0 &&
            wdm_uuid_equal(&mbim->service, services[i]))
            check_answer(explainer, services[i]);
    }
}
