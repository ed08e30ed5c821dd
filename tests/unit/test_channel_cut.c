/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages in a stream of bytes, however it is cut: none is damaged, and one that
 * never ends does not swallow the next. */
#include "channel_support.h"

#include <string.h>

#include "captures.h"
#include "wdm/mbim.h"

#define MESSAGES_MAX 8

struct message {
    uint8_t bytes[128];
    size_t length;
};

/* Messages of one protocol and direction, for playing through a channel. */
struct stream {
    const char *name;
    enum wdm_protocol protocol;
    bool from_modem;
    struct message messages[MESSAGES_MAX];
    size_t count;
};

static struct stream streams[] = {
    {.name = "MBIM from the modem", .protocol = WDM_PROTOCOL_MBIM, .from_modem = true},
    {.name = "MBIM from the host", .protocol = WDM_PROTOCOL_MBIM},
    {.name = "QMI from the modem", .protocol = WDM_PROTOCOL_QMI, .from_modem = true},
    {.name = "QMI from the host", .protocol = WDM_PROTOCOL_QMI},
};

enum { MBIM_FROM_MODEM, MBIM_FROM_HOST, QMI_FROM_MODEM, QMI_FROM_HOST };

static void add_message(struct stream *stream, const uint8_t *bytes, size_t length)
{
    assert_true(stream->count < MESSAGES_MAX);
    struct message *message = &stream->messages[stream->count++];
    assert_true(length <= sizeof(message->bytes));
    memcpy(message->bytes, bytes, length);
    message->length = length;
}

/* Every capture whose length field is right, and the QMUX messages inside. */
static int collect_captures(void **state)
{
    (void)state;
    for (size_t i = 0; i < CAPTURED_MBIM; i++) {
        uint8_t bytes[128];
        struct wdm_mbim_message message;
        size_t length = bytes_of_hex(captured_mbim[i].hex, bytes, sizeof(bytes));
        bool from_modem = captured_mbim[i].from_modem;
        if (wdm_mbim_parse(bytes, length, &message) == WDM_MBIM_OK)
            add_message(&streams[from_modem ? MBIM_FROM_MODEM : MBIM_FROM_HOST], bytes, length);
        if (message.buffer.length > 0)
            add_message(&streams[from_modem ? QMI_FROM_MODEM : QMI_FROM_HOST], message.buffer.bytes,
                        message.buffer.length);
    }
    for (size_t i = 0; i < CAPTURED_QMUX; i++) {
        uint8_t bytes[128];
        size_t length = bytes_of_hex(captured_qmux[i].hex, bytes, sizeof(bytes));
        add_message(&streams[captured_qmux[i].from_modem ? QMI_FROM_MODEM : QMI_FROM_HOST], bytes,
                    length);
    }
    for (size_t i = 0; i < COUNT(streams); i++)
        assert_true(streams[i].count >= 4);
    return 0;
}

static void expect_all(const struct stream *stream)
{
    for (size_t i = 0; i < stream->count; i++)
        expect_message(stream->name, stream->messages[i].bytes, stream->messages[i].length);
    assert_int_equal(channel.dropped, 0);
    expect_failure(WDM_DEADLINE);
    assert_true(wdm_script_done(&script));
}

/* ---- A message is never damaged, however the stream is cut. */

static uint8_t joined[1024];

static size_t join(const struct stream *stream)
{
    size_t length = 0;
    for (size_t i = 0; i < stream->count; i++) {
        memcpy(joined + length, stream->messages[i].bytes, stream->messages[i].length);
        length += stream->messages[i].length;
    }
    return length;
}

static void in_pieces_of_every_size(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(streams); s++) {
        size_t length = join(&streams[s]);
        for (size_t piece = 1; piece <= length; piece++) {
            begin_steps();
            for (size_t done = 0; done < length; done += piece)
                read_gives(joined + done, length - done < piece ? length - done : piece);
            open_channel(streams[s].protocol, streams[s].from_modem);
            expect_all(&streams[s]);
        }
    }
}

/* Each message alone, cut at every two places. */
static void cut_at_every_two_places(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(streams); s++) {
        for (size_t m = 0; m < streams[s].count; m++) {
            const uint8_t *bytes = streams[s].messages[m].bytes;
            size_t length = streams[s].messages[m].length;
            for (size_t i = 1; i < length; i++) {
                for (size_t j = i; j < length; j++) {
                    begin_steps();
                    read_gives(bytes, i);
                    if (j > i)
                        read_gives(bytes + i, j - i);
                    read_gives(bytes + j, length - j);
                    open_channel(streams[s].protocol, streams[s].from_modem);
                    expect_message(streams[s].name, bytes, length);
                    assert_int_equal(channel.dropped, 0);
                }
            }
        }
    }
}

/* The whole stream, cut at one place, so that a read ends one message and
 * begins others; and messages whole, each in a read. */
static void cut_at_every_place(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(streams); s++) {
        size_t length = join(&streams[s]);
        for (size_t i = 1; i < length; i++) {
            begin_steps();
            read_gives(joined, i);
            read_gives(joined + i, length - i);
            open_channel(streams[s].protocol, streams[s].from_modem);
            expect_all(&streams[s]);
        }
        begin_steps();
        for (size_t m = 0; m < streams[s].count; m++)
            read_gives(streams[s].messages[m].bytes, streams[s].messages[m].length);
        open_channel(streams[s].protocol, streams[s].from_modem);
        expect_all(&streams[s]);
    }
}

/* Cut at places drawn by lot, in many ways. */
static void cut_at_random(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        const struct stream *stream = &streams[(size_t)round % COUNT(streams)];
        size_t length = join(stream);
        begin_steps();
        for (size_t done = 0; done < length;) {
            seed = seed * 1103515245 + 12345;
            size_t piece = 1 + (seed >> 16) % 24;
            if (piece > length - done)
                piece = length - done;
            read_gives(joined + done, piece);
            done += piece;
        }
        open_channel(stream->protocol, stream->from_modem);
        expect_all(stream);
    }
}

/* A host's message that ends with what could be a message of its own, cut just
 * there: it fits exactly, and stays whole. */
static void a_message_inside_a_message(void **state)
{
    (void)state;
    uint8_t bytes[128];
    uint8_t close[] = {2, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0};
    struct wdm_mbim_message message = {.type = WDM_MBIM_COMMAND,
                                       .transaction = 1,
                                       .service = wdm_mbim_basic_connect,
                                       .buffer = {close, sizeof(close)}};
    struct wdm_writer writer = wdm_writer(bytes, sizeof(bytes));
    wdm_mbim_write(&writer, &message);
    begin_steps();
    read_gives(bytes, 48);
    read_gives(bytes + 48, 12);
    open_channel(WDM_PROTOCOL_MBIM, false);
    expect_message("COMMAND with CLOSE inside", bytes, 60);
    assert_int_equal(channel.dropped, 0);
}

/* ---- A message that never ends does not swallow the next. */

/* `a` cut at every place, then `b` in reads of `piece` bytes. */
static void check_truncated(const struct stream *stream, const struct message *a,
                            const struct message *b, size_t piece)
{
    for (size_t cut = 1; cut < a->length; cut++) {
        /* A host's message that fits exactly is taken for the missing end. */
        if (!stream->from_modem && a->length - cut == b->length)
            continue;
        begin_steps();
        read_gives(a->bytes, cut);
        for (size_t done = 0; done < b->length; done += piece)
            read_gives(b->bytes + done, b->length - done < piece ? b->length - done : piece);
        open_channel(stream->protocol, stream->from_modem);
        expect_message(stream->name, b->bytes, b->length);
        assert_int_equal(channel.dropped, cut);
        expect_failure(WDM_DEADLINE);
    }
}

static void truncated_then_good(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(streams); s++) {
        for (size_t a = 0; a < streams[s].count; a++) {
            for (size_t b = 0; b < streams[s].count; b++)
                check_truncated(&streams[s], &streams[s].messages[a], &streams[s].messages[b],
                                SIZE_MAX / 2);
        }
    }
}

/* From the modem, a header is enough. */
/* The same in one read, with the header whole: the cut message's length reaches into the good one,
 * which is found all the same where it ends behind that. */
static void truncated_then_good_in_one(void **state)
{
    (void)state;
    for (size_t s = MBIM_FROM_MODEM; s <= QMI_FROM_MODEM; s += QMI_FROM_MODEM - MBIM_FROM_MODEM) {
        for (size_t i = 0; i < streams[s].count; i++) {
            const struct message *message = &streams[s].messages[i];
            for (size_t cut = WDM_MBIM_HEADER; cut < message->length; cut++) {
                uint8_t both[256];
                memcpy(both, message->bytes, cut);
                memcpy(both + cut, message->bytes, message->length);
                begin_steps();
                read_gives(both, cut + message->length);
                open_channel(streams[s].protocol, true);
                expect_message(streams[s].name, message->bytes, message->length);
                assert_int_equal(channel.dropped, cut);
                expect_failure(WDM_DEADLINE);
            }
        }
    }
}

static void truncated_then_good_in_pieces(void **state)
{
    (void)state;
    static const size_t pieces[] = {13, 16, 20, 33};
    static const size_t which[] = {MBIM_FROM_MODEM, QMI_FROM_MODEM};
    for (size_t s = 0; s < COUNT(which); s++) {
        const struct stream *stream = &streams[which[s]];
        for (size_t a = 0; a < stream->count; a++) {
            for (size_t b = 0; b < stream->count; b++) {
                for (size_t p = 0; p < COUNT(pieces); p++)
                    check_truncated(stream, &stream->messages[a], &stream->messages[b], pieces[p]);
            }
        }
    }
}

/* The header of the good one in two reads; and of the cut one two reads. */
static void truncated_then_good_in_two(void **state)
{
    (void)state;
    static const size_t which[] = {MBIM_FROM_MODEM, QMI_FROM_MODEM};
    for (size_t s = 0; s < COUNT(which); s++) {
        const struct message *a = &streams[which[s]].messages[0];
        const struct message *b = &streams[which[s]].messages[1];
        for (size_t first = 1; first < 13; first++) {
            size_t half = a->length / 2;
            /* The beginning of the good one must not fill the cut one up. */
            if (half + first >= a->length)
                continue;
            begin_steps();
            read_gives(a->bytes, 3);
            read_gives(a->bytes + 3, half - 3);
            read_gives(b->bytes, first);
            read_gives(b->bytes + first, b->length - first);
            open_channel(streams[which[s]].protocol, true);
            expect_message(streams[which[s]].name, b->bytes, b->length);
            assert_int_equal(channel.dropped, half);
        }
    }
}

/* OPEN_DONE cut in half, and again OPEN_DONE in two halves: each half fits. */
static void halves(void **state)
{
    (void)state;
    uint8_t bytes[16];
    bytes_of_hex("01 00 00 80 10 00 00 00 02 00 00 00 00 00 00 00", bytes, sizeof(bytes));
    begin_steps();
    read_gives(bytes, 8);
    read_gives(bytes, 8);
    read_gives(bytes + 8, 8);
    open_channel(WDM_PROTOCOL_MBIM, true);
    expect_message("second OPEN_DONE", bytes, 16);
    assert_int_equal(channel.dropped, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_pieces_of_every_size),
        cmocka_unit_test(cut_at_every_two_places),
        cmocka_unit_test(cut_at_every_place),
        cmocka_unit_test(cut_at_random),
        cmocka_unit_test(a_message_inside_a_message),
        cmocka_unit_test(truncated_then_good),
        cmocka_unit_test(truncated_then_good_in_one),
        cmocka_unit_test(truncated_then_good_in_pieces),
        cmocka_unit_test(truncated_then_good_in_two),
        cmocka_unit_test(halves),
    };
    return cmocka_run_group_tests_name("channel_cut", tests, collect_captures, NULL);
}
