/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes by a layout: decoded, printed, looked for and hidden; see fuzz.h. */
#include <string.h>

#include "../unit/decode_watch.h"
#include "fuzz.h"

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

static void check(const char *wrong)
{
    fuzz_holds(wrong == NULL, wrong, __FILE__, __LINE__);
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
    check(watch_decode(layout, bytes));
    print(layout, bytes);
    check(watch_mask(layout, bytes));
    wdm_layout_visit(layout, find, &finder);
}
