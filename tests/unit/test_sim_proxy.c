/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated mbim-proxy and qmi-proxy: clients that must not notice each other,
 * though their transactions have the same numbers. */
#include <string.h>

#include "support.h"
#include "wdm/sim_proxy.h"

#define NONE WDM_SIM_PROXY_CLIENTS

static struct wdm_sim sim;
static struct wdm_sim_proxy proxy;
static wdm_time now;

static void start(const char *specification)
{
    struct wdm_error error;
    assert_true(wdm_sim_init(&sim, specification, &error));
    wdm_sim_proxy_init(&proxy, &sim);
    now = 1000;
}

static void say(size_t client, const char *hex)
{
    static uint8_t bytes[20000];
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    wdm_sim_proxy_input(&proxy, client, bytes, length, now);
}

static size_t heard(size_t client, const uint8_t **bytes)
{
    struct wdm_sim_proxy_client *one = &proxy.clients[client];
    *bytes = one->output + one->sent;
    size_t length = one->queued - one->sent;
    one->sent = one->queued;
    return length;
}

#define hears(client, hex) hears_at(client, hex, __FILE__, __LINE__)
static void hears_at(size_t client, const char *hex, const char *file, int line)
{
    const uint8_t *bytes;
    size_t length = heard(client, &bytes);
    assert_hex_at(bytes, length, hex, file, line);
}

/* ---- MBIM */

/* Proxy Control, Configuration: the device "/d", 30 seconds. */
#define CONTROL "838cf7fb 8d0d 4d7f 871e d71dbefbb39b"
#define CONFIGURATION(transaction)                                                                 \
    "03000000 40000000" transaction "01000000 00000000" CONTROL                                    \
    "01000000 01000000 10000000 0c000000 04000000 1e000000 2f006400"
#define CONFIGURED(transaction)                                                                    \
    "03000080 30000000" transaction "01000000 00000000" CONTROL "01000000 00000000 00000000"

#define BASIC "a289cc33 bcbb 8b4f b6b0 133ec2aae6df"
#define QUERY_RADIO(transaction)                                                                   \
    "03000000 30000000" transaction "01000000 00000000" BASIC "03000000 00000000 00000000"
#define RADIO_IS(transaction, state)                                                               \
    "03000080 38000000" transaction "01000000 00000000" BASIC                                      \
    "03000000 00000000 08000000 01000000" state
#define NOT_OPENED(transaction) "04000080 10000000" transaction "05000000"

static size_t mbim_client(void)
{
    size_t client = wdm_sim_proxy_connect(&proxy);
    assert_true(client < NONE);
    say(client, CONFIGURATION("01000000"));
    hears(client, CONFIGURED("01000000"));
    say(client, "01000000 10000000 02000000 00100000");
    hears(client, "01000080 10000000 02000000 00000000");
    return client;
}

static void test_mbim_apart(void **state)
{
    (void)state;
    start("em7355");
    size_t a = mbim_client();
    size_t b = mbim_client();
    assert_int_equal(sim.opens, 1);
    sim.faults.delay_ms = 10;
    say(a, QUERY_RADIO("07000000"));
    say(b, QUERY_RADIO("07000000"));
    say(b, QUERY_RADIO("01000000"));
    hears(a, "");
    now = wdm_sim_proxy_due(&proxy);
    wdm_sim_proxy_work(&proxy, now);
    hears(a, RADIO_IS("07000000", "00000000"));
    hears(b, RADIO_IS("07000000", "00000000") RADIO_IS("01000000", "00000000"));
    assert_true(wdm_sim_proxy_due(&proxy) == WDM_FOREVER);
    /* CLOSE of one does not close the other's. */
    say(a, "02000000 0c000000 08000000");
    hears(a, "02000080 10000000 08000000 00000000");
    say(b, QUERY_RADIO("08000000"));
    wdm_sim_proxy_disconnect(&proxy, a);
    now = wdm_sim_proxy_due(&proxy);
    wdm_sim_proxy_work(&proxy, now);
    hears(b, RADIO_IS("08000000", "00000000"));
    wdm_sim_proxy_disconnect(&proxy, b);
    assert_false(sim.opened);
    assert_false(proxy.opened);
}

/* What is asked for and not answered yet when a client leaves goes to nobody, not
 * even to a client in the same place. */
static void test_mbim_left(void **state)
{
    (void)state;
    start("em7355");
    size_t a = mbim_client();
    size_t b = mbim_client();
    sim.faults.delay_ms = 10;
    say(a, QUERY_RADIO("07000000"));
    wdm_sim_proxy_disconnect(&proxy, a);
    assert_int_equal(wdm_sim_proxy_connect(&proxy), a);
    now = wdm_sim_proxy_due(&proxy);
    wdm_sim_proxy_work(&proxy, now);
    hears(a, "");
    hears(b, "");
}

static void test_mbim_refused(void **state)
{
    (void)state;
    start("em7355");
    size_t client = wdm_sim_proxy_connect(&proxy);
    /* Before a device is named. */
    say(client, "01000000 10000000 02000000 00100000");
    hears(client, "01000080 10000000 02000000 02000000");
    say(client, QUERY_RADIO("03000000"));
    hears(client, NOT_OPENED("03000000"));
    /* No name, and a query: Proxy Control has none. */
    say(client, "03000000 3c000000 04000000 01000000 00000000" CONTROL
                "01000000 01000000 0c000000 00000000 00000000 1e000000");
    hears(client,
          "03000080 30000000 04000000 01000000 00000000" CONTROL "01000000 15000000 00000000");
    say(client,
        "03000000 30000000 05000000 01000000 00000000" CONTROL "02000000 00000000 00000000");
    hears(client,
          "03000080 30000000 05000000 01000000 00000000" CONTROL "02000000 09000000 00000000");
    assert_int_equal(sim.opens, 0);
    /* Bytes that are nothing are skipped. */
    say(client, "ff ff 07");
    say(client, CONFIGURATION("06000000"));
    hears(client, CONFIGURED("06000000"));
}

/* The modem's OPEN is sent again; what never opens is hung up on. */
static void test_mbim_opens(void **state)
{
    (void)state;
    start("em7355,first-open-lost");
    size_t a = wdm_sim_proxy_connect(&proxy);
    size_t b = wdm_sim_proxy_connect(&proxy);
    say(a, CONFIGURATION("01000000"));
    say(b, CONFIGURATION("01000000"));
    assert_int_equal(sim.opens, 1);
    hears(a, "");
    now = wdm_sim_proxy_due(&proxy);
    wdm_sim_proxy_work(&proxy, now);
    wdm_sim_proxy_work(&proxy, now);
    hears(a, CONFIGURED("01000000"));
    hears(b, CONFIGURED("01000000"));
    assert_int_equal(sim.opens, 2);

    start("em7355,drop=1");
    a = wdm_sim_proxy_connect(&proxy);
    say(a, CONFIGURATION("01000000"));
    for (int i = 0; i < 4 && !proxy.clients[a].failed; i++) {
        sim.faults.drop = sim.answers + 1;
        now = wdm_sim_proxy_due(&proxy);
        assert_true(now != WDM_FOREVER);
        wdm_sim_proxy_work(&proxy, now);
    }
    assert_true(proxy.clients[a].failed);
    assert_int_equal(sim.opens, 3);
    hears(a, "");
}

/* The modem forgot that it was open: whoever comes next opens it anew. */
static void test_mbim_opens_anew(void **state)
{
    (void)state;
    start("em7355");
    size_t a = mbim_client();
    sim.opened = false;
    say(a, QUERY_RADIO("07000000"));
    hears(a, NOT_OPENED("07000000"));
    size_t b = mbim_client();
    assert_int_equal(sim.opens, 2);
    say(b, QUERY_RADIO("07000000"));
    hears(b, RADIO_IS("07000000", "00000000"));
}

/* Fragments of one client do not come between those of another. */
static void test_mbim_fragments(void **state)
{
    (void)state;
    start("em7355,frag=64");
    size_t a = mbim_client();
    size_t b = mbim_client();
    /* A set of the radio state in two fragments. */
    say(a, "03000000 32000000 09000000 02000000 00000000" BASIC "03000000 01000000 04000000 00 00");
    say(b, QUERY_RADIO("09000000"));
    hears(b, RADIO_IS("09000000", "00000000"));
    say(a, "03000000 16000000 09000000 02000000 01000000 00 00");
    hears(a, RADIO_IS("09000000", "00000000"));
    /* A fragment that was not awaited. */
    say(b, "03000000 18000000 0a000000 03000000 02000000 00000000");
    hears(b, "04000080 10000000 0a000000 02000000");
    /* An answer in fragments: each has the client's transaction. */
    const uint8_t *bytes;
    say(b, "03000000 30000000 0b000000 01000000 00000000" BASIC "01000000 00000000 00000000");
    size_t length = heard(b, &bytes);
    size_t fragments = 0;
    for (size_t i = 0; i < length; i += wdm_get_u32(bytes + i + 4)) {
        assert_int_equal(wdm_get_u32(bytes + i), WDM_MBIM_COMMAND_DONE);
        assert_int_equal(wdm_get_u32(bytes + i + 8), 11);
        assert_int_equal(wdm_get_u32(bytes + i + 16), fragments++);
    }
    assert_true(fragments > 2);
    hears(a, "");
}

/* Basic Connect's indications go to all, QMI's to those who subscribed, whatever
 * list another client gives after them. */
static void test_mbim_indications(void **state)
{
    (void)state;
    start("em7355,unlocked");
    size_t a = mbim_client();
    size_t b = mbim_client();
    const uint8_t *bytes;
    say(a, "03000000 54000000 03000000 01000000 00000000" BASIC "13000000 01000000 24000000"
           "01000000 0c000000 18000000 d1a30bc2 f97a 6e43 bf65 c7e24fb0f0d3 01000000 01000000");
    assert_true(heard(a, &bytes) > 0);
    say(b, "03000000 34000000 03000000 01000000 00000000" BASIC "13000000 01000000 04000000"
           "00000000");
    assert_true(heard(b, &bytes) > 0);
    assert_true(sim.subscribed);
    /* The radio goes off: Radio State and Register State tell it. */
    say(b, "03000000 34000000 04000000 01000000 00000000" BASIC "03000000 01000000 04000000"
           "00000000");
    size_t told_b = heard(b, &bytes) - 0x38; /* but for the answer */
    size_t told_a = heard(a, &bytes);
    assert_true(told_b > 0);
    assert_int_equal(told_a, told_b);
    /* A DMS event report, which noise makes. */
    sim.faults.noise = true;
    say(a, "03000000 40000000 05000000 01000000 00000000 d1a30bc2 f97a 6e43 bf65 c7e24fb0f0d3"
           "01000000 01000000 10000000 010f0000000000012200040001010002");
    told_a = heard(a, &bytes);
    told_b = heard(b, &bytes);
    assert_true(told_b > 0 && told_a > told_b + 0x47);
}

/* Once a client has agreed on MBIMEx with the modem, all are told. */
static void test_mbim_version(void **state)
{
    (void)state;
    start("em7355");
    size_t a = mbim_client();
    size_t b = mbim_client();
    const uint8_t *bytes;
    static const char version[] =
        "07000080 30000000 00000000 01000000 00000000" CONTROL "02000000 04000000 00010003";
    uint8_t answer[64];
    /* The personality has no such command: its refusal is made an answer. */
    sim.faults.delay_ms = 1;
    say(a, "03000000 34000000 05000000 01000000 00000000 3d01dcc5 fef5 4d05 0d3a bef7058e9aaf"
           "0f000000 00000000 04000000 00010003");
    assert_int_equal(sim.chunk_count, 1);
    struct wdm_sim_chunk *chunk = &sim.chunks[sim.chunk_first];
    bytes_of_hex("00000000 04000000 00010003", answer, sizeof(answer));
    if (chunk->length == 48) {
        memcpy(sim.queue + chunk->start + 40, answer, 12);
        sim.queue[chunk->start + 4] = 52;
        chunk->length = 52;
        sim.queue_end = chunk->start + 52;
    }
    now += WDM_SECOND;
    wdm_sim_proxy_work(&proxy, now);
    hears(b, version);
    size_t length = heard(a, &bytes);
    assert_int_equal(length, 48 + 52);
    assert_hex(bytes, 48, version);
    /* And whoever comes later. */
    sim.faults.delay_ms = 0;
    size_t c = wdm_sim_proxy_connect(&proxy);
    static const char both[] = "07000080 30000000 00000000 01000000 00000000" CONTROL
                               "02000000 04000000 00010003" CONFIGURED("01000000");
    say(c, CONFIGURATION("01000000"));
    hears(c, both);
}

/* A client that reads nothing is hung up on, and the others go on. */
static void test_overflow(void **state)
{
    (void)state;
    start("em7355");
    size_t a = mbim_client();
    size_t b = mbim_client();
    for (int i = 0; i < 400 && !proxy.clients[a].failed; i++)
        say(a, QUERY_RADIO("07000000"));
    assert_true(proxy.clients[a].failed);
    say(b, QUERY_RADIO("07000000"));
    hears(b, RADIO_IS("07000000", "00000000"));
}

static void test_places(void **state)
{
    (void)state;
    start("em7355-qmi");
    for (size_t i = 0; i < WDM_SIM_PROXY_CLIENTS; i++)
        assert_int_equal(wdm_sim_proxy_connect(&proxy), i);
    assert_int_equal(wdm_sim_proxy_connect(&proxy), NONE);
    wdm_sim_proxy_disconnect(&proxy, 3);
    assert_int_equal(wdm_sim_proxy_connect(&proxy), 3);
}

/* ---- QMI */

#define PROXY_OPEN   "01 12 00 00 00 00 00 01 00 ff 07 00 01 04 00 2f 64 65 76"
#define PROXY_OPENED "01 12 00 80 00 00 01 01 00 ff 07 00 02 04 00 00 00 00 00"
#define ALLOCATE(n)  "01 0f 00 00 00 00 00" n "22 00 04 00 01 01 00 02"
#define ALLOCATED(n, client)                                                                       \
    "01 17 00 80 00 00 01" n "22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02" client

static size_t qmi_client(const char *given)
{
    size_t client = wdm_sim_proxy_connect(&proxy);
    char answer[256];
    say(client, PROXY_OPEN);
    hears(client, PROXY_OPENED);
    say(client, ALLOCATE("01"));
    strcpy(answer, ALLOCATED("01", ""));
    strcat(answer, given);
    hears(client, answer);
    return client;
}

static void test_qmi_apart(void **state)
{
    (void)state;
    start("em7355-qmi");
    size_t a = qmi_client("14");
    size_t b = qmi_client("15");
    sim.faults.delay_ms = 10;
    say(a, ALLOCATE("05"));
    say(b, ALLOCATE("05"));
    /* Get Model, the same transaction. */
    say(b, "01 0c 00 00 02 15 00 09 00 22 00 00 00");
    say(a, "01 0c 00 00 02 14 00 09 00 22 00 00 00");
    now = wdm_sim_proxy_due(&proxy);
    wdm_sim_proxy_work(&proxy, now);
    hears(a, ALLOCATED("05", "16") "01 1c 00 80 02 14 02 09 00 22 00 10 00 02 04 00 00 00 00 00 01 "
                                   "06 00 45 4d 37 33 35 35");
    hears(b, ALLOCATED("05", "17") "01 1c 00 80 02 15 02 09 00 22 00 10 00 02 04 00 00 00 00 00 01 "
                                   "06 00 45 4d 37 33 35 35");
    wdm_sim_proxy_disconnect(&proxy, a);
    wdm_sim_proxy_disconnect(&proxy, b);
    assert_int_equal(wdm_sim_clients_left(&sim), 4);
}

/* Indications go to the client id's owner; it may change hands. */
static void test_qmi_indications(void **state)
{
    (void)state;
    static const char report[] = "01 10 00 80 02 14 04 01 00 01 00 04 00 14 01 00 01";
    static const char wants_reports[] = "01 10 00 00 02 14 00 03 00 01 00 04 00 14 01 00 01";
    static const char done[] = "01 13 00 80 02 14 02 03 00 01 00 07 00 02 04 00 00 00 00 00";
    start("em7355-qmi,unlocked");
    size_t a = qmi_client("14");
    size_t b = qmi_client("15");
    const uint8_t *bytes;
    say(a, wants_reports);
    hears(a, done);
    /* Set Operating Mode, low-power. */
    say(b, "01 10 00 00 02 15 00 04 00 2e 00 04 00 01 01 00 01");
    hears(b, "01 13 00 80 02 15 02 04 00 2e 00 07 00 02 04 00 00 00 00 00");
    hears(a, report);
    wdm_sim_proxy_disconnect(&proxy, a);
    /* Nobody's; then b takes it up. */
    say(b, "01 10 00 00 02 15 00 05 00 2e 00 04 00 01 01 00 00");
    hears(b, "01 13 00 80 02 15 02 05 00 2e 00 07 00 02 04 00 00 00 00 00");
    say(b, wants_reports);
    hears(b, done);
    say(b, "01 10 00 00 02 15 00 06 00 2e 00 04 00 01 01 00 01");
    assert_int_equal(heard(b, &bytes), 20 + 17);
    assert_hex(bytes + 20, 17, report);
    /* A restart is told to all that have named a device. */
    size_t c = wdm_sim_proxy_connect(&proxy);
    say(c, PROXY_OPEN);
    assert_true(heard(c, &bytes) > 0);
    size_t d = wdm_sim_proxy_connect(&proxy);
    say(b, "01 10 00 00 02 15 00 07 00 2e 00 04 00 01 01 00 04");
    hears(c, "01 0b 00 80 00 00 02 00 27 00 00 00");
    hears(d, "");
}

static void test_qmi_refused(void **state)
{
    (void)state;
    start("em7355-qmi");
    size_t client = wdm_sim_proxy_connect(&proxy);
    say(client, ALLOCATE("01"));
    hears(client, "01 12 00 80 00 00 01 01 22 00 07 00 02 04 00 01 00 03 00");
    say(client, "01 0b 00 00 00 00 00 02 00 ff 00 00");
    hears(client, "01 12 00 80 00 00 01 02 00 ff 07 00 02 04 00 01 00 11 00");
    assert_int_equal(sim.client_count, 0);
    /* In pieces. */
    say(client, "01 12 00 00 00 00 00 01 00");
    hears(client, "");
    say(client, "ff 07 00 01 04 00 2f 64 65 76");
    hears(client, PROXY_OPENED);
}

/* Numbers of CTL go round without one that is still waiting. */
static void test_qmi_numbers(void **state)
{
    (void)state;
    start("em7355-qmi,drop=2");
    size_t a = wdm_sim_proxy_connect(&proxy);
    const uint8_t *bytes;
    say(a, PROXY_OPEN);
    hears(a, PROXY_OPENED);
    say(a, "01 0b 00 00 00 00 00 01 21 00 00 00");
    assert_true(heard(a, &bytes) > 0);
    say(a, "01 0b 00 00 00 00 00 02 21 00 00 00");
    hears(a, "");
    for (int i = 0; i < 300; i++) {
        say(a, "01 0b 00 00 00 00 00 03 21 00 00 00");
        assert_true(heard(a, &bytes) > 0);
        assert_int_equal(bytes[7], 3);
        assert_int_not_equal(proxy.last_number, 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mbim_apart),       cmocka_unit_test(test_mbim_left),
        cmocka_unit_test(test_mbim_refused),     cmocka_unit_test(test_mbim_opens),
        cmocka_unit_test(test_mbim_opens_anew),  cmocka_unit_test(test_mbim_fragments),
        cmocka_unit_test(test_mbim_indications), cmocka_unit_test(test_mbim_version),
        cmocka_unit_test(test_overflow),         cmocka_unit_test(test_places),
        cmocka_unit_test(test_qmi_apart),        cmocka_unit_test(test_qmi_indications),
        cmocka_unit_test(test_qmi_refused),      cmocka_unit_test(test_qmi_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
