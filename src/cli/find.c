/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* --find: the names of services, messages, fields and values that a word is in, a
 * line each, from which the command can be typed. */
#include <string.h>

#include "fields.h"

const struct cli_option cli_find_options[] = {
    {"find", 0, "WORD", "print all names with WORD in them, in SERVICE or in all"},
    {NULL, 0, NULL, NULL},
};

struct search {
    struct cli *cli;
    const char *word;
    const char *protocol;
    const char *service; /* at hand, and so on */
    const char *message;
    const char *part;
    bool sent; /* QMI: it is the request, which needs no word */
    /* MBIM: the entry at hand, and whose; of a newer one only what the older do not
     * have is told. */
    const struct wdm_mbim_service *mbim;
    const struct wdm_mbim_command_entry *entry;
    enum wdm_mbim_part mbim_part;
    size_t hits;
};

static char folded(char character)
{
    if (character >= 'A' && character <= 'Z')
        return (char)(character - 'A' + 'a');
    return character == '-' || character == ' ' ? '_' : character;
}

/* Whether the word is in `length` characters of a name. */
static bool is_in(const struct search *search, const char *name, size_t length)
{
    size_t wanted = strlen(search->word);
    size_t start, i;

    for (start = 0; start + wanted <= length; start++) {
        for (i = 0; i < wanted && folded(name[start + i]) == folded(search->word[i]); i++)
            ;
        if (i == wanted)
            return true;
    }
    return false;
}

static void json_field(struct wdm_output *out, const char *name, struct wdm_name value)
{
    wdm_put_format(out, ",\"%s\":", name);
    if (value.text != NULL)
        wdm_print_json_string(value.text, value.length, out);
    else
        wdm_put(out, "null");
}

static struct wdm_name name_of(const char *text)
{
    return (struct wdm_name){text, text != NULL ? strlen(text) : 0};
}

/* A hit: in the field of this path, where there is one, and of its values this. */
static void hit(struct search *search, struct wdm_name path, struct wdm_name value)
{
    struct wdm_output *out = &search->cli->out.output;
    unsigned mbimex = search->entry != NULL ? search->entry->mbimex : 1;

    search->hits++;
    if (search->cli->json) {
        wdm_put_format(out, "{\"protocol\":\"%s\"", search->protocol);
        json_field(out, "service", name_of(search->service));
        json_field(out, "message", name_of(search->message));
        json_field(out, "part", name_of(search->part));
        json_field(out, "field", path);
        json_field(out, "value", value);
        wdm_put_format(out, ",\"mbimex\":%u}\n", mbimex);
        return;
    }
    wdm_put_format(out, "%s %s", search->protocol, search->service);
    if (search->message != NULL)
        wdm_put_format(out, " %s", search->message);
    if (search->part != NULL && !search->sent)
        wdm_put_format(out, " %s", search->part);
    if (path.text != NULL)
        wdm_put_format(out, " %.*s=%.*s", (int)path.length, path.text, (int)value.length,
                       value.length > 0 ? value.text : "");
    wdm_put(out, mbimex > 1 ? " --mbimex " : "");
    if (mbimex > 1)
        wdm_put_format(out, "%u", mbimex);
    wdm_put(out, "\n");
}

/* The layout of the part at hand, as an entry of the command has it. */
static struct wdm_layout layout_at(const struct search *search,
                                   const struct wdm_mbim_command_entry *entry)
{
    return wdm_mbim_layout(search->mbim, entry->id, search->mbim_part, entry->mbimex);
}

struct known {
    const char *path;
    bool is;
};

static void compare(void *context, const struct wdm_field *field)
{
    struct known *known = context;

    known->is |= strcmp(field->path, known->path) == 0;
}

/* Whether an older version of MBIMEx has this field too; or, where `field` is NULL,
 * the very layout. */
static bool is_known(const struct search *search, const struct wdm_layout *layout,
                     const struct wdm_field *field)
{
    struct known known = {.path = field != NULL ? field->path : ""};
    const struct wdm_mbim_command_entry *older;

    if (search->entry == NULL)
        return false;
    older = wdm_mbim_command_by_id(search->mbim, search->entry->id);
    for (; older < search->entry && !known.is; older++) {
        struct wdm_layout before = layout_at(search, older);

        if (before.text == layout->text)
            known.is = field == NULL;
        else if (before.text != NULL && field != NULL)
            wdm_layout_visit(&before, compare, &known);
    }
    return known.is;
}

static void look_at_field(void *context, const struct wdm_field *field)
{
    struct search *search = context;
    const struct wdm_enumeration *enumeration;
    char path[WDM_PATH_MAX + 1];
    struct wdm_name here = {path, field->length};
    size_t i;

    if (is_known(search, field->layout, field))
        return;
    /* The first of a list stands for all. */
    for (i = 0; i <= field->length; i++)
        path[i] = field->path[i] == 'N' ? '0' : field->path[i];
    if (is_in(search, field->path, field->length))
        hit(search, here, name_of(NULL));
    for (i = 0; (enumeration = wdm_field_enumeration(field, i)) != NULL; i++) {
        struct wdm_enumerator each = wdm_enumerator_before(enumeration);
        char name[WDM_ENUMERATION_NAME];

        wdm_enumeration_own_name(enumeration, name, sizeof(name));
        while (strcmp(name, "bool") != 0 && wdm_enumerator_next(enumeration, &each)) {
            if (is_in(search, each.name, each.length))
                hit(search, here, (struct wdm_name){each.name, each.length});
        }
    }
}

static void look_at_layout(struct search *search, const char *part, const struct wdm_layout *layout)
{
    search->part = part;
    if (layout->text != NULL && !is_known(search, layout, NULL))
        wdm_layout_visit(layout, look_at_field, search);
    search->part = NULL;
}

static void look_at_name(struct search *search, const char *name)
{
    if (is_in(search, name, strlen(name)))
        hit(search, name_of(NULL), name_of(NULL));
}

static void look_at_qmi(struct search *search, const struct wdm_qmi_service *service)
{
    static const char *const parts[] = {"request", "response", "indication"};
    size_t i;
    int kind;

    search->protocol = "qmi";
    search->service = service->name;
    search->message = NULL;
    look_at_name(search, service->name);
    for (i = 0; i < service->message_count; i++) {
        const struct wdm_qmi_message *message = &service->messages[i];

        search->message = message->name;
        look_at_name(search, message->name);
        for (kind = WDM_QMI_REQUEST; kind <= WDM_QMI_INDICATION; kind++) {
            struct wdm_layout layout = wdm_qmi_layout(service, message, (enum wdm_qmi_kind)kind);

            search->sent = kind == WDM_QMI_REQUEST;
            look_at_layout(search, parts[kind], &layout);
        }
    }
}

static void look_at_mbim(struct search *search, const struct wdm_mbim_service *service)
{
    static const char *const parts[] = {"query", "set", "response", "indication"};
    size_t i;
    int part;

    search->protocol = "mbim";
    search->mbim = service;
    search->service = service->name;
    search->message = NULL;
    search->entry = NULL;
    look_at_name(search, service->name);
    for (i = 0; i < service->command_count; i++) {
        search->entry = &service->commands[i];
        search->message = search->entry->name;
        if (search->entry == wdm_mbim_command_by_id(service, search->entry->id))
            look_at_name(search, search->message);
        for (part = WDM_MBIM_PART_QUERY; part <= WDM_MBIM_PART_NOTIFICATION; part++) {
            struct wdm_layout layout;

            search->mbim_part = (enum wdm_mbim_part)part;
            layout = layout_at(search, search->entry);
            look_at_layout(search, parts[part], &layout);
        }
    }
}

static bool begin(struct cli *cli, struct search *search)
{
    *search = (struct search){.cli = cli, .word = cli_value(cli, "find")};
    return *search->word != '\0' || wdm_fail(&cli->error, WDM_USAGE, "--find: an empty word");
}

static bool end(const struct search *search)
{
    struct cli *cli = search->cli;

    return search->hits > 0 || wdm_fail(&cli->error, WDM_REFUSED, "%s: nothing is named '%s'",
                                        cli->command->name, search->word);
}

bool cli_find_qmi(struct cli *cli, const struct wdm_qmi_service *service)
{
    struct search search;
    size_t i;

    if (!begin(cli, &search))
        return false;
    if (service != NULL)
        look_at_qmi(&search, service);
    else
        for (i = 0; (service = wdm_catalogue_qmi_service_at(&cli->catalogue, i)) != NULL; i++)
            look_at_qmi(&search, service);
    return end(&search);
}

bool cli_find_mbim(struct cli *cli, const struct wdm_mbim_service *service)
{
    struct search search;
    size_t i;

    if (!begin(cli, &search))
        return false;
    if (service != NULL)
        look_at_mbim(&search, service);
    else
        for (i = 0; (service = wdm_catalogue_mbim_service_at(&cli->catalogue, i)) != NULL; i++)
            look_at_mbim(&search, service);
    return end(&search);
}
