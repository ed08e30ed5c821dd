/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MBIM messages cut into fragments and put together again. */
#include "support.h"

#include <string.h>

#include "wdm/mbim.h"

/* A whole message with `data` bytes of buffer, no two neighbours alike. */
static size_t make_message(uint32_t type, size_t data, uint8_t *bytes, size_t capacity)
{
    static uint8_t buffer[70000];
    for (size_t i = 0; i < data; i++)
        buffer[i] = (uint8_t)((i * 7 + i / 256) & 0xff);
    struct wdm_mbim_message message = {.type = type,
                                       .transaction = 0x1234,
                                       .service = wdm_mbim_basic_connect,
                                       .command = 3,
                                       .buffer = {buffer, data}};
    struct wdm_writer writer = wdm_writer(bytes, capacity);
    wdm_mbim_write(&writer, &message);
    assert_false(writer.failed);
    return writer.length;
}

static uint8_t original[70000];
static uint8_t store[70000];
static uint8_t piece[70000];

static size_t make_fragment(size_t length, size_t max_control, uint32_t index)
{
    struct wdm_writer writer = wdm_writer(piece, sizeof(piece));
    wdm_mbim_fragment_write(&writer, original, length, max_control, index);
    assert_false(writer.failed);
    assert_true(writer.length <= max_control);
    return writer.length;
}

/* Cut, each piece checked, and together again, in a store of exactly the size. */
static void check_cut(uint32_t type, size_t data, size_t max_control)
{
    struct wdm_mbim_assembly assembly;
    struct wdm_span whole = {0};
    size_t length = make_message(type, data, original, sizeof(original));
    uint32_t count = wdm_mbim_fragment_count(original, length, max_control);
    uint32_t expected = length <= max_control
                            ? 1
                            : (uint32_t)((length - 20 + max_control - 21) / (max_control - 20));
    assert_int_equal(count, expected);
    wdm_mbim_assembly_init(&assembly, store, length);
    for (uint32_t i = 0; i < count; i++) {
        struct wdm_mbim_message part;
        size_t size = make_fragment(length, max_control, i);
        assert_int_equal(wdm_mbim_parse(piece, size, &part), WDM_MBIM_OK);
        assert_int_equal(part.type, type);
        assert_int_equal(part.transaction, 0x1234);
        assert_int_equal(part.fragments, count);
        assert_int_equal(part.fragment, i);
        if (i + 1 < count)
            assert_int_equal(size, max_control);
        assert_int_equal(wdm_mbim_assemble(&assembly, piece, size, &whole),
                         i + 1 < count ? WDM_MBIM_MORE : WDM_MBIM_WHOLE);
    }
    assert_bytes(whole.bytes, whole.length, original, length);
    assert_int_equal(assembly.next, 0);
    assert_ptr_equal(whole.bytes, count > 1 ? store : piece);
}

static void cut_and_put_together(void **state)
{
    (void)state;
    static const uint32_t types[] = {WDM_MBIM_COMMAND, WDM_MBIM_COMMAND_DONE,
                                     WDM_MBIM_INDICATE_STATUS};
    static const size_t controls[] = {64, 65, 100, 512, 4096};
    static const size_t sizes[] = {0,  1,  15, 16,   17,   20,   44,   59,
                                   60, 61, 64, 1000, 4048, 4049, 65536};
    for (size_t t = 0; t < COUNT(types); t++) {
        for (size_t c = 0; c < COUNT(controls); c++) {
            for (size_t s = 0; s < COUNT(sizes); s++)
                check_cut(types[t], sizes[s], controls[c]);
        }
    }
}

static void what_is_not_cut(void **state)
{
    (void)state;
    uint8_t bytes[200] = {0};
    uint8_t out[200];
    struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
    wdm_write_u32(&writer, WDM_MBIM_OPEN);
    /* No fragments in this type, however long it claims to be. */
    assert_int_equal(wdm_mbim_fragment_count(bytes, sizeof(bytes), 64), 1);
    assert_int_equal(wdm_mbim_fragment_count(bytes, 0, 64), 1);
    /* Less than MBIM allows counts as the least that it does. */
    wdm_patch_u32(&writer, 0, WDM_MBIM_COMMAND);
    assert_int_equal(wdm_mbim_fragment_count(bytes, sizeof(bytes), 0), 5);
    assert_int_equal(wdm_mbim_fragment_count(bytes, sizeof(bytes), 20), 5);
    /* There is no fragment 5, and no room for fragment 0. */
    writer = wdm_writer(out, sizeof(out));
    wdm_mbim_fragment_write(&writer, bytes, sizeof(bytes), 64, 5);
    assert_true(writer.failed);
    writer = wdm_writer(out, 63);
    wdm_mbim_fragment_write(&writer, bytes, sizeof(bytes), 64, 0);
    assert_true(writer.failed);
    assert_int_equal(writer.length, 0);
}

/* Feeds the fragments of a COMMAND_DONE of 5 fragments in the order given. */
static void order(const uint32_t *indexes, const enum wdm_mbim_assembled *results, size_t count)
{
    struct wdm_mbim_assembly assembly;
    struct wdm_span whole;
    size_t length = make_message(WDM_MBIM_COMMAND_DONE, 152, original, sizeof(original));
    wdm_mbim_assembly_init(&assembly, store, sizeof(store));
    for (size_t i = 0; i < count; i++) {
        size_t size = make_fragment(length, 64, indexes[i]);
        assert_int_equal(wdm_mbim_assemble(&assembly, piece, size, &whole), results[i]);
        if (results[i] == WDM_MBIM_WHOLE)
            assert_bytes(whole.bytes, whole.length, original, length);
    }
}

static void out_of_order(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        uint32_t indexes[9];
        enum wdm_mbim_assembled results[9];
    } cases[] = {
        {5,
         {0, 1, 2, 3, 4},
         {WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_WHOLE}},
        /* the rest without a beginning */
        {2, {1, 4}, {WDM_MBIM_OUT_OF_ORDER, WDM_MBIM_OUT_OF_ORDER}},
        /* one lost: what was gathered is dropped */
        {3, {0, 2, 1}, {WDM_MBIM_MORE, WDM_MBIM_OUT_OF_ORDER, WDM_MBIM_OUT_OF_ORDER}},
        /* one twice */
        {4,
         {0, 1, 1, 2},
         {WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_OUT_OF_ORDER, WDM_MBIM_OUT_OF_ORDER}},
        /* begun anew in the middle */
        {7,
         {0, 1, 0, 1, 2, 3, 4},
         {WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE,
          WDM_MBIM_WHOLE}},
        /* the last one twice: the second belongs to nothing */
        {6,
         {0, 1, 2, 3, 4, 4},
         {WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_WHOLE,
          WDM_MBIM_OUT_OF_ORDER}},
        /* after a failure a good one goes through */
        {7,
         {0, 3, 0, 1, 2, 3, 4},
         {WDM_MBIM_MORE, WDM_MBIM_OUT_OF_ORDER, WDM_MBIM_MORE, WDM_MBIM_MORE, WDM_MBIM_MORE,
          WDM_MBIM_MORE, WDM_MBIM_WHOLE}},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        order(cases[i].indexes, cases[i].results, cases[i].count);
}

/* Writes one fragment by hand. */
static size_t fragment_by_hand(uint32_t type, uint32_t transaction, uint32_t fragments,
                               uint32_t fragment, uint32_t buffer_length, size_t data)
{
    struct wdm_writer writer = wdm_writer(piece, sizeof(piece));
    wdm_write_u32(&writer, type);
    wdm_write_u32(&writer, 0);
    wdm_write_u32(&writer, transaction);
    wdm_write_u32(&writer, fragments);
    wdm_write_u32(&writer, fragment);
    if (fragment == 0) {
        wdm_write_zeros(&writer, type == WDM_MBIM_INDICATE_STATUS ? 20 : 24);
        wdm_write_u32(&writer, buffer_length);
    }
    wdm_write_zeros(&writer, data);
    wdm_patch_u32(&writer, 4, (uint32_t)writer.length);
    assert_false(writer.failed);
    return writer.length;
}

#define DONE       WDM_MBIM_COMMAND_DONE
#define INDICATION WDM_MBIM_INDICATE_STATUS

/* A store of 100 bytes, and fragments that lie about how much is to come. What
 * is around the store stays as it is. */
static void hostile_totals(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t count;
        struct {
            uint32_t type, transaction, fragments, fragment, buffer_length;
            size_t data;
            enum wdm_mbim_assembled result;
        } parts[4];
    } cases[] = {
        {"just fits",
         2,
         {{DONE, 1, 2, 0, 52, 26, WDM_MBIM_MORE}, {DONE, 1, 2, 1, 0, 26, WDM_MBIM_WHOLE}}},
        {"a byte too much",
         2,
         {{DONE, 1, 2, 0, 53, 26, WDM_MBIM_TOO_LONG},
          {DONE, 1, 2, 1, 0, 27, WDM_MBIM_OUT_OF_ORDER}}},
        {"indication just fits",
         2,
         {{INDICATION, 0, 2, 0, 56, 26, WDM_MBIM_MORE},
          {INDICATION, 0, 2, 1, 0, 30, WDM_MBIM_WHOLE}}},
        {"total of 4 GB", 1, {{DONE, 1, 2, 0, UINT32_MAX, 0, WDM_MBIM_TOO_LONG}}},
        {"total wraps to the header", 1, {{DONE, 1, 2, 0, UINT32_MAX - 47, 0, WDM_MBIM_TOO_LONG}}},
        {"4 G fragments", 1, {{DONE, 1, UINT32_MAX, 0, 52, 0, WDM_MBIM_MALFORMED}}},
        {"more fragments than bytes", 1, {{DONE, 1, 28, 0, 52, 26, WDM_MBIM_MALFORMED}}},
        {"nothing left for the second", 1, {{DONE, 1, 2, 0, 26, 26, WDM_MBIM_MALFORMED}}},
        {"first longer than the store", 1, {{DONE, 1, 2, 0, 200, 100, WDM_MBIM_TOO_LONG}}},
        {"second longer than the total",
         2,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 1, 2, 1, 0, 11, WDM_MBIM_MALFORMED}}},
        {"second longer than the store",
         2,
         {{DONE, 1, 2, 0, 52, 20, WDM_MBIM_MORE}, {DONE, 1, 2, 1, 0, 60000, WDM_MBIM_MALFORMED}}},
        {"second of three longer than the total",
         2,
         {{DONE, 1, 3, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 1, 3, 1, 0, 15, WDM_MBIM_MALFORMED}}},
        {"last shorter than the total",
         2,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 1, 2, 1, 0, 9, WDM_MBIM_MALFORMED}}},
        {"an empty one",
         2,
         {{DONE, 1, 3, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 1, 3, 1, 0, 0, WDM_MBIM_MALFORMED}}},
        {"nothing left for the third",
         2,
         {{DONE, 1, 3, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 1, 3, 1, 0, 10, WDM_MBIM_MALFORMED}}},
        {"goes on as another total",
         2,
         {{DONE, 1, 3, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 1, 2, 1, 0, 10, WDM_MBIM_OUT_OF_ORDER}}},
        {"goes on as another transaction",
         2,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE}, {DONE, 2, 2, 1, 0, 10, WDM_MBIM_OUT_OF_ORDER}}},
        {"goes on as another type",
         2,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE},
          {INDICATION, 1, 2, 1, 0, 10, WDM_MBIM_OUT_OF_ORDER}}},
        {"two interleaved",
         4,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE},
          {DONE, 2, 2, 0, 30, 20, WDM_MBIM_MORE},
          {DONE, 1, 2, 1, 0, 10, WDM_MBIM_OUT_OF_ORDER},
          {DONE, 2, 2, 1, 0, 10, WDM_MBIM_OUT_OF_ORDER}}},
        {"a whole one in between",
         3,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE},
          {INDICATION, 0, 1, 0, 4, 4, WDM_MBIM_WHOLE},
          {DONE, 1, 2, 1, 0, 10, WDM_MBIM_WHOLE}}},
        {"a broken one in between",
         3,
         {{DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE},
          {INDICATION, 0, 1, 0, 5, 4, WDM_MBIM_MALFORMED},
          {DONE, 1, 2, 1, 0, 10, WDM_MBIM_WHOLE}}},
        {"after one too long a good one",
         3,
         {{DONE, 1, 2, 0, 53, 20, WDM_MBIM_TOO_LONG},
          {DONE, 1, 2, 0, 30, 20, WDM_MBIM_MORE},
          {DONE, 1, 2, 1, 0, 10, WDM_MBIM_WHOLE}}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct {
            uint8_t before[16], bytes[100], after[16];
        } guarded;
        struct wdm_mbim_assembly assembly;
        memset(&guarded, 0xee, sizeof(guarded));
        wdm_mbim_assembly_init(&assembly, guarded.bytes, sizeof(guarded.bytes));
        for (size_t j = 0; j < cases[i].count; j++) {
            struct wdm_span whole = {0};
            struct wdm_mbim_message message;
            size_t size = fragment_by_hand(cases[i].parts[j].type, cases[i].parts[j].transaction,
                                           cases[i].parts[j].fragments, cases[i].parts[j].fragment,
                                           cases[i].parts[j].buffer_length, cases[i].parts[j].data);
            enum wdm_mbim_assembled result = wdm_mbim_assemble(&assembly, piece, size, &whole);
            if (result != cases[i].parts[j].result)
                fail_msg("%s: part %zu: %d", cases[i].name, j, (int)result);
            if (result == WDM_MBIM_WHOLE)
                assert_int_equal(wdm_mbim_parse(whole.bytes, whole.length, &message), WDM_MBIM_OK);
        }
        for (size_t j = 0; j < 16; j++) {
            assert_int_equal(guarded.before[j], 0xee);
            assert_int_equal(guarded.after[j], 0xee);
        }
    }
}

/* Nothing to put anything into, and messages that need nothing put together. */
static void no_store(void **state)
{
    (void)state;
    struct wdm_mbim_assembly assembly;
    struct wdm_span whole;
    wdm_mbim_assembly_init(&assembly, NULL, 0);
    size_t size = fragment_by_hand(DONE, 1, 1, 0, 4, 4);
    assert_int_equal(wdm_mbim_assemble(&assembly, piece, size, &whole), WDM_MBIM_WHOLE);
    assert_ptr_equal(whole.bytes, piece);
    size = fragment_by_hand(DONE, 1, 2, 0, 4, 0);
    assert_int_equal(wdm_mbim_assemble(&assembly, piece, size, &whole), WDM_MBIM_TOO_LONG);
    size = bytes_of_hex("01 00 00 80 10 00 00 00 01 00 00 00 00 00 00 00", piece, sizeof(piece));
    assert_int_equal(wdm_mbim_assemble(&assembly, piece, size, &whole), WDM_MBIM_WHOLE);
    assert_int_equal(wdm_mbim_assemble(&assembly, piece, size - 1, &whole), WDM_MBIM_MALFORMED);
    assert_int_equal(wdm_mbim_assemble(&assembly, piece, 0, &whole), WDM_MBIM_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_and_put_together),
        cmocka_unit_test(what_is_not_cut),
        cmocka_unit_test(out_of_order),
        cmocka_unit_test(hostile_totals),
        cmocka_unit_test(no_store),
    };
    return cmocka_run_group_tests_name("mbim_fragment", tests, NULL, NULL);
}
