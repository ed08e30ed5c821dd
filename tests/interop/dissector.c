/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures as the library writes them, and tshark's output as PDML. Touches files in the test's
 * folder. */
#include "dissector.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Writing the capture */

/* Control transfers before the first message: two descriptors, and the configuration. */
#define DESCRIBING 6

static void put(void *context, const uint8_t *bytes, size_t length)
{
    const struct recording *recording = context;

    assert_int_equal(fwrite(bytes, 1, length, recording->file), length);
}

uint32_t recording_add(struct recording *recording, bool from_modem, struct wdm_span message)
{
    const struct wdm_captured captured = {
        .from_modem = from_modem,
        .timed = true,
        .when = (int64_t)1000000 * ++recording->messages,
        .protocol = WDM_PROTOCOL_MBIM,
        .spoken = WDM_PROTOCOL_MBIM,
        .device = (uint32_t)1 << 16 | 5,
        .interface = 12,
        .vendor = 0x1199,
        .product = 0x901f,
        .bytes = message,
        .announced = message.length,
    };

    wdm_capture_write(&recording->writer, &captured);
    /* A request is in the first of its two packets, an answer in the second. */
    return DESCRIBING + 2 * recording->messages - !from_modem;
}

void recording_begin(struct recording *recording, const char *path)
{
    const struct wdm_capture_output output = {.write = put, .context = recording};

    recording->file = fopen(path, "w");
    recording->messages = 0;
    assert_non_null(recording->file);
    wdm_capture_writer_init(&recording->writer, &output, "wdmctl's tests");
}

void recording_end(struct recording *recording)
{
    assert_int_equal(fclose(recording->file), 0);
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
