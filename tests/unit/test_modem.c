/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem reached, found out and given back, on virtual time: which protocol its
 * port speaks, silence and its explanation, requests by name. Unlocking is
 * test_modem_unlock.c's. Touches no device. */
#include "virtual_port.h"

#include <string.h>

#include "wdm/modem.h"
#include "wdm/usb.h"

#define TIMEOUT (6 * WDM_SECOND)

static struct virtual_port port;
static struct wdm_modem modem;
static struct wdm_error error;

/* A modem that is not told what its port speaks unless `protocol` says it; the
 * time of everything is up at `deadline`. */
static void start(const char *specification, enum wdm_protocol protocol, wdm_time deadline)
{
    virtual_open(&port, specification);
    port.port.protocol = protocol;
    port.deaf_until = strcmp(specification, "silent") == 0 ? WDM_FOREVER : 0;
    port.latest = deadline;
    wdm_modem_init(&modem, &port.port);
    wdm_error_clear(&error);
}

static void assert_text(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' does not say '%s'", text, part);
}

/* ---- Opening */

static const struct {
    const char *specification;
    enum wdm_protocol driver;
    enum wdm_mode mode;
    enum wdm_protocol spoken;
    const char *how;
    size_t writes;
    wdm_time end;
} open_rows[] = {
    {"em7355", WDM_PROTOCOL_MBIM, WDM_MODE_AUTO, WDM_PROTOCOL_MBIM, "its driver", 1, 0},
    {"em7355-qmi", WDM_PROTOCOL_QMI, WDM_MODE_AUTO, WDM_PROTOCOL_QMI, "its driver", 0, 0},
    {"em7355", WDM_PROTOCOL_UNKNOWN, WDM_MODE_MBIM, WDM_PROTOCOL_MBIM, "as told", 1, 0},
    {"em7355-qmi", WDM_PROTOCOL_UNKNOWN, WDM_MODE_QMI, WDM_PROTOCOL_QMI, "as told", 0, 0},
    {"em7355", WDM_PROTOCOL_QMI, WDM_MODE_MBIM, WDM_PROTOCOL_MBIM, "as told", 1, 0},
    {"em7355", WDM_PROTOCOL_UNKNOWN, WDM_MODE_AUTO, WDM_PROTOCOL_MBIM, "asked", 1, 0},
    {"mbim-only", WDM_PROTOCOL_UNKNOWN, WDM_MODE_AUTO, WDM_PROTOCOL_MBIM, "asked", 1, 0},
    /* A third of the time is for MBIM, and a third of that for its first OPEN. */
    {"em7355-qmi", WDM_PROTOCOL_UNKNOWN, WDM_MODE_AUTO, WDM_PROTOCOL_QMI, "asked", 3, TIMEOUT / 3},
    {"em7355,first-open-lost", WDM_PROTOCOL_UNKNOWN, WDM_MODE_AUTO, WDM_PROTOCOL_MBIM, "asked", 2,
     TIMEOUT / 9},
    {"em7355,first-open-lost", WDM_PROTOCOL_MBIM, WDM_MODE_AUTO, WDM_PROTOCOL_MBIM, "its driver", 2,
     TIMEOUT * 2 / 9},
    {"em7355-qmi,first-open-lost", WDM_PROTOCOL_UNKNOWN, WDM_MODE_AUTO, WDM_PROTOCOL_QMI, "asked",
     4, TIMEOUT / 2},
};

static void test_open(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(open_rows); i++) {
        const char *name = open_rows[i].specification;
        start(name, open_rows[i].driver, TIMEOUT);
        assert_int_equal(modem.protocol, WDM_PROTOCOL_UNKNOWN);
        if (!wdm_modem_open(&modem, open_rows[i].mode, TIMEOUT, &error))
            fail_msg("row %zu, %s: %s", i, name, error.what);
        assert_int_equal(modem.protocol, open_rows[i].spoken);
        assert_string_equal(modem.how, open_rows[i].how);
        if (port.writes != open_rows[i].writes || port.clock / 2 != open_rows[i].end / 2)
            fail_msg("row %zu, %s: %zu messages, ends at %ld", i, name, port.writes,
                     (long)port.clock);
        assert_int_equal(modem.session.opened, modem.protocol == WDM_PROTOCOL_MBIM);
        assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
        assert_false(port.sim.opened);
    }
}

static void test_assume_open(void **state)
{
    (void)state;
    struct wdm_span answer;
    start("em7355", WDM_PROTOCOL_MBIM, TIMEOUT);
    port.sim.opened = true;
    wdm_modem_assume_open(&modem);
    assert_int_equal(port.writes, 0);
    assert_true(wdm_modem_basic_connect(&modem, WDM_MBIM_CID_RADIO_STATE, WDM_MBIM_QUERY, NULL,
                                        &answer, NULL, TIMEOUT, &error));
    assert_int_equal(port.writes, 1);
}

/* A session that goes on: what is kept stays, and numbers go on with the clock. */
static void test_going_on(void **state)
{
    (void)state;
    static const struct {
        wdm_time clock;
        uint32_t mbim;
        uint16_t qmi;
        uint8_t ctl;
    } rows[] = {
        {0, 0, 0, 0},
        {4096, 4096, 4, 1},
        {0x12345678, 0x12345678, 0x8d15, 0x45},
        {INT64_MAX, 0x7fffffff, 0xffff, 0xff},
    };
    struct wdm_qmi_answer answer;
    for (size_t i = 0; i < COUNT(rows); i++) {
        start("em7355", WDM_PROTOCOL_MBIM, TIMEOUT);
        port.sim.opened = true;
        wdm_modem_assume_open(&modem);
        wdm_modem_count_from(&modem, rows[i].clock);
        assert_int_equal(modem.session.transaction, rows[i].mbim);
        assert_int_equal(modem.qmi.transaction, rows[i].qmi);
        assert_int_equal(modem.qmi.ctl_transaction, rows[i].ctl);
        assert_true(wdm_modem_dms(&modem, 0x0022, NULL, &answer, NULL, TIMEOUT, &error));
        assert_int_equal(modem.session.transaction, rows[i].mbim + 2);
        wdm_qmi_keep(&modem.qmi);
        modem.stay_open = true;
        assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
        assert_int_equal(port.writes, 2);
        assert_true(port.sim.opened);
        assert_int_equal(wdm_sim_clients_left(&port.sim), 1);
    }
}

/* ---- Silence, and its explanation */

static const struct {
    const char *specification;
    enum wdm_mode mode;
    wdm_time deadline;
    const char *what, *hint;
    wdm_time end; /* 0: somewhere before the deadline */
} silence_rows[] = {
    {"em7355,delay=20", WDM_MODE_QMI, 2 * WDM_SECOND, "which speaks MBIM", "-m mbim", 1353334},
    {"em7355,delay=5", WDM_MODE_QMI, 99 * WDM_MILLISECOND, "which speaks MBIM", "-m mbim", 71000},
    {"em7355,delay=20", WDM_MODE_QMI, 60 * WDM_SECOND, "which speaks MBIM", "-m mbim", 58020000},
    {"em7355-qmi,delay=20", WDM_MODE_MBIM, 2 * WDM_SECOND, "which speaks QMI", "-m qmi", 1353334},
    {"em7355-qmi,delay=5", WDM_MODE_MBIM, 99 * WDM_MILLISECOND, "which speaks QMI", "-m qmi",
     71000},
    {"em7355-qmi,delay=20", WDM_MODE_MBIM, 60 * WDM_SECOND, "which speaks QMI", "-m qmi", 58020000},
    {"em7355-qmi,first-open-lost", WDM_MODE_MBIM, 2 * WDM_SECOND, "which speaks QMI", "-m qmi", 0},
    {"em7355-qmi,delay=500", WDM_MODE_MBIM, 2 * WDM_SECOND, "which speaks QMI", "-m qmi", 0},
    {"em7355,first-open-lost", WDM_MODE_QMI, 2 * WDM_SECOND, "which speaks MBIM", "-m mbim", 0},
    {"silent", WDM_MODE_QMI, 2 * WDM_SECOND, "neither QMI nor MBIM", "another program", 2000000},
    {"silent", WDM_MODE_MBIM, 2 * WDM_SECOND, "neither MBIM nor QMI", "another program", 2000000},
    {"silent", WDM_MODE_AUTO, 2 * WDM_SECOND, "neither MBIM nor QMI", "another program", 2000000},
    {"silent", WDM_MODE_AUTO, 60 * WDM_SECOND, "neither MBIM nor QMI", "another program", 60000000},
};

static void test_silence(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(silence_rows); i++) {
        wdm_time deadline = silence_rows[i].deadline;
        start(silence_rows[i].specification, WDM_PROTOCOL_UNKNOWN, deadline);
        if (wdm_modem_open(&modem, silence_rows[i].mode, deadline, &error) &&
            wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, deadline, &error))
            fail_msg("row %zu is answered", i);
        assert_int_equal(error.kind, WDM_DEADLINE);
        assert_text(error.what, silence_rows[i].what);
        assert_text(error.hint, silence_rows[i].hint);
        assert_true(error.doing[0] != '\0');
        assert_true(port.clock <= deadline);
        if (silence_rows[i].end != 0 && port.clock != silence_rows[i].end)
            fail_msg("row %zu ends at %ld", i, (long)port.clock);
        port.latest = port.clock + WDM_SECOND;
        (void)wdm_modem_close(&modem, port.latest, &error);
        assert_false(port.sim.opened);
        assert_int_equal(wdm_sim_clients_left(&port.sim), 0);
    }
}

/* A modem that wakes up late: MBIM is tried again after QMI. */
static void test_late_riser(void **state)
{
    (void)state;
    start("em7355", WDM_PROTOCOL_UNKNOWN, TIMEOUT);
    port.deaf_until = TIMEOUT * 2 / 3 + 1;
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
    assert_int_equal(modem.protocol, WDM_PROTOCOL_MBIM);
    assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
    assert_false(port.sim.opened);
}

/* A raw QMI modem so slow that its silence is explained already. Four client ids it
 * then gives, the first while MBIM is tried: all are given back. */
static void test_slow_client_id(void **state)
{
    (void)state;
    const wdm_time deadline = 2 * WDM_SECOND;
    start("em7355-qmi,delay=1600", WDM_PROTOCOL_QMI, deadline);
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, deadline, &error));
    assert_false(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, deadline, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_text(error.what, "answered QMI late");
    assert_text(error.hint, "-t");
    assert_int_equal(modem.protocol, WDM_PROTOCOL_QMI);
    assert_int_equal(port.sim.client_count, 4);
    port.latest = port.clock + 10 * WDM_SECOND;
    assert_true(wdm_modem_close(&modem, port.latest, &error));
    assert_int_equal(port.sim.client_count, 0);
}

/* One that has given a client id speaks QMI: no time goes into asking in MBIM, and the
 * first client id is given back. */
static void test_silent_client_id(void **state)
{
    (void)state;
    start("em7355-qmi", WDM_PROTOCOL_QMI, TIMEOUT);
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
    assert_true(wdm_modem_client(&modem, WDM_QMI_SERVICE_NAS, TIMEOUT, &error));
    port.deaf_until = TIMEOUT;
    assert_false(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_text(error.what, "did not answer when asked for a QMI client id");
    assert_int_equal(port.clock, TIMEOUT);
    port.latest = port.clock + WDM_SECOND;
    assert_true(wdm_modem_close(&modem, port.latest, &error));
    assert_int_equal(port.sim.client_count, 0);
}

/* What another program does to the modem: it closes its MBIM function. */
static void close_elsewhere(void)
{
    static const uint8_t close[] = {2, 0, 0, 0, 12, 0, 0, 0, 0x99, 0, 0, 0};
    uint8_t answer[64];
    wdm_sim_input(&port.sim, close, sizeof(close), port.clock);
    assert_int_equal(wdm_sim_output(&port.sim, answer, sizeof(answer), port.clock), 16);
}

/* The session is lost, and ^C comes while it is opened again: the client id outlives it,
 * and is given back. */
static void test_client_id_of_lost_session(void **state)
{
    (void)state;
    struct wdm_qmi_answer answer;
    const struct wdm_span none = {NULL, 0};
    start("em7355", WDM_PROTOCOL_MBIM, TIMEOUT);
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
    assert_true(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, TIMEOUT, &error));
    close_elsewhere();
    port.fault = VIRTUAL_INTERRUPTED;
    port.fault_at = port.calls + 4; /* request, its error, OPEN, and its answer */
    assert_false(
        wdm_qmi_request(&modem.qmi, WDM_QMI_SERVICE_DMS, 0x0020, none, &answer, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_INTERRUPTED);
    assert_false(modem.session.opened);
    assert_int_equal(port.sim.client_count, 1);
    assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
    assert_int_equal(port.sim.client_count, 0);
    assert_int_equal(modem.qmi.client_count, 0);
}

/* The modem answers when it was asked a second time already, and gives two client ids:
 * the other one comes during a pause, and is given back too. */
static void test_client_id_in_pause(void **state)
{
    (void)state;
    const wdm_time deadline = 60 * WDM_SECOND;
    static const char *const specifications[] = {"em7355-qmi,delay=2500", "em7355,delay=2500"};
    for (size_t i = 0; i < COUNT(specifications); i++) {
        start(specifications[i], WDM_PROTOCOL_UNKNOWN, deadline);
        enum wdm_mode mode = i == 0 ? WDM_MODE_QMI : WDM_MODE_MBIM;
        assert_true(wdm_modem_open(&modem, mode, deadline, &error));
        assert_true(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, deadline, &error));
        assert_int_equal(port.sim.client_count, 2);
        assert_true(wdm_modem_pause(&modem, 5 * WDM_SECOND, deadline, &error));
        assert_int_equal(wdm_sim_clients_left(&port.sim), 2);
        assert_true(wdm_modem_close(&modem, deadline, &error));
        assert_int_equal(port.sim.client_count, 0);
    }
}

/* An allocation is answered when the modem is being closed already: it is opened again to
 * give the client id back. */
static void test_client_id_while_closing(void **state)
{
    (void)state;
    start("em7355,delay=1200", WDM_PROTOCOL_MBIM, 60 * WDM_SECOND);
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, 20 * WDM_SECOND, &error));
    wdm_time begun = port.clock;
    assert_false(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, begun + WDM_SECOND, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    port.latest = port.clock + 60 * WDM_SECOND;
    assert_true(wdm_modem_close(&modem, port.latest, &error));
    assert_int_equal(modem.qmi.stray_count, 0);
    assert_int_equal(port.sim.client_count, 0);
    assert_false(modem.session.opened);
}

/* A pause ends where the port fails, and goes on past what is no message. */
static void test_pause_ends(void **state)
{
    (void)state;
    static const struct {
        enum virtual_fault fault;
        enum wdm_error_class kind;
    } rows[] = {{VIRTUAL_GONE, WDM_GONE},
                {VIRTUAL_INTERRUPTED, WDM_INTERRUPTED},
                {VIRTUAL_GARBAGE, WDM_NO_ERROR}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        start("em7355-qmi,delay=2500", WDM_PROTOCOL_QMI, 60 * WDM_SECOND);
        assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
        assert_true(wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, TIMEOUT, &error));
        port.fault = rows[i].fault;
        port.fault_at = port.calls + 1;
        wdm_error_clear(&error);
        bool done = wdm_modem_pause(&modem, 5 * WDM_SECOND, 60 * WDM_SECOND, &error);
        assert_int_equal(done, rows[i].kind == WDM_NO_ERROR);
        if (!done)
            assert_int_equal(error.kind, rows[i].kind);
    }
}

/* The port fails while the other protocol is tried: that is the reason then. */
static void test_silence_ends(void **state)
{
    (void)state;
    static const enum virtual_fault faults[] = {VIRTUAL_GONE, VIRTUAL_INTERRUPTED};
    static const enum wdm_error_class kinds[] = {WDM_GONE, WDM_INTERRUPTED};
    static const enum wdm_mode modes[] = {WDM_MODE_AUTO, WDM_MODE_MBIM, WDM_MODE_QMI};
    for (size_t row = 0; row < COUNT(faults) * COUNT(modes); row++) {
        size_t which = row % COUNT(faults);
        for (size_t at = 1;; at++) {
            bool silent;
            start("silent", WDM_PROTOCOL_UNKNOWN, TIMEOUT);
            port.fault = faults[which];
            port.fault_at = at;
            silent = !wdm_modem_open(&modem, modes[row / COUNT(faults)], TIMEOUT, &error) ||
                     !wdm_modem_client(&modem, WDM_QMI_SERVICE_DMS, TIMEOUT, &error);
            assert_true(silent);
            if (port.calls < at)
                break;
            if (error.kind != kinds[which])
                fail_msg("call %zu %s: %s", at, virtual_fault_name(faults[which]), error.what);
        }
        assert_int_equal(error.kind, WDM_DEADLINE);
    }
}

/* ---- Probing */

static const struct {
    const char *specification;
    bool mbim, qmi, qmi_in_mbim;
} probe_rows[] = {
    {"em7355", true, false, true},
    {"em7355,delay=20", true, false, true},
    {"em7355,first-open-lost", true, false, true},
    {"em7355-qmi", false, true, false},
    {"em7355-qmi,delay=20", false, true, false},
    {"em7355-qmi,first-open-lost", false, true, false},
    {"mbim-only", true, false, false},
    {"silent", false, false, false},
};

static void test_probe(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(probe_rows); i++) {
        struct wdm_probe probe;
        wdm_time took;
        start(probe_rows[i].specification, WDM_PROTOCOL_UNKNOWN, TIMEOUT);
        if (!wdm_modem_probe(&modem, &probe, TIMEOUT, &error))
            fail_msg("%s: %s", probe_rows[i].specification, error.what);
        if (probe.mbim != probe_rows[i].mbim || probe.qmi != probe_rows[i].qmi ||
            probe.qmi_in_mbim != probe_rows[i].qmi_in_mbim)
            fail_msg("%s: MBIM %d, QMI %d, inside %d", probe_rows[i].specification, probe.mbim,
                     probe.qmi, probe.qmi_in_mbim);
        took = probe.mbim ? probe.mbim_took : probe.qmi_took;
        if (port.sim.faults.delay_ms > 0)
            assert_int_equal(took, 20 * WDM_MILLISECOND);
        assert_true(port.clock <= TIMEOUT);
        assert_false(port.sim.opened);
    }
}

/* A modem that opens, and answers nothing more. */
static void test_probe_hanging(void **state)
{
    (void)state;
    struct wdm_probe probe;
    start("silent", WDM_PROTOCOL_MBIM, TIMEOUT);
    port.deaf_until = 0;
    assert_true(wdm_modem_probe(&modem, &probe, TIMEOUT, &error));
    assert_true(probe.mbim && !probe.qmi && !probe.qmi_in_mbim);
    assert_false(port.sim.opened);
}

static void test_probe_gone(void **state)
{
    (void)state;
    struct wdm_probe probe;
    for (size_t at = 1; at <= 4; at++) {
        start("em7355", WDM_PROTOCOL_MBIM, TIMEOUT);
        port.fault = VIRTUAL_GONE;
        port.fault_at = at;
        assert_false(wdm_modem_probe(&modem, &probe, TIMEOUT, &error));
        assert_int_equal(error.kind, WDM_GONE);
    }
}

/* ---- Pausing */

static void test_pause(void **state)
{
    (void)state;
    start("em7355,noise,delay=30", WDM_PROTOCOL_MBIM, TIMEOUT);
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
    wdm_time began = port.clock;
    assert_true(wdm_modem_pause(&modem, 200, TIMEOUT, &error));
    assert_int_equal(port.clock, began + 200);
    assert_false(wdm_modem_pause(&modem, WDM_SECOND, port.clock + 10, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_int_equal(port.clock, began + 210);
    port.gone = true;
    assert_false(wdm_modem_pause(&modem, 200, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_GONE);
}

/* ---- Requests */

static void open_modem(const char *specification)
{
    start(specification, WDM_PROTOCOL_UNKNOWN, TIMEOUT);
    port.port.protocol = port.sim.protocol;
    assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
}

/* Between offline and reset a failure leaves the modem offline, which is said. */
static void test_half_restart(void **state)
{
    (void)state;
    open_modem("em7355,drop=4");
    assert_false(wdm_modem_restart(&modem, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_text(error.hint, "offline now");
    open_modem("em7355,unplug=4");
    assert_false(wdm_modem_restart(&modem, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_GONE);
    assert_string_equal(error.hint, "");
}

/* What makes no sense is not sent. */
static void test_usage(void **state)
{
    (void)state;
    static const struct wdm_qmi_message nothing = {.id = 1, .name = "nothing", .request = ""};
    static const struct wdm_qmi_service qrtr = {.id = 0x190, .name = "ssc"};
    const struct wdm_qmi_service *dms = wdm_qmi_service_by_id(WDM_QMI_SERVICE_DMS);
    const struct wdm_qmi_message *report =
        wdm_qmi_message_by_id(dms, 0x0001, WDM_QMI_INDICATION, 0);
    struct wdm_qmi_answer answer;
    struct wdm_span buffer;
    open_modem("em7355");
    size_t writes = port.writes;
    assert_false(wdm_modem_qmi(&modem, &qrtr, &nothing, NULL, 0, &answer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_string_equal(error.doing, "ssc nothing");
    assert_false(wdm_modem_qmi(&modem, dms, report, NULL, 0, &answer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_false(wdm_modem_dms(&modem, 0x002e, "moed=online", &answer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_false(wdm_modem_dms(&modem, 0x002e, "mode=256", &answer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_false(wdm_modem_basic_connect(&modem, WDM_MBIM_CID_RADIO_STATE, WDM_MBIM_SET,
                                         "radio_state=maybe", &buffer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_false(
        wdm_modem_basic_connect(&modem, 99, WDM_MBIM_QUERY, NULL, &buffer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_int_equal(port.writes, writes);
}

/* The same question has the same answer on both carriers. */
static void test_carriers_agree(void **state)
{
    (void)state;
    static const char *const specifications[] = {"em7355", "em7355-qmi"};
    uint8_t first[512];
    size_t length = 0;
    for (size_t i = 0; i < COUNT(specifications); i++) {
        struct wdm_qmi_answer answer;
        struct wdm_layout layout;
        char text[64];
        open_modem(specifications[i]);
        assert_true(wdm_modem_dms(&modem, 0x0022, NULL, &answer, &layout, TIMEOUT, &error));
        wdm_field_text(&layout, answer.tlvs, "model", text, sizeof(text));
        assert_string_equal(text, "EM7355");
        assert_true(wdm_modem_dms(&modem, 0x0020, NULL, &answer, &layout, TIMEOUT, &error));
        if (i == 0) {
            assert_true(answer.tlvs.length <= sizeof(first));
            memcpy(first, answer.tlvs.bytes, length = answer.tlvs.length);
        }
        assert_bytes(answer.tlvs.bytes, answer.tlvs.length, first, length);
        assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
        assert_int_equal(wdm_sim_clients_left(&port.sim), 0);
    }
}

static void test_refusals(void **state)
{
    (void)state;
    struct wdm_qmi_answer answer;
    struct wdm_span buffer;
    open_modem("em7355,busy");
    assert_false(wdm_modem_dms(&modem, 0x0020, NULL, &answer, NULL, TIMEOUT, &error));
    assert_true(wdm_refused_with(&error, WDM_CODE_QMI, 5));
    assert_false(wdm_refused_with(&error, WDM_CODE_QMI, 6));
    assert_false(wdm_refused_with(&error, WDM_CODE_MBIM_STATUS, 5));
    assert_text(error.hint, "restart the modem");
    assert_string_equal(error.doing, "taking a client id of QMI dms");
    open_modem("mbim-only");
    assert_false(wdm_modem_dms(&modem, 0x0020, NULL, &answer, NULL, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_REFUSED);
    assert_text(error.what, "carries no QMI");
    open_modem("em7355");
    assert_false(wdm_modem_basic_connect(&modem, 8, WDM_MBIM_QUERY, "action=0", &buffer, NULL,
                                         TIMEOUT, &error));
    assert_true(wdm_refused_with(&error, WDM_CODE_MBIM_STATUS, 20));
    assert_string_equal(error.doing, "basic-connect visible-providers");
}

static void test_has_service(void **state)
{
    (void)state;
    static const struct {
        const char *specification;
        bool qmi;
    } rows[] = {{"em7355", true}, {"mbim-only", false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool has;
        open_modem(rows[i].specification);
        assert_true(wdm_modem_has_service(&modem, &wdm_mbim_qmi, &has, TIMEOUT, &error));
        assert_int_equal(has, rows[i].qmi);
        assert_true(wdm_modem_has_service(&modem, &wdm_mbim_basic_connect, &has, TIMEOUT, &error));
        assert_true(has);
        assert_true(wdm_modem_has_service(&modem, &wdm_mbim_proxy_control, &has, TIMEOUT, &error));
        assert_false(has);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open),
        cmocka_unit_test(test_assume_open),
        cmocka_unit_test(test_going_on),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_silence_ends),
        cmocka_unit_test(test_late_riser),
        cmocka_unit_test(test_slow_client_id),
        cmocka_unit_test(test_probe),
        cmocka_unit_test(test_probe_hanging),
        cmocka_unit_test(test_probe_gone),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_carriers_agree),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_has_service),
        cmocka_unit_test(test_half_restart),
        cmocka_unit_test(test_silent_client_id),
        cmocka_unit_test(test_client_id_of_lost_session),
        cmocka_unit_test(test_client_id_in_pause),
        cmocka_unit_test(test_client_id_while_closing),
        cmocka_unit_test(test_pause_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
