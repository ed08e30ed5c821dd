/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Walks everything that the catalogue holds: order, names, the form of layouts,
 * and that whatever a layout names is there. What a new service must pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "wdm/catalogue.h"
#include "../../src/catalogue/data/tables.h"

static bool is_lower(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
}

/* Lower case, digits, and single `between`s that neither begin nor end it. */
static bool is_name(const char *name, size_t length, char between)
{
    for (size_t i = 0; i < length; i++)
        if (!is_lower(name[i]) &&
            (name[i] != between || i == 0 || i + 1 == length || name[i - 1] == between))
            return false;
    return length > 0;
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while (is_lower(text[length]) || text[length] == '_')
        length++;
    return length;
}

static const struct wdm_structure *structure_find(const struct wdm_layout *layout, const char *name,
                                                  size_t length)
{
    for (size_t i = 0; i < layout->structure_count; i++)
        if (wdm_name_equal(name, length, layout->structures[i].name))
            return &layout->structures[i];
    return NULL;
}

/* ---- Layouts */

/* Whether the service has enumerations whose names go on behind this one, for
 * =name[field]. */
static bool has_enumerations_of(const struct wdm_layout *layout, const char *name, size_t length)
{
    for (size_t i = 0; i < layout->enumeration_count; i++) {
        char own[WDM_ENUMERATION_NAME];
        wdm_enumeration_own_name(&layout->enumerations[i], own, sizeof(own));
        if (strncmp(own, name, length) == 0 && own[length] == '_')
            return true;
    }
    return false;
}

/* Every =enumeration (but not "<=", "==" and =bool) is there. */
static void check_enumerations_of(const struct wdm_layout *layout, const char *text)
{
    for (const char *at = strchr(text, '='); at; at = strchr(at + 1, '=')) {
        size_t length = word_length(at + 1);
        if (at[-1] == '<' || at[-1] == '=' || at[1] == '=')
            continue;
        if (!is_name(at + 1, length, '_'))
            fail_msg("no name after '=': %s", at);
        if (wdm_name_equal(at + 1, length, "bool"))
            continue;
        if (at[1 + length] == '[' ? !has_enumerations_of(layout, at + 1, length)
                                  : !wdm_enumeration_find(layout, at + 1, length))
            fail_msg("no enumeration \"%.*s\" for: %s", (int)length, at + 1, text);
    }
}

/* Every {Structure} is there; QMI's other braces have a blank after them. */
static void check_structures_of(const struct wdm_layout *layout, const char *text)
{
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        const char *end = strchr(at, '}');
        assert_non_null(end);
        if (layout->tlvs && at[1] == ' ')
            continue;
        if (!structure_find(layout, at + 1, (size_t)(end - at - 1)))
            fail_msg("no structure %.*s", (int)(end - at + 1), at);
    }
}

/* Words are one blank apart, brackets in pairs. */
static void check_form(const char *text)
{
    int depth = 0;

    if (text[0] == ' ' || (text[0] && text[strlen(text) - 1] == ' ') || strstr(text, "  "))
        fail_msg("blanks: \"%s\"", text);
    for (const char *at = text; *at; at++) {
        assert_in_range(*at, ' ', '~');
        depth += strchr("{[(", *at) ? 1 : strchr("}])", *at) ? -1 : 0;
        assert_in_range(depth, 0, 20);
    }
    assert_int_equal(depth, 0);
}

/* A structure, of the layout's text: in order of name, and sound. */
static void check_structure(const struct wdm_layout *layout, size_t index)
{
    const struct wdm_structure *structure = &layout->structures[index];
    if (index > 0 && strcmp(structure[-1].name, structure->name) >= 0)
        fail_msg("%s is not in order", structure->name);
    if (structure->name[0] < 'A' || structure->name[0] > 'Z')
        fail_msg("%s: structures begin with a capital", structure->name);
    check_form(layout->text);
    check_enumerations_of(layout, layout->text);
    check_structures_of(layout, layout->text);
}

/* Checks the TLVs of a layout. */
static void check_tlvs(const char *text, enum wdm_qmi_kind kind)
{
    static const char digits[] = "0123456789abcdef";
    ptrdiff_t last = -1;
    int depth = 0;

    for (const char *at = text; *at; at++) {
        ptrdiff_t type;
        size_t length;
        depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
        if (depth > 0 || *at == '}' || !(at == text || at[-1] == ' '))
            continue;
        assert_non_null(strchr(digits, at[0]));
        assert_non_null(strchr(digits, at[1]));
        assert_int_equal(at[2], ' ');
        type = (strchr(digits, at[0]) - digits) * 16 + (strchr(digits, at[1]) - digits);
        assert_true(type > last);
        if (kind == WDM_QMI_RESPONSE)
            assert_int_not_equal(type, WDM_QMI_TLV_RESULT);
        last = type;
        at += 3;
        length = word_length(at);
        assert_true(is_name(at, length, '_'));
        at += length;
        at += *at == '!';
        if (*at != ':')
            fail_msg("no TLV: %s", at);
    }
}

static void check_layout(const struct wdm_layout *layout, enum wdm_qmi_kind kind)
{
    if (!layout->text)
        return;
    check_form(layout->text);
    check_enumerations_of(layout, layout->text);
    check_structures_of(layout, layout->text);
    if (layout->tlvs)
        check_tlvs(layout->text, kind);
}

/* ---- Enumerations */

static void check_enumeration(const struct wdm_enumeration *enumeration, char between)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    char own[WDM_ENUMERATION_NAME];
    size_t count = 0;

    wdm_enumeration_own_name(enumeration, own, sizeof(own));
    check_form(enumeration->text);
    for (; wdm_enumerator_next(enumeration, &each); count++) {
        uint64_t value = 0;
        size_t length = 0;
        const char *name;
        if (between && !is_name(each.name, each.length, between))
            fail_msg("%s: \"%.*s\"", own, (int)each.length, each.name);
        if (wdm_enumeration_flags(enumeration) && (each.value & (each.value - 1)) != 0)
            assert_int_equal(each.value & (each.value + 1), 0); /* as "0xffff=all" */
        assert_true(wdm_enumeration_value(enumeration, each.name, each.length, &value));
        if (value != each.value)
            fail_msg("%s: two \"%.*s\"", own, (int)each.length, each.name);
        name = wdm_enumeration_name(enumeration, each.value, &length);
        assert_non_null(name);
        assert_true(wdm_enumeration_value(enumeration, name, length, &value));
        assert_int_equal(value, each.value);
    }
    assert_true(count > 0);
}

static bool is_error_list(const struct wdm_enumeration *enumeration)
{
    char name[WDM_ENUMERATION_NAME];

    wdm_enumeration_own_name(enumeration, name, sizeof(name));
    return strcmp(name, "protocol_error") == 0 || strcmp(name, "status_error") == 0;
}

/* In order of name; none hides a common one. */
static void check_enumerations(const struct wdm_enumeration *enumerations, size_t count,
                               const struct wdm_catalogue_common *common)
{
    char before[WDM_ENUMERATION_NAME] = "";
    char other[WDM_ENUMERATION_NAME];

    for (size_t i = 0; i < count; i++) {
        char name[WDM_ENUMERATION_NAME];
        wdm_enumeration_own_name(&enumerations[i], name, sizeof(name));
        assert_true(is_name(name, strlen(name), '_'));
        if (strcmp(before, name) >= 0)
            fail_msg("%s is not in order", name);
        memcpy(before, name, sizeof(name));
        check_enumeration(&enumerations[i], is_error_list(&enumerations[i]) ? '\0' : '-');
        for (size_t j = 0; common && j < common->count; j++) {
            wdm_enumeration_own_name(&common->enumerations[j], other, sizeof(other));
            if (strcmp(name, other) == 0)
                fail_msg("%s is a common one too", name);
        }
    }
}

static void test_common_enumerations(void **state)
{
    (void)state;
    check_enumerations(wdm_catalogue_common_qmi.enumerations, wdm_catalogue_common_qmi.count, NULL);
    check_enumerations(wdm_catalogue_common_mbim.enumerations, wdm_catalogue_common_mbim.count,
                       NULL);
}

/* The enumeration that CTL's layouts use and the table of names say the same. */
static void test_service_enumeration(void **state)
{
    (void)state;
    struct wdm_layout layout = {.tlvs = true};
    const struct wdm_enumeration *services = wdm_enumeration_find(&layout, "service", 7);
    struct wdm_enumerator each;
    size_t count = 0;

    assert_non_null(services);
    for (each = wdm_enumerator_before(services); wdm_enumerator_next(services, &each); count++) {
        const char *name = wdm_qmi_service_name((uint16_t)each.value);
        assert_non_null(name);
        assert_int_equal(strlen(name), each.length);
        assert_memory_equal(name, each.name, each.length);
    }
    assert_int_equal(count, 56);
}

/* ---- QMI */

static void check_message(const struct wdm_qmi_service *service, size_t index)
{
    const struct wdm_qmi_message *message = &service->messages[index];

    assert_true(is_name(message->name, strlen(message->name), '-'));
    if (index > 0 && message[-1].id > message->id)
        fail_msg("%s %s is not in order", service->name, message->name);
    for (size_t i = 0; i < index; i++)
        if (strcmp(service->messages[i].name, message->name) == 0)
            fail_msg("two %s %s", service->name, message->name);
    assert_ptr_equal(wdm_qmi_message_by_name(service, message->name, 0), message);
    assert_true(message->request || message->indication);
    assert_int_equal(message->request != NULL, message->response != NULL);
    for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
        struct wdm_layout layout = wdm_qmi_layout(service, message, (enum wdm_qmi_kind)kind);
        const struct wdm_qmi_message *found =
            wdm_qmi_message_by_id(service, message->id, (enum wdm_qmi_kind)kind, message->vendor);
        check_layout(&layout, (enum wdm_qmi_kind)kind);
        if (layout.text) {
            assert_non_null(found);
            assert_int_equal(found->id, message->id);
            assert_int_equal(found->vendor, message->vendor);
        }
    }
}

static void check_qmi_service(const struct wdm_qmi_service *service)
{
    struct wdm_layout layout = wdm_qmi_layout(service, &service->messages[0], WDM_QMI_REQUEST);

    assert_ptr_equal(wdm_qmi_service_by_id(service->id), service);
    assert_ptr_equal(wdm_qmi_service_by_name(service->name), service);
    assert_string_equal(wdm_qmi_service_name(service->id), service->name);
    assert_int_equal(wdm_qmi_service_number(service->name), service->id);
    assert_true(service->message_count > 0);
    for (size_t i = 0; i < service->message_count; i++)
        check_message(service, i);
    for (size_t i = 0; i < service->structure_count; i++) {
        layout.text = service->structures[i].layout;
        check_structure(&layout, i);
    }
    check_enumerations(service->enumerations, service->enumeration_count,
                       &wdm_catalogue_common_qmi);
}

static void test_qmi(void **state)
{
    (void)state;
    size_t count = 0;
    const struct wdm_qmi_service *service;

    for (; (service = wdm_qmi_service_at(count)); count++) {
        if (count > 0)
            assert_true(wdm_qmi_service_at(count - 1)->id < service->id);
        check_qmi_service(service);
    }
    assert_true(count >= 2);
    assert_null(wdm_qmi_service_at(count + 1));
    assert_null(wdm_qmi_service_at(SIZE_MAX));
}

/* ---- MBIM */

static void check_command(const struct wdm_mbim_service *service, size_t index)
{
    const struct wdm_mbim_command_entry *entry = &service->commands[index];

    assert_true(is_name(entry->name, strlen(entry->name), '-'));
    assert_in_range(entry->mbimex, 1, 3);
    assert_true(entry->query || entry->set || entry->response || entry->notification);
    if (index > 0 && (entry[-1].id > entry->id ||
                      (entry[-1].id == entry->id && entry[-1].mbimex >= entry->mbimex)))
        fail_msg("%s %s is not in order", service->name, entry->name);
    for (size_t i = 0; i < index; i++)
        assert_int_equal(service->commands[i].id == entry->id,
                         strcmp(service->commands[i].name, entry->name) == 0);
    assert_int_equal(wdm_mbim_command_by_name(service, entry->name)->id, entry->id);
    assert_int_equal(wdm_mbim_command_by_id(service, entry->id)->id, entry->id);
    for (int part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++) {
        struct wdm_layout layout =
            wdm_mbim_layout(service, entry->id, (enum wdm_mbim_part)part, entry->mbimex);
        const char *const parts[] = {entry->query, entry->set, entry->response,
                                     entry->notification};
        if (parts[part])
            assert_string_equal(layout.text, parts[part]);
        check_layout(&layout, WDM_QMI_REQUEST);
    }
}

static void check_mbim_service(const struct wdm_mbim_service *service)
{
    struct wdm_layout layout = wdm_mbim_layout(service, 0, WDM_MBIM_PART_QUERY, 1);

    assert_ptr_equal(wdm_mbim_service_by_uuid(&service->uuid), service);
    assert_ptr_equal(wdm_mbim_service_by_name(service->name), service);
    assert_string_equal(wdm_mbim_service_name(&service->uuid), service->name);
    assert_true(service->command_count > 0);
    for (size_t i = 0; i < service->command_count; i++)
        check_command(service, i);
    for (size_t i = 0; i < service->structure_count; i++) {
        layout.text = service->structures[i].layout;
        check_structure(&layout, i);
    }
    check_enumerations(service->enumerations, service->enumeration_count,
                       &wdm_catalogue_common_mbim);
}

static void test_mbim(void **state)
{
    (void)state;
    size_t count = 0;
    const struct wdm_mbim_service *service;

    for (; (service = wdm_mbim_service_at(count)); count++)
        check_mbim_service(service);
    assert_true(count >= 5);
    assert_null(wdm_mbim_service_at(count + 1));
    assert_null(wdm_mbim_service_at(SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_common_enumerations),
        cmocka_unit_test(test_service_enumeration),
        cmocka_unit_test(test_qmi),
        cmocka_unit_test(test_mbim),
    };
    return cmocka_run_group_tests_name("catalogue_data", tests, NULL, NULL);
}
