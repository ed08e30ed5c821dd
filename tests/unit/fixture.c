/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finding and reading the captures of fixtures/. Reads files. */

#include "fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wdm/mbim.h"
#include "wdm/qmux.h"

#define SUFFIX ".txt"

const char *fixtures_folder(void)
{
    const char *named = getenv("WDM_FIXTURES");
    return named ? named : "fixtures";
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

size_t fixture_list(char names[FIXTURES_MAX][FIXTURE_NAME_MAX])
{
    DIR *directory = opendir(fixtures_folder());
    const struct dirent *entry;
    size_t count = 0;
    if (!directory)
        fail_msg("cannot read %s: run from the repository, or set WDM_FIXTURES", fixtures_folder());
    while ((entry = readdir(directory)) != NULL) {
        size_t length = strlen(entry->d_name);
        if (length <= strlen(SUFFIX) ||
            strcmp(entry->d_name + length - strlen(SUFFIX), SUFFIX) != 0)
            continue;
        length -= strlen(SUFFIX);
        if (count == FIXTURES_MAX || length >= FIXTURE_NAME_MAX)
            fail_msg("more fixtures than there is room for at %s", entry->d_name);
        memcpy(names[count], entry->d_name, length);
        names[count++][length] = '\0';
    }
    (void)closedir(directory);
    if (count == 0)
        fail_msg("there are no fixtures in %s", fixtures_folder());
    qsort(names, count, FIXTURE_NAME_MAX, by_name);
    return count;
}

size_t fixture_text(const char *name, const char *suffix, char *text, size_t capacity)
{
    char path[512];
    (void)snprintf(path, sizeof(path), "%s/%s%s", fixtures_folder(), name, suffix);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot read %s", path);
    size_t length = fread(text, 1, capacity, file);
    (void)fclose(file);
    if (length == capacity)
        fail_msg("%s is too long", path);
    text[length] = '\0';
    return length;
}

enum wdm_protocol fixture_protocol(struct wdm_span message)
{
    /* A QMUX message's length is never 0, and so no MBIM type begins one. */
    if (message.length >= 4 && wdm_mbim_type_known(wdm_get_u32(message.bytes)))
        return WDM_PROTOCOL_MBIM;
    if (message.length > 0 && message.bytes[0] == WDM_QMUX_MARKER)
        return WDM_PROTOCOL_QMI;
    return WDM_PROTOCOL_UNKNOWN;
}

static uint16_t vendor_of(const char *name)
{
    static const struct {
        const char *model;
        uint16_t vendor;
    } models[] = {{"em7355-", 0x1199}, {"em7455-", 0x1199}};
    for (size_t i = 0; i < COUNT(models); i++) {
        if (strncmp(name, models[i].model, strlen(models[i].model)) == 0)
            return models[i].vendor;
    }
    fail_msg("whose modem is that of %s? add it to %s", name, __FILE__);
    return 0;
}

static void add_message(struct fixture *fixture, const char *line)
{
    uint8_t *place = fixture->bytes + fixture->length;
    struct fixture_message *message = &fixture->messages[fixture->count];
    if ((line[0] != '>' && line[0] != '<') || line[1] != ' ')
        fail_msg("%s: no message and no comment: %s", fixture->name, line);
    if (fixture->count == FIXTURE_MESSAGES_MAX)
        fail_msg("%s: more than %d messages", fixture->name, FIXTURE_MESSAGES_MAX);
    message->from_modem = line[0] == '<';
    message->bytes.bytes = place;
    message->bytes.length = bytes_of_hex(line + 2, place, sizeof(fixture->bytes) - fixture->length);
    message->protocol = fixture_protocol(message->bytes);
    if (message->protocol == WDM_PROTOCOL_UNKNOWN)
        fail_msg("%s: neither MBIM nor QMUX: %s", fixture->name, line);
    fixture->length += message->bytes.length;
    fixture->count++;
}

void fixture_read(struct fixture *fixture, const char *name)
{
    static char text[65536];
    bool says_whence = false;
    memset(fixture, 0, sizeof(*fixture));
    (void)snprintf(fixture->name, sizeof(fixture->name), "%s", name);
    fixture->vendor = vendor_of(name);
    fixture_text(name, SUFFIX, text, sizeof(text));
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        if (line[0] == '#')
            says_whence = true;
        else
            add_message(fixture, line);
    }
    if (!says_whence)
        fail_msg("%s does not say where it comes from", name);
    if (fixture->count == 0)
        fail_msg("%s has no messages", name);
}
