/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures as usbmon makes them (LINKTYPE_USB_LINUX_MMAPPED), and tshark's output
 * as PDML. Touches files in the test's folder. */
#include "dissector.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINKTYPE_USB_LINUX_MMAPPED 220

#define INTERFACE 12

/* ---- Writing the capture */

static void put(const struct capture *capture, const struct wdm_writer *out)
{
    assert_false(out->failed);
    assert_int_equal(fwrite(out->bytes, 1, out->length, capture->file), out->length);
}

/* What a control request says of itself. */
struct setup {
    uint8_t type, request;
    uint16_t value, index, length;
};

/* One packet: a request's submission, where `setup` is not NULL, or its end. */
static void put_packet(struct capture *capture, const struct setup *setup, uint8_t endpoint,
                       struct wdm_span data, uint32_t length)
{
    uint8_t room[16 + 64];
    struct wdm_writer out = wdm_writer(room, sizeof room);
    uint32_t whole = 64 + (uint32_t)data.length;

    wdm_write_u32(&out, ++capture->packets);
    wdm_write_u32(&out, 0);
    wdm_write_u32(&out, whole);
    wdm_write_u32(&out, whole);
    /* A request and its end have one id. */
    wdm_write_u64(&out, (capture->packets + 1) / 2);
    wdm_write_u8(&out, setup ? 'S' : 'C');
    wdm_write_u8(&out, 2); /* control */
    wdm_write_u8(&out, endpoint);
    wdm_write_u8(&out, 5);  /* device */
    wdm_write_u16(&out, 1); /* bus */
    wdm_write_u8(&out, setup ? 0 : '-');
    wdm_write_u8(&out, data.length > 0 ? 0 : endpoint ? '<' : '>');
    wdm_write_u64(&out, capture->packets);
    wdm_write_u32(&out, 0);
    wdm_write_u32(&out, setup ? (uint32_t)-115 : 0); /* under way */
    wdm_write_u32(&out, length);
    wdm_write_u32(&out, (uint32_t)data.length);
    if (setup) {
        wdm_write_u8(&out, setup->type);
        wdm_write_u8(&out, setup->request);
        wdm_write_u16(&out, setup->value);
        wdm_write_u16(&out, setup->index);
        wdm_write_u16(&out, setup->length);
    } else {
        wdm_write_zeros(&out, 8);
    }
    wdm_write_zeros(&out, 16);
    put(capture, &out);
    assert_int_equal(fwrite(data.bytes, 1, data.length, capture->file), data.length);
}

/* A request of data, and the data. */
static void put_answer(struct capture *capture, const struct setup *setup, struct wdm_span data)
{
    put_packet(capture, setup, 0x80, (struct wdm_span){0}, setup->length);
    put_packet(capture, NULL, 0x80, data, (uint32_t)data.length);
}

static void put_descriptor(struct capture *capture, uint8_t type, const uint8_t *bytes,
                           uint8_t length)
{
    struct setup get = {
        .type = 0x80, .request = 6, .value = (uint16_t)(type << 8), .length = length};

    put_answer(capture, &get, (struct wdm_span){.bytes = bytes, .length = length});
}

uint32_t capture_add(struct capture *capture, bool from_modem, struct wdm_span message)
{
    struct setup send = {
        .type = 0x21, .index = INTERFACE, .length = (uint16_t)(message.length & UINT16_MAX)};
    struct setup get = {.type = 0xa1, .request = 1, .index = INTERFACE, .length = 4096};

    assert_in_range(message.length, 1, 4096);
    if (from_modem) {
        put_answer(capture, &get, message);
        return capture->packets;
    }
    put_packet(capture, &send, 0, message, send.length);
    put_packet(capture, NULL, 0, (struct wdm_span){0}, send.length);
    return capture->packets - 1;
}

void capture_begin(struct capture *capture, const char *path)
{
    static const uint8_t device[] = {18,   1,    0,    2, 0xef, 2, 1, 64, 0x99,
                                     0x11, 0x1f, 0x90, 6, 0,    1, 2, 3,  1};
    /* A configuration with an interface of class 2 (communications), subclass 0x0e. */
    static const uint8_t configuration[] = {9, 2, 25,   0, 1, 1, 0, 0xe0, 250, 9,  4, INTERFACE, 0,
                                            1, 2, 0x0e, 0, 0, 7, 5, 0x82, 3,   64, 0, 9};
    uint8_t room[24];
    struct wdm_writer out = wdm_writer(room, sizeof room);

    capture->file = fopen(path, "w");
    capture->packets = 0;
    assert_non_null(capture->file);
    wdm_write_u32(&out, 0xa1b2c3d4);
    wdm_write_u16(&out, 2);
    wdm_write_u16(&out, 4);
    wdm_write_u64(&out, 0);
    wdm_write_u32(&out, 65535);
    wdm_write_u32(&out, LINKTYPE_USB_LINUX_MMAPPED);
    put(capture, &out);
    put_descriptor(capture, 1, device, sizeof device);
    put_descriptor(capture, 2, configuration, sizeof configuration);
}

void capture_end(struct capture *capture)
{
    assert_int_equal(fclose(capture->file), 0);
}

/* ---- Reading what tshark says */

/* Copies the value of an attribute of an element, with its entities resolved. */
static bool attribute(const char *element, const char *name, char *value, size_t capacity)
{
    static const struct {
        const char *entity;
        char character;
    } entities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    char start[32];
    const char *from;
    size_t length = 0, i;

    snprintf(start, sizeof start, " %s=\"", name);
    from = strstr(element, start);
    if (from == NULL)
        return false;
    for (from += strlen(start); *from != '"' && *from != '\0' && length + 1 < capacity;) {
        for (i = 0; i < COUNT(entities); i++) {
            if (strncmp(from, entities[i].entity, strlen(entities[i].entity)) == 0)
                break;
        }
        value[length++] = i < COUNT(entities) ? entities[i].character : *from;
        from += i < COUNT(entities) ? strlen(entities[i].entity) : 1;
    }
    value[length] = '\0';
    return true;
}

static size_t number(const char *element, const char *name)
{
    char text[32];

    return attribute(element, name, text, sizeof text) ? strtoul(text, NULL, 10) : 0;
}

/* Looks at one line: tshark writes an element a line. */
static void look(const char *line, uint32_t *packet, size_t *start,
                 void (*found)(void *context, const struct dissected *field), void *context)
{
    struct dissected field = {.packet = *packet};
    char text[32];

    if (strstr(line, "<proto name=\"mbim\"") != NULL)
        *start = number(line, "pos");
    /* A value that it takes for wrong, such as a prefix of 200 bits, is malformed too. */
    if (strstr(line, "<field name=\"") == NULL && strstr(line, "\"[Malformed Packet") == NULL)
        return;
    if (!attribute(line, "name", field.name, sizeof field.name))
        return;
    if (strcmp(field.name, "frame.number") == 0 && attribute(line, "show", text, sizeof text))
        *packet = (uint32_t)strtoul(text, NULL, 10);
    if (strncmp(field.name, "mbim.", 5) != 0 && strstr(line, "<proto") == NULL)
        return;
    field.offset = number(line, "pos") - *start;
    field.size = number(line, "size");
    field.bit = strstr(line, " unmaskedvalue=\"") != NULL;
    attribute(line, "show", field.show, sizeof field.show);
    attribute(line, "showname", field.label, sizeof field.label);
    found(context, &field);
}

void dissect(const char *path, const char *options,
             void (*found)(void *context, const struct dissected *field), void *context)
{
    static struct child child;
    static char line[65536];
    char output[128], arguments[512];
    struct run_options how = {.program = "tshark", .limit = 30};
    uint32_t packet = 0;
    size_t start = 0;
    FILE *file;

    run_path(output, sizeof output, ".pdml");
    how.out = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(how.out > 0);
    snprintf(arguments, sizeof arguments, "-n -r %s %s -T pdml", path, options);
    child_start(&child, arguments, &how);
    close(how.out);
    child_wait(&child);
    if (child.code != 0)
        fail_msg("tshark %s: %s", arguments, child.error.bytes);
    file = fopen(output, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL)
        look(line, &packet, &start, found, context);
    fclose(file);
}
