/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A modem that a fuzzer plays: see hostile.h. Touches only its own memory. */
#include "hostile.h"

#include <string.h>

#include "wdm/mbim.h"
#include "wdm/qmux.h"

/* No command needs as many, whatever comes: each that is not the end of a wait takes some
 * of the input, or is an answer of the simulated modem. */
#define CALLS_MAX 20000

static struct hostile *whole(struct wdm_port *port)
{
    return (struct hostile *)port;
}

/* What ends a call before it begins. */
static bool stopped(struct hostile *modem, wdm_time deadline, struct wdm_error *error)
{
    fuzz_check(++modem->calls < CALLS_MAX);
    fuzz_check(deadline <= modem->latest || deadline <= modem->clock);
    if (modem->gone)
        return !wdm_fail(error, WDM_GONE, "%s went away", modem->port.name);
    if (modem->port.interrupted && *modem->port.interrupted)
        return !wdm_fail(error, WDM_INTERRUPTED, "interrupted");
    return false;
}

/* ---- Answers that are made up */

/* The QMUX message in the last write; false where there is none. */
static bool request_qmux(const struct hostile *modem, struct wdm_qmux *qmux,
                         struct wdm_mbim_message *carrier)
{
    struct wdm_span bytes = {modem->request, modem->request_length};
    *carrier = (struct wdm_mbim_message){0};
    if (wdm_mbim_parse(bytes.bytes, bytes.length, carrier) == WDM_MBIM_OK &&
        carrier->type == WDM_MBIM_COMMAND && wdm_uuid_equal(&carrier->service, &wdm_mbim_qmi))
        bytes = carrier->buffer;
    return wdm_qmux_parse(bytes.bytes, bytes.length, qmux) == WDM_QMUX_OK;
}

/* Puts what is there at most into the read. */
static size_t deliver(const struct wdm_writer *out, uint8_t *bytes, size_t capacity)
{
    size_t length = out->length < capacity ? out->length : capacity;
    memcpy(bytes, out->bytes, length);
    return length;
}

static void write_mbim(struct wdm_writer *out, uint32_t type, const struct wdm_mbim_message *like,
                       uint32_t value, struct wdm_span buffer)
{
    struct wdm_mbim_message message = *like;
    message.type = type;
    message.value = value;
    message.buffer = buffer;
    wdm_mbim_write(out, &message);
}

/* An answer to the last write with a status and a buffer of the input. */
static size_t make_mbim(struct hostile *modem, uint8_t *bytes, size_t capacity)
{
    static uint8_t room[1024];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_mbim_message request;
    uint8_t how = fuzz_byte(&modem->input);
    uint32_t value = how & 1 ? fuzz_byte(&modem->input) : 0;
    if (wdm_mbim_parse(modem->request, modem->request_length, &request) == WDM_MBIM_SHORT)
        return 0;
    if (how & 2)
        request.transaction += fuzz_byte(&modem->input);
    uint32_t type = request.type | UINT32_C(0x80000000);
    if (how & 4)
        type = WDM_MBIM_FUNCTION_ERROR;
    if (how & 8)
        type = WDM_MBIM_INDICATE_STATUS;
    if (!wdm_mbim_type_known(type))
        return 0;
    size_t length = wdm_mbim_has_buffer(type) ? fuzz_byte(&modem->input) : 0;
    write_mbim(&out, type, &request, value, fuzz_take(&modem->input, length));
    modem->honest = false;
    return deliver(&out, bytes, capacity);
}

static void write_carried(struct wdm_writer *out, const struct wdm_mbim_message *carrier,
                          uint32_t type, const struct wdm_qmux *answer)
{
    static uint8_t room[1024];
    struct wdm_writer inner = wdm_writer(room, sizeof(room));
    if (carrier->type != WDM_MBIM_COMMAND) {
        wdm_qmux_write(out, answer);
        return;
    }
    wdm_qmux_write(&inner, answer);
    write_mbim(out, type, carrier, 0, wdm_written(&inner));
}

/* A client id that is the host's from now on. */
static void give(struct hostile *modem, const struct wdm_qmux *request, struct wdm_writer *tlvs)
{
    uint8_t client = fuzz_byte(&modem->input);
    struct wdm_span service;
    if (client == 0 || client == WDM_QMI_CLIENT_ALL ||
        !wdm_tlv_find(request->tlvs, 0x01, &service) || service.length != 1)
        return;
    uint8_t value[2] = {service.bytes[0], client};
    wdm_tlv_write_result(tlvs, 0);
    wdm_tlv_write(tlvs, 0x01, value, sizeof(value));
    if (!modem->given[value[0]][client])
        modem->given_count++;
    modem->given[value[0]][client] = true;
}

/* An answer or an indication of QMI, with TLVs of the input. */
static size_t make_qmi(struct hostile *modem, uint8_t *bytes, size_t capacity)
{
    static uint8_t room[1024], tlv_room[512];
    struct wdm_writer out = wdm_writer(room, sizeof(room));
    struct wdm_writer tlvs = wdm_writer(tlv_room, sizeof(tlv_room));
    struct wdm_mbim_message carrier;
    struct wdm_qmux request, answer;
    uint8_t how = fuzz_byte(&modem->input);
    bool indication = how & 1;
    if (!request_qmux(modem, &request, &carrier) || (modem->answered && !indication))
        return 0;
    answer = request;
    answer.from_modem = true;
    answer.kind = indication ? WDM_QMI_INDICATION : WDM_QMI_RESPONSE;
    if (indication)
        answer.message = fuzz_number(&modem->input);
    else if (request.service == WDM_QMI_SERVICE_CTL &&
             request.message == WDM_CTL_ALLOCATE_CLIENT_ID)
        give(modem, &request, &tlvs);
    else if (!(how & 2))
        wdm_tlv_write_result(&tlvs, how & 4 ? fuzz_byte(&modem->input) : 0);
    if (tlvs.length == 0 || !(request.service == WDM_QMI_SERVICE_CTL)) {
        struct wdm_span more = fuzz_take(&modem->input, fuzz_byte(&modem->input));
        wdm_write_bytes(&tlvs, more.bytes, more.length);
    }
    answer.tlvs = wdm_written(&tlvs);
    if (indication && answer.service == WDM_QMI_SERVICE_CTL)
        modem->honest = false; /* a Sync, maybe */
    if (!indication)
        modem->answered = modem->made_up = true;
    write_carried(&out, &carrier, indication ? WDM_MBIM_INDICATE_STATUS : WDM_MBIM_COMMAND_DONE,
                  &answer);
    return out.failed ? 0 : deliver(&out, bytes, capacity);
}

/* ---- What the simulated modem says */

/* The host does not learn what a damaged or lost message says. */
static void untell(struct wdm_sim *sim, const struct wdm_sim_client *before)
{
    for (size_t i = 0; i < sim->client_count; i++)
        sim->clients[i].told = before[i].told;
}

/* What it has to say by then, with the time gone on to it; 0: nothing. */
static size_t simulated(struct hostile *modem, uint8_t *bytes, size_t capacity, wdm_time deadline)
{
    for (;;) {
        wdm_time due = wdm_sim_due(&modem->sim);
        if (due == WDM_FOREVER || due > deadline)
            return 0;
        if (due > modem->clock)
            modem->clock = due;
        size_t count = wdm_sim_output(&modem->sim, bytes, capacity, modem->clock);
        modem->answered |= count > 0;
        if (count > 0 || modem->sim.gone)
            return count;
    }
}

static size_t damaged(struct hostile *modem, uint8_t *bytes, size_t capacity, wdm_time deadline)
{
    struct wdm_sim_client before[WDM_SIM_CLIENTS];
    memcpy(before, modem->sim.clients, sizeof(before));
    size_t count = simulated(modem, bytes, capacity, deadline);
    if (count == 0)
        return 0;
    untell(&modem->sim, before);
    modem->honest = false;
    for (uint8_t changes = fuzz_byte(&modem->input) % 4; changes > 0; changes--) {
        size_t at = fuzz_number(&modem->input) % count;
        bytes[at] ^= fuzz_byte(&modem->input);
    }
    uint8_t cut = fuzz_byte(&modem->input);
    return cut & 1 && count > 1 ? 1 + cut % (count - 1) : count;
}

static void lose(struct hostile *modem, uint8_t *bytes, size_t capacity, wdm_time deadline)
{
    struct wdm_sim_client before[WDM_SIM_CLIENTS];
    memcpy(before, modem->sim.clients, sizeof(before));
    size_t count = simulated(modem, bytes, capacity, deadline);
    if (count > 0)
        untell(&modem->sim, before);
    /* What a lost part or fragment says, the others tell the simulated modem to have said. */
    if (modem->parted || (modem->sim.protocol == WDM_PROTOCOL_MBIM &&
                          count >= WDM_MBIM_FRAGMENT_HEADER && wdm_get_u32(bytes + 12) > 1))
        modem->honest = false;
}

/* ---- The port */

enum step {
    STEP_SIMULATED = 0,
    STEP_BYTES,
    STEP_MBIM,
    STEP_QMI,
    STEP_LATER,
    STEP_DAMAGED,
    STEP_LOST,
    STEP_PART,
    STEP_GONE,
    STEP_SIGNAL,
    STEPS,
};

/* One step of the input; what comes of it, 0: nothing yet. */
static size_t play(struct hostile *modem, uint8_t *bytes, size_t capacity, wdm_time deadline)
{
    struct wdm_span raw;
    uint8_t step = modem->raw_only ? fuzz_byte(&modem->input) % 16 : fuzz_byte(&modem->input);
    if (modem->raw_only && step != STEP_LATER && step != STEP_GONE && step != STEP_SIGNAL)
        step = STEP_BYTES;
    switch (step % (STEPS + 3)) {
    case STEP_BYTES:
        raw = fuzz_take(&modem->input, fuzz_byte(&modem->input));
        if (raw.length > capacity)
            raw.length = capacity;
        if (raw.length > 0)
            memcpy(bytes, raw.bytes, raw.length);
        modem->honest = false;
        return raw.length;
    case STEP_MBIM:
        return make_mbim(modem, bytes, capacity);
    case STEP_QMI:
        return make_qmi(modem, bytes, capacity);
    case STEP_LATER:
        modem->clock += fuzz_byte(&modem->input) * 20 * WDM_MILLISECOND;
        return 0;
    case STEP_DAMAGED:
        return damaged(modem, bytes, capacity, deadline);
    case STEP_LOST:
        lose(modem, bytes, capacity, deadline);
        return 0;
    case STEP_PART:
        /* Of what is not of the protocol that is spoken only whole messages are taken. */
        if (modem->strange)
            modem->honest = false;
        modem->parted = true;
        return simulated(modem, bytes, 1 + fuzz_byte(&modem->input) % capacity, deadline);
    case STEP_GONE:
        modem->gone = fuzz_byte(&modem->input) % 8 == 1;
        return 0;
    case STEP_SIGNAL:
        modem->signalled = fuzz_byte(&modem->input) % 8 == 1;
        return 0;
    default:
        return simulated(modem, bytes, capacity, deadline);
    }
}

static bool hostile_read(struct wdm_port *base, uint8_t *bytes, size_t capacity, size_t *count,
                         wdm_time deadline, struct wdm_error *error)
{
    struct hostile *modem = whole(base);
    fuzz_check(capacity > 0);
    if (stopped(modem, deadline, error))
        return false;
    while (modem->input.length > 0) {
        *count = play(modem, bytes, capacity, deadline);
        fuzz_check(*count <= capacity);
        if (*count > 0)
            return true;
        if (modem->clock >= deadline)
            return wdm_fail(error, WDM_DEADLINE, "%s: nothing in time", base->name);
        modem->calls--;
        if (stopped(modem, deadline, error))
            return false;
    }
    if (!modem->silent) {
        *count = simulated(modem, bytes, capacity, deadline);
        if (*count > 0)
            return true;
        if (modem->sim.gone)
            return wdm_fail(error, WDM_GONE, "%s went away", base->name);
    }
    if (modem->clock < deadline)
        modem->clock = deadline;
    return wdm_fail(error, WDM_DEADLINE, "%s: nothing in time", base->name);
}

/* What the host gives back. */
static void take_back(struct hostile *modem)
{
    struct wdm_mbim_message carrier;
    struct wdm_qmux request;
    struct wdm_span value;
    modem->strange = modem->sim.protocol == WDM_PROTOCOL_QMI &&
                     wdm_mbim_parse(modem->request, modem->request_length, &carrier) == WDM_MBIM_OK;
    if (!request_qmux(modem, &request, &carrier) || request.service != WDM_QMI_SERVICE_CTL ||
        request.message != WDM_CTL_RELEASE_CLIENT_ID || !wdm_tlv_find(request.tlvs, 0x01, &value) ||
        value.length != 2)
        return;
    if (modem->given[value.bytes[0]][value.bytes[1]])
        modem->given_count--;
    modem->given[value.bytes[0]][value.bytes[1]] = false;
}

static bool hostile_write(struct wdm_port *base, const uint8_t *bytes, size_t length,
                          wdm_time deadline, struct wdm_error *error)
{
    struct hostile *modem = whole(base);
    fuzz_check(length > 0 && length <= sizeof(modem->request));
    if (stopped(modem, deadline, error))
        return false;
    memcpy(modem->request, bytes, length);
    modem->request_length = length;
    modem->answered = false;
    take_back(modem);
    if (modem->raw_only)
        return true;
    wdm_sim_input(&modem->sim, bytes, length, modem->clock);
    return true;
}

static wdm_time hostile_now(struct wdm_port *base)
{
    return whole(base)->clock;
}

static void hostile_close(struct wdm_port *base)
{
    (void)base;
}

void hostile_open(struct hostile *modem, const char *specification, struct fuzz_input input)
{
    static const struct wdm_port_functions functions = {hostile_read, hostile_write, hostile_now,
                                                        hostile_close};
    struct wdm_error error;
    if (modem->given_count > 0)
        memset(modem->given, 0, sizeof(modem->given));
    modem->given_count = 0;
    fuzz_check(wdm_sim_init(&modem->sim, specification, &error));
    modem->sim.boundaries = true;
    modem->port = (struct wdm_port){.functions = &functions,
                                    .interrupted = &modem->signalled,
                                    .max_message = 4096,
                                    .name = "hostile"};
    modem->input = input;
    modem->silent = modem->gone = modem->raw_only = modem->answered = modem->made_up = false;
    modem->strange = modem->parted = false;
    modem->honest = true;
    modem->clock = WDM_SECOND;
    modem->latest = WDM_FOREVER;
    modem->calls = modem->request_length = 0;
    modem->signalled = 0;
}
