/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/file.h - plain files, read whole, and the names in a folder. No heap, and no
 * wait: what is no plain file (a pipe, a device) is an error.
 */
#ifndef WDM_FILE_H
#define WDM_FILE_H

#include <stddef.h>

#include "wdm/error.h"

/* Reads all of the file at `path` into the `capacity` bytes at `bytes`. Fails with
 * WDM_USAGE where it cannot be read, is no plain file, or is longer. */
bool wdm_file_read(const char *path, void *bytes, size_t capacity, size_t *length,
                   struct wdm_error *error);

/* The most names that are read of a folder, and their characters with a NUL each. */
#define WDM_FOLDER_NAMES ((size_t)64)
#define WDM_FOLDER_TEXT  ((size_t)4096)

struct wdm_folder {
    size_t count;
    const char *names[WDM_FOLDER_NAMES]; /* in order of their bytes */
    char text[WDM_FOLDER_TEXT];
};

/* Reads which names that end with `suffix` (and do not begin with a dot) the folder
 * at `path` has. One that is not there or may not be read has none. Fails with
 * WDM_USAGE where there are too many. */
bool wdm_folder_read(struct wdm_folder *folder, const char *path, const char *suffix,
                     struct wdm_error *error);

#endif
