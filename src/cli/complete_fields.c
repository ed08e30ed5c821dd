/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Completing FIELD=VALUE: the fields that are not given yet, and the names of values. */
#include <string.h>

#include "complete.h"
#include "wdm/format.h"

/* What a field takes, in words; cut where it gets long. */
#define WORDS ((size_t)80)

struct words {
    struct wdm_output output;
    size_t length;
    char text[WORDS];
};

static void words_write(struct wdm_output *output, const char *text, size_t length)
{
    struct words *words = (struct words *)output;
    size_t room = WORDS - 1 - words->length;

    if (length > room)
        length = room;
    memcpy(words->text + words->length, text, length);
    words->length += length;
    words->text[words->length] = '\0';
}

struct fields {
    struct completion *completion;
    size_t first; /* of the words that are FIELD=VALUE */
    size_t name;  /* of the word that is completed: how long the name before '=' is */
};

/* Whether the value of this field is among the words; or, of a list, a member's. */
static bool is_given(const struct fields *fields, const char *path, size_t length)
{
    const struct completion *completion = fields->completion;
    size_t i;

    for (i = fields->first; i < completion->count; i++) {
        const char *word = completion->words[i];
        size_t name = strcspn(word, "=");

        if (name == length && strncmp(word, path, length) == 0)
            return true;
        if (name > length && strncmp(word, path, length) == 0 && word[length] == '[')
            return true;
    }
    return false;
}

/* The path with numbers for its "[N]": `index` for the first, 0 for the others. */
static size_t number(const char *path, unsigned index, char *numbered, size_t capacity)
{
    size_t length = 0;

    for (; *path != '\0' && length + 1 < capacity; path++) {
        if (path[0] == 'N' && path[1] == ']') {
            length += wdm_format(numbered + length, capacity - length, "%u", index);
            index = 0;
        } else {
            numbered[length++] = *path;
        }
    }
    numbered[length] = '\0';
    return length;
}

static void offer_field(void *context, const struct wdm_field *field)
{
    struct fields *fields = context;
    struct words words = {.output.write = words_write};
    char path[WDM_PATH_MAX + 1];
    size_t length = number(field->path, 0, path, sizeof path);
    bool in_list = strchr(field->path, 'N') != NULL;
    unsigned index;

    if (field->counted)
        return;
    for (index = 1; in_list && index < CLI_ARGUMENTS && is_given(fields, path, length); index++)
        length = number(field->path, index, path, sizeof path);
    if (is_given(fields, path, length))
        return;
    if (field->optional)
        wdm_put(&words.output, "optional, ");
    wdm_print_field_type(field, &words.output);
    if (words.length == WORDS - 1)
        memcpy(words.text + WORDS - 4, "...", 3);
    cli_complete_offer(fields->completion, (struct wdm_name){path, length}, "=", words.text);
}

/* Whether the name that is typed is this field's, whatever its indexes are. */
static bool is_named(const struct fields *fields, const struct wdm_field *field)
{
    const char *typed = fields->completion->head.text;
    const char *end = typed + fields->name;
    const char *path = field->path;

    while (typed < end && *path != '\0') {
        if (path[0] == 'N' && path[1] == ']') {
            typed += strspn(typed, "0123456789");
            path++;
        } else if (*typed++ != *path++) {
            return false;
        }
    }
    /* A list's member: "list[0]" is of "list". */
    return *path == '\0' && (typed == end || (field->list && *typed == '['));
}

static void offer_names(struct completion *completion, const struct wdm_enumeration *enumeration)
{
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    char note[16];

    while (wdm_enumerator_next(enumeration, &each)) {
        note[0] = '\0';
        if (each.value <= UINT32_MAX)
            wdm_format(note, sizeof note, "0x%lx", (unsigned long)each.value);
        cli_complete_offer(completion, (struct wdm_name){each.name, each.length}, "", note);
    }
}

static void offer_value(void *context, const struct wdm_field *field)
{
    struct fields *fields = context;
    struct completion *completion = fields->completion;
    const struct wdm_enumeration *enumeration = wdm_field_enumeration(field, 0);
    const char *last = strrchr(completion->tail, ',');
    const char *name;
    size_t i;

    if (!is_named(fields, field))
        return;
    /* Lists, and sets of flags: only what is behind the last comma. */
    if (last != NULL &&
        (field->list || (enumeration != NULL && wdm_enumeration_flags(enumeration))))
        cli_complete_from(completion, last + 1);
    for (i = 0; (enumeration = wdm_field_enumeration(field, i)) != NULL; i++)
        offer_names(completion, enumeration);
    for (i = 0; field->uuid && (name = wdm_uuid_name_at(&completion->cli->catalogue, i)) != NULL;
         i++)
        cli_complete_text(completion, name, "");
}

void cli_complete_fields(struct completion *completion, const struct wdm_layout *layout,
                         size_t first)
{
    struct fields fields = {.completion = completion, .first = first};
    const char *word = completion->tail;

    if (layout->text == NULL)
        return;
    fields.name = strcspn(word, "=");
    if (word[fields.name] == '\0') {
        wdm_layout_visit(layout, offer_field, &fields);
        return;
    }
    cli_complete_from(completion, word + fields.name + 1);
    if (completion->tail[0] == '@' && completion->tail[1] != '@') {
        cli_complete_from(completion, completion->tail + 1);
        cli_complete_files(completion);
        return;
    }
    wdm_layout_visit(layout, offer_value, &fields);
}
