/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The USB device that a simulated modem is: what a host asks of it, in the order in which
 * hosts do, and what it must answer, byte for byte. */
#include <string.h>

#include "support.h"
#include "wdm/format.h"
#include "wdm/sim_usb.h"

#define STALL "stall"

static struct wdm_sim sim;
static struct wdm_sim_usb usb;
static wdm_time now;

static void start(const char *specification)
{
    struct wdm_error error;
    assert_true(wdm_sim_init(&sim, specification, &error));
    wdm_sim_usb_init(&usb, &sim, true);
    now = 1000;
}

/* A control transfer. `answer` is hex, or STALL; of an IN with more room than that. */
#define control(setup, data, answer) control_at(setup, data, answer, __FILE__, __LINE__)
static void control_at(const char *setup_hex, const char *data_hex, const char *answer,
                       const char *file, int line)
{
    uint8_t setup[8], bytes[4096], room[4096];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    assert_int_equal(bytes_of_hex(setup_hex, setup, sizeof(setup)), 8);
    size_t length = bytes_of_hex(data_hex, bytes, sizeof(bytes));
    struct wdm_span data = {.bytes = bytes, .length = length};
    enum wdm_sim_usb_result result = wdm_sim_usb_control(&usb, setup, data, &out, now);
    bool stalls = strcmp(answer, STALL) == 0;
    if ((result == WDM_SIM_USB_STALL) != stalls)
        fail_msg("%s:%d: %s is answered with %d", file, line, setup_hex, (int)result);
    if (!stalls)
        assert_hex_at(room, out.length, answer, file, line);
}

/* An IN transfer; NULL: nothing is there, STALL: it stalls. */
#define hears(endpoint, answer) hears_at(endpoint, answer, __FILE__, __LINE__)
static void hears_at(uint8_t endpoint, const char *answer, const char *file, int line)
{
    uint8_t room[4096];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    enum wdm_sim_usb_result result = wdm_sim_usb_in(&usb, endpoint, &out, now);
    enum wdm_sim_usb_result wanted = WDM_SIM_USB_DONE;
    if (!answer)
        wanted = WDM_SIM_USB_WAIT;
    else if (strcmp(answer, STALL) == 0)
        wanted = WDM_SIM_USB_STALL;
    if (result != wanted)
        fail_msg("%s:%d: endpoint %d gives %d", file, line, endpoint, (int)result);
    if (result == WDM_SIM_USB_DONE)
        assert_hex_at(room, out.length, answer, file, line);
}

/* ---- Descriptors */

#define QMI_CONFIGURATION                                                                          \
    "09 02 7a00 04 01 00 e0 fa"                                                                    \
    "09 04 00 00 02 ff ff ff 00  07 05 81 02 0002 00  07 05 01 02 0002 00"                         \
    "09 04 02 00 03 ff 00 00 00  07 05 83 03 0a00 09  07 05 82 02 0002 00  07 05 02 02 0002 00"    \
    "09 04 03 00 03 ff 00 00 00  07 05 85 03 0a00 09  07 05 84 02 0002 00  07 05 03 02 0002 00"    \
    "09 04 08 00 03 ff ff ff 00  07 05 87 03 0800 09  07 05 86 02 0002 00  07 05 04 02 0002 00"

#define MBIM_INTERFACES                                                                            \
    "08 0b 0c 02 02 0e 00 00  09 04 0c 00 01 02 0e 00 00"                                          \
    "05 24 00 2001  05 24 06 0c 0d  0c 24 1b 0001 0010 20 80 0008 20  08 24 1c 0001 40 dc05"       \
    "07 05 87 03 4000 09"                                                                          \
    "09 04 0d 00 00 0a 00 02 00"                                                                   \
    "09 04 0d 01 02 0a 00 02 00  07 05 86 02 0002 00  07 05 04 02 0002 00"

static void test_descriptors(void **state)
{
    static const struct {
        const char *personality; /* NULL: as before */
        const char *setup;
        const char *answer;
    } rows[] = {
        {"em7355", "80 06 0001 0000 4000", "12 01 0002 000000 40 9911 1f90 0600 01 02 03 02"},
        {NULL, "80 06 0001 0000 0800", "12 01 0002 000000 40"},
        {NULL, "80 06 0101 0000 4000", STALL},
        {NULL, "80 06 0006 0000 0a00", "0a 06 0002 000000 40 02 00"},
        {NULL, "80 06 0002 0000 0900", "09 02 7a00 04 01 00 e0 fa"},
        {NULL, "80 06 0002 0000 ff00", QMI_CONFIGURATION},
        {NULL, "80 06 0102 0000 ff00", "09 02 5f00 02 02 00 e0 fa" MBIM_INTERFACES},
        {NULL, "80 06 0202 0000 ff00", STALL},
        {NULL, "80 06 0007 0000 ff00", STALL},
        {NULL, "80 06 000f 0000 ff00", STALL},
        {NULL, "80 06 0003 0000 ff00", "04 03 0904"},
        {NULL, "80 06 0303 0904 ff00",
         "20 03 3000 3000 3400 3400 3000 3200 3100 3100 3000 3000 3000 3000 3000 3100 3900"},
        {NULL, "80 06 0203 0904 0a00", "3c 03 5300 6900 6500 7200"},
        {NULL, "80 06 0403 0904 ff00", STALL},
        {"em7455", "80 06 0001 0000 4000", "12 01 0002 000000 40 9911 7990 0600 01 02 03 02"},
        {NULL, "80 06 0002 0000 ff00", QMI_CONFIGURATION},
        {"mbim-only", "80 06 0001 0000 4000", "12 01 0002 000000 40 db0b 2619 0100 01 02 03 01"},
        {NULL, "80 06 0002 0000 ff00", "09 02 5f00 02 01 00 e0 fa" MBIM_INTERFACES},
        {"em7355-qmi", "80 06 0002 0000 ff00",
         "09 02 2700 01 01 00 e0 fa"
         "09 04 08 00 03 ff ff ff 00  07 05 87 03 0800 09  07 05 86 02 0002 00"
         "07 05 04 02 0002 00"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].personality)
            start(rows[i].personality);
        control(rows[i].setup, "", rows[i].answer);
    }
}

/* What each composition shows: how long it is and how many interfaces it has. */
static void test_compositions(void **state)
{
    static const struct {
        const char *personality;
        uint8_t composition;
        const char *first, *second; /* of each configuration: the first 6 bytes */
    } rows[] = {
        {"em7355", 1, "09 02 3e00 02 01", STALL},
        {"em7355", 6, "09 02 7a00 04 01", STALL},
        {"em7355", 8, "09 02 b200 05 01", STALL},
        {"em7355", 9, "09 02 5f00 02 01", STALL},
        {"em7355", 19, "09 02 7a00 04 01", "09 02 5f00 02 02"},
        {"em7455", 6, "09 02 7a00 04 01", STALL},
        {"em7455", 8, "09 02 7a00 04 01", "09 02 b200 05 02"},
        {"em7455", 9, "09 02 7a00 04 01", "09 02 5f00 02 02"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        start(rows[i].personality);
        sim.usb_composition = rows[i].composition;
        wdm_sim_usb_plug(&usb);
        control("80 06 0002 0000 0600", "", rows[i].first);
        control("80 06 0102 0000 0600", "", rows[i].second);
    }
    /* A composition that is set takes effect when the modem is plugged in again. */
    start("em7455");
    sim.usb_composition = 6;
    control("80 06 0102 0000 0600", "", "09 02 5f00 02 02");
    wdm_sim_usb_plug(&usb);
    control("80 06 0102 0000 0600", "", STALL);
    /* MBIM first: Linux looks at the first interface's class. */
    sim.usb_composition = 8;
    wdm_sim_usb_plug(&usb);
    control("80 06 0102 0000 1100", "", "09 02 b200 05 02 00 e0 fa 08 0b 0c 02 02 0e 00 00");
}

/* ---- Requests */

static void test_requests(void **state)
{
    static const struct {
        const char *setup;
        const char *data;
        const char *answer;
    } rows[] = {
        /* Not configured. */
        {"80 08 0000 0000 0100", "", "00"},
        {"80 00 0000 0000 0200", "", "0100"},
        {"81 00 0000 0c00 0200", "", STALL},
        {"81 0a 0000 0d00 0100", "", STALL},
        {"a1 80 0000 0c00 1c00", "", STALL},
        {"82 00 0000 8600 0200", "", STALL},
        {"00 09 0300 0000 0000", "", STALL},
        {"00 05 0700 0000 0000", "", ""},
        /* MBIM. */
        {"00 09 0200 0000 0000", "", ""},
        {"80 08 0000 0000 0100", "", "02"},
        {"81 0a 0000 0d00 0100", "", "00"},
        {"01 0b 0200 0d00 0000", "", STALL},
        {"01 0b 0100 0c00 0000", "", STALL},
        {"01 0b 0000 0800 0000", "", STALL},
        {"82 00 0000 8600 0200", "", STALL},
        {"01 0b 0100 0d00 0000", "", ""},
        {"81 0a 0000 0d00 0100", "", "01"},
        {"82 00 0000 8600 0200", "", "0000"},
        {"02 03 0000 8600 0000", "", ""},
        {"82 00 0000 8600 0200", "", "0100"},
        {"02 01 0000 8600 0000", "", ""},
        {"82 00 0000 8600 0200", "", "0000"},
        {"02 03 0100 8600 0000", "", STALL},
        {"02 03 0000 8500 0000", "", STALL},
        {"82 00 0000 0000 0200", "", "0000"},
        {"81 00 0000 0c00 0200", "", "0000"},
        {"81 00 0000 0800 0200", "", STALL},
        {"00 03 0100 0000 0000", "", ""},
        {"80 00 0000 0000 0200", "", "0300"},
        {"00 01 0100 0000 0000", "", ""},
        {"80 00 0000 0000 0200", "", "0100"},
        {"00 07 0001 0000 0000", "", STALL},
        /* What the kernel's drivers ask of NCM and MBIM. */
        {"a1 80 0000 0c00 1c00", "",
         "1c00 0100 00400000 0400 0000 0400 0000 00400000 0400 0000 0400 1000"},
        {"a1 83 0000 0c00 0200", "", "0000"},
        {"21 84 0000 0c00 0000", "", ""},
        {"21 84 0100 0c00 0000", "", STALL},
        {"a1 85 0000 0c00 0400", "", "00400000"},
        {"21 86 0000 0c00 0400", "00200000", ""},
        {"a1 85 0000 0c00 0400", "", "00200000"},
        {"21 86 0000 0c00 0400", "ff070000", STALL},
        {"21 86 0000 0c00 0400", "01400000", STALL},
        {"21 86 0000 0c00 0400", "002000", STALL},
        {"a1 87 0000 0c00 0200", "", "0008"},
        {"21 88 0000 0c00 0200", "dc05", ""},
        {"a1 87 0000 0c00 0200", "", "dc05"},
        {"21 88 0000 0c00 0200", "0108", STALL},
        {"a1 89 0000 0c00 0200", "", "0000"},
        {"21 8a 0000 0c00 0000", "", ""},
        {"21 8a 0100 0c00 0000", "", STALL},
        {"21 05 0000 0c00 0000", "", ""},
        {"a1 81 0000 0c00 0600", "", STALL},
        {"a1 80 0000 0d00 1c00", "", STALL},
        {"a1 80 0000 0c01 1c00", "", STALL},
        {"a1 01 0000 0c00 0010", "", STALL}, /* nothing to fetch */
        {"c0 01 0000 0000 0010", "", STALL},
        /* QMI and the serial ports. */
        {"00 09 0100 0000 0000", "", ""},
        {"80 08 0000 0000 0100", "", "01"},
        {"81 0a 0000 0800 0100", "", "00"},
        {"a1 80 0000 0800 1c00", "", STALL},
        {"a1 80 0000 0c00 1c00", "", STALL},
        {"21 22 0100 0800 0000", "", ""},
        {"21 22 0300 0300 0000", "", ""},
        {"21 20 0000 0300 0700", "00c20100000008", ""},
        {"a1 21 0000 0300 0700", "", "00c20100000008"},
        {"21 00 0000 0300 0000", "", STALL},
        {"00 09 0000 0000 0000", "", ""},
        {"80 08 0000 0000 0100", "", "00"},
    };
    (void)state;
    start("em7355");
    for (size_t i = 0; i < COUNT(rows); i++)
        control(rows[i].setup, rows[i].data, rows[i].answer);
}

/* ---- The modem behind */

#define OPEN      "01000000 10000000 01000000 00100000"
#define OPEN_DONE "01000080 10000000 01000000 00000000"
#define AVAILABLE "a1 01 0000 0c00 0000"
#define UP        "a1 00 0100 0c00 0000"
#define EVENTS    7

static void send_mbim(const char *hex)
{
    control("21 00 0000 0c00 0010", hex, "");
}

#define fetches(hex) control("a1 01 0000 0c00 0010", "", hex)

static void test_encapsulated(void **state)
{
    (void)state;
    start("em7355");
    hears(EVENTS, STALL);
    control("00 09 0200 0000 0000", "", "");
    hears(EVENTS, NULL);
    send_mbim(OPEN);
    send_mbim(OPEN);
    /* One notification a message; they queue. */
    hears(EVENTS, AVAILABLE);
    hears(EVENTS, AVAILABLE);
    hears(EVENTS, NULL);
    fetches(OPEN_DONE);
    hears(EVENTS, NULL);
    fetches(OPEN_DONE);
    fetches(STALL);
    hears(EVENTS, NULL);
    /* A response may be fetched without its notification. */
    send_mbim(OPEN);
    fetches(OPEN_DONE);
    hears(EVENTS, NULL);
    /* What does not fit is lost. */
    send_mbim(OPEN);
    control("a1 01 0000 0c00 0800", "", "01000080 10000000");
    fetches(STALL);
    /* A reset of the function closes it. */
    send_mbim(OPEN);
    control("21 05 0000 0c00 0000", "", "");
    hears(EVENTS, NULL);
    assert_false(sim.opened);
    /* So does a configuration, which also forgets what was under way. */
    send_mbim(OPEN);
    hears(EVENTS, AVAILABLE);
    control("00 09 0200 0000 0000", "", "");
    assert_false(sim.opened);
    hears(EVENTS, NULL);
    send_mbim(OPEN);
    hears(EVENTS, AVAILABLE);
    fetches(OPEN_DONE);
    /* With the network, the data interface tells that it is connected. */
    control("01 0b 0100 0d00 0000", "", "");
    hears(EVENTS, UP);
    hears(EVENTS, NULL);
}

static void test_faults(void **state)
{
    (void)state;
    start("em7355,delay=5,unplug=2");
    control("00 09 0200 0000 0000", "", "");
    assert_true(wdm_sim_usb_due(&usb, true) == WDM_FOREVER);
    send_mbim(OPEN);
    hears(EVENTS, NULL);
    fetches(STALL);
    assert_true(wdm_sim_usb_due(&usb, false) == WDM_FOREVER);
    assert_true(wdm_sim_usb_due(&usb, true) == now + 5 * WDM_MILLISECOND);
    now += 5 * WDM_MILLISECOND;
    hears(EVENTS, AVAILABLE);
    assert_true(wdm_sim_usb_due(&usb, true) == WDM_FOREVER);
    fetches(OPEN_DONE);
    send_mbim(OPEN);
    assert_true(wdm_sim_usb_due(&usb, false) == now + 5 * WDM_MILLISECOND);
    wdm_sim_usb_work(&usb, now + 5 * WDM_MILLISECOND - 1);
    assert_false(sim.gone);
    wdm_sim_usb_work(&usb, now + 5 * WDM_MILLISECOND);
    assert_true(sim.gone);
    /* Plugged in again, it has lost its power meanwhile, but counts on. */
    sim.locked = false;
    wdm_sim_usb_plug(&usb);
    assert_false(sim.gone);
    assert_true(sim.locked);
    assert_int_equal(wdm_sim_usb_configuration(&usb), 0);
    /* Pieces and merged messages are told of as long as there is something. */
    start("em7355,split=10");
    control("00 09 0200 0000 0000", "", "");
    send_mbim(OPEN);
    hears(EVENTS, AVAILABLE);
    fetches("01000080 10000000 0100");
    hears(EVENTS, AVAILABLE);
    fetches("0000 00000000");
    hears(EVENTS, NULL);
    start("em7355,merge");
    control("00 09 0200 0000 0000", "", "");
    send_mbim(OPEN);
    send_mbim(OPEN);
    hears(EVENTS, AVAILABLE);
    hears(EVENTS, AVAILABLE);
    fetches(OPEN_DONE OPEN_DONE);
    hears(EVENTS, NULL);
    send_mbim(OPEN);
    hears(EVENTS, AVAILABLE);
}

#define ALLOCATE "01 0f00 00 00 00 00 01 2200 0400 01 0100 02"

/* The QMI port of the EM7355 answers nothing, that of the EM7455 does; a client id taken in
 * one configuration is still taken in the other, and the lock stays open. */
static void test_configurations(void **state)
{
    (void)state;
    start("em7355");
    control("00 09 0100 0000 0000", "", "");
    assert_int_equal(sim.protocol, WDM_PROTOCOL_QMI);
    control("21 00 0000 0800 0f00", ALLOCATE, "");
    control("a1 01 0000 0800 0010", "", STALL);
    start("em7455");
    sim.locked = false;
    control("00 09 0100 0000 0000", "", "");
    hears(EVENTS, "a1 00 0100 0800 0000");
    control("21 00 0000 0800 0f00", ALLOCATE, "");
    hears(EVENTS, "a1 01 0000 0800 0000");
    control("a1 01 0000 0800 0010", "",
            "01 1700 80 00 00 01 01 2200 0c00 02 0400 0000 0000 01 0200 02 01");
    control("00 09 0200 0000 0000", "", "");
    assert_int_equal(sim.protocol, WDM_PROTOCOL_MBIM);
    assert_int_equal(wdm_sim_clients_left(&sim), 1);
    assert_false(sim.locked);
}

/* ---- AT */

static void says(const char *text, const char *answer)
{
    uint8_t room[2048];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_span data = {.bytes = (const uint8_t *)text, .length = strlen(text)};
    assert_int_equal(wdm_sim_usb_out(&usb, 3, data, now), WDM_SIM_USB_DONE);
    enum wdm_sim_usb_result result = wdm_sim_usb_in(&usb, 4, &out, now);
    assert_int_equal(result, *answer ? WDM_SIM_USB_DONE : WDM_SIM_USB_WAIT);
    assert_bytes(room, out.length, (const uint8_t *)answer, strlen(answer));
}

static void test_at(void **state)
{
    static char endless[400];
    (void)state;
    start("em7455");
    control("00 09 0100 0000 0000", "", "");
    says("AT\r", "AT\r\r\nOK\r\n");
    says("at", "at");
    says("\r\n", "\r\r\nOK\r\n");
    says("ATE0\r", "ATE0\r\r\nOK\r\n");
    says("AT\r", "\r\nOK\r\n");
    says("\r\r", "");
    says("AT+CGMM\r", "\r\nEM7455\r\n\r\nOK\r\n");
    says("at+cgmi\r", "\r\nSierra Wireless, Incorporated\r\n\r\nOK\r\n");
    says("AT+CGSN\r", "\r\n004402110000019\r\n\r\nOK\r\n");
    says("ATI\r", "\r\nManufacturer: Sierra Wireless, Incorporated\r\nModel: EM7455\r\n"
                  "Revision: SWI9X30C_02.24.05.06 r7040 CARMD-EV-FRMWR2 2017/05/19 06:23:09\r\n"
                  "IMEI: 004402110000019\r\n\r\nOK\r\n");
    says("ATD123\r", "\r\nERROR\r\n");
    says("ATE2\r", "\r\nERROR\r\n");
    says("rubbish\r", "\r\nERROR\r\n");
    says("AT!UDUSBCOMP?\r", "\r\n!UDUSBCOMP: 9\r\n\r\nOK\r\n");
    says("AT!UDUSBCOMP=8\r", "\r\nERROR\r\n");
    says("AT!ENTERCND=\"B710\"\r", "\r\nERROR\r\n");
    says("AT!ENTERCND=\"A710\"\r", "\r\nOK\r\n");
    says("AT!UDUSBCOMP=7\r", "\r\nERROR\r\n");
    says("AT!UDUSBCOMP=99999999999999999999\r", "\r\nERROR\r\n");
    says("AT!UDUSBCOMP=8\r", "\r\nOK\r\n");
    assert_int_equal(sim.usb_composition, 8);
    says("AT!RESET\r", "\r\nOK\r\n");
    assert_int_equal(sim.restarts, 1);
    /* A line without an end is an error once it ends. */
    memset(endless, 'A', sizeof(endless) - 1);
    says(endless, "");
    says("\r", "\r\nERROR\r\n");
    says("AT\r", "\r\nOK\r\n");
    /* What is not read does not overflow. */
    for (int i = 0; i < 500; i++) {
        struct wdm_span data = {.bytes = (const uint8_t *)"ATI\r", .length = 4};
        assert_int_equal(wdm_sim_usb_out(&usb, 3, data, now), WDM_SIM_USB_DONE);
    }
    assert_in_range(usb.text_length, 1, sizeof(usb.text));
    /* DM and NMEA take and say nothing. */
    assert_int_equal(wdm_sim_usb_out(&usb, 1, (struct wdm_span){0}, now), WDM_SIM_USB_DONE);
    hears(1, NULL);
    hears(2, NULL);
    hears(3, NULL);
    hears(5, NULL);
    /* There are no others. */
    hears(8, STALL);
    hears(15, STALL);
    hears(16, STALL);
    assert_int_equal(wdm_sim_usb_out(&usb, 5, (struct wdm_span){0}, now), WDM_SIM_USB_STALL);
    assert_int_equal(wdm_sim_usb_out(&usb, 0x86, (struct wdm_span){0}, now), WDM_SIM_USB_STALL);
    control("02 03 0000 8400 0000", "", "");
    hears(4, STALL);
    control("02 03 0000 0300 0000", "", "");
    assert_int_equal(wdm_sim_usb_out(&usb, 3, (struct wdm_span){0}, now), WDM_SIM_USB_STALL);
}

/* Any setup and any data: nothing is read or written past its end (the sanitizers look). */
static void test_hostile(void **state)
{
    static const char *const personalities[] = {"em7355", "em7455,noise,delay=1", "silent"};
    uint32_t random = 1;
    (void)state;
    for (size_t i = 0; i < COUNT(personalities); i++) {
        start(personalities[i]);
        for (unsigned round = 0; round < 30000; round++) {
            uint8_t setup[8], bytes[64], room[64];
            struct wdm_writer out = wdm_writer(room, round % (sizeof(room) + 1));
            struct wdm_span data = {.bytes = bytes, .length = round % sizeof(bytes)};
            for (size_t k = 0; k < sizeof(setup) + sizeof(bytes); k++) {
                random = random * 1103515245U + 12345U;
                uint8_t byte = (uint8_t)(random >> 16 & 0xffU);
                if (k < sizeof(setup))
                    setup[k] = k < 2 ? byte : byte & 0x0fU;
                else
                    bytes[k - sizeof(setup)] = byte;
            }
            if (round % 2 == 0)
                setup[0] = (uint8_t)((setup[0] & 0x80U) | (round % 4 == 0 ? 0x21U : 0x01U));
            (void)wdm_sim_usb_control(&usb, setup, data, &out, now++);
            (void)wdm_sim_usb_out(&usb, setup[2], data, now);
            out.length = 0;
            (void)wdm_sim_usb_in(&usb, setup[4], &out, now);
            assert_true(out.length <= out.capacity);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_descriptors), cmocka_unit_test(test_compositions),
        cmocka_unit_test(test_requests),    cmocka_unit_test(test_encapsulated),
        cmocka_unit_test(test_faults),      cmocka_unit_test(test_configurations),
        cmocka_unit_test(test_at),          cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
