/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Unlocking: the reports, the messages on the wire, the radio's switch, the dry
 * run, the table of modules. On virtual time; touches no device. */
#include "virtual_port.h"

#include <string.h>

#include "wdm/modem.h"

#define TIMEOUT (6 * WDM_SECOND)

static struct virtual_port port;
static struct wdm_modem modem;
static struct wdm_error error;

/* What the host sent, in order. */
static struct {
    size_t count;
    size_t lengths[64];
    uint8_t bytes[64][256];
} sent;

static void note_sent(void *context, bool from_modem, enum wdm_protocol protocol,
                      const uint8_t *bytes, size_t length, wdm_time when)
{
    assert_null(context);
    if (from_modem)
        return;
    assert_true(when >= 0 && protocol == modem.port->protocol);
    assert_true(sent.count < COUNT(sent.lengths) && length <= sizeof(sent.bytes[0]));
    memcpy(sent.bytes[sent.count], bytes, length);
    sent.lengths[sent.count++] = length;
}

static void begin(struct wdm_port *on)
{
    sent.count = 0;
    wdm_modem_init(&modem, on);
    modem.channel.observer.seen = note_sent;
    wdm_error_clear(&error);
}

static void open_modem(const char *specification)
{
    virtual_open(&port, specification);
    port.latest = TIMEOUT;
    begin(&port.port);
    if (!wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error))
        fail_msg("%s: %s", specification, error.what);
}

static void assert_text(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' does not say '%s'", text, part);
}

static void assert_radio(const char *name, const struct wdm_radio *radio,
                         const struct wdm_radio *expected)
{
    if (radio->operating_mode != expected->operating_mode ||
        radio->hardware != expected->hardware || radio->software != expected->software)
        fail_msg("%s: mode %d, hardware %d, software %d", name, radio->operating_mode,
                 radio->hardware, radio->software);
}

/* ---- Reports */

#define UNREAD                                                                                     \
    {                                                                                              \
        0, 0, 0                                                                                    \
    }

static const struct {
    const char *name;
    const char *specification;
    struct wdm_unlock_options options;
    bool was_locked, verified;
    struct wdm_radio before, after;
    size_t messages; /* with those of opening and closing */
} unlock_rows[] = {
    {"locked", "em7355", {.method = WDM_UNLOCK_AUTO}, true, true, {1, 1, 0}, {1, 1, 0}, 10},
    {"by name", "em7355", {.method = WDM_UNLOCK_SIERRA}, true, true, {1, 1, 0}, {1, 1, 0}, 10},
    {"unlocked",
     "em7355,unlocked",
     {.method = WDM_UNLOCK_AUTO},
     false,
     true,
     {0, 1, 1},
     {0, 1, 1},
     10},
    {"power on", "em7355", {.power_on = true}, true, true, {1, 1, 0}, {0, 1, 1}, 11},
    {"no verify", "em7355", {.no_verify = true}, true, false, UNREAD, UNREAD, 5},
    {"no verify, unlocked",
     "em7355,unlocked",
     {.no_verify = true},
     false,
     false,
     UNREAD,
     UNREAD,
     5},
    {"no verify, power on",
     "em7355",
     {.no_verify = true, .power_on = true},
     true,
     false,
     UNREAD,
     UNREAD,
     6},
    {"raw", "em7355-qmi", {.no_verify = false}, true, true, {1, -1, -1}, {1, -1, -1}, 5},
    {"raw, unlocked",
     "em7355-qmi,unlocked",
     {.no_verify = false},
     false,
     true,
     {0, -1, -1},
     {0, -1, -1},
     5},
    {"raw, power on", "em7355-qmi", {.power_on = true}, true, true, {1, -1, -1}, {0, -1, -1}, 6},
    {"raw, no verify", "em7355-qmi", {.no_verify = true}, true, false, UNREAD, UNREAD, 3},
};

static void test_unlock(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(unlock_rows); i++) {
        const char *name = unlock_rows[i].name;
        struct wdm_unlock_report report;
        open_modem(unlock_rows[i].specification);
        if (!wdm_unlock(&modem, &unlock_rows[i].options, &report, TIMEOUT, &error))
            fail_msg("%s: %s", name, error.what);
        assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
        assert_int_equal(report.method, WDM_UNLOCK_SIERRA);
        assert_int_equal(report.was_locked, unlock_rows[i].was_locked);
        assert_int_equal(report.verified, unlock_rows[i].verified);
        assert_false(port.sim.locked);
        if (report.verified) {
            assert_radio(name, &report.before, &unlock_rows[i].before);
            assert_radio(name, &report.after, &unlock_rows[i].after);
        }
        if (sent.count != unlock_rows[i].messages)
            fail_msg("%s: %zu messages", name, sent.count);
    }
}

static const struct {
    const char *specification;
    struct wdm_unlock_options options;
    enum wdm_error_class kind;
    const char *what, *hint;
} refused_rows[] = {
    {"mbim-only", {.no_verify = false}, WDM_REFUSED, "carries no QMI", "sierra method needs QMI"},
    {"mbim-only", {.no_verify = true}, WDM_REFUSED, "carries no QMI", ""},
    {"em7355,busy", {.no_verify = true}, WDM_REFUSED, "no client id", "restart the modem"},
    {"em7355-qmi,busy", {.no_verify = false}, WDM_REFUSED, "no client id", "restart the modem"},
    {"silent", {.no_verify = false}, WDM_DEADLINE, "did not answer", ""},
    {"em7355,unplug=3", {.no_verify = true}, WDM_GONE, "", ""},
    {"em7355-qmi,unplug=2", {.no_verify = true}, WDM_GONE, "", ""},
    {"em7355,drop=3", {.no_verify = true}, WDM_DEADLINE, "did not answer", ""},
    {"em7355-qmi,drop=2", {.no_verify = true}, WDM_DEADLINE, "did not answer", ""},
    {"em7355,garble=3", {.no_verify = true}, WDM_PROTOCOL, "", ""},
    {"em7355-qmi,truncate=2", {.no_verify = true}, WDM_PROTOCOL, "", ""},
};

static void test_unlock_fails(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused_rows); i++) {
        struct wdm_unlock_report report;
        open_modem(refused_rows[i].specification);
        if (wdm_unlock(&modem, &refused_rows[i].options, &report, TIMEOUT, &error))
            fail_msg("%s is unlocked", refused_rows[i].specification);
        if (error.kind != refused_rows[i].kind)
            fail_msg("%s: %s, %s", refused_rows[i].specification, wdm_error_class_name(error.kind),
                     error.what);
        assert_text(error.what, refused_rows[i].what);
        assert_text(error.hint, refused_rows[i].hint);
        assert_true(port.clock <= TIMEOUT);
    }
}

/* The bytes of fixtures/em7355-fcc-auth, in the third of five messages: the
 * modem's first client id is that of the capture. */
static void test_unlock_bytes(void **state)
{
    (void)state;
    const struct wdm_unlock_options options = {.no_verify = true};
    struct wdm_unlock_report report;
    open_modem("em7355");
    assert_true(wdm_unlock(&modem, &options, &report, TIMEOUT, &error));
    assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
    assert_int_equal(sent.count, 5);
    assert_hex(sent.bytes[0], sent.lengths[0], "01000000 10000000 01000000 00100000");
    assert_hex(sent.bytes[1], sent.lengths[1],
               "03000000 40000000 02000000 01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 "
               "01000000 01000000 10000000 01 0f00 00 00 00 00 01 2200 0400 01 0100 02");
    assert_hex(sent.bytes[2], sent.lengths[2],
               "03000000 3d000000 03000000 01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 "
               "01000000 01000000 0d000000 01 0c00 00 02 14 00 0100 5f55 0000");
    assert_hex(sent.bytes[3], sent.lengths[3],
               "03000000 41000000 04000000 01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 "
               "01000000 01000000 11000000 01 1000 00 00 00 00 02 2300 0500 01 0200 02 14");
    assert_hex(sent.bytes[4], sent.lengths[4], "02000000 0c000000 05000000");
}

/* ---- The radio */

static const struct {
    const char *specification;
    bool on;
    enum wdm_error_class kind;
    enum wdm_error_list list;
    uint32_t code;
    struct wdm_radio after;
} radio_rows[] = {
    {"em7355", true, WDM_REFUSED, WDM_CODE_MBIM_STATUS, 28, {1, 1, 0}},
    {"em7355-qmi", true, WDM_REFUSED, WDM_CODE_QMI, 60, {1, -1, -1}},
    {"em7355", false, WDM_NO_ERROR, WDM_CODE_NONE, 0, {1, 1, 0}},
    {"em7355-qmi", false, WDM_NO_ERROR, WDM_CODE_NONE, 0, {1, -1, -1}},
    {"em7355,unlocked", false, WDM_NO_ERROR, WDM_CODE_NONE, 0, {1, 1, 0}},
    {"em7355,unlocked", true, WDM_NO_ERROR, WDM_CODE_NONE, 0, {0, 1, 1}},
    {"em7355-qmi,unlocked", false, WDM_NO_ERROR, WDM_CODE_NONE, 0, {1, -1, -1}},
    {"em7355-qmi,unlocked", true, WDM_NO_ERROR, WDM_CODE_NONE, 0, {0, -1, -1}},
};

static void test_radio(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(radio_rows); i++) {
        const char *name = radio_rows[i].specification;
        struct wdm_radio radio;
        open_modem(name);
        bool done = wdm_radio_switch(&modem, radio_rows[i].on, TIMEOUT, &error);
        assert_int_equal(done, radio_rows[i].kind == WDM_NO_ERROR);
        if (!done) {
            assert_true(error.kind == radio_rows[i].kind && error.list == radio_rows[i].list &&
                        error.code == radio_rows[i].code);
            assert_text(error.hint, "wdmctl unlock");
        }
        assert_true(wdm_radio_read(&modem, true, &radio, TIMEOUT, &error));
        assert_radio(name, &radio, &radio_rows[i].after);
    }
}

/* Without QMI, the switches alone; a refusal that is no lock has no such hint. */
static void test_radio_without_qmi(void **state)
{
    (void)state;
    static const struct wdm_radio off = {-1, 1, 0}, on = {-1, 1, 1};
    struct wdm_radio radio;
    open_modem("mbim-only");
    assert_true(wdm_radio_switch(&modem, false, TIMEOUT, &error));
    assert_true(wdm_radio_read(&modem, false, &radio, TIMEOUT, &error));
    assert_radio("off", &radio, &off);
    assert_true(wdm_radio_switch(&modem, true, TIMEOUT, &error));
    assert_true(wdm_radio_read(&modem, false, &radio, TIMEOUT, &error));
    assert_radio("on", &radio, &on);
    assert_false(wdm_radio_read(&modem, true, &radio, TIMEOUT, &error));
    assert_int_equal(error.kind, WDM_REFUSED);
    assert_text(error.what, "carries no QMI");
    open_modem("em7355-qmi,busy");
    assert_false(wdm_radio_switch(&modem, true, TIMEOUT, &error));
    assert_null(strstr(error.hint, "unlock"));
}

static void test_mode_names(void **state)
{
    (void)state;
    assert_string_equal(wdm_operating_mode_name(WDM_DMS_ONLINE), "online");
    assert_string_equal(wdm_operating_mode_name(WDM_DMS_LOW_POWER), "low-power");
    assert_string_equal(wdm_operating_mode_name(7), "mode-only-low-power");
    assert_string_equal(wdm_operating_mode_name(8), "unknown");
    assert_string_equal(wdm_operating_mode_name(255), "unknown");
    assert_string_equal(wdm_operating_mode_name(WDM_RADIO_UNKNOWN), "unknown");
}

/* ---- The dry run: the same messages, to nobody */

static void test_dry(void **state)
{
    (void)state;
    static struct wdm_dry_port dry;
    for (size_t i = 0; i < 2 * COUNT(unlock_rows); i++) {
        enum wdm_protocol protocol = i % 2 ? WDM_PROTOCOL_QMI : WDM_PROTOCOL_MBIM;
        const struct wdm_unlock_options *options = &unlock_rows[i / 2].options;
        struct wdm_unlock_report report;
        size_t messages;
        virtual_open(&port, i % 2 ? "em7355-qmi" : "em7355");
        begin(&port.port);
        assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
        assert_true(wdm_unlock(&modem, options, &report, TIMEOUT, &error));
        assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
        messages = sent.count;
        wdm_dry_open(&dry, protocol);
        begin(&dry.port);
        assert_true(wdm_modem_open(&modem, WDM_MODE_AUTO, TIMEOUT, &error));
        if (!wdm_unlock(&modem, options, &report, TIMEOUT, &error))
            fail_msg("row %zu: %s", i, error.what);
        assert_true(wdm_modem_close(&modem, TIMEOUT, &error));
        assert_true(report.was_locked);
        assert_int_equal(sent.count, messages);
        assert_int_equal(wdm_port_now(&dry.port), 0);
        wdm_port_close(&dry.port);
    }
}

/* ---- The tables */

static void test_modules(void **state)
{
    (void)state;
    const struct wdm_module *module;
    size_t count = 0;
    for (; (module = wdm_module_at(count)) != NULL; count++) {
        enum wdm_unlock_method method;
        assert_ptr_equal(wdm_module_find(module->vendor, module->product), module);
        assert_true(module->vendor != 0 && module->product != 0);
        assert_true(module->name[0] != '\0' && module->status[0] != '\0');
        assert_int_not_equal(module->method, WDM_UNLOCK_AUTO);
        assert_true(wdm_unlock_method_find(wdm_unlock_method_name(module->method), &method));
        assert_int_equal(method, module->method);
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(wdm_module_at(i)->name, module->name);
    }
    assert_int_equal(count, 5);
    assert_null(wdm_module_at(count + 1));
    assert_null(wdm_module_find(0x1199, 0x4e1d));
    assert_null(wdm_module_find(0, 0));
    assert_string_equal(wdm_module_find(0x1199, 0x901f)->name, "Sierra EM7355");
}

static void test_methods(void **state)
{
    (void)state;
    enum wdm_unlock_method method = WDM_UNLOCK_AUTO;
    assert_true(wdm_unlock_method_find("sierra", &method));
    assert_int_equal(method, WDM_UNLOCK_SIERRA);
    assert_true(wdm_unlock_method_find("auto", &method));
    assert_int_equal(method, WDM_UNLOCK_AUTO);
    assert_false(wdm_unlock_method_find("", &method));
    assert_false(wdm_unlock_method_find("sierr", &method));
    assert_false(wdm_unlock_method_find("sierras", &method));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unlock),
        cmocka_unit_test(test_unlock_fails),
        cmocka_unit_test(test_unlock_bytes),
        cmocka_unit_test(test_radio),
        cmocka_unit_test(test_radio_without_qmi),
        cmocka_unit_test(test_mode_names),
        cmocka_unit_test(test_dry),
        cmocka_unit_test(test_modules),
        cmocka_unit_test(test_methods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
