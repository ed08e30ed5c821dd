/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines of Linux's usbmon as text, /sys/kernel/debug/usb/usbmon/1u and 1t
 * (Documentation/usb/usbmon.rst, "Raw text data format"): an event a line, at most 32
 * bytes of its data. Lines of anything else are passed over. */
#include <string.h>

#include "text_internal.h"
#include "wdm/format.h"

#define LINE_LENGTH_MAX ((size_t)512)
#define DATA_MAX        ((size_t)64)
/* Of a USB device: 7 bits. */
#define ADDRESS_MAX 127
/* Its times are microseconds, of which 32 bits are kept. */
#define WRAP (INT64_C(1) << 32)

/* A line, taken apart. */
struct event {
    uint64_t id;
    uint64_t microseconds;
    char type;     /* S: submitted, C: completed, E: could not be submitted */
    char transfer; /* C: control */
    uint32_t key;
    bool has_setup;
    uint8_t setup[8];
    int32_t status;
    size_t announced;
    size_t length;
    uint8_t data[DATA_MAX];
};

/* ---- Words */

static struct text_span take_word(struct text_span *line)
{
    *line = wdm_text_trim(*line);
    struct text_span word = {line->text, 0};
    while (word.length < line->length && !wdm_text_is_blank(line->text[word.length]))
        word.length++;
    *line = wdm_text_from(*line, word.length);
    return word;
}

/* All of a word, of 1 to 16 digits. */
static bool is_hex(struct text_span word, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < word.length; i++) {
        if (wdm_digit(word.text[i]) > 15)
            return false;
        *value = *value << 4 | wdm_digit(word.text[i]);
    }
    return word.length > 0 && word.length <= 16;
}

/* All of a word. */
static bool is_number(struct text_span word, uint64_t *value)
{
    return wdm_text_take_number(&word, value) && word.length == 0;
}

/* "Ci:1:004:0", and with 1t "Ci:004:0": the kind, bus, address and endpoint. */
static bool take_address(struct text_span word, struct event *event)
{
    uint64_t numbers[3];
    size_t count = 0;
    if (word.length < 3 || memchr("CIBZ", word.text[0], 4) == NULL ||
        (word.text[1] != 'i' && word.text[1] != 'o'))
        return false;
    event->transfer = word.text[0];
    word = wdm_text_from(word, 2);
    while (count < 3 && wdm_text_starts(word, ":")) {
        word = wdm_text_from(word, 1);
        if (!wdm_text_take_number(&word, &numbers[count]) || numbers[count] > UINT16_MAX)
            return false;
        count++;
    }
    if (word.length > 0 || count < 2 || numbers[count - 2] > ADDRESS_MAX)
        return false;
    uint64_t bus = count == 3 ? numbers[0] : 0;
    event->key = (uint32_t)(bus << 16 | numbers[count - 2]);
    return true;
}

/* "21 00 0000 0002 000c": the setup packet's fields. */
static bool take_setup(struct text_span *line, struct event *event)
{
    static const size_t digits[] = {2, 2, 4, 4, 4};
    size_t at = 0;
    for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++) {
        uint64_t value;
        struct text_span word = take_word(line);
        if (word.length != digits[i] || !is_hex(word, &value))
            return false;
        event->setup[at++] = (uint8_t)(value & 0xff);
        if (digits[i] == 4)
            event->setup[at++] = (uint8_t)(value >> 8 & 0xff);
    }
    event->has_setup = true;
    return true;
}

/* "0", "-32", "-108:8": what came of it; of a submission it says nothing. */
static bool take_status(struct text_span word, struct event *event)
{
    uint64_t value;
    bool negative = wdm_text_starts(word, "-");
    if (negative)
        word = wdm_text_from(word, 1);
    if (!wdm_text_take_number(&word, &value) || value > INT32_MAX ||
        (word.length > 0 && word.text[0] != ':'))
        return false;
    event->status = negative ? -(int32_t)value : (int32_t)value;
    return true;
}

/* "010b0000 00000001 21": words of four bytes, as they went over the bus. */
static void take_data(struct text_span line, struct event *event)
{
    for (;;) {
        uint64_t value;
        struct text_span word = take_word(&line);
        if (word.length % 2 != 0 || word.length > 8 || !is_hex(word, &value))
            return;
        for (size_t left = word.length / 2; left-- > 0 && event->length < DATA_MAX;)
            event->data[event->length++] = (uint8_t)(value >> 8 * left & 0xff);
    }
}

static bool take_event(struct text_span line, struct event *event)
{
    uint64_t announced;
    *event = (struct event){.length = 0};
    if (!is_hex(take_word(&line), &event->id) || !is_number(take_word(&line), &event->microseconds))
        return false;
    struct text_span type = take_word(&line);
    if (type.length != 1 || memchr("SCE", type.text[0], 3) == NULL ||
        !take_address(take_word(&line), event))
        return false;
    event->type = type.text[0];
    struct text_span word = take_word(&line);
    if (word.length == 1 && word.text[0] == 's' ? !take_setup(&line, event)
                                                : !take_status(word, event))
        return false;
    /* Of isochronous transfers other numbers come, and nothing that is of use. */
    if (!is_number(take_word(&line), &announced) || announced > WDM_MESSAGE_MAX)
        return true;
    event->announced = (size_t)announced;
    word = take_word(&line);
    if (word.length == 1 && word.text[0] == '=')
        take_data(line, event);
    if (event->length > event->announced)
        event->length = event->announced;
    return true;
}

/* ---- Events */

/* Nanoseconds; the time before is kept in microseconds. */
static int64_t time_of(struct wdm_capture_reader *reader, const struct event *event)
{
    int64_t now = (int64_t)(event->microseconds % (uint64_t)WRAP);
    now += reader->previous - reader->previous % WRAP;
    if (now < reader->previous - WRAP / 2)
        now += WRAP;
    reader->previous = now;
    return now * 1000;
}

static void tell(struct wdm_capture_reader *reader, const struct event *event)
{
    int64_t when = time_of(reader, event);
    bool submit = event->type == 'S';
    struct capture_control part = {
        .stage = submit ? CAPTURE_SUBMIT : CAPTURE_COMPLETE,
        .id = event->id,
        .key = event->key,
        .when = when,
        .setup = submit && event->has_setup ? event->setup : NULL,
        .data = {.bytes = event->data, .length = event->length},
        .announced = event->announced,
    };
    if (!submit)
        wdm_capture_usbmon_status(event->status, &part);
    if (event->transfer == 'C')
        wdm_capture_usb_control(reader, &part);
    else if (part.gone)
        wdm_capture_usb_gone(reader, event->key, when);
}

bool wdm_capture_is_usbmon_text(const uint8_t *bytes, size_t length)
{
    struct text_span rest = {(const char *)bytes, length};
    struct event event;
    while (rest.length > 0) {
        size_t end = wdm_text_find(rest, "\n");
        if (take_event((struct text_span){rest.text, end}, &event))
            return true;
        rest = wdm_text_from(rest, end < rest.length ? end + 1 : end);
    }
    return false;
}

size_t wdm_capture_usbmon_text_step(struct wdm_capture_reader *reader, const uint8_t *bytes,
                                    size_t length)
{
    size_t most = length < LINE_LENGTH_MAX ? length : LINE_LENGTH_MAX;
    const uint8_t *newline = memchr(bytes, '\n', most);
    size_t taken = newline ? (size_t)(newline - bytes) + 1 : most;
    struct event event;
    if (!newline && most < LINE_LENGTH_MAX && !reader->last) {
        reader->by_line = true;
        return wdm_capture_wait(reader, length + 1);
    }
    reader->number++;
    if (take_event((struct text_span){(const char *)bytes, taken}, &event))
        tell(reader, &event);
    return taken;
}
