/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether the layouts of a schema's file are right. Uses string.h. */
#include <string.h>

#include "check.h"
#include "schema_parse.h"

/* Whether a text of a table is of the file that is parsed. */
static bool is_new(const struct wdm_schema_parser *parser, const char *text)
{
    return text && wdm_schema_owns(parser->schema, text) &&
           text >= parser->schema->text + parser->file->begin;
}

static bool check_layout(struct wdm_schema_parser *parser, const struct wdm_layout *layout,
                         const char *name, const char *part)
{
    char words[sizeof(parser->error->what)];
    const char *wrong;

    if (!is_new(parser, layout->text) || wdm_layout_check_at(layout, parser->error, &wrong))
        return true;
    memcpy(words, parser->error->what, sizeof(words));
    if (!is_new(parser, wrong))
        wrong = layout->text;
    return wdm_schema_mistake(parser, wrong, "%.40s, %s: %s", name, part, words);
}

static bool check_structure(struct wdm_schema_parser *parser, const struct wdm_structure *structure,
                            bool tlvs)
{
    const struct wdm_layout layout = {.tlvs = tlvs};
    char words[sizeof(parser->error->what)];
    const char *wrong;

    if (!is_new(parser, structure->layout) ||
        wdm_structure_check_at(&layout, structure, parser->error, &wrong))
        return true;
    memcpy(words, parser->error->what, sizeof(words));
    return wdm_schema_mistake(parser, is_new(parser, wrong) ? wrong : structure->layout,
                              "{%.40s}: %s", structure->name, words);
}

static bool check_structures(struct wdm_schema_parser *parser,
                             const struct wdm_structure *structures, size_t count, bool tlvs)
{
    for (size_t i = 0; i < count; i++)
        if (!check_structure(parser, &structures[i], tlvs))
            return false;
    return true;
}

/* The result of a response is no matter of a layout. */
static bool has_no_result(struct wdm_schema_parser *parser, const struct wdm_qmi_message *message)
{
    struct wdm_layout_index index;

    if (!is_new(parser, message->response))
        return true;
    wdm_layout_index(message->response, &index);
    return index.at[WDM_QMI_TLV_RESULT] == 0 ||
           wdm_schema_mistake(parser, message->response,
                              "%.40s, response: every response has TLV 02, the result; leave it "
                              "out",
                              message->name);
}

static bool check_messages(struct wdm_schema_parser *parser, const struct wdm_qmi_service *service)
{
    static const char *const parts[] = {"request", "response", "indication"};

    for (size_t i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];
        for (int kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
            struct wdm_layout layout = wdm_qmi_layout(service, message, (enum wdm_qmi_kind)kind);
            if (!check_layout(parser, &layout, message->name, parts[kind]))
                return false;
        }
        if (!has_no_result(parser, message))
            return false;
    }
    return true;
}

static bool check_commands(struct wdm_schema_parser *parser, const struct wdm_mbim_service *service)
{
    static const char *const parts[] = {"query", "set", "response", "notification"};

    for (size_t i = 0; i < service->command_count; i++) {
        const struct wdm_mbim_command_entry *command = &service->commands[i];
        for (int part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++) {
            struct wdm_layout layout =
                wdm_mbim_layout(service, command->id, (enum wdm_mbim_part)part, command->mbimex);
            if (!check_layout(parser, &layout, command->name, parts[part]))
                return false;
        }
    }
    return true;
}

bool wdm_schema_check(struct wdm_schema_parser *parser)
{
    const struct wdm_schema *schema = parser->schema;

    for (size_t i = 0; i < schema->qmi_count; i++) {
        const struct wdm_qmi_service *service = &schema->qmi[i];
        if (!check_structures(parser, service->structures, service->structure_count, true) ||
            !check_messages(parser, service))
            return false;
    }
    for (size_t i = 0; i < schema->mbim_count; i++) {
        const struct wdm_mbim_service *service = &schema->mbim[i];
        if (!check_structures(parser, service->structures, service->structure_count, false) ||
            !check_commands(parser, service))
            return false;
    }
    return true;
}
