/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every capture of fixtures/: decoded and compared, encoded again, and framed out
 * of a stream of bytes. test_fixtures_played.c plays them. Reads files. */
#include "fixture.h"

#include <string.h>

#include "fields_support.h"
#include "wdm/channel.h"
#include "wdm/describe.h"

static struct fixture fixture;

/* Runs a test with every fixture. */
static void with_each(void (*test)(void))
{
    static char names[FIXTURES_MAX][FIXTURE_NAME_MAX];
    size_t count = fixture_list(names);
    for (size_t i = 0; i < count; i++) {
        fixture_read(&fixture, names[i]);
        test();
    }
}

static void describe(const struct fixture_message *message, struct wdm_description *description)
{
    struct wdm_describer describer = {.vendor = fixture.vendor};
    wdm_describe(description, &describer, message->from_modem, message->protocol,
                 message->bytes.bytes, message->bytes.length);
}

/* ---- Decoded, and compared with NAME.expected */

static void decode_one(void)
{
    static struct test_output actual;
    static char expected[65536];
    test_output_init(&actual);
    for (size_t i = 0; i < fixture.count; i++) {
        struct wdm_description description;
        describe(&fixture.messages[i], &description);
        actual.output.write(&actual.output, description.from_modem ? "< " : "> ", 2);
        wdm_describe_line(&description, &actual.output);
        actual.output.write(&actual.output, "\n", 1);
        wdm_describe_fields(&description, true, "    ", &actual.output);
    }
    fixture_text(fixture.name, ".expected", expected, sizeof(expected));
    if (strlen(expected) != actual.length || memcmp(expected, actual.text, actual.length) != 0)
        fail_msg("%s is decoded as\n%.*sand not as\n%s", fixture.name, (int)actual.length,
                 actual.text, expected);
}

static void test_decode(void **state)
{
    (void)state;
    with_each(decode_one);
}

/* ---- Encoded again from what decoding gave */

/* The one captured message that is malformed: its header says less than was
 * sent. Encoding puts that right. */
static const struct {
    const char *name;
    size_t index;
    uint32_t said, sent;
} malformed[] = {{"em7455-wrong-length", 6, 61, 65}};

/* What a message would be with the right length in its header. */
static struct wdm_span corrected(size_t index, uint8_t *bytes)
{
    struct wdm_span span = fixture.messages[index].bytes;
    for (size_t i = 0; i < COUNT(malformed); i++) {
        if (strcmp(malformed[i].name, fixture.name) != 0 || malformed[i].index != index)
            continue;
        struct wdm_writer out = wdm_writer(bytes, span.length);
        assert_int_equal(span.length, malformed[i].sent);
        assert_int_equal(wdm_get_u32(span.bytes + 4), malformed[i].said);
        wdm_write_bytes(&out, span.bytes, span.length);
        wdm_patch_u32(&out, 4, malformed[i].sent);
        return wdm_written(&out);
    }
    fail_msg("%s, message %zu: malformed, and nobody knows of it", fixture.name, index);
    return span;
}

/* Appends the content by its layout, from the fields as text. */
static void encode_content(struct wdm_writer *out, const struct wdm_description *description)
{
    static struct assignments fields;
    struct wdm_malformed bad;
    struct wdm_error error;
    if (!description->layout.text)
        fail_msg("%s: a message that the catalogue does not have", fixture.name);
    assignments_clear(&fields);
    assert_true(collect(&description->layout, description->content, &fields, &bad));
    if (!wdm_encode(&description->layout, fields.list, fields.count, out, &error))
        fail_msg("%s: %s", fixture.name, error.what);
}

/* A QMUX message from its header's values, its result and its fields. */
static void encode_qmux(struct wdm_writer *out, const struct wdm_description *description)
{
    uint8_t room[1024];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    struct wdm_qmux qmux = description->qmux;
    uint16_t error;
    if (qmux.kind == WDM_QMI_RESPONSE) {
        assert_true(wdm_qmi_result(qmux.tlvs, &error));
        wdm_tlv_write_result(&tlvs, error);
    }
    encode_content(&tlvs, description);
    qmux.tlvs = wdm_written(&tlvs);
    wdm_qmux_write(out, &qmux);
}

static void encode(struct wdm_writer *out, const struct wdm_description *description)
{
    uint8_t room[2048];
    struct wdm_writer buffer = wdm_writer(room, sizeof(room));
    struct wdm_mbim_message mbim = description->mbim;
    if (!description->is_mbim) {
        encode_qmux(out, description);
        return;
    }
    if (description->is_qmi)
        encode_qmux(&buffer, description);
    else if (description->content.length > 0)
        encode_content(&buffer, description);
    mbim.buffer = wdm_written(&buffer);
    wdm_mbim_write(out, &mbim);
}

static void encode_one(void)
{
    for (size_t i = 0; i < fixture.count; i++) {
        uint8_t room[2048];
        uint8_t right[2048];
        struct wdm_writer out = wdm_writer(room, sizeof(room));
        struct wdm_span expected = fixture.messages[i].bytes;
        struct wdm_description description;
        describe(&fixture.messages[i], &description);
        encode(&out, &description);
        assert_false(out.failed);
        if (description.problem)
            expected = corrected(i, right);
        assert_bytes(out.bytes, out.length, expected.bytes, expected.length);
    }
}

static void test_encode(void **state)
{
    (void)state;
    with_each(encode_one);
}

/* ---- Framed out of a stream: in one piece, in two, in single bytes */

static uint8_t stream[16384];
static size_t stream_length;
static struct wdm_span framed[FIXTURE_MESSAGES_MAX]; /* what must come out of it */
static size_t framed_count;

static size_t announced(const struct fixture_message *message)
{
    if (message->protocol == WDM_PROTOCOL_MBIM)
        return wdm_get_u32(message->bytes.bytes + 4);
    return wdm_qmux_length(message->bytes.bytes, message->bytes.length);
}

/* All messages of one direction after each other. What a message has more than
 * its header says is no part of any. */
static void make_stream(bool from_modem)
{
    stream_length = 0;
    framed_count = 0;
    for (size_t i = 0; i < fixture.count; i++) {
        const struct fixture_message *message = &fixture.messages[i];
        if (message->from_modem != from_modem)
            continue;
        memcpy(stream + stream_length, message->bytes.bytes, message->bytes.length);
        framed[framed_count++] = (struct wdm_span){stream + stream_length, announced(message)};
        stream_length += message->bytes.length;
    }
}

static void frame(const struct wdm_script_step *steps, size_t count, bool from_modem)
{
    static struct wdm_script_port script;
    static struct wdm_channel channel;
    struct wdm_span message;
    struct wdm_error error;
    size_t taken = 0;
    wdm_script_open(&script, steps, count);
    wdm_channel_init(&channel, &script.port, fixture.messages[0].protocol);
    channel.to_modem = from_modem;
    for (size_t i = 0; i < framed_count; i++) {
        if (!wdm_channel_receive(&channel, &message, 900, &error))
            fail_msg("%s: message %zu does not come (first piece %zu bytes): %s", fixture.name, i,
                     steps[0].length, error.what);
        assert_bytes(message.bytes, message.length, framed[i].bytes, framed[i].length);
        taken += message.length;
    }
    assert_false(wdm_channel_receive(&channel, &message, 900, &error));
    assert_int_equal(error.kind, WDM_DEADLINE);
    assert_int_equal(channel.dropped, stream_length - taken);
}

static void frame_direction(bool from_modem)
{
    static struct wdm_script_step steps[sizeof(stream)];
    make_stream(from_modem);
    if (framed_count == 0)
        return;
    steps[0] = (struct wdm_script_step){WDM_SCRIPT_SEND, stream, stream_length, NULL, 0};
    frame(steps, 1, from_modem);
    for (size_t at = 1; at < stream_length; at++) {
        steps[0].length = at;
        steps[1] =
            (struct wdm_script_step){WDM_SCRIPT_SEND, stream + at, stream_length - at, NULL, 0};
        frame(steps, 2, from_modem);
    }
    for (size_t i = 0; i < stream_length; i++)
        steps[i] = (struct wdm_script_step){WDM_SCRIPT_SEND, stream + i, 1, NULL, 0};
    frame(steps, stream_length, from_modem);
}

static void frame_one(void)
{
    frame_direction(true);
    frame_direction(false);
}

static void test_frame(void **state)
{
    (void)state;
    with_each(frame_one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),
        cmocka_unit_test(test_encode),
        cmocka_unit_test(test_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
