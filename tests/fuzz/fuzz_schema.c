/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The reader of private schemas. The input is the text of a schema; a byte 0xff ends one
 * file and begins the next. What is right is used, on bytes and for help; a mistake is
 * told with its line.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "wdm/describe.h"
#include "wdm/schema.h"

#define LARGEST ((size_t)8192)
#define LAYOUTS 64

static struct wdm_schema schema;
static struct fuzz_output out;
static size_t used;

static void use_field(void *context, const struct wdm_field *field)
{
    (void)context;
    wdm_print_field_type(field, &out.output);
    for (size_t i = 0; i < 4; i++) {
        const struct wdm_enumeration *enumeration = wdm_field_enumeration(field, i);
        if (enumeration == NULL)
            return;
        struct wdm_enumerator each = wdm_enumerator_before(enumeration);
        for (size_t j = 0; j < 64 && wdm_enumerator_next(enumeration, &each); j++) {
            uint64_t value;
            fuzz_check(wdm_enumeration_value(enumeration, each.name, each.length, &value));
        }
    }
}

static void use(struct wdm_layout layout, struct wdm_span bytes)
{
    static uint8_t made[WDM_MESSAGE_MAX];
    struct wdm_writer writer = wdm_writer(made, sizeof(made));
    struct wdm_error error;
    if (!layout.text || ++used > LAYOUTS)
        return;
    fuzz_check(wdm_layout_check(&layout, &error));
    fuzz_output_init(&out);
    wdm_print_layout(&layout, "  ", &out.output);
    wdm_layout_visit(&layout, use_field, NULL);
    fuzz_use_layout(&layout, bytes);
    wdm_error_clear(&error);
    if (wdm_encode_sparse(&layout, NULL, 0, &writer, &error))
        fuzz_use_layout(&layout, wdm_written(&writer));
    else
        fuzz_check_error(&error);
}

/* The schema's own: of a service that is built in as well, what comes last. */
static void use_all(struct wdm_span bytes)
{
    for (size_t i = 0; i < schema.qmi_count; i++) {
        const struct wdm_qmi_service *service = &schema.qmi[i];
        for (size_t j = 0; j < service->message_count; j++)
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                use(wdm_qmi_layout(service, &service->messages[j], (enum wdm_qmi_kind)kind), bytes);
    }
    for (size_t i = 0; i < schema.mbim_count; i++) {
        const struct wdm_mbim_service *service = &schema.mbim[i];
        for (size_t j = 0; j < service->command_count; j++)
            for (int part = 0; part <= WDM_MBIM_PART_NOTIFICATION; part++)
                use(wdm_mbim_layout(service, service->commands[j].id, (enum wdm_mbim_part)part, 3),
                    bytes);
    }
}

static bool load(struct wdm_span text)
{
    struct wdm_error error;
    char *place;
    size_t capacity, lines = 1;
    wdm_error_clear(&error);
    if (!wdm_schema_begin(&schema, "any", &place, &capacity, &error)) {
        fuzz_check_error(&error);
        return false;
    }
    fuzz_check(text.length <= capacity);
    if (text.length > 0)
        memcpy(place, text.bytes, text.length);
    memset(place + text.length, 'x', capacity - text.length < 64 ? capacity - text.length : 64);
    if (wdm_schema_end(&schema, text.length, &error))
        return true;
    for (size_t i = 0; i < text.length; i++)
        lines += text.bytes[i] == '\n';
    fuzz_check_error(&error);
    fuzz_check(error.kind == WDM_USAGE);
    fuzz_check(strncmp(error.doing, "any:", 4) == 0);
    unsigned long line = strtoul(error.doing + 4, NULL, 10);
    fuzz_check(line >= 1 && line <= lines);
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_input input = {bytes, length < LARGEST ? length : LARGEST};
    struct wdm_span all = {input.bytes, input.length};
    wdm_schema_init(&schema);
    used = 0;
    for (size_t files = 0; files < 4 && (files == 0 || input.length > 0); files++) {
        const uint8_t *end = input.length > 0 ? memchr(input.bytes, 0xff, input.length) : NULL;
        size_t here = end != NULL ? (size_t)(end - input.bytes) : input.length;
        if (!load(fuzz_take(&input, here)))
            return 0;
        fuzz_byte(&input);
    }
    use_all(fuzz_exact(all));
    return 0;
}
