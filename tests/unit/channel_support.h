/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the tests of channels share: reads in a script, and a channel on it. */
#ifndef WDM_TESTS_CHANNEL_SUPPORT_H
#define WDM_TESTS_CHANNEL_SUPPORT_H

#include "support.h"
#include "wdm/channel.h"

#define STEPS_MAX 1024

/* What the next test plays. */
extern struct wdm_script_step steps[STEPS_MAX];
extern size_t step_count;
extern struct wdm_script_port script;
extern struct wdm_channel channel;

/* Forgets the steps of the test before. */
void begin_steps(void);

/* Adds a read that gives these bytes. */
void read_gives(const uint8_t *bytes, size_t length);

/* Opens the script, and a channel on it at this end. */
void open_channel(enum wdm_protocol protocol, bool from_modem);

/* Receives, and fails the test where it is not this. */
void expect_message(const char *what, const uint8_t *bytes, size_t length);
void expect_failure(enum wdm_error_class kind);

#endif
