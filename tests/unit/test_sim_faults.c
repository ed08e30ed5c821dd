/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The faults of the simulated modems, who holds client ids after them, and the
 * indications that are none of the noise. */
#include <string.h>

#include "sim_host.h"
#include "support.h"

#define OPEN      "01000000 10000000 01000000 00100000"
#define OPEN_DONE "01000080 10000000 01000000 00000000"
#define CLOSE     "02000000 0c000000 03000000"
#define UUID_QMI  "d1a30bc2f97a6e43bf65c7e24fb0f0d3"
#define ALLOCATE                                                                                   \
    "03000000 40000000 02000000 01000000 00000000" UUID_QMI                                        \
    "01000000 01000000 10000000 010f00 00 00 00 00 01 2200 0400 01 0100 02"
#define ALLOCATE_DONE                                                                              \
    "03000080 48000000 02000000 01000000 00000000" UUID_QMI                                        \
    "01000000 00000000 18000000 011700 80 00 00 01 01 2200 0c00 02 0400 00000000 01 0200 0214"
#define QMI_ALLOCATE      "01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02"
#define QMI_ALLOCATE_DONE "01 17 00 80 00 00 01 01 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 14"
#define QMI_MODE          "01 0c 00 00 02 14 00 02 00 2d 00 00 00"
#define QMI_MODE_DONE                                                                              \
    "01 1b 00 80 02 14 02 02 00 2d 00 0f 00 02 04 00 00 00 00 00 01 01 00 01 11 01 00 00"
/* DMS event reports of the mode, low power: to client 0x14, and to all. */
#define QMI_REPORT     "01 10 00 80 02 14 04 01 00 01 00 04 00 14 01 00 01"
#define QMI_REPORT_ALL "01 10 00 80 02 ff 04 01 00 01 00 04 00 14 01 00 01"

static const char *const open_steps[] = {OPEN, ALLOCATE, CLOSE, NULL};
static const char *const qmi_steps[] = {QMI_ALLOCATE, QMI_MODE, NULL};

/* What comes after each step, and who holds client ids in the end. */
struct fault_row {
    const char *specification;
    const char *out[4];
    size_t left, untold;
};

static void test_faults(void **state)
{
    (void)state;
#define CLOSE_DONE "02000080 10000000 03000000 00000000"
    static const struct fault_row rows[] = {
        {"em7355", {OPEN_DONE, ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,drop=1", {"", ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,drop=2", {OPEN_DONE, "", CLOSE_DONE}, 0, 1},
        {"em7355,late=1", {"", OPEN_DONE ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,late=2", {OPEN_DONE, "", ALLOCATE_DONE CLOSE_DONE}, 1, 0},
        {"em7355,late=3", {OPEN_DONE, ALLOCATE_DONE, ""}, 1, 0},
        {"em7355,late=2,dup=2", {OPEN_DONE, "", ALLOCATE_DONE ALLOCATE_DONE CLOSE_DONE}, 1, 0},
        {"em7355,late=2,drop=2", {OPEN_DONE, "", CLOSE_DONE}, 0, 1},
        {"em7355,dup=1", {OPEN_DONE OPEN_DONE, ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,dup=2", {OPEN_DONE, ALLOCATE_DONE ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,truncate=1", {"01000080 10000000", ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,truncate=2",
         {OPEN_DONE,
          "03000080 48000000 02000000 01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3",
          CLOSE_DONE},
         0,
         1},
        {"em7355,garble=1",
         {"fe000080 10000000 fe000000 00000000", ALLOCATE_DONE, CLOSE_DONE},
         1,
         0},
        {"em7355,garble=2,late=2",
         {OPEN_DONE, "",
          "fc000080 48000000 fd000000 01000000 ff000000 d1a30bc2 067a6e43 bf65c7e2 b0b0f0d3 "
          "01000000 ff000000 18000000 fe170080 00000101 dd000c00 02040000 ff000001 "
          "02000214" CLOSE_DONE},
         0,
         1},
        {"em7355,delay=100", {OPEN_DONE, ALLOCATE_DONE, CLOSE_DONE}, 1, 0},
        {"em7355,busy",
         {OPEN_DONE,
          "03000080 43000000 02000000 01000000 00000000" UUID_QMI
          "01000000 00000000 13000000 011200 80 00 00 01 01 2200 0700 02 0400 01000500",
          CLOSE_DONE},
         0,
         0},
        {"em7355,first-open-lost",
         {"", "04000080 10000000 02000000 05000000", "04000080 10000000 03000000 05000000"},
         0,
         0},
        {"em7355,frag=64",
         {OPEN_DONE,
          "03000080 40000000 02000000 02000000 00000000" UUID_QMI
          "01000000 00000000 18000000 011700 80 00 00 01 01 2200 0c00 02 0400 00"
          "03000080 1c000000 02000000 02000000 01000000 000000 01 0200 0214",
          CLOSE_DONE},
         1,
         0},
        {"em7355,unplug=1", {"", "", ""}, 0, 0},
        {"em7355,unplug=2", {OPEN_DONE, "", ""}, 0, 1},
        {"em7355,unplug=2,late=1", {"", OPEN_DONE, ""}, 0, 1},
        {"em7355,unplug=2,drop=2,delay=5", {OPEN_DONE, "", ""}, 0, 1},
        {"em7355-qmi", {QMI_ALLOCATE_DONE, QMI_MODE_DONE}, 1, 0},
        {"em7355-qmi,drop=1",
         {"",
          "01 1b 00 80 02 14 02 02 00 2d 00 0f 00 02 04 00 00 00 00 00 01 01 00 01 11 01 00 00"},
         0,
         1},
        {"em7355-qmi,late=1", {"", QMI_ALLOCATE_DONE QMI_MODE_DONE}, 1, 0},
        {"em7355-qmi,truncate=1", {"01 17 00 80 00 00 01 01 22 00 0c 00", QMI_MODE_DONE}, 0, 1},
        {"em7355-qmi,frag=64", {QMI_ALLOCATE_DONE, QMI_MODE_DONE}, 1, 0},
        {"em7355-qmi,first-open-lost",
         {"", "01 13 00 80 02 14 02 02 00 2d 00 07 00 02 04 00 01 00 07 00"},
         0,
         0},
        {"em7355-qmi,noise",
         {QMI_REPORT QMI_REPORT_ALL QMI_ALLOCATE_DONE QMI_REPORT QMI_REPORT_ALL,
          QMI_REPORT QMI_REPORT_ALL QMI_MODE_DONE QMI_REPORT QMI_REPORT_ALL},
         1,
         0},
        {"em7355-qmi,unplug=2", {QMI_ALLOCATE_DONE, ""}, 1, 0},
        {"em7355-qmi,merge,dup=1", {QMI_ALLOCATE_DONE QMI_ALLOCATE_DONE, QMI_MODE_DONE}, 1, 0},
    };
    static struct sim_host host;
    for (size_t i = 0; i < COUNT(rows); i++) {
        host_start(&host, rows[i].specification);
        bool mbim = host.sim.protocol == WDM_PROTOCOL_MBIM;
        const char *const *steps = mbim ? open_steps : qmi_steps;
        for (size_t k = 0; steps[k]; k++) {
            uint8_t wanted[1024];
            size_t length = bytes_of_hex(rows[i].out[k], wanted, sizeof(wanted));
            host_send_hex(&host, steps[k]);
            host_take(&host);
            if (length != host.length || memcmp(wanted, host.bytes, length) != 0) {
                print_message("%s, step %u\n", rows[i].specification, (unsigned)k);
                assert_hex(host.bytes, host.length, rows[i].out[k]);
            }
        }
        if (wdm_sim_clients_left(&host.sim) != rows[i].left ||
            wdm_sim_clients_untold(&host.sim) != rows[i].untold)
            fail_msg("%s: %u left, %u untold", rows[i].specification,
                     (unsigned)wdm_sim_clients_left(&host.sim),
                     (unsigned)wdm_sim_clients_untold(&host.sim));
    }
}

static void test_delay(void **state)
{
    (void)state;
    static struct sim_host host;
    uint8_t bytes[64];
    host_start(&host, "em7355,delay=250");
    host_send_hex(&host, OPEN);
    wdm_time due = host.now + 250 * WDM_MILLISECOND;
    assert_true(wdm_sim_due(&host.sim) == due);
    assert_int_equal(wdm_sim_output(&host.sim, bytes, sizeof(bytes), due - 1), 0);
    assert_int_equal(wdm_sim_output(&host.sim, bytes, sizeof(bytes), due), 16);
    assert_true(wdm_sim_due(&host.sim) == WDM_FOREVER);
    /* The end of an unplugged modem is late as well. */
    host_start(&host, "em7355,delay=250,unplug=1");
    host_send_hex(&host, OPEN);
    assert_true(wdm_sim_due(&host.sim) == due);
    assert_int_equal(wdm_sim_output(&host.sim, bytes, sizeof(bytes), due - 1), 0);
    assert_false(host.sim.gone);
    assert_int_equal(wdm_sim_output(&host.sim, bytes, sizeof(bytes), due), 0);
    assert_true(host.sim.gone);
}

/* How many reads the answers to OPEN and to an allocation, sent at once, take. */
static void test_reads(void **state)
{
    (void)state;
    static const struct {
        const char *specification;
        size_t reads;
        size_t length;
    } rows[] = {
        {"em7355", 2, 88},
        {"em7355,merge", 1, 88},
        {"em7355,dup=1", 3, 104},
        {"em7355,dup=1,merge", 1, 104},
        {"em7355,split=10", 2 + 8, 88},
        {"em7355,split=1", 88, 88},
        {"em7355,split=100", 2, 88},
        {"em7355,split=10,merge", 9, 88},
        {"em7355,frag=64", 3, 108},
        {"em7355,frag=64,merge", 1, 108},
        {"em7355,frag=64,split=50", 4, 108},
        {"em7355,merge,delay=50", 1, 88},
        {"em7355-qmi,noise", 2 + 1 + 2, 4 * 17 + 24},
        {"em7355-qmi,noise,merge", 1, 4 * 17 + 24},
    };
    static struct sim_host host;
    for (size_t i = 0; i < COUNT(rows); i++) {
        host_start(&host, rows[i].specification);
        bool mbim = host.sim.protocol == WDM_PROTOCOL_MBIM;
        host_send_hex(&host, mbim ? OPEN ALLOCATE : QMI_ALLOCATE);
        host_take(&host);
        if (host.reads != rows[i].reads || host.length != rows[i].length)
            fail_msg("%s: %u bytes in %u reads", rows[i].specification, (unsigned)host.length,
                     (unsigned)host.reads);
    }
    /* A small buffer gets the rest of a chunk the next time, and a client is told
     * only with its last byte. */
    host_start(&host, "em7355-qmi");
    host_send_hex(&host, QMI_ALLOCATE);
    uint8_t bytes[32];
    assert_int_equal(wdm_sim_output(&host.sim, bytes, 20, host.now), 20);
    assert_int_equal(wdm_sim_clients_left(&host.sim), 0);
    assert_int_equal(wdm_sim_output(&host.sim, bytes + 20, 12, host.now), 4);
    assert_hex(bytes, 24, QMI_ALLOCATE_DONE);
    assert_int_equal(wdm_sim_clients_left(&host.sim), 1);
}

/* The noise is made of whole messages that decode, with the answer among them. */
static void test_noise(void **state)
{
    (void)state;
    static const struct {
        const char *specification;
        size_t messages; /* around the answer to an allocation */
    } rows[] = {
        {"em7355,noise", 1 + 6},
        {"em7355,noise,unlocked", 1 + 6},
        {"em7355,noise,drop=2", 6},
        {"mbim-only,noise", 1 + 2},
    };
    static struct sim_host host;
    for (size_t i = 0; i < COUNT(rows); i++) {
        host_start(&host, rows[i].specification);
        host_send_hex(&host, OPEN);
        host_take(&host);
        assert_true(host_message_count(&host) >= 3);
        host_send_hex(&host, ALLOCATE);
        host_take(&host);
        assert_int_equal(host_message_count(&host), rows[i].messages);
        for (size_t k = 0; k < rows[i].messages; k++) {
            struct wdm_mbim_message message;
            struct wdm_span span = host_message(&host, k);
            assert_int_equal(wdm_mbim_parse(span.bytes, span.length, &message), WDM_MBIM_OK);
            if (message.type == WDM_MBIM_COMMAND_DONE)
                continue;
            assert_int_equal(message.type, WDM_MBIM_INDICATE_STATUS);
            assert_int_equal(message.transaction, 0);
            const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&message.service);
            assert_non_null(service);
            struct wdm_layout layout =
                wdm_mbim_layout(service, message.command, WDM_MBIM_PART_NOTIFICATION, 1);
            struct wdm_sink nobody = {0};
            struct wdm_malformed malformed;
            assert_non_null(layout.text);
            assert_true(wdm_decode(&layout, message.buffer, &nobody, &malformed));
        }
    }
}

static void test_first_open_lost(void **state)
{
    (void)state;
    static struct sim_host host;
    host_start(&host, "em7355,first-open-lost");
    host_send_hex(&host, OPEN);
    host_expect_hex(&host, "");
    host_open(&host);
    assert_int_equal(host.sim.answers, 1);
    host_start(&host, "em7355-qmi,first-open-lost");
    host_send_hex(&host, QMI_ALLOCATE);
    host_expect_hex(&host, "");
    assert_int_equal(wdm_sim_clients_untold(&host.sim), 0);
    host_send_hex(&host, QMI_ALLOCATE);
    host_expect_hex(&host, QMI_ALLOCATE_DONE);
}

/* ---- Client ids */

static void test_client_ids(void **state)
{
    (void)state;
    static const char *const specifications[] = {"em7355", "em7355-qmi"};
    static struct sim_host host;
    for (size_t s = 0; s < COUNT(specifications); s++) {
        host_start(&host, specifications[s]);
        if (host.sim.protocol == WDM_PROTOCOL_MBIM)
            host_open(&host);
        uint8_t client = 0;
        bool seen[256] = {false};
        for (size_t i = 0; i < WDM_SIM_CLIENTS; i++) {
            assert_int_equal(host_allocate(&host, WDM_QMI_SERVICE_DMS, &client), 0);
            assert_false(seen[client]);
            assert_true(client != 0 && client != 0xff);
            seen[client] = true;
        }
        assert_int_equal(host_allocate(&host, WDM_QMI_SERVICE_DMS, &client), 5);
        assert_int_equal(wdm_sim_clients_left(&host.sim), WDM_SIM_CLIENTS);
        /* One given back, one given out; the number comes round after 0xfe. */
        for (size_t i = 0; i < 300; i++) {
            assert_int_equal(host_release(&host, WDM_QMI_SERVICE_DMS, client), 0);
            assert_int_equal(host_release(&host, WDM_QMI_SERVICE_DMS, client), 7);
            assert_int_equal(host_allocate(&host, WDM_QMI_SERVICE_DMS, &client), 0);
            assert_true(client != 0 && client != 0xff);
        }
        /* Nothing but a release or a Sync gives them back. */
        wdm_sim_disconnect(&host.sim);
        if (host.sim.protocol == WDM_PROTOCOL_MBIM)
            host_open(&host);
        assert_int_equal(wdm_sim_clients_left(&host.sim), WDM_SIM_CLIENTS);
        struct wdm_qmux answer;
        assert_int_equal(host_qmi(&host, WDM_QMI_SERVICE_CTL, 0, WDM_CTL_SYNC,
                                  (struct wdm_span){NULL, 0}, &answer),
                         0);
        assert_int_equal(wdm_sim_clients_left(&host.sim), 0);
    }
}

/* An allocation that the host did not stay for. */
static void test_disconnect(void **state)
{
    (void)state;
    static struct sim_host host;
    host_start(&host, "em7355-qmi,delay=10");
    host_send_hex(&host, QMI_ALLOCATE "01 0f 00");
    wdm_sim_disconnect(&host.sim);
    assert_true(wdm_sim_due(&host.sim) == WDM_FOREVER);
    assert_int_equal(wdm_sim_clients_left(&host.sim), 0);
    assert_int_equal(wdm_sim_clients_untold(&host.sim), 1);
    /* The half request is forgotten, too. */
    host_send_hex(&host, QMI_MODE);
    host_expect_hex(&host, QMI_MODE_DONE);
    /* So is an answer that was held back. */
    host_start(&host, "em7355-qmi,late=1");
    host_send_hex(&host, QMI_ALLOCATE);
    wdm_sim_disconnect(&host.sim);
    host_send_hex(&host, QMI_MODE);
    host_expect_hex(&host, QMI_MODE_DONE);
    /* An MBIM function is closed. */
    host_start(&host, "em7355");
    host_open(&host);
    wdm_sim_disconnect(&host.sim);
    host_send_hex(&host, ALLOCATE);
    host_expect_hex(&host, "04000080 10000000 02000000 05000000");
}

/* ---- Indications that are none of the noise */

static void test_mode_reports(void **state)
{
    (void)state;
    static struct sim_host host;
    struct wdm_qmux answer;
    host_start(&host, "em7355-qmi,unlocked");
    assert_int_equal(host_dms(&host, "set-event-report", "operating_mode_reporting=1", &answer), 0);
    host_qmi_send(&host, WDM_QMI_SERVICE_DMS, 0x14, 0x002e,
                  (struct wdm_span){(const uint8_t *)"\x01\x01\x00\x01", 4});
    host_take(&host);
    assert_int_equal(host_message_count(&host), 2);
    struct wdm_span report = host_message(&host, 1);
    assert_hex(report.bytes, report.length, QMI_REPORT);
    /* A DMS Reset ends the reports; the mode that it is in is no news either. */
    assert_int_equal(host_dms(&host, "reset", NULL, &answer), 0);
    assert_int_equal(host_dms(&host, "set-operating-mode", "mode=online", &answer), 0);
    assert_int_equal(host_message_count(&host), 1);
}

static void test_mode_reports_in_mbim(void **state)
{
    (void)state;
    static struct sim_host host;
    struct wdm_mbim_message answer;
    struct wdm_qmux qmux;
    host_start(&host, "em7355,unlocked");
    host_open(&host);
    host_command(&host, "basic-connect", "radio-state", WDM_MBIM_SET, "radio_state=off", &answer);
    assert_int_equal(host_message_count(&host), 3); /* radio state, register state */
    assert_int_equal(host_dms(&host, "set-event-report", "operating_mode_reporting=1", &qmux), 0);
    host_command(&host, "basic-connect", "radio-state", WDM_MBIM_SET, "radio_state=on", &answer);
    assert_int_equal(host_message_count(&host), 3); /* QMI is not subscribed to */
    host_command(&host, "basic-connect", "device-service-subscribe-list", WDM_MBIM_SET,
                 "events[0].device_service_id=a289cc33-bcbb-8b4f-b6b0-133ec2aae6df\n"
                 "events[1].device_service_id=d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3\n"
                 "events[1].cids=1",
                 &answer);
    assert_int_equal(answer.value, 0);
    host_command(&host, "basic-connect", "radio-state", WDM_MBIM_SET, "radio_state=off", &answer);
    assert_int_equal(host_message_count(&host), 4);
    struct wdm_span report = host_message(&host, 3);
    assert_hex(report.bytes, report.length,
               "07000080 3d000000 00000000 01000000 00000000" UUID_QMI
               "01000000 11000000" QMI_REPORT);
}

/* A reset takes the client ids away and puts the lock back; raw QMI hears of it
 * in a CTL Sync indication. */
static void test_restart(void **state)
{
    (void)state;
    static struct sim_host host;
    struct wdm_qmux answer;
    host_start(&host, "em7355-qmi");
    assert_int_equal(host_dms(&host, "set-fcc-authentication", NULL, &answer), 0);
    assert_int_equal(host_dms(&host, "set-operating-mode", "mode=reset", &answer), 0);
    assert_int_equal(host_message_count(&host), 2);
    struct wdm_span sync = host_message(&host, 1);
    assert_hex(sync.bytes, sync.length, "01 0b 00 80 00 00 02 00 27 00 00 00");
    assert_int_equal(host_dms(&host, "get-model", NULL, &answer), 7);
    host.clients[WDM_QMI_SERVICE_DMS] = 0;
    assert_int_equal(host_dms(&host, "set-operating-mode", "mode=online", &answer), 60);
    /* Shutting down, it is gone. */
    assert_int_equal(host_dms(&host, "set-operating-mode", "mode=shutting-down", &answer), 0);
    assert_true(host.sim.gone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_delay),
        cmocka_unit_test(test_reads),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_first_open_lost),
        cmocka_unit_test(test_client_ids),
        cmocka_unit_test(test_disconnect),
        cmocka_unit_test(test_mode_reports),
        cmocka_unit_test(test_mode_reports_in_mbim),
        cmocka_unit_test(test_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
