/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * For tests/rescue.sh: prints every layout, structure and enumeration that a library has
 * as the engine sees them, so that a packed one can be compared with a plain one. Fails
 * where a layout is wrong, or of a kind that PROFILE=rescue cannot do (RARE).
 */
#include <stdio.h>

#include "layout.h"
#include "unpack_layout.h"

static unsigned failures;

static void print_enumeration(const struct wdm_enumeration *enumeration)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    char name[WDM_ENUMERATION_NAME];
    wdm_enumeration_own_name(enumeration, name, sizeof(name));
    printf("%s%s:", wdm_enumeration_flags(enumeration) ? "flags " : "", name);
    while (wdm_enumerator_next(enumeration, &each)) {
        uint64_t value;
        printf(" %.*s=%llu", (int)each.length, each.name, (unsigned long long)each.value);
        if (!wdm_enumeration_value(enumeration, each.name, each.length, &value)) {
            printf(" NOT FOUND");
            failures++;
        }
    }
    putchar('\n');
}

static void print_enumerations(const struct wdm_enumeration *enumerations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_enumeration(&enumerations[i]);
}

static bool is_rare(const struct wdm_layout_field *field, const struct wdm_layout_type *type)
{
    switch (type->kind) {
    case WDM_LAYOUT_BYTES_INLINE:
    case WDM_LAYOUT_COUNTED_AWAY:
    case WDM_LAYOUT_TLV:
    case WDM_LAYOUT_TLV_TEXT:
    case WDM_LAYOUT_TLV_NUMBERS:
    case WDM_LAYOUT_TLVS:
        return true;
    default:
        return field->condition.length > 0 ||
               (type->enumeration.length > 0 && type->reference.length > 0);
    }
}

static void visit(struct wdm_walker *walker, const struct wdm_layout_field *field,
                  const struct wdm_layout_type *type)
{
#ifdef RARE
    if (is_rare(field, type) || is_rare(field, &field->type)) {
        printf("PROFILE=rescue cannot do %s\n", walker->path.text);
        failures++;
    }
#else
    (void)walker;
    (void)is_rare(field, type);
#endif
}

static void print_layout(const struct wdm_layout *layout, const char *service, const char *message)
{
    struct wdm_walker walker = {.layout = layout, .visit = visit};
    struct wdm_unpacked unpacked;
    struct wdm_error error = {.what = ""};
    if (!layout->text)
        return;
    const struct wdm_layout *plain = wdm_layout_unpack(layout, &unpacked);
    printf("%s %s: %s\n", service, message, plain->text);
    for (size_t i = 0; i < plain->structure_count; i++)
        printf("  {%s}: %s\n", plain->structures[i].name, plain->structures[i].layout);
    if (!wdm_layout_walk(&walker) || !wdm_layout_check(plain, &error)) {
        printf("%s is WRONG: %s\n", walker.path.text, error.what);
        failures++;
    }
}

static void print_qmi(const struct wdm_qmi_service *service)
{
    for (size_t i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
            struct wdm_layout layout = wdm_qmi_layout(service, message, (enum wdm_qmi_kind)kind);
            print_layout(&layout, service->name, message->name);
        }
    }
    print_enumerations(service->enumerations, service->enumeration_count);
}

static void print_mbim(const struct wdm_mbim_service *service)
{
    for (size_t i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *entry = &service->commands[i];
        for (int part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++) {
            struct wdm_layout layout =
                wdm_mbim_layout(service, entry->id, (enum wdm_mbim_part)part, entry->mbimex);
            print_layout(&layout, service->name, entry->name);
        }
    }
    print_enumerations(service->enumerations, service->enumeration_count);
}

int main(void)
{
    const struct wdm_enumeration *common;
    for (size_t i = 0; wdm_qmi_service_at(i); i++)
        print_qmi(wdm_qmi_service_at(i));
    for (size_t i = 0; wdm_mbim_service_at(i); i++)
        print_mbim(wdm_mbim_service_at(i));
    for (size_t i = 0; (common = wdm_enumeration_at(true, i)); i++)
        print_enumeration(common);
    for (size_t i = 0; (common = wdm_enumeration_at(false, i)); i++)
        print_enumeration(common);
    return failures > 0;
}
