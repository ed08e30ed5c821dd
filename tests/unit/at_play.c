/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An AT session on a script: see at_play.h. */
#include "at_play.h"

#include <stdio.h>
#include <string.h>

void at_seen(void *context, const struct wdm_at_line *line)
{
    struct at_play *play = context;
    static const char letters[] = {'s', 't', 'i', 'r', 'u', 'd'};
    size_t length = strlen(play->told);
    assert_int_equal(strlen(line->text), line->length);
    assert_true(line->length <= WDM_AT_LINE);
    for (size_t i = 0; i < line->length; i++) {
        uint8_t byte = (uint8_t)line->text[i];
        assert_true((byte >= 0x20 || byte == '\t') && byte != 0x7f);
    }
    if (line->kind != WDM_AT_SENT && line->kind != WDM_AT_TEXT)
        (void)snprintf(play->told + length, sizeof(play->told) - length, "%c:%.4200s%s|",
                       letters[line->kind], line->text, line->cut ? "(cut)" : "");
}

void at_add(struct at_play *play, enum wdm_script_kind kind, const char *text, size_t length)
{
    script_add_bytes(&play->script, kind, (const uint8_t *)text, NULL, length);
}

void at_add_steps(struct at_play *play, const char *const *steps)
{
    char line[64];
    for (; *steps; steps++) {
        if (**steps == '>' || **steps == '<') {
            at_add(play, **steps == '>' ? WDM_SCRIPT_EXPECT : WDM_SCRIPT_SEND, *steps + 1,
                   strlen(*steps + 1));
        } else {
            (void)snprintf(line, sizeof(line), "%s\n", *steps);
            script_add(&play->script, line);
        }
    }
}

void at_begin(struct at_play *play, enum wdm_at_echo echo)
{
    script_begin(&play->script);
    play->told[0] = '\0';
    wdm_at_session_init(&play->session, &play->script.port.port);
    play->session.seen = at_seen;
    play->session.context = play;
    play->session.echo = echo;
}

bool at_command(struct at_play *play, const char *line, const char *text)
{
    script_play(&play->script);
    memset(&play->result, 0, sizeof(play->result));
    return wdm_at_command(&play->session, line, text, &play->result, LIMIT, &play->error);
}

void at_check_told(const struct at_play *play, const char *name, const char *wanted)
{
    if (strcmp(play->told, wanted) != 0)
        fail_msg("%s: told\n  %s, not\n  %s", name, play->told, wanted);
}
