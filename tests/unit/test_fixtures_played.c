/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every capture of fixtures/ played through the session in both roles: its modem
 * answers a real session that is driven to say what its host said; and its host
 * speaks with a simulated modem. Reads files. */
#include "fixture.h"

#include <string.h>

#include "script.h"
#include "sim_host.h"
#include "wdm/describe.h"
#include "wdm/qmi_client.h"

#define DEADLINE (900 * WDM_MILLISECOND)

static struct fixture fixture;

/* A message of the host's, and the modem's answer to it. */
struct exchange {
    struct wdm_description host;
    struct wdm_description modem; /* bytes.length 0: there was no answer */
    uint8_t bytes[1024];          /* the host's message where it is not the capture's own */
};

static struct exchange exchanges[FIXTURE_MESSAGES_MAX];
static size_t exchange_count;

static void describe(const struct fixture_message *message, struct wdm_description *description)
{
    struct wdm_describer describer = {.vendor = fixture.vendor};
    wdm_describe(description, &describer, message->from_modem, message->protocol,
                 message->bytes.bytes, message->bytes.length);
}

/* The host's message is described again from bytes of the exchange's own. */
static void take_bytes(struct exchange *exchange, enum wdm_protocol protocol,
                       const struct wdm_writer *out)
{
    struct wdm_describer describer = {.vendor = fixture.vendor};
    assert_false(out->failed);
    wdm_describe(&exchange->host, &describer, false, protocol, out->bytes, out->length);
}

/* The capture has an answer alone: the request that it answers has no TLVs. */
static void make_request(struct exchange *exchange)
{
    struct wdm_writer out = wdm_writer(exchange->bytes, sizeof(exchange->bytes));
    struct wdm_qmux request = exchange->modem.qmux;
    if (!exchange->modem.is_qmi || exchange->modem.is_mbim || request.kind != WDM_QMI_RESPONSE)
        fail_msg("%s: whose answer is that?", fixture.name);
    request.from_modem = false;
    request.kind = WDM_QMI_REQUEST;
    request.tlvs = (struct wdm_span){NULL, 0};
    wdm_qmux_write(&out, &request);
    take_bytes(exchange, WDM_PROTOCOL_QMI, &out);
}

/* The header's length is wrong: the session writes a right one. */
static void make_right(struct exchange *exchange)
{
    struct wdm_writer out = wdm_writer(exchange->bytes, sizeof(exchange->bytes));
    wdm_write_bytes(&out, exchange->host.bytes.bytes, exchange->host.bytes.length);
    wdm_patch_u32(&out, 4, (uint32_t)exchange->host.bytes.length);
    take_bytes(exchange, WDM_PROTOCOL_MBIM, &out);
    assert_null(exchange->host.problem);
}

static void find_exchanges(void)
{
    exchange_count = 0;
    for (size_t i = 0; i < fixture.count; i++) {
        struct exchange *exchange = &exchanges[exchange_count++];
        memset(exchange, 0, sizeof(*exchange));
        if (!fixture.messages[i].from_modem)
            describe(&fixture.messages[i++], &exchange->host);
        if (i < fixture.count && fixture.messages[i].from_modem)
            describe(&fixture.messages[i], &exchange->modem);
        else
            i--;
        if (exchange->host.bytes.length == 0)
            make_request(exchange);
    }
}

static void with_each(void (*test)(void))
{
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    size_t count = fixture_list(names);
    for (size_t i = 0; i < count; i++) {
        fixture_read(&fixture, names[i]);
        find_exchanges();
        test();
    }
}

/* Where the QMUX message begins in a message that has one. */
static size_t qmux_start(const struct wdm_description *description)
{
    return description->is_mbim
               ? (size_t)(description->mbim.buffer.bytes - description->bytes.bytes)
               : 0;
}

static bool is_ctl(const struct wdm_description *description, uint16_t message)
{
    return description->is_qmi && description->qmux.service == WDM_QMI_SERVICE_CTL &&
           description->qmux.message == message;
}

/* ---- Its modem answers a session */

static struct script script;
static struct wdm_channel channel;
static struct wdm_mbim_session session;
static struct wdm_qmi qmi;

/* What is never answered is asked for again. The first time with the capture's
 * own ids, later with others: the CTL transaction, the seventh byte. */
static void expect_again(const struct exchange *exchange)
{
    uint8_t mask[64];
    const struct wdm_span *bytes = &exchange->host.bytes;
    if (!is_ctl(&exchange->host, WDM_CTL_ALLOCATE_CLIENT_ID) || exchange->host.is_mbim)
        return;
    memset(mask, 0xff, sizeof(mask));
    mask[7] = 0;
    for (int again = 0; again < 2; again++)
        script_add_bytes(&script, WDM_SCRIPT_EXPECT, bytes->bytes, mask, bytes->length);
}

static void write_script(void)
{
    script_begin(&script);
    for (size_t i = 0; i < exchange_count; i++) {
        struct exchange *exchange = &exchanges[i];
        const struct wdm_span *answer = &exchange->modem.bytes;
        if (exchange->host.problem)
            make_right(exchange);
        script_add_bytes(&script, WDM_SCRIPT_EXPECT, exchange->host.bytes.bytes, NULL,
                         exchange->host.bytes.length);
        if (answer->length > 0)
            script_add_bytes(&script, WDM_SCRIPT_SEND, answer->bytes, NULL, answer->length);
        else
            expect_again(exchange);
    }
    script_play(&script);
}

static void begin_session(void)
{
    enum wdm_protocol protocol = fixture.messages[0].protocol;
    wdm_channel_init(&channel, &script.port.port, protocol);
    wdm_mbim_session_init(&session, &channel);
    if (protocol == WDM_PROTOCOL_MBIM)
        wdm_qmi_init_mbim(&qmi, &session);
    else
        wdm_qmi_init_raw(&qmi, &channel);
}

static bool holds(uint8_t service, uint8_t client)
{
    for (size_t i = 0; i < qmi.client_count; i++) {
        if (qmi.clients[i].service == service && qmi.clients[i].client == client)
            return true;
    }
    return false;
}

static bool drive_qmi(const struct wdm_qmux *request, struct wdm_qmi_answer *answer,
                      wdm_time deadline, struct wdm_error *error)
{
    struct wdm_span service;
    qmi.ctl_transaction = (uint8_t)(request->transaction - 1);
    qmi.transaction = (uint16_t)(request->transaction - 1);
    if (request->service != WDM_QMI_SERVICE_CTL && !holds(request->service, request->client))
        assert_true(wdm_qmi_adopt(&qmi, request->service, request->client));
    if (request->service == WDM_QMI_SERVICE_CTL && request->message == WDM_CTL_ALLOCATE_CLIENT_ID) {
        assert_true(wdm_tlv_find(request->tlvs, 0x01, &service) && service.length == 1);
        return wdm_qmi_allocate(&qmi, service.bytes[0], deadline, error);
    }
    return wdm_qmi_request(&qmi, request->service, request->message, request->tlvs, answer,
                           deadline, error);
}

/* Makes the session say what the host said, with the same ids. */
static bool drive(const struct wdm_description *host, struct wdm_qmi_answer *answer,
                  struct wdm_mbim_message *done, struct wdm_error *error)
{
    wdm_time deadline = script.port.clock + DEADLINE;
    const struct wdm_mbim_message *mbim = &host->mbim;
    session.transaction = mbim->transaction - 1;
    if (host->is_qmi)
        return drive_qmi(&host->qmux, answer, deadline, error);
    switch (mbim->type) {
    case WDM_MBIM_OPEN:
        session.max_control = mbim->value;
        return wdm_mbim_open(&session, deadline, error);
    case WDM_MBIM_CLOSE:
        return wdm_mbim_close(&session, deadline, error);
    case WDM_MBIM_COMMAND:
        return wdm_mbim_command(&session, &mbim->service, mbim->command, mbim->value, mbim->buffer,
                                done, deadline, error);
    default:
        fail_msg("%s: no session says this", fixture.name);
        return false;
    }
}

static void check_error(const struct wdm_error *error, enum wdm_error_class kind,
                        enum wdm_error_list list, uint32_t code)
{
    if (error->kind != kind || error->list != list || error->code != code)
        fail_msg("%s: %s, list %d, code %u: %s", fixture.name, wdm_error_class_name(error->kind),
                 (int)error->list, error->code, error->what);
}

static void check_qmi(const struct wdm_qmux *modem, const struct wdm_qmi_answer *answer)
{
    struct wdm_span info;
    if (modem->service != WDM_QMI_SERVICE_CTL || modem->message != WDM_CTL_ALLOCATE_CLIENT_ID) {
        assert_bytes(answer->tlvs.bytes, answer->tlvs.length, modem->tlvs.bytes,
                     modem->tlvs.length);
        return;
    }
    assert_true(wdm_tlv_find(modem->tlvs, 0x01, &info) && info.length == 2);
    assert_true(holds(info.bytes[0], info.bytes[1]));
}

static void answer_session(const struct exchange *exchange)
{
    const struct wdm_description *modem = &exchange->modem;
    struct wdm_qmi_answer answer = {0};
    struct wdm_mbim_message done = {0};
    struct wdm_error error;
    wdm_error_clear(&error);
    bool worked = drive(&exchange->host, &answer, &done, &error);
    if (script.port.failed)
        fail_msg("%s: %s", fixture.name, script.port.problem);
    if (modem->bytes.length == 0) {
        assert_false(worked);
        check_error(&error, WDM_DEADLINE, WDM_CODE_NONE, 0);
    } else if (modem->is_mbim && modem->mbim.type == WDM_MBIM_FUNCTION_ERROR) {
        assert_false(worked);
        check_error(&error, WDM_REFUSED, WDM_CODE_MBIM_FUNCTION, modem->mbim.value);
    } else if (!worked) {
        fail_msg("%s: %s", fixture.name, error.what);
    } else if (modem->is_qmi) {
        check_qmi(&modem->qmux, &answer);
    } else if (modem->mbim.type == WDM_MBIM_COMMAND_DONE) {
        assert_int_equal(done.value, modem->mbim.value);
        assert_bytes(done.buffer.bytes, done.buffer.length, modem->mbim.buffer.bytes,
                     modem->mbim.buffer.length);
    }
}

static void modem_one(void)
{
    write_script();
    begin_session();
    for (size_t i = 0; i < exchange_count; i++)
        answer_session(&exchanges[i]);
    assert_script_done(fixture.name, &script);
}

static void test_as_modem(void **state)
{
    (void)state;
    with_each(modem_one);
}

/* ---- Its host speaks with a simulated modem */

/* Which simulated modem plays the capture's; `alike`: another of the same maker
 * does, and the answers are compared as far as their results. */
static const struct {
    const char *name;
    const char *modem;
    bool alike;
} modems[] = {
    {"em7355-allocate-cid", "em7355", false}, /* raw QMI on a port that speaks MBIM */
    {"em7355-fcc-auth", "em7355", false},
    {"em7355-usb-composition", "em7355-qmi", false},
    {"em7455-wrong-length", "em7355", true},
};

static struct sim_host host;

static bool needs_client(void)
{
    for (size_t i = 0; i < exchange_count; i++) {
        if (is_ctl(&exchanges[i].host, WDM_CTL_ALLOCATE_CLIENT_ID))
            return false;
    }
    return true;
}

/* What a capture that begins in the middle takes for granted. */
static void prepare_modem(const char *modem)
{
    host_start(&host, modem);
    host.sim.boundaries = true;
    if (exchanges[0].host.is_mbim && exchanges[0].host.mbim.type != WDM_MBIM_OPEN)
        host_open(&host);
    if (needs_client())
        assert_int_equal(
            host_allocate(&host, WDM_QMI_SERVICE_DMS, &host.clients[WDM_QMI_SERVICE_DMS]), 0);
}

/* Says what the host said, with the client id that this modem gave. */
static void say(const struct exchange *exchange)
{
    uint8_t bytes[1024];
    const struct wdm_span *said = &exchange->host.bytes;
    memcpy(bytes, said->bytes, said->length);
    if (exchange->host.is_qmi && exchange->host.qmux.service != WDM_QMI_SERVICE_CTL)
        bytes[qmux_start(&exchange->host) + 5] = host.clients[WDM_QMI_SERVICE_DMS];
    host_send(&host, bytes, said->length);
    host_take(&host);
}

/* Clears what may differ: transactions, client ids. */
static void clear_ids(const struct wdm_description *description, uint8_t *bytes)
{
    size_t start = qmux_start(description);
    if (description->is_mbim)
        memset(bytes + 8, 0, 4);
    if (!description->is_qmi)
        return;
    bytes[start + 7] = 0;
    if (description->qmux.service != WDM_QMI_SERVICE_CTL)
        bytes[start + 5] = bytes[start + 8] = 0;
    if (is_ctl(description, WDM_CTL_ALLOCATE_CLIENT_ID))
        bytes[description->bytes.length - 1] = 0;
}

static void compare_bytes(const struct wdm_description *expected,
                          const struct wdm_description *actual)
{
    uint8_t a[1024], b[1024];
    memcpy(a, actual->bytes.bytes, actual->bytes.length);
    memcpy(b, expected->bytes.bytes, expected->bytes.length);
    clear_ids(actual, a);
    clear_ids(expected, b);
    assert_bytes(a, actual->bytes.length, b, expected->bytes.length);
}

/* As far as the result: the content is that of another model. */
static void compare_results(const struct wdm_description *expected,
                            const struct wdm_description *actual)
{
    uint16_t error = 0, wanted = 0;
    assert_int_equal(actual->is_mbim, expected->is_mbim);
    assert_int_equal(actual->mbim.type, expected->mbim.type);
    assert_int_equal(actual->mbim.transaction, expected->mbim.transaction);
    assert_int_equal(actual->mbim.value, expected->mbim.value);
    assert_int_equal(actual->is_qmi, expected->is_qmi);
    if (!expected->is_qmi)
        return;
    assert_int_equal(actual->qmux.service, expected->qmux.service);
    assert_int_equal(actual->qmux.message, expected->qmux.message);
    assert_int_equal(actual->qmux.kind, expected->qmux.kind);
    assert_int_equal(actual->qmux.transaction, expected->qmux.transaction);
    assert_true(wdm_qmi_result(actual->qmux.tlvs, &error));
    assert_true(wdm_qmi_result(expected->qmux.tlvs, &wanted));
    assert_int_equal(error, wanted);
}

static void check_answer(const struct exchange *exchange, bool alike)
{
    const struct wdm_description *expected = &exchange->modem;
    struct wdm_describer describer = {.vendor = fixture.vendor};
    struct wdm_description actual;
    struct wdm_span info;
    if (expected->bytes.length == 0) {
        assert_int_equal(host.length, 0);
        return;
    }
    assert_int_equal(host_message_count(&host), 1);
    wdm_describe(&actual, &describer, true, host.sim.protocol, host.bytes, host.length);
    assert_null(actual.problem);
    if (alike)
        compare_results(expected, &actual);
    else
        compare_bytes(expected, &actual);
    if (is_ctl(&actual, WDM_CTL_ALLOCATE_CLIENT_ID)) {
        assert_true(wdm_tlv_find(actual.qmux.tlvs, 0x01, &info) && info.length == 2);
        host.clients[WDM_QMI_SERVICE_DMS] = info.bytes[1];
    }
}

static void host_one(void)
{
    size_t row = 0;
    while (row < COUNT(modems) && strcmp(modems[row].name, fixture.name) != 0)
        row++;
    if (row == COUNT(modems))
        fail_msg("%s: which simulated modem plays it?", fixture.name);
    prepare_modem(modems[row].modem);
    for (size_t i = 0; i < exchange_count; i++) {
        say(&exchanges[i]);
        check_answer(&exchanges[i], modems[row].alike);
    }
}

static void test_as_host(void **state)
{
    (void)state;
    with_each(host_one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_modem),
        cmocka_unit_test(test_as_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
