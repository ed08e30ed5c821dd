/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Information buffers whose offsets and padding are wrong (MBIM 1.0, 10.3). A buffer that
 * was looked at and found good is remembered by its hash: exchanges say most things many
 * times, and walking a layout takes longer than all other rules together. */
#include "explain_internal.h"
#include "wdm/format.h"
#include "wdm/placement.h"

#define VERSIONS 3

/* ---- What was looked at before */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

/* Of all that the judgement depends on: the message but its transaction id, the version. */
static uint64_t hash_of(struct wdm_span bytes, uint8_t mbimex)
{
    uint64_t hash = mix(bytes.length, mbimex);
    size_t at = WDM_MBIM_HEADER;
    hash = mix(hash, wdm_get_u32(bytes.bytes));
    for (; bytes.length - at >= 8; at += 8)
        hash = mix(hash, (uint64_t)wdm_get_u32(bytes.bytes + at + 4) << 32 |
                             wdm_get_u32(bytes.bytes + at));
    for (; at < bytes.length; at++)
        hash = mix(hash, bytes.bytes[at]);
    return hash;
}

/* ---- Judging */

static enum wdm_mbim_part part_of(const struct wdm_mbim_message *mbim)
{
    if (mbim->type == WDM_MBIM_COMMAND)
        return mbim->value == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY;
    return mbim->type == WDM_MBIM_COMMAND_DONE ? WDM_MBIM_PART_RESPONSE
                                               : WDM_MBIM_PART_NOTIFICATION;
}

static void name_of(const struct wdm_explainer *explainer, const struct wdm_mbim_service *service,
                    char name[EXPLAIN_NAME])
{
    static const char *const parts[] = {"query", "set", "answer", "indication"};
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    const struct wdm_mbim_command_entry *entry = wdm_mbim_command_by_id(service, mbim->command);
    wdm_format(name, EXPLAIN_NAME, "%s %s %s", service->name, entry ? entry->name : "command",
               parts[part_of(mbim)]);
}

static bool is_good(const struct wdm_placement *placement)
{
    return !placement->shared && !placement->misplaced && placement->stray == 0;
}

/* The version of MBIMEx that has the buffer as it is, where that is another; 0: none. */
static uint8_t fitting(struct wdm_explainer *explainer, const struct wdm_mbim_service *service,
                       const struct wdm_layout *layout)
{
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    struct wdm_placement placement;
    struct wdm_malformed malformed;
    for (uint8_t version = 1; version <= VERSIONS; version++) {
        struct wdm_layout other = wdm_mbim_layout(service, mbim->command, part_of(mbim), version);
        if (other.text && other.text != layout->text &&
            wdm_placement_of(&other, mbim->buffer, explainer->map, &placement, &malformed) &&
            is_good(&placement))
            return version;
    }
    return 0;
}

/* Answers are explain_mbimex.c's. */
static void tell_version(struct wdm_explainer *explainer, const char *name, uint8_t version,
                         uint8_t agreed)
{
    wdm_explain_say(
        explainer, WDM_EXPLAIN_MBIMEX, true,
        "use the layouts of the version that was agreed on, from its answer to the next "
        "OPEN",
        "%s is as MBIMEx %u.0 has it, and not %u.0, which was agreed on", name, version, agreed);
}

static void tell_malformed(struct wdm_explainer *explainer, const char *name,
                           const struct wdm_malformed *malformed)
{
    bool known = malformed->field[0] != '\0';
    wdm_explain_say(
        explainer, WDM_EXPLAIN_LENGTH, true,
        explainer->captured->from_modem
            ? NULL
            : "offsets count from the beginning of the buffer, or of the structure in it; "
              "compare the request with its layout (wdmctl mbim SERVICE COMMAND)",
        "%s: the information buffer%s%s: %s", name, known ? ", field " : "", malformed->field,
        malformed->problem);
}

static void tell_placement(struct wdm_explainer *explainer, const char *name,
                           const struct wdm_placement *placement)
{
    bool problem = !explainer->captured->from_modem;
    if (placement->shared)
        wdm_explain_say(explainer, WDM_EXPLAIN_PADDING, problem,
                        problem ? "give each field bytes of its own" : NULL,
                        "%s: two fields share byte %lu of the information buffer", name,
                        (unsigned long)placement->shared_at);
    if (placement->misplaced)
        wdm_explain_say(
            explainer, WDM_EXPLAIN_PADDING, problem,
            problem ? "pad what is before it with zeros to a multiple of 4 bytes" : NULL,
            "%s: data begins at byte %lu of the information buffer, which is no multiple "
            "of 4",
            name, (unsigned long)placement->misplaced_at);
    if (placement->stray > 0)
        wdm_explain_say(explainer, WDM_EXPLAIN_PADDING, problem,
                        problem ? "pad with zeros: what is left of other data may be a secret"
                                : NULL,
                        "%s: %lu byte%s of the information buffer that no field has %s not 0, the "
                        "first at %lu",
                        name, (unsigned long)placement->stray, placement->stray > 1 ? "s" : "",
                        placement->stray > 1 ? "are" : "is", (unsigned long)placement->stray_at);
}

/* Returns whether nothing is wrong. */
static bool judge(struct wdm_explainer *explainer, uint8_t mbimex)
{
    const struct wdm_mbim_message *mbim = &explainer->description.mbim;
    const struct wdm_mbim_service *service =
        wdm_catalogue_mbim_service_by_uuid(explainer->options.catalogue, &mbim->service);
    struct wdm_placement placement;
    struct wdm_malformed malformed;
    char name[EXPLAIN_NAME];
    if (!service)
        return true;
    struct wdm_layout layout = wdm_mbim_layout(service, mbim->command, part_of(mbim), mbimex);
    if (!layout.text)
        return true;
    bool fits = wdm_placement_of(&layout, mbim->buffer, explainer->map, &placement, &malformed);
    if (fits && is_good(&placement))
        return true;
    uint8_t other = fitting(explainer, service, &layout);
    /* Which one is spoken may not have been seen. */
    if (other > 0 && (fits || !explainer->port->from_start || mbim->type == WDM_MBIM_COMMAND_DONE))
        return true;
    name_of(explainer, service, name);
    if (other > 0)
        tell_version(explainer, name, other, mbimex);
    else if (fits)
        tell_placement(explainer, name, &placement);
    else
        tell_malformed(explainer, name, &malformed);
    return false;
}

void wdm_explain_buffer(struct wdm_explainer *explainer)
{
    const struct wdm_description *description = &explainer->description;
    const struct wdm_mbim_message *mbim = &description->mbim;
    uint8_t mbimex = explainer->port->describer.mbimex;
    if (!description->is_mbim || description->is_qmi || description->problem ||
        !wdm_mbim_has_buffer(mbim->type) || mbim->fragments > 1 || mbim->buffer.length == 0 ||
        mbim->buffer.length > sizeof(explainer->map) ||
        (mbim->type == WDM_MBIM_COMMAND_DONE && mbim->value != WDM_MBIM_STATUS_SUCCESS) ||
        wdm_uuid_equal(&mbim->service, &wdm_mbim_qmi))
        return;
    if (mbimex == 0)
        mbimex = 1;
    uint64_t hash = hash_of(description->bytes, mbimex);
    uint64_t *known = &explainer->good[hash % WDM_EXPLAIN_GOOD];
    if (*known != hash && judge(explainer, mbimex))
        *known = hash;
}
