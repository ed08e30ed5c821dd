/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Plain files, read whole, and the names in a folder. Reads what it is given the path
 * of. */
#include "wdm/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wdm/port.h"
#include "wdm/tree.h"

static bool fail(struct wdm_error *error, const char *path, int code)
{
    wdm_fail(error, WDM_USAGE, "cannot read %s: %s", path, wdm_errno_text(code));
    return wdm_fail_code(error, WDM_CODE_ERRNO, (uint32_t)code);
}

/* read(), gone on with where a signal came. */
static ssize_t read_some(int fd, uint8_t *bytes, size_t capacity)
{
    ssize_t count;
    do
        count = read(fd, bytes, capacity);
    while (count < 0 && errno == EINTR);
    return count;
}

static bool read_all(int fd, const char *path, uint8_t *bytes, size_t capacity, size_t *length,
                     struct wdm_error *error)
{
    uint8_t more;
    ssize_t count = 1;

    for (*length = 0; count > 0 && *length < capacity; *length += (size_t)count) {
        count = read_some(fd, bytes + *length, capacity - *length);
        if (count < 0)
            return fail(error, path, errno);
    }
    if (count > 0 && read_some(fd, &more, 1) > 0)
        return wdm_fail(error, WDM_USAGE, "%s: longer than %zu bytes", path, capacity);
    return true;
}

bool wdm_file_read(const char *path, void *bytes, size_t capacity, size_t *length,
                   struct wdm_error *error)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    bool done;

    *length = 0;
    if (fd < 0)
        return fail(error, path, errno);
    if (fstat(fd, &status) != 0)
        done = fail(error, path, errno);
    else if (!S_ISREG(status.st_mode))
        done = wdm_fail(error, WDM_USAGE, "%s is no plain file", path);
    else
        done = read_all(fd, path, bytes, capacity, length, error);
    (void)close(fd);
    return done;
}

/* ---- Folders */

static bool ends_with(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);
    return length > end && memcmp(name + length - end, suffix, end) == 0;
}

/* Puts a name where it belongs; false where there is no room. `used` counts text. */
static bool add_name(struct wdm_folder *folder, const char *name, size_t *used)
{
    size_t size = strlen(name) + 1;
    size_t at = folder->count;

    if (folder->count == WDM_FOLDER_NAMES || size > WDM_FOLDER_TEXT - *used)
        return false;
    memcpy(folder->text + *used, name, size);
    for (; at > 0 && strcmp(folder->names[at - 1], name) > 0; at--)
        folder->names[at] = folder->names[at - 1];
    folder->names[at] = folder->text + *used;
    folder->count++;
    *used += size;
    return true;
}

struct filling {
    struct wdm_folder *folder;
    const char *suffix;
    size_t used;
    bool room;
};

static bool take_name(void *context, const char *name)
{
    struct filling *filling = context;
    if (ends_with(name, filling->suffix))
        filling->room = add_name(filling->folder, name, &filling->used);
    return filling->room;
}

bool wdm_folder_read(struct wdm_folder *folder, const char *path, const char *suffix,
                     struct wdm_error *error)
{
    struct filling filling = {.folder = folder, .suffix = suffix, .room = true};

    folder->count = 0;
    int code = wdm_tree_walk(path, take_name, &filling);
    if (code != 0 && code != ENOENT && code != ENOTDIR && code != EACCES)
        return fail(error, path, code);
    return filling.room || wdm_fail(error, WDM_USAGE, "%s: more than %zu names that end with %s",
                                    path, WDM_FOLDER_NAMES, suffix);
}
