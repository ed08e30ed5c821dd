/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Playing rows: see session_play.h. Touches only what it is given. */
#include "session_play.h"

static const uint8_t told[] = {1, 2, 3, 4};

static void count_unclaimed(void *context, const struct wdm_mbim_message *message)
{
    struct play *play = context;
    play->unclaimed++;
    play->unclaimed_last = *message;
}

void play_begin(struct play *play, const char *text)
{
    if (text) {
        script_begin(&play->script);
        script_add(&play->script, text);
    }
    script_play(&play->script);
    wdm_channel_init(&play->channel, &play->script.port.port, WDM_PROTOCOL_MBIM);
    wdm_mbim_session_init(&play->session, &play->channel);
    play->session.unclaimed = count_unclaimed;
    play->session.context = play;
    play->unclaimed = 0;
}

bool play_call(struct play *play, char call, wdm_time deadline, struct wdm_error *error)
{
    const struct wdm_span nothing = {NULL, 0};
    wdm_error_clear(error);
    switch (call) {
    case 'o':
        return wdm_mbim_open(&play->session, deadline, error);
    case 'c':
        return wdm_mbim_command(&play->session, &wdm_mbim_basic_connect, 1, WDM_MBIM_QUERY, nothing,
                                &play->answer, deadline, error);
    case 'k':
        return wdm_mbim_command_checked(&play->session, &wdm_mbim_basic_connect, 1, WDM_MBIM_QUERY,
                                        nothing, &play->answer, deadline, error);
    default:
        return wdm_mbim_close(&play->session, deadline, error);
    }
}

static void check_failure(const struct row *row, const struct wdm_error *error)
{
    if (error->kind != row->kind || error->list != row->list || error->code != row->code)
        fail_msg("%s: fails with %s, list %d, code %u: %s", row->name,
                 wdm_error_class_name(error->kind), (int)error->list, error->code, error->what);
    if (error->what[0] == '\0')
        fail_msg("%s: the failure has no words", row->name);
}

static void check_end(const struct play *play, const struct row *row)
{
    const struct wdm_script_port *port = &play->script.port;
    if (port->failed || row->left == 0)
        assert_script_done(row->name, &play->script);
    if (port->next + row->left != play->script.count)
        fail_msg("%s: %zu of %zu steps were played", row->name, port->next, play->script.count);
    if (port->clock != row->end)
        fail_msg("%s: ends at %ld, not %ld", row->name, (long)port->clock, (long)row->end);
    if (play->unclaimed != row->unclaimed)
        fail_msg("%s: %u messages unclaimed, not %u", row->name, play->unclaimed, row->unclaimed);
    if (play->session.malformed != row->malformed)
        fail_msg("%s: %u malformed", row->name, (unsigned)play->session.malformed);
}

void play_row(struct play *play, const struct row *row)
{
    struct wdm_error error;
    play_begin(play, row->script);
    play->session.transaction = row->transaction;
    for (const char *next = row->calls; *next; next++) {
        bool fails = *next == '!';
        next += fails;
        if (play_call(play, *next, row->deadline, &error) == fails)
            fail_msg("%s: call %c %s: %s (%s)", row->name, *next, fails ? "works" : "fails",
                     error.what, play->script.port.problem);
        if (fails)
            check_failure(row, &error);
        else if (*next == 'c' || *next == 'k')
            assert_bytes(play->answer.buffer.bytes, play->answer.buffer.length, told, sizeof(told));
        if (*next == 'x' && (play->session.opened || play->session.opening))
            fail_msg("%s: not closed", row->name);
    }
    check_end(play, row);
}
