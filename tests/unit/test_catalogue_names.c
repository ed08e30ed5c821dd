/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The catalogue's enumerations, error names and the comparing of names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "wdm/catalogue.h"
#include "wdm/mbim.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- How the text of an enumeration is read */

#define ROW_MAX 5

static const struct {
    bool flags;
    const char *values;
    size_t count;
    struct {
        const char *name;
        uint64_t value;
    } expected[ROW_MAX];
} texts[] = {
    {false, "", 0, {{0}}},
    {true, "", 0, {{0}}},
    {false, "a b c", 3, {{"a", 0}, {"b", 1}, {"c", 2}}},
    {true, "a b c", 3, {{"a", 1}, {"b", 2}, {"c", 4}}},
    {false, "1=a 0x10=b c 7=d", 4, {{"a", 1}, {"b", 16}, {"c", 17}, {"d", 7}}},
    {true,
     "0x0=none 0x1=a b 0x80=c d",
     5,
     {{"none", 0}, {"a", 1}, {"b", 2}, {"c", 128}, {"d", 256}}},
    {false, "-1=unknown zero one", 3, {{"unknown", UINT64_MAX}, {"zero", 0}, {"one", 1}}},
    {false, "802-3 8=5gnr 1xrtt", 3, {{"802-3", 0}, {"5gnr", 8}, {"1xrtt", 9}}},
    {false, "0 1 0xa=10", 3, {{"0", 0}, {"1", 1}, {"10", 10}}},
    {true, "0x8000000000000000=top", 1, {{"top", UINT64_C(1) << 63}}},
    {false, "0xffffffffffffffff=last", 1, {{"last", UINT64_MAX}}},
};

static void test_enumerator(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        char text[128];
        struct wdm_enumeration enumeration = {text};
        snprintf(text, sizeof(text), "%stest %s", texts[i].flags ? "*" : "", texts[i].values);
        struct wdm_enumerator each = wdm_enumerator_before(&enumeration);
        assert_int_equal(wdm_enumeration_flags(&enumeration), texts[i].flags);
        for (size_t j = 0; j < texts[i].count; j++) {
            assert_true(wdm_enumerator_next(&enumeration, &each));
            assert_int_equal(each.length, strlen(texts[i].expected[j].name));
            assert_memory_equal(each.name, texts[i].expected[j].name, each.length);
            assert_int_equal(each.value, texts[i].expected[j].value);
        }
        assert_false(wdm_enumerator_next(&enumeration, &each));
        assert_false(wdm_enumerator_next(&enumeration, &each));
    }
}

/* ---- Enumerations as layouts find them */

enum owner { DMS, CTL, BASIC_CONNECT, QUECTEL };

static struct wdm_layout layout_of(enum owner owner)
{
    switch (owner) {
    case DMS:
    case CTL: {
        const struct wdm_qmi_service *service =
            wdm_qmi_service_by_name(owner == DMS ? "dms" : "ctl");
        return wdm_qmi_layout(service, service->messages, WDM_QMI_REQUEST);
    }
    case BASIC_CONNECT:
        return wdm_mbim_layout(wdm_mbim_service_by_name("basic-connect"), 1, WDM_MBIM_PART_RESPONSE,
                               1);
    case QUECTEL:
        break;
    }
    return wdm_mbim_layout(wdm_mbim_service_by_name("quectel"), 1, WDM_MBIM_PART_RESPONSE, 1);
}

static const struct {
    enum owner owner;
    const char *enumeration;
    bool flags;
    const char *name; /* NULL: no such enumeration */
    uint64_t value;
} values[] = {
    {DMS, "operating_mode", false, "online", 0},
    {DMS, "operating_mode", false, "low-power", 1},
    {DMS, "operating_mode", false, "mode-only-low-power", 7},
    {DMS, "operating_mode", false, "unknown", 0xff},
    {DMS, "radio_interface", false, "cdma20001x", 1},
    {DMS, "radio_interface", false, "umts", 5},
    {DMS, "radio_interface", false, "lte", 8},
    {DMS, "radio_interface", false, "5gnr", 10},
    {DMS, "swi_usb_composition", false, "6", 6},
    {DMS, "swi_usb_composition", false, "22", 22},
    {DMS, "swi_usb_composition", false, "unknown", 0xff},
    {DMS, "offline_reason", true, "device-memory-full", 8},
    {DMS, "band_capability", true, "bc-0-a-system", 1},
    {DMS, "band_capability", true, "wcdma-2600", UINT64_C(1) << 48},
    {DMS, "band_capability", true, "wcdma-1500", UINT64_C(1) << 61},
    {DMS, "lte_band_capability", true, "17", UINT64_C(1) << 16},
    {DMS, "lte_band_capability", true, "43", UINT64_C(1) << 42},
    {DMS, "foxconn_device_mode", false, "fastboot-ota", 10},
    {DMS, "service", false, "imsdcm", 0x302},
    {DMS, "data_format", false, NULL, 0},
    {DMS, "data_class", false, NULL, 0},
    {DMS, "operating_mod", false, NULL, 0},
    {DMS, "operating_modes", false, NULL, 0},
    {DMS, "bool", false, NULL, 0},
    {DMS, "", false, NULL, 0},
    {CTL, "data_format", false, "qos-flow-header-present", 1},
    {CTL, "service", false, "uim-rmt", 0x32},
    {CTL, "protocol_error", false, "CatEnvelopeCommandFailed", 0xf005},
    {BASIC_CONNECT, "data_class", true, "none", 0},
    {BASIC_CONNECT, "data_class", true, "lte", 0x20},
    {BASIC_CONNECT, "data_class", true, "custom", 0x80000000},
    {BASIC_CONNECT, "radio_switch_state", false, "on", 1},
    {BASIC_CONNECT, "protocol_error", false, "NotOpened", 5},
    {BASIC_CONNECT, "service", false, NULL, 0},
    {QUECTEL, "radio_switch_state", false, "fcc-locked", 4},
};

static void test_enumerations(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        struct wdm_layout layout = layout_of(values[i].owner);
        const struct wdm_enumeration *enumeration =
            wdm_enumeration_find(&layout, values[i].enumeration, strlen(values[i].enumeration));
        const char *name;
        char own[WDM_ENUMERATION_NAME];
        size_t length = 0;
        uint64_t value = 0;
        if (!values[i].name) {
            assert_null(enumeration);
            continue;
        }
        if (!enumeration)
            fail_msg("there is no %s", values[i].enumeration);
        wdm_enumeration_own_name(enumeration, own, sizeof(own));
        assert_string_equal(own, values[i].enumeration);
        assert_int_equal(wdm_enumeration_flags(enumeration), values[i].flags);
        name = wdm_enumeration_name(enumeration, values[i].value, &length);
        assert_non_null(name);
        assert_int_equal(length, strlen(values[i].name));
        assert_memory_equal(name, values[i].name, length);
        assert_true(wdm_enumeration_value(enumeration, values[i].name, length, &value));
        assert_int_equal(value, values[i].value);
    }
}

static void test_enumeration_names(void **state)
{
    (void)state;
    static const struct wdm_enumeration modes = WDM_ENUMERATION("modes", "online low-power 9=5-g");
    static const struct {
        const char *name;
        int value; /* -1: none */
    } rows[] = {
        {"online", 0},
        {"ONLINE", 0},
        {"low-power", 1},
        {"low_power", 1},
        {"Low Power", 1},
        {"5-g", 9},
        {"5_G", 9},
        {"low", -1},
        {"low-powers", -1},
        {"", -1},
        {"9", -1},
        {"9=5-g", -1},
        {"online low-power", -1},
    };
    size_t length;

    for (size_t i = 0; i < COUNT(rows); i++) {
        uint64_t value = 77;
        bool found = wdm_enumeration_value(&modes, rows[i].name, strlen(rows[i].name), &value);
        if (found != (rows[i].value >= 0))
            fail_msg("\"%s\" %s", rows[i].name, found ? "has a value" : "has none");
        assert_int_equal(value, found ? rows[i].value : 77);
    }
    assert_null(wdm_enumeration_name(&modes, 2, &length));
    assert_null(wdm_enumeration_name(&modes, UINT64_MAX, &length));
}

/* ---- Errors */

enum list { QMI, STATUS, FUNCTION };

static const struct {
    enum list list;
    uint32_t code;
    const char *name;
} errors[] = {
    {QMI, 0, "None"},
    {QMI, 5, "ClientIdsExhausted"},
    {QMI, 17, "MissingArgument"},
    {QMI, 18, NULL},
    {QMI, 19, "ArgumentTooLong"},
    {QMI, 26, "NoEffect"},
    {QMI, 60, "InvalidTransition"},
    {QMI, 71, "InvalidQmiCommand"},
    {QMI, 94, "NotSupported"},
    {QMI, 0x0190, "FwFileOpenFailed"},
    {QMI, 0xf005, "CatEnvelopeCommandFailed"},
    {QMI, 0xffff, NULL},
    {QMI, 0xffffffff, NULL},
    {STATUS, WDM_MBIM_STATUS_SUCCESS, "None"},
    {STATUS, WDM_MBIM_STATUS_FAILURE, "Failure"},
    {STATUS, WDM_MBIM_STATUS_NO_DEVICE_SUPPORT, "NoDeviceSupport"},
    {STATUS, WDM_MBIM_STATUS_INVALID_PARAMETERS, "InvalidParameters"},
    {STATUS, 24, NULL},
    {STATUS, WDM_MBIM_STATUS_OPERATION_NOT_ALLOWED, "OperationNotAllowed"},
    {STATUS, 104, "SmsFormatNotSupported"},
    {STATUS, 0x87430001, "NoLogicalChannels"},
    {STATUS, 0x91000007, "DecodeOrParsingError"},
    {STATUS, 0x91000008, NULL},
    {FUNCTION, WDM_MBIM_ERROR_TIMEOUT_FRAGMENT, "TimeoutFragment"},
    {FUNCTION, WDM_MBIM_ERROR_FRAGMENT_OUT_OF_SEQUENCE, "FragmentOutOfSequence"},
    {FUNCTION, WDM_MBIM_ERROR_LENGTH_MISMATCH, "LengthMismatch"},
    {FUNCTION, WDM_MBIM_ERROR_DUPLICATED_TID, "DuplicatedTid"},
    {FUNCTION, WDM_MBIM_ERROR_NOT_OPENED, "NotOpened"},
    {FUNCTION, WDM_MBIM_ERROR_UNKNOWN, "Unknown"},
    {FUNCTION, WDM_MBIM_ERROR_CANCEL, "Cancel"},
    {FUNCTION, WDM_MBIM_ERROR_MAX_TRANSFER, "MaxTransfer"},
    {FUNCTION, 9, NULL},
};

static const char *error_name(enum list list, uint32_t code, size_t *length)
{
    if (list == QMI)
        return wdm_qmi_error_name(code, length);
    return list == STATUS ? wdm_mbim_status_name(code, length)
                          : wdm_mbim_function_error_name(code, length);
}

static void test_error_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(errors); i++) {
        size_t length = 0;
        const char *name = error_name(errors[i].list, errors[i].code, &length);
        if (!name != !errors[i].name)
            fail_msg("row %zu: %u has %s name", i, errors[i].code, name ? "a" : "no");
        if (!name)
            continue;
        assert_int_equal(length, strlen(errors[i].name));
        assert_memory_equal(name, errors[i].name, length);
    }
}

/* ---- Names */

static const struct {
    const char *a;
    size_t length;
    const char *b;
    bool equal;
} pairs[] = {
    {"dms", 3, "dms", true},
    {"DMS", 3, "dms", true},
    {"dms", 3, "DmS", true},
    {"basic-connect", 13, "basic_connect", true},
    {"Basic Connect", 13, "basic-connect", true},
    {"dms=x", 3, "dms", true},
    {"", 0, "", true},
    {"x", 0, "", true},
    {"dms", 3, "dm", false},
    {"dm", 2, "dms", false},
    {"dms", 3, "", false},
    {"", 0, "d", false},
    {"dms", 3, "dns", false},
    {"a-b", 3, "a.b", false},
    {"a@b", 3, "a`b", false},
    {"a[b", 3, "a{b", false},
    {"dm\0s", 4, "dm", false},
};

static void test_name_equal(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (wdm_name_equal(pairs[i].a, pairs[i].length, pairs[i].b) != pairs[i].equal)
            fail_msg("\"%s\" (%zu) and \"%s\"", pairs[i].a, pairs[i].length, pairs[i].b);
}

static const struct {
    const char *a;
    const char *b;
    size_t distance;
} distances[] = {
    {"", "", 0},
    {"dms", "dms", 0},
    {"Get Capabilities", "get-capabilities", 0},
    {"", "dms", 3},
    {"dms", "dm", 1},
    {"dms", "dns", 1},
    {"dms", "adms", 1},
    {"dms", "dsm", 2},
    {"kitten", "sitting", 3},
    {"get-capabilites", "get-capabilities", 1},
    {"abc", "xyz", 3},
    {"radio", "get-operating-mode", 14},
};

static void test_name_distance(void **state)
{
    (void)state;
    char longer[129];

    for (size_t i = 0; i < COUNT(distances); i++) {
        assert_int_equal(wdm_name_distance(distances[i].a, distances[i].b), distances[i].distance);
        assert_int_equal(wdm_name_distance(distances[i].b, distances[i].a), distances[i].distance);
    }
    memset(longer, 'x', sizeof longer - 1);
    longer[128] = '\0';
    assert_int_equal(wdm_name_distance(longer, "x"), 255);
    assert_int_equal(wdm_name_distance("x", longer), 255);
    assert_int_equal(wdm_name_distance(longer, longer), 0);
    assert_int_equal(wdm_name_distance(longer + 1, "x"), 126);
    assert_int_equal(wdm_name_distance(longer + 1, ""), 127);
}

static void test_nearest_name(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *meant;
    } rows[] = {
        {"get-capabilites", "get-capabilities"},
        {"get_id", "get-ids"},
        {"GetModel", "get-model"},
        {"set-fcc-autentication", "set-fcc-authentication"},
        {"uim-verfy-pin", "uim-verify-pin"},
    };
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_name("dms");

    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *nearest = "";
        size_t least = 255;
        for (size_t j = 0; j < dms->message_count; j++) {
            size_t distance = wdm_name_distance(rows[i].typed, dms->messages[j].name);
            if (distance < least) {
                least = distance;
                nearest = dms->messages[j].name;
            }
        }
        assert_string_equal(nearest, rows[i].meant);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enumerator),        cmocka_unit_test(test_enumerations),
        cmocka_unit_test(test_enumeration_names), cmocka_unit_test(test_error_names),
        cmocka_unit_test(test_name_equal),        cmocka_unit_test(test_name_distance),
        cmocka_unit_test(test_nearest_name),
    };
    return cmocka_run_group_tests_name("catalogue_names", tests, NULL, NULL);
}
