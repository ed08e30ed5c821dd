/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the fuzz harnesses share: see fuzz.h. Writes to standard error before it ends. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_holds(bool holds, const char *condition, const char *file, int line)
{
    if (holds)
        return;
    (void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

/* ---- Inputs */

uint8_t fuzz_byte(struct fuzz_input *input)
{
    if (input->length == 0)
        return 0;
    input->length--;
    return *input->bytes++;
}

uint16_t fuzz_number(struct fuzz_input *input)
{
    unsigned low = fuzz_byte(input);
    return (uint16_t)(low | (unsigned)fuzz_byte(input) << 8);
}

struct wdm_span fuzz_take(struct fuzz_input *input, size_t length)
{
    struct wdm_span taken = {input->bytes, length < input->length ? length : input->length};
    if (taken.length > 0)
        input->bytes += taken.length;
    input->length -= taken.length;
    return taken;
}

struct wdm_span fuzz_exact(struct wdm_span bytes)
{
    static uint8_t *copy;
    free(copy);
    copy = malloc(bytes.length > 0 ? bytes.length : 1);
    fuzz_check(copy != NULL);
    if (copy != NULL && bytes.length > 0)
        memcpy(copy, bytes.bytes, bytes.length);
    return (struct wdm_span){copy, bytes.length};
}

/* ---- Simulated modems */

void fuzz_take_output(struct wdm_sim *sim, size_t capacity, wdm_time now)
{
    static uint8_t bytes[WDM_SIM_QUEUE];
    for (size_t i = 0; i < 2 * WDM_SIM_CHUNKS; i++) {
        size_t count = wdm_sim_output(sim, bytes, capacity, now);
        fuzz_check(count <= capacity);
        if (count == 0)
            return;
    }
}

/* ---- Layouts */

static struct wdm_layout layouts[2048];
static size_t layout_count;

static void add_layout(struct wdm_layout layout)
{
    if (!layout.text)
        return;
    fuzz_check(layout_count < sizeof(layouts) / sizeof(layouts[0]));
    layouts[layout_count++] = layout;
}

static void gather_layouts(void)
{
    for (size_t i = 0; wdm_qmi_service_at(i); i++) {
        const struct wdm_qmi_service *service = wdm_qmi_service_at(i);
        for (size_t j = 0; j < service->message_count; j++)
            for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++)
                add_layout(wdm_qmi_layout(service, &service->messages[j], (enum wdm_qmi_kind)kind));
    }
    for (size_t i = 0; wdm_mbim_service_at(i); i++) {
        const struct wdm_mbim_service *service = wdm_mbim_service_at(i);
        for (size_t j = 0; j < service->command_count; j++)
            for (int part = 0; part <= WDM_MBIM_PART_NOTIFICATION; part++)
                add_layout(wdm_mbim_layout(service, service->commands[j].id,
                                           (enum wdm_mbim_part)part, service->commands[j].mbimex));
    }
}

size_t fuzz_layout_count(void)
{
    if (layout_count == 0)
        gather_layouts();
    return layout_count;
}

const struct wdm_layout *fuzz_layout(size_t index)
{
    return &layouts[index % fuzz_layout_count()];
}

/* ---- What is printed */

static void output_write(struct wdm_output *base, const char *text, size_t length)
{
    struct fuzz_output *output = (struct fuzz_output *)base;
    size_t room = output->length < sizeof(output->text) ? sizeof(output->text) - output->length : 0;
    for (size_t i = 0; i < length; i++)
        fuzz_check(((uint8_t)text[i] >= 0x20 && text[i] != 0x7f) || text[i] == '\n');
    if (length > 0 && room > 0)
        memcpy(output->text + output->length, text, length < room ? length : room);
    output->length += length;
}

void fuzz_output_init(struct fuzz_output *output)
{
    output->output.write = output_write;
    output->length = 0;
}

void fuzz_check_error(const struct wdm_error *error)
{
    fuzz_check(error->kind != WDM_NO_ERROR);
    fuzz_check(error->what[0] != '\0');
    fuzz_check(memchr(error->what, '\0', sizeof(error->what)) != NULL);
    fuzz_check(memchr(error->doing, '\0', sizeof(error->doing)) != NULL);
    fuzz_check(memchr(error->hint, '\0', sizeof(error->hint)) != NULL);
    for (const char *at = error->what; *at; at++)
        fuzz_check((uint8_t)*at >= 0x20);
}
