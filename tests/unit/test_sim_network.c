/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the simulated EM7355 says of its network, its SIM and its connections: what a
 * person asks first, in each state of the radio, and that QMI and MBIM agree. */
#include <string.h>

#include "sim_host.h"
#include "support.h"
#include "../../src/sim/sim_internal.h"

struct row {
    const char *specification; /* NULL: it goes on with the same modem */
    const char *service;
    const char *message;
    const char *request;
    uint16_t error;
    const char *fields; /* of the answer */
};

static void play(const struct row *rows, size_t count)
{
    static struct sim_host host;
    for (size_t i = 0; i < count; i++) {
        struct wdm_qmux answer;
        if (rows[i].specification) {
            host_start(&host, rows[i].specification);
            if (host.sim.protocol == WDM_PROTOCOL_MBIM)
                host_open(&host);
        }
        uint16_t error =
            host_ask(&host, rows[i].service, rows[i].message, rows[i].request, &answer);
        if (error != rows[i].error)
            fail_msg("row %zu: %s %s: error %u", i, rows[i].service, rows[i].message, error);
        const struct wdm_qmi_service *service = wdm_qmi_service_by_name(rows[i].service);
        struct wdm_layout layout = wdm_qmi_layout(
            service, wdm_qmi_message_by_name(service, rows[i].message, 0x1199), WDM_QMI_RESPONSE);
        host_expect_fields(&layout, answer.tlvs, rows[i].fields);
    }
}

static void test_online(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"em7355,unlocked", "nas", "get-signal-info", NULL, 0,
         "lte_signal_strength.rssi=-71\nlte_signal_strength.rsrq=-10\n"
         "lte_signal_strength.rsrp=-98\nlte_signal_strength.snr=124"},
        {NULL, "nas", "get-serving-system", NULL, 0,
         "serving_system.registration_state=registered\n"
         "serving_system.radio_interfaces[0]=lte\nroaming_indicator=off\n"
         "current_plmn.mcc=1\ncurrent_plmn.description=Test PLMN\nlte_tac=4660"},
        {NULL, "nas", "get-home-network", NULL, 0,
         "home_network.mcc=1\nhome_network.mnc=1\nhome_network.description=Test PLMN\n"
         "home_network_3gpp_mnc.includes_pcs_digit=0"},
        {NULL, "nas", "get-system-info", NULL, 0,
         "gsm_service_status.service_status=none\nlte_service_status.service_status=available\n"
         "lte_system_info_v2.cid=1191937\nlte_system_info_v2.tac=4660\nsim_reject_info=available"},
        {NULL, "nas", "get-rf-band-information", NULL, 0,
         "list[0].radio_interface=lte\nlist[0].active_band_class=eutran-4\n"
         "list[0].active_channel=2175\nbandwidth_list[0].bandwidth=10"},
        {NULL, "nas", "get-system-selection-preference", NULL, 0,
         "mode_preference=31\nlte_band_preference=16846874\nusage_preference=data-centric\n"
         "acquisition_order_preference[0]=lte"},
        {NULL, "nas", "get-cell-location-info", NULL, 0,
         "intrafrequency_lte_info_v2.plmn=00f110\n"
         "intrafrequency_lte_info_v2.tracking_area_code=4660\n"
         "intrafrequency_lte_info_v2.global_cell_id=1191937\n"
         "intrafrequency_lte_info_v2.cell[0].rsrp=-980\n"
         "intrafrequency_lte_info_v2.cell[1].physical_cell_id=102"},
        {NULL, "nas", "get-operator-name", NULL, 0, "service_provider_name.name=Test PLMN"},
        {NULL, "nas", "network-scan", NULL, 0,
         "network_information[0].network_status=0x65\n"
         "network_information[0].description=Test PLMN"},
        {NULL, "nas", "get-tx-rx-info", "radio_interface=lte", 0, "rx_chain_0_info.rx_power=-710"},
        {NULL, "nas", "get-lte-cphy-ca-info", NULL, 0, "phy_ca_agg_pcell_info.rx_channel=2175"},
        {NULL, "nas", "swi-get-status", NULL, 0,
         "common_info_v2.modem_mode=online\nlte_info.band=eutran-4\nlte_info.rx_channel=2175"},
        {NULL, "nas", "get-network-time", NULL, 0, "3gpp_time.universal_time.year=2015"},
        {NULL, "nas", "force-network-search", NULL, 0, ""},
        {NULL, "nas", "register-indications", "signal_info=yes", 0, ""},
        {NULL, "nas", "set-system-selection-preference", "emergency_mode=yes", 71, ""},
        {NULL, "wds", "get-lte-attach-parameters", NULL, 0, "apn=internet"},
        {NULL, "wms", "get-transport-network-registration-status", NULL, 0,
         "registration_status=full-service"},
    };
    play(rows, COUNT(rows));
}

/* Locked, and unlocked with the radio off, on raw QMI too. */
static void test_offline(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"em7355", "nas", "get-signal-info", NULL, 74, ""},
        {NULL, "nas", "get-signal-strength", NULL, 74, ""},
        {NULL, "nas", "get-serving-system", NULL, 0,
         "serving_system.registration_state=not-registered\n"
         "serving_system.ps_attach_state=detached\nserving_system.radio_interfaces[0]=none"},
        {NULL, "nas", "get-home-network", NULL, 0, "home_network.mcc=1"},
        {NULL, "nas", "get-system-info", NULL, 0, "lte_service_status.service_status=none"},
        {NULL, "nas", "get-rf-band-information", NULL, 74, ""},
        {NULL, "nas", "get-system-selection-preference", NULL, 0, "emergency_mode=0"},
        {NULL, "nas", "get-cell-location-info", NULL, 74, ""},
        {NULL, "nas", "network-scan", NULL, 52, ""},
        {NULL, "nas", "force-network-search", NULL, 52, ""},
        {NULL, "nas", "swi-get-status", NULL, 0, "common_info_v2.modem_mode=low-power"},
        {NULL, "wds", "get-packet-service-status", NULL, 0, "connection_status=disconnected"},
        {NULL, "wds", "get-lte-attach-parameters", NULL, 74, ""},
        {NULL, "wms", "get-transport-network-registration-status", NULL, 0,
         "registration_status=no-service"},
        {NULL, "uim", "get-card-status", NULL, 0, "card_status.cards[0].card_state=present"},
        /* Unlocked, switched on, and off again. */
        {NULL, "dms", "set-fcc-authentication", NULL, 0, ""},
        {NULL, "nas", "get-signal-info", NULL, 74, ""},
        {NULL, "dms", "set-operating-mode", "mode=online", 0, ""},
        {NULL, "nas", "get-signal-info", NULL, 0, "lte_signal_strength.rssi=-71"},
        {NULL, "dms", "set-operating-mode", "mode=low-power", 0, ""},
        {NULL, "nas", "get-signal-info", NULL, 74, ""},
        {"em7355-qmi", "nas", "get-signal-info", NULL, 74, ""},
        {NULL, "dms", "set-fcc-authentication", NULL, 0, ""},
        {NULL, "dms", "set-operating-mode", "mode=online", 0, ""},
        {NULL, "nas", "get-signal-info", NULL, 0, "lte_signal_strength.rsrp=-98"},
    };
    play(rows, COUNT(rows));
}

static void test_others(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"em7355", "wds", "get-profile-list", NULL, 0,
         "profile_list[0].profile_type=3gpp\nprofile_list[0].profile_index=1\n"
         "profile_list[0].profile_name=internet"},
        {NULL, "wds", "get-profile-settings",
         "profile_id.profile_type=3gpp\nprofile_id.profile_index=1", 0,
         "apn_name=internet\npdp_type=ipv4-or-ipv6\nauthentication=none"},
        {NULL, "wds", "get-profile-settings",
         "profile_id.profile_type=3gpp\nprofile_id.profile_index=2", 81, ""},
        {NULL, "wds", "get-profile-settings",
         "profile_id.profile_type=3gpp2\nprofile_id.profile_index=1", 81, ""},
        {NULL, "wds", "get-profile-settings", NULL, 17, ""},
        {NULL, "wds", "get-default-settings", "profile_type=3gpp", 0, "pdp_type=ipv4"},
        {NULL, "wds", "get-default-profile-number",
         "profile_type.type=3gpp\nprofile_type.family=embedded", 0, "index=1"},
        {NULL, "wds", "get-autoconnect-settings", NULL, 0, "status=disabled"},
        {NULL, "wds", "get-channel-rates", NULL, 0,
         "channel_rates.max_channel_tx_rate_bps=50000000\n"
         "channel_rates.max_channel_rx_rate_bps=100000000"},
        {NULL, "wds", "get-current-settings", NULL, 15, ""},
        {NULL, "wds", "get-packet-statistics", "mask=tx-packets-ok", 15, ""},
        {NULL, "uim", "get-card-status", NULL, 0,
         "card_status.index_gw_primary=0\ncard_status.index_1x_primary=65535\n"
         "card_status.cards[0].applications[0].type=usim\n"
         "card_status.cards[0].applications[0].state=ready\n"
         "card_status.cards[0].applications[0].pin1_state=disabled\n"
         "card_status.cards[0].applications[0].pin1_retries=3\n"
         "card_status.cards[0].applications[0].puk2_retries=10"},
        {NULL, "uim", "get-slot-status", NULL, 71, ""},
        {NULL, "wms", "get-message-protocol", NULL, 0, "message_protocol=wcdma"},
        {NULL, "wms", "list-messages", "storage_type=uim", 0, ""},
        {NULL, "wms", "raw-read",
         "message_memory_storage_id.storage_type=uim\nmessage_memory_storage_id.memory_index=0", 50,
         ""},
        {NULL, "wda", "get-data-format", NULL, 0, "link_layer_protocol=802-3\nqos_format=0"},
        {NULL, "pds", "get-gps-service-state", NULL, 0, "state.gps_service_state=0"},
        {NULL, "pds", "get-auto-tracking-state", NULL, 0, "state.auto_tracking_state=0"},
        {NULL, "nas", "get-supported-messages", NULL, 0, ""},
        {NULL, "wda", "get-supported-messages", NULL, 0, ""},
    };
    play(rows, COUNT(rows));
}

/* The optional TLVs of Get Signal Strength come where they were asked for. */
static void test_signal_strength(void **state)
{
    (void)state;
    static const struct {
        const char *request;
        const char *types; /* of the TLVs */
    } rows[] = {
        {NULL, "02 01"},
        {"request_mask=none", "02 01"},
        {"request_mask=rssi", "02 01 11"},
        {"request_mask=rsrq,lte-rsrp", "02 01 16 18"},
        {"request_mask=0xff", "02 01 11 16 17 18"},
    };
    static struct sim_host host;
    host_start(&host, "em7355,unlocked");
    host_open(&host);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_qmux answer;
        struct wdm_tlv tlv;
        uint8_t types[8];
        size_t count = 0;
        assert_int_equal(host_ask(&host, "nas", "get-signal-strength", rows[i].request, &answer),
                         0);
        struct wdm_reader reader = wdm_reader(answer.tlvs.bytes, answer.tlvs.length);
        while (count < sizeof(types) && wdm_tlv_next(&reader, &tlv))
            types[count++] = tlv.type;
        assert_hex(types, count, rows[i].types);
    }
}

static void test_sms(void **state)
{
    (void)state;
    static struct sim_host host;
    struct wdm_mbim_message answer;
    const struct wdm_mbim_service *sms = wdm_mbim_service_by_name("sms");
    static const struct {
        const char *command;
        uint32_t id;
        const char *query;
        const char *fields;
    } rows[] = {
        {"configuration", 1, NULL,
         "sms_storage_state=initialized\nformat=pdu\nmax_messages=23\nsc_address=+15550100100"},
        {"read", 2, "flag=all", "format=pdu\nmessages_count=0"},
        {"message-store-status", 5, NULL, "flag=none"},
    };
    host_start(&host, "em7355");
    host_open(&host);
    for (size_t i = 0; i < COUNT(rows); i++) {
        host_command(&host, "sms", rows[i].command, WDM_MBIM_QUERY, rows[i].query, &answer);
        assert_int_equal(answer.value, 0);
        struct wdm_layout layout = wdm_mbim_layout(sms, rows[i].id, WDM_MBIM_PART_RESPONSE, 1);
        host_expect_fields(&layout, answer.buffer, rows[i].fields);
    }
    host_start(&host, "mbim-only");
    host_open(&host);
    host_command(&host, "sms", "configuration", WDM_MBIM_QUERY, NULL, &answer);
    assert_int_equal(answer.value, WDM_MBIM_STATUS_NO_DEVICE_SUPPORT);
}

static uint64_t mbim_number(struct sim_host *host, const char *command, uint32_t id,
                            const char *path)
{
    struct wdm_mbim_message answer;
    host_command(host, "basic-connect", command, WDM_MBIM_QUERY, NULL, &answer);
    assert_int_equal(answer.value, 0);
    struct wdm_layout layout =
        wdm_mbim_layout(wdm_mbim_service_by_name("basic-connect"), id, WDM_MBIM_PART_RESPONSE, 1);
    return wdm_field_number(&layout, answer.buffer, path, UINT64_MAX);
}

static uint64_t qmi_number(struct sim_host *host, const char *service, const char *message,
                           const char *path)
{
    struct wdm_qmux answer;
    const struct wdm_qmi_service *asked = wdm_qmi_service_by_name(service);
    assert_int_equal(host_ask(host, service, message, NULL, &answer), 0);
    struct wdm_layout layout =
        wdm_qmi_layout(asked, wdm_qmi_message_by_name(asked, message, 0x1199), WDM_QMI_RESPONSE);
    return wdm_field_number(&layout, answer.tlvs, path, UINT64_MAX);
}

/* Both protocols say the same of one modem. */
static void test_agreement(void **state)
{
    (void)state;
    static struct sim_host host;
    host_start(&host, "em7355,unlocked");
    host_open(&host);
    /* MBIM's RSSI: -113 dBm and two more for each. */
    assert_int_equal(
        (int64_t)qmi_number(&host, "nas", "get-signal-info", "lte_signal_strength.rssi"),
        -113 + 2 * (int64_t)mbim_number(&host, "signal-state", 11, "rssi"));
    assert_int_equal(
        qmi_number(&host, "wds", "get-channel-rates", "channel_rates.max_channel_rx_rate_bps"),
        mbim_number(&host, "packet-service", 10, "downlink_speed"));
    assert_int_equal(qmi_number(&host, "dms", "get-capabilities", "info.max_tx_channel_rate"),
                     mbim_number(&host, "packet-service", 10, "uplink_speed"));
    assert_int_equal(qmi_number(&host, "uim", "get-card-status",
                                "card_status.cards[0].applications[0].pin1_retries"),
                     mbim_number(&host, "pin", 4, "remaining_attempts"));
    assert_int_equal(
        qmi_number(&host, "dms", "get-band-capabilities", "lte_band_capability"),
        qmi_number(&host, "nas", "get-system-selection-preference", "lte_band_preference"));
    assert_int_equal(qmi_number(&host, "nas", "get-system-info", "lte_system_info_v2.cid"),
                     qmi_number(&host, "nas", "get-cell-location-info",
                                "intrafrequency_lte_info_v2.global_cell_id"));
}

/* Whether the catalogue knows what a row answers, and can encode it. */
static void check_row(const struct wdm_sim_answer *row)
{
    uint8_t room[4096];
    const struct wdm_qmi_service *qmi = wdm_qmi_service_by_name(row->service);
    const struct wdm_mbim_service *mbim = wdm_mbim_service_by_name(row->service);
    struct wdm_layout layout = {0};
    struct wdm_writer out = wdm_writer(room, sizeof(room));

    if (qmi && wdm_qmi_message_by_name(qmi, row->message, 0))
        layout =
            wdm_qmi_layout(qmi, wdm_qmi_message_by_name(qmi, row->message, 0), WDM_QMI_RESPONSE);
    else if (mbim && wdm_mbim_command_by_name(mbim, row->message))
        layout = wdm_mbim_layout(
            mbim, wdm_mbim_command_by_name(mbim, row->message)->id, WDM_MBIM_PART_RESPONSE,
            row->when >> WDM_SIM_MBIMEX_SHIFT ? (uint8_t)(row->when >> WDM_SIM_MBIMEX_SHIFT) : 1);
    if (!layout.text)
        fail_msg("nothing is called %s %s", row->service, row->message);
    assert_int_equal(row->error != 0, row->fields == NULL);
    assert_true(row->fields == NULL || strlen(row->fields) < WDM_SIM_FIELDS);
    if (row->fields && !wdm_sim_encode(&layout, row->fields, &out))
        fail_msg("%s %s: its fields do not fit", row->service, row->message);
}

static void test_all_rows(void **state)
{
    (void)state;
    for (size_t i = 0; wdm_sim_personality_at(i); i++)
        for (const struct wdm_personality *each = wdm_sim_personality_at(i); each;
             each = each->base)
            for (size_t k = 0; k < each->answers.count; k++)
                check_row(&each->answers.rows[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_online),   cmocka_unit_test(test_offline),
        cmocka_unit_test(test_others),   cmocka_unit_test(test_signal_strength),
        cmocka_unit_test(test_sms),      cmocka_unit_test(test_agreement),
        cmocka_unit_test(test_all_rows),
    };
    return cmocka_run_group_tests_name("sim_network", tests, NULL, NULL);
}
