/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fragments of several devices, put together each on their own. */
#include <string.h>

#include "capture_support.h"

#define FRAGMENT ((size_t)64) /* the least MaxControlTransfer */

static struct wdm_capture_assembler assembler;

/* A COMMAND that carries QMI, larger than a fragment; `mark` is its last byte. */
static struct wdm_span message(uint8_t *room, size_t capacity, uint8_t mark)
{
    uint8_t buffer[300] = {0x01, 0x2b, 0x01, 0x00, 0x02, 0x01};
    buffer[sizeof(buffer) - 1] = mark;
    struct wdm_writer out = wdm_writer(room, capacity);
    const struct wdm_mbim_message command = {
        .type = WDM_MBIM_COMMAND,
        .transaction = 7,
        .value = WDM_MBIM_SET,
        .service = wdm_mbim_qmi,
        .command = WDM_MBIM_CID_QMI_MSG,
        .buffer = {buffer, sizeof(buffer)},
    };
    wdm_mbim_write(&out, &command);
    assert_false(out.failed);
    return wdm_written(&out);
}

static enum wdm_mbim_assembled take(uint32_t device, uint16_t interface, bool from_modem,
                                    struct wdm_span all, uint32_t index, struct wdm_span *whole)
{
    uint8_t room[FRAGMENT];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_mbim_fragment_write(&out, all.bytes, all.length, FRAGMENT, index);
    assert_false(out.failed);
    const struct wdm_captured captured = {
        .protocol = WDM_PROTOCOL_MBIM,
        .device = device,
        .interface = interface,
        .from_modem = from_modem,
        .bytes = wdm_written(&out),
    };
    return wdm_capture_assemble(&assembler, &captured, whole);
}

/* Four at a time: devices, interfaces and directions do not mix. */
static void test_apart(void **state)
{
    (void)state;
    static const struct {
        uint32_t device;
        uint16_t interface;
        bool from_modem;
    } ways[WDM_CAPTURE_ASSEMBLIES] = {
        {0x10005, 0, false}, {0x10005, 0, true}, {0x10005, 1, false}, {0x20005, 0, false}};
    uint8_t rooms[COUNT(ways)][512];
    struct wdm_span all[COUNT(ways)];
    struct wdm_span whole;
    wdm_capture_assembler_init(&assembler);
    for (uint8_t i = 0; i < COUNT(ways); i++)
        all[i] = message(rooms[i], sizeof(rooms[i]), i);
    uint32_t count = wdm_mbim_fragment_count(all[0].bytes, all[0].length, FRAGMENT);
    assert_true(count > 3);
    for (uint32_t index = 0; index < count; index++) {
        for (size_t i = 0; i < COUNT(ways); i++) {
            enum wdm_mbim_assembled result =
                take(ways[i].device, ways[i].interface, ways[i].from_modem, all[i], index, &whole);
            assert_int_equal(result, index + 1 < count ? WDM_MBIM_MORE : WDM_MBIM_WHOLE);
            if (result == WDM_MBIM_WHOLE)
                assert_bytes(whole.bytes, whole.length, all[i].bytes, all[i].length);
        }
    }
}

/* One more than there is room for: the one that was used longest ago is given up. */
static void test_many(void **state)
{
    (void)state;
    uint8_t room[512];
    struct wdm_span whole;
    struct wdm_span all = message(room, sizeof(room), 1);
    wdm_capture_assembler_init(&assembler);
    for (uint32_t device = 1; device <= WDM_CAPTURE_ASSEMBLIES + 1; device++)
        assert_int_equal(take(device, 0, false, all, 0, &whole), WDM_MBIM_MORE);
    assert_int_equal(take(2, 0, false, all, 1, &whole), WDM_MBIM_MORE);
    assert_int_equal(take(1, 0, false, all, 1, &whole), WDM_MBIM_OUT_OF_ORDER);
    assert_int_equal(take(2, 0, false, all, 2, &whole), WDM_MBIM_MORE);
    assert_int_equal(take(2, 0, false, all, 4, &whole), WDM_MBIM_OUT_OF_ORDER);
}

/* What is no fragment comes back as it is, whatever it is. */
static void test_others(void **state)
{
    (void)state;
    static const struct {
        enum wdm_protocol protocol;
        const char *hex;
    } rows[] = {
        {WDM_PROTOCOL_QMI, "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02"},
        {WDM_PROTOCOL_QMI, "03000000 14000000 01000000 02000000 00000000"},
        {WDM_PROTOCOL_MBIM, "01000000 10000000 01000000 00100000"},
        {WDM_PROTOCOL_MBIM, "03000000 10000000"},
        {WDM_PROTOCOL_MBIM, "03000000 30000000 01000000 01000000 00000000 00"},
        {WDM_PROTOCOL_MBIM, ""},
    };
    wdm_capture_assembler_init(&assembler);
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t bytes[64];
        struct wdm_captured captured = {.protocol = rows[i].protocol};
        struct wdm_span whole;
        captured.bytes = (struct wdm_span){bytes, bytes_of_hex(rows[i].hex, bytes, sizeof(bytes))};
        assert_int_equal(wdm_capture_assemble(&assembler, &captured, &whole), WDM_MBIM_WHOLE);
        assert_ptr_equal(whole.bytes, bytes);
        assert_int_equal(whole.length, captured.bytes.length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apart),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
