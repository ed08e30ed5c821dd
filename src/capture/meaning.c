/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a message is about, and the numbers in it that are not: transaction and client
 * ids. Uses the catalogue's descriptions; does no I/O. */
#include <string.h>

#include "wdm/recording.h"

/* The type of an answer is its request's with this bit. */
#define FROM_MODEM UINT32_C(0x80000000)

/* The TLV of CTL's Allocate and Release that names a client id. */
#define CTL_CLIENT_TLV 0x01

/* The client id that a CTL message names, with its service before it; bytes NULL: none.
 * Of an allocation the request has the service alone. */
static struct wdm_span named_client(const struct wdm_description *description)
{
    const struct wdm_qmux *qmux = &description->qmux;
    struct wdm_span value = {0};

    if (!description->is_qmi || qmux->service != WDM_QMI_SERVICE_CTL ||
        (qmux->message != WDM_CTL_ALLOCATE_CLIENT_ID &&
         qmux->message != WDM_CTL_RELEASE_CLIENT_ID) ||
        !wdm_tlv_find(qmux->tlvs, CTL_CLIENT_TLV, &value) || value.length == 0)
        return (struct wdm_span){0};
    return value;
}

void wdm_meaning_of(struct wdm_meaning *meaning, const struct wdm_description *description)
{
    const struct wdm_mbim_message *mbim = &description->mbim;
    struct wdm_span named = named_client(description);

    *meaning = (struct wdm_meaning){
        .is_mbim = description->is_mbim,
        .is_qmi = description->is_qmi,
        .is_wrong = description->problem != NULL,
    };
    if (description->is_qmi) {
        meaning->service = description->qmux.service;
        meaning->message = description->qmux.message;
        meaning->indicates = description->qmux.kind == WDM_QMI_INDICATION;
        meaning->about = named.length > 0 ? named.bytes[0] : 0;
    }
    if (!description->is_mbim)
        return;
    meaning->type = mbim->type & ~FROM_MODEM;
    meaning->indicates = mbim->type == WDM_MBIM_INDICATE_STATUS;
    if (!wdm_mbim_has_buffer(mbim->type))
        return;
    meaning->mbim_service = mbim->service;
    meaning->command = mbim->command;
    if (mbim->type == WDM_MBIM_COMMAND)
        meaning->operation = mbim->value;
    else if (mbim->type == WDM_MBIM_COMMAND_DONE)
        meaning->operation = WDM_OPERATION_UNKNOWN;
}

bool wdm_meaning_same(const struct wdm_meaning *a, const struct wdm_meaning *b)
{
    return a->is_mbim == b->is_mbim && a->is_qmi == b->is_qmi && a->is_wrong == b->is_wrong &&
           a->indicates == b->indicates && a->service == b->service && a->about == b->about &&
           a->message == b->message && a->type == b->type && a->command == b->command &&
           (a->operation == b->operation || a->operation == WDM_OPERATION_UNKNOWN ||
            b->operation == WDM_OPERATION_UNKNOWN) &&
           wdm_uuid_equal(&a->mbim_service, &b->mbim_service);
}

bool wdm_meaning_keeps_house(const struct wdm_meaning *meaning)
{
    if (meaning->is_qmi)
        return meaning->service == WDM_QMI_SERVICE_CTL;
    return meaning->is_mbim && (meaning->type == WDM_MBIM_OPEN || meaning->type == WDM_MBIM_CLOSE ||
                                wdm_uuid_equal(&meaning->mbim_service, &wdm_mbim_proxy_control));
}

bool wdm_meaning_is_proxys(const struct wdm_meaning *meaning)
{
    if (meaning->is_qmi)
        return meaning->service == WDM_QMI_SERVICE_CTL && meaning->message == WDM_CTL_PROXY_OPEN;
    return meaning->is_mbim && wdm_uuid_equal(&meaning->mbim_service, &wdm_mbim_proxy_control);
}

void wdm_message_ids(const struct wdm_description *description, struct wdm_message_ids *ids)
{
    struct wdm_span named = named_client(description);

    *ids = (struct wdm_message_ids){0};
    if (description->is_mbim)
        ids->transaction = description->mbim.transaction;
    if (!description->is_qmi)
        return;
    ids->qmi_transaction = description->qmux.transaction;
    ids->client = description->qmux.client;
    ids->about_client = named.length > 1 ? named.bytes[1] : 0;
}

void wdm_message_renumber(const struct wdm_description *description, uint8_t *bytes,
                          const struct wdm_message_ids *ids)
{
    struct wdm_span whole = description->bytes;
    struct wdm_writer out = wdm_writer(bytes, whole.length);
    struct wdm_span named = named_client(description);
    size_t qmux = 0;

    /* All of it has been written already, so that it can be patched. */
    out.length = whole.length;
    if (description->is_mbim)
        wdm_patch_u32(&out, 8, ids->transaction);
    /* That there is QMI says that its headers are there. */
    if (!description->is_qmi)
        return;
    if (description->is_mbim)
        qmux = (size_t)(description->mbim.buffer.bytes - whole.bytes);
    bytes[qmux + 5] = ids->client;
    if (description->qmux.service == WDM_QMI_SERVICE_CTL)
        bytes[qmux + 7] = (uint8_t)(ids->qmi_transaction & 0xff);
    else
        wdm_patch_u16(&out, qmux + 7, ids->qmi_transaction);
    if (named.length > 1 && ids->about_client != 0)
        bytes[(size_t)(named.bytes - whole.bytes) + 1] = ids->about_client;
}
