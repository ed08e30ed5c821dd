/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modems: what they answer, to the byte where a real one's bytes
 * are known, and what they make of a host that errs. */
#include <string.h>

#include "sim_host.h"
#include "support.h"

/* ---- Specifications */

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; wdm_sim_personality_name(i); i++) {
        static struct wdm_sim sim;
        struct wdm_error error;
        assert_non_null(wdm_sim_personality_summary(i));
        assert_true(wdm_sim_init(&sim, wdm_sim_personality_name(i), &error));
        assert_string_equal(sim.name, wdm_sim_personality_name(i));
    }
    for (size_t i = 0; wdm_sim_fault_name(i); i++)
        assert_non_null(wdm_sim_fault_summary(i));
    assert_null(wdm_sim_personality_name(1000));
    assert_null(wdm_sim_fault_name(1000));
}

static void test_specifications(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *hint; /* has this; NULL: the specification is good */
    } rows[] = {
        {"em7355", NULL},
        {"em7355-qmi,delay=0,drop=4294967295", NULL},
        {"mbim-only,late=1,dup=2,garble=3,truncate=4,split=1,frag=64,unplug=9", NULL},
        {"silent,merge,noise,busy,first-open-lost,unlocked", NULL},
        {"em7356", "em7355"},
        {"", ""},
        {"em7355,drpo=1", "drop=N"},
        {"em7355,nosie", "noise"},
        {"em7355,", ""},
        {"em7355,,noise", ""},
        {"em7355,drop", ""},
        {"em7355,drop=", ""},
        {"em7355,drop=0", ""},
        {"em7355,drop=-1", ""},
        {"em7355,drop=1x", ""},
        {"em7355,drop=4294967296", ""},
        {"em7355,drop=99999999999999999999999", ""},
        {"em7355,split=0", ""},
        {"em7355,frag=63", ""},
        {"em7355,frag=4097", ""},
        {"em7355,noise=1", ""},
        {"em7355,a-fault-that-has-a-very-very-long-name-indeed=1", ""},
        {"a-personality-that-has-a-very-very-long-name-indeed", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        static struct wdm_sim sim;
        struct wdm_error error;
        wdm_error_clear(&error);
        bool good = wdm_sim_init(&sim, rows[i].text, &error);
        if (good != (rows[i].hint == NULL))
            fail_msg("%s", rows[i].text);
        if (good)
            continue;
        assert_int_equal(error.kind, WDM_USAGE);
        assert_string_not_equal(error.what, "");
        assert_non_null(strstr(error.hint, rows[i].hint));
    }
}

/* ---- Bytes in, bytes out */

#define OPEN      "01000000 10000000 01000000 00100000"
#define OPEN_DONE "01000080 10000000 01000000 00000000"
#define UUID_QMI  "d1a30bc2f97a6e43bf65c7e24fb0f0d3"
#define UUID_NONE "00000000000000000000000000000000"
/* Allocate a client id of DMS, inside MBIM. */
#define ALLOCATE                                                                                   \
    "03000000 40000000 02000000 01000000 00000000" UUID_QMI                                        \
    "01000000 01000000 10000000 010f00 00 00 00 00 01 2200 0400 01 0100 02"
#define ALLOCATE_DONE                                                                              \
    "03000080 48000000 02000000 01000000 00000000" UUID_QMI                                        \
    "01000000 00000000 18000000 011700 80 00 00 01 01 2200 0c00 02 0400 00000000 01 0200 0214"

struct exchange {
    const char *specification;
    const char *in; /* all of it in one go */
    const char *out;
};

static void play(const struct exchange *rows, size_t count, bool boundaries)
{
    static struct sim_host host;
    for (size_t i = 0; i < count; i++) {
        /* No specification: it goes on with the same modem. */
        if (rows[i].specification) {
            host_start(&host, rows[i].specification);
            host.sim.boundaries = boundaries;
        }
        host_send_hex(&host, rows[i].in);
        host_expect_hex(&host, rows[i].out);
    }
}

static void test_streams(void **state)
{
    (void)state;
    static const struct exchange rows[] = {
        {"em7355", OPEN, OPEN_DONE},
        {NULL, ALLOCATE, ALLOCATE_DONE},
        /* The capture em7355-fcc-auth, byte for byte. */
        {NULL,
         "03 00 00 00 3D 00 00 00 07 00 00 00 01 00 00 00 00 00 00 00 D1 A3 0B C2 F9 7A 6E 43 BF "
         "65 C7 E2 4F B0 F0 D3 01 00 00 00 01 00 00 00 0D 00 00 00 01 0C 00 00 02 14 00 01 00 5F "
         "55 00 00",
         "03 00 00 80 44 00 00 00 07 00 00 00 01 00 00 00 00 00 00 00 D1 A3 0B C2 F9 7A 6E 43 BF "
         "65 C7 E2 4F B0 F0 D3 01 00 00 00 00 00 00 00 14 00 00 00 01 13 00 80 02 14 02 01 00 5F "
         "55 07 00 02 04 00 00 00 00 00"},
        /* The same again: NoEffect. */
        {NULL,
         "03000000 3d000000 08000000 01000000 00000000" UUID_QMI
         "01000000 01000000 0d000000 010c00 00 02 14 00 0200 5f55 0000",
         "03000080 44000000 08000000 01000000 00000000" UUID_QMI
         "01000000 00000000 14000000 011300 80 02 14 02 0200 5f55 0700 02 0400 01001a00"},
        /* A QMUX request is met with silence, and the OPEN behind it understood. */
        {"em7355", "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02", ""},
        {NULL, OPEN, OPEN_DONE},
        {"em7355", "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02" OPEN, OPEN_DONE},
        /* Two messages in one go; one in pieces. */
        {"em7355", OPEN ALLOCATE, OPEN_DONE ALLOCATE_DONE},
        {"em7355", "01", ""},
        {NULL, "000000 10", ""},
        {NULL, "000000 01000000 00100000 03", OPEN_DONE},
        /* Not opened; closed again. */
        {"em7355",
         "03000000 30000000 05000000 01000000 00000000" UUID_QMI "01000000 01000000 00000000",
         "04000080 10000000 05000000 05000000"},
        {NULL, "02000000 0c000000 06000000", "04000080 10000000 06000000 05000000"},
        {NULL, OPEN, OPEN_DONE},
        {NULL, "02000000 0c000000 06000000", "02000080 10000000 06000000 00000000"},
        {NULL, ALLOCATE, "04000080 10000000 02000000 05000000"},
        /* HOST_ERROR is not answered. */
        {"em7355", OPEN "04000000 10000000 07000000 01000000", OPEN_DONE},
        /* An unknown service, an unknown command id. */
        {"em7355", OPEN, OPEN_DONE},
        {NULL,
         "03000000 30000000 02000000 01000000 00000000" UUID_NONE "01000000 00000000 00000000",
         "03000080 30000000 02000000 01000000 00000000" UUID_NONE "01000000 09000000 00000000"},
        {NULL, "03000000 30000000 02000000 01000000 00000000" UUID_QMI "02000000 01000000 00000000",
         "03000080 30000000 02000000 01000000 00000000" UUID_QMI "02000000 09000000 00000000"},
        {NULL,
         "03000000 30000000 02000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df"
         "63000000 00000000 00000000",
         "03000080 30000000 02000000 01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df"
         "63000000 09000000 00000000"},
        /* A QMI message that is none, and one in a query. */
        {NULL,
         "03000000 32000000 02000000 01000000 00000000" UUID_QMI "01000000 01000000 02000000 0101",
         "03000080 30000000 02000000 01000000 00000000" UUID_QMI "01000000 15000000 00000000"},
        {NULL,
         "03000000 40000000 02000000 01000000 00000000" UUID_QMI
         "01000000 00000000 10000000 010f00 00 00 00 00 01 2200 0400 01 0100 02",
         "03000080 30000000 02000000 01000000 00000000" UUID_QMI "01000000 15000000 00000000"},
        /* The information buffer is longer than the message. */
        {NULL, "03000000 30000000 09000000 01000000 00000000" UUID_QMI "01000000 01000000 10000000",
         "04000080 10000000 09000000 03000000"},
        /* No QMI in it. */
        {"mbim-only", OPEN, OPEN_DONE},
        {NULL, ALLOCATE,
         "03000080 30000000 02000000 01000000 00000000" UUID_QMI "01000000 09000000 00000000"},
        /* Nothing but OPEN and CLOSE. */
        {"silent", OPEN, OPEN_DONE},
        {NULL, ALLOCATE, ""},
        {NULL, "03000000 30000000 09000000 01000000 00000000" UUID_QMI "01000000 01000000 10000000",
         ""},
        {NULL, "02000000 0c000000 06000000", "02000080 10000000 06000000 00000000"},
        /* Raw QMUX, garbage before it, and a request by pieces. */
        {"em7355-qmi", "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02",
         "01 17 00 80 00 00 01 01 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 14"},
        {NULL, "ff 00 01 01 00 00 0c", ""},
        {NULL, "01 0c 00 00 02 14 00 02", ""},
        {NULL, "00 2d 00 00 00",
         "01 1b 00 80 02 14 02 02 00 2d 00 0f 00 02 04 00 00 00 00 00 01 01 00 01 11 01 00 00"},
        /* An answer and an indication of the host's are nothing to answer. */
        {NULL, "01 0c 00 00 02 14 02 02 00 2d 00 00 00", ""},
        {NULL, "01 0c 00 80 02 14 00 02 00 2d 00 00 00", ""},
        /* An MBIM OPEN on a raw QMI port. */
        {NULL, OPEN, ""},
    };
    play(rows, COUNT(rows), false);
}

static void test_single_writes(void **state)
{
    (void)state;
    static const struct exchange rows[] = {
        {"em7355", OPEN, OPEN_DONE},
        /* The capture em7455-wrong-length: 61 announced, 65 sent. */
        {NULL,
         "03 00 00 00 3d 00 00 00 07 00 00 00 01 00 00 00 00 00 00 00 d1 a3 0b c2 f9 7a 6e 43 bf "
         "65 c7 e2 4f b0 f0 d3 01 00 00 00 01 00 00 00 11 00 00 00 01 10 00 00 02 03 00 08 00 5c "
         "55 04 00 01 01 00 06",
         "04 00 00 80 10 00 00 00 07 00 00 00 03 00 00 00"},
        /* More announced than sent: nothing is waited for. */
        {NULL, "02000000 0d000000 08000000", "04000080 10000000 08000000 03000000"},
        {NULL, "03000000 0c000000 08000000", "04000080 10000000 08000000 03000000"},
        {NULL, ALLOCATE, ALLOCATE_DONE},
        {NULL, "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02", ""},
        {NULL, "03000000", ""},
        {"em7355-qmi", "01 10 00 00 00 00 00 01 22 00 04 00 01 01 00 02", ""},
        {NULL, "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02",
         "01 17 00 80 00 00 01 01 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 14"},
    };
    play(rows, COUNT(rows), true);
}

/* The host's fragments: put together, and refused where one is missing. */
static void test_fragments(void **state)
{
    (void)state;
#define FIRST                                                                                      \
    "03000000 34000000 02000000 02000000 00000000" UUID_QMI "01000000 01000000 10000000 010f0000"
#define SECOND "03000000 20000000 02000000 02000000 01000000 00000001 22000400 01010002"
    static const struct exchange rows[] = {
        {"em7355", OPEN, OPEN_DONE},
        {NULL, FIRST, ""},
        {NULL, SECOND, ALLOCATE_DONE},
        {NULL, SECOND, "04000080 10000000 02000000 02000000"},
        {"em7355", OPEN FIRST, OPEN_DONE},
        {NULL, "03000000 20000000 02000000 03000000 02000000 00000001 22000400 01010002",
         "04000080 10000000 02000000 02000000"},
        {NULL, SECOND, "04000080 10000000 02000000 02000000"},
        {NULL, FIRST SECOND, ALLOCATE_DONE},
        {NULL, "03000000 30000000 03000000 00000000 00000000" UUID_QMI "01000000 01000000 00000000",
         "04000080 10000000 03000000 02000000"},
    };
    play(rows, COUNT(rows), false);
}

/* ---- QMI answers */

struct qmi_row {
    const char *specification;
    const char *message; /* of DMS */
    const char *request;
    uint16_t error;
    const char *fields; /* of the answer */
};

static void test_dms(void **state)
{
    (void)state;
    static const struct qmi_row rows[] = {
        {"em7355", "get-capabilities", NULL, 0,
         "info.max_tx_channel_rate=50000000\ninfo.max_rx_channel_rate=100000000\n"
         "info.data_service_capability=4\ninfo.sim_capability=2\n"
         "info.radio_interface_list[0]=1\ninfo.radio_interface_list[4]=8"},
        {NULL, "get-manufacturer", NULL, 0, "manufacturer=Sierra Wireless, Incorporated"},
        {NULL, "get-model", NULL, 0, "model=EM7355"},
        {NULL, "get-revision", NULL, 0,
         "revision=SWI9X15C_05.05.58.00 r27038 carmd-fwbuild1 2015/03/04 21:30:23"},
        {NULL, "get-software-version", NULL, 0, "version=SWI9X15C_05.05.58.00"},
        {NULL, "get-ids", NULL, 0, "esn=0\nimei=004402110000019"},
        {NULL, "get-hardware-revision", NULL, 0, "revision=1.0"},
        {NULL, "get-power-state", NULL, 0, "info.power_state_flags=1"},
        {NULL, "get-msisdn", NULL, 0, "msisdn=15550100123"},
        {NULL, "get-time", NULL, 0, "device_time.time_count=896567040000"},
        {NULL, "get-band-capabilities", NULL, 0, "lte_band_capability=16846874"},
        {NULL, "get-factory-sku", NULL, 0, "sku=1102035"},
        {NULL, "get-activation-state", NULL, 0, "info=1"},
        {NULL, "get-user-lock-state", NULL, 0, "enabled=0"},
        {NULL, "uim-get-state", NULL, 0, "state=0"},
        {NULL, "uim-get-pin-status", NULL, 0, "pin1_status.current_status=3"},
        {NULL, "uim-get-iccid", NULL, 0, "iccid=8988001010000007357"},
        {NULL, "uim-get-imsi", NULL, 0, "imsi=001010000000735"},
        {NULL, "swi-get-current-firmware", NULL, 0, "model=EM7355\ncarrier=GENNA-UMTS"},
        {NULL, "get-supported-messages", NULL, 0,
         "list=03000040 7ff81210 78000200 00000000 00000000 00000000 00000000 00000000"},
        {NULL, "swi-get-usb-composition", NULL, 0, "current=14\nsupported[9]=19"},
        {NULL, "swi-set-usb-composition", "current=6", 0, ""},
        {NULL, "swi-get-usb-composition", NULL, 0, "current=6\nsupported[0]=1"},
        {NULL, "swi-set-usb-composition", "current=5", 48, ""},
        {NULL, "swi-set-usb-composition", NULL, 17, ""},
        {NULL, "set-event-report", NULL, 17, ""},
        {NULL, "set-event-report", "power_state_reporting=1", 0, ""},
        {NULL, "reset", NULL, 0, ""},
        {NULL, "get-prl-version", NULL, 71, ""},
        /* The lock, and the mode. */
        {NULL, "get-operating-mode", NULL, 0, "mode=1\nhardware_restricted_mode=0"},
        {NULL, "set-operating-mode", "mode=online", 60, ""},
        {NULL, "set-operating-mode", "mode=low-power", 0, ""},
        {NULL, "set-operating-mode", NULL, 17, ""},
        {NULL, "set-operating-mode", "mode=9", 48, ""},
        {NULL, "set-fcc-authentication", NULL, 0, ""},
        {NULL, "get-operating-mode", NULL, 0, "mode=1"},
        {NULL, "set-fcc-authentication", NULL, 26, ""},
        {NULL, "set-operating-mode", "mode=online", 0, ""},
        {NULL, "get-operating-mode", NULL, 0, "mode=0"},
        {NULL, "set-operating-mode", "mode=offline", 0, ""},
        {NULL, "set-operating-mode", "mode=online", 60, ""},
        {"em7355,unlocked", "get-operating-mode", NULL, 0, "mode=0"},
        {NULL, "set-fcc-authentication", NULL, 26, ""},
        {"em7355-qmi", "get-model", NULL, 0, "model=EM7355"},
        {NULL, "get-operating-mode", NULL, 0, "mode=1"},
        {NULL, "set-operating-mode", "mode=online", 60, ""},
        {NULL, "set-fcc-authentication", NULL, 0, ""},
        {NULL, "set-operating-mode", "mode=online", 0, ""},
        {"em7355-qmi,unlocked", "get-operating-mode", NULL, 0, "mode=0"},
        {"em7455", "get-model", NULL, 0, "model=EM7455"},
        {"em7455", "get-operating-mode", NULL, 0, "mode=1"},
        {"em7455", "swi-get-usb-composition", NULL, 0, "current=9\nsupported[0]=6\nsupported[2]=9"},
    };
    static struct sim_host host;
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_name("dms");
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].specification) {
            host_start(&host, rows[i].specification);
            if (host.sim.protocol == WDM_PROTOCOL_MBIM)
                host_open(&host);
        }
        struct wdm_qmux answer;
        uint16_t error = host_dms(&host, rows[i].message, rows[i].request, &answer);
        if (error != rows[i].error)
            fail_msg("%s: error %u", rows[i].message, error);
        struct wdm_layout layout =
            wdm_qmi_layout(dms, wdm_qmi_message_by_id(dms, answer.message, WDM_QMI_REQUEST, 0x1199),
                           WDM_QMI_RESPONSE);
        host_expect_fields(&layout, answer.tlvs, rows[i].fields);
    }
}

/* The capture em7355-usb-composition, byte for byte but for ids. */
static void test_usb_composition_capture(void **state)
{
    (void)state;
    static struct sim_host host;
    struct wdm_qmux answer;
    host_start(&host, "em7355");
    host_open(&host);
    assert_int_equal(host_dms(&host, "swi-get-usb-composition", NULL, &answer), 0);
    assert_hex(answer.tlvs.bytes, answer.tlvs.length,
               "02 04 00 00 00 00 00 10 01 00 0E 11 0B 00 0A 01 06 07 08 09 0A 0B 0C 0E 13");
}

/* Requests that are wrong below what the catalogue's names can say. */
static void test_qmi_errors(void **state)
{
    (void)state;
    static const struct {
        const char *request;
        uint16_t error;
    } rows[] = {
        {"01 0c 00 00 02 14 00 02 00 77 77 00 00", 71},            /* unknown message */
        {"01 0c 00 00 02 14 00 02 00 2e 00 00 00", 17},            /* no mandatory TLV */
        {"01 0f 00 00 02 14 00 02 00 2e 00 03 00 01 00 00", 1},    /* too short a TLV */
        {"01 0f 00 00 02 14 00 02 00 2e 00 03 00 01 05 00", 1},    /* longer than it is */
        {"01 0d 00 00 02 14 00 02 00 2d 00 01 00 01", 1},          /* half a TLV */
        {"01 0c 00 00 02 14 00 02 00 2d 00 05 00", 1},             /* TLVs that are not there */
        {"01 0c 00 00 02 15 00 02 00 2d 00 00 00", 7},             /* no such client */
        {"01 0c 00 00 02 00 00 02 00 2d 00 00 00", 7},             /* nor that */
        {"01 0c 00 00 09 14 00 02 00 2d 00 00 00", 31},            /* no such service */
        {"01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 09", 31},   /* nor to allocate */
        {"01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 00", 31},   /* CTL itself */
        {"01 0b 00 00 00 00 00 01 22 00 00 00", 17},               /* no service */
        {"01 0e 00 00 00 00 00 01 22 00 03 00 01 00 00", 1},       /* an empty one */
        {"01 10 00 00 00 00 00 01 23 00 05 00 01 02 00 02 15", 7}, /* not allocated */
        {"01 0f 00 00 00 00 00 01 23 00 04 00 01 01 00 02", 1},    /* half an id */
        {"01 0b 00 00 00 00 00 01 23 00 00 00", 17},
        {"01 0b 00 00 00 00 00 01 99 00 00 00", 71},
        {"01 0b 00 00 00 00 00 01 26 00 00 00", 17},
        {"01 0f 00 00 00 00 00 01 26 00 04 00 01 01 00 00", 0},
        {"01 0f 00 00 00 00 00 01 20 00 04 00 01 01 00 07", 0},
        {"01 0b 00 00 00 00 00 01 21 00 00 00", 0},
        {"01 0c 00 00 02 14 00 02 00 2d 00 00 00", 0},
    };
    static struct sim_host host;
    host_start(&host, "em7355-qmi");
    uint8_t client;
    assert_int_equal(host_allocate(&host, WDM_QMI_SERVICE_DMS, &client), 0);
    assert_int_equal(client, 0x14);
    for (size_t i = 0; i < COUNT(rows); i++) {
        host_send_hex(&host, rows[i].request);
        host_take(&host);
        struct wdm_qmux answer;
        struct wdm_span bytes = host_message(&host, 0);
        assert_int_equal(wdm_qmux_parse(bytes.bytes, bytes.length, &answer), WDM_QMUX_OK);
        uint16_t error = 0xffff;
        assert_true(wdm_qmi_result(answer.tlvs, &error));
        if (error != rows[i].error)
            fail_msg("%s: error %u", rows[i].request, error);
    }
}

static void test_versions(void **state)
{
    (void)state;
    static const struct exchange rows[] = {
        {"em7355-qmi", "01 0b 00 00 00 00 00 01 21 00 00 00",
         "01 3e 00 80 00 00 01 01 21 00 33 00 02 04 00 00 00 00 00 01 29 00 08"
         "00 0100 0500 02 0100 0e00 01 0100 2400 03 0100 1900 05 0100 0a00 06 0100 1200"
         "0b 0100 1600 1a 0100 0700"},
        {NULL, "01 0f 00 00 00 00 00 02 20 00 04 00 01 01 00 07",
         "01 17 00 80 00 00 01 02 20 00 0c 00 02 04 00 00 00 00 00 01 02 00 07 00"},
        {NULL, "01 14 00 00 00 00 00 03 26 00 09 00 01 01 00 00 10 02 00 02 00",
         "01 17 00 80 00 00 01 03 26 00 0c 00 02 04 00 00 00 00 00 10 02 00 02 00"},
    };
    play(rows, COUNT(rows), false);
}

/* ---- MBIM answers */

struct mbim_row {
    const char *specification;
    const char *command; /* of Basic Connect */
    uint32_t operation;
    const char *request;
    uint32_t status;
    const char *fields;
};

static void test_basic_connect(void **state)
{
    (void)state;
    static const char subscribe[] =
        "events[0].device_service_id=d1a30bc2-f97a-6e43-bf65-c7e24fb0f0d3\nevents[0].cids=1";
    static const struct mbim_row rows[] = {
        {"em7355", "device-caps", 0, NULL, 0,
         "device_type=embedded\ndevice_id=004402110000019\nhardware_info=EM7355\n"
         "firmware_info=SWI9X15C_05.05.58.00\ndata_class=458815"},
        {NULL, "subscriber-ready-status", 0, NULL, 0,
         "ready_state=initialized\nsubscriber_id=001010000000735\n"
         "sim_icc_id=8988001010000007357\ntelephone_numbers[0]=15550100123"},
        {NULL, "radio-state", 0, NULL, 0, "hw_radio_state=on\nsw_radio_state=off"},
        {NULL, "pin", 0, NULL, 0, "pin_state=unlocked\nremaining_attempts=3"},
        {NULL, "pin-list", 0, NULL, 0,
         "pin_desc_pin1.pin_mode=disabled\npin_desc_custom.pin_mode=not-supported"},
        {NULL, "home-provider", 0, NULL, 0,
         "provider.provider_id=00101\nprovider.provider_name=Test PLMN"},
        {NULL, "preferred-providers", 0, NULL, 0, "providers_count=0"},
        {NULL, "visible-providers", 0, "action=full-scan", 20, ""},
        {NULL, "register-state", 0, NULL, 0, "register_state=deregistered\nprovider_id="},
        {NULL, "packet-service", 0, NULL, 0, "packet_service_state=detached"},
        {NULL, "signal-state", 0, NULL, 0, "rssi=99\nerror_rate=99"},
        {NULL, "provisioned-contexts", 0, NULL, 0, "provisioned_contexts_count=0"},
        {NULL, "packet-statistics", 0, NULL, 0, "in_octets=0"},
        {NULL, "device-services", 0, NULL, 0,
         "device_services_count=3\n"
         "device_services[0].cids[0]=1\ndevice_services[0].cids_count=17\n"
         "device_services[1].cids_count=1\ndevice_services[1].cids[0]=1\n"
         "device_services[2].cids_count=3\ndevice_services[2].cids[2]=5"},
        {NULL, "emergency-mode", 0, NULL, 9, ""},
        {NULL, "device-service-subscribe-list", 1, subscribe, 0, "events_count=1"},
        /* The lock. */
        {NULL, "radio-state", 1, "radio_state=on", 28, ""},
        {NULL, "radio-state", 1, "radio_state=7", 21, ""},
        {NULL, "radio-state", 1, NULL, 21, ""},
        {NULL, "radio-state", 1, "radio_state=off", 0, "sw_radio_state=off"},
        {NULL, "device-caps", 1, NULL, 9, ""},
        {"em7355,unlocked", "radio-state", 0, NULL, 0, "sw_radio_state=on"},
        {NULL, "register-state", 0, NULL, 0,
         "register_state=home\nprovider_id=00101\nprovider_name=Test PLMN"},
        {NULL, "packet-service", 0, NULL, 0, "packet_service_state=attached"},
        {NULL, "signal-state", 0, NULL, 0, "rssi=21"},
        {NULL, "visible-providers", 0, "action=full-scan", 0, "providers[0].provider_id=00101"},
        {NULL, "radio-state", 1, "radio_state=off", 0, "sw_radio_state=off"},
        {NULL, "signal-state", 0, NULL, 0, "rssi=99"},
        {NULL, "radio-state", 1, "radio_state=on", 0, "sw_radio_state=on"},
        {"mbim-only", "device-caps", 0, NULL, 0, "hardware_info=MBIM only"},
        {NULL, "device-services", 0, NULL, 0, "device_services_count=1"},
        {NULL, "radio-state", 0, NULL, 0, "sw_radio_state=on"},
        {NULL, "register-state", 0, NULL, 0, "register_state=home"},
    };
    static struct sim_host host;
    const struct wdm_mbim_service *service = wdm_mbim_service_by_name("basic-connect");
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].specification) {
            host_start(&host, rows[i].specification);
            host_open(&host);
        }
        struct wdm_mbim_message answer;
        host_command(&host, "basic-connect", rows[i].command, rows[i].operation, rows[i].request,
                     &answer);
        if (answer.value != rows[i].status)
            fail_msg("%s: status %u", rows[i].command, answer.value);
        if (answer.value != 0)
            assert_int_equal(answer.buffer.length, 0);
        struct wdm_layout layout =
            wdm_mbim_layout(service, answer.command, WDM_MBIM_PART_RESPONSE, 1);
        host_expect_fields(&layout, answer.buffer, rows[i].fields);
    }
}

/* Every query without a buffer is answered with what its layout can decode; and
 * those with one refuse to do without. */
static void test_all_queries(void **state)
{
    (void)state;
    static struct sim_host host;
    const struct wdm_mbim_service *service = wdm_mbim_service_by_name("basic-connect");
    static const char *const specifications[] = {"em7355", "em7355,unlocked", "mbim-only"};
    for (size_t s = 0; s < COUNT(specifications); s++) {
        host_start(&host, specifications[s]);
        host_open(&host);
        for (size_t i = 0; i < service->command_count; i++) {
            struct wdm_mbim_message answer;
            const char *name = service->commands[i].name;
            uint32_t id = service->commands[i].id;
            host_command(&host, "basic-connect", name, WDM_MBIM_QUERY, NULL, &answer);
            struct wdm_layout layout = wdm_mbim_layout(service, id, WDM_MBIM_PART_RESPONSE, 1);
            struct wdm_sink nobody = {0};
            struct wdm_malformed malformed;
            if (answer.value == 2)
                fail_msg("%s: what the personality says has no layout", name);
            if (answer.value == 0 && !wdm_decode(&layout, answer.buffer, &nobody, &malformed))
                fail_msg("%s: %s", name, malformed.problem);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_specifications),
        cmocka_unit_test(test_streams),
        cmocka_unit_test(test_single_writes),
        cmocka_unit_test(test_fragments),
        cmocka_unit_test(test_dms),
        cmocka_unit_test(test_usb_composition_capture),
        cmocka_unit_test(test_qmi_errors),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_basic_connect),
        cmocka_unit_test(test_all_queries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
