/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Makes captures of USB of any size, to measure with: generate [--pcapng] SIZE FILE...
 * writes at least SIZE bytes (suffix K, M or G) to standard output, and how many messages
 * and packets they are to standard error. Each FILE is an exchange that the reader of
 * captures reads. The exchanges are repeated in turn, each time with other transaction and
 * client ids, as usbmon shows them: what speaks MBIM on one device, what speaks QMI on
 * another, with their descriptors. The same arguments give the same bytes. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "usbmon.h"
#include "wdm/capture.h"

#define EXCHANGES_MAX 64
#define MESSAGES_MAX  4096
#define BYTES_MAX     ((size_t)4 << 20)

struct message {
    bool from_modem;
    uint8_t *bytes;
    size_t length;
};

struct exchange {
    const struct bench_device *device;
    size_t first, count;
};

struct generator {
    size_t exchange_count, message_count, length;
    struct exchange exchanges[EXCHANGES_MAX];
    struct message messages[MESSAGES_MAX];
    uint8_t bytes[BYTES_MAX];
    struct wdm_capture_reader reader;
};

static void stop(const char *what, const char *name)
{
    fprintf(stderr, "generate: %s: %s\n", name, what);
    exit(1);
}

/* ---- Reading the exchanges */

static void keep(void *context, const struct wdm_captured *captured)
{
    struct generator *generator = context;
    struct exchange *exchange = &generator->exchanges[generator->exchange_count];
    struct message *message = &generator->messages[generator->message_count];

    if (captured->kind != WDM_CAPTURED_MESSAGE)
        return;
    if (generator->message_count == MESSAGES_MAX ||
        captured->bytes.length > BYTES_MAX - generator->length)
        stop("too many messages", "the exchanges");
    if (exchange->device == NULL)
        exchange->device =
            captured->protocol == WDM_PROTOCOL_MBIM ? &bench_mbim_device : &bench_qmi_device;
    message->from_modem = captured->from_modem;
    message->bytes = generator->bytes + generator->length;
    message->length = captured->bytes.length;
    memcpy(message->bytes, captured->bytes.bytes, message->length);
    generator->length += message->length;
    generator->message_count++;
    exchange->count++;
}

static void read_exchange(struct generator *generator, const char *name)
{
    const struct wdm_capture_sink sink = {.seen = keep, .context = generator};
    struct exchange *exchange = &generator->exchanges[generator->exchange_count];
    static uint8_t piece[65536];
    ssize_t count;
    int fd = open(name, O_RDONLY | O_CLOEXEC);

    if (generator->exchange_count == EXCHANGES_MAX)
        stop("one exchange too many", name);
    exchange->first = generator->message_count;
    wdm_capture_reader_init(&generator->reader, WDM_CAPTURE_UNKNOWN, &sink);
    while (fd >= 0 && (count = read(fd, piece, sizeof piece)) > 0)
        wdm_capture_feed(&generator->reader, piece, (size_t)count);
    if (fd < 0 || count < 0)
        stop(strerror(errno), name);
    wdm_capture_end(&generator->reader);
    close(fd);
    if (exchange->count == 0)
        stop("no messages", name);
    generator->exchange_count++;
}

/* ---- Other ids in each round: one to one, so that what belonged together still does */

static unsigned turn(unsigned id, unsigned step, unsigned round, unsigned most)
{
    return id == 0 || id > most
               ? id
               : 1 + (unsigned)(((uint64_t)id - 1 + (uint64_t)step * round) % most);
}

static uint8_t turn_client(uint8_t client, unsigned round)
{
    return (uint8_t)(turn(client, 1, round, 254) & 0xff);
}

/* The client ids that CTL Allocate and Release tell: TLV 0x01 is service and client id. */
static void change_told(uint8_t *qmux, size_t length, unsigned round)
{
    enum { AT_MESSAGE = 8, AT_TLVS = 12, ALLOCATE = 0x22, RELEASE = 0x23 };
    size_t at = AT_TLVS;
    unsigned message = wdm_get_u16(qmux + AT_MESSAGE);

    if (message != ALLOCATE && message != RELEASE)
        return;
    while (at + 3 <= length) {
        size_t size = wdm_get_u16(qmux + at + 1);

        if (qmux[at] == 0x01 && size == 2 && at + 5 <= length)
            qmux[at + 4] = turn_client(qmux[at + 4], round);
        at += 3 + size;
    }
}

static void change_qmux(uint8_t *qmux, size_t length, unsigned round)
{
    enum { AT_SERVICE = 4, AT_CLIENT = 5, AT_TRANSACTION = 7, LEAST = 12 };

    if (length < LEAST || qmux[0] != 1)
        return;
    qmux[AT_CLIENT] = turn_client(qmux[AT_CLIENT], round);
    if (qmux[AT_SERVICE] == 0) {
        qmux[AT_TRANSACTION] = (uint8_t)(turn(qmux[AT_TRANSACTION], 7, round, 255) & 0xff);
        change_told(qmux, length, round);
    } else {
        unsigned id = turn(wdm_get_u16(qmux + AT_TRANSACTION), 31, round, 65535);

        qmux[AT_TRANSACTION] = (uint8_t)(id & 0xff);
        qmux[AT_TRANSACTION + 1] = (uint8_t)(id >> 8 & 0xff);
    }
}

static void change_mbim(uint8_t *bytes, size_t length, unsigned round)
{
    static const uint8_t qmi[16] = {0xd1, 0xa3, 0x0b, 0xc2, 0xf9, 0x7a, 0x6e, 0x43,
                                    0xbf, 0x65, 0xc7, 0xe2, 0x4f, 0xb0, 0xf0, 0xd3};
    enum { AT_TRANSACTION = 8, AT_SERVICE = 20, AT_BUFFER = 48, AT_INDICATED = 44 };
    size_t buffer = wdm_get_u32(bytes) == WDM_MBIM_INDICATE_STATUS ? AT_INDICATED : AT_BUFFER;
    unsigned id = turn(wdm_get_u32(bytes + AT_TRANSACTION), 97, round, 0x7fffffff);

    for (unsigned i = 0; i < 4; i++)
        bytes[AT_TRANSACTION + i] = (uint8_t)(id >> 8 * i & 0xff);
    if (length > buffer && memcmp(bytes + AT_SERVICE, qmi, sizeof qmi) == 0)
        change_qmux(bytes + buffer, length - buffer, round);
}

/* ---- Writing */

static void write_message(struct bench_file *file, const struct exchange *exchange,
                          const struct message *message, unsigned round)
{
    static uint8_t bytes[WDM_MESSAGE_MAX];

    memcpy(bytes, message->bytes, message->length);
    if (exchange->device == &bench_qmi_device)
        change_qmux(bytes, message->length, round);
    else if (message->length >= 12)
        change_mbim(bytes, message->length, round);
    bench_message(file, exchange->device, message->from_modem, bytes, message->length);
}

static uint64_t read_size(const char *text)
{
    char *end;
    uint64_t size = strtoull(text, &end, 10);

    for (const char *unit = "KMG"; *end != '\0' && *unit != '\0'; unit++) {
        size *= 1024;
        if (*end == *unit)
            return size;
    }
    if (*end != '\0' || end == text)
        stop("no size", text);
    return size;
}

int main(int argc, char **argv)
{
    static struct generator generator;
    static struct bench_file file;
    uint64_t size, messages = 0;
    int at = 1;

    file.pcapng = argc > at && strcmp(argv[at], "--pcapng") == 0;
    at += file.pcapng;
    if (argc < at + 2)
        stop("SIZE and the FILEs of exchanges are needed", "usage");
    size = read_size(argv[at++]);
    for (; at < argc; at++)
        read_exchange(&generator, argv[at]);
    bench_begin(&file);
    for (unsigned round = 0; file.written < size; round++) {
        const struct exchange *exchange = &generator.exchanges[round % generator.exchange_count];

        for (size_t i = 0; i < exchange->count; i++)
            write_message(&file, exchange, &generator.messages[exchange->first + i], round);
        messages += exchange->count;
    }
    if (!bench_flush(&file))
        stop(strerror(errno), "standard output");
    fprintf(stderr, "%llu messages, %llu packets, %llu bytes\n", (unsigned long long)messages,
            (unsigned long long)file.packets, (unsigned long long)file.written);
    return 0;
}
