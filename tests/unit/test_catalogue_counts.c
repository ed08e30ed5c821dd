/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * How much the catalogue holds, counted, so that nothing is lost from it unnoticed;
 * and that nothing is in it which nobody uses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "wdm/catalogue.h"
#include "../../src/catalogue/data/tables.h"

static size_t count_tlvs(const char *text)
{
    size_t count = 0;
    int depth = 0;

    for (; text && *text; text++) {
        depth += *text == '{' ? 1 : *text == '}' ? -1 : 0;
        count += *text == ':' && depth == 0;
    }
    return count;
}

static size_t count_values(const struct wdm_enumeration *enumerations, size_t count)
{
    size_t values = 0;

    for (size_t i = 0; i < count; i++) {
        struct wdm_enumerator each = wdm_enumerator_before(&enumerations[i]);
        while (wdm_enumerator_next(&enumerations[i], &each))
            values++;
    }
    return values;
}

/* ---- QMI: by service, requests, indications, and TLVs by enum wdm_qmi_kind */

struct qmi_row {
    const char *name;
    size_t requests, indications;
    size_t tlvs[3];
};

static const struct qmi_row qmi_rows[] = {
    {"ctl", 9, 1, {8, 7, 0}},       {"wds", 38, 5, {138, 137, 34}}, {"dms", 62, 1, {45, 64, 8}},
    {"nas", 34, 8, {114, 163, 94}}, {"qos", 7, 2, {6, 5, 2}},       {"wms", 19, 3, {32, 20, 9}},
    {"pds", 10, 2, {27, 5, 3}},     {"voice", 17, 5, {35, 27, 12}}, {"uim", 26, 3, {59, 42, 5}},
    {"pbm", 4, 0, {2, 21, 0}},      {"loc", 18, 23, {56, 0, 75}},   {"sar", 2, 0, {1, 1, 0}},
    {"ims", 5, 2, {20, 15, 18}},    {"wda", 6, 1, {15, 25, 2}},     {"imsp", 1, 0, {0, 1, 0}},
    {"imsa", 5, 2, {3, 15, 14}},    {"pdc", 13, 9, {24, 14, 27}},   {"dsd", 4, 1, {4, 2, 1}},
    {"dpm", 2, 0, {3, 0, 0}},       {"oma", 8, 1, {7, 8, 3}},       {"fox", 2, 0, {3, 1, 0}},
    {"gms", 2, 0, {2, 2, 0}},       {"gas", 7, 0, {14, 14, 0}},     {"atr", 1, 1, {1, 0, 1}},
    {"ssc", 1, 2, {2, 2, 4}},       {"imsdcm", 2, 1, {7, 5, 4}},
};

static struct qmi_row count_qmi(const struct wdm_qmi_service *service)
{
    struct qmi_row row = {.name = service->name};

    for (size_t i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        row.requests += message->request != NULL;
        row.indications += message->indication != NULL;
        row.tlvs[WDM_QMI_REQUEST] += count_tlvs(message->request);
        row.tlvs[WDM_QMI_RESPONSE] += count_tlvs(message->response);
        row.tlvs[WDM_QMI_INDICATION] += count_tlvs(message->indication);
    }
    return row;
}

/* 305 requests and 73 indications are 378 messages; of them 1540 TLVs. */
static void test_qmi(void **state)
{
    (void)state;
    size_t requests = 0, indications = 0, tlvs = 0;

    for (size_t i = 0; i < COUNT(qmi_rows); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        assert_non_null(service);
        assert_string_equal(service->name, qmi_rows[i].name);
        struct qmi_row row = count_qmi(service);
        if (row.requests != qmi_rows[i].requests || row.indications != qmi_rows[i].indications ||
            memcmp(row.tlvs, qmi_rows[i].tlvs, sizeof(row.tlvs)) != 0)
            fail_msg("%s: %zu, %zu, {%zu, %zu, %zu}", row.name, row.requests, row.indications,
                     row.tlvs[0], row.tlvs[1], row.tlvs[2]);
        requests += row.requests;
        indications += row.indications;
        tlvs += row.tlvs[0] + row.tlvs[1] + row.tlvs[2];
    }
    assert_null(wdm_qmi_service_at(COUNT(qmi_rows)));
    assert_int_equal(requests, 305);
    assert_int_equal(indications, 73);
    assert_int_equal(requests + indications, 378);
    assert_int_equal(tlvs, 1540);
}

/* ---- MBIM: by service, commands (each version of MBIMEx counts) and layouts by
 * enum wdm_mbim_part */

struct mbim_row {
    const char *name;
    size_t commands;
    size_t parts[4];
};

static const struct mbim_row mbim_rows[] = {
    {"basic-connect", 29, {22, 17, 29, 17}},
    {"sms", 5, {3, 3, 5, 3}},
    {"ussd", 1, {0, 1, 1, 1}},
    {"phonebook", 4, {2, 2, 4, 1}},
    {"stk", 3, {2, 3, 3, 1}},
    {"auth", 3, {3, 0, 3, 0}},
    {"dss", 1, {0, 1, 1, 0}},
    {"ms-firmware-id", 1, {1, 0, 1, 0}},
    {"ms-host-shutdown", 1, {0, 1, 0, 0}},
    {"ms-sar", 2, {2, 2, 2, 1}},
    {"proxy-control", 2, {0, 1, 1, 1}},
    {"qmi", 1, {0, 1, 1, 1}},
    {"atds", 5, {5, 1, 5, 0}},
    {"intel-firmware-update", 2, {0, 2, 0, 0}},
    {"qdu", 6, {2, 6, 6, 0}},
    {"ms-basic-connect-extensions", 18, {15, 5, 18, 8}},
    {"ms-uicc-low-level-access", 10, {7, 5, 10, 0}},
    {"quectel", 1, {1, 1, 1, 0}},
    {"intel-thermal-rf", 1, {1, 1, 1, 1}},
    {"ms-voice-extensions", 1, {1, 0, 1, 1}},
    {"intel-mutual-authentication", 1, {1, 1, 1, 0}},
    {"intel-tools", 1, {1, 1, 1, 0}},
    {"google", 1, {1, 1, 1, 1}},
    {"fibocom", 1, {0, 1, 1, 0}},
    {"compal", 1, {1, 0, 1, 0}},
    {"intel-at-tunnel", 1, {0, 1, 1, 0}},
};

static struct mbim_row count_mbim(const struct wdm_mbim_service *service)
{
    struct mbim_row row = {.name = service->name, .commands = service->command_count};

    for (size_t i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *entry = &service->commands[i];
        row.parts[WDM_MBIM_PART_QUERY] += entry->query != NULL;
        row.parts[WDM_MBIM_PART_SET] += entry->set != NULL;
        row.parts[WDM_MBIM_PART_RESPONSE] += entry->response != NULL;
        row.parts[WDM_MBIM_PART_NOTIFICATION] += entry->notification != NULL;
    }
    return row;
}

/* 26 services, 103 commands with 265 layouts, 36 structures and those that a service
 * has of another's. */
static void test_mbim(void **state)
{
    (void)state;
    size_t commands = 0, layouts = 0, structures = 0;

    for (size_t i = 0; i < COUNT(mbim_rows); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        assert_non_null(service);
        assert_string_equal(service->name, mbim_rows[i].name);
        struct mbim_row row = count_mbim(service);
        if (row.commands != mbim_rows[i].commands ||
            memcmp(row.parts, mbim_rows[i].parts, sizeof(row.parts)) != 0)
            fail_msg("%s: %zu, {%zu, %zu, %zu, %zu}", row.name, row.commands, row.parts[0],
                     row.parts[1], row.parts[2], row.parts[3]);
        commands += row.commands;
        for (size_t part = 0; part < 4; part++)
            layouts += row.parts[part];
        structures += service->structure_count;
    }
    assert_null(wdm_mbim_service_at(COUNT(mbim_rows)));
    assert_int_equal(COUNT(mbim_rows), 26);
    assert_int_equal(commands, 103);
    assert_int_equal(layouts, 265);
    assert_int_equal(structures, 36);
}

/* ---- Enumerations */

/*
 * The protocols have 432 enumerations. 394 of them are here, with 3361 values. The
 * other 38:
 *
 * 26 are the numbers of MBIM's commands, a service's each: the names of the commands.
 * 5 are known to code: MBIM's message types (10), query and set (3), TLV types (18, a
 *   part of the layout notation), services (27) and context types (15), which are UUIDs.
 * 7 are no part of the protocols, but of a peer's library: how it opens and closes a
 *   device (11 and 2 flags), adds links (5 flags), what data format it expects of the
 *   kernel (4), byte orders (2), and its own errors (11 of QMI, 9 of MBIM).
 */
static void test_enumerations(void **state)
{
    (void)state;
    const struct wdm_catalogue_common *common[] = {&wdm_catalogue_common_qmi,
                                                   &wdm_catalogue_common_mbim};
    size_t enumerations = 0, values = 0;

    for (size_t i = 0; i < COUNT(common); i++) {
        enumerations += common[i]->count;
        values += count_values(common[i]->enumerations, common[i]->count);
    }
    for (size_t i = 0; wdm_qmi_service_at(i); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        enumerations += service->enumeration_count;
        values += count_values(service->enumerations, service->enumeration_count);
    }
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        enumerations += service->enumeration_count;
        values += count_values(service->enumerations, service->enumeration_count);
    }
    assert_int_equal(enumerations, 394);
    assert_int_equal(values, 3361);
    assert_int_equal(394 + 26 + 5 + 7, 432);
}

/* The enumeration's own name, in `own`. */
static const char *name_of(const struct wdm_enumeration *enumeration,
                           char own[WDM_ENUMERATION_NAME])
{
    wdm_enumeration_own_name(enumeration, own, WDM_ENUMERATION_NAME);
    return own;
}

static size_t error_count(const struct wdm_catalogue_common *common, const char *name)
{
    char own[WDM_ENUMERATION_NAME];
    for (size_t i = 0; i < common->count; i++)
        if (strcmp(name_of(&common->enumerations[i], own), name) == 0)
            return count_values(&common->enumerations[i], 1);
    return 0;
}

static void test_errors(void **state)
{
    (void)state;
    assert_int_equal(error_count(&wdm_catalogue_common_qmi, "protocol_error"), 125);
    assert_int_equal(error_count(&wdm_catalogue_common_mbim, "status_error"), 53);
    assert_int_equal(error_count(&wdm_catalogue_common_mbim, "protocol_error"), 9);
}

/* ---- What nobody uses */

/* Whether a text has "=name" or, of =name[field], how the name begins; or "{Name}". */
static bool names(const char *text, char before, const char *name)
{
    for (const char *at = text ? strchr(text, before) : NULL; at; at = strchr(at + 1, before)) {
        size_t length = strcspn(at + 1, " [}");
        if (strncmp(at + 1, name, length) == 0 && length > 0 &&
            (name[length] == '\0' || (at[1 + length] == '[' && name[length] == '_')))
            return true;
    }
    return false;
}

static bool structures_name(const struct wdm_structure *structures, size_t count, char before,
                            const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (names(structures[i].layout, before, name))
            return true;
    return false;
}

static bool qmi_names(const struct wdm_qmi_service *service, char before, const char *name)
{
    for (size_t i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        if (names(message->request, before, name) || names(message->response, before, name) ||
            names(message->indication, before, name))
            return true;
    }
    return structures_name(service->structures, service->structure_count, before, name);
}

static bool mbim_names(const struct wdm_mbim_service *service, char before, const char *name)
{
    for (size_t i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *entry = &service->commands[i];
        if (names(entry->query, before, name) || names(entry->set, before, name) ||
            names(entry->response, before, name) || names(entry->notification, before, name))
            return true;
    }
    return structures_name(service->structures, service->structure_count, before, name);
}

/* Those that are there for the reader: what the bits of a position report say, which
 * no modem is known to send in these messages, and what the bytes of pac_support are,
 * 256 in a row. */
static bool is_for_the_reader(const char *enumeration)
{
    return strcmp(enumeration, "data_valid") == 0 || strcmp(enumeration, "pac_profile") == 0;
}

static void test_nothing_idle(void **state)
{
    char own[WDM_ENUMERATION_NAME];
    (void)state;

    for (size_t i = 0; wdm_qmi_service_at(i); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        for (size_t j = 0; j < service->enumeration_count; j++)
            if (!qmi_names(service, '=', name_of(&service->enumerations[j], own)) &&
                !is_for_the_reader(name_of(&service->enumerations[j], own)))
                fail_msg("%s: nothing is of %s", service->name,
                         name_of(&service->enumerations[j], own));
        for (size_t j = 0; j < service->structure_count; j++)
            if (!qmi_names(service, '{', service->structures[j].name))
                fail_msg("%s: nothing is a %s", service->name, service->structures[j].name);
    }
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        for (size_t j = 0; j < service->enumeration_count; j++)
            if (!mbim_names(service, '=', name_of(&service->enumerations[j], own)) &&
                !is_for_the_reader(name_of(&service->enumerations[j], own)))
                fail_msg("%s: nothing is of %s", service->name,
                         name_of(&service->enumerations[j], own));
        for (size_t j = 0; j < service->structure_count; j++)
            if (!mbim_names(service, '{', service->structures[j].name))
                fail_msg("%s: nothing is a %s", service->name, service->structures[j].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qmi),          cmocka_unit_test(test_mbim),
        cmocka_unit_test(test_enumerations), cmocka_unit_test(test_errors),
        cmocka_unit_test(test_nothing_idle),
    };
    return cmocka_run_group_tests_name("catalogue_counts", tests, NULL, NULL);
}
