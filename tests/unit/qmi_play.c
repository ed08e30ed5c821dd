/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Playing rows: see qmi_play.h. Touches only what it is given. */
#include "qmi_play.h"

static void count_unclaimed(void *context, const struct wdm_qmux *message)
{
    struct qmi_play *play = context;
    assert_true(message->from_modem);
    play->unclaimed++;
}

static void count_session_unclaimed(void *context, const struct wdm_mbim_message *message)
{
    struct qmi_play *play = context;
    assert_int_not_equal(message->type, 0);
    play->session_unclaimed++;
}

void qmi_play_begin_script(struct qmi_play *play, bool in_mbim)
{
    script_play(&play->script);
    wdm_channel_init(&play->channel, &play->script.port.port,
                     in_mbim ? WDM_PROTOCOL_MBIM : WDM_PROTOCOL_QMI);
    wdm_mbim_session_init(&play->session, &play->channel);
    play->session.opened = true;
    play->session.unclaimed = count_session_unclaimed;
    play->session.context = play;
    if (in_mbim)
        wdm_qmi_init_mbim(&play->qmi, &play->session);
    else
        wdm_qmi_init_raw(&play->qmi, &play->channel);
    play->qmi.unclaimed = count_unclaimed;
    play->qmi.context = play;
    play->unclaimed = 0;
    play->session_unclaimed = 0;
}

void qmi_play_begin(struct qmi_play *play, const char *text, bool in_mbim)
{
    script_begin(&play->script);
    if (in_mbim)
        script_add_in_mbim(&play->script, text);
    else
        script_add(&play->script, text);
    qmi_play_begin_script(play, in_mbim);
}

bool qmi_play_call(struct qmi_play *play, const struct qmi_row *row, char call,
                   struct wdm_error *error)
{
    const struct wdm_span none = {NULL, 0};
    struct wdm_qmi *qmi = &play->qmi;
    wdm_time deadline = row->deadline != 0 ? row->deadline : 900;
    wdm_error_clear(error);
    switch (call) {
    case 'a':
        return wdm_qmi_allocate(qmi, WDM_QMI_SERVICE_DMS, deadline, error);
    case 'n':
        return wdm_qmi_allocate(qmi, 0x03, deadline, error);
    case 'd':
        return wdm_qmi_adopt(qmi, WDM_QMI_SERVICE_DMS, 0x03);
    case 'f':
        return wdm_qmi_release_all(qmi, row->linger, deadline + 1000, error);
    case 'r':
        return wdm_qmi_request(qmi, WDM_QMI_SERVICE_DMS, 0x0020, none, &play->answer, deadline,
                               error);
    default:
        return wdm_qmi_request_checked(qmi, WDM_QMI_SERVICE_DMS, 0x0020, none, &play->answer,
                                       deadline, error);
    }
}

static void check_failure(const struct qmi_row *row, const struct wdm_error *error)
{
    if (error->kind != row->kind || error->list != row->list || error->code != row->code)
        fail_msg("%s: fails with %s, list %d, code %u: %s", row->name,
                 wdm_error_class_name(error->kind), (int)error->list, error->code, error->what);
    if (error->what[0] == '\0')
        fail_msg("%s: the failure has no words", row->name);
}

static void check_end(const struct qmi_play *play, const struct qmi_row *row, const char *carrier)
{
    wdm_time end = play->script.port.clock;
    assert_script_done(row->name, &play->script);
    if (end != row->end)
        fail_msg("%s, %s: ends at %ld, not %ld", row->name, carrier, (long)end, (long)row->end);
    if (play->unclaimed != row->unclaimed)
        fail_msg("%s, %s: %u messages unclaimed, not %u", row->name, carrier, play->unclaimed,
                 row->unclaimed);
    if (play->session_unclaimed != row->session_unclaimed)
        fail_msg("%s, %s: %u of them of the session", row->name, carrier, play->session_unclaimed);
    if (play->qmi.client_count != row->held || play->qmi.stray_count != 0)
        fail_msg("%s, %s: %zu client ids are held, %zu strays", row->name, carrier,
                 play->qmi.client_count, play->qmi.stray_count);
}

/* The answer of a call that went well is as the rows have it: a result and,
 * where that is a success, TLV 01 with the byte 7. */
static void check_answer(const struct qmi_play *play, const struct qmi_row *row)
{
    struct wdm_span value = {NULL, 0};
    if (play->answer.error != 0)
        return;
    if (!wdm_tlv_find(play->answer.tlvs, 0x01, &value) || value.length != 1 || value.bytes[0] != 7)
        fail_msg("%s: not the answer that was sent", row->name);
}

static void play_calls(struct qmi_play *play, const struct qmi_row *row, const char *carrier)
{
    struct wdm_error error;
    play->qmi.ctl_transaction = row->ctl_transaction;
    play->qmi.transaction = row->transaction;
    play->session.transaction = row->session_transaction;
    for (const char *next = row->calls; *next; next++) {
        bool fails = *next == '!';
        next += fails;
        if (qmi_play_call(play, row, *next, &error) == fails)
            fail_msg("%s, %s: call %c %s: %s (%s)", row->name, carrier, *next,
                     fails ? "works" : "fails", error.what, play->script.port.problem);
        if (fails)
            check_failure(row, &error);
        else if (*next == 'r' || *next == 'k')
            check_answer(play, row);
    }
    check_end(play, row, carrier);
}

void qmi_play_rows(struct qmi_play *play, const struct qmi_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        qmi_play_begin(play, rows[i].script, false);
        play_calls(play, &rows[i], "raw");
        qmi_play_begin(play, rows[i].script, true);
        play_calls(play, &rows[i], "in MBIM");
    }
}

void qmi_play_mbim_row(struct qmi_play *play, const struct qmi_row *row)
{
    script_begin(&play->script);
    script_add(&play->script, row->script);
    qmi_play_begin_script(play, true);
    play_calls(play, row, "in MBIM");
}
