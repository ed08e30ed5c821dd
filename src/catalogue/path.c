/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Paths of fields. Uses string.h. */
#include <string.h>

#include "path.h"

static void append(struct wdm_path *path, const char *text, size_t length)
{
    size_t room = WDM_PATH_MAX - path->length;
    if (length > room)
        length = room;
    memcpy(path->text + path->length, text, length);
    path->length += length;
    path->text[path->length] = '\0';
}

void wdm_path_name(struct wdm_path *path, struct wdm_name name)
{
    if (path->length > 0)
        append(path, ".", 1);
    append(path, name.text, name.length);
}

void wdm_path_index(struct wdm_path *path, size_t index)
{
    char text[24];
    size_t start = sizeof(text);
    text[--start] = ']';
    do {
        text[--start] = (char)('0' + index % 10);
        index /= 10;
    } while (index > 0);
    text[--start] = '[';
    append(path, text + start, sizeof(text) - start);
}

void wdm_path_text(struct wdm_path *path, const char *text)
{
    append(path, text, strlen(text));
}

void wdm_path_cut(struct wdm_path *path, size_t length)
{
    path->length = length;
    path->text[length] = '\0';
}

void wdm_place_init(struct wdm_place *place)
{
    place->depth = 0;
    place->levels[0].list = false;
    wdm_path_cut(&place->path, 0);
}

size_t wdm_place_enter(struct wdm_place *place, struct wdm_name name)
{
    size_t length = place->path.length;
    if (place->levels[place->depth].list)
        wdm_path_index(&place->path, place->levels[place->depth].index++);
    else
        wdm_path_name(&place->path, name);
    return length;
}

void wdm_place_leave(struct wdm_place *place, size_t length)
{
    wdm_path_cut(&place->path, length);
}

void wdm_place_begin(struct wdm_place *place, struct wdm_name name, bool list)
{
    size_t length = wdm_place_enter(place, name);
    if (place->depth < WDM_FIELD_DEPTH)
        place->depth++;
    place->levels[place->depth].length = length;
    place->levels[place->depth].index = 0;
    place->levels[place->depth].list = list;
}

void wdm_place_end(struct wdm_place *place)
{
    wdm_path_cut(&place->path, place->levels[place->depth].length);
    if (place->depth > 0)
        place->depth--;
}

bool wdm_place_in_list(const struct wdm_place *place)
{
    return place->levels[place->depth].list;
}
