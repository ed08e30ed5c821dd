/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* -v for AT commands: each line that passes, what is personal hidden. */
#include <string.h>

#include "at.h"
#include "cli.h"
#include "wdm/format.h"

#define HIDDEN "(hidden)"

/* So many digits in a row are an IMEI, an IMSI, a number. */
#define DIGITS ((size_t)10)

/* Commands whose arguments or answers are personal, or are secrets; and unsolicited
 * codes. Between blanks. */
static const char personal[] =
    "+CPIN +CPIN2 +CLCK +CPWD ^CPIN ^CARDLOCK +CIMI +CGSN +GSN +CNUM +CCID +ICCID ^ICCID +QCCID "
    "#CCID %CCID !ICCID ^CIMI +QCIMI ^SN !IMEI +EGMR +SIMEI +CRSM +CSIM +CGLA +CCHO +UMGS +CMGS "
    "+CMGW +CMGC +CMGR +CMGL +CMSS +CMT +CDS +CBM +CNMA +CSCA +CPBR +CPBF +CPBW +CLIP +COLP +CCWA "
    "+CLCC +CCFC +CUSD +CGAUTH +CGPADDR +CGCONTRDP $QCPDPP ^AUTHDATA +QICSGP +QGPSLOC +CGPSINFO "
    "!GPSLOC +CLBS !ENTERCND !SETCND ^DIALN ";

/* Whether a command, or a line, has one of these names. */
static bool is_personal(const char *text)
{
    const char *name = personal;

    while (*name != '\0') {
        size_t length = strcspn(name, " ");

        if (wdm_at_command_has(text, name, length))
            return true;
        name += length + 1;
    }
    return false;
}

/* Dialling is personal from the number on. */
static bool is_dialling(const char *command)
{
    return (command[0] | 0x20) == 'a' && (command[1] | 0x20) == 't' && (command[2] | 0x20) == 'd';
}

/* How much of a personal command or line may be seen: up to its '=' or ':'. */
static size_t seen_of(const char *text)
{
    size_t length = strcspn(text, "=:");

    if (is_dialling(text))
        return 3;
    return text[length] != '\0' ? length + 1 : length;
}

/* The text with long runs of digits hidden. */
static void put_masked(struct wdm_output *out, const char *text)
{
    while (*text != '\0') {
        size_t digits = strspn(text, "0123456789");
        size_t other = strcspn(text + digits, "0123456789");

        if (digits >= DIGITS)
            wdm_put(out, HIDDEN);
        else
            wdm_print_safe(text, digits, out);
        wdm_print_safe(text + digits, other, out);
        text += digits + other;
    }
}

static void put_hidden(struct wdm_output *out, const char *text)
{
    size_t length = seen_of(text);

    wdm_print_safe(text, length, out);
    if (text[length] != '\0')
        wdm_put(out, HIDDEN);
}

/* A command's own argument, or what came because of it. */
static void put_line(struct cli *cli, const struct wdm_at_line *line, struct wdm_output *out)
{
    bool answers = line->kind == WDM_AT_INFORMATION && cli->at.running;

    if (cli->personal)
        wdm_print_safe(line->text, line->length, out);
    else if (line->kind == WDM_AT_TEXT)
        wdm_put(out, HIDDEN);
    else if (answers && is_personal(cli->at.command) && !is_personal(line->text))
        wdm_put(out, HIDDEN);
    else if (is_personal(line->text) || (line->kind == WDM_AT_SENT && is_dialling(line->text)))
        put_hidden(out, line->text);
    else
        put_masked(out, line->text);
}

void cli_at_trace(struct cli *cli, const struct wdm_at_line *line)
{
    static const char *const notes[] = {
        [WDM_AT_TEXT] = " (text)",
        [WDM_AT_UNSOLICITED] = " (unsolicited)",
        [WDM_AT_STALE] = " (dropped)",
    };
    struct wdm_output *out = &cli->err.output;
    bool sent = line->kind == WDM_AT_SENT || line->kind == WDM_AT_TEXT;
    const char *note = line->kind < sizeof notes / sizeof notes[0] ? notes[line->kind] : NULL;

    cli_trace_time(&cli->trace, wdm_port_now(cli->port));
    wdm_put(out, sent ? "> " : "< ");
    put_line(cli, line, out);
    wdm_put_format(out, "%s%s\n", line->cut ? " [cut]" : "", note != NULL ? note : "");
    cli_output_flush(&cli->err);
}

void cli_at_name(const char *command, bool show, char *text, size_t capacity)
{
    bool hide = !show && (is_personal(command) || is_dialling(command));
    size_t length = hide ? seen_of(command) : strlen(command);

    wdm_format(text, capacity, "%.*s%s", (int)(length < capacity ? length : capacity), command,
               command[length] != '\0' ? HIDDEN : "");
}
