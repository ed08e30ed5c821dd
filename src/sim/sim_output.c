/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What leaves the modem: the queue of chunks, and what the faults make of an
 * answer. Uses wire/. */
#include <string.h>

#include "sim_internal.h"

/* The inverted bytes of a garbled message, the first of them its first: so its
 * header is always among them. */
#define GARBLE_STEP 8

static wdm_time due_time(const struct wdm_sim *sim, wdm_time now)
{
    return now + (wdm_time)sim->faults.delay_ms * WDM_MILLISECOND;
}

/* Whether `count` more chunks of `bytes` in all find room; the queue's free
 * space is brought to its end. */
static bool make_room(struct wdm_sim *sim, size_t count, size_t bytes)
{
    if (count > WDM_SIM_CHUNKS - sim->chunk_count)
        return false;
    size_t start = sim->chunk_count ? sim->chunks[sim->chunk_first].start : sim->queue_end;
    if (bytes > WDM_SIM_QUEUE - (sim->queue_end - start))
        return false;
    if (bytes <= WDM_SIM_QUEUE - sim->queue_end)
        return true;
    memmove(sim->queue, sim->queue + start, sim->queue_end - start);
    for (size_t i = 0; i < sim->chunk_count; i++)
        sim->chunks[(sim->chunk_first + i) % WDM_SIM_CHUNKS].start -= start;
    sim->queue_end -= start;
    return true;
}

/* There is room. Returns the chunk. */
static struct wdm_sim_chunk *append(struct wdm_sim *sim, const uint8_t *bytes, size_t length,
                                    wdm_time due)
{
    struct wdm_sim_chunk *chunk =
        &sim->chunks[(sim->chunk_first + sim->chunk_count) % WDM_SIM_CHUNKS];
    *chunk = (struct wdm_sim_chunk){.start = sim->queue_end, .length = length, .due = due};
    memcpy(sim->queue + sim->queue_end, bytes, length);
    sim->queue_end += length;
    sim->chunk_count++;
    return chunk;
}

static size_t control_size(const struct wdm_sim *sim)
{
    size_t size = sim->max_control;
    if (sim->protocol == WDM_PROTOCOL_QMI)
        return WDM_SIM_ANSWER;
    return sim->faults.frag && sim->faults.frag < size ? sim->faults.frag : size;
}

/* Queues a message, in fragments where it must be, `most` bytes of all that at
 * the most. Returns its last chunk; NULL where it was lost. */
static struct wdm_sim_chunk *queue_message(struct wdm_sim *sim, struct wdm_span message,
                                           size_t most, wdm_time now)
{
    size_t control = control_size(sim);
    uint32_t count = sim->protocol == WDM_PROTOCOL_MBIM
                         ? wdm_mbim_fragment_count(message.bytes, message.length, control)
                         : 1;
    size_t total = message.length + (size_t)(count - 1) * WDM_MBIM_FRAGMENT_HEADER;
    if (!make_room(sim, count, total)) {
        sim->overflowed++;
        return NULL;
    }
    struct wdm_sim_chunk *last = NULL;
    for (uint32_t i = 0; i < count && most > 0; i++) {
        uint8_t room[WDM_SIM_ANSWER];
        struct wdm_writer piece = wdm_writer(room, sizeof(room));
        if (count > 1)
            wdm_mbim_fragment_write(&piece, message.bytes, message.length, control, i);
        else
            wdm_write_bytes(&piece, message.bytes, message.length);
        size_t length = piece.length < most ? piece.length : most;
        last = append(sim, room, length, due_time(sim, now));
        most -= length;
    }
    return last;
}

/* Sends an answer of which it is known that it goes out, damaged or not. */
static void deliver(struct wdm_sim *sim, struct wdm_span message, struct wdm_sim_grant grant,
                    uint32_t number, wdm_time now)
{
    uint8_t damaged[WDM_SIM_ANSWER];
    size_t most = SIZE_MAX;
    bool whole = true;
    if (number == sim->faults.garble) {
        memcpy(damaged, message.bytes, message.length);
        for (size_t i = 0; i < message.length; i += GARBLE_STEP)
            damaged[i] = (uint8_t)~damaged[i];
        message.bytes = damaged;
        whole = false;
    }
    if (number == sim->faults.truncate) {
        most = message.length / 2;
        whole = false;
    }
    for (int copies = number == sim->faults.dup ? 2 : 1; copies > 0; copies--) {
        struct wdm_sim_chunk *last = queue_message(sim, message, most, now);
        if (last && whole)
            last->grant = grant;
    }
}

void wdm_sim_send_answer(struct wdm_sim *sim, struct wdm_span message, wdm_time now)
{
    if (sim->unplugging || message.length == 0 || message.length > WDM_SIM_ANSWER)
        return;
    uint32_t number = ++sim->answers;
    if (number == sim->faults.unplug) {
        sim->unplugging = true;
        sim->unplug_due = due_time(sim, now);
        return;
    }
    wdm_sim_noise(sim, true, now);
    if (number == sim->faults.drop) {
        /* It never comes. */
    } else if (number == sim->faults.late) {
        memcpy(sim->late_answer, message.bytes, message.length);
        sim->late_length = message.length;
        sim->late_grant = sim->grant;
    } else {
        deliver(sim, message, sim->grant, number, now);
    }
    wdm_sim_noise(sim, false, now);
}

void wdm_sim_send_late(struct wdm_sim *sim, wdm_time now)
{
    size_t length = sim->late_length;
    if (length == 0 || sim->unplugging)
        return;
    sim->late_length = 0;
    deliver(sim, (struct wdm_span){.bytes = sim->late_answer, .length = length}, sim->late_grant,
            sim->faults.late, now);
}

void wdm_sim_send_indication(struct wdm_sim *sim, struct wdm_span message, wdm_time now)
{
    if (!sim->unplugging && message.length > 0 && message.length <= WDM_SIM_ANSWER)
        queue_message(sim, message, SIZE_MAX, now);
}

void wdm_sim_output_clear(struct wdm_sim *sim)
{
    sim->chunk_first = 0;
    sim->chunk_count = 0;
    sim->queue_end = 0;
    sim->late_length = 0;
}

/* When the next chunk is due that is queued; or the end. */
static wdm_time chunk_due(const struct wdm_sim *sim)
{
    if (sim->chunk_count > 0)
        return sim->chunks[sim->chunk_first].due;
    return sim->unplugging ? sim->unplug_due : WDM_FOREVER;
}

wdm_time wdm_sim_due(const struct wdm_sim *sim)
{
    if (sim->gone)
        return WDM_FOREVER;
    wdm_time due = chunk_due(sim);
    wdm_time source = sim->source && !sim->unplugging ? sim->source->due(sim) : WDM_FOREVER;
    return source < due ? source : due;
}

/* A chunk is about to leave: it is shown whole, in however many reads it goes. */
static void show(const struct wdm_sim *sim, struct wdm_sim_chunk *chunk, wdm_time now)
{
    if (sim->observer.seen && !chunk->begun)
        sim->observer.seen(sim->observer.context, true, sim->protocol, sim->queue + chunk->start,
                           chunk->length, now);
    chunk->begun = true;
}

/* The first chunk is out. */
static void finish_chunk(struct wdm_sim *sim)
{
    struct wdm_sim_grant grant = sim->chunks[sim->chunk_first].grant;
    struct wdm_sim_client *client =
        grant.client ? wdm_sim_client_find(sim, grant.service, grant.client) : NULL;
    if (client)
        client->told = true;
    sim->chunk_first = (sim->chunk_first + 1) % WDM_SIM_CHUNKS;
    sim->chunk_count--;
}

size_t wdm_sim_output(struct wdm_sim *sim, uint8_t *bytes, size_t capacity, wdm_time now)
{
    if (sim->source && !sim->unplugging && sim->source->due(sim) <= now)
        sim->source->work(sim, now);
    wdm_time due = chunk_due(sim);
    if (due > now || sim->gone)
        return 0;
    if (sim->chunk_count == 0) {
        sim->gone = true;
        return 0;
    }
    size_t limit = capacity;
    if (sim->faults.split && sim->faults.split < limit)
        limit = sim->faults.split;
    size_t count = 0;
    while (count < limit && sim->chunk_count > 0) {
        struct wdm_sim_chunk *chunk = &sim->chunks[sim->chunk_first];
        if (chunk->due != due)
            break;
        size_t piece = chunk->length < limit - count ? chunk->length : limit - count;
        show(sim, chunk, now);
        memcpy(bytes + count, sim->queue + chunk->start, piece);
        chunk->start += piece;
        chunk->length -= piece;
        count += piece;
        if (chunk->length == 0)
            finish_chunk(sim);
        if (!sim->faults.merge)
            break;
    }
    return count;
}
