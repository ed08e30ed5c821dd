/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures of USB: devices and what their descriptors say, transfers that fail, that are
 * cut, or began before the capture did. */
#include <string.h>

#include "capture_support.h"

enum { USBMON = 189, USBMON_PADDED = 220, USBPCAP = 249 };
enum { NONE, MBIM, VENDOR, RNDIS, AT }; /* what an interface is */

static struct file file;
static struct events events;
static struct usb_file usb;

static void begin(uint16_t link)
{
    file.length = 0;
    usb = (struct usb_file){
        .file = &file, .link = link, .when = INT64_C(1700000000000000000), .bus = 1, .address = 5};
    usb_begin(&usb);
}

static void read_all(void)
{
    read_events(&events, WDM_CAPTURE_UNKNOWN, (const uint8_t *)file.text, file.length, 0);
}

/* ---- What is in them */

static void message(bool from_modem, uint16_t interface, const char *hex)
{
    uint8_t bytes[1024];
    usb_message(&usb, from_modem, interface, bytes, bytes_of_hex(hex, bytes, sizeof(bytes)));
}

static void descriptor(uint8_t type, const uint8_t *bytes, size_t length)
{
    const uint8_t setup[8] = {0x80, 6, 0, type, 0, 0, (uint8_t)(length & 0xff), 0};
    usb_submit(&usb, setup, NULL, length, 0);
    usb_complete(&usb, true, 0, bytes, length, length);
}

static void device_descriptor(uint16_t vendor, uint16_t product)
{
    const uint8_t bytes[18] = {18,
                               1,
                               0,
                               2,
                               [7] = 64,
                               (uint8_t)(vendor & 0xff),
                               (uint8_t)(vendor >> 8),
                               (uint8_t)(product & 0xff),
                               (uint8_t)(product >> 8)};
    descriptor(1, bytes, sizeof(bytes));
}

/* A configuration with an interface of each kind, from number 0 on. */
static void configuration(uint8_t value, const int *kinds)
{
    static const uint8_t classes[][2] = {[MBIM] = {0x02, 0x0e},
                                         [VENDOR] = {0xff, 0xff},
                                         [RNDIS] = {0xe0, 0x01},
                                         [AT] = {0x02, 0x09}};
    struct wdm_writer out = wdm_writer((uint8_t[256]){0}, 256);
    wdm_write_bytes(&out, (const uint8_t[9]){9, 2, 0, 0, 0, value, 0, 0xa0, 250}, 9);
    for (uint8_t i = 0; kinds[i] != NONE; i++) {
        const uint8_t *class = classes[kinds[i]];
        wdm_write_bytes(&out, (const uint8_t[9]){9, 4, i, 0, 1, class[0], class[1], 0, 0}, 9);
        wdm_write_bytes(&out, (const uint8_t[5]){5, 0x24, 0, 0x10, 1}, 5);
        wdm_write_bytes(&out, (const uint8_t[7]){7, 5, 0x81, 3, 64, 0, 5}, 7);
    }
    wdm_patch_u16(&out, 2, (uint16_t)out.length);
    descriptor(2, out.bytes, 9);
    descriptor(2, out.bytes, out.length);
}

static void set_configuration(uint8_t value)
{
    usb_submit(&usb, (const uint8_t[8]){0, 9, value}, NULL, 0, 0);
    usb_complete(&usb, false, 0, NULL, 0, 0);
}

#define OPEN      "01000000 10000000 01000000 00100000"
#define OPEN_DONE "01000080 10000000 01000000 00000000"
#define ALLOCATE  "01 0F 00 00 00 00 00 01 22 00 04 00 01 01 00 02"
#define ALLOCATED "01 17 00 80 00 00 01 01 22 00 0C 00 02 04 00 00 00 00 00 01 02 00 02 14"

/* What is awaited, in order; a kind of -1 ends it. */
struct expected {
    int kind;
    const char *hex;
    enum wdm_protocol protocol, spoken;
    uint32_t device;
    const char *problem;
};

static void assert_events(const struct expected *expected)
{
    size_t i = 0;
    for (; expected[i].kind >= 0; i++) {
        const struct wdm_captured *actual = &events.list[i];
        if (i == events.count)
            fail_msg("%zu events, no more", events.count);
        if ((int)actual->kind != expected[i].kind || actual->protocol != expected[i].protocol ||
            actual->spoken != expected[i].spoken ||
            (expected[i].device != 0 && actual->device != expected[i].device))
            fail_msg("event %zu: kind %d, protocol %d, spoken %d, device %x, %s", i, actual->kind,
                     actual->protocol, actual->spoken, actual->device,
                     actual->problem ? actual->problem : "fine");
        if (expected[i].hex)
            assert_hex(actual->bytes.bytes, actual->bytes.length, expected[i].hex);
        if (expected[i].problem)
            assert_string_equal(actual->problem, expected[i].problem);
        else if (actual->problem)
            fail_msg("event %zu: %s", i, actual->problem);
    }
    assert_int_equal(events.count, i);
}

#define ASSERT_EVENTS(...) assert_events((const struct expected[]){__VA_ARGS__, {.kind = -1}})
#define M                  WDM_PROTOCOL_MBIM
#define Q                  WDM_PROTOCOL_QMI
#define U                  WDM_PROTOCOL_UNKNOWN

/* ---- Devices */

static void test_descriptors(void **state)
{
    (void)state;
    static const uint16_t links[] = {USBMON, USBMON_PADDED, USBPCAP};
    for (size_t i = 0; i < COUNT(links); i++) {
        begin(links[i]);
        device_descriptor(0x1199, 0x901f);
        configuration(1, (const int[]){VENDOR, NONE});
        configuration(2, (const int[]){AT, MBIM, NONE});
        set_configuration(2);
        message(false, 1, OPEN);
        message(true, 1, OPEN_DONE);
        read_all();
        ASSERT_EVENTS({.kind = WDM_CAPTURED_DEVICE, .spoken = M, .device = 0x10005},
                      {.kind = WDM_CAPTURED_MESSAGE,
                       .hex = OPEN,
                       .protocol = M,
                       .spoken = M,
                       .device = 0x10005},
                      {.kind = WDM_CAPTURED_MESSAGE,
                       .hex = OPEN_DONE,
                       .protocol = M,
                       .spoken = M,
                       .device = 0x10005});
        assert_int_equal(events.list[1].vendor, 0x1199);
        assert_int_equal(events.list[1].product, 0x901f);
        assert_int_equal(events.list[2].interface, 1);
        assert_true(events.list[2].timed && events.list[2].when > events.list[1].when);
        assert_int_equal(events.list[1].when / 1000000000, 1700000000);
    }
}

/* Two on a bus and one on another, at the same address; their transfers overlap. */
static void test_several(void **state)
{
    (void)state;
    static const struct {
        uint16_t bus;
        uint8_t address;
    } places[] = {{1, 5}, {1, 6}, {2, 5}};
    static const uint8_t get[8] = {0xa1, 1, 0, 0, 0, 0, 0, 16};
    uint8_t bytes[64];
    size_t length = bytes_of_hex(ALLOCATED, bytes, sizeof(bytes));
    begin(USBMON_PADDED);
    for (size_t i = 0; i < COUNT(places); i++) {
        usb.bus = places[i].bus;
        usb.address = places[i].address;
        usb.id = 0;
        device_descriptor(0x1199, (uint16_t)(0x9000 + i));
        usb.id = 640;
        usb_submit(&usb, get, NULL, 4096, 0);
    }
    for (size_t i = 0; i < COUNT(places); i++) {
        usb.bus = places[i].bus;
        usb.address = places[i].address;
        bytes[length - 1] = (uint8_t)i;
        usb_complete(&usb, true, 0, bytes, length, length);
    }
    read_all();
    ASSERT_EVENTS(
        {.kind = WDM_CAPTURED_DEVICE, .device = 0x10005},
        {.kind = WDM_CAPTURED_MESSAGE, .hex = NULL, .protocol = Q, .spoken = U, .device = 0x10005},
        {.kind = WDM_CAPTURED_DEVICE, .device = 0x10006},
        {.kind = WDM_CAPTURED_MESSAGE, .hex = NULL, .protocol = Q, .spoken = U, .device = 0x10006},
        {.kind = WDM_CAPTURED_DEVICE, .device = 0x20005},
        {.kind = WDM_CAPTURED_MESSAGE, .hex = NULL, .protocol = Q, .spoken = U, .device = 0x20005});
    for (size_t i = 0; i < COUNT(places); i++)
        assert_int_equal(events.list[2 * i + 1].product, 0x9000 + i);
}

/* The address is another device's now, which is told before its first message. */
static void test_enumerated_anew(void **state)
{
    (void)state;
    begin(USBMON_PADDED);
    device_descriptor(0x1199, 0x901f);
    configuration(1, (const int[]){MBIM, NONE});
    message(false, 0, OPEN);
    device_descriptor(0x1199, 0x901f);
    message(true, 0, OPEN_DONE);
    device_descriptor(0x1199, 0x9079);
    configuration(1, (const int[]){VENDOR, NONE});
    message(false, 0, ALLOCATE);
    read_all();
    ASSERT_EVENTS({.kind = WDM_CAPTURED_DEVICE, .spoken = M},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN, .protocol = M, .spoken = M},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN_DONE, .protocol = M, .spoken = M},
                  {.kind = WDM_CAPTURED_DEVICE, .spoken = Q},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = ALLOCATE, .protocol = Q, .spoken = Q});
}

/* What is no modem's is not told; what the interface does not speak, is. */
static void test_interfaces(void **state)
{
    (void)state;
    begin(USBMON_PADDED);
    configuration(1, (const int[]){RNDIS, AT, MBIM, VENDOR, NONE});
    message(false, 0, "04000000 1c000000 02000000 01010100 00000000 00000000 00000000");
    message(false, 1, "4154 0d");
    message(false, 2, ALLOCATE);
    message(false, 2, "de ad be ef");
    message(true, 3, ALLOCATED);
    message(true, 3, "");
    read_all();
    ASSERT_EVENTS({.kind = WDM_CAPTURED_DEVICE, .spoken = M},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = ALLOCATE, .protocol = Q, .spoken = M},
                  {.kind = WDM_CAPTURED_BYTES, .hex = "de ad be ef", .protocol = U, .spoken = M},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = ALLOCATED, .protocol = Q, .spoken = Q});
}

/* Configurations differ, and nobody saw which was set: bytes tell. */
static void test_configuration_unknown(void **state)
{
    (void)state;
    begin(USBMON_PADDED);
    configuration(1, (const int[]){VENDOR, NONE});
    configuration(2, (const int[]){MBIM, NONE});
    message(false, 0, OPEN);
    set_configuration(1);
    message(false, 0, ALLOCATE);
    read_all();
    ASSERT_EVENTS({.kind = WDM_CAPTURED_DEVICE},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN, .protocol = M, .spoken = U},
                  {.kind = WDM_CAPTURED_DEVICE, .spoken = Q},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = ALLOCATE, .protocol = Q, .spoken = Q});
}

/* ---- Transfers */

/* The capture begins between a request and its end. */
static void test_middle(void **state)
{
    (void)state;
    uint8_t bytes[64];
    size_t length = bytes_of_hex(OPEN_DONE, bytes, sizeof(bytes));
    static const uint8_t words[] = {18, 3, 'S', 0, 'i', 0, 'e', 0, 'r', 0, 'r', 0};
    begin(USBMON_PADDED);
    usb.id = 999;
    usb_complete(&usb, true, 0, words, sizeof(words), sizeof(words));
    usb_complete(&usb, true, 0, bytes, length, length);
    read_all();
    ASSERT_EVENTS({.kind = WDM_CAPTURED_DEVICE},
                  {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN_DONE, .protocol = M, .spoken = U});
}

/* The capture was told to keep little of each packet. */
static void test_snapped(void **state)
{
    (void)state;
    static const char *const problem = "the capture does not have all its bytes";
    uint8_t bytes[64];
    size_t length = bytes_of_hex(ALLOCATED, bytes, sizeof(bytes));
    begin(USBMON_PADDED);
    usb_submit(&usb, (const uint8_t[8]){0xa1, 1, [7] = 16}, NULL, 4096, 0);
    usb_complete(&usb, true, 0, bytes, length, 13);
    usb_submit(&usb, (const uint8_t[8]){0x21, 0, [6] = 24}, bytes, length, 0);
    read_all();
    ASSERT_EVENTS(
        {.kind = WDM_CAPTURED_DEVICE},
        {.kind = WDM_CAPTURED_MESSAGE,
         .hex = "01 17 00 80 00 00 01 01 22 00 0C 00 02",
         .protocol = Q,
         .spoken = U,
         .problem = problem},
        {.kind = WDM_CAPTURED_BYTES, .hex = "", .protocol = U, .spoken = U, .problem = problem});
    assert_int_equal(events.list[1].announced, length);
    assert_int_equal(events.list[2].announced, length);
}

static void failing(int32_t status, bool in)
{
    usb_submit(&usb, in ? (const uint8_t[8]){0xa1, 1, [7] = 16} : (const uint8_t[8]){0x21, 0}, NULL,
               in ? 4096 : 0, 0);
    usb_complete(&usb, in, status, NULL, 0, 0);
}

static void test_failures(void **state)
{
    (void)state;
    begin(USBMON_PADDED);
    failing(-32, true); /* of what is no modem, for all that is known */
    message(false, 0, OPEN);
    failing(-32, true);
    failing(-121, true);
    failing(-110, false);
    failing(-104, true);
    failing(-108, true);
    failing(-19, true);
    message(false, 0, OPEN);
    read_all();
    ASSERT_EVENTS(
        {.kind = WDM_CAPTURED_DEVICE}, {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN, .protocol = M},
        {.kind = WDM_CAPTURED_FAILED, .problem = "the modem refused the transfer (stall)"},
        {.kind = WDM_CAPTURED_FAILED, .problem = "the modem did not take part in the transfer"},
        {.kind = WDM_CAPTURED_FAILED, .problem = "the transfer was cancelled"},
        {.kind = WDM_CAPTURED_FAILED, .problem = "the device went away, or was configured anew"},
        {.kind = WDM_CAPTURED_GONE},
        {.kind = WDM_CAPTURED_FAILED, .problem = "the device went away, or was configured anew"},
        {.kind = WDM_CAPTURED_DEVICE}, {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN, .protocol = M});
    assert_int_equal(events.list[2].status, -32);
    assert_true(events.list[2].from_modem);
    assert_false(events.list[3].from_modem);
}

static void test_failures_windows(void **state)
{
    (void)state;
    for (int staged = 0; staged < 2; staged++) {
        begin(USBPCAP);
        usb.staged = staged != 0;
        message(false, 0, OPEN);
        failing(INT32_MIN + 0x40000004, true);
        failing(INT32_MIN + 0x40007000, true);
        read_all();
        ASSERT_EVENTS(
            {.kind = WDM_CAPTURED_DEVICE},
            {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN, .protocol = M},
            {.kind = WDM_CAPTURED_FAILED, .problem = "the modem refused the transfer (stall)"},
            {.kind = WDM_CAPTURED_FAILED,
             .problem = "the device went away, or was configured anew"},
            {.kind = WDM_CAPTURED_GONE});
        assert_int_equal(events.list[2].status, INT32_MIN + 0x40000004);
    }
}

/* Other transfers are of no interest, but when one says that the device went away. */
static void test_other_transfers(void **state)
{
    (void)state;
    uint8_t packet[80] = {0, [8] = 'C', 1, 0x81, 5, 1, 0, '-', 0};
    begin(USBMON_PADDED);
    message(false, 0, OPEN);
    usb_packet(&usb, packet, sizeof(packet));
    packet[9] = 3;
    packet[28] = 0x94; /* -108 */
    packet[29] = packet[30] = packet[31] = 0xff;
    usb_packet(&usb, packet, sizeof(packet));
    usb_packet(&usb, packet, sizeof(packet));
    packet[11] = 6;
    usb_packet(&usb, packet, sizeof(packet));
    usb_packet(&usb, packet, 20);
    read_all();
    ASSERT_EVENTS(
        {.kind = WDM_CAPTURED_DEVICE}, {.kind = WDM_CAPTURED_MESSAGE, .hex = OPEN, .protocol = M},
        {.kind = WDM_CAPTURED_GONE},
        {.kind = WDM_CAPTURED_PROBLEM, .problem = "a packet that is shorter than its header"});
}

/* ---- Bounds */

static void test_many_transfers(void **state)
{
    (void)state;
    begin(USBMON_PADDED);
    for (size_t i = 0; i <= WDM_CAPTURE_TRANSFERS; i++)
        usb_submit(&usb, (const uint8_t[8]){0xa1, 1, [7] = 16}, NULL, 4096, 0);
    read_all();
    ASSERT_EVENTS({.kind = WDM_CAPTURED_PROBLEM,
                   .problem = "more transfers under way than are kept: the oldest is forgotten"});
}

static void test_many_devices(void **state)
{
    (void)state;
    begin(USBMON_PADDED);
    for (size_t i = 0; i <= WDM_CAPTURE_DEVICES; i++) {
        usb.address = (uint8_t)(i + 1);
        message(false, 0, OPEN);
    }
    read_all();
    assert_int_equal(count_of(&events, WDM_CAPTURED_PROBLEM), 1);
    assert_int_equal(count_of(&events, WDM_CAPTURED_MESSAGE), WDM_CAPTURE_DEVICES + 1);
    assert_string_equal(events.list[2 * WDM_CAPTURE_DEVICES].problem,
                        "more devices than are kept: the one longest unseen is forgotten");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_descriptors),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_enumerated_anew),
        cmocka_unit_test(test_interfaces),
        cmocka_unit_test(test_configuration_unknown),
        cmocka_unit_test(test_middle),
        cmocka_unit_test(test_snapped),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_failures_windows),
        cmocka_unit_test(test_other_transfers),
        cmocka_unit_test(test_many_transfers),
        cmocka_unit_test(test_many_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
