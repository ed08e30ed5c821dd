/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures without what is personal: fragments that are put together for it and shared
 * out again, what comes among them, and those that are never whole. */
#include <string.h>

#include "capture_support.h"
#include "wdm/capture_redact.h"

static struct {
    size_t length;
    uint8_t bytes[1024];
    uint8_t redacted[1024];
} message;

static struct wdm_redactor redactor;
static struct events told;

static void keep_event(void *context, const struct wdm_captured *captured)
{
    (void)context;
    if (told.count++ >= EVENTS_MAX)
        return;
    struct wdm_captured *kept = &told.list[told.count - 1];
    *kept = *captured;
    assert_true(captured->bytes.length <= sizeof(told.bytes) - told.length);
    kept->bytes.bytes = told.bytes + told.length;
    if (captured->bytes.length > 0)
        memcpy(told.bytes + told.length, captured->bytes.bytes, captured->bytes.length);
    told.length += captured->bytes.length;
}

static void begin(void)
{
    const struct wdm_capture_sink sink = {.seen = keep_event};
    told.count = told.length = 0;
    wdm_redactor_init(&redactor, &sink);
}

static void see(bool from_modem, uint32_t device, const uint8_t *bytes, size_t length)
{
    const struct wdm_captured captured = {
        .from_modem = from_modem,
        .protocol = WDM_PROTOCOL_MBIM,
        .device = device,
        .bytes = {bytes, length},
        .announced = length,
        .number = told.count + redactor.count + 1,
    };
    wdm_redactor_seen(&redactor, &captured);
}

/* An answer with an IMSI, an ICCID and a number; and it redacted. */
static void make_identity(void)
{
    static const char *const fields[] = {"ready_state=initialized", "subscriber_id=001010123456789",
                                         "sim_icc_id=89882000000000000017",
                                         "telephone_numbers[0]=+15550100"};
    static uint8_t buffer[512];
    static uint8_t mask[1024];
    const struct wdm_mbim_service *service = wdm_mbim_service_by_uuid(&wdm_mbim_basic_connect);
    struct wdm_layout layout = wdm_mbim_layout(service, 2, WDM_MBIM_PART_RESPONSE, 1);
    struct wdm_assignment list[COUNT(fields)];
    struct wdm_writer out = wdm_writer(buffer, sizeof(buffer));
    struct wdm_description description;
    struct wdm_redaction redaction;
    struct wdm_error error;
    for (size_t i = 0; i < COUNT(fields); i++)
        assert_true(wdm_assignment_parse(fields[i], strlen(fields[i]), &list[i]));
    assert_true(wdm_encode_sparse(&layout, list, COUNT(fields), &out, &error));
    const struct wdm_mbim_message mbim = {.type = WDM_MBIM_COMMAND_DONE,
                                          .transaction = 1,
                                          .service = wdm_mbim_basic_connect,
                                          .command = 2,
                                          .buffer = wdm_written(&out)};
    struct wdm_writer whole = wdm_writer(message.bytes, sizeof(message.bytes));
    wdm_mbim_write(&whole, &mbim);
    message.length = whole.length;
    memcpy(message.redacted, message.bytes, message.length);
    wdm_describe(&description, NULL, true, WDM_PROTOCOL_MBIM, message.bytes, message.length);
    wdm_redact(&description, false, message.redacted, mask, &redaction);
    assert_true(redaction.personal > 0);
}

static void see_fragment(uint32_t index, size_t most)
{
    static uint8_t bytes[512];
    struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
    wdm_mbim_fragment_write(&out, message.bytes, message.length, most, index);
    assert_false(out.failed);
    see(true, 1, bytes, out.length);
}

static const uint8_t open_message[] = {1, 0, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 0, 16, 0, 0};

/* Personal texts in several fragments, and another message among them. */
static void test_fragments(void **state)
{
    (void)state;
    static uint8_t bytes[2048];
    struct wdm_mbim_assembly assembly;
    struct wdm_span whole = {NULL, 0};
    make_identity();
    for (size_t most = 64; most < message.length; most += 4) {
        uint32_t count = wdm_mbim_fragment_count(message.bytes, message.length, most);
        begin();
        for (uint32_t i = 0; i < count; i++) {
            see_fragment(i, most);
            if (i == 0)
                see(false, 1, open_message, sizeof(open_message));
        }
        assert_int_equal(told.count, count + 1);
        assert_int_equal(redactor.unknown, 0);
        assert_int_equal(redactor.personal, 1);
        assert_memory_equal(told.list[1].bytes.bytes, open_message, sizeof(open_message));
        wdm_mbim_assembly_init(&assembly, bytes, sizeof(bytes));
        for (size_t i = 0; i < told.count; i++) {
            struct wdm_span own = told.list[i].bytes;
            assert_int_equal(told.list[i].number, i + 1);
            if (i != 1)
                (void)wdm_mbim_assemble(&assembly, own.bytes, own.length, &whole);
        }
        assert_int_equal(whole.length, message.length);
        assert_memory_equal(whole.bytes, message.redacted, message.length);
    }
}

static bool has_digits(void)
{
    for (size_t i = 0; i + 4 <= told.length; i++) {
        if (told.bytes[i] >= '1' && told.bytes[i] <= '9' && told.bytes[i + 1] == 0 &&
            told.bytes[i + 2] >= '1' && told.bytes[i + 2] <= '9' && told.bytes[i + 3] == 0)
            return true;
    }
    return false;
}

/* Fragments whose message is never whole. */
static void test_lost_fragments(void **state)
{
    (void)state;
    static const char *const orders[] = {"0", "1", "02", "010", "0011", "21", "0a1", "01a3"};
    make_identity();
    for (size_t i = 0; i < COUNT(orders); i++) {
        size_t count = strlen(orders[i]);
        begin();
        for (size_t j = 0; j < count; j++) {
            if (orders[i][j] == 'a')
                see(false, 1, open_message, sizeof(open_message));
            else
                see_fragment((uint32_t)(orders[i][j] - '0'), 64);
        }
        wdm_redactor_end(&redactor);
        assert_int_equal(told.count, count);
        assert_true(redactor.unknown > 0);
        if (has_digits())
            fail_msg("%s: digits are left", orders[i]);
    }
}

/* More than can be kept back: the fragments are given up. */
static void test_full(void **state)
{
    (void)state;
    make_identity();
    begin();
    see_fragment(0, 100);
    for (size_t i = 1; i < WDM_REDACT_EVENTS; i++)
        see(false, 2, open_message, sizeof(open_message));
    assert_int_equal(told.count, 0);
    see_fragment(1, 100);
    wdm_redactor_end(&redactor);
    assert_int_equal(told.count, WDM_REDACT_EVENTS + 1);
    assert_int_equal(redactor.unknown, 2);
    assert_false(has_digits());
}

/* Two modems that speak different versions of MBIMEx: each is read by its own. */
static void test_versions(void **state)
{
    (void)state;
    static uint8_t bytes[128];
    for (uint32_t device = 1; device <= 2; device++) {
        static const uint8_t version_3[] = {0, 1, 0, 3};
        const struct wdm_mbim_message version = {.type = WDM_MBIM_COMMAND_DONE,
                                                 .transaction = 1,
                                                 .service = wdm_mbim_extensions,
                                                 .command = WDM_MBIM_CID_VERSION,
                                                 .buffer = {version_3, sizeof(version_3)}};
        struct wdm_writer out = wdm_writer(bytes, sizeof(bytes));
        make_identity();
        begin();
        wdm_mbim_write(&out, &version);
        see(true, 1, out.bytes, out.length);
        see(true, device, message.bytes, message.length);
        wdm_redactor_end(&redactor);
        assert_int_equal(told.count, 2);
        assert_int_equal(redactor.unknown, device == 1);
        bool same =
            memcmp(told.list[1].bytes.bytes, message.redacted, told.list[1].bytes.length) == 0;
        assert_int_equal(same, device == 2);
        assert_false(has_digits());
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fragments),
        cmocka_unit_test(test_lost_fragments),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_versions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
