/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a line of an AT modem means: a final result code, an unsolicited one, the echo of
 * the command. Does no I/O. */
#include <string.h>

#include "at_internal.h"
#include "wdm/format.h"

/* ---- Characters, whatever the locale */

static char upper(char character)
{
    return character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
}

static bool is_alphanumeric(char character)
{
    char big = upper(character);
    return (big >= 'A' && big <= 'Z') || (big >= '0' && big <= '9');
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\t';
}

/* Whether `text` begins with `name`, in any case. */
static bool begins(const char *text, const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (upper(text[i]) != upper(name[i]))
            return false;
    }
    return true;
}

bool wdm_at_command_has(const char *command, const char *name, size_t length)
{
    /* A name that begins with a sign ends what is before it. */
    bool word = is_alphanumeric(name[0]);
    for (const char *at = command; *at; at++) {
        if (begins(at, name, length) && !is_alphanumeric(at[length]) &&
            (!word || at == command || !is_alphanumeric(at[-1])))
            return true;
    }
    return false;
}

/* ---- Final result codes */

/* In words; those that end with a colon have more behind it. */
static const struct {
    const char *text;
    enum wdm_at_code code;
} results[] = {
    {"OK", WDM_AT_OK},
    {"ERROR", WDM_AT_ERROR},
    {"+CME ERROR:", WDM_AT_CME_ERROR},
    {"+CMS ERROR:", WDM_AT_CMS_ERROR},
    {"CONNECT", WDM_AT_CONNECT},
    {"NO CARRIER", WDM_AT_OTHER},
    {"NO ANSWER", WDM_AT_OTHER},
    {"NO DIALTONE", WDM_AT_OTHER},
    {"NO DIAL TONE", WDM_AT_OTHER},
    {"BUSY", WDM_AT_OTHER},
    {"DELAYED", WDM_AT_OTHER},
    {"BLACKLISTED", WDM_AT_OTHER},
    /* Vendors have these. */
    {"ABORTED", WDM_AT_OTHER},
    {"MODEM ERROR", WDM_AT_OTHER},
    {"COMMAND NOT SUPPORT", WDM_AT_OTHER},
    {"COMMAND NOT SUPPORTED", WDM_AT_OTHER},
    {"TOO MANY PARAMETERS", WDM_AT_OTHER},
};

/* In digits, by V.250. '2' is RING, and '5' is left free. */
static const char *const digit_results[] = {"OK", "CONNECT",     NULL,   "NO CARRIER", "ERROR",
                                            NULL, "NO DIALTONE", "BUSY", "NO ANSWER"};

/* The decimal number that a text is, blanks around it; NO_NUMBER: it is none. */
static uint32_t number_of(const char *text)
{
    uint32_t number = 0;
    while (is_blank(*text))
        text++;
    const char *digits = text;
    for (; wdm_digit(*text) < 10 && number < 100000; text++)
        number = number * 10 + wdm_digit(*text);
    bool any = text > digits;
    while (is_blank(*text))
        text++;
    return any && *text == '\0' ? number : WDM_AT_NO_NUMBER;
}

static bool is_result(const char *line, const char *name, enum wdm_at_code code)
{
    size_t length = strlen(name);
    if (strncmp(line, name, length) != 0)
        return false;
    const char *rest = line + length;
    /* The speed of a connection; the words of an error. */
    if (name[length - 1] == ':' || (code == WDM_AT_CONNECT && *rest == ' ') ||
        (code == WDM_AT_ERROR && *rest == ':'))
        return true;
    while (is_blank(*rest))
        rest++;
    return *rest == '\0';
}

bool wdm_at_result_parse(const char *line, bool digits, struct wdm_at_result *result)
{
    const size_t digit_count = sizeof(digit_results) / sizeof(digit_results[0]);
    if (digits && line[0] != '\0' && line[1] == '\0' && wdm_digit(line[0]) < digit_count &&
        digit_results[wdm_digit(line[0])])
        line = digit_results[wdm_digit(line[0])];
    for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++) {
        if (!is_result(line, results[i].text, results[i].code))
            continue;
        result->code = results[i].code;
        result->number = WDM_AT_NO_NUMBER;
        if (result->code == WDM_AT_CME_ERROR || result->code == WDM_AT_CMS_ERROR)
            result->number = number_of(line + strlen(results[i].text));
        size_t length = wdm_format(result->text, sizeof(result->text), "%s", line);
        while (length > 0 && is_blank(result->text[length - 1]))
            result->text[--length] = '\0';
        return true;
    }
    return false;
}

bool wdm_at_check_result(const struct wdm_at_result *result, struct wdm_error *error)
{
    if (result->code == WDM_AT_OK || result->code == WDM_AT_CONNECT)
        return true;
    if (result->code == WDM_AT_CME_ERROR || result->code == WDM_AT_CMS_ERROR) {
        char text[WDM_AT_ERROR_TEXT];
        const char *words = wdm_at_error_text(result->code, result->number, text);
        return wdm_fail(error, WDM_REFUSED, "the modem refused: %s%s%s%s", words ? words : "",
                        words ? " (" : "", result->text, words ? ")" : "");
    }
    wdm_fail(error, WDM_REFUSED, "the modem answered %s", result->text);
    if (result->code == WDM_AT_ERROR)
        wdm_fail_hint(error, "it does not have the command, or not now; after AT+CMEE=1 it may "
                             "say why");
    return false;
}

/* ---- Unsolicited result codes */

/* Their names, between blanks: 27.007, 27.005, and what is often seen of vendors. A '+'
 * behind the name: the next line belongs to it. */
static const char unsolicited[] =
    "RING +CRING +CREG +CGREG +CEREG +C5GREG +CGEV +CIEV +CMTI +CMT+ +CBMI +CBM+ +CDSI +CDS+ "
    "+CUSD +CCWA +CLIP +CSSI +CSSU +CTZV +CTZE +CTZEU +CTZDST +CALV +CNEMIU +CNEMS1 +CIREPI "
    "+CIREGU +CDEV +CSCON +CPIN +PBREADY +SIM +QIND +QUSIM +QSIMSTAT +QNETDEVSTATUS +XCIEV +XREG "
    "^RSSI ^RSRP ^HCSQ ^CSNR ^MODE ^SRVST ^SIMST ^SYSSTART ^BOOT ^DSFLOWRPT ^STIN ^NWTIME ^CEND "
    "^CONN ^ORIG ^CONF ^NDISSTAT ^EONS ^SMMEMFULL ^THERM ^LWURC *EMRDY *ERINFO *EWIN *STKI "
    "_OSIGQ _OWANCALL _OUWCTI RDY ";

bool wdm_at_unsolicited(const char *line, const char *command, bool *more_follows)
{
    *more_follows = false;
    for (const char *name = unsolicited; *name;) {
        size_t length = strcspn(name, " ");
        const char *next = name + length + 1;
        bool more = name[length - 1] == '+';
        length -= more ? 1 : 0;
        if (strncmp(line, name, length) == 0 && (line[length] == ':' || line[length] == '\0') &&
            !wdm_at_command_has(command, name, length)) {
            *more_follows = more;
            return true;
        }
        name = next;
    }
    return false;
}

/* ---- The command itself */

bool wdm_at_changes_modes(const char *command)
{
    const char *at = command[0] != '\0' && command[1] != '\0' ? command + 2 : "";
    for (; *at; at++) {
        char letter = upper(*at);
        if (letter == 'E' || letter == 'V' || letter == 'Z')
            return true;
        if (letter == '&' && upper(at[1]) == 'F')
            return true;
        if (letter == '&' && at[1])
            at++;
        /* Up to the next command of the line; a dial string is up to its end. */
        if (letter == 'D' || strchr("+!^*%$#@_", letter)) {
            at += strcspn(at, ";");
            if (*at == '\0')
                break;
        }
    }
    return false;
}

/* How much of `command` all of `line` is; 0: it is something else. */
static size_t matched(const char *line, const char *command)
{
    const char *at = command;
    for (;;) {
        while (is_blank(*line))
            line++;
        while (is_blank(*at))
            at++;
        if (*line == '\0')
            return (size_t)(at - command);
        if (upper(*line++) != upper(*at++))
            return 0;
    }
}

bool wdm_at_echoed(const char *line, const char *command, bool early, size_t *echoed)
{
    const char *rest = command + *echoed;
    size_t length = matched(line, rest);
    /* A piece of it begins with AT at least. */
    if (length > 0 && (rest[length] == '\0' || *echoed > 0 || length > 1)) {
        *echoed += length;
        return true;
    }
    for (; early && *line; line++) {
        length = matched(line, command);
        if (length > 0 && command[length] == '\0') {
            *echoed = length;
            return true;
        }
    }
    return false;
}
