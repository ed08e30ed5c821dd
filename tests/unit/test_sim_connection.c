/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* When the simulated modem's connection ends: with the client id of WDS that made it, or
 * with the MBIM function; and who is told. Touches no device. */
#include "support.h"

#include "sim_host.h"

#define INTERNET "context_type=7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e"
#define ACTIVATE "session_id=0\nactivation_command=activate\n" INTERNET

static struct sim_host host;

static void start(const char *specification)
{
    host_start(&host, specification);
    if (host.sim.protocol == WDM_PROTOCOL_MBIM)
        host_open(&host);
}

static void start_network(void)
{
    struct wdm_qmux answer;
    assert_int_equal(host_ask(&host, "wds", "start-network", NULL, &answer), 0);
    assert_true(host.sim.call);
}

/* The message behind the answer is WDS's indication of the call's state. */
static void expect_told(uint8_t status)
{
    struct wdm_span bytes, value;
    struct wdm_mbim_message outer;
    struct wdm_qmux qmux;
    assert_int_equal(host_message_count(&host), 2);
    bytes = host_message(&host, 1);
    if (host.sim.protocol == WDM_PROTOCOL_MBIM) {
        assert_int_equal(wdm_mbim_parse(bytes.bytes, bytes.length, &outer), WDM_MBIM_OK);
        assert_int_equal(outer.type, WDM_MBIM_INDICATE_STATUS);
        bytes = outer.buffer;
    }
    assert_int_equal(wdm_qmux_parse(bytes.bytes, bytes.length, &qmux), WDM_QMUX_OK);
    assert_int_equal(qmux.service, WDM_QMI_SERVICE_WDS);
    assert_int_equal(qmux.client, WDM_QMI_CLIENT_ALL);
    assert_int_equal(qmux.kind, WDM_QMI_INDICATION);
    assert_int_equal(qmux.message, 0x0022);
    assert_true(wdm_tlv_find(qmux.tlvs, 0x01, &value));
    assert_int_equal(value.length, 2);
    assert_int_equal(value.bytes[0], status);
}

static void test_release(void **state)
{
    (void)state;
    struct wdm_qmux answer;
    uint8_t other;
    start("em7355-qmi,unlocked");
    start_network();
    expect_told(2);
    /* Nobody else's client id holds it, nor does another service's of that number. */
    assert_int_equal(host_allocate(&host, WDM_QMI_SERVICE_WDS, &other), 0);
    assert_int_equal(host_release(&host, WDM_QMI_SERVICE_WDS, other), 0);
    assert_int_equal(host_message_count(&host), 1);
    assert_int_equal(host_allocate(&host, WDM_QMI_SERVICE_DMS, &other), 0);
    assert_int_equal(other, host.clients[WDM_QMI_SERVICE_WDS]);
    assert_int_equal(host_release(&host, WDM_QMI_SERVICE_DMS, other), 0);
    assert_true(host.sim.call);
    /* Nor do ports that are closed and opened. */
    wdm_sim_hang_up(&host.sim);
    assert_true(host.sim.call);
    assert_int_equal(host_release(&host, WDM_QMI_SERVICE_WDS, host.clients[WDM_QMI_SERVICE_WDS]),
                     0);
    assert_false(host.sim.call);
    expect_told(1);
    host.clients[WDM_QMI_SERVICE_WDS] = 0;
    assert_int_equal(host_ask(&host, "wds", "get-current-settings", NULL, &answer), 15);
}

static void test_other_ends(void **state)
{
    (void)state;
    struct wdm_qmux answer;
    start("em7355-qmi,unlocked");
    start_network();
    assert_int_equal(
        host_ask(&host, "wds", "stop-network", "packet_data_handle=0x50f4c0de", &answer), 0);
    expect_told(1);
    start_network();
    assert_int_equal(host_dms(&host, "set-operating-mode", "mode=low-power", &answer), 0);
    expect_told(1);
    assert_int_equal(host_dms(&host, "set-operating-mode", "mode=online", &answer), 0);
    assert_int_equal(host_message_count(&host), 1);
    assert_false(host.sim.call);
    start_network();
    assert_int_equal(
        host_qmi(&host, WDM_QMI_SERVICE_CTL, 0, WDM_CTL_SYNC, (struct wdm_span){NULL, 0}, &answer),
        0);
    expect_told(1);
    assert_false(host.sim.call);
}

static void test_inside_mbim(void **state)
{
    (void)state;
    start("em7355,unlocked");
    start_network();
    assert_int_equal(host_message_count(&host), 1); /* indications were not asked for */
    /* CLOSE releases no client id, so the call stays. */
    host_send_hex(&host, "02000000 0c000000 09000000");
    host_take(&host);
    host_open(&host);
    assert_true(host.sim.call);
    host.sim.subscribed = true;
    assert_int_equal(host_release(&host, WDM_QMI_SERVICE_WDS, host.clients[WDM_QMI_SERVICE_WDS]),
                     0);
    expect_told(1);
    assert_false(host.sim.call);
}

/* MBIM's own connection. */
static void test_close(void **state)
{
    (void)state;
    static const char *const ends[] = {"02000000 0c000000 09000000",
                                       "01000000 10000000 09000000 00100000"};
    struct wdm_mbim_message answer;
    for (size_t i = 0; i < COUNT(ends); i++) {
        start("em7355,unlocked");
        host_command(&host, "basic-connect", "connect", WDM_MBIM_SET, ACTIVATE, &answer);
        assert_int_equal(answer.value, 0);
        /* The port is closed and opened, and the function stays open. */
        wdm_sim_hang_up(&host.sim);
        assert_true(host.sim.call && host.sim.opened);
        host_send_hex(&host, ends[i]);
        host_take(&host);
        assert_int_equal(host_message_count(&host), 1);
        assert_false(host.sim.call);
        assert_int_equal(host.sim.opened, i == 1);
    }
    start("em7355,unlocked");
    host_command(&host, "basic-connect", "connect", WDM_MBIM_SET, ACTIVATE, &answer);
    wdm_sim_disconnect(&host.sim);
    assert_false(host.sim.call || host.sim.opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_release),
        cmocka_unit_test(test_other_ends),
        cmocka_unit_test(test_inside_mbim),
        cmocka_unit_test(test_close),
    };
    return cmocka_run_group_tests_name("sim_connection", tests, NULL, NULL);
}
