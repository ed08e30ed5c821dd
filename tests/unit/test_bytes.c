/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The reader and the writer of wire bytes. */
#include "support.h"

#include <string.h>

#include "wdm/bytes.h"

static const uint8_t counting[] = {0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x88, 0x99};

enum type { U8, U16, U32, U64, BE16, BE32 };

static uint64_t read_type(struct wdm_reader *reader, enum type type)
{
    switch (type) {
    case U8:
        return wdm_read_u8(reader);
    case U16:
        return wdm_read_u16(reader);
    case U32:
        return wdm_read_u32(reader);
    case U64:
        return wdm_read_u64(reader);
    case BE16:
        return wdm_read_be16(reader);
    case BE32:
        break;
    }
    return wdm_read_be32(reader);
}

static void write_type(struct wdm_writer *writer, enum type type, uint64_t value)
{
    switch (type) {
    case U8:
        wdm_write_u8(writer, (uint8_t)value);
        break;
    case U16:
        wdm_write_u16(writer, (uint16_t)value);
        break;
    case U32:
        wdm_write_u32(writer, (uint32_t)value);
        break;
    case U64:
        wdm_write_u64(writer, value);
        break;
    case BE16:
        wdm_write_be16(writer, (uint16_t)value);
        break;
    case BE32:
        wdm_write_be32(writer, (uint32_t)value);
        break;
    }
}

static const struct {
    enum type type;
    size_t size;
    const char *hex;
    uint64_t value;
} numbers[] = {
    {U8, 1, "ff", 0xff},
    {U16, 2, "01 f2", 0xf201},
    {U32, 4, "01 02 03 f4", 0xf4030201},
    {U64, 8, "01 02 03 04 05 06 07 f8", UINT64_C(0xf807060504030201)},
    {BE16, 2, "f1 02", 0xf102},
    {BE32, 4, "f1 02 03 04", 0xf1020304},
};

static void numbers_are_read_and_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        uint8_t bytes[8];
        size_t length = bytes_of_hex(numbers[i].hex, bytes, sizeof(bytes));
        assert_int_equal(length, numbers[i].size);
        struct wdm_reader reader = wdm_reader(bytes, length);
        assert_true(read_type(&reader, numbers[i].type) == numbers[i].value);
        assert_false(reader.failed);
        assert_int_equal(reader.position, length);
        uint8_t out[8];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        write_type(&writer, numbers[i].type, numbers[i].value);
        assert_false(writer.failed);
        assert_bytes(out, writer.length, bytes, length);
    }
}

/* One byte less than the number needs: nothing is read or written, and the
 * failure stays. */
static void a_short_buffer_fails_once_and_for_all(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        size_t length = numbers[i].size - 1;
        struct wdm_reader reader = wdm_reader(counting, length);
        assert_true(read_type(&reader, numbers[i].type) == 0);
        assert_true(reader.failed);
        assert_int_equal(reader.position <= reader.length, 1);
        assert_int_equal(wdm_reader_left(&reader), 0);
        assert_int_equal(wdm_read_u8(&reader), 0);
        assert_true(reader.failed);
        uint8_t out[8];
        memset(out, 0xee, sizeof(out));
        struct wdm_writer writer = wdm_writer(out, length);
        write_type(&writer, numbers[i].type, numbers[i].value);
        assert_true(writer.failed);
        wdm_write_u8(&writer, 1);
        assert_int_equal(writer.length, 0);
        for (size_t j = 0; j < sizeof(out); j++)
            assert_int_equal(out[j], 0xee);
    }
}

static void odd_sizes(void **state)
{
    (void)state;
    static const uint64_t values[] = {0,
                                      0x01,
                                      0x0201,
                                      0x030201,
                                      0x04030201,
                                      UINT64_C(0x0504030201),
                                      UINT64_C(0x060504030201),
                                      UINT64_C(0x07060504030201),
                                      UINT64_C(0x8807060504030201)};
    for (size_t size = 0; size < COUNT(values); size++) {
        struct wdm_reader reader = wdm_reader(counting, sizeof(counting));
        assert_true(wdm_read_number(&reader, size) == values[size]);
        assert_int_equal(reader.position, size);
        uint8_t out[8];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        wdm_write_number(&writer, values[size], size);
        assert_bytes(out, writer.length, counting, size);
    }
}

static void spans_and_seeking(void **state)
{
    (void)state;
    struct wdm_reader reader = wdm_reader(counting, sizeof(counting));
    wdm_reader_seek(&reader, 7);
    struct wdm_span span = wdm_read_span(&reader, 2);
    assert_hex(span.bytes, span.length, "88 99");
    span = wdm_read_span(&reader, 0);
    assert_int_equal(span.length, 0);
    assert_false(reader.failed);
    wdm_reader_seek(&reader, 9);
    assert_false(reader.failed);
    assert_int_equal(wdm_reader_left(&reader), 0);
    wdm_reader_seek(&reader, 0);
    assert_int_equal(wdm_reader_left(&reader), 9);
    wdm_reader_seek(&reader, 10);
    assert_true(reader.failed);
    wdm_reader_seek(&reader, 0);
    assert_true(reader.failed);
    assert_int_equal(wdm_read_u8(&reader), 0);
    span = wdm_read_span(&reader, 0);
    assert_null(span.bytes);
}

/* A length from the wire near the top of size_t must not wrap. */
static void huge_counts(void **state)
{
    (void)state;
    struct wdm_reader reader = wdm_reader(counting, sizeof(counting));
    wdm_read_u8(&reader);
    assert_int_equal(wdm_read_span(&reader, SIZE_MAX).length, 0);
    assert_true(reader.failed);
    uint8_t out[4];
    struct wdm_writer writer = wdm_writer(out, sizeof(out));
    wdm_write_u8(&writer, 1);
    wdm_write_zeros(&writer, SIZE_MAX);
    assert_true(writer.failed);
    assert_int_equal(writer.length, 1);
    writer = wdm_writer(out, sizeof(out));
    wdm_write_u32(&writer, 0);
    wdm_patch_u16(&writer, SIZE_MAX, 1);
    assert_true(writer.failed);
}

static void nothing_at_all(void **state)
{
    (void)state;
    struct wdm_reader reader = wdm_reader(NULL, 0);
    assert_int_equal(wdm_read_span(&reader, 0).length, 0);
    assert_false(reader.failed);
    assert_int_equal(wdm_read_u32(&reader), 0);
    assert_true(reader.failed);
    struct wdm_writer writer = wdm_writer(NULL, 0);
    wdm_write_bytes(&writer, NULL, 0);
    assert_false(writer.failed);
    assert_int_equal(wdm_written(&writer).length, 0);
    wdm_write_u8(&writer, 0);
    assert_true(writer.failed);
}

static void bytes_zeros_and_patches(void **state)
{
    (void)state;
    uint8_t out[10];
    memset(out, 0xee, sizeof(out));
    struct wdm_writer writer = wdm_writer(out, sizeof(out));
    wdm_write_bytes(&writer, "ab", 2);
    wdm_write_zeros(&writer, 6);
    wdm_patch_u16(&writer, 2, 0x1234);
    wdm_patch_u32(&writer, 4, 0x89abcdef);
    assert_false(writer.failed);
    struct wdm_span span = wdm_written(&writer);
    assert_hex(span.bytes, span.length, "61 62 34 12 ef cd ab 89");
    wdm_patch_u32(&writer, 5, 0);
    assert_true(writer.failed);
    wdm_patch_u16(&writer, 0, 0);
    assert_hex(out, sizeof(out), "61 62 34 12 ef cd ab 89 ee ee");
}

static void plain_gets(void **state)
{
    (void)state;
    assert_int_equal(wdm_get_u16(counting + 7), 0x9988);
    assert_true(wdm_get_u32(counting + 5) == 0x99880706);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_and_written),
        cmocka_unit_test(a_short_buffer_fails_once_and_for_all),
        cmocka_unit_test(odd_sizes),
        cmocka_unit_test(spans_and_seeking),
        cmocka_unit_test(huge_counts),
        cmocka_unit_test(nothing_at_all),
        cmocka_unit_test(bytes_zeros_and_patches),
        cmocka_unit_test(plain_gets),
    };
    return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
