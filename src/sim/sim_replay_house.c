/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a modem must answer and a recording may not have: derived from what it has. And
 * requests that it does not know. Uses the catalogue and recordings. */
#include "sim_replay.h"
#include "wdm/format.h"

#define QMI_NOT_SUPPORTED 94

/* MBIM's services, and the commands of each, that a list can name. */
#define SERVICES_MAX 32
#define COMMANDS_MAX 64

static void answer_mbim(struct wdm_sim *sim, const struct wdm_sim_asked *asked, uint32_t status,
                        struct wdm_span buffer, wdm_time now)
{
    struct wdm_mbim_message answer = {.type = WDM_MBIM_COMMAND_DONE,
                                      .transaction = asked->ids.transaction,
                                      .value = status,
                                      .service = asked->meaning.mbim_service,
                                      .command = asked->meaning.command,
                                      .buffer = buffer};
    uint8_t room[WDM_SIM_ANSWER];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_mbim_write(&out, &answer);
    if (!out.failed)
        wdm_sim_send_answer(sim, wdm_written(&out), now);
}

/* TLVs without the result, which is added, on the carrier that asked. */
static void answer_qmi(struct wdm_sim *sim, const struct wdm_sim_asked *asked, uint16_t error,
                       struct wdm_span tlvs, wdm_time now)
{
    uint8_t all[2048];
    struct wdm_writer content = wdm_writer(all, sizeof(all));
    wdm_tlv_write_result(&content, error);
    wdm_write_bytes(&content, tlvs.bytes, tlvs.length);
    struct wdm_qmux answer = asked->description.qmux;
    answer.from_modem = true;
    answer.kind = WDM_QMI_RESPONSE;
    answer.tlvs = wdm_written(&content);
    uint8_t room[2048 + WDM_QMUX_SERVICE_HEADER];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    wdm_qmux_write(&out, &answer);
    if (asked->meaning.is_mbim)
        answer_mbim(sim, asked, WDM_MBIM_STATUS_SUCCESS, wdm_written(&out), now);
    else
        wdm_sim_send_answer(sim, wdm_written(&out), now);
}

/* CTL Get Version Info: the QMI services that are spoken with, as version 1.0. */
static void tell_versions(struct wdm_sim *sim, const struct wdm_sim_asked *asked, wdm_time now)
{
    const struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    uint8_t list[2 + 5 * 256];
    struct wdm_writer out = wdm_writer(list, sizeof(list));
    size_t count = 0;
    wdm_write_u8(&out, 0);
    for (unsigned service = 0; service <= 0xff && count < 0xff; service++) {
        if (service != WDM_QMI_SERVICE_CTL && !replay->serves[service])
            continue;
        wdm_write_u8(&out, (uint8_t)service);
        wdm_write_u16(&out, 1);
        wdm_write_u16(&out, 0);
        count++;
    }
    list[0] = (uint8_t)count;
    uint8_t room[sizeof(list) + 3];
    struct wdm_writer tlvs = wdm_writer(room, sizeof(room));
    wdm_tlv_write(&tlvs, 0x01, list, out.length);
    answer_qmi(sim, asked, 0, wdm_written(&tlvs), now);
}

/* ---- Basic Connect Device Services */

struct service {
    struct wdm_uuid uuid;
    size_t count;
    uint32_t commands[COMMANDS_MAX];
};

static void note_command(struct service *services, size_t *count, const struct wdm_meaning *meaning)
{
    size_t at = 0, command = 0;
    while (at < *count && !wdm_uuid_equal(&services[at].uuid, &meaning->mbim_service))
        at++;
    if (at == SERVICES_MAX)
        return;
    if (at == *count) {
        services[at].uuid = meaning->mbim_service;
        services[at].count = 0;
        ++*count;
    }
    while (command < services[at].count && services[at].commands[command] != meaning->command)
        command++;
    if (command == services[at].count && command < COMMANDS_MAX)
        services[at].commands[services[at].count++] = meaning->command;
}

/* Every service and command that the modem was asked for, or told of. A proxy's are not
 * the modem's. */
static size_t list_services(const struct wdm_recording *recording, struct service *services)
{
    size_t count = 0;
    for (size_t i = 0; i < recording->count; i++) {
        const struct wdm_meaning *meaning = &recording->messages[i].meaning;
        if (meaning->is_mbim && !meaning->is_wrong && !wdm_meaning_keeps_house(meaning) &&
            (meaning->type == WDM_MBIM_COMMAND || meaning->indicates))
            note_command(services, &count, meaning);
        else if (meaning->is_mbim && meaning->is_qmi)
            note_command(services, &count, meaning);
    }
    return count;
}

/* The list as MBIM 1.0, 10.5.29 has it: counts, then where each element is and how long. */
static void tell_services(struct wdm_sim *sim, const struct wdm_sim_asked *asked, wdm_time now)
{
    struct service services[SERVICES_MAX];
    size_t count = list_services(wdm_sim_replay_of(sim)->recording, services);
    uint8_t room[WDM_SIM_CONTROL * 2 - 128];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    size_t offset = 8 + 8 * count;
    wdm_write_number(&out, count, 4);
    wdm_write_u32(&out, 0); /* sessions of DSS */
    for (size_t i = 0; i < count; i++) {
        size_t size = WDM_UUID_SIZE + 12 + 4 * services[i].count;
        wdm_write_number(&out, offset, 4);
        wdm_write_number(&out, size, 4);
        offset += size;
    }
    for (size_t i = 0; i < count; i++) {
        wdm_write_bytes(&out, services[i].uuid.bytes, WDM_UUID_SIZE);
        wdm_write_u32(&out, 0); /* no DSS payload, no DSS instances */
        wdm_write_u32(&out, 0);
        wdm_write_number(&out, services[i].count, 4);
        for (size_t k = 0; k < services[i].count; k++)
            wdm_write_u32(&out, services[i].commands[k]);
    }
    if (out.failed)
        answer_mbim(sim, asked, WDM_MBIM_STATUS_FAILURE, (struct wdm_span){0}, now);
    else
        answer_mbim(sim, asked, WDM_MBIM_STATUS_SUCCESS, wdm_written(&out), now);
}

/* ---- */

static bool unknown_mbim(struct wdm_sim *sim, const struct wdm_sim_asked *asked, wdm_time now)
{
    const struct wdm_meaning *meaning = &asked->meaning;
    bool basic = wdm_uuid_equal(&meaning->mbim_service, &wdm_mbim_basic_connect);
    if (meaning->type != WDM_MBIM_COMMAND || !sim->opened)
        return false;
    if (basic && meaning->command == WDM_MBIM_CID_DEVICE_SERVICES &&
        meaning->operation == WDM_MBIM_QUERY) {
        tell_services(sim, asked, now);
        return true;
    }
    if (basic && meaning->command == WDM_MBIM_CID_SUBSCRIBE_LIST &&
        meaning->operation == WDM_MBIM_SET) {
        answer_mbim(sim, asked, WDM_MBIM_STATUS_SUCCESS, asked->description.content, now);
        return true;
    }
    wdm_sim_replay_of(sim)->unknown++;
    if (!wdm_sim_replay_of(sim)->silent)
        answer_mbim(sim, asked, WDM_MBIM_STATUS_NO_DEVICE_SUPPORT, (struct wdm_span){0}, now);
    return true;
}

bool wdm_sim_replay_unknown(struct wdm_sim *sim, const struct wdm_sim_asked *asked, wdm_time now)
{
    struct wdm_sim_replay *replay = wdm_sim_replay_of(sim);
    const struct wdm_meaning *meaning = &asked->meaning;
    if (meaning->is_wrong)
        return false;
    if (!meaning->is_qmi || (meaning->is_mbim && !replay->carries_qmi))
        return meaning->is_mbim && unknown_mbim(sim, asked, now);
    if (meaning->is_mbim && !sim->opened)
        return false;
    if (meaning->service == WDM_QMI_SERVICE_CTL) {
        if (meaning->message != WDM_CTL_GET_VERSION_INFO)
            return false;
        tell_versions(sim, asked, now);
        return true;
    }
    if (!wdm_sim_client_find(sim, meaning->service, asked->ids.client))
        return false;
    replay->unknown++;
    if (!replay->silent)
        answer_qmi(sim, asked, QMI_NOT_SUPPORTED, (struct wdm_span){0}, now);
    return true;
}
