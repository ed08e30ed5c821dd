/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Requests and their answers: messages of all kinds, and what the tracker says of each. */
#include "support.h"

#include <stdio.h>

#include "wdm/exchange.h"

#define MBIM WDM_PROTOCOL_MBIM
#define QMI  WDM_PROTOCOL_QMI

/* The rest of a COMMAND (radio state, query), of a COMMAND_DONE and an INDICATE_STATUS,
 * behind the transaction id; and QMI of DMS in a COMMAND and its answer. */
#define COMMAND   "01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 00000000 00000000"
#define INDICATED "01000000 00000000 a289cc33bcbb8b4fb6b0133ec2aae6df 03000000 00000000"
#define CARRIED                                                                                    \
    "01000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 01000000 01000000 0d000000"                \
    "010c000002030009002d000000"
#define FIRST_OF_TWO                                                                               \
    "02000000 00000000 d1a30bc2f97a6e43bf65c7e24fb0f0d3 01000000 01000000 0d000000 010c0000"

static struct wdm_exchange_tracker tracker;
static struct wdm_capture_assembler assembler;

/* What a message is said to be: R request, A answer, U unasked, I indication, - neither;
 * then for an answer its request's number, and the latency in milliseconds; for a request
 * the number of what it reuses or evicts. */
struct row {
    const char *name; /* where one begins anew; NULL: it goes on */
    enum wdm_protocol protocol;
    const char *hex;
    int64_t when; /* milliseconds; -1: not known */
    char role;
    uint64_t number;
    int64_t latency;
    uint32_t device;
    uint16_t interface;
};

static const struct row rows[] = {
    {"OPEN and CLOSE", MBIM, "01000000 10000000 01000000 00100000", 1000, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "01000080 10000000 01000000 00000000", 1250, 'A', 1, 250, 0, 0},
    {NULL, MBIM, "02000000 0c000000 02000000", 2000, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "02000080 10000000 02000000 00000000", 2001, 'A', 3, 1, 0, 0},
    {NULL, MBIM, "02000080 10000000 02000000 00000000", 2002, 'U', 0, 0, 0, 0},
    {"answers out of order", MBIM, "03000000 30000000 05000000" COMMAND, 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "03000000 30000000 06000000" COMMAND, 10, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "07000080 2c000000 00000000" INDICATED, 11, 'I', 0, 0, 0, 0},
    {NULL, MBIM, "03000080 30000000 06000000" COMMAND, 12, 'A', 2, 2, 0, 0},
    {NULL, MBIM, "03000080 30000000 05000000" COMMAND, 13, 'A', 1, 13, 0, 0},
    {NULL, MBIM, "03000080 30000000 07000000" COMMAND, 14, 'U', 0, 0, 0, 0},
    {"errors of the function", MBIM, "03000000 30000000 05000000" COMMAND, 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "04000080 10000000 00000000 02000000", 1, 'I', 0, 0, 0, 0},
    {NULL, MBIM, "04000080 10000000 05000000 05000000", 2, 'A', 1, 2, 0, 0},
    {NULL, MBIM, "04000080 10000000 05000000 05000000", 3, 'U', 0, 0, 0, 0},
    {NULL, MBIM, "04000000 10000000 05000000 05000000", 4, '-', 0, 0, 0, 0},
    {"another type's answer", MBIM, "03000000 30000000 05000000" COMMAND, 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "01000080 10000000 05000000 00000000", 1, 'U', 0, 0, 0, 0},
    {NULL, MBIM, "03000080 30000000 05000000" COMMAND, 2, 'A', 1, 2, 0, 0},
    {"used again", MBIM, "03000000 30000000 05000000" COMMAND, 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "03000000 30000000 05000000" COMMAND, 5, 'R', 1, 0, 0, 0},
    {NULL, MBIM, "03000080 30000000 05000000" COMMAND, 6, 'A', 2, 1, 0, 0},
    {"QMI in MBIM goes by MBIM", MBIM, "03000000 3d000000 05000000" CARRIED, 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "03000000 3d000000 06000000" CARRIED, 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "04000080 10000000 06000000 06000000", 1, 'A', 2, 1, 0, 0},
    {NULL, MBIM, "03000080 30000000 05000000" COMMAND, 1, 'A', 1, 1, 0, 0},
    {"several OPENs", MBIM, "01000000 10000000 01000000 00100000", 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "01000000 10000000 02000000 00100000", 1, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "01000080 10000000 02000000 00000000", 3, 'A', 2, 2, 0, 0},
    {NULL, MBIM, "01000080 10000000 01000000 00000000", 4, 'A', 1, 4, 0, 0},
    {"no times", MBIM, "02000000 0c000000 02000000", -1, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "02000080 10000000 02000000 00000000", 9, 'A', 1, -1, 0, 0},
    {"interfaces", MBIM, "02000000 0c000000 02000000", 0, 'R', 0, 0, 7, 1},
    {NULL, MBIM, "02000080 10000000 02000000 00000000", 1, 'U', 0, 0, 7, 2},
    {NULL, MBIM, "02000080 10000000 02000000 00000000", 1, 'U', 0, 0, 8, 1},
    {NULL, QMI, "010b008000000102270000 00", 1, 'U', 0, 0, 7, 1},
    {NULL, MBIM, "02000080 10000000 02000000 00000000", 1, 'A', 1, 1, 7, 1},
    {"raw QMI", QMI, "010f0000000000 01 2200 0400 01010002", 0, 'R', 0, 0, 0, 0},
    {NULL, QMI, "010c0000 02 03 00 0100 2d00 0000", 1, 'R', 0, 0, 0, 0},
    {NULL, QMI, "010c0000 02 04 00 0100 2d00 0000", 2, 'R', 0, 0, 0, 0},
    {NULL, QMI, "010c0000 03 03 00 0100 2d00 0000", 3, 'R', 0, 0, 0, 0},
    {NULL, QMI, "010c0080 02 ff 04 0000 0100 0000", 4, 'I', 0, 0, 0, 0},
    {NULL, QMI, "010c0080 02 04 02 0100 2d00 0000", 5, 'A', 3, 3, 0, 0},
    {NULL, QMI, "010c0080 03 03 02 0100 2d00 0000", 5, 'A', 4, 2, 0, 0},
    {NULL, QMI, "010b0080 00 00 01 01 2200 0000", 5, 'A', 1, 5, 0, 0},
    {NULL, QMI, "010b0080 00 00 02 00 2700 0000", 5, 'I', 0, 0, 0, 0},
    {NULL, QMI, "010c0080 02 03 02 0200 2d00 0000", 5, 'U', 0, 0, 0, 0},
    {NULL, QMI, "010c0080 02 03 02 0100 2d00 0000", 5, 'A', 2, 4, 0, 0},
    {"bad bytes", MBIM, "010b", 0, '-', 0, 0, 0, 0},
    {NULL, QMI, "010b", 0, '-', 0, 0, 0, 0},
    {NULL, WDM_PROTOCOL_UNKNOWN, "0000", 0, '-', 0, 0, 0, 0},
    {"a wrong length", MBIM, "02000000 0d000000 02000000", 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "04000080 10000000 02000000 03000000", 1, 'A', 1, 1, 0, 0},
    {"fragments", MBIM, "03000000 34000000 05000000" FIRST_OF_TWO, 0, '-', 0, 0, 0, 0},
    {NULL, MBIM, "03000000 1d000000 05000000 02000000 01000000 02030009002d000000", 4, 'R', 0, 0, 0,
     0},
    {NULL, MBIM, "03000080 34000000 05000000" FIRST_OF_TWO, 6, '-', 0, 0, 0, 0},
    {NULL, MBIM, "03000080 1d000000 05000000 02000000 01000000 02030009002d000000", 7, 'A', 2, 3, 0,
     0},
    {"a lost fragment", MBIM, "03000000 34000000 05000000" FIRST_OF_TWO, 0, '-', 0, 0, 0, 0},
    {NULL, MBIM, "04000080 10000000 05000000 01000000", 9, 'A', 1, 9, 0, 0},
    {"fragments, used again", MBIM, "02000000 0c000000 05000000", 0, 'R', 0, 0, 0, 0},
    {NULL, MBIM, "03000000 34000000 05000000" FIRST_OF_TWO, 0, '-', 1, 0, 0, 0},
    {NULL, MBIM, "03000000 34000000 05000000" FIRST_OF_TWO, 0, '-', 2, 0, 0, 0},
    {NULL, MBIM, "03000000 1d000000 05000000 02000000 01000000 02030009002d000000", 4, 'R', 0, 0, 0,
     0},
};

static const char roles[] = {'R', 'A', 'U', 'I', '-'};

static void see(const struct row *row, uint64_t number, struct wdm_exchange *exchange)
{
    uint8_t bytes[256];
    struct wdm_captured captured = {
        .kind = WDM_CAPTURED_MESSAGE,
        .protocol = row->protocol,
        .timed = row->when >= 0,
        .when = row->when * 1000000,
        .device = row->device,
        .interface = row->interface,
        .number = number,
    };
    struct wdm_description description;
    struct wdm_span whole;
    captured.bytes = (struct wdm_span){bytes, bytes_of_hex(row->hex, bytes, sizeof(bytes))};
    if (wdm_capture_assemble(&assembler, &captured, &whole) != WDM_MBIM_WHOLE)
        whole = captured.bytes;
    wdm_describe(&description, NULL, false, row->protocol, whole.bytes, whole.length);
    wdm_exchange_see(&tracker, &captured, &description, exchange);
}

static void test_rows(void **state)
{
    (void)state;
    uint64_t number = 0;
    const char *name = NULL;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct row *row = &rows[i];
        struct wdm_exchange exchange;
        if (row->name) {
            wdm_exchange_init(&tracker);
            wdm_capture_assembler_init(&assembler);
            name = row->name;
            number = 0;
        }
        see(row, ++number, &exchange);
        if (roles[exchange.role] != row->role)
            fail_msg("%s, message %d: %c, not %c", name, (int)number, roles[exchange.role],
                     row->role);
        if (row->role == 'A') {
            assert_int_equal(exchange.request.number, row->number);
            assert_int_equal(exchange.timed, row->latency >= 0);
            assert_int_equal(exchange.latency, row->latency >= 0 ? row->latency * 1000000 : 0);
            continue;
        }
        assert_int_equal(exchange.reuses, row->number > 0);
        assert_false(exchange.evicts);
        if (row->number > 0)
            assert_int_equal(exchange.given_up.number, row->number);
        if (row->role == 'R')
            assert_int_equal(exchange.request.number, number);
    }
}

/* What is kept of a request. */
static void test_request(void **state)
{
    (void)state;
    static const struct row row = {
        "", MBIM, "03000000 3d000000 05000000" CARRIED, 0, 'R', 0, 0, 0x10002, 3};
    struct wdm_exchange exchange;
    wdm_exchange_init(&tracker);
    wdm_capture_assembler_init(&assembler);
    see(&row, 1, &exchange);
    const struct wdm_exchange_request *request = wdm_exchange_waiting(&tracker, 0);
    assert_non_null(request);
    assert_int_equal(request->device, 0x10002);
    assert_int_equal(request->interface, 3);
    assert_int_equal(request->protocol, MBIM);
    assert_true(request->carries);
    assert_int_equal(request->service, 2);
    assert_int_equal(request->client, 3);
    assert_int_equal(request->message, 0x2d);
    assert_int_equal(request->qmi_transaction, 9);
    assert_int_equal(request->transaction, 5);
    assert_int_equal(request->type, WDM_MBIM_COMMAND);
    assert_true(wdm_uuid_equal(&request->uuid, &wdm_mbim_qmi));
    assert_int_equal(request->command, 1);
    assert_int_equal(request->value, WDM_MBIM_SET);
}

/* ---- Many */

static struct wdm_exchange close_with(uint32_t transaction, uint32_t device, uint16_t interface)
{
    char hex[64];
    (void)snprintf(hex, sizeof(hex), "02000000 0c000000 %02x%02x0000", transaction & 0xff,
                   transaction >> 8);
    const struct row row = {"", MBIM, hex, 0, 'R', 0, 0, device, interface};
    struct wdm_exchange exchange;
    see(&row, transaction, &exchange);
    return exchange;
}

static struct wdm_exchange closed_with(uint32_t transaction)
{
    char hex[64];
    (void)snprintf(hex, sizeof(hex), "02000080 10000000 %02x%02x0000 00000000", transaction & 0xff,
                   transaction >> 8);
    const struct row row = {"", MBIM, hex, 0, 'A', 0, 0, 0, 0};
    struct wdm_exchange exchange;
    see(&row, 0, &exchange);
    return exchange;
}

/* More than there is room for: the oldest are given up, one each. */
static void test_many(void **state)
{
    (void)state;
    wdm_exchange_init(&tracker);
    wdm_capture_assembler_init(&assembler);
    for (uint32_t i = 1; i <= WDM_EXCHANGE_REQUESTS; i++)
        assert_false(close_with(i * 3, 0, 0).evicts);
    for (uint32_t i = 1; i <= 20; i++) {
        struct wdm_exchange exchange = close_with(2000 + i, 0, 0);
        assert_true(exchange.evicts);
        assert_false(exchange.reuses);
        assert_int_equal(exchange.given_up.transaction, i * 3);
        assert_int_equal(wdm_exchange_waiting(&tracker, 0)->transaction, i * 3 + 3);
    }
    /* In any order, each once; what was given up is unasked. */
    for (uint32_t i = (uint32_t)WDM_EXCHANGE_REQUESTS; i >= 1; i--) {
        uint32_t transaction = (i * 7 % (uint32_t)WDM_EXCHANGE_REQUESTS + 1) * 3;
        struct wdm_exchange exchange = closed_with(transaction);
        assert_int_equal(exchange.role,
                         transaction > 60 ? WDM_EXCHANGE_ANSWER : WDM_EXCHANGE_UNASKED);
        assert_int_equal(closed_with(transaction).role, WDM_EXCHANGE_UNASKED);
    }
    assert_int_equal(tracker.count, 20);
    for (uint32_t i = 1; i <= 20; i++)
        assert_int_equal(wdm_exchange_waiting(&tracker, i - 1)->transaction, 2000 + i);
    assert_null(wdm_exchange_waiting(&tracker, 20));
}

static void note(void *context, const struct wdm_exchange_request *request)
{
    uint32_t *sum = context;
    *sum = *sum * 10 + request->transaction;
}

static void test_forget(void **state)
{
    (void)state;
    uint32_t told = 0;
    wdm_exchange_init(&tracker);
    wdm_capture_assembler_init(&assembler);
    (void)close_with(1, 5, 1);
    (void)close_with(2, 5, 2);
    (void)close_with(3, 6, 1);
    (void)close_with(4, 5, 1);
    (void)close_with(5, 5, 2);
    wdm_exchange_forget(&tracker, 5, 1, note, &told);
    assert_int_equal(told, 14);
    told = 0;
    wdm_exchange_forget(&tracker, 5, WDM_EXCHANGE_ALL, note, &told);
    assert_int_equal(told, 25);
    assert_int_equal(tracker.count, 1);
    wdm_exchange_forget(&tracker, 7, WDM_EXCHANGE_ALL, note, &told);
    wdm_exchange_forget(&tracker, 6, WDM_EXCHANGE_ALL, NULL, NULL);
    assert_int_equal(told, 25);
    assert_int_equal(tracker.count, 0);
    assert_null(wdm_exchange_waiting(&tracker, 0));
    assert_false(close_with(3, 6, 1).reuses);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
