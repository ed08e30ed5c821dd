/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* For tests of what is done with whole captures: recordings made of text and fixtures. */
#ifndef WDM_TESTS_RECORDING_SUPPORT_H
#define WDM_TESTS_RECORDING_SUPPORT_H

#include "fixture.h"
#include "script.h"
#include "wdm/recording.h"

/* Fills a recording with a file's bytes. Returns as wdm_recording_end. */
bool recording_load(struct wdm_recording *recording, const void *bytes, size_t length,
                    struct wdm_error *error);

/* Fills it with text, and with the lines of a script (script.h); these must be good. */
void recording_of(struct wdm_recording *recording, const char *text);
void recording_of_script(struct wdm_recording *recording, const char *lines);
void recording_of_script_in_mbim(struct wdm_recording *recording, const char *lines);

/* Fills it with NAME.txt of fixtures/. */
void recording_of_fixture(struct wdm_recording *recording, const char *name);

#endif
