/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A message in words: one parse, then a line, its fields, its bytes. */
#include "wdm/describe.h"
#include "layout.h"
#include "names.h"
#include "unpack_layout.h"
#include "wdm/format.h"

#include <string.h>

bool wdm_error_code_name(enum wdm_error_list list, uint32_t code, char name[WDM_ENUMERATION_NAME])
{
    struct wdm_enumerator found;
    bool known = list != WDM_CODE_NONE && list != WDM_CODE_ERRNO &&
                 wdm_enumerator_find(wdm_error_names(list), code, &found);

    if (known)
        wdm_format(name, WDM_ENUMERATION_NAME, "%.*s", (int)found.length, found.name);
    else
        wdm_format(name, WDM_ENUMERATION_NAME, "error");
    return known;
}

void wdm_print_error_code(enum wdm_error_list list, uint32_t code, struct wdm_output *out)
{
    char name[WDM_ENUMERATION_NAME];

    wdm_error_code_name(list, code, name);
    wdm_put_format(out, "%s (%lu)", name, (unsigned long)code);
}

/* How many TLVs a message has that a layout has not, or must have and has not. */
static size_t strangeness(const struct wdm_layout *layout, struct wdm_span tlvs)
{
    struct wdm_unpacked unpacked;
    struct wdm_reader reader = wdm_reader(tlvs.bytes, tlvs.length);
    struct wdm_layout_index index;
    struct wdm_tlv tlv;
    size_t strange = 0;

    wdm_layout_index(wdm_layout_unpack(layout, &unpacked)->text, &index);
    while (wdm_tlv_next(&reader, &tlv)) {
        strange += index.at[tlv.type] == 0;
        index.at[tlv.type] = 0;
    }
    for (size_t type = 0; type < 0x10; type++)
        strange += index.at[type] > 0;
    return strange;
}

/* One number can mean several messages: those of other vendors, and an old and a new
 * one of the same. Takes the one that the TLVs fit best; it is sure where it is the
 * vendor's and no other fits as well. */
static void find_message(struct wdm_description *description, const struct wdm_qmi_service *service)
{
    const struct wdm_qmux *qmux = &description->qmux;
    uint16_t vendor = description->describer.vendor;
    const struct wdm_qmi_message *each;
    size_t least = SIZE_MAX, as_good = 0, i;

    each = wdm_qmi_message_candidate(service, qmux->message, qmux->kind, vendor, 0);
    if (each != NULL &&
        wdm_qmi_message_candidate(service, qmux->message, qmux->kind, vendor, 1) == NULL) {
        description->message = each;
        description->layout = wdm_qmi_layout(service, each, qmux->kind);
        description->is_sure = true;
        return;
    }
    for (i = 0; (each = wdm_qmi_message_candidate(service, qmux->message, qmux->kind, vendor, i));
         i++) {
        struct wdm_layout layout = wdm_qmi_layout(service, each, qmux->kind);
        size_t strange = strangeness(&layout, qmux->tlvs);

        as_good += strange == least;
        if (strange >= least)
            continue;
        least = strange;
        as_good = 1;
        description->message = each;
        description->layout = layout;
    }
    description->is_sure = i == 1 || (as_good == 1 && description->message->vendor == vendor);
}

static void describe_qmi(struct wdm_description *description, struct wdm_span bytes)
{
    enum wdm_qmux_problem problem = wdm_qmux_parse(bytes.bytes, bytes.length, &description->qmux);
    const struct wdm_qmi_service *service;

    if (problem != WDM_QMUX_OK) {
        description->problem = wdm_qmux_problem_text(problem);
        if (problem != WDM_QMUX_LENGTH_BAD && problem != WDM_QMUX_TLVS_BAD)
            return;
    }
    description->is_qmi = true;
    description->content = description->qmux.tlvs;
    description->layout = (struct wdm_layout){.text = "", .tlvs = true};
    service = wdm_catalogue_qmi_service_by_id(description->describer.catalogue,
                                              description->qmux.service);
    if (service != NULL)
        find_message(description, service);
}

static enum wdm_mbim_part part_of(const struct wdm_mbim_message *mbim)
{
    if (mbim->type == WDM_MBIM_COMMAND)
        return mbim->value == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY;
    return mbim->type == WDM_MBIM_COMMAND_DONE ? WDM_MBIM_PART_RESPONSE
                                               : WDM_MBIM_PART_NOTIFICATION;
}

static void describe_mbim(struct wdm_description *description)
{
    enum wdm_mbim_problem problem =
        wdm_mbim_parse(description->bytes.bytes, description->bytes.length, &description->mbim);
    const struct wdm_describer *describer = &description->describer;
    const struct wdm_mbim_service *service;

    if (problem != WDM_MBIM_OK) {
        description->problem = wdm_mbim_problem_text(problem);
        if (problem != WDM_MBIM_LENGTH_BAD && problem != WDM_MBIM_BUFFER_BAD)
            return;
    }
    description->is_mbim = true;
    if (!wdm_mbim_has_buffer(description->mbim.type) || description->mbim.fragments > 1)
        return;
    description->content = description->mbim.buffer;
    if (description->mbim.buffer.length == 0)
        return;
    if (wdm_uuid_equal(&description->mbim.service, &wdm_mbim_qmi)) {
        describe_qmi(description, description->mbim.buffer);
        return;
    }
    service = wdm_catalogue_mbim_service_by_uuid(describer->catalogue, &description->mbim.service);
    if (service != NULL)
        description->layout =
            wdm_mbim_layout(service, description->mbim.command, part_of(&description->mbim),
                            describer->mbimex > 0 ? describer->mbimex : 1);
}

/* Whether bytes are missing. Small builds read no captures. */
static bool is_cut(const struct wdm_description *description)
{
#ifdef WDM_SMALL
    (void)description;
    return false;
#else
    return description->whole > description->bytes.length;
#endif
}

void wdm_describe_captured(struct wdm_description *description,
                           const struct wdm_describer *describer, bool from_modem,
                           enum wdm_protocol protocol, struct wdm_span bytes, size_t whole)
{
    memset(description, 0, sizeof *description);
    description->from_modem = from_modem;
    if (describer != NULL)
        description->describer = *describer;
    description->bytes = bytes;
    description->whole =
        whole > bytes.length && protocol != WDM_PROTOCOL_UNKNOWN ? whole : bytes.length;
    if (protocol == WDM_PROTOCOL_MBIM)
        describe_mbim(description);
    else if (protocol == WDM_PROTOCOL_QMI)
        describe_qmi(description, description->bytes);
    else
        description->problem = "bytes that are no message";
    /* What the headers say cannot be right then. */
    if (is_cut(description))
        description->problem = "only its first bytes were captured";
    description->layout.catalogue = description->describer.catalogue;
}

void wdm_describe(struct wdm_description *description, const struct wdm_describer *describer,
                  bool from_modem, enum wdm_protocol protocol, const uint8_t *bytes, size_t length)
{
    wdm_describe_captured(description, describer, from_modem, protocol,
                          (struct wdm_span){bytes, length}, length);
}

/* Whether a message carries the two versions: a request or an answer of Version, or
 * a proxy's notification. */
static bool is_version(const struct wdm_mbim_message *mbim)
{
    if (mbim->fragments > 1 || mbim->buffer.length < WDM_MBIM_VERSION_SIZE)
        return false;
    if (mbim->type == WDM_MBIM_INDICATE_STATUS)
        return mbim->command == WDM_MBIM_CID_PROXY_VERSION &&
               wdm_uuid_equal(&mbim->service, &wdm_mbim_proxy_control);
    return mbim->command == WDM_MBIM_CID_VERSION &&
           wdm_uuid_equal(&mbim->service, &wdm_mbim_extensions);
}

void wdm_describer_follow(struct wdm_describer *describer,
                          const struct wdm_description *description)
{
    const struct wdm_mbim_message *mbim = &description->mbim;
    uint8_t version;

    if (!description->is_mbim || description->problem != NULL)
        return;
    if (mbim->type == WDM_MBIM_OPEN)
        describer->mbimex = describer->asked = 0;
    if (!wdm_mbim_has_buffer(mbim->type) || !is_version(mbim))
        return;
    version = (uint8_t)(wdm_get_u16(mbim->buffer.bytes + 2) >> 8);
    if (mbim->type == WDM_MBIM_COMMAND)
        describer->asked = version;
    else if (mbim->type == WDM_MBIM_INDICATE_STATUS || mbim->value == WDM_MBIM_STATUS_SUCCESS)
        /* A modem that knows more than was asked for speaks what was asked for. */
        describer->mbimex =
            describer->asked > 0 && describer->asked < version ? describer->asked : version;
}

static void print_status(enum wdm_error_list list, uint32_t code, struct wdm_output *out)
{
    wdm_put(out, ": ");
    if (code == 0)
        wdm_put(out, "success");
    else
        wdm_print_error_code(list, code, out);
}

/* The message's name; "this or that" where it may be either. */
static void put_message(const struct wdm_description *description, struct wdm_output *out)
{
    const struct wdm_qmux *qmux = &description->qmux;
    const struct wdm_describer *describer = &description->describer;
    const struct wdm_qmi_service *service =
        wdm_catalogue_qmi_service_by_id(describer->catalogue, qmux->service);
    const struct wdm_qmi_message *other;
    size_t i;

    if (description->message == NULL) {
        wdm_put_format(out, "0x%04x", qmux->message);
        return;
    }
    wdm_put(out, description->message->name);
    for (i = 0; !description->is_sure &&
                (other = wdm_qmi_message_candidate(service, qmux->message, qmux->kind,
                                                   describer->vendor, i)) != NULL;
         i++) {
        if (other != description->message)
            wdm_put_format(out, " or %s", other->name);
    }
}

static void qmi_line(const struct wdm_description *description, struct wdm_output *out)
{
    static const char *const kinds[] = {"request", "response", "indication"};
    const struct wdm_qmux *qmux = &description->qmux;
    const struct wdm_describer *describer = &description->describer;
    const char *name = wdm_catalogue_qmi_service_name(describer->catalogue, qmux->service);
    uint16_t error;

    if (name != NULL)
        wdm_put_format(out, "QMI %s ", name);
    else
        wdm_put_format(out, "QMI service 0x%02x ", qmux->service);
    put_message(description, out);
    wdm_put_format(out, " %s #%u", kinds[qmux->kind], qmux->transaction);
    if (qmux->service != WDM_QMI_SERVICE_CTL)
        wdm_put_format(out, " client %u", qmux->client);
    if (qmux->kind == WDM_QMI_RESPONSE && wdm_qmi_result(qmux->tlvs, &error))
        print_status(WDM_CODE_QMI, error, out);
}

static void command_line(const struct wdm_catalogue *catalogue, const struct wdm_mbim_message *mbim,
                         struct wdm_output *out)
{
    static const char *const parts[] = {"query", "set", "response", "indication"};
    const struct wdm_mbim_service *service =
        wdm_catalogue_mbim_service_by_uuid(catalogue, &mbim->service);
    const struct wdm_mbim_command_entry *entry =
        service != NULL ? wdm_mbim_command_by_id(service, mbim->command) : NULL;
    const char *name = wdm_catalogue_mbim_service_name(catalogue, &mbim->service);
    char uuid[WDM_UUID_TEXT + 1];

    wdm_uuid_format(&mbim->service, uuid);
    wdm_put_format(out, "MBIM %s ", name != NULL ? name : uuid);
    if (entry != NULL)
        wdm_put(out, entry->name);
    else
        wdm_put_format(out, "command %lu", (unsigned long)mbim->command);
    wdm_put_format(out, " %s #%lu", parts[part_of(mbim)], (unsigned long)mbim->transaction);
    if (mbim->type == WDM_MBIM_COMMAND_DONE)
        print_status(WDM_CODE_MBIM_STATUS, mbim->value, out);
}

static void mbim_line(const struct wdm_catalogue *catalogue, const struct wdm_mbim_message *mbim,
                      struct wdm_output *out)
{
    if (wdm_mbim_has_buffer(mbim->type) && mbim->fragment == 0) {
        command_line(catalogue, mbim, out);
    } else {
        wdm_put_format(out, "MBIM %s #%lu", wdm_mbim_type_name(mbim->type),
                       (unsigned long)mbim->transaction);
        if (mbim->type == WDM_MBIM_OPEN)
            wdm_put_format(out, ", messages of up to %lu bytes", (unsigned long)mbim->value);
        else if (mbim->type == WDM_MBIM_OPEN_DONE || mbim->type == WDM_MBIM_CLOSE_DONE)
            print_status(WDM_CODE_MBIM_STATUS, mbim->value, out);
        else if (mbim->type == WDM_MBIM_FUNCTION_ERROR || mbim->type == WDM_MBIM_HOST_ERROR)
            print_status(WDM_CODE_MBIM_FUNCTION, mbim->value, out);
    }
    if (mbim->fragments > 1)
        wdm_put_format(out, " (fragment %lu of %lu)", (unsigned long)mbim->fragment + 1,
                       (unsigned long)mbim->fragments);
}

/* Whether what is left of a message has its type and its transaction, and no more. */
static bool has_type(const struct wdm_description *description)
{
    return is_cut(description) && !description->is_mbim && description->bytes.length >= 12 &&
           wdm_mbim_type_known(description->mbim.type);
}

void wdm_describe_line(const struct wdm_description *description, struct wdm_output *out)
{
    bool typed = has_type(description);

    if (description->is_qmi) {
        qmi_line(description, out);
        if (description->is_mbim)
            wdm_put_format(out, " (in MBIM #%lu)", (unsigned long)description->mbim.transaction);
    } else if (description->is_mbim) {
        mbim_line(description->describer.catalogue, &description->mbim, out);
    } else if (typed) {
        wdm_put_format(out, "MBIM %s #%lu", wdm_mbim_type_name(description->mbim.type),
                       (unsigned long)description->mbim.transaction);
    }
    if (description->problem == NULL)
        return;
    wdm_put(out, description->is_qmi || description->is_mbim || typed ? ": " : "");
    if (is_cut(description))
        wdm_put_format(out, "only %zu of %zu bytes were captured", description->bytes.length,
                       description->whole);
    else
        wdm_put_format(out, "%s, %zu bytes", description->problem, description->bytes.length);
}

void wdm_describe_fields(const struct wdm_description *description, bool personal,
                         const char *indent, struct wdm_output *out)
{
    struct wdm_print_options options = {
        .personal = personal,
        .cut = is_cut(description),
        .indent = indent,
    };

    if (description->layout.text != NULL && description->content.length > 0)
        wdm_print_fields(&description->layout, description->content, &options, out);
}

/* How many bytes at the beginning are headers for sure, in what cannot be told
 * apart: in fragments, in a bad message, and in bytes that are none. */
static size_t sure_header(const struct wdm_description *description)
{
    bool fragment = description->is_mbim && description->mbim.fragments > 1;

    if (fragment && description->mbim.fragment > 0)
        return WDM_MBIM_FRAGMENT_HEADER;
    if (fragment)
        return description->mbim.type == WDM_MBIM_INDICATE_STATUS ? WDM_MBIM_INDICATION_HEADER
                                                                  : WDM_MBIM_COMMAND_HEADER;
    return description->is_mbim || description->is_qmi ? WDM_MBIM_HEADER : 0;
}

/* Marks what of the message must not be shown: personal fields, and the content
 * of what cannot be told apart. */
static void hide(const struct wdm_description *description, uint8_t *mask)
{
    size_t length = description->bytes.length;
    size_t before;

    memset(mask, 0, length);
    if (description->problem != NULL || (description->is_mbim && description->mbim.fragments > 1)) {
        before = sure_header(description);
        if (length > before)
            memset(mask + before, 1, length - before);
        return;
    }
    if (description->layout.text == NULL || description->content.length == 0)
        return;
    /* The content ends where the message does. */
    before = length - description->content.length;
    wdm_mask_personal(&description->layout, description->content, mask + before);
}

void wdm_describe_hex(const struct wdm_description *description, bool personal, uint8_t *mask,
                      struct wdm_output *out)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t i;

    hide(description, mask);
    for (i = 0; i < description->bytes.length; i++) {
        uint8_t byte = description->bytes.bytes[i];
        char pair[3] = {' ', digits[byte >> 4], digits[byte & 15U]};

        if (!personal && mask[i] != 0)
            pair[1] = pair[2] = '.';
        out->write(out, pair + (i == 0), sizeof pair - (i == 0));
    }
}
