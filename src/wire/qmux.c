/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* QMUX frames and QMI headers. Uses wire/ and nothing else. */
#include "wdm/qmux.h"

#define FLAG_FROM_MODEM 0x80

/* The QMI flags of CTL, and of every other service. */
#define CTL_RESPONSE       0x01
#define CTL_INDICATION     0x02
#define SERVICE_RESPONSE   0x02
#define SERVICE_INDICATION 0x04

static enum wdm_qmi_kind kind_of(uint8_t service, uint8_t flags)
{
    bool ctl = service == WDM_QMI_SERVICE_CTL;
    if (flags & (ctl ? CTL_INDICATION : SERVICE_INDICATION))
        return WDM_QMI_INDICATION;
    if (flags & (ctl ? CTL_RESPONSE : SERVICE_RESPONSE))
        return WDM_QMI_RESPONSE;
    return WDM_QMI_REQUEST;
}

static uint8_t flags_of(const struct wdm_qmux *qmux)
{
    bool ctl = qmux->service == WDM_QMI_SERVICE_CTL;
    if (qmux->kind == WDM_QMI_RESPONSE)
        return ctl ? CTL_RESPONSE : SERVICE_RESPONSE;
    if (qmux->kind == WDM_QMI_INDICATION)
        return ctl ? CTL_INDICATION : SERVICE_INDICATION;
    return 0;
}

enum wdm_qmux_problem wdm_qmux_parse(const uint8_t *bytes, size_t length, struct wdm_qmux *qmux)
{
    struct wdm_reader reader = wdm_reader(bytes, length);
    *qmux = (struct wdm_qmux){0};
    if (length > 0 && wdm_read_u8(&reader) != WDM_QMUX_MARKER)
        return WDM_QMUX_MARKER_BAD;
    size_t qmux_length = wdm_read_u16(&reader);
    qmux->from_modem = (wdm_read_u8(&reader) & FLAG_FROM_MODEM) != 0;
    qmux->service = wdm_read_u8(&reader);
    qmux->client = wdm_read_u8(&reader);
    uint8_t flags = wdm_read_u8(&reader);
    qmux->kind = kind_of(qmux->service, flags);
    if (qmux->service == WDM_QMI_SERVICE_CTL)
        qmux->transaction = wdm_read_u8(&reader);
    else
        qmux->transaction = wdm_read_u16(&reader);
    qmux->message = wdm_read_u16(&reader);
    size_t tlvs_length = wdm_read_u16(&reader);
    if (reader.failed)
        return WDM_QMUX_SHORT;
    qmux->tlvs = wdm_read_span(&reader, wdm_reader_left(&reader));
    if (qmux_length != length - 1)
        return WDM_QMUX_LENGTH_BAD;
    if (tlvs_length != qmux->tlvs.length)
        return WDM_QMUX_TLVS_BAD;
    return WDM_QMUX_OK;
}

const char *wdm_qmux_problem_text(enum wdm_qmux_problem problem)
{
    switch (problem) {
    case WDM_QMUX_OK:
        break;
    case WDM_QMUX_SHORT:
        return "the QMUX message is shorter than its headers";
    case WDM_QMUX_MARKER_BAD:
        return "it does not begin with the QMUX marker";
    case WDM_QMUX_LENGTH_BAD:
        return "the QMUX length is wrong";
    case WDM_QMUX_TLVS_BAD:
        return "the length of the TLVs is wrong";
    }
    return "no problem";
}

void wdm_qmux_write(struct wdm_writer *out, const struct wdm_qmux *qmux)
{
    bool ctl = qmux->service == WDM_QMI_SERVICE_CTL;
    size_t header = ctl ? WDM_QMUX_CTL_HEADER : WDM_QMUX_SERVICE_HEADER;
    if (qmux->tlvs.length > UINT16_MAX - (header - 1) || (ctl && qmux->transaction > UINT8_MAX) ||
        header + qmux->tlvs.length > out->capacity - out->length) {
        out->failed = true;
        return;
    }
    wdm_write_u8(out, WDM_QMUX_MARKER);
    wdm_write_u16(out, (uint16_t)(header - 1 + qmux->tlvs.length));
    wdm_write_u8(out, qmux->from_modem ? FLAG_FROM_MODEM : 0);
    wdm_write_u8(out, qmux->service);
    wdm_write_u8(out, qmux->client);
    wdm_write_u8(out, flags_of(qmux));
    wdm_write_number(out, qmux->transaction, ctl ? 1 : 2);
    wdm_write_u16(out, qmux->message);
    wdm_write_u16(out, (uint16_t)qmux->tlvs.length);
    wdm_write_bytes(out, qmux->tlvs.bytes, qmux->tlvs.length);
}

size_t wdm_qmux_length(const uint8_t *bytes, size_t length)
{
    return length < 3 ? 0 : (size_t)1 + wdm_get_u16(bytes + 1);
}

bool wdm_ctl_is_synced(const struct wdm_qmux *message)
{
    uint16_t error;
    if (message->service != WDM_QMI_SERVICE_CTL || message->message != WDM_CTL_SYNC)
        return false;
    return message->kind == WDM_QMI_INDICATION ||
           (message->kind == WDM_QMI_RESPONSE && wdm_qmi_result(message->tlvs, &error) &&
            error == 0);
}
