/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The data path of the simulated USB modem: NTBs, packets and frames in, ICMP echo, ARP and
 * neighbour advertisements out; and what the modem says of its connection. */
#include <string.h>

#include "../../src/sim/sim_usb.h"
#include "sim_host.h"
#include "support.h"

#define DATA_OUT 4
#define DATA_IN  6

static struct wdm_sim sim;
static struct wdm_sim_usb usb;

static void configure(const char *specification, uint8_t configuration, bool network)
{
    struct wdm_error error;
    uint8_t room[8];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    const uint8_t set_configuration[8] = {0x00, 0x09, configuration, 0, 0, 0, 0, 0};
    const uint8_t set_interface[8] = {0x01, 0x0b, 1, 0, 13, 0, 0, 0};
    assert_true(wdm_sim_init(&sim, specification, &error));
    wdm_sim_usb_init(&usb, &sim, network);
    assert_int_equal(wdm_sim_usb_control(&usb, set_configuration, (struct wdm_span){0}, &out, 0),
                     WDM_SIM_USB_DONE);
    if (configuration == 2)
        assert_int_equal(wdm_sim_usb_control(&usb, set_interface, (struct wdm_span){0}, &out, 0),
                         WDM_SIM_USB_DONE);
}

/* Sends hex; what comes back is `answer`, NULL: nothing. */
#define asks(hex, answer) asks_at(hex, answer, __FILE__, __LINE__)
static void asks_at(const char *hex, const char *answer, const char *file, int line)
{
    uint8_t bytes[4096], room[4096];
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    struct wdm_span data = {.bytes = bytes, .length = length};
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    assert_int_equal(wdm_sim_usb_out(&usb, DATA_OUT, data, 0), WDM_SIM_USB_DONE);
    enum wdm_sim_usb_result result = wdm_sim_usb_in(&usb, DATA_IN, &out, 0);
    if ((result == WDM_SIM_USB_DONE) != (answer != NULL))
        fail_msg("%s:%d: the answer is %d", file, line, (int)result);
    if (answer)
        assert_hex_at(room, out.length, answer, file, line);
    if (wdm_sim_usb_in(&usb, DATA_IN, &out, 0) == WDM_SIM_USB_DONE)
        fail_msg("%s:%d: there is a second answer", file, line);
}

/* 192.0.2.2 asks 192.0.2.1, identifier 1, number 2, "ping"; and its answer. */
#define PING4 "45 00 0020 0001 0000 40 01 f6d8 c0000202 c0000201  08 00 192c 0001 0002 70696e67"
#define PONG4 "45 00 0020 0001 0000 40 01 f6d8 c0000201 c0000202  00 00 212c 0001 0002 70696e67"
/* The same between 2001:db8::2 and ::1. */
#define TWO   "20010db8 00000000 00000000 00000002"
#define ONE   "20010db8 00000000 00000000 00000001"
#define PING6 "60000000 000c 3a 40" TWO ONE "80 00 4570 0001 0002 70696e67"
#define PONG6 "60000000 000c 3a 40" ONE TWO "81 00 4470 0001 0002 70696e67"

/* A datagram of `size` bytes in an NTB, whose number is `sequence`. */
#define NTB(sequence, block, size)                                                                 \
    "4e434d48 0c00" sequence block "0c00  49505300 1000 0000 1c00" size "0000 0000 "

static void test_ntb(void **state)
{
    (void)state;
    configure("em7355", 2, true);
    asks(NTB("0700", "3c00", "2000") PING4, NTB("0000", "3c00", "2000") PONG4);
    asks(NTB("0800", "5000", "3400") PING6, NTB("0100", "5000", "3400") PONG6);
    /* A block as long as its transfer. */
    asks(NTB("0000", "0000", "2000") PING4, NTB("0200", "3c00", "2000") PONG4);
    /* Two tables, the second behind the datagram; the first is empty. */
    asks("4e434d48 0c00 0000 5000 0c00  49505300 1000 4000 0000 0000 0000 0000" PING4
         "00000000 49505300 1000 0000 1c00 2000 0000 0000",
         NTB("0300", "3c00", "2000") PONG4);
    /* Without its terminator a table is good enough. */
    asks("4e434d48 0c00 0000 3c00 0c00  49505300 0c00 0000 1c00 2000 0000 0000" PING4,
         NTB("0400", "3c00", "2000") PONG4);
    /* Without the network they are taken, and that is all. */
    configure("em7355", 2, false);
    asks(NTB("0700", "3c00", "2000") PING4, NULL);
}

/* What is no NTB, or lies about its lengths. */
static void test_ntb_hostile(void **state)
{
    static const char *const rows[] = {
        "",
        "4e",
        "4e434d48 0c00 0000 3c00 0c00",
        "4e434d49 0c00 0000 3c00 0c00 49505300 1000 0000 1c00 2000 0000 0000" PING4,
        "4e434d48 0d00 0000 3c00 0c00 49505300 1000 0000 1c00 2000 0000 0000" PING4,
        "4e434d48 0c00 0000 3d00 0c00 49505300 1000 0000 1c00 2000 0000 0000" PING4,
        "4e434d48 0c00 0000 3c00 0000 49505300 1000 0000 1c00 2000 0000 0000" PING4,
        "4e434d48 0c00 0000 3c00 ffff 49505300 1000 0000 1c00 2000 0000 0000" PING4,
        /* session 1, a CRC, nothing of ours */
        "4e434d48 0c00 0000 3c00 0c00 49505301 1000 0000 1c00 2000 0000 0000" PING4,
        "4e434d48 0c00 0000 3c00 0c00 4e434d31 1000 0000 1c00 2000 0000 0000" PING4,
        /* a datagram past the end, an empty one, a table of no length */
        "4e434d48 0c00 0000 3c00 0c00 49505300 1000 0000 1c00 2100 0000 0000" PING4,
        "4e434d48 0c00 0000 3c00 0c00 49505300 1000 0000 ffff 2000 0000 0000" PING4,
        "4e434d48 0c00 0000 3c00 0c00 49505300 1000 0000 1c00 0000 0000 0000" PING4,
        "4e434d48 0c00 0000 3c00 0c00 49505300 0000 0000 1c00 2000 0000 0000" PING4,
        /* a table that is its own successor */
        "4e434d48 0c00 0000 1c00 0c00 49505300 1000 0c00 0000 0000 0000 0000",
    };
    (void)state;
    configure("em7355", 2, true);
    for (size_t i = 0; i < COUNT(rows); i++)
        asks(rows[i], NULL);
    /* Answers that nobody reads do not pile up. */
    for (size_t i = 0; i < 3 * WDM_SIM_USB_DATAGRAMS; i++) {
        uint8_t bytes[256];
        size_t length = bytes_of_hex(NTB("0000", "3c00", "2000") PING4, bytes, sizeof(bytes));
        struct wdm_span data = {.bytes = bytes, .length = length};
        assert_int_equal(wdm_sim_usb_out(&usb, DATA_OUT, data, 0), WDM_SIM_USB_DONE);
    }
    assert_int_equal(usb.datagram_count, WDM_SIM_USB_DATAGRAMS);
}

#define HOST  "9edf7c6cfb0d"
#define MODEM "0250f4000001"

static void test_frames(void **state)
{
    static const struct {
        const char *ask;
        const char *answer;
    } rows[] = {
        /* Raw IP and Ethernet, as the host likes. */
        {PING4, PONG4},
        {PING6, PONG6},
        {MODEM HOST "0800" PING4, HOST MODEM "0800" PONG4},
        {MODEM HOST "86dd" PING6, HOST MODEM "86dd" PONG6},
        /* Padding behind the packet is not a part of it. */
        {MODEM HOST "0800" PING4 "00000000", HOST MODEM "0800" PONG4},
        /* ARP; but not for whoever wants to know whether an address is free. */
        {"ffffffffffff" HOST "0806 0001 0800 06 04 0001" HOST "c0000202 000000000000 c0000201",
         HOST MODEM "0806 0001 0800 06 04 0002" MODEM "c0000201" HOST "c0000202"},
        {"ffffffffffff" HOST "0806 0001 0800 06 04 0001" HOST "00000000 000000000000 c0000201",
         NULL},
        {"ffffffffffff" HOST "0806 0001 0800 06 04 0001" HOST "c0000202 000000000000 c0000202",
         NULL},
        {"ffffffffffff" HOST "0806 0001 0800 06 04 0002" HOST "c0000202 000000000000 c0000201",
         NULL},
        {"ffffffffffff" HOST "0806 0001 0800 06 04 0001" HOST "c0000202 000000000000 c00002", NULL},
        /* Neighbours, likewise. */
        {"3333ff000001" HOST "86dd 60000000 0020 3a ff" TWO "ff020000 00000000 00000001 ff000001"
         "87 00 07cf 00000000" ONE "01 01" HOST,
         HOST MODEM "86dd 60000000 0020 3a ff" ONE TWO "88 00 9622 60000000" ONE "02 01" MODEM},
        {"3333ff000002" HOST "86dd 60000000 0018 3a ff 00000000 00000000 00000000 00000000"
         "ff020000 00000000 00000001 ff000002 87 00 4ceb 00000000" TWO,
         NULL},
        /* Others. */
        {MODEM HOST "8847" PING4, NULL},
        {MODEM HOST, NULL},
        {"", NULL},
        {"45", NULL},
        {"60", NULL},
    };
    (void)state;
    configure("em7455", 1, true);
    for (size_t i = 0; i < COUNT(rows); i++)
        asks_at(rows[i].ask, rows[i].answer, rows[i].ask, (int)i);
}

/* Each byte of a packet changed: only what has a right checksum, no fragment and no lie about
 * its length is answered. */
static void test_damaged(void **state)
{
    static const struct {
        const char *packet;
        uint32_t ignored; /* bytes that may be anything, a bit each */
    } rows[] = {
        /* type of service, identification, time to live, header's checksum, addresses */
        {PING4, 0xffd32},
        {PING6, 0x0008f}, /* class and flow, hop limit */
    };
    (void)state;
    configure("em7455", 1, true);
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t bytes[128], room[128];
        size_t length = bytes_of_hex(rows[i].packet, bytes, sizeof(bytes));
        for (size_t at = 0; at < length; at++) {
            struct wdm_writer out = wdm_writer(room, sizeof(room));
            bool ignored = at < 32 && (rows[i].ignored >> at & 1) != 0;
            bytes[at] ^= 0x01;
            bool answered =
                wdm_sim_answer_packet((struct wdm_span){.bytes = bytes, .length = length}, &out);
            bytes[at] ^= 0x01;
            if (answered != ignored)
                fail_msg("row %zu, byte %zu: %d", i, at, answered);
        }
        for (size_t cut = 0; cut < length; cut++) {
            struct wdm_writer out = wdm_writer(room, sizeof(room));
            assert_false(
                wdm_sim_answer_packet((struct wdm_span){.bytes = bytes, .length = cut}, &out));
        }
        /* No room for the answer. */
        struct wdm_writer out = wdm_writer(room, length - 1);
        assert_false(
            wdm_sim_answer_packet((struct wdm_span){.bytes = bytes, .length = length}, &out));
    }
}

/* ---- The connection */

#define INTERNET "context_type=7e5e2a7e-4e6f-7272-736b-656e7e5e2a7e"

static void test_mbim_connection(void **state)
{
    static const struct {
        const char *command;
        uint32_t operation;
        const char *fields;
        uint32_t status;
        const char *answer;
    } rows[] = {
        {"connect", WDM_MBIM_QUERY, "session_id=0", 0, "activation_state=3"},
        {"ip-configuration", WDM_MBIM_QUERY, "session_id=0", 16, ""},
        {"connect", WDM_MBIM_SET, "session_id=1\nactivation_command=activate\n" INTERNET, 21, ""},
        {"connect", WDM_MBIM_SET, "session_id=0\nactivation_command=2\n" INTERNET, 21, ""},
        {"connect", WDM_MBIM_SET, "session_id=0\nactivation_command=activate\n" INTERNET, 0,
         "activation_state=1"},
        {"connect", WDM_MBIM_QUERY, "session_id=0", 0, "activation_state=1"},
        {"ip-configuration", WDM_MBIM_QUERY, "session_id=0", 0,
         "ipv4_address[0].on_link_prefix_length=24\nipv4_mtu=1500"},
        {"radio-state", WDM_MBIM_SET, "radio_state=off", 0, ""},
        {"connect", WDM_MBIM_QUERY, "session_id=0", 0, "activation_state=3"},
        {"connect", WDM_MBIM_SET, "session_id=0\nactivation_command=activate\n" INTERNET, 20, ""},
        {"radio-state", WDM_MBIM_SET, "radio_state=on", 0, ""},
        {"connect", WDM_MBIM_QUERY, "session_id=0", 0, "activation_state=3"},
        {"connect", WDM_MBIM_SET, "session_id=0\nactivation_command=activate\n" INTERNET, 0,
         "activation_state=1"},
        {"connect", WDM_MBIM_SET, "session_id=0\nactivation_command=deactivate\n" INTERNET, 0,
         "activation_state=3"},
        {"ip-configuration", WDM_MBIM_QUERY, "session_id=0", 16, ""},
    };
    static struct sim_host host;
    const struct wdm_mbim_service *service = wdm_mbim_service_by_name("basic-connect");
    (void)state;
    host_start(&host, "em7355,unlocked");
    host_open(&host);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_mbim_message answer;
        const struct wdm_mbim_command_entry *command =
            wdm_mbim_command_by_name(service, rows[i].command);
        assert_non_null(command);
        host_command(&host, "basic-connect", rows[i].command, rows[i].operation, rows[i].fields,
                     &answer);
        if (answer.value != rows[i].status)
            fail_msg("row %zu: status %u", i, (unsigned)answer.value);
        struct wdm_layout layout = wdm_mbim_layout(service, command->id, WDM_MBIM_PART_RESPONSE, 1);
        if (rows[i].answer[0])
            host_expect_fields(&layout, answer.buffer, rows[i].answer);
    }
}

static void test_wds_connection(void **state)
{
    static const struct {
        const char *message;
        const char *fields;
        uint16_t error;
    } rows[] = {
        {"get-current-settings", NULL, 15},
        {"start-network", "apn=internet", 0},
        {"start-network", NULL, 26},
        {"get-current-settings", NULL, 0},
        {"stop-network", "packet_data_handle=1", 9},
        {"stop-network", "packet_data_handle=0x50f4c0de", 0},
        {"stop-network", "packet_data_handle=0x50f4c0de", 26},
        {"get-current-settings", NULL, 15},
    };
    static struct sim_host host;
    struct wdm_qmux answer;
    (void)state;
    host_start(&host, "em7355-qmi,unlocked");
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint16_t error = host_ask(&host, "wds", rows[i].message, rows[i].fields, &answer);
        if (error != rows[i].error)
            fail_msg("row %zu: %u", i, (unsigned)error);
    }
    host_start(&host, "em7355-qmi");
    assert_int_equal(host_ask(&host, "wds", "start-network", NULL, &answer), 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ntb),
        cmocka_unit_test(test_ntb_hostile),
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_mbim_connection),
        cmocka_unit_test(test_wds_connection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
