/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * path.h - paths of fields, "info.list[0].mcc", and where a decoding stands.
 */
#ifndef WDM_CATALOGUE_PATH_H
#define WDM_CATALOGUE_PATH_H

#include "wdm/fields.h"

/* A path is cut where it would get longer than WDM_PATH_MAX. */
struct wdm_path {
    size_t length;
    char text[WDM_PATH_MAX + 1]; /* ends with a NUL */
};

/* Each appends to the path; the old length is what wdm_path_cut takes it back to. */
void wdm_path_name(struct wdm_path *path, struct wdm_name name); /* ".name", "name" if first */
void wdm_path_index(struct wdm_path *path, size_t index);        /* "[3]" */
void wdm_path_text(struct wdm_path *path, const char *text);     /* as it is */
void wdm_path_cut(struct wdm_path *path, size_t length);

/* Follows what decoding tells a sink, and knows the path of each thing told. */
struct wdm_place {
    unsigned depth; /* how many structures and lists are open */
    struct wdm_path path;
    struct {
        size_t length; /* of the path before it was opened */
        size_t index;  /* of a list: of the member that comes next */
        bool list;
    } levels[WDM_FIELD_DEPTH + 1];
};

void wdm_place_init(struct wdm_place *place);

/* Puts the path of a value, structure or list there; wdm_place_leave takes it away. */
size_t wdm_place_enter(struct wdm_place *place, struct wdm_name name);
void wdm_place_leave(struct wdm_place *place, size_t length);

/* Likewise, staying there until wdm_place_end. */
void wdm_place_begin(struct wdm_place *place, struct wdm_name name, bool list);
void wdm_place_end(struct wdm_place *place);

/* Whether what comes next is a list's member. */
bool wdm_place_in_list(const struct wdm_place *place);

#endif
