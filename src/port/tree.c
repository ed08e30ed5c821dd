/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Small files, links and folders, as sysfs and proc have them. Reads and writes what it
 * is given the path of. opendir() allocates, so the kernel is asked for names. */
#include "wdm/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wdm/format.h"

bool wdm_tree_join(char path[WDM_TREE_PATH], const char *folder, const char *name)
{
    return wdm_format(path, WDM_TREE_PATH, "%s/%s", folder, name) < WDM_TREE_PATH - 1;
}

bool wdm_tree_line(const char *path, char *line, size_t capacity)
{
    ssize_t length;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    line[0] = '\0';
    if (fd < 0)
        return false;
    do
        length = read(fd, line, capacity - 1);
    while (length < 0 && errno == EINTR);
    (void)close(fd);
    line[length < 0 ? 0 : length] = '\0';
    line[strcspn(line, "\n")] = '\0';
    return length >= 0;
}

bool wdm_tree_number(const char *path, unsigned base, uint32_t *number)
{
    char line[16];
    size_t count = 0;

    *number = 0;
    if (!wdm_tree_line(path, line, sizeof(line)))
        return false;
    const char *digits = strncmp(line, "0x", 2) == 0 ? line + 2 : line;
    for (; count < 8 && wdm_digit(digits[count]) < base; count++)
        *number = *number * base + wdm_digit(digits[count]);
    if (count > 0 && digits[count] == '\0')
        return true;
    *number = 0;
    return false;
}

bool wdm_tree_link(const char *path, char target[WDM_TREE_PATH])
{
    ssize_t length = readlink(path, target, WDM_TREE_PATH - 1);
    bool whole = length > 0 && (size_t)length < WDM_TREE_PATH - 1;

    target[whole ? length : 0] = '\0';
    return whole;
}

int wdm_tree_write(const char *path, const char *text)
{
    size_t length = strlen(text);
    ssize_t written;
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0)
        return errno;
    do
        written = write(fd, text, length);
    while (written < 0 && errno == EINTR);
    int code = written < 0 ? errno : written == (ssize_t)length ? 0 : EIO;
    (void)close(fd);
    return code;
}

bool wdm_tree_is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

const char *wdm_tree_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* What getdents64 gives is records: u64 inode, i64 offset, u16 size of the record,
 * u8 type, and the name with a NUL. */
#define RECORD_SIZE 16
#define RECORD_NAME 19

/* Visits what a buffer of records names; false where a visitor has seen enough. */
static bool visit_records(const char *records, size_t length,
                          bool (*visit)(void *context, const char *name), void *context)
{
    uint16_t size;

    for (size_t at = 0; length - at > RECORD_NAME; at += size) {
        const char *name = records + at + RECORD_NAME;
        memcpy(&size, records + at + RECORD_SIZE, sizeof(size));
        if (size <= RECORD_NAME || size > length - at ||
            memchr(name, '\0', size - (size_t)RECORD_NAME) == NULL)
            break;
        if (name[0] != '.' && !visit(context, name))
            return false;
    }
    return true;
}

int wdm_tree_walk(const char *path, bool (*visit)(void *context, const char *name), void *context)
{
    char records[2048];
    long length;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return errno;
    do
        length = syscall(SYS_getdents64, fd, records, sizeof(records));
    while (length > 0 && visit_records(records, (size_t)length, visit, context));
    int code = length < 0 ? errno : 0;
    (void)close(fd);
    return code;
}
