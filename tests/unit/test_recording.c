/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures held in memory: answers with their requests, what messages are about, their
 * ids taken out and put in, one device of several, and the limits. */
#include <string.h>

#include "capture_support.h"
#include "recording_support.h"

static struct wdm_recording recording;
static struct file file;

#define Q    WDM_EXCHANGE_REQUEST
#define A    WDM_EXCHANGE_ANSWER
#define U    WDM_EXCHANGE_UNASKED
#define I    WDM_EXCHANGE_INDICATION
#define NONE (-1)

static void test_partners(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool in_mbim;
        const char *script;
        size_t count;
        struct {
            unsigned role;
            int partner;
        } wanted[8];
    } rows[] = {
        {"in order", false, "> " ALLOCATE("01") "< " ALLOCATED("01", "05"), 2, {{Q, 1}, {A, 0}}},
        {"crossed",
         false,
         "> " DMS_REQUEST("05", "0100", "2000") "\n> " DMS_REQUEST(
             "05", "0200", "2d00") "\n"
                                   "< " DMS_ANSWER("05", "0200", "2d00") SUCCESS
         "\n< " DMS_ANSWER("05", "0100", "2000") SUCCESS "\n",
         4,
         {{Q, 3}, {Q, 2}, {A, 1}, {A, 0}}},
        {"asked twice",
         false,
         "> " ALLOCATE("01") "> " ALLOCATE("02") "< " ALLOCATED("02", "05"),
         3,
         {{Q, NONE}, {Q, 2}, {A, 1}}},
        {"begins in the middle",
         false,
         "< " DMS_ANSWER("05", "0200", "2d00") SUCCESS "\n< " DMS_INDICATION("05", "0100") "\n",
         2,
         {{U, NONE}, {I, NONE}}},
        {"inside MBIM",
         true,
         "> " ALLOCATE("01") "< " ALLOCATED("01", "05") "<i " DMS_INDICATION("05", "0100") "\n",
         3,
         {{Q, 1}, {A, 0}, {I, NONE}}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].in_mbim)
            recording_of_script_in_mbim(&recording, rows[i].script);
        else
            recording_of_script(&recording, rows[i].script);
        assert_int_equal(recording.count, rows[i].count);
        for (size_t k = 0; k < rows[i].count; k++) {
            const struct wdm_recorded *message = &recording.messages[k];
            if (message->role != rows[i].wanted[k].role ||
                message->partner != (uint32_t)rows[i].wanted[k].partner)
                fail_msg("%s: message %zu: role %u, partner %ld", rows[i].name, k, message->role,
                         (long)(int32_t)message->partner);
        }
        assert_int_equal(recording.protocol,
                         rows[i].in_mbim ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI);
    }
}

/* ---- What a message is about */

#define IN_MBIM(transaction, qmux) COMMAND(transaction, UUID_QMI, "01000000", "01000000") qmux

/* Messages of different groups are about different things; of the same, about the same. */
static void test_meaning(void **state)
{
    (void)state;
    static const struct {
        int group;
        const char *line;
    } rows[] = {
        {1, "> " ALLOCATE("01")},
        {1, "> " ALLOCATE("07")},
        {2, "> " CTL_REQUEST("01", "2200") "01 0100 03\n"},
        {3, "> " RELEASE("01", "05")},
        {3, "> " RELEASE("02", "06")},
        {4, "> " DMS_REQUEST("05", "0100", "2000") "\n"},
        {4, "> " DMS_REQUEST("06", "0900", "2000") "01 0100 01\n"},
        {4, "< " DMS_ANSWER("06", "0900", "2000") SUCCESS "\n"},
        {5, "> " DMS_REQUEST("05", "0100", "2d00") "\n"},
        {6, "< " DMS_INDICATION("05", "0100") "\n"},
        {7, IN_MBIM("01000000", DMS_REQUEST("05", "0100", "2000")) "\n"},
        {7, IN_MBIM("05000000", DMS_REQUEST("07", "0100", "2000")) "\n"},
        {8, OPEN("01000000")},
        {8, OPEN("02000000")},
        {8, OPEN_DONE("02000000")},
        {9, CLOSE("02000000")},
        {10, COMMAND("01000000", UUID_BASIC_CONNECT, "03000000", "00000000") "\n"},
        {10, COMMAND("02000000", UUID_BASIC_CONNECT, "03000000", "00000000") "00\n"},
        {11, COMMAND("01000000", UUID_BASIC_CONNECT, "03000000", "01000000") "00000000\n"},
        {12, COMMAND("01000000", UUID_BASIC_CONNECT, "04000000", "00000000") "\n"},
        {13, INDICATION(UUID_BASIC_CONNECT, "03000000") "00000000 00000000\n"},
        {14, "> 03000000 31000000 01000000 01000000 00000000 " UUID_BASIC_CONNECT
             "03000000 00000000 00000000\n"},
    };
    static struct wdm_meaning meanings[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++) {
        recording_of_script(&recording, rows[i].line);
        assert_int_equal(recording.count, 1);
        meanings[i] = recording.messages[0].meaning;
        for (size_t k = 0; k <= i; k++) {
            if (wdm_meaning_same(&meanings[i], &meanings[k]) != (rows[i].group == rows[k].group))
                fail_msg("%s and %s", rows[i].line, rows[k].line);
        }
        assert_int_equal(wdm_meaning_keeps_house(&meanings[i]),
                         rows[i].group <= 3 || rows[i].group == 8 || rows[i].group == 9);
    }
    /* An answer does not say which operation it is of. */
    recording_of_script(&recording,
                        COMMAND_DONE("01000000", UUID_BASIC_CONNECT, "03000000", "00000000") "\n");
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(wdm_meaning_same(&meanings[i], &recording.messages[0].meaning),
                         rows[i].group == 10 || rows[i].group == 11);
}

/* ---- Ids */

static void test_renumber(void **state)
{
    (void)state;
    static const struct wdm_message_ids ids = {0x0d0c0b0a, 0x1211, 0x33, 0x44};
    static const struct {
        const char *before, *after;
    } rows[] = {
        {"> " ALLOCATE("01"), "> " ALLOCATE("11")},
        {"< " ALLOCATED("01", "05"), "< " ALLOCATED("11", "44")},
        {"> " RELEASE("01", "05"), "> " RELEASE("11", "44")},
        {"> " DMS_REQUEST("05", "0100", "2000") "01 0200 0505\n",
         "> " DMS_REQUEST("33", "1112", "2000") "01 0200 0505\n"},
        {OPEN("01000000"), OPEN("0a0b0c0d")},
        {CLOSE_DONE("01000000"), CLOSE_DONE("0a0b0c0d")},
        {FUNCTION_ERROR("01000000", "03000000"), FUNCTION_ERROR("0a0b0c0d", "03000000")},
        {IN_MBIM("01000000", DMS_REQUEST("05", "0100", "2000")) "\n",
         IN_MBIM("0a0b0c0d", DMS_REQUEST("33", "1112", "2000")) "\n"},
        {IN_MBIM("01000000", ALLOCATED("01", "05")), IN_MBIM("0a0b0c0d", ALLOCATED("11", "44"))},
    };
    static struct script before, after;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct wdm_description description;
        struct wdm_message_ids found;
        uint8_t bytes[512];
        script_begin(&before);
        script_begin(&after);
        script_add(&before, rows[i].before);
        script_add(&after, rows[i].after);
        const struct wdm_script_step *step = &before.steps[0];
        memcpy(bytes, step->bytes, step->length);
        /* CTL has a transaction id of one byte, and the client id 0. */
        wdm_describe(&description, NULL, false, fixture_protocol((struct wdm_span){bytes, 12}),
                     step->bytes, step->length);
        struct wdm_message_ids wanted = ids;
        bool ctl = description.is_qmi && description.qmux.service == WDM_QMI_SERVICE_CTL;
        wanted.client = ctl ? 0 : ids.client;
        wdm_message_renumber(&description, bytes, &wanted);
        assert_bytes(bytes, step->length, after.steps[0].bytes, after.steps[0].length);
        /* And they can be read again. */
        wdm_describe(&description, NULL, false, fixture_protocol((struct wdm_span){bytes, 12}),
                     bytes, step->length);
        wdm_message_ids(&description, &found);
        assert_int_equal(found.transaction, description.is_mbim ? ids.transaction : 0);
        assert_int_equal(found.qmi_transaction, !description.is_qmi ? 0
                                                : ctl               ? 0x11
                                                                    : ids.qmi_transaction);
        assert_true(found.about_client == 0 || found.about_client == 0x44);
    }
}

/* ---- Devices, fragments and limits */

static void put_message(struct usb_file *usb, uint8_t address, uint8_t transaction)
{
    const uint8_t close[] = {2, 0, 0, 0, 12, 0, 0, 0, transaction, 0, 0, 0};
    usb->address = address;
    usb_message(usb, false, 0, close, sizeof(close));
}

/* The device with the most messages is kept. */
static void test_devices(void **state)
{
    (void)state;
    struct usb_file usb = {.file = &file, .link = 220, .bus = 1};
    struct wdm_error error;
    file.length = 0;
    usb_begin(&usb);
    put_message(&usb, 3, 1);
    put_message(&usb, 4, 2);
    put_message(&usb, 3, 3);
    put_message(&usb, 5, 4);
    assert_true(recording_load(&recording, file.text, file.length, &error));
    assert_int_equal(recording.count, 2);
    assert_int_equal(recording.others, 2);
    assert_int_equal(recording.messages[1].partner, WDM_RECORDED_NONE);
    assert_int_equal(recording.bytes[recording.messages[1].start + 8], 3);
}

static void test_fragments(void **state)
{
    (void)state;
    uint8_t buffer[200] = {0};
    uint8_t room[512], piece[128];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    const struct wdm_mbim_message message = {.type = WDM_MBIM_COMMAND,
                                             .transaction = 9,
                                             .service = wdm_mbim_basic_connect,
                                             .command = 3,
                                             .value = WDM_MBIM_SET,
                                             .buffer = {buffer, sizeof(buffer)}};
    struct wdm_error error;
    wdm_mbim_write(&out, &message);
    file.length = 0;
    uint32_t count = wdm_mbim_fragment_count(room, out.length, 96);
    for (uint32_t i = 0; i < count; i++) {
        struct wdm_writer part = wdm_writer(piece, sizeof(piece));
        wdm_mbim_fragment_write(&part, room, out.length, 96, i);
        put_format(&file, "> ");
        put_hex(&file, piece, part.length, " ", false);
        put_format(&file, "\n");
    }
    assert_true(recording_load(&recording, file.text, file.length, &error));
    assert_int_equal(recording.count, 1);
    assert_bytes(recording.bytes, recording.length, room, out.length);
    assert_int_equal(wdm_recorded_content(&recording, 0).length, sizeof(buffer));
    /* Without the second one there is nothing whole. */
    file.length = 0;
    for (uint32_t i = 0; i < count; i += 2) {
        struct wdm_writer part = wdm_writer(piece, sizeof(piece));
        wdm_mbim_fragment_write(&part, room, out.length, 96, i);
        put_format(&file, "> ");
        put_hex(&file, piece, part.length, " ", false);
        put_format(&file, "\n");
    }
    assert_false(recording_load(&recording, file.text, file.length, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_true(recording.broken > 0);
}

/* As libmbim logs what came in one read: with what is behind it, which comes again. */
static void test_logged_together(void **state)
{
    (void)state;
#define LOGGED(length, data)                                                                       \
    "[22 Nov 2026, 14:26:01] [Debug] [/dev/null] received message...\n>>>>>> RAW:\n"               \
    ">>>>>>   length = " length "\n>>>>>>   data   = " data "\n\n"
#define FIRST  "01:00:00:80:10:00:00:00:01:00:00:00:00:00:00:00"
#define SECOND "02:00:00:80:10:00:00:00:02:00:00:00:00:00:00:00"
    recording_of(&recording, LOGGED("32", FIRST ":" SECOND) LOGGED("16", SECOND));
    assert_int_equal(recording.count, 2);
    assert_int_equal(recording.messages[0].length, 16);
    assert_int_equal(recording.messages[1].meaning.type, WDM_MBIM_CLOSE);
    /* What is no message stays: the length is wrong. */
    recording_of(&recording, LOGGED("20", FIRST ":01:02:03:04"));
    assert_int_equal(recording.messages[0].length, 20);
}

static void test_limits(void **state)
{
    (void)state;
    static struct wdm_recording_loader loader;
    static const char line[] = "> 02 00 00 00 0c 00 00 00 01 00 00 00\n";
    struct wdm_error error;
    for (size_t extra = 0; extra < 2; extra++) {
        wdm_recording_begin(&loader, &recording, WDM_CAPTURE_UNKNOWN);
        for (size_t i = 0; i < WDM_RECORDING_MESSAGES + extra; i++)
            wdm_recording_feed(&loader, (const uint8_t *)line, sizeof(line) - 1);
        assert_int_equal(wdm_recording_end(&loader, &error), extra == 0);
        assert_int_equal(recording.count, WDM_RECORDING_MESSAGES);
    }
    assert_int_equal(error.kind, WDM_USAGE);
    assert_non_null(strstr(error.what, "more than 16384 messages"));
    assert_false(recording_load(&recording, "nothing\n", 8, &error));
    assert_int_equal(error.kind, WDM_USAGE);
    assert_non_null(strstr(error.what, "no messages"));
    assert_non_null(strstr(error.hint, "--log-personal-info"));
    assert_false(recording_load(&recording, "", 0, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partners),        cmocka_unit_test(test_meaning),
        cmocka_unit_test(test_renumber),        cmocka_unit_test(test_devices),
        cmocka_unit_test(test_fragments),       cmocka_unit_test(test_limits),
        cmocka_unit_test(test_logged_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
