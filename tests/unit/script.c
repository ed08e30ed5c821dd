/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Scripts from text: see script.h. Touches only the script it is given. */
#include "script.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "wdm/mbim.h"

#define LINE_MAX_BYTES 2048

/* The bytes of one line. */
struct line {
    size_t length;
    uint8_t bytes[LINE_MAX_BYTES];
    uint8_t mask[LINE_MAX_BYTES];
    struct {
        char letter;
        size_t at;
    } fields[8];
    size_t field_count;
};

void script_begin(struct script *script)
{
    memset(script, 0, offsetof(struct script, steps));
}

void script_play(struct script *script)
{
    wdm_script_open(&script->port, script->steps, script->count);
}

static struct wdm_script_step *add_step(struct script *script, enum wdm_script_kind kind)
{
    struct wdm_script_step *step = &script->steps[script->count];
    if (script->count == COUNT(script->steps))
        fail_msg("a script of more than %zu steps", script->count);
    script->count++;
    *step = (struct wdm_script_step){.kind = kind, .after = script->wait};
    script->wait = 0;
    return step;
}

void script_add_bytes(struct script *script, enum wdm_script_kind kind, const uint8_t *bytes,
                      const uint8_t *mask, size_t length)
{
    struct wdm_script_step *step = add_step(script, kind);
    if (length > sizeof(script->bytes) - script->length)
        fail_msg("a script of more than %zu bytes", sizeof(script->bytes));
    memcpy(script->bytes + script->length, bytes, length);
    if (mask)
        memcpy(script->masks + script->length, mask, length);
    else
        memset(script->masks + script->length, 0xff, length);
    step->bytes = script->bytes + script->length;
    step->mask = script->masks + script->length;
    step->length = length;
    script->length += length;
}

static void put_byte(struct line *line, unsigned value, uint8_t mask)
{
    if (line->length == LINE_MAX_BYTES)
        fail_msg("a line of more than %d bytes", LINE_MAX_BYTES);
    line->bytes[line->length] = (uint8_t)(value & 0xff);
    line->mask[line->length++] = mask;
}

static void put_field(struct line *line, char letter)
{
    size_t size = letter == 'L' || letter == 'R' ? 4 : 2;
    if (line->field_count == COUNT(line->fields))
        fail_msg("more than %zu length fields in a line", line->field_count);
    line->fields[line->field_count].letter = letter;
    line->fields[line->field_count++].at = line->length;
    while (size-- > 0)
        put_byte(line, 0, 0xff);
}

static void fill_fields(struct line *line)
{
    struct wdm_writer out = wdm_writer(line->bytes, sizeof(line->bytes));
    out.length = line->length;
    for (size_t i = 0; i < line->field_count; i++) {
        size_t at = line->fields[i].at;
        size_t rest = line->length - at;
        switch (line->fields[i].letter) {
        case 'L':
            wdm_patch_u32(&out, at, (uint32_t)line->length);
            break;
        case 'R':
            wdm_patch_u32(&out, at, (uint32_t)(rest - 4));
            break;
        case 'T':
            wdm_patch_u16(&out, at, (uint16_t)(rest - 2));
            break;
        default:
            wdm_patch_u16(&out, at, (uint16_t)rest);
            break;
        }
    }
}

/* Appends what `text` says up to the end of its line, and returns where that is. */
static const char *read_bytes(struct line *line, const char *text)
{
    while (*text && *text != '\n') {
        if (*text == ' ') {
            text++;
        } else if (strchr("LRQT", *text)) {
            put_field(line, *text++);
        } else if (text[0] == '.' && text[1] == '.') {
            put_byte(line, 0, 0);
            text += 2;
        } else {
            char pair[3] = {text[0], text[1], '\0'};
            uint8_t byte;
            (void)bytes_of_hex(pair, &byte, 1);
            put_byte(line, byte, 0xff);
            text += 2;
        }
    }
    fill_fields(line);
    return text;
}

static void put_u32(struct line *line, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        put_byte(line, value >> 8 * i, 0xff);
}

/* The MBIM header before a QMUX message. */
static void begin_in_mbim(struct line *line, uint32_t type, uint32_t transaction)
{
    put_u32(line, type);
    put_field(line, 'L');
    put_u32(line, transaction);
    put_u32(line, 1);
    put_u32(line, 0);
    (void)read_bytes(line, UUID_QMI "01000000");
    if (type != WDM_MBIM_INDICATE_STATUS)
        put_u32(line, type == WDM_MBIM_COMMAND ? WDM_MBIM_SET : WDM_MBIM_STATUS_SUCCESS);
    put_field(line, 'R');
}

/* Reads a line of bytes, and returns where it ends. */
static const char *add_message(struct script *script, const char *text, bool in_mbim)
{
    struct line line = {.length = 0};
    bool from_modem = *text++ == '<';
    uint32_t type = from_modem ? WDM_MBIM_COMMAND_DONE : WDM_MBIM_COMMAND;
    uint32_t transaction = from_modem ? script->sent : ++script->sent;
    if (*text == 'i') {
        type = WDM_MBIM_INDICATE_STATUS;
        transaction = 0;
    } else if (isdigit((unsigned char)*text)) {
        transaction = (uint32_t)strtoul(text, NULL, 10);
    }
    text += strcspn(text, " \n");
    if (in_mbim)
        begin_in_mbim(&line, type, transaction);
    text = read_bytes(&line, text);
    script_add_bytes(script, from_modem ? WDM_SCRIPT_SEND : WDM_SCRIPT_EXPECT, line.bytes,
                     line.mask, line.length);
    return text;
}

static void add(struct script *script, const char *text, bool in_mbim)
{
    while (*text) {
        if (*text == '>' || *text == '<')
            text = add_message(script, text, in_mbim);
        else if (strncmp(text, "wait ", 5) == 0)
            script->wait += strtoll(text + 5, NULL, 10);
        else if (strncmp(text, "gone", 4) == 0)
            (void)add_step(script, WDM_SCRIPT_GONE);
        else if (strncmp(text, "interrupt", 9) == 0)
            (void)add_step(script, WDM_SCRIPT_INTERRUPT);
        else
            fail_msg("no line of a script: %s", text);
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
}

void script_add(struct script *script, const char *text)
{
    add(script, text, false);
}

void script_add_in_mbim(struct script *script, const char *text)
{
    add(script, text, true);
}

void assert_script_done(const char *name, const struct script *script)
{
    if (script->port.failed)
        fail_msg("%s: %s", name, script->port.problem);
    if (!wdm_script_done(&script->port))
        fail_msg("%s: %zu of %zu steps were played", name, script->port.next, script->count);
}
