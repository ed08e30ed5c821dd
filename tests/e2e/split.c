/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Captures split into folders, and the folders compared. Touches the test's folder. */
#include "split.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void split_file(const char *path, const char *text, size_t length)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void split(const char *capture, char *folder, size_t capacity)
{
    static struct child child;
    char line[512];

    run_path(folder, capacity, ".split");
    snprintf(line, sizeof line, "decode --split %s %s", folder, capture);
    run(&child, line);
    if (child_defect(&child) != NULL || child.code != 0)
        fail_msg("%s: exit %d: %s", line, child.code, child.error.bytes);
}

/* Calls `visit` with each name in a folder, and then removes all. */
static void each(const char *folder, const char *other, void (*visit)(const char *a, const char *b))
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    char path[512], second[512];

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        snprintf(second, sizeof second, "%s/%s", other, entry->d_name);
        visit(path, second);
    }
    closedir(directory);
}

static size_t read_file(const char *path, char *bytes, size_t capacity)
{
    FILE *file = fopen(path, "r");
    size_t length;

    if (file == NULL)
        fail_msg("there is no %s", path);
    length = fread(bytes, 1, capacity, file);
    fclose(file);
    return length;
}

static void same(const char *a, const char *b)
{
    static char first[70000], second[70000];
    size_t length = read_file(a, first, sizeof first);

    if (read_file(b, second, sizeof second) != length || memcmp(first, second, length) != 0)
        fail_msg("%s and %s are not the same", a, b);
}

static size_t removed;

static void take_away(const char *a, const char *b)
{
    (void)b;
    assert_int_equal(unlink(a), 0);
    removed++;
}

size_t split_clear(const char *folder)
{
    removed = 0;
    each(folder, "", take_away);
    assert_int_equal(rmdir(folder), 0);
    return removed;
}

size_t split_compare(const char *a, const char *b, const char *what)
{
    char first[128], second[128];
    size_t count;

    split(a, first, sizeof first);
    split(b, second, sizeof second);
    each(first, second, same);
    count = split_clear(first);
    if (split_clear(second) != count)
        fail_msg("%s: not %zu messages", what, count);
    return count;
}

static const char *wanted;
static bool found;

static void look(const char *a, const char *b)
{
    (void)b;
    found = found || strstr(a, wanted) != NULL;
}

bool split_has(const char *capture, const char *name)
{
    char folder[128];

    split(capture, folder, sizeof folder);
    wanted = name;
    found = false;
    each(folder, "", look);
    split_clear(folder);
    return found;
}
