/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two messages, field by field. Uses the catalogue's descriptions and its decoder; does
 * no I/O. */
#include <string.h>

#include "wdm/compare.h"
#include "wdm/format.h"

/* Bytes that are shown of content that nobody can name. */
#define SHOWN ((size_t)16)

static void tell(struct wdm_comparison *comparison, const struct wdm_difference *difference)
{
    comparison->differences++;
    if (comparison->told != NULL)
        comparison->told(comparison->context, difference);
}

static bool is_ignored(const struct wdm_comparison *comparison, const char *path)
{
    for (size_t i = 0; i < comparison->ignored_count; i++) {
        if (wdm_compare_ignores(comparison->ignored[i], path))
            return true;
    }
    return !comparison->everything && wdm_compare_expects(path);
}

static void tell_field(struct wdm_comparison *comparison, const char *path,
                       const struct wdm_value *before, const struct wdm_value *after)
{
    const struct wdm_difference difference = {.path = path, .before = before, .after = after};

    if (is_ignored(comparison, path))
        comparison->passed_over++;
    else
        tell(comparison, &difference);
}

/* ---- Fields */

static uint64_t digest(const char *text)
{
    uint64_t value = UINT64_C(0xcbf29ce484222325);

    for (; *text != '\0'; text++)
        value = (value ^ (uint8_t)*text) * UINT64_C(0x100000001b3);
    return value;
}

static bool same_value(const struct wdm_value *a, const struct wdm_value *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind <= WDM_VALUE_FLAGS)
        return a->number == b->number;
    return a->raw.length == b->raw.length &&
           (a->raw.length == 0 || memcmp(a->raw.bytes, b->raw.bytes, a->raw.length) == 0);
}

/* The first pass: what the message before has. The last: what only it has. */
static void see_before(void *context, const char *path, const struct wdm_value *value)
{
    struct wdm_comparison *comparison = context;
    size_t at = comparison->second ? comparison->next++ : comparison->field_count;

    if (at == WDM_COMPARE_FIELDS) {
        comparison->by_bytes = true;
        comparison->next = at;
        return;
    }
    if (comparison->second) {
        if (!comparison->fields[at].matched)
            tell_field(comparison, path, value, NULL);
        return;
    }
    comparison->fields[at].path = digest(path);
    comparison->fields[at].matched = false;
    comparison->fields[at].value = *value;
    comparison->field_count++;
}

/* The field of a path that the message before has too, likely the next one;
 * WDM_COMPARE_FIELDS: it has none. */
static size_t find(const struct wdm_comparison *comparison, uint64_t path)
{
    for (size_t i = 0; i < comparison->field_count; i++) {
        size_t at = (comparison->next + i) % comparison->field_count;

        if (comparison->fields[at].path == path && !comparison->fields[at].matched)
            return at;
    }
    return WDM_COMPARE_FIELDS;
}

static void see_after(void *context, const char *path, const struct wdm_value *value)
{
    struct wdm_comparison *comparison = context;
    size_t at = find(comparison, digest(path));

    if (at == WDM_COMPARE_FIELDS) {
        if (!comparison->by_bytes)
            tell_field(comparison, path, NULL, value);
        return;
    }
    comparison->fields[at].matched = true;
    comparison->next = at + 1;
    if (!same_value(&comparison->fields[at].value, value))
        tell_field(comparison, path, &comparison->fields[at].value, value);
}

/* ---- Bytes */

static struct wdm_span from(struct wdm_span bytes, size_t start)
{
    struct wdm_span rest = {0};

    if (start < bytes.length)
        rest = (struct wdm_span){bytes.bytes + start, bytes.length - start};
    if (rest.length > SHOWN)
        rest.length = SHOWN;
    return rest;
}

static void compare_bytes(struct wdm_comparison *comparison, struct wdm_span before,
                          struct wdm_span after, bool personal)
{
    size_t least = before.length < after.length ? before.length : after.length;
    size_t at = 0;
    char path[40];
    struct wdm_value a = {.kind = WDM_VALUE_BYTES, .personal = personal};
    struct wdm_value b = a;

    while (at < least && before.bytes[at] == after.bytes[at])
        at++;
    wdm_format(path, sizeof path, "content[%zu]", at);
    a.raw = from(before, at);
    b.raw = from(after, at);
    tell_field(comparison, path, before.length > at ? &a : NULL, after.length > at ? &b : NULL);
}

static bool same_bytes(struct wdm_span a, struct wdm_span b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static void compare_content(struct wdm_comparison *comparison, const struct wdm_description *before,
                            const struct wdm_description *after)
{
    const struct wdm_path_sink sink = {.value = see_before, .context = comparison};
    const struct wdm_path_sink other = {.value = see_after, .context = comparison};
    struct wdm_malformed malformed;
    size_t told = comparison->differences + comparison->passed_over;

    if (same_bytes(before->content, after->content))
        return;
    if (before->layout.text == NULL || after->layout.text == NULL) {
        compare_bytes(comparison, before->content, after->content, false);
        return;
    }
    if (!wdm_decode_paths(&before->layout, before->content, &sink, &malformed))
        comparison->by_bytes = true;
    if (!wdm_decode_paths(&after->layout, after->content, &other, &malformed))
        comparison->by_bytes = true;
    comparison->second = true;
    comparison->next = 0;
    wdm_decode_paths(&before->layout, before->content, &sink, &malformed);
    if (comparison->by_bytes && told == comparison->differences + comparison->passed_over)
        compare_bytes(comparison, before->content, after->content, true);
}

/* ---- Headers */

struct line {
    struct wdm_output output;
    size_t length;
    char text[160];
};

static void put(struct wdm_output *output, const char *text, size_t length)
{
    struct line *line = (struct line *)output;
    size_t room = sizeof line->text - 1 - line->length;

    if (length > room)
        length = room;
    memcpy(line->text + line->length, text, length);
    line->length += length;
    line->text[line->length] = '\0';
}

static const char *describe(struct line *line, const struct wdm_description *description)
{
    line->output.write = put;
    line->length = 0;
    line->text[0] = '\0';
    wdm_describe_line(description, &line->output);
    return line->text;
}

static void tell_others(struct wdm_comparison *comparison, const struct wdm_description *before,
                        const struct wdm_description *after)
{
    struct line a, b;
    const struct wdm_difference difference = {
        .path = "message", .before_text = describe(&a, before), .after_text = describe(&b, after)};

    tell(comparison, &difference);
}

/* A number that says how a request ended. Returns whether both are the same. */
static bool compare_code(struct wdm_comparison *comparison, const char *path, bool qmi,
                         const char *list, uint32_t before, uint32_t after)
{
    const struct wdm_layout layout = {.text = "", .tlvs = qmi};
    struct wdm_value a = {.kind = WDM_VALUE_ENUM, .number = before};
    struct wdm_value b = {.kind = WDM_VALUE_ENUM, .number = after};

    if (before == after)
        return true;
    a.enumeration = b.enumeration = wdm_enumeration_find(&layout, list, strlen(list));
    tell_field(comparison, path, &a, &b);
    return false;
}

static bool same_mbim_message(const struct wdm_mbim_message *a, const struct wdm_mbim_message *b)
{
    return a->type == b->type &&
           (!wdm_mbim_has_buffer(a->type) ||
            (wdm_uuid_equal(&a->service, &b->service) && a->command == b->command)) &&
           (a->type != WDM_MBIM_COMMAND || a->value == b->value);
}

/* Whether what they carry can be compared. */
static bool compare_mbim(struct wdm_comparison *comparison, const struct wdm_mbim_message *before,
                         const struct wdm_mbim_message *after)
{
    bool error = before->type == WDM_MBIM_FUNCTION_ERROR;

    if ((before->type & UINT32_C(0x80000000)) == 0 || before->type == WDM_MBIM_INDICATE_STATUS)
        return true;
    return compare_code(comparison, error ? "error" : "status", false,
                        error ? "protocol_error" : "status_error", before->value, after->value);
}

static bool compare_qmi(struct wdm_comparison *comparison, const struct wdm_qmux *before,
                        const struct wdm_qmux *after)
{
    uint16_t a, b;

    if (before->kind != WDM_QMI_RESPONSE || !wdm_qmi_result(before->tlvs, &a) ||
        !wdm_qmi_result(after->tlvs, &b))
        return true;
    return compare_code(comparison, "result", true, "protocol_error", a, b);
}

static bool same_qmi_message(const struct wdm_qmux *a, const struct wdm_qmux *b)
{
    return a->service == b->service && a->message == b->message && a->kind == b->kind;
}

size_t wdm_compare(struct wdm_comparison *comparison, const struct wdm_description *before,
                   const struct wdm_description *after)
{
    bool both_qmi = before->is_qmi && after->is_qmi;

    comparison->differences = 0;
    comparison->passed_over = 0;
    comparison->by_bytes = false;
    comparison->second = false;
    comparison->next = 0;
    comparison->field_count = 0;
    if (before->is_mbim != after->is_mbim ||
        (before->is_mbim && !same_mbim_message(&before->mbim, &after->mbim)) ||
        (both_qmi && !same_qmi_message(&before->qmux, &after->qmux)) ||
        (!before->is_mbim && before->is_qmi != after->is_qmi)) {
        tell_others(comparison, before, after);
        return comparison->differences;
    }
    if (before->problem != after->problem) {
        const struct wdm_difference difference = {
            .path = "headers",
            .before_text = before->problem != NULL ? before->problem : "good",
            .after_text = after->problem != NULL ? after->problem : "good"};

        tell(comparison, &difference);
    }
    if ((!before->is_mbim || compare_mbim(comparison, &before->mbim, &after->mbim)) &&
        (!both_qmi || compare_qmi(comparison, &before->qmux, &after->qmux)))
        compare_content(comparison, before, after);
    return comparison->differences;
}
