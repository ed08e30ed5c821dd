/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The statements of a schema: messages, indications and commands; and which there
 * are. Uses string.h. */
#include <string.h>

#include "schema_parse.h"
#include "wdm/format.h"

static const char *const message_parts[] = {"request", "response", NULL};
static const char *const command_parts[] = {"query", "set", "response", "notification", NULL};

static bool not_indented(struct wdm_schema_parser *parser, const char *line)
{
    return wdm_schema_mistake(parser, line, "'%.*s' stands indented, below a message or command",
                              (int)strcspn(line, " \n"), line);
}

/* Takes the parts of a statement: lines that begin with one of `words`. What a part
 * has behind its word goes to its place in `layouts`. */
static bool take_parts(struct wdm_schema_parser *parser, const char *const *words,
                       const char **layouts)
{
    bool indented;
    const char *line;

    while ((line = wdm_schema_line(parser, &indented)) && indented) {
        int part = wdm_schema_begins(line, words);
        char *text = wdm_schema_take(parser, words);
        const char *word = wdm_schema_word(&text);
        if (layouts[part])
            return wdm_schema_mistake(parser, word, "a second %s", word);
        layouts[part] = text + strspn(text, " ");
    }
    return !line || wdm_schema_begins(line, words) < 0 || not_indented(parser, line);
}

/* A USB vendor id is hexadecimal, with 0x or without. */
static bool read_vendor(const char *word, uint16_t *vendor)
{
    unsigned number = 0;
    size_t digits = 0;

    if (word[0] == '0' && word[1] == 'x')
        word += 2;
    for (; digits < 4 && wdm_digit(word[digits]) < 16; digits++)
        number = number << 4 | wdm_digit(word[digits]);
    *vendor = (uint16_t)number;
    return number > 0 && word[digits] == '\0';
}

/* "vendor 0x1199", where that comes next. */
static bool take_vendor(struct wdm_schema_parser *parser, char **text, uint16_t *vendor)
{
    static const char *const words[] = {"vendor", NULL};
    const char *word;

    *text += strspn(*text, " ");
    if (wdm_schema_begins(*text, words) < 0)
        return true;
    wdm_schema_word(text);
    word = wdm_schema_word(text);
    return read_vendor(word, vendor) ||
           wdm_schema_mistake(parser, word, "'%.40s' is no USB vendor id, such as 0x1199", word);
}

/* Whether a service of the right protocol has come before. */
static bool is_of(struct wdm_schema_parser *parser, const char *text, bool mbim,
                  const char *otherwise)
{
    return wdm_schema_in_service(parser, text) &&
           (parser->service.mbim == mbim || wdm_schema_mistake(parser, text, "%s", otherwise));
}

static bool take_message(struct wdm_schema_parser *parser, char *text)
{
    struct wdm_qmi_message message = {.id = 0};
    const char *layouts[2] = {NULL, NULL};

    if (!is_of(parser, text, false, "an MBIM service has commands, no messages") ||
        !wdm_schema_number(parser, &text, "the message's number", &message.id) ||
        !wdm_schema_name(parser, &text, "the message's name", '-', &message.name) ||
        !take_vendor(parser, &text, &message.vendor) || !wdm_schema_nothing(parser, &text) ||
        !take_parts(parser, message_parts, layouts))
        return false;
    message.request = layouts[0] ? layouts[0] : "";
    message.response = layouts[1] ? layouts[1] : "";
    return wdm_schema_add_message(parser, &message);
}

static bool take_indication(struct wdm_schema_parser *parser, char *text)
{
    struct wdm_qmi_message message = {.id = 0};

    if (!is_of(parser, text, false,
               "an MBIM service has no indications, but notifications of commands") ||
        !wdm_schema_number(parser, &text, "the indication's number", &message.id) ||
        !wdm_schema_name(parser, &text, "the indication's name", '-', &message.name) ||
        !take_vendor(parser, &text, &message.vendor))
        return false;
    message.indication = text + strspn(text, " ");
    return wdm_schema_add_message(parser, &message);
}

/* "mbimex 2", where there is more. */
static bool take_mbimex(struct wdm_schema_parser *parser, char **text, uint8_t *mbimex)
{
    static const char *const versions[] = {"1", "2", "3", NULL};
    const char *word = wdm_schema_word(text);
    int version;

    *mbimex = 1;
    if (*word == '\0')
        return true;
    if (strcmp(word, "mbimex") != 0)
        return wdm_schema_mistake(parser, word, "'%.40s' is too much here", word);
    word = wdm_schema_word(text);
    version = wdm_schema_begins(word, versions);
    *mbimex = (uint8_t)(version + 1);
    return version >= 0 ||
           wdm_schema_mistake(parser, word, "'%.40s' is no version of MBIMEx: 1, 2 or 3", word);
}

static bool take_command(struct wdm_schema_parser *parser, char *text)
{
    struct wdm_mbim_command_entry command = {.id = 0};
    const char *layouts[4] = {NULL, NULL, NULL, NULL};

    if (!is_of(parser, text, true, "a QMI service has messages, no commands") ||
        !wdm_schema_number(parser, &text, "the command's number", &command.id) ||
        !wdm_schema_name(parser, &text, "the command's name", '-', &command.name) ||
        !take_mbimex(parser, &text, &command.mbimex) || !wdm_schema_nothing(parser, &text) ||
        !take_parts(parser, command_parts, layouts))
        return false;
    command.query = layouts[0];
    command.set = layouts[1];
    command.response = layouts[2];
    command.notification = layouts[3];
    if (!layouts[0] && !layouts[1] && !layouts[2] && !layouts[3])
        return wdm_schema_mistake(parser, command.name,
                                  "the command has no query, set, response or notification");
    return wdm_schema_add_command(parser, &command);
}

static const char *const statement_words[] = {
    "qmi", "mbim", "message", "indication", "command", "enum", "flags", "struct", NULL,
};

static const struct {
    bool (*take)(struct wdm_schema_parser *parser, char *text);
    const char *const *parts;
} statements[] = {
    {wdm_schema_take_qmi, NULL},   {wdm_schema_take_mbim, NULL},   {take_message, message_parts},
    {take_indication, NULL},       {take_command, command_parts},  {wdm_schema_take_enum, NULL},
    {wdm_schema_take_flags, NULL}, {wdm_schema_take_struct, NULL},
};

static bool take_statement(struct wdm_schema_parser *parser, const char *line, bool indented)
{
    int number = wdm_schema_begins(line, statement_words);
    char *text;

    if (indented)
        return wdm_schema_mistake(parser, line,
                                  "an indented line goes on with a statement: there is none yet");
    if (number >= 0) {
        text = wdm_schema_take(parser, statements[number].parts);
        wdm_schema_word(&text);
        return statements[number].take(parser, text);
    }
    if (wdm_schema_begins(line, message_parts) >= 0 || wdm_schema_begins(line, command_parts) >= 0)
        return not_indented(parser, line);
    return wdm_schema_mistake(parser, line,
                              "a statement begins with qmi, mbim, message, indication, command, "
                              "enum, flags or struct");
}

bool wdm_schema_parse(struct wdm_schema_parser *parser)
{
    bool indented;
    const char *line;

    while ((line = wdm_schema_line(parser, &indented)))
        if (!take_statement(parser, line, indented))
            return false;
    return true;
}
