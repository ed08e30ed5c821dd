/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Comparing requests that peers built with the catalogue. */
#include "../unit/fields_support.h"
#include "requests.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS 64

bool check_failed(struct check *check, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_error("%s %s, %s: ", check->row->service, check->row->message, check->row->arguments);
    vprint_error(format, arguments);
    print_error("\n");
    va_end(arguments);
    check->failed++;
    return false;
}

static bool find_qmi(struct check *check)
{
    const struct wdm_qmi_service *service = wdm_qmi_service_by_name(check->row->service);
    const struct wdm_qmi_message *message =
        service ? wdm_qmi_message_by_name(service, check->row->message, 0) : NULL;

    if (!message)
        return check_failed(check, "not in the catalogue");
    check->wanted = (struct recorder_wanted){
        .protocol = WDM_PROTOCOL_QMI, .service = service->id, .message = message->id};
    check->vendor = message->vendor;
    check->layout = wdm_qmi_layout(service, message, WDM_QMI_REQUEST);
    return true;
}

static bool find_mbim(struct check *check)
{
    const struct row *row = check->row;
    const struct wdm_mbim_service *service = wdm_mbim_service_by_name(row->service);
    const struct wdm_mbim_command_entry *command =
        service ? wdm_mbim_command_by_name(service, row->message) : NULL;

    if (!command)
        return check_failed(check, "not in the catalogue");
    check->wanted = (struct recorder_wanted){.protocol = WDM_PROTOCOL_MBIM,
                                             .uuid = service->uuid,
                                             .message = command->id,
                                             .operation = row->operation};
    check->layout = wdm_mbim_layout(
        service, command->id,
        row->operation == WDM_MBIM_SET ? WDM_MBIM_PART_SET : WDM_MBIM_PART_QUERY, row->mbimex);
    return true;
}

/* Text without what values are written differently in. */
static void plain(const char *text, size_t length, char *result, size_t capacity)
{
    size_t used = 0;

    for (size_t i = 0; i < length && used + 1 < capacity; i++) {
        if (text[i] != ' ')
            result[used++] = (char)tolower((unsigned char)text[i]);
    }
    result[used] = '\0';
}

/* Whether a value that was decoded, such as "low-power (1)", is the one given. */
static bool same_value(struct wdm_name decoded, struct wdm_name given)
{
    char ours[512], theirs[512], bracketed[520];
    char *bracket, *ours_end, *theirs_end;
    unsigned long long number, wanted;

    plain(decoded.text, decoded.length, ours, sizeof ours);
    plain(given.text, given.length, theirs, sizeof theirs);
    snprintf(bracketed, sizeof bracketed, "(%s)", theirs);
    if (strcmp(ours, theirs) == 0 || strstr(ours, bracketed) != NULL ||
        (strncmp(ours, theirs, strlen(theirs)) == 0 && ours[strlen(theirs)] == '('))
        return true;
    bracket = strchr(ours, '(');
    number = strtoull(bracket ? bracket + 1 : ours, &ours_end, 0);
    wanted = strtoull(theirs, &theirs_end, 0);
    return *theirs != '\0' && *theirs_end == '\0' && number == wanted && ours_end != ours &&
           (*ours_end == '\0' || *ours_end == ')');
}

/* The member with this number of a list that is given all at once. */
static bool given_member(struct wdm_name list, size_t index, struct wdm_name *member)
{
    const char *end = list.text + list.length;
    const char *from = list.text;

    for (; index > 0; index--) {
        from = memchr(from, ',', (size_t)(end - from));
        if (!from)
            return false;
        from++;
    }
    const char *comma = memchr(from, ',', (size_t)(end - from));
    *member = (struct wdm_name){.text = from, .length = (size_t)((comma ? comma : end) - from)};
    return true;
}

static bool same_text(struct wdm_name a, const char *b, size_t length)
{
    return a.length == length && memcmp(a.text, b, length) == 0;
}

/* What was given for a decoded field; false where nothing was. */
static bool given_for(const struct wdm_assignment *list, size_t count, struct wdm_name path,
                      size_t *which, struct wdm_name *value)
{
    char text[WDM_PATH_MAX + 1];
    char *bracket;

    snprintf(text, sizeof text, "%.*s", (int)path.length, path.text);
    bracket = strrchr(text, '[');
    for (size_t i = 0; i < count; i++) {
        *which = i;
        *value = list[i].value;
        if (same_text(list[i].path, text, strlen(text)))
            return true;
        if (bracket != NULL && bracket[strcspn(bracket, "]") + 1] == '\0' &&
            same_text(list[i].path, text, (size_t)(bracket - text)))
            return given_member(list[i].value, strtoul(bracket + 1, NULL, 10), value);
    }
    return false;
}

/* Decoding gives each value that was given, and no other that says anything. */
static void check_decoded(struct check *check, struct wdm_span content,
                          const struct wdm_assignment *list, size_t count)
{
    static struct assignments decoded;
    struct wdm_malformed malformed;
    bool used[FIELDS] = {false};
    struct wdm_name given;
    size_t which;

    if (!collect_raw(&check->layout, content, &decoded, &malformed)) {
        check_failed(check, "malformed: %s: %s", malformed.field, malformed.problem);
        return;
    }
    for (size_t i = 0; i < decoded.count; i++) {
        struct wdm_assignment *one = &decoded.list[i];
        if (strncmp(one->path.text, "tlv_", 4) == 0)
            check_failed(check, "unknown %.*s", (int)one->path.length, one->path.text);
        if (!given_for(list, count, one->path, &which, &given))
            continue;
        used[which] = true;
        if (!same_value(one->value, given))
            check_failed(check, "%.*s is decoded as %.*s, not %.*s", (int)one->path.length,
                         one->path.text, (int)one->value.length, one->value.text, (int)given.length,
                         given.text);
    }
    for (size_t i = 0; i < count; i++) {
        if (!used[i] && list[i].value.length > 0)
            check_failed(check, "%.*s is not there", (int)list[i].path.length, list[i].path.text);
    }
}

/* Puts TLVs in order of type. */
static size_t sort_tlvs(struct wdm_span tlvs, uint8_t *bytes, size_t capacity)
{
    struct wdm_writer out = wdm_writer(bytes, capacity);
    struct wdm_span value;

    for (unsigned type = 0; type <= UINT8_MAX; type++) {
        if (wdm_tlv_find(tlvs, (uint8_t)type, &value))
            wdm_tlv_write(&out, (uint8_t)type, value.bytes, value.length);
    }
    assert_false(out.failed);
    return out.length;
}

static void write_hex(const uint8_t *bytes, size_t length, char *text, size_t capacity)
{
    text[0] = '\0';
    for (size_t i = 0; i < length && 2 * i + 3 < capacity; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
}

static void check_encoded(struct check *check, struct wdm_span content,
                          const struct wdm_assignment *list, size_t count)
{
    uint8_t room[4096], sorted[4096];
    struct wdm_writer out = wdm_writer(room, sizeof room);
    struct wdm_error error;
    char ours[1024], theirs[1024];

    if (!wdm_encode(&check->layout, list, count, &out, &error)) {
        check_failed(check, "%s", error.what);
        return;
    }
    if (check->layout.tlvs) {
        content.length = sort_tlvs(content, sorted, sizeof sorted);
        content.bytes = sorted;
    }
    if (out.length == content.length && memcmp(room, content.bytes, out.length) == 0)
        return;
    write_hex(room, out.length, ours, sizeof ours);
    write_hex(content.bytes, content.length, theirs, sizeof theirs);
    check_failed(check, "other bytes\n  ours   %s\n  theirs %s", ours, theirs);
}

/* Whether the description of the message has the layout that the row names. Where a
 * vendor has two messages of one number, nobody can tell. */
static void check_described(struct check *check, enum wdm_protocol protocol, const uint8_t *bytes,
                            size_t length, struct wdm_span *content)
{
    struct wdm_describer describer = {.vendor = check->vendor, .mbimex = check->row->mbimex};
    struct wdm_description description;

    wdm_describe(&description, &describer, false, protocol, bytes, length);
    *content = description.content;
    if (description.problem)
        check_failed(check, "%s", description.problem);
    if (content->length > 0 && description.layout.text != check->layout.text &&
        strcmp(check->row->message, "foxconn-set-fcc-authentication-v2") != 0)
        check_failed(check, "described as another message");
}

bool check_find(struct check *check)
{
    if (!(check->row->mbimex > 0 ? find_mbim(check) : find_qmi(check)))
        return false;
    return check->layout.text != NULL || check_failed(check, "no such layout in the catalogue");
}

void check_request(struct check *check, enum wdm_protocol protocol, const uint8_t *bytes,
                   size_t length)
{
    struct wdm_assignment list[FIELDS];
    struct wdm_span content;
    size_t count = recorder_assignments(check->row->fields, list, FIELDS);

    check_described(check, protocol, bytes, length, &content);
    check_decoded(check, content, list, count);
    check_encoded(check, content, list, count);
}
