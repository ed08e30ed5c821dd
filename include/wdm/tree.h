/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wdm/tree.h - the small files, links and folders of sysfs and proc. No heap, and no
 * wait. Paths are the caller's to make, and may lead below another root than "/".
 */
#ifndef WDM_TREE_H
#define WDM_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any path that is made here, and for what a link says, the NUL included. */
#define WDM_TREE_PATH ((size_t)512)

/* "folder/name"; false where that is longer than WDM_TREE_PATH. */
bool wdm_tree_join(char path[WDM_TREE_PATH], const char *folder, const char *name);

/* Reads the first line of a small file, cut to `capacity` (at least 1) bytes, the NUL
 * included. False where there is none to read; `line` is then "". */
bool wdm_tree_line(const char *path, char *line, size_t capacity);

/* Reads a number: up to eight digits of `base` 10 or 16, with or without 0x. False,
 * and 0, on anything else. */
bool wdm_tree_number(const char *path, unsigned base, uint32_t *number);

/* Reads what a symbolic link says. False where it is none, or longer; "" then. */
bool wdm_tree_link(const char *path, char target[WDM_TREE_PATH]);

/* Writes a text into a file that is there, in one piece. Returns 0, or the errno. */
int wdm_tree_write(const char *path, const char *text);

/* Whether something is at `path`: behind the link, where it is one. */
bool wdm_tree_is_there(const char *path);

/* What is behind the last slash. */
const char *wdm_tree_name(const char *path);

/* Calls `visit` with each name in a folder that does not begin with a dot, in no order,
 * until one returns false. Returns 0, or the errno where the folder cannot be read. */
int wdm_tree_walk(const char *path, bool (*visit)(void *context, const char *name), void *context);

#endif
