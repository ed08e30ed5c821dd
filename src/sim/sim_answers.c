/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Looking things up in a personality's tables, and making bytes of its text.
 * Uses the catalogue and wire/. */
#include <string.h>

#include "sim_internal.h"

/* No answer has more fields. */
#define FIELDS_MAX 64

static bool holds(const struct wdm_sim *sim, unsigned when)
{
    unsigned radio = when & WDM_SIM_RADIO_MASK;
    bool online = wdm_sim_online(sim);
    if (sim->mbimex < when >> WDM_SIM_MBIMEX_SHIFT)
        return false;
    if (radio == WDM_SIM_CONNECTED)
        return sim->call && online;
    return radio == WDM_SIM_ALWAYS || (radio == WDM_SIM_ONLINE) == online;
}

const struct wdm_sim_answer *wdm_sim_find_answer(const struct wdm_sim *sim, const char *service,
                                                 const char *message)
{
    const struct wdm_personality *from = sim->personality;
    for (; from; from = from->base) {
        for (size_t i = 0; i < from->answers.count; i++) {
            const struct wdm_sim_answer *row = &from->answers.rows[i];
            if (wdm_name_equal(message, strlen(message), row->message) &&
                wdm_name_equal(service, strlen(service), row->service) && holds(sim, row->when))
                return row;
        }
    }
    return NULL;
}

const struct wdm_sim_qmi_behaviour *wdm_sim_find_qmi(const struct wdm_sim *sim, uint8_t service,
                                                     uint16_t message)
{
    const struct wdm_personality *from = sim->personality;
    for (; from; from = from->base) {
        const struct wdm_sim_qmi_behaviours *behaviours = from->qmi_behaviours;
        for (size_t i = 0; behaviours && i < behaviours->count; i++) {
            const struct wdm_sim_qmi_behaviour *row = &behaviours->rows[i];
            if (row->service == service && row->message == message)
                return row;
        }
    }
    return NULL;
}

const struct wdm_sim_mbim_behaviour *wdm_sim_find_mbim(const struct wdm_sim *sim,
                                                       const struct wdm_mbim_message *request)
{
    const struct wdm_personality *from = sim->personality;
    for (; from; from = from->base) {
        const struct wdm_sim_mbim_behaviours *behaviours = from->mbim_behaviours;
        for (size_t i = 0; behaviours && i < behaviours->count; i++) {
            const struct wdm_sim_mbim_behaviour *row = &behaviours->rows[i];
            if (row->command == request->command && row->operation == request->value &&
                wdm_uuid_equal(row->service, &request->service))
                return row;
        }
    }
    return NULL;
}

bool wdm_sim_encode(const struct wdm_layout *layout, const char *fields, struct wdm_writer *out)
{
    struct wdm_assignment assignments[FIELDS_MAX];
    char plain[WDM_SIM_FIELDS];
    size_t count = 0;
    if (fields)
        fields = wdm_sim_plain(fields, plain);
    while (fields && *fields) {
        size_t length = strcspn(fields, "\n");
        if (count == FIELDS_MAX || !wdm_assignment_parse(fields, length, &assignments[count]))
            return false;
        count++;
        fields += length + (fields[length] == '\n');
    }
    struct wdm_error error;
    return wdm_encode_sparse(layout, assignments, count, out, &error) && !out->failed;
}

bool wdm_sim_fits(const struct wdm_layout *layout, struct wdm_span bytes)
{
    struct wdm_sink nobody = {0};
    struct wdm_malformed malformed;
    return wdm_decode(layout, bytes, &nobody, &malformed);
}
