/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The catalogue's look-ups: services, messages, commands, enumerations, names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "wdm/catalogue.h"
#include "wdm/mbim.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- Services */

static const struct {
    uint16_t id;
    const char *name;
} qmi_services[] = {
    {0x00, "ctl"},     {0x01, "wds"},   {0x02, "dms"},   {0x03, "nas"},     {0x04, "qos"},
    {0x05, "wms"},     {0x06, "pds"},   {0x07, "auth"},  {0x08, "at"},      {0x09, "voice"},
    {0x0a, "cat2"},    {0x0b, "uim"},   {0x0c, "pbm"},   {0x0d, "qchat"},   {0x0e, "rmtfs"},
    {0x0f, "test"},    {0x10, "loc"},   {0x11, "sar"},   {0x12, "ims"},     {0x13, "adc"},
    {0x14, "csd"},     {0x15, "mfs"},   {0x16, "time"},  {0x17, "ts"},      {0x18, "tmd"},
    {0x19, "sap"},     {0x1a, "wda"},   {0x1b, "tsync"}, {0x1c, "rfsa"},    {0x1d, "csvt"},
    {0x1e, "qcmap"},   {0x1f, "imsp"},  {0x20, "imsvt"}, {0x21, "imsa"},    {0x22, "coex"},
    {0x24, "pdc"},     {0x26, "stx"},   {0x27, "bit"},   {0x28, "imsrtp"},  {0x29, "rfrpe"},
    {0x2a, "dsd"},     {0x2b, "ssctl"}, {0x2f, "dpm"},   {0x32, "uim-rmt"}, {0x47, "uim-http"},
    {0xe0, "cat"},     {0xe1, "rms"},   {0xe2, "oma"},   {0xe3, "fox"},     {0xe4, "foxap"},
    {0xe6, "fota"},    {0xe7, "gms"},   {0xe8, "gas"},   {0xed, "atr"},     {0x190, "ssc"},
    {0x302, "imsdcm"},
};

static void test_qmi_service_names(void **state)
{
    (void)state;
    size_t known = 0;

    for (size_t i = 0; i < COUNT(qmi_services); i++) {
        assert_non_null(wdm_qmi_service_name(qmi_services[i].id));
        assert_string_equal(wdm_qmi_service_name(qmi_services[i].id), qmi_services[i].name);
        assert_int_equal(wdm_qmi_service_number(qmi_services[i].name), qmi_services[i].id);
    }
    for (uint32_t id = 0; id <= UINT16_MAX; id++)
        known += wdm_qmi_service_name((uint16_t)id) != NULL;
    assert_int_equal(known, 56);
}

static const struct {
    const char *text;
    int number;
} service_numbers[] = {
    {"NAS", 3},     {"UIM_RMT", 0x32}, {"uim rmt", 0x32}, {"0x03", 3},
    {"0XFF", 0xff}, {"17", 17},        {"0xffff", 65535}, {"nassau", -1},
    {"na", -1},     {"", -1},          {"0x10000", -1},   {"0x", -1},
    {"3x", -1},     {"-1", -1},        {" 3", -1},        {"99999999999999999999999", -1},
};

static void test_qmi_service_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(service_numbers); i++)
        if (wdm_qmi_service_number(service_numbers[i].text) != service_numbers[i].number)
            fail_msg("%s gives %d", service_numbers[i].text,
                     wdm_qmi_service_number(service_numbers[i].text));
}

static void test_qmi_services(void **state)
{
    (void)state;
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_id(WDM_QMI_SERVICE_DMS);

    assert_non_null(dms);
    assert_int_equal(dms->id, WDM_QMI_SERVICE_DMS);
    assert_string_equal(dms->name, "dms");
    assert_ptr_equal(wdm_qmi_service_by_name("dms"), dms);
    assert_ptr_equal(wdm_qmi_service_by_name("DMS"), dms);
    assert_ptr_equal(wdm_qmi_service_by_name("0x02"), dms);
    assert_ptr_equal(wdm_qmi_service_by_name("2"), dms);
    assert_string_equal(wdm_qmi_service_by_name("ctl")->name, "ctl");
    assert_null(wdm_qmi_service_by_name("dm"));
    assert_null(wdm_qmi_service_by_name("0x23"));
    assert_null(wdm_qmi_service_by_id(0x23));
    assert_null(wdm_qmi_service_by_id(0x102));
}

static const struct {
    const char *uuid;
    const char *name;
} mbim_services[] = {
    {"a289cc33-bcbb-8b4f-b6b0-133ec2aae6df", "basic-connect"},
    {"533fbeeb-14fe-4467-9f90-33a223e56c3f", "sms"},
    {"e550a0c8-5e82-479e-82f7-10abf4c3351f", "ussd"},
    {"4bf38476-1e6a-41db-b1d8-bed289c25bdb", "phonebook"},
    {"d8f20131-fcb5-4e17-8602-d6ed3816164c", "stk"},
    {"1d2b5ff7-0aa1-48b2-aa52-50f15767174e", "auth"},
    {"c08a26dd-7718-4382-8482-6e0d583c4d0e", "dss"},
    {"e9f7dea2-feaf-4009-93ce-90a3694103b6", "ms-firmware-id"},
    {"883b7c26-985f-43fa-9804-27d7fb80959c", "ms-host-shutdown"},
    {"68223d04-9f6c-4e0f-822d-28441fb72340", "ms-sar"},
    {"838cf7fb-8d0d-4d7f-871e-d71dbefbb39b", "proxy-control"},
    {"d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3", "qmi"},
    {"5967bdcc-7fd2-49a2-9f5c-b2e70e527db3", "atds"},
    {"0ed374cb-f835-4474-bc11-3b3fd76f5641", "intel-firmware-update"},
    {"6427015f-579d-48f5-8c54-f43ed1e76f83", "qdu"},
    {"3d01dcc5-fef5-4d05-0d3a-bef7058e9aaf", "ms-basic-connect-extensions"},
    {"c2f6588e-f037-4bc9-8665-f4d44bd09367", "ms-uicc-low-level-access"},
    {"11223344-5566-7788-99aa-bbccddeeff11", "quectel"},
    {"fdc22af2-f441-4d46-af8d-259fcdde4635", "intel-thermal-rf"},
    {"8d8b9eba-37be-449b-8f1e-61cb034a702e", "ms-voice-extensions"},
    {"f85d46ef-ab26-4081-9868-4d183c0a3aec", "intel-mutual-authentication"},
    {"4ada4962-b988-46c3-87a7-97f20f994abb", "intel-tools"},
    {"3e1e92cf-c53d-4f14-85d0-a86ad9e12245", "google"},
    {"ffffffff-abca-4b11-a4e2-f2fc87f94488", "fibocom"},
    {"a2a32a97-cab1-4f57-9ae1-451c74dda957", "compal"},
    {"da138c64-6515-4893-92b2-a1e1ca7c81ca", "intel-at-tunnel"},
};

static void test_mbim_service_names(void **state)
{
    (void)state;
    struct wdm_uuid uuid;

    for (size_t i = 0; i < COUNT(mbim_services); i++) {
        const struct wdm_mbim_service *service;
        assert_true(wdm_uuid_parse(mbim_services[i].uuid, WDM_UUID_TEXT, &uuid));
        assert_non_null(wdm_mbim_service_name(&uuid));
        assert_string_equal(wdm_mbim_service_name(&uuid), mbim_services[i].name);
        service = wdm_mbim_service_by_uuid(&uuid);
        assert_ptr_equal(wdm_mbim_service_by_name(mbim_services[i].name), service);
        assert_ptr_equal(wdm_mbim_service_by_name(mbim_services[i].uuid), service);
        uuid.bytes[15] ^= 1;
        assert_null(wdm_mbim_service_name(&uuid));
        assert_null(wdm_mbim_service_by_uuid(&uuid));
    }
}

static void test_mbim_services(void **state)
{
    (void)state;
    const struct wdm_mbim_service *basic = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);

    assert_non_null(basic);
    assert_string_equal(basic->name, "basic-connect");
    assert_ptr_equal(wdm_mbim_service_at(0), basic);
    assert_ptr_equal(wdm_mbim_service_by_name("Basic Connect"), basic);
    assert_ptr_equal(wdm_mbim_service_by_name("BASIC_CONNECT"), basic);
    assert_ptr_equal(wdm_mbim_service_by_name("A289CC33bcbb8b4fb6b0133ec2aae6df"), basic);
    assert_string_equal(wdm_mbim_service_by_uuid(&wdm_mbim_qmi)->name, "qmi");
    assert_string_equal(wdm_mbim_service_by_uuid(&wdm_mbim_proxy_control)->name, "proxy-control");
    assert_non_null(wdm_mbim_service_by_name("quectel"));
    assert_non_null(wdm_mbim_service_by_name("intel-mutual-authentication"));
    assert_null(wdm_mbim_service_by_name("basic"));
    assert_null(wdm_mbim_service_by_name(""));
    assert_null(wdm_mbim_service_by_name("basic-connect "));
}

/* ---- QMI messages */

#define HP      0x03f0
#define FOXCONN 0x0489
#define SIERRA  0x1199
#define DELL    0x413c

static const struct {
    const char *service;
    uint16_t id;
    enum wdm_qmi_kind kind;
    uint16_t vendor;
    const char *name; /* NULL: none */
} messages_by_id[] = {
    {"ctl", 0x0020, WDM_QMI_REQUEST, 0, "set-instance-id"},
    {"ctl", 0x0022, WDM_QMI_REQUEST, 0, "allocate-cid"},
    {"ctl", 0x0027, WDM_QMI_REQUEST, 0, "sync"},
    {"ctl", 0x0027, WDM_QMI_RESPONSE, 0, "sync"},
    {"ctl", 0x0027, WDM_QMI_INDICATION, 0, "sync"},
    {"ctl", 0xff23, WDM_QMI_RESPONSE, 0, "internal-release-cid-qrtr"},
    {"ctl", 0xffff, WDM_QMI_REQUEST, 0, NULL},
    {"ctl", 0x0000, WDM_QMI_REQUEST, 0, NULL},
    {"dms", 0x0000, WDM_QMI_REQUEST, 0, "reset"},
    {"dms", 0x0001, WDM_QMI_REQUEST, 0, "set-event-report"},
    {"dms", 0x0001, WDM_QMI_RESPONSE, 0, "set-event-report"},
    {"dms", 0x0001, WDM_QMI_INDICATION, 0, "event-report"},
    {"dms", 0x001e, WDM_QMI_REQUEST, 0, "get-supported-messages"},
    {"dms", 0x0020, WDM_QMI_REQUEST, SIERRA, "get-capabilities"},
    {"dms", 0x0020, WDM_QMI_INDICATION, 0, NULL},
    {"dms", 0x555f, WDM_QMI_RESPONSE, 0, "set-fcc-authentication"},
    {"dms", 0x5556, WDM_QMI_REQUEST, HP, "hp-change-device-mode"},
    {"dms", 0x5556, WDM_QMI_REQUEST, SIERRA, "swi-get-current-firmware"},
    {"dms", 0x5556, WDM_QMI_REQUEST, DELL, "swi-get-current-firmware"},
    {"dms", 0x5556, WDM_QMI_REQUEST, 0, "swi-get-current-firmware"},
    {"dms", 0x555c, WDM_QMI_REQUEST, DELL, "swi-set-usb-composition"},
    {"dms", 0x5571, WDM_QMI_REQUEST, FOXCONN, "foxconn-set-fcc-authentication"},
    {"dms", 0x5571, WDM_QMI_RESPONSE, 0, "foxconn-set-fcc-authentication"},
    {"dms", 0x5572, WDM_QMI_REQUEST, 0, NULL},
};

static void test_qmi_messages_by_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(messages_by_id); i++) {
        const struct wdm_qmi_message *message = wdm_qmi_message_by_id(
            wdm_qmi_service_by_name(messages_by_id[i].service), messages_by_id[i].id,
            messages_by_id[i].kind, messages_by_id[i].vendor);
        const char *name = message ? message->name : "nothing";
        const char *expected = messages_by_id[i].name ? messages_by_id[i].name : "nothing";
        if (strcmp(name, expected) != 0)
            fail_msg("row %zu: 0x%04x gives %s, not %s", i, messages_by_id[i].id, name, expected);
    }
}

/* What the data does not have yet: a vendor's message beside anybody's. */
static void test_qmi_vendor_order(void **state)
{
    (void)state;
    static const struct wdm_qmi_message messages[] = {
        {7, 1, "first-vendors", "", "", NULL},
        {7, 0, "anybodys", "", "", NULL},
        {7, 2, "second-vendors", "", "", NULL},
        {7, 2, "second-vendors-indication", NULL, NULL, ""},
    };
    static const struct {
        uint16_t vendor;
        enum wdm_qmi_kind kind;
        size_t expected;
    } rows[] = {
        {0, WDM_QMI_REQUEST, 1},    {1, WDM_QMI_REQUEST, 0},    {2, WDM_QMI_RESPONSE, 2},
        {3, WDM_QMI_REQUEST, 1},    {0, WDM_QMI_INDICATION, 3}, {2, WDM_QMI_INDICATION, 3},
        {1, WDM_QMI_INDICATION, 3},
    };
    struct wdm_qmi_service service = {.messages = messages, .message_count = COUNT(messages)};

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_ptr_equal(wdm_qmi_message_by_id(&service, 7, rows[i].kind, rows[i].vendor),
                         &messages[rows[i].expected]);
    assert_ptr_equal(wdm_qmi_message_by_name(&service, "7", 2), &messages[2]);
    assert_ptr_equal(wdm_qmi_message_by_name(&service, "second-vendors", 1), &messages[2]);
}

/* All that one number may mean. */
static void test_qmi_candidates(void **state)
{
    (void)state;
    static const struct {
        uint16_t id;
        uint16_t vendor;
        const char *names[3];
    } rows[] = {
        {0x5556, SIERRA, {"swi-get-current-firmware"}},
        {0x5556, HP, {"hp-change-device-mode"}},
        {0x5556, DELL, {"swi-get-current-firmware", "hp-change-device-mode"}},
        {0x5556, 0, {"swi-get-current-firmware", "hp-change-device-mode"}},
        {0x5571, FOXCONN, {"foxconn-set-fcc-authentication", "foxconn-set-fcc-authentication-v2"}},
        {0x0020, SIERRA, {"get-capabilities"}},
        {0x5572, 0, {NULL}},
    };
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_name("dms");

    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t j = 0; j < COUNT(rows[i].names); j++) {
            const struct wdm_qmi_message *message =
                wdm_qmi_message_candidate(dms, rows[i].id, WDM_QMI_REQUEST, rows[i].vendor, j);
            assert_int_equal(message == NULL, rows[i].names[j] == NULL);
            if (!message)
                break;
            assert_string_equal(message->name, rows[i].names[j]);
        }
    }
}

static const struct {
    const char *name;
    uint16_t vendor;
    const char *expected;
} messages_by_name[] = {
    {"get-capabilities", 0, "get-capabilities"},
    {"Get Capabilities", 0, "get-capabilities"},
    {"GET_CAPABILITIES", SIERRA, "get-capabilities"},
    {"uim-get-pin-status", 0, "uim-get-pin-status"},
    {"event-report", 0, "event-report"},
    {"0x0001", 0, "set-event-report"},
    {"1", 0, "set-event-report"},
    {"0x0020", 0, "get-capabilities"},
    {"32", 0, "get-capabilities"},
    {"0x5556", HP, "hp-change-device-mode"},
    {"0x5556", 0, "swi-get-current-firmware"},
    {"hp-change-device-mode", 0, "hp-change-device-mode"},
    {"hp-change-device-mode", SIERRA, "hp-change-device-mode"},
    {"foxconn-set-fcc-authentication", 0, "foxconn-set-fcc-authentication"},
    {"foxconn-set-fcc-authentication-v2", 0, "foxconn-set-fcc-authentication-v2"},
    {"set-fcc-authentication", FOXCONN, "set-fcc-authentication"},
    {"get-capability", 0, NULL},
    {"get-capabilitiess", 0, NULL},
    {"0x0002", 0, NULL},
    {"0x10020", 0, NULL},
    {"", 0, NULL},
};

static void test_qmi_messages_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(messages_by_name); i++) {
        const struct wdm_qmi_message *message = wdm_qmi_message_by_name(
            wdm_qmi_service_by_name("dms"), messages_by_name[i].name, messages_by_name[i].vendor);
        const char *name = message ? message->name : "nothing";
        const char *expected =
            messages_by_name[i].expected ? messages_by_name[i].expected : "nothing";
        if (strcmp(name, expected) != 0)
            fail_msg("%s gives %s, not %s", messages_by_name[i].name, name, expected);
    }
    assert_int_equal(wdm_qmi_message_by_name(wdm_qmi_service_by_name("dms"),
                                             "foxconn-set-fcc-authentication-v2", 0)
                         ->vendor,
                     FOXCONN);
}

static void test_qmi_layouts(void **state)
{
    (void)state;
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_name("dms");
    const struct wdm_qmi_message *get = wdm_qmi_message_by_name(dms, "get-operating-mode", 0);
    const struct wdm_qmi_message *event = wdm_qmi_message_by_name(dms, "event-report", 0);
    struct wdm_layout layout = wdm_qmi_layout(dms, get, WDM_QMI_RESPONSE);

    assert_string_equal(layout.text, "01 mode:u8=operating_mode 10 offline_reason:u16="
                                     "offline_reason 11 hardware_restricted_mode:u8=bool");
    assert_true(layout.tlvs);
    assert_ptr_equal(layout.enumerations, dms->enumerations);
    assert_int_equal(layout.enumeration_count, dms->enumeration_count);
    assert_int_equal(layout.structure_count, 0);
    assert_string_equal(wdm_qmi_layout(dms, get, WDM_QMI_REQUEST).text, "");
    assert_null(wdm_qmi_layout(dms, get, WDM_QMI_INDICATION).text);
    assert_null(wdm_qmi_layout(dms, event, WDM_QMI_REQUEST).text);
    assert_null(wdm_qmi_layout(dms, event, WDM_QMI_RESPONSE).text);
    assert_memory_equal(wdm_qmi_layout(dms, event, WDM_QMI_INDICATION).text, "10 power_state:", 15);
    assert_null(wdm_qmi_layout(dms, NULL, WDM_QMI_REQUEST).text);
    assert_null(wdm_qmi_layout(NULL, get, WDM_QMI_REQUEST).text);
    assert_true(wdm_qmi_layout(NULL, NULL, WDM_QMI_REQUEST).tlvs);
}

/* ---- MBIM commands */

static void test_mbim_commands(void **state)
{
    (void)state;
    const struct wdm_mbim_service *basic = wdm_mbim_service_by_name("basic-connect");
    const struct wdm_mbim_command_entry *connect = wdm_mbim_command_by_id(basic, 12);

    assert_non_null(connect);
    assert_string_equal(connect->name, "connect");
    assert_int_equal(connect->mbimex, 1);
    assert_ptr_equal(wdm_mbim_command_by_name(basic, "Connect"), connect);
    assert_ptr_equal(wdm_mbim_command_by_name(basic, "12"), connect);
    assert_ptr_equal(wdm_mbim_command_by_name(basic, "0xc"), connect);
    assert_int_equal(wdm_mbim_command_by_name(basic, "Device Service Subscribe List")->id, 19);
    assert_int_equal(wdm_mbim_command_by_name(wdm_mbim_service_by_name("qmi"), "msg")->id, 1);
    assert_null(wdm_mbim_command_by_id(basic, 0));
    assert_null(wdm_mbim_command_by_id(basic, 17));
    assert_null(wdm_mbim_command_by_id(basic, 25));
    assert_null(wdm_mbim_command_by_id(basic, 0x10001));
    assert_null(wdm_mbim_command_by_name(basic, "connec"));
    assert_null(wdm_mbim_command_by_name(basic, ""));
}

#define QUERY        WDM_MBIM_PART_QUERY
#define SET          WDM_MBIM_PART_SET
#define RESPONSE     WDM_MBIM_PART_RESPONSE
#define NOTIFICATION WDM_MBIM_PART_NOTIFICATION

static const struct {
    const char *service;
    uint32_t command;
    enum wdm_mbim_part part;
    uint8_t mbimex;
    const char *end; /* how the layout ends; NULL: there is none */
} mbim_layouts[] = {
    {"basic-connect", 1, QUERY, 1, ""},
    {"basic-connect", 1, SET, 3, NULL},
    {"basic-connect", 1, RESPONSE, 1, "hardware_info:str<=60"},
    {"basic-connect", 1, NOTIFICATION, 1, NULL},
    {"basic-connect", 9, RESPONSE, 1, "registration_flag:u32=registration_flag"},
    {"basic-connect", 9, RESPONSE, 2, "preferred_data_classes:u32=data_class"},
    {"basic-connect", 9, RESPONSE, 3, "preferred_data_classes:u32=data_class"},
    {"basic-connect", 9, SET, 3, "data_class?:u32=data_class"},
    {"basic-connect", 10, NOTIFICATION, 1, "downlink_speed:u64@bit/s"},
    {"basic-connect", 10, NOTIFICATION, 2, "frequency_range:u32=frequency_range"},
    {"basic-connect", 10, NOTIFICATION, 3, "tai:{Tai}"},
    {"basic-connect", 11, RESPONSE, 3, "rsrp_snr:**{RsrpSnrInfo}"},
    {"basic-connect", 12, QUERY, 2, "nw_error?:u32=nw_error"},
    {"basic-connect", 12, QUERY, 3, "session_id:u32"},
    {"basic-connect", 12, SET, 1, "context_type:uuid"},
    {"basic-connect", 12, SET, 3, "unnamed_ies:tlvs"},
    {"basic-connect", 17, QUERY, 1, NULL},
    {"basic-connect", 0x10001, RESPONSE, 1, NULL},
    {"quectel", 1, SET, 1, "radio_state:u32=radio_switch_state"},
    {"intel-mutual-authentication", 1, RESPONSE, 3, "challenge:u32"},
    {"proxy-control", 1, RESPONSE, 1, ""},
    {"proxy-control", 2, NOTIFICATION, 1, "mbim_extended_version:u16@version"},
    {"qmi", 1, SET, 1, "qmi_msg!:rest (unpadded)"},
    {"qmi", 1, QUERY, 1, NULL},
    {"ms-basic-connect-extensions", 15, QUERY, 1, "mbim_extended_version:u16@version"},
    {"ms-basic-connect-extensions", 15, QUERY, 3, "mbim_extended_version:u16@version"},
    {"ms-basic-connect-extensions", 15, SET, 3, NULL},
    {"ms-basic-connect-extensions", 16, RESPONSE, 1, "unnamed_ies:tlvs"},
    {"ms-basic-connect-extensions", 6, RESPONSE, 2, "executor_index:u32"},
    {"ms-basic-connect-extensions", 6, RESPONSE, 3, "hardware_info:tlv-str"},
};

static void test_mbim_layouts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mbim_layouts); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_by_name(mbim_layouts[i].service);
        struct wdm_layout layout = wdm_mbim_layout(service, mbim_layouts[i].command,
                                                   mbim_layouts[i].part, mbim_layouts[i].mbimex);
        const char *end = mbim_layouts[i].end;
        assert_false(layout.tlvs);
        assert_ptr_equal(layout.structures, service->structures);
        assert_ptr_equal(layout.enumerations, service->enumerations);
        if (!end != !layout.text)
            fail_msg("row %zu: %s", i, layout.text ? layout.text : "no layout");
        if (end && (strlen(layout.text) < strlen(end) ||
                    strcmp(layout.text + strlen(layout.text) - strlen(end), end) != 0 ||
                    (*end == '\0' && *layout.text != '\0')))
            fail_msg("row %zu: %s", i, layout.text);
    }
    assert_null(wdm_mbim_layout(NULL, 1, WDM_MBIM_PART_QUERY, 1).text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qmi_service_names), cmocka_unit_test(test_qmi_service_numbers),
        cmocka_unit_test(test_qmi_services),      cmocka_unit_test(test_mbim_service_names),
        cmocka_unit_test(test_mbim_services),     cmocka_unit_test(test_qmi_messages_by_id),
        cmocka_unit_test(test_qmi_vendor_order),  cmocka_unit_test(test_qmi_messages_by_name),
        cmocka_unit_test(test_qmi_layouts),       cmocka_unit_test(test_qmi_candidates),
        cmocka_unit_test(test_mbim_commands),     cmocka_unit_test(test_mbim_layouts),
    };
    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
