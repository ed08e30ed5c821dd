/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One request of a replay and its answer, over a channel. */
#include <string.h>

#include "replay_internal.h"

/* The next transaction ids, of those that `sent` has. */
static void renumber(struct wdm_replay *replay, struct wdm_description *sent, uint8_t client,
                     uint8_t about)
{
    struct wdm_message_ids ids;

    wdm_message_ids(sent, &ids);
    if (++replay->transaction == 0)
        replay->transaction = 1;
    ids.transaction = replay->transaction;
    if (sent->is_qmi && sent->qmux.service == WDM_QMI_SERVICE_CTL) {
        if (++replay->ctl_transaction == 0)
            replay->ctl_transaction = 1;
        ids.qmi_transaction = replay->ctl_transaction;
    } else if (sent->is_qmi) {
        if (++replay->qmi_transaction == 0)
            replay->qmi_transaction = 1;
        ids.qmi_transaction = replay->qmi_transaction;
    }
    if (client != 0)
        ids.client = client;
    if (about != 0)
        ids.about_client = about;
    wdm_message_renumber(sent, replay->outgoing, &ids);
}

bool wdm_replay_send(struct wdm_replay *replay, struct wdm_description *sent, uint8_t client,
                     uint8_t about, wdm_time deadline, struct wdm_error *error)
{
    size_t length = sent->bytes.length;
    enum wdm_protocol protocol = sent->is_mbim ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI;
    uint32_t count = 1;

    renumber(replay, sent, client, about);
    wdm_describe(sent, &replay->describer, false, protocol, replay->outgoing, length);
    wdm_describer_follow(&replay->describer, sent);
    if (sent->is_mbim && sent->problem == NULL)
        count = wdm_mbim_fragment_count(replay->outgoing, length, replay->max_control);
    if (count == 1)
        return wdm_channel_send(replay->channel, replay->outgoing, length, deadline, error);
    for (uint32_t i = 0; i < count; i++) {
        struct wdm_writer piece = wdm_writer(replay->piece, sizeof replay->piece);

        wdm_mbim_fragment_write(&piece, replay->outgoing, length, replay->max_control, i);
        if (!wdm_channel_send(replay->channel, piece.bytes, piece.length, deadline, error))
            return false;
    }
    return true;
}

static bool answers(const struct wdm_description *got, const struct wdm_description *sent)
{
    if (sent->is_mbim)
        return got->is_mbim && got->mbim.type != WDM_MBIM_INDICATE_STATUS &&
               got->mbim.transaction == sent->mbim.transaction;
    return got->is_qmi && got->qmux.kind == WDM_QMI_RESPONSE &&
           got->qmux.service == sent->qmux.service && got->qmux.client == sent->qmux.client &&
           got->qmux.transaction == sent->qmux.transaction;
}

bool wdm_replay_receive(struct wdm_replay *replay, const struct wdm_description *sent,
                        struct wdm_description *answer, wdm_time deadline, struct wdm_error *error)
{
    enum wdm_protocol protocol = replay->channel->protocol;

    for (;;) {
        struct wdm_span message, whole;
        enum wdm_mbim_assembled assembled = WDM_MBIM_MALFORMED;

        if (!wdm_channel_receive(replay->channel, &message, deadline, error))
            return false;
        if (protocol == WDM_PROTOCOL_MBIM)
            assembled = wdm_mbim_assemble(&replay->assembly, message.bytes, message.length, &whole);
        if (assembled == WDM_MBIM_MORE)
            continue;
        /* What cannot be put together is seen as it came: it may be the answer. */
        if (assembled != WDM_MBIM_WHOLE)
            whole = message;
        wdm_describe(answer, &replay->describer, true, protocol, whole.bytes, whole.length);
        wdm_describer_follow(&replay->describer, answer);
        if (sent != NULL && answers(answer, sent))
            return true;
        wdm_replay_note(replay, answer, 0);
    }
}
