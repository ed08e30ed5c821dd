/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MBIM control messages. */
#include "support.h"

#include <string.h>

#include "captures.h"
#include "wdm/mbim.h"

/* What the captured messages say, in their order. */
static const struct {
    uint32_t type;
    uint32_t transaction;
    uint32_t value;
    size_t buffer;
} meanings[CAPTURED_MBIM] = {
    {WDM_MBIM_COMMAND, 7, WDM_MBIM_SET, 13},
    {WDM_MBIM_COMMAND_DONE, 7, WDM_MBIM_STATUS_SUCCESS, 20},
    {WDM_MBIM_OPEN, 1, 4096, 0},
    {WDM_MBIM_OPEN_DONE, 1, WDM_MBIM_STATUS_SUCCESS, 0},
    {WDM_MBIM_COMMAND, 5, WDM_MBIM_SET, 16},
    {WDM_MBIM_COMMAND_DONE, 5, WDM_MBIM_STATUS_SUCCESS, 24},
    {WDM_MBIM_COMMAND, 7, WDM_MBIM_SET, 13},
    {WDM_MBIM_COMMAND_DONE, 7, WDM_MBIM_STATUS_SUCCESS, 31},
    {WDM_MBIM_COMMAND, 7, WDM_MBIM_SET, 17},
    {WDM_MBIM_FUNCTION_ERROR, 7, WDM_MBIM_ERROR_LENGTH_MISMATCH, 0},
};

static void captures(void **state)
{
    (void)state;
    for (size_t i = 0; i < CAPTURED_MBIM; i++) {
        uint8_t bytes[128];
        struct wdm_mbim_message message;
        size_t length = bytes_of_hex(captured_mbim[i].hex, bytes, sizeof(bytes));
        bool wrong_length = i == CAPTURED_MBIM_WRONG_LENGTH;
        assert_int_equal(wdm_mbim_parse(bytes, length, &message),
                         wrong_length ? WDM_MBIM_LENGTH_BAD : WDM_MBIM_OK);
        assert_int_equal(message.type, meanings[i].type);
        assert_int_equal(message.length, wrong_length ? 61 : length);
        assert_int_equal(message.transaction, meanings[i].transaction);
        assert_int_equal(message.value, meanings[i].value);
        assert_int_equal(message.fragments, 1);
        assert_int_equal(message.fragment, 0);
        assert_int_equal(message.buffer.length, meanings[i].buffer);
        assert_int_equal(message.buffer_length, meanings[i].buffer);
        if (meanings[i].buffer > 0) {
            assert_true(wdm_uuid_equal(&message.service, &wdm_mbim_qmi));
            assert_int_equal(message.command, WDM_MBIM_CID_QMI_MSG);
            assert_ptr_equal(message.buffer.bytes, bytes + WDM_MBIM_COMMAND_HEADER);
        }
        uint8_t out[128];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        wdm_mbim_write(&writer, &message);
        if (wrong_length)
            bytes[4] = 65; /* the length is worked out, not taken */
        assert_bytes(out, writer.length, bytes, length);
    }
}

#define QMI_UUID "d1 a3 0b c2 f9 7a 6e 43 bf 65 c7 e2 4f b0 f0 d3 "

/* The types that the captures lack. */
static const struct {
    const char *hex;
    uint32_t type;
    uint32_t transaction;
    uint32_t value;
    uint32_t command;
    const char *buffer;
} more[] = {
    {"02 00 00 00 0c 00 00 00 09 00 00 00", WDM_MBIM_CLOSE, 9, 0, 0, ""},
    {"02 00 00 80 10 00 00 00 09 00 00 00 02 00 00 00", WDM_MBIM_CLOSE_DONE, 9,
     WDM_MBIM_STATUS_FAILURE, 0, ""},
    {"04 00 00 00 10 00 00 00 09 00 00 00 05 00 00 00", WDM_MBIM_HOST_ERROR, 9,
     WDM_MBIM_ERROR_NOT_OPENED, 0, ""},
    {"07 00 00 80 2f 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 " QMI_UUID
     "01 00 00 00 03 00 00 00 aa bb cc",
     WDM_MBIM_INDICATE_STATUS, 0, 0, 1, "aa bb cc"},
    {"07 00 00 80 2c 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 " QMI_UUID
     "02 00 00 00 00 00 00 00",
     WDM_MBIM_INDICATE_STATUS, 0, 0, 2, ""},
    {"03 00 00 00 30 00 00 00 ff ff ff ff 01 00 00 00 00 00 00 00 " QMI_UUID
     "10 00 00 00 00 00 00 00 00 00 00 00",
     WDM_MBIM_COMMAND, 0xffffffff, WDM_MBIM_QUERY, 16, ""},
};

static void other_types(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(more); i++) {
        uint8_t bytes[128];
        struct wdm_mbim_message message;
        size_t length = bytes_of_hex(more[i].hex, bytes, sizeof(bytes));
        assert_int_equal(wdm_mbim_parse(bytes, length, &message), WDM_MBIM_OK);
        assert_int_equal(message.type, more[i].type);
        assert_int_equal(message.transaction, more[i].transaction);
        assert_int_equal(message.value, more[i].value);
        assert_int_equal(message.command, more[i].command);
        assert_hex(message.buffer.bytes, message.buffer.length, more[i].buffer);
        uint8_t out[128];
        struct wdm_writer writer = wdm_writer(out, sizeof(out));
        wdm_mbim_write(&writer, &message);
        assert_bytes(out, writer.length, bytes, length);
        writer = wdm_writer(out, length - 1);
        wdm_mbim_write(&writer, &message);
        assert_true(writer.failed);
    }
}

/* The bytes that a message of this type must have to be understood. */
static size_t header_of(uint32_t type)
{
    switch (type) {
    case WDM_MBIM_CLOSE:
        return 12;
    case WDM_MBIM_COMMAND:
    case WDM_MBIM_COMMAND_DONE:
        return 48;
    case WDM_MBIM_INDICATE_STATUS:
        return 44;
    default:
        return 16;
    }
}

static void check_truncations(const char *hex)
{
    uint8_t bytes[128];
    size_t length = bytes_of_hex(hex, bytes, sizeof(bytes));
    uint32_t type = wdm_get_u32(bytes);
    uint32_t said = wdm_get_u32(bytes + 4);
    for (size_t cut = 0; cut < length; cut++) {
        uint8_t exact[128];
        struct wdm_mbim_message message;
        memcpy(exact, bytes, cut);
        enum wdm_mbim_problem problem = wdm_mbim_parse(exact, cut, &message);
        if (cut < header_of(type)) {
            assert_int_equal(problem, WDM_MBIM_SHORT);
            assert_int_equal(message.buffer.length, 0);
            continue;
        }
        /* One capture says fewer bytes than it has: cut there, its buffer is. */
        assert_int_equal(problem, cut == said ? WDM_MBIM_BUFFER_BAD : WDM_MBIM_LENGTH_BAD);
        assert_int_equal(message.buffer.length, cut - header_of(type));
        assert_int_equal(message.transaction, wdm_get_u32(bytes + 8));
    }
}

static void truncations(void **state)
{
    (void)state;
    for (size_t i = 0; i < CAPTURED_MBIM; i++)
        check_truncations(captured_mbim[i].hex);
    for (size_t i = 0; i < COUNT(more); i++)
        check_truncations(more[i].hex);
}

static void problems(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        enum wdm_mbim_problem problem;
    } cases[] = {
        {"", WDM_MBIM_SHORT},
        {"00 00 00 00 0c 00 00 00 01 00 00 00", WDM_MBIM_TYPE_BAD},
        {"05 00 00 00 0c 00 00 00 01 00 00 00", WDM_MBIM_TYPE_BAD},
        {"00 00 00 80 0c 00 00 00 01 00 00 00", WDM_MBIM_TYPE_BAD},
        {"05 00 00 80 0c 00 00 00 01 00 00 00", WDM_MBIM_TYPE_BAD},
        {"06 00 00 80 0c 00 00 00 01 00 00 00", WDM_MBIM_TYPE_BAD},
        {"08 00 00 80 0c 00 00 00 01 00 00 00", WDM_MBIM_TYPE_BAD},
        {"02 00 00 00 ff ff ff ff 01 00 00 00", WDM_MBIM_LENGTH_BAD},
        {"02 00 00 00 00 00 00 00 01 00 00 00", WDM_MBIM_LENGTH_BAD},
        /* total 0; current not below total */
        {"03 00 00 80 30 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00 " QMI_UUID
         "01 00 00 00 00 00 00 00 00 00 00 00",
         WDM_MBIM_FRAGMENT_BAD},
        {"03 00 00 80 15 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00 aa", WDM_MBIM_FRAGMENT_BAD},
        {"03 00 00 80 15 00 00 00 01 00 00 00 01 00 00 00 ff ff ff ff aa", WDM_MBIM_FRAGMENT_BAD},
        /* buffer length: a byte more, a byte less, all there can be */
        {"03 00 00 80 31 00 00 00 01 00 00 00 01 00 00 00 00 00 00 00 " QMI_UUID
         "01 00 00 00 00 00 00 00 02 00 00 00 aa",
         WDM_MBIM_BUFFER_BAD},
        {"03 00 00 80 31 00 00 00 01 00 00 00 01 00 00 00 00 00 00 00 " QMI_UUID
         "01 00 00 00 00 00 00 00 00 00 00 00 aa",
         WDM_MBIM_BUFFER_BAD},
        {"03 00 00 80 31 00 00 00 01 00 00 00 01 00 00 00 00 00 00 00 " QMI_UUID
         "01 00 00 00 00 00 00 00 ff ff ff ff aa",
         WDM_MBIM_BUFFER_BAD},
        /* a first fragment: more is to come, less than is here cannot be */
        {"03 00 00 80 31 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00 " QMI_UUID
         "01 00 00 00 00 00 00 00 ff ff ff ff aa",
         WDM_MBIM_OK},
        {"03 00 00 80 31 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00 " QMI_UUID
         "01 00 00 00 00 00 00 00 00 00 00 00 aa",
         WDM_MBIM_BUFFER_BAD},
        {"03 00 00 80 15 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00 aa", WDM_MBIM_OK},
        {"03 00 00 80 14 00 00 00 01 00 00 00 02 00 00 00 01 00 00 00", WDM_MBIM_OK},
        {"03 00 00 80 13 00 00 00 01 00 00 00 02 00 00 00 01 00 00", WDM_MBIM_SHORT},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint8_t bytes[64];
        struct wdm_mbim_message message;
        size_t length = bytes_of_hex(cases[i].hex, bytes, sizeof(bytes));
        enum wdm_mbim_problem problem = wdm_mbim_parse(bytes, length, &message);
        if (problem != cases[i].problem)
            fail_msg("case %zu: %s", i, wdm_mbim_problem_text(problem));
    }
    for (int problem = WDM_MBIM_OK; problem <= WDM_MBIM_BUFFER_BAD; problem++)
        assert_true(strlen(wdm_mbim_problem_text((enum wdm_mbim_problem)problem)) > 0);
}

static void types_and_names(void **state)
{
    (void)state;
    static const struct {
        uint32_t type;
        const char *name;
        bool buffer;
    } cases[] = {
        {WDM_MBIM_OPEN, "OPEN", false},
        {WDM_MBIM_CLOSE, "CLOSE", false},
        {WDM_MBIM_COMMAND, "COMMAND", true},
        {WDM_MBIM_HOST_ERROR, "HOST_ERROR", false},
        {WDM_MBIM_OPEN_DONE, "OPEN_DONE", false},
        {WDM_MBIM_CLOSE_DONE, "CLOSE_DONE", false},
        {WDM_MBIM_COMMAND_DONE, "COMMAND_DONE", true},
        {WDM_MBIM_FUNCTION_ERROR, "FUNCTION_ERROR", false},
        {WDM_MBIM_INDICATE_STATUS, "INDICATE_STATUS", true},
        {0x80000005, "unknown", false},
        {0, "unknown", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(wdm_mbim_type_name(cases[i].type), cases[i].name);
        assert_int_equal(wdm_mbim_has_buffer(cases[i].type), cases[i].buffer);
        assert_int_equal(wdm_mbim_type_known(cases[i].type), strcmp(cases[i].name, "unknown") != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captures),        cmocka_unit_test(other_types),
        cmocka_unit_test(truncations),     cmocka_unit_test(problems),
        cmocka_unit_test(types_and_names),
    };
    return cmocka_run_group_tests_name("mbim", tests, NULL, NULL);
}
