/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes by a layout: decoded, printed, looked for and hidden; see fuzz.h. */
#include <string.h>

#include "fuzz.h"

struct watcher {
    struct wdm_sink sink;
    struct wdm_span message;
    size_t told; /* values, structures and lists */
    size_t bytes;
    size_t depth;
};

static void check_inside(const struct watcher *watcher, struct wdm_span raw)
{
    if (raw.length == 0)
        return;
    fuzz_check(raw.bytes >= watcher->message.bytes);
    size_t at = (size_t)(raw.bytes - watcher->message.bytes);
    fuzz_check(at <= watcher->message.length && raw.length <= watcher->message.length - at);
}

static void on_value(struct wdm_sink *sink, struct wdm_name name, const struct wdm_value *value)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)name;
    check_inside(watcher, value->raw);
    watcher->told++;
    watcher->bytes += value->raw.length;
}

static void on_begin(struct wdm_sink *sink, struct wdm_name name, bool list)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)name;
    (void)list;
    watcher->told++;
    watcher->depth++;
    fuzz_check(watcher->depth <= WDM_FIELD_DEPTH);
}

static void on_end(struct wdm_sink *sink, bool list)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)list;
    fuzz_check(watcher->depth > 0);
    watcher->depth--;
}

static void on_unknown_tlv(struct wdm_sink *sink, uint8_t type, struct wdm_span value)
{
    struct watcher *watcher = (struct watcher *)sink;
    (void)type;
    check_inside(watcher, value);
    watcher->bytes += value.length;
}

static void decode(const struct wdm_layout *layout, struct wdm_span bytes)
{
    struct watcher watcher = {.sink = {on_value, on_begin, on_end, on_unknown_tlv},
                              .message = bytes};
    struct wdm_malformed malformed;
    bool good = wdm_decode(layout, bytes, &watcher.sink, &malformed);
    fuzz_check(good == !malformed.is);
    fuzz_check(watcher.depth == 0);
    fuzz_check(watcher.told <= 4 * bytes.length + 64);
    fuzz_check(watcher.bytes <= 5 * bytes.length + 64); /* unknown TLVs count apart */
    fuzz_check(malformed.offset <= bytes.length);
    fuzz_check(memchr(malformed.field, '\0', sizeof(malformed.field)) != NULL);
    fuzz_check((malformed.problem[0] != '\0') == malformed.is);
}

static void print(const struct wdm_layout *layout, struct wdm_span bytes)
{
    static struct fuzz_output out;
    struct wdm_print_options options = {.personal = true};
    size_t most = 1024 * (4 * bytes.length + 64);
    fuzz_output_init(&out);
    wdm_print_fields(layout, bytes, &options, &out.output);
    fuzz_check(out.length <= most);
    options.json = true;
    for (int i = 0; i < 2; i++) {
        options.personal = i > 0;
        fuzz_output_init(&out);
        wdm_print_fields(layout, bytes, &options, &out.output);
        fuzz_check(out.length <= most);
        fuzz_check_json(&out);
    }
}

static void mask(const struct wdm_layout *layout, struct wdm_span bytes)
{
    static uint8_t places[WDM_MESSAGE_MAX + 1];
    fuzz_check(bytes.length < sizeof(places));
    places[bytes.length] = 7;
    wdm_mask_personal(layout, bytes, places);
    for (size_t i = 0; i < bytes.length; i++)
        fuzz_check(places[i] <= 1);
    fuzz_check(places[bytes.length] == 7);
}

/* Looks for each field that the layout has, with 0 for what a list has. */
struct finder {
    const struct wdm_layout *layout;
    struct wdm_span bytes;
    size_t count;
};

static void find(void *context, const struct wdm_field *field)
{
    struct finder *finder = context;
    char path[WDM_PATH_MAX + 1];
    char text[64];
    if (++finder->count > 24)
        return;
    fuzz_check(field->length <= WDM_PATH_MAX);
    memcpy(path, field->path, field->length);
    path[field->length] = '\0';
    for (char *at = path; *at; at++) {
        if (*at == 'N' && at > path && at[-1] == '[')
            *at = '0';
    }
    size_t length =
        wdm_field_text(finder->layout, finder->bytes, path, text, 1 + finder->count % sizeof(text));
    fuzz_check(strlen(text) <= length);
    wdm_field_number(finder->layout, finder->bytes, path, 7);
}

void fuzz_use_layout(const struct wdm_layout *layout, struct wdm_span bytes)
{
    struct finder finder = {.layout = layout, .bytes = bytes};
    decode(layout, bytes);
    print(layout, bytes);
    mask(layout, bytes);
    wdm_layout_visit(layout, find, &finder);
}
