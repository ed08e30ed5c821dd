/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMUX frames, QMI headers and TLVs. */
#include "support.h"

#include <string.h>

#include "captures.h"
#include "wdm/mbim.h"
#include "wdm/qmux.h"

struct message {
    const char *hex;
    bool from_modem;
    uint8_t service;
    uint8_t client;
    enum wdm_qmi_kind kind;
    uint16_t transaction;
    uint16_t message;
    const char *tlvs;
};

/* The captured messages, those inside MBIM too, and some that complete the
 * kinds. */
static const struct message messages[] = {
    {"01 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02", false, 0, 0, WDM_QMI_REQUEST, 1, 0x0022,
     "01 01 00 02"},
    {"01 25 00 80 02 03 02 06 00 5b 55 19 00 02 04 00 00 00 00 00 10 01 00 0e "
     "11 0b 00 0a 01 06 07 08 09 0a 0b 0c 0e 13",
     true, 2, 3, WDM_QMI_RESPONSE, 6, 0x555b,
     "02 04 00 00 00 00 00 10 01 00 0e 11 0b 00 0a 01 06 07 08 09 0a 0b 0c 0e 13"},
    {"01 0c 00 00 02 14 00 01 00 5f 55 00 00", false, 2, 0x14, WDM_QMI_REQUEST, 1, 0x555f, ""},
    {"01 13 00 80 02 14 02 01 00 5f 55 07 00 02 04 00 00 00 00 00", true, 2, 0x14, WDM_QMI_RESPONSE,
     1, 0x555f, "02 04 00 00 00 00 00"},
    {"01 0f 00 00 00 00 00 04 22 00 04 00 01 01 00 02", false, 0, 0, WDM_QMI_REQUEST, 4, 0x0022,
     "01 01 00 02"},
    {"01 17 00 80 00 00 01 04 22 00 0c 00 02 04 00 00 00 00 00 01 02 00 02 03", true, 0, 0,
     WDM_QMI_RESPONSE, 4, 0x0022, "02 04 00 00 00 00 00 01 02 00 02 03"},
    {"01 0c 00 00 02 03 00 06 00 5b 55 00 00", false, 2, 3, WDM_QMI_REQUEST, 6, 0x555b, ""},
    {"01 1e 00 80 02 03 02 06 00 5b 55 12 00 02 04 00 00 00 00 00 10 01 00 08 11 04 00 03 06 08 09",
     true, 2, 3, WDM_QMI_RESPONSE, 6, 0x555b,
     "02 04 00 00 00 00 00 10 01 00 08 11 04 00 03 06 08 09"},
    {"01 10 00 00 02 03 00 08 00 5c 55 04 00 01 01 00 06", false, 2, 3, WDM_QMI_REQUEST, 8, 0x555c,
     "01 01 00 06"},
    {"01 0b 00 80 00 ff 02 00 27 00 00 00", true, 0, 0xff, WDM_QMI_INDICATION, 0, 0x0027, ""},
    {"01 10 00 80 02 ff 04 ff ff 01 00 04 00 10 01 00 07", true, 2, 0xff, WDM_QMI_INDICATION,
     0xffff, 0x0001, "10 01 00 07"},
};

static void parsed_and_written_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(messages); i++) {
        const struct message *expected = &messages[i];
        uint8_t bytes[64];
        struct wdm_qmux qmux;
        size_t length = bytes_of_hex(expected->hex, bytes, sizeof(bytes));
        assert_int_equal(wdm_qmux_parse(bytes, length, &qmux), WDM_QMUX_OK);
        assert_int_equal(qmux.from_modem, expected->from_modem);
        assert_int_equal(qmux.service, expected->service);
        assert_int_equal(qmux.client, expected->client);
        assert_int_equal(qmux.kind, expected->kind);
        assert_int_equal(qmux.transaction, expected->transaction);
        assert_int_equal(qmux.message, expected->message);
        assert_hex(qmux.tlvs.bytes, qmux.tlvs.length, expected->tlvs);
        assert_int_equal(wdm_qmux_length(bytes, length), length);
        uint8_t out[64];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        wdm_qmux_write(&writer, &qmux);
        assert_false(writer.failed);
        assert_bytes(out, writer.length, bytes, length);
    }
}

/* The captures themselves are in the table above. */
static void every_captured_message_is_here(void **state)
{
    (void)state;
    size_t found = 0;
    for (size_t i = 0; i < CAPTURED_QMUX + CAPTURED_MBIM; i++) {
        const char *hex =
            i < CAPTURED_QMUX ? captured_qmux[i].hex : captured_mbim[i - CAPTURED_QMUX].hex;
        uint8_t bytes[128];
        size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
        struct wdm_mbim_message mbim;
        struct wdm_span span = {bytes, length};
        if (i >= CAPTURED_QMUX) {
            (void)wdm_mbim_parse(bytes, length, &mbim);
            span = mbim.buffer;
        }
        for (size_t j = 0; span.length > 0 && j < COUNT(messages); j++) {
            uint8_t known[64];
            size_t known_length = bytes_of_hex(messages[j].hex, known, sizeof(known));
            if (known_length == span.length && memcmp(known, span.bytes, span.length) == 0)
                found++;
        }
    }
    assert_int_equal(found, 9);
}

/* Every message cut at every byte: never whole, never a byte past the end. */
static void truncations(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(messages); i++) {
        uint8_t bytes[64];
        size_t length = bytes_of_hex(messages[i].hex, bytes, sizeof(bytes));
        size_t header = messages[i].service == 0 ? WDM_QMUX_CTL_HEADER : WDM_QMUX_SERVICE_HEADER;
        for (size_t cut = 0; cut < length; cut++) {
            uint8_t exact[64];
            struct wdm_qmux qmux;
            memcpy(exact, bytes, cut);
            enum wdm_qmux_problem problem = wdm_qmux_parse(exact, cut, &qmux);
            assert_int_equal(problem, cut < header ? WDM_QMUX_SHORT : WDM_QMUX_LENGTH_BAD);
            if (cut < header)
                continue;
            assert_int_equal(qmux.message, messages[i].message);
            assert_int_equal(qmux.tlvs.length, cut - header);
            assert_int_equal(wdm_qmux_length(exact, cut), length);
        }
    }
}

static void problems(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        enum wdm_qmux_problem problem;
        const char *tlvs;
    } cases[] = {
        {"", WDM_QMUX_SHORT, ""},
        {"00", WDM_QMUX_MARKER_BAD, ""},
        {"02 0f 00 00 00 00 00 01 22 00 04 00 01 01 00 02", WDM_QMUX_MARKER_BAD, ""},
        {"01 0e 00 00 00 00 00 01 22 00 04 00 01 01 00 02", WDM_QMUX_LENGTH_BAD, "01 01 00 02"},
        {"01 10 00 00 00 00 00 01 22 00 04 00 01 01 00 02", WDM_QMUX_LENGTH_BAD, "01 01 00 02"},
        {"01 00 00 00 00 00 00 01 22 00 04 00 01 01 00 02", WDM_QMUX_LENGTH_BAD, "01 01 00 02"},
        {"01 ff ff 00 00 00 00 01 22 00 ff ff 01 01 00 02", WDM_QMUX_LENGTH_BAD, "01 01 00 02"},
        {"01 0f 00 00 00 00 00 01 22 00 03 00 01 01 00 02", WDM_QMUX_TLVS_BAD, "01 01 00 02"},
        {"01 0f 00 00 00 00 00 01 22 00 05 00 01 01 00 02", WDM_QMUX_TLVS_BAD, "01 01 00 02"},
        /* A service's header needs a byte more than CTL's. */
        {"01 0b 00 00 02 00 00 01 22 00 00 00", WDM_QMUX_SHORT, ""},
        {"01 0b 00 00 00 00 00 01 22 00 00 00", WDM_QMUX_OK, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t bytes[32];
        struct wdm_qmux qmux;
        size_t length = bytes_of_hex(cases[i].hex, bytes, sizeof(bytes));
        assert_int_equal(wdm_qmux_parse(bytes, length, &qmux), cases[i].problem);
        assert_hex(qmux.tlvs.bytes, qmux.tlvs.length, cases[i].tlvs);
    }
    assert_string_equal(wdm_qmux_problem_text(WDM_QMUX_LENGTH_BAD), "the QMUX length is wrong");
    for (int problem = WDM_QMUX_OK; problem <= WDM_QMUX_TLVS_BAD; problem++)
        assert_true(strlen(wdm_qmux_problem_text((enum wdm_qmux_problem)problem)) > 0);
}

static void what_cannot_be_written(void **state)
{
    (void)state;
    static uint8_t tlvs[70000];
    static uint8_t out[70000];
    static const struct {
        uint8_t service;
        uint16_t transaction;
        size_t tlvs;
        size_t capacity;
        bool fits;
    } cases[] = {
        {0, 255, 0, 12, true},
        {0, 256, 0, 64, false},
        {2, 256, 0, 13, true},
        {0, 1, 0, 11, false},
        {2, 1, 0, 12, false},
        {2, 1, 4, 16, false},
        {2, 1, 4, 17, true},
        {0, 1, 65535 - 11, sizeof(out), true},
        {0, 1, 65535 - 10, sizeof(out), false},
        {2, 1, 65535 - 12, sizeof(out), true},
        {2, 1, 65535 - 11, sizeof(out), false},
        {2, 1, 65536, sizeof(out), false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wdm_qmux qmux = {.service = cases[i].service,
                                .transaction = cases[i].transaction,
                                .tlvs = {tlvs, cases[i].tlvs}};
        struct wdm_writer writer = wdm_writer(out, cases[i].capacity);
        wdm_qmux_write(&writer, &qmux);
        assert_int_equal(!writer.failed, cases[i].fits);
        if (cases[i].fits)
            assert_int_equal(wdm_qmux_length(out, writer.length), writer.length);
        else
            assert_int_equal(writer.length, 0);
    }
}

static void length_of_a_beginning(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x01, 0xff, 0xff, 0x80};
    assert_int_equal(wdm_qmux_length(bytes, 0), 0);
    assert_int_equal(wdm_qmux_length(bytes, 2), 0);
    assert_int_equal(wdm_qmux_length(bytes, 3), 65536);
    assert_int_equal(wdm_qmux_length(bytes, 4), 65536);
}

static void tlvs_one_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        size_t count; /* that come before the end or the broken one */
        bool broken;
    } cases[] = {
        {"", 0, false},
        {"01 00 00", 1, false},
        {"01 01 00 aa 02 02 00 bb cc", 2, false},
        {"01", 0, true},
        {"01 00", 0, true},
        {"01 01 00", 0, true},
        {"01 01 00 aa 02 03 00 bb cc", 1, true},
        {"01 ff ff aa", 0, true},
        {"01 01 00 aa 02", 1, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t bytes[16];
        size_t length = bytes_of_hex(cases[i].hex, bytes, sizeof(bytes));
        struct wdm_reader reader = wdm_reader(bytes, length);
        struct wdm_tlv tlv;
        size_t count = 0;
        while (wdm_tlv_next(&reader, &tlv)) {
            count++;
            assert_int_equal(tlv.type, count);
        }
        assert_int_equal(count, cases[i].count);
        assert_int_equal(reader.failed, cases[i].broken);
    }
}

static void found_by_type(void **state)
{
    (void)state;
    uint8_t bytes[32];
    size_t length =
        bytes_of_hex("10 01 00 01 11 02 00 02 03 11 00 00 12 05 00 00", bytes, sizeof(bytes));
    struct wdm_span tlvs = {bytes, length};
    struct wdm_span value = {0};
    assert_true(wdm_tlv_find(tlvs, 0x10, &value));
    assert_hex(value.bytes, value.length, "01");
    assert_true(wdm_tlv_find(tlvs, 0x11, &value));
    assert_hex(value.bytes, value.length, "02 03");
    assert_false(wdm_tlv_find(tlvs, 0x12, &value)); /* cut short */
    assert_false(wdm_tlv_find(tlvs, 0x13, &value));
    assert_false(wdm_tlv_find((struct wdm_span){0}, 0x10, &value));
}

static void tlvs_are_written(void **state)
{
    (void)state;
    uint8_t out[32];
    struct wdm_writer writer = wdm_writer(out, 13);
    wdm_tlv_write_u8(&writer, 0x01, 0x02);
    wdm_tlv_write(&writer, 0x10, "ab", 2);
    wdm_tlv_write(&writer, 0x11, NULL, 0);
    assert_false(writer.failed);
    assert_hex(out, writer.length, "01 01 00 02 10 02 00 61 62 11 00 00");
    wdm_tlv_write_u8(&writer, 0x12, 0);
    assert_true(writer.failed);
    assert_int_equal(writer.length, 12);
    static uint8_t huge[70000];
    static uint8_t large[80000];
    writer = wdm_writer(large, sizeof(large));
    wdm_tlv_write(&writer, 0x10, huge, 65535);
    assert_false(writer.failed);
    assert_int_equal(writer.length, 65538);
    writer = wdm_writer(large, sizeof(large));
    wdm_tlv_write(&writer, 0x10, huge, 65536);
    assert_true(writer.failed);
    assert_int_equal(writer.length, 0);
}

static void results(void **state)
{
    (void)state;
    static const struct {
        const char *tlvs;
        bool there;
        uint16_t error;
    } cases[] = {
        {"02 04 00 00 00 00 00", true, 0},
        {"02 04 00 01 00 05 00", true, 5},
        {"02 04 00 01 00 34 12", true, 0x1234},
        {"01 02 00 02 03 02 04 00 01 00 3c 00", true, 60},
        {"02 04 00 00 00 05 00", true, 0}, /* the status decides */
        {"02 04 00 02 00 05 00", true, 5},
        {"02 04 00 01 00 00 00", false, 0}, /* failed, without a reason */
        {"02 03 00 00 00 00", false, 0},
        {"02 00 00", false, 0},
        {"02 04 00 00 00 00", false, 0},
        {"01 01 00 02", false, 0},
        {"", false, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t bytes[32];
        uint16_t error = 0xaaaa;
        struct wdm_span tlvs = {bytes, bytes_of_hex(cases[i].tlvs, bytes, sizeof(bytes))};
        assert_int_equal(wdm_qmi_result(tlvs, &error), cases[i].there);
        if (cases[i].there)
            assert_int_equal(error, cases[i].error);
    }
    uint8_t out[16];
    struct wdm_writer writer = wdm_writer(out, sizeof(out));
    wdm_tlv_write_result(&writer, 0);
    wdm_tlv_write_result(&writer, 0x1234);
    assert_hex(out, writer.length, "02 04 00 00 00 00 00 02 04 00 01 00 34 12");
}

static void a_sync_takes_all_client_ids(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        bool synced;
    } cases[] = {
        {"01 0b 00 80 00 00 02 00 27 00 00 00", true},                       /* restarted */
        {"01 12 00 80 00 00 01 01 27 00 07 00 02 04 00 00 00 00 00", true},  /* as asked */
        {"01 12 00 80 00 00 01 01 27 00 07 00 02 04 00 01 00 01 00", false}, /* refused */
        {"01 0b 00 80 00 00 01 01 27 00 00 00", false},                      /* nobody knows */
        {"01 0b 00 00 00 00 00 01 27 00 00 00", false},                      /* asked */
        {"01 12 00 80 00 00 01 01 26 00 07 00 02 04 00 00 00 00 00", false},
        {"01 0c 00 80 02 01 04 01 00 27 00 00 00", false}, /* of another service */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t bytes[32];
        struct wdm_qmux message;
        size_t length = bytes_of_hex(cases[i].message, bytes, sizeof(bytes));
        assert_int_equal(wdm_qmux_parse(bytes, length, &message), WDM_QMUX_OK);
        assert_int_equal(wdm_ctl_is_synced(&message), cases[i].synced);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sync_takes_all_client_ids),
        cmocka_unit_test(parsed_and_written_back),
        cmocka_unit_test(every_captured_message_is_here),
        cmocka_unit_test(truncations),
        cmocka_unit_test(problems),
        cmocka_unit_test(what_cannot_be_written),
        cmocka_unit_test(length_of_a_beginning),
        cmocka_unit_test(tlvs_one_by_one),
        cmocka_unit_test(found_by_type),
        cmocka_unit_test(tlvs_are_written),
        cmocka_unit_test(results),
    };
    return cmocka_run_group_tests_name("qmux", tests, NULL, NULL);
}
