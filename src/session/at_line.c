/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines out of the bytes of an AT port: whatever ends them, wherever they are split,
 * however long they are. Touches its context only. */
#include "at_internal.h"

static void begin_line(struct wdm_at_input *input)
{
    input->length = 0;
    input->whole = input->cut = input->early = false;
}

static void add(struct wdm_at_input *input, uint8_t byte)
{
    if (input->length < WDM_AT_LINE)
        input->line[input->length++] = (char)byte;
    else
        input->cut = true;
}

bool wdm_at_input_line(struct wdm_at_input *input)
{
    if (input->whole)
        begin_line(input);
    while (input->next < input->count) {
        uint8_t byte = input->bytes[input->next++];
        if (byte == '\r' || byte == '\n')
            input->whole = input->length > 0;
        else if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
            input->rubbish++;
        else
            add(input, byte);
        if (input->whole) {
            input->line[input->length] = '\0';
            return true;
        }
    }
    return false;
}

bool wdm_at_input_prompt(struct wdm_at_input *input)
{
    bool prompt = input->next == input->count && !input->whole && input->length == 2 &&
                  input->line[0] == '>' && input->line[1] == ' ';
    if (prompt)
        begin_line(input);
    return prompt;
}
