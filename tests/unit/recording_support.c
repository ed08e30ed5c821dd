/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* See recording_support.h. */
#include "recording_support.h"

#include <stdio.h>
#include <string.h>

static struct wdm_recording_loader loader;
static struct script script;

bool recording_load(struct wdm_recording *recording, const void *bytes, size_t length,
                    struct wdm_error *error)
{
    wdm_error_clear(error);
    wdm_recording_begin(&loader, recording, WDM_CAPTURE_UNKNOWN);
    wdm_recording_feed(&loader, bytes, length);
    return wdm_recording_end(&loader, error);
}

void recording_of(struct wdm_recording *recording, const char *text)
{
    struct wdm_error error;
    if (!recording_load(recording, text, strlen(text), &error))
        fail_msg("%s: %s", error.what, text);
}

static void from_script(struct wdm_recording *recording)
{
    static char text[65536];
    size_t length = 0;
    for (size_t i = 0; i < script.count; i++) {
        const struct wdm_script_step *step = &script.steps[i];
        text[length++] = step->kind == WDM_SCRIPT_EXPECT ? '>' : '<';
        for (size_t k = 0; k < step->length; k++)
            length += (size_t)snprintf(text + length, sizeof(text) - length, " %02x",
                                       (unsigned)step->bytes[k]);
        text[length++] = '\n';
        assert_true(length < sizeof(text) - 8192);
    }
    text[length] = '\0';
    recording_of(recording, text);
}

void recording_of_script(struct wdm_recording *recording, const char *lines)
{
    script_begin(&script);
    script_add(&script, lines);
    from_script(recording);
}

void recording_of_script_in_mbim(struct wdm_recording *recording, const char *lines)
{
    script_begin(&script);
    script_add_in_mbim(&script, lines);
    from_script(recording);
}

void recording_of_fixture(struct wdm_recording *recording, const char *name)
{
    static char text[262144];
    fixture_text(name, ".txt", text, sizeof(text));
    recording_of(recording, text);
}
