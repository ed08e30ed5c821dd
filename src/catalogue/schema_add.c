/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages and commands into a service's table: over those that are built in, but
 * not over one that the schemas have already. Uses string.h. */
#include <string.h>

#include "schema_parse.h"

/* Room for a long file's name, a colon and a line. */
#define PLACE_SIZE ((size_t)96)

/* Fails since `other`, a name in the schema's text or built in, is in the way. */
static bool is_taken(struct wdm_schema_parser *parser, const char *where, const char *what,
                     const char *other)
{
    char place[PLACE_SIZE] = "it is built in";

    if (wdm_schema_owns(parser->schema, other))
        wdm_schema_where(parser->schema, other, place, sizeof(place));
    return wdm_schema_mistake(parser, where, "%s '%.40s' already: %s", what, other, place);
}

/* ---- QMI */

static struct wdm_qmi_message *messages_of(struct wdm_schema_parser *parser, size_t *count)
{
    struct wdm_schema_rows rows =
        wdm_schema_rows(parser->schema, WDM_SCHEMA_TABLE_MESSAGES, parser->service);
    *count = rows.count;
    return parser->schema->messages + rows.first;
}

static bool is_same(const struct wdm_qmi_message *a, const struct wdm_qmi_message *b)
{
    return a->id == b->id && a->vendor == b->vendor;
}

/* Takes away from a built-in message what the new one says of the same number. */
static void take_over(struct wdm_qmi_message *old, const struct wdm_qmi_message *message)
{
    if (message->request)
        old->request = old->response = NULL;
    if (message->indication)
        old->indication = NULL;
}

static bool override_messages(struct wdm_schema_parser *parser,
                              const struct wdm_qmi_message *message)
{
    size_t count;
    struct wdm_qmi_message *rows = messages_of(parser, &count);

    for (size_t i = count; i > 0; i--) {
        struct wdm_qmi_message *old = &rows[i - 1];
        bool both = (old->request && message->request) || (old->indication && message->indication);
        if (!both || !is_same(old, message))
            continue;
        if (wdm_schema_owns(parser->schema, old->name))
            return is_taken(parser, message->name, "this number is", old->name);
        take_over(old, message);
        if (!old->request && !old->indication)
            wdm_schema_remove(parser->schema, WDM_SCHEMA_TABLE_MESSAGES, parser->service, i - 1);
    }
    return true;
}

/* Joins it with what has the same name, which can be one thing only: the indication
 * of a request, or its request. */
static bool join_message(struct wdm_schema_parser *parser, const struct wdm_qmi_message *message,
                         bool *joined)
{
    size_t count;
    struct wdm_qmi_message *rows = messages_of(parser, &count);

    *joined = false;
    for (size_t i = 0; i < count; i++) {
        if (!wdm_name_equal(message->name, strlen(message->name), rows[i].name))
            continue;
        if (!is_same(&rows[i], message))
            return is_taken(parser, message->name, "another number is", rows[i].name);
        rows[i].name = message->name;
        if (message->request) {
            rows[i].request = message->request;
            rows[i].response = message->response;
        } else {
            rows[i].indication = message->indication;
        }
        *joined = true;
    }
    return true;
}

bool wdm_schema_add_message(struct wdm_schema_parser *parser, const struct wdm_qmi_message *message)
{
    size_t count, at = 0;
    bool joined;
    const struct wdm_qmi_message *rows;

    if (!override_messages(parser, message) || !join_message(parser, message, &joined))
        return false;
    /* Of one number, requests come first, and those of the schema before the others. */
    rows = messages_of(parser, &count);
    while (at < count &&
           (rows[at].id < message->id || (rows[at].id == message->id && message->indication)))
        at++;
    return joined ||
           wdm_schema_insert(parser->schema, WDM_SCHEMA_TABLE_MESSAGES, parser->service, at,
                             message, 1) ||
           wdm_schema_full(parser, message->name);
}

/* ---- MBIM */

static const struct wdm_mbim_command_entry *commands_of(struct wdm_schema_parser *parser,
                                                        size_t *count)
{
    struct wdm_schema_rows rows =
        wdm_schema_rows(parser->schema, WDM_SCHEMA_TABLE_COMMANDS, parser->service);
    *count = rows.count;
    return parser->schema->commands + rows.first;
}

static bool fits(struct wdm_schema_parser *parser, const struct wdm_mbim_command_entry *old,
                 const struct wdm_mbim_command_entry *command)
{
    bool same_name = wdm_name_equal(command->name, strlen(command->name), old->name);

    if (old->id == command->id && old->mbimex == command->mbimex)
        return is_taken(parser, command->name, "this number is", old->name);
    if (old->id == command->id && !same_name)
        return is_taken(parser, command->name, "the number has another name,", old->name);
    if (old->id != command->id && same_name)
        return is_taken(parser, command->name, "another number is", old->name);
    return true;
}

/* A built-in command goes with all its versions. */
static bool override_commands(struct wdm_schema_parser *parser,
                              const struct wdm_mbim_command_entry *command)
{
    size_t count;
    const struct wdm_mbim_command_entry *rows = commands_of(parser, &count);

    for (size_t i = count; i > 0; i--) {
        if (rows[i - 1].id == command->id && !wdm_schema_owns(parser->schema, rows[i - 1].name))
            wdm_schema_remove(parser->schema, WDM_SCHEMA_TABLE_COMMANDS, parser->service, i - 1);
        else if (!fits(parser, &rows[i - 1], command))
            return false;
    }
    return true;
}

bool wdm_schema_add_command(struct wdm_schema_parser *parser,
                            const struct wdm_mbim_command_entry *command)
{
    size_t count, at = 0;
    const struct wdm_mbim_command_entry *rows;

    if (!override_commands(parser, command))
        return false;
    rows = commands_of(parser, &count);
    while (at < count && (rows[at].id < command->id ||
                          (rows[at].id == command->id && rows[at].mbimex < command->mbimex)))
        at++;
    return wdm_schema_insert(parser->schema, WDM_SCHEMA_TABLE_COMMANDS, parser->service, at,
                             command, 1) ||
           wdm_schema_full(parser, command->name);
}
