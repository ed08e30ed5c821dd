/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the tests of channels share. */
#include "channel_support.h"

struct wdm_script_step steps[STEPS_MAX];
size_t step_count;
struct wdm_script_port script;
struct wdm_channel channel;

void begin_steps(void)
{
    step_count = 0;
}

void read_gives(const uint8_t *bytes, size_t length)
{
    assert_true(step_count < STEPS_MAX);
    steps[step_count++] =
        (struct wdm_script_step){.kind = WDM_SCRIPT_SEND, .bytes = bytes, .length = length};
}

void open_channel(enum wdm_protocol protocol, bool from_modem)
{
    wdm_script_open(&script, steps, step_count);
    wdm_channel_init(&channel, &script.port, protocol);
    channel.to_modem = from_modem;
}

void expect_message(const char *what, const uint8_t *bytes, size_t length)
{
    struct wdm_span message;
    struct wdm_error error;
    if (!wdm_channel_receive(&channel, &message, WDM_SECOND, &error))
        fail_msg("%s: no message of %zu bytes: %s", what, length, error.what);
    assert_bytes(message.bytes, message.length, bytes, length);
}

void expect_failure(enum wdm_error_class kind)
{
    struct wdm_span message;
    struct wdm_error error;
    assert_false(wdm_channel_receive(&channel, &message, WDM_SECOND, &error));
    assert_int_equal(error.kind, kind);
}
