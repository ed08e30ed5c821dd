/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A port that agrees to everything: for --dry-run, which shows what would be sent
 * and reaches no device. It answers as a locked modem of few words would. */
#include <string.h>

#include "wdm/format.h"
#include "wdm/modem.h"

#define DRY_CLIENT             1
#define DMS_SET_OPERATING_MODE 0x002e

/* The TLVs of an answer to a QMI request: the result, and what the caller of an
 * unlock reads. */
static void answer_tlvs(struct wdm_dry_port *dry, struct wdm_writer *tlvs,
                        const struct wdm_qmux *request)
{
    struct wdm_span first;
    bool has_first = wdm_tlv_find(request->tlvs, 0x01, &first) && first.length > 0;

    wdm_tlv_write_result(tlvs, 0);
    if (request->service == WDM_QMI_SERVICE_CTL && request->message == WDM_CTL_ALLOCATE_CLIENT_ID) {
        uint8_t info[2] = {has_first ? first.bytes[0] : 0, DRY_CLIENT};

        wdm_tlv_write(tlvs, 0x01, info, sizeof info);
    } else if (request->service == WDM_QMI_SERVICE_DMS) {
        if (request->message == DMS_SET_OPERATING_MODE && has_first)
            dry->on = first.bytes[0] == WDM_DMS_ONLINE;
        wdm_tlv_write_u8(tlvs, 0x01, dry->on ? WDM_DMS_ONLINE : WDM_DMS_LOW_POWER);
    }
}

static void answer_qmi(struct wdm_dry_port *dry, struct wdm_writer *out, struct wdm_span bytes)
{
    struct wdm_qmux qmux;
    uint8_t space[64];
    struct wdm_writer tlvs = wdm_writer(space, sizeof space);

    if (wdm_qmux_parse(bytes.bytes, bytes.length, &qmux) != WDM_QMUX_OK)
        return;
    answer_tlvs(dry, &tlvs, &qmux);
    qmux.from_modem = true;
    qmux.kind = WDM_QMI_RESPONSE;
    qmux.tlvs = wdm_written(&tlvs);
    wdm_qmux_write(out, &qmux);
}

/* The information buffer of Device Services (QMI is there) or, for anything
 * else, of Radio State: the switches of hardware and of software. */
static void answer_basic_connect(struct wdm_dry_port *dry, struct wdm_writer *out,
                                 const struct wdm_mbim_message *request)
{
    if (request->command != WDM_MBIM_CID_DEVICE_SERVICES) {
        struct wdm_reader wanted = wdm_reader(request->buffer.bytes, request->buffer.length);

        if (request->command == WDM_MBIM_CID_RADIO_STATE && request->value == WDM_MBIM_SET)
            dry->on = wdm_read_u32(&wanted) != 0;
        wdm_write_u32(out, 1);
        wdm_write_u32(out, dry->on ? 1 : 0);
        return;
    }
    wdm_write_u32(out, 1);  /* services */
    wdm_write_u32(out, 0);  /* sessions */
    wdm_write_u32(out, 16); /* where the one begins, and its size */
    wdm_write_u32(out, 32);
    wdm_write_bytes(out, wdm_mbim_qmi.bytes, WDM_UUID_SIZE);
    wdm_write_u32(out, 0);
    wdm_write_u32(out, 0);
    wdm_write_u32(out, 1);
    wdm_write_u32(out, WDM_MBIM_CID_QMI_MSG);
}

static void answer_mbim(struct wdm_dry_port *dry, struct wdm_writer *out, struct wdm_span bytes)
{
    struct wdm_mbim_message message;
    uint8_t space[256];
    struct wdm_writer buffer = wdm_writer(space, sizeof space);

    if (wdm_mbim_parse(bytes.bytes, bytes.length, &message) != WDM_MBIM_OK)
        return;
    if (message.type == WDM_MBIM_COMMAND && wdm_uuid_equal(&message.service, &wdm_mbim_qmi))
        answer_qmi(dry, &buffer, message.buffer);
    else if (message.type == WDM_MBIM_COMMAND)
        answer_basic_connect(dry, &buffer, &message);
    message.type |= UINT32_C(0x80000000);
    message.value = WDM_MBIM_STATUS_SUCCESS;
    message.buffer = wdm_written(&buffer);
    wdm_mbim_write(out, &message);
}

static bool dry_write(struct wdm_port *port, const uint8_t *bytes, size_t length, wdm_time deadline,
                      struct wdm_error *error)
{
    struct wdm_dry_port *dry = (struct wdm_dry_port *)port;
    struct wdm_span message = {bytes, length};
    struct wdm_writer out = wdm_writer(dry->answer, sizeof dry->answer);

    (void)deadline;
    (void)error;
    if (port->protocol == WDM_PROTOCOL_MBIM)
        answer_mbim(dry, &out, message);
    else
        answer_qmi(dry, &out, message);
    dry->length = out.length;
    return true;
}

static bool dry_read(struct wdm_port *port, uint8_t *bytes, size_t capacity, size_t *count,
                     wdm_time deadline, struct wdm_error *error)
{
    struct wdm_dry_port *dry = (struct wdm_dry_port *)port;

    if (dry->length == 0 || dry->length > capacity) {
        dry->clock = deadline;
        return wdm_fail(error, WDM_DEADLINE, "nothing more to answer");
    }
    memcpy(bytes, dry->answer, dry->length);
    *count = dry->length;
    dry->length = 0;
    return true;
}

static wdm_time dry_now(struct wdm_port *port)
{
    return ((struct wdm_dry_port *)port)->clock;
}

static void dry_close(struct wdm_port *port)
{
    (void)port;
}

void wdm_dry_open(struct wdm_dry_port *dry, enum wdm_protocol protocol)
{
    static const struct wdm_port_functions functions = {dry_read, dry_write, dry_now, dry_close};

    memset(dry, 0, sizeof *dry);
    dry->port.functions = &functions;
    dry->port.protocol = protocol;
    wdm_format(dry->port.name, sizeof dry->port.name, "nothing");
}
