/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What must never be shown unasked: the fields that tell who somebody is, where, and
 * what they wrote, and what opens their SIM. In the layouts they have a mark.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "wdm/fields.h"
#include "wdm/qmux.h"
#include "../../src/catalogue/layout.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- Fields that have the mark: a service's, by their last names */

static const struct {
    const char *service;
    const char *fields; /* with a blank between */
} qmi_rows[] = {
    {"atr", "message"},
    {"dms", "msisdn esn imei meid pin puk old_pin new_pin lock_code old_code new_code current_code "
            "facility_control_key facility_depersonalization_control_key iccid imsi mn_ha_key "
            "mn_aaa_key mac_address user_data"},
    {"gas", "mac_address_0 mac_address_1"},
    {"loc", "latitude longitude altitude_from_ellipsoid altitude_from_sealevel nmea_string"},
    {"nas", "base_station_latitude base_station_longitude latitude longitude imsi_11_12"},
    {"pds", "nmea_position nmea"},
    {"uim", "iccid eid pin_value puk old_pin new_pin control_key read_result "
            "additional_read_result apdu apdu_response simlock_data simlock_extended_data"},
    {"voice", "calling_number remote_party_number data alpha uss_data_utf16"},
    {"wds", "username password"},
    {"wms", "raw_data smsc_address digits"},
};

static const struct {
    const char *service;
    const char *fields;
} mbim_rows[] = {
    {"auth", "res rand rand1 rand2 rand3 autn auts integrating_key ciphering_key sres1 sres2 "
             "sres3 kc1 kc2 kc3"},
    {"basic-connect", "device_id subscriber_id sim_icc_id telephone_numbers pin new_pin user_name "
                      "password"},
    {"compal", "command_req command_resp"},
    {"fibocom", "command_req command_resp"},
    {"intel-at-tunnel", "command_req command_resp"},
    {"ms-basic-connect-extensions", "device_id user_name password base_latitude base_longitude"},
    {"ms-uicc-low-level-access", "local_pin data command"},
    {"phonebook", "number name"},
    {"qdu", "command_string command_response_string"},
    {"sms", "pdu_data encoded_message address sc_address"},
    {"stk", "response data data_buffer result_data"},
    {"ussd", "payload"},
};

/* Finds "name:" as a whole word in a layout. */
static const char *find_field(const char *text, const char *name, size_t length)
{
    for (const char *at = text ? strstr(text, name) : NULL; at; at = strstr(at + 1, name)) {
        const char *behind = at + length;
        if ((at == text || at[-1] == ' ') && (*behind == ':' || *behind == '!' || *behind == '?'))
            return at;
    }
    return NULL;
}

/* Whether a layout has a field of that name; fails where one has no mark. */
static bool check_field(const char *text, const char *name, size_t length)
{
    char word[64];
    bool found = false;

    assert_true(length < sizeof(word));
    memcpy(word, name, length);
    word[length] = '\0';
    for (const char *at = find_field(text, word, length); at;
         at = find_field(at + length, word, length)) {
        if (at[length] != '!')
            fail_msg("no mark: %.80s", at);
        found = true;
    }
    return found;
}

static bool check_structures(const struct wdm_structure *structures, size_t count, const char *name,
                             size_t length)
{
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found |= check_field(structures[i].layout, name, length);
    return found;
}

static void check_qmi(const struct wdm_qmi_service *service, const char *name, size_t length)
{
    bool found = check_structures(service->structures, service->structure_count, name, length);
    for (size_t i = 0; i < service->message_count; i++) {
        found |= check_field(service->messages[i].request, name, length);
        found |= check_field(service->messages[i].response, name, length);
        found |= check_field(service->messages[i].indication, name, length);
    }
    if (!found)
        fail_msg("%s has no %.*s", service->name, (int)length, name);
}

static void check_mbim(const struct wdm_mbim_service *service, const char *name, size_t length)
{
    bool found = check_structures(service->structures, service->structure_count, name, length);
    for (size_t i = 0; i < service->command_count; i++) {
        found |= check_field(service->commands[i].query, name, length);
        found |= check_field(service->commands[i].set, name, length);
        found |= check_field(service->commands[i].response, name, length);
        found |= check_field(service->commands[i].notification, name, length);
    }
    if (!found)
        fail_msg("%s has no %.*s", service->name, (int)length, name);
}

static void test_qmi(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(qmi_rows); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_by_name(qmi_rows[i].service);
        const char *name = qmi_rows[i].fields;
        assert_non_null(service);
        while (*name) {
            size_t length = strcspn(name, " ");
            check_qmi(service, name, length);
            name += length + (name[length] == ' ');
        }
    }
}

static void test_mbim(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mbim_rows); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_by_name(mbim_rows[i].service);
        const char *name = mbim_rows[i].fields;
        assert_non_null(service);
        while (*name) {
            size_t length = strcspn(name, " ");
            check_mbim(service, name, length);
            name += length + (name[length] == ' ');
        }
    }
}

/* ---- Marks on a whole structure, and on names that others have too */

static const struct {
    const char *service;
    const char *message;
    enum wdm_qmi_kind kind;
    const char *field;
} rows[] = {
    {"dms", "activate-manual", WDM_QMI_REQUEST, "01 info!:"},
    {"dms", "restore-factory-defaults", WDM_QMI_REQUEST, "01 service_programming_code!:"},
    {"uim", "write-record", WDM_QMI_REQUEST, " record!:"},
};

static void test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_by_name(rows[i].service);
        const struct wdm_qmi_message *message =
            wdm_qmi_message_by_name(service, rows[i].message, 0);
        if (!strstr(wdm_qmi_layout(service, message, rows[i].kind).text, rows[i].field))
            fail_msg("%s has no%s", rows[i].message, rows[i].field);
    }
}

/* ---- Words that a field without a mark must not have in its name */

static const char *const words[] = {"imei", "imsi",     "iccid",    "msisdn",   "password",
                                    "puk",  "username", "latitude", "longitude"};

/* Versions, numbers of retries, and what needs no secret. */
static const char *const harmless[] = {"imei_software_version", "upuk_retries", "puk1_retries",
                                       "puk2_retries"};

struct search {
    struct wdm_walker walker;
    const char *where;
};

static void look_at(struct wdm_walker *walker, const struct wdm_layout_field *field,
                    const struct wdm_layout_type *type)
{
    const struct search *search = (const struct search *)walker;
    char name[64];

    (void)type;
    if (field->personal || field->name.length >= sizeof(name))
        return;
    memcpy(name, field->name.text, field->name.length);
    name[field->name.length] = '\0';
    for (size_t i = 0; i < COUNT(harmless); i++)
        if (strcmp(name, harmless[i]) == 0)
            return;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strstr(name, words[i]))
            fail_msg("%s: %s is not personal?", search->where, walker->path.text);
}

static void search_layout(struct wdm_layout layout, const char *where)
{
    struct search search = {.walker = {.layout = &layout, .visit = look_at}, .where = where};
    if (layout.text)
        assert_true(wdm_layout_walk(&search.walker));
}

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; wdm_qmi_service_at(i); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        for (size_t j = 0; j < service->message_count; j++)
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                search_layout(
                    wdm_qmi_layout(service, &service->messages[j], (enum wdm_qmi_kind)kind),
                    service->messages[j].name);
    }
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        for (size_t j = 0; j < service->command_count; j++)
            for (int part = 0; part <= WDM_MBIM_PART_NOTIFICATION; part++)
                search_layout(wdm_mbim_layout(service, service->commands[j].id,
                                              (enum wdm_mbim_part)part,
                                              service->commands[j].mbimex),
                              service->commands[j].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qmi),
        cmocka_unit_test(test_mbim),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests_name("catalogue_personal", tests, NULL, NULL);
}
