/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem that speaks MBIMEx: what it agrees to, and that its answers
 * and indications have the layouts of what was agreed on. Touches no device. */
#include "support.h"

#include <string.h>

#include "sim_host.h"
#include "wdm/format.h"

static struct sim_host host;
static struct wdm_mbim_message answer;

/* OPEN, and Version with `asked`, unless that is 0. */
static void start(const char *specification, unsigned asked)
{
    char fields[64];
    host_start(&host, specification);
    host_open(&host);
    assert_int_equal(host.sim.mbimex, 1);
    if (asked == 0)
        return;
    (void)wdm_format(fields, sizeof(fields), "mbim_version=0x100\nmbim_extended_version=%u", asked);
    host_command(&host, "ms-basic-connect-extensions", "version", WDM_MBIM_QUERY, fields, &answer);
}

static const struct {
    unsigned asked;
    uint32_t status;
    unsigned told;
    uint8_t spoken;
} versions[] = {
    {0x0100, 0, 0x0100, 1}, {0x0200, 0, 0x0200, 2}, {0x0300, 0, 0x0300, 3},
    {0x0400, 0, 0x0300, 3}, {0x00ff, 21, 0, 1},     {0x0210, 0, 0x0210, 2},
};

static void test_version(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(versions); i++) {
        start("mbimex3", versions[i].asked);
        assert_int_equal(answer.value, versions[i].status);
        assert_int_equal(host.sim.mbimex, versions[i].spoken);
        if (versions[i].status != 0)
            continue;
        assert_int_equal(answer.buffer.length, 4);
        assert_int_equal(wdm_get_u16(answer.buffer.bytes), 0x0100);
        assert_int_equal(wdm_get_u16(answer.buffer.bytes + 2), versions[i].told);
        /* OPEN ends it. */
        host_open(&host);
        assert_int_equal(host.sim.mbimex, 1);
    }
    /* Too short; and a modem that does not know it. */
    start("mbimex3", 0);
    host_command(&host, "ms-basic-connect-extensions", "version", WDM_MBIM_SET, NULL, &answer);
    assert_int_equal(answer.value, WDM_MBIM_STATUS_NO_DEVICE_SUPPORT);
    start("mbim-only", 0x0300);
    assert_int_equal(answer.value, WDM_MBIM_STATUS_NO_DEVICE_SUPPORT);
    assert_int_equal(host.sim.mbimex, 1);
}

static const struct {
    const char *service, *command, *request;
    unsigned version;
    uint32_t status;
    const char *fields;
} answers[] = {
    {"basic-connect", "packet-service", NULL, 1, 0,
     "packet_service_state=attached\nhighest_available_data_class=lte"},
    {"basic-connect", "packet-service", NULL, 2, 0,
     "current_data_class=5g-nsa\nfrequency_range=0x1"},
    {"basic-connect", "packet-service", NULL, 3, 0,
     "highest_available_data_class=5g\ntai.tac=4660"},
    {"basic-connect", "register-state", NULL, 1, 0, "register_state=home"},
    {"basic-connect", "register-state", NULL, 2, 0, "preferred_data_classes=0x60"},
    {"basic-connect", "register-state", NULL, 3, 0, "preferred_data_classes=0x60"},
    {"basic-connect", "signal-state", NULL, 1, 0, "rssi=21"},
    {"basic-connect", "signal-state", NULL, 3, 0, "rsrp_snr[0].system_type=5g-nsa"},
    {"basic-connect", "connect", "session_id=0", 2, 0, "activation_state=deactivated"},
    {"basic-connect", "connect", "session_id=0", 3, 0,
     "media_preference=3gpp\naccess_string=internet"},
    {"basic-connect", "subscriber-ready-status", NULL, 2, 0, "ready_state=initialized"},
    {"basic-connect", "subscriber-ready-status", NULL, 3, 0, "flags=0x6\nready_state=initialized"},
    {"ms-basic-connect-extensions", "device-caps", NULL, 2, 9, NULL},
    {"ms-basic-connect-extensions", "device-caps", NULL, 3, 0, "nr_band_class[1]=78"},
    {"ms-basic-connect-extensions", "modem-configuration", NULL, 3, 0,
     "configuration_name=Test PLMN"},
};

static void test_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(answers); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_by_name(answers[i].service);
        start("mbimex3", answers[i].version << 8);
        host_command(&host, answers[i].service, answers[i].command, WDM_MBIM_QUERY,
                     answers[i].request, &answer);
        if (answer.value != answers[i].status)
            fail_msg("%s in %u: status %u", answers[i].command, answers[i].version, answer.value);
        if (answer.value != 0)
            continue;
        struct wdm_layout layout = wdm_mbim_layout(service, answer.command, WDM_MBIM_PART_RESPONSE,
                                                   (uint8_t)answers[i].version);
        host_expect_fields(&layout, answer.buffer, answers[i].fields);
    }
}

/* Sends a query; each message that comes must have the version's layout. Returns
 * how many came. */
static size_t check_query(uint32_t command, uint8_t version)
{
    const struct wdm_mbim_service *basic = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);
    uint8_t room[64];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_mbim_message message = {.type = WDM_MBIM_COMMAND,
                                       .transaction = ++host.transaction,
                                       .service = wdm_mbim_basic_connect,
                                       .command = command};
    wdm_mbim_write(&out, &message);
    host_send(&host, room, out.length);
    host_take(&host);
    for (size_t i = 0; i < host_message_count(&host); i++) {
        struct wdm_span bytes = host_message(&host, i);
        struct wdm_malformed malformed;
        struct wdm_sink nobody = {0};
        assert_int_equal(wdm_mbim_parse(bytes.bytes, bytes.length, &message), WDM_MBIM_OK);
        struct wdm_layout layout =
            wdm_mbim_layout(basic, message.command,
                            message.type == WDM_MBIM_COMMAND_DONE ? WDM_MBIM_PART_RESPONSE
                                                                  : WDM_MBIM_PART_NOTIFICATION,
                            version);
        assert_true(message.type != WDM_MBIM_COMMAND_DONE || message.value == 0);
        if (!wdm_decode(&layout, message.buffer, &nobody, &malformed))
            fail_msg("command %u in %u: %s: %s", message.command, version, malformed.field,
                     malformed.problem);
    }
    return host_message_count(&host);
}

/* With the radio on and off, answers and the indications around them. */
static void test_states(void **state)
{
    static const uint32_t changed[] = {2, 9, 10, 11};
    (void)state;
    for (uint8_t version = 1; version <= 3; version++) {
        start("mbimex3", (unsigned)version << 8);
        assert_int_equal(host.sim.mbimex, version);
        host.sim.faults.noise = true;
        for (int off = 0; off <= 1; off++) {
            if (off)
                host.sim.operating_mode = 1;
            for (size_t i = 0; i < COUNT(changed); i++)
                assert_int_equal(check_query(changed[i], version), 3);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
