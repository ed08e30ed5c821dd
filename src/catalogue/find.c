/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finding a field by its path, and the bytes that are personal. Uses string.h. */
#include <string.h>

#include "decode.h"
#include "output.h"
#include "path.h"
#include "unpack_layout.h"

struct finder {
    struct wdm_sink sink;
    struct wdm_place place;
    const char *path;
    size_t length;
    bool found;
    struct wdm_value value;  /* the first at that path */
    struct wdm_output *text; /* where its text goes, or that of a list's members; or NULL */
    bool members;            /* of that list, some are there */
};

static bool is_here(const struct finder *finder)
{
    return finder->place.path.length == finder->length &&
           memcmp(finder->place.path.text, finder->path, finder->length) == 0;
}

static void put_text(struct finder *finder, const struct wdm_value *value)
{
    static const struct wdm_print_options options = {.personal = true};
    if (finder->text)
        wdm_print_value(value, &options, finder->text);
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct finder *finder = (struct finder *)sink;
    bool member = wdm_place_in_list(&finder->place) && finder->text && is_here(finder);
    size_t length = wdm_place_enter(&finder->place, name);
    if (member && !finder->found) {
        if (finder->members)
            wdm_put(finder->text, ", ");
        finder->members = true;
        put_text(finder, value);
    } else if (!finder->found && is_here(finder)) {
        finder->found = true;
        finder->value = *value;
        put_text(finder, value);
    }
    wdm_place_leave(&finder->place, length);
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct finder *finder = (struct finder *)sink;
    wdm_place_begin(&finder->place, name, list);
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct finder *finder = (struct finder *)sink;
    if (list && finder->members && is_here(finder))
        finder->found = true;
    wdm_place_end(&finder->place);
}

static bool find(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                 bool names, struct wdm_output *text, struct wdm_value *value)
{
    struct finder finder = {
        .sink = {on_value, on_begin, on_end, NULL},
        .path = path,
        .length = strlen(path),
        .text = text,
    };
    struct wdm_malformed malformed;
    wdm_place_init(&finder.place);
    wdm_decode_run(layout, bytes, names, &finder.sink, &malformed);
    if (finder.found)
        *value = finder.value;
    return finder.found;
}

bool wdm_field_find(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                    struct wdm_value *value)
{
    return find(layout, bytes, path, true, NULL, value);
}

uint64_t wdm_field_number(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                          uint64_t missing)
{
    struct wdm_value value;
    if (!find(layout, bytes, path, false, NULL, &value))
        return missing;
    switch (value.kind) {
    case WDM_VALUE_UNSIGNED:
    case WDM_VALUE_SIGNED:
    case WDM_VALUE_BOOL:
    case WDM_VALUE_ENUM:
    case WDM_VALUE_FLAGS:
        return value.number;
    default:
        return missing;
    }
}

size_t wdm_field_text(const struct wdm_layout *layout, struct wdm_span bytes, const char *path,
                      char *text, size_t capacity)
{
    struct wdm_text_output output;
    struct wdm_value value;
    wdm_text_output_init(&output, text, capacity);
    find(layout, bytes, path, true, &output.output, &value);
    return output.length;
}

/* What is known of a byte while a mask is made. */
enum {
    UNTOLD = 0,
    PERSONAL = 1,
    HARMLESS = 2,
};

struct masker {
    struct wdm_sink sink;
    struct wdm_span bytes;
    uint8_t *mask;
};

static void mark(struct masker *masker, struct wdm_span raw, uint8_t as)
{
    if (raw.length == 0)
        return;
    size_t start = (size_t)(raw.bytes - masker->bytes.bytes);
    for (size_t i = 0; i < raw.length; i++) {
        /* Values may overlap: personal stays personal. */
        if (masker->mask[start + i] != PERSONAL)
            masker->mask[start + i] = as;
    }
}

static void mask_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct masker *masker = (struct masker *)sink;
    (void)name;
    mark(masker, value->raw, value->personal ? PERSONAL : HARMLESS);
}

/* From what is known of the `length` bytes from `start` on. Where they are
 * malformed, all of which nothing was told may be personal. */
static void finish(struct masker *masker, size_t start, size_t length, bool all_told)
{
    for (uint8_t *mask = masker->mask + start; length > 0; mask++, length--)
        *mask = *mask == PERSONAL || (*mask == UNTOLD && !all_told);
}

/* Whether anything from `text` to `end` (NULL: to its end) is personal, in structures
 * that it names too. Recursion ends at WDM_FIELD_DEPTH. */
static bool has_mark(const struct wdm_layout *layout, const char *text, const char *end,
                     unsigned depth)
{
    for (; text && text != end && *text != '\0'; text++) {
        const char *word = text + 1;
        if (*text == '!')
            return true;
        if (*text != '{' || *word == ' ')
            continue;
        const char *structure = wdm_layout_structure(layout, wdm_layout_word(&word));
        if (depth >= WDM_FIELD_DEPTH || has_mark(layout, structure, NULL, depth + 1))
            return true;
    }
    return false;
}

/* Each TLV for itself, so that a bad one does not hide the others. */
static void mask_tlvs(const struct wdm_layout *layout, struct masker *masker)
{
    struct wdm_reader reader = wdm_reader(masker->bytes.bytes, masker->bytes.length);
    struct wdm_layout_index index;
    struct wdm_decoder decoder;
    struct wdm_malformed malformed;
    wdm_layout_index(layout->text, &index);
    wdm_decoder_init(&decoder, layout, masker->bytes, false, &masker->sink, &malformed);
    while (wdm_reader_left(&reader) > 0) {
        struct wdm_layout_field field;
        size_t start = reader.position;
        uint8_t tlv = wdm_read_u8(&reader);
        struct wdm_span value = wdm_read_span(&reader, wdm_read_u16(&reader));
        bool good = !reader.failed && wdm_decode_tlv(&decoder, &index, tlv, value);
        bool harmless = !wdm_layout_indexed(layout->text, &index, tlv, &field) ||
                        !has_mark(layout, field.name.text, wdm_layout_skip(field.type.text), 0);
        size_t end = reader.failed ? masker->bytes.length : reader.position;
        finish(masker, start, end - start, good || harmless);
    }
}

static void mask_buffer(const struct wdm_layout *layout, struct masker *masker)
{
    struct wdm_malformed malformed;
    bool harmless = !has_mark(layout, layout->text, NULL, 0);
    bool good = wdm_decode_run(layout, masker->bytes, false, &masker->sink, &malformed);
    finish(masker, 0, masker->bytes.length, good || harmless);
}

void wdm_mask_personal(const struct wdm_layout *layout, struct wdm_span bytes, uint8_t *mask)
{
    struct masker masker = {.sink.value = mask_value, .bytes = bytes, .mask = mask};
    struct wdm_unpacked unpacked;
    if (bytes.length == 0)
        return;
    layout = wdm_layout_unpack(layout, &unpacked);
    memset(mask, UNTOLD, bytes.length);
    if (layout->tlvs)
        mask_tlvs(layout, &masker);
    else
        mask_buffer(layout, &masker);
}
