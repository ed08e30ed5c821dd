/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The simulated modem: power, and whole messages out of the host's bytes. Uses
 * the catalogue and wire/; no I/O, no clock. */
#include <stddef.h>
#include <string.h>

#include "sim_internal.h"
#include "wdm/format.h"

void wdm_sim_end_call(struct wdm_sim *sim)
{
    sim->call_changed = sim->call_changed || (sim->call && sim->call_client != 0);
    sim->call = false;
    sim->call_client = 0;
}

void wdm_sim_end_call_of(struct wdm_sim *sim, uint8_t service, uint8_t client)
{
    if (service == WDM_QMI_SERVICE_WDS && sim->call && sim->call_client == client)
        wdm_sim_end_call(sim);
}

void wdm_sim_close_function(struct wdm_sim *sim)
{
    sim->opened = false;
    if (sim->call_client == 0)
        wdm_sim_end_call(sim);
}

void wdm_sim_power_on(struct wdm_sim *sim)
{
    const struct wdm_personality *personality = sim->personality;
    sim->opened = false;
    sim->subscribed = false;
    sim->mbimex = 1;
    sim->call = false;
    sim->call_client = 0;
    sim->call_changed = false;
    sim->locked = personality->locked && !sim->faults.unlocked;
    sim->operating_mode = sim->locked ? WDM_SIM_MODE_LOW_POWER : WDM_SIM_MODE_ONLINE;
    sim->max_control = WDM_SIM_CONTROL;
    memset(sim->last_client, 0, sizeof(sim->last_client));
    sim->client_count = 0;
    wdm_mbim_assembly_init(&sim->assembly, sim->assembled, sizeof(sim->assembled));
}

static const struct wdm_personality *find_personality(const char *name, struct wdm_error *error)
{
    const struct wdm_personality *personality;
    const struct wdm_personality *best = NULL;
    char plain[128];
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; (personality = wdm_sim_personality_at(i)) != NULL; i++) {
        if (strcmp(name, personality->name) == 0)
            return personality;
        size_t distance = wdm_name_distance(name, personality->name);
        if (distance < best_distance) {
            best = personality;
            best_distance = distance;
        }
    }
    wdm_fail(error, WDM_USAGE, "there is no simulated modem '%s'", name);
    if (best)
        wdm_fail_hint(error, "the nearest is %s: %s", best->name,
                      wdm_message_plain(best->summary, plain, sizeof(plain)));
    return NULL;
}

bool wdm_sim_start(struct wdm_sim *sim, const struct wdm_personality *personality, const char *name,
                   const char *faults, struct wdm_error *error)
{
    /* The space for bytes needs no zeros. */
    memset(sim, 0, offsetof(struct wdm_sim, input));
    sim->personality = personality;
    if (faults && !wdm_sim_faults_parse(&sim->faults, faults, error))
        return false;
    wdm_format(sim->name, sizeof(sim->name), "%s", name);
    sim->protocol = personality->protocol;
    sim->vendor = personality->vendor;
    sim->product = personality->product;
    sim->usb_composition = personality->usb_composition;
    wdm_sim_power_on(sim);
    return true;
}

bool wdm_sim_init(struct wdm_sim *sim, const char *specification, struct wdm_error *error)
{
    char name[32];
    size_t length = strcspn(specification, ",");
    if (length >= sizeof(name))
        length = sizeof(name) - 1;
    memcpy(name, specification, length);
    name[length] = '\0';
    const struct wdm_personality *personality = find_personality(name, error);
    length = strcspn(specification, ",");
    const char *faults = specification[length] == ',' ? specification + length + 1 : NULL;
    return personality && wdm_sim_start(sim, personality, specification, faults, error);
}

/* How long the request is that begins at `bytes`; 0: more bytes must come
 * before that can be said; SIZE_MAX: none begins here. */
static size_t mbim_length(const uint8_t *bytes, size_t length)
{
    static const size_t least[] = {0, WDM_MBIM_HEADER + 4, WDM_MBIM_HEADER,
                                   WDM_MBIM_FRAGMENT_HEADER, WDM_MBIM_HEADER + 4};
    if (bytes[0] < WDM_MBIM_OPEN || bytes[0] > WDM_MBIM_HOST_ERROR)
        return SIZE_MAX;
    for (size_t i = 1; i < 4 && i < length; i++) {
        if (bytes[i] != 0)
            return SIZE_MAX;
    }
    if (length < 8)
        return 0;
    uint32_t announced = wdm_get_u32(bytes + 4);
    return announced < least[bytes[0]] || announced > WDM_SIM_CONTROL ? SIZE_MAX : announced;
}

static size_t qmux_length(const uint8_t *bytes, size_t length)
{
    if (bytes[0] != WDM_QMUX_MARKER)
        return SIZE_MAX;
    size_t announced = wdm_qmux_length(bytes, length);
    if (announced == 0 || length < 4)
        return 0;
    bool from_host = (bytes[3] & 0x80) == 0;
    return !from_host || announced < WDM_QMUX_CTL_HEADER || announced > WDM_SIM_CONTROL ? SIZE_MAX
                                                                                        : announced;
}

static void handle_message(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now)
{
    if (sim->observer.seen)
        sim->observer.seen(sim->observer.context, false, sim->protocol, bytes, length, now);
    if (sim->protocol == WDM_PROTOCOL_MBIM)
        wdm_sim_mbim_message(sim, bytes, length, now);
    else
        wdm_sim_qmux_message(sim, bytes, length, now);
}

/* Handles what whole messages there are in the input, and keeps the rest. */
static void handle_input(struct wdm_sim *sim, wdm_time now)
{
    size_t start = 0;
    while (start < sim->received) {
        const uint8_t *bytes = sim->input + start;
        size_t left = sim->received - start;
        size_t length = sim->protocol == WDM_PROTOCOL_MBIM ? mbim_length(bytes, left)
                                                           : qmux_length(bytes, left);
        if (length == SIZE_MAX) {
            start++;
            continue;
        }
        if (length == 0 || length > left)
            break;
        handle_message(sim, bytes, length, now);
        start += length;
    }
    sim->received -= start;
    memmove(sim->input, sim->input + start, sim->received);
}

void wdm_sim_input(struct wdm_sim *sim, const uint8_t *bytes, size_t length, wdm_time now)
{
    if (sim->gone)
        return;
    if (sim->boundaries) {
        if (length > 0)
            handle_message(sim, bytes, length, now);
        return;
    }
    /* No message is longer than `input`, so a full one always gets shorter. */
    while (length > 0) {
        size_t piece = sizeof(sim->input) - sim->received;
        if (piece > length)
            piece = length;
        memcpy(sim->input + sim->received, bytes, piece);
        sim->received += piece;
        bytes += piece;
        length -= piece;
        handle_input(sim, now);
    }
}

void wdm_sim_disconnect(struct wdm_sim *sim)
{
    wdm_sim_hang_up(sim);
    wdm_sim_close_function(sim);
    sim->subscribed = false;
}

void wdm_sim_hang_up(struct wdm_sim *sim)
{
    if (sim->unplugging)
        sim->gone = true;
    sim->received = 0;
    wdm_mbim_assembly_init(&sim->assembly, sim->assembled, sizeof(sim->assembled));
    wdm_sim_output_clear(sim);
    if (sim->source)
        sim->source->disconnected(sim);
}

bool wdm_sim_from_source(struct wdm_sim *sim, struct wdm_span request, wdm_time now)
{
    return sim->source && sim->source->request(sim, request, now);
}

void wdm_sim_ids(const struct wdm_sim *sim, uint16_t *vendor, uint16_t *product)
{
    *vendor = sim->vendor;
    *product = sim->product;
}

static size_t count_clients(const struct wdm_sim *sim, bool told)
{
    size_t count = 0;
    for (size_t i = 0; i < sim->client_count; i++)
        count += sim->clients[i].told == told;
    return count;
}

size_t wdm_sim_clients_left(const struct wdm_sim *sim)
{
    return count_clients(sim, true);
}

size_t wdm_sim_clients_untold(const struct wdm_sim *sim)
{
    return count_clients(sim, false);
}
