/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The AT session with a hostile modem: see hostile.h. The first byte chooses the command,
 * the rest is what the modem sends, and when. All ends by its deadline.
 */
#include <string.h>

#include "fuzz.h"
#include "hostile.h"
#include "wdm/at_session.h"

#define TIMEOUT (10 * WDM_SECOND)

static struct hostile port;
static struct wdm_at_session session;

static void seen(void *context, const struct wdm_at_line *line)
{
    (void)context;
    fuzz_check(line->length <= WDM_AT_LINE || line->kind == WDM_AT_SENT);
    fuzz_check(strlen(line->text) == line->length);
    for (size_t i = 0; i < line->length; i++)
        fuzz_check((uint8_t)line->text[i] >= 0x20 || line->text[i] == '\t');
}

static void check_result(const struct wdm_at_result *result)
{
    struct wdm_error error;
    fuzz_check(memchr(result->text, '\0', sizeof(result->text)) != NULL);
    wdm_error_clear(&error);
    if (!wdm_at_check_result(result, &error))
        fuzz_check_error(&error);
    char text[WDM_AT_ERROR_TEXT];
    const char *words = wdm_at_error_text(result->code, result->number, text);
    fuzz_check(words == NULL || (words[0] != '\0' && memchr(text, '\0', sizeof(text)) != NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const commands[] = {"ATI",  "AT+CPIN?", "AT+CREG?;+CSQ", "AT+CMGS=\"1\"",
                                           "ATE0", "AT&D2;V1", "ATD*99#;",      "AT&F"};
    struct fuzz_input input = {bytes, length < 8192 ? length : 8192};
    struct wdm_at_result result;
    struct wdm_error error;
    uint8_t first = fuzz_byte(&input);
    hostile_open(&port, "silent", input);
    port.raw_only = port.silent = true;
    port.latest = port.clock + TIMEOUT;
    wdm_at_session_init(&session, &port.port);
    session.seen = seen;
    session.echo = (enum wdm_at_echo)(first / 8 % 3);
    wdm_error_clear(&error);
    if (first & 4 && !wdm_at_synchronise(&session, port.latest, &error)) {
        fuzz_check_error(&error);
        return 0;
    }
    for (int i = 0; i < 2; i++) {
        wdm_error_clear(&error);
        if (!wdm_at_command(&session, commands[first % 4 + (first & 0x40 ? 4 : 0)],
                            first & 0x80 ? "hello" : NULL, &result, port.latest, &error)) {
            fuzz_check_error(&error);
            return 0;
        }
        check_result(&result);
    }
    return 0;
}
