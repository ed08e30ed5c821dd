/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The TLVs of a QMI message. Uses wire/ and nothing else. */
#include "wdm/qmux.h"

bool wdm_tlv_next(struct wdm_reader *reader, struct wdm_tlv *tlv)
{
    if (wdm_reader_left(reader) == 0)
        return false;
    tlv->type = wdm_read_u8(reader);
    tlv->value = wdm_read_span(reader, wdm_read_u16(reader));
    return !reader->failed;
}

bool wdm_tlv_find(struct wdm_span tlvs, uint8_t type, struct wdm_span *value)
{
    struct wdm_reader reader = wdm_reader(tlvs.bytes, tlvs.length);
    struct wdm_tlv tlv;
    while (wdm_tlv_next(&reader, &tlv)) {
        if (tlv.type == type) {
            *value = tlv.value;
            return true;
        }
    }
    return false;
}

void wdm_tlv_write(struct wdm_writer *out, uint8_t type, const void *value, size_t length)
{
    if (length > UINT16_MAX || length + 3 > out->capacity - out->length) {
        out->failed = true;
        return;
    }
    wdm_write_u8(out, type);
    wdm_write_u16(out, (uint16_t)length);
    wdm_write_bytes(out, value, length);
}

void wdm_tlv_write_u8(struct wdm_writer *out, uint8_t type, uint8_t value)
{
    wdm_tlv_write(out, type, &value, 1);
}

void wdm_tlv_write_result(struct wdm_writer *out, uint16_t error)
{
    uint8_t value[4];
    struct wdm_writer writer = wdm_writer(value, sizeof(value));
    wdm_write_u16(&writer, error ? 1 : 0);
    wdm_write_u16(&writer, error);
    wdm_tlv_write(out, WDM_QMI_TLV_RESULT, value, writer.length);
}

bool wdm_qmi_result(struct wdm_span tlvs, uint16_t *error)
{
    struct wdm_span value;
    if (!wdm_tlv_find(tlvs, WDM_QMI_TLV_RESULT, &value))
        return false;
    struct wdm_reader reader = wdm_reader(value.bytes, value.length);
    uint16_t status = wdm_read_u16(&reader);
    uint16_t code = wdm_read_u16(&reader);
    /* A failure without a code says nothing that a caller could pass on. */
    if (reader.failed || (status != 0 && code == 0))
        return false;
    *error = status ? code : 0;
    return true;
}
