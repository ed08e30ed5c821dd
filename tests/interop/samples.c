/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Making messages of all commands. Touches nothing. */
#include "../unit/fields_support.h"
#include "peers.h"
#include "samples.h"
#include "wdm/sim.h"

#include <stdio.h>
#include <string.h>

static void add_sample(struct samples *samples, struct wdm_span message, const char *what)
{
    struct sample *sample = &samples->list[samples->count++];

    assert_true(samples->count <= SAMPLES && message.length <= sizeof sample->bytes);
    sample->from_modem = (message.bytes[3] & 0x80) != 0;
    sample->length = message.length;
    memcpy(sample->bytes, message.bytes, message.length);
    snprintf(sample->what, sizeof sample->what, "%s", what);
}

static struct wdm_mbim_message message_of(const struct wdm_mbim_service *service, uint16_t command,
                                          enum wdm_mbim_part part)
{
    static const uint32_t types[] = {WDM_MBIM_COMMAND, WDM_MBIM_COMMAND, WDM_MBIM_COMMAND_DONE,
                                     WDM_MBIM_INDICATE_STATUS};
    struct wdm_mbim_message message = {.type = types[part],
                                       .transaction = part == WDM_MBIM_PART_NOTIFICATION ? 0 : 77,
                                       .value = part == WDM_MBIM_PART_SET ? WDM_MBIM_SET : 0,
                                       .service = service->uuid,
                                       .command = command};
    return message;
}

static bool is_assigned(const struct assignments *assignments, const char *path)
{
    for (size_t i = 0; i < assignments->count; i++) {
        struct wdm_name name = assignments->list[i].path;
        if (name.length == strlen(path) && memcmp(name.text, path, name.length) == 0)
            return true;
    }
    return false;
}

/* Fills the buffer of a message; false where tshark could not read it. */
static bool fill(struct wdm_mbim_message *message, const struct wdm_layout *layout,
                 enum made_up manner, uint32_t seed, struct wdm_writer *room)
{
    static struct assignments assignments;
    struct wdm_error error;

    make_up(layout, manner, seed, &assignments);
    /* tshark 4.0 looks for the third element of a list 20 bytes too far on. */
    if (is_assigned(&assignments, "rsrp_snr[2].rsrp"))
        return false;
    if (!wdm_encode(layout, assignments.list, assignments.count, room, &error))
        fail_msg("%s", error.what);
    message->buffer = wdm_written(room);
    /* What is longer than a control message would go in fragments. */
    return room->length <= 4000;
}

static void make_up_part(struct samples *samples, const struct wdm_mbim_service *service,
                         uint16_t command, enum wdm_mbim_part part, uint8_t mbimex)
{
    static const enum made_up manners[] = {MADE_UP_LEAST, MADE_UP_RANDOM, MADE_UP_MOST};
    static const char *const parts[] = {"query", "set", "response", "notification"};
    struct wdm_layout layout = wdm_mbim_layout(service, command, part, mbimex);
    char what[96];

    for (size_t i = 0; layout.text && i < COUNT(manners); i++) {
        uint8_t buffer[30000], bytes[4096];
        struct wdm_writer room = wdm_writer(buffer, sizeof buffer);
        struct wdm_writer out = wdm_writer(bytes, sizeof bytes);
        struct wdm_mbim_message message = message_of(service, command, part);

        if (!fill(&message, &layout, manners[i], 1000U * command + (unsigned)part, &room))
            continue;
        wdm_mbim_write(&out, &message);
        assert_false(out.failed);
        snprintf(what, sizeof what, "%s %s %zu, MBIMEx %u",
                 wdm_mbim_command_by_id(service, command)->name, parts[part], i, mbimex);
        add_sample(samples, wdm_written(&out), what);
    }
}

void samples_make_up(struct samples *samples, const struct wdm_mbim_service *service,
                     uint8_t mbimex)
{
    for (size_t i = 0; i < service->command_count; i++) {
        uint16_t command = service->commands[i].id;
        if (i > 0 && service->commands[i - 1].id == command)
            continue;
        for (int part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++)
            make_up_part(samples, service, command, (enum wdm_mbim_part)part, mbimex);
    }
}

static void add_exchange(struct samples *samples, struct wdm_sim_port *sim,
                         const struct wdm_mbim_message *request, const char *what)
{
    uint8_t room[512], answer[4096];
    struct wdm_writer out = wdm_writer(room, sizeof room);
    struct wdm_error error;
    size_t count;
    wdm_time deadline = wdm_clock_now() + WDM_SECOND;

    wdm_mbim_write(&out, request);
    add_sample(samples, wdm_written(&out), what);
    assert_true(wdm_port_write(&sim->port, room, out.length, deadline, &error));
    assert_true(wdm_port_read(&sim->port, answer, sizeof answer, &count, deadline, &error));
    add_sample(samples, (struct wdm_span){.bytes = answer, .length = count}, what);
}

void samples_simulate(struct samples *samples, const struct wdm_mbim_service *service,
                      const char *personality)
{
    static struct wdm_sim_port sim;
    struct wdm_mbim_message open = {.type = WDM_MBIM_OPEN, .transaction = 1, .value = 4096};
    struct wdm_mbim_message close = {.type = WDM_MBIM_CLOSE, .transaction = 2};
    struct wdm_error error;

    assert_true(wdm_sim_port_open(&sim, personality, &error));
    add_exchange(samples, &sim, &open, "open");
    for (size_t i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *entry = &service->commands[i];
        struct wdm_mbim_message query = message_of(service, entry->id, WDM_MBIM_PART_QUERY);
        struct wdm_layout layout = wdm_mbim_layout(service, entry->id, WDM_MBIM_PART_QUERY, 1);
        uint8_t buffer[256];
        struct wdm_writer room = wdm_writer(buffer, sizeof buffer);

        if (entry->mbimex == 1 && layout.text && fill(&query, &layout, MADE_UP_LEAST, 0, &room))
            add_exchange(samples, &sim, &query, entry->name);
    }
    add_exchange(samples, &sim, &close, "close");
    wdm_port_close(&sim.port);
}
