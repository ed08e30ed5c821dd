/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures that are written: their bytes; and that what is read again is what was
 * written, of every fixture in every dress, and of all that can befall a device. */
#include <string.h>

#include "capture_support.h"
#include "wdm/capture_write.h"

static struct fixture fixture;
static struct file source;
static struct file written;
static struct events first;
static struct events second;
static struct wdm_capture_writer writer;
static size_t writes;

static void keep(void *context, const uint8_t *bytes, size_t length)
{
    put_bytes(context, bytes, length);
    writes++;
}

static void begin(void)
{
    const struct wdm_capture_output output = {keep, &written};
    written.length = 0;
    writes = 0;
    wdm_capture_writer_init(&writer, &output, "test 1");
}

static const uint8_t open_message[] = {1, 0, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 0, 16, 0, 0};
static const uint8_t open_done[] = {1, 0, 0, 0x80, 16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
static const uint8_t sync[] = {1, 11, 0, 0, 0, 0, 0, 1, 0x27, 0, 0, 0};

static const uint8_t no_message[] = "what is this?";

#define BYTES(array) {.bytes = (array), .length = sizeof(array)}, .announced = sizeof(array)
#define DEVICE       ((uint32_t)3 << 16 | 9)
#define WHEN         INT64_C(1437755611123456789)

static const struct wdm_captured one_message = {
    .protocol = WDM_PROTOCOL_MBIM,
    .spoken = WDM_PROTOCOL_MBIM,
    .timed = true,
    .when = WHEN,
    .device = DEVICE,
    .interface = 12,
    .vendor = 0x1199,
    .product = 0x9041,
    .bytes = BYTES(open_message),
};

/* ---- The bytes */

static const char header_bytes[] = "0A0D0D0A 2C000000 4D3C2B1A 0100 0000 FFFFFFFFFFFFFFFF"
                                   "0400 0600 746573742031 0000 00000000 2C000000"
                                   "01000000 20000000 DC00 0000 00000000"
                                   "0900 0100 09000000 00000000 20000000";

/* The two packets of the message; before them are those of the descriptors. */
static const char message_bytes[] =
    "06000000 70000000 00000000 1CEFF313 159BD65A 50000000 50000000"
    "0400000000000000 53 02 00 09 0300 00 00 DB68B25500000000 40E20100 8DFFFFFF 10000000 10000000"
    "21 00 0000 0C00 1000 00000000000000000000000000000000"
    "01000000 10000000 01000000 00100000 70000000"
    "06000000 60000000 00000000 1CEFF313 159BD65A 40000000 40000000"
    "0400000000000000 43 02 00 09 0300 2D 3E DB68B25500000000 40E20100 00000000 10000000 00000000"
    "0000000000000000 00000000000000000000000000000000 60000000";

static void assert_written(size_t at, const char *hex)
{
    static struct file text;
    char plain[1024];
    size_t length = 0;
    for (; *hex != '\0'; hex++) {
        if (*hex != ' ')
            plain[length++] = *hex;
    }
    plain[length] = '\0';
    text.length = 0;
    assert_true(at + length / 2 <= written.length);
    put_hex(&text, (const uint8_t *)written.text + at, length / 2, "", true);
    put_bytes(&text, "", 1);
    assert_string_equal(text.text, plain);
}

static void test_bytes(void **state)
{
    (void)state;
    begin();
    assert_int_equal(written.length, 76);
    assert_written(0, header_bytes);
    wdm_capture_write(&writer, &one_message);
    assert_int_equal(writes, 2);
    assert_written(written.length - 208, message_bytes);
}

/* ---- Read again */

static void write_events(const struct events *events)
{
    begin();
    for (size_t i = 0; i < events->count; i++)
        wdm_capture_write(&writer, &events->list[i]);
    assert_int_equal(written.length % 4, 0);
    read_events(&second, WDM_CAPTURE_UNKNOWN, (const uint8_t *)written.text, written.length, 0);
}

static bool is_kept(const struct wdm_captured *captured)
{
    return captured->kind != WDM_CAPTURED_DEVICE && captured->kind != WDM_CAPTURED_PROBLEM;
}

static const struct wdm_captured *next(const struct events *events, size_t *at)
{
    while (*at < events->count && !is_kept(&events->list[*at]))
        ++*at;
    return *at < events->count ? &events->list[(*at)++] : NULL;
}

static void assert_same(const struct wdm_captured *actual, const struct wdm_captured *expected,
                        const char *what)
{
    bool same = actual->kind == expected->kind && actual->from_modem == expected->from_modem &&
                actual->timed == expected->timed && actual->when == expected->when &&
                actual->protocol == expected->protocol && actual->device == expected->device &&
                actual->interface == expected->interface && actual->vendor == expected->vendor &&
                actual->product == expected->product && actual->announced == expected->announced &&
                actual->bytes.length == expected->bytes.length;
    if (expected->spoken != WDM_PROTOCOL_UNKNOWN)
        same = same && actual->spoken == expected->spoken;
    if (expected->bytes.length > 0)
        same =
            same && memcmp(actual->bytes.bytes, expected->bytes.bytes, expected->bytes.length) == 0;
    if (!same)
        fail_msg("%s: packet %lu is not as it was", what, (unsigned long)actual->number);
}

/* What was read first, written, is read the same. */
static void check_again(const char *what)
{
    const struct wdm_captured *expected;
    size_t i = 0, j = 0;
    write_events(&first);
    assert_int_equal(count_of(&second, WDM_CAPTURED_PROBLEM), 0);
    while ((expected = next(&first, &i)) != NULL) {
        const struct wdm_captured *actual = next(&second, &j);
        if (!actual)
            fail_msg("%s: something is missing", what);
        assert_same(actual, expected, what);
    }
    assert_null(next(&second, &j));
}

static void check_dress(const struct dress *dress)
{
    source.length = 0;
    dress->write(&source, &fixture);
    read_events(&first, WDM_CAPTURE_UNKNOWN, (const uint8_t *)source.text, source.length, 0);
    assert_true(first.count > 0);
    check_again(dress->name);
}

static void test_dresses(void **state)
{
    (void)state;
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    size_t count = fixture_list(names);
    for (size_t i = 0; i < count; i++) {
        fixture_read(&fixture, names[i]);
        for (const struct dress *dress = text_dresses; dress->name; dress++)
            check_dress(dress);
        for (const struct dress *dress = usb_dresses; dress->name; dress++)
            check_dress(dress);
    }
}

/* ---- What can befall a device */

#define MBIM  .protocol = WDM_PROTOCOL_MBIM, .spoken = WDM_PROTOCOL_MBIM
#define MODEM .device = DEVICE, .vendor = 0x1199, .product = 0x9041

static const struct wdm_captured life[] = {
    /* QMI over an interface of MBIM; and over one of its own, of the same device. */
    {MODEM, .interface = 12, MBIM, .bytes = BYTES(open_message), .timed = true, .when = WHEN},
    {MODEM, .interface = 12, .protocol = WDM_PROTOCOL_QMI, .spoken = WDM_PROTOCOL_MBIM,
     .bytes = BYTES(sync)},
    {MODEM, .interface = 8, .protocol = WDM_PROTOCOL_QMI, .spoken = WDM_PROTOCOL_QMI,
     .bytes = BYTES(sync)},
    {MODEM, .interface = 12, .from_modem = true, MBIM, .bytes = BYTES(open_done)},
    /* Bytes that are none, and some that the capture does not have all of. */
    {MODEM, .interface = 12, .kind = WDM_CAPTURED_BYTES, .spoken = WDM_PROTOCOL_MBIM,
     .bytes = BYTES(no_message)},
    {MODEM, .interface = 12, .from_modem = true, MBIM, .bytes = {open_done, 14},
     .announced = sizeof(open_done), .timed = true, .when = 5},
    /* Another device, of which nothing is known. */
    {.device = 1, .from_modem = true, .protocol = WDM_PROTOCOL_MBIM, .bytes = BYTES(open_done)},
    /* A transfer that fails, and a device that goes away and comes again as another. */
    {MODEM, .interface = 12, .kind = WDM_CAPTURED_FAILED, .spoken = WDM_PROTOCOL_MBIM,
     .status = -32, .problem = ""},
    {MODEM, .interface = 12, .kind = WDM_CAPTURED_FAILED, .from_modem = true,
     .spoken = WDM_PROTOCOL_MBIM, .status = -2, .problem = ""},
    {MODEM, .kind = WDM_CAPTURED_GONE, .timed = true, .when = WHEN + 1},
    {.device = DEVICE,
     .vendor = 0x1199,
     .product = 0x68a2,
     .interface = 8,
     .protocol = WDM_PROTOCOL_QMI,
     .spoken = WDM_PROTOCOL_QMI,
     .bytes = BYTES(sync)},
    /* Configured anew: the interface is another. */
    {.device = DEVICE,
     .vendor = 0x1199,
     .product = 0x68a2,
     .interface = 8,
     MBIM,
     .bytes = BYTES(open_message)},
};

static void test_life(void **state)
{
    (void)state;
    first.count = COUNT(life);
    memcpy(first.list, life, sizeof(life));
    check_again("a device's life");
    /* Told once each time that something new is known. */
    assert_int_equal(count_of(&second, WDM_CAPTURED_DEVICE), 5);
}

/* A transfer that ends because the device has gone, and behind that: it goes once. */
static void test_gone(void **state)
{
    (void)state;
    static const struct wdm_captured gone[] = {
        {MODEM, .interface = 12, MBIM, .bytes = BYTES(open_message)},
        {MODEM, .kind = WDM_CAPTURED_GONE},
        {MODEM, .interface = 12, .kind = WDM_CAPTURED_FAILED, .from_modem = true, .status = -108,
         .problem = ""},
        {MODEM, .interface = 12, MBIM, .bytes = BYTES(open_message)},
    };
    first.count = COUNT(gone);
    memcpy(first.list, gone, sizeof(gone));
    check_again("a device that has gone");
}

/* Windows' numbers for what went wrong are told in the same words. */
static void test_statuses(void **state)
{
    (void)state;
    static const struct {
        uint32_t status;
        int32_t own;
    } rows[] = {
        {0xc0000004, -32}, {0xc0010000, -2},     {0xc0000011, -71},
        {0, -71},          {(uint32_t)-84, -84}, {(uint32_t)-121, -71},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_captured failed = {MODEM, .kind = WDM_CAPTURED_FAILED, .problem = ""};
        failed.status = (int32_t)rows[i].status;
        first.count = 2;
        first.list[0] = one_message;
        first.list[1] = failed;
        write_events(&first);
        assert_int_equal(second.list[second.count - 1].kind, WDM_CAPTURED_FAILED);
        assert_int_equal(second.list[second.count - 1].status, rows[i].own);
    }
}

/* More devices than are kept: each is described again when it comes again. */
static void test_many_devices(void **state)
{
    (void)state;
    first.count = 0;
    for (uint32_t i = 0; i < 100; i++) {
        first.list[first.count] = one_message;
        first.list[first.count++].device = (uint32_t)1 << 16 | (i % 40 + 1);
    }
    write_events(&first);
    for (size_t i = 0; i < 100; i++) {
        const struct wdm_captured *message = message_at(&second, i);
        assert_non_null(message);
        assert_same(message, &first.list[i], "many devices");
    }
}

/* The largest message fits; what is longer is cut, and says so. */
static void test_large(void **state)
{
    (void)state;
    static uint8_t large[WDM_MESSAGE_MAX + 100];
    struct wdm_captured message = one_message;
    large[0] = 1;
    message.bytes = (struct wdm_span){large, sizeof(large)};
    message.announced = sizeof(large);
    message.kind = WDM_CAPTURED_BYTES;
    message.protocol = WDM_PROTOCOL_UNKNOWN;
    message.spoken = WDM_PROTOCOL_UNKNOWN;
    first.count = 1;
    first.list[0] = message;
    write_events(&first);
    const struct wdm_captured *read = message_at(&second, 0);
    assert_non_null(read);
    assert_int_equal(read->bytes.length, WDM_MESSAGE_MAX);
    assert_int_equal(read->announced, sizeof(large));
    assert_memory_equal(read->bytes.bytes, large, WDM_MESSAGE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),        cmocka_unit_test(test_dresses),
        cmocka_unit_test(test_life),         cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_many_devices), cmocka_unit_test(test_large),
        cmocka_unit_test(test_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
